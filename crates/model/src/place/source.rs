//! The bytes of a place's file as a CSV text, whatever program wrote them.

use super::encoding::text_of;
use super::workbook::{Unreadable, is_packed, sheet_of};

/// A table's text and where in the file it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// CSV.
    pub text: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Reads the bytes of a file, a workbook's sheet of a name or its only one; none where they are no text.
///
/// # Errors
/// A workbook that cannot be read, or whose sheet is not known.
pub fn source(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Option<Source>, Unreadable> {
    if is_packed(&bytes) {
        let (name, text) = sheet_of(&bytes, sheet)?;
        return Ok(Some(Source { text, sheet: Some(name), encoding: None }));
    }
    let found = text_of(bytes).map(|(text, encoding)| Source { text, sheet: None, encoding });
    Ok(found)
}
