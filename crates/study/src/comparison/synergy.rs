//! Whether a combination of scenarios does more, or less, than its parts do one by one.

use serde::{Deserialize, Serialize};

use super::controls::{Adjusting, adjusted, is_adjusted, of_request};
use super::procedure::main_pairs;
use super::verdict::{cut, said};
use super::{Estimate, Request};
use crate::experiment::SeedOutcome;
use crate::metric::METRICS;
use crate::statistics::{Controls, paired};

/// A scenario that is put together from others of the comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Combination {
    /// The scenario.
    pub scenario: String,
    /// Its parts, all of them compared too.
    pub parts: Vec<String>,
    /// Whether its file sets something besides: then the synergy is of the parts and of that.
    pub sets: bool,
    /// Each compared metric, in the widest area over the policy period.
    pub synergies: Vec<Synergy>,
}

/// The effect of a combination beside the sum of its parts' effects, seed by seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Synergy {
    /// Metric.
    pub metric: String,
    /// Seeds on which the baseline, the combination and all parts have a value.
    pub n: usize,
    /// Effect of the combination: its difference from the baseline, on these seeds.
    pub together: Option<f64>,
    /// Sum of the effects of the parts.
    pub sum: Option<f64>,
    /// Effect of the combination less the sum; intervals of all combinations and metrics hold together.
    pub synergy: Estimate,
}

/// Works out the synergies of combinations, of which scenario and parts are given.
pub fn synergies(
    request: &Request,
    outcomes: &[SeedOutcome],
    combinations: &[Combination],
) -> Vec<Combination> {
    let position = |name: &String| request.arms.iter().position(|arm| arm.name == *name);
    let family = request.metrics.len() * combinations.len();
    let controls = of_request(request, outcomes);
    let adjusting = Adjusting::by(&controls);
    let found = combinations.iter().filter_map(|of| {
        let whole = position(&of.scenario)?;
        let parts = of.parts.iter().map(position).collect::<Option<Vec<usize>>>()?;
        let metrics = request.metrics.iter();
        let synergies = metrics.map(|&metric| {
            let controls = adjusting.of(None);
            let all = (1..request.arms.len()).map(|arm| main_pairs(outcomes, arm, metric));
            let all: Vec<Vec<(f64, f64)>> = all.collect();
            let controls = controls.filter(|of| is_adjusted(of, metric, &all));
            synergy(request, outcomes, (whole, &parts, metric), (family, controls))
        });
        Some(Combination { synergies: synergies.collect(), ..of.clone() })
    });
    found.collect()
}

fn synergy(
    request: &Request,
    outcomes: &[SeedOutcome],
    (whole, parts, metric): (usize, &[usize], usize),
    (family, controls): (usize, Option<&Controls>),
) -> Synergy {
    let pair = |outcome: &SeedOutcome| {
        let value = |arm: usize| outcome.arms[arm].as_ref().map(|arm| arm.seen.run[metric]);
        let baseline = value(0)?;
        let effects = parts.iter().map(|&part| Some(value(part)? - baseline));
        let sum = effects.sum::<Option<f64>>()?;
        Some((sum, value(whole)? - baseline))
    };
    let pairs: Vec<(f64, f64)> = outcomes.iter().filter_map(pair).collect();
    let bound = request.interval().bound(request.alpha, family);
    let found = match controls {
        Some(of) => paired(&adjusted(of, &pairs), bound.with_controls(of.number())),
        None => paired(&pairs, bound),
    };
    // A difference of two differences reaches twice as far as one.
    let [low, high] = cut(metric, [found.low / 2.0, found.high / 2.0]).map(|end| 2.0 * end);
    let [mean, low, high] = [found.difference, low, high].map(said);
    Synergy {
        metric: METRICS[metric].id.to_owned(),
        n: found.n,
        together: said(found.second),
        sum: said(found.first),
        synergy: Estimate {
            n: found.n,
            mean,
            low,
            high,
            interval: found.kind,
            unseen: said(found.unseen),
        },
    }
}
