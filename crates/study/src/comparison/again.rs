//! A report made again: from the values of its runs, or from its scenarios.

use super::procedure::{Asks, Request, compare_onto};
use super::synergy::synergies;
use super::verdict::{Spot, difference_by_status};
use super::{Comparison, Difference, Stopped};
use crate::experiment::{Month, PairingError, Runner, Shelf};
use crate::metric::{self, METRICS};
use crate::policy::Scenario;

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
    let numbers = |by_id: &[(String, f64)]| -> Vec<(usize, f64)> {
        by_id.iter().filter_map(|(id, value)| Some((metric::find(id)?, *value))).collect()
    };
    let metrics: Vec<usize> = report.metrics.iter().filter_map(|id| metric::find(id)).collect();
    let (margins, precision) = (numbers(&report.design.margins), numbers(&report.design.precision));
    let named =
        |ids: &[String]| -> Vec<usize> { ids.iter().filter_map(|id| metric::find(id)).collect() };
    let (decide, goals) = (named(&report.design.decide), named(&report.design.goals));
    let request = Request {
        alpha: report.design.alpha,
        margins: &margins,
        precision: &precision,
        decide: &decide,
        asks: Asks { ceilings: &report.design.ceilings, goals: &goals, cost: report.design.cost },
        month: again.month,
        runner: again.runner,
        ..Request::new(again.arms, &metrics, &report.design.seeds)
    };
    let Some(compared) = compare_onto(shelf, &request)? else { return Ok(None) };
    if (again.runner.stop)() {
        return Ok(None);
    }
    let mut comparison = compared.comparison;
    for (arm, told) in comparison.arms.iter_mut().zip(&report.arms) {
        arm.sets.clone_from(&told.sets);
    }
    comparison.combinations = synergies(&request, &compared.outcomes, &report.combinations);
    comparison.name.clone_from(&report.name);
    comparison.receipt.clone_from(&report.receipt);
    comparison.design.stopped = report.design.stopped;
    if report.design.stopped == Stopped::Interrupted {
        comparison.fairness.truncate(report.fairness.len());
    }
    Ok(Some(comparison))
}

/// Values of a metric by seed, of an arm: in an area (level and name), or in the widest one.
pub type ValuesOf<'a> = &'a dyn Fn(&str, Option<(&str, &str)>, &str) -> Vec<f64>;

/// The differences of the policy period that do not follow from the values of the runs. Margins are taken
/// as they stand: a report does not tell which ones were given.
pub fn unfounded<'a>(report: &'a Comparison, values: ValuesOf) -> Vec<&'a Difference> {
    let baseline = report.arms.first().map_or("", |arm| arm.name.as_str());
    let [widest, zones, _] = report.design.families;
    let of_widest = report.differences.iter().map(|found| (found, widest, None));
    let area = |found: &'a Difference| Some((found.level.as_str(), found.area.as_str()));
    let of_zones = report.zones.iter().map(|found| (found, zones, area(found)));
    let holds = |&(found, family, area): &(&Difference, usize, Option<(&str, &str)>)| {
        let Some(metric) = metric::find(&found.metric) else { return false };
        let pairs = |metric: usize| -> Vec<(f64, f64)> {
            let of = |arm: &str| values(arm, area, METRICS[metric].id);
            of(baseline).into_iter().zip(of(&found.scenario)).collect()
        };
        let bound = report.design.bound(&found.metric, family);
        let named = (found.level.as_str(), found.area.as_str());
        let spot = Spot { scenario: &found.scenario, metric, area: named, year: None };
        difference_by_status(spot, &pairs, bound, Some(found.margin)) == *found
    };
    of_widest.chain(of_zones).filter(|found| !holds(found)).map(|(found, ..)| found).collect()
}
