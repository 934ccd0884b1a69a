//! One command at a time writes into a folder. The lock belongs to an open file, so that it goes when its
//! process goes, however that dies.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::disk;

const LOCK: &str = "lock";
const HOLDER: &str = "holder.json";

/// Who writes into a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The command: a word, never its paths.
    pub command: String,
    /// The process.
    pub process: u32,
    /// The machine, where it tells its name.
    pub machine: String,
    /// For how long.
    #[serde(skip)]
    pub since: Option<Duration>,
}

/// The lock of a folder, held until it is dropped.
pub(in crate::output) struct Lock {
    /// None where the file system knows no locks.
    file: Option<File>,
    inside: PathBuf,
}

/// Why there is no lock.
pub(in crate::output) enum Refused {
    /// Somebody else has it.
    Held(Holder),
    /// The system refuses.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock that lies in the folder `inside`, which is made if it is not there.
    pub(in crate::output) fn take(inside: &Path, command: &str) -> Result<Self, Refused> {
        loop {
            disk::make_folder(inside).map_err(Refused::Io)?;
            match Self::open(inside, true)? {
                Some(lock) => {
                    // Only a courtesy: who cannot write it holds the lock all the same.
                    let _ = lock.tell(command);
                    return Ok(lock);
                }
                // The one before took folder or lock away in this very moment.
                None => continue,
            }
        }
    }

    /// Takes the lock of a folder only if it is there. Nothing is written.
    pub(in crate::output) fn take_if_there(inside: &Path) -> Result<Option<Self>, Refused> {
        if !inside.join(LOCK).exists() {
            return Ok(None);
        }
        match Self::open(inside, false) {
            // A reader who may not write has to do without.
            Err(Refused::Io(_)) => Ok(None),
            found => found,
        }
    }

    fn open(inside: &Path, make: bool) -> Result<Option<Self>, Refused> {
        let path = inside.join(LOCK);
        if disk::is_there(&path) && !path.is_file() {
            return Err(Refused::Io(ErrorKind::AlreadyExists.into()));
        }
        let file = match OpenOptions::new().read(true).write(true).create(make).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Refused::Io(error)),
        };
        let inside = inside.to_path_buf();
        match file.try_lock() {
            Ok(()) if !is_at(&file, &path) => Ok(None),
            Ok(()) => Ok(Some(Self { file: Some(file), inside })),
            Err(TryLockError::WouldBlock) => Err(Refused::Held(holder(&inside))),
            // No locks here (some network folders): the second look before the result is moved in remains.
            Err(TryLockError::Error(_)) => Ok(Some(Self { file: None, inside })),
        }
    }

    fn tell(&self, command: &str) -> io::Result<()> {
        let holder = Holder {
            command: command.to_owned(),
            process: std::process::id(),
            machine: machine(),
            since: None,
        };
        disk::write(&self.inside.join(HOLDER), serde_json::to_string(&holder)?.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = disk::remove(&self.inside.join(HOLDER));
        // Where files have no number that tells them apart the lock stays: whoever had opened it before it was
        // removed would lock a file that nobody else sees.
        if cfg!(unix) {
            let _ = disk::remove(&self.inside.join(LOCK));
        }
        drop(self.file.take());
    }
}

/// Whether the open file is still the one of this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |found: fs::Metadata| (found.dev(), found.ino());
    let (open, named) = (file.metadata().map(number), fs::metadata(path).map(number));
    matches!((open, named), (Ok(open), Ok(named)) if open == named)
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Who holds the lock, as far as is known: it may have been taken in this moment.
fn holder(inside: &Path) -> Holder {
    let path = inside.join(HOLDER);
    let found = disk::read_text(&path).ok().and_then(|text| serde_json::from_str(&text).ok());
    let mut holder: Holder = found.unwrap_or_default();
    let written = fs::metadata(&path).and_then(|found| found.modified()).ok();
    holder.since = written.and_then(|time| time.elapsed().ok());
    holder
}

/// The name of this machine, where one is told without asking the system by unsafe means.
fn machine() -> String {
    let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
    let told = files.iter().find_map(|file| fs::read_to_string(file).ok());
    let told = told.or_else(|| std::env::var("COMPUTERNAME").ok());
    told.map(|name| name.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_told_who_has_the_lock_and_gets_it_when_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join(".cogov");
        let first = Lock::take(&inside, "run").ok().unwrap();
        let Err(Refused::Held(holder)) = Lock::take(&inside, "compare") else {
            panic!("two have it")
        };
        assert_eq!((holder.command.as_str(), holder.process), ("run", std::process::id()));
        assert!(holder.since.is_some());
        drop(first);
        assert!(Lock::take_if_there(&inside).ok().unwrap().is_none() || cfg!(windows));
        assert!(Lock::take(&inside, "compare").is_ok());
    }

    #[test]
    fn of_many_at_once_one_at_a_time_has_the_lock() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join(".cogov");
        let (holders, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        if let Ok(lock) = Lock::take(&inside, "run") {
                            assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                            taken.fetch_add(1, Ordering::SeqCst);
                            holders.fetch_sub(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }
}
