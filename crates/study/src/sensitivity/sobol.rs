//! Sobol indices of first and total order from Saltelli's design (Saltelli et al. 2010; Jansen 1999 for the
//! total order), of the mean over luck.
//!
//! All runs have seeds of their own, so a product of two runs with different seeds has the product of their
//! means as its expectation: luck drops out. Squares are products of different seeds of one point, so each
//! point needs at least two. A factor that does nothing is the first point run once more with other luck: its
//! indices are noise and nothing else.

use super::resample::resampled;
use super::{Estimate, mean};

/// The runs of a block: of each point the values by seed.
#[derive(Clone, Debug)]
pub struct Block {
    /// A.
    pub first: Vec<f64>,
    /// B.
    pub second: Vec<f64>,
    /// A with each group of B.
    pub mixed: Vec<Vec<f64>>,
    /// A with other luck.
    pub redrawn: Vec<f64>,
}

impl Block {
    /// Whether all values are there and each point has two seeds or more.
    fn is_whole(&self) -> bool {
        let all = [&self.first, &self.second, &self.redrawn];
        let all = all.into_iter().chain(&self.mixed);
        let mut all =
            all.map(|values| values.len() > 1 && values.iter().all(|value| value.is_finite()));
        all.all(|whole| whole)
    }
}

/// Indices of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// First order: the share of variance that goes with the group alone.
    pub first: Estimate,
    /// Total order: the share that is lost when the group is held, interactions among it.
    pub total: Estimate,
}

/// What Saltelli's design tells of an outcome.
#[derive(Clone, Debug)]
pub struct Indices {
    /// By group; without values where no variance goes with the factors.
    pub groups: Vec<Index>,
    /// Of the factor that does nothing.
    pub noise: Index,
    /// Variance of the mean over luck that goes with the factors.
    pub variance: Estimate,
    /// Variance between seeds of a point.
    pub luck: f64,
    /// Blocks that count.
    pub blocks: usize,
}

/// The indices; none where fewer than four blocks are whole, and no number is one where the variance that goes
/// with the factors is estimated at 0 or less.
pub fn sobol(all: &[Block]) -> Option<Indices> {
    let blocks: Vec<&Block> = all.iter().filter(|block| block.is_whole()).collect();
    if blocks.len() < 4 {
        return None;
    }
    let groups = blocks[0].mixed.len();
    let terms: Vec<Terms> = blocks.iter().map(|block| Terms::of(block)).collect();
    let found = resampled(terms.len(), |sample| indices(&terms, sample, groups));
    let is_there = found[0].value > 0.0;
    let share = |at: usize| if is_there { found[at] } else { Estimate::NONE };
    let index = |at: usize| Index { first: share(1 + 2 * at), total: share(2 + 2 * at) };
    Some(Indices {
        groups: (0..groups).map(index).collect(),
        noise: index(groups),
        variance: found[0],
        luck: mean(terms.iter().map(|terms| terms.luck)),
        blocks: blocks.len(),
    })
}

/// What a block adds to the sums.
struct Terms {
    /// Means of A and B.
    ends: [f64; 2],
    /// Products of different seeds of A and of B.
    squares: [f64; 2],
    /// By group and of what does nothing: its mean and the product of its different seeds.
    mixed: Vec<[f64; 2]>,
    luck: f64,
}

impl Terms {
    fn of(block: &Block) -> Self {
        let means = |values: &Vec<f64>| mean(values.iter().copied());
        let both = |values: &Vec<f64>| [means(values), of_different_seeds(values)];
        let points = [&block.first, &block.second, &block.redrawn].into_iter().chain(&block.mixed);
        let spreads: Vec<f64> = points.map(|values| variance(values)).collect();
        Self {
            ends: [means(&block.first), means(&block.second)],
            squares: [of_different_seeds(&block.first), of_different_seeds(&block.second)],
            mixed: block.mixed.iter().chain([&block.redrawn]).map(both).collect(),
            luck: mean(spreads.into_iter()),
        }
    }
}

/// The mean product of values of different seeds.
fn of_different_seeds(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let (sum, squares) = values
        .iter()
        .fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value));
    (sum * sum - squares) / (count * (count - 1.0))
}

fn variance(values: &[f64]) -> f64 {
    let middle = mean(values.iter().copied());
    let squares: f64 = values.iter().map(|value| (value - middle) * (value - middle)).sum();
    squares / (values.len() as f64 - 1.0)
}

/// Variance, then first and total order by group and of what does nothing.
fn indices(terms: &[Terms], sample: &[usize], groups: usize) -> Vec<f64> {
    let count = sample.len() as f64;
    let sum =
        |of: &dyn Fn(&Terms) -> f64| sample.iter().map(|&at| of(&terms[at])).sum::<f64>() / count;
    let centre = sum(&|terms| (terms.ends[0] + terms.ends[1]) / 2.0);
    let square = sum(&|terms| (terms.squares[0] + terms.squares[1]) / 2.0);
    let total = square - centre * centre;
    let mut found = vec![total];
    for group in 0..=groups {
        // Centred: what all values share must not enter the products.
        let first =
            sum(&|terms| (terms.ends[1] - centre) * (terms.mixed[group][0] - terms.ends[0]));
        let lost = sum(&|terms| {
            let [mixed, product] = terms.mixed[group];
            (terms.squares[0] + product) / 2.0 - terms.ends[0] * mixed
        });
        // A share of nothing, or of less, is none.
        found.extend([first, lost].map(|of| if total > 0.0 { of / total } else { f64::NAN }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Role, saltelli_block};
    use crate::random::{Luck, Process};

    /// Ishigami's function on the unit cube.
    fn ishigami(at: &[f64]) -> f64 {
        use std::f64::consts::PI;
        let x: Vec<f64> = at.iter().map(|at| (2.0 * at - 1.0) * PI).collect();
        x[0].sin() + 7.0 * x[1].sin() * x[1].sin() + 0.1 * x[2].powi(4) * x[0].sin()
    }

    /// Sobol's g with a = 0, 1, 4.5, 9, 99.
    fn sobol_g(at: &[f64]) -> f64 {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0];
        at.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
    }

    /// Blocks of a function with luck of some spread, two seeds a point.
    fn blocks(f: fn(&[f64]) -> f64, factors: usize, base: u32, spread: f64) -> Vec<Block> {
        let groups: Vec<usize> = (0..factors).collect();
        let block = |number: u32| {
            let points = saltelli_block(1, &groups, number, true);
            let values = |at: usize| -> Vec<f64> {
                let luck = |seed: u32| {
                    let mut stream =
                        Luck::of_seed(9).stream(Process::Resample, number * 100 + at as u32, seed);
                    stream.normal()
                };
                (0..2).map(|seed| f(&points[at].at) + spread * luck(seed)).collect()
            };
            assert_eq!(points[factors + 2].role, Role::Redrawn);
            Block {
                first: values(0),
                second: values(1),
                mixed: (0..factors).map(|factor| values(2 + factor)).collect(),
                redrawn: values(factors + 2),
            }
        };
        (0..base).map(block).collect()
    }

    #[test]
    fn without_luck_the_indices_are_those_worked_out_on_paper() {
        let found = sobol(&blocks(ishigami, 3, 1024, 0.0)).unwrap();
        for (index, [first, total]) in
            found.groups.iter().zip([[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]])
        {
            assert!((index.first.value - first).abs() < 0.03, "{index:?}");
            assert!((index.total.value - total).abs() < 0.03, "{index:?}");
        }
        assert_eq!((found.noise.first.value, found.luck), (0.0, 0.0));
        let found = sobol(&blocks(sobol_g, 5, 1024, 0.0)).unwrap();
        // By the formula of Saltelli and Sobol (1995).
        let a = [0.0_f64, 1.0, 4.5, 9.0, 99.0];
        let part = a.map(|a| 1.0 / 3.0 / (1.0 + a) / (1.0 + a));
        let whole = part.iter().map(|part| 1.0 + part).product::<f64>() - 1.0;
        for (index, part) in found.groups.iter().zip(part) {
            assert!((index.first.value - part / whole).abs() < 0.03, "{index:?}");
            let total = part / (1.0 + part) * (whole + 1.0) / whole;
            assert!((index.total.value - total).abs() < 0.03, "{index:?}");
        }
    }

    /// Luck as large as the factors together: the indices of the mean stay what they are. Each is held within
    /// twice its interval's half width, about 4 standard errors: missed in 6 of 100,000 draws each.
    #[test]
    fn luck_drops_out_of_the_indices_and_shows_in_what_does_nothing() {
        let found = sobol(&blocks(ishigami, 3, 1024, 3.7)).unwrap();
        let wanted = [[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437], [0.0, 0.0]];
        for (index, wanted) in found.groups.iter().chain([&found.noise]).zip(wanted) {
            for (found, wanted) in [index.first, index.total].into_iter().zip(wanted) {
                assert!(
                    (found.value - wanted).abs() < 2.0 * found.half_width(),
                    "{found:?} {wanted}"
                );
            }
        }
        assert!(found.noise.total.half_width() > 0.0);
        assert!((found.luck - 3.7 * 3.7).abs() < 1.0, "{}", found.luck);
    }

    #[test]
    fn blocks_with_an_empty_value_or_one_seed_do_not_count() {
        let mut all = blocks(ishigami, 3, 16, 1.0);
        all[3].second[0] = f64::NAN;
        all[5].first.pop();
        assert_eq!(sobol(&all).unwrap().blocks, 14);
        assert!(sobol(&all[..4]).is_none());
    }

    #[test]
    fn where_no_variance_goes_with_factors_there_are_no_shares_of_it() {
        let nothing = |_: &[f64]| 0.0;
        let bare = sobol(&blocks(nothing, 2, 16, 0.0)).unwrap();
        assert_eq!(bare.variance.value, 0.0);
        let found: Vec<Indices> = [8, 16, 32, 64, 128]
            .into_iter()
            .filter_map(|base| sobol(&blocks(nothing, 2, base, 1.0)))
            .chain([bare])
            .collect();
        let (without, with): (Vec<&Indices>, Vec<&Indices>) =
            found.iter().partition(|found| found.variance.value <= 0.0);
        assert!(without.len() >= 2, "no case of a variance below 0");
        for found in without {
            let all = found.groups.iter().chain([&found.noise]);
            assert!(all.clone().all(|of| of.first.value.is_nan() && of.total.high.is_nan()));
        }
        for found in with {
            assert!(found.groups.iter().all(|of| of.first.value.is_finite()));
            assert!(found.variance.low <= 0.0, "{:?}", found.variance);
        }
    }
}
