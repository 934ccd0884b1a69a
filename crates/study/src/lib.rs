//! Runs of scenarios and what is learned from them: many seeds, scenarios beside each other on the same
//! seeds, lives told month by month, intervals and verdicts.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

pub mod ablation;
pub mod choice;
pub mod comparison;
pub mod design;
pub mod experiment;
pub mod futures;
mod observed;
pub mod screen;
pub mod sensitivity;
pub mod statistics;
pub mod sweep;
#[cfg(test)]
mod village;

pub use observed::{Observed, simulate};

pub(crate) use ::model::{
    math, metric, model, month, place, policy, process, quantity, random, setting, supposed, world,
};
