//! The variance of a crossed study parted between the two designs: a table of levers by worlds, of means over luck.

use super::resample::resampled;
use super::{Estimate, mean};

/// Shares of the variance of the means over luck in a table of levers by worlds, with intervals over worlds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parted {
    /// What goes with the levers, whatever the world.
    pub levers: Estimate,
    /// What goes with the world, whatever the levers.
    pub uncertainties: Estimate,
    /// What only both together tell: levers that do other things in other worlds.
    pub both: Estimate,
    /// The variance that is shared out.
    pub variance: Estimate,
}

/// The shares of a table of points of the levers by points of the uncertainties by replicates; no numbers where
/// their variance cannot be told from nothing. None where a value is missing, or with fewer than two of any: luck drops out of products of different replicates only.
pub fn parted(table: &[Vec<Vec<f64>>]) -> Option<Parted> {
    let (levers, worlds) = (table.len(), table.first()?.len());
    let replicates = table.first()?.first()?.len();
    let is_whole = table
        .iter()
        .flatten()
        .all(|values| values.len() == replicates && values.iter().all(|value| value.is_finite()));
    if !is_whole || levers < 2 || worlds < 2 || replicates < 2 {
        return None;
    }
    let found = resampled(worlds, |sample| shares(table, sample, replicates));
    // Shares of what cannot be told from nothing are of no use to anybody.
    let share = |at: usize| if found[3].low > 0.0 { found[at] } else { Estimate::NONE };
    Some(Parted { levers: share(0), uncertainties: share(1), both: share(2), variance: found[3] })
}

/// Shares of levers, worlds and both, then the variance, over a sample of worlds.
fn shares(table: &[Vec<Vec<f64>>], sample: &[usize], replicates: usize) -> Vec<f64> {
    let (rows, columns) = (table.len() as f64, sample.len() as f64);
    // By replicate: deviations of rows, of columns, and what is left.
    let parts: Vec<[Vec<f64>; 3]> = (0..replicates)
        .map(|replicate| {
            let value = |row: usize, column: usize| table[row][sample[column]][replicate];
            let row = |row: usize| mean((0..sample.len()).map(|column| value(row, column)));
            let column = |column: usize| mean((0..table.len()).map(|row| value(row, column)));
            let by_row: Vec<f64> = (0..table.len()).map(row).collect();
            let by_column: Vec<f64> = (0..sample.len()).map(column).collect();
            let all = mean(by_row.iter().copied());
            let rest = (0..table.len()).flat_map(|row| {
                let (by_row, by_column) = (&by_row, &by_column);
                (0..sample.len())
                    .map(move |column| value(row, column) - by_row[row] - by_column[column] + all)
            });
            let rest = rest.collect();
            [
                by_row.iter().map(|row| row - all).collect(),
                by_column.iter().map(|column| column - all).collect(),
                rest,
            ]
        })
        .collect();
    // The mean product of different replicates: (sum squared less squares) over their pairs.
    let pairs = (replicates * (replicates - 1)) as f64;
    let product = |part: usize| {
        let of = |at: usize| {
            let (sum, squares) = parts.iter().fold((0.0, 0.0), |(sum, squares), one| {
                let value = one[part][at];
                (sum + value, squares + value * value)
            });
            (sum * sum - squares) / pairs
        };
        (0..parts[0][part].len()).map(of).sum::<f64>()
    };
    let [levers, worlds, both] =
        [product(0) / rows, product(1) / columns, product(2) / (rows * columns)];
    let total = levers + worlds + both;
    let share = |of: f64| if total > 0.0 { of / total } else { f64::NAN };
    vec![share(levers), share(worlds), share(both), total]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Luck, Process};

    /// Levers a row, worlds a column, with an interaction and luck of so much that worlds' replicates share.
    fn table(worlds: usize, both: f64, luck: f64) -> Vec<Vec<Vec<f64>>> {
        let at = |world: usize| ((world as f64 + 1.0) * 0.618_034).fract() * 4.0 - 2.0;
        let drawn = |world: usize, replicate: u32| {
            Luck::of_seed(9).stream(Process::Resample, world as u32, replicate).normal()
        };
        let cell = |lever: usize, world: usize| {
            let (lever, at) = (lever as f64 - 1.5, at(world));
            let plain = 2.0 * lever + at + both * lever * at;
            (0..2).map(|replicate| plain + luck * drawn(world, replicate)).collect()
        };
        (0..4).map(|lever| (0..worlds).map(|world| cell(lever, world)).collect()).collect()
    }

    #[test]
    fn shares_add_up_and_are_those_of_the_parts() {
        let found = parted(&table(400, 0.0, 0.0)).unwrap();
        let sum = found.levers.value + found.uncertainties.value + found.both.value;
        assert!((sum - 1.0).abs() < 1e-9);
        // Levers: 4 times 1.25; worlds: a uniform of width 4.
        let wanted = 5.0 / (5.0 + 16.0 / 12.0);
        assert!((found.levers.value - wanted).abs() < 0.02, "{found:?}");
        assert!(found.both.value.abs() < 1e-9, "{found:?}");
        assert!(parted(&table(400, 1.0, 0.0)).unwrap().both.value > 0.1);
    }

    /// Luck nearly as wide as worlds. The variance over 400 worlds then has a standard error of about 1.5 %: with
    /// other draws it would be off by more than 6 % in about 1 of 10,000 tries.
    #[test]
    fn luck_drops_out_of_the_shares() {
        let [still, wild] = [0.0, 1.0].map(|luck| parted(&table(400, 0.5, luck)).unwrap());
        assert!((still.levers.value - wild.levers.value).abs() < 0.05, "{still:?} {wild:?}");
        assert!(
            (still.variance.value / wild.variance.value - 1.0).abs() < 0.06,
            "{still:?} {wild:?}"
        );
    }

    #[test]
    fn a_table_with_a_gap_or_one_seed_tells_nothing() {
        let mut gap = table(8, 0.0, 0.0);
        gap[1][2][0] = f64::NAN;
        assert!(parted(&gap).is_none() && parted(&[]).is_none());
        let one: Vec<Vec<Vec<f64>>> = vec![vec![vec![1.0]; 3]; 3];
        assert!(parted(&one).is_none());
    }
}
