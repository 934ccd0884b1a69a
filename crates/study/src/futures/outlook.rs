//! What futures do to one difference.

use serde::{Deserialize, Serialize};

use super::axes::Hangs;
use super::luck::{LuckShare, share_of_luck};
use super::share::{FEWEST_CASES, Share, Word, effective};
use crate::metric::Better;

/// What futures do to the difference of one outcome: scenario less baseline, in the policy period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// Scenario.
    pub scenario: String,
    /// Metric.
    pub metric: String,
    /// Level of the area.
    pub level: String,
    /// Area.
    pub area: String,
    /// Margin: differences within it do not matter.
    pub margin: f64,
    /// The middle and the width of the differences over futures; none where no future has a value.
    pub spread: Option<Spread>,
    /// How they fall; none where no future has a value.
    pub counts: Option<Counts>,
    /// How much of their variance is luck; none where too few worlds were run twice.
    pub luck: Option<LuckShare>,
    /// Which settings explain it.
    #[serde(default)]
    pub hangs: Hangs,
    /// How differences fall over the worlds in which the baseline still agrees with what is known of today; none
    /// where these are all, or fewer than 20.
    #[serde(default)]
    pub agreeing: Option<Counts>,
}

/// Quantiles over futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Quantile .05.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// Quantile .95.
    pub high: f64,
}

/// Where differences fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Better by more than the margin; of metrics without direction, higher.
    Better,
    /// Within the margin.
    Between,
    /// Worse by more than the margin; of metrics without direction, lower.
    Worse,
}

/// How differences fall over futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Better by more than the margin; of metrics without direction, higher.
    pub better: Share,
    /// Within the margin.
    pub between: Share,
    /// Worse by more than the margin; of metrics without direction, lower.
    pub worse: Share,
    /// The side on which most futures are.
    pub side: Side,
    /// The word for their share; the weaker one where the other shape has another.
    pub word: Word,
    /// How many cases tell of the other shape; none of too few worlds to tell which settings matter.
    pub other_cases: Option<f64>,
    /// The share of that side under the other shape; none where too few cases tell.
    pub other_share: Option<f64>,
}

impl Side {
    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Between => "between",
            Self::Worse => "worse",
        }
    }
}

impl Counts {
    /// The share of a side.
    pub fn of(&self, side: Side) -> Share {
        match side {
            Side::Better => self.better,
            Side::Between => self.between,
            Side::Worse => self.worse,
        }
    }
}

/// Differences of one outcome, a future each, with what their worlds weigh.
#[derive(Clone, Copy, Debug)]
pub struct Cases<'a> {
    /// Scenario less baseline; not a number where one has no value.
    pub differences: &'a [f64],
    /// Weights of the worlds.
    pub weights: &'a [f64],
    /// Their weights under the other shape, where it is known.
    pub other: Option<&'a [f64]>,
    /// Differences on the second seed of the first worlds, in the same order.
    pub second: &'a [f64],
}

/// The quantile of weighed values in ascending order, such that with equal weights one more value falls below
/// it with chance `share` (type 6 of Hyndman and Fan).
fn quantile(sorted: &[(f64, f64)], share: f64) -> f64 {
    let all: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let weights: Vec<f64> = sorted.iter().map(|(_, weight)| *weight).collect();
    let cases = effective(&weights);
    let (mut before, mut last) = (0.0, None);
    for &(value, weight) in sorted {
        let middle = (before + weight / 2.0) / all;
        let place = (cases * middle + 0.5) / (cases + 1.0);
        if place >= share {
            return match last {
                Some((from, below)) if place > from => {
                    below + (share - from) / (place - from) * (value - below)
                }
                _ => value,
            };
        }
        before += weight;
        last = Some((place, value));
    }
    last.map_or(f64::NAN, |(_, value)| value)
}

fn spread(values: &[f64], weights: &[f64]) -> Option<Spread> {
    let mut sorted: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let [low, median, high] = [0.05, 0.5, 0.95].map(|share| quantile(&sorted, share));
    // A zero has no sign.
    median.is_finite().then_some(Spread { low: low + 0.0, median: median + 0.0, high: high + 0.0 })
}

/// On which side of the margin a difference lies.
pub fn side(better: Better, difference: f64, margin: f64) -> Side {
    let gain = if better == Better::Lower { -difference } else { difference };
    if gain > margin {
        Side::Better
    } else if gain < -margin {
        Side::Worse
    } else {
        Side::Between
    }
}

fn counts(sides: &[Side], weights: &[f64], other: Option<&[f64]>) -> Option<Counts> {
    let share = |side: Side, weights: &[f64]| {
        let is_so: Vec<bool> = sides.iter().map(|of| *of == side).collect();
        Share::of(&is_so, weights)
    };
    let [better, between, worse] =
        [Side::Better, Side::Between, Side::Worse].map(|side| share(side, weights));
    let (better, between, worse) = (better?, between?, worse?);
    let mut most = (Side::Better, better);
    for (side, share) in [(Side::Worse, worse), (Side::Between, between)] {
        if share.share > most.1.share {
            most = (side, share);
        }
    }
    let other_cases = other.map(effective);
    let told = other.filter(|weights| effective(weights) >= FEWEST_CASES);
    let other_share = told.and_then(|weights| share(most.0, weights)).map(|other| other.share);
    let own = Word::beside(most.1.share, effective(weights));
    let word = other_share.map_or(own, |other| own.max(Word::of(other)));
    Some(Counts { better, between, worse, side: most.0, word, other_cases, other_share })
}

impl Outlook {
    /// What futures do to a difference; `at` names scenario, metric, level and area.
    pub fn new(at: [&str; 4], better: Better, margin: f64, cases: Cases) -> Self {
        let has_value = |at: &usize| cases.differences[*at].is_finite();
        let known: Vec<usize> = (0..cases.differences.len()).filter(has_value).collect();
        let of = |values: &[f64]| -> Vec<f64> { known.iter().map(|&at| values[at]).collect() };
        let (values, weights) = (of(cases.differences), of(cases.weights));
        let other = cases.other.map(of);
        let sides: Vec<Side> = values.iter().map(|&value| side(better, value, margin)).collect();
        let both = cases.differences.iter().zip(cases.second).zip(cases.weights);
        let both = both.filter(|((one, two), _)| one.is_finite() && two.is_finite());
        let (pairs, pair_weights): (Vec<[f64; 2]>, Vec<f64>) =
            both.map(|((one, two), weight)| ([*one, *two], *weight)).unzip();
        let [scenario, metric, level, area] = at.map(str::to_owned);
        Self {
            scenario,
            metric,
            level,
            area,
            margin,
            spread: spread(&values, &weights),
            counts: counts(&sides, &weights, other.as_deref()),
            luck: share_of_luck(&pairs, &pair_weights),
            hangs: Hangs::default(),
            agreeing: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::sqrt;
    use crate::random::{Luck, Process};

    fn outlook(differences: &[f64], better: Better, margin: f64) -> Outlook {
        let weights = vec![1.0; differences.len()];
        let cases = Cases { differences, weights: &weights, other: None, second: &[] };
        Outlook::new(["a", "trust", "county", "x"], better, margin, cases)
    }

    #[test]
    fn differences_fall_on_the_side_of_the_margin_on_which_they_are() {
        let values = [0.3, 0.1, 0.05, -0.05, -0.2, f64::NAN];
        let higher = outlook(&values, Better::Higher, 0.05).counts.unwrap();
        let falls = |of: &Counts| [of.better.count, of.between.count, of.worse.count, of.worse.n];
        assert_eq!(falls(&higher), [2, 2, 1, 5]);
        let lower = outlook(&values, Better::Lower, 0.05).counts.unwrap();
        assert_eq!(falls(&lower), [1, 2, 2, 5]);
        let neither = outlook(&values, Better::Neither, 0.0).counts.unwrap();
        assert_eq!(falls(&neither), [3, 0, 2, 5]);
        assert_eq!((neither.side, neither.word), (Side::Better, Word::Depends));
        assert_eq!(outlook(&[f64::NAN], Better::Higher, 0.0).counts, None);
        assert_eq!(outlook(&[], Better::Higher, 0.0).spread, None);
    }

    #[test]
    fn one_more_future_falls_below_a_quantile_as_often_as_it_says() {
        let values: Vec<f64> = (1..=19).map(f64::from).collect();
        let found = outlook(&values, Better::Higher, 0.0).spread.unwrap();
        assert_eq!((found.low, found.median, found.high), (1.0, 10.0, 19.0));
        let few = outlook(&[3.0, 1.0], Better::Higher, 0.0).spread.unwrap();
        assert_eq!((few.low, few.median, few.high), (1.0, 2.0, 3.0));
    }

    /// 4,000 samples of 64 futures and one more; chance of a false alarm 1e-5 (4.4 standard errors).
    #[test]
    fn the_range_of_futures_holds_one_more_in_nine_of_ten() {
        let samples = 4_000;
        let held = (0..samples).filter(|&sample| {
            let mut stream = Luck::of_seed(sample).stream(Process::Rank, 0, 3);
            let values: Vec<f64> = (0..64).map(|_| stream.gamma(2.0, 1.0)).collect();
            let found = outlook(&values, Better::Higher, 0.0).spread.unwrap();
            let one_more = stream.gamma(2.0, 1.0);
            found.low <= one_more && one_more <= found.high
        });
        let held = held.count() as f64 / samples as f64;
        let error = 4.4 * sqrt(0.9 * 0.1 / samples as f64);
        assert!((held - 0.9).abs() < error, "{held}");
    }

    #[test]
    fn a_world_of_twice_the_weight_counts_as_two() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        let weights = [1.0, 1.0, 2.0, 2.0, 2.0];
        let cases = Cases { differences: &values, weights: &weights, other: None, second: &[] };
        let found = Outlook::new([""; 4], Better::Higher, 2.5, cases).counts.unwrap();
        assert_eq!((found.better.count, found.better.n, found.better.share), (3, 5, 0.75));
        // Of so few the share says little of one more.
        assert_eq!(found.word, Word::Depends);
        let words = |better: usize, all: usize| {
            let values: Vec<f64> =
                (0..all).map(|at| if at < better { 1.0 } else { -1.0 }).collect();
            outlook(&values, Better::Higher, 0.0).counts.unwrap().word
        };
        assert_eq!([words(1, 1), words(5, 5), words(8, 8)], [Word::Depends, Word::Most, Word::All]);
        assert_eq!([words(18, 19), words(18, 20), words(58, 64)], [Word::NearlyAll; 3]);
        assert_eq!(words(11, 12), Word::Most);
    }

    #[test]
    fn the_weaker_word_is_used_where_the_other_shape_has_another() {
        let mut values = [1.0; 64];
        values[..4].fill(-1.0);
        let weights = [1.0; 64];
        let mut other = [1.0; 64];
        let counts = |other: &[f64; 64]| {
            let other = Some(other.as_slice());
            let cases = Cases { differences: &values, weights: &weights, other, second: &[] };
            Outlook::new([""; 4], Better::Higher, 0.0, cases).counts.unwrap()
        };
        assert_eq!(counts(&other).word, Word::NearlyAll);
        // Where the other shape has more of the worlds in which it is worse.
        other[..4].fill(4.0);
        let found = counts(&other);
        assert!((found.other_share.unwrap() - 60.0 / 76.0).abs() < 1e-12);
        assert_eq!(found.word, Word::Most);
        // Where it hangs on one world it cannot be told, and the word stays.
        other[0] = 1_000.0;
        let found = counts(&other);
        assert!(found.other_share.is_none() && found.other_cases.unwrap() < 2.0);
        assert_eq!(found.word, Word::NearlyAll);
    }

    #[test]
    fn the_share_of_luck_is_taken_from_the_worlds_that_were_run_twice_and_no_others() {
        let values = [1.0, 3.0, 5.0, 7.0, 90.0, -40.0];
        let second = [1.5, 2.5, 5.5, 6.5];
        let cases =
            Cases { differences: &values, weights: &[1.0; 6], other: None, second: &second };
        let found = Outlook::new([""; 4], Better::Higher, 0.0, cases);
        let alone: Vec<[f64; 2]> = values.into_iter().zip(second).map(|(a, b)| [a, b]).collect();
        assert_eq!(found.luck, share_of_luck(&alone, &[1.0; 4]));
    }
}
