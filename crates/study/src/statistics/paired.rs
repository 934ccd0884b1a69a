//! Paired samples: the same seeds in two worlds.

use super::bound::{MANY_ZEROS, ROUNDING, has_good_shape};
use super::{Bound, Kind, Summary, quantile, summarise};
use crate::math::sqrt;

/// Paired differences in a few numbers. What cannot be said of so few pairs is not a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// Pairs in which both have a value.
    pub n: usize,
    /// Mean of the first.
    pub first: f64,
    /// Mean of the second.
    pub second: f64,
    /// Mean of second less first.
    pub difference: f64,
    /// Lower end of the interval of the mean difference: its precision. Not a number where there is none.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// What kind of interval it is.
    pub kind: Kind,
    /// Where all differences are the same: with the confidence of the interval fewer than this share of
    /// seeds differ from it. Not a number elsewhere.
    pub unseen: f64,
    /// Standard deviation of the differences: their spread.
    pub sd: f64,
    /// Quantiles .1 and .9 of the differences: their spread.
    pub spread: [f64; 2],
    /// Share of pairs in which the second is higher.
    pub higher: f64,
    /// Share of pairs in which the second is lower.
    pub lower: f64,
    /// Correlation of the pairs.
    pub correlation: f64,
    /// How many times as many pairs two independent samples would take for the same precision:
    /// (variance of first + variance of second) / variance of the differences.
    pub(crate) saving: f64,
}

/// Compares pairs, in the order given; those in which one is not a number are left out.
pub fn paired(pairs: &[(f64, f64)], bound: Bound) -> Paired {
    let whole = pairs.iter().copied().filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (first, second): (Vec<f64>, Vec<f64>) = whole.unzip();
    let differences: Vec<f64> = first.iter().zip(&second).map(|(a, b)| b - a).collect();
    let n = differences.len();
    let [of_first, of_second, of_differences] =
        [&first, &second, &differences].map(|s| summarise(s));
    let share = |is: fn(f64) -> bool| {
        differences.iter().filter(|&&difference| is(difference)).count() as f64 / n as f64
    };
    let mut sorted = differences.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let size = |summary: &Summary| summary.min.abs().max(summary.max.abs());
    let scale = size(&of_first).max(size(&of_second));
    let range = bound.range(&sorted, of_differences.mean, of_differences.sd, scale);
    let square = |summary: &Summary| summary.sd * summary.sd;
    let apart = square(&of_first) + square(&of_second);
    Paired {
        n,
        first: of_first.mean,
        second: of_second.mean,
        difference: of_differences.mean,
        low: range.low,
        high: range.high,
        kind: range.kind,
        unseen: if range.kind == Kind::Equal { bound.unseen(n) } else { f64::NAN },
        sd: of_differences.sd,
        spread: [quantile(&sorted, 0.1), quantile(&sorted, 0.9)],
        higher: share(|difference| difference > 0.0),
        lower: share(|difference| difference < 0.0),
        correlation: covariance(&first, &second) / (of_first.sd * of_second.sd),
        saving: apart / square(&of_differences),
    }
}

/// Whether most of what is known of the differences of pairs hangs on few of them: a fifth or more are the
/// same, and fewer than `least` are not. No number of such pairs says how large a difference is.
pub(crate) fn hangs_on_few(pairs: &[(f64, f64)], least: usize) -> bool {
    let whole = pairs.iter().filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let mut sorted: Vec<f64> = whole.map(|(a, b)| b - a).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let scale = pairs.iter().flat_map(|(a, b)| [a.abs(), b.abs()]).fold(0.0_f64, f64::max);
    let groups = sorted.chunk_by(|a, b| b - a <= ROUNDING * scale);
    let commonest = groups.map(<[f64]>::len).max().unwrap_or(0);
    let n = sorted.len();
    commonest > 1 && commonest as f64 >= MANY_ZEROS * n as f64 && n - commonest < least
}

/// What the shape of paired differences says of their mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// All are the same, but for rounding.
    Equal,
    /// Student's t may be trusted.
    Good,
    /// It may not: few, skewed, or many that are zero.
    Bad,
}

/// The shape of paired differences, of which none is empty.
pub(crate) fn paired_shape(pairs: &[(f64, f64)]) -> Shape {
    let apart: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
    let found = summarise(&apart);
    let scale = pairs.iter().flat_map(|(a, b)| [a.abs(), b.abs()]).fold(0.0_f64, f64::max);
    if found.max - found.min <= ROUNDING * scale {
        return Shape::Equal;
    }
    if has_good_shape(&apart, found.mean, found.sd) { Shape::Good } else { Shape::Bad }
}

/// Sample covariance (divided by n − 1).
pub(crate) fn covariance(first: &[f64], second: &[f64]) -> f64 {
    let n = first.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (a, b) = (mean(first), mean(second));
    first.iter().zip(second).map(|(x, y)| (x - a) * (y - b)).sum::<f64>() / (n - 1.0)
}

/// A ratio of the means of a paired sample with Fieller's interval (1954).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Mean of the numerators over mean of the denominators.
    pub ratio: f64,
    /// Ends of the interval; none where the denominator may be zero, so that it is not bounded.
    pub interval: Option<[f64; 2]>,
}

/// The ratio of two means, pair by pair.
pub(crate) fn ratio_of_means(numerators: &[f64], denominators: &[f64], bound: Bound) -> Ratio {
    let n = numerators.len() as f64;
    let [above, below] = [numerators, denominators].map(summarise);
    let t = bound.half_width(numerators.len(), 1.0);
    // (above − r below)² ≤ t² (s_aa − 2 r s_ab + r² s_bb), a quadratic in r. `t` has 1/√n in it.
    let g = t * t;
    let (s_aa, s_bb) = (above.sd * above.sd, below.sd * below.sd);
    let s_ab = covariance(numerators, denominators);
    let a = below.mean * below.mean - g * s_bb;
    let b = above.mean * below.mean - g * s_ab;
    let c = above.mean * above.mean - g * s_aa;
    let root = b * b - a * c;
    let interval =
        (n >= 2.0 && a > 0.0 && root >= 0.0).then(|| [(b - sqrt(root)) / a, (b + sqrt(root)) / a]);
    Ratio { ratio: above.mean / below.mean, interval }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_compared_as_tables_say() {
        // Student's sleep data (1908), extra hours of sleep of ten people under two drugs.
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let pairs: Vec<(f64, f64)> = first.into_iter().zip(second).collect();
        let found = paired(&pairs, Bound::fixed(0.05));
        assert!((found.difference - 1.58).abs() < 1e-12);
        assert!((found.low - 0.700_114).abs() < 1e-5 && (found.high - 2.459_886).abs() < 1e-5);
        assert!((found.correlation - 0.795_170).abs() < 1e-5);
        assert!((found.higher, found.lower) == (0.9, 0.0));
        // Variances 3.200556 and 4.009000, of the differences 1.512889.
        assert!((found.saving - (3.200_556 + 4.009) / 1.512_889).abs() < 1e-4);
    }

    #[test]
    fn empty_cells_leave_their_pair_out() {
        let pairs = [(1.0, 2.0), (f64::NAN, 3.0), (2.0, f64::NAN), (3.0, 5.0)];
        let found = paired(&pairs, Bound::fixed(0.05));
        assert_eq!((found.n, found.first, found.second, found.difference), (2, 2.0, 3.5, 1.5));
    }

    #[test]
    fn equal_worlds_differ_by_nothing_and_one_pair_says_nothing_of_precision() {
        let same = paired(&[(0.1, 0.1), (0.3, 0.3), (0.7, 0.7)], Bound::fixed(0.05));
        assert_eq!((same.difference, same.sd, same.kind), (0.0, 0.0, Kind::Equal));
        assert!(same.low.is_nan() && same.high.is_nan() && same.unseen > 0.6);
        assert!(paired(&[(0.1, 0.2)], Bound::fixed(0.05)).low.is_nan());
        assert!(paired(&[], Bound::fixed(0.05)).difference.is_nan());
    }

    #[test]
    fn differences_hang_on_few_where_a_fifth_are_the_same_and_few_are_not() {
        let pairs = |zeros: usize, others: usize| -> Vec<(f64, f64)> {
            let all = std::iter::repeat_n(0.0, zeros).chain((1..=others).map(|by| by as f64));
            all.map(|by| (3.0, 3.0 + by)).collect()
        };
        assert!(hangs_on_few(&pairs(30, 0), 10) && hangs_on_few(&pairs(30, 9), 10));
        assert!(!hangs_on_few(&pairs(30, 10), 10) && !hangs_on_few(&pairs(1, 8), 10));
        assert!(!hangs_on_few(&pairs(0, 8), 10) && hangs_on_few(&pairs(2, 8), 10));
        // The commonest need not be zero, and rounding parts nothing.
        let mut shifted: Vec<(f64, f64)> = vec![(0.1, 0.3), (0.3, 0.5), (0.2, 0.4), (1.0, 9.0)];
        shifted.push((f64::NAN, 1.0));
        assert!(hangs_on_few(&shifted, 2));
    }

    #[test]
    fn fiellers_interval_holds_the_ratio_and_is_refused_where_the_denominator_may_be_zero() {
        let costs = [10.0, 11.0, 9.5, 10.5, 9.0];
        let gains = [2.0, 2.2, 1.9, 2.0, 1.9];
        let found = ratio_of_means(&costs, &gains, Bound::fixed(0.05));
        let [low, high] = found.interval.unwrap();
        assert!((found.ratio - 5.0).abs() < 1e-12 && low < 5.0 && 5.0 < high);
        // Each end solves the equation that defines it.
        for end in [low, high] {
            let rest: Vec<f64> = costs.iter().zip(gains).map(|(c, g)| c - end * g).collect();
            let rest = summarise(&rest);
            let half = Bound::fixed(0.05).half_width(5, rest.sd);
            assert!((rest.mean.abs() - half).abs() < 1e-9);
        }
        let open = ratio_of_means(&costs, &[0.1, -0.1, 0.2, -0.2, 0.05], Bound::fixed(0.05));
        assert_eq!(open.interval, None);
    }
}
