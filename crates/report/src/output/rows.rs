//! Tables with rows by seed: joined from the rows of each seed and of a result already there.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, Writer};

use super::error::OutputError;
use super::mark::behind_mark;
use super::room::disk::{self, Output};

/// A table to write.
pub(super) fn create(path: &Path) -> Result<Writer<BufWriter<Output>>, OutputError> {
    let file = disk::create(path).map_err(|error| OutputError::io(path, error))?;
    Ok(Writer::from_writer(BufWriter::new(file)))
}

/// Writes a row.
pub(super) fn write<W: Write, T: AsRef<[u8]>>(
    writer: &mut Writer<W>,
    path: &Path,
    row: impl IntoIterator<Item = T>,
) -> Result<(), OutputError> {
    let cells: Vec<T> = row.into_iter().collect();
    let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
    writer.write_record(cells).map_err(|error| OutputError::table(path, error))
}

/// A cell that no spreadsheet takes for a formula: a name that begins like one gets an apostrophe before it.
pub(super) fn harmless(cell: &[u8]) -> Cow<'_, [u8]> {
    if begins_formula(cell) { Cow::Owned([b"'", cell].concat()) } else { Cow::Borrowed(cell) }
}

/// A cell as it was before [`harmless`].
pub(super) fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_formula(rest.as_bytes())).unwrap_or(cell)
}

fn begins_formula(cell: &[u8]) -> bool {
    let is_number = || std::str::from_utf8(cell).is_ok_and(|cell| cell.parse::<f64>().is_ok());
    matches!(cell.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')) && !is_number()
}

/// Ends a table; what did not reach the disk is an error here.
pub(super) fn close<W: Write>(mut writer: Writer<W>, path: &Path) -> Result<(), OutputError> {
    writer.flush().map_err(|error| OutputError::io(path, error))
}

/// A table to read.
pub(super) fn open(path: &Path) -> Result<Reader<BufReader<File>>, OutputError> {
    let file = behind_mark(path).map_err(|error| OutputError::io(path, error))?;
    Ok(csv::ReaderBuilder::new().has_headers(false).from_reader(BufReader::new(file)))
}

/// Joins rows in the order of seeds: a header, the rows of `old` less those of the new seeds, and the
/// `parts` of new seeds (ascending; rows without a header), which stay until the result is moved in.
pub(super) fn join(
    to: &Path,
    header: &[&str],
    old: Option<&Path>,
    parts: &[(u64, PathBuf)],
) -> Result<(), OutputError> {
    let failed = |error| OutputError::io(to, error);
    let mut writer = create(to)?;
    write(&mut writer, to, header)?;
    close(writer, to)?;
    let mut out = BufWriter::new(disk::append(to).map_err(failed)?);
    let mut old = old.map(|path| OldRows::open(path, header)).transpose()?;
    for (seed, part) in parts {
        if let Some(old) = &mut old {
            old.copy(Some(*seed), &mut out, to)?;
            old.skip(*seed)?;
        }
        let mut rows = disk::open(part).map_err(|error| OutputError::io(part, error))?;
        io::copy(&mut rows, &mut out).map_err(failed)?;
    }
    if let Some(old) = &mut old {
        old.copy(None, &mut out, to)?;
    }
    out.flush().map_err(failed)
}

/// Checks that a table has this header: its bytes are those of the receipt, but another build may have other
/// columns.
///
/// # Errors
/// If it has not.
pub(super) fn check_header(path: &Path, header: &[&str]) -> Result<(), OutputError> {
    OldRows::open(path, header).map(|_| ())
}

/// Rows of a table on disk, ascending by seed.
struct OldRows {
    path: PathBuf,
    reader: Reader<BufReader<File>>,
    next: ByteRecord,
    seed: Option<u64>,
}

impl OldRows {
    fn open(path: &Path, header: &[&str]) -> Result<Self, OutputError> {
        let (reader, next) = (open(path)?, ByteRecord::new());
        let mut rows = Self { path: path.into(), reader, next, seed: None };
        if !rows.read()? || rows.next != *header {
            return Err(rows.damaged("its header is not that of this result"));
        }
        rows.advance()?;
        Ok(rows)
    }

    fn damaged(&self, what: &str) -> OutputError {
        OutputError::Damaged { path: self.path.clone(), what: what.to_owned() }
    }

    fn read(&mut self) -> Result<bool, OutputError> {
        let read = self.reader.read_byte_record(&mut self.next);
        read.map_err(|error| OutputError::table(&self.path, error))
    }

    fn advance(&mut self) -> Result<(), OutputError> {
        let before = self.seed.take();
        if self.read()? {
            let cell = self.next.get(1).and_then(|cell| std::str::from_utf8(cell).ok());
            let Some(seed) = cell.and_then(|cell| cell.parse().ok()) else {
                return Err(self.damaged("a row has no seed"));
            };
            if before.is_some_and(|before| before > seed) {
                return Err(self.damaged("its rows are not in the order of seeds"));
            }
            self.seed = Some(seed);
        }
        Ok(())
    }

    /// Copies the rows of all seeds before `end`, or all that are left.
    fn copy(
        &mut self,
        end: Option<u64>,
        out: &mut impl Write,
        to: &Path,
    ) -> Result<(), OutputError> {
        let mut writer = Writer::from_writer(out);
        while self.seed.is_some_and(|seed| end.is_none_or(|end| seed < end)) {
            writer.write_byte_record(&self.next).map_err(|error| OutputError::table(to, error))?;
            self.advance()?;
        }
        close(writer, to)
    }

    /// Leaves out the rows of `seed`.
    fn skip(&mut self, seed: u64) -> Result<(), OutputError> {
        while self.seed == Some(seed) {
            self.advance()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn rows_are_joined_in_the_order_of_seeds_and_new_ones_replace_old_ones() {
        let folder = tempfile::tempdir().unwrap();
        let old = file(folder.path(), "old", "s,seed,x\na,1,old\na,1,old\na,3,old\na,9,\"o,ld\"\n");
        let parts = vec![
            (2, file(folder.path(), "2", "a,2,new\n")),
            (3, file(folder.path(), "3", "a,3,new\na,3,\n")),
            (10, file(folder.path(), "10", "a,10,new\n")),
        ];
        let to = folder.path().join("to");
        join(&to, &["s", "seed", "x"], Some(&old), &parts).unwrap();
        assert_eq!(
            fs::read_to_string(&to).unwrap(),
            "s,seed,x\na,1,old\na,1,old\na,2,new\na,3,new\na,3,\na,9,\"o,ld\"\na,10,new\n"
        );
        assert!(parts[0].1.exists());
    }

    #[test]
    fn a_name_that_begins_like_a_formula_gets_an_apostrophe_and_a_number_none() {
        let written =
            |cell: &str| String::from_utf8(harmless(cell.as_bytes()).into_owned()).unwrap();
        for cell in ["=cmd|'/c calc'!A1", "+1+2", "-x", "@SUM(A1)", "\t=1", "\r=1", "-", "="] {
            assert_eq!(written(cell), format!("'{cell}"));
            assert_eq!(bare(&written(cell)), cell);
        }
        for cell in ["-0.5", "+3", "-1e-9", "-7.00", "East", "", "'", "'quoted'", "a=b"] {
            assert_eq!((written(cell).as_str(), bare(cell)), (cell, cell));
        }
    }

    #[test]
    fn another_header_and_rows_out_of_order_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let header = ["s", "seed", "x"];
        for text in ["", "s,seed\na,1\n", "s,seed,x\na,b,c\n"] {
            let path = file(folder.path(), "old", text);
            let found = check_header(&path, &header);
            assert!(matches!(found, Err(OutputError::Damaged { .. })), "{text}");
        }
        let old = file(folder.path(), "old", "s,seed,x\na,2,c\na,1,c\n");
        let parts = [(3, file(folder.path(), "3", "a,3,new\n"))];
        let joined = join(&folder.path().join("to"), &header, Some(&old), &parts);
        assert!(matches!(joined, Err(OutputError::Damaged { .. })));
        assert!(check_header(&file(folder.path(), "old", "s,seed,x\na,2,c\n"), &header).is_ok());
    }
}
