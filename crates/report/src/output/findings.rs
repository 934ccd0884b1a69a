//! The tables of a comparison, written from its report.

use std::path::Path;

use super::error::OutputError;
use super::rows::{close, create, write};
use super::table::number;
use crate::comparison::{
    Combination, Comparison, Cost, Difference, Estimate, Gain, Newcomers, Presence, Price,
    PriceKind, Synergy,
};

/// Tables that are written from every report.
pub(super) const TABLES: [&str; 4] = ["comparison.csv", "winners.csv", "costs.csv", "prices.csv"];
/// The table of combinations beside their parts, where there are some.
pub(super) const SYNERGY_TABLE: &str = "synergy.csv";

/// Tables that are written from a report.
pub(super) fn tables(report: &Comparison) -> Vec<&'static str> {
    let more = (!report.combinations.is_empty()).then_some(SYNERGY_TABLE);
    TABLES.into_iter().chain(more).collect()
}

/// Writes one of the tables of a report.
pub(super) fn write_table(table: &str, to: &Path, report: &Comparison) -> Result<(), OutputError> {
    let differences = report.differences.iter().chain(&report.zones).chain(&report.years);
    match table {
        "comparison.csv" => write_rows(to, PAIRED, differences.map(paired_row)),
        "winners.csv" => {
            let gains = report.gains.iter().map(|gain| gain_row(gain, &report.presence));
            write_rows(to, GAIN, gains.chain(report.newcomers.iter().map(newcomer_row)))
        }
        SYNERGY_TABLE => {
            let rows = report.combinations.iter();
            write_rows(
                to,
                SYNERGY,
                rows.flat_map(|of| of.synergies.iter().map(|row| synergy_row(of, row))),
            )
        }
        "costs.csv" => write_rows(to, COST, report.costs.iter().map(cost_row)),
        _ => write_rows(to, PRICE, report.prices.iter().map(price_row)),
    }
}
fn write_rows<const N: usize>(
    to: &Path,
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<(), OutputError> {
    let mut writer = create(to)?;
    write(&mut writer, to, header)?;
    for row in rows {
        write(&mut writer, to, row)?;
    }
    close(writer, to)
}

/// A number as a cell; empty where nothing can be said.
fn cell(value: Option<f64>) -> String {
    number(value.unwrap_or(f64::NAN))
}

/// Columns of `comparison.csv`; rows of the policy period have no year.
const PAIRED: [&str; 20] = [
    "scenario",
    "level",
    "area",
    "year",
    "metric",
    "n",
    "baseline_mean",
    "scenario_mean",
    "difference",
    "difference_low",
    "difference_high",
    "spread_sd",
    "spread_q10",
    "spread_q90",
    "share_better",
    "correlation",
    "run_saving",
    "unpaired_runs",
    "margin",
    "verdict",
];

fn paired_row(of: &Difference) -> [String; 20] {
    let [q10, q90] = of.spread.map_or([None; 2], |spread| spread.map(Some));
    [
        of.scenario.clone(),
        of.level.clone(),
        of.area.clone(),
        of.year.map_or_else(String::new, |year| year.to_string()),
        of.metric.clone(),
        of.n.to_string(),
        cell(of.baseline),
        cell(of.mean),
        cell(of.difference),
        cell(of.low),
        cell(of.high),
        cell(of.sd),
        cell(q10),
        cell(q90),
        cell(of.share_better),
        cell(of.correlation),
        cell(of.run_saving),
        cell(of.unpaired_runs()),
        cell(Some(of.margin).filter(|_| of.n > 0)),
        of.verdict.id().to_owned(),
    ]
}

/// Columns of `winners.csv`. Of newcomers, who are compared as groups and not as pairs, only numbers and
/// the change are given.
const GAIN: [&str; 19] = [
    "scenario",
    "zone",
    "status",
    "outcome",
    "residents",
    "residents_baseline",
    "better",
    "better_low",
    "better_high",
    "worse",
    "worse_low",
    "worse_high",
    "change",
    "change_low",
    "change_high",
    "tolerance",
    "gone_in_scenario_only",
    "gone_in_baseline_only",
    "gone_in_both",
];

fn gain_row(of: &Gain, presence: &[Presence]) -> [String; 19] {
    let group = |found: &&Presence| {
        (&found.scenario, &found.zone, &found.status) == (&of.scenario, &of.zone, &of.status)
    };
    let presence = presence.iter().find(group);
    let gone = |number: fn(&Presence) -> f64| cell(presence.map(number));
    let residents = number(of.residents);
    let [better, worse, change] = [&of.better, &of.worse, &of.change].map(cells);
    let [[better, better_low, better_high], [worse, worse_low, worse_high], change] =
        [better, worse, change];
    let [change, change_low, change_high] = change;
    [
        of.scenario.clone(),
        of.zone.clone(),
        of.status.clone(),
        of.outcome.clone(),
        residents.clone(),
        residents,
        better,
        better_low,
        better_high,
        worse,
        worse_low,
        worse_high,
        change,
        change_low,
        change_high,
        number(of.tolerance),
        gone(|found| found.gone_in_scenario),
        gone(|found| found.gone_in_baseline),
        gone(|found| found.gone_in_both),
    ]
}

fn newcomer_row(of: &Newcomers) -> [String; 19] {
    let mut row = [const { String::new() }; 19];
    let keys = [of.scenario.as_str(), "all", "newcomer", &of.outcome];
    for (cell, key) in row.iter_mut().zip(keys) {
        key.clone_into(cell);
    }
    (row[4], row[5]) = (number(of.scenario_number), number(of.baseline_number));
    for (cell, value) in row[12..15].iter_mut().zip(cells(&of.difference)) {
        *cell = value;
    }
    row
}

fn cells(of: &Estimate) -> [String; 3] {
    [of.mean, of.low, of.high].map(cell)
}

/// Columns of `synergy.csv`: the effect of a combination less the sum of its parts' effects.
const SYNERGY: [&str; 9] = [
    "scenario",
    "parts",
    "metric",
    "n",
    "together",
    "sum_of_parts",
    "synergy",
    "synergy_low",
    "synergy_high",
];

fn synergy_row(of: &Combination, row: &Synergy) -> [String; 9] {
    let [mean, low, high] = cells(&row.synergy);
    [
        of.scenario.clone(),
        of.parts.join(";"),
        row.metric.clone(),
        row.n.to_string(),
        cell(row.together),
        cell(row.sum),
        mean,
        low,
        high,
    ]
}

/// Columns of `costs.csv`.
const COST: [&str; 8] = [
    "scenario",
    "metric",
    "mean",
    "mean_low",
    "mean_high",
    "difference",
    "difference_low",
    "difference_high",
];

fn cost_row(of: &Cost) -> [String; 8] {
    let ([mean, low, high], [difference, from, to]) = (cells(&of.value), cells(&of.difference));
    [of.arm.clone(), of.metric.clone(), mean, low, high, difference, from, to]
}

/// Columns of `prices.csv`: extra yuan per adult a year for one unit of gain.
const PRICE: [&str; 6] = ["scenario", "metric", "yuan", "yuan_low", "yuan_high", "kind"];

fn price_row(of: &Price) -> [String; 6] {
    let kind = match of.kind {
        PriceKind::Costs => "costs",
        PriceKind::Saves => "saves",
        PriceKind::MaySave => "may_save",
        PriceKind::GainMayBeZero => "gain_may_be_zero",
        PriceKind::NoGain => "no_gain",
    };
    let [yuan, low, high] = [of.yuan, of.low, of.high].map(cell);
    [of.scenario.clone(), of.metric.clone(), yuan, low, high, kind.to_owned()]
}
