//! Which scenario is best in how many futures, and what choosing it may cost.

use serde::{Deserialize, Serialize};

use super::share::Share;
use crate::metric::Better;

/// How a scenario (or the baseline) stands among all in futures, on one outcome that has a direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rank {
    /// Scenario, or the baseline.
    pub arm: String,
    /// Metric.
    pub metric: String,
    /// Futures in which it is better than all others.
    pub best: Share,
    /// How far it is from the best in each future, 0 where it is the best: the mean, in the outcome's unit.
    pub regret: f64,
    /// The most of it in any future.
    pub most_regret: f64,
}

/// Ranks of all scenarios on one outcome, from their values by future (a row a future, the baseline first).
/// Futures in which one has no value are left out. Nothing of a metric without direction.
pub fn ranks(
    names: &[&str],
    (metric, better): (&str, Better),
    rows: &[Vec<f64>],
    weights: &[f64],
) -> Vec<Rank> {
    let sign = match better {
        Better::Higher => 1.0,
        Better::Lower => -1.0,
        Better::Neither => return Vec::new(),
    };
    let whole = rows.iter().zip(weights);
    let whole = whole.filter(|(row, _)| row.iter().all(|value| value.is_finite()));
    let (rows, weights): (Vec<&Vec<f64>>, Vec<f64>) = whole.map(|(row, of)| (row, *of)).unzip();
    let all: f64 = weights.iter().sum();
    let rank = |(arm, name): (usize, &&str)| {
        let of = |row: &Vec<f64>| {
            let others = row.iter().enumerate().filter(|(other, _)| *other != arm);
            let best = others.map(|(_, value)| sign * value).fold(f64::NEG_INFINITY, f64::max);
            best - sign * row[arm]
        };
        let behind: Vec<f64> = rows.iter().map(|row| of(row)).collect();
        let is_best: Vec<bool> = behind.iter().map(|behind| *behind < 0.0).collect();
        let lost = || behind.iter().map(|behind| behind.max(0.0));
        let sum: f64 = lost().zip(&weights).map(|(lost, weight)| lost * weight).sum();
        Some(Rank {
            arm: (*name).to_owned(),
            metric: metric.to_owned(),
            best: Share::of(&is_best, &weights)?,
            regret: sum / all,
            most_regret: lost().fold(0.0, f64::max),
        })
    };
    names.iter().enumerate().filter_map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_future_has_one_best_and_the_others_lose_what_they_are_behind() {
        let rows = vec![
            vec![1.0, 3.0, 2.0],
            vec![1.0, 2.0, 4.0],
            vec![1.0, 5.0, 2.0],
            // Two that are equal are both not the best alone.
            vec![1.0, 2.0, 2.0],
            vec![1.0, f64::NAN, 9.0],
        ];
        let names = ["base", "a", "b"];
        let found = ranks(&names, ("trust", Better::Higher), &rows, &[1.0; 5]);
        let best: Vec<usize> = found.iter().map(|rank| rank.best.count).collect();
        assert_eq!((best, found[0].best.n), (vec![0, 2, 1], 4));
        assert_eq!((found[1].regret, found[1].most_regret), (0.5, 2.0));
        assert_eq!((found[2].regret, found[2].most_regret), (1.0, 3.0));
        let lower = ranks(&names, ("trust", Better::Lower), &rows, &[1.0; 5]);
        assert_eq!(lower[0].best.count, 4);
        assert_eq!(ranks(&names, ("trust", Better::Neither), &rows, &[1.0; 5]), []);
    }

    #[test]
    fn regret_is_weighed_as_the_worlds_are() {
        let rows = vec![vec![0.0, 1.0], vec![2.0, 0.0]];
        let found = ranks(&["base", "a"], ("trust", Better::Higher), &rows, &[3.0, 1.0]);
        assert_eq!((found[0].regret, found[1].regret), (0.75, 0.5));
        assert_eq!(found[1].best.share, 0.75);
    }
}
