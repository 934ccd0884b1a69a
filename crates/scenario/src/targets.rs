//! Files of targets: what is known of real places, by which worlds are screened.

use std::path::Path;

use super::draft::{self, Effect};
use super::messages::{Kind, Report};
use super::phrases;
use super::sheet;
use super::shipped::shipped_targets;
use model::evidence;
use model::metric::{self, Exists, METRICS};
use model::policy::{ChangeKind, Operation};
use model::setting::{Scope, SettingId};
use model::supposed::{Target, TargetKind};
use reading::file::read_file;
use reading::take::check_schema;
use reading::tree::{self, Data, Entry, Node, Table};
use reading::{Faults, FileMessage, Spot, take};
use words::{Phrase, nearest};

/// The largest file of targets, in megabytes.
const MOST_TARGETS: u32 = 4;
/// Keys of the file.
const TOP: [&str; 6] = ["schema", "title", "title_zh", "summary", "summary_zh", "targets"];
/// Keys of a target.
const KEYS: [&str; 7] = ["outcome", "kind", "zone", "low", "high", "ground", "change"];
const KINDS: [&str; 2] = ["level", "effect"];

/// A file of targets that was read.
#[derive(Clone, Debug)]
pub struct Targets {
    /// How messages call the file.
    pub label: String,
    /// The targets, by name.
    pub targets: Vec<Target>,
}

/// Reads targets, given by path or by the name of a shipped file.
///
/// # Errors
/// All faults of the file.
pub fn load_targets(name_or_path: &str) -> Result<Targets, Faults> {
    let mut report = Report::default();
    let found = read_text(&mut report, name_or_path);
    let targets = found.and_then(|(label, source)| {
        let top = tree::parse(&mut report, source)?;
        check_schema(&mut report, source, &top);
        Some(Targets { label, targets: read_top(&mut report, source, &top) })
    });
    Ok(report.close(targets)?.0)
}

/// The label of a file, and its place in the report.
fn read_text(report: &mut Report, word: &str) -> Option<(String, usize)> {
    let path = Path::new(word);
    let name = word.strip_suffix(".toml").unwrap_or(word);
    let name = name.strip_prefix("targets/").unwrap_or(name);
    let shipped = shipped_targets().iter().find(|(known, _)| *known == name);
    if let (false, Some((name, text))) = (path.is_file(), shipped) {
        let label = format!("<shipped>/targets/{name}.toml");
        let source = report.add(label.as_str(), text);
        return Some((label, source));
    }
    if !path.exists() {
        let source = report.add("--targets", word);
        let names: Vec<&str> = shipped_targets().iter().map(|(name, _)| *name).collect();
        let near = nearest(name, names.iter().copied());
        let spot = report.whole(source);
        let kind = Kind::UnknownTargets { name: word.to_owned(), names: names.join(", ") };
        report.fault(spot, kind).near(near);
        return None;
    }
    match read_file(path, word, MOST_TARGETS) {
        Ok(text) => {
            let source = report.add(word, &text);
            Some((word.to_owned(), source))
        }
        Err(kind) => {
            let source = report.add("--targets", word);
            let spot = report.whole(source);
            report.fault(spot, kind);
            None
        }
    }
}

fn read_top(report: &mut Report, source: usize, top: &Table) -> Vec<Target> {
    for (key, entry) in top.iter().filter(|(key, _)| !TOP.contains(&key.as_str())) {
        let table: Phrase = phrases::TOP.into();
        let near = report.hint(|| nearest(key, TOP));
        let more = near.is_none().then(|| phrases::keys_of(&TOP));
        let kind = FileMessage::UnknownKey { key: key.clone(), table };
        report.fault(entry.key, kind).near(near).more(more);
    }
    for key in &TOP[1..5] {
        if let Some(entry) = top.get(*key) {
            take::as_word(report, key, &entry.node);
        }
    }
    let start = Spot { source, start: 0, end: 0 };
    let Some(entry) = top.get("targets") else {
        report.fault(start, Kind::NoTargets {});
        return Vec::new();
    };
    let Some(table) = take::as_table(report, "targets", &entry.node) else { return Vec::new() };
    if table.is_empty() {
        report.fault(entry.key, Kind::NoTargets {});
    }
    let mut found: Vec<Target> = Vec::new();
    for (name, entry) in table {
        let Some(target) = read_target(report, name, entry) else { continue };
        let twin = found.iter().find(|other| {
            (other.outcome, other.zone, other.kind) == (target.outcome, target.zone, target.kind)
        });
        if let Some(twin) = twin {
            let kind = Kind::TargetTwice { name: name.clone(), other: twin.name.clone() };
            report.fault(entry.key, kind);
        }
        found.push(target);
    }
    found
}

fn read_target(report: &mut Report, name: &str, entry: &Entry) -> Option<Target> {
    let before = report.faults();
    let table = take::as_table(report, name, &entry.node)?;
    for (key, entry) in table.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())) {
        let near = report.hint(|| nearest(key, KEYS));
        let more = near.is_none().then(|| phrases::keys_of(&KEYS));
        let table = Phrase::same(format!("`{name}`"));
        let kind = FileMessage::UnknownKey { key: key.clone(), table };
        report.fault(entry.key, kind).near(near).more(more);
    }
    for key in ["outcome", "kind", "low", "high", "ground"] {
        if !table.contains_key(key) {
            let kind = Kind::MissingInTarget { name: name.to_owned(), key: key.to_owned() };
            report.fault(entry.key, kind);
        }
    }
    let outcome = table.get("outcome").and_then(|entry| read_outcome(report, &entry.node));
    let kind = table.get("kind").and_then(|entry| read_kind(report, name, entry, table));
    let zone = table.get("zone").and_then(|entry| {
        let word = take::as_word(report, "zone", &entry.node)?;
        Some((sheet::as_zone(report, word, entry.node.spot)?, entry.node.spot))
    });
    let low = table.get("low").and_then(|entry| number(report, "low", &entry.node));
    let high = table.get("high").and_then(|entry| number(report, "high", &entry.node));
    let ground = table.get("ground").and_then(|entry| read_ground(report, &entry.node));
    let (outcome, kind) = (outcome?, kind?);
    let target = Target {
        name: name.to_owned(),
        outcome,
        zone: zone.map(|(zone, _)| zone),
        low: low?.0,
        high: high?.0,
        ground: ground?,
        kind,
    };
    if let Some((_, spot)) = zone.filter(|_| METRICS[outcome].exists == Exists::County) {
        report.fault(spot, Kind::OutcomeWithoutZones { metric: METRICS[outcome].id });
    }
    check_band(report, &target, (low?.1, high?.1));
    let spot = table.get("ground").map_or(entry.key, |entry| entry.node.spot);
    if !target.has_source() && kind != TargetKind::Level {
        report.fault(spot, Kind::EffectWithoutSource { name: name.to_owned() });
    }
    (report.faults() == before).then_some(target)
}

fn check_band(report: &mut Report, target: &Target, (low, high): (Spot, Spot)) {
    let name = target.name.clone();
    if target.low >= target.high {
        let kind = Kind::BandReversed { name, low: target.low, high: target.high };
        report.fault(high, kind);
        return;
    }
    let (least, most, what): (f64, f64, Phrase) = match target.kind {
        TargetKind::Level => {
            let metric = &METRICS[target.outcome];
            (metric.range.0, metric.range.1, Phrase::same(format!("`{}`", metric.id)))
        }
        TargetKind::Effect { .. } => (0.01, 100.0, phrases::RATIO.into()),
    };
    for (number, spot) in [(target.low, low), (target.high, high)] {
        if !(least..=most).contains(&number) {
            let found = Phrase::same(number.to_string());
            let ends = phrases::from_to(least, most);
            let kind = Kind::BandOutside { name: name.clone(), found, what: what.clone(), ends };
            let more = super::written::as_share(number, most).filter(|_| most == 1.0);
            report.fault(spot, kind).more(more);
        }
    }
}

fn read_outcome(report: &mut Report, node: &Node) -> Option<usize> {
    let word = take::as_word(report, "outcome", node)?;
    let found = metric::find(word);
    if found.is_none() {
        let ids = METRICS.iter().map(|metric| metric.id);
        let near = report.hint(|| nearest(word, ids));
        report.fault(node.spot, Kind::UnknownOutcome { found: word.to_owned() }).near(near);
    }
    found
}

fn read_kind(report: &mut Report, name: &str, entry: &Entry, table: &Table) -> Option<TargetKind> {
    let word = take::as_word(report, "kind", &entry.node)?;
    let change = table.get("change");
    match (word, change) {
        ("level", None) => Some(TargetKind::Level),
        ("level", Some(change)) => {
            report.fault(change.key, Kind::ChangeOfLevel { name: name.to_owned() });
            None
        }
        ("effect", None) => {
            let kind = Kind::MissingInTarget { name: name.to_owned(), key: "change".to_owned() };
            report.fault(entry.key, kind);
            None
        }
        ("effect", Some(change)) => read_change(report, change),
        _ => {
            let near = report.hint(|| nearest(word, KINDS));
            let kind = Kind::UnknownKindOfTarget { found: word.to_owned() };
            report.fault(entry.node.spot, kind).near(near);
            None
        }
    }
}

/// A change as an intervention writes it: a setting, and a value or a factor.
fn read_change(report: &mut Report, entry: &Entry) -> Option<TargetKind> {
    const KEYS: [&str; 3] = ["set", "value", "factor"];
    let table = take::as_table(report, "change", &entry.node)?;
    let before = report.faults();
    for (key, entry) in table.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())) {
        let near = report.hint(|| nearest(key, KEYS));
        let kind = FileMessage::UnknownKey {
            key: key.clone(),
            table: Phrase::same("`change`".to_owned()),
        };
        report.fault(entry.key, kind).near(near).more(Some(phrases::keys_of(&KEYS)));
    }
    if report.faults() > before {
        return None;
    }
    let (_, draft) = draft::read_draft(report, ChangeKind::Intervention, "change", entry)?;
    let draft = draft.filter(|draft| draft.setting.setting().scope != Scope::Fixed)?;
    let operation = match draft.effect {
        Effect::Value(values) => {
            Operation::Value(values.map(|value| value.map_or(f64::NAN, |given| given.number)))
        }
        Effect::Factor(factor) => Operation::Factor(factor),
    };
    acts(report, entry, draft.setting, operation)
        .then_some(TargetKind::Effect { setting: draft.setting, operation })
}

/// Whether a change of the default is a change, and to a value that the setting can have; else a fault.
fn acts(report: &mut Report, entry: &Entry, id: SettingId, operation: Operation) -> bool {
    let setting = id.setting();
    let after = |zone: usize| match operation {
        Operation::Factor(factor) => setting.default[zone] * factor,
        Operation::Value(values) => values[zone],
    };
    let (low, high) = setting.range;
    let all = [0, 1, 2].map(after);
    let outside = all.into_iter().find(|value| *value < low || *value > high);
    if let Some(value) = outside {
        let found = Phrase::same(format!("{value}"));
        let key = setting.id.to_owned();
        report.fault(entry.node.spot, FileMessage::OutOfRange { key, found, low, high });
        return false;
    }
    let same = |zone: &usize| all[*zone].is_nan() || all[*zone] == setting.default[*zone];
    let is_same = [0, 1, 2].iter().all(same);
    if is_same {
        report.fault(entry.node.spot, Kind::ChangesNothing { setting: setting.id });
    }
    !is_same
}

/// The ground in words; rows of the evidence base that it names must be there.
fn read_ground(report: &mut Report, node: &Node) -> Option<String> {
    let text = take::as_word(report, "ground", node)?;
    if text.trim().is_empty() {
        report.fault(node.spot, Kind::EmptyGround {});
        return None;
    }
    let is_row = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.as_str().len() <= 3
            && !letters.as_str().is_empty()
            && letters.all(|letter| letter.is_ascii_digit())
    };
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut known = true;
    for word in words.filter(|word| is_row(word)) {
        if evidence::find(word).is_none() {
            report.fault(node.spot, Kind::UnknownEvidence { row: word.to_owned() });
            known = false;
        }
    }
    known.then(|| text.to_owned())
}

fn number(report: &mut Report, key: &str, node: &Node) -> Option<(f64, Spot)> {
    let number = match node.data {
        Data::Whole(number) => number as f64,
        Data::Real(number) if number.is_finite() => number,
        _ => {
            let (key, found) = (key.to_owned(), node.data.describe());
            let more = super::written::number_of(&key, &node.data);
            let wanted = phrases::NUMBER_WANTED.into();
            report.fault(node.spot, FileMessage::WrongType { key, found, wanted }).more(more);
            return None;
        }
    };
    Some((number, node.spot))
}
