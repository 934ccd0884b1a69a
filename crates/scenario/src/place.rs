//! Place tables read for people: the faults of a table in words, and what in it is unusual.

use std::ops::Range;

use super::fault::Phrase;
use super::merge::Merged;
use super::messages::Kind;
use super::phrases;
use super::report::{Report, Spot};
use super::sheet::nearest_zone;
use super::written;
use model::model::misfits;
use model::place::{
    Column, Holds, MOST_COLUMNS, MOST_COMMUNITIES, MOST_COUNTIES, Place, Problem, Table, Unusual,
    is_documentation, known_columns, read_table,
};
use model::quantity::ZONES;
use model::setting::{SettingId, Settings};
use words::nearest;

/// Reads a table; faults leave none.
pub(super) fn read_place(report: &mut Report, label: &str, text: &str) -> Option<(Table, usize)> {
    let source = report.add(label, text);
    match read_table(text) {
        Ok(table) => {
            warn_of_unused(report, source, &table);
            for unusual in &table.unusual {
                warn_of_unusual(report, source, unusual);
            }
            Some((table, source))
        }
        Err(faults) => {
            for fault in faults {
                let spot = Spot { source, start: fault.span.start, end: fault.span.end };
                say(report, spot, fault.problem);
            }
            None
        }
    }
}

/// Columns that nobody expects not to be used; one that may be a slip gets the column that was meant.
fn warn_of_unused(report: &mut Report, source: usize, table: &Table) {
    let unused = || table.unused.iter().filter(|(name, _)| !is_documentation(name));
    let Some((_, span)) = unused().next() else { return };
    let spot = Spot { source, start: span.start, end: span.end };
    let names: Vec<&str> = unused().map(|(name, _)| name.as_str()).collect();
    let absent = || {
        let absent = Column::ALL.iter().filter(|column| !table.columns.contains(column));
        absent.map(|column| column.id())
    };
    let near = names.iter().find_map(|name| nearest(name, absent()));
    report.warn(spot, Kind::UnusedColumns { columns: names.join(", ") }).near(near);
}

fn warn_of_unusual(report: &mut Report, source: usize, unusual: &Unusual) {
    let Unusual { column, found, span, count } = unusual;
    let Some((low, high)) = column.entry().usual else { return };
    let spot = Spot { source, start: span.start, end: span.end };
    let more = phrases::in_other_rows(count - 1);
    let (column, found) = (column.id(), found.clone());
    report.warn(spot, Kind::UnusualField { column, found, low, high, more });
}

/// Warns of cadres and part-time posts for which the staffing norm has no room.
pub(super) fn warn_of_misfits(
    report: &mut Report,
    source: usize,
    place: &Place,
    baseline: &[Settings; 3],
) {
    let columns = known_columns(&report.text(source));
    let [staff, part_time] = misfits(place, baseline);
    for (column, found) in [(Column::Staff, staff), (Column::PartTime, part_time)] {
        let first = found.first().and_then(|&at| place.communities.get(at));
        let Some((row, span)) = first.zip(columns.get(&column)) else { continue };
        let spot = Spot { source, start: span.start, end: span.end };
        let (code, communities) = (row.code.clone(), phrases::communities(found.len()));
        let kind = match column {
            Column::Staff => Kind::StaffAboveNorm { communities, code },
            _ => Kind::PartTimeAboveNorm { communities, code },
        };
        report.warn(spot, kind);
    }
}

/// Lets the scenario have its way: what its baseline states is not taken from the table. Returns the
/// settings that do the work of a column of this table, with the zones for which they are stated.
pub(super) fn overrule(
    report: &mut Report,
    merged: &Merged,
    place: &mut Place,
) -> Vec<(SettingId, [bool; 3])> {
    let mut stated = Vec::new();
    for &column in Column::ALL {
        let given = ZONES.map(|zone| {
            let mut rows = place.communities.iter().filter(|row| row.zone == zone);
            rows.any(|row| row.given.has(column))
        });
        let ids = column.entry().stands_for.iter().filter_map(|id| SettingId::find(id));
        for id in ids.filter(|_| given.contains(&true)) {
            let Some(values) = merged.baseline.get(&id) else { continue };
            let zones = values.map(|value| value.is_some());
            stated.push((id, zones));
            let overruled = ZONES.map(|zone| given[zone.index()] && zones[zone.index()]);
            for row in place.communities.iter_mut().filter(|row| zones[row.zone.index()]) {
                row.given.forget(column);
            }
            let spot = values.iter().flatten().map(|given| given.spot).max();
            if let Some(spot) = spot.filter(|_| overruled.contains(&true)) {
                let all = overruled == given;
                let zones = if all { phrases::nothing() } else { phrases::in_zones(overruled) };
                let (column, setting) = (column.id(), id.setting().id);
                report.warn(spot, Kind::ColumnOverruled { column, setting, zones });
            }
        }
    }
    stated
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The columns that a table must have, in Chinese with what they mean.
fn required_columns() -> Phrase {
    let ids: Vec<&str> = Column::required().map(Column::id).collect();
    let named =
        Column::required().map(|column| format!("{}（{}）", column.id(), column.entry().name.zh));
    Phrase { en: ids.join(", "), zh: named.collect::<Vec<_>>().join(", ") }
}

fn say(report: &mut Report, mut spot: Spot, problem: Problem) {
    let (mut near, mut more) = (None, None);
    let kind = match problem {
        Problem::NoHeader => Kind::NoHeader { columns: Column::header() },
        Problem::Separator => Kind::Separator {},
        Problem::MissingColumn { column, others } => {
            let found = nearest(column.id(), others.iter().map(|(name, _)| name.as_str()));
            let at = others.iter().find(|(name, _)| Some(name) == found.as_ref());
            if let Some((_, Range { start, end })) = at {
                spot = Spot { start: *start, end: *end, ..spot };
            }
            let like = phrases::is_it(found.as_deref());
            Kind::MissingColumn { column: column.id(), like, all: required_columns() }
        }
        Problem::NoColumns => Kind::NoColumns { all: required_columns() },
        Problem::ColumnTwice { column } => Kind::ColumnTwice { column: column.id() },
        Problem::RowLength { found, wanted, row } => {
            more = Some(written::row_written(&row, found, wanted).into());
            Kind::RowLength { found: number(found), wanted: number(wanted) }
        }
        Problem::OpenQuote { lines } => Kind::OpenQuote { lines: number(lines) },
        Problem::EmptyField { column } => Kind::EmptyField { column: column.id() },
        Problem::CodeTwice { code, line } => Kind::CodeTwice { code, line: number(line) },
        Problem::Zone { found } => {
            near = nearest_zone(&found);
            Kind::BadZone { found }
        }
        Problem::Number { column, found } => {
            let written = match column {
                Column::Adults => written::adults_written(&found),
                Column::MigrantShare => written::share_written(&found),
                _ => None,
            };
            let remedy = written.unwrap_or_else(|| column.entry().remedy.into());
            Kind::BadNumber { column: column.id(), found, wanted: wanted(column), remedy }
        }
        Problem::AbovePosts { column, found, posts } => {
            let (found, posts) = (u32::from(found), u32::from(posts));
            match column {
                Column::Staff => Kind::StaffAbovePosts { found, posts },
                _ => Kind::PartTimeAbovePosts { found, posts },
            }
        }
        Problem::TooManyColumns { found } => {
            Kind::TooManyColumns { found: number(found), most: number(MOST_COLUMNS) }
        }
        Problem::TooManyCommunities => Kind::TooManyCommunities { most: number(MOST_COMMUNITIES) },
        Problem::TooManyCounties => Kind::TooManyCounties { most: number(MOST_COUNTIES) },
        Problem::NoRows => Kind::NoRows {},
        Problem::Broken { why } => Kind::Broken { why },
        Problem::More { count } => Kind::MoreRows { count: number(count) },
    };
    report.fault(spot, kind).near(near).more(more);
}

/// What numbers a column takes.
fn wanted(column: Column) -> Phrase {
    let (low, high) = column.entry().range().unwrap_or_default();
    let whole = matches!(column.entry().holds, Holds::Whole(..));
    Phrase {
        en: format!("a {} from {low} to {high}", if whole { "whole number" } else { "number" }),
        zh: format!("{low}到{high}的{}", if whole { "整数" } else { "数" }),
    }
}
