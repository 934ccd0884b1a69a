//! How far a mean may be from the truth: for a number of values fixed before, or at any number.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::math::{ln, pow, sqrt};

/// A rule for the interval of a mean of values that are roughly normal with unknown variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Chance that the interval misses; of a sequence, that any of its intervals ever does.
    alpha: f64,
    /// Variance of the mixture over effects (in standard deviations); none for a fixed number.
    mixture: Option<f64>,
}

/// Number of values at which a sequence is made to be narrow.
const NARROW_AT: f64 = 40.0;

impl Bound {
    /// Student's t for a number of values fixed before any was seen.
    pub fn fixed(alpha: f64) -> Self {
        Self { alpha, mixture: None }
    }

    /// A confidence sequence: with chance 1 − alpha its intervals hold at all numbers of values
    /// together, so one may look as often as one likes and stop when one likes.
    ///
    /// It inverts the t-test by a normal mixture over effects under the right Haar measure of scale
    /// (Lai 1976; Wang and Ramdas 2025, "Anytime-valid t-tests and confidence sequences for Gaussian
    /// means with unknown variance"), a nonnegative martingale under each mean, so that Ville's
    /// inequality bounds the chance of ever missing; see also Howard et al. 2021.
    pub fn sequence(alpha: f64) -> Self {
        let twice = 2.0 * ln(1.0 / alpha);
        Self { alpha, mixture: Some((twice + ln(1.0 + twice)) / NARROW_AT) }
    }

    /// Half the width of the interval of a mean of `n` values with standard deviation `sd`; not a
    /// number of fewer than two values, infinite where nothing can be said yet.
    pub fn half_width(self, n: usize, sd: f64) -> f64 {
        if n < 2 {
            return f64::NAN;
        }
        let count = n as f64;
        let freedom = count - 1.0;
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
