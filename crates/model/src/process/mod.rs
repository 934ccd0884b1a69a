//! The verbs: one file a submodel. The month is listed in [`crate::model`].

pub mod assignment;
pub mod attitudes;
pub mod cadres;
pub mod calendar;
pub mod census;
pub mod demography;
pub mod disputes;
pub mod elections;
pub mod fiscal;
pub mod needs;
pub mod opening;
pub mod participation;
pub mod posts;
pub mod recruitment;
pub mod service;
