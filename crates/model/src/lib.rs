//! The science: a county's residents, migrants, cadres and money, month by month. All that decides a
//! bit of a result is here; nothing here reads a file, looks at a clock or prints.
//!
//! Data flows one way; a room uses only rooms below it (a test holds this, see `docs/architecture.md`):
//!
//! ```text
//! model -> month -> process, metric, population -> policy, world, place -> setting, random -> quantity, math
//! ```
//!
//! Start at [`month`], where the month is one list; the rules are in [`process`], a file each.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

pub mod evidence;
pub mod formula;
pub mod math;
pub mod metric;
pub mod model;
pub mod month;
pub mod place;
pub mod policy;
mod population;
pub mod process;
pub mod quantity;
pub mod random;
pub mod reference;
pub mod setting;
pub mod supposed;
pub mod world;
