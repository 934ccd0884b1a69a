//! A folder of results: begun by one command at a time, its files written beside its own, and moved in whole.
//!
//! Until it is moved in, a result waits in the folder `.cogov` inside its own: the lock in `lock`, with who holds
//! it in `holder.json`; finished seeds in `seeds-…`; the new files in `new`; the old ones, while they change
//! places, in `old`. Afterwards `.cogov` is gone. Whatever else lies in a folder is its user's: nothing that no
//! receipt names is ever replaced or removed.

pub(crate) mod disk;
mod lock;
mod moves;
mod parts;
pub mod shelf;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use lock::Holder;
pub(in crate::output) use lock::{Lock, Refused};
use moves::Moves;
pub use parts::Done;
pub use parts::Parts;

use super::error::{Change, OutputError};
use super::mark::mark;
use super::receipt::{Entry, Found, RECEIPT, Receipt, result_name};
use super::study::is_study;

/// The folder inside a folder of results in which everything waits.
pub(super) const INSIDE: &str = ".cogov";

/// A folder of results, for as long as a command writes in it.
pub struct Folder {
    target: PathBuf,
    inside: PathBuf,
    moves: Moves,
    /// The receipt of the result that is there, as text and read.
    old: Option<(String, Receipt)>,
    new: Vec<Entry>,
    /// Whether the finished seeds stay when the command ends without a result.
    keep_parts: bool,
    /// Whether there was no such folder before.
    is_new: bool,
    /// Whether tables begin with a byte order mark.
    marked: bool,
    lock: Option<Lock>,
}

impl Folder {
    /// Begins to write in a folder: takes its lock, and brings what a command that died left half moved to the
    /// old result or the new one. `command` tells others who writes.
    ///
    /// # Errors
    /// If somebody else writes there, if its receipt cannot be read, or if the folder cannot be written.
    pub fn begin(target: &Path, command: &str) -> Result<Self, OutputError> {
        let failed = |error| OutputError::io(target, error);
        if disk::is_there(target) && !target.is_dir() {
            return Err(failed(io::ErrorKind::NotADirectory.into()));
        }
        let inside = target.join(INSIDE);
        let is_new = !target.exists();
        let lock = Lock::take(&inside, command).map_err(|refused| refusal(target, refused));
        let moves = Moves::of(target, &inside);
        let target = target.to_path_buf();
        let mut folder = Self {
            target,
            inside,
            moves,
            old: None,
            new: Vec::new(),
            keep_parts: true,
            is_new,
            marked: false,
            lock: Some(lock?),
        };
        refuse_study(&folder.target)?;
        folder.moves.recover().map_err(|error| OutputError::io(&folder.target, error))?;
        folder.old = read_receipt(&folder.target)?;
        Ok(folder)
    }

    /// Looks at a folder of which one only reads: what is half moved in it is brought to an end.
    ///
    /// # Errors
    /// If somebody writes there, or what is half moved cannot be brought to an end.
    pub fn tidy(target: &Path) -> Result<(), OutputError> {
        let inside = target.join(INSIDE);
        let lock = Lock::take_if_there(&inside).map_err(|refused| refusal(target, refused))?;
        let moves = Moves::of(target, &inside);
        if lock.is_some() && moves.are_open() {
            moves.recover().map_err(|error| OutputError::io(target, error))?;
        }
        drop(lock);
        let _ = std::fs::remove_dir(&inside);
        Ok(())
    }

    /// Seeds that a command which ended left finished in a folder.
    pub fn waiting(target: &Path) -> usize {
        Parts::count(&target.join(INSIDE))
    }

    /// The folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The receipt of the result that is there.
    pub fn old(&self) -> Option<&Receipt> {
        self.old.as_ref().map(|(_, receipt)| receipt)
    }

    /// The files of the result that is there which are not what its receipt says.
    pub fn changes(&self) -> Vec<(String, Change)> {
        self.old().map_or_else(Vec::new, |old| changes(&self.target, &old.files))
    }

    /// Refuses names that are taken by files of which no receipt tells: they are the user's.
    ///
    /// # Errors
    /// If there are such.
    pub(crate) fn refuse_foreign<'a>(
        &self,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), OutputError> {
        let ours = |name: &str| {
            let known = |old: &Receipt| old.files.iter().any(|entry| entry.file == name);
            self.old().is_some_and(|old| name == RECEIPT || known(old))
                && self.target.join(name).is_file()
        };
        let is_taken = |name: &&str| disk::is_there(&self.target.join(name)) && !ours(name);
        let files: Vec<String> =
            names.into_iter().chain([RECEIPT]).filter(is_taken).map(str::to_owned).collect();
        if files.is_empty() {
            return Ok(());
        }
        Err(OutputError::InTheWay { folder: self.target.clone(), files })
    }

    /// Refuses a result of which a file cannot be replaced, as far as can be seen: open in another program, or
    /// marked as unchangeable. Better now than after an hour.
    ///
    /// # Errors
    /// If there is such a file.
    pub(crate) fn refuse_fixed(&self) -> Result<(), OutputError> {
        let files = self.old().map_or(&[][..], |old| &old.files);
        for name in files.iter().map(|entry| entry.file.as_str()).chain([RECEIPT]) {
            let path = self.target.join(name);
            if !path.is_file() {
                continue;
            }
            if let Err(error) = std::fs::OpenOptions::new().append(true).open(&path)
                && is_fixed(&error)
            {
                return Err(OutputError::NotMoved { path, error, is_back: true });
            }
        }
        Ok(())
    }

    /// Lets tables begin with a byte order mark.
    pub(crate) fn mark_tables(&mut self) {
        self.marked = true;
    }

    /// Finished seeds of what a key names.
    pub fn parts(&self, key: &str) -> Parts {
        Parts::of(&self.inside, key)
    }

    /// Lets finished seeds go when the command ends without a result.
    pub(crate) fn drop_parts(&mut self) {
        self.keep_parts = false;
    }

    /// Where the files of the new result wait.
    pub(crate) fn new_folder(&self) -> &Path {
        self.moves.new_folder()
    }

    /// Writes a file of the new result: `write` is given where.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn put<T>(
        &mut self,
        file: &str,
        write: impl FnOnce(&Path) -> Result<T, OutputError>,
    ) -> Result<T, OutputError> {
        let path = self.new_folder().join(file);
        let failed = |error| OutputError::io(&path, error);
        disk::make_folder(self.new_folder()).map_err(failed)?;
        let done = write(&path)?;
        if self.marked && file.ends_with(".csv") {
            mark(&path).map_err(failed)?;
        }
        self.new.push(Entry::of(file, disk::settle(&path).map_err(failed)?));
        Ok(done)
    }

    /// Writes a text of the new result.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn put_text(&mut self, file: &str, text: &str) -> Result<(), OutputError> {
        self.put(file, |path| {
            disk::write(path, text.as_bytes()).map_err(|error| OutputError::io(path, error))
        })
    }

    /// The name of the new result: the hash of its tables, scenarios and places. `left_out` are files that
    /// belong to it and are not in the folder.
    pub(crate) fn result_name(&self, left_out: &[Entry]) -> String {
        result_name(self.new.iter().chain(left_out))
    }

    /// Moves the new result in, with its receipt.
    ///
    /// # Errors
    /// If that fails; the old result is then there as it was, or will be once any command looks at the folder.
    pub fn commit(&mut self, mut receipt: Receipt) -> Result<(), OutputError> {
        self.new.sort_unstable_by(|a, b| a.file.cmp(&b.file));
        receipt.files = std::mem::take(&mut self.new);
        let files: Vec<String> = receipt.files.iter().map(|entry| entry.file.clone()).collect();
        let path = self.new_folder().join(RECEIPT);
        let failed = |error| OutputError::io(&path, error);
        let text = receipt.to_text().map_err(failed)?;
        self.second_look(&files)?;
        let stale = self.stale(&files);
        disk::write(&path, text.as_bytes()).map_err(failed)?;
        disk::settle(&path).map_err(failed)?;
        disk::settle_folder(self.new_folder()).map_err(failed)?;
        if let Err((path, error)) = self.moves.place(&files, &stale) {
            // Where going back fails too, the next command goes on with it.
            let is_back = self.moves.go_back().and_then(|()| self.moves.clear()).is_ok();
            return Err(OutputError::NotMoved { path, error, is_back });
        }
        // The result is in; what is left is cleared by the next command if it cannot be now.
        self.keep_parts = false;
        Ok(())
    }

    /// The folder is as it was when the command began: where there are no locks, another may have come between.
    fn second_look(&self, files: &[String]) -> Result<(), OutputError> {
        refuse_study(&self.target)?;
        let now = read_receipt(&self.target)?.map(|(text, _)| text);
        if now.as_deref() != self.old.as_ref().map(|(text, _)| text.as_str()) {
            let (folder, holder) = (self.target.clone(), Holder::default());
            return Err(OutputError::Busy { folder, holder });
        }
        self.refuse_foreign(files.iter().map(String::as_str))
    }

    /// Files of the old result that the new one has not, but for those that somebody changed since.
    fn stale(&self, files: &[String]) -> Vec<String> {
        let old = self.old().map_or(&[][..], |old| &old.files);
        let gone = old.iter().filter(|entry| !files.contains(&entry.file));
        gone.filter(|entry| change_of(&self.target, entry).is_none())
            .map(|entry| entry.file.clone())
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After a failure of going back the receipt in `new/` must stay: the next command needs it.
        let is_open = disk::is_there(&self.new_folder().join(RECEIPT));
        if !is_open {
            let _ = self.moves.clear();
        }
        // Rows of seeds that were not finished are of no use to anybody.
        if !self.keep_parts || Parts::count(&self.inside) == 0 {
            let _ = Parts::clear(&self.inside);
        }
        drop(self.lock.take());
        // Only if nothing is left in them.
        let _ = disk::remove_folder(&self.inside);
        if self.is_new {
            let _ = disk::remove_folder(&self.target);
        }
    }
}

/// Whether an error says that a file cannot be moved either. On Unix a file that its owner may not write (`EACCES`)
/// can; one that is marked as unchangeable (`EPERM`) cannot.
fn is_fixed(error: &io::Error) -> bool {
    const EPERM: i32 = 1;
    if cfg!(unix) { error.raw_os_error() == Some(EPERM) } else { true }
}

/// A study takes a folder by its key, long before it writes its tables.
fn refuse_study(target: &Path) -> Result<(), OutputError> {
    if is_study(target) { Err(OutputError::Study(target.to_path_buf())) } else { Ok(()) }
}

pub(super) fn refusal(target: &Path, refused: Refused) -> OutputError {
    match refused {
        Refused::Held(holder) => OutputError::Busy { folder: target.into(), holder },
        Refused::Io(error) => OutputError::io(target, error),
    }
}

/// A folder for what is needed while a command runs, among the system's temporary files. It goes with the command;
/// those of commands that died are removed by the next one.
pub struct Scratch {
    lock: Option<Lock>,
    folder: tempfile::TempDir,
}

impl Scratch {
    const PREFIX: &str = "cogov-scratch-";

    /// Makes one.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(command: &str) -> Result<Self, OutputError> {
        let all = std::env::temp_dir();
        Self::clear(&all);
        let folder = tempfile::Builder::new().prefix(Self::PREFIX).tempdir_in(&all);
        let folder = folder.map_err(|error| OutputError::io(&all, error))?;
        let lock = Lock::take(folder.path(), command).ok();
        Ok(Self { lock, folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Removes those whose lock nobody holds.
    fn clear(all: &Path) {
        let entries = std::fs::read_dir(all).into_iter().flatten().flatten();
        let is_one = |entry: &std::fs::DirEntry| {
            let name = entry.file_name();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            is_folder && name.to_string_lossy().starts_with(Self::PREFIX)
        };
        for path in entries.filter(is_one).map(|entry| entry.path()) {
            if let Ok(Some(lock)) = Lock::take_if_there(&path) {
                let _ = disk::remove_all(&path);
                drop(lock);
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(self.lock.take());
    }
}

/// The receipt in a folder, if there is one.
fn read_receipt(folder: &Path) -> Result<Option<(String, Receipt)>, OutputError> {
    let path = folder.join(RECEIPT);
    if !disk::is_there(&path) {
        return Ok(None);
    }
    let text = match disk::read_text(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
        Err(error) => return Err(OutputError::io(&path, error)),
    };
    match Receipt::read(&text) {
        Ok(Found { receipt, is_whole: true }) => Ok(Some((text, receipt))),
        _ => Err(OutputError::NoReceipt(path)),
    }
}

/// The files that are not what a receipt says.
pub fn changes(folder: &Path, files: &[Entry]) -> Vec<(String, Change)> {
    let change = |entry: &Entry| Some((entry.file.clone(), change_of(folder, entry)?));
    files.iter().filter_map(change).collect()
}

fn change_of(folder: &Path, entry: &Entry) -> Option<Change> {
    let path = folder.join(&entry.file);
    let found = match std::fs::metadata(&path) {
        Err(_) => return Some(Change::Missing),
        Ok(found) if !found.is_file() => return Some(Change::NoFile),
        Ok(found) => found,
    };
    // First the size: a file that is made huge is not read through.
    if found.len() != entry.bytes {
        return Some(Change::Bytes);
    }
    match disk::fingerprint(&path) {
        Ok(print) if print == entry.print() => None,
        Ok(_) => Some(Change::Bytes),
        Err(_) => Some(Change::Unreadable),
    }
}

/// Files in a folder that no receipt names, in the order of their names; folders and hidden files are left out.
pub fn others(folder: &Path, files: &[Entry]) -> Vec<String> {
    let ours: BTreeMap<&str, ()> = files.iter().map(|entry| (entry.file.as_str(), ())).collect();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_other = |name: &String| {
        !name.starts_with('.') && name != RECEIPT && !ours.contains_key(name.as_str())
    };
    let mut found: Vec<String> = names.filter(is_other).collect();
    found.sort_unstable();
    found
}
