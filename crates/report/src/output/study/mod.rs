//! The folder of a study: parts, which many processes write beside each other, and the tables that are put
//! together from them.
//!
//! A part holds finished units of one shard. It is written beside its place, reaches the disk, and is moved
//! there whole; its name is that of the shard and a hash of its content. So no process reads a half-written
//! one, none writes into another's, and the same part written twice is one file. No lock is needed but that of
//! each shard, which tells one that the same shard is at work already.

pub mod analysed;
mod dictionary;
mod key;
pub mod learned;
mod parts;
mod tables;

pub use key::StudyKey;
pub use parts::{Found, Store, is_study};
pub use tables::{Merged, merge, write_points};

use std::io;
use std::path::{Path, PathBuf};

use super::error::OutputError;
use super::room::Holder;
use crate::quantity::{Language, Phrase, Text};
use study::sweep::Unit;
use words::say;

/// The folder of the parts.
const PARTS: &str = "parts";
/// The folder of the shards' locks.
const SHARDS: &str = ".cogov";
/// What the parts are of: the file that says that a folder is a study's.
pub(super) const KEY: &str = "study.json";

/// Why a study cannot be gone on with.
#[derive(Debug)]
pub enum StudyError {
    /// A file or folder.
    Io(PathBuf, io::Error),
    /// The folder holds units of something else: what differs.
    Other(PathBuf, Vec<Text>),
    /// The folder holds files that no study wrote, of names that its tables need.
    Taken(PathBuf, Vec<&'static str>),
    /// Another command writes in the folder.
    Busy(OutputError),
    /// A file of the folder is not this program's.
    Foreign(PathBuf),
    /// Somebody runs this shard.
    Held(PathBuf, Holder),
    /// Two parts say different things of a unit.
    Disagree(PathBuf, PathBuf, Unit),
    /// So many units are missing.
    Missing(u64, Unit),
}

impl StudyError {
    fn io(path: &Path, error: io::Error) -> Self {
        Self::Io(path.to_path_buf(), error)
    }

    /// What is wrong, and what to do.
    pub fn say(&self, language: Language) -> String {
        self.phrase().pick(language)
    }

    fn phrase(&self) -> Phrase {
        match self {
            Self::Io(path, error) => {
                let path = path.display();
                say!(
                    en "error: cannot write {path}: {error}\n  finished units are kept: make room or choose another folder with --out, and give the same command again"
                    zh "错误：无法写入{path}：{error}\n  已完成的单元已保留：请腾出空间或用 --out 另选文件夹，再次运行同一命令"
                )
            }
            Self::Other(folder, what) => {
                let folder = folder.display();
                let what = Phrase {
                    en: what.iter().map(|text| text.en).collect::<Vec<_>>().join(", "),
                    zh: what.iter().map(|text| text.zh).collect::<Vec<_>>().join("、"),
                };
                say!(
                    en "error: {folder} holds units that cannot stand beside these: {what}\n  give the study another `name`, write elsewhere with --out DIR, or remove the folder"
                    zh "错误：{folder}中的单元不能与此次的并存：{what}\n  请为研究另取`name`，用 --out 目录 写入别处，或删除该文件夹",
                    what
                )
            }
            Self::Taken(folder, files) => {
                let (folder, files) = (folder.display(), files.join(", "));
                say!(
                    en "error: {folder} holds files that are none of this study and would be overwritten: {files}\n  give the study another `name`, or write elsewhere with --out DIR"
                    zh "错误：{folder}中有不属于本研究的文件，将被覆盖：{files}\n  请为研究另取`name`，或用 --out 目录 写入别处"
                )
            }
            Self::Busy(error) => Phrase {
                en: format!("error: {}\n  {}", error.say(Language::En), error.remedy().en),
                zh: format!("错误：{}\n  {}", error.say(Language::Zh), error.remedy().zh),
            },
            Self::Foreign(path) => {
                let path = path.display();
                say!(
                    en "error: {path} is not a file of a study\n  choose another folder with --out DIR"
                    zh "错误：{path}不是研究的文件\n  请用 --out 目录 另选文件夹"
                )
            }
            Self::Held(folder, Holder { process, machine, .. }) => {
                let folder = folder.display();
                say!(
                    en "error: this shard of {folder} is being run already (process {process} on {machine})\n  wait for it, or give each process a shard of its own: --shard 1/2, --shard 2/2"
                    zh "错误：{folder}的这一分片正在运行（{machine} 上的进程 {process}）\n  请等待其结束，或让每个进程各用一个分片：--shard 1/2、--shard 2/2"
                )
            }
            Self::Disagree(a, b, Unit { point, replicate }) => {
                let (a, b) = (a.display(), b.display());
                say!(
                    en "error: {a} and {b} say different things of point {point}, replicate {replicate}\n  one of them was changed: remove it and run the study again"
                    zh "错误：{a}与{b}对第{point}点第{replicate}次重复的记录不同\n  其中一个被改动过：请删除它并重新运行研究"
                )
            }
            Self::Missing(count, Unit { point, replicate }) => say!(
                en "error: {count} units are missing (first: point {point}, replicate {replicate})\n  run them by the command that began the study; cogov study status tells which shards miss them"
                zh "错误：缺少{count}个单元（首个：第{point}点第{replicate}次重复）\n  请用开始该研究的命令运行；cogov study status 可列出缺少单元的分片"
            ),
        }
    }
}
