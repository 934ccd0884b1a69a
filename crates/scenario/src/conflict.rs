//! Packages that are combined must agree: what two files set differently, of which neither extends the
//! other and over which no file decides.

use super::chain::{Chain, table_identity};
use super::command_line::Options;
use super::layer::Layer;
use super::merge::Merged;
use super::messages::{Kind, Report};
use super::rival::{self, Rival, alike};
use super::sheet::{Given, Sheet};
use model::policy::ChangeKind;
use model::quantity::{Text, ZONES};
use model::setting::{Setting, SettingId, Table};
use reading::Spot;
use reading::tree::Entry;

/// Tells of all conflicts in a chain that the command line does not settle.
pub(super) fn check(
    report: &mut Report,
    chain: &Chain,
    merged: &Merged,
    (set, options): (&Layer, &Options),
) {
    if chain.links.iter().all(|link| link.parents.len() < 2) {
        return;
    }
    let sections: [(&str, Of, &Sheet); 3] = [
        ("horizon", |layer| &layer.horizon, &set.horizon),
        ("baseline", |layer| &layer.baseline, &set.baseline),
        ("policy", |layer| &layer.policy, &set.policy),
    ];
    for (section, of, settled) in sections {
        values(report, chain, (section, of), settled);
    }
    if options.place.is_none() && set.table.is_none() {
        place(report, chain, set);
    }
    names(report, chain, ChangeKind::Intervention);
    names(report, chain, ChangeKind::Shock);
    rival::check(report, &rivals(report, chain, merged), |a, b| unrelated(chain, a, b));
}

/// What a file says in one of its sections.
type Of = fn(&Layer) -> &Sheet;

/// Whether neither of two files extends the other.
fn unrelated(chain: &Chain, a: usize, b: usize) -> bool {
    a != b && !chain.is_over(a, b) && !chain.is_over(b, a)
}

/// Those files that no other one of them extends: what they say is not decided yet.
fn uppermost<T: Copy>(chain: &Chain, said: &[(usize, T)]) -> Vec<(usize, T)> {
    let is_under = |at: usize| said.iter().any(|&(other, _)| chain.is_over(other, at));
    said.iter().copied().filter(|&(at, _)| !is_under(at)).collect()
}

/// Where something stands, for a sentence.
fn at(report: &Report, spot: Spot) -> String {
    let origin = report.origin(spot);
    format!("{}:{}", origin.file, origin.line)
}

/// A value as it is written.
fn written(report: &Report, spot: Spot) -> String {
    let text = report.text(spot.source);
    let text = text.get(spot.start..spot.end).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Values that differ, setting by setting and zone by zone.
fn values(report: &mut Report, chain: &Chain, (section, of): (&str, Of), settled: &Sheet) {
    for id in SettingId::all() {
        let mut found: Vec<(usize, [Spot; 2])> = Vec::new();
        for zone in 0..ZONES.len() {
            if settled.get(&id).is_some_and(|values| values[zone].is_some()) {
                continue;
            }
            let said = chain.links.iter().enumerate();
            let said = said.filter_map(|(at, link)| Some((at, of(&link.layer).get(&id)?[zone]?)));
            let said: Vec<(usize, Given)> = uppermost(chain, &said.collect::<Vec<_>>());
            let Some(&(_, first)) = said.first() else { continue };
            let differs = |given: &Given| given.number.to_bits() != first.number.to_bits();
            let others = said.iter().map(|(_, given)| *given).filter(differs);
            found.extend(others.map(|other| (zone, [first.spot, other.spot])));
        }
        tell_values(report, section, id, &found);
    }
}

/// A fault for each pair of places; where they differ in some zones only, these are named.
fn tell_values(report: &mut Report, section: &str, id: SettingId, found: &[(usize, [Spot; 2])]) {
    let mut told: Vec<[Spot; 2]> = Vec::new();
    for &(zone, spots) in found {
        if told.contains(&spots) {
            continue;
        }
        told.push(spots);
        let zones = found.iter().filter(|(_, other)| *other == spots).count();
        let key = key(section, id.setting(), (zones < ZONES.len()).then_some(zone));
        let [first, other] = spots;
        let kind = Kind::Conflict {
            key,
            found: written(report, other),
            other: written(report, first),
            at: at(report, first),
        };
        report.fault(other, kind).of(id);
    }
}

/// The full key of a value.
fn key(section: &str, setting: &Setting, zone: Option<usize>) -> String {
    match zone.map(|zone| ZONES[zone].id()) {
        Some(zone) if setting.by_zone && setting.table() == Table::Place => {
            format!("{section}.{zone}.{}", setting.id)
        }
        Some(zone) if setting.by_zone => format!("{section}.{}.{zone}", setting.id),
        _ => format!("{section}.{}", setting.id),
    }
}

/// Places that differ: tables, or a table and numbers by zone, or numbers.
fn place(report: &mut Report, chain: &Chain, set: &Layer) {
    let by_zone = |layer: &Layer| {
        let mut given = layer.place.iter().filter(|(id, _)| id.setting().by_zone);
        given.find_map(|(_, values)| values.iter().flatten().next().map(|given| given.spot))
    };
    let mut said: Vec<(usize, (Spot, bool))> = Vec::new();
    for (link, layer) in chain.links.iter().map(|link| &link.layer).enumerate() {
        let table = layer.table.as_ref().map(|table| (table.spot, true));
        said.extend(table.or(by_zone(layer).map(|spot| (spot, false))).map(|of| (link, of)));
    }
    // Numbers over numbers of a parent leave those of other zones in force.
    let said = uppermost(chain, &said);
    let Some(&(first, (spot, is_table))) = said.first() else {
        return values(report, chain, ("place", |layer| &layer.place), &set.place);
    };
    let identity = |at: usize| {
        let link = &chain.links[at];
        link.layer.table.as_ref().map(|table| table_identity(&link.folder, &table.word))
    };
    let mut torn = false;
    for &(other, (there, _)) in &said[1..] {
        if identity(first) != identity(other) {
            torn = true;
            let of = |report: &Report, at: usize, spot: Spot| match &chain.links[at].layer.table {
                Some(table) => table.word.clone(),
                None => format!("[place] {}", written(report, spot)),
            };
            let kind = Kind::ConflictOfPlace {
                found: of(report, other, there),
                other: of(report, first, spot),
                at: at(report, spot),
            };
            report.fault(there, kind);
        }
    }
    if !torn && !is_table {
        values(report, chain, ("place", |layer| &layer.place), &set.place);
    }
}

/// Interventions or shocks of one name that differ.
fn names(report: &mut Report, chain: &Chain, kind: ChangeKind) {
    let named =
        |layer: &'_ Layer| -> Vec<String> { of_kind(layer, kind).keys().cloned().collect() };
    let mut all: Vec<String> = chain.links.iter().flat_map(|link| named(&link.layer)).collect();
    all.sort_unstable();
    all.dedup();
    let what = match kind {
        ChangeKind::Shock => Text { en: "the shock", zh: "冲击" },
        _ => Text { en: "the intervention", zh: "干预" },
    };
    for name in all {
        let said = chain.links.iter().enumerate();
        let said = said.filter_map(|(at, link)| Some((at, of_kind(&link.layer, kind).get(&name)?)));
        let said: Vec<(usize, &Entry)> = uppermost(chain, &said.collect::<Vec<_>>());
        let Some(&(_, first)) = said.first() else { continue };
        for (_, other) in said[1..].iter().filter(|(_, other)| !alike(&first.node, &other.node)) {
            let at = at(report, first.key);
            let kind = Kind::ConflictOfChanges { what, name: name.clone(), at };
            report.fault(other.key, kind);
        }
    }
}

fn of_kind(layer: &Layer, kind: ChangeKind) -> &super::layer::Named {
    if kind == ChangeKind::Shock { &layer.shocks } else { &layer.interventions }
}

/// Everything in force that changes a setting from some month on.
fn rivals(report: &Report, chain: &Chain, merged: &Merged) -> Vec<Rival> {
    let mut found = Vec::new();
    let begins = 1 + merged.burn_in();
    for (link, layer) in chain.links.iter().map(|link| &link.layer).enumerate() {
        for (&id, values) in &layer.policy {
            let own = |zone: usize| {
                let winner = merged.policy.get(&id).and_then(|values| values[zone]);
                values[zone].filter(|given| winner.is_some_and(|winner| winner.spot == given.spot))
            };
            let given = [0, 1, 2].map(own);
            if let Some(spot) = given.iter().flatten().map(|given| given.spot).next() {
                let zones = given.map(|given| given.is_some());
                found.push(Rival::policy(link, id, (spot, at(report, spot)), zones, begins));
            }
        }
        let tables = [
            (ChangeKind::Intervention, &layer.interventions, &merged.interventions),
            (ChangeKind::Shock, &layer.shocks, &merged.shocks),
        ];
        for (kind, own, winners) in tables {
            let wins = |name: &String, entry: &Entry| {
                winners.get(name).is_some_and(|winner| winner.key == entry.key)
            };
            for (name, entry) in own.iter().filter(|(name, entry)| wins(name, entry)) {
                let place = (entry.key, at(report, entry.key));
                found.extend(Rival::change(link, (kind, name), entry, place, begins));
            }
        }
    }
    found
}
