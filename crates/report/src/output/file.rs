//! A single file: whole or not at all, and never over another.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::quantity::Language;

/// Writes a file that must not be there yet: beside its place first, then moved.
///
/// # Errors
/// If there is something already, or it cannot be written; nothing is left behind then.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist_noclobber(path)?;
    Ok(())
}

/// Writes a file in the place of the one that is there: whole, or the old one stays.
///
/// # Errors
/// If it cannot be written; nothing is left behind then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist(path)?;
    Ok(())
}

/// A file beside its place, on the disk.
pub(super) fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cogov-");
    // Else the file would be for its owner's eyes only; the user's mask still applies.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Why a file was not written.
pub fn cannot_write(path: &Path, error: &io::Error, language: Language) -> String {
    let path = path.display();
    match (language, error.kind()) {
        (Language::En, ErrorKind::AlreadyExists) => {
            format!("error: {path} is there already\n  give another name, or move the file away")
        }
        (Language::Zh, ErrorKind::AlreadyExists) => {
            format!("错误：{path}已存在\n  请换一个名称，或先移走该文件")
        }
        (Language::En, _) => format!("error: cannot write {path}: {error}"),
        (Language::Zh, _) => format!("错误：无法写入{path}：{error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_written_whole_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new");
        write_new(&path, b"one").unwrap();
        assert_eq!(write_new(&path, b"two").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert!(write_new(&folder.path().join("no/where"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
