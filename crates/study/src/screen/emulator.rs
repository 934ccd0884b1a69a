//! An emulator: what an outcome of the model would be in a world that was not run.
//!
//! A quadratic with interactions, by ridge regression on the dimensions that move the outcome beyond
//! noise. Its error is what it misses on runs held out, so it holds the luck of one seed too.

use super::matrix;

/// The most dimensions that an emulator looks at: with their squares and products 325 terms.
const MOST_ACTIVE: usize = 24;
/// Penalties tried, per run.
const PENALTIES: [f64; 5] = [1e-4, 1e-3, 1e-2, 1e-1, 1.0];
/// Every fifth run is held out.
const FOLD: usize = 5;

/// A quadratic of some dimensions.
#[derive(Clone, Debug)]
pub struct Emulator {
    /// Positions of the dimensions that it looks at.
    pub active: Vec<usize>,
    coefficients: Vec<f64>,
    /// Variance of what it misses on runs held out: its own error and the luck of one seed.
    pub variance: f64,
    /// Share of the variance of runs held out that it explains.
    pub explained: f64,
    /// Share of runs held out within two standard deviations.
    pub(crate) within_two: f64,
}

/// What moves an outcome: for each dimension its t value in a linear regression on all of them, with the
/// larger of that of its own and of its square.
pub(super) fn strengths(points: &[Vec<f64>], outcomes: &[f64]) -> Vec<f64> {
    let count = points.first().map_or(0, Vec::len);
    let linear = t_values(points, outcomes, count, |point, terms| {
        terms.extend(point.iter().map(|&below| scaled(below)));
    });
    let square = t_values(points, outcomes, count, |point, terms| {
        terms.extend(point.iter().map(|&below| scaled(below) * scaled(below) - 1.0 / 3.0));
    });
    linear.iter().zip(&square).map(|(a, b): (&f64, &f64)| a.abs().max(b.abs())).collect()
}

/// The dimensions stronger than noise, strongest first: Bonferroni's bound over all of them.
pub(super) fn active(strengths: &[f64]) -> Vec<usize> {
    let bound = noise(strengths.len());
    let mut found: Vec<usize> = (0..strengths.len()).filter(|&at| strengths[at] > bound).collect();
    found.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]).then(a.cmp(&b)));
    found
}

/// The t value that the largest of twice so many inert dimensions stays below in 95 of 100 tries.
pub(super) fn noise(count: usize) -> f64 {
    use statrs::distribution::{ContinuousCDF, Normal};
    let tail = 0.05 / (4.0 * count.max(1) as f64);
    Normal::standard().inverse_cdf(1.0 - tail)
}

fn scaled(below: f64) -> f64 {
    2.0 * below - 1.0
}

fn t_values(
    points: &[Vec<f64>],
    outcomes: &[f64],
    count: usize,
    terms_of: impl Fn(&[f64], &mut Vec<f64>),
) -> Vec<f64> {
    let rows: Vec<Vec<f64>> = points
        .iter()
        .map(|point| {
            let mut terms = vec![1.0];
            terms_of(point, &mut terms);
            terms
        })
        .collect();
    let (width, n) = (count + 1, rows.len());
    let (mut normal, right) = normal_equations(&rows, outcomes, width);
    for at in 1..width {
        normal[at * width + at] += 1e-6 * n as f64;
    }
    let Some(found) = matrix::solve(&normal, &right) else { return vec![0.0; count] };
    let Some(inverse) = matrix::inverse_diagonal(&normal, width) else { return vec![0.0; count] };
    let rest: f64 = rows
        .iter()
        .zip(outcomes)
        .map(|(row, outcome)| (outcome - dot(row, &found)) * (outcome - dot(row, &found)))
        .sum();
    let variance = rest / (n.saturating_sub(width).max(1)) as f64;
    (1..width)
        .map(|at| {
            let error = (variance * inverse[at]).sqrt();
            if error > 0.0 { found[at] / error } else { 0.0 }
        })
        .collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn normal_equations(rows: &[Vec<f64>], outcomes: &[f64], width: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut normal, mut right) = (vec![0.0; width * width], vec![0.0; width]);
    for (row, outcome) in rows.iter().zip(outcomes) {
        for (i, a) in row.iter().enumerate() {
            right[i] += a * outcome;
            for (into, b) in normal[i * width..=i * width + i].iter_mut().zip(row) {
                *into += a * b;
            }
        }
    }
    for i in 0..width {
        for j in 0..i {
            normal[j * width + i] = normal[i * width + j];
        }
    }
    (normal, right)
}

impl Emulator {
    /// Fits an emulator to runs at points of the unit cube. `None` with too few runs.
    pub(crate) fn fit(
        points: &[Vec<f64>],
        outcomes: &[f64],
        mut active: Vec<usize>,
    ) -> Option<Self> {
        active.truncate(MOST_ACTIVE);
        let held = |at: &usize| at % FOLD == FOLD - 1;
        let rows: Vec<Vec<f64>> = points.iter().map(|point| terms(point, &active)).collect();
        let part = |of: &dyn Fn(&usize) -> bool| -> (Vec<Vec<f64>>, Vec<f64>) {
            let chosen: Vec<usize> = (0..rows.len()).filter(|at| of(at)).collect();
            (
                chosen.iter().map(|&at| rows[at].clone()).collect(),
                chosen.iter().map(|&at| outcomes[at]).collect(),
            )
        };
        let (seen, seen_outcomes) = part(&|at| !held(at));
        let (new, new_outcomes) = part(&|at| held(at));
        if new.len() < 4 {
            return None;
        }
        let miss = |coefficients: &[f64]| -> Vec<f64> {
            new.iter().zip(&new_outcomes).map(|(row, is)| is - dot(row, coefficients)).collect()
        };
        let own = Squares::of(&seen, &seen_outcomes);
        let mut best: Option<(f64, f64, Vec<f64>)> = None;
        for penalty in PENALTIES {
            let Some(coefficients) = own.ridge(penalty) else { continue };
            let missed = miss(&coefficients);
            let square = dot(&missed, &missed) / missed.len() as f64;
            if best.as_ref().is_none_or(|(least, ..)| square < *least) {
                best = Some((square, penalty, missed));
            }
        }
        let (variance, penalty, missed) = best?;
        let mean = new_outcomes.iter().sum::<f64>() / new_outcomes.len() as f64;
        let spread: f64 = new_outcomes.iter().map(|is| (is - mean) * (is - mean)).sum();
        let spread = spread / new_outcomes.len() as f64;
        let two = 2.0 * variance.sqrt();
        Some(Self {
            coefficients: own.and(&Squares::of(&new, &new_outcomes)).ridge(penalty)?,
            active,
            variance,
            explained: if spread > 0.0 { 1.0 - variance / spread } else { 0.0 },
            within_two: missed.iter().filter(|missed| missed.abs() <= two).count() as f64
                / missed.len() as f64,
        })
    }

    /// The outcome at a point of the unit cube.
    pub(crate) fn at(&self, point: &[f64]) -> f64 {
        let x: Vec<f64> = self.active.iter().map(|&at| scaled(point[at])).collect();
        let mut sum = self.coefficients[0];
        let mut next = 1;
        for (i, a) in x.iter().enumerate() {
            sum += self.coefficients[next] * a;
            next += 1;
            for b in &x[..=i] {
                sum += self.coefficients[next] * a * b;
                next += 1;
            }
        }
        sum
    }
}

fn terms(point: &[f64], active: &[usize]) -> Vec<f64> {
    let x: Vec<f64> = active.iter().map(|&at| scaled(point[at])).collect();
    let mut terms = vec![1.0];
    for (i, a) in x.iter().enumerate() {
        terms.push(*a);
        terms.extend(x[..=i].iter().map(|b| a * b));
    }
    terms
}

/// What least squares need of runs.
struct Squares {
    normal: Vec<f64>,
    right: Vec<f64>,
    runs: usize,
}

impl Squares {
    fn of(rows: &[Vec<f64>], outcomes: &[f64]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let (normal, right) = normal_equations(rows, outcomes, width);
        Self { normal, right, runs: rows.len() }
    }

    /// Those of both.
    fn and(&self, other: &Self) -> Self {
        let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + b).collect();
        Self {
            normal: sum(&self.normal, &other.normal),
            right: sum(&self.right, &other.right),
            runs: self.runs + other.runs,
        }
    }

    /// Least squares with a penalty on all but the constant.
    fn ridge(&self, penalty: f64) -> Option<Vec<f64>> {
        let (width, mut normal) = (self.right.len(), self.normal.clone());
        for at in 0..width {
            let weight = if at == 0 { 1e-12 } else { penalty };
            normal[at * width + at] += weight * self.runs as f64;
        }
        matrix::solve(&normal, &self.right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Luck, Process};

    fn points(count: u32, dimensions: u32) -> Vec<Vec<f64>> {
        let luck = Luck::of_seed(5);
        let point = |at| (0..dimensions).map(|d| luck.uniform(Process::World, d, at)).collect();
        (0..count).map(point).collect()
    }

    /// Two dimensions act, with a product and a square; eight do nothing.
    fn outcome(point: &[f64]) -> f64 {
        let (a, b) = (2.0 * point[1] - 1.0, 2.0 * point[4] - 1.0);
        0.3 + a - 0.5 * b + 0.8 * a * b + 0.4 * a * a
    }

    #[test]
    fn a_quadratic_is_found_again_and_inert_dimensions_are_left_out() {
        let points = points(300, 10);
        let outcomes: Vec<f64> = points.iter().map(|point| outcome(point)).collect();
        let mut found = active(&strengths(&points, &outcomes));
        found.sort_unstable();
        assert_eq!(found, [1, 4]);
        let emulator = Emulator::fit(&points, &outcomes, found).unwrap();
        assert!(emulator.explained > 0.999, "{}", emulator.explained);
        for point in &points[..20] {
            assert!((emulator.at(point) - outcome(point)).abs() < 0.01);
        }
    }

    #[test]
    fn the_error_of_an_emulator_holds_the_luck_of_a_run() {
        let points = points(500, 10);
        let luck = Luck::of_seed(6);
        let outcomes: Vec<f64> = (0..)
            .zip(&points)
            .map(|(at, point)| outcome(point) + 0.5 * luck.stream(Process::World, 0, at).normal())
            .collect();
        let emulator = Emulator::fit(&points, &outcomes, vec![1, 4]).unwrap();
        assert!((0.18..0.34).contains(&emulator.variance), "{}", emulator.variance);
        assert!(emulator.within_two > 0.9);
    }

    #[test]
    fn noise_alone_moves_nothing() {
        // Twenty tries at the 5 per cent level of the largest: at most 4 false finds but for one try in 400.
        let points = points(300, 30);
        let mut false_finds = 0;
        for seed in 0..20 {
            let luck = Luck::of_seed(100 + seed);
            let outcomes: Vec<f64> =
                (0..300).map(|at| luck.stream(Process::World, 0, at).normal()).collect();
            false_finds += usize::from(!active(&strengths(&points, &outcomes)).is_empty());
        }
        assert!(false_finds <= 4, "{false_finds}");
    }
}
