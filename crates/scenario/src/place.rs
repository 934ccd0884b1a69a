//! Place tables read for people: the faults of a table in words, and what in it is unusual.

use std::ops::Range;
use std::sync::Arc;

use super::merge::Merged;
use super::messages::{Kind, Report};
use super::numeral;
use super::phrases;
use super::sheet::{nearest_zone, rounded};
use super::signs::of_sign;
use super::table_file::TableFile;
use super::written;
use model::model::misfits;
use model::place::{
    Column, Holds, MOST_COLUMNS, MOST_COMMUNITIES, MOST_COUNTIES, Oddity, Place, Problem, Table,
    Unusual, is_documentation, known_columns, read_table,
};
use model::quantity::ZONES;
use model::setting::{SettingId, Settings, WrongSpan};
use reading::Spot;
use words::{Phrase, nearest};

/// Reads a table; faults leave none.
pub(super) fn read_place(
    report: &mut Report,
    TableFile { label, text, .. }: &TableFile,
    baseline: &[Settings; 3],
) -> Option<(Table, usize)> {
    let source = report.add(label.as_str(), text);
    match read_table(text, residents_per_adult(baseline)) {
        Ok(table) => {
            warn_of_table(report, source, &table, baseline);
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

/// Warns of what is legal but unusual in a table.
pub(super) fn warn_of_table(
    report: &mut Report,
    source: usize,
    table: &Table,
    baseline: &[Settings; 3],
) {
    warn_of_unused(report, source, table);
    warn_of_derived(report, source, table, residents_per_adult(baseline));
    for sign in &table.signs {
        let spot = Spot { source, start: sign.span.start, end: sign.span.end };
        report.warn(spot, of_sign(sign));
    }
    for unusual in &table.unusual {
        warn_of_unusual(report, source, unusual);
    }
}

fn residents_per_adult(baseline: &[Settings; 3]) -> [f64; 3] {
    ZONES.map(|zone| baseline[zone.index()].posts.residents_per_adult)
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

/// Tells that adults were worked out from residents.
fn warn_of_derived(report: &mut Report, source: usize, table: &Table, per_adult: [f64; 3]) {
    let Some(span) = &table.derived else { return };
    let spot = Spot { source, start: span.start, end: span.end };
    let text = report.text(source);
    let column = text.get(span.clone()).unwrap_or_default().trim().to_owned();
    let mut numbers: Vec<String> = per_adult.iter().map(f64::to_string).collect();
    numbers.dedup();
    report.warn(spot, Kind::AdultsDerived { column, number: numbers.join(", ") });
}

fn warn_of_unusual(report: &mut Report, source: usize, unusual: &Unusual) {
    let Unusual { column, how, found, number, span, lines, counties } = unusual;
    let spot = Spot { source, start: span.start, end: span.end };
    let rows = phrases::in_rows(lines, counties);
    let (id, found) = (column.id(), found.clone());
    let other = |span: WrongSpan| rounded(span.other(*number));
    let (kind, more) = match *how {
        Oddity::Outside => {
            let Some((low, high)) = column.entry().usual else { return };
            let more = numeral::in_ten_thousands(*column, *number);
            (Kind::UnusualField { column: id, found, low, high, rows }, more)
        }
        Oddity::Span { span: span @ WrongSpan::YearForMonth, default } => {
            let (key, found, twelfth) = (id.to_owned(), Phrase::same(found), other(span));
            (Kind::NumberAMonth { key, found, default, twelfth }, Some(rows))
        }
        Oddity::Span { span: span @ WrongSpan::MonthForYear, default } => {
            let twelvefold = other(span);
            (Kind::FieldAYear { column: id, found, default, twelvefold, rows }, None)
        }
    };
    report.warn(spot, kind).more(more);
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
    place: &mut Arc<Place>,
) -> Vec<(SettingId, [bool; 3])> {
    let mut stated = Vec::new();
    for &column in Column::ALL {
        let given = ZONES.map(|zone| {
            let mut rows = place.communities.iter().filter(|row| row.zone == zone);
            rows.any(|row| row.given.has(column))
        });
        let ids = column.entry().stands_for.iter().copied();
        for id in ids.filter(|_| given.contains(&true)) {
            let Some(values) = merged.baseline.get(&id) else { continue };
            let zones = values.map(|value| value.is_some());
            stated.push((id, zones));
            let overruled = ZONES.map(|zone| given[zone.index()] && zones[zone.index()]);
            if overruled.contains(&true) {
                let rows = Arc::make_mut(place).communities.iter_mut();
                rows.filter(|row| zones[row.zone.index()]).for_each(|row| row.given.forget(column));
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

/// What is to be done about an empty field.
fn filled(column: Column, above: Option<&str>) -> Option<Phrase> {
    let name = reading::shown(above?);
    Some(Phrase {
        en: format!(
            "write it in each row: cells joined in a spreadsheet keep it in their first row only; is it `{name}`, as in the row above?"
        ),
        zh: format!(
            "请在每行填写：电子表格中合并的单元格只在首行保留{}；是否与上一行同为`{name}`？",
            column.entry().name.zh
        ),
    })
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
        Problem::NoColumns { line: Some(line) } => Kind::HeaderBelow { line: number(line) },
        Problem::NoColumns { line: None } => Kind::NoColumns { all: required_columns() },
        Problem::ColumnTwice { column } => Kind::ColumnTwice { column: column.id() },
        Problem::RowLength { found, wanted, row, beyond, torn } => {
            let ids: Vec<&str> = beyond.iter().map(|column| column.id()).collect();
            let torn = torn.map(|number| written::torn(&number));
            more = torn.or_else(|| Some(written::row_written(&row, (found, wanted), &ids)));
            Kind::RowLength { found: number(found), wanted: number(wanted) }
        }
        Problem::OpenQuote { lines } => Kind::OpenQuote { lines: number(lines) },
        Problem::EmptyField { column, above } => {
            more = filled(column, above.as_deref());
            Kind::EmptyField { column: column.id() }
        }
        Problem::Sign(sign) => of_sign(&sign),
        Problem::Nobody => Kind::Nobody {},
        Problem::CodeTwice { code, line } => Kind::CodeTwice { code, line: number(line) },
        Problem::HeaderTwice => Kind::HeaderTwice {},
        Problem::Zone { found } => {
            more = numeral::zone(&found);
            near = if more.is_none() { nearest_zone(&found) } else { None };
            if more.is_none() && near.is_none() {
                more = Some(zones());
            }
            Kind::BadZone { found }
        }
        Problem::Number { column, found } => {
            let remedy = numeral::of_field(column, &found);
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

/// What the zones are for.
fn zones() -> Phrase {
    Phrase {
        en: "write `urban` for a town, `rural` where people farm, `pastoral` where they live by herding".to_owned(),
        zh: "城镇写`urban`，农村写`rural`，以牧业为生的写`pastoral`".to_owned(),
    }
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
