//! Why a result cannot be written, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::room::Holder;
use crate::quantity::{Language, Text};

/// How a file of a result is not what its receipt says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not there.
    Missing,
    /// Something of its name is there that is no regular file.
    NoFile,
    /// It has other bytes.
    Bytes,
    /// It cannot be read.
    Unreadable,
}

impl Change {
    /// What is wrong with it.
    pub fn text(self) -> Text {
        match self {
            Self::Missing => Text { en: "missing", zh: "缺失" },
            Self::NoFile => Text { en: "no regular file", zh: "不是普通文件" },
            Self::Bytes => Text { en: "changed since it was written", zh: "写入后被改动" },
            Self::Unreadable => Text { en: "unreadable", zh: "无法读取" },
        }
    }
}

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
    /// All tables, or one only.
    Tables,
    /// Other goals, ceilings, margins, worlds or chance of error of a choice.
    Asked,
    /// A result of another kind: of a run, or of a comparison.
    Kind,
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
            Self::Tables => {
                Text { en: "other tables (--only)", zh: "所写的表不同（--only）" }
            }
            Self::Asked => Text {
                en: "another question (goals, ceilings, margins, alpha, worlds)",
                zh: "所问不同（目标、上限、界限、alpha、世界数）",
            },
            Self::Kind => Text {
                en: "of another command (run, compare)",
                zh: "由另一命令（run、compare）生成",
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
        /// Seeds that are in it.
        seeds: usize,
    },
    /// Names that the result needs are taken by files of which no receipt tells.
    #[error("{}", self.say(Language::En))]
    InTheWay {
        /// The folder.
        folder: PathBuf,
        /// The files.
        files: Vec<String>,
    },
    /// The folder is that of a study.
    #[error("{}", self.say(Language::En))]
    Study(PathBuf),
    /// The receipt in the folder is not one of this program, or was edited.
    #[error("{}", self.say(Language::En))]
    NoReceipt(PathBuf),
    /// Files of the result that is there are not what its receipt says.
    #[error("{}", self.say(Language::En))]
    Edited {
        /// The folder.
        folder: PathBuf,
        /// The files.
        files: Vec<(String, Change)>,
    },
    /// Somebody else writes there.
    #[error("{}", self.say(Language::En))]
    Busy {
        /// The folder.
        folder: PathBuf,
        /// Who.
        holder: Holder,
    },
    /// The new files could not take the place of the old ones.
    #[error("{}", self.say(Language::En))]
    NotMoved {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
        /// Whether the folder is as it was; else it will be with the next command.
        is_back: bool,
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

    /// The error of the system in it, for whoever knows no other.
    pub(crate) fn into_io(self) -> io::Error {
        match self {
            Self::Io { error, .. } | Self::NotMoved { error, .. } => error,
            Self::DiskFull(_) => io::ErrorKind::StorageFull.into(),
            other => io::Error::other(other.to_string()),
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
        let (en, zh) = match self {
            Self::WouldOverwrite { folder, differences, seeds } => {
                overwrite(folder, differences, *seeds)
            }
            Self::InTheWay { folder, files } => {
                let (folder, files) = (folder.display(), files.join(", "));
                (
                    format!(
                        "{folder} has files of these names already, and no receipt says that cogov wrote them: {files}"
                    ),
                    format!("{folder} 中已有同名文件，且没有来源记录表明由 cogov 写入：{files}"),
                )
            }
            Self::Study(folder) => {
                let folder = folder.display();
                (
                    format!("{folder} is the folder of a study, whose tables would be overwritten"),
                    format!("{folder} 是一项研究的文件夹，其中的表格将被覆盖"),
                )
            }
            Self::NoReceipt(path) => {
                let path = path.display();
                (
                    format!(
                        "{path} is no receipt of this program, or was edited: whatever is there is not replaced"
                    ),
                    format!("{path} 不是本程序的来源记录，或已被改动：不会替换其中任何文件"),
                )
            }
            Self::Edited { folder, files } => edited(folder, files),
            Self::Busy { folder, holder } => busy(folder, holder),
            Self::NotMoved { path, error, .. } => {
                let path = path.display();
                (format!("{path} cannot be replaced: {error}"), format!("无法替换 {path}：{error}"))
            }
            Self::DiskFull(path) => {
                let path = path.display();
                (format!("the disk is full: {path}"), format!("磁盘已满：{path}"))
            }
            Self::Io { path, error } => {
                let path = path.display();
                (format!("{path}: {error}"), format!("{path}：{error}"))
            }
            Self::Damaged { path, what } => {
                let path = path.display();
                (format!("{path} is damaged: {what}"), format!("{path} 已损坏：{what}"))
            }
        };
        if language == Language::En { en } else { zh }
    }

    /// What to do about it.
    pub fn remedy(&self) -> Text {
        match self {
            Self::WouldOverwrite { .. } | Self::Damaged { .. } => Text {
                en: "write elsewhere with --out DIR, or replace the whole result, its seeds too, with --force",
                zh: "可用 --out 目录 写到别处，或用 --force 替换原有结果（连同其全部种子）",
            },
            Self::InTheWay { .. } | Self::NoReceipt(_) => Text {
                en: "move them away, or write elsewhere with --out DIR; --force replaces results only",
                zh: "请先移走这些文件，或用 --out 目录 写到别处；--force 只替换 cogov 的结果",
            },
            Self::Edited { .. } => Text {
                en: "bring the file back from a copy; or write elsewhere with --out DIR; or replace \
                     the whole result, its seeds too, with --force",
                zh: "请从备份恢复该文件；或用 --out 目录 写到别处；或用 --force 替换整个结果（连同其全部种子）",
            },
            Self::Busy { .. } => Text {
                en: "wait until it has ended, or write elsewhere with --out DIR",
                zh: "请等其结束，或用 --out 目录 写到别处",
            },
            Self::NotMoved { is_back: true, .. } => Text {
                en: "the folder is as it was; close the file where it is open, or make it writable, and give \
                     the command again: finished seeds are taken up",
                zh: "文件夹保持原样；请关闭占用该文件的程序或允许写入，再执行同一命令：已完成的种子不会重跑",
            },
            Self::NotMoved { .. } => Text {
                en: "give the command again: it first brings the folder back to what it was",
                zh: "请再次执行该命令：它会先将文件夹恢复原样",
            },
            Self::DiskFull(_) => Text {
                en: "the folder of results is as it was; make room, or write elsewhere with --out DIR",
                zh: "结果文件夹未作改动；请腾出空间，或用 --out 目录 写到别处",
            },
            Self::Study(_) => Text {
                en: "write elsewhere with --out DIR, or give another name",
                zh: "请用 --out 目录 写到别处，或另取名称",
            },
            Self::Io { .. } => Text {
                en: "choose a folder that can be written with --out DIR",
                zh: "请用 --out 目录 指定可写的文件夹",
            },
        }
    }
}

fn overwrite(folder: &Path, differences: &[Difference], seeds: usize) -> (String, String) {
    let words = |language| -> Vec<&str> {
        differences.iter().map(|what| what.text().say(language)).collect()
    };
    let (folder, en, zh) = (folder.display(), words(Language::En), words(Language::Zh));
    let count = if seeds == 1 { "1 seed".to_owned() } else { format!("{seeds} seeds") };
    (
        format!(
            "{folder} holds another result ({count}), which would be overwritten: {}",
            en.join(", ")
        ),
        format!("{folder} 中已有另一项结果（{seeds} 个种子），运行会将其覆盖：{}", zh.join("、")),
    )
}

fn edited(folder: &Path, files: &[(String, Change)]) -> (String, String) {
    let words = |language| -> Vec<String> {
        let word =
            |(file, change): &(String, Change)| format!("{file} ({})", change.text().say(language));
        files.iter().map(word).collect()
    };
    let (folder, en, zh) = (folder.display(), words(Language::En), words(Language::Zh));
    (
        format!("the result in {folder} is not what its receipt says: {}", en.join(", ")),
        format!("{folder} 中的结果与来源记录不符：{}", zh.join("、")),
    )
}

fn busy(folder: &Path, holder: &Holder) -> (String, String) {
    let folder = folder.display();
    if holder.process == 0 {
        return (
            format!("another command writes in {folder} at this moment"),
            format!("另一命令正在写入 {folder}"),
        );
    }
    let Holder { command, process, machine, since } = holder;
    let seconds = since.map_or(0, |since| since.as_secs());
    let (en, zh) = match seconds {
        0..120 => (format!("{seconds} s"), format!("{seconds} 秒")),
        120..7_200 => (format!("{} min", seconds / 60), format!("{} 分钟", seconds / 60)),
        _ => (format!("{} h", seconds / 3_600), format!("{} 小时", seconds / 3_600)),
    };
    let (on, at) = if machine.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(" on {machine}"), format!("，机器 {machine}"))
    };
    (
        format!("cogov {command} writes in {folder} (process {process}{on}, for {en})"),
        format!("cogov {command} 正在写入 {folder}（进程 {process}{at}，已 {zh}）"),
    )
}
