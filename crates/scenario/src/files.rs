//! What each file of a scenario says, file by file.

use std::collections::BTreeSet;

use super::chain::read_chain;
use crate::messages::Report;
use reading::tree::{self, Data, Node, Table};
use reading::{Faults, Spot};

/// A file of a chain of parents.
#[derive(Clone, Debug)]
pub struct FileLayer {
    /// The file as the reader named it.
    pub file: String,
    /// What it says, in the order of its lines.
    pub lines: Vec<Line>,
    /// The files that extend it; in a plain chain the one before.
    pub extended_by: Vec<String>,
}

/// One value that a file gives.
#[derive(Clone, Debug)]
pub struct Line {
    /// Line, from 1.
    pub line: usize,
    /// Full key (`baseline.distance.urban`).
    pub key: String,
    /// The value as it is written.
    pub value: String,
    /// The file that replaces it, if one does.
    pub replaced_by: Option<String>,
}

/// What a scenario's file and its parents say, the file first.
///
/// # Errors
/// Faults by which a file cannot be read; what the values mean is not looked at.
pub fn file_layers(name_or_path: &str) -> Result<Vec<FileLayer>, Faults> {
    let mut report = Report::default();
    let chain = read_chain(&mut report, name_or_path);
    if !chain.whole {
        return Err(report.finish());
    }
    let mut layers: Vec<FileLayer> = Vec::new();
    let mut over: Vec<(usize, String, BTreeSet<String>)> = Vec::new();
    for (at, link) in chain.links.iter().enumerate().skip(usize::from(chain.is_sum)) {
        let Some(top) = tree::parse(&mut report, link.source) else { continue };
        let mut lines = Vec::new();
        flatten(&report, "", &top, &mut lines);
        lines.sort_by_key(|(spot, _)| *spot);
        let above = over.iter().filter(|(other, ..)| chain.is_over(*other, at));
        let above: Vec<(&str, &BTreeSet<String>)> =
            above.map(|(_, file, keys)| (file.as_str(), keys)).collect();
        let lines = lines.into_iter().map(|(_, line)| line);
        let lines = lines.map(|line| Line { replaced_by: replacer(&above, &line.key), ..line });
        let lines: Vec<Line> = lines.collect();
        let file = report.origin(Spot { source: link.source, start: 0, end: 0 }).file;
        let extends = |(other, ..): &&(usize, String, BTreeSet<String>)| {
            chain.links[*other].parents.contains(&at)
        };
        let extended_by = over.iter().filter(extends).map(|(_, file, _)| file.clone()).collect();
        over.push((at, file.clone(), lines.iter().map(|line| line.key.clone()).collect()));
        layers.push(FileLayer { file, lines, extended_by });
    }
    Ok(layers)
}

fn flatten(report: &Report, prefix: &str, table: &Table, lines: &mut Vec<(Spot, Line)>) {
    for (name, entry) in table {
        let key = format!("{prefix}{name}");
        match &entry.node {
            Node { data: Data::Table(inner), .. } => {
                flatten(report, &format!("{key}."), inner, lines);
            }
            Node { spot, .. } => {
                let text = report.text(spot.source);
                let value = text.get(spot.start..spot.end).unwrap_or_default();
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let line = report.origin(*spot).line;
                lines.push((*spot, Line { line, key, value, replaced_by: None }));
            }
        }
    }
}

/// The file, among those over it, that gives the key anew: the key itself, a whole of which it is
/// a part, or an intervention or shock of its name.
fn replacer(over: &[(&str, &BTreeSet<String>)], key: &str) -> Option<String> {
    if matches!(key, "schema" | "extends") {
        return None;
    }
    let change = ["interventions.", "shocks."].into_iter().find_map(|table| {
        let (name, _) = key.strip_prefix(table)?.rsplit_once('.')?;
        Some(format!("{table}{}.", name.split('.').next().unwrap_or(name)))
    });
    let replaces = |keys: &BTreeSet<String>| {
        let whole = key.match_indices('.').any(|(at, _)| keys.contains(&key[..at]));
        let changes = |change: &String| {
            keys.range(change.clone()..).next().is_some_and(|next| next.starts_with(change))
        };
        keys.contains(key) || whole || change.as_ref().is_some_and(changes)
    };
    let top = matches!(key, "name" | "title" | "title_zh" | "summary" | "summary_zh");
    let found = over.iter().find(|(_, keys)| top || replaces(keys));
    found.map(|(file, _)| (*file).to_owned())
}
