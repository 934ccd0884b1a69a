//! A report made again: from the values of its runs, or from its scenarios.

use super::analysis::Findings;
use super::controls::{Adjusting, is_adjusted};
use super::procedure::{Asks, Request, compare_onto};
use super::synergy::synergies;
use super::verdict::{Pairs, Spot, difference_by_status};
use super::why::add_why;
use super::{Comparison, Difference, Stopped};
use crate::experiment::{InMemory, Month, PairingError, Runner, SeedOutcome, Shelf, ThreadsError};
use crate::futures::{Asked, Basis, Futures, Plan, Row, explore, rows};
use crate::metric::{self, METRICS};
use crate::policy::Scenario;
use crate::supposed::World;

/// How a report is made again.
#[derive(Clone, Copy)]
pub struct Again<'a> {
    /// The scenarios of the report, the baseline first.
    pub arms: &'a [Scenario],
    /// The month; [`crate::month::processes`].
    pub month: Month<'a>,
    /// How they are run.
    pub runner: Runner<'a>,
}

/// Makes a comparison again, on the seeds that its report names; nothing if it was stopped. Name and
/// receipt, and why no more seeds were run, are those of the report; checks that an interruption left out
/// are left out again.
///
/// # Errors
/// If threads cannot be made, or a seed cannot be kept or read again.
pub fn replay(
    report: &Comparison,
    again: Again,
    shelf: &dyn Shelf,
) -> Result<Option<Comparison>, PairingError> {
    let asked = AskedOf::of(report);
    let request = asked.request(report, again.arms);
    let request = Request { month: again.month, runner: again.runner, ..request };
    let Some(compared) = compare_onto(shelf, &request)? else { return Ok(None) };
    if (again.runner.stop)() {
        return Ok(None);
    }
    let mut comparison = compared.comparison;
    for (arm, told) in comparison.arms.iter_mut().zip(&report.arms) {
        arm.sets.clone_from(&told.sets);
    }
    comparison.combinations = synergies(&request, &compared.outcomes, &report.combinations);
    comparison.futures = match &report.futures {
        None => None,
        Some(of) => match futures_again(of, &request)? {
            None => return Ok(None),
            again => again,
        },
    };
    let asked = report.futures.as_ref().and_then(|of| of.why.as_ref());
    match asked {
        None => {}
        Some(own) if own.cut => {
            // What was found until then says nothing of what was not looked for.
            if let Some(futures) = &mut comparison.futures {
                futures.why = Some(own.clone());
            }
        }
        Some(_) => add_why(&mut comparison, &request)?,
    }
    comparison.name.clone_from(&report.name);
    comparison.receipt.clone_from(&report.receipt);
    comparison.design.stopped = report.design.stopped;
    if report.design.stopped == Stopped::Interrupted {
        comparison.fairness.truncate(report.fairness.len());
    }
    Ok(Some(comparison))
}

/// What a report was asked for, by the positions of metrics in the registry.
struct AskedOf {
    metrics: Vec<usize>,
    margins: Vec<(usize, f64)>,
    precision: Vec<(usize, f64)>,
    decide: Vec<usize>,
    goals: Vec<usize>,
}

impl AskedOf {
    fn of(report: &Comparison) -> Self {
        let numbers = |by_id: &[(String, f64)]| -> Vec<(usize, f64)> {
            by_id.iter().filter_map(|(id, value)| Some((metric::find(id)?, *value))).collect()
        };
        let named = |ids: &[String]| -> Vec<usize> {
            ids.iter().filter_map(|id| metric::find(id)).collect()
        };
        let design = &report.design;
        Self {
            metrics: named(&report.metrics),
            margins: numbers(&design.margins),
            precision: numbers(&design.precision),
            decide: named(&design.decide),
            goals: named(&design.goals),
        }
    }

    fn request<'a>(&'a self, report: &'a Comparison, arms: &'a [Scenario]) -> Request<'a> {
        let (ceilings, cost) = (&report.design.ceilings, report.design.cost);
        Request {
            alpha: report.design.alpha,
            margins: &self.margins,
            precision: &self.precision,
            decide: &self.decide,
            asks: Asks { ceilings, goals: &self.goals, cost },
            ..Request::new(arms, &self.metrics, &report.design.seeds)
        }
    }
}

/// A report in which all that follows from final values and yearly budgets is worked out again: values of
/// scenarios, budgets and what of them is cut, ceilings, the order by goals, costs, prices, regrets and dominance.
/// `outcomes` hold these values and budgets, and need hold nothing else; the rest is as it stands.
pub fn from_tables(report: &Comparison, arms: &[Scenario], outcomes: &[SeedOutcome]) -> Comparison {
    let asked = AskedOf::of(report);
    let request = asked.request(report, arms);
    let adjusting = Adjusting::by(&report.design.controls);
    Findings::new(&request, (outcomes, &adjusting), &InMemory).of_final_values(report)
}

/// The worlds of a report run again; nothing if it was stopped.
fn futures_again(of: &Futures, request: &Request) -> Result<Option<Futures>, PairingError> {
    let (worlds, known) = (of.again(), of.known.as_slice());
    let (arms, month, runner) = (request.arms, request.month, request.runner);
    let plan = Plan { arms, worlds: &worlds, month, runner, known };
    let names: Vec<&str> = request.arms.iter().map(|arm| arm.name.as_str()).collect();
    let (metrics, margins) = (request.metrics, request.margins);
    let basis = Basis { names: &names, metrics, margins, known };
    // As many as were run, whatever ended them.
    let (origin, twice) = (of.origin, of.twice());
    let asked = Asked { origin, worlds: worlds.len(), twice, precision: None };
    let Some(again) = explore(&plan, asked, basis, request.runner.stop)? else { return Ok(None) };
    let (asked, asked_twice, precision) = (of.asked, of.asked_twice, of.precision);
    Ok(Some(Futures { asked, asked_twice, precision, ended: of.ended, ..again }))
}

/// Some worlds of a report run again on their first seeds: what each showed, in the order of the report; nothing
/// if it was stopped.
///
/// # Errors
/// If threads cannot be made.
pub fn futures_anew(
    report: &Comparison,
    again: Again,
    numbers: &[u64],
) -> Result<Option<Vec<Row>>, ThreadsError> {
    let Some(of) = &report.futures else { return Ok(Some(Vec::new())) };
    let is_drawn = |world: &World| numbers.contains(&u64::from(world.number));
    let worlds: Vec<World> = of.again().into_iter().filter(is_drawn).collect();
    let (arms, month, runner) = (again.arms, again.month, again.runner);
    let plan = Plan { arms, worlds: &worlds, month, runner, known: &of.known };
    let seen = plan.run(0, worlds.len(), false)?;
    if seen.len() < worlds.len() {
        return Ok(None);
    }
    let metrics: Vec<usize> = report.metrics.iter().filter_map(|id| metric::find(id)).collect();
    Ok(Some(rows(arms, &worlds, &seen, &metrics)))
}

/// Outlooks and ranks of a report that do not follow from its own futures: scenario, area and metric.
pub fn unfounded_futures(report: &Comparison) -> Vec<String> {
    let Some(of) = &report.futures else { return Vec::new() };
    let names: Vec<&str> = report.arms.iter().map(|arm| arm.name.as_str()).collect();
    let metrics: Vec<usize> = report.metrics.iter().filter_map(|id| metric::find(id)).collect();
    let margins = report.design.margins.iter();
    let margins: Vec<(usize, f64)> =
        margins.filter_map(|(id, margin)| Some((metric::find(id)?, *margin))).collect();
    let again = of.worked_out(Basis {
        names: &names,
        metrics: &metrics,
        margins: &margins,
        known: &of.known,
    });
    let outlooks = of.outlooks.iter().filter(|one| !again.outlooks.contains(one));
    let outlooks = outlooks.map(|of| format!("{}, {}, {}", of.scenario, of.area, of.metric));
    let ranks = of.ranks.iter().filter(|one| !again.ranks.contains(one));
    let mut found: Vec<String> =
        outlooks.chain(ranks.map(|of| format!("{}, {}", of.arm, of.metric))).collect();
    if of.why != again.why || of.today != again.today {
        found.push("today, why".to_owned());
    }
    let lengths = |of: &Futures| [of.outlooks.len(), of.ranks.len()];
    if found.is_empty() && lengths(of) != lengths(&again) {
        found.push("futures".to_owned());
    }
    found
}

/// Values of a metric by seed, of an arm: in an area (level and name), or in the widest one.
pub(crate) type ValuesOf<'a> = &'a dyn Fn(&str, Option<(&str, &str)>, &str) -> Vec<f64>;

/// The differences of the policy period that do not follow from the values of the runs. Margins are taken
/// as they stand: a report does not tell which ones were given.
pub fn unfounded<'a>(report: &'a Comparison, values: ValuesOf) -> Vec<&'a Difference> {
    let baseline = report.arms.first().map_or("", |arm| arm.name.as_str());
    let adjusting = Adjusting::by(&report.design.controls);
    let [widest, zones, _] = report.design.families;
    let of_widest = report.differences.iter().map(|found| (found, widest, None));
    let area = |found: &'a Difference| Some((found.level.as_str(), found.area.as_str()));
    let of_zones = report.zones.iter().map(|found| (found, zones, area(found)));
    let holds = |&(found, family, area): &(&Difference, usize, Option<(&str, &str)>)| {
        let Some(metric) = metric::find(&found.metric) else { return false };
        let pairs = |metric: usize| {
            let of = |arm: &str| -> Vec<(f64, f64)> {
                let values = |arm: &str| values(arm, area, METRICS[metric].id);
                values(baseline).into_iter().zip(values(arm)).collect()
            };
            let controls = adjusting.of(None).filter(|controls| {
                let others = report.arms.iter().skip(1).map(|arm| of(&arm.name));
                // Another place may have no such part.
                let others: Vec<_> = others.filter(|pairs| !pairs.is_empty()).collect();
                is_adjusted(controls, metric, &others)
            });
            Pairs { raw: of(&found.scenario), controls }
        };
        let bound = report.design.bound(&found.metric, family);
        let named = (found.level.as_str(), found.area.as_str());
        let spot = Spot { scenario: &found.scenario, metric, area: named, year: None };
        difference_by_status(spot, &pairs, bound, Some(found.margin)) == *found
    };
    of_widest.chain(of_zones).filter(|found| !holds(found)).map(|(found, ..)| found).collect()
}
