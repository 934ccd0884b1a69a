//! Pure numbers: summaries of samples. No world, no files.

mod beta;
mod bootstrap;
mod bound;
mod control;
mod paired;
mod share;

use crate::math::sqrt;

pub(crate) use beta::{f_quantile, interval_of_share};
pub use bound::{Bound, Kind, Range};
pub(crate) use control::Controls;
pub use paired::{Paired, Ratio, paired};
pub(crate) use paired::{Shape, hangs_on_few, paired_shape, ratio_of_means};

/// A sample in a few numbers. What cannot be said of so few values is not a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Values that are not empty.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Standard deviation: the spread of the values.
    pub sd: f64,
    /// Standard error: the precision of the mean.
    pub standard_error: f64,
    /// Lower end of the 95 % interval of the mean (Student's t); not a number where there is none.
    pub low: f64,
    /// Upper end of that interval.
    pub high: f64,
    /// What kind of interval it is: none of fewer than two values, nor where all are the same.
    pub kind: Kind,
    /// Where all values are the same: with 95 % confidence fewer than this share of all differ from them. Not
    /// a number elsewhere.
    pub unseen: f64,
    /// Least value.
    pub min: f64,
    /// Median.
    pub median: f64,
    /// Greatest value.
    pub max: f64,
}

/// Summarises a sample; values that are not numbers (empty cells) are left out.
pub fn summarise(values: &[f64]) -> Summary {
    let mut sample: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    sample.sort_unstable_by(f64::total_cmp);
    let n = sample.len();
    let count = n as f64;
    // Sorted, so that the sum does not depend on the order of the seeds.
    let mean = mean(&sample);
    let squares: f64 = sample.iter().map(|value| (value - mean) * (value - mean)).sum();
    let sd = if n > 1 { sqrt(squares / (count - 1.0)) } else { f64::NAN };
    let standard_error = sd / sqrt(count);
    let (least, most) = (sample.first().copied(), sample.last().copied());
    let [min, max] = [least, most].map(|end| end.unwrap_or(f64::NAN));
    let bound = Bound::fixed(0.05);
    let range = bound.range(&sample, mean, sd, min.abs().max(max.abs()));
    Summary {
        n,
        mean,
        sd,
        standard_error,
        low: range.low,
        high: range.high,
        kind: range.kind,
        unseen: if range.kind == Kind::Equal { bound.unseen(n) } else { f64::NAN },
        min,
        median: median(&sample),
        max,
    }
}

impl Summary {
    /// The same with its interval cut at the least and the most that the mean can be.
    pub fn within(self, (least, most): (f64, f64)) -> Self {
        let cut = |end: f64| if end.is_nan() { end } else { end.clamp(least, most) };
        Self { low: cut(self.low), high: cut(self.high), ..self }
    }
}

/// The mean of a sorted sample, within its ends: rounding must not give a constant a spread.
fn mean(sorted: &[f64]) -> f64 {
    match (sorted.first(), sorted.last()) {
        (Some(&least), Some(&greatest)) => {
            (sorted.iter().sum::<f64>() / sorted.len() as f64).clamp(least, greatest)
        }
        _ => f64::NAN,
    }
}

/// A quantile of a sorted sample, between its values by straight lines (type 7 of Hyndman and Fan).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = share * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

fn median(sorted: &[f64]) -> f64 {
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_summarised_as_tables_say() {
        let summary = summarise(&[2.0, 4.0, 4.0, f64::NAN, 6.0, 9.0]);
        assert_eq!(summary.n, 5);
        assert!((summary.mean - 5.0).abs() < 1e-12);
        assert!((summary.sd - 7.0_f64.sqrt()).abs() < 1e-12);
        // t with 4 degrees of freedom: 2.776445105.
        assert!(
            (summary.high - summary.mean - 2.776_445_105 * (7.0_f64 / 5.0).sqrt()).abs() < 1e-6
        );
        assert_eq!((summary.min, summary.median, summary.max), (2.0, 4.0, 9.0));
    }

    #[test]
    fn an_interval_is_cut_at_what_the_mean_can_be() {
        let share = summarise(&[0.0, 0.0, 0.3]).within((0.0, 1.0));
        assert!(share.low == 0.0 && share.high > 0.5 && share.high < 1.0);
        assert!(summarise(&[0.2]).within((0.0, 1.0)).low.is_nan());
    }

    #[test]
    fn a_constant_has_no_spread_whatever_the_rounding() {
        let summary = summarise(&[0.1; 20]);
        assert_eq!((summary.mean, summary.sd, summary.kind), (0.1, 0.0, Kind::Equal));
        // An interval of no width would say that all seeds are like these.
        assert!(summary.low.is_nan() && summary.high.is_nan());
        assert!((summary.unseen - 0.139_1).abs() < 1e-4);
        assert_eq!(summarise(&[0.1 + 0.2, 0.3, 0.3]).kind, Kind::Equal);
        assert_eq!(summarise(&[1.0, 2.0, 4.0, 3.0]).median, 2.5);
    }

    #[test]
    fn one_value_has_no_spread_and_none_has_no_mean() {
        let one = summarise(&[3.0]);
        assert!(one.mean == 3.0 && one.sd.is_nan() && one.low.is_nan());
        let none = summarise(&[f64::NAN]);
        assert!(none.n == 0 && none.mean.is_nan() && none.median.is_nan());
    }
}
