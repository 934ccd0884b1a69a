//! Files as bytes and texts.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::message::FileMessage;

/// Whether there is something at a path that can be read as a file.
pub fn is_readable(path: &Path) -> bool {
    path.exists() && !path.is_dir()
}

/// The text of a file, without byte order mark; never more than so many megabytes. Messages call it by its
/// label.
///
/// # Errors
/// It cannot be read, is too large, or no text.
pub fn read_file(path: &Path, label: &str, most: u32) -> Result<String, FileMessage> {
    let bytes = read_bytes(path, label, most)?;
    let text =
        String::from_utf8(bytes).map_err(|_| FileMessage::NotText { path: label.to_owned() })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The bytes of a file, never more than so many megabytes.
///
/// # Errors
/// It cannot be read, or is too large.
pub fn read_bytes(path: &Path, label: &str, most: u32) -> Result<Vec<u8>, FileMessage> {
    let unreadable = |why: std::io::Error| FileMessage::Unreadable {
        path: label.to_owned(),
        why: why.to_string(),
    };
    let limit = u64::from(most) * 1_000_000;
    let mut bytes = Vec::new();
    // Some files of the system say that they have no bytes, and let whoever reads them wait for ever.
    if std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == 0) {
        return Ok(bytes);
    }
    let file = File::open(path).map_err(unreadable)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(FileMessage::TooLarge { path: label.to_owned(), most });
    }
    Ok(bytes)
}
