//! What a comparison found: plain numbers, without a world or a file. The table, the CSV files and the
//! report are written from it, and `report.json` is it.
//!
//! Metrics, settings, zones and accounts are named by their identifiers; names and meanings in both
//! languages come from the registries.

mod afford;
mod again;
mod analysis;
mod asked;
mod budget;
mod ceiling;
mod changes;
mod controls;
mod design;
mod effects;
mod fairness;
mod first;
pub mod fit;
mod idle;
mod money;
mod people;
mod pictures;
mod procedure;
mod ranking;
mod revenue;
mod synergy;
#[cfg(test)]
mod tests;
mod values;
mod verdict;
mod why;
mod within;
mod words;

use serde::{Deserialize, Serialize};

use crate::futures::Futures;

pub use self::words::{fewer_values, of_luck, years_in_part};
pub use afford::{BUDGET_IS, NO_SETTING_UP, millions};
pub use again::{Again, from_tables, futures_anew, replay, unfounded, unfounded_futures};
pub use asked::{asked, named};
pub use budget::Budget;
pub use ceiling::{Bounded, Ceiling, CeilingYear, Cut, Fit, UnderCeiling};
pub use controls::{Control, controls};
pub use design::{Arm, CostBasis, Design, Interval, Stopped, Told, Verdict};
pub use effects::{
    Cost, Dominated, Flow, Gain, Newcomers, Presence, Price, PriceKind, Regret, Tile,
};
pub use idle::{never_apart, sets_nothing};
pub use money::unit_of_gain;
pub use procedure::{Asks, Compared, Request, alone, compare, compare_onto, of_outcomes};
pub(crate) use ranking::fits;
pub use ranking::{Rank, Ranking};
pub use revenue::{Moved, Revenue, revenue};
pub use synergy::{Combination, Synergy, synergies};
pub use values::{ArmValue, Difference, Estimate, Opposite, Series, YearValue};
pub use verdict::verdict;
pub use why::add_why;
pub use words::other_conditions;

/// A comparison of scenarios with a baseline on the same seeds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Name, also of its folder.
    pub name: String,
    /// Scenarios whose conditions are not those of the baseline: to be told before anything else.
    pub own_conditions: Vec<OwnConditions>,
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
    /// Of a scenario that stands alone each metric by calendar year; of a comparison years are differences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub year_values: Vec<YearValue>,
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
    /// The budget of each arm by area and whole year, and over all of them.
    #[serde(default)]
    pub budgets: Vec<Budget>,
    /// Revenue that arms do not give.
    #[serde(default)]
    pub revenue: Vec<Revenue>,
    /// Arms of whose budget a part is cut.
    #[serde(default)]
    pub cuts: Vec<Cut>,
    /// Arms under the ceilings that were given.
    #[serde(default)]
    pub ceilings: Vec<UnderCeiling>,
    /// The packages in the order of the goals that were given.
    #[serde(default)]
    pub ranking: Option<Ranking>,
    /// Cost per unit of gain.
    pub prices: Vec<Price>,
    /// Signed regret of each arm on each metric.
    pub regrets: Vec<Regret>,
    /// Arms that another beats.
    pub dominated: Vec<Dominated>,
    /// Scenarios that are put together from others, beside the sum of these.
    #[serde(default)]
    pub combinations: Vec<Combination>,
    /// Communities as tiles.
    pub tiles: Vec<Tile>,
    /// Settings that the scenarios set otherwise than the baseline, and their grounds.
    pub changes: Vec<SettingChange>,
    /// What worlds do to it; none where none were run.
    #[serde(default)]
    pub futures: Option<Futures>,
    /// Checks that the comparison is fair.
    pub fairness: Vec<Check>,
    /// What made it.
    pub receipt: Receipt,
}

/// A scenario that is not the baseline with another policy, but lives under conditions of its own: another
/// place, or settings that differ before the policy begins. Its differences are of conditions and policy
/// together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnConditions {
    /// Scenario.
    pub scenario: String,
    /// Whether it is another place.
    pub place: bool,
    /// Settings that differ from the baseline's before the policy begins.
    pub settings: Vec<String>,
    /// The same in a sentence, in English and Chinese.
    pub told: [String; 2],
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
    /// Hash of the sources that decide numbers.
    pub numbers: String,
    /// The result's name: the hash of its tables, scenarios and places.
    pub result: String,
    /// SHA-256 of each arm's resolved scenario.
    pub scenarios: Vec<String>,
    /// SHA-256 of each arm's place table, where it has one.
    pub places: Vec<Option<String>>,
    /// The command that makes it again.
    pub command: Vec<String>,
}
