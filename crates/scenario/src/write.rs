//! The resolved scenario as a text that runs by itself.

use std::fmt::Write;

use super::shares::Group;
use model::model::revenue_by_county;
use model::policy::{Change, ChangeKind, Operation, Scenario};
use model::quantity::{Choice, ZONES, Zone};
use model::setting;
use model::setting::{SettingId, Settings, Table};
use reading::tidy;

/// Writes a resolved scenario: what differs from the defaults, in the order of the registry.
///
/// The text depends on the scenario alone, and gives the same scenario again; a place read from a
/// table is `place.csv` beside it.
pub fn write_resolved(scenario: &Scenario) -> String {
    let mut text = String::new();
    write_head(&mut text, scenario);
    write_place(&mut text, scenario);
    write_baseline(&mut text, scenario);
    write_policy(&mut text, scenario);
    for change in &scenario.changes {
        match change.kind {
            ChangeKind::Policy => {}
            ChangeKind::Intervention => write_change(&mut text, "interventions", change, scenario),
            ChangeKind::Shock => write_change(&mut text, "shocks", change, scenario),
        }
    }
    text
}

fn line(text: &mut String, key: &str, value: impl AsRef<str>) {
    let _ = writeln!(text, "{key} = {}", value.as_ref());
}

fn quoted(word: &str) -> String {
    toml_edit::Value::from(word).to_string()
}

fn key(word: &str) -> String {
    toml_edit::Key::new(word).display_repr().into_owned()
}

/// A real number with a point or an exponent, which reads back to the same bits.
fn real(number: f64) -> String {
    format!("{number:?}")
}

/// A value as TOML.
pub(super) fn value(id: SettingId, number: f64) -> String {
    match id.setting().choice {
        Choice::Real => real(number),
        Choice::Whole => format!("{number:.0}"),
        Choice::Flag => (number >= 0.5).to_string(),
        Choice::Words(words) => quoted(words.get(number as usize).copied().unwrap_or_default()),
    }
}

/// Values by zone as TOML: one value where they are alike, else a table of those that are given.
pub fn by_zone(id: SettingId, numbers: [f64; 3]) -> String {
    if numbers.iter().all(|number| number.to_bits() == numbers[0].to_bits()) {
        return value(id, numbers[0]);
    }
    let given = ZONES.into_iter().zip(numbers).filter(|(_, number)| !number.is_nan());
    let parts: Vec<String> =
        given.map(|(zone, number)| format!("{} = {}", zone.id(), value(id, number))).collect();
    format!("{{ {} }}", parts.join(", "))
}

fn write_head(text: &mut String, scenario: &Scenario) {
    let name: String = scenario
        .name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let _ = writeln!(text, "# Scenario {name}, resolved: parents and command line are worked in.");
    line(text, "schema", "1");
    line(text, "name", quoted(&scenario.name));
    if let Some(title) = &scenario.title {
        line(text, "title", quoted(&title.en));
        if title.zh != title.en {
            line(text, "title_zh", quoted(&title.zh));
        }
    }
    line(text, "summary", quoted(&scenario.summary.en));
    if scenario.summary.zh != scenario.summary.en {
        line(text, "summary_zh", quoted(&scenario.summary.zh));
    }
    let _ = writeln!(text, "\n[horizon]");
    line(text, "months", scenario.months.to_string());
    line(text, "burn_in", scenario.burn_in.to_string());
}

fn write_place(text: &mut String, scenario: &Scenario) {
    let _ = writeln!(text, "\n[place]");
    if scenario.place.from_table {
        line(text, "table", quoted("place.csv"));
        return;
    }
    let in_place = || SettingId::all().filter(|id| id.setting().table() == Table::Place);
    for id in in_place().filter(|id| !id.setting().by_zone) {
        line(text, id.setting().id, value(id, scenario.baseline[0].get(id)));
    }
    for zone in ZONES {
        let _ = writeln!(text, "\n[place.{}]", zone.id());
        for id in in_place().filter(|id| id.setting().by_zone) {
            line(text, id.setting().id, value(id, scenario.baseline[zone.index()].get(id)));
        }
    }
}

fn write_baseline(text: &mut String, scenario: &Scenario) {
    let defaults = Settings::defaults_by_zone();
    let split = Group::Split.settings();
    let differs = |id: SettingId| {
        let differs = (0..ZONES.len()).any(|zone| {
            let (own, default) = (scenario.baseline[zone].get(id), defaults[zone].get(id));
            own != default && !(own.is_nan() && default.is_nan())
        });
        differs
            || (scenario.revenue_given && id == setting!("revenue_per_adult"))
            || stated(scenario, id).is_some()
            || given(scenario, id).is_some()
    };
    let split_differs = split.iter().any(|&id| differs(id));
    let _ = writeln!(text, "\n[baseline]");
    write_derived_revenue(text, scenario);
    for id in SettingId::all().filter(|id| id.setting().table() == Table::Values) {
        if if split.contains(&id) { split_differs } else { differs(id) } {
            let zones = stated(scenario, id).or_else(|| own(scenario, id)).unwrap_or([true; 3]);
            let number = |zone: Zone| scenario.baseline[zone.index()].get(id);
            let numbers =
                ZONES.map(|zone| if zones[zone.index()] { number(zone) } else { f64::NAN });
            line(text, id.setting().id, by_zone(id, numbers));
        }
    }
}

/// Zones for which the baseline states a setting in the place of the table; the others are left to
/// the table.
fn stated(scenario: &Scenario, id: SettingId) -> Option<[bool; 3]> {
    scenario.stated.iter().find(|(stated, _)| *stated == id).map(|&(_, zones)| zones)
}

/// Zones for which a setting was given, though it be the default: no world changes it there.
fn given(scenario: &Scenario, id: SettingId) -> Option<[bool; 3]> {
    scenario.given.iter().find(|(given, _)| *given == id).map(|&(_, zones)| zones)
}

/// The same, where all zones with a value of their own were given; shares that must fit together are written
/// for all zones.
fn own(scenario: &Scenario, id: SettingId) -> Option<[bool; 3]> {
    let zones = given(scenario, id).filter(|_| !Group::Split.settings().contains(&id))?;
    let defaults = Settings::defaults_by_zone();
    let is_default =
        |zone: usize| scenario.baseline[zone].get(id).to_bits() == defaults[zone].get(id).to_bits();
    (0..ZONES.len()).all(|zone| zones[zone] || is_default(zone)).then_some(zones)
}

fn write_derived_revenue(text: &mut String, scenario: &Scenario) {
    if !scenario.place.from_table || scenario.revenue_given {
        return;
    }
    let how = "derived: revenue_cover x (P + O) / adults";
    let _ = match revenue_by_county(scenario).as_slice() {
        [revenue] => {
            let revenue = tidy((revenue * 100.0).round() / 100.0);
            writeln!(text, "# revenue_per_adult: {revenue} yuan, {how}")
        }
        counties => {
            writeln!(text, "# revenue_per_adult: {how}, for each of {} counties", counties.len())
        }
    };
}

fn write_policy(text: &mut String, scenario: &Scenario) {
    let mut lines: Vec<&Change> =
        scenario.changes.iter().filter(|change| change.kind == ChangeKind::Policy).collect();
    lines.sort_by_key(|change| change.setting);
    let _ = writeln!(text, "\n[policy]");
    for change in lines {
        if let Operation::Value(numbers) = change.operation {
            line(text, change.setting.setting().id, by_zone(change.setting, numbers));
        }
    }
}

fn write_change(text: &mut String, table: &str, change: &Change, scenario: &Scenario) {
    let _ = writeln!(text, "\n[{table}.{}]", key(&change.name));
    line(text, "set", quoted(change.setting.setting().id));
    match change.operation {
        Operation::Value(numbers) => line(text, "value", by_zone(change.setting, numbers)),
        Operation::Factor(factor) => line(text, "factor", real(factor)),
    }
    line(text, "from", change.from.to_string());
    if let Some(until) = change.until {
        line(text, "until", until.to_string());
    }
    if change.ramp > 0 {
        line(text, "ramp", change.ramp.to_string());
    }
    write_target(text, change, scenario);
}

fn write_target(text: &mut String, change: &Change, scenario: &Scenario) {
    let target = &change.target;
    if let Some(zone) = target.zone {
        line(text, "zone", quoted(zone.id()));
    }
    if let Some(communities) = &target.communities {
        let rows = communities.iter().filter_map(|&at| scenario.place.communities.get(at));
        let codes: Vec<String> = rows.map(|row| quoted(&row.code)).collect();
        line(text, "communities", format!("[{}]", codes.join(", ")));
    }
    if let Some(share) = target.share {
        line(text, "share", real(share));
    }
    if let Some(waves) = target.waves {
        line(
            text,
            "waves",
            format!("{{ every = {}, share = {} }}", waves.every, real(waves.share)),
        );
    }
}
