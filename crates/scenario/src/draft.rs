//! Interventions and shocks as they are written, each by itself.

use super::layer::Worded;
use super::messages::{Kind, Report};
use super::phrases;
use super::sheet::{self, ByZone};
use super::written;
use model::policy::{ChangeKind, Waves};
use model::quantity::{Choice, Zone};
use model::setting::{Scope, SettingId};
use reading::take::read_whole;
use reading::tree::{Data, Entry, Node, Table};
use reading::{FileMessage, Spot, take};
use words::{Phrase, nearest};

/// The keys of an intervention.
pub(super) const KEYS: [&str; 10] =
    ["set", "value", "factor", "from", "until", "ramp", "share", "zone", "communities", "waves"];

/// The latest month that can be named.
pub(super) const LAST: u32 = 1_000_000;
/// The greatest factor.
pub(super) const MOST_FACTOR: f64 = 1000.0;

/// When an intervention or shock acts, as far as it could be read.
#[derive(Clone, Debug)]
pub(super) struct Timing {
    pub name: String,
    /// Where the name stands.
    pub spot: Spot,
    pub from: Option<(u32, Spot)>,
    pub until: Option<(u32, Spot)>,
}

/// An intervention or shock, read but not yet placed in space and time.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: ChangeKind,
    pub(crate) timing: Timing,
    pub setting: SettingId,
    pub effect: Effect,
    pub ramp: Option<(u32, Spot)>,
    pub share: Option<(f64, Spot)>,
    pub zone: Option<(Zone, Spot)>,
    pub communities: Option<(Vec<Worded>, Spot)>,
    pub waves: Option<(Waves, Spot)>,
}

/// What it does to a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Effect {
    Value(ByZone),
    Factor(f64),
}

/// Reads an intervention or shock; faults leave none, or at most its time.
pub(super) fn read_draft(
    report: &mut Report,
    kind: ChangeKind,
    name: &str,
    entry: &Entry,
) -> Option<(Timing, Option<Draft>)> {
    let before = report.faults();
    let table = take::as_table(report, name, &entry.node)?;
    check_keys(report, name, table);
    let setting = read_setting(report, name, entry.key, table);
    let effect = read_effect(report, name, entry.key, table, setting);
    let timing = Timing {
        name: name.to_owned(),
        spot: entry.key,
        from: month(report, table, "from", 1),
        until: month(report, table, "until", 1),
    };
    let ramp = month(report, table, "ramp", 0).filter(|&(months, _)| months > 0);
    let share = share(report, table, "share");
    let zone = read_zone(report, table);
    let communities = read_communities(report, table);
    let waves = read_waves(report, table);
    let draft = setting.zip(effect).map(|(setting, effect)| Draft {
        kind,
        timing: timing.clone(),
        setting,
        effect,
        ramp,
        share,
        zone,
        communities,
        waves,
    });
    if let Some(draft) = &draft {
        check_fit(report, draft, table);
    }
    Some((timing, draft.filter(|_| report.faults() == before)))
}

fn check_keys(report: &mut Report, name: &str, table: &Table) {
    for (key, entry) in table {
        if !KEYS.contains(&key.as_str()) {
            let table = Phrase::same(format!("`{name}`"));
            let kind = FileMessage::UnknownKey { key: key.clone(), table };
            let near = report.hint(|| nearest(key, KEYS));
            let more = near.is_none().then(|| phrases::keys_of(&KEYS));
            report.fault(entry.key, kind).near(near).more(more);
        }
    }
}

fn read_setting(report: &mut Report, name: &str, spot: Spot, table: &Table) -> Option<SettingId> {
    let Some(entry) = table.get("set") else {
        report.fault(spot, Kind::MissingSet { name: name.to_owned() });
        return None;
    };
    let word = take::as_word(report, "set", &entry.node)?;
    let Some(id) = SettingId::find(word) else {
        let near = report
            .hint(|| sheet::nearest_setting("", word, |id| id.setting().scope != Scope::Fixed));
        report.fault(entry.node.spot, Kind::UnknownSetting { word: word.to_owned() }).near(near);
        return None;
    };
    if id.setting().scope == Scope::Fixed {
        let kind = Kind::FixedSetting { key: word.to_owned(), table: sheet::home(id) };
        report.fault(entry.node.spot, kind).of(id);
        return None;
    }
    Some(id)
}

fn read_effect(
    report: &mut Report,
    name: &str,
    spot: Spot,
    table: &Table,
    setting: Option<SettingId>,
) -> Option<Effect> {
    let name = name.to_owned();
    match (table.get("value"), table.get("factor")) {
        (None, None) => {
            report.fault(spot, Kind::NeitherValueNorFactor { name });
            None
        }
        (Some(value), Some(factor)) => {
            report.fault(value.key.max(factor.key), Kind::BothValueAndFactor { name });
            None
        }
        (Some(entry), None) => {
            let mut values = ByZone::default();
            let id = setting?;
            sheet::read_by_zone(report, id, id.setting().id, &entry.node, &mut values);
            sheet::warn_of_unusual(report, id, &values);
            Some(Effect::Value(values))
        }
        (None, Some(entry)) => {
            let factor = real(report, "factor", &entry.node, MOST_FACTOR)?;
            let id = setting?;
            if matches!(id.setting().choice, Choice::Flag | Choice::Words(_)) {
                let key = id.setting().id.to_owned();
                report.fault(entry.node.spot, Kind::FactorOnChoice { key }).of(id);
            } else if factor >= 12.0 && id.setting().is_a_month() {
                let key = id.setting().id.to_owned();
                report.warn(entry.node.spot, Kind::FactorAMonth { key, factor }).of(id);
            }
            Some(Effect::Factor(factor))
        }
    }
}

fn month(report: &mut Report, table: &Table, key: &str, low: u32) -> Option<(u32, Spot)> {
    let node = &table.get(key)?.node;
    Some((read_whole(report, key, node, (low, LAST))?, node.spot))
}

fn share(report: &mut Report, table: &Table, key: &str) -> Option<(f64, Spot)> {
    let node = &table.get(key)?.node;
    Some((real(report, key, node, 1.0)?, node.spot))
}

/// A number from 0 to a highest, or a fault.
fn real(report: &mut Report, key: &str, node: &Node, high: f64) -> Option<f64> {
    let key = key.to_owned();
    let found = node.data.describe();
    let number = match node.data {
        Data::Whole(number) => number as f64,
        Data::Real(number) => number,
        _ => {
            let (wanted, more) =
                (phrases::NUMBER_WANTED.into(), written::number_of(&key, &node.data));
            report.fault(node.spot, FileMessage::WrongType { key, found, wanted }).more(more);
            return None;
        }
    };
    if !(0.0..=high).contains(&number) {
        let more = written::as_share(number, high).or_else(|| written::of_key(&key));
        report.fault(node.spot, FileMessage::OutOfRange { key, found, low: 0.0, high }).more(more);
        return None;
    }
    Some(number)
}

fn read_zone(report: &mut Report, table: &Table) -> Option<(Zone, Spot)> {
    let node = &table.get("zone")?.node;
    let word = take::as_word(report, "zone", node)?;
    Some((sheet::as_zone(report, word, node.spot)?, node.spot))
}

fn read_communities(report: &mut Report, table: &Table) -> Option<(Vec<Worded>, Spot)> {
    let node = &table.get("communities")?.node;
    let wrong = |report: &mut Report, node: &Node| {
        let (found, wanted) = (node.data.describe(), phrases::TEXTS_WANTED.into());
        let more = written::list_written(&node.data);
        let kind = FileMessage::WrongType { key: "communities".to_owned(), found, wanted };
        report.fault(node.spot, kind).more(more);
    };
    let Data::List(list) = &node.data else {
        wrong(report, node);
        return None;
    };
    let mut words = Vec::new();
    for node in list {
        match &node.data {
            Data::Word(word) => words.push(Worded { word: word.clone(), spot: node.spot }),
            _ => wrong(report, node),
        }
    }
    Some((words, node.spot))
}

fn read_waves(report: &mut Report, table: &Table) -> Option<(Waves, Spot)> {
    const KEYS: [&str; 2] = ["every", "share"];
    let node = &table.get("waves")?.node;
    let table = take::as_table(report, "waves", node)?;
    for (key, entry) in table {
        if !KEYS.contains(&key.as_str()) {
            let kind = FileMessage::UnknownKey {
                key: key.clone(),
                table: Phrase::same("`waves`".to_owned()),
            };
            let near = report.hint(|| nearest(key, KEYS));
            report.fault(entry.key, kind).near(near);
        }
    }
    for key in KEYS.into_iter().filter(|key| !table.contains_key(*key)) {
        report.fault(node.spot, Kind::MissingInWaves { key: key.to_owned() });
    }
    let every = month(report, table, "every", 1);
    let share = share(report, table, "share");
    Some((Waves { every: every?.0, share: share?.0 }, node.spot))
}

/// Whether the parts of an intervention fit its setting and each other.
fn check_fit(report: &mut Report, draft: &Draft, table: &Table) {
    let id = draft.setting;
    let setting = id.setting();
    let key = || setting.id.to_owned();
    if let Some((_, spot)) = draft.ramp.filter(|_| setting.choice != Choice::Real) {
        report.fault(spot, Kind::RampOnSteps { key: key() }).of(id);
    }
    if setting.scope == Scope::County {
        for target in ["zone", "communities", "share", "waves"] {
            if let Some(entry) = table.get(target) {
                let kind = Kind::TargetOnCounty { key: key(), target: target.to_owned() };
                report.fault(entry.key, kind).of(id);
            }
        }
    }
    if let (Some((_, spot)), None) = (draft.waves, table.get("share")) {
        report.fault(spot, Kind::WavesWithoutShare { name: draft.timing.name.clone() });
    }
}
