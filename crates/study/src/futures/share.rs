//! Shares of futures, and the words for them.

use serde::{Deserialize, Serialize};

use crate::quantity::Text;
use crate::statistics::interval_of_share;

/// Chance that the interval of a share misses what all worlds of the same kind would give.
const ALPHA: f64 = 0.05;

/// From this share on it is said of nearly all futures.
const NEARLY_ALL: f64 = 0.9;

/// From this share on it is said of most futures.
const MOST: f64 = 0.75;

/// How many cases weights are worth (Kish 1965): as many as there are where all are equal.
pub fn effective(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// A share of futures. It is the share of worlds like those that were drawn, and follows from the shapes
/// that were assumed of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Futures in which it is so.
    pub count: usize,
    /// Futures with a value.
    pub n: usize,
    /// Their share by the weights of the worlds; `count` of `n` where these are equal.
    pub share: f64,
    /// Lower end of its interval (Clopper and Pearson, 95 %): how far so few worlds may be from all of
    /// their kind.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

impl Share {
    /// The share of futures of which it is so; nothing of none.
    pub fn of(is_so: &[bool], weights: &[f64]) -> Option<Self> {
        let all: f64 = weights.iter().sum();
        let so: f64 = is_so.iter().zip(weights).filter(|(so, _)| **so).map(|(_, of)| of).sum();
        let (count, n) = (is_so.iter().filter(|so| **so).count(), is_so.len());
        // Of none and of all it must not hang on rounding.
        let share = match count {
            0 => 0.0,
            count if count == n => 1.0,
            _ => so / all,
        };
        let cases = effective(weights);
        let [low, high] = interval_of_share(share * cases, cases, ALPHA)?;
        Some(Self { count, n, share, low, high })
    }
}

/// The word for a share of futures, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// All that were run.
    All,
    /// At least 90 in 100.
    NearlyAll,
    /// At least 75 in 100.
    Most,
    /// Fewer: it depends on what is assumed.
    Depends,
}

/// Below this effective number of worlds a word says less than their share: see [`Word::beside`].
pub(crate) const FEWEST_CASES: f64 = 20.0;

impl Word {
    /// The word for a share of worlds of an effective number. Of few worlds a share says little of the next one,
    /// so there the chance of one more counts (Laplace's rule: one more of each): of truths that were narrowed to
    /// fewer than 20 worlds, words by the share alone were false in 15 of 100 (docs/checks/worlds.md).
    pub fn beside(share: f64, cases: f64) -> Self {
        let own = Self::of(share);
        let next = (share * cases + 1.0) / (cases + 2.0);
        if cases >= FEWEST_CASES || next >= NEARLY_ALL { own } else { own.max(Self::of(next)) }
    }

    /// The word for a share.
    pub fn of(share: f64) -> Self {
        if share >= 1.0 {
            Self::All
        } else if share >= NEARLY_ALL {
            Self::NearlyAll
        } else if share >= MOST {
            Self::Most
        } else {
            Self::Depends
        }
    }

    /// The word.
    pub const fn text(self) -> Text {
        match self {
            Self::All => Text { en: "all", zh: "全部" },
            Self::NearlyAll => Text { en: "nearly all", zh: "几乎全部" },
            Self::Most => Text { en: "most", zh: "多数" },
            Self::Depends => Text { en: "depends on what is assumed", zh: "取决于假设" },
        }
    }

    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::NearlyAll => "nearly_all",
            Self::Most => "most",
            Self::Depends => "depends",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_counted_and_weighed() {
        let is_so = [true, true, true, false];
        let equal = Share::of(&is_so, &[1.0; 4]).unwrap();
        assert_eq!((equal.count, equal.n, equal.share), (3, 4, 0.75));
        let weighed = Share::of(&is_so, &[1.0, 1.0, 1.0, 3.0]).unwrap();
        assert_eq!((weighed.count, weighed.n, weighed.share), (3, 4, 0.5));
        // 6 x 6 / 12 = 3 cases are told by them instead of 4.
        assert!((effective(&[1.0, 1.0, 1.0, 3.0]) - 3.0).abs() < 1e-12);
        assert!(weighed.high - weighed.low > equal.high - equal.low);
        assert_eq!(Share::of(&[], &[]), None);
    }

    #[test]
    fn a_word_begins_at_its_threshold() {
        let cases = [
            (1.0, Word::All),
            (63.0 / 64.0, Word::NearlyAll),
            (0.9, Word::NearlyAll),
            (0.899, Word::Most),
            (0.75, Word::Most),
            (0.749, Word::Depends),
            (0.0, Word::Depends),
        ];
        for (share, word) in cases {
            assert_eq!(Word::of(share), word, "{share}");
        }
        assert!(Word::All < Word::NearlyAll && Word::Most < Word::Depends);
    }

    #[test]
    fn weights_that_add_up_to_all_but_for_rounding_are_all() {
        let weights = [0.1, 0.2, 0.3, 0.4, 0.7, 0.9];
        let share = Share::of(&[true; 6], &weights).unwrap();
        assert_eq!((share.share, share.high, Word::of(share.share)), (1.0, 1.0, Word::All));
    }
}
