//! Experiments: many runs of a scenario.

mod ensemble;

pub use ensemble::{Ensemble, EnsembleError, Finished, Watch};
