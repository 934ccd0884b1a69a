//! Pieces of work that threads take and give back.

use std::collections::BTreeMap;

use super::open::{HISTORIES, SEEDS};

/// Numbers of seeds at which a first answer is given; then every fourth, later every tenth and twentieth.
const FIRST: [usize; 6] = [2, 3, 4, 6, 8, 12];

/// Pieces of work: taken in order, finished in any.
pub(super) struct Pieces<T> {
    /// How many were taken.
    pub taken: usize,
    back: Vec<usize>,
    done: BTreeMap<usize, T>,
    /// How many are finished without a gap.
    pub gapless: usize,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { taken: 0, back: Vec::new(), done: BTreeMap::new(), gapless: 0 }
    }
}

impl<T> Pieces<T> {
    /// Takes the next of so many.
    pub(super) fn take(&mut self, of: usize) -> Option<usize> {
        if let Some(at) = self.back.pop() {
            return Some(at);
        }
        (self.taken < of).then(|| {
            self.taken += 1;
            self.taken - 1
        })
    }

    /// Whether any of so many is left to be taken.
    pub(super) fn is_left(&self, of: usize) -> bool {
        !self.back.is_empty() || self.taken < of
    }

    /// Whether one of the first so many waits to be taken.
    pub(super) fn waits(&self, first: usize) -> bool {
        self.taken < first || self.back.iter().any(|&at| at < first)
    }

    /// Puts a piece back, or keeps what came of it; whether there are more without a gap now.
    pub(super) fn give(&mut self, at: usize, found: Option<T>) -> bool {
        let Some(found) = found else {
            self.back.push(at);
            return false;
        };
        self.done.insert(at, found);
        let before = self.gapless;
        while self.done.contains_key(&self.gapless) {
            self.gapless += 1;
        }
        self.gapless > before
    }

    /// Those without a gap.
    pub(super) fn whole(&self) -> impl Iterator<Item = &T> {
        self.done.range(..self.gapless).map(|(_, found)| found)
    }
}

/// Whether a number of seeds is one at which an answer is given, beyond the last one.
pub(super) fn is_told(seeds: usize, last: usize) -> bool {
    let step = if seeds <= SEEDS {
        4
    } else if seeds <= HISTORIES {
        10
    } else {
        20
    };
    seeds > last && (FIRST.contains(&seeds) || seeds >= 12 && seeds >= last + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_piece_waits_until_it_is_taken_and_later_ones_that_were_put_back_do_not() {
        let mut pieces: Pieces<u8> = Pieces::default();
        assert!(pieces.waits(2));
        assert_eq!([pieces.take(4), pieces.take(4), pieces.take(4)], [Some(0), Some(1), Some(2)]);
        assert!(!pieces.waits(2));
        pieces.give(2, None);
        assert!(!pieces.waits(2) && pieces.is_left(3));
        pieces.give(1, None);
        assert!(pieces.waits(2));
    }
}
