//! The data dictionary: every column of every table, from the registries.

use std::path::Path;

use crate::metric::METRICS;
use crate::place::{Column, known_columns};
use crate::quantity::Text;
use crate::world::{Account, FLOWS};

use super::column_words::told;
use super::error::OutputError;
use super::rows::{close, create, write};
use super::run_words::{BUDGET_COLUMNS, COMMON, DICTIONARY_COLUMNS, SUMMARY_COLUMNS};
use super::table::{Table, number};

/// Header of `dictionary.csv`.
pub(super) const HEADER: [&str; 14] = [
    "file",
    "column_name",
    "name_en",
    "name_zh",
    "meaning_en",
    "meaning_zh",
    "unit",
    "unit_zh",
    "range",
    "direction",
    "direction_zh",
    "margin",
    "margin_reason_en",
    "margin_reason_zh",
];

/// Columns of `summary.csv`, in their order.
pub(super) const SUMMARY: [&str; 15] = [
    "scenario",
    "level",
    "area",
    "metric",
    "n",
    "mean",
    "sd",
    "standard_error",
    "interval_low",
    "interval_high",
    "min",
    "median",
    "max",
    "interval",
    "differs_below",
];

/// A row of the dictionary.
pub(super) type Row = [String; HEADER.len()];

/// Writes `dictionary.csv`.
pub(super) fn write_dictionary(
    to: &Path,
    of: (&[Table], &[usize]),
    place_table: Option<&str>,
) -> Result<(), OutputError> {
    write_rows(to, rows(of, place_table))
}

/// Writes the rows of a dictionary.
pub(super) fn write_rows(to: &Path, rows: Vec<Row>) -> Result<(), OutputError> {
    let mut writer = create(to)?;
    write(&mut writer, to, HEADER)?;
    for row in rows {
        write(&mut writer, to, row)?;
    }
    close(writer, to)
}

/// The rows of `dictionary.csv` for the tables and metrics asked for, and for the columns of the place's table, if
/// there is one, that the program reads.
fn rows((tables, asked): (&[Table], &[usize]), place_table: Option<&str>) -> Vec<Row> {
    let mut rows = Vec::new();
    for &table in tables {
        rows.extend(table.keys().iter().map(|column| key_row(table.file(), column)));
        rows.extend(table.metrics(asked).into_iter().map(|metric| metric_row(table, metric)));
    }
    // One table alone comes without a summary.
    if tables.len() == Table::ALL.len() {
        rows.extend(SUMMARY.iter().map(|column| key_row("summary.csv", column)));
    }
    if let Some(table) = place_table.map(|table| table.strip_prefix('\u{feff}').unwrap_or(table)) {
        rows.extend(known_columns(table).into_iter().map(|(column, span)| {
            let header = table.get(span).unwrap_or_default().trim().trim_matches('"').trim();
            place_row(column, header)
        }));
    }
    rows.extend(HEADER.iter().map(|column| key_row("dictionary.csv", column)));
    rows
}

pub(super) fn metric_row(table: Table, metric: usize) -> Row {
    let metric = &METRICS[metric];
    let (low, high) = metric.range;
    let time = table.span().map(|span| metric.window.text(span));
    let time = time.unwrap_or(Text { en: "", zh: "" });
    let meaning_en = format!("{} {}", metric.meaning.en, time.en);
    let meaning_zh = format!("{}{}", metric.meaning.zh, time.zh);
    [
        table.file(),
        metric.id,
        metric.name.en,
        metric.name.zh,
        &meaning_en,
        &meaning_zh,
        metric.unit.en,
        metric.unit.zh,
        &range(low, high),
        metric.better.text().en,
        metric.better.text().zh,
        &number(metric.margin.size),
        metric.margin.reason.en,
        metric.margin.reason.zh,
    ]
    .map(str::to_owned)
}

/// A range as two numbers, an open end as nothing: `0..1`, `0..`, `..`.
fn range(low: f64, high: f64) -> String {
    let end = |value: f64| if value.is_finite() { value.to_string() } else { String::new() };
    format!("{}..{}", end(low), end(high))
}

fn place_row(column: Column, header: &str) -> Row {
    let entry = column.entry();
    let unit = entry.unit();
    let range = entry.range().map_or(String::new(), |(low, high)| range(low, high));
    [
        "place.csv",
        header,
        entry.name.en,
        entry.name.zh,
        entry.meaning.en,
        entry.meaning.zh,
        unit.en,
        unit.zh,
        &range,
        "",
        "",
        "",
        "",
        "",
    ]
    .map(str::to_owned)
}

pub(super) fn key_row(file: &str, column: &str) -> Row {
    let (name, meaning) = key(file, column);
    let [mut meaning_en, mut meaning_zh] = [meaning.en, meaning.zh].map(str::to_owned);
    let accounts = match column {
        "from_account" => list_accounts(|account| FLOWS.iter().any(|&(from, _)| from == account)),
        "to_account" => list_accounts(|account| FLOWS.iter().any(|&(_, to)| to == account)),
        _ => [String::new(), String::new()],
    };
    meaning_en.push_str(&accounts[0]);
    meaning_zh.push_str(&accounts[1]);
    let (unit, range) = shape(column);
    let known = [file, column, name.en, name.zh, &meaning_en, &meaning_zh, unit.en, unit.zh, range];
    let mut row = [const { String::new() }; HEADER.len()];
    for (cell, known) in row.iter_mut().zip(known) {
        known.clone_into(cell);
    }
    row
}

/// The accounts of a column in words, in both languages.
fn list_accounts(has: impl Fn(Account) -> bool) -> [String; 2] {
    let accounts = || Account::ALL.iter().copied().filter(|&account| has(account));
    let en: Vec<String> =
        accounts().map(|account| format!("{} ({})", account.id(), account.text().en)).collect();
    let zh: Vec<String> =
        accounts().map(|account| format!("{}（{}）", account.id(), account.text().zh)).collect();
    [format!(" One of {}.", en.join(", ")), format!("取值：{}。", zh.join("、"))]
}

/// Unit and range of a column that is no metric, where it is a number.
fn shape(column: &str) -> (Text, &'static str) {
    let unit = |en, zh| Text { en, zh };
    match column {
        "seed" | "n" => (unit("", ""), "0.."),
        "month" => (unit("months", "月"), "1.."),
        "months" => (unit("months", "月"), "1..12"),
        "months_after_burn_in" => (unit("months", "月"), "0..12"),
        "year" => (unit("years", "年"), "1.."),
        "yuan" | "pay_yuan" | "grants_yuan" | "programmes_yuan" | "appropriated_yuan"
        | "revenue_yuan" => (unit("yuan", "元"), "0.."),
        "january_adults" => (unit("adults", "人"), "0.."),
        "mean" | "sd" | "standard_error" | "interval_low" | "interval_high" | "min" | "median"
        | "max" => (unit("that of the metric", "同该指标"), ""),
        _ => (unit("", ""), ""),
    }
}

/// Name and meaning of a column that is no metric.
fn key(file: &str, column: &str) -> (Text, Text) {
    match file {
        "summary.csv" => told(&[SUMMARY_COLUMNS, COMMON], column),
        "dictionary.csv" => told(&[DICTIONARY_COLUMNS], column),
        "yearly_budgets.csv" => told(&[BUDGET_COLUMNS, COMMON], column),
        _ => told(&[COMMON], column),
    }
}

pub(super) const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_has_its_own_words() {
        let all: Vec<usize> = (0..METRICS.len()).collect();
        let rows = rows((&Table::ALL, &all), Some("code,staff,kind,adults\n"));
        for table in Table::ALL {
            let columns = rows.iter().filter(|row| row[0] == table.file()).map(|row| &row[1]);
            assert!(columns.eq(table.header(&all)));
        }
        assert!(rows.iter().all(|row| row[..6].iter().all(|cell| !cell.is_empty())));
        for row in rows.iter().filter(|row| row[0] == "summary.csv" || row[0] == "dictionary.csv") {
            let same = |other: &&Row| other[0] == row[0] && other[2] == row[2];
            assert_eq!(rows.iter().filter(same).count(), 1, "{row:?}");
        }
    }

    #[test]
    fn of_a_place_s_table_the_columns_that_are_read_have_rows() {
        let rows = rows((&Table::ALL, &[]), Some("\u{feff}code,staff,kind,\"adults\"\n1,2,3,4\n"));
        let place: Vec<_> = rows.iter().filter(|row| row[0] == "place.csv").collect();
        assert!(place.iter().map(|row| row[1].as_str()).eq(["code", "adults", "staff"]));
        assert_eq!((place[1][6].as_str(), place[1][8].as_str()), ("adults", "0..65535"));
    }

    #[test]
    fn accounts_are_listed_from_the_books() {
        let row = key_row("funding.csv", "to_account");
        assert!(row[4].contains("wages (wages)") && row[5].contains("wages（工资支出）"));
        assert!(!key_row("funding.csv", "from_account")[4].contains("suppliers"));
    }

    #[test]
    fn an_open_end_of_a_range_is_empty() {
        assert_eq!(range(0.0, 1.0), "0..1");
        assert_eq!(range(f64::NEG_INFINITY, f64::INFINITY), "..");
    }
}
