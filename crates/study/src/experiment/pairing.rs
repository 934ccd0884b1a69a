//! Paired worlds: a baseline and scenarios on the same seed. What they have in common is run once; each
//! scenario goes on from the baseline's world in the first month in which what is read of its settings
//! differs.

use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::lives::{self, Ends, Lived};
use super::runner::{Runner, ThreadsError};
use super::shelf::{InMemory, Shelf};
use crate::metric;
use crate::metric::{Detail, Level, METRICS, Recorder, YearsBudget};
use crate::model::{Model, calendar};
use crate::month::{Process, month};
use crate::policy::{Idle, Scenario};
use crate::quantity::yuan;
use crate::world::{FLOWS, Spread};

/// Makes the month's processes; another one only where a test shows that a defect is found.
pub type Month<'a> = &'a (dyn Fn() -> Vec<Process> + Sync);

/// A baseline and scenarios, to be run on the same seeds.
#[derive(Clone, Copy)]
pub struct Pairing<'a> {
    /// The baseline first. All have the same horizon and burn-in.
    pub arms: &'a [Scenario],
    /// Positions of the compared metrics in the registry, ascending.
    pub metrics: &'a [usize],
    /// The month.
    pub month: Month<'a>,
    /// How they are run.
    pub runner: Runner<'a>,
}

/// What was seen of an arm on one seed. Not a number where empty.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Compared metrics of the widest area, month by month.
    pub series: Vec<f64>,
    /// Compared metrics of the widest area, by calendar year.
    pub years: Vec<f64>,
    /// Yuan per adult along each flow, summed over the calendar years after burn-in.
    pub flows: Vec<f64>,
    /// Number of these years.
    pub flow_years: u32,
    /// Budgets of the whole calendar years after burn-in, by year and, within it, area down to zones.
    pub budgets: Vec<YearsBudget>,
    /// All metrics of the policy period, by area down to zones.
    pub run: Vec<f64>,
    /// Compared metrics of the policy period, by community.
    pub communities: Vec<f64>,
    /// Lengths of series, years and communities where a [`Shelf`] has taken them: they are empty then.
    pub lent: [usize; 3],
}

impl Seen {
    /// Lengths of series, years and communities, wherever they are.
    pub fn lengths(&self) -> [usize; 3] {
        if self.is_lent() {
            return self.lent;
        }
        [&self.series, &self.years, &self.communities].map(Vec::len)
    }

    /// Whether a shelf has taken the long part.
    pub(crate) fn is_lent(&self) -> bool {
        self.lent != [0; 3]
    }

    /// Lets the long part go to whoever keeps it.
    pub fn lend(&mut self) {
        self.lent = self.lengths();
        self.series = Vec::new();
        self.years = Vec::new();
        self.communities = Vec::new();
    }

    /// Takes the long part back.
    pub(crate) fn take_back(&mut self, long: &[f64]) {
        let [series, years, _] = std::mem::take(&mut self.lent);
        let (series, rest) = long.split_at(series.min(long.len()));
        let (years, communities) = rest.split_at(years.min(rest.len()));
        (self.series, self.years) = (series.to_vec(), years.to_vec());
        self.communities = communities.to_vec();
    }

    /// Some of the long part: series, then years, then communities.
    pub fn long(&self, columns: Range<usize>) -> Vec<f64> {
        let parts = [&self.series, &self.years, &self.communities];
        let all = parts.into_iter().flatten().copied();
        all.skip(columns.start).take(columns.len()).collect()
    }

    /// Whether two arms saw the same of the policy period to the bit.
    pub(crate) fn same_run(&self, other: &Self) -> bool {
        let bits = |seen: &Self| seen.run.iter().map(|value| value.to_bits()).collect::<Vec<u64>>();
        bits(self) == bits(other)
    }

    /// Whether two arms saw the same to the bit; what was lent counts as nothing.
    pub fn same(&self, other: &Self) -> bool {
        let bits = |seen: &Self| -> Vec<u64> {
            let all = [&seen.series, &seen.years, &seen.flows, &seen.run, &seen.communities];
            let budgets = seen.budgets.iter().flat_map(YearsBudget::to_numbers);
            all.into_iter().flatten().copied().chain(budgets).map(f64::to_bits).collect()
        };
        bits(self) == bits(other)
    }
}

/// An arm on one seed.
#[derive(Clone, Debug)]
pub struct ArmOutcome {
    /// First month in which what is read of the settings differs from the baseline's; none if it never
    /// does.
    pub first_difference: Option<u32>,
    /// Months that were run for this arm.
    pub months_run: u32,
    /// What was seen.
    pub seen: Seen,
    /// What it did to lives; none for the baseline and where places differ.
    pub lived: Option<Box<Lived>>,
}

/// All arms on one seed.
#[derive(Clone, Debug)]
pub struct SeedOutcome {
    /// The seed.
    pub seed: u64,
    /// By arm; none for those that were not asked for.
    pub arms: Vec<Option<ArmOutcome>>,
}

/// One world that is watched.
pub(super) struct Run<'a> {
    of: Pairing<'a>,
    pub(super) model: Model,
    pub(super) seen: Seen,
    burn_in: u32,
}

impl<'a> Run<'a> {
    pub(super) fn new(of: Pairing<'a>, scenario: &Scenario, seed: u64, spread: &Spread) -> Self {
        let month = month(lives::with_lives((of.month)()));
        let model = Model::with_month(scenario, seed, Detail::Community, spread.clone(), month);
        let seen = Seen { flows: vec![0.0; FLOWS.len()], ..Seen::default() };
        let mut run = Self { of, model, seen, burn_in: scenario.burn_in };
        if run.burn_in == 0 {
            lives::begin(&mut run.model);
        }
        run
    }

    /// A world that goes on from this one under another scenario.
    pub(super) fn fork(&mut self, scenario: &Scenario, seed: u64) -> Self {
        let seen = self.seen.clone();
        Self::onward(self.of, &mut self.model, seen, (scenario, seed), self.burn_in)
    }

    /// A world that goes on from a given one, of which this was seen.
    pub(super) fn onward(
        of: Pairing<'a>,
        model: &mut Model,
        seen: Seen,
        (scenario, seed): (&Scenario, u64),
        burn_in: u32,
    ) -> Self {
        let month = month(lives::with_lives((of.month)()));
        Self { of, model: model.fork(scenario, seed, month), seen, burn_in }
    }

    /// Runs up to a month, that included; nothing if it was stopped.
    pub(super) fn until(&mut self, month: u32) -> Option<()> {
        while self.model.clock().month < month {
            if (self.of.runner.stop)() {
                return None;
            }
            self.model.step();
            // A month that was broken off is no month.
            if (self.of.runner.stop)() {
                return None;
            }
            self.see();
            if self.model.clock().month == self.burn_in {
                lives::begin(&mut self.model);
            }
        }
        Some(())
    }

    fn see(&mut self) {
        let (clock, recorder) = (self.model.clock(), self.model.recorder());
        let Self { seen, of, burn_in, .. } = self;
        let values = recorder.month_in(0);
        seen.series.extend(of.metrics.iter().map(|&metric| values[metric]));
        if clock.is_december() || self.model.is_over() {
            let values = recorder.year_in(0);
            seen.years.extend(of.metrics.iter().map(|&metric| values[metric]));
            if clock.is_december() && (clock.year() - 1) * 12 >= *burn_in {
                add_flows(seen, recorder);
                let areas = recorder.areas.iter().enumerate();
                let areas = areas.filter(|(_, area)| area.level < Level::Community);
                seen.budgets.extend(areas.map(|(at, _)| recorder.budget_in(at)));
            }
        }
        if self.model.is_over() {
            let all = recorder.run();
            let areas = recorder.areas.iter().zip(all.chunks_exact(METRICS.len()));
            for (area, values) in areas {
                if area.level == Level::Community {
                    seen.communities.extend(of.metrics.iter().map(|&metric| values[metric]));
                } else {
                    seen.run.extend(values);
                }
            }
        }
    }
}

/// Adds a year's money, per adult of the year, along each flow of the widest area.
fn add_flows(seen: &mut Seen, recorder: &Recorder) {
    let adults = recorder.year_in(0)[metric!("adults")];
    if adults > 0.0 {
        for (sum, &money) in seen.flows.iter_mut().zip(&recorder.funding()[0]) {
            *sum += yuan(money) / adults;
        }
    }
    seen.flow_years += 1;
}

/// How far two scenarios go together on a seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// What is read of their settings never differs.
    Always,
    /// Place and baseline are the same, and what is read of the settings until before this month.
    Until(u32),
    /// Not even at the start: another place or baseline.
    Never,
}

impl Together {
    /// How far a scenario goes with a baseline.
    pub fn of(baseline: &Scenario, scenario: &Scenario, seed: u64) -> Self {
        let time = |of: &Scenario| (of.months, of.burn_in);
        if *baseline.place != *scenario.place || time(baseline) != time(scenario) {
            return Self::Never;
        }
        let (here, there) = (calendar(baseline, seed), calendar(scenario, seed));
        if !here.has_baseline_of(&there) {
            return Self::Never;
        }
        let first = here.first_difference(&there, baseline.months);
        first.map_or(Self::Always, Self::Until)
    }

    /// The first month in which what is read differs; none if it never does.
    pub fn first_difference(self) -> Option<u32> {
        match self {
            Self::Always => None,
            Self::Until(month) => Some(month),
            Self::Never => Some(1),
        }
    }
}

/// Settings in which a scenario differs from a baseline on a seed without any effect, and why; none where
/// place or baseline differ.
pub fn idle(baseline: &Scenario, scenario: &Scenario, seed: u64) -> Vec<Idle> {
    if Together::of(baseline, scenario, seed) == Together::Never {
        return Vec::new();
    }
    let (here, there) = (calendar(baseline, seed), calendar(scenario, seed));
    let differing = here.differing(&there, baseline.months);
    differing.iter().filter_map(|differing| differing.why_idle()).collect()
}

/// Why seeds could not be run.
#[derive(Debug, thiserror::Error)]
pub enum PairingError {
    /// No threads.
    #[error(transparent)]
    Threads(#[from] ThreadsError),
    /// What was seen could not be kept, or not be read again.
    #[error(transparent)]
    Shelf(#[from] io::Error),
}

/// The scenarios in the order in which they part from the baseline on a seed: the month in which they do (one
/// after the last if they never do), the scenario's position, and how far they go together.
pub(super) fn order(arms: &[Scenario], seed: u64) -> Vec<(u32, usize, Together)> {
    let months = arms[0].months;
    let mut found: Vec<(u32, usize, Together)> = (1..arms.len())
        .map(|arm| (arm, Together::of(&arms[0], &arms[arm], seed)))
        .map(|(arm, together)| (together.first_difference().unwrap_or(months + 1), arm, together))
        .collect();
    found.sort_unstable_by_key(|&(first, arm, _)| (first, arm));
    found
}

impl Pairing<'_> {
    /// Runs the arms that are `open` (the baseline always) on each seed; seeds that were stopped are
    /// left out. What a seed shows depends on nothing but the seed and the arms.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn run(&self, seeds: &[u64], open: &[bool]) -> Result<Vec<SeedOutcome>, PairingError> {
        self.run_onto(&InMemory, seeds, open)
    }

    /// The same; what was seen is kept on a shelf, and seeds that lie there already are not run.
    ///
    /// # Errors
    /// If threads cannot be made, or a seed cannot be kept: then all runs end.
    pub(crate) fn run_onto(
        &self,
        shelf: &dyn Shelf,
        seeds: &[u64],
        open: &[bool],
    ) -> Result<Vec<SeedOutcome>, PairingError> {
        let adults = self.arms.iter().map(|arm| arm.place.adults()).max().unwrap_or(0);
        let failed = AtomicBool::new(false);
        let outcomes = self.runner.each_seed(3 * adults, seeds, |seed, spread| {
            if failed.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let kept = self.kept(shelf, seed, open, spread);
            failed.fetch_or(kept.is_err(), Ordering::Relaxed);
            kept
        })?;
        let outcomes: io::Result<Vec<Option<SeedOutcome>>> = outcomes.into_iter().collect();
        Ok(outcomes?.into_iter().flatten().collect())
    }

    /// A seed from the shelf, or run and put there.
    fn kept(
        &self,
        shelf: &dyn Shelf,
        seed: u64,
        open: &[bool],
        spread: &Spread,
    ) -> io::Result<Option<SeedOutcome>> {
        if let Some(outcome) = shelf.find(seed, open) {
            let arms = outcome.arms.iter().flatten().count() as u64;
            (self.runner.progress)(arms * u64::from(self.arms[0].months));
            return Ok(Some(outcome));
        }
        let mut outcome = self.seed(seed, open, spread);
        if let Some(outcome) = &mut outcome {
            shelf.keep(outcome)?;
        }
        Ok(outcome)
    }

    /// Runs one seed; nothing if it was stopped.
    fn seed(&self, seed: u64, open: &[bool], spread: &Spread) -> Option<SeedOutcome> {
        let (baseline, months) = (&self.arms[0], self.arms[0].months);
        let mut trunk = Run::new(*self, baseline, seed, spread);
        let branches = order(self.arms, seed).into_iter().filter(|&(_, arm, _)| open[arm]);
        let mut arms: Vec<Option<ArmOutcome>> = self.arms.iter().map(|_| None).collect();
        let mut ends: Vec<Option<Ends>> = self.arms.iter().map(|_| None).collect();
        for (first, arm, together) in branches {
            let scenario = &self.arms[arm];
            let mut run = if together == Together::Never {
                Run::new(*self, scenario, seed, spread)
            } else {
                trunk.until(first - 1)?;
                trunk.fork(scenario, seed)
            };
            let months_run = months - run.model.clock().month;
            run.until(months)?;
            ends[arm] = Some(lives::ends(&mut run.model));
            let first_difference = together.first_difference();
            arms[arm] =
                Some(ArmOutcome { first_difference, months_run, seen: run.seen, lived: None });
            (self.runner.progress)(u64::from(months));
        }
        trunk.until(months)?;
        (self.runner.progress)(u64::from(months));
        let here = lives::ends(&mut trunk.model);
        for (at, (arm, there)) in arms.iter_mut().zip(&ends).enumerate() {
            if let (Some(arm), Some(there)) = (arm, there)
                && *self.arms[at].place == *baseline.place
            {
                let lived = lives::compare(&here, there, months - baseline.burn_in);
                arm.lived = Some(Box::new(lived));
            }
        }
        let (months_run, seen) = (months, trunk.seen);
        arms[0] = Some(ArmOutcome { first_difference: None, months_run, seen, lived: None });
        Some(SeedOutcome { seed, arms })
    }

    /// What a whole run of an arm shows on a seed, from its first month; nothing if it was stopped.
    pub fn whole(&self, arm: usize, seed: u64) -> Option<Seen> {
        let mut run = Run::new(*self, &self.arms[arm], seed, &self.runner.spread(false));
        run.until(self.arms[arm].months)?;
        Some(run.seen)
    }
}
