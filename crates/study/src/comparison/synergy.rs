//! Whether a combination of scenarios does more, or less, than its parts do one by one.

use serde::{Deserialize, Serialize};

use super::verdict::{cut, said};
use super::{Estimate, Request};
use crate::experiment::SeedOutcome;
use crate::metric::METRICS;
use crate::statistics::paired;

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
    let found = combinations.iter().filter_map(|of| {
        let whole = position(&of.scenario)?;
        let parts = of.parts.iter().map(position).collect::<Option<Vec<usize>>>()?;
        let metrics = request.metrics.iter();
        let synergies =
            metrics.map(|&metric| synergy(request, outcomes, (whole, &parts, metric), family));
        Some(Combination { synergies: synergies.collect(), ..of.clone() })
    });
    found.collect()
}

fn synergy(
    request: &Request,
    outcomes: &[SeedOutcome],
    (whole, parts, metric): (usize, &[usize], usize),
    family: usize,
) -> Synergy {
    let pair = |outcome: &SeedOutcome| {
        let value = |arm: usize| outcome.arms[arm].as_ref().map(|arm| arm.seen.run[metric]);
        let baseline = value(0)?;
        let effects = parts.iter().map(|&part| Some(value(part)? - baseline));
        let sum = effects.sum::<Option<f64>>()?;
        Some((sum, value(whole)? - baseline))
    };
    let pairs: Vec<(f64, f64)> = outcomes.iter().filter_map(pair).collect();
    let found = paired(&pairs, request.interval().bound(request.alpha, family));
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
