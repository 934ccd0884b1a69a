//! Factors: what is varied, and over which values.

use std::collections::BTreeSet;
use std::path::Path;

use model::quantity::{Choice, Zone};
use model::setting::{self, Ground, SettingId};
use words::{Phrase, nearest};

use super::asked::{SIDES, is_list};
use super::points::{Column, column_values};
use super::{Kind, Report, Spot, sheet, unknown_key};
use crate::phrases;
use reading::tree::{Data, Node, Table};
use reading::{FileMessage, take};

/// Whether a factor is for policy to choose, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What policy chooses: laid over all scenarios but the first, where there are several.
    Lever,
    /// What nobody knows: laid over all scenarios.
    Uncertainty,
}

/// The values of a factor.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// All numbers between two.
    Real(f64, f64),
    /// The whole numbers from one to another, both included.
    Whole(i64, i64),
    /// These, as a scenario file would give them.
    Listed(Vec<String>),
}

impl Values {
    /// The value at a coordinate from 0 to 1, as a scenario file would give it.
    pub fn at(&self, coordinate: f64) -> String {
        let part = |count: f64| (coordinate * count).floor().clamp(0.0, count - 1.0);
        match self {
            Self::Real(low, high) => {
                number_text((low * (1.0 - coordinate) + high * coordinate).clamp(*low, *high))
            }
            Self::Whole(low, high) => {
                let count = (high - low + 1) as f64;
                (low + part(count) as i64).to_string()
            }
            Self::Listed(all) => all[part(all.len() as f64) as usize].clone(),
        }
    }

    /// Whether a factor is a choice of listed values, of which there are so many.
    pub fn listed(&self) -> Option<usize> {
        match self {
            Self::Listed(all) => Some(all.len()),
            Self::Real(..) | Self::Whole(..) => None,
        }
    }
}

/// What is varied.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Its path, as `--set` takes it.
    pub path: String,
    /// Lever or uncertainty.
    pub role: Role,
    /// Its group; its own path where it has none.
    pub group: String,
    /// Its values.
    pub values: Values,
    /// The setting, where the path is that of one.
    pub setting: Option<SettingId>,
    /// The column of a CSV file that holds its values; its own path where nothing else is said.
    pub column: String,
    /// Whether its values are for the list of its design to say: it was given no range of its own.
    pub is_open: bool,
}

impl Factor {
    fn new(path: String, role: Role, values: Values, setting: Option<SettingId>) -> Self {
        let (group, column) = (path.clone(), path.clone());
        Self { path, role, group, values, setting, column, is_open: false }
    }
}

/// A real number as a scenario file would give it: the shortest text that reads back to the same bits.
fn number_text(number: f64) -> String {
    format!("{number:?}")
}

/// The keys of a factor.
const KEYS: [&str; 6] = ["low", "high", "values", "group", "column", "file"];
/// What begins the word for many factors at once.
const GROUP: &str = "group:";
const GROUND: &str = "ground:";
const GROUNDS: [(&str, Ground); 5] = [
    ("seen", Ground::Seen),
    ("derived", Ground::Derived),
    ("excerpt", Ground::Excerpt),
    ("recalled", Ground::Recalled),
    ("assumed", Ground::Assumed),
];

/// What a factor is read under.
#[derive(Clone, Copy)]
struct Of<'a> {
    role: Role,
    /// Whether its values are those of a list.
    is_list: bool,
    /// The folder in which files are looked for; none where the files of the study are not at hand.
    folder: Option<&'a Path>,
}

/// The factors of a study.
pub(super) fn read(
    report: &mut Report,
    top: &Table,
    start: Spot,
    folder: Option<&Path>,
) -> Vec<Factor> {
    let mut factors: Vec<Factor> = Vec::new();
    for (key, role) in SIDES {
        let Some(entry) = top.get(key) else { continue };
        let Some(table) = take::as_table(report, key, &entry.node) else { continue };
        let of = Of { role, is_list: is_list(top, role), folder };
        read_all(report, of, "", table, &mut factors);
    }
    let mut seen = BTreeSet::new();
    for factor in &factors {
        if !seen.insert(&factor.path) {
            let spot = top.get("uncertainties").map_or(start, |entry| entry.key);
            report.fault(spot, Kind::StudyFactorTwice { path: factor.path.clone() });
        }
    }
    if factors.is_empty() && report.faults() == 0 {
        report.fault(start, Kind::StudyNoFactors {});
    }
    factors
}

/// Reads factors; a path may be one key in quotes or several tables.
fn read_all(report: &mut Report, of: Of, above: &str, table: &Table, found: &mut Vec<Factor>) {
    for (key, entry) in table {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match &entry.node.data {
            Data::Table(inner) if !is_factor(inner) => read_all(report, of, &path, inner, found),
            _ if path.starts_with(GROUP) || path.starts_with(GROUND) => {
                found.extend(many(report, of, &path, entry.key));
            }
            _ => found.extend(one(report, of, path, (entry.key, &entry.node))),
        }
    }
}

/// Whether a table tells of a factor itself, and not of factors below it.
fn is_factor(table: &Table) -> bool {
    table.is_empty()
        || table.keys().any(|key| KEYS.contains(&key.as_str()))
        || table.values().all(|entry| !matches!(entry.node.data, Data::Table(_) | Data::List(_)))
}

/// All settings of a group or ground that have a plausible range.
fn many(report: &mut Report, of: Of, word: &str, spot: Spot) -> Vec<Factor> {
    let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ");
    let in_group = |id: &SettingId| {
        let group = id.setting().group;
        let wanted = word.strip_prefix(GROUP).map(plain);
        wanted.is_some_and(|wanted| wanted == plain(group.en) || wanted == group.zh)
    };
    let of_ground = |id: &SettingId| {
        let wanted = word.strip_prefix(GROUND);
        let of = |(name, ground): &(&str, Ground)| {
            Some(*name) == wanted && *ground == id.setting().ground
        };
        GROUNDS.iter().any(of)
    };
    let is_open = |id: &SettingId| {
        let setting = id.setting();
        setting.table() == setting::Table::Values
            && !setting.is_derived()
            && setting.plausible.is_some()
    };
    let ids: Vec<SettingId> =
        SettingId::all().filter(|id| in_group(id) || of_ground(id)).filter(is_open).collect();
    if ids.is_empty() {
        let mut names: Vec<String> =
            GROUNDS.iter().map(|(name, _)| format!("{GROUND}{name}")).collect();
        for id in SettingId::all().filter(is_open) {
            let name = format!("{GROUP}{}", id.setting().group.en.replace(' ', "-"));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let near = report.hint(|| nearest(word, names.iter().map(String::as_str)));
        let all = names.join(", ");
        report.fault(spot, Kind::StudyUnknownGroup { found: word.to_owned(), all }).near(near);
    }
    let factor = |id: SettingId| {
        let path = format!("baseline.{}", id.setting().id);
        let values = plausible(id)?;
        Some(Factor { is_open: of.is_list, ..Factor::new(path, of.role, values, Some(id)) })
    };
    ids.into_iter().filter_map(factor).collect()
}

/// The plausible values of a setting; all there are where it is a choice.
fn plausible(id: SettingId) -> Option<Values> {
    let setting = id.setting();
    match setting.choice {
        Choice::Real => setting.plausible.map(|(low, high)| Values::Real(low, high)),
        Choice::Whole => {
            setting.plausible.map(|(low, high)| Values::Whole(low as i64, high as i64))
        }
        Choice::Flag => Some(Values::Listed(vec!["false".to_owned(), "true".to_owned()])),
        Choice::Words(words) => {
            Some(Values::Listed(words.iter().map(|word| format!("\"{word}\"")).collect()))
        }
    }
}

/// The setting of a path, where it is one of `[baseline]` or `[policy]`: with the zone, if there is one.
fn setting_of(path: &str) -> Result<Option<SettingId>, (String, String)> {
    let parts = path.split_once('.').filter(|(table, _)| matches!(*table, "baseline" | "policy"));
    let Some((table, key)) = parts else { return Ok(None) };
    let zoned = key.rsplit_once('.').filter(|(_, zone)| Zone::find(zone).is_some());
    let found = SettingId::find(key).or_else(|| SettingId::find(zoned?.0));
    found.map(Some).ok_or_else(|| (format!("{table}."), key.to_owned()))
}

fn one(report: &mut Report, of: Of, path: String, (key, node): (Spot, &Node)) -> Option<Factor> {
    let setting = match setting_of(&path) {
        Ok(setting) => setting,
        Err((table, word)) => {
            let near = report.hint(|| sheet::nearest_setting("", &word, |_| true));
            let near = near.map(|near| format!("{table}{near}"));
            let more = near.is_none().then(|| phrases::ALL_SETTINGS.into());
            report.fault(key, Kind::StudyUnknownFactor { path }).near(near).more(more);
            return None;
        }
    };
    if setting.is_none() && !path.contains('.') {
        let near = report.hint(|| sheet::nearest_setting("", &path, |_| true));
        let near = near.map(|near| format!("baseline.{near}"));
        report.fault(key, Kind::StudyUnknownFactor { path }).near(near);
        return None;
    }
    let role = of.role;
    match &node.data {
        Data::List(list) => {
            let values = range_of_list(report, setting, &path, (node.spot, list))?;
            Some(Factor::new(path, role, values, setting))
        }
        Data::Table(table) => of_table(report, of, (path, setting), (key, table)),
        data => {
            let (found, wanted) = (data.describe(), phrases::FACTOR_WANTED.into());
            report.fault(node.spot, FileMessage::WrongType { key: path, found, wanted });
            None
        }
    }
}

/// `[low, high]`.
fn range_of_list(
    report: &mut Report,
    setting: Option<SettingId>,
    path: &str,
    (spot, list): (Spot, &[Node]),
) -> Option<Values> {
    let is_number = |id: SettingId| matches!(id.setting().choice, Choice::Real | Choice::Whole);
    if setting.is_some_and(|id| !is_number(id)) {
        report.fault(spot, Kind::StudyNoNumbers { path: path.to_owned() });
        return None;
    }
    match list {
        [low, high] => {
            let low = bound(report, setting, path, low);
            let high = bound(report, setting, path, high);
            range(report, setting, (path, spot), low?, high?)
        }
        _ => {
            report.fault(spot, Kind::StudyNotTwo { path: path.to_owned() });
            None
        }
    }
}

/// `{ low, high, values, group, column, file }`.
fn of_table(
    report: &mut Report,
    of: Of,
    (path, setting): (String, Option<SettingId>),
    (spot, table): (Spot, &Table),
) -> Option<Factor> {
    for (key, entry) in table {
        if !KEYS.contains(&key.as_str()) {
            unknown_key(report, (key, entry.key), Phrase::same(format!("`{path}`")), &KEYS);
        }
    }
    let [group, column, file] =
        ["group", "column", "file"].map(|key| super::word(report, table, key));
    let has_range = ["low", "high", "values"].iter().any(|key| table.contains_key(*key));
    let column = column.unwrap_or_else(|| path.clone());
    let is_open = of.is_list && !has_range;
    let in_file = ["column", "file"].iter().find_map(|key| table.get(*key));
    let values = match (file, in_file) {
        // Of a list all columns are in the one file of the design.
        (Some(_), Some(entry)) if of.is_list => {
            report.fault(entry.key, Kind::StudyFileOfList { path });
            return None;
        }
        (Some(_), Some(entry)) if has_range => {
            report.fault(entry.key, Kind::StudyFileAndRange { path });
            return None;
        }
        (Some(file), Some(entry)) => {
            let asked = Column { setting, path: &path, column: &column };
            column_values(
                report,
                of.folder.map(|folder| folder.join(file)),
                &asked,
                entry.node.spot,
            )?
        }
        (None, Some(entry)) if !of.is_list => {
            report.fault(entry.key, Kind::StudyColumnNoFile { path });
            return None;
        }
        _ if is_open => Values::Listed(Vec::new()),
        _ => range_of_table(report, setting, &path, (spot, table))?,
    };
    let factor = Factor::new(path, of.role, values, setting);
    let group = group.unwrap_or_else(|| factor.group.clone());
    Some(Factor { group, column, is_open, ..factor })
}

/// `{ low, high }` or `{ values }`.
fn range_of_table(
    report: &mut Report,
    setting: Option<SettingId>,
    path: &str,
    (spot, table): (Spot, &Table),
) -> Option<Values> {
    if let Some(entry) = table.get("values") {
        return listed(report, setting, path, &entry.node);
    }
    let plausible = setting.and_then(plausible);
    let ends = match (&plausible, table.get("low"), table.get("high")) {
        (Some(all), None, None) => return Some(all.clone()),
        (Some(Values::Real(low, high)), ..) => [Some(*low), Some(*high)],
        (Some(Values::Whole(low, high)), ..) => [Some(*low as f64), Some(*high as f64)],
        _ => [None; 2],
    };
    let mut found = Vec::new();
    for (key, default) in ["low", "high"].into_iter().zip(ends) {
        match (table.get(key), default) {
            (Some(entry), _) => found.push(bound(report, setting, path, &entry.node)?),
            (None, Some(default)) => found.push(default),
            (None, None) => {
                let kind = Kind::StudyNoRange { path: path.to_owned() };
                match setting {
                    Some(id) => report.fault(spot, kind).of(id),
                    None => report.fault(spot, kind),
                };
                return None;
            }
        }
    }
    range(report, setting, (path, spot), found[0], found[1])
}

/// An end of a range, inside the setting's own.
fn bound(report: &mut Report, setting: Option<SettingId>, path: &str, node: &Node) -> Option<f64> {
    if let Some(id) = setting
        && matches!(id.setting().choice, Choice::Real | Choice::Whole)
    {
        return sheet::read_number(report, id, path, node);
    }
    match node.data {
        Data::Whole(number) if setting.is_none() => Some(number as f64),
        Data::Real(number) if setting.is_none() && number.is_finite() => Some(number),
        _ => {
            report.fault(node.spot, Kind::StudyNoNumbers { path: path.to_owned() });
            None
        }
    }
}

fn range(
    report: &mut Report,
    setting: Option<SettingId>,
    (path, spot): (&str, Spot),
    low: f64,
    high: f64,
) -> Option<Values> {
    if low >= high {
        report.fault(spot, Kind::StudyEmptyRange { path: path.to_owned(), low, high });
        return None;
    }
    let is_whole = setting.is_some_and(|id| id.setting().choice == Choice::Whole);
    Some(if is_whole { Values::Whole(low as i64, high as i64) } else { Values::Real(low, high) })
}

/// `values = [...]`.
fn listed(
    report: &mut Report,
    setting: Option<SettingId>,
    path: &str,
    node: &Node,
) -> Option<Values> {
    let Data::List(list) = &node.data else {
        let (found, wanted) = (node.data.describe(), phrases::LIST_FOUND.into());
        report.fault(
            node.spot,
            FileMessage::WrongType { key: format!("{path}.values"), found, wanted },
        );
        return None;
    };
    let mut all = Vec::new();
    for node in list {
        if let Some(id) = setting {
            sheet::read_number(report, id, path, node)?;
        }
        let text = match &node.data {
            Data::Whole(number) => number.to_string(),
            Data::Real(number) => number_text(*number),
            Data::Flag(flag) => flag.to_string(),
            Data::Word(word) if !word.contains(['"', '\\', '\n', '\r']) => format!("\"{word}\""),
            data => {
                let (found, wanted) = (data.describe(), phrases::VALUE_WANTED.into());
                report.fault(
                    node.spot,
                    FileMessage::WrongType { key: path.to_owned(), found, wanted },
                );
                return None;
            }
        };
        if all.contains(&text) {
            report.fault(node.spot, Kind::StudyValueTwice { path: path.to_owned(), found: text });
            return None;
        }
        all.push(text);
    }
    if all.len() < 2 {
        report.fault(node.spot, Kind::StudyFewValues { path: path.to_owned() });
        return None;
    }
    Some(Values::Listed(all))
}
