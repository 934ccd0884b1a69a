//! Why a result cannot be written, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::quantity::{Language, Text};

/// Why the result that a folder holds cannot stand beside a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another resolved scenario.
    Scenario,
    /// Another table of the place.
    Place,
    /// Another version or commit of the program.
    Program,
    /// Other columns.
    Metrics,
    /// Seeds that would be lost.
    Seeds,
    /// Another finest level.
    Detail,
    /// Result files without a manifest that can be read: nobody knows of what they are results.
    Unknown,
}

impl Difference {
    /// What differs.
    pub fn text(self) -> Text {
        match self {
            Self::Scenario => Text { en: "another scenario", zh: "情景不同" },
            Self::Place => Text { en: "another place table", zh: "地区表不同" },
            Self::Program => Text { en: "another version of cogov", zh: "cogov 版本不同" },
            Self::Metrics => Text { en: "other metrics", zh: "指标不同" },
            Self::Seeds => Text { en: "more seeds", zh: "种子更多" },
            Self::Detail => Text { en: "another detail", zh: "详细程度不同" },
            Self::Unknown => Text {
                en: "its manifest.json is missing or damaged",
                zh: "manifest.json 缺失或损坏",
            },
        }
    }
}

/// Why a result cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds something else.
    #[error("{}", self.say(Language::En))]
    WouldOverwrite {
        /// The folder.
        folder: PathBuf,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// The disk is full.
    #[error("{}", self.say(Language::En))]
    DiskFull(PathBuf),
    /// A file cannot be read or written.
    #[error("{}", self.say(Language::En))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A table on disk is not what the program wrote.
    #[error("{}", self.say(Language::En))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl OutputError {
    /// An error of the system at a file.
    pub fn io(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull(path.into())
            }
            _ => Self::Io { path: path.into(), error },
        }
    }

    /// An error of a table at a file.
    pub fn table(path: &Path, error: csv::Error) -> Self {
        let text = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::io(path, error),
            _ => Self::Damaged { path: path.into(), what: text },
        }
    }

    /// The error in a language.
    pub fn say(&self, language: Language) -> String {
        let english = language == Language::En;
        match self {
            Self::WouldOverwrite { folder, differences } => {
                let what: Vec<&str> =
                    differences.iter().map(|what| what.text().say(language)).collect();
                let folder = folder.display();
                if english {
                    format!(
                        "{folder} holds another result, which would be overwritten: {}",
                        what.join(", ")
                    )
                } else {
                    format!("{folder} 中已有另一项结果，运行会将其覆盖：{}", what.join("、"))
                }
            }
            Self::DiskFull(path) if english => format!("the disk is full: {}", path.display()),
            Self::DiskFull(path) => format!("磁盘已满：{}", path.display()),
            Self::Io { path, error } if english => format!("{}: {error}", path.display()),
            Self::Io { path, error } => format!("{}：{error}", path.display()),
            Self::Damaged { path, what } if english => {
                format!("{} is damaged: {what}", path.display())
            }
            Self::Damaged { path, what } => format!("{} 已损坏：{what}", path.display()),
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> Text {
        match self {
            Self::WouldOverwrite { .. } | Self::Damaged { .. } => Text {
                en: "write elsewhere with --out DIR, or replace it with --force",
                zh: "可用 --out 目录 写到别处，或用 --force 替换原有结果",
            },
            Self::DiskFull(_) => Text {
                en: "the folder of results is as it was; make room, or write elsewhere with --out DIR",
                zh: "结果文件夹未作改动；请腾出空间，或用 --out 目录 写到别处",
            },
            Self::Io { .. } => Text {
                en: "choose a folder that can be written with --out DIR",
                zh: "请用 --out 目录 指定可写的文件夹",
            },
        }
    }
}
