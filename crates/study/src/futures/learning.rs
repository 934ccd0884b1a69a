//! What knowing a setting would be worth to whoever chooses: the expected value of partial perfect information,
//! by regression on the given worlds (Strong, Oakley and Brennan 2014). The choice by a setting is fitted on some
//! worlds and what it gives is measured on the others, beside the choice that is best over all: so a setting which
//! does nothing is worth nothing on average, or less.

use serde::{Deserialize, Serialize};

use super::axes::{Axis, FEWEST, floor_of, ranks, shuffles};

/// Parts of the worlds, each of which is left out once.
const FOLDS: usize = 8;

/// What learning is worth for one outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learning {
    /// The outcome.
    pub metric: String,
    /// What is chosen today: the largest mean over the worlds (the least where less is better).
    pub choice: String,
    /// The share of the worlds in which another one would have been better, or none alone is best.
    pub wrong: f64,
    /// What knowing everything, luck too, would be worth: no learning is worth more.
    pub ceiling: f64,
    /// What the largest of all settings reaches in 5 of 100 shuffles; none of too few worlds.
    pub floor: Option<f64>,
    /// Whether any setting would change the choice, by the curves that were fitted.
    pub changes: bool,
    /// Settings that are worth more than the floor, the most first.
    pub learnt: Vec<Learnt>,
    /// Worlds that tell of it.
    pub worlds: usize,
}

/// What learning one setting is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learnt {
    /// Setting; of several that go together the first.
    pub setting: String,
    /// The mean gain of choosing by it, in the unit of the outcome.
    pub value: f64,
    /// The share of the worlds in which the choice by it is not the best one.
    pub wrong: f64,
    /// What is chosen where it is low, in the middle, high.
    pub choices: [String; 3],
}

/// What is chosen from: by arm and world how good it is, more being better, and what worlds weigh.
pub(super) struct Choice {
    /// How much better than the first arm, by arm (of the first nothing but zeros), by world.
    gains: Vec<Vec<f64>>,
    weights: Vec<f64>,
}

impl Choice {
    /// From how good each arm is in each world.
    pub(super) fn new(goods: &[Vec<f64>], weights: Vec<f64>) -> Self {
        let of =
            |arm: &Vec<f64>| arm.iter().zip(&goods[0]).map(|(good, base)| good - base).collect();
        Self { gains: goods.iter().map(of).collect(), weights }
    }

    fn worlds(&self) -> usize {
        self.weights.len()
    }

    /// The arm of the largest weighed mean.
    fn best(&self) -> usize {
        let mean = |arm: &Vec<f64>| -> f64 {
            arm.iter().zip(&self.weights).map(|(gain, weight)| gain * weight).sum()
        };
        largest(self.gains.iter().map(mean))
    }

    /// The mean gain over the worlds of a choice in each, and the share in which it is not the best one.
    fn outcome(&self, choices: &[usize]) -> [f64; 2] {
        let all: f64 = self.weights.iter().sum();
        let (mut gain, mut wrong) = (0.0, 0.0);
        for (at, (&choice, weight)) in choices.iter().zip(&self.weights).enumerate() {
            let own = self.gains[choice][at];
            gain += own * weight / all;
            let others = (0..self.gains.len()).filter(|&arm| arm != choice);
            let is_best = others.into_iter().all(|arm| self.gains[arm][at] < own);
            wrong += if is_best { 0.0 } else { weight / all };
        }
        [gain, wrong]
    }

    /// Choices by the ranks of a setting, each fitted on the worlds of the other parts.
    fn knowing(&self, ranks: &[f64]) -> Vec<usize> {
        let sums = self.sums(ranks);
        let curves: Vec<Vec<[f64; 3]>> = (0..FOLDS).map(|fold| fitted(&sums, Some(fold))).collect();
        let one = |(at, rank): (usize, &f64)| chosen(&curves[at % FOLDS], *rank);
        ranks.iter().enumerate().map(one).collect()
    }

    /// Sums for the curves, by part: of products of the terms, and of terms with gains.
    fn sums(&self, ranks: &[f64]) -> Vec<Sums> {
        let arms = self.gains.len();
        let mut sums: Vec<Sums> = (0..FOLDS).map(|_| Sums::new(arms)).collect();
        for (at, (&rank, &weight)) in ranks.iter().zip(&self.weights).enumerate() {
            let sum = &mut sums[at % FOLDS];
            let terms = terms(rank);
            for (row, term) in terms.iter().enumerate() {
                for (column, other) in terms.iter().enumerate() {
                    sum.terms[row][column] += weight * term * other;
                }
                for (arm, gains) in self.gains.iter().enumerate().skip(1) {
                    sum.gains[arm][row] += weight * term * gains[at];
                }
            }
        }
        sums
    }

    /// What knowing each setting is worth, what none exceeds by luck, and which would change the choice.
    pub(super) fn learning(&self, axes: &[Axis], names: &[&str], metric: &str) -> Learning {
        let n = self.worlds();
        let today = self.best();
        let [own, wrong] = self.outcome(&vec![today; n]);
        let all: f64 = self.weights.iter().sum();
        let best = |at: usize| self.gains.iter().map(|arm| arm[at]).fold(f64::MIN, f64::max);
        let everything: f64 = (0..n).map(|at| best(at) * self.weights[at] / all).sum();
        let ranked: Vec<Vec<f64>> = axes.iter().map(|axis| ranks(&axis.values)).collect();
        let value = |ranks: &[f64]| self.outcome(&self.knowing(ranks))[0] - own;
        let floor = (n >= FEWEST).then(|| {
            let largest = shuffles(n).into_iter().map(|order| {
                let of = |ranks: &Vec<f64>| {
                    let moved: Vec<f64> = order.iter().map(|&at| ranks[at]).collect();
                    value(&moved)
                };
                ranked.iter().map(of).fold(0.0, f64::max)
            });
            floor_of(largest.collect())
        });
        let mut changes = false;
        let mut learnt = Vec::new();
        for (axis, ranks) in axes.iter().zip(&ranked) {
            let curves = fitted(&self.sums(ranks), None);
            changes |= ranks.iter().any(|&rank| chosen(&curves, rank) != today);
            let [gain, wrong] = self.outcome(&self.knowing(ranks));
            let value = gain - own;
            if floor.is_some_and(|floor| value > floor) {
                let choices = [-0.8, 0.0, 0.8].map(|rank| names[chosen(&curves, rank)].to_owned());
                let setting = axis.id.setting().id.to_owned();
                learnt.push(Learnt { setting, value, wrong, choices });
            }
        }
        learnt.sort_by(|a, b| b.value.total_cmp(&a.value));
        let (metric, choice) = (metric.to_owned(), names[today].to_owned());
        let ceiling = everything - own + 0.0;
        Learning { metric, choice, wrong, ceiling, floor, changes, learnt, worlds: n }
    }
}

/// The first of the largest.
fn largest(values: impl Iterator<Item = f64>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (at, value) in values.enumerate() {
        if value > best.1 {
            best = (at, value);
        }
    }
    best.0
}

/// The terms of a curve of the second degree.
fn terms(rank: f64) -> [f64; 3] {
    [1.0, rank, rank * rank - 1.0 / 3.0]
}

/// The arm whose curve is highest at a rank.
fn chosen(curves: &[[f64; 3]], rank: f64) -> usize {
    let terms = terms(rank);
    largest(curves.iter().map(|curve| curve.iter().zip(terms).map(|(a, b)| a * b).sum()))
}

struct Sums {
    terms: [[f64; 3]; 3],
    gains: Vec<[f64; 3]>,
}

impl Sums {
    fn new(arms: usize) -> Self {
        Self { terms: [[0.0; 3]; 3], gains: vec![[0.0; 3]; arms] }
    }
}

/// The curve of each arm over all parts but one, by least squares; that of the first arm is zero.
fn fitted(sums: &[Sums], without: Option<usize>) -> Vec<[f64; 3]> {
    let arms = sums.first().map_or(0, |of| of.gains.len());
    let mut all = Sums::new(arms);
    for (_, sum) in sums.iter().enumerate().filter(|(at, _)| Some(*at) != without) {
        for row in 0..3 {
            for column in 0..3 {
                all.terms[row][column] += sum.terms[row][column];
            }
        }
        for (own, other) in all.gains.iter_mut().zip(&sum.gains) {
            for (own, other) in own.iter_mut().zip(other) {
                *own += other;
            }
        }
    }
    // So little that it moves nothing where there are enough values, and enough where all are the same.
    for at in 0..3 {
        all.terms[at][at] += 1e-9 * all.terms[0][0];
    }
    all.gains.iter().map(|gains| solved(all.terms, *gains)).collect()
}

/// The solution of three equations whose table is symmetric with a positive diagonal.
pub(super) fn solved(mut table: [[f64; 3]; 3], mut right: [f64; 3]) -> [f64; 3] {
    for at in 0..3 {
        for row in at + 1..3 {
            let factor = table[row][at] / table[at][at];
            let above = table[at];
            for (below, above) in table[row].iter_mut().zip(above).skip(at) {
                *below -= factor * above;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..3).rev() {
        for column in at + 1..3 {
            right[at] -= table[at][column] * right[column];
        }
        right[at] /= table[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Luck, Process};
    use crate::supposed::dimensions;

    /// Settings drawn evenly between -1 and 1, and two packages: the second is better than the first by
    /// `mean + slope x` of the first setting, and as much of what no setting tells.
    fn invented(
        settings: usize,
        worlds: usize,
        key: u64,
        [mean, slope, luck]: [f64; 3],
    ) -> (Vec<Axis>, Choice) {
        let ids = dimensions().iter().take(settings).map(|dimension| dimension.settings[0]);
        let axis = |(at, id)| {
            let mut stream = Luck::of_seed(key).stream(Process::World, 1, at as u32);
            let values = (0..worlds).map(|_| 2.0 * stream.uniform() - 1.0).collect();
            Axis { id, values, log_ratios: vec![0.0; worlds] }
        };
        let axes: Vec<Axis> = ids.enumerate().map(axis).collect();
        let mut stream = Luck::of_seed(key).stream(Process::World, 2, 0);
        let second = axes[0].values.iter().map(|x| mean + slope * x + luck * stream.normal());
        let goods = [vec![0.0; worlds], second.collect()];
        (axes, Choice::new(&goods, vec![1.0; worlds]))
    }

    const NAMES: [&str; 2] = ["baseline", "package"];

    /// Of a gain of m + s x with x even between -1 and 1 knowing x is worth (s - m)^2 / 4 s, for 0 < m < s. The
    /// mean of 200 tries of 128 worlds is off by less than a fifth of the ceiling, and by less than a tenth of
    /// the answer in this case.
    #[test]
    fn the_value_of_knowing_a_setting_is_off_by_less_than_a_fifth_of_the_ceiling() {
        for [mean, slope, luck] in
            [[0.2, 1.0, 0.5], [0.5, 1.0, 0.2], [0.0, 1.0, 1.0], [0.9, 1.0, 0.5]]
        {
            let answer = (slope - mean) * (slope - mean) / (4.0 * slope);
            let tries = 200;
            let (mut value, mut ceiling) = (0.0, 0.0);
            for key in 0..tries {
                let (axes, choice) = invented(1, 128, 100 + key, [mean, slope, luck]);
                let [base, _] = choice.outcome(&vec![choice.best(); 128]);
                let [gain, _] = choice.outcome(&choice.knowing(&ranks(&axes[0].values)));
                value += (gain - base) / tries as f64;
                let all: f64 = choice.gains[1].iter().map(|gain| gain.max(0.0)).sum();
                let own: f64 = choice.gains[1].iter().sum::<f64>().max(0.0);
                ceiling += (all - own) / 128.0 / tries as f64;
            }
            assert!(
                (value - answer).abs() < ceiling / 5.0,
                "{mean}: {value} of {answer}, {ceiling}"
            );
        }
    }

    /// 60 tries of 10 settings that do nothing, 48 worlds: a find is to come in at most 5 of 100; more than 9 of 60
    /// come with a chance below 1e-3 then. (200 tries of 20 settings and 64 worlds pass at 22.)
    #[test]
    fn settings_that_tell_nothing_are_worth_nothing_in_95_of_a_hundred_tries() {
        let found = (0..60).filter(|&key| {
            let (mut axes, choice) = invented(11, 48, 9_000 + key, [0.1, 0.0, 1.0]);
            axes.remove(0);
            !choice.learning(&axes, &NAMES, "trust").learnt.is_empty()
        });
        let found = found.count();
        assert!(found <= 9, "{found}");
    }

    #[test]
    fn the_setting_that_decides_is_found_with_what_to_choose_and_others_are_not() {
        let (axes, choice) = invented(12, 256, 5, [0.1, 1.0, 0.3]);
        let found = choice.learning(&axes, &NAMES, "trust");
        assert_eq!(found.choice, "package");
        let settings: Vec<&str> = found.learnt.iter().map(|of| of.setting.as_str()).collect();
        assert_eq!(settings, [axes[0].id.setting().id]);
        let learnt = &found.learnt[0];
        assert_eq!(learnt.choices[0], "baseline");
        assert_eq!(learnt.choices[2], "package");
        assert!(learnt.value < found.ceiling && learnt.wrong < found.wrong);
        assert!(found.changes);
    }

    #[test]
    fn where_one_is_better_everywhere_nothing_would_change_the_choice() {
        let (axes, choice) = invented(6, 64, 6, [3.0, 1.0, 0.2]);
        let found = choice.learning(&axes, &NAMES, "trust");
        assert!(!found.changes && found.learnt.is_empty());
        assert_eq!((found.ceiling, found.wrong), (0.0, 0.0));
        let (axes, choice) = invented(6, 8, 6, [0.1, 1.0, 0.2]);
        assert_eq!(choice.learning(&axes, &NAMES, "trust").floor, None);
    }
}
