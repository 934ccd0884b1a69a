//! cogov
pub mod math;
pub mod metric;
pub mod model;
pub mod place;
pub mod policy;
pub mod population;
pub mod process;
pub mod quantity;
pub mod random;
pub mod setting;
pub mod world;
