//! Tables of money that is voted: budgets by area and year, ceilings, and packages in the order of goals.

use super::column_words::Told;
use super::dictionary::text;
use super::findings::{cell, cells, whose};
use super::table::number;
use super::voted_words::{BUDGET_COLUMNS, CEILING_COLUMNS, RANKING_COLUMNS};
use crate::comparison::{Budget, CeilingYear, Comparison, Rank, UnderCeiling, Verdict};
use crate::quantity::Text;
use crate::statistics::Kind;

/// The table of budgets.
pub(super) const BUDGETS: &str = "budgets.csv";
/// The table of ceilings, where some were given.
pub(super) const CEILINGS: &str = "ceilings.csv";
/// The table of packages in the order of goals, where some were given.
pub(super) const RANKING: &str = "ranking.csv";

/// Columns of `budgets.csv`; rows of all whole years together have no year.
pub(super) const BUDGET: [&str; 27] = [
    "scenario",
    "compared_with",
    "conditions",
    "level",
    "area",
    "year",
    "n",
    "budget",
    "budget_low",
    "budget_high",
    "budget_change",
    "budget_change_low",
    "budget_change_high",
    "million",
    "million_low",
    "million_high",
    "million_change",
    "million_change_low",
    "million_change_high",
    "appropriated",
    "cut",
    "cut_seeds",
    "worst_year",
    "confidence",
    "family",
    "interval",
    "differs_below",
];

/// The rows of `budgets.csv`.
pub(super) fn budget_rows(report: &Comparison) -> Vec<Vec<String>> {
    report.budgets.iter().map(|of| budget_row(report, of)).collect()
}

fn budget_row(report: &Comparison, of: &Budget) -> Vec<String> {
    let mut row = whose(report, &of.arm).to_vec();
    row.extend([of.level.clone(), of.area.clone()]);
    row.push(of.year.map_or_else(String::new, |year| year.to_string()));
    row.push(of.n.to_string());
    for estimate in [&of.per_adult, &of.change, &of.millions, &of.millions_change] {
        row.extend(cells(estimate));
    }
    row.extend([of.appropriated, of.cut].map(cell));
    row.push(of.cut_seeds.to_string());
    row.push(of.worst.to_string());
    row.extend(["0.95".to_owned(), "1".to_owned(), of.interval.id().to_owned()]);
    row.push(cell(of.change.unseen.filter(|_| of.interval == Kind::Equal)));
    row
}

/// Columns of `ceilings.csv`; rows of all years and counties together have neither.
pub(super) const CEILING: [&str; 19] = [
    "scenario",
    "compared_with",
    "conditions",
    "ceiling",
    "most",
    "county",
    "year",
    "n",
    "mean",
    "mean_low",
    "mean_high",
    "fit",
    "fits_in",
    "fits_in_low",
    "fits_in_high",
    "cut_in",
    "confidence",
    "family",
    "interval",
];

/// The rows of `ceilings.csv`.
pub(super) fn ceiling_rows(report: &Comparison) -> Vec<Vec<String>> {
    let all = report.ceilings.iter();
    all.flat_map(|under| {
        let years = under.years.iter().map(|year| ceiling_year(report, under, year));
        [ceiling_whole(report, under)].into_iter().chain(years)
    })
    .collect()
}

fn ceiling_whole(report: &Comparison, under: &UnderCeiling) -> Vec<String> {
    let empty = String::new;
    let mut row = whose(report, &under.arm).to_vec();
    row.extend([under.ceiling.of.id().to_owned(), number(under.ceiling.most)]);
    row.extend([empty(), empty(), under.n.to_string(), empty(), empty(), empty()]);
    row.push(under.fit.id().to_owned());
    let share = (under.n > 0).then(|| under.fitting as f64 / under.n as f64);
    let [low, high] = under.share.map_or([None; 2], |share| share.map(Some));
    row.extend([share, low, high].map(cell));
    let cut = report.cuts.iter().find(|cut| cut.arm == under.arm);
    row.push(cell(Some(cut.map_or(0.0, |cut| cut.seeds as f64 / cut.n.max(1) as f64))));
    row.extend(["0.95".to_owned(), "1".to_owned(), "share".to_owned()]);
    row
}

fn ceiling_year(report: &Comparison, under: &UnderCeiling, of: &CeilingYear) -> Vec<String> {
    let mut row = whose(report, &under.arm).to_vec();
    row.extend([under.ceiling.of.id().to_owned(), number(under.ceiling.most)]);
    row.extend([of.county.clone(), of.year.to_string(), of.n.to_string()]);
    row.extend([of.mean, of.low, of.high].map(cell));
    row.push(of.fit.id().to_owned());
    row.extend([const { String::new() }; 4]);
    let confidence = number(1.0 - report.design.alpha);
    row.extend([confidence, under.family.to_string(), of.interval.id().to_owned()]);
    row
}

/// Columns of `ranking.csv`.
pub(super) const RANK: [&str; 10] = [
    "scenario",
    "compared_with",
    "conditions",
    "place",
    "fit",
    "comes_first",
    "goals",
    "before_by",
    "against_baseline",
    "family",
];

/// The rows of `ranking.csv`.
pub(super) fn ranking_rows(report: &Comparison) -> Vec<Vec<String>> {
    let Some(ranking) = &report.ranking else { return Vec::new() };
    let row = |of: &Rank| {
        let verdicts: Vec<&str> = of.against_baseline.iter().map(|&of| Verdict::id(of)).collect();
        let mut row = whose(report, &of.scenario).to_vec();
        row.extend([
            of.place.to_string(),
            of.fit.map_or("", |fit| fit.id()).to_owned(),
            (ranking.first.as_deref() == Some(of.scenario.as_str())).to_string(),
            ranking.goals.join(";"),
            of.before_by.clone().unwrap_or_default(),
            verdicts.join(";"),
            ranking.family.to_string(),
        ]);
        row
    };
    ranking.ranks.iter().map(row).collect()
}

/// Unit of a column of these tables.
pub(super) fn unit(table: &str, column: &str) -> Option<Text> {
    Some(match (table, column) {
        (BUDGETS, "appropriated" | "cut") => text("yuan per adult a year", "元/成人·年"),
        (BUDGETS, column) if column.starts_with("budget") => {
            text("yuan per adult a year", "元/成人·年")
        }
        (BUDGETS, column) if column.starts_with("million") => {
            text("million yuan a year", "百万元/年")
        }
        (BUDGETS, "cut_seeds") => text("seeds", "个种子"),
        (CEILINGS, "most" | "mean" | "mean_low" | "mean_high") => {
            text("that of the ceiling", "同该上限")
        }
        (CEILINGS, "fits_in" | "fits_in_low" | "fits_in_high" | "cut_in") => text("share", "比例"),
        _ => return None,
    })
}

/// What the columns of one of these tables mean, where it is not as in all tables.
pub(super) fn words(table: &str) -> Option<&'static [Told]> {
    match table {
        BUDGETS => Some(BUDGET_COLUMNS),
        CEILINGS => Some(CEILING_COLUMNS),
        RANKING => Some(RANKING_COLUMNS),
        _ => None,
    }
}
