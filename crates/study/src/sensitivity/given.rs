//! From given data, whatever the design: standardised rank regression, and PAWN (Pianosi and Wagener 2015,
//! 2018), which compares distributions. Noise is what a permutation of the outcome shows, the largest over
//! factors.

use crate::math::sqrt;
use crate::random::{Luck, Process};

/// Slices of a factor's range, as in SALib's default.
const SLICES: usize = 10;
/// Permutations.
const PERMUTATIONS: u32 = 200;

/// Standardised rank regression.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Coefficients by factor.
    pub coefficients: Vec<f64>,
    /// The share of the ranks' variance that the line explains.
    pub explained: f64,
    /// 95 of 100 permutations have no coefficient, of any factor, as large as this.
    pub noise: f64,
}

/// PAWN by factor: the median over slices of the largest distance between the distribution of the outcome in
/// the slice and of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Density {
    /// By factor, from 0 to 1.
    pub distances: Vec<f64>,
    /// 95 of 100 permutations have no distance, of any factor, as large as this.
    pub noise: f64,
}

/// Rank regression of an outcome on factors (by factor, then point); none where there are too few points, or
/// a factor or the outcome does not vary.
pub fn ranked(factors: &[Vec<f64>], outcome: &[f64]) -> Option<Ranked> {
    if outcome.len() < factors.len() + 3 {
        return None;
    }
    let columns: Vec<Vec<f64>> =
        factors.iter().map(|values| standard(&ranks(values))).collect::<Option<_>>()?;
    let solver = Cholesky::new(&correlations(&columns))?;
    let ranks = standard(&ranks(outcome))?;
    let solve = |outcome: &[f64]| {
        let right: Vec<f64> = columns.iter().map(|column| dot(column, outcome)).collect();
        let found = solver.solve(&right);
        let explained = dot(&found, &right);
        (found, explained)
    };
    let (coefficients, explained) = solve(&ranks);
    let noise = largest(outcome.len(), |order| {
        let mixed: Vec<f64> = order.iter().map(|&at| ranks[at]).collect();
        solve(&mixed).0.into_iter().fold(0.0, |most: f64, one| most.max(one.abs()))
    });
    Some(Ranked { coefficients, explained: explained.clamp(0.0, 1.0), noise })
}

/// PAWN of an outcome; none where there are fewer than twice as many points as slices.
pub fn densities(factors: &[Vec<f64>], outcome: &[f64]) -> Option<Density> {
    if outcome.len() < 2 * SLICES {
        return None;
    }
    let slices: Vec<Vec<Vec<usize>>> = factors.iter().map(|values| slices(values)).collect();
    let all = |outcome: &[f64]| -> Vec<f64> {
        let mut sorted = outcome.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let of = |slices: &Vec<Vec<usize>>| {
            let mut found: Vec<f64> =
                slices.iter().map(|slice| distance(&sorted, slice, outcome)).collect();
            found.sort_unstable_by(f64::total_cmp);
            let middle = found.len() / 2;
            if found.len() % 2 == 1 {
                found[middle]
            } else {
                (found[middle - 1] + found[middle]) / 2.0
            }
        };
        slices.iter().map(of).collect()
    };
    let distances = all(outcome);
    let noise = largest(outcome.len(), |order| {
        let mixed: Vec<f64> = order.iter().map(|&at| outcome[at]).collect();
        all(&mixed).into_iter().fold(0.0, f64::max)
    });
    Some(Density { distances, noise })
}

/// The value that 95 of 100 permutations stay below.
fn largest(count: usize, of: impl Fn(&[usize]) -> f64) -> f64 {
    let luck = Luck::of_seed(count as u64).of("permutation");
    let mut found: Vec<f64> = (0..PERMUTATIONS)
        .map(|again| {
            let mut keyed: Vec<(u64, usize)> = (0..count)
                .map(|at| {
                    let [high, low, ..] = luck.block_of(Process::Resample, 2, again, at as u32);
                    (u64::from(high) << 32 | u64::from(low), at)
                })
                .collect();
            keyed.sort_unstable();
            let order: Vec<usize> = keyed.into_iter().map(|(_, at)| at).collect();
            of(&order)
        })
        .collect();
    found.sort_unstable_by(f64::total_cmp);
    found[(0.95 * f64::from(PERMUTATIONS)) as usize - 1]
}

/// Ranks from 1, ties the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0.0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let count = tied.len() as f64;
        for &at in tied {
            ranks[at] = before + (count + 1.0) / 2.0;
        }
        before += count;
    }
    ranks
}

/// Values less their mean over the root of their sum of squares; none where they do not vary.
fn standard(values: &[f64]) -> Option<Vec<f64>> {
    let middle = values.iter().sum::<f64>() / values.len() as f64;
    let centred: Vec<f64> = values.iter().map(|value| value - middle).collect();
    let size = sqrt(dot(&centred, &centred));
    (size > 0.0).then(|| centred.into_iter().map(|value| value / size).collect())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn correlations(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    columns.iter().map(|a| columns.iter().map(|b| dot(a, b)).collect()).collect()
}

/// The lower triangle of a symmetric matrix's root.
struct Cholesky(Vec<Vec<f64>>);

impl Cholesky {
    /// The root; none where the matrix has none, as of factors that say the same.
    fn new(matrix: &[Vec<f64>]) -> Option<Self> {
        let size = matrix.len();
        let mut lower = vec![vec![0.0; size]; size];
        for row in 0..size {
            for column in 0..=row {
                let known = dot(&lower[row][..column], &lower[column][..column]);
                let rest = matrix[row][column] - known;
                if row == column {
                    if rest < 1e-10 {
                        return None;
                    }
                    lower[row][column] = sqrt(rest);
                } else {
                    lower[row][column] = rest / lower[column][column];
                }
            }
        }
        Some(Self(lower))
    }

    fn solve(&self, right: &[f64]) -> Vec<f64> {
        let Self(lower) = self;
        let size = right.len();
        let mut found = right.to_vec();
        for row in 0..size {
            let known = dot(&lower[row][..row], &found[..row]);
            found[row] = (found[row] - known) / lower[row][row];
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size).map(|below| lower[below][row] * found[below]).sum();
            found[row] = (found[row] - known) / lower[row][row];
        }
        found
    }
}

/// The points of each slice of a factor: of equal numbers of points, or one a value where there are few values.
fn slices(values: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let by_value: Vec<Vec<usize>> =
        order.chunk_by(|&a, &b| values[a] == values[b]).map(<[usize]>::to_vec).collect();
    if by_value.len() <= SLICES {
        return by_value;
    }
    let ends: Vec<usize> = (0..=SLICES).map(|slice| slice * values.len() / SLICES).collect();
    ends.windows(2).map(|pair| order[pair[0]..pair[1]].to_vec()).collect()
}

/// The largest distance between the distribution of all (sorted) and of a slice.
fn distance(sorted: &[f64], slice: &[usize], outcome: &[f64]) -> f64 {
    let mut inside: Vec<f64> = slice.iter().map(|&at| outcome[at]).collect();
    inside.sort_unstable_by(f64::total_cmp);
    let below = |values: &[f64], at: f64| values.partition_point(|value| *value <= at) as f64;
    let gap = |&at: &f64| {
        let [all, part] =
            [below(sorted, at) / sorted.len() as f64, below(&inside, at) / inside.len() as f64];
        (all - part).abs()
    };
    sorted.iter().map(gap).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sobol;

    fn columns(dimensions: usize, points: u32) -> Vec<Vec<f64>> {
        let design = sobol(3, dimensions, points);
        (0..dimensions).map(|at| design.iter().map(|point| point.at[at]).collect()).collect()
    }

    #[test]
    fn ranks_of_ties_are_the_mean_of_theirs() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn a_rising_curve_is_a_line_of_ranks_and_what_does_nothing_is_noise() {
        let factors = columns(3, 256);
        let outcome: Vec<f64> = factors[0].iter().map(|x| crate::math::exp(5.0 * x)).collect();
        let found = ranked(&factors, &outcome).unwrap();
        assert!((found.coefficients[0] - 1.0).abs() < 1e-9 && (found.explained - 1.0).abs() < 1e-9);
        assert!(found.coefficients[1..].iter().all(|one| one.abs() < found.noise));
        assert!(found.noise > 0.05 && found.noise < 0.3, "{}", found.noise);
    }

    #[test]
    fn a_curve_that_rises_and_falls_is_seen_by_its_distribution_alone() {
        let factors = columns(2, 512);
        let outcome: Vec<f64> = factors[0].iter().map(|x| (x - 0.5) * (x - 0.5)).collect();
        let line = ranked(&factors, &outcome).unwrap();
        assert!(line.coefficients[0].abs() < line.noise, "{line:?}");
        let found = densities(&factors, &outcome).unwrap();
        assert!(found.distances[0] > 2.0 * found.noise, "{found:?}");
        assert!(found.distances[1] < found.noise, "{found:?}");
    }

    #[test]
    fn what_cannot_be_estimated_is_none() {
        let factors = columns(2, 64);
        assert_eq!(ranked(&factors, &[1.0; 64]), None);
        assert_eq!(ranked(&[factors[0].clone(), factors[0].clone()], &factors[1]), None);
        assert_eq!(ranked(&columns(2, 4), &[1.0, 2.0, 3.0, 4.0]), None);
        assert_eq!(densities(&columns(2, 16), &[1.0; 16]), None);
    }
}
