//! In how many worlds the baseline still agrees with what is known of such counties today. A baseline that a user
//! changed may no longer: what evidence about other counties says of worlds then does not carry over to it.

use serde::{Deserialize, Serialize};

use super::found::Row;
use crate::metric;
use crate::screen::scaled_level;
use crate::supposed::{Target, TargetKind};

/// In fewer worlds nothing is counted.
pub(super) const FEWEST: usize = 20;

/// Worlds with two seeds from which the luck of one is told.
const FEWEST_PAIRS: usize = 4;

/// A level that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Its name among the targets.
    pub name: String,
    /// Metric.
    pub metric: String,
    /// Zone, if it is known of one.
    pub zone: Option<String>,
    /// Lowest value that agrees.
    pub low: f64,
    /// Highest value that agrees.
    pub high: f64,
}

/// The levels among targets. What an effect of a change is says nothing of how things are.
pub fn known(targets: &[Target]) -> Vec<Known> {
    let levels = targets.iter().filter(|target| target.kind == TargetKind::Level);
    let of = |target: &Target| Known {
        name: target.name.clone(),
        metric: metric::METRICS[target.outcome].id.to_owned(),
        zone: target.zone.map(|zone| zone.id().to_owned()),
        low: target.low,
        high: target.high,
    };
    levels.map(of).collect()
}

/// Which worlds the baseline agrees in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Today {
    /// For each world whether the mean of its seeds is within every band, widened by two standard errors.
    pub meets: Vec<bool>,
    /// In how many worlds each level is missed, in the order of what is known.
    pub missed: Vec<usize>,
}

impl Today {
    /// Worlds in which it agrees.
    pub fn count(&self) -> usize {
        self.meets.iter().filter(|meets| **meets).count()
    }
}

/// Holds the baselines of futures against what is known; nothing where nothing is, or too few worlds were run twice
/// to tell how much of a level is luck.
pub(super) fn today(known: &[Known], rows: &[Row]) -> Option<Today> {
    let first: Vec<&Row> = rows.iter().filter(|row| !row.second).collect();
    let second: Vec<&Row> = rows.iter().filter(|row| row.second).collect();
    let is_whole = rows.iter().all(|row| row.levels.len() == known.len());
    if known.is_empty() || second.len() < FEWEST_PAIRS || second.len() > first.len() || !is_whole {
        return None;
    }
    let mut meets = vec![true; first.len()];
    let mut missed = Vec::new();
    for (at, of) in known.iter().enumerate() {
        let metric = metric::find(&of.metric)?;
        let level =
            |row: &Row| row.levels[at].map_or(f64::NAN, |value| scaled_level(metric, value));
        let pairs = first.iter().zip(&second).map(|(one, two)| level(one) - level(two));
        let pairs: Vec<f64> = pairs.filter(|apart| apart.is_finite()).collect();
        // Half the square of a difference of two seeds is the variance of one.
        let squares: f64 = pairs.iter().map(|apart| apart * apart / 2.0).sum();
        let luck = crate::math::sqrt(squares / pairs.len().max(1) as f64);
        let (low, high) = (scaled_level(metric, of.low), scaled_level(metric, of.high));
        let mut misses = 0;
        for (world, meets) in meets.iter_mut().enumerate() {
            let one = level(first[world]);
            let two = second.get(world).map(|row| level(row));
            let (mean, seeds) = two.map_or((one, 1.0), |two| (f64::midpoint(one, two), 2.0));
            let more = 2.0 * luck / crate::math::sqrt(seeds);
            let within = low - more <= mean && mean <= high + more;
            misses += usize::from(!within);
            *meets &= within;
        }
        missed.push(misses);
    }
    Some(Today { meets, missed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(world: u32, second: bool, trust: f64) -> Row {
        let levels = vec![Some(trust)];
        Row { world, seed: u64::from(world), second, arms: Vec::new(), levels }
    }

    fn band(low: f64, high: f64) -> Vec<Known> {
        let (name, metric) = ("trust".to_owned(), "trust".to_owned());
        vec![Known { name, metric, zone: None, low, high }]
    }

    #[test]
    fn a_baseline_agrees_where_its_levels_lie_within_the_bands_widened_by_their_luck() {
        let values = [0.5, 0.5, 0.5, 0.5, 0.72, 0.605];
        let mut rows: Vec<Row> =
            values.iter().enumerate().map(|(at, value)| row(at as u32, false, *value)).collect();
        rows.extend((0..4).map(|at| row(at, true, 0.51)));
        let found = today(&band(0.4, 0.6), &rows).unwrap();
        // .605 is within the luck of one seed, .72 is not.
        assert_eq!(found.meets, [true, true, true, true, false, true]);
        assert_eq!((found.missed, found.meets.len()), (vec![1], 6));
        assert_eq!(today(&[], &rows), None);
        assert_eq!(today(&band(0.4, 0.6), &rows[..8]), None);
    }
}
