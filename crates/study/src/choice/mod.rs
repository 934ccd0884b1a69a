//! A choice among many packages: a race on shared seeds, in which what is surely beaten drops out early; then what
//! plausible worlds do to those that are left, and a front of budget against gain.

mod field;
mod found;
mod front;
mod list;
mod race;
#[cfg(test)]
mod tests;

pub use field::Ask;
pub use found::{
    Candidate, Choice, Chosen, InWorlds, MOST_IN_WORLDS, OfWorlds, choose, choose_again,
    explore_choice, of_worlds,
};
pub use front::{Point, beaten, best};
pub use list::{List, MOST, Package, combined, is_list, read_list};
pub use race::{Course, Ended, FIRST_LOOK, Fits, Goal, Look, Out, Raced, Rules, Standing, race};
