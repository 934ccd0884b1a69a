//! How a new result takes the place of an old one: with one point of no return, the rename of the receipt.
//!
//! | step | `NAME` in the folder | in `old/` | in `new/` |
//! | --- | --- | --- | --- |
//! | all files of the new result are written, and on the disk | old | | new |
//! | for each file: the old one aside | | old | new |
//! | for each file: the new one in | new | old | |
//! | **the new receipt over the old one** | new | old | |
//! | what is left in `old/` and `new/` is removed | new | | |
//!
//! As long as a receipt lies in `new/`, the folder's own receipt is the old one, and every step can be gone
//! back: at once where a step fails, by the next command where the process died. Nothing but renames within
//! one file system is asked for, and no file is renamed over another but the receipt: so it holds on Linux,
//! macOS and Windows, where a file that is open elsewhere can neither be replaced nor moved.

use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use crate::output::receipt::{RECEIPT, Receipt};

/// The files of a result in the making, and of the one that it takes the place of.
#[derive(Clone, Debug)]
pub(super) struct Moves {
    target: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Moves {
    /// Those of a folder, with the folder inside in which they wait.
    pub(super) fn of(target: &Path, inside: &Path) -> Self {
        Self { target: target.into(), new: inside.join("new"), old: inside.join("old") }
    }

    /// Where the files of the new result wait.
    pub(super) fn new_folder(&self) -> &Path {
        &self.new
    }

    /// Moves `files` in, whose receipt lies with them, and takes the `stale` ones away.
    ///
    /// # Errors
    /// The file that could not be moved, and why.
    pub(super) fn place(
        &self,
        files: &[String],
        stale: &[String],
    ) -> Result<(), (PathBuf, io::Error)> {
        let at = |path: &Path| {
            let path = path.to_path_buf();
            |error| (path, error)
        };
        disk::make_folder(&self.old).map_err(at(&self.old))?;
        for file in files {
            let to = self.target.join(file);
            self.aside(file).map_err(at(&to))?;
            disk::rename(&self.new.join(file), &to).map_err(at(&to))?;
        }
        for file in stale {
            self.aside(file).map_err(at(&self.target.join(file)))?;
        }
        // All names before the receipt's: after a power cut it must not be the only one.
        for folder in [&self.target, &self.old] {
            disk::settle_folder(folder).map_err(at(folder))?;
        }
        let receipt = self.target.join(RECEIPT);
        disk::rename(&self.new.join(RECEIPT), &receipt).map_err(at(&receipt))?;
        // The result is in; that it may come back after a power cut is no failure of this command.
        let _ = disk::settle_folder(&self.target);
        Ok(())
    }

    fn aside(&self, file: &str) -> io::Result<()> {
        let from = self.target.join(file);
        if disk::is_there(&from) { disk::rename(&from, &self.old.join(file)) } else { Ok(()) }
    }

    /// Whether files of a command that ended wait here, or a result that is half in.
    pub(super) fn are_open(&self) -> bool {
        disk::is_there(&self.new) || disk::is_there(&self.old)
    }

    /// Brings the folder to the old result or the new one, whichever its receipt is of, and clears up.
    pub(super) fn recover(&self) -> io::Result<()> {
        if disk::is_there(&self.new.join(RECEIPT)) {
            self.go_back()?;
        }
        self.clear()
    }

    /// Goes back: every file to where it was before the first move.
    pub(super) fn go_back(&self) -> io::Result<()> {
        // One that cannot be read was not yet whole: nothing was moved then.
        let text = disk::read_text(&self.new.join(RECEIPT)).unwrap_or_default();
        let files = Receipt::read(&text).map(|found| found.receipt.files).unwrap_or_default();
        for file in files.iter().map(|entry| entry.file.as_str()) {
            let (at, new, old) = (self.target.join(file), self.new.join(file), self.old.join(file));
            let is_in = !disk::is_there(&new) && disk::is_there(&at);
            if is_in {
                disk::rename(&at, &new)?;
            }
            if disk::is_there(&old) {
                disk::rename(&old, &at)?;
            }
        }
        for file in names(&self.old) {
            disk::rename(&self.old.join(&file), &self.target.join(&file))?;
        }
        disk::settle_folder(&self.target)?;
        disk::remove_folder(&self.old)
    }

    /// Removes what waits, once every file of the folder is where it belongs.
    pub(super) fn clear(&self) -> io::Result<()> {
        // The receipt first: with it, what is missing beside it would seem to have been moved in.
        if disk::is_there(&self.new.join(RECEIPT)) {
            disk::remove(&self.new.join(RECEIPT))?;
            disk::settle_folder(&self.new)?;
        }
        disk::remove_all(&self.old)?;
        disk::remove_all(&self.new)
    }
}

/// Names in a folder.
fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
    names.sort_unstable();
    names
}
