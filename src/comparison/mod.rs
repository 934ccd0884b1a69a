//! What a comparison found: plain numbers, without a world or a file. The table, the CSV files and the
//! report are written from it, and `report.json` is it.
//!
//! Metrics, settings, zones and accounts are named by their identifiers; names and meanings in both
//! languages come from the registries.

mod again;
mod analysis;
mod changes;
mod fairness;
mod money;
mod people;
mod procedure;
#[cfg(test)]
mod tests;
mod verdict;

use serde::{Deserialize, Serialize};

use crate::quantity::Text;
use crate::statistics::Bound;

pub use again::{Again, ValuesOf, replay, unfounded};
pub use money::unit_of_gain;
pub use procedure::{Compared, Request, alone, compare};
pub use verdict::{DEFAULT_MARGIN, verdict};

/// A comparison of scenarios with a baseline on the same seeds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Name, also of its folder.
    pub name: String,
    /// What was compared: the baseline first.
    pub arms: Vec<Arm>,
    /// How it was compared.
    pub design: Design,
    /// Identifiers of the compared metrics, in the order of the registry.
    pub metrics: Vec<String>,
    /// Each compared metric of each arm over the whole policy period, in the widest area and its parts.
    pub values: Vec<ArmValue>,
    /// Paired differences of the whole policy period, in the widest area.
    pub differences: Vec<Difference>,
    /// The same by zone, a family of intervals of their own.
    pub zones: Vec<Difference>,
    /// The same by calendar year in the widest area, a family of intervals of their own.
    pub years: Vec<Difference>,
    /// Months of each compared metric in the widest area.
    pub series: Vec<Series>,
    /// Who gains and who loses.
    pub gains: Vec<Gain>,
    /// Who stayed, went and came.
    pub presence: Vec<Presence>,
    /// Newcomers as a group.
    pub newcomers: Vec<Newcomers>,
    /// Money along each flow, the policy period's mean.
    pub flows: Vec<Flow>,
    /// What each arm costs.
    pub costs: Vec<Cost>,
    /// Cost per unit of gain.
    pub prices: Vec<Price>,
    /// Signed regret of each arm on each metric.
    pub regrets: Vec<Regret>,
    /// Arms that another beats.
    pub dominated: Vec<Dominated>,
    /// Communities as tiles.
    pub tiles: Vec<Tile>,
    /// Settings that the scenarios set otherwise than the baseline, and their grounds.
    pub changes: Vec<SettingChange>,
    /// Checks that the comparison is fair.
    pub fairness: Vec<Check>,
    /// What made it.
    pub receipt: Receipt,
}

/// A scenario of the comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// Name.
    pub name: String,
    /// One sentence, in English and Chinese.
    pub summary: [String; 2],
    /// Seeds that were run: 1 to `n` of the design's.
    pub n: usize,
    /// Whether it is another place than the baseline's: then differences are of place and policy.
    pub elsewhere: bool,
    /// First month in which the settings in force differ from the baseline's, of the first seed; none for
    /// the baseline and for a scenario that is like it.
    pub first_difference: Option<u32>,
    /// Months of the baseline that did not have to be run again, over all seeds.
    pub months_saved: u64,
    /// Months run, over all seeds.
    pub months_run: u64,
}

/// How arms were compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Design {
    /// Months of a run.
    pub months: u32,
    /// Months before the policy, left out.
    pub burn_in: u32,
    /// Adults of month 0.
    pub adults: u64,
    /// Communities.
    pub communities: usize,
    /// Name of the widest area, and its level.
    pub area: String,
    /// Level of the widest area.
    pub level: String,
    /// Seeds, ascending.
    pub seeds: Vec<u64>,
    /// Chance that any interval of a family misses, as asked.
    pub alpha: f64,
    /// Intervals in the families of `differences`, `zones` and `years`: each holds with chance
    /// 1 − alpha / family (Bonferroni).
    pub families: [usize; 3],
    /// Which intervals.
    pub interval: Interval,
    /// Why no more seeds were run.
    pub stopped: Stopped,
    /// Precision asked for, by metric.
    pub precision: Vec<(String, f64)>,
    /// Margins given, by metric.
    #[serde(default)]
    pub margins: Vec<(String, f64)>,
}

/// A kind of interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Student's t for a number of seeds fixed before.
    Fixed,
    /// A confidence sequence: valid at any number of seeds, however often one looks.
    Sequence,
}

impl Interval {
    /// What it is, in a few words.
    pub const fn text(self) -> Text {
        match self {
            Self::Fixed => {
                Text { en: "Student's t, Bonferroni", zh: "t 区间，Bonferroni 校正" }
            }
            Self::Sequence => Text {
                en: "confidence sequence, Bonferroni: valid at any number of seeds",
                zh: "置信序列，Bonferroni 校正：对任意种子数均成立",
            },
        }
    }

    /// The rule for one of `family` intervals that all hold with chance 1 − `alpha`.
    pub fn bound(self, alpha: f64, family: usize) -> Bound {
        let alpha = alpha / family.max(1) as f64;
        match self {
            Self::Fixed => Bound::fixed(alpha),
            Self::Sequence => Bound::sequence(alpha),
        }
    }
}

/// Why a comparison ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// The seeds asked for were run.
    Seeds,
    /// Every named difference is known to its precision or decided.
    Decided,
    /// The most seeds were run, and something is still open.
    MostSeeds,
    /// Time was up.
    Time,
    /// Interrupted.
    Interrupted,
}

/// What may be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The interval lies on the better side.
    Better,
    /// The interval lies on the worse side.
    Worse,
    /// Higher, of a metric without direction.
    Higher,
    /// Lower, of a metric without direction.
    Lower,
    /// The interval lies within the margin on both sides.
    NoDifference,
    /// None of these.
    NotClear,
    /// There is no pair with a value, as of an election in months without one.
    NoValue,
}

impl Stopped {
    /// Why it ended, in a sentence.
    pub const fn text(self) -> Text {
        match self {
            Self::Seeds => Text {
                en: "All seeds asked for were run.",
                zh: "已运行全部指定的种子。",
            },
            Self::Decided => Text {
                en: "Stopped when every named difference was known or decided.",
                zh: "所指定的差异均已达到精度或结论已明确，故停止。",
            },
            Self::MostSeeds => Text {
                en: "Stopped at the most seeds; something is still open.",
                zh: "已达种子数上限，仍有未决之处。",
            },
            Self::Time => Text {
                en: "Stopped because time was up; what is not clear is still open.",
                zh: "时间已到，故停止；“尚不明确”者仍未决。",
            },
            Self::Interrupted => Text {
                en: "Interrupted; finished seeds were kept.",
                zh: "已中断，保留已完成的种子。",
            },
        }
    }
}

impl Verdict {
    /// Identifier, as in `comparison.csv`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::NoDifference => "no_difference",
            Self::NotClear => "not_clear",
            Self::NoValue => "no_value",
        }
    }

    /// The verdict in words.
    pub const fn text(self) -> Text {
        match self {
            Self::Better => Text { en: "better", zh: "更好" },
            Self::Worse => Text { en: "worse", zh: "更差" },
            Self::Higher => Text { en: "higher", zh: "升高" },
            Self::Lower => Text { en: "lower", zh: "降低" },
            Self::NoDifference => Text { en: "no difference", zh: "无差异" },
            Self::NotClear => Text { en: "not clear yet", zh: "尚不明确" },
            Self::NoValue => Text { en: "no value", zh: "无取值" },
        }
    }
}

impl Difference {
    /// Runs of the scenario (and as many of the baseline) that unpaired seeds would take for the same
    /// precision.
    pub fn unpaired_runs(&self) -> Option<f64> {
        self.run_saving.map(|saving| saving * self.n as f64)
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
    /// Standard deviation over seeds (spread).
    pub sd: Option<f64>,
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
    /// Margin: differences within it do not matter.
    pub margin: f64,
    /// What may be said.
    pub verdict: Verdict,
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
    /// Mean over seeds.
    pub mean: Option<f64>,
    /// Lower end of the 95 % interval of the mean.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// How residents of the last burn-in month who live in both worlds at the end fare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gain {
    /// Scenario.
    pub scenario: String,
    /// Zone, or `all`.
    pub zone: String,
    /// `local`, `migrant` (as they were in the last burn-in month) or `all`.
    pub status: String,
    /// `belonging`, `trust`, `satisfaction`, `participation` (months a year in which they took part) or
    /// `unmet_need` (needs a year that were not reported, failed or lapsed).
    pub outcome: String,
    /// Residents, mean over seeds.
    pub residents: f64,
    /// Share who are better off by more than the tolerance.
    pub better: Estimate,
    /// Share who are worse off by more than the tolerance.
    pub worse: Estimate,
    /// Mean change.
    pub change: Estimate,
    /// Changes within it count as the same.
    pub tolerance: f64,
}

/// Residents of the last burn-in month at the end, means over seeds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Presence {
    /// Scenario.
    pub scenario: String,
    /// Zone, or `all`.
    pub zone: String,
    /// `local`, `migrant` or `all`.
    pub status: String,
    /// Residents of the last burn-in month in both worlds.
    pub residents: f64,
    /// Here at the end in both worlds.
    pub both: f64,
    /// Gone in the scenario's world only.
    pub gone_in_scenario: f64,
    /// Gone in the baseline's world only.
    pub gone_in_baseline: f64,
    /// Gone in both.
    pub gone_in_both: f64,
}

/// Residents who came after the burn-in and are here at the end: as groups, not as pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Newcomers {
    /// Scenario.
    pub scenario: String,
    /// `belonging`, `trust` or `satisfaction`.
    pub outcome: String,
    /// Number in the baseline's world, mean over seeds.
    pub baseline_number: f64,
    /// Number in the scenario's world.
    pub scenario_number: f64,
    /// Mean outcome in the baseline's world.
    pub baseline: Option<f64>,
    /// Mean outcome in the scenario's world.
    pub mean: Option<f64>,
    /// Difference of the two means, with its interval over seeds.
    pub difference: Estimate,
}

/// Money along a flow, yuan per adult a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Arm.
    pub arm: String,
    /// Account from which it goes.
    pub from: String,
    /// Account to which it goes.
    pub to: String,
    /// Yuan per adult a year, mean over seeds and the calendar years after burn-in.
    pub yuan: f64,
}

/// What an arm costs: money metrics of the policy period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Arm.
    pub arm: String,
    /// Metric: `spending`, a `spend_` metric, `returned`, `idle` or `fiscal_pressure`.
    pub metric: String,
    /// Value in the arm.
    pub value: Estimate,
    /// Paired difference from the baseline (95 %); of the baseline empty.
    pub difference: Estimate,
}

/// Extra spending per unit of gain on a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// Scenario.
    pub scenario: String,
    /// Metric.
    pub metric: String,
    /// Yuan per adult a year for one unit of gain (see [`unit_of_gain`]). Below zero: it gains and
    /// spends less. None where `kind` says that there is no price.
    pub yuan: Option<f64>,
    /// Fieller's 95 % interval; none where it is not bounded.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// How the price may be read.
    pub kind: PriceKind,
}

/// How a price may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceKind {
    /// It gains, and spends more or may: the price has an interval.
    Costs,
    /// It gains and does not cost more.
    Saves,
    /// The gain may be zero: no price can be given.
    GainMayBeZero,
    /// It does not gain: no price.
    NoGain,
}

/// Signed regret: how far an arm is from the best other arm on a metric, seed by seed. Below zero: it is
/// better than every other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Regret {
    /// Arm.
    pub arm: String,
    /// Metric.
    pub metric: String,
    /// Mean over seeds with its 95 % interval, in the metric's unit.
    pub regret: Estimate,
    /// Share of seeds in which it is the best arm.
    pub best: f64,
}

/// An arm that another beats on all compared metrics with a direction and on spending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dominated {
    /// The arm.
    pub arm: String,
    /// The arm that is as good or better in everything that has values, and better in something.
    pub by: String,
    /// Whether intervals support it for every metric (95 % each); else it holds for the means only.
    pub surely: bool,
}

/// A community on the schematic map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// Code.
    pub code: String,
    /// Name, in English (or as in the table) and Chinese.
    pub name: [String; 2],
    /// Township, in English (or as in the table) and Chinese.
    pub township: [String; 2],
    /// County, likewise.
    pub county: [String; 2],
    /// Zone.
    pub zone: String,
    /// Adults of month 0.
    pub adults: u32,
    /// Means over seeds of each compared metric, a row an arm.
    pub values: Vec<Vec<Option<f64>>>,
}

/// A setting that a scenario sets otherwise than the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingChange {
    /// Scenario.
    pub scenario: String,
    /// Setting.
    pub setting: String,
    /// `baseline`, `policy`, or the name of an intervention or shock.
    pub by: String,
    /// Value in the baseline, as text (by zone where they differ).
    pub before: String,
    /// Value in the scenario, or `x 0.7` for a factor.
    pub after: String,
    /// First month.
    pub from: u32,
    /// Last month, if it ends.
    pub until: Option<u32>,
    /// Whether it acts somewhere only.
    pub targeted: bool,
    /// Whether the model books money for it.
    pub costs_money: bool,
}

/// A check that the comparison is fair, with what it found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What was checked.
    pub kind: CheckKind,
    /// Scenario; of the placebo the baseline.
    pub scenario: String,
    /// Seed that was looked at.
    pub seed: u64,
    /// Whether it holds.
    pub holds: bool,
    /// Months compared (placebo), or months before the first difference of settings.
    pub months: u32,
    /// Where the worlds first differ; none if they never do.
    pub divergence: Option<Divergence>,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// The baseline again under another name gives the same world.
    Placebo,
    /// Worlds are the same until the first month in which settings differ.
    SameUntilPolicy,
    /// A run that went on from the baseline's world is the same to the byte as a whole run.
    Fork,
}

/// The first difference of two worlds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Divergence {
    /// Month.
    pub month: u32,
    /// Identifier of the process after which worlds differ.
    pub process: String,
    /// Code of the first community that differs, in the order of the place; of a county its name.
    pub community: String,
    /// What differs there: `residents`, `team`, ... (names of components).
    pub component: String,
    /// Id of the first resident that differs, if residents do.
    pub resident: Option<u32>,
    /// Number of the first post that differs, if the team does.
    pub post: Option<u16>,
}

/// What made a comparison, so that it can be made again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Version of the program.
    pub version: String,
    /// Commit of the source.
    pub commit: String,
    /// SHA-256 of each arm's resolved scenario.
    pub scenarios: Vec<String>,
    /// SHA-256 of each arm's place table, where it has one.
    pub places: Vec<Option<String>>,
    /// The command that makes it again.
    pub command: Vec<String>,
}
