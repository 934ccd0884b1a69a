//! TOML files of any kind, read key by key: all faults in one go, each with its place, what was
//! found, what is allowed and the nearest valid word, in English and Chinese.
//!
//! ```
//! use reading::{Fields, Found, Guide};
//! use words::say;
//!
//! let text = "schema = 1\n[targets.trust]\nvalue = 0.6\nwithin = 0.05\n";
//! let (mut found, top) = Found::in_text("targets.toml", text, Guide::NONE);
//! top.only(&mut found, &["schema", "targets"]);
//! for (name, target) in top.tables(&mut found, "targets") {
//!     target.only(&mut found, &["value", "within"]);
//!     target.needs(&mut found, &["value"]);
//!     let value = target.number(&mut found, "value", (0.0, 1.0));
//!     if value == Some(0.0) {
//!         let what = say!(en "`{name}` is nothing" zh "`{name}`为零");
//!         found.fault(target.at("value"), "target::nothing", what, None);
//!     }
//! }
//! let ((), warnings) = found.finish(Some(()))?;
//! # Ok::<(), reading::Faults>(())
//! ```

use std::path::Path;

use crate::fault::{Fault, Faults};
use crate::file::read_file;
use crate::guide::Guide;
use crate::message::FileMessage;
use crate::phrases;
use crate::report::{Report, Spot};
use crate::slips;
use crate::take::{self, read_whole};
use crate::tree::{self, Data, Table};
use crate::value::Value;
use crate::written;
use words::{Phrase, nearest};

/// The largest file, in megabytes.
const MOST: u32 = 1;

/// A place in a file, to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(Spot);

impl At {
    /// Where in its file it begins, in bytes: things stand in the order of these.
    pub fn start(self) -> usize {
        self.0.start
    }
}

/// What was found in a file: faults and warnings.
#[derive(Clone, Debug, Default)]
pub struct Found(Report<FileMessage>);

/// The keys of a table of a file.
#[derive(Clone, Debug)]
pub struct Fields {
    /// How messages call it.
    name: Phrase,
    table: Table,
    spot: Spot,
}

impl Found {
    /// Reads a text; what is no TOML is a fault, and the rest is read without it. The guide says what is
    /// known of its keys.
    pub fn in_text(label: &str, text: &str, guide: Guide) -> (Self, Fields) {
        let mut report = Report::guided(guide);
        let source = report.add(label, text.strip_prefix('\u{feff}').unwrap_or(text));
        let spot = Spot { source, start: 0, end: 0 };
        let table = tree::parse(&mut report, source);
        if table.is_none() {
            report.lose();
        }
        let name = phrases::TOP.into();
        (Self(report), Fields { name, table: table.unwrap_or_default(), spot })
    }

    /// A word of a command line that names nothing that can be read; where faults of it stand.
    pub fn in_word(label: &str, word: &str) -> (Self, At) {
        let mut report = Report::default();
        let source = report.add(label, word);
        (Self(report), At(Spot { source, start: 0, end: word.len() }))
    }

    /// Reads a file of at most a megabyte; one that cannot be read is a fault.
    pub fn in_file(path: &Path, guide: Guide) -> (Self, Fields) {
        let label = path.display().to_string();
        match read_file(path, &label, MOST) {
            Ok(text) => Self::in_text(&label, &text, guide),
            Err(kind) => {
                let (mut found, top) = Self::in_text(&label, "", guide);
                found.0.lose();
                found.0.fault(top.spot, kind);
                (found, top)
            }
        }
    }

    /// Adds a fault of the caller's own: a stable code as `target::unknown_metric`, what was found, and
    /// what to do.
    pub fn fault(&mut self, at: At, code: &'static str, what: Phrase, help: Option<Phrase>) {
        self.0.fault(at.0, FileMessage::Own { what }).more(help).code(code);
    }

    /// Adds a warning of the caller's own.
    pub fn warn(&mut self, at: At, code: &'static str, what: Phrase, help: Option<Phrase>) {
        self.0.warn(at.0, FileMessage::Own { what }).more(help).code(code);
    }

    /// Adds a fault of a word that is not known, with the nearest of the known ones.
    pub fn unknown<'a>(
        &mut self,
        at: At,
        (code, what): (&'static str, Phrase),
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let near = self.0.hint(|| nearest(word, known));
        self.0.fault(at.0, FileMessage::Own { what }).near(near).code(code);
    }

    /// Whether there is no fault so far.
    pub fn is_sound(&self) -> bool {
        self.0.faults() == 0
    }

    /// What was read, with the warnings.
    ///
    /// # Errors
    /// All faults, in the order of the file; also where there is no value.
    pub fn finish<T>(self, value: Option<T>) -> Result<(T, Vec<Fault>), Faults> {
        self.0.close(value)
    }
}

impl Fields {
    /// The keys that are given, in the order of the alphabet.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(String::as_str)
    }

    /// Whether a key is given.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where the value of a key stands; where it is not given, where the table does.
    pub fn at(&self, key: &str) -> At {
        At(self.table.get(key).map_or(self.spot, |entry| entry.node.spot))
    }

    /// Where the table stands: its name.
    pub fn here(&self) -> At {
        At(self.spot)
    }

    /// A fault for each key that is none of these, with the nearest of them.
    pub fn only(&self, found: &mut Found, keys: &[&str]) {
        for (key, entry) in self.table.iter().filter(|(key, _)| !keys.contains(&key.as_str())) {
            let near = found.0.hint(|| nearest(key, keys.iter().copied()));
            let more = near.is_none().then(|| phrases::keys_of(keys));
            let kind = FileMessage::UnknownKey { key: key.clone(), table: self.name.clone() };
            found.0.fault(entry.key, kind).near(near).more(more);
        }
    }

    /// A fault for each of these keys that is not given.
    pub fn needs(&self, found: &mut Found, keys: &[&str]) {
        for key in keys.iter().filter(|key| !self.has(key)) {
            let kind = FileMessage::MissingKey { key: (*key).to_owned(), table: self.name.clone() };
            found.0.fault(self.spot, kind);
        }
    }

    /// A fault unless the file begins with `schema = 1`.
    pub fn schema(&self, found: &mut Found) {
        take::check_schema(&mut found.0, self.spot.source, &self.table);
    }

    /// A text; nothing where it is not given, or none, which is a fault.
    pub fn word(&self, found: &mut Found, key: &str) -> Option<String> {
        let node = &self.table.get(key)?.node;
        take::as_word(&mut found.0, key, node).map(str::to_owned)
    }

    /// The position of a word among those that may stand here.
    pub fn one_of(&self, found: &mut Found, key: &str, words: &[&str]) -> Option<usize> {
        let word = self.word(found, key)?;
        let position = words.iter().position(|known| *known == word);
        if position.is_none() {
            let near = found.0.hint(|| nearest(&word, words.iter().copied()));
            let kind = FileMessage::UnknownWord {
                key: key.to_owned(),
                found: word,
                words: phrases::in_quotes(words),
            };
            found.0.fault(self.at(key).0, kind).near(near);
        }
        position
    }

    /// A truth value.
    pub fn flag(&self, found: &mut Found, key: &str) -> Option<bool> {
        let node = &self.table.get(key)?.node;
        if let Data::Flag(flag) = node.data {
            return Some(flag);
        }
        let meant = match &node.data {
            Data::Word(word) => slips::meant_flag(word),
            Data::Whole(number) => slips::meant_flag(&number.to_string()),
            _ => None,
        };
        let wanted = phrases::FLAG_WANTED.into();
        let kind =
            FileMessage::WrongType { key: key.to_owned(), found: node.data.describe(), wanted };
        found.0.fault(node.spot, kind).more(meant);
        None
    }

    /// A number of a range.
    pub fn number(&self, found: &mut Found, key: &str, range: (f64, f64)) -> Option<f64> {
        number(found, key, &self.table.get(key)?.node, range)
    }

    /// A whole number of a range.
    pub fn whole(&self, found: &mut Found, key: &str, (low, high): (u32, u32)) -> Option<u32> {
        read_whole(&mut found.0, key, &self.table.get(key)?.node, (low, high))
    }

    /// A list of numbers of a range; nothing where one is none.
    pub fn numbers(&self, found: &mut Found, key: &str, range: (f64, f64)) -> Option<Vec<f64>> {
        let list = self.list(found, key)?;
        list.iter().map(|node| number(found, key, node, range)).collect()
    }

    /// A list of texts, each with its place; nothing where one is none.
    pub fn words(&self, found: &mut Found, key: &str) -> Option<Vec<(String, At)>> {
        let list = self.list(found, key)?;
        let word = |node: &tree::Node| {
            let word = take::as_word(&mut found.0, key, node)?;
            Some((word.to_owned(), At(node.spot)))
        };
        list.iter().map(word).collect()
    }

    /// A list of numbers, words and truth values, each with its place; nothing where one is none of them.
    pub fn values(&self, found: &mut Found, key: &str) -> Option<Vec<(Value, At)>> {
        let list = self.list(found, key)?;
        list.iter().map(|node| value(found, key, node)).collect()
    }

    /// A number, word or truth value, with its place; nothing where it is not given, or none of them.
    pub fn value(&self, found: &mut Found, key: &str) -> Option<(Value, At)> {
        value(found, key, &self.table.get(key)?.node)
    }

    /// A table inside this one.
    pub fn table(&self, found: &mut Found, key: &str) -> Option<Self> {
        let entry = self.table.get(key)?;
        let table = take::as_table(&mut found.0, key, &entry.node)?.clone();
        Some(Self { name: Phrase::same(format!("[{key}]")), table, spot: entry.key })
    }

    /// The tables with a name inside one of this one (`[targets.trust]`), in the order of the alphabet.
    pub fn tables(&self, found: &mut Found, key: &str) -> Vec<(String, Self)> {
        let Some(outer) = self.table(found, key) else { return Vec::new() };
        let mut tables = Vec::new();
        for (name, entry) in outer.table {
            let label = format!("{key}.{name}");
            if let Some(table) = take::as_table(&mut found.0, &label, &entry.node) {
                let table = table.clone();
                tables.push((
                    name,
                    Self { name: Phrase::same(format!("[{label}]")), table, spot: entry.key },
                ));
            }
        }
        tables
    }

    /// The tables of a list (`[{}, { a = 1 }]`); nothing where one of it is no table.
    pub fn list_of_tables(&self, found: &mut Found, key: &str) -> Option<Vec<Self>> {
        let list = self.list(found, key)?;
        let name = Phrase::same(format!("[{key}]"));
        let table = |node: &tree::Node| {
            let table = take::as_table(&mut found.0, key, node)?.clone();
            Some(Self { name: name.clone(), table, spot: node.spot })
        };
        list.iter().map(table).collect()
    }

    /// All that stands in the table and in the tables inside it, each with the dots that lead to it
    /// (`waves.every`) and its place, in the order of the alphabet.
    pub fn leaves(&self, found: &mut Found) -> Vec<(String, Value, At)> {
        let mut leaves = Vec::new();
        gather(found, "", &self.table, &mut leaves);
        leaves
    }

    fn list(&self, found: &mut Found, key: &str) -> Option<Vec<tree::Node>> {
        let node = &self.table.get(key)?.node;
        if let Data::List(list) = &node.data {
            return Some(list.clone());
        }
        let wanted = phrases::LIST_FOUND.into();
        let kind =
            FileMessage::WrongType { key: key.to_owned(), found: node.data.describe(), wanted };
        found.0.fault(node.spot, kind).more(written::list_written(&node.data));
        None
    }
}

fn gather(found: &mut Found, above: &str, table: &Table, into: &mut Vec<(String, Value, At)>) {
    for (key, entry) in table {
        let key = format!("{above}{key}");
        match &entry.node.data {
            Data::Table(inner) => gather(found, &format!("{key}."), inner, into),
            Data::List(list) => {
                let all: Option<Vec<Value>> =
                    list.iter().map(|node| Some(value(found, &key, node)?.0)).collect();
                into.extend(all.map(|all| (key, Value::List(all), At(entry.node.spot))));
            }
            _ => into.extend(value(found, &key, &entry.node).map(|(value, at)| (key, value, at))),
        }
    }
}

/// A number, word or truth value, or a fault.
fn value(found: &mut Found, key: &str, node: &tree::Node) -> Option<(Value, At)> {
    let value = match &node.data {
        Data::Whole(number) => Value::Whole(*number),
        Data::Real(number) => Value::Number(*number),
        Data::Flag(flag) => Value::Flag(*flag),
        Data::Word(word) => Value::Word(word.clone()),
        Data::List(_) | Data::Table(_) | Data::Moment => {
            let (key, described) = (key.to_owned(), node.data.describe());
            let kind = FileMessage::WrongType {
                key,
                found: described,
                wanted: phrases::NUMBER_WANTED.into(),
            };
            found.0.fault(node.spot, kind);
            return None;
        }
    };
    Some((value, At(node.spot)))
}

/// A number of a range, or a fault.
fn number(found: &mut Found, key: &str, node: &tree::Node, (low, high): (f64, f64)) -> Option<f64> {
    let (key, described) = (key.to_owned(), node.data.describe());
    let number = match node.data {
        Data::Whole(number) => number as f64,
        Data::Real(number) => number,
        _ => {
            let more = match &node.data {
                Data::Word(word) => slips::meant_number(word),
                _ => None,
            };
            let wanted = phrases::NUMBER_WANTED.into();
            let kind = FileMessage::WrongType { key, found: described, wanted };
            found.0.fault(node.spot, kind).more(more);
            return None;
        }
    };
    if !(low..=high).contains(&number) {
        let more = written::as_share(number, high);
        found
            .0
            .fault(node.spot, FileMessage::OutOfRange { key, found: described, low, high })
            .more(more);
        return None;
    }
    Some(number)
}
