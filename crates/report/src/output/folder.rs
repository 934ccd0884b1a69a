//! The folder of a result: begun beside its place, put together in the order of seeds, moved whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::statistics::Summary;

use super::dictionary::write_dictionary;
use super::error::{Difference, OutputError};
use super::part::Part;
use super::receipt::{Receipt, Request};
use super::report::{PAGE, report};
use super::rows::{check, join};
use super::summary::write_summary;
use super::table::Table;

pub(super) const RECEIPT: &str = "manifest.json";
pub(super) const SUMMARY: &str = "summary.csv";
pub(super) const DICTIONARY: &str = "dictionary.csv";
pub(super) const SCENARIO: &str = "scenario.toml";
pub(super) const PLACE: &str = "place.csv";

/// A result in the making.
pub struct Draft {
    target: PathBuf,
    work: TempDir,
    request: Request,
    receipt: Receipt,
    /// Seeds that the folder holds already and that stay, but for those run again.
    kept: Vec<u64>,
}

/// A result that was written.
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// All seeds in it.
    pub seeds: Vec<u64>,
    /// Summaries of the widest area, by position in the registry of metrics.
    pub whole: Vec<(usize, Summary)>,
}

impl Draft {
    /// Begins a result in `out`/scenario. With `force` another result there is replaced.
    ///
    /// # Errors
    /// If the folder holds another result, or cannot be written.
    pub fn new(out: &Path, request: Request, force: bool) -> Result<Self, OutputError> {
        let target = out.join(&request.scenario);
        let receipt = Receipt::of(&request);
        if target.exists() && !target.is_dir() {
            return Err(OutputError::io(&target, io::ErrorKind::NotADirectory.into()));
        }
        let kept = if force { Vec::new() } else { seeds_that_stay(&target, &receipt, &request)? };
        fs::create_dir_all(out).map_err(|error| OutputError::io(out, error))?;
        let work = tempfile::Builder::new()
            .prefix(".cogov-")
            .tempdir_in(out)
            .map_err(|error| OutputError::io(out, error))?;
        Ok(Self { target, work, request, receipt, kept })
    }

    /// The rows of a seed, to be written while it runs.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn part(&self, seed: u64) -> Result<Part, OutputError> {
        let Request { scenario, detail, metrics, .. } = &self.request;
        Part::new(self.work.path(), scenario, seed, *detail, metrics)
    }

    /// Puts the seeds together with those that stay, and moves the result to its folder.
    ///
    /// # Errors
    /// If something cannot be read or written; the folder is then as it was, but for a failure
    /// between two moves, which leaves whole files without a manifest.
    pub fn finish(
        mut self,
        finished: &[u64],
        threads: usize,
        wall_seconds: f64,
    ) -> Result<Written, OutputError> {
        let mut new = finished.to_vec();
        new.sort_unstable();
        for table in Table::ALL {
            let parts = new.iter().map(|&seed| (seed, Part::path(self.work.path(), table, seed)));
            let parts: Vec<(u64, PathBuf)> = parts.collect();
            let old = (!self.kept.is_empty()).then(|| self.target.join(table.file()));
            let header = table.header(&self.request.metrics);
            join(&self.path(table.file()), &header, old.as_deref(), &parts)?;
        }
        let Request { scenario, metrics, .. } = &self.request;
        let runs = self.path(Table::Runs.file());
        let whole = write_summary(&runs, &self.path(SUMMARY), scenario, metrics)?;
        let place_table = self.request.place_table.as_deref();
        write_dictionary(&self.path(DICTIONARY), metrics, place_table)?;
        self.write_text(SCENARIO, &self.request.resolved)?;
        if let Some(table) = &self.request.place_table {
            self.write_text(PLACE, table)?;
        }
        self.receipt.seeds = self.kept.iter().chain(&new).copied().collect();
        self.receipt.seeds.sort_unstable();
        self.receipt.seeds.dedup();
        (self.receipt.threads, self.receipt.wall_seconds) = (threads, wall_seconds);
        self.write_report()?;
        let path = self.path(RECEIPT);
        let receipt = serde_json::to_string_pretty(&self.receipt)
            .map_err(|error| OutputError::io(&path, error.into()))?;
        self.write_text(RECEIPT, &(receipt + "\n"))?;
        self.move_in()?;
        Ok(Written { folder: self.target, seeds: self.receipt.seeds, whole })
    }

    fn path(&self, file: &str) -> PathBuf {
        self.work.path().join(file)
    }

    fn write_text(&self, file: &str, text: &str) -> Result<(), OutputError> {
        let path = self.path(file);
        fs::write(&path, text).map_err(|error| OutputError::io(&path, error))
    }

    fn write_report(&self) -> Result<(), OutputError> {
        let Request { policy, metrics, language, .. } = &self.request;
        let receipt = self.receipt.for_report();
        let page = report(self.work.path(), policy, metrics, receipt, *language)?;
        self.write_text(PAGE, &page)
    }

    /// Moves the finished files into the folder. The old receipt goes first and the new one comes
    /// last: files with a receipt are always files of one result.
    fn move_in(&self) -> Result<(), OutputError> {
        fs::create_dir_all(&self.target).map_err(|error| OutputError::io(&self.target, error))?;
        let had_receipt = remove(&self.target.join(RECEIPT))?;
        let mut files: Vec<&str> = Table::ALL.iter().map(|table| table.file()).collect();
        files.extend([SUMMARY, DICTIONARY, SCENARIO, PAGE]);
        if self.request.place_table.is_some() {
            files.push(PLACE);
        } else if had_receipt {
            remove(&self.target.join(PLACE))?;
        }
        files.push(RECEIPT);
        for file in files {
            let to = self.target.join(file);
            fs::rename(self.path(file), &to).map_err(|error| OutputError::io(&to, error))?;
        }
        Ok(())
    }
}

/// Removes a file; whether it was there.
fn remove(path: &Path) -> Result<bool, OutputError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(OutputError::io(path, error)),
    }
}

/// Seeds of a result that may stay beside new ones: none where there is no result yet, nor where one
/// of the same scenario and place is replaced whole, all its seeds being run again.
fn seeds_that_stay(
    target: &Path,
    receipt: &Receipt,
    request: &Request,
) -> Result<Vec<u64>, OutputError> {
    let refuse = |differences: Vec<Difference>| {
        Err(OutputError::WouldOverwrite { folder: target.into(), differences })
    };
    let path = target.join(RECEIPT);
    let found = match fs::read_to_string(&path) {
        Ok(text) => match serde_json::from_str::<Receipt>(&text) {
            Ok(found) => found,
            Err(_) => return refuse(vec![Difference::Unknown]),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let ours = Table::ALL.iter().any(|table| target.join(table.file()).exists());
            return if ours { refuse(vec![Difference::Unknown]) } else { Ok(Vec::new()) };
        }
        Err(error) => return Err(OutputError::io(&path, error)),
    };
    let differences = found.differences(receipt);
    let all_again = found.seeds.iter().all(|seed| request.seeds.binary_search(seed).is_ok());
    let same_policy =
        !differences.contains(&Difference::Scenario) && !differences.contains(&Difference::Place);
    if same_policy && all_again {
        // Also if the old tables are damaged, or of another version: nothing of them is needed.
        let mend = differences.is_empty() && check_tables(target, request).is_ok();
        return Ok(if mend { found.seeds } else { Vec::new() });
    }
    if !differences.is_empty() {
        return refuse(differences);
    }
    check_tables(target, request)?;
    Ok(found.seeds)
}

fn check_tables(target: &Path, request: &Request) -> Result<(), OutputError> {
    let mut tables = Table::ALL.iter();
    tables.try_for_each(|table| check(&target.join(table.file()), &table.header(&request.metrics)))
}
