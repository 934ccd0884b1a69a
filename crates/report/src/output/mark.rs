//! The byte order mark by which Excel in Chinese knows that a table is UTF-8.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::error::OutputError;

/// The mark.
pub const MARK: &[u8] = "\u{feff}".as_bytes();

/// Begins the tables among some files of a folder with the mark.
///
/// # Errors
/// If one cannot be written anew.
pub fn mark_tables<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = &'a str>,
) -> Result<(), OutputError> {
    for file in files.into_iter().filter(|file| file.ends_with(".csv")) {
        let path = folder.join(file);
        mark(&path).map_err(|error| OutputError::io(&path, error))?;
    }
    Ok(())
}

fn mark(path: &Path) -> io::Result<()> {
    let marked = path.with_extension("marked");
    let mut to = File::create(&marked)?;
    to.write_all(MARK)?;
    io::copy(&mut behind_mark(path)?, &mut to)?;
    drop(to);
    fs::rename(&marked, path)
}

/// Opens a file behind its mark, if it has one.
///
/// # Errors
/// If it cannot be read.
pub fn behind_mark(path: &Path) -> io::Result<File> {
    let mut file = File::open(path)?;
    let mut begins = Vec::new();
    (&mut file).take(MARK.len() as u64).read_to_end(&mut begins)?;
    if begins != MARK {
        file.seek(SeekFrom::Start(0))?;
    }
    Ok(file)
}

/// Whether a file begins with the mark; not if it cannot be read.
pub fn is_marked(path: &Path) -> bool {
    let mut begins = Vec::new();
    let read = File::open(path).and_then(|file| file.take(3).read_to_end(&mut begins));
    read.is_ok() && begins == MARK
}

/// Bytes without the mark.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
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
            mark_tables(folder.path(), ["a.csv", "no.toml"]).unwrap();
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
