//! The folder of a comparison: written beside its place and moved whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::TempDir;

use super::error::{Difference, OutputError};
use super::receipt::sha256;
use super::rows::{close, create, write};
use super::table::{Table, number};
use crate::comparison::Difference as Paired;
use crate::comparison::{Compared, Comparison, Cost, Estimate, Gain, Receipt};
use crate::metric::{Detail, METRICS, areas};
use crate::policy::Scenario;
use crate::quantity::Language;
use crate::report::page;

/// The report, which holds the receipt of a comparison.
pub(super) const REPORT: &str = "report.json";
/// The table of the place, where all scenarios that have one have the same.
const PLACE: &str = "place.csv";
/// The report for people.
const PAGE: &str = "report.html";

/// A comparison in the making.
pub struct ComparisonFolder {
    target: PathBuf,
    work: TempDir,
    receipt: Receipt,
    /// The resolved text of each arm and its place's table.
    texts: Vec<(String, Option<String>)>,
}

/// A comparison that was written.
pub struct WrittenComparison {
    /// The folder.
    pub folder: PathBuf,
    /// What was found.
    pub comparison: Comparison,
}

impl ComparisonFolder {
    /// Begins a comparison in `out`/`name`; `arms` gives the resolved text of each arm and its place's
    /// table. With `force` another comparison there is replaced.
    ///
    /// # Errors
    /// If the folder holds something else, or cannot be written.
    pub fn new(
        out: &Path,
        name: &str,
        arms: &[(String, Option<String>)],
        force: bool,
    ) -> Result<Self, OutputError> {
        let target = out.join(name);
        if target.exists() && !target.is_dir() {
            return Err(OutputError::io(&target, io::ErrorKind::NotADirectory.into()));
        }
        let receipt = Receipt {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: env!("COGOV_COMMIT").to_owned(),
            scenarios: arms.iter().map(|(text, _)| sha256(text.as_bytes())).collect(),
            places: arms
                .iter()
                .map(|(_, table)| table.as_ref().map(|table| sha256(table.as_bytes())))
                .collect(),
            command: std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect(),
        };
        if !force {
            refuse_another(&target, &receipt)?;
        }
        fs::create_dir_all(out).map_err(|error| OutputError::io(out, error))?;
        let work = tempfile::Builder::new()
            .prefix(".cogov-")
            .tempdir_in(out)
            .map_err(|error| OutputError::io(out, error))?;
        Ok(Self { target, work, receipt, texts: arms.to_vec() })
    }

    /// Writes all files and moves them to their folder.
    ///
    /// # Errors
    /// If something cannot be written; the folder is then as it was, but for a failure between two moves.
    pub fn write(
        self,
        compared: Compared,
        arms: &[Scenario],
        language: Language,
    ) -> Result<WrittenComparison, OutputError> {
        let Compared { mut comparison, outcomes } = compared;
        let name = self.target.file_name().unwrap_or_default();
        comparison.name = name.to_string_lossy().into_owned();
        comparison.receipt = self.receipt.clone();
        let mut files = vec!["runs.csv".to_owned()];
        self.write_runs(arms, &outcomes)?;
        for table in TABLES {
            write_table(table, &self.work.path().join(table), &comparison)?;
            files.push(table.to_owned());
        }
        for (arm, (text, table)) in arms.iter().zip(&self.texts) {
            let file = format!("{}.toml", arm.name);
            self.write_text(&file, text)?;
            files.push(file);
            if let Some(table) = table {
                let file = place_file(&self.receipt.places, &arm.name);
                self.write_text(&file, table)?;
                files.push(file);
            }
        }
        files.sort_unstable();
        files.dedup();
        self.write_json(REPORT, &comparison)?;
        self.write_text(PAGE, &page(&comparison, language))?;
        files.push(PAGE.to_owned());
        // Last: files with a report are files of one comparison.
        files.push(REPORT.to_owned());
        self.move_in(&files)?;
        Ok(WrittenComparison { folder: self.target, comparison })
    }

    fn write_text(&self, file: &str, text: &str) -> Result<(), OutputError> {
        let path = self.work.path().join(file);
        fs::write(&path, text).map_err(|error| OutputError::io(&path, error))
    }

    fn write_json(&self, file: &str, value: &impl Serialize) -> Result<(), OutputError> {
        let path = self.work.path().join(file);
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| OutputError::io(&path, error.into()))?;
        self.write_text(file, &(text + "\n"))
    }

    /// All metrics of each arm, seed and area: rows keyed by seed, so that pairs can be made again.
    fn write_runs(
        &self,
        arms: &[Scenario],
        outcomes: &[crate::experiment::SeedOutcome],
    ) -> Result<(), OutputError> {
        let path = self.work.path().join("runs.csv");
        let asked: Vec<usize> = (0..METRICS.len()).collect();
        let mut writer = create(&path)?;
        write(&mut writer, &path, Table::Runs.header(&asked))?;
        for (at, arm) in arms.iter().enumerate() {
            let areas = areas(&arm.place, Detail::Zone);
            for outcome in outcomes {
                let Some(run) = &outcome.arms[at] else { continue };
                for (area, values) in areas.iter().zip(run.seen.run.chunks_exact(METRICS.len())) {
                    let seed = outcome.seed.to_string();
                    let keys = [arm.name.as_str(), &seed, area.level.id(), &area.name];
                    let keys = keys.into_iter().map(str::to_owned);
                    let row = keys.chain(values.iter().map(|&value| number(value)));
                    write(&mut writer, &path, row)?;
                }
            }
        }
        close(writer, &path)
    }

    fn move_in(&self, files: &[String]) -> Result<(), OutputError> {
        fs::create_dir_all(&self.target).map_err(|error| OutputError::io(&self.target, error))?;
        for file in files {
            let to = self.target.join(file);
            let from = self.work.path().join(file);
            fs::rename(from, &to).map_err(|error| OutputError::io(&to, error))?;
        }
        Ok(())
    }
}

/// The file that holds the place's table of an arm: one for all, unless they have several.
pub(super) fn place_file(places: &[Option<String>], arm: &str) -> String {
    let mut tables: Vec<&String> = places.iter().flatten().collect();
    tables.dedup();
    if tables.len() > 1 { format!("{arm}.{PLACE}") } else { PLACE.to_owned() }
}

/// Tables that are written from the report.
pub(super) const TABLES: [&str; 3] = ["comparison.csv", "winners.csv", "costs.csv"];

/// Writes one of the tables of a report.
pub(super) fn write_table(table: &str, to: &Path, report: &Comparison) -> Result<(), OutputError> {
    let differences = report.differences.iter().chain(&report.zones).chain(&report.years);
    match table {
        "comparison.csv" => write_rows(to, PAIRED, differences.map(paired_row)),
        "winners.csv" => write_rows(to, GAIN, report.gains.iter().map(gain_row)),
        _ => write_rows(to, COST, report.costs.iter().map(cost_row)),
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

/// Refuses a folder that holds something but a comparison of the same scenarios and places.
fn refuse_another(target: &Path, receipt: &Receipt) -> Result<(), OutputError> {
    let refuse =
        |differences| Err(OutputError::WouldOverwrite { folder: target.into(), differences });
    let path = target.join(REPORT);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let ours = ["comparison.csv", "runs.csv", "manifest.json"];
            let holds = ours.iter().any(|file| target.join(file).exists());
            return if holds { refuse(vec![Difference::Unknown]) } else { Ok(()) };
        }
        Err(error) => return Err(OutputError::io(&path, error)),
    };
    let Ok(found) = serde_json::from_str::<Comparison>(&text) else {
        return refuse(vec![Difference::Unknown]);
    };
    if found.receipt.scenarios != receipt.scenarios {
        return refuse(vec![Difference::Scenario]);
    }
    if found.receipt.places != receipt.places {
        return refuse(vec![Difference::Place]);
    }
    Ok(())
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

fn paired_row(of: &Paired) -> [String; 20] {
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
        cell(Some(of.margin)),
        of.verdict.id().to_owned(),
    ]
}

const GAIN: [&str; 15] = [
    "scenario",
    "zone",
    "status",
    "outcome",
    "residents",
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
];

fn gain_row(of: &Gain) -> [String; 15] {
    let Gain { better, worse, change, .. } = of;
    [
        of.scenario.clone(),
        of.zone.clone(),
        of.status.clone(),
        of.outcome.clone(),
        number(of.residents),
        cell(better.mean),
        cell(better.low),
        cell(better.high),
        cell(worse.mean),
        cell(worse.low),
        cell(worse.high),
        cell(change.mean),
        cell(change.low),
        cell(change.high),
        number(of.tolerance),
    ]
}

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
    let cells = |of: &Estimate| [of.mean, of.low, of.high].map(cell);
    let ([mean, low, high], [difference, from, to]) = (cells(&of.value), cells(&of.difference));
    [of.arm.clone(), of.metric.clone(), mean, low, high, difference, from, to]
}
