//! Quantities and words shared by all layers: zones, money, values.

use serde::{Deserialize, Serialize};

pub use words::{Language, Phrase, Text, agreed, grouped, shell_word, spelt};

/// Tells of a system, beside it, its name and what it does, in both languages: a module of the system's
/// name with `WORDS`, which the list of the month takes up.
macro_rules! tell {
    ($system:ident, $en:literal $zh:literal, $means_en:literal $means_zh:literal) => {
        #[doc = $means_en]
        pub(crate) mod $system {
            /// Name and meaning.
            pub(crate) const WORDS: [crate::quantity::Text; 2] = [
                crate::quantity::Text { en: $en, zh: $zh },
                crate::quantity::Text { en: $means_en, zh: $means_zh },
            ];
        }
    };
}
pub(crate) use tell;

/// Money in integer fen (1/100 yuan), constant prices.
pub type Fen = i64;

/// Yuan as fen, rounded half up.
pub fn fen(yuan: f64) -> Fen {
    round(yuan * 100.0)
}

/// Fen as yuan.
pub fn yuan(fen: Fen) -> f64 {
    fen as f64 / 100.0
}

/// A share of money, rounded down; never more than the money and never below zero. A product that
/// misses a whole number by the rounding of binary fractions alone counts as that number: .29 of 100
/// fen is 29.
pub(crate) fn share_of(money: Fen, share: f64) -> Fen {
    const LAST_BITS: f64 = 1.0 + 4.0 * f64::EPSILON;
    ((money as f64 * share * LAST_BITS).floor() as Fen).clamp(0, money.max(0))
}

/// What share of a claim there is money for; 1 where nothing is claimed.
pub(crate) fn fulfilled(money: Fen, claim: Fen) -> f64 {
    if claim > 0 { (money.max(0) as f64 / claim as f64).min(1.0) } else { 1.0 }
}

/// Rounds half up.
pub fn round(number: f64) -> i64 {
    (number + 0.5).floor() as i64
}

/// A number in whole 2⁻²⁰: sums of such numbers are exact, so their order changes no bit.
pub(crate) fn grained(number: f64) -> f64 {
    const GRAIN: f64 = 1_048_576.0;
    (number * GRAIN).round() / GRAIN
}

/// The kind of a community's surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// A residents' committee's area in a town.
    Urban,
    /// A village.
    Rural,
    /// A gacha: a village of herders.
    Pastoral,
}

/// The three zones, in the order of every table by zone.
pub const ZONES: [Zone; 3] = [Zone::Urban, Zone::Rural, Zone::Pastoral];

impl Zone {
    /// Position in tables by zone.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The zone's identifier, as in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Urban => "urban",
            Self::Rural => "rural",
            Self::Pastoral => "pastoral",
        }
    }

    /// The zone with an identifier.
    pub fn find(id: &str) -> Option<Self> {
        ZONES.into_iter().find(|zone| zone.id() == id)
    }

    /// The zone that a word names: its identifier in any letters, or its name in Chinese.
    pub fn meant(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::find(&word).or(match word.trim_end_matches("地区") {
            "城镇" | "城市" | "城区" => Some(Self::Urban),
            "农村" | "乡村" | "农区" => Some(Self::Rural),
            "牧区" | "牧" => Some(Self::Pastoral),
            _ => None,
        })
    }

    /// The zone's name in both languages.
    pub const fn text(self) -> Text {
        match self {
            Self::Urban => Text { en: "urban", zh: "城镇" },
            Self::Rural => Text { en: "rural", zh: "农村" },
            Self::Pastoral => Text { en: "pastoral", zh: "牧区" },
        }
    }
}

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Any real number in the range.
    Real,
    /// A whole number in the range.
    Whole,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Words(&'static [&'static str]),
}

/// A typed value of a setting, kept in files and registries as a number.
pub trait Value: Copy {
    /// What values the type takes.
    const CHOICE: Choice;
    /// Whether whatever has such a value costs money in the model.
    const COSTS_MONEY: bool = false;
    /// The value as a number (a word as its position).
    fn to_number(self) -> f64;
    /// The value of a number; the nearest legal one where the number is none.
    fn from_number(number: f64) -> Self;
}

impl Value for f64 {
    const CHOICE: Choice = Choice::Real;
    fn to_number(self) -> f64 {
        self
    }
    fn from_number(number: f64) -> Self {
        number
    }
}

impl Value for u32 {
    const CHOICE: Choice = Choice::Whole;
    fn to_number(self) -> f64 {
        f64::from(self)
    }
    fn from_number(number: f64) -> Self {
        round(number).clamp(0, i64::from(Self::MAX)) as Self
    }
}

impl Value for bool {
    const CHOICE: Choice = Choice::Flag;
    fn to_number(self) -> f64 {
        f64::from(u8::from(self))
    }
    fn from_number(number: f64) -> Self {
        number >= 0.5
    }
}

/// Declares a choice of words as an enum and a [`Value`].
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        impl Value for $name {
            const CHOICE: Choice = Choice::Words(&[$($word),*]);
            fn to_number(self) -> f64 {
                f64::from(self as u8)
            }
            fn from_number(number: f64) -> Self {
                let last = Self::ALL.len() - 1;
                Self::ALL[(round(number).max(0) as usize).min(last)]
            }
        }
    };
}

words! {
    /// Who votes in community elections.
    Franchise {
        /// Representatives of locals.
        Indirect = "indirect",
        /// Every eligible resident.
        Direct = "direct",
    }
}

words! {
    /// Political rights of migrants in the community.
    MigrantRights {
        /// None.
        None = "none",
        /// After `rights_after` months of tenure.
        AfterMonths = "after_months",
        /// From the first month.
        Full = "full",
    }
}

words! {
    /// How a county divides its grants among communities.
    Allocation {
        /// By adults.
        PerAdult = "per_adult",
        /// More where there are migrants, villages and pastures.
        Need = "need",
        /// By track record.
        Performance = "performance",
    }
}

words! {
    /// Schooling of an adult.
    Education {
        /// Primary or lower secondary.
        Basic = "basic",
        /// Upper secondary.
        Secondary = "secondary",
        /// College or above.
        Tertiary = "tertiary",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_money_is_rounded_down_and_stays_within_it() {
        assert_eq!(share_of(199, 0.5), 99);
        assert_eq!(share_of(100, 0.29), 29);
        assert_eq!(share_of(1_000_000_000_000, 0.999_999_999_999), 999_999_999_999);
        assert_eq!(share_of(100, 2.0), 100);
        assert_eq!(share_of(-5, 0.5), 0);
    }

    #[test]
    fn a_claim_of_nothing_is_fulfilled() {
        assert_eq!(fulfilled(0, 0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(fulfilled(50, 200).to_bits(), 0.25_f64.to_bits());
        assert_eq!(fulfilled(500, 200).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn counts_round_half_up() {
        assert_eq!(round(2.5), 3);
        assert_eq!(round(2.49), 2);
    }

    #[test]
    fn a_word_survives_the_way_through_a_number() {
        for &rights in MigrantRights::ALL {
            assert_eq!(MigrantRights::from_number(rights.to_number()), rights);
        }
    }
}
