//! Results on disk and for people: tables, dictionary, receipt and their verification; the report, one
//! file that opens without a network.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

pub mod chart;
pub mod life;
pub mod output;
pub mod report;

pub(crate) use ::model::{evidence, metric, month, place, policy, quantity, setting, world};
pub(crate) use study::{comparison, experiment, futures, statistics};
