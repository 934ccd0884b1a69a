//! What SALib says on the same points, stored with the script that asked it (`salib.py`).

use super::{Block, Trajectory, densities, morris, sobol};
use crate::design::{Role, saltelli_block, sobol as points, trajectory};

/// A function on the unit cube.
type Function = fn(&[f64]) -> f64;

fn ishigami(at: &[f64]) -> f64 {
    let x: Vec<f64> = at.iter().map(|at| (2.0 * at - 1.0) * std::f64::consts::PI).collect();
    x[0].sin() + 7.0 * x[1].sin() * x[1].sin() + 0.1 * x[2].powi(4) * x[0].sin()
}

fn sobol_g(at: &[f64]) -> f64 {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0];
    at.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// What SALib says of a measure, by factor.
fn stored(function: &str, measure: &str) -> Vec<f64> {
    let begin = format!("{function},{measure},");
    let lines = include_str!("salib.csv").lines().filter(|line| line.starts_with(&begin));
    lines.map(|line| line.rsplit(',').next().unwrap().parse().unwrap()).collect()
}

fn agree(function: &str, measure: &str, found: &[f64], within: f64) {
    let stored = stored(function, measure);
    assert_eq!(stored.len(), found.len());
    for (found, stored) in found.iter().zip(&stored) {
        assert!((found - stored).abs() <= within, "{function} {measure}: {found} for {stored}");
    }
}

const FUNCTIONS: [(&str, Function, usize); 2] =
    [("ishigami", ishigami, 3), ("sobol_g", sobol_g, 5)];

/// SALib centres by the mean of all runs, not by that of A and B: a difference of about 1/N.
#[test]
fn sobol_indices_are_those_of_salib() {
    for (name, function, factors) in FUNCTIONS {
        let groups: Vec<usize> = (0..factors).collect();
        let block = |number| {
            let points = saltelli_block(1, &groups, number, true);
            let twice = |at: usize| vec![function(&points[at].at); 2];
            let mixed = (0..factors).map(|factor| twice(2 + factor)).collect();
            Block { first: twice(0), second: twice(1), mixed, redrawn: twice(factors + 2) }
        };
        let found = sobol(&(0..1024).map(block).collect::<Vec<_>>()).unwrap();
        let first: Vec<f64> = found.groups.iter().map(|index| index.first.value).collect();
        let total: Vec<f64> = found.groups.iter().map(|index| index.total.value).collect();
        agree(name, "first", &first, 2e-3);
        agree(name, "total", &total, 2e-3);
    }
}

/// SALib divides by the step of two thirds; we tell the change itself.
#[test]
fn elementary_effects_are_those_of_salib() {
    for (name, function, factors) in FUNCTIONS {
        let groups: Vec<usize> = (0..factors).collect();
        let one = |number| {
            let points = trajectory(1, &groups, number, false);
            let mut effects = vec![0.0; factors];
            for pair in points.windows(2) {
                let Role::Step(group) = pair[1].role else { panic!("no step") };
                let up = pair[1].at[group] > pair[0].at[group];
                let change = function(&pair[1].at) - function(&pair[0].at);
                effects[group] = if up { change } else { -change };
            }
            Trajectory { effects, redrawn: 0.0 }
        };
        let found = morris(&(0..64).map(one).collect::<Vec<_>>()).unwrap();
        let found = &found[..factors];
        let by_step = |value: f64| value * 1.5;
        let size: Vec<f64> = found.iter().map(|effect| by_step(effect.size.value)).collect();
        let mean: Vec<f64> = found.iter().map(|effect| by_step(effect.mean.value)).collect();
        let spread: Vec<f64> = found.iter().map(|effect| by_step(effect.spread)).collect();
        agree(name, "mu_star", &size, 1e-9);
        agree(name, "mu", &mean, 1e-9);
        agree(name, "sigma", &spread, 1e-9);
    }
}

/// SALib's slices are by quantiles of the factor, ours by ranks: they differ by a point or two at their ends.
#[test]
fn changes_of_distributions_are_those_of_salib() {
    for (name, function, factors) in FUNCTIONS {
        let design = points(1, factors, 1024);
        let columns: Vec<Vec<f64>> =
            (0..factors).map(|at| design.iter().map(|point| point.at[at]).collect()).collect();
        let values: Vec<f64> = design.iter().map(|point| function(&point.at)).collect();
        agree(name, "pawn_median", &densities(&columns, &values).unwrap().distances, 0.02);
    }
}
