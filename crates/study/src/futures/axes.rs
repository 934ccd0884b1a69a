//! Settings beside what was seen in worlds: which of them explain a difference, by more than the luckiest of as
//! many settings would that have nothing to do with it.

use serde::{Deserialize, Serialize};

use super::found::Origin;
use super::supposed::{Supposed, other_shape};
use crate::math::sqrt;
use crate::random::{Luck, Process};
use crate::setting::SettingId;
use crate::supposed::dimensions;

/// The key of the shuffles: the same always, so a result can be made again.
const KEY: u64 = 14;

/// Shuffles: of so many the tenth largest is exceeded by one more in 5 of 100.
pub(super) const SHUFFLES: usize = 199;

/// Rank of the floor among them, from the top.
const FROM_TOP: usize = 10;

/// Ranks, between -1 and 1, that leave a tenth of the worlds outside.
const END: f64 = 0.8;

/// From fewer worlds nothing is said of settings.
pub(super) const FEWEST: usize = 12;

/// A setting (or several that go up and down together) that explains a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    /// Setting; of several the first.
    pub setting: String,
    /// The share of the variance over futures that it explains alone, by a curve of the second degree in its rank.
    pub explains: f64,
    /// Its value in the world that nine tenths of the worlds lie above.
    pub low: f64,
    /// Its value in the world that a tenth of the worlds lie above.
    pub high: f64,
    /// The difference that the curve gives where it is low.
    pub at_low: f64,
    /// The difference that the curve gives where it is high.
    pub at_high: f64,
}

/// What settings explain of one difference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hangs {
    /// What the largest of all settings explains where none has anything to do with it, in 95 of 100 shuffles; none
    /// of too few worlds.
    pub floor: Option<f64>,
    /// Settings above it, the largest first.
    pub drivers: Vec<Driver>,
    /// The setting that explains most, whether above the floor or not, and how much.
    pub most: Option<Driver>,
    /// Worlds that tell of it.
    pub worlds: usize,
}

impl Hangs {
    /// How many worlds show a setting that explains a share of the variance about as often as not: the floor falls
    /// as one over their number.
    pub fn worlds_for(&self, share: f64) -> Option<usize> {
        let wanted = self.floor? * self.worlds as f64 / share;
        Some(((wanted / 10.0).ceil() * 10.0) as usize)
    }
}

/// A setting that varies over worlds, or several that go together.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// The first of its settings.
    pub id: SettingId,
    /// Its value in each world: of a factor in the first zone where it is not nothing.
    pub values: Vec<f64>,
    /// The logarithm of what each world weighs under the other shape of its range.
    pub log_ratios: Vec<f64>,
}

/// All settings that vary over the worlds of a result, but for what is given.
pub(super) fn axes(
    worlds: &[Supposed],
    settings: &[String],
    given: &[String],
    origin: Origin,
) -> Vec<Axis> {
    let position = |id: SettingId| {
        let word = id.setting().id;
        let is_given = given.iter().any(|known| known == word);
        if is_given { None } else { settings.iter().position(|known| known == word) }
    };
    let of = |at: usize, id: SettingId| {
        let value = |world: &Supposed| -> Option<[f64; 3]> {
            let kept = world.values.get(at)?;
            match kept.as_slice() {
                [one] => Some([*one; 3]),
                [a, b, c] => Some([*a, *b, *c]),
                _ => None,
            }
        };
        let zones: Option<Vec<[f64; 3]>> = worlds.iter().map(value).collect();
        let zones = zones?;
        let zone = id.setting().default.iter().position(|value| *value != 0.0).unwrap_or(0);
        let values: Vec<f64> = zones.iter().map(|zones| zones[zone]).collect();
        let varies = values.iter().any(|value| value.to_bits() != values[0].to_bits());
        let log_ratios = zones.iter().map(|zones| other_shape(id, *zones, origin)).collect();
        varies.then_some(Axis { id, values, log_ratios })
    };
    let first = dimensions().iter().filter_map(|dimension| {
        dimension.settings.iter().copied().find_map(|id| Some((position(id)?, id)))
    });
    first.filter_map(|(at, id)| of(at, id)).collect()
}

/// Positions 0 to n - 1 in an order by lot, for each shuffle.
pub(super) fn shuffles(n: usize) -> Vec<Vec<usize>> {
    let one = |shuffle: usize| {
        let mut stream = Luck::of_seed(KEY).stream(Process::Resample, n as u32, shuffle as u32);
        let mut order: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            let other = (stream.uniform() * (last + 1) as f64) as usize;
            order.swap(last, other.min(last));
        }
        order
    };
    (0..SHUFFLES).map(one).collect()
}

/// The value that the largest of all settings exceeds in 5 of 100 shuffles.
pub(super) fn floor_of(mut largest: Vec<f64>) -> f64 {
    largest.sort_unstable_by(|a, b| b.total_cmp(a));
    largest.get(FROM_TOP - 1).copied().unwrap_or(f64::INFINITY)
}

/// Ranks between -1 and 1, ties at their middle.
pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    let n = values.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; n];
    let mut from = 0;
    while from < n {
        let value = values[order[from]];
        let to = (from..n).find(|&at| values[order[at]] > value).unwrap_or(n);
        let middle = (from + to) as f64 / n as f64 - 1.0;
        for &at in &order[from..to] {
            ranks[at] = middle;
        }
        from = to;
    }
    ranks
}

/// The position of the rank nearest to one.
fn nearest(ranks: &[f64], wanted: f64) -> usize {
    let distance = |at: &usize| (ranks[*at] - wanted).abs();
    (0..ranks.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}

/// Two curves over the worlds, of length one and at right angles to each other and to a constant: the rank, and
/// its square.
fn curves(values: &[f64]) -> [Vec<f64>; 2] {
    let ranks = ranks(values);
    let first = unit(ranks.clone(), &[]);
    let square = ranks.iter().map(|rank| rank * rank).collect();
    let second = unit(square, &first);
    [first, second]
}

/// Of length one, about its mean and without what lies along another; nothing where nothing is left.
fn unit(mut values: Vec<f64>, without: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    for value in &mut values {
        *value -= mean;
    }
    let before: f64 = values.iter().map(|value| value * value).sum();
    let along: f64 = values.iter().zip(without).map(|(a, b)| a * b).sum();
    for (value, other) in values.iter_mut().zip(without) {
        *value -= along * other;
    }
    let squares: f64 = values.iter().map(|value| value * value).sum();
    let length = if squares > 1e-9 * before { sqrt(squares) } else { f64::INFINITY };
    for value in &mut values {
        *value /= length;
    }
    values
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// What is worked out of settings once for all differences of the same worlds.
pub(super) struct Table {
    axes: Vec<Axis>,
    curves: Vec<[Vec<f64>; 2]>,
    shuffles: Vec<Vec<usize>>,
}

impl Table {
    pub(super) fn new(axes: Vec<Axis>) -> Self {
        let worlds = axes.first().map_or(0, |axis| axis.values.len());
        let curves = axes.iter().map(|axis| curves(&axis.values)).collect();
        let shuffles = if worlds >= FEWEST { shuffles(worlds) } else { Vec::new() };
        Self { axes, curves, shuffles }
    }

    /// The same of some worlds.
    fn only(&self, known: &[usize]) -> Self {
        let of = |values: &[f64]| known.iter().map(|&at| values[at]).collect();
        let axis = |axis: &Axis| Axis {
            id: axis.id,
            values: of(&axis.values),
            log_ratios: of(&axis.log_ratios),
        };
        Self::new(self.axes.iter().map(axis).collect())
    }

    /// What settings explain of differences, a world each; those that are not a number are left out.
    pub(super) fn hangs(&self, differences: &[f64]) -> Hangs {
        let known: Vec<usize> =
            (0..differences.len()).filter(|&at| differences[at].is_finite()).collect();
        if known.len() < differences.len() {
            let values: Vec<f64> = known.iter().map(|&at| differences[at]).collect();
            return self.only(&known).hangs(&values);
        }
        let n = differences.len();
        if self.shuffles.is_empty() || self.axes.first().is_none_or(|of| of.values.len() != n) {
            return Hangs { worlds: n, ..Hangs::default() };
        }
        let mean = differences.iter().sum::<f64>() / n as f64;
        let centred: Vec<f64> = differences.iter().map(|value| value - mean).collect();
        let all = dot(&centred, &centred);
        let is_flat = all <= 1e-20 * (all + mean * mean * n as f64);
        if is_flat {
            return Hangs { worlds: n, floor: Some(0.0), ..Hangs::default() };
        }
        let explains = |[first, second]: &[Vec<f64>; 2], values: &[f64]| {
            let (one, two) = (dot(first, values), dot(second, values));
            (one * one + two * two) / all
        };
        let largest = self.shuffles.iter().map(|order| {
            let values: Vec<f64> = order.iter().map(|&at| centred[at]).collect();
            self.curves.iter().map(|curves| explains(curves, &values)).fold(0.0, f64::max)
        });
        let floor = floor_of(largest.collect());
        let driver = |(axis, curves): (&Axis, &[Vec<f64>; 2])| {
            let [one, two] = [&curves[0], &curves[1]].map(|curve| dot(curve, &centred));
            let [low, high] = [-END, END].map(|rank| nearest(&ranks(&axis.values), rank));
            let fitted = |at: usize| mean + one * curves[0][at] + two * curves[1][at] + 0.0;
            Driver {
                setting: axis.id.setting().id.to_owned(),
                explains: explains(curves, &centred),
                low: axis.values[low],
                high: axis.values[high],
                at_low: fitted(low),
                at_high: fitted(high),
            }
        };
        let mut drivers: Vec<Driver> = self.axes.iter().zip(&self.curves).map(driver).collect();
        // In the order of the registry where two explain the same.
        drivers.sort_by(|a, b| b.explains.total_cmp(&a.explains));
        let most = drivers.first().cloned();
        drivers.retain(|driver| driver.explains > floor);
        Hangs { floor: Some(floor), drivers, most, worlds: n }
    }

    /// Logarithms of what worlds weigh under the other shape of the ranges of some settings.
    pub(super) fn log_ratios(&self, drivers: &[Driver], worlds: usize) -> Vec<f64> {
        let mut sums = vec![0.0; worlds];
        let is_named =
            |axis: &&Axis| drivers.iter().any(|driver| driver.setting == axis.id.setting().id);
        for axis in self.axes.iter().filter(is_named) {
            for (sum, ratio) in sums.iter_mut().zip(&axis.log_ratios) {
                *sum += ratio;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Settings of the registry with values drawn evenly, a world each.
    fn invented(settings: usize, worlds: usize, key: u64) -> Vec<Axis> {
        let luck = Luck::of_seed(key);
        let ids = dimensions().iter().take(settings).map(|dimension| dimension.settings[0]);
        let axis = |(at, id): (usize, SettingId)| {
            let mut stream = luck.stream(Process::World, 1, at as u32);
            let values: Vec<f64> = (0..worlds).map(|_| stream.uniform()).collect();
            Axis { id, log_ratios: vec![0.0; worlds], values }
        };
        ids.enumerate().map(axis).collect()
    }

    fn noise(worlds: usize, key: u64) -> Vec<f64> {
        let mut stream = Luck::of_seed(key).stream(Process::World, 2, 0);
        (0..worlds).map(|_| stream.normal()).collect()
    }

    #[test]
    fn ranks_lie_evenly_between_ends_and_ties_share_theirs() {
        assert_eq!(ranks(&[3.0, 1.0, 2.0, 4.0]), [0.25, -0.75, -0.25, 0.75]);
        assert_eq!(ranks(&[1.0, 1.0, 5.0, 5.0]), [-0.5, -0.5, 0.5, 0.5]);
    }

    #[test]
    fn a_setting_that_moves_the_difference_is_found_and_its_share_is_what_it_explains() {
        let axes = invented(40, 256, 3);
        let noise = noise(256, 4);
        // Of a variance of 4/3 + 1 four sevenths are those of the setting.
        let values: Vec<f64> =
            axes[7].values.iter().zip(&noise).map(|(at, noise)| 4.0 * at + noise).collect();
        let found = Table::new(axes.clone()).hangs(&values);
        let first = &found.drivers[0];
        assert_eq!(first.setting, axes[7].id.setting().id);
        assert!(
            (first.explains - 4.0 / 7.0).abs() < 0.1 && first.at_high > first.at_low + 2.0,
            "{first:?}"
        );
        // One that acts at both ends is found too, and one that lowers.
        let bent: Vec<f64> = axes[2]
            .values
            .iter()
            .zip(&noise)
            .map(|(at, noise)| -8.0 * (at - 0.5) * (at - 0.5) + 0.3 * noise - at)
            .collect();
        let found = Table::new(axes.clone()).hangs(&bent);
        assert_eq!(found.drivers[0].setting, axes[2].id.setting().id);
        assert!(found.drivers[0].at_high < found.drivers[0].at_low);
    }

    /// 200 tries of 40 settings without effect, each at a chance of 5 in 100 that any is named: 10 are expected;
    /// more than 22 come with a chance below 1e-3.
    #[test]
    fn settings_that_do_nothing_are_named_in_five_of_a_hundred_tries() {
        let named = (0..200).filter(|&key| {
            let table = Table::new(invented(40, 40, 1_000 + key));
            !table.hangs(&noise(40, 5_000 + key)).drivers.is_empty()
        });
        let named = named.count();
        assert!((1..=22).contains(&named), "{named}");
    }

    #[test]
    fn of_few_worlds_or_of_no_difference_nothing_is_named() {
        let axes = invented(5, 11, 1);
        let found = Table::new(axes).hangs(&noise(11, 2));
        assert_eq!((found.floor, found.worlds, found.drivers.len()), (None, 11, 0));
        let flat = Table::new(invented(5, 30, 1)).hangs(&[0.1; 30]);
        assert!(flat.drivers.is_empty() && flat.floor == Some(0.0));
        assert_eq!(Table::new(Vec::new()).hangs(&[1.0, 2.0]).floor, None);
    }

    #[test]
    fn worlds_without_a_value_are_left_out() {
        let axes = invented(10, 64, 9);
        let mut values: Vec<f64> = axes[3].values.iter().map(|at| 2.0 * at).collect();
        values[5] = f64::NAN;
        let found = Table::new(axes.clone()).hangs(&values);
        assert_eq!(found.worlds, 63);
        assert_eq!(found.drivers[0].setting, axes[3].id.setting().id);
    }

    #[test]
    fn four_times_the_worlds_show_a_quarter_of_the_share() {
        let hangs = Hangs { floor: Some(0.2), worlds: 64, ..Hangs::default() };
        assert_eq!(hangs.worlds_for(0.05), Some(260));
        assert_eq!(Hangs::default().worlds_for(0.05), None);
    }
}
