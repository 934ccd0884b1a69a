//! Targets: what is known of real places, by which worlds are screened.

use crate::policy::{Change, ChangeKind, Operation, Scenario};
use crate::quantity::Zone;
use crate::setting::SettingId;

/// What is known of one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its name in the file.
    pub name: String,
    /// The metric, by its position in the registry.
    pub outcome: usize,
    /// The zone of which it is known; none for the whole place.
    pub zone: Option<Zone>,
    /// Lowest value that agrees with what is known: of an effect the lowest ratio.
    pub low: f64,
    /// Highest value that agrees with what is known: of an effect the highest ratio.
    pub high: f64,
    /// Rows of the evidence base, another source, or `assumed`.
    pub ground: String,
    /// What is known.
    pub kind: TargetKind,
}

/// What a target is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TargetKind {
    /// How things are today, under the baseline.
    Level,
    /// By what factor a change multiplies the outcome, as a source outside this model found.
    Effect {
        /// What is changed.
        setting: SettingId,
        /// How.
        operation: Operation,
    },
}

impl Target {
    /// Whether a source stands behind it.
    pub fn has_source(&self) -> bool {
        !self.ground.starts_with("assumed")
    }
}

/// The scenario of what is known: the baseline alone, without policy, interventions or shocks, for as
/// many months as targets read. No policy period is ever read by a level.
#[must_use]
pub fn as_today(scenario: &Scenario, months: u32) -> Scenario {
    let mut today = scenario.clone();
    today.changes.clear();
    today.months = months.min(scenario.months).max(scenario.burn_in + 1);
    today
}

/// The same with the change of an effect, from the month after burn-in.
#[must_use]
pub fn with_change(today: &Scenario, setting: SettingId, operation: Operation) -> Scenario {
    let mut changed = today.clone();
    changed.changes = vec![Change {
        kind: ChangeKind::Intervention,
        name: "effect".to_owned(),
        setting,
        operation,
        from: today.burn_in + 1,
        until: None,
        ramp: 0,
        target: crate::policy::Target::default(),
    }];
    changed
}
