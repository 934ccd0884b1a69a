//! Why a result cannot be checked, and what to do about it.

use std::path::{Path, PathBuf};

use crate::quantity::{Language, Text};

/// Why a result cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// There is no receipt: no result, or one that was never finished. With folders inside that have one.
    NoReceipt(PathBuf, Vec<PathBuf>),
    /// A file that the check needs cannot be read.
    Unreadable(PathBuf, String),
    /// The receipt is none.
    BadReceipt(PathBuf, String),
    /// Another version made the result.
    Version(String),
    /// The same version made it, built from another commit.
    Commit(String),
    /// A file is not the one that was run: its hash is not the receipt's.
    Edited(PathBuf),
    /// This program finds faults in the scenario that was run.
    Unfit(PathBuf),
}

impl Refusal {
    /// The refusal of a file that cannot be read.
    pub fn unreadable(path: &Path, error: impl ToString) -> Self {
        Self::Unreadable(path.into(), error.to_string())
    }

    /// Why.
    pub fn say(&self, language: Language) -> String {
        let own = env!("CARGO_PKG_VERSION");
        let own_commit = short(crate::output::COMMIT);
        let shown = |path: &Path| path.display().to_string();
        let (en, zh) = match self {
            Self::NoFolder(folder) => {
                let folder = shown(folder);
                (format!("there is no folder {folder}"), format!("没有文件夹 {folder}"))
            }
            Self::NoReceipt(folder, _) => {
                let folder = shown(folder);
                (
                    format!(
                        "{folder} holds no manifest.json (of cogov run) and no report.json (of cogov compare): it is no finished result"
                    ),
                    format!(
                        "{folder} 中没有 manifest.json（cogov run）或 report.json（cogov compare），不是完整的结果"
                    ),
                )
            }
            Self::Unreadable(path, why) => {
                let path = shown(path);
                (format!("{path}: {why}"), format!("{path}：{why}"))
            }
            Self::BadReceipt(path, why) => {
                let path = shown(path);
                (
                    format!("{path} is no receipt of this program: {why}"),
                    format!("{path} 不是本程序写的来源记录：{why}"),
                )
            }
            Self::Version(found) => (
                format!(
                    "the result was made by cogov {found}, this is {own}: the model may differ"
                ),
                format!("该结果由 cogov {found} 生成，本程序为 {own}，模型可能不同"),
            ),
            Self::Commit(found) => {
                let found = short(found);
                (
                    format!(
                        "the result was made by cogov {own} built from commit {found}, this one is built from {own_commit}: the model may differ"
                    ),
                    format!(
                        "该结果由提交 {found} 构建的 cogov {own} 生成，本程序由 {own_commit} 构建，模型可能不同"
                    ),
                )
            }
            Self::Edited(path) => {
                let path = shown(path);
                (
                    format!(
                        "{path} is not the file that was run: its SHA-256 is not that of the receipt"
                    ),
                    format!("{path} 不是当时运行的文件：其 SHA-256 与来源记录不符"),
                )
            }
            Self::Unfit(path) => {
                let path = shown(path);
                (
                    format!("{path} has faults in the eyes of this program"),
                    format!("本程序认为 {path} 有错误"),
                )
            }
        };
        if language == Language::En { en } else { zh }
    }

    /// What to do.
    pub fn remedy(&self, language: Language) -> String {
        let text = match self {
            Self::NoReceipt(_, inside) if !inside.is_empty() => {
                let inside: Vec<String> =
                    inside.iter().map(|path| path.display().to_string()).collect();
                let inside = inside.join(", ");
                return match language {
                    Language::En => format!("results are in {inside}: name one of them"),
                    Language::Zh => format!("结果在 {inside} 中，请指定其中之一"),
                };
            }
            Self::NoFolder(_) | Self::NoReceipt(..) => Text {
                en: "name the folder of a result, as in output/baseline",
                zh: "请指定结果的文件夹，例如 output/baseline",
            },
            Self::Unreadable(..) => Text {
                en: "bring the file back from a copy, or run the scenario again",
                zh: "请从备份恢复该文件，或重新运行情景",
            },
            Self::BadReceipt(..) => Text {
                en: "bring the file back from a copy, or run the scenario again with --force",
                zh: "请从备份恢复该文件，或用 --force 重新运行情景",
            },
            Self::Version(_) => Text {
                en: "check it with that version, or run scenario.toml again with this one",
                zh: "请用该版本检查，或用本版本重新运行 scenario.toml",
            },
            Self::Unfit(_) => Text {
                en: "check it with the build that made it",
                zh: "请用生成该结果的构建检查",
            },
            Self::Commit(_) => Text {
                en: "check it with that build, or with --any-build if the model is the same",
                zh: "请用该构建检查；如模型相同，可用 --any-build",
            },
            Self::Edited(_) => Text {
                en: "bring the file back from a copy, or run the changed one as a scenario of its own",
                zh: "请从备份恢复该文件，或将改动后的文件作为新情景运行",
            },
        };
        text.say(language).to_owned()
    }
}

/// The first digits of a commit.
pub fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}
