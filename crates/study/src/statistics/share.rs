//! How far a share of seeds may be from the truth.

use statrs::function::beta::ln_beta;

use super::Bound;
use super::beta::ends_of_share;
use crate::math::ln;

/// Halvings of a span of 1: what is left is below the last bit that is shown.
const HALVINGS: usize = 60;

impl Bound {
    /// The interval of a share of which `k` in `n` were seen: that of Clopper and Pearson (1934), which never
    /// misses more often than it says; where one looks as often as one likes, that of a beta-binomial
    /// mixture (Robbins 1970). Nothing of no seed.
    pub fn share(self, k: usize, n: usize) -> Option<[f64; 2]> {
        if n == 0 {
            return None;
        }
        let (seen, rest) = (k as f64, (n - k) as f64);
        if !self.is_sequence() {
            return Some(ends_of_share(seen, seen + rest, self.alpha() / 2.0));
        }
        let excludes: &dyn Fn(f64) -> bool = &|p| self.excludes(p, [seen, rest]);
        let middle = seen / (seen + rest);
        let low = if k == 0 { 0.0 } else { end(middle, 0.0, excludes) };
        let high = if k == n { 1.0 } else { end(middle, 1.0, excludes) };
        Some([low, high])
    }

    /// Whether a confidence sequence leaves a share out.
    fn excludes(self, p: f64, [seen, rest]: [f64; 2]) -> bool {
        let mixed = ln_beta(seen + 0.5, rest + 0.5) - ln_beta(0.5, 0.5);
        mixed - seen * ln(p) - rest * ln(1.0 - p) >= ln(1.0 / self.alpha())
    }
}

/// Where what is left out ends, between the share that was seen and 0 or 1.
fn end(middle: f64, outer: f64, excludes: &dyn Fn(f64) -> bool) -> f64 {
    let (mut kept, mut out) = (middle, outer);
    for _ in 0..HALVINGS {
        let half = f64::midpoint(kept, out);
        if half <= 0.0 || half >= 1.0 || excludes(half) {
            out = half;
        } else {
            kept = half;
        }
    }
    kept
}

/// How often what has chance `p` at most is seen `k` times in `n`, or more.
#[cfg(test)]
fn at_least(k: usize, n: usize, p: f64) -> f64 {
    let choose =
        |j: usize| -> f64 { (1..=j).map(|i| ln((n + 1 - i) as f64) - ln(i as f64)).sum::<f64>() };
    (k..=n)
        .map(|j| crate::math::exp(choose(j) + j as f64 * ln(p) + (n - j) as f64 * ln(1.0 - p)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_is_the_share_of_which_so_many_seeds_are_just_not_too_rare() {
        for (k, n) in [(3, 10), (9, 10), (20, 40), (1, 5)] {
            let [low, high] = Bound::fixed(0.05).share(k, n).unwrap();
            assert!((at_least(k, n, low) - 0.025).abs() < 1e-9, "{k} of {n}: {low}");
            assert!((at_least(n - k, n, 1.0 - high) - 0.025).abs() < 1e-9, "{k} of {n}: {high}");
        }
    }

    #[test]
    fn all_or_none_of_the_seeds_leave_room_on_one_side() {
        let bound = Bound::fixed(0.05);
        // 1 - .025^(1/40)
        let [low, high] = bound.share(40, 40).unwrap();
        assert!((low - 0.911_904).abs() < 1e-5 && high.to_bits() == 1.0_f64.to_bits());
        let [low, high] = bound.share(0, 40).unwrap();
        assert!(low.to_bits() == 0 && (high - 0.088_097).abs() < 1e-5);
        assert_eq!(bound.share(0, 0), None);
    }

    #[test]
    fn an_interval_that_holds_however_often_one_looks_is_wider() {
        for (k, n) in [(3, 10), (38, 40), (40, 40)] {
            let [low, high] = Bound::fixed(0.05).share(k, n).unwrap();
            let [wide_low, wide_high] = Bound::sequence(0.05).share(k, n).unwrap();
            assert!(wide_low < low && wide_high >= high, "{k} of {n}");
        }
    }
}
