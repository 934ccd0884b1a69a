//! Workshops: a case is a small choice of policies for a room of people, all of whose answers are worked out
//! before anybody comes. No network and no clock; nothing is written to disk but the journal of a workshop.
//!
//! [`Case`]: the file, checked as scenario files are. [`Table`]: all its policies on all its seeds. [`payload`]:
//! what pages are told of both. [`room::Room`]: a workshop as it goes on; [`room::journal`]: its file.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

mod case;
mod grid;
mod notes;
pub mod payload;
pub mod room;
mod table;
pub mod why;

pub use case::{Beats, Case, LEVERS, Lever, load, shipped};
pub use grid::{Policy, prepare, scenario, scenarios};
pub use notes::Notes;
pub use table::{Cell, Misfit, SeedCells, Table};
pub use why::Why;
