//! Runs of worlds on disk, so that a command that was stopped goes on where it was.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::cli::program;
use crate::quantity::Language;
use ::study::screen::Cache;
use words::say;

/// A file of runs, to which new ones are added.
pub struct Shelf {
    /// What was found in it.
    pub cache: Cache,
    file: File,
    path: PathBuf,
    /// The first thing that could not be written.
    pub failed: Option<String>,
}

impl Shelf {
    /// Opens the runs beside a file of worlds, `FILE.runs`. What they are runs of is in its first line.
    ///
    /// # Errors
    /// A message, if it holds runs of something else or cannot be read or written.
    pub fn open(out: &Path, of: &str, language: Language) -> Result<Self, String> {
        let mut name = out.as_os_str().to_owned();
        name.push(".runs");
        let path = PathBuf::from(name);
        let mark = format!("# cogov runs {:016x}", hash(&format!("{of}\n{}", program().numbers)));
        let cannot = |error: std::io::Error| match language {
            Language::En => format!("error: {} cannot be used: {error}", path.display()),
            Language::Zh => format!("错误：无法使用 {}：{error}", path.display()),
        };
        let mut file =
            OpenOptions::new().create(true).read(true).append(true).open(&path).map_err(cannot)?;
        // One command at a time, for as long as the file is open; where there are no locks, as before.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            let shown = path.display();
            return Err(say!(
                en "error: another command writes runs into {shown} at this moment\n  wait until it has ended, or write elsewhere with --out FILE"
                zh "错误：另一命令正在向 {shown} 写入运行\n  请等其结束，或用 --out 文件 写入别处"
            ).pick(language));
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(cannot)?;
        let first = text.lines().next();
        if first.is_some_and(|first| first != mark) {
            let shown = path.display();
            return Err(say!(
                en "error: {shown} holds runs of another scenario, other targets or another version\n  remove it, or write elsewhere with --out FILE"
                zh "错误：{shown} 中是其他情景、其他目标或其他版本的运行\n  请删去该文件，或用 --out 文件 写入别处"
            ).pick(language));
        }
        if first.is_none() {
            writeln!(file, "{mark}").map_err(cannot)?;
        } else if !text.ends_with('\n') {
            // A line that was torn when the last command ended.
            writeln!(file).map_err(cannot)?;
        }
        Ok(Self { cache: Cache::read(&text), file, path, failed: None })
    }

    /// Takes the cache and what adds lines to the file.
    pub fn parts(&mut self) -> (&mut Cache, impl FnMut(&str) + '_) {
        let Self { cache, file, failed, .. } = self;
        let add = move |lines: &str| {
            if let Err(error) = file.write_all(lines.as_bytes()) {
                failed.get_or_insert_with(|| error.to_string());
            }
        };
        (cache, add)
    }

    /// Removes the file: its runs are no longer needed.
    pub fn remove(self) {
        let _ = std::fs::remove_file(self.path);
    }
}

/// FNV-1a of a text.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
