//! The tables of worlds and futures of a comparison.

use super::table::number;
use crate::comparison::Comparison;
use crate::futures::{Counts, Futures, Outlook, Rank, Share};
use crate::quantity::ZONES;

/// The worlds that were run, a row a setting (and zone, where they differ).
pub(super) const WORLDS: &str = "worlds.csv";
/// What each future showed.
pub(super) const FUTURES: &str = "futures.csv";
/// What futures do to each difference.
pub(super) const OUTLOOKS: &str = "outlooks.csv";
/// Which scenario is best in how many futures.
pub(super) const RANKS: &str = "ranks.csv";

/// On which settings differences hang.
pub(super) const WHY: &str = "why.csv";

/// Tables that are written where worlds were run.
pub(super) const TABLES: [&str; 5] = [OUTLOOKS, RANKS, WHY, FUTURES, WORLDS];

/// The columns of a table of futures; nothing of another one.
pub(super) fn columns(table: &str) -> Option<&'static [&'static str]> {
    Some(match table {
        WORLDS => &["world", "weight", "setting", "zone", "value"],
        FUTURES => &[
            "scenario",
            "compared_with",
            "conditions",
            "world",
            "seed",
            "second_seed",
            "level",
            "area",
            "metric",
            "baseline",
            "value",
            "difference",
        ],
        OUTLOOKS => &OUTLOOK,
        WHY => super::of_why::COLUMNS,
        RANKS => &[
            "scenario",
            "compared_with",
            "metric",
            "futures",
            "best",
            "best_share",
            "best_low",
            "best_high",
            "regret",
            "most_regret",
        ],
        _ => return None,
    })
}

const OUTLOOK: [&str; 36] = [
    "scenario",
    "compared_with",
    "conditions",
    "level",
    "area",
    "metric",
    "futures",
    "median",
    "q05",
    "q95",
    "better",
    "better_share",
    "better_low",
    "better_high",
    "between",
    "between_share",
    "between_low",
    "between_high",
    "worse",
    "worse_share",
    "worse_low",
    "worse_high",
    "margin",
    "side",
    "word",
    "other_cases",
    "other_share",
    "luck_pairs",
    "luck_share",
    "luck_low",
    "luck_high",
    "worlds_from",
    "agreeing",
    "agreeing_better",
    "agreeing_between",
    "agreeing_worse",
];

/// The rows of a table of futures.
pub(super) fn rows(
    table: &str,
    report: &Comparison,
    whose: &dyn Fn(&str) -> [String; 3],
) -> Vec<Vec<String>> {
    let Some(of) = &report.futures else { return Vec::new() };
    match table {
        WORLDS => worlds(of),
        FUTURES => futures(of, report, whose),
        WHY => super::of_why::rows(of, whose),
        OUTLOOKS => of.outlooks.iter().map(|one| outlook(of, one, whose)).collect(),
        _ => of.ranks.iter().map(|one| rank(one, whose)).collect(),
    }
}

fn worlds(of: &Futures) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for world in &of.worlds {
        for (setting, values) in of.settings.iter().zip(&world.values) {
            let zones = ZONES.map(|zone| zone.id());
            let zones: &[&str] = if values.len() == 1 { &["all"] } else { &zones };
            for (zone, &value) in zones.iter().zip(values) {
                let mut row = vec![world.number.to_string(), number(world.weight)];
                row.extend([setting.clone(), (*zone).to_owned(), number(value)]);
                rows.push(row);
            }
        }
    }
    rows
}

fn futures(
    of: &Futures,
    report: &Comparison,
    whose: &dyn Fn(&str) -> [String; 3],
) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (arm, scenario) in report.arms.iter().enumerate().skip(1) {
        for row in &of.rows {
            for (area, [level, name]) in of.areas.iter().enumerate() {
                for (column, metric) in report.metrics.iter().enumerate() {
                    let value = |arm: usize| row.arms[arm][area][column];
                    let (here, there) = (value(0), value(arm));
                    if here.is_none() && there.is_none() {
                        continue;
                    }
                    let mut cells = whose(&scenario.name).to_vec();
                    cells.extend([
                        row.world.to_string(),
                        row.seed.to_string(),
                        row.second.to_string(),
                        level.clone(),
                        name.clone(),
                        metric.clone(),
                    ]);
                    let difference = there.zip(here).map(|(there, here)| there - here + 0.0);
                    cells.extend([here, there, difference].map(cell));
                    rows.push(cells);
                }
            }
        }
    }
    rows
}

pub(super) fn cell(value: Option<f64>) -> String {
    number(value.unwrap_or(f64::NAN))
}

fn outlook(of: &Futures, one: &Outlook, whose: &dyn Fn(&str) -> [String; 3]) -> Vec<String> {
    let mut row = whose(&one.scenario).to_vec();
    row.extend([&one.level, &one.area, &one.metric].map(Clone::clone));
    let counts = one.counts;
    row.push(counts.map_or(0, |counts| counts.better.n).to_string());
    let spread = one.spread;
    row.extend([
        cell(spread.map(|spread| spread.median)),
        cell(spread.map(|spread| spread.low)),
        cell(spread.map(|spread| spread.high)),
    ]);
    let sides: [fn(&Counts) -> Share; 3] =
        [|counts| counts.better, |counts| counts.between, |counts| counts.worse];
    for side in sides {
        row.extend(share(counts.as_ref().map(side)));
    }
    row.push(number(one.margin));
    let side = counts.map_or("", |counts| counts.side.id());
    let word = counts.map_or("", |counts| counts.word.id());
    row.extend([side, word].map(str::to_owned));
    row.push(cell(counts.and_then(|counts| counts.other_cases)));
    row.push(cell(counts.and_then(|counts| counts.other_share)));
    row.push(one.luck.map_or(0, |luck| luck.pairs).to_string());
    row.extend([
        cell(one.luck.map(|luck| luck.share)),
        cell(one.luck.map(|luck| luck.low)),
        cell(one.luck.map(|luck| luck.high)),
    ]);
    row.push(of.origin.id().to_owned());
    let agreeing = of.today.as_ref().map(|today| today.count().to_string());
    row.push(agreeing.unwrap_or_default());
    let falls = |counts: Counts| [counts.better, counts.between, counts.worse];
    let falls = one.agreeing.map(falls).map(|all| all.map(|share| share.count.to_string()));
    row.extend(falls.unwrap_or_default());
    row
}

fn share(of: Option<Share>) -> [String; 4] {
    let count = of.map_or_else(String::new, |of| of.count.to_string());
    let [share, low, high] =
        [of.map(|of| of.share), of.map(|of| of.low), of.map(|of| of.high)].map(cell);
    [count, share, low, high]
}

fn rank(one: &Rank, whose: &dyn Fn(&str) -> [String; 3]) -> Vec<String> {
    let [scenario, baseline, _] = whose(&one.arm);
    let mut row = vec![scenario, baseline, one.metric.clone(), one.best.n.to_string()];
    row.extend(share(Some(one.best)));
    row.extend([one.regret, one.most_regret].map(number));
    row
}
