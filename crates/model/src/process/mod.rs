//! The verbs: one file a submodel. The month is listed in [`crate::month`].

pub(crate) mod assignment;
pub(crate) mod attitudes;
pub(crate) mod cadres;
pub(crate) mod calendar;
pub(crate) mod census;
pub(crate) mod demography;
pub(crate) mod disputes;
pub(crate) mod elections;
pub(crate) mod fiscal;
pub(crate) mod needs;
pub(crate) mod opening;
pub(crate) mod participation;
pub(crate) mod posts;
pub(crate) mod recruitment;
pub(crate) mod service;

pub use cadres::quits;
pub use demography::dies;
pub use elections::{Vote, Voter};
