//! cogov
pub mod cli;
pub mod experiment;
pub mod math;
pub mod metric;
pub mod model;
pub mod output;
pub mod place;
pub mod policy;
pub mod population;
pub mod process;
pub mod quantity;
pub mod random;
pub mod reference;
pub mod scenario;
pub mod setting;
pub mod statistics;
pub mod world;
