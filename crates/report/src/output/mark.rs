//! The byte order mark by which Excel in Chinese knows that a table is UTF-8.

#[cfg(test)]
use std::fs;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::room::disk;

/// The mark.
pub const MARK: &[u8] = "\u{feff}".as_bytes();

/// Begins a table with the mark.
///
/// # Errors
/// If it cannot be written anew.
pub(super) fn mark(path: &Path) -> io::Result<()> {
    let marked = path.with_extension("marked");
    let mut to = disk::create(&marked)?;
    to.write_all(MARK)?;
    io::copy(&mut behind_mark(path)?, &mut to)?;
    drop(to);
    disk::rename(&marked, path)
}

/// Opens a file behind its mark, if it has one.
///
/// # Errors
/// If it cannot be read.
pub(super) fn behind_mark(path: &Path) -> io::Result<File> {
    let mut file = disk::open(path)?;
    let mut begins = Vec::new();
    (&mut file).take(MARK.len() as u64).read_to_end(&mut begins)?;
    if begins != MARK {
        file.seek(SeekFrom::Start(0))?;
    }
    Ok(file)
}

/// Whether a file begins with the mark; not if it cannot be read.
pub(super) fn is_marked(path: &Path) -> bool {
    let mut begins = Vec::new();
    let read = disk::open(path).and_then(|file| file.take(3).read_to_end(&mut begins));
    read.is_ok() && begins == MARK
}

/// Bytes without the mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_table_has_one_mark_and_reads_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        for text in ["", "a", "a,b\n1,2\n", "\u{feff}a,b\n"] {
            fs::write(&path, text).unwrap();
            mark(&path).unwrap();
            assert!(is_marked(&path), "{text:?}");
            let plain = text.trim_start_matches('\u{feff}');
            assert_eq!(fs::read_to_string(&path).unwrap(), format!("\u{feff}{plain}"));
            let mut read = String::new();
            behind_mark(&path).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, plain);
        }
        assert!(!is_marked(&folder.path().join("none.csv")));
    }
}
