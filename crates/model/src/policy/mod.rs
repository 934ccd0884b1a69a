//! Policy in time and space (model section 7): what a scenario changes, where and when, and the
//! policy in force that follows.

mod calendar;
mod effect;
mod glance;
mod reading;
mod scenario;

pub use calendar::{Calendar, Opening, Start};
pub use effect::{SPLIT, complete_split, in_force};
pub use glance::{Glance, Seen};
pub use reading::{Differing, Idle, Why};
pub use scenario::{Change, ChangeKind, Operation, Scenario, Target, Waves};
