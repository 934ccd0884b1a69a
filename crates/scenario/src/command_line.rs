//! What the command line sets, as one more layer over the files.

use std::path::PathBuf;

use toml_edit::Key;

use super::layer::{self, Layer};
use super::messages::{Kind, Report};
use reading::Spot;
use reading::Value;
use reading::tree::{self, Data, Entry, Node, Table};
use words::narrowed;

/// What the command line sets over a scenario's files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Values, each `key.path=value`: any dotted key of the file; the value is TOML, a bare word is a text.
    pub set: Vec<String>,
    /// Length of the run in months.
    pub months: Option<u32>,
    /// A place table in place of `[place]`.
    pub place: Option<PathBuf>,
}

/// Reads `--set`, and over it the values that a program gives, as if each were a file of its own, a line
/// for each.
pub(super) fn read_set(report: &mut Report, set: &[String], values: &[(&str, Value)]) -> Layer {
    if set.is_empty() && values.is_empty() {
        return Layer::default();
    }
    let mut top = Table::new();
    read_lines(report, &mut top, set);
    read_values(report, &mut top, values);
    for key in ["schema", "extends"] {
        if let Some(entry) = top.get(key) {
            report.fault(entry.key, Kind::SetNotAllowed { key: key.to_owned() });
        }
    }
    layer::read_layer(report, &top)
}

fn read_lines(report: &mut Report, top: &mut Table, set: &[String]) {
    if set.is_empty() {
        return;
    }
    let lines: Vec<String> = set.iter().map(|line| line.replace(['\n', '\r'], " ")).collect();
    let source = report.add("--set", &lines.join("\n"));
    let mut start = 0;
    for line in set {
        if let Some((path, at_key, node)) = read_line(report, source, start, line) {
            insert(top, &path, at_key, node);
        }
        start += line.len() + 1;
    }
}

fn read_values(report: &mut Report, top: &mut Table, values: &[(&str, Value)]) {
    if values.is_empty() {
        return;
    }
    let values: Vec<(&str, toml_edit::Value)> =
        values.iter().map(|(key, value)| (*key, value.to_toml())).collect();
    let line = |(key, value): &(&str, toml_edit::Value)| {
        format!("{key}={value}").replace(['\n', '\r'], " ")
    };
    let lines: Vec<String> = values.iter().map(line).collect();
    let source = report.add("<with>", &lines.join("\n"));
    let mut start = 0;
    for ((key, value), line) in values.iter().zip(&lines) {
        let at_key = Spot { source, start, end: start + key.len() };
        let at_value = Spot { start: at_key.end + 1, end: start + line.len(), ..at_key };
        if let Some(path) = path(report, key, at_key) {
            let mut node = tree::alone(value, at_value);
            settle(&mut node, at_key);
            insert(top, &path, at_key, node);
        }
        start += line.len() + 1;
    }
}

/// The words of a key, or a fault.
fn path(report: &mut Report, key: &str, at_key: Spot) -> Option<Vec<String>> {
    let path = Key::parse(key).ok().filter(|keys| !keys.is_empty());
    if path.is_none() {
        report.fault(at_key, Kind::BadKey { key: key.to_owned() });
    }
    Some(path?.iter().map(|key| key.get().to_owned()).collect())
}

fn read_line(
    report: &mut Report,
    source: usize,
    start: usize,
    line: &str,
) -> Option<(Vec<String>, Spot, Node)> {
    let whole = Spot { source, start, end: start + line.len() };
    let Some((key, value)) = line.split_once('=') else {
        report.fault(whole, Kind::SetWithoutValue {});
        return None;
    };
    let at_key = Spot { end: start + key.len(), ..whole };
    let at_value = Spot { start: start + key.len() + 1, ..whole };
    let path = path(report, key, at_key)?;
    let value = bare_value(value);
    let mut node = tree::alone(&value, at_value);
    settle(&mut node, at_key);
    Some((path, at_key, node))
}

/// A value as TOML has it; a bare word is a text.
pub(super) fn bare_value(text: &str) -> toml_edit::Value {
    let text = text.trim();
    text.parse().unwrap_or_else(|_| match bare_number(text) {
        Some(number) => number.into(),
        None => text.into(),
    })
}

/// `.5`, `5.` and `０.５`, which can mean one number only.
fn bare_number(value: &str) -> Option<f64> {
    let value = narrowed(value);
    let letters = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+');
    (value.contains('.') && value.chars().all(letters)).then(|| value.parse().ok()).flatten()
}

/// Gives keys inside a value the place of its key: they have none of their own.
fn settle(node: &mut Node, at_key: Spot) {
    if let Data::Table(table) = &mut node.data {
        for entry in table.values_mut() {
            entry.key = at_key;
            settle(&mut entry.node, at_key);
        }
    }
}

fn insert(table: &mut Table, path: &[String], key: Spot, node: Node) {
    let Some((first, rest)) = path.split_first() else { return };
    let node = match rest {
        [] => node,
        rest => {
            let mut inner = Table::new();
            let spot = node.spot;
            insert(&mut inner, rest, key, node);
            Node { data: Data::Table(inner), spot }
        }
    };
    lay_over(table, first.clone(), Entry { key, node });
}

/// Lays an entry over what a table holds: tables merge key by key, all else is replaced.
pub(super) fn lay_over(table: &mut Table, name: String, over: Entry) {
    match (table.get_mut(&name), over) {
        (
            Some(Entry { node: Node { data: Data::Table(under), .. }, .. }),
            Entry { node: Node { data: Data::Table(inner), .. }, .. },
        ) => {
            for (name, entry) in inner {
                lay_over(under, name, entry);
            }
        }
        (_, over) => {
            table.insert(name, over);
        }
    }
}
