//! A folder of a few files that one command writes at once, as `ablate` and `choose` do: held while it works.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::OutputError;
use super::file::beside;
use super::receipt::RECEIPT;
use super::room::{INSIDE, Lock, disk, refusal};
use super::study;

/// A folder held by one command, until it is dropped.
pub struct Held {
    folder: PathBuf,
    /// Folders that were not there before: this one, and those that it lies in.
    new: Vec<PathBuf>,
    lock: Option<Lock>,
}

/// What lies in a folder where some files are to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// Nothing.
    Nothing,
    /// All of them, and nothing that another command wrote under a receipt.
    All,
    /// Something else.
    Other,
}

/// What lies in a folder where `files` are to be written. Whatever else lies there, but for hidden files, says
/// that the folder is another's.
pub fn there(folder: &Path, files: &[&str]) -> There {
    if disk::is_there(folder) && !folder.is_dir() {
        return There::Other;
    }
    // A receipt or the key of a study: another command writes there.
    let is_others = [RECEIPT, study::KEY].iter().any(|file| disk::is_there(&folder.join(file)));
    if !is_others && files.iter().all(|file| folder.join(file).is_file()) {
        return There::All;
    }
    let mut names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_shown = |entry: std::fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    if names.any(is_shown) { There::Other } else { There::Nothing }
}

impl Held {
    /// Takes a folder, which is made if it is not there. `command` tells others who writes.
    ///
    /// # Errors
    /// If somebody else writes there, or the folder cannot be written.
    pub fn take(folder: &Path, command: &str) -> Result<Self, OutputError> {
        let is_new = |of: &&Path| !of.as_os_str().is_empty() && !of.exists();
        let new = folder.ancestors().take_while(is_new).map(Path::to_path_buf).collect();
        let inside = folder.join(INSIDE);
        let lock = Lock::take(&inside, command).map_err(|refused| refusal(folder, refused))?;
        Ok(Self { folder: folder.to_path_buf(), new, lock: Some(lock) })
    }

    /// Writes files in the place of those that are there: all are on the disk before the first one moves.
    ///
    /// # Errors
    /// If one cannot be written.
    pub fn put(&self, files: &[(&str, Vec<u8>)]) -> Result<(), OutputError> {
        let waiting: Result<Vec<_>, OutputError> = files
            .iter()
            .map(|(file, bytes)| {
                let path = self.folder.join(file);
                let waits = beside(&path, bytes).map_err(|error| OutputError::io(&path, error))?;
                Ok((waits, path))
            })
            .collect();
        for (waits, path) in waiting? {
            let mut moved =
                waits.persist(&path).map_err(|failed| OutputError::io(&path, failed.error))?;
            moved.flush().map_err(|error| OutputError::io(&path, error))?;
        }
        disk::settle_folder(&self.folder).map_err(|error| OutputError::io(&self.folder, error))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.lock.take());
        // Only if nothing is left in them.
        let _ = disk::remove_folder(&self.folder.join(INSIDE));
        for folder in &self.new {
            let _ = disk::remove_folder(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 2] = ["a.csv", "b.json"];

    #[test]
    fn a_folder_is_held_by_one_command_and_nothing_but_its_files_is_left_behind() {
        let all = tempfile::tempdir().unwrap();
        let folder = all.path().join("made/inside");
        let held = Held::take(&folder, "ablate").unwrap();
        let refused = Held::take(&folder, "choose").err().unwrap();
        assert!(matches!(refused, OutputError::Busy { .. }), "{refused}");
        drop(held);
        assert!(!all.path().join("made").exists());
        let held = Held::take(&folder, "ablate").unwrap();
        held.put(&FILES.map(|file| (file, b"1\n".to_vec()))).unwrap();
        drop(held);
        let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().collect();
        names.sort_by_key(std::fs::DirEntry::file_name);
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn what_another_command_wrote_is_told_from_what_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let put = |file: &str| std::fs::write(folder.path().join(file), "1\n").unwrap();
        assert_eq!(there(&folder.path().join("none"), &FILES), There::Nothing);
        put(".hidden");
        assert_eq!(there(folder.path(), &FILES), There::Nothing);
        put("a.csv");
        assert_eq!(there(folder.path(), &FILES), There::Other);
        put("b.json");
        assert_eq!(there(folder.path(), &FILES), There::All);
        assert_eq!(there(&folder.path().join("a.csv"), &FILES), There::Other);
        for other in [RECEIPT, study::KEY] {
            put(other);
            assert_eq!(there(folder.path(), &FILES), There::Other, "{other}");
            std::fs::remove_file(folder.path().join(other)).unwrap();
        }
    }
}
