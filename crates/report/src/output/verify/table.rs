//! A table of a result beside the rows that its seeds give when they are run again.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::mismatch::{Mismatch, What};
use super::raw::{RawRow, RawRows};
use super::stored::{Stored, StoredArm};
use crate::output::table::Table;

/// Mismatches of a table that are told one by one.
const MOST_TOLD: usize = 5;

/// What was found of a file.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The file.
    pub file: String,
    /// Rows that are the same to the byte.
    pub rows: u64,
    /// The first mismatches.
    pub mismatches: Vec<Mismatch>,
    /// Number of mismatches.
    pub count: u64,
}

impl Checked {
    /// A file of which nothing is known yet.
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// Notes a mismatch; those beyond the first are only counted.
    pub fn add(&mut self, line: Option<u64>, row: String, what: What) {
        self.count += 1;
        if self.mismatches.len() < MOST_TOLD {
            self.mismatches.push(Mismatch { file: self.file.clone(), line, row, what });
        }
    }

    /// Notes that the file, or the one beside it, cannot be read.
    pub fn unreadable(&mut self, error: &impl ToString) {
        self.add(None, String::new(), What::File(error.to_string()));
    }
}

/// A table on disk that is gone through from seed to seed.
pub(super) struct TableCheck {
    table: Table,
    header: Vec<String>,
    /// Nothing once the file could not be read.
    rows: Option<RawRows>,
    checked: Checked,
    /// Keys of the rows of a seed that was run again, as a hash.
    pattern: Option<[u8; 32]>,
    /// Seeds not run again: the line where their rows begin, and the hash of their keys.
    others: Vec<(u64, Option<u64>, [u8; 32])>,
}

impl TableCheck {
    /// Opens a table and checks its header.
    pub(super) fn open(stored: &Stored, table: Table) -> Self {
        let mut checked = Checked::of(table.file());
        let header = table.header(&stored.metrics).into_iter().map(str::to_owned).collect();
        let rows = match RawRows::open(&stored.folder.join(table.file())) {
            Ok(rows) => Some(rows),
            Err(error) => {
                checked.unreadable(&error);
                None
            }
        };
        let mut check = Self { table, header, rows, checked, pattern: None, others: Vec::new() };
        check.guarded(Self::check_header);
        check
    }

    fn guarded(&mut self, work: impl FnOnce(&mut Self) -> io::Result<()>) {
        if self.rows.is_some()
            && let Err(error) = work(self)
        {
            self.checked.unreadable(&error);
            self.rows = None;
        }
    }

    fn peek(&self) -> Option<&RawRow> {
        self.rows.as_ref().and_then(RawRows::peek)
    }

    fn take(&mut self) -> io::Result<Option<RawRow>> {
        self.rows.as_mut().map_or(Ok(None), RawRows::take)
    }

    fn check_header(&mut self) -> io::Result<()> {
        let expected = expected_row(&self.header)?;
        let Some(found) = self.take()? else {
            self.checked.add(None, String::new(), What::RowMissing);
            return Ok(());
        };
        if found.bytes != expected.bytes {
            let what = self.difference(&found, &expected);
            self.checked.add(Some(found.line), String::new(), what);
            // The columns are others: every row would be.
            if found.cells != expected.cells {
                self.rows = None;
            }
        }
        Ok(())
    }

    /// Goes over the rows of a seed; with the folder of its part they are compared, else their keys are.
    /// `later` tells whether rows belong to a seed that comes later.
    pub(super) fn seed(
        &mut self,
        arm: &StoredArm,
        seed: u64,
        part: Option<&Path>,
        later: &dyn Fn(&RawRow) -> bool,
    ) {
        let word = seed.to_string();
        self.guarded(|check| {
            check.skip_strays(&|row| belongs(row, arm, &word) || later(row))?;
            match part {
                Some(part) => check.compare(arm, &word, &mut RawRows::open(part)?),
                None => check.pass(arm, seed, &word),
            }
        });
    }

    /// Rows of no seed that is still to come.
    fn skip_strays(&mut self, wanted: &dyn Fn(&RawRow) -> bool) -> io::Result<()> {
        while self.peek().is_some_and(|row| !wanted(row)) {
            if let Some(row) = self.take()? {
                let keys = self.keys(&row);
                self.checked.add(Some(row.line), keys, What::RowExtra);
            }
        }
        Ok(())
    }

    /// Goes over the rows of a seed that was not run again.
    fn pass(&mut self, arm: &StoredArm, seed: u64, word: &str) -> io::Result<()> {
        // A policy period without a whole year has no budgets, in any seed: then keys tell.
        if !self.is_at(arm, word) && self.table != Table::Budgets {
            self.checked.add(None, format!("seed {word}"), What::SeedMissing);
            return Ok(());
        }
        let line = self.peek().map(|row| row.line).filter(|_| self.is_at(arm, word));
        let mut hash = Sha256::new();
        while self.is_at(arm, word)
            && let Some(row) = self.take()?
        {
            self.add_keys(&mut hash, &row);
        }
        self.others.push((seed, line, hash.finalize().into()));
        Ok(())
    }

    /// Goes over the rows of a seed beside those of the same seed run again.
    fn compare(&mut self, arm: &StoredArm, word: &str, again: &mut RawRows) -> io::Result<()> {
        let mut hash = Sha256::new();
        let mut lost = again.peek().is_some() && !self.is_at(arm, word);
        if lost {
            self.checked.add(None, format!("seed {word}"), What::SeedMissing);
        }
        while let Some(expected) = again.take()? {
            self.add_keys(&mut hash, &expected);
            if !lost {
                lost = !self.compare_row(arm, word, &expected, again.peek())?;
            }
        }
        self.pattern = Some(hash.finalize().into());
        while self.is_at(arm, word) {
            let Some(row) = self.take()? else { break };
            if !lost {
                let keys = self.keys(&row);
                self.checked.add(Some(row.line), keys, What::RowExtra);
            }
        }
        Ok(())
    }

    /// Compares a row; no if the rows after it can no longer be told apart.
    fn compare_row(
        &mut self,
        arm: &StoredArm,
        word: &str,
        expected: &RawRow,
        after: Option<&RawRow>,
    ) -> io::Result<bool> {
        let keys = self.keys(expected);
        let line = self.peek().map(|row| row.line);
        let same_keys = |check: &Self, other: Option<&RawRow>| {
            let found = check.peek().filter(|row| belongs(row, arm, word));
            found.zip(other).is_some_and(|(found, other)| check.has_keys_of(found, other))
        };
        if same_keys(self, Some(expected)) {
            let Some(found) = self.take()? else { return Ok(true) };
            if found.bytes == expected.bytes {
                self.checked.rows += 1;
            } else {
                let what = self.difference(&found, expected);
                self.checked.add(Some(found.line), keys, what);
            }
            return Ok(true);
        }
        if !self.is_at(arm, word) || same_keys(self, after) {
            self.checked.add(line, keys, What::RowMissing);
            return Ok(true);
        }
        let Some(found) = self.take()? else { return Ok(false) };
        if same_keys(self, Some(expected)) {
            let keys = self.keys(&found);
            self.checked.add(Some(found.line), keys, What::RowExtra);
            return self.compare_row(arm, word, expected, after);
        }
        self.checked.add(Some(found.line), keys, What::Rows);
        Ok(false)
    }

    /// Ends a scenario: seeds that were not run again must have the keys of those that were.
    pub(super) fn end_arm(&mut self) {
        // Flows that are zero have no row: the keys of `funding.csv` differ from seed to seed.
        if let Some(pattern) = self.pattern.take().filter(|_| self.table != Table::Funding) {
            for (seed, line, keys) in std::mem::take(&mut self.others) {
                if keys != pattern {
                    self.checked.add(line, format!("seed {seed}"), What::Keys);
                }
            }
        }
        self.others.clear();
    }

    /// Ends the table: nothing may be left.
    pub(super) fn finish(mut self) -> Checked {
        self.guarded(|check| check.skip_strays(&|_| false));
        self.checked
    }

    /// Whether the next row is of a scenario and seed.
    fn is_at(&self, arm: &StoredArm, word: &str) -> bool {
        self.peek().is_some_and(|row| belongs(row, arm, word))
    }

    /// Whether two rows have the same keys.
    fn has_keys_of(&self, a: &RawRow, b: &RawRow) -> bool {
        (0..self.key_columns()).all(|at| a.cells.get(at) == b.cells.get(at))
    }

    fn key_columns(&self) -> usize {
        self.table.keys_of_rows()
    }

    fn add_keys(&self, hash: &mut Sha256, row: &RawRow) {
        // Scenario and seed come first.
        for at in 2..self.key_columns() {
            hash.update(row.cells.get(at).unwrap_or_default());
            hash.update(b"\n");
        }
    }

    /// The keys of a row in words.
    fn keys(&self, row: &RawRow) -> String {
        let keys = (1..self.key_columns()).map(|at| {
            let name = self.header.get(at).map_or("", String::as_str);
            let cell = row.cell(at);
            if matches!(name, "seed" | "month" | "year") { format!("{name} {cell}") } else { cell }
        });
        keys.collect::<Vec<_>>().join(", ")
    }

    /// What differs between two rows that are not the same to the byte.
    fn difference(&self, found: &RawRow, expected: &RawRow) -> What {
        let length = found.cells.len().max(expected.cells.len());
        let at = (0..length).find(|&at| found.cells.get(at) != expected.cells.get(at));
        at.map_or(What::Bytes, |at| What::Cell {
            column: self.header.get(at).cloned().unwrap_or_else(|| (at + 1).to_string()),
            found: found.cell(at),
            expected: expected.cell(at),
        })
    }
}

/// Whether a row is of a scenario and seed.
pub(super) fn belongs(row: &RawRow, arm: &StoredArm, seed: &str) -> bool {
    row.is(0, &arm.name) && row.is(1, seed)
}

/// A row as it is written.
fn expected_row(cells: &[String]) -> io::Result<RawRow> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    Ok(RawRow { cells: cells.to_vec().into(), bytes, line: 1 })
}
