//! The whole procedure: seeds are run until the plan says enough.

use std::io;

use super::analysis::Findings;
use super::controls::{Adjusting, of_request};
use super::verdict::{Pairs, Spot, difference};
use super::{Ceiling, Comparison, CostBasis, Difference, Interval, Stopped, Verdict};
use super::{changes, fairness};
use crate::experiment::{
    ArmOutcome, InMemory, Month, Pairing, PairingError, Runner, SeedOutcome, Shelf,
};
use crate::month::processes;
use crate::policy::Scenario;
use crate::statistics::{Bound, Kind, hangs_on_few};

/// Seeds of the first batch where the data decide when to stop: fewer say too little of a spread.
const FIRST_BATCH: usize = 10;

/// Where all pairs are equal no more seeds are run once surely fewer than this share differ.
const MOST_UNSEEN: f64 = 0.05;

/// Where many pairs are equal, as many must differ before what is narrow or clear ends it: a rare jump that was
/// seen once or twice says little of how large and how frequent jumps are.
const LEAST_APART: usize = 10;

/// What is asked of budgets and packages, besides what differs.
#[derive(Clone, Copy, Default)]
pub struct Asks<'a> {
    /// What may be asked of a county.
    pub ceilings: &'a [Ceiling],
    /// Positions of the metrics by which packages are sorted, the most important first; all are compared.
    pub goals: &'a [usize],
    /// What costs are of.
    pub cost: CostBasis,
}

/// What to compare, and how long.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The baseline first; all with the same horizon and burn-in.
    pub arms: &'a [Scenario],
    /// Positions of the compared metrics in the registry, ascending.
    pub metrics: &'a [usize],
    /// Chance that any interval of a family misses.
    pub alpha: f64,
    /// Margins by metric, where given.
    pub margins: &'a [(usize, f64)],
    /// Seeds to run, at most.
    pub seeds: &'a [u64],
    /// Half-widths at which the intervals of metrics need no more seeds.
    pub precision: &'a [(usize, f64)],
    /// Metrics whose verdict must be clear before no more seeds are needed.
    pub decide: &'a [usize],
    /// Ceilings, goals, and what costs are of.
    pub asks: Asks<'a>,
    /// The month; [`crate::month::processes`].
    pub month: Month<'a>,
    /// Whether time is up: no more seeds then, and those that are under way are thrown away.
    pub time_is_up: &'a (dyn Fn() -> bool + Sync),
    /// How they are run; its stop is that of somebody who interrupts.
    pub runner: Runner<'a>,
}

impl<'a> Request<'a> {
    /// A comparison on these seeds, at a chance of missing of .05, with the metrics' own margins; on one
    /// thread. What else is wanted is set field by field.
    pub fn new(arms: &'a [Scenario], metrics: &'a [usize], seeds: &'a [u64]) -> Self {
        Self {
            arms,
            metrics,
            alpha: 0.05,
            margins: &[],
            seeds,
            precision: &[],
            decide: &[],
            asks: Asks::default(),
            month: &processes,
            time_is_up: &|| false,
            runner: Runner::default(),
        }
    }

    /// The kind of intervals. Where a verdict decides when to stop, they must hold however often one looks.
    /// Where only widths do, the number of seeds follows from spreads, of which means know nothing.
    pub fn interval(&self) -> Interval {
        match (self.precision, self.decide) {
            ([], []) => Interval::Fixed,
            (_, []) => Interval::Width,
            _ => Interval::Sequence,
        }
    }

    /// Whether the data decide when to stop.
    fn is_open(&self) -> bool {
        self.interval() != Interval::Fixed
    }

    /// Whether a metric is one for which seeds are added.
    fn names(&self, metric: usize) -> bool {
        self.decide.contains(&metric) || self.precision.iter().any(|&(of, _)| of == metric)
    }

    /// The rule for an interval of a metric, one of `family` that hold together. Where metrics are named,
    /// these are the family, and each other interval stands for itself.
    pub fn bound(&self, metric: usize, family: usize) -> Bound {
        let together = !self.is_open() || self.names(metric);
        self.interval().bound(self.alpha, if together { family } else { 1 })
    }

    /// Intervals of the main family.
    pub fn family(&self) -> usize {
        let named = self.metrics.iter().filter(|&&metric| self.names(metric)).count();
        let metrics = if self.is_open() { named } else { self.metrics.len() };
        metrics * (self.arms.len() - 1)
    }

    /// Intervals that hold together with that of a metric.
    pub(crate) fn family_of(&self, metric: usize) -> usize {
        if !self.is_open() || self.names(metric) { self.family() } else { 1 }
    }

    /// The margin of a metric, where given.
    pub fn margin(&self, metric: usize) -> Option<f64> {
        self.margins.iter().find(|&&(of, _)| of == metric).map(|&(_, margin)| margin)
    }
}

/// A comparison and what it rests on.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was found.
    pub comparison: Comparison,
    /// What was seen, seed by seed; its long parts may lie on a shelf.
    pub outcomes: Vec<SeedOutcome>,
}

/// Runs a comparison; nothing if not one seed was finished.
///
/// Seeds come in batches in their order. Where metrics are named, each batch goes to the scenarios that are
/// still open: a scenario is settled when each named interval is as narrow as asked, and each named verdict
/// clear. Which seeds are run depends on the results alone; only a time limit lets the clock decide.
///
/// # Errors
/// If threads cannot be made.
pub fn compare(request: &Request) -> Result<Option<Compared>, PairingError> {
    compare_onto(&InMemory, request)
}

/// The same; what was seen is kept on a shelf, and seeds that lie there already are not run.
///
/// # Errors
/// If threads cannot be made, or a seed cannot be kept or read again.
pub fn compare_onto(
    shelf: &dyn Shelf,
    request: &Request,
) -> Result<Option<Compared>, PairingError> {
    let stop = || (request.runner.stop)() || (request.time_is_up)();
    let pairing = Pairing {
        arms: request.arms,
        metrics: request.metrics,
        month: request.month,
        runner: Runner { stop: &stop, ..request.runner },
    };
    let (outcomes, stopped) =
        run_batches(request, |seeds, open| pairing.run_onto(shelf, seeds, open))?;
    if outcomes.is_empty() {
        return Ok(None);
    }
    let controls = of_request(request, &outcomes);
    let adjusting = Adjusting::by(&controls);
    let findings = Findings::new(request, (&outcomes, &adjusting), shelf);
    let mut comparison = findings.comparison(stopped, controls)?;
    comparison.fairness = fairness::check(&findings, &pairing)?;
    Ok(Some(Compared { comparison, outcomes }))
}

/// A comparison of what was seen before and is in memory, without checks of fairness.
///
/// # Errors
/// If a part of it is not in memory.
pub fn of_outcomes(
    request: &Request,
    outcomes: &[SeedOutcome],
    stopped: Stopped,
) -> io::Result<Comparison> {
    let controls = of_request(request, outcomes);
    let adjusting = Adjusting::by(&controls);
    Findings::new(request, (outcomes, &adjusting), &InMemory).comparison(stopped, controls)
}

/// The runs of one scenario as a comparison without others: its values, series and money.
///
/// # Errors
/// If what lies on the shelf cannot be read.
pub fn alone(
    scenario: &Scenario,
    metrics: &[usize],
    outcomes: &[SeedOutcome],
    shelf: &dyn Shelf,
) -> io::Result<Comparison> {
    let request = Request::new(std::slice::from_ref(scenario), metrics, &[]);
    let adjusting = Adjusting::by(&[]);
    let findings = Findings::new(&request, (outcomes, &adjusting), shelf);
    let year_values = findings.year_values()?;
    let comparison = findings.comparison(Stopped::Seeds, Vec::new())?;
    Ok(Comparison { year_values, changes: changes::within(scenario), ..comparison })
}

/// Runs batch after batch; returns all seeds that were finished without a gap, and why it ended.
///
/// # Errors
/// Those of `run`.
pub(super) fn run_batches<E>(
    request: &Request,
    run: impl Fn(&[u64], &[bool]) -> Result<Vec<SeedOutcome>, E>,
) -> Result<(Vec<SeedOutcome>, Stopped), E> {
    let mut outcomes: Vec<SeedOutcome> = Vec::new();
    let mut open = vec![true; request.arms.len()];
    loop {
        let done = outcomes.len();
        let rest = &request.seeds[done..];
        if rest.is_empty() {
            let why = if request.is_open() { Stopped::MostSeeds } else { Stopped::Seeds };
            return Ok((outcomes, why));
        }
        let batch = match done {
            _ if !request.is_open() => rest.len(),
            0 => FIRST_BATCH,
            done => done.div_ceil(2),
        };
        let batch = &rest[..batch.min(rest.len())];
        let new = run(batch, &open)?;
        // Without a gap: which seeds are kept must not depend on which were quick.
        let whole = new.iter().zip(batch).take_while(|(new, seed)| new.seed == **seed).count();
        let cut = whole < batch.len();
        outcomes.extend(new.into_iter().take(whole));
        if cut {
            let interrupted = (request.runner.stop)();
            return Ok((outcomes, if interrupted { Stopped::Interrupted } else { Stopped::Time }));
        }
        if request.is_open() {
            for (arm, open) in open.iter_mut().enumerate().skip(1) {
                *open = *open && !is_settled(request, &outcomes, arm);
            }
            if !open.iter().skip(1).any(|&open| open) {
                let decided = !request.decide.is_empty();
                let why = if decided { Stopped::Decided } else { Stopped::Precise };
                return Ok((outcomes, why));
            }
        }
    }
}

/// Whether the named intervals of a scenario are as narrow as asked, and its named verdicts clear. A metric
/// without values, as turnout where nobody votes, keeps nothing open: more seeds give it none.
fn is_settled(request: &Request, outcomes: &[SeedOutcome], arm: usize) -> bool {
    let settles = |metric: usize, is_met: &dyn Fn(&Difference) -> bool| {
        // Plain means: adjusted ones are for a number of seeds that was fixed before.
        let pairs = Pairs { raw: main_pairs(outcomes, arm, metric), controls: None };
        let spot = Spot { scenario: "", metric, area: ("", ""), year: None };
        let by = |bound: Bound| difference(spot, &pairs, bound, request.margin(metric));
        let bound = request.bound(metric, request.family());
        // What is open by the narrower interval is open by the wider one, which takes longer to find.
        let first = by(bound.of_any_shape());
        let hangs = first.interval != Kind::Equal && hangs_on_few(&pairs.raw, LEAST_APART);
        first.n == 0 || is_met(&first) && !hangs && is_met(&by(bound))
    };
    // Equal pairs, or equal differences, say little of the seeds that were not run until there are many.
    let is_known = |found: &Difference| match found.interval {
        Kind::Equal => found.unseen.is_some_and(|share| share <= MOST_UNSEEN),
        _ => found.verdict != Verdict::Same,
    };
    let is_narrow = |&(metric, asked): &(usize, f64)| {
        settles(metric, &|found| {
            let narrow = found.half_width().is_some_and(|half| half <= asked);
            (narrow || found.interval == Kind::Equal) && is_known(found)
        })
    };
    let is_clear = |&metric: &usize| {
        settles(metric, &|found| found.verdict != Verdict::NotClear && is_known(found))
    };
    request.precision.iter().all(is_narrow) && request.decide.iter().all(is_clear)
}

/// Pairs of baseline and scenario of a metric in the widest area over the policy period, in the order
/// of seeds, as far as the scenario was run.
pub(super) fn main_pairs(outcomes: &[SeedOutcome], arm: usize, metric: usize) -> Vec<(f64, f64)> {
    both(outcomes, arm)
        .map(|(here, there)| (here.seen.run[metric], there.seen.run[metric]))
        .collect()
}

/// The baseline and a scenario, seed by seed.
pub(super) fn both(
    outcomes: &[SeedOutcome],
    arm: usize,
) -> impl Iterator<Item = (&ArmOutcome, &ArmOutcome)> {
    outcomes
        .iter()
        .filter_map(move |outcome| Some((outcome.arms[0].as_ref()?, outcome.arms[arm].as_ref()?)))
}
