//! A result checked: its own scenario is run again for some seeds, and the rows must be the same to the
//! byte; what is worked out from the rows must follow from them.

mod chosen;
mod derived;
mod mismatch;
mod outcomes;
mod raw;
mod refusal;
mod stored;
mod table;

use std::fs;
use std::path::Path;

use super::error::OutputError;
use super::gathered::Plan;
use super::part::Part;
use super::receipt::Program;
use super::room::shelf::Seeds;
use super::room::{Parts, Scratch};
use super::table::Table;
use crate::comparison::Comparison;
use crate::experiment::{Ensemble, EnsembleError};
use crate::futures::Row;
use crate::policy::Scenario;
use raw::RawRow;
use table::TableCheck;

pub use chosen::Anew;
pub use mismatch::{Mismatch, What};
pub use refusal::Refusal;
pub use stored::StoredArm;
pub use stored::{Build, Stored};
pub use table::Checked;

/// A result in the course of being checked.
pub struct Check<'a> {
    stored: &'a Stored,
    build: Build,
    tables: Vec<TableCheck>,
    work: Scratch,
    /// Futures that were run again.
    futures: Vec<Row>,
}

impl<'a> Check<'a> {
    /// Begins to check a result.
    ///
    /// # Errors
    /// If there is no room for the rows of seeds that are run again.
    pub fn new(stored: &'a Stored, own: &Program) -> Result<Self, OutputError> {
        let work = Scratch::new("verify")?;
        let tables = stored.tables.iter().map(|&table| TableCheck::open(stored, table)).collect();
        Ok(Self { stored, build: stored.build(own), tables, work, futures: Vec::new() })
    }

    /// Runs the `drawn` seeds of a scenario again and compares their rows; the rows of its other seeds are
    /// gone over. An ensemble gives everything but the seeds. No if it was stopped.
    ///
    /// # Errors
    /// If rows cannot be written, or threads cannot be made.
    pub fn arm(
        &mut self,
        at: usize,
        drawn: &[u64],
        ensemble: Ensemble,
    ) -> Result<bool, EnsembleError<OutputError>> {
        let arm = &self.stored.arms[at];
        let mut left = drawn;
        let mut ready: &[u64] = &[];
        for (place, &seed) in arm.seeds.iter().enumerate() {
            let is_drawn = drawn.binary_search(&seed).is_ok();
            if is_drawn && !ready.contains(&seed) {
                // As many at a time as there are threads: their rows need room.
                (ready, left) = left.split_at(ensemble.runner.threads.clamp(1, left.len()));
                if !self.run(arm, Ensemble { seeds: ready, ..ensemble })? {
                    return Ok(false);
                }
            }
            for (table, check) in self.stored.tables.iter().zip(&mut self.tables) {
                let later = |row: &RawRow| is_later(self.stored, (at, place), row);
                let part = Part::path(self.work.path(), *table, seed);
                check.seed(arm, seed, is_drawn.then_some(part.as_path()), &later);
            }
            if is_drawn {
                for table in Table::ALL {
                    let _ = fs::remove_file(Part::path(self.work.path(), table, seed));
                }
            }
        }
        self.tables.iter_mut().for_each(TableCheck::end_arm);
        Ok(true)
    }

    /// Where seeds are kept while a comparison is made again.
    pub fn shelf(&self) -> Seeds {
        Seeds::of(Parts::at(self.work.path()), self.stored.arms.len())
    }

    fn run(&self, arm: &StoredArm, ensemble: Ensemble) -> Result<bool, EnsembleError<OutputError>> {
        let plan = Plan::new(ensemble.scenario, &self.stored.metrics, self.stored.detail);
        let parts = Parts::at(self.work.path());
        let part = |seed| Part::new(parts.clone(), &arm.name, seed, &plan, None);
        Ok(ensemble.run(part)?.len() == ensemble.seeds.len())
    }

    /// Takes futures of the report that were run again.
    pub fn futures(&mut self, again: Vec<Row>) {
        self.futures = again;
    }

    /// Ends the check: what was found, file by file. `report` is the report made again, if it was;
    /// `scenarios` are those of the result, in its order.
    pub fn finish(self, report: Option<&Comparison>, scenarios: &[Scenario]) -> Vec<Checked> {
        let mut checked: Vec<Checked> = self.tables.into_iter().map(TableCheck::finish).collect();
        let of = derived::Of {
            stored: self.stored,
            build: self.build,
            work: self.work.path(),
            futures: &self.futures,
            scenarios,
        };
        checked.extend(of.check(&checked, report));
        checked
    }
}

/// Whether a row is of a seed that comes after this one.
fn is_later(stored: &Stored, (arm, place): (usize, usize), row: &RawRow) -> bool {
    let Ok(seed) = row.cell(1).parse::<u64>() else { return false };
    let has = |arm: &StoredArm, from: usize| {
        row.is(0, &arm.name)
            && row.is(1, &seed.to_string())
            && arm.seeds[from..].binary_search(&seed).is_ok()
    };
    has(&stored.arms[arm], place + 1) || stored.arms[arm + 1..].iter().any(|arm| has(arm, 0))
}

/// Where files of a result are written anew, to be compared.
fn anew(work: &Path, file: &str) -> std::path::PathBuf {
    work.join(format!("anew-{file}"))
}
