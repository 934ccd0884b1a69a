//! What it costs, and what is had for it.

use super::analysis::Findings;
use super::controls::adjusted;
use super::people::estimate;
use super::procedure::main_pairs;
use super::verdict::{MOST_UNSEEN, Pairs, Spot, difference, said};
use super::{Cost, Difference, Dominated, Flow, Price, PriceKind, Regret, Verdict};
use crate::metric::{Better, METRICS, Metric};
use crate::statistics::{Kind, paired, ratio_of_means, summarise};
use crate::world::FLOWS;

/// The money of a comparison.
pub(super) struct Money<'a>(pub Findings<'a>);

/// Whether a metric is one of money: budget, spending by sink, returned, idle, pressure.
fn is_cost(metric: &Metric) -> bool {
    ["budget", "spend"].iter().any(|family| metric.id.starts_with(family))
        || ["appropriated", "returned", "idle", "fiscal_pressure"].contains(&metric.id)
}

/// How much of a metric is one unit of gain: of shares a percentage point, of indices and ratios a
/// hundredth.
pub fn unit_of_gain(metric: &Metric) -> f64 {
    if metric.shown.is_small() { 0.01 } else { 1.0 }
}

/// Chance that an interval which stands for itself misses.
const ALONE: f64 = 0.05;

/// Whether a scenario surely spends more (1) or surely not more (−1), by the verdict on its spending.
fn spends(cost: &Difference) -> i8 {
    match cost.verdict {
        Verdict::Same => -1,
        verdict => verdict.way(),
    }
}

/// 1 where more is better, −1 where less is; none without direction.
fn sign(metric: &Metric) -> Option<f64> {
    match metric.better {
        Better::Higher => Some(1.0),
        Better::Lower => Some(-1.0),
        Better::Neither => None,
    }
}

impl Money<'_> {
    fn arms(&self) -> std::ops::Range<usize> {
        0..self.0.request.arms.len()
    }

    /// Money along each flow that some arm uses.
    pub(super) fn flows(&self) -> Vec<Flow> {
        let mut found = Vec::new();
        for arm in self.arms() {
            for (at, (from, to)) in FLOWS.iter().enumerate() {
                let by_seed = self.0.of_arm(arm).filter(|run| run.seen.flow_years > 0);
                let yuan = by_seed.map(|run| run.seen.flows[at] / f64::from(run.seen.flow_years));
                let yuan = summarise(&yuan.collect::<Vec<f64>>()).mean;
                if yuan > 0.0 {
                    let [from_account, to_account] = [from.id(), to.id()].map(str::to_owned);
                    let arm = self.0.name(arm).to_owned();
                    found.push(Flow { arm, from_account, to_account, yuan });
                }
            }
        }
        found
    }

    /// Money metrics of each arm and their difference from the baseline's.
    pub(super) fn costs(&self) -> Vec<Cost> {
        let mut found = Vec::new();
        for arm in self.arms() {
            for (at, metric) in METRICS.iter().enumerate().filter(|(_, metric)| is_cost(metric)) {
                let values: Vec<f64> = self.0.of_arm(arm).map(|run| run.seen.run[at]).collect();
                let controls = self.0.main_controls(at);
                let change = (arm > 0).then(|| self.change(arm, at));
                let (alpha, family) = self.together(at);
                found.push(Cost {
                    arm: self.0.name(arm).to_owned(),
                    metric: metric.id.to_owned(),
                    value: self.0.mean_of(&values, at, controls),
                    adjusted: controls.is_some(),
                    difference: change.as_ref().map(Difference::estimate).unwrap_or_default(),
                    confidence: 1.0 - alpha,
                    family,
                    margin: self.0.request.margin(at).unwrap_or(metric.margin.size),
                    verdict: change.map(|change| change.verdict),
                });
            }
        }
        found
    }

    /// Chance that any interval of a family misses, and the family's size: those of the main table for a
    /// metric that is in it, else an interval that stands for itself.
    fn together(&self, metric: usize) -> (f64, usize) {
        let request = self.0.request;
        if !request.metrics.contains(&metric) {
            return (ALONE, 1);
        }
        (request.alpha, request.family_of(metric))
    }

    /// What a scenario changes of a metric, with the verdict that the main table has where it is in it.
    fn change(&self, arm: usize, metric: usize) -> Difference {
        let request = self.0.request;
        let bound = if request.metrics.contains(&metric) {
            request.bound(metric, request.family())
        } else {
            self.0.single()
        };
        let spot = Spot { scenario: self.0.name(arm), metric, area: ("", ""), year: None };
        let raw = main_pairs(self.0.outcomes, arm, metric);
        let pairs = Pairs { raw, controls: self.0.main_controls(metric) };
        difference(spot, &pairs, bound, request.margin(metric))
    }

    /// Yuan per unit of gain, of each scenario and compared metric with a direction.
    pub(super) fn prices(&self) -> Vec<Price> {
        let Some(cost) = self.0.request.asks.cost.metric() else { return Vec::new() };
        let mut found = Vec::new();
        for arm in self.0.scenarios() {
            let spends = self.change(arm, cost);
            for &at in self.0.request.metrics {
                let Some(sign) = sign(&METRICS[at]) else { continue };
                let gains = self.change(arm, at);
                if !is_cost(&METRICS[at]) && gains.n > 0 && spends.n > 0 {
                    let scale = sign / unit_of_gain(&METRICS[at]);
                    found.push(self.price((arm, at, scale), cost, [&gains, &spends]));
                }
            }
        }
        found
    }

    fn price(
        &self,
        (arm, at, scale): (usize, usize, f64),
        basis: usize,
        [gain, cost]: [&Difference; 2],
    ) -> Price {
        let [extra, more] = [basis, at].map(|metric| self.changes(arm, metric));
        let both = extra.into_iter().zip(more.into_iter().map(|change| scale * change));
        let (costs, gains): (Vec<f64>, Vec<f64>) =
            both.filter(|(cost, gain)| !cost.is_nan() && !gain.is_nan()).unzip();
        let controls = [basis, at].into_iter().filter_map(|metric| self.0.main_controls(metric));
        let spent = controls.map(|of| of.number()).max();
        let bound = spent.map_or(self.0.single(), |of| self.0.single().with_controls(of));
        let ratio = ratio_of_means(&costs, &gains, bound);
        // What may be said is what the tables say; a metric with a direction is better or worse.
        let kind = match (gain.verdict.way(), spends(cost)) {
            (-1, _) => PriceKind::NoGain,
            (1, -1) => PriceKind::Saves,
            (1, 0) if ratio.ratio.is_nan() || ratio.ratio < 0.0 => PriceKind::MaySave,
            (1, _) => PriceKind::Costs,
            _ => PriceKind::GainMayBeZero,
        };
        let given = kind == PriceKind::Costs;
        // The same in every seed: an interval would have no width.
        let is_wide = |&[low, high]: &[f64; 2]| high - low > 1e-12 * high.abs();
        let interval = ratio.interval.filter(is_wide).filter(|_| given);
        let is_equal = given && ratio.interval.is_some_and(|ends| !is_wide(&ends));
        Price {
            scenario: self.0.name(arm).to_owned(),
            metric: METRICS[at].id.to_owned(),
            yuan: said(ratio.ratio).filter(|_| given),
            low: interval.map(|[low, _]| low.max(0.0)),
            high: interval.map(|[_, high]| high),
            n: costs.len(),
            unseen: is_equal.then(|| self.0.single().unseen(costs.len())),
            kind,
        }
    }

    /// What a scenario changes of a metric by seed, adjusted where its means are.
    fn changes(&self, arm: usize, metric: usize) -> Vec<f64> {
        let pairs = main_pairs(self.0.outcomes, arm, metric);
        let pairs = self.0.main_controls(metric).map_or(pairs.clone(), |of| adjusted(of, &pairs));
        pairs.into_iter().map(|(here, there)| there - here).collect()
    }

    /// Signed regret, of each arm and compared metric with a direction, over the seeds that all arms have.
    pub(super) fn regrets(&self) -> Vec<Regret> {
        let arms = self.arms();
        let rows: Vec<Vec<&[f64]>> = self
            .0
            .outcomes
            .iter()
            .filter_map(|outcome| {
                let arms = outcome.arms.iter();
                arms.map(|arm| arm.as_ref().map(|arm| arm.seen.run.as_slice())).collect()
            })
            .collect();
        let mut found = Vec::new();
        for arm in arms {
            for &at in self.0.request.metrics {
                let Some(sign) = sign(&METRICS[at]) else { continue };
                let by_seed: Vec<f64> = rows.iter().map(|row| regret(row, arm, at, sign)).collect();
                let known: Vec<f64> =
                    by_seed.into_iter().filter(|regret| regret.is_finite()).collect();
                let best = known.iter().filter(|&&regret| regret < 0.0).count();
                let (least, most) = METRICS[at].range;
                let reach = most - least;
                found.push(Regret {
                    arm: self.0.name(arm).to_owned(),
                    metric: METRICS[at].id.to_owned(),
                    n: known.len(),
                    regret: estimate(&known, self.0.of_month(), (-reach, reach)),
                    best: if known.is_empty() { 0.0 } else { best as f64 / known.len() as f64 },
                });
            }
        }
        found
    }

    /// Arms that another is as good as or better than in all compared metrics with a direction and in
    /// what they cost, on the means. Costs alone dominate nobody.
    pub(super) fn dominated(&self) -> Vec<Dominated> {
        let mut found = Vec::new();
        for arm in self.arms() {
            let by = self.arms().filter(|&by| by != arm);
            let beaten = by.filter_map(|by| Some((by, self.beats(by, arm)?)));
            for (by, surely) in beaten {
                let [arm, by] = [arm, by].map(|at| self.0.name(at).to_owned());
                found.push(Dominated { arm, by, surely });
            }
        }
        found
    }

    /// Whether an arm is as good as another in everything and better in something on the means; and
    /// then, whether 95 % intervals support each.
    fn beats(&self, by: usize, arm: usize) -> Option<bool> {
        let cost = self.0.request.asks.cost.metric().map(|at| (at, -1.0));
        let directed = self.0.request.metrics.iter();
        let directed = directed.filter_map(|&at| Some((at, sign(&METRICS[at])?)));
        let (mut surely, mut better, mut outcomes) = (true, false, 0);
        for (at, sign) in directed.chain(cost) {
            let pairs: Vec<(f64, f64)> = self
                .0
                .outcomes
                .iter()
                .filter_map(|outcome| {
                    Some((outcome.arms[arm].as_ref()?, outcome.arms[by].as_ref()?))
                })
                .map(|(arm, by)| (sign * arm.seen.run[at], sign * by.seen.run[at]))
                .collect();
            let controls = self.0.main_controls(at);
            let pairs = controls.map_or(pairs.clone(), |of| adjusted(of, &pairs));
            let alone = self.0.single();
            let bound = controls.map_or(alone, |of| alone.with_controls(of.number()));
            let found = paired(&pairs, bound);
            if found.n == 0 {
                continue;
            }
            outcomes += usize::from(Some((at, sign)) != cost);
            if found.difference < 0.0 {
                return None;
            }
            better |= found.difference > 0.0;
            surely &= found.low >= 0.0 || found.kind == Kind::Equal && found.unseen < MOST_UNSEEN;
        }
        (better && outcomes > 0).then_some(surely)
    }
}

/// How far an arm is from the best other one on a seed; below zero if it is the best.
fn regret(row: &[&[f64]], arm: usize, at: usize, sign: f64) -> f64 {
    let others = row.iter().enumerate().filter(|&(other, _)| other != arm);
    let best = others.map(|(_, run)| sign * run[at]).filter(|value| !value.is_nan());
    best.fold(f64::NEG_INFINITY, f64::max) - sign * row[arm][at]
}
