//! A TOML text as a tree of values that know their place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::fault::Phrase;
use super::messages::{self, Kind};
use super::report::{Report, Spot};

/// The keys of a table.
pub(super) type Table = BTreeMap<String, Entry>;

/// A key and what it holds.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Where the key stands.
    pub key: Spot,
    /// What it holds.
    pub node: Node,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The value.
    pub data: Data,
    /// Where it stands.
    pub spot: Spot,
}

/// A value of a scenario file.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Whole(i64),
    Real(f64),
    Flag(bool),
    Word(String),
    List(Vec<Node>),
    Table(Table),
    Moment,
}

impl Data {
    /// What was found, for messages.
    pub(super) fn describe(&self) -> Phrase {
        match self {
            Self::Whole(number) => messages::same(number.to_string()),
            Self::Real(number) => messages::same(number.to_string()),
            Self::Flag(flag) => messages::same(format!("`{flag}`")),
            Self::Word(word) => messages::text_found(word),
            Self::List(_) => messages::LIST_FOUND.into(),
            Self::Table(_) => messages::TABLE_FOUND.into(),
            Self::Moment => messages::DATE_FOUND.into(),
        }
    }
}

/// Reads a text; a syntax fault ends up in the report, and then there is no tree.
pub(super) fn parse(report: &mut Report, source: usize) -> Option<Table> {
    let text = report.text(source);
    match Document::parse(text.as_ref()) {
        Ok(document) => {
            let whole = Spot { source, start: 0, end: 0 };
            Some(table(document.as_table(), whole))
        }
        Err(error) => {
            let range = error.span().unwrap_or(text.len()..text.len());
            let spot = at(Some(range), Spot { source, start: 0, end: 0 });
            report.fault(spot, Kind::Syntax { what: error.message().to_owned() });
            None
        }
    }
}

/// A value that stands alone, all of it at one place.
pub(super) fn alone(value: &Value, spot: Spot) -> Node {
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
            let list = tables.iter().map(|inner| Node { data: Data::Table(table(inner, spot)), spot });
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
        Value::Array(list) => Data::List(list.iter().map(|inner| node_of_value(inner, spot)).collect()),
        Value::InlineTable(inner) => Data::Table(table(inner, spot)),
    };
    Node { data, spot }
}
