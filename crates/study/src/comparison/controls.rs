//! The luck of counties as control variates: campaigns and revenue are drawn with known means, so what a sample
//! of seeds had of them can be taken out of its means.
//!
//! Which numbers, and when they are used, was fixed before any result was seen: four numbers a seed, from
//! [`LEAST_SEEDS`] on, where the number of seeds was fixed before, and never for a difference of which a seed is
//! empty or many are the same.

use serde::{Deserialize, Serialize};

use super::analysis::Findings;
use super::procedure::Request;
use super::{Design, Difference, Interval};
use crate::experiment::SeedOutcome;
use crate::metric::{Area, METRICS};
use crate::model::{CountyLuck, luck_of_counties};
use crate::policy::Scenario;
use crate::quantity::Phrase;
use crate::statistics::{Controls, Shape, paired_shape, summarise};

/// Seeds below which four numbers cost more than they tell.
const LEAST_SEEDS: usize = 20;

/// The luck of counties by seed: what means are adjusted for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// The calendar year whose means are adjusted, of which months up to its end count; none for the policy
    /// period.
    pub year: Option<u32>,
    /// A row a seed of the design: mean campaigns in burn-in, in the first and in the second half of the policy
    /// period, and mean shock on revenue over its Januaries; each in standard deviations of a county's shock, over
    /// counties by their adults, with mean 0.
    pub seeds: Vec<[f64; 4]>,
}

/// The controls of a comparison; none where means are not adjusted.
pub(super) fn of_request(request: &Request, outcomes: &[SeedOutcome]) -> Vec<Control> {
    let is_fixed = request.interval() == Interval::Fixed;
    if !is_fixed || request.arms.len() < 2 || outcomes.len() < LEAST_SEEDS {
        return Vec::new();
    }
    let seeds: Vec<u64> = outcomes.iter().map(|outcome| outcome.seed).collect();
    controls(&request.arms[0], &seeds)
}

/// The controls of a baseline: of the policy period, then of each calendar year that reaches into it.
pub fn controls(baseline: &Scenario, seeds: &[u64]) -> Vec<Control> {
    let (months, burn_in) = (baseline.months, baseline.burn_in);
    let years = (1..=months.div_ceil(12)).filter(|year| year * 12 > burn_in);
    let spans = [(None, months)].into_iter();
    let spans: Vec<(Option<u32>, u32)> =
        spans.chain(years.map(|year| (Some(year), months.min(year * 12)))).collect();
    let mut found: Vec<Control> =
        spans.iter().map(|&(year, _)| Control { year, seeds: Vec::new() }).collect();
    for &seed in seeds {
        let counties = luck_of_counties(baseline, seed);
        for (control, &(_, last)) in found.iter_mut().zip(&spans) {
            control.seeds.push(luck(&counties, burn_in as usize, last as usize));
        }
    }
    found
}

/// The four numbers of a seed, of months up to the `last`.
fn luck(counties: &[CountyLuck], burn_in: usize, last: usize) -> [f64; 4] {
    let middle = burn_in + (last - burn_in).div_ceil(2);
    // Januaries of years that reach into the policy period.
    let years = burn_in / 12..last.div_ceil(12);
    let adults: u64 = counties.iter().map(|county| county.adults).sum();
    let mean = |values: &[f64]| {
        if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
    };
    let over = |of: &dyn Fn(&CountyLuck) -> f64| {
        let sum: f64 = counties.iter().map(|county| county.adults as f64 * of(county)).sum();
        sum / (adults.max(1) as f64)
    };
    [
        over(&|county| mean(&county.campaigns[..burn_in])),
        over(&|county| mean(&county.campaigns[burn_in..middle])),
        over(&|county| mean(&county.campaigns[middle..last])),
        over(&|county| mean(&county.revenue[years.clone()])),
    ]
}

/// The controls of a comparison, ready to adjust by.
pub(super) struct Adjusting(Vec<(Option<u32>, Option<Controls>)>);

impl Adjusting {
    pub(super) fn by(controls: &[Control]) -> Self {
        let ready = |control: &Control| {
            let rows: Vec<Vec<f64>> = control.seeds.iter().map(|row| row.to_vec()).collect();
            (control.year, Controls::new(&rows))
        };
        Self(controls.iter().map(ready).collect())
    }

    /// Those of a year, or of the policy period.
    pub(super) fn of(&self, year: Option<u32>) -> Option<&Controls> {
        self.0.iter().find(|(of, _)| *of == year)?.1.as_ref()
    }
}

/// Whether the means of a metric are adjusted, given its pairs of baseline and scenario, a list a scenario: all or
/// none, so that each arm has one mean. No seed may be empty; of each scenario the differences must be those of
/// which Student's t may be trusted, before and after, or the same in every seed; and no mean may leave the
/// metric's range.
pub(super) fn is_adjusted(
    controls: &Controls,
    metric: usize,
    scenarios: &[Vec<(f64, f64)>],
) -> bool {
    let is_whole = |pairs: &Vec<(f64, f64)>| {
        pairs.len() == controls.values() && pairs.iter().all(|(a, b)| !(a + b).is_nan())
    };
    if !scenarios.iter().all(is_whole) {
        return false;
    }
    let mut shapes = Vec::with_capacity(scenarios.len());
    let mut is_possible = true;
    let (least, most) = METRICS[metric].range;
    for pairs in scenarios {
        let before = paired_shape(pairs);
        let pairs = adjusted(controls, pairs);
        let after = if before == Shape::Good { paired_shape(&pairs) } else { before };
        shapes.push(after);
        let (first, second): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let means = [first, second].map(|values| summarise(&values).mean);
        is_possible &= means.iter().all(|mean| (least..=most).contains(mean));
    }
    let is_good = |shape: &Shape| *shape == Shape::Good;
    is_possible
        && shapes.iter().all(|shape| is_good(shape) || *shape == Shape::Equal)
        && shapes.iter().any(is_good)
}

/// Pairs as they would be had the luck of counties been what it is on average.
pub(super) fn adjusted(controls: &Controls, pairs: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    controls.adjust(&first).into_iter().zip(controls.adjust(&second)).collect()
}

impl<'a> Findings<'a> {
    /// The controls by which the means of a metric over the policy period are adjusted in an area of the
    /// baseline; none where they are not.
    pub(super) fn controls(&self, metric: usize, area: &Area) -> Option<&'a Controls> {
        let controls = self.adjusting.of(None)?;
        let here = self.areas(0).iter().position(|other| other == area)?;
        let pairs: Vec<Vec<(f64, f64)>> = self
            .scenarios()
            .filter_map(|arm| {
                let areas = self.areas(arm);
                let there = if here == 0 { 0 } else { areas.iter().position(|of| of == area)? };
                Some(self.pairs(arm, metric, [here, there]))
            })
            .collect();
        is_adjusted(controls, metric, &pairs).then_some(controls)
    }

    /// The same in the widest area.
    pub(super) fn main_controls(&self, metric: usize) -> Option<&'a Controls> {
        self.adjusting.of(None)?;
        self.controls(metric, &self.areas(0)[0])
    }
}

impl Design {
    /// Which of the differences of a table are of adjusted means, in a sentence; none where no table has any.
    pub fn adjusted_for(&self, differences: &[Difference]) -> Option<Phrase> {
        if self.controls.is_empty() {
            return None;
        }
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for found in differences.iter().filter(|found| found.n > 0) {
            let list = if found.adjusted { &mut yes } else { &mut no };
            let name = crate::metric::entry(&found.metric).name;
            if !list.contains(&name) {
                list.push(name);
            }
        }
        if yes.is_empty() {
            return Some(Phrase {
                en: "No mean is adjusted for the luck of counties: seeds are empty, or many are the same."
                    .to_owned(),
                zh: "均值均未按旗县运气校正：有种子无取值，或多数种子相同。".to_owned(),
            });
        }
        let listed = |names: &[crate::quantity::Text], zh: bool| {
            let names = names.iter().map(|name| if zh { name.zh } else { name.en });
            names.collect::<Vec<_>>().join(if zh { "、" } else { ", " })
        };
        let (but, but_zh) = if no.is_empty() {
            (String::new(), String::new())
        } else {
            (
                format!(", but not those of: {}", listed(&no, false)),
                format!("，但{}除外", listed(&no, true)),
            )
        };
        Some(Phrase {
            en: format!(
                "Means are adjusted for the luck of counties in campaigns and revenue, whose average is \
                 known{but}."
            ),
            zh: format!("均值已按旗县专项行动与财力的运气（其平均已知）校正{but_zh}。"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_luck_of_counties_is_weighed_by_adults_and_halved_at_the_middle_of_the_policy() {
        let county = |adults, scale: f64| CountyLuck {
            adults,
            campaigns: (1..=30).map(|month| scale * f64::from(month)).collect(),
            revenue: [1.0, 2.0, 4.0].map(|shock| scale * shock).to_vec(),
        };
        // Weights of 3/4 and 1/4: 1.5 times the first county's.
        let found = luck(&[county(300, 1.0), county(100, 3.0)], 6, 30);
        assert_eq!(found, [1.5 * 3.5, 1.5 * 12.5, 1.5 * 24.5, 1.5 * 7.0 / 3.0]);
        // Up to the end of the first year: half of its six months of policy.
        let found = luck(&[county(300, 1.0)], 6, 12);
        assert_eq!(found, [3.5, 8.0, 11.0, 1.0]);
        // One month of policy, and no burn-in.
        assert_eq!(luck(&[county(1, 1.0)], 0, 1), [0.0, 1.0, 0.0, 1.0]);
    }
}
