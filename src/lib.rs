//! `cogov` simulates grassroots community governance: residents, migrants, cadres and money of a
//! county, month by month, under policies that a planner writes in a small file.
//!
//! Data flows one way; a room uses only rooms below it (a test holds this, see
//! `docs/architecture.md`):
//!
//! ```text
//! cli -> output -> experiment -> model -> month -> process, metric, population -> policy, world, place
//!        scenario -> model, policy                             -> setting, random -> quantity, math
//!        explain -> scenario, month, formula, evidence
//! ```
//!
//! Start at [`month`], where the month is one list; the rules are in [`process`], a file each.

pub mod cli;
pub mod comparison;
pub mod evidence;
pub mod experiment;
pub mod explain;
pub mod formula;
pub mod math;
pub mod metric;
pub mod model;
pub mod month;
pub mod output;
pub mod place;
pub mod policy;
pub mod population;
pub mod process;
pub mod quantity;
pub mod random;
pub mod reference;
pub mod report;
pub mod scenario;
pub mod setting;
pub mod statistics;
pub mod world;
