//! Tables with rows by seed: joined from the rows of each seed and of a result already there.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, Writer};

use super::error::OutputError;

/// A table to write.
pub fn create(path: &Path) -> Result<Writer<BufWriter<File>>, OutputError> {
    let file = File::create(path).map_err(|error| OutputError::io(path, error))?;
    Ok(Writer::from_writer(BufWriter::new(file)))
}

/// Writes a row.
pub fn write<W: Write, T: AsRef<[u8]>>(
    writer: &mut Writer<W>,
    path: &Path,
    row: impl IntoIterator<Item = T>,
) -> Result<(), OutputError> {
    writer.write_record(row).map_err(|error| OutputError::table(path, error))
}

/// Ends a table; what did not reach the disk is an error here.
pub fn close<W: Write>(mut writer: Writer<W>, path: &Path) -> Result<(), OutputError> {
    writer.flush().map_err(|error| OutputError::io(path, error))
}

/// A table to read.
pub fn open(path: &Path) -> Result<Reader<BufReader<File>>, OutputError> {
    let file = File::open(path).map_err(|error| OutputError::io(path, error))?;
    Ok(csv::ReaderBuilder::new().has_headers(false).from_reader(BufReader::new(file)))
}

/// Joins rows in the order of seeds: a header, the rows of `old` less those of the new seeds, and the
/// `parts` of new seeds (ascending; rows without a header), which are removed one by one.
pub fn join(
    to: &Path,
    header: &[&str],
    old: Option<&Path>,
    parts: &[(u64, PathBuf)],
) -> Result<(), OutputError> {
    let failed = |error| OutputError::io(to, error);
    let mut writer = create(to)?;
    write(&mut writer, to, header)?;
    close(writer, to)?;
    let file = File::options().append(true).open(to).map_err(failed)?;
    let mut out = BufWriter::new(file);
    let mut old = old.map(|path| OldRows::open(path, header)).transpose()?;
    for (seed, part) in parts {
        if let Some(old) = &mut old {
            old.copy(Some(*seed), &mut out, to)?;
            old.skip(*seed)?;
        }
        let mut rows = File::open(part).map_err(|error| OutputError::io(part, error))?;
        io::copy(&mut rows, &mut out).map_err(failed)?;
        drop(rows);
        fs::remove_file(part).map_err(|error| OutputError::io(part, error))?;
    }
    if let Some(old) = &mut old {
        old.copy(None, &mut out, to)?;
    }
    out.flush().map_err(failed)
}

/// Checks that a table has this header and whole rows in the order of seeds.
///
/// # Errors
/// If it has not: better now than after the runs.
pub fn check(path: &Path, header: &[&str]) -> Result<(), OutputError> {
    let mut rows = OldRows::open(path, header)?;
    while rows.seed.is_some() {
        rows.advance()?;
    }
    Ok(())
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
        assert!(!parts[0].1.exists());
    }

    #[test]
    fn a_damaged_table_is_found_before_it_is_joined() {
        let folder = tempfile::tempdir().unwrap();
        let header = ["s", "seed", "x"];
        for text in [
            "",
            "s,seed\na,1\n",
            "s,seed,x\na,1\n",
            "s,seed,x\na,b,c\n",
            "s,seed,x\na,2,c\na,1,c\n",
        ] {
            let path = file(folder.path(), "old", text);
            assert!(matches!(check(&path, &header), Err(OutputError::Damaged { .. })), "{text}");
        }
        let path = file(folder.path(), "old", "s,seed,x\na,2,c\na,2,c\na,11,c\n");
        assert!(check(&path, &header).is_ok());
    }
}
