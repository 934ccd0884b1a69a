//! A study as it is run: its points, its units of work, and which of them are a shard's.

mod points;
mod run;

pub use points::{Points, Seat, Setpoint, TooMany, role_word};
pub use run::{Failure, Measured, Runner};

/// A unit of work: the scenarios side by side on one point and one seed. In the order in which units are run and
/// written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// The point, from 1.
    pub point: u32,
    /// The replicate, from 1.
    pub replicate: u32,
}

/// One of so many shares of a study's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Shard {
    /// All of a study.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether a point is this shard's: every N-th is, so that a study that grows leaves each its own.
    pub fn has(self, point: u32) -> bool {
        point % self.of == self.number % self.of
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}-of-{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_in_one_shard_alone() {
        for of in [1, 2, 3, 7] {
            for point in 1..100 {
                let has = |&number: &u32| Shard { number, of }.has(point);
                assert_eq!((1..=of).filter(has).count(), 1);
            }
        }
    }
}
