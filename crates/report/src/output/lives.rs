//! `lives.csv` of a comparison, where it is asked for: what became of residents, seed by seed, from which
//! `winners.csv` follows.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;

use super::column_words::Told;
use super::dictionary::text;
use super::error::OutputError;
use super::rows::{bare, close, create, open, write};
use super::table::number;
use crate::comparison::Comparison;
use crate::experiment::SeedOutcome;
use crate::experiment::lives::{Lived, OUTCOMES};
use crate::quantity::ZONES;

/// The file.
pub(super) const LIVES: &str = "lives.csv";

/// Its columns.
pub(super) const COLUMNS: [&str; 16] = [
    "scenario",
    "compared_with",
    "seed",
    "zone",
    "status",
    "outcome",
    "followed",
    "residents",
    "residents_baseline",
    "gone_in_scenario_only",
    "gone_in_baseline_only",
    "better",
    "worse",
    "change_sum",
    "level_sum",
    "level_sum_baseline",
];

/// What they mean, where it is not what they mean in `winners.csv`.
pub(super) const WORDS: &[Told] = &[
    (
        "seed",
        text("seed", "种子"),
        text("Seed on which both histories were run.", "两段历史所用的种子。"),
    ),
    (
        "status",
        text("status", "身份"),
        text(
            "local or migrant (as in the last month of burn-in), or newcomer: those who came later, compared as groups.",
            "local（户籍居民）、migrant（流动人口，按预热期最后一个月），或newcomer（其后的新居民，按群体比较）。",
        ),
    ),
    (
        "zone",
        text("zone", "地区类型"),
        text(
            "urban, rural or pastoral; of newcomers all.",
            "urban（城镇）、rural（农村）、pastoral（牧区）；新居民为all（全部）。",
        ),
    ),
    (
        "followed",
        text("followed", "跟踪人数"),
        text(
            "Residents of the last month of burn-in; empty of newcomers.",
            "预热期最后一个月的居民数；新居民为空。",
        ),
    ),
    (
        "residents",
        text("residents", "居民数"),
        text(
            "Of them those who live in both histories at the end; of newcomers those of the scenario.",
            "其中期末在两段历史都在的居民数；新居民为情景中的人数。",
        ),
    ),
    (
        "gone_in_scenario_only",
        text("gone in the scenario only", "仅在情景中离开"),
        text("Number on this seed; empty of newcomers.", "该种子中的人数；新居民为空。"),
    ),
    (
        "gone_in_baseline_only",
        text("gone in the baseline only", "仅在基线中离开"),
        text("The same the other way round.", "同上，方向相反。"),
    ),
    (
        "better",
        text("better off", "变好人数"),
        text(
            "Residents who are better off by more than the tolerance of winners.csv; divided by residents the share on this seed.",
            "改善超过winners.csv中容差的居民数；除以居民数即该种子的比例。",
        ),
    ),
    (
        "worse",
        text("worse off", "变差人数"),
        text("Those who are worse off by more than it.", "变差超过容差的居民数。"),
    ),
    (
        "change_sum",
        text("sum of changes", "变化之和"),
        text(
            "Sum of their changes, scenario less baseline; divided by residents the mean change on this seed.",
            "各居民变化之和（情景减基线）；除以居民数即该种子的平均变化。",
        ),
    ),
    (
        "level_sum",
        text("sum of levels", "水平之和"),
        text(
            "Of newcomers of the scenario the sum of the attitude at the end; else empty.",
            "情景中新居民期末态度之和；其他为空。",
        ),
    ),
    (
        "level_sum_baseline",
        text("sum of levels, baseline", "水平之和（基线）"),
        text("The same of newcomers of the baseline.", "基线中新居民的同一数值。"),
    ),
];

/// Writes it: rows by scenario, seed, zone, status and outcome; groups in which nobody was followed have none.
pub(super) fn write_lives(
    to: &Path,
    names: &[&str],
    outcomes: &[SeedOutcome],
) -> Result<(), OutputError> {
    let mut writer = create(to)?;
    write(&mut writer, to, COLUMNS)?;
    for (at, name) in names.iter().enumerate().skip(1) {
        for outcome in outcomes {
            let lived = outcome.arms[at].as_ref().and_then(|arm| arm.lived.as_deref());
            let Some(lived) = lived else { continue };
            for cells in rows(lived) {
                let keys = [*name, names[0], &outcome.seed.to_string()].map(str::to_owned);
                write(&mut writer, to, keys.into_iter().chain(cells))?;
            }
        }
    }
    close(writer, to)
}

/// The cells behind the seed.
fn rows(lived: &Lived) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for zone in ZONES {
        for (group, status) in lived.groups[zone.index()].iter().zip(["local", "migrant"]) {
            if group.residents == 0.0 {
                continue;
            }
            for (outcome, fare) in OUTCOMES.iter().zip(group.fares) {
                let gone = [group.gone_in_scenario, group.gone_in_baseline];
                let mut row = [zone.id(), status, outcome.id].map(str::to_owned).to_vec();
                row.extend([group.residents, group.both, group.both].map(number));
                row.extend(gone.map(number));
                row.extend([fare.better, fare.worse, fare.change].map(number));
                row.extend(["", ""].map(str::to_owned));
                all.push(row);
            }
        }
    }
    let [before, after] = &lived.newcomers;
    for (at, outcome) in OUTCOMES.iter().enumerate().take(after.sums.len()) {
        let mut row = ["all", "newcomer", outcome.id, ""].map(str::to_owned).to_vec();
        row.extend([after.number, before.number].map(number));
        row.extend([""; 5].map(str::to_owned));
        row.extend([after.sums[at], before.sums[at]].map(number));
        all.push(row);
    }
    all
}

/// What a report says of who gained that does not follow from a table of lives: scenario, zone, status and outcome
/// of each; and the number of those that do.
pub(super) fn unfounded(
    path: &Path,
    report: &Comparison,
) -> Result<(Vec<String>, u64), OutputError> {
    let mut reader = open(path)?;
    let mut record = StringRecord::new();
    let mut rows: Vec<StringRecord> = Vec::new();
    let mut read = || reader.read_record(&mut record).map(|more| more.then(|| record.clone()));
    // Of a table that was read whole its hash is the receipt's: a few rows a seed.
    while let Some(row) = read().map_err(|error| OutputError::table(path, error))? {
        rows.push(row);
    }
    let (mut wrong, mut right) = (Vec::new(), 0);
    for gain in &report.gains {
        let is_in = |row: &&StringRecord| {
            let has = |at: usize, word: &str| row.get(at).is_some_and(|cell| bare(cell) == word);
            let fits = |at: usize, word: &str| word == "all" || has(at, word);
            has(0, &gain.scenario)
                && has(5, &gain.outcome)
                && !has(4, "newcomer")
                && fits(3, &gain.zone)
                && fits(4, &gain.status)
        };
        // By seed: residents, better, worse, change.
        let mut seeds: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
        for row in rows.iter().filter(is_in) {
            let sums = seeds.entry(bare(row.get(2).unwrap_or_default())).or_default();
            for (sum, at) in sums.iter_mut().zip([7, 11, 12, 13]) {
                *sum += row.get(at).and_then(|cell| cell.parse::<f64>().ok()).unwrap_or(0.0);
            }
        }
        let mean = |part: usize| {
            let there = seeds.values().filter(|of| of[0] > 0.0);
            let all: Vec<f64> = there.map(|of| of[part] / of[0]).collect();
            all.iter().sum::<f64>() / all.len() as f64
        };
        let told = [&gain.better, &gain.worse, &gain.change].map(|of| of.mean.unwrap_or(f64::NAN));
        let is_same = |(at, told): (usize, f64)| {
            let found = mean(at + 1);
            (found - told).abs() <= 1e-9 * told.abs().max(1.0)
        };
        if told.into_iter().enumerate().all(is_same) {
            right += 1;
        } else {
            let keys = [&gain.scenario, &gain.zone, &gain.status, &gain.outcome];
            wrong.push(keys.map(String::as_str).join(", "));
        }
    }
    Ok((wrong, right))
}
