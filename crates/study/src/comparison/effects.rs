//! Who gains and who loses, what it costs, and where communities stand.

use serde::{Deserialize, Serialize};

use super::{Estimate, Verdict};

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
    pub from_account: String,
    /// Account to which it goes.
    pub to_account: String,
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
    /// Whether value and difference are adjusted for the luck of counties.
    #[serde(default)]
    pub adjusted: bool,
    /// Paired difference from the baseline; of the baseline empty. Of a compared metric it is that of the
    /// main table, so that there is one verdict.
    pub difference: Estimate,
    /// Confidence of the interval of the difference.
    pub confidence: f64,
    /// Intervals that hold together with it.
    pub family: usize,
    /// Margin: differences within it do not matter.
    pub margin: f64,
    /// What may be said of the difference; of the baseline nothing.
    pub verdict: Option<Verdict>,
}

/// Extra spending per unit of gain on a metric. Whether it gains and whether it spends is what the verdicts
/// of the tables say; the interval of a price stands for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// Scenario.
    pub scenario: String,
    /// Metric.
    pub metric: String,
    /// Yuan per adult a year for one unit of gain (see [`unit_of_gain`]); never below zero, where a larger
    /// gain would look dearer. None where `kind` says that there is no price.
    pub yuan: Option<f64>,
    /// Fieller's 95 % interval, from 0 where it might save; none where it is not bounded.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Seeds with a value of both.
    #[serde(default)]
    pub n: usize,
    /// Where the price is the same in every seed: with 95 % confidence fewer than this share of seeds differ.
    #[serde(default)]
    pub unseen: Option<f64>,
    /// How the price may be read.
    pub kind: PriceKind,
}

/// How a price may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceKind {
    /// It surely gains, and spends more or may: the price has an interval, from 0 where it may not.
    Costs,
    /// It surely gains and surely does not spend more: no price.
    Saves,
    /// It surely gains, and spends less by its mean; that it does is not clear. No price.
    MaySave,
    /// That it gains is not sure by the verdict of its table: no price can be given.
    GainMayBeZero,
    /// It surely does not gain: no price.
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
    /// Seeds in which all arms have a value.
    pub n: usize,
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
