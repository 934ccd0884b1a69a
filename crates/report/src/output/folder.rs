//! The result of a run: seeds written while they run, put together in their order, moved in whole.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use crate::comparison::Comparison;
use crate::experiment::SeedOutcome;
use crate::report::page;
use crate::statistics::Summary;

use super::dictionary::write_dictionary;
use super::earlier::gather;
use super::error::{Change, Difference, OutputError};
use super::gathered::{Gathered, Plan};
use super::mark::is_marked;
use super::part::{Ended, Part};
use super::receipt::{Entry, Receipt, Request};
use super::report::{PAGE, report};
use super::room::disk::Fingerprint;
use super::room::shelf::Seeds;
use super::room::{Done, Folder, Parts};
use super::rows::{check_header, join};
use super::summary::write_summary;
use super::table::Table;

pub(super) const SUMMARY: &str = "summary.csv";
pub(super) const DICTIONARY: &str = "dictionary.csv";
pub(super) const SCENARIO: &str = "scenario.toml";
pub(super) const PLACE: &str = "place.csv";

/// A result in the making.
pub struct Draft {
    folder: Folder,
    request: Request,
    receipt: Receipt,
    /// Seeds that the folder holds already and that stay, but for those run again.
    kept: Vec<u64>,
    parts: Parts,
    /// Seeds that a command which was killed had finished.
    taken_up: Vec<Done>,
    plan: Plan,
    /// What seeds showed: those taken up, and those that were run since.
    ended: Ended,
}

/// A result that was written.
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// The result's name.
    pub result: String,
    /// All seeds in it.
    pub seeds: Vec<u64>,
    /// Summaries of the widest area, by position in the registry of metrics.
    pub whole: Vec<(usize, Summary)>,
    /// The scenario alone, for what is said of its budgets: without what grows with months and communities. None
    /// where one table only was written.
    pub alone: Option<Comparison>,
}

impl Draft {
    /// Begins a result in `out`/scenario. With `force` another result there is replaced; files that no receipt
    /// names never are.
    ///
    /// # Errors
    /// If the folder holds another result or files of these names, somebody else writes there, or it cannot be
    /// written.
    pub fn new(out: &Path, request: Request, force: bool) -> Result<Self, OutputError> {
        let folder = Folder::begin(&out.join(&request.scenario), "run")?;
        let receipt = Receipt::of(&request);
        let kept = if force { Vec::new() } else { seeds_that_stay(&folder, &receipt, &request)? };
        folder.refuse_foreign(names(&request))?;
        folder.refuse_fixed()?;
        let mut folder = folder;
        if request.bom || !kept.is_empty() && is_marked(&folder.target().join(Table::Runs.file())) {
            folder.mark_tables();
        }
        let parts = folder.parts(&receipt.key());
        let mut taken_up = parts.finished(&request.seeds);
        let seeds = Seeds::of(parts.clone(), 1);
        let mut outcomes = Vec::new();
        taken_up.retain(|done| {
            let outcome = seeds.take(done.seed);
            let is_there = outcome.is_some();
            outcomes.extend(outcome);
            is_there
        });
        parts.begin()?;
        let plan = Plan::new(&request.policy, &request.metrics, request.detail);
        let plan = plan.of_table(request.only);
        let ended = Ended::new(outcomes.into());
        Ok(Self { folder, request, receipt, kept, parts, taken_up, plan, ended })
    }

    /// Seeds that a command which was killed had finished: they need not be run again.
    pub fn taken_up(&self) -> &[Done] {
        &self.taken_up
    }

    /// Seeds that are still to be run, ascending.
    pub fn to_run(&self) -> Vec<u64> {
        let is_done = |seed: &u64| self.taken_up.iter().any(|done| done.seed == *seed);
        self.request.seeds.iter().copied().filter(|seed| !is_done(seed)).collect()
    }

    /// The rows of a seed, to be written while it runs.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn part(&self, seed: u64) -> Result<Part, OutputError> {
        Part::new(self.parts.clone(), &self.request.scenario, seed, &self.plan, Some(&self.ended))
    }

    /// Ends without a result. Finished seeds stay for the next command, but on a full disk, which needs room.
    pub fn fail(mut self, error: OutputError) -> OutputError {
        self.make_room(&error);
        error
    }

    fn make_room(&mut self, error: &OutputError) {
        if matches!(error, OutputError::DiskFull(_)) {
            self.folder.drop_parts();
        }
    }

    /// Puts the `finished` seeds and those taken up together with those that stay, and moves the result to its
    /// folder.
    ///
    /// # Errors
    /// If something cannot be read or written; the folder is then as it was.
    pub fn finish(
        mut self,
        finished: &[u64],
        threads: usize,
        wall_seconds: f64,
    ) -> Result<Written, OutputError> {
        (self.receipt.threads, self.receipt.wall_seconds) = (threads, wall_seconds);
        let written = self.write(finished);
        if let Err(error) = &written {
            self.make_room(error);
        }
        written
    }

    fn write(&mut self, finished: &[u64]) -> Result<Written, OutputError> {
        let taken_up = self.taken_up.iter().map(|done| done.seed);
        let mut new: Vec<u64> = finished.iter().copied().chain(taken_up).collect();
        new.sort_unstable();
        new.dedup();
        self.put_tables(&new)?;
        let outcomes = self.outcomes(&new)?;
        let Request { scenario, metrics, place_table, resolved, policy, .. } = &self.request;
        let gathered = Gathered::new(policy, self.plan.clone(), outcomes, self.parts.clone());
        let is_whole = self.request.only.is_none();
        let whole = if is_whole {
            self.folder.put(SUMMARY, |to| write_summary(&gathered, to, scenario))?
        } else {
            // For the terminal alone; it goes with the parts.
            write_summary(&gathered, &self.parts.folder().join(SUMMARY), scenario)?
        };
        let table = place_table.as_deref();
        let tables = tables(&self.request);
        self.folder.put(DICTIONARY, |to| write_dictionary(to, (&tables, metrics), table))?;
        self.folder.put_text(SCENARIO, resolved)?;
        let mut left_out = Vec::new();
        match (table, self.request.no_place) {
            (Some(table), false) => self.folder.put_text(PLACE, table)?,
            (Some(table), true) => left_out.push(self.left_out(table)),
            (None, _) => {}
        }
        self.receipt.result = self.folder.result_name(&left_out);
        self.receipt.seeds = self.kept.iter().chain(&new).copied().collect();
        self.receipt.seeds.sort_unstable();
        self.receipt.seeds.dedup();
        let alone = if is_whole {
            let alone = report(&gathered, self.receipt.for_report())?;
            self.folder.put_text(PAGE, &page(&alone, self.request.language))?;
            Some(Comparison { series: Vec::new(), tiles: Vec::new(), ..alone })
        } else {
            None
        };
        self.folder.commit(self.receipt.clone())?;
        Ok(Written {
            folder: self.folder.target().into(),
            result: self.receipt.result.clone(),
            seeds: self.receipt.seeds.clone(),
            whole,
            alone,
        })
    }

    /// What all seeds showed: the new ones, and those that stay, which are read back from their tables.
    fn outcomes(&self, new: &[u64]) -> Result<Vec<SeedOutcome>, OutputError> {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let mut outcomes = std::mem::take(&mut *ended);
        let stays = |seed: &u64| new.binary_search(seed).is_err();
        let kept: Vec<u64> = self.kept.iter().copied().filter(stays).collect();
        if !kept.is_empty() {
            let (folder, plan) = (self.folder.target(), self.plan.clone());
            let with = (plan, kept.as_slice(), self.parts.clone());
            outcomes.extend(
                gather(folder, &tables(&self.request), &self.request.policy, with)?.outcomes,
            );
        }
        Ok(outcomes)
    }

    fn put_tables(&mut self, new: &[u64]) -> Result<(), OutputError> {
        for table in tables(&self.request) {
            let part = |&seed: &u64| (seed, Part::path(self.parts.folder(), table, seed));
            let parts: Vec<(u64, PathBuf)> = new.iter().map(part).collect();
            let old = (!self.kept.is_empty()).then(|| self.folder.target().join(table.file()));
            let header = table.header(&self.request.metrics);
            self.folder.put(table.file(), |to| join(to, &header, old.as_deref(), &parts))?;
        }
        Ok(())
    }

    fn left_out(&self, table: &str) -> Entry {
        let sha256 = self.receipt.scenarios[0].place_sha256.clone().unwrap_or_default();
        Entry::of(PLACE, Fingerprint { bytes: table.len() as u64, sha256 })
    }
}

/// Names of the files that a request will write.
fn names(request: &Request) -> impl Iterator<Item = &'static str> {
    let has_place = request.place_table.is_some() && !request.no_place;
    let tables = tables(request).into_iter().map(Table::file);
    let derived = request.only.is_none().then_some([SUMMARY, PAGE]);
    let others = derived.into_iter().flatten().chain([DICTIONARY, SCENARIO]);
    tables.chain(others).chain(has_place.then_some(PLACE))
}

/// The tables that a request will write.
fn tables(request: &Request) -> Vec<Table> {
    let is_asked = |table: &Table| request.only.is_none_or(|only| only == *table);
    Table::ALL.into_iter().filter(is_asked).collect()
}

/// Seeds of a result that may stay beside new ones: none where there is no result yet, nor where one
/// of the same scenario and place is replaced whole, all its seeds being run again.
fn seeds_that_stay(
    folder: &Folder,
    receipt: &Receipt,
    request: &Request,
) -> Result<Vec<u64>, OutputError> {
    let Some(found) = folder.old() else { return Ok(Vec::new()) };
    let differences = found.differences(receipt);
    let all_again = found.seeds.iter().all(|seed| request.seeds.binary_search(seed).is_ok());
    let another = [Difference::Kind, Difference::Scenario, Difference::Place];
    let same_policy = !differences.iter().any(|what| another.contains(what));
    let (target, seeds) = (folder.target().to_path_buf(), found.seeds.len());
    if !(differences.is_empty() || same_policy && all_again) {
        return Err(OutputError::WouldOverwrite { folder: target, differences, seeds });
    }
    let is_table = |file: &String| Table::ALL.iter().any(|table| table.file() == file);
    let (missing, edited): (Vec<_>, Vec<_>) =
        folder.changes().into_iter().partition(|(_, change)| *change == Change::Missing);
    let lost = missing.iter().any(|(file, _)| is_table(file));
    // What follows from the tables is made anew: it may be missing. Changed it may hold somebody's work.
    if !edited.is_empty() || (lost && !all_again) {
        let files = edited.into_iter().chain(missing).collect();
        return Err(OutputError::Edited { folder: target, files });
    }
    if lost || !differences.is_empty() {
        return Ok(Vec::new());
    }
    for table in tables(request) {
        check_header(&target.join(table.file()), &table.header(&request.metrics))?;
    }
    Ok(found.seeds.clone())
}
