//! Worlds run: each on a seed of its own, with all scenarios paired in it; the first ones on a second seed.

use super::known::Known;
use crate::experiment::{Future, Month, Runner, ThreadsError};
use crate::policy::Scenario;
use crate::supposed::World;
use crate::world::Spread;

/// Seeds of worlds begin here: world number k has this one and k more. No default seed comes near it, so luck
/// is never that of the seeds of the default world.
pub(crate) const FIRST_SEED: u64 = 4_000_000_000;

/// Second seeds of worlds begin here.
pub(crate) const SECOND_SEED: u64 = 5_000_000_000;

/// Scenarios, and the worlds to run them in.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The scenarios as they are in the default world, the baseline first.
    pub arms: &'a [Scenario],
    /// The worlds, in the order in which they are run.
    pub worlds: &'a [World],
    /// The month.
    pub month: Month<'a>,
    /// How they are run.
    pub runner: Runner<'a>,
    /// Levels of today that are known, to hold the baseline against.
    pub known: &'a [Known],
}

/// What was seen in one future.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Position of its world in the plan.
    pub world: usize,
    /// Its seed.
    pub seed: u64,
    /// Whether it is the second seed of its world.
    pub second: bool,
    /// By arm all metrics of the policy period, by area down to zones; not a number where empty.
    pub arms: Vec<Vec<f64>>,
    /// What is known of today, as the baseline shows it; not a number where empty.
    pub levels: Vec<f64>,
}

impl Plan<'_> {
    /// Runs worlds from one position to another, on their first or their second seed; returns those that were
    /// finished, without a gap. What a future shows depends on its world, its seed and the scenarios alone.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn run(&self, from: usize, to: usize, second: bool) -> Result<Vec<Seen>, ThreadsError> {
        let adults = self.arms.iter().map(|arm| arm.place.adults()).max().unwrap_or(0);
        let positions: Vec<u64> = (from..to).map(|at| at as u64).collect();
        let found = self.runner.each_seed(2 * adults, &positions, |position, spread| {
            self.one(position as usize, second, spread)
        })?;
        // Without a gap: which worlds are kept must not depend on which were quick.
        Ok(found.into_iter().map_while(|seen| seen).collect())
    }

    fn one(&self, world: usize, second: bool, spread: &Spread) -> Option<Seen> {
        if (self.runner.stop)() {
            return None;
        }
        let of = &self.worlds[world];
        let first = if second { SECOND_SEED } else { FIRST_SEED };
        let seed = first + u64::from(of.number);
        let arms: Vec<Scenario> = self.arms.iter().map(|arm| of.under(arm)).collect();
        let (month, runner, known) = (self.month, self.runner, self.known);
        let shown = Future { arms: &arms, seed, spread, month, runner, known }.run()?;
        Some(Seen { world, seed, second, arms: shown.arms, levels: shown.levels })
    }
}
