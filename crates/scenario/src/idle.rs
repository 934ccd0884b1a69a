//! Changes that can never be read, and changes that are read as more than they say.

use super::course::Written;
use super::merge::Merged;
use super::messages::Kind;
use super::report::Report;
use model::model::calendar;
use model::policy::{Calendar, Change, ChangeKind, Idle, Scenario, Why};
use model::quantity::Phrase;
use model::setting::{Gate, Scope, SettingId, When};

/// Changes that are looked at: a scenario with more of them is made by a program.
const MOST_LOOKED_AT: usize = 100;
/// Communities times changes of a calendar, and steps over all that is looked at: in a very large place
/// with very many changes a load must not take longer than a run.
const MOST_PLACED: usize = 5_000_000;
const MOST_STEPS: usize = 50_000_000;
/// Seeds that are tried where a draw decides which communities a change reaches.
const SEEDS: [u64; 3] = [1, 2, 3];

/// Warns of what is set and cannot act, and of what acts in other months than it says.
pub(super) fn warn_of_idle(
    report: &mut Report,
    merged: &Merged,
    scenario: &Scenario,
    changes: &[Written],
) {
    let placed = scenario.place.communities.len() * (changes.len() + 1);
    if placed > MOST_PLACED {
        return;
    }
    let own = calendar(scenario, SEEDS[0]);
    let steps = own.cost_of_a_look(scenario.months) + placed;
    let looks = (MOST_STEPS / steps.max(1)).min(MOST_LOOKED_AT);
    let mut inside_a_year: Vec<&Written> = Vec::new();
    let timed = changes.iter().filter(|(change, _)| {
        let setting = change.setting.setting();
        setting.read != [When::Month] || !setting.gates.is_empty()
    });
    for written in timed.take(looks) {
        let (change, spot) = written;
        match idle(scenario, change) {
            Some(idle) => {
                let remedy = remedy(&own, scenario, &idle);
                let name = change.name.clone();
                report.warn(*spot, Kind::NeverRead { name, why: idle.text() }).more(Some(remedy));
            }
            None if change.kind == ChangeKind::Policy => {
                if !is_january(change.from) && is_for_a_year(change.setting) {
                    inside_a_year.push(written);
                }
            }
            None => warn_of_years(report, scenario, written),
        }
    }
    warn_of_policy_inside_a_year(report, &inside_a_year);
    warn_of_baseline(report, merged, scenario, (&own, looks));
}

fn is_january(month: u32) -> bool {
    month % 12 == 1
}

/// The first January from a month on.
fn next_january(month: u32) -> u32 {
    (month.max(1) - 1).div_ceil(12) * 12 + 1
}

/// Whether a value stands for a year.
fn is_for_a_year(id: SettingId) -> bool {
    matches!(id.setting().read[..], [When::January | When::Year])
}

/// Why a change can never be read; none if it is, or if it sets what is in force anyway.
fn idle(scenario: &Scenario, change: &Change) -> Option<Idle> {
    let mut without = scenario.clone();
    without.changes.retain(|other| other != change);
    let seeds = if change.target.share.is_some() { &SEEDS[..] } else { &SEEDS[..1] };
    let mut found = None;
    for &seed in seeds {
        let (with, without) = (calendar(scenario, seed), calendar(&without, seed));
        if with.acts_apart(&without, scenario.months) {
            return None;
        }
        let differing = with.differing(&without, scenario.months);
        let own = differing.iter().find(|differing| differing.id == change.setting);
        found = found.or(own.and_then(|differing| differing.why_idle()));
    }
    found
}

/// What to do so that it acts.
fn remedy(calendar: &Calendar, scenario: &Scenario, idle: &Idle) -> Phrase {
    let id = idle.id.setting().id;
    let gates = match &idle.why {
        Why::Untimely => return later(calendar, scenario, idle),
        Why::Shut(gates) => gates.as_slice(),
        Why::NeverTogether => &idle.id.setting().gates,
    };
    let mut others: Vec<String> =
        gates.iter().filter_map(|gate| gate.on()).map(|id| format!("`{id}`")).collect();
    others.dedup();
    if others.is_empty() || gates.iter().any(|gate| matches!(gate, Gate::In(_))) {
        return Phrase {
            en: format!("set it where it acts, or leave it out: cogov explain {id}"),
            zh: format!("请在其起作用之处设定，或去掉：cogov explain {id}"),
        };
    }
    Phrase {
        en: format!(
            "set {} too, in the same months and communities, or leave `{id}` out",
            others.join(" and ")
        ),
        zh: format!("请在相同的月份和社区同时设定{}，或去掉`{id}`", others.join("和")),
    }
}

/// The months in which it would be read.
fn later(calendar: &Calendar, scenario: &Scenario, idle: &Idle) -> Phrase {
    let months = calendar.months_read(idle.id, scenario.months);
    let near = |month: &&u32| **month >= idle.months.0;
    let shown: Vec<String> = months.iter().filter(near).take(3).map(u32::to_string).collect();
    let all: Vec<String> = months.iter().take(3).map(u32::to_string).collect();
    let list = if shown.is_empty() { all } else { shown };
    if list.is_empty() {
        return Phrase {
            en: format!("a run of {} months has no such month", scenario.months),
            zh: format!("{}个月的模拟中没有这样的月份", scenario.months),
        };
    }
    Phrase {
        en: format!(
            "let it be in force in a month in which it is read, such as {}",
            list.join(", ")
        ),
        zh: format!("请使其在读取的月份有效，例如第{}个月", list.join("、")),
    }
}

/// Warns of an intervention whose value is read in January and so acts in other months than it says.
fn warn_of_years(report: &mut Report, scenario: &Scenario, (change, spot): &Written) {
    if change.setting.setting().read != [When::January] || change.target.waves.is_some() {
        return;
    }
    let last = change.until.unwrap_or(u32::MAX).min(scenario.months);
    let first_read = next_january(change.from);
    let last_acts = ((last - 1) / 12 * 12 + 12).min(scenario.months);
    if first_read > last || (first_read, last_acts) == (change.from, last) {
        return;
    }
    report.warn(
        *spot,
        Kind::ForAYear {
            name: change.name.clone(),
            key: change.setting.setting().id.to_owned(),
            from: change.from,
            last,
            first_read,
            last_acts,
        },
    );
}

/// Warns of a policy that begins inside a year and has levers that stand for a year.
fn warn_of_policy_inside_a_year(report: &mut Report, written: &[&Written]) {
    let names = |yearly: bool| {
        let own = written.iter().filter(|(change, _)| change.setting.is_yearly() == yearly);
        own.map(|(change, _)| format!("`{}`", change.name)).collect::<Vec<_>>().join(", ")
    };
    let of = |yearly: bool| written.iter().find(|(change, _)| change.setting.is_yearly() == yearly);
    if let Some((change, spot)) = of(false) {
        let (from, first_read) = (change.from, next_january(change.from));
        report.warn(
            *spot,
            Kind::PolicyFromJanuary { keys: Phrase::same(names(false)), from, first_read },
        );
    }
    if let Some((change, spot)) = of(true) {
        let (from, first_read) = (change.from, next_january(change.from) - 12);
        report.warn(
            *spot,
            Kind::PolicyBeforeItsMonth { keys: Phrase::same(names(true)), from, first_read },
        );
    }
}

/// Warns of values of the baseline that stand behind a shut gate in all months of the run.
fn warn_of_baseline(
    report: &mut Report,
    merged: &Merged,
    scenario: &Scenario,
    (own, looks): (&Calendar, usize),
) {
    let gated = merged
        .baseline
        .iter()
        .filter(|(id, _)| !id.setting().gates.is_empty() && id.setting().scope != Scope::Fixed);
    for (&id, values) in gated.take(looks) {
        let setting = id.setting();
        let zones = values.iter().zip(setting.default);
        let other = zones.filter_map(|(given, default)| {
            given.filter(|given| given.number != default).map(|given| given.spot)
        });
        let Some(spot) = other.max() else { continue };
        if own.months_read(id, scenario.months).is_empty() {
            let idle =
                Idle { id, months: (1, scenario.months), why: Why::Shut(setting.gates.clone()) };
            let remedy = remedy(own, scenario, &idle);
            let name = format!("baseline.{}", setting.id);
            report.warn(spot, Kind::NeverRead { name, why: idle.text() }).more(Some(remedy));
        }
    }
}
