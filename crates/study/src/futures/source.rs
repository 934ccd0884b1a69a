//! Where worlds come from.

use super::{Known, Origin, drawn, known};
use crate::policy::Scenario;
use crate::screen::MONTHS;
use crate::supposed::{World, as_today};
use scenario::{Faults, load_targets, load_worlds, shipped_worlds};

/// The worlds from which a comparison takes its own.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where they come from.
    pub origin: Origin,
    /// All of them, in the order in which they are run.
    pub worlds: Vec<World>,
    /// What they were screened by, to hold the baseline against.
    pub known: Vec<Known>,
}

/// The worlds that the program comes with.
const SHIPPED: &str = "plausible";

/// What they were screened by.
const TARGETS: &str = "inner-mongolia";

impl Source {
    /// Those of a file; without one those that the program comes with; where it has none, `most` drawn ones.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(file: Option<&str>, most: usize) -> Result<Self, Faults> {
        if let Some(file) = file {
            let (worlds, known) = (load_worlds(file)?.worlds, Vec::new());
            return Ok(Self { origin: Origin::Given, worlds, known });
        }
        match shipped_worlds().iter().find(|(name, _)| *name == SHIPPED) {
            Some((name, _)) => {
                let known = known(&load_targets(TARGETS)?.targets);
                Ok(Self { origin: Origin::Screened, worlds: load_worlds(name)?.worlds, known })
            }
            None => Ok(Self { origin: Origin::Drawn, worlds: drawn(most), known: Vec::new() }),
        }
    }

    /// What the baseline is held against: nothing where it has no whole year after burn-in to read.
    pub fn known_of(&self, baseline: &Scenario) -> &[Known] {
        let read = as_today(baseline, MONTHS).months - baseline.burn_in;
        if read < 12 { &[] } else { &self.known }
    }
}
