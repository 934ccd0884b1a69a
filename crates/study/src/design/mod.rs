//! Designs: which points of the space of factors are run. Pure numbers: a design knows the unit cube only,
//! and what a coordinate stands for is said by the factor.
//!
//! [`random`], [`sobol`], [`saltelli`] and [`morris`] *extend*: asked for more, they give the same points
//! first. [`grid`], [`latin`] and [`one_at_a_time`] do not.

mod grid;
mod latin;
mod morris;
mod one_at_a_time;
mod random;
mod saltelli;
mod sobol;

pub use grid::grid;
pub use latin::latin;
pub use morris::{LEVELS, morris, trajectory};
pub(crate) use one_at_a_time::one_at_a_time;
pub use random::random;
pub(crate) use random::random_at;
pub use saltelli::saltelli;
pub(crate) use saltelli::saltelli_block;
pub(crate) use sobol::sobol_at;
pub use sobol::{MOST_DIMENSIONS, MOST_POINTS, sobol};

/// A point of a design.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The block it belongs to, from 0: a base point of Saltelli's design, a trajectory of Morris's. A point
    /// of another design is a block by itself.
    pub block: u32,
    /// What it is in its block.
    pub role: Role,
    /// Its coordinates from 0 to 1, by factor.
    pub at: Vec<f64>,
}

/// What a point is in its block. Groups are numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A point like all others.
    Plain,
    /// Where a trajectory starts, or the middle from which one factor at a time is moved.
    Start,
    /// The point before it, with one group moved.
    Step(usize),
    /// The first of two base points (A).
    First,
    /// The second of two base points (B).
    Second,
    /// The first base point with a group's coordinates of the second (AB).
    Mixed(usize),
    /// The coordinates of the block's first point with other luck: what a factor without any effect shows.
    Redrawn,
}

/// Points that stand each for themselves.
fn plain(all: impl Iterator<Item = Vec<f64>>) -> Vec<Point> {
    let point =
        |(block, at): (usize, Vec<f64>)| Point { block: block as u32, role: Role::Plain, at };
    all.enumerate().map(point).collect()
}

/// The numbers from 0 below `count` in an order that a key decides: each is drawn a word and goes where its
/// word stands among all.
fn shuffled(count: usize, mut word: impl FnMut(u32) -> u64) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> = (0..count as u32).map(|at| (word(at), at)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// The number of groups: one more than the largest.
fn groups_of(groups: &[usize]) -> usize {
    groups.iter().max().map_or(0, |last| last + 1)
}
