//! From merged layers to a scenario that can run.

use std::sync::Arc;

use super::command_line::Options;
use super::course::{Written, check_course};
use super::draft::{Draft, Timing, read_draft};
use super::idle::warn_of_idle;
use super::layer::Named;
use super::merge::Merged;
use super::messages::{Kind, Report};
use super::overruled::warn_of_overruled;
use super::place;
use super::shares;
use super::sheet::{self, Sheet};
use super::shelf::Shelf;
use super::target::{Horizon, Index, Placed, check_time, place_draft};
use model::place::Place;
use model::policy::{Change, ChangeKind, Operation, Scenario, Target};
use model::quantity::{Phrase, ZONES};
use model::setting;
use model::setting::{SettingId, Settings};
use reading::{FileMessage, Spot};

/// The most interventions and shocks of a scenario.
const MOST_CHANGES: usize = 1000;
/// What changes are checked against if the horizon has a fault itself.
const LONGEST: Horizon = Horizon { months: 1200, planned: 1200, burn_in: 0 };

/// What is looked for besides the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Faults; and warnings that cost nothing.
    ForFaults,
    /// Also changes that can never act, which takes as long as a look at every month.
    Everywhere,
}

/// A scenario and the table of its place.
pub(super) struct Resolved {
    pub scenario: Scenario,
    pub place_table: Option<Arc<str>>,
}

/// Works out the scenario; faults leave none.
pub(super) fn resolve(
    report: &mut Report,
    merged: &Merged,
    (options, whole): (&Options, bool),
    shelf: &Shelf,
    look: Look,
) -> Option<Resolved> {
    let mut baseline = Settings::defaults_by_zone();
    lay_on(&mut baseline, &merged.horizon);
    lay_on(&mut baseline, &merged.place);
    lay_on(&mut baseline, &merged.baseline);
    for (&id, values) in
        merged.horizon.iter().chain(&merged.place).chain(&merged.baseline).chain(&merged.policy)
    {
        sheet::warn_of_unusual(report, id, values);
    }
    if whole {
        shares::complete(report, &merged.baseline, &mut baseline);
    }
    let horizon = horizon(report, merged, (options, whole), &mut baseline);
    let found = find_place(report, merged, &baseline, shelf);
    let drafts = read_drafts(report, merged);
    if !whole {
        return None;
    }
    let (mut place, table) = found?;
    let stated = place::overrule(report, merged, &mut place);
    if let Some((_, source)) = &table {
        place::warn_of_misfits(report, *source, &place, &baseline);
    }
    let horizon = horizon.unwrap_or(LONGEST);
    let changes = place_all(report, merged, drafts, &place, horizon);
    let mut scenario = Scenario {
        name: merged.name.clone(),
        title: title(merged),
        summary: Phrase {
            en: merged.summary.clone(),
            zh: merged.summary_zh.clone().unwrap_or_else(|| merged.summary.clone()),
        },
        months: horizon.months,
        burn_in: horizon.burn_in,
        place,
        baseline,
        revenue_given: merged.baseline.contains_key(&setting!("revenue_per_adult")),
        stated,
        given: given(merged),
        revenue: None,
        changes: Vec::new(),
    };
    check_course(report, &scenario, &changes);
    let overruled = warn_of_overruled(report, &changes);
    scenario.changes = changes.iter().map(|(change, _)| change.clone()).collect();
    scenario.order_changes();
    if look == Look::Everywhere && report.faults() == 0 {
        warn_of_idle(report, merged, &scenario, (&changes, &overruled));
    }
    Some(Resolved { scenario, place_table: table.map(|(text, _)| text) })
}

/// What the baseline gives, in files and on the command line, by zone. Shares that must fit together are
/// given together. Horizon and place vary in no world.
fn given(merged: &Merged) -> Vec<(SettingId, [bool; 3])> {
    let split = shares::Group::Split.settings();
    let is_split = split.iter().any(|id| merged.baseline.contains_key(id));
    let own = merged.baseline.iter().filter(|(id, _)| !split.contains(id));
    let own = own.map(|(&id, values)| (id, values.map(|value| value.is_some())));
    let shares = split.iter().filter(|_| is_split).map(|&id| (id, [true; 3]));
    let mut given: Vec<(SettingId, [bool; 3])> = own.chain(shares).collect();
    given.sort_by_key(|&(id, _)| id);
    given
}

/// The title in both languages; one of them, or the name, stands in for the other.
fn title(merged: &Merged) -> Option<Phrase> {
    let (en, zh) = (&merged.title, &merged.title_zh);
    let first = en.as_ref().or(zh.as_ref())?;
    Some(Phrase {
        en: en.as_ref().unwrap_or(&merged.name).clone(),
        zh: zh.as_ref().unwrap_or(first).clone(),
    })
}

fn lay_on(settings: &mut [Settings; 3], sheet: &Sheet) {
    for (&id, values) in sheet {
        for (settings, given) in settings.iter_mut().zip(values) {
            if let Some(given) = given {
                settings.set(id, given.number);
            }
        }
    }
}

fn horizon(
    report: &mut Report,
    merged: &Merged,
    (options, whole): (&Options, bool),
    baseline: &mut [Settings; 3],
) -> Option<Horizon> {
    let planned = baseline[0].place.months;
    let burn_in = baseline[0].place.burn_in;
    let mut spots: Vec<Spot> =
        merged.horizon.values().flatten().flatten().map(|given| given.spot).collect();
    let mut months = planned;
    if let Some(given) = options.months {
        let text = given.to_string();
        let source = report.add("--months", &text);
        let spot = report.whole(source);
        let id = setting!("months");
        let (low, high) = id.setting().range;
        if !(low..=high).contains(&f64::from(given)) {
            let found = Phrase::same(text);
            report
                .fault(
                    spot,
                    FileMessage::OutOfRange { key: "--months".to_owned(), found, low, high },
                )
                .of(id);
            return None;
        }
        months = given;
        spots.push(spot);
    }
    // A length that could not be read may be long enough.
    if burn_in >= months && whole {
        let spot = spots.into_iter().max().unwrap_or(merged.top);
        report.fault(spot, Kind::BurnInTooLong { burn_in, months });
        return None;
    }
    for settings in baseline {
        settings.place.months = months;
    }
    Some(Horizon { months, planned: planned.max(months), burn_in })
}

/// The place and, if it has one, the text of its table and that text's position in the report.
fn find_place(
    report: &mut Report,
    merged: &Merged,
    baseline: &[Settings; 3],
    shelf: &Shelf,
) -> Option<(Arc<Place>, Option<(Arc<str>, usize)>)> {
    if let Some(table) = &merged.table {
        let (place, text, source) = shelf.take(report, table, baseline)?;
        return Some((place, Some((text, source))));
    }
    let place = Place::synthetic(baseline);
    if place.adults() == 0 {
        let spots = merged.place.values().flatten().flatten().map(|given| given.spot);
        let spot = spots.max().unwrap_or(merged.top);
        let is_empty = place.communities.is_empty();
        let kind = if is_empty { Kind::NoCommunities {} } else { Kind::Nobody {} };
        report.fault(spot, kind);
        return None;
    }
    Some((Arc::new(place), None))
}

fn read_drafts(report: &mut Report, merged: &Merged) -> Vec<(Timing, Option<Draft>)> {
    let count = merged.interventions.len() + merged.shocks.len();
    if count > MOST_CHANGES {
        let last = merged
            .interventions
            .values()
            .chain(merged.shocks.values())
            .map(|entry| entry.key)
            .max();
        let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
        let kind = Kind::TooManyChanges { found: number(count), most: number(MOST_CHANGES) };
        report.fault(last.unwrap_or(merged.top), kind);
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let mut read = |kind, named: &Named| {
        for (name, entry) in named {
            drafts.extend(read_draft(report, kind, name, entry));
        }
    };
    read(ChangeKind::Intervention, &merged.interventions);
    read(ChangeKind::Shock, &merged.shocks);
    drafts
}

/// All changes and where they stand, in the order in which they apply.
fn place_all(
    report: &mut Report,
    merged: &Merged,
    drafts: Vec<(Timing, Option<Draft>)>,
    place: &Place,
    horizon: Horizon,
) -> Vec<Written> {
    let mut changes: Vec<Written> = policy(&merged.policy, horizon.burn_in + 1);
    let mut index = Index::new(place);
    let mut after_end = Vec::new();
    for (timing, draft) in drafts {
        // Also of what has a fault elsewhere: all faults in one go.
        let yearly = draft.as_ref().is_some_and(|draft| draft.setting.is_yearly());
        let in_time = check_time(report, &timing, horizon, yearly);
        let Some(draft) = draft else { continue };
        let (spot, name) = (timing.spot, timing.name);
        match place_draft(report, draft, in_time, &mut index, horizon) {
            Placed::Acts(change) => changes.push((change, spot)),
            Placed::AfterEnd => after_end.push((spot, name)),
            Placed::Faulty => {}
        }
    }
    if let Some((spot, _)) = after_end.first() {
        let names =
            after_end.iter().map(|(_, name)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        report.warn(*spot, Kind::AfterEnd { names, months: horizon.months });
    }
    changes.sort_by(|(a, _), (b, _)| {
        (a.kind, a.from, &a.name, a.setting).cmp(&(b.kind, b.from, &b.name, b.setting))
    });
    changes
}

fn policy(sheet: &Sheet, from: u32) -> Vec<Written> {
    let lines = sheet.iter().filter_map(|(&setting, values)| {
        let spot = values.iter().flatten().map(|given| given.spot).max()?;
        let change = Change {
            kind: ChangeKind::Policy,
            name: setting.setting().id.to_owned(),
            setting,
            operation: Operation::Value(
                ZONES.map(|zone| values[zone.index()].map_or(f64::NAN, |given| given.number)),
            ),
            from,
            until: None,
            ramp: 0,
            target: Target::default(),
        };
        Some((change, spot))
    });
    lines.collect()
}
