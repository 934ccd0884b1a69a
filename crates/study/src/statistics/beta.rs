//! Quantiles of the beta distribution, and what follows from them: the interval of a share, and the
//! quantiles of the ratio of two variances.

use statrs::function::beta::beta_reg;

/// Halvings of a span of 1: what is left is below the last bit that is shown.
const HALVINGS: usize = 60;

/// The quantile `p` of the beta distribution with shapes `a` and `b`, both above 0.
pub(crate) fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let half = f64::midpoint(low, high);
        if beta_reg(a, b, half) < p {
            low = half;
        } else {
            high = half;
        }
    }
    f64::midpoint(low, high)
}

/// The quantile `p` of the ratio of two estimates of one variance (Fisher and Snedecor's F), with the
/// degrees of freedom of numerator and denominator.
pub(crate) fn f_quantile(above: f64, below: f64, p: f64) -> f64 {
    let x = beta_quantile(above / 2.0, below / 2.0, p);
    below * x / (above * (1.0 - x))
}

/// The interval of a share of which `k` of `n` were seen (Clopper and Pearson 1934): each end misses at most
/// with chance `alpha` / 2. Of none and of all there is one end only, which misses at most with chance
/// `alpha`: so 64 of 64 speak, at `alpha` .05, for at least .954. `k` and `n` may be parts of cases, where
/// cases count unequally. Nothing of no case.
pub(crate) fn interval_of_share(k: f64, n: f64, alpha: f64) -> Option<[f64; 2]> {
    // Below this part of a case weights add up to none but for their rounding.
    const ROUNDING: f64 = 1e-9;
    if n.is_nan() || n <= 0.0 {
        return None;
    }
    let rest = n - k;
    Some(match (k <= ROUNDING, rest <= ROUNDING) {
        (true, _) => ends_of_share(0.0, n, alpha),
        (_, true) => ends_of_share(n, n, alpha),
        _ => ends_of_share(k, n, alpha / 2.0),
    })
}

/// The ends of the interval of a share of which `k` of `n` were seen, of which each misses at most with a
/// chance; 0 and 1 where none or all were seen.
pub(super) fn ends_of_share(k: f64, n: f64, chance: f64) -> [f64; 2] {
    let rest = n - k;
    let low = if k > 0.0 { beta_quantile(k, rest + 1.0, chance) } else { 0.0 };
    let high = if rest > 0.0 { beta_quantile(k + 1.0, rest, 1.0 - chance) } else { 1.0 };
    [low, high]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{exp, ln};

    /// How often what has chance `p` is seen `k` times in `n`, or more.
    fn at_least(k: usize, n: usize, p: f64) -> f64 {
        let choose =
            |j: usize| -> f64 { (1..=j).map(|i| ln((n + 1 - i) as f64) - ln(i as f64)).sum() };
        (k..=n).map(|j| exp(choose(j) + j as f64 * ln(p) + (n - j) as f64 * ln(1.0 - p))).sum()
    }

    #[test]
    fn each_end_of_a_share_is_the_one_of_which_so_many_are_just_not_too_rare() {
        for (k, n) in [(3, 10), (9, 10), (20, 40), (1, 5), (62, 64)] {
            let [low, high] = interval_of_share(k as f64, n as f64, 0.05).unwrap();
            assert!((at_least(k, n, low) - 0.025).abs() < 1e-9, "{k} of {n}: {low}");
            assert!((at_least(n - k, n, 1.0 - high) - 0.025).abs() < 1e-9, "{k} of {n}: {high}");
        }
    }

    #[test]
    fn sixty_four_of_sixty_four_are_at_least_95_in_100() {
        let [low, high] = interval_of_share(64.0, 64.0, 0.05).unwrap();
        // .05^(1/64)
        assert!((low - 0.954_270).abs() < 1e-5 && high.to_bits() == 1.0_f64.to_bits(), "{low}");
        let [low, high] = interval_of_share(0.0, 64.0, 0.05).unwrap();
        assert!((high - 0.045_730).abs() < 1e-5 && low.to_bits() == 0, "{high}");
        assert_eq!(interval_of_share(0.0, 0.0, 0.05), None);
        // Parts of cases lie between whole ones.
        let low = |k: f64| interval_of_share(k, 20.0, 0.05).unwrap()[0];
        assert!(low(12.0) < low(12.5) && low(12.5) < low(13.0));
    }

    #[test]
    fn the_quantiles_of_f_are_those_of_the_tables() {
        for (above, below, p, table) in [
            (15.0, 16.0, 0.975, 2.787_5),
            (16.0, 15.0, 0.975, 2.836_0),
            (1.0, 10.0, 0.95, 4.964_6),
            (5.0, 2.0, 0.95, 19.296_4),
        ] {
            let found = f_quantile(above, below, p);
            assert!((found - table).abs() < 6e-4, "{above}, {below}: {found}");
        }
    }
}
