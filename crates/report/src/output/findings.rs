//! The tables of a comparison, written from its report. They may leave their folder, so each row says with
//! what it was compared, under which conditions, and what its intervals are.

use std::path::Path;

use super::error::OutputError;
use super::lives::{self, LIVES};
use super::of_futures;
use super::rows::{close, create, write};
use super::table::number;
use super::voted::{
    BUDGET, BUDGETS, CEILING, CEILINGS, RANK, RANKING, budget_rows, ceiling_rows, ranking_rows,
};
use crate::comparison::{
    Combination, Comparison, Control, Cost, Difference, Estimate, Gain, Newcomers, Presence, Price,
    PriceKind, Synergy,
};
use crate::statistics::Kind;

/// Tables that are written from every report.
pub(super) const TABLES: [&str; 5] =
    ["comparison.csv", "winners.csv", BUDGETS, "costs.csv", "prices.csv"];
/// The table of combinations beside their parts, where there are some.
pub(super) const SYNERGY_TABLE: &str = "synergy.csv";

/// The luck of counties by seed, where means are adjusted for it.
pub(super) const CONTROLS: &str = "controls.csv";

/// Columns of `controls.csv`.
const CONTROL: [&str; 6] = [
    "seed",
    "year",
    "campaigns_burn_in",
    "campaigns_first_half",
    "campaigns_second_half",
    "revenue",
];

fn control_rows(report: &Comparison) -> Vec<Vec<String>> {
    let seeds = &report.design.seeds;
    let of_year = |of: &Control| -> Vec<Vec<String>> {
        let year = of.year.map_or_else(String::new, |year| year.to_string());
        let row = |(seed, numbers): (&u64, &[f64; 4])| {
            let numbers = numbers.iter().map(|&value| number(value));
            [seed.to_string(), year.clone()].into_iter().chain(numbers).collect()
        };
        seeds.iter().zip(&of.seeds).map(row).collect()
    };
    report.design.controls.iter().flat_map(of_year).collect()
}

/// Tables that are written from a report.
pub(super) fn tables(report: &Comparison) -> Vec<&'static str> {
    let more = [
        (SYNERGY_TABLE, !report.combinations.is_empty()),
        (CONTROLS, !report.design.controls.is_empty()),
        (CEILINGS, !report.ceilings.is_empty()),
        (RANKING, report.ranking.is_some()),
    ];
    let more = more.into_iter().filter_map(|(table, has)| has.then_some(table));
    let futures = report.futures.iter().flat_map(|_| of_futures::TABLES);
    TABLES.into_iter().chain(more).chain(futures).collect()
}

/// All tables that may be written: from a report, or of its seeds.
pub(super) fn all_tables() -> impl Iterator<Item = &'static str> {
    TABLES
        .into_iter()
        .chain([SYNERGY_TABLE, CONTROLS, CEILINGS, RANKING, LIVES])
        .chain(of_futures::TABLES)
}

/// Writes one of the tables of a report.
pub(super) fn write_table(table: &str, to: &Path, report: &Comparison) -> Result<(), OutputError> {
    let rows: Vec<Vec<String>> = match table {
        "comparison.csv" => paired_rows(report),
        "winners.csv" => {
            let gains = report.gains.iter().map(|gain| gain_row(report, gain));
            gains.chain(report.newcomers.iter().map(|found| newcomer_row(report, found))).collect()
        }
        SYNERGY_TABLE => synergy_rows(report),
        CONTROLS => control_rows(report),
        BUDGETS => budget_rows(report),
        CEILINGS => ceiling_rows(report),
        RANKING => ranking_rows(report),
        "costs.csv" => report.costs.iter().map(|cost| cost_row(report, cost)).collect(),
        "prices.csv" => report.prices.iter().map(|price| price_row(report, price)).collect(),
        _ => of_futures::rows(table, report, &|scenario| whose(report, scenario)),
    };
    let mut writer = create(to)?;
    write(&mut writer, to, columns(table))?;
    for row in rows {
        write(&mut writer, to, row)?;
    }
    close(writer, to)
}

/// The columns of a table.
pub(super) fn columns(table: &str) -> &'static [&'static str] {
    match table {
        "comparison.csv" => &PAIRED,
        "winners.csv" => &GAIN,
        "costs.csv" => &COST,
        SYNERGY_TABLE => &SYNERGY,
        CONTROLS => &CONTROL,
        BUDGETS => &BUDGET,
        CEILINGS => &CEILING,
        RANKING => &RANK,
        LIVES => &lives::COLUMNS,
        _ => of_futures::columns(table).unwrap_or(&PRICE),
    }
}

/// A number as a cell; empty where nothing can be said.
pub(super) fn cell(value: Option<f64>) -> String {
    number(value.unwrap_or(f64::NAN))
}

/// The first columns: scenario, baseline, and whether the scenario lives under the baseline's conditions.
pub(super) fn whose(report: &Comparison, scenario: &str) -> [String; 3] {
    let baseline = report.arms.first().map_or("", |arm| arm.name.as_str());
    [scenario, baseline, report.conditions_of(scenario)].map(str::to_owned)
}

/// Confidence and family of intervals that stand each for itself.
const ALONE: [&str; 2] = ["0.95", "1"];

/// Columns of `comparison.csv`; rows of the policy period have no year.
const PAIRED: [&str; 31] = [
    "scenario",
    "compared_with",
    "conditions",
    "level",
    "area",
    "year",
    "year_months",
    "policy_months",
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
    "differs_below",
    "opposite",
    "confidence",
    "family",
    "interval",
    "estimate",
    "control_saving",
];

fn paired_rows(report: &Comparison) -> Vec<Vec<String>> {
    let [whole, parts, years] = report.design.families;
    let all = [(&report.differences, whole), (&report.zones, parts), (&report.years, years)];
    let row = |(of, family): (&Difference, usize)| {
        let confidence = number(1.0 - report.design.alpha);
        let family = [confidence, family.to_string(), of.interval.id().to_owned()];
        let estimate = [estimate(of.adjusted, of.n), cell(of.control_saving)];
        let family = family.into_iter().chain(estimate);
        whose(report, &of.scenario).into_iter().chain(paired(of)).chain(family).collect()
    };
    all.into_iter()
        .flat_map(|(all, family)| all.iter().map(move |of| (of, family)))
        .map(row)
        .collect()
}

/// Which means a row has.
fn estimate(adjusted: bool, n: usize) -> String {
    let id = match (n, adjusted) {
        (0, _) => "",
        (_, true) => "adjusted",
        (_, false) => "mean",
    };
    id.to_owned()
}

fn paired(of: &Difference) -> [String; 23] {
    let whole = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let [q10, q90] = of.spread.map_or([None; 2], |spread| spread.map(Some));
    [
        of.level.clone(),
        of.area.clone(),
        whole(of.year),
        whole(of.year_months),
        whole(of.policy_months),
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
        cell((of.n > 0).then_some(of.margin)),
        of.verdict.id().to_owned(),
        cell(of.unseen),
        of.opposite.map_or_else(String::new, |opposite| opposite.id().to_owned()),
    ]
}

/// Columns of `winners.csv`. Of newcomers, who are compared as groups and not as pairs, only numbers and
/// the change are given.
const GAIN: [&str; 28] = [
    "scenario",
    "compared_with",
    "conditions",
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
    "n",
    "better_interval",
    "worse_interval",
    "change_interval",
    "differs_below",
    "confidence",
    "family",
];

fn gain_row(report: &Comparison, of: &Gain) -> Vec<String> {
    let group = |found: &&Presence| {
        (&found.scenario, &found.zone, &found.status) == (&of.scenario, &of.zone, &of.status)
    };
    let presence = report.presence.iter().find(group);
    let gone = |number: fn(&Presence) -> f64| cell(presence.map(number));
    let residents = number(of.residents);
    let mut row = whose(report, &of.scenario).to_vec();
    row.extend([&of.zone, &of.status, &of.outcome].map(Clone::clone));
    row.extend([residents.clone(), residents]);
    row.extend([&of.better, &of.worse, &of.change].map(cells).concat());
    row.extend([
        number(of.tolerance),
        gone(|found| found.gone_in_scenario),
        gone(|found| found.gone_in_baseline),
        gone(|found| found.gone_in_both),
    ]);
    row.extend(kinds([&of.better, &of.worse, &of.change]));
    row.extend(ALONE.map(str::to_owned));
    row
}

/// Seeds, kinds of the intervals, and the bound where the values of all seeds are the same.
fn kinds(of: [&Estimate; 3]) -> Vec<String> {
    let [better, worse, change] = of.map(|of| if of.n > 0 { of.interval.id() } else { "" });
    let bound = of.into_iter().find_map(|of| of.unseen);
    let row = [&of[2].n.to_string(), better, worse, change, &cell(bound)];
    row.map(str::to_owned).to_vec()
}

fn newcomer_row(report: &Comparison, of: &Newcomers) -> Vec<String> {
    let mut row = whose(report, &of.scenario).to_vec();
    row.extend(["all", "newcomer", &of.outcome].map(str::to_owned));
    row.extend([number(of.scenario_number), number(of.baseline_number)]);
    row.extend([const { String::new() }; 6]);
    row.extend(cells(&of.difference));
    row.extend([const { String::new() }; 4]);
    row.extend(kinds([&Estimate::default(), &Estimate::default(), &of.difference]));
    row.extend(ALONE.map(str::to_owned));
    row
}

pub(super) fn cells(of: &Estimate) -> [String; 3] {
    [of.mean, of.low, of.high].map(cell)
}

/// Columns of `synergy.csv`: the effect of a combination less the sum of its parts' effects.
const SYNERGY: [&str; 15] = [
    "scenario",
    "compared_with",
    "conditions",
    "parts",
    "metric",
    "n",
    "together",
    "sum_of_parts",
    "synergy",
    "synergy_low",
    "synergy_high",
    "differs_below",
    "confidence",
    "family",
    "interval",
];

fn synergy_rows(report: &Comparison) -> Vec<Vec<String>> {
    let all = report.combinations.iter();
    let rows = all.flat_map(|of| of.synergies.iter().map(move |row| (of, row)));
    rows.map(|(of, row)| synergy_row(report, of, row)).collect()
}

fn synergy_row(report: &Comparison, of: &Combination, row: &Synergy) -> Vec<String> {
    let mut cells_of = whose(report, &of.scenario).to_vec();
    cells_of.extend([of.parts.join(";"), row.metric.clone(), row.n.to_string()]);
    cells_of.extend([row.together, row.sum].map(cell));
    cells_of.extend(cells(&row.synergy));
    cells_of.push(cell(row.synergy.unseen));
    let family = report.combinations.len() * report.metrics.len();
    let confidence = number(1.0 - report.design.alpha);
    cells_of.extend([confidence, family.to_string(), row.synergy.interval.id().to_owned()]);
    cells_of
}

/// Columns of `costs.csv`; the baseline's own rows have no difference.
const COST: [&str; 21] = [
    "scenario",
    "compared_with",
    "conditions",
    "metric",
    "n",
    "mean",
    "mean_low",
    "mean_high",
    "mean_interval",
    "mean_differs_below",
    "difference_n",
    "difference",
    "difference_low",
    "difference_high",
    "margin",
    "verdict",
    "difference_interval",
    "differs_below",
    "confidence",
    "family",
    "estimate",
];

fn cost_row(report: &Comparison, of: &Cost) -> Vec<String> {
    let is_compared = of.difference.mean.is_some();
    let mut row = whose(report, &of.arm).to_vec();
    row.extend([of.metric.clone(), of.value.n.to_string()]);
    row.extend(cells(&of.value));
    row.extend([of.value.interval.id().to_owned(), cell(of.value.unseen)]);
    row.push(of.verdict.map_or_else(String::new, |_| of.difference.n.to_string()));
    row.extend(cells(&of.difference));
    row.push(cell(is_compared.then_some(of.margin)));
    row.push(of.verdict.map_or("", |verdict| verdict.id()).to_owned());
    row.push(of.verdict.map_or("", |_| of.difference.interval.id()).to_owned());
    row.push(cell(of.difference.unseen));
    row.extend([number(of.confidence), of.family.to_string()]);
    row.push(estimate(of.adjusted, of.value.n));
    row
}

/// Columns of `prices.csv`: extra yuan per adult a year, of budget or spending, for one unit of gain.
const PRICE: [&str; 14] = [
    "scenario",
    "compared_with",
    "conditions",
    "metric",
    "cost",
    "n",
    "yuan",
    "yuan_low",
    "yuan_high",
    "kind",
    "differs_below",
    "confidence",
    "family",
    "interval",
];

fn price_row(report: &Comparison, of: &Price) -> Vec<String> {
    let kind = match of.kind {
        PriceKind::Costs => "costs",
        PriceKind::Saves => "saves",
        PriceKind::MaySave => "may_save",
        PriceKind::GainMayBeZero => "gain_may_be_zero",
        PriceKind::NoGain => "no_gain",
    };
    let mut row = whose(report, &of.scenario).to_vec();
    row.extend([of.metric.clone(), report.design.cost.id().to_owned(), of.n.to_string()]);
    row.extend([of.yuan, of.low, of.high].map(cell));
    row.extend([kind.to_owned(), cell(of.unseen)]);
    row.extend(ALONE.map(str::to_owned));
    row.push(match (of.low, of.unseen) {
        (Some(_), _) => "fieller".to_owned(),
        (None, Some(_)) => Kind::Equal.id().to_owned(),
        (None, None) => Kind::None.id().to_owned(),
    });
    row
}
