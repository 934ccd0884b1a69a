//! Workshops: a case is a small choice of policies for a room of people, all of whose answers are worked out
//! before anybody comes. Pure: no network, no clock; what is written to disk is written by the caller.
//!
//! [`Case`]: the file, checked as scenario files are. [`Table`]: all its policies on all its seeds.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

mod case;
mod grid;
pub mod room;
mod table;

pub use case::{Beats, Case, LEVERS, Lever, load, shipped};
pub use grid::{Policy, prepare, scenario, scenarios};
pub use table::{Cell, Misfit, SeedCells, Table};
