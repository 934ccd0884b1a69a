//! Values, differences and series of metrics.

use serde::{Deserialize, Serialize};

use super::Verdict;
use crate::statistics::Kind;

impl Difference {
    /// The mean difference with its interval.
    pub fn estimate(&self) -> Estimate {
        Estimate {
            n: self.n,
            mean: self.difference,
            low: self.low,
            high: self.high,
            interval: self.interval,
            unseen: self.unseen,
        }
    }

    /// Whether it is of a calendar year that is cut, or in which the scenario's policy was in force in some
    /// months only.
    pub fn is_of_part_of_a_year(&self) -> bool {
        let (run, policy) = (self.year_months, self.policy_months);
        run.is_some_and(|months| months < 12)
            || policy.is_some_and(|months| 0 < months && months < 12)
    }

    /// Half the width of the interval.
    pub fn half_width(&self) -> Option<f64> {
        self.high.zip(self.low).map(|(high, low)| (high - low) / 2.0)
    }

    /// Runs of the scenario (and as many of the baseline) that unpaired seeds would take for the same
    /// precision.
    pub fn unpaired_runs(&self) -> Option<f64> {
        self.run_saving.map(|saving| saving * self.n as f64)
    }

    /// Where all pairs are equal: with the confidence of the interval fewer than this many in as many seeds
    /// as were run would differ.
    pub fn fewer_than(&self) -> Option<u64> {
        self.unseen.map(|share| (share * self.n as f64).ceil() as u64)
    }
}

/// A metric of an arm over the whole policy period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArmValue {
    /// Arm.
    pub arm: String,
    /// Metric.
    pub metric: String,
    /// Level of the area.
    pub level: String,
    /// Area.
    pub area: String,
    /// Seeds with a value.
    pub n: usize,
    /// Mean with its 95 % interval (precision).
    pub value: Estimate,
    /// Whether it is adjusted for the luck of counties, as the differences are.
    #[serde(default)]
    pub adjusted: bool,
    /// Standard deviation over seeds (spread).
    pub sd: Option<f64>,
    /// Quantiles .1 and .9 over seeds (spread).
    pub spread: Option<[f64; 2]>,
}

/// A metric of a scenario that stands alone in a calendar year, in the widest area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearValue {
    /// Metric.
    pub metric: String,
    /// Calendar year from 1.
    pub year: u32,
    /// Months of it that were run: 12, or fewer where the run ends.
    pub months: u32,
    /// Whether a part of it is burn-in: it does not count.
    pub burn_in: bool,
    /// Mean over seeds with its 95 % interval (precision).
    pub value: Estimate,
    /// Quantiles .1 and .9 over seeds (spread).
    pub spread: Option<[f64; 2]>,
}

/// A paired difference: scenario less baseline, seed by seed. Numbers that cannot be said are null.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Scenario.
    pub scenario: String,
    /// Metric.
    pub metric: String,
    /// Level of the area.
    pub level: String,
    /// Area.
    pub area: String,
    /// Calendar year from 1; none for the policy period.
    pub year: Option<u32>,
    /// Of a calendar year the months that were run: 12, or fewer where the run ends.
    #[serde(default)]
    pub year_months: Option<u32>,
    /// Of these the months in which what the scenario sets otherwise than the baseline is in force somewhere: a
    /// year in which they are fewer cannot be held against whole years.
    #[serde(default)]
    pub policy_months: Option<u32>,
    /// Seeds in which both have a value.
    pub n: usize,
    /// Mean of the baseline over these seeds.
    pub baseline: Option<f64>,
    /// Mean of the scenario over these seeds.
    pub mean: Option<f64>,
    /// Mean paired difference.
    pub difference: Option<f64>,
    /// Lower end of the interval of the mean difference (precision).
    pub low: Option<f64>,
    /// Upper end of it.
    pub high: Option<f64>,
    /// What kind of interval it is.
    pub interval: Kind,
    /// Where all differences are the same: with the confidence of the interval fewer than this share of
    /// seeds differ from them.
    pub unseen: Option<f64>,
    /// Standard deviation of the differences over seeds (spread).
    pub sd: Option<f64>,
    /// Quantiles .1 and .9 of the differences over seeds (spread).
    pub spread: Option<[f64; 2]>,
    /// Share of seeds in which the scenario is better; of metrics without direction, higher.
    pub share_better: Option<f64>,
    /// Correlation of the pairs.
    pub correlation: Option<f64>,
    /// How many times as many seeds unpaired runs would take for the same precision.
    pub run_saving: Option<f64>,
    /// Whether means, difference and interval are adjusted for the luck of counties; spread, share, correlation
    /// and saving never are.
    #[serde(default)]
    pub adjusted: bool,
    /// Where they are, how many times as many seeds plain means would take for the same precision.
    #[serde(default)]
    pub control_saving: Option<f64>,
    /// Margin: differences within it do not matter.
    pub margin: f64,
    /// What may be said.
    pub verdict: Verdict,
    /// Locals and migrants, where they move in opposite ways.
    pub opposite: Option<Opposite>,
}

/// Differences of locals and of migrants that surely have opposite signs, which their mean hides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opposite {
    /// Mean paired difference of locals, with its interval at the level of the difference of all.
    pub local: Estimate,
    /// The same of migrants.
    pub migrant: Estimate,
}

impl Opposite {
    /// Of the differences of locals and of migrants, if both have a clear sign and not the same.
    pub(super) fn between(local: &Difference, migrant: &Difference) -> Option<Self> {
        let [of_local, of_migrant] = [local, migrant].map(|of| of.verdict.way());
        if of_local == 0 || of_local != -of_migrant {
            return None;
        }
        Some(Self { local: local.estimate(), migrant: migrant.estimate() })
    }

    /// Which way they move, as in the tables.
    pub fn id(&self) -> &'static str {
        if self.local.mean > Some(0.0) {
            "locals_up_migrants_down"
        } else {
            "locals_down_migrants_up"
        }
    }
}

/// A metric over the months of an arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Arm.
    pub arm: String,
    /// Metric.
    pub metric: String,
    /// Mean over seeds, a value a month (null where empty).
    pub mean: Vec<Option<f64>>,
    /// Quantile .1 over seeds: the spread, not the precision.
    pub low: Vec<Option<f64>>,
    /// Quantile .9 over seeds.
    pub high: Vec<Option<f64>>,
    /// Ends of the interval of the mean paired difference from the baseline (95 %, month by month, not
    /// for all months together); empty for the baseline.
    pub difference: Vec<Option<[f64; 3]>>,
}

/// A number with its interval over seeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Seeds with a value.
    #[serde(default)]
    pub n: usize,
    /// Mean over seeds.
    pub mean: Option<f64>,
    /// Lower end of the interval of the mean; none where there is no interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// What kind of interval it is.
    #[serde(default)]
    pub interval: Kind,
    /// Where all seeds have the same: with the confidence of the interval fewer than this share of seeds
    /// differ from them.
    #[serde(default)]
    pub unseen: Option<f64>,
}

impl Estimate {
    /// Mean and ends of the interval, not numbers where there are none.
    pub fn ends(&self) -> [f64; 3] {
        [self.mean, self.low, self.high].map(|end| end.unwrap_or(f64::NAN))
    }

    /// Whether it surely has a sign: its interval leaves zero out.
    pub fn is_sure(&self) -> bool {
        self.low.is_some_and(|low| low > 0.0) || self.high.is_some_and(|high| high < 0.0)
    }

    /// Of all that differ where all seeds have the same, as many in as many seeds as were run.
    pub fn fewer_than(&self) -> Option<u64> {
        self.unseen.map(|share| (share * self.n as f64).ceil() as u64)
    }
}
