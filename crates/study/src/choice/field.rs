//! The candidates as they are run: side by side with the baseline on shared seeds.

use super::race::{Course, Fits};
use crate::comparison::{Asks, Bounded, Ceiling, CostBasis, Fit, Request, fits};
use crate::experiment::{InMemory, Month, Pairing, PairingError, Runner, SeedOutcome};
use crate::month::processes;
use crate::policy::Scenario;

/// What is chosen from, and by what.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The candidates; the first is the baseline: to change nothing is a choice too.
    pub arms: &'a [Scenario],
    /// Positions of the goals in the registry, the most important first.
    pub goals: &'a [usize],
    /// Margins by metric, where given.
    pub margins: &'a [(usize, f64)],
    /// What may be asked of a county.
    pub ceilings: &'a [Ceiling],
    /// Chance that anything which is said of the candidates is wrong by luck; half of it is for ceilings, where
    /// there are any.
    pub alpha: f64,
    /// The seeds, at most.
    pub seeds: &'a [u64],
    /// The month; [`crate::month::processes`].
    pub month: Month<'a>,
    /// How they are run.
    pub runner: Runner<'a>,
}

impl<'a> Ask<'a> {
    /// A choice on these seeds, on one thread, at a chance of .05.
    pub fn new(arms: &'a [Scenario], goals: &'a [usize], seeds: &'a [u64]) -> Self {
        Self {
            arms,
            goals,
            margins: &[],
            ceilings: &[],
            alpha: 0.05,
            seeds,
            month: &processes,
            runner: Runner::default(),
        }
    }

    /// Chance of error that is for goals.
    pub fn alpha_of_goals(&self) -> f64 {
        if self.ceilings.is_empty() { self.alpha } else { self.alpha / 2.0 }
    }
}

/// Position of the metric of what a county votes.
pub(super) fn budget() -> usize {
    CostBasis::Budget.metric().unwrap_or_default()
}

/// The candidates and what was seen of them.
pub(super) struct Field<'a> {
    ask: Ask<'a>,
    /// Positions of the metrics that are looked at: the goals, then the budget.
    pub columns: Vec<usize>,
    pub outcomes: Vec<SeedOutcome>,
    /// What was seen before, where nothing is run: the race is run on it again.
    kept: Option<&'a [SeedOutcome]>,
}

impl<'a> Field<'a> {
    pub(super) fn new(ask: Ask<'a>) -> Self {
        let columns = ask.goals.iter().copied().chain([budget()]).collect();
        Self { ask, columns, outcomes: Vec::new(), kept: None }
    }

    /// The same candidates, of which all is seen already.
    pub(super) fn seen(ask: Ask<'a>, kept: &'a [SeedOutcome]) -> Self {
        Self { kept: Some(kept), ..Self::new(ask) }
    }

    /// Whether the baseline fits: of what is beyond itself it asks nothing.
    fn baseline_fits(&self, pressure: Option<Fit>) -> Fits {
        let nothing = |of: &&Ceiling| of.of != Bounded::Pressure && of.most < 0.0;
        if self.ask.ceilings.iter().any(|of| nothing(&of)) { Fits::No } else { as_fits(pressure) }
    }
}

fn as_fits(fit: Option<Fit>) -> Fits {
    match fit {
        None | Some(Fit::Fits) => Fits::Yes,
        Some(Fit::DoesNotFit) => Fits::No,
        Some(Fit::NotClear | Fit::NoValue) => Fits::NotClear,
    }
}

impl Course for Field<'_> {
    type Error = PairingError;

    fn run(&mut self, from: usize, to: usize, open: &[bool]) -> Result<usize, PairingError> {
        if let Some(kept) = self.kept {
            self.outcomes.extend(kept.iter().skip(from).take(to - from).cloned());
            return Ok(self.outcomes.len() - from);
        }
        let Ask { arms, goals, month, runner, .. } = self.ask;
        let pairing = Pairing { arms, metrics: goals, month, runner };
        let seeds = &self.ask.seeds[from..to];
        let new = pairing.run(seeds, open)?;
        // Without a gap: which seeds are kept must not depend on which were quick.
        let whole = new.into_iter().zip(seeds).take_while(|(new, seed)| new.seed == **seed);
        for (mut outcome, _) in whole {
            for arm in outcome.arms.iter_mut().flatten() {
                // Months and communities are not looked at; of many candidates they would fill the memory.
                arm.seen.lend();
                arm.lived = None;
            }
            self.outcomes.push(outcome);
        }
        Ok(self.outcomes.len() - from)
    }

    fn value(&self, candidate: usize, seed: usize, goal: usize) -> Option<f64> {
        let seen = &self.outcomes[seed].arms[candidate].as_ref()?.seen;
        Some(seen.run[self.columns[goal]])
    }

    fn fits(&self) -> Vec<Fits> {
        let Ask { arms, goals, ceilings, .. } = self.ask;
        if ceilings.is_empty() {
            return vec![Fits::Yes; arms.len()];
        }
        if self.outcomes.is_empty() {
            return vec![Fits::NotClear; arms.len()];
        }
        let request = Request {
            // Of each candidate a family of intervals a ceiling, and one of what is cut.
            alpha: self.ask.alpha / 2.0 / (arms.len() * (ceilings.len() + 1)) as f64,
            // Intervals that hold at any number of seeds.
            decide: goals,
            asks: Asks { ceilings, ..Asks::default() },
            ..Request::new(arms, goals, &[])
        };
        let found = fits(&request, &self.outcomes, &InMemory);
        let of = |(at, fit): (usize, Option<Fit>)| {
            if at == 0 { self.baseline_fits(fit) } else { as_fits(fit) }
        };
        found.into_iter().enumerate().map(of).collect()
    }
}
