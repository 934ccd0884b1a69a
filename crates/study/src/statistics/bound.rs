//! How far a mean may be from the truth: for a number of values fixed before, or at any number.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::bootstrap::bootstrap_t;
use crate::math::{ln, pow, sqrt};

/// A rule for the interval of a mean of values that are roughly normal with unknown variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Chance that the interval misses; of a sequence, that any of its intervals ever does.
    alpha: f64,
    /// Variance of the mixture over effects (in standard deviations); none for a fixed number.
    mixture: Option<f64>,
    /// Whether the shape of the values decides between Student's t and bootstrap-t.
    by_shape: bool,
    /// Control variates by which the values were adjusted: degrees of freedom that they cost.
    controls: usize,
}

/// A kind of interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// None: fewer than two values, or nothing can be said yet.
    #[default]
    None,
    /// None: all values are the same, which says nothing of those that were not seen.
    Equal,
    /// Student's t.
    T,
    /// Bootstrap-t, at no end narrower than Student's t.
    BootstrapT,
    /// A confidence sequence.
    Sequence,
}

impl Kind {
    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Equal => "equal",
            Self::T => "t",
            Self::BootstrapT => "bootstrap_t",
            Self::Sequence => "sequence",
        }
    }
}

/// The interval of a mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lower end; not a number where there is no interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// What it is.
    pub kind: Kind,
}

/// Below this number of values their shape cannot be judged.
const FEW: usize = 10;
/// From this share of values that are zero on, most of the spread comes from few values.
pub(super) const MANY_ZEROS: f64 = 0.2;
/// From this skewness on.
const SKEWED: f64 = 1.0;
/// Values that differ by less than this share of the largest are the same but for rounding.
pub(super) const ROUNDING: f64 = 1e-12;

/// Number of values at which a sequence is made to be narrow.
const NARROW_AT: f64 = 40.0;

impl Bound {
    /// Student's t for a number of values fixed before any was seen.
    pub fn fixed(alpha: f64) -> Self {
        Self { alpha, mixture: None, by_shape: false, controls: 0 }
    }

    /// For a number of values fixed before any was seen, where their shape is not known: bootstrap-t of
    /// fewer than 10 values, of values of which a fifth or more are zero, and of values whose skewness is
    /// 1 or more on either side; else Student's t. The rule was fixed before any result was seen.
    pub fn by_shape(alpha: f64) -> Self {
        Self { by_shape: true, ..Self::fixed(alpha) }
    }

    /// The same without a look at the shape of the values: Student's t where that decided.
    pub(crate) fn of_any_shape(self) -> Self {
        Self { by_shape: false, ..self }
    }

    /// Student's t of values that were adjusted by control variates, which cost a degree of freedom each.
    pub fn with_controls(self, controls: usize) -> Self {
        Self { controls, ..self.of_any_shape() }
    }

    /// A confidence sequence: with chance 1 − alpha its intervals hold at all numbers of values
    /// together, so one may look as often as one likes and stop when one likes.
    ///
    /// It inverts the t-test by a normal mixture over effects under the right Haar measure of scale
    /// (Lai 1976; Wang and Ramdas 2025, "Anytime-valid t-tests and confidence sequences for Gaussian
    /// means with unknown variance"), a nonnegative martingale under each mean, so that Ville's
    /// inequality bounds the chance of ever missing; see also Howard et al. 2021. That is so of normal
    /// values; where most values are the same or they are skewed, the interval also reaches as far as
    /// bootstrap-t at half the chance, and tests by repetition say how often it misses then.
    pub(crate) fn sequence(alpha: f64) -> Self {
        let twice = 2.0 * ln(1.0 / alpha);
        let mixture = Some((twice + ln(1.0 + twice)) / NARROW_AT);
        Self { alpha, mixture, by_shape: true, controls: 0 }
    }

    /// Chance that it misses.
    pub(super) const fn alpha(self) -> f64 {
        self.alpha
    }

    /// Whether it holds at any number of values.
    pub(super) const fn is_sequence(self) -> bool {
        self.mixture.is_some()
    }

    /// The interval of the mean of a sorted sample. `scale` is the size of the numbers that the values are
    /// differences of: values that differ by their rounding alone are the same.
    pub fn range(self, sorted: &[f64], mean: f64, sd: f64, scale: f64) -> Range {
        let none = |kind| Range { low: f64::NAN, high: f64::NAN, kind };
        let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else {
            return none(Kind::None);
        };
        if sorted.len() < 2 {
            return none(Kind::None);
        }
        if most - least <= ROUNDING * scale.max(least.abs()).max(most.abs()) {
            return none(Kind::Equal);
        }
        let half = self.half_width(sorted.len(), sd);
        let (low, high) = (mean - half, mean + half);
        let (plain, shaped, alpha) = match self.mixture {
            Some(_) => (Kind::Sequence, Kind::Sequence, self.alpha / 2.0),
            None => (Kind::T, Kind::BootstrapT, self.alpha),
        };
        if half.is_infinite() || !self.by_shape || has_good_shape(sorted, mean, sd) {
            return Range { low, high, kind: plain };
        }
        let [from, to] = bootstrap_t(sorted, mean, sd, alpha);
        Range { low: low.min(from), high: high.max(to), kind: shaped }
    }

    /// The share of all values that may differ where `n` of `n` are the same: with the confidence of the
    /// rule fewer do (the rule of three: at 95 % about 3 of `n`). It holds at any number of values, however
    /// often one looks.
    pub fn unseen(self, n: usize) -> f64 {
        1.0 - pow(self.alpha, 1.0 / n as f64)
    }

    /// Half the width of the interval of a mean of `n` values with standard deviation `sd`; not a
    /// number of fewer than two values, infinite where nothing can be said yet.
    pub fn half_width(self, n: usize, sd: f64) -> f64 {
        if n < 2 {
            return f64::NAN;
        }
        let count = n as f64;
        let freedom = count - 1.0 - self.controls as f64;
        let quantile = match self.mixture {
            None => StudentsT::new(0.0, 1.0, freedom)
                .map_or(f64::NAN, |t| t.inverse_cdf(1.0 - self.alpha / 2.0)),
            Some(mixture) => {
                // The Bayes factor (1 + ng)^(−1/2) ((1 + u) / (1 + u/(1 + ng)))^(n/2), u = t²/(n − 1),
                // reaches 1/alpha at u.
                let grown = 1.0 + count * mixture;
                let level = pow(sqrt(grown) / self.alpha, 2.0 / count);
                if level < grown {
                    sqrt(freedom * (level - 1.0) / (1.0 - level / grown))
                } else {
                    f64::INFINITY
                }
            }
        };
        if quantile.is_infinite() { quantile } else { quantile * sd / sqrt(count) }
    }
}

/// Whether Student's t may be trusted: enough values, few zeros, little skewness.
pub(super) fn has_good_shape(sorted: &[f64], mean: f64, sd: f64) -> bool {
    let n = sorted.len();
    let count = n as f64;
    let zeros = sorted.iter().filter(|value| **value == 0.0).count() as f64;
    let cubes: f64 = sorted.iter().map(|value| (value - mean) / sd).map(|z| z * z * z).sum();
    n >= FEW && zeros < MANY_ZEROS * count && (cubes / count).abs() < SKEWED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Luck, Process, Stream};

    #[test]
    fn the_quantiles_of_t_are_those_of_the_tables() {
        for (n, quantile) in
            [(2, 12.706_204_736), (3, 4.302_652_730), (20, 2.093_024_054), (40, 2.022_690_920)]
        {
            let half = Bound::fixed(0.05).half_width(n, 1.0) * sqrt(n as f64);
            assert!((half - quantile).abs() < 1e-6, "{n}");
        }
        assert!(Bound::fixed(0.05).half_width(1, 1.0).is_nan());
    }

    #[test]
    fn the_sequence_is_where_its_bayes_factor_reaches_one_over_alpha() {
        let (alpha, n) = (0.01, 40);
        let Bound { mixture: Some(g), .. } = Bound::sequence(alpha) else { unreachable!() };
        let half = Bound::sequence(alpha).half_width(n, 1.0);
        let (count, t) = (n as f64, half * sqrt(n as f64));
        let u = t * t / (count - 1.0);
        let grown = 1.0 + count * g;
        let factor = pow((1.0 + u) / (1.0 + u / grown), count / 2.0) / sqrt(grown);
        assert!((factor * alpha - 1.0).abs() < 1e-9, "{factor}");
    }

    #[test]
    fn a_sequence_is_wider_than_a_fixed_interval_but_less_than_twice_so_at_forty() {
        let at = |bound: Bound, n| bound.half_width(n, 1.0);
        for n in 10..400 {
            assert!(at(Bound::sequence(0.05), n) > at(Bound::fixed(0.05), n), "{n}");
        }
        assert!(at(Bound::sequence(0.05), 40) < 2.0 * at(Bound::fixed(0.05), 40));
        assert!(at(Bound::sequence(0.05), 2).is_infinite());
    }

    fn range(sample: &[f64], bound: Bound) -> Range {
        let mut sorted = sample.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let found = crate::statistics::summarise(&sorted);
        bound.range(&sorted, found.mean, found.sd, 1.0)
    }

    #[test]
    fn the_shape_of_the_values_decides_the_kind_of_interval_and_nothing_else_does() {
        let even: Vec<f64> = (1..=20).map(f64::from).collect();
        let kind = |sample: &[f64]| range(sample, Bound::by_shape(0.05)).kind;
        assert_eq!(kind(&even), Kind::T);
        assert_eq!(kind(&even[..9]), Kind::BootstrapT);
        assert_eq!(kind(&even[..10]), Kind::T);
        let mut zeros = even.clone();
        zeros[..4].fill(0.0);
        assert_eq!(kind(&zeros), Kind::BootstrapT);
        zeros[3] = 1.0;
        assert_eq!(kind(&zeros), Kind::T);
        let skewed: Vec<f64> = even.iter().map(|value| value.powi(6)).collect();
        assert_eq!(kind(&skewed), Kind::BootstrapT);
        assert_eq!(range(&skewed, Bound::fixed(0.05)).kind, Kind::T);
        assert_eq!(range(&skewed, Bound::sequence(0.05)).kind, Kind::Sequence);
        assert_eq!((kind(&[0.3]), kind(&[])), (Kind::None, Kind::None));
    }

    #[test]
    fn values_that_are_all_the_same_have_no_interval_but_a_bound_for_those_not_seen() {
        for same in [[0.0; 12], [0.3; 12]] {
            let found = range(&same, Bound::by_shape(0.05));
            assert!(found.kind == Kind::Equal && found.low.is_nan() && found.high.is_nan());
        }
        let rounded = [0.1 + 0.2, 0.3, 0.3, 0.3];
        assert_eq!(range(&rounded, Bound::fixed(0.05)).kind, Kind::Equal);
        // 1 − .05^(1/40) = .0722, just below 3 of 40.
        assert!((Bound::fixed(0.05).unseen(40) - 0.072_2).abs() < 1e-4);
        assert!((Bound::fixed(0.05).unseen(1) - 0.95).abs() < 1e-12);
    }

    #[test]
    fn a_bootstrap_interval_is_at_no_end_narrower_than_student_s() {
        let mut sparse = vec![0.0; 40];
        (sparse[0], sparse[1], sparse[2]) = (1.0, 2.0, 5.0);
        let [wide, t] = [Bound::by_shape(0.01), Bound::fixed(0.01)].map(|of| range(&sparse, of));
        assert!(wide.low <= t.low && wide.high > t.high, "{wide:?} {t:?}");
    }

    /// Share of samples whose interval leaves the mean of zero out.
    fn missed(bound: Bound, n: usize, draw: impl Fn(&mut Stream) -> f64) -> f64 {
        let samples = 400;
        let missed = (0..samples).filter(|&sample| {
            let mut stream = Luck::of_seed(sample).stream(Process::Rank, 0, 1);
            let values: Vec<f64> = (0..n).map(|_| draw(&mut stream)).collect();
            let found = range(&values, bound);
            found.low > 0.0 || found.high < 0.0
        });
        missed.count() as f64 / samples as f64
    }

    /// Chance of a false alarm: 1e-5 (a binomial's normal bound of 4.3 errors).
    #[test]
    fn skewed_values_are_missed_less_often_than_by_student_s_t() {
        let skewed = |stream: &mut Stream| stream.gamma(0.25, 4.0) - 1.0;
        let [t, shaped] =
            [Bound::fixed(0.05), Bound::by_shape(0.05)].map(|of| missed(of, 20, skewed));
        assert!(t > 0.12 && shaped < 0.6 * t, "t {t}, by shape {shaped}");
        let few = missed(Bound::by_shape(0.05), 5, |stream| stream.normal());
        assert!(few <= 0.05 + 4.3 * sqrt(0.05 * 0.95 / 400.0), "{few}");
    }

    /// Share of samples whose mean of zero is ever outside, looked at after each value from 10 to 200.
    fn ever_missed(bound: Bound, draw: impl Fn(&mut Stream) -> f64) -> f64 {
        let samples = 2_000;
        let missed = (0..samples).filter(|&sample| {
            let mut stream = Luck::of_seed(sample).stream(Process::Rank, 0, 0);
            let (mut sum, mut squares) = (0.0, 0.0);
            (1..=200).any(|n| {
                let value = draw(&mut stream);
                sum += value;
                squares += value * value;
                let (count, mean) = (f64::from(n), sum / f64::from(n));
                let sd = sqrt((squares - count * mean * mean).max(0.0) / (count - 1.0).max(1.0));
                n >= 10 && mean.abs() > bound.half_width(n as usize, sd)
            })
        });
        missed.count() as f64 / samples as f64
    }

    /// Chance of a false alarm of each claim below: 1e-5 (a binomial's normal bound of 4.3 errors).
    #[test]
    fn looking_after_every_value_keeps_the_error_of_a_sequence_and_breaks_that_of_a_fixed_interval()
    {
        let alpha = 0.1;
        let allowed = alpha + 4.3 * sqrt(alpha * (1.0 - alpha) / 2_000.0);
        let normal = |stream: &mut Stream| stream.normal();
        // Skewness 1; of an exponential distribution (2) the rate would be .137: a limit of the method.
        let skewed = |stream: &mut Stream| stream.gamma(4.0, 1.0) - 4.0;
        let found = ever_missed(Bound::sequence(alpha), normal);
        assert!(found <= allowed, "normal: {found}");
        let found = ever_missed(Bound::sequence(alpha), skewed);
        assert!(found <= allowed, "skewed: {found}");
        let broken = ever_missed(Bound::fixed(alpha), normal);
        assert!(broken > 0.25, "a fixed interval looked at each time: {broken}");
    }
}
