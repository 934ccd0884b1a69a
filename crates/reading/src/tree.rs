//! A TOML text as a tree of values that know their place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{Document, Item, TableLike, TomlError, Value};

use crate::message::{FileMessage, Message};
use crate::phrases;
use crate::report::{Report, Spot};
use crate::slips::{self, Slip};
use crate::syntax::syntax;
use words::Phrase;

/// The keys of a table.
pub type Table = BTreeMap<String, Entry>;

/// A key and what it holds.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where the key stands.
    pub key: Spot,
    /// What it holds.
    pub node: Node,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub data: Data,
    /// Where it stands.
    pub spot: Spot,
}

/// A value of a file.
#[derive(Clone, Debug)]
pub enum Data {
    /// A number without a point.
    Whole(i64),
    /// A number with a point.
    Real(f64),
    /// A truth value.
    Flag(bool),
    /// A text.
    Word(String),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
    /// A date or a time.
    Moment,
}

impl Data {
    /// What was found, for messages.
    pub fn describe(&self) -> Phrase {
        match self {
            Self::Whole(number) => Phrase::same(number.to_string()),
            Self::Real(number) => Phrase::same(number.to_string()),
            Self::Flag(flag) => Phrase::same(format!("`{flag}`")),
            Self::Word(word) => phrases::text_found(word),
            Self::List(_) => phrases::LIST_FOUND.into(),
            Self::Table(_) => phrases::TABLE_FOUND.into(),
            Self::Moment => phrases::DATE_FOUND.into(),
        }
    }
}

/// The most lines that are no TOML and are left out.
const MOST_SYNTAX: usize = 20;

/// Reads a text. A line that is no TOML ends up in the report and is left out; if others hang on it,
/// there is no tree, and of the rest only what is no TOML either is told.
pub fn parse<K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    source: usize,
) -> Option<Table> {
    let mut text = report.text(source).to_string();
    let outer = Spot { source, start: 0, end: 0 };
    let mut has_tree = true;
    for _ in 0..MOST_SYNTAX {
        let error = match Document::parse(text.as_str()) {
            Ok(document) => return has_tree.then(|| table(document.as_table(), outer)),
            Err(error) => error,
        };
        report.tear(source);
        let range = error.span().unwrap_or(text.len()..text.len());
        let line = line_of(&text, range.start);
        let words = text.get(line.clone()).unwrap_or("");
        let bond = bond(words);
        // Without its header a table's keys stand beside those of the table before.
        if has_tree || !error.message().starts_with("duplicate key") {
            tell(
                report,
                &error,
                (words, line.start),
                Spot { source, start: range.start, end: range.end },
                bond,
            );
        }
        has_tree &= bond == Bond::None;
        if bond == Bond::Rest {
            return None;
        }
        let blanks = " ".repeat(line.len());
        text.replace_range(line, &blanks);
    }
    None
}

/// Tells of a line that is no TOML.
fn tell<K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    error: &TomlError,
    (line, begins): (&str, usize),
    spot: Spot,
    bond: Bond,
) {
    let rest = match bond {
        Bond::None => phrases::READ_ON,
        Bond::Table => phrases::READ_FOR_FORM,
        Bond::Rest => phrases::READ_NO_FURTHER,
    };
    if let Some(Slip { at, what, key }) = slips::slip(line, report.guide()) {
        let near = key.and_then(|key| (report.guide().nearest)(&key));
        let spot = Spot { start: begins + at.start, end: begins + at.end, ..spot };
        report.fault(spot, FileMessage::Syntax { what, rest }).near(near);
    } else {
        let found = report.text(spot.source);
        let what = syntax(error.message(), found.get(spot.start..spot.end).unwrap_or(""));
        report.fault(spot, FileMessage::Syntax { what, rest });
    }
}

/// The line around a byte, without its end.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// What hangs on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    /// Nothing: it gives one value to one key, or is a comment.
    None,
    /// The keys below it: it begins a table.
    Table,
    /// Whatever follows.
    Rest,
}

fn bond(line: &str) -> Bond {
    let line = line.trim();
    if line.starts_with("//") {
        return Bond::None;
    }
    if line.starts_with(['[', '［', '【']) && !line.contains(['=', ',', '"', '\'']) {
        return Bond::Table;
    }
    let Some((key, value)) = line.split_once(['=', '＝', ':', '：']) else { return Bond::Rest };
    let key = key.trim();
    let is_word = |key: &str| key.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if !line.contains(['=', '＝']) && (!is_word(key) || value.trim().is_empty()) {
        return if is_word(key) { Bond::Table } else { Bond::Rest };
    }
    let stands_alone = !key.is_empty()
        && !key.starts_with(['[', '#', '{'])
        && !value.contains("\"\"\"")
        && !value.contains("'''")
        && value.matches(['[', '{']).count() == value.matches([']', '}']).count();
    if stands_alone { Bond::None } else { Bond::Rest }
}

/// A value that stands alone, all of it at one place.
pub fn alone(value: &Value, spot: Spot) -> Node {
    node_of_value(value, spot)
}

fn at(range: Option<Range<usize>>, outer: Spot) -> Spot {
    range.map_or(outer, |range| Spot { source: outer.source, start: range.start, end: range.end })
}

fn table(table: &dyn TableLike, spot: Spot) -> Table {
    table
        .iter()
        .map(|(name, item)| {
            let key = at(table.key(name).and_then(toml_edit::Key::span), spot);
            (name.to_owned(), Entry { key, node: node(item, key) })
        })
        .collect()
}

fn node(item: &Item, outer: Spot) -> Node {
    let spot = at(item.span(), outer);
    match item {
        Item::Value(value) => node_of_value(value, outer),
        Item::Table(inner) => Node { data: Data::Table(table(inner, spot)), spot },
        Item::ArrayOfTables(tables) => {
            let list =
                tables.iter().map(|inner| Node { data: Data::Table(table(inner, spot)), spot });
            Node { data: Data::List(list.collect()), spot }
        }
        Item::None => Node { data: Data::Table(Table::new()), spot },
    }
}

fn node_of_value(value: &Value, outer: Spot) -> Node {
    let spot = at(value.span(), outer);
    let data = match value {
        Value::String(word) => Data::Word(word.value().clone()),
        Value::Integer(number) => Data::Whole(*number.value()),
        Value::Float(number) => Data::Real(*number.value()),
        Value::Boolean(flag) => Data::Flag(*flag.value()),
        Value::Datetime(_) => Data::Moment,
        Value::Array(list) => {
            Data::List(list.iter().map(|inner| node_of_value(inner, spot)).collect())
        }
        Value::InlineTable(inner) => Data::Table(table(inner, spot)),
    };
    Node { data, spot }
}
