//! A table row by row, each with the very bytes that it stands on.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::output::mark::behind_mark;

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct RawRow {
    /// Its cells.
    pub cells: ByteRecord,
    /// Its bytes, the end of its line included.
    pub bytes: Vec<u8>,
    /// Its line, from 1.
    pub line: u64,
}

impl RawRow {
    /// A cell as text; empty where the row is too short.
    pub(super) fn cell(&self, at: usize) -> String {
        self.cells
            .get(at)
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .unwrap_or_default()
    }

    /// Whether a cell is this text.
    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.cells.get(at) == Some(text.as_bytes())
    }
}

/// Rows of a table on disk, with the next one in view.
pub(super) struct RawRows {
    reader: Reader<Tee>,
    read_up_to: u64,
    next: Option<RawRow>,
}

impl RawRows {
    /// Opens a table.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let tee = Tee { file: behind_mark(path)?, kept: Vec::new() };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(tee);
        let mut rows = Self { reader, read_up_to: 0, next: None };
        rows.next = rows.read()?;
        Ok(rows)
    }

    /// The next row, which stays.
    pub(super) fn peek(&self) -> Option<&RawRow> {
        self.next.as_ref()
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// If the table cannot be read.
    pub(super) fn take(&mut self) -> io::Result<Option<RawRow>> {
        let after = if self.next.is_some() { self.read()? } else { None };
        Ok(std::mem::replace(&mut self.next, after))
    }

    fn read(&mut self) -> io::Result<Option<RawRow>> {
        let mut cells = ByteRecord::new();
        let more =
            self.reader.read_byte_record(&mut cells).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) => error,
                other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
            })?;
        let end = self.reader.position().byte();
        let length = usize::try_from(end - self.read_up_to).unwrap_or(usize::MAX);
        self.read_up_to = end;
        let kept = &mut self.reader.get_mut().kept;
        let bytes = kept.drain(..length.min(kept.len())).collect();
        let line = cells.position().map_or(1, csv::Position::line);
        Ok(more.then_some(RawRow { cells, bytes, line }))
    }
}

/// Reads a file and keeps what was read and not yet taken.
struct Tee {
    file: File,
    kept: Vec<u8>,
}

impl Read for Tee {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.kept.extend_from_slice(&into[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, usize, String)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, text).unwrap();
        let mut rows = RawRows::open(&path).unwrap();
        let mut found = Vec::new();
        while let Some(row) = rows.take().unwrap() {
            found.push((row.line, row.cells.len(), String::from_utf8(row.bytes).unwrap()));
        }
        found
    }

    #[test]
    fn rows_have_their_bytes_whatever_their_quotes_and_ends() {
        let row = |line, cells, bytes: &str| (line, cells, bytes.to_owned());
        assert_eq!(
            rows("a,b\n1,\"2\n3\"\n\"x\"\n"),
            [row(1, 2, "a,b\n"), row(2, 2, "1,\"2\n3\"\n"), row(4, 1, "\"x\"\n")]
        );
        assert_eq!(rows(""), []);
        let long = format!("{}\n", "x,".repeat(20_000));
        assert_eq!(rows(&format!("{long}y")), [row(1, 20_001, &long), row(2, 1, "y")]);
    }

    #[test]
    fn other_line_ends_are_other_bytes() {
        let same = rows("a,b\n1,2\n");
        assert_eq!(rows("\u{feff}a,b\n1,2\n"), same, "a mark is no part of a row");
        for other in ["a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n\n1,2\n", "a,b\n1,2"] {
            assert_ne!(rows(other), same, "{other:?}");
        }
    }
}
