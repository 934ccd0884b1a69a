//! Every call by which a result reaches the disk, in one place: so that a test can let each of them fail, or
//! let the process die there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::output::receipt::hex;

/// The size of a file and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Bytes.
    pub bytes: u64,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// A file that is written.
pub(crate) struct Output(File);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        step()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Makes a file, or empties the one that is there.
pub(crate) fn create(path: &Path) -> io::Result<Output> {
    step()?;
    File::create(path).map(Output)
}

/// Opens a file to add to its end.
pub(crate) fn append(path: &Path) -> io::Result<Output> {
    step()?;
    OpenOptions::new().append(true).open(path).map(Output)
}

/// Writes a file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path)?.write_all(bytes)
}

/// Makes a folder, with those above it.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

/// Moves a file.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Removes a file, if it is there.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    step()?;
    absent(fs::remove_file(path))
}

/// Removes an empty folder, if it is there.
pub(crate) fn remove_folder(path: &Path) -> io::Result<()> {
    step()?;
    absent(fs::remove_dir(path))
}

/// Removes a folder with all that is in it, if it is there. Links are removed, never followed.
pub(crate) fn remove_all(path: &Path) -> io::Result<()> {
    step()?;
    absent(fs::remove_dir_all(path))
}

fn absent(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Waits until a file is on the disk; tells what is in it.
pub(crate) fn settle(path: &Path) -> io::Result<Fingerprint> {
    step()?;
    // Windows lets only those who may write wait for the disk.
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let print = read_through(&file)?;
    file.sync_all()?;
    Ok(print)
}

/// Waits until the names of a folder are on the disk. Where folders cannot be opened (Windows) or waited for
/// (some network folders) the file system keeps the order of renames itself, or does not.
pub(crate) fn settle_folder(path: &Path) -> io::Result<()> {
    step()?;
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        done => done,
    }
}

/// What is in a file that is there already.
pub(crate) fn fingerprint(path: &Path) -> io::Result<Fingerprint> {
    read_through(&open(path)?)
}

fn read_through(mut file: &File) -> io::Result<Fingerprint> {
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(Fingerprint { bytes, sha256: hex(&hash.finalize()) });
        }
        bytes += read as u64;
        hash.update(&buffer[..read]);
    }
}

/// Opens a file to read. What is no regular file is refused: a pipe would wait for ever, a device never end. One
/// that says it has no bytes has none: some files of the system (`/proc/kmsg`) let their reader wait for them.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no regular file"));
    }
    if cfg!(unix) && found.len() == 0 {
        return File::open("/dev/null");
    }
    File::open(path)
}

/// The most bytes of a file that is read into memory whole: far more than any receipt or report takes.
const MOST_BYTES: u64 = 512 << 20;

/// Reads a text whole.
pub fn read_text(path: &Path) -> io::Result<String> {
    let file = open(path)?;
    let mut text = String::new();
    file.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::new(ErrorKind::InvalidData, "it is too large"));
    }
    Ok(text)
}

/// Whether there is anything of this name, be it a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(not(test))]
#[inline]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use plan::step;
#[cfg(test)]
pub(crate) use plan::{Plan, with_plan};

/// Calls that fail, in tests: those of the thread that set the plan.
#[cfg(test)]
mod plan {
    use std::cell::RefCell;
    use std::io;

    /// Which calls fail.
    #[derive(Clone, Copy, Debug)]
    pub(crate) enum Plan {
        /// None: calls are counted.
        Count,
        /// The nth call, from 1; those after it are done.
        Fail(usize, io::ErrorKind),
        /// The nth call and all after it: the process is dead.
        Die(usize),
    }

    thread_local! {
        static PLAN: RefCell<Option<(Plan, usize)>> = const { RefCell::new(None) };
    }

    /// Does work under a plan; tells how many calls there were.
    pub(crate) fn with_plan<T>(plan: Plan, work: impl FnOnce() -> T) -> (T, usize) {
        PLAN.set(Some((plan, 0)));
        let done = work();
        let calls = PLAN.take().map_or(0, |(_, calls)| calls);
        (done, calls)
    }

    pub(super) fn step() -> io::Result<()> {
        PLAN.with_borrow_mut(|of| {
            let Some((plan, calls)) = of else { return Ok(()) };
            *calls += 1;
            match *plan {
                Plan::Fail(at, kind) if *calls == at => Err(kind.into()),
                Plan::Die(at) if *calls >= at => Err(io::Error::other("the process is dead")),
                _ => Ok(()),
            }
        })
    }
}
