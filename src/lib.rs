//! `cogov` simulates grassroots community governance: residents, migrants, cadres and money of a
//! county, month by month, under policies that a planner writes in a small file.
//!
//! The program is here: the command line and the pages of `cogov explain`. What it stands on are the
//! crates below, a chain that the compiler holds:
//!
//! ```text
//! cogov -> serve, workshop -> report -> study -> scenario -> model -> words
//! ```

pub mod cli;
pub mod explain;

pub use ::model::{
    evidence, formula, math, metric, model, month, place, policy, process, quantity, random,
    reference, setting, supposed, world,
};
pub use ::report::{output, report};
pub use scenario;
pub use study::{ablation, choice, comparison, experiment, futures, statistics};
