//! How much of what differs from future to future is luck: from worlds that were run on two seeds.

use serde::{Deserialize, Serialize};

use super::share::effective;
use crate::statistics::f_quantile;

/// Fewer pairs tell nothing of it.
const FEWEST: usize = 4;

/// Chance that the interval misses.
const ALPHA: f64 = 0.05;

/// The share of the variance over futures that is luck: the rest is the worlds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LuckShare {
    /// Worlds that were run on two seeds.
    pub pairs: usize,
    /// The share.
    pub share: f64,
    /// Lower end of its interval (95 %, from the ratio of two variances, for values that are roughly normal).
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

/// The share of luck, from pairs of values of one world each (one-way analysis of variance with two values a
/// group). Nothing of fewer than 4 pairs, or where all values are the same.
pub(crate) fn share_of_luck(pairs: &[[f64; 2]], weights: &[f64]) -> Option<LuckShare> {
    if pairs.len() < FEWEST {
        return None;
    }
    let all: f64 = weights.iter().sum();
    let weighed = |of: &dyn Fn(&[f64; 2]) -> f64| -> f64 {
        pairs.iter().zip(weights).map(|(pair, weight)| weight * of(pair)).sum::<f64>() / all
    };
    let cases = effective(weights);
    let middle = |pair: &[f64; 2]| f64::midpoint(pair[0], pair[1]);
    let mean = weighed(&middle);
    let within = weighed(&|[one, other]| (one - other) * (one - other) / 2.0);
    let apart = weighed(&|pair| (middle(pair) - mean) * (middle(pair) - mean));
    let between = 2.0 * apart * cases / (cases - 1.0);
    if !(cases > 2.0 && between + within > 0.0) {
        return None;
    }
    // Of a ratio F of the two the share is 2 / (F + 1); luck alone gives F about 1.
    let share = |ratio: f64| (2.0 / (ratio + 1.0)).min(1.0);
    let ratio = between / within;
    let quantile = |above: f64, below: f64| f_quantile(above, below, 1.0 - ALPHA / 2.0);
    Some(LuckShare {
        pairs: pairs.len(),
        share: share(ratio),
        low: share(ratio * quantile(cases, cases - 1.0)),
        high: share(ratio / quantile(cases - 1.0, cases)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::sqrt;
    use crate::random::{Luck, Process};

    /// Pairs of worlds whose share of luck is known.
    fn pairs(sample: u64, share: f64) -> Vec<[f64; 2]> {
        let mut stream = Luck::of_seed(sample).stream(Process::Rank, 0, 2);
        let (world, luck) = (sqrt(1.0 - share), sqrt(share));
        (0..16)
            .map(|_| {
                let at = world * stream.normal();
                [at + luck * stream.normal(), at + luck * stream.normal()]
            })
            .collect()
    }

    #[test]
    fn a_known_table_has_its_share() {
        // Means 1, 3, 5, 7: mean square between 2 x 20/3, within (4 x .5)/4.
        let table = [[0.5, 1.5], [2.5, 3.5], [4.5, 5.5], [6.5, 7.5]];
        let found = share_of_luck(&table, &[1.0; 4]).unwrap();
        let ratio = (40.0 / 3.0) / 0.5;
        assert!((found.share - 2.0 / (ratio + 1.0)).abs() < 1e-12);
        assert!(found.low < found.share && found.share < found.high && found.pairs == 4);
        assert_eq!(share_of_luck(&[[1.0, 1.0]; 6], &[1.0; 6]), None);
        assert_eq!(share_of_luck(&table[..3], &[1.0; 3]), None);
        let no_luck = [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0]];
        assert_eq!(share_of_luck(&no_luck, &[1.0; 4]).unwrap().share, 0.0);
    }

    /// 2,000 samples a share; the chance of a false alarm of each claim is 1e-5 (4.4 standard errors).
    #[test]
    fn the_interval_of_the_share_of_luck_misses_as_often_as_it_says() {
        let samples = 2_000;
        let error = 4.4 * sqrt(0.05 * 0.95 / samples as f64);
        for share in [0.1, 0.5, 0.9] {
            let missed = (0..samples).filter(|&sample| {
                let found = share_of_luck(&pairs(sample, share), &[1.0; 16]).unwrap();
                share < found.low || found.high < share
            });
            let missed = missed.count() as f64 / samples as f64;
            assert!((missed - 0.05).abs() < error, "{share}: {missed}");
        }
    }
}
