//! A choice among many packages: a race on shared seeds, in which what is surely beaten drops out early.

mod race;
#[cfg(test)]
mod tests;

pub use race::{Course, Ended, FIRST_LOOK, Fits, Goal, Look, Out, Raced, Rules, Standing, race};
