//! What scenarios set otherwise than the baseline.

use super::SettingChange;
use crate::policy::{Change, ChangeKind, Operation, Scenario};
use crate::quantity::{Choice, ZONES};
use crate::setting::{SettingId, Table};

/// The settings that each scenario sets otherwise than the baseline, in the order of the registry.
pub(super) fn of(arms: &[Scenario]) -> Vec<SettingChange> {
    let baseline = &arms[0];
    arms[1..].iter().flat_map(|scenario| between(baseline, scenario)).collect()
}

/// What a scenario that stands alone changes after month 1: its policy, interventions and shocks.
pub(super) fn within(scenario: &Scenario) -> Vec<SettingChange> {
    scenario.changes.iter().map(|change| of_change(scenario, change)).collect()
}

fn between(baseline: &Scenario, scenario: &Scenario) -> Vec<SettingChange> {
    let mut found = Vec::new();
    for id in SettingId::all().filter(|id| id.setting().table() == Table::Values) {
        let [before, after] = [baseline, scenario].map(|of| values(of, id));
        if before != after {
            found.push(SettingChange {
                scenario: scenario.name.clone(),
                setting: id.setting().id.to_owned(),
                by: "baseline".to_owned(),
                before,
                after,
                from: 1,
                until: None,
                targeted: false,
                costs_money: id.setting().costs_money,
            });
        }
    }
    let added = scenario.changes.iter().filter(|change| {
        !baseline.changes.contains(change) && !is_as_before(baseline, scenario, change)
    });
    found.extend(added.map(|change| of_change(scenario, change)));
    let gone = baseline.changes.iter().filter(|change| {
        let name = |other: &&Change| (other.kind, &other.name) == (change.kind, &change.name);
        !scenario.changes.iter().any(|other| name(&other))
    });
    found.extend(gone.map(|change| SettingChange {
        scenario: scenario.name.clone(),
        before: operation(change),
        after: values(scenario, change.setting),
        ..of_change(scenario, change)
    }));
    found
}

/// Whether a change says what is so in the baseline in every month and place: nothing is decided by it.
fn is_as_before(baseline: &Scenario, scenario: &Scenario, change: &Change) -> bool {
    let Operation::Value(values) = change.operation else { return false };
    let touches =
        |of: &Scenario| of.changes.iter().filter(|other| other.setting == change.setting).count();
    let own = |of: &Scenario, zone: usize| of.baseline[zone].get(change.setting).to_bits();
    let is_same = |(zone, value): (usize, &f64)| {
        value.is_nan()
            || [baseline, scenario].into_iter().all(|of| own(of, zone) == value.to_bits())
    };
    // A community whose table gives it a value of its own has another one until then.
    let is_given = |of: &Scenario| {
        let mut all = of.place.communities.iter().flat_map(|community| &community.given.settings);
        all.any(|(id, _)| *id == change.setting)
    };
    touches(baseline) == 0
        && touches(scenario) == 1
        && values.iter().enumerate().all(is_same)
        && !is_given(baseline)
        && !is_given(scenario)
}

fn of_change(scenario: &Scenario, change: &Change) -> SettingChange {
    SettingChange {
        scenario: scenario.name.clone(),
        setting: change.setting.setting().id.to_owned(),
        by: match change.kind {
            ChangeKind::Policy => "policy".to_owned(),
            ChangeKind::Intervention | ChangeKind::Shock => change.name.clone(),
        },
        before: values(scenario, change.setting),
        after: operation(change),
        from: change.from,
        until: change.until,
        targeted: !change.target.is_all(),
        costs_money: change.setting.setting().costs_money,
    }
}

fn operation(change: &Change) -> String {
    match change.operation {
        Operation::Value(values) => by_zone(change.setting, values),
        Operation::Factor(factor) => format!("x {factor}"),
    }
}

/// Values from month 1, by zone where they differ.
fn values(scenario: &Scenario, id: SettingId) -> String {
    by_zone(id, [0, 1, 2].map(|zone: usize| scenario.baseline[zone].get(id)))
}

fn by_zone(id: SettingId, values: [f64; 3]) -> String {
    let text = |value: f64| match id.setting().choice {
        Choice::Words(words) => words.get(value as usize).copied().unwrap_or_default().to_owned(),
        Choice::Flag => (value >= 0.5).to_string(),
        Choice::Real | Choice::Whole => value.to_string(),
    };
    if values.iter().all(|value| value.to_bits() == values[0].to_bits()) {
        return text(values[0]);
    }
    let given = ZONES.into_iter().zip(values).filter(|(_, value)| !value.is_nan());
    let parts: Vec<String> =
        given.map(|(zone, value)| format!("{} {}", zone.id(), text(value))).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_says_what_is_so_today_changes_nothing_and_any_other_does() {
        let id = SettingId::find("career_path").unwrap();
        let baseline = crate::village::of_two(18, 6);
        let today = baseline.baseline[0].get(id);
        let found = |value: f64| between(&baseline, &baseline.clone().with_policy(id, value)).len();
        assert_eq!([found(today), found(today + 0.5)], [0, 1]);
        // Where the table of the place gives a community another value it is a change.
        let mut scenario = baseline.clone().with_policy(id, today);
        let mut place = crate::place::Place::clone(&scenario.place);
        place.communities[0].given.settings.push((id, 0.7));
        scenario.place = std::sync::Arc::new(place);
        assert_eq!(between(&baseline, &scenario).len(), 1);
    }
}
