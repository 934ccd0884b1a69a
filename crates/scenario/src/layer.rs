//! What one file says, before it is laid over its parents.

use std::collections::BTreeMap;

use super::messages::{Kind, Report};
use super::phrases;
use super::sheet::{self, Given, Section, Sheet};
use model::quantity::{Text, Zone};
use model::setting::SettingId;
use reading::tree::{Entry, Node, Table};
use reading::{FileMessage, Spot, take};
use words::{Phrase, nearest};

/// The keys at the top of a file.
pub(super) const TOP: [&str; 13] = [
    "schema",
    "name",
    "title",
    "title_zh",
    "summary",
    "summary_zh",
    "extends",
    "horizon",
    "place",
    "baseline",
    "policy",
    "interventions",
    "shocks",
];

/// A text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Worded {
    /// The text.
    pub word: String,
    /// Where it stands.
    pub spot: Spot,
}

/// Interventions or shocks by name, not yet read.
pub(super) type Named = BTreeMap<String, Entry>;

/// What one file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    pub name: Option<Worded>,
    pub title: Option<Worded>,
    pub(crate) title_zh: Option<Worded>,
    pub summary: Option<Worded>,
    pub(crate) summary_zh: Option<Worded>,
    pub horizon: Sheet,
    pub table: Option<Worded>,
    pub place: Sheet,
    pub baseline: Sheet,
    pub policy: Sheet,
    pub interventions: Named,
    pub shocks: Named,
}

impl Layer {
    /// Leaves out the words that belong to a file alone and not to its children.
    pub(super) fn forget_words(&mut self) {
        (self.name, self.title, self.title_zh) = (None, None, None);
        (self.summary, self.summary_zh) = (None, None);
    }
}

/// Reads what a file says; `schema` and `extends` are looked at elsewhere.
pub(super) fn read_layer(report: &mut Report, top: &Table) -> Layer {
    let mut layer = Layer::default();
    for (key, entry) in top {
        let node = &entry.node;
        match key.as_str() {
            "schema" | "extends" => {}
            "name" => layer.name = read_name(report, node),
            "title" => layer.title = read_title(report, key, node),
            "title_zh" => layer.title_zh = read_title(report, key, node),
            "summary" => layer.summary = worded(report, key, node),
            "summary_zh" => layer.summary_zh = worded(report, key, node),
            "horizon" => layer.horizon = section(report, Section::Horizon, key, node),
            "baseline" => layer.baseline = section(report, Section::Baseline, key, node),
            "policy" => layer.policy = section(report, Section::Policy, key, node),
            "place" => read_place(report, node, &mut layer),
            "interventions" => layer.interventions = named(report, key, node),
            "shocks" => layer.shocks = named(report, key, node),
            _ => unknown_at_top(report, key, entry.key),
        }
    }
    layer
}

fn unknown_at_top(report: &mut Report, key: &str, spot: Spot) {
    let table = || phrases::TOP.into();
    if let Some(id) = SettingId::find(key) {
        let kind = Kind::Misplaced { key: key.to_owned(), table: table(), right: sheet::home(id) };
        report.fault(spot, kind).of(id);
    } else if sheet::is_group(key) {
        let right = phrases::BASELINE_OR_POLICY.into();
        report.fault(spot, Kind::Misplaced { key: key.to_owned(), table: table(), right });
    } else if sheet::is_seed(key) {
        report.fault(spot, Kind::SeedInFile { key: key.to_owned() });
    } else {
        let near =
            report.hint(|| nearest(key, TOP).or_else(|| sheet::nearest_setting("", key, |_| true)));
        let more = near.is_none().then(|| phrases::keys_of(&TOP));
        let kind = FileMessage::UnknownKey { key: key.to_owned(), table: table() };
        report.fault(spot, kind).near(near).more(more);
    }
}

fn worded(report: &mut Report, key: &str, node: &Node) -> Option<Worded> {
    let word = take::as_word(report, key, node)?.to_owned();
    Some(Worded { word, spot: node.spot })
}

fn read_name(report: &mut Report, node: &Node) -> Option<Worded> {
    let name = worded(report, "name", node)?;
    if !is_name(&name.word) {
        report.fault(node.spot, Kind::BadName { found: name.word, names: NAMES });
        return None;
    }
    Some(name)
}

/// A title: one line of visible words, short enough to stand over a column.
fn read_title(report: &mut Report, key: &str, node: &Node) -> Option<Worded> {
    let title = worded(report, key, node)?;
    let letters = title.word.trim().chars().count();
    if letters == 0 || letters > LONGEST_TITLE || title.word.chars().any(char::is_control) {
        let most = u32::try_from(LONGEST_TITLE).unwrap_or(u32::MAX);
        report.fault(node.spot, Kind::BadTitle { key: key.to_owned(), found: title.word, most });
        return None;
    }
    Some(Worded { word: title.word.trim().to_owned(), ..title })
}

/// Whether a file sets anything: more than how it is called and what it extends.
pub(super) fn sets_anything(top: &Table) -> bool {
    const WORDS: [&str; 7] =
        ["schema", "name", "title", "title_zh", "summary", "summary_zh", "extends"];
    top.keys().any(|key| !WORDS.contains(&key.as_str()))
}

/// The most letters of a title.
pub(super) const LONGEST_TITLE: usize = 80;
/// The most letters of a name.
pub(super) const LONGEST_NAME: usize = 100;

/// The most bytes of a name: file systems take 255, of which the ends of file names take some.
const MOST_BYTES: usize = 240;

/// Names of devices, which Windows takes for files of any folder, whatever their end.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Whether a system takes a name for a device: `CON`, `nul.txt`, `COM1`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_suffix(|letter: char| letter.is_ascii_digit() || "¹²³".contains(letter));
    DEVICES[..4].contains(&stem.as_str()) || port.is_some_and(|port| DEVICES[4..].contains(&port))
}

/// What a name may be, in words.
pub const NAMES: Text = Text {
    en: "letters, digits, `-`, `_`, inside also `.`, `+` and blanks; no `-` first; at most 100 letters (80 Chinese characters); no name that Windows keeps for a device, as con, nul or com1",
    zh: "可用文字、数字、`-`、`_`，中间可有`.`、`+`和空格，不以`-`开头；最多100个字母（80个汉字）；不可用 Windows 保留的设备名，如 con、nul、com1",
};

/// Whether a word can name a scenario and its folder of results.
///
/// A folder of it can be made everywhere: no name that Windows keeps for a device, none that a shell takes for
/// an option, none too long for a file system with what is put behind it.
pub fn is_name(word: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let inside = |letter: char| plain(letter) || matches!(letter, '.' | ' ' | '+');
    word.chars().count() <= LONGEST_NAME
        && word.len() <= MOST_BYTES
        && !is_device(word)
        && word.chars().all(inside)
        // A dash would begin an option, and a formula of a spreadsheet.
        && word.chars().next().is_some_and(|first| plain(first) && first != '-')
        && word.chars().next_back().is_some_and(plain)
}

fn section(report: &mut Report, section: Section, key: &str, node: &Node) -> Sheet {
    match take::as_table(report, key, node) {
        Some(table) => sheet::read_section(report, section, table),
        None => Sheet::new(),
    }
}

fn named(report: &mut Report, key: &str, node: &Node) -> Named {
    let Some(table) = take::as_table(report, key, node) else { return Named::new() };
    let mut named = Named::new();
    for (name, entry) in table {
        if take::as_table(report, &format!("{key}.{name}"), &entry.node).is_some() {
            named.insert(name.clone(), entry.clone());
        }
    }
    named
}

fn read_place(report: &mut Report, node: &Node, layer: &mut Layer) {
    let Some(table) = take::as_table(report, "place", node) else { return };
    for (key, entry) in table {
        match (key.as_str(), Zone::find(key)) {
            ("table", _) => layer.table = worded(report, "place.table", &entry.node),
            (_, Some(zone)) => read_zone(report, zone, entry, &mut layer.place),
            ("township_size", _) => {
                if let Some(id) = SettingId::find(key) {
                    let values = layer.place.entry(id).or_default();
                    sheet::read_by_zone(report, id, key, &entry.node, values);
                }
            }
            _ => unknown_in_place(report, key, entry.key),
        }
    }
    if layer.table.is_some() {
        for (&id, values) in &layer.place {
            for given in values.iter().flatten().take(1) {
                report.fault(given.spot, Kind::PlaceTwice { key: id.setting().id.to_owned() });
            }
        }
    }
}

fn unknown_in_place(report: &mut Report, key: &str, spot: Spot) {
    let table = Phrase::same("[place]".to_owned());
    match SettingId::find(key) {
        Some(id) => {
            let kind = Kind::Misplaced { key: key.to_owned(), table, right: sheet::home(id) };
            report.fault(spot, kind).of(id);
        }
        None => {
            const KEYS: [&str; 5] = ["table", "township_size", "urban", "rural", "pastoral"];
            let near = report.hint(|| nearest(key, KEYS));
            let more = near.is_none().then(|| phrases::keys_of(&KEYS));
            let kind = FileMessage::UnknownKey { key: key.to_owned(), table };
            report.fault(spot, kind).near(near).more(more);
        }
    }
}

fn read_zone(report: &mut Report, zone: Zone, entry: &Entry, sheet: &mut Sheet) {
    const KEYS: [&str; 3] = ["communities", "adults", "migrant_share"];
    let label = format!("place.{}", zone.id());
    let Some(table) = take::as_table(report, &label, &entry.node) else { return };
    for (key, entry) in table {
        let id = SettingId::find(key).filter(|_| KEYS.contains(&key.as_str()));
        let Some(id) = id else {
            let kind = FileMessage::UnknownKey {
                key: key.clone(),
                table: Phrase::same(format!("[{label}]")),
            };
            let near = report.hint(|| nearest(key, KEYS));
            let more = near.is_none().then(|| phrases::keys_of(&KEYS));
            report.fault(entry.key, kind).near(near).more(more);
            continue;
        };
        let number = sheet::read_number(report, id, key, &entry.node);
        sheet.entry(id).or_default()[zone.index()] =
            number.map(|number| Given { number, spot: entry.node.spot });
    }
}
