//! The data dictionary of a comparison: every column of its tables.

use std::fmt::Write as _;
use std::path::Path;

use super::column_words::{ALL, CONTROLS, DIFFERENCES, WINNERS, told};
use super::column_words_of_money::{COSTS, PRICES, SYNERGIES};
use super::dictionary::{HEADER, Row, key_row, metric_row, text, write_rows};
use super::error::OutputError;
use super::findings::{all_tables, columns};
use super::future_words;
use super::lives::{self, LIVES};
use super::table::Table;
use super::voted;
use crate::metric::METRICS;
use crate::quantity::Text;

/// Writes the `dictionary.csv` of a comparison.
pub(super) fn write_dictionary(to: &Path) -> Result<(), OutputError> {
    write_rows(to, rows())
}

/// The rows of what each seed showed: final values and yearly budgets.
pub(super) fn rows_of_seeds() -> Vec<Row> {
    let runs = Table::Runs.keys().iter().map(|column| key_row(Table::Runs.file(), column));
    let mut rows: Vec<Row> = runs.collect();
    rows.extend((0..METRICS.len()).map(|metric| metric_row(Table::Runs, metric)));
    let budgets = Table::Budgets.keys().iter();
    rows.extend(budgets.map(|column| key_row(Table::Budgets.file(), column)));
    rows
}

fn rows() -> Vec<Row> {
    let mut rows = rows_of_seeds();
    for table in all_tables() {
        rows.extend(columns(table).iter().map(|column| row(table, column)));
    }
    rows.extend(HEADER.iter().map(|column| key_row("dictionary.csv", column)));
    rows
}

fn row(table: &str, column: &str) -> Row {
    let (name, meaning) = words(table, column);
    let mut row = [const { String::new() }; HEADER.len()];
    let own = voted::unit(table, column).or_else(|| future_words::unit(table, column));
    let unit = own.unwrap_or_else(|| unit(column));
    let known = [table, column, name.en, name.zh, meaning.en, meaning.zh, unit.en, unit.zh];
    for (cell, known) in row.iter_mut().zip(known) {
        known.clone_into(cell);
    }
    row
}

/// The tables of a comparison with their columns, for `output/README.md`.
pub fn columns_page() -> String {
    let mut page = String::new();
    for table in all_tables() {
        let _ = write!(page, "`{table}`:\n\n| column | meaning |\n| --- | --- |\n");
        for column in columns(table) {
            let _ = writeln!(page, "| `{column}` | {} |", words(table, column).1.en);
        }
        page.push('\n');
    }
    page
}

fn unit(column: &str) -> Text {
    match column {
        "n" | "difference_n" => text("seeds", "个种子"),
        "year" => text("years", "年"),
        "campaigns_burn_in" | "campaigns_first_half" | "campaigns_second_half" | "revenue" => {
            text("standard deviations", "个标准差")
        }
        "year_months" | "policy_months" => text("months", "月"),
        "residents"
        | "residents_baseline"
        | "gone_in_scenario_only"
        | "gone_in_baseline_only"
        | "gone_in_both"
        | "followed" => text("adults", "人"),
        "yuan" | "yuan_low" | "yuan_high" => {
            text("yuan per adult a year for one unit of gain", "元/成人·年，每单位改善")
        }
        "better" | "better_low" | "better_high" | "worse" | "worse_low" | "worse_high"
        | "share_better" | "differs_below" | "mean_differs_below" | "confidence" => {
            text("share", "比例")
        }
        "baseline_mean" | "scenario_mean" | "difference" | "difference_low" | "difference_high"
        | "spread_sd" | "spread_q10" | "spread_q90" | "margin" | "mean" | "mean_low"
        | "mean_high" | "together" | "sum_of_parts" | "synergy" | "synergy_low"
        | "synergy_high" => text("that of the metric", "同该指标"),
        _ => text("", ""),
    }
}

/// Name and meaning of a column.
fn words(table: &str, column: &str) -> (Text, Text) {
    let own = match table {
        "comparison.csv" => DIFFERENCES,
        "winners.csv" => WINNERS,
        "costs.csv" => COSTS,
        "synergy.csv" => SYNERGIES,
        "controls.csv" => CONTROLS,
        "prices.csv" => PRICES,
        LIVES => lives::WORDS,
        _ => voted::words(table).unwrap_or_else(|| future_words::of(table)),
    };
    // What a table of lives does not say itself, that of who gained does.
    let also = if table == LIVES { WINNERS } else { &[] };
    told(&[own, also, ALL], column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_of_a_comparison_has_its_own_words() {
        let rows = rows();
        for table in all_tables() {
            let of_table: Vec<&Row> = rows.iter().filter(|row| row[0] == table).collect();
            assert!(of_table.iter().map(|row| row[1].as_str()).eq(columns(table).iter().copied()));
            for row in &of_table {
                assert!(row[..6].iter().all(|cell| !cell.is_empty()), "{row:?}");
                let same = |other: &&&Row| other[2] == row[2] || other[3] == row[3];
                assert_eq!(of_table.iter().filter(same).count(), 1, "{row:?}");
            }
        }
    }
}
