//! The same worlds under another shape: worlds that were drawn most at the defaults are weighed as if they
//! had been drawn evenly, and the other way round.

use crate::math::{exp, ln};

/// The density of a triangle with its peak at `peak`, falling to none at both ends, as a multiple of the even
/// density between the same ends.
#[cfg(test)]
pub(crate) fn triangle(value: f64, [low, peak, high]: [f64; 3]) -> f64 {
    let side = if value < peak {
        (value - low) / (peak - low)
    } else if high > peak {
        (high - value) / (high - peak)
    } else {
        1.0
    };
    2.0 * side.clamp(0.0, 1.0)
}

/// The logarithm of what a world weighs under the other shape, for one that was drawn with `densities`: of each
/// setting that of its own shape, and that of the other.
pub(crate) fn log_ratio(densities: &[[f64; 2]]) -> f64 {
    densities.iter().map(|[own, other]| ln(*other) - ln(*own)).sum()
}

/// Weights under the other shape, from weights and the logarithms of the ratios. Their scale is of no meaning.
pub(crate) fn reweighted(weights: &[f64], log_ratios: &[f64]) -> Vec<f64> {
    // A world at the very end of a triangle could not have been drawn by it.
    let known = |ratio: &f64| ratio.is_finite();
    let most = log_ratios.iter().copied().filter(|ratio| known(ratio)).fold(f64::MIN, f64::max);
    let weigh = |(weight, ratio): (&f64, &f64)| {
        if known(ratio) { weight * exp(ratio - most) } else { 0.0 }
    };
    weights.iter().zip(log_ratios).map(weigh).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::futures::share::effective;
    use crate::math::sqrt;
    use crate::random::{Luck, Process};

    #[test]
    fn a_triangle_is_twice_as_dense_at_its_peak_and_not_at_its_ends() {
        let ends = [0.0, 1.0, 4.0];
        for (value, density) in [(0.0, 0.0), (0.5, 1.0), (1.0, 2.0), (2.5, 1.0), (4.0, 0.0)] {
            assert!((triangle(value, ends) - density).abs() < 1e-12, "{value}");
        }
        // A peak at an end.
        assert_eq!(triangle(1.0, [0.0, 1.0, 1.0]), 2.0);
    }

    /// Chance of a false alarm: 1e-5 (4.4 standard errors of the weighted share).
    #[test]
    fn worlds_drawn_evenly_and_weighed_by_a_triangle_have_its_shares() {
        let mut stream = Luck::of_seed(11).stream(Process::Rank, 0, 0);
        let values: Vec<f64> = (0..4_000).map(|_| stream.uniform()).collect();
        let ends = [0.0, 0.5, 1.0];
        let ratios: Vec<f64> =
            values.iter().map(|&value| log_ratio(&[[1.0, triangle(value, ends)]])).collect();
        let weights = reweighted(&vec![1.0; values.len()], &ratios);
        let sum: f64 = weights.iter().sum();
        let below: f64 =
            values.iter().zip(&weights).filter(|(value, _)| **value < 0.25).map(|(_, w)| w).sum();
        // A triangle has an eighth of its mass below a quarter of its width.
        let cases = effective(&weights);
        let error = sqrt(0.125 * 0.875 / cases);
        assert!((below / sum - 0.125).abs() < 4.4 * error, "{}", below / sum);
        assert!(cases > 2_500.0 && cases < 3_500.0, "{cases}");
    }

    #[test]
    fn many_settings_leave_few_worlds_that_tell_of_the_other_shape() {
        let mut stream = Luck::of_seed(12).stream(Process::Rank, 0, 0);
        let ratios: Vec<f64> = (0..64)
            .map(|_| {
                let densities: Vec<[f64; 2]> = (0..100)
                    .map(|_| {
                        let value = (stream.uniform() + stream.uniform()) / 2.0;
                        [triangle(value, [0.0, 0.5, 1.0]), 1.0]
                    })
                    .collect();
                log_ratio(&densities)
            })
            .collect();
        assert!(effective(&reweighted(&[1.0; 64], &ratios)) < 20.0);
    }
}
