//! Experiments: many runs of a scenario, and scenarios beside each other on the same seeds.

mod ensemble;
mod forks;
mod future;
mod inside;
pub mod lives;
pub mod lockstep;
mod pairing;
mod runner;
mod shelf;
pub mod trace;
mod trunk;

pub use ensemble::{Ensemble, EnsembleError, Finished, Watch};
pub use forks::{Forks, Whole};
pub(crate) use future::{Future, Shown};
pub use inside::{Seat, Within, accounts, inside};
pub use pairing::{ArmOutcome, Month, Pairing, PairingError, SeedOutcome, Seen, Together, idle};
pub use runner::{Runner, ThreadsError};
pub use shelf::{InMemory, Shelf};
pub use trunk::Trunk;
