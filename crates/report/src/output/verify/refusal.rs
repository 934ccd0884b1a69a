//! Why a result cannot be checked, and what to do about it.

use std::path::{Path, PathBuf};

use crate::output::error::OutputError;
use crate::output::receipt::short;
use crate::quantity::{Language, Phrase, Text};
use words::say;

/// Why a result cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// There is no receipt: no result, or one that was never finished. With folders inside that have one, and
    /// the number of finished seeds that wait.
    NoReceipt(PathBuf, Vec<PathBuf>, usize),
    /// Somebody writes there, or what was left half moved cannot be brought to an end.
    Busy(String, String),
    /// The table of the place was left out of the result.
    NoPlace(PathBuf),
    /// A file that the check needs cannot be read.
    Unreadable(PathBuf, String),
    /// The receipt is none.
    BadReceipt(PathBuf, String),
    /// Another version made the result.
    Version(String),
    /// The same version made it, built from sources that may decide other numbers; with the two hashes.
    Build(String, String),
    /// A file is not the one that was run: its hash is not the receipt's.
    Edited(PathBuf),
    /// The result is an ablation.
    Ablation(PathBuf),
    /// This program finds faults in the scenario that was run.
    Unfit(PathBuf),
}

impl Refusal {
    /// The refusal of a file that cannot be read.
    pub fn unreadable(path: &Path, error: impl ToString) -> Self {
        Self::Unreadable(path.into(), error.to_string())
    }

    /// The refusal of a folder that cannot be looked at now.
    pub fn busy(error: OutputError) -> Self {
        Self::Busy(error.say(Language::En), error.say(Language::Zh))
    }

    /// Why.
    pub fn say(&self, language: Language) -> String {
        self.phrase().pick(language)
    }

    fn phrase(&self) -> Phrase {
        let own = env!("CARGO_PKG_VERSION");
        match self {
            Self::NoFolder(folder) => {
                let folder = folder.display();
                say!(en "there is no folder {folder}" zh "没有文件夹 {folder}")
            }
            Self::NoReceipt(folder, ..) => {
                let folder = folder.display();
                say!(
                    en "{folder} holds no manifest.json: it is no finished result"
                    zh "{folder} 中没有 manifest.json，不是完整的结果"
                )
            }
            Self::Busy(en, zh) => Phrase { en: en.clone(), zh: zh.clone() },
            Self::NoPlace(folder) => {
                let folder = folder.display();
                say!(
                    en "the place's table was left out of {folder} (--no-place)"
                    zh "{folder} 中未附地区表（--no-place）"
                )
            }
            Self::Unreadable(path, why) => {
                let path = path.display();
                say!(en "{path}: {why}" zh "{path}：{why}")
            }
            Self::BadReceipt(path, why) => {
                let path = path.display();
                say!(
                    en "{path} is no receipt of this program: {why}"
                    zh "{path} 不是本程序写的来源记录：{why}"
                )
            }
            Self::Version(found) => say!(
                en "the result was made by cogov {found}, this is {own}: the model may differ"
                zh "该结果由 cogov {found} 生成，本程序为 {own}，模型可能不同"
            ),
            Self::Build(found, here) => {
                let [found, here] = [found, here].map(|hash| short(hash));
                say!(
                    en "the result was made by cogov {own} built from other sources (those that decide numbers: {found}, here {here}): the model may differ"
                    zh "该结果由另一份源代码构建的 cogov {own} 生成（决定数值的部分：{found}，本程序为 {here}），模型可能不同"
                )
            }
            Self::Edited(path) => {
                let path = path.display();
                say!(
                    en "{path} is not the file that was run: its SHA-256 is not that of the receipt"
                    zh "{path} 不是当时运行的文件：其 SHA-256 与来源记录不符"
                )
            }
            Self::Ablation(folder) => of_ablation(folder),
            Self::Unfit(path) => {
                let path = path.display();
                say!(
                    en "{path} has faults in the eyes of this program"
                    zh "本程序认为 {path} 有错误"
                )
            }
        }
    }

    /// What to do.
    pub fn remedy(&self, language: Language) -> String {
        let text = match self {
            Self::NoReceipt(_, _, waiting) if *waiting > 0 => {
                return say!(
                    en "{waiting} finished seeds of a command that was ended wait there: give it again to go on"
                    zh "其中有被中断的命令已完成的 {waiting} 个种子：再次执行该命令即可继续"
                ).pick(language);
            }
            Self::NoReceipt(_, inside, _) if !inside.is_empty() => {
                let inside: Vec<String> =
                    inside.iter().map(|path| path.display().to_string()).collect();
                let inside = inside.join(", ");
                return say!(en "results are in {inside}: name one of them" zh "结果在 {inside} 中，请指定其中之一").pick(language);
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
            Self::Ablation(_) => Text {
                en: "cogov ablate with the same words and another --name gives the same ablation.csv",
                zh: "用同样的 cogov ablate 命令并另取 --name，可得到相同的 ablation.csv",
            },
            Self::Version(_) => Text {
                en: "check it with that version, or run scenario.toml again with this one",
                zh: "请用该版本检查，或用本版本重新运行 scenario.toml",
            },
            Self::Unfit(_) => Text {
                en: "check it with the build that made it",
                zh: "请用生成该结果的构建检查",
            },
            Self::Busy(..) => Text { en: "wait until it has ended", zh: "请等其结束" },
            Self::NoPlace(_) => Text {
                en: "give it with --place FILE, or look at the bytes alone with --seeds 0",
                zh: "请用 --place 文件 指定该表，或用 --seeds 0 只检查文件字节",
            },
            Self::Build(..) => Text {
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

/// That an ablation is looked at, and no more.
fn of_ablation(folder: &Path) -> Phrase {
    let folder = folder.display();
    say!(
        en "{folder} is an ablation: its bytes were looked at, its seeds are not run again"
        zh "{folder} 是反馈分解结果：只核对了字节，不重新运行种子"
    )
}
