//! Values that a table of a scenario file gives to settings.

use std::collections::BTreeMap;

use super::messages::{Kind, Report};
use super::phrases;
use super::written;
use model::quantity::{Choice, ZONES, Zone};
use model::setting::{self, Scope, SettingId, WrongSpan};
use reading::tree::{Data, Entry, Node, Table};
use reading::{FileMessage, Spot, take};
use words::{Phrase, nearest};

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Given {
    /// The value; a word as its position.
    pub number: f64,
    /// Where it stands.
    pub spot: Spot,
}

/// Values by zone; none where a zone is left alone.
pub(super) type ByZone = [Option<Given>; 3];

/// Values of settings.
pub(super) type Sheet = BTreeMap<SettingId, ByZone>;

/// Lays the values of a later sheet over those of an earlier one.
pub(super) fn overlay(sheet: &mut Sheet, later: &Sheet) {
    for (&id, values) in later {
        let under = sheet.entry(id).or_default();
        for (under, value) in under.iter_mut().zip(values) {
            *under = value.or(*under);
        }
    }
}

/// A table of a scenario file that holds settings by their identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Horizon,
    Baseline,
    Policy,
}

impl Section {
    fn label(self) -> &'static str {
        match self {
            Self::Horizon => "[horizon]",
            Self::Baseline => "[baseline]",
            Self::Policy => "[policy]",
        }
    }

    fn table(self) -> setting::Table {
        match self {
            Self::Horizon => setting::Table::Horizon,
            Self::Baseline | Self::Policy => setting::Table::Values,
        }
    }

    fn takes(self, id: SettingId) -> bool {
        let setting = id.setting();
        setting.table() == self.table() && (self != Self::Policy || setting.scope != Scope::Fixed)
    }
}

/// Where a setting stands in a scenario file, for messages.
pub(super) fn home(id: SettingId) -> Phrase {
    let setting = id.setting();
    let table = match setting.table() {
        setting::Table::Horizon => "[horizon]",
        setting::Table::Place if setting.by_zone => {
            "[place.urban], [place.rural], [place.pastoral]"
        }
        setting::Table::Place => "[place]",
        setting::Table::Values if setting.scope == Scope::Fixed => "[baseline]",
        setting::Table::Values => return phrases::BASELINE_OR_POLICY.into(),
    };
    Phrase::same(table)
}

/// Reads a section, whose keys may be nested (`[policy.split]`).
pub(super) fn read_section(report: &mut Report, section: Section, table: &Table) -> Sheet {
    let mut sheet = Sheet::new();
    read_nested(report, section, "", table, &mut sheet);
    sheet
}

fn read_nested(
    report: &mut Report,
    section: Section,
    prefix: &str,
    table: &Table,
    sheet: &mut Sheet,
) {
    for (name, entry) in table {
        let key = format!("{prefix}{name}");
        if let Some(id) = SettingId::find(&key) {
            if check_home(report, section, id, entry.key) {
                read_by_zone(report, id, &key, &entry.node, sheet.entry(id).or_default());
            }
        } else if is_group(&key) {
            if let Some(inner) = take::as_table(report, &key, &entry.node) {
                read_nested(report, section, &format!("{key}."), inner, sheet);
            }
        } else if is_seed(&key) {
            report.fault(entry.key, Kind::SeedInFile { key });
        } else {
            let near = report.hint(|| nearest_setting(prefix, name, |id| section.takes(id)));
            let more = report.hint(|| near.is_none().then(|| keys(section, prefix, name)));
            let table = Phrase::same(section.label());
            report.fault(entry.key, FileMessage::UnknownKey { key, table }).near(near).more(more);
        }
    }
}

/// What keys there are where one is unknown.
fn keys(section: Section, prefix: &str, name: &str) -> Phrase {
    if Zone::find(name).is_some() {
        return phrases::BY_ZONE.into();
    }
    if prefix.is_empty() && section != Section::Horizon {
        return phrases::ALL_SETTINGS.into();
    }
    let ids = SettingId::all().filter(|&id| section.takes(id)).map(|id| id.setting().id);
    let mut keys: Vec<&str> = ids
        .filter_map(|id| id.strip_prefix(prefix))
        .map(|id| id.split('.').next().unwrap_or(id))
        .collect();
    keys.dedup();
    phrases::keys_of(&keys)
}

/// Whether a key is one for random seeds, which no scenario has.
pub(super) fn is_seed(key: &str) -> bool {
    matches!(key, "seed" | "seeds" | "random_seed")
}

/// Whether identifiers begin with this word and a dot.
pub(super) fn is_group(key: &str) -> bool {
    SettingId::all()
        .any(|id| id.setting().id.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
}

fn check_home(report: &mut Report, section: Section, id: SettingId, spot: Spot) -> bool {
    let takes = section.takes(id);
    if !takes {
        let key = id.setting().id.to_owned();
        let right = home(id);
        if id.setting().table() == section.table() {
            report.fault(spot, Kind::FixedSetting { key, table: right }).of(id);
        } else {
            report
                .fault(spot, Kind::Misplaced { key, table: Phrase::same(section.label()), right })
                .of(id);
        }
    }
    takes
}

/// The identifier nearest to a word, as it is written after a prefix.
pub(super) fn nearest_setting(
    prefix: &str,
    word: &str,
    takes: impl Fn(SettingId) -> bool,
) -> Option<String> {
    let all: Vec<&str> =
        SettingId::all().filter(|&id| takes(id)).map(|id| id.setting().id).collect();
    let inside = all.iter().filter_map(|id| id.strip_prefix(prefix));
    let groups = inside.clone().filter_map(|id| id.split_once('.')).map(|(group, _)| group);
    nearest(word, inside.clone().chain(groups))
        .map(|found| format!("{prefix}{found}"))
        .or_else(|| nearest(&format!("{prefix}{word}"), all.iter().copied()))
        .or_else(|| by_name(word, takes))
}

/// The setting whose name, in either language, is a word or holds it; of several the one with the
/// shortest name.
fn by_name(word: &str, takes: impl Fn(SettingId) -> bool) -> Option<String> {
    let word = word.trim().to_lowercase().replace(['_', '-'], " ");
    let least = if word.is_ascii() { 5 } else { 2 };
    if word.chars().count() < least {
        return None;
    }
    let has = |name: &str| name.to_lowercase().replace('-', " ").contains(&word);
    SettingId::all()
        .filter(|&id| takes(id))
        .map(SettingId::setting)
        .filter(|setting| has(setting.name.en) || has(setting.name.zh))
        .min_by_key(|setting| (setting.name.zh.chars().count(), setting.id))
        .map(|setting| setting.id.to_owned())
}

/// The zone that a word may mean, in either language.
pub(super) fn nearest_zone(word: &str) -> Option<String> {
    let means =
        |zone: &Zone| zone.text().zh.chars().next().is_some_and(|first| word.contains(first));
    let named = ZONES.into_iter().find(means).map(|zone| zone.id().to_owned());
    named.or_else(|| nearest(word, ZONES.map(Zone::id)))
}

/// A zone, or a fault.
pub(super) fn as_zone(report: &mut Report, word: &str, spot: Spot) -> Option<Zone> {
    let zone = Zone::find(word);
    if zone.is_none() {
        let near = report.hint(|| nearest_zone(word));
        report.fault(spot, Kind::UnknownZone { found: word.to_owned() }).near(near);
    }
    zone
}

/// Reads a value, or a table of values by zone.
pub(super) fn read_by_zone(
    report: &mut Report,
    id: SettingId,
    key: &str,
    node: &Node,
    values: &mut ByZone,
) {
    let Data::Table(table) = &node.data else {
        let number = read_number(report, id, key, node);
        *values = [number.map(|number| Given { number, spot: node.spot }); 3];
        return;
    };
    if !id.setting().by_zone {
        report.fault(node.spot, Kind::NotByZone { key: key.to_owned() }).of(id);
        return;
    }
    for (word, Entry { key: spot, node }) in table {
        if let Some(zone) = as_zone(report, word, *spot) {
            let number = read_number(report, id, &format!("{key}.{word}"), node);
            values[zone.index()] = number.map(|number| Given { number, spot: node.spot });
        }
    }
}

/// Reads one value of a setting, typed and inside its range.
pub(super) fn read_number(
    report: &mut Report,
    id: SettingId,
    key: &str,
    node: &Node,
) -> Option<f64> {
    let setting = id.setting();
    let key = key.to_owned();
    let number = match (setting.choice, &node.data) {
        (Choice::Real | Choice::Whole, Data::Whole(number)) => *number as f64,
        (Choice::Real | Choice::Whole, Data::Real(number)) => *number,
        (Choice::Flag, Data::Flag(flag)) => f64::from(u8::from(*flag)),
        (Choice::Words(words), Data::Word(word)) => {
            let Some(at) = words.iter().position(|known| known == word) else {
                let kind = FileMessage::UnknownWord {
                    key,
                    found: word.clone(),
                    words: phrases::in_quotes(words),
                };
                let near = report.hint(|| nearest(word, words.iter().copied()));
                report.fault(node.spot, kind).near(near).of(id);
                return None;
            };
            at as f64
        }
        (choice, data) => {
            let more = match data {
                Data::Word(word) => written::meant(choice, word),
                Data::Whole(number) if choice == Choice::Flag => {
                    written::meant(choice, &number.to_string())
                }
                _ => None,
            };
            let kind = FileMessage::WrongType {
                key,
                found: data.describe(),
                wanted: phrases::wanted(choice),
            };
            report.fault(node.spot, kind).more(more).of(id);
            return None;
        }
    };
    let found = node.data.describe();
    let (low, high) = setting.range;
    if !(low..=high).contains(&number) {
        let share = written::as_share(number, high);
        report
            .fault(node.spot, FileMessage::OutOfRange { key, found, low, high })
            .more(share)
            .of(id);
        return None;
    }
    if setting.choice == Choice::Whole && number.fract() != 0.0 {
        report.fault(node.spot, FileMessage::NotWhole { key, found }).of(id);
        return None;
    }
    Some(number)
}

/// Warns of values outside their usual range, and of those that look like a number for a year where one
/// for a month is meant, or the other way round.
pub(super) fn warn_of_unusual(report: &mut Report, id: SettingId, values: &ByZone) {
    let setting = id.setting();
    let mut seen: Option<Spot> = None;
    for (given, default) in values.iter().zip(setting.default) {
        let Some(given) = given.filter(|given| seen != Some(given.spot)) else { continue };
        let (key, found) = (setting.id.to_owned(), Phrase::same(given.number.to_string()));
        let kind = match (setting.slip_of_time(given.number, default), setting.plausible) {
            (Some(WrongSpan::YearForMonth), _) => {
                // Four figures are as good as the guess.
                let twelfth = rounded(WrongSpan::YearForMonth.other(given.number));
                Kind::NumberAMonth { key, found, default, twelfth }
            }
            (Some(WrongSpan::MonthForYear), _) => {
                let twelvefold = rounded(WrongSpan::MonthForYear.other(given.number));
                Kind::NumberAYear { key, found, default, twelvefold }
            }
            (None, Some((low, high))) if !(low..=high).contains(&given.number) => {
                Kind::Unusual { key, found, low, high, which: phrases::usual(id) }
            }
            _ => continue,
        };
        seen = Some(given.spot);
        report.warn(given.spot, kind).of(id);
    }
}

/// A number to four figures.
pub(super) fn rounded(number: f64) -> f64 {
    let text = format!("{number:.3e}");
    text.parse().unwrap_or(number)
}
