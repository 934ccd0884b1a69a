//! Place tables read for people: the faults of a table in words.

use std::ops::Range;

use super::messages::Kind;
use super::nearest::nearest;
use super::phrases;
use super::report::{Report, Spot};
use super::sheet::nearest_zone;
use super::written;
use crate::place::{
    MOST_ADULTS, MOST_COLUMNS, MOST_COMMUNITIES, MOST_COUNTIES, Place, Problem, is_documentation,
    read_table,
};

/// Reads a table; faults leave no place.
pub(super) fn read_place(report: &mut Report, label: &str, text: &str) -> Option<Place> {
    let source = report.add(label, text);
    match read_table(text) {
        Ok(table) => {
            let unused: Vec<&str> = table
                .unused
                .iter()
                .map(|(name, _)| name.as_str())
                .filter(|name| !is_documentation(name))
                .collect();
            let first = table.unused.iter().find(|(name, _)| !is_documentation(name));
            if let Some((_, span)) = first {
                let spot = Spot { source, start: span.start, end: span.end };
                report.warn(spot, Kind::UnusedColumns { columns: unused.join(", ") });
            }
            Some(table.place)
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

fn say(report: &mut Report, mut spot: Spot, problem: Problem) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (mut near, mut more) = (None, None);
    let kind = match problem {
        Problem::NoHeader => Kind::NoHeader {},
        Problem::Separator => Kind::Separator {},
        Problem::MissingColumn { column, others } => {
            let found = nearest(column, others.iter().map(|(name, _)| name.as_str()));
            let at = others.iter().find(|(name, _)| Some(name) == found.as_ref());
            if let Some((_, Range { start, end })) = at {
                spot = Spot { start: *start, end: *end, ..spot };
            }
            let like = phrases::is_it(found.as_deref());
            Kind::MissingColumn { column: column.to_owned(), like }
        }
        Problem::NoColumns => Kind::NoColumns {},
        Problem::ColumnTwice { column } => Kind::ColumnTwice { column },
        Problem::RowLength { found, wanted, row } => {
            more = Some(written::row_written(&row, found, wanted).into());
            Kind::RowLength { found: number(found), wanted: number(wanted) }
        }
        Problem::OpenQuote { lines } => Kind::OpenQuote { lines: number(lines) },
        Problem::EmptyField { column } => Kind::EmptyField { column: column.to_owned() },
        Problem::CodeTwice { code, line } => Kind::CodeTwice { code, line: number(line) },
        Problem::Zone { found } => {
            near = nearest_zone(&found);
            Kind::BadZone { found }
        }
        Problem::Adults { found } => {
            more = written::adults_written(&found);
            Kind::BadAdults { found, most: number(MOST_ADULTS) }
        }
        Problem::Share { found } => {
            more = written::share_written(&found);
            Kind::BadShare { found }
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
