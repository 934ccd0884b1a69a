//! Runs of scenarios and what is learned from them: many seeds, scenarios beside each other on the same
//! seeds, lives told month by month, intervals and verdicts.

pub mod comparison;
pub mod experiment;
pub mod statistics;

#[cfg(test)]
pub(crate) use ::model::random;
pub(crate) use ::model::{
    math, metric, model, month, place, policy, process, quantity, setting, world,
};
