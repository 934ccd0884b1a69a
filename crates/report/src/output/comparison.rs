//! The folder of a comparison: written beside its place and moved whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::TempDir;

use super::compared::write_dictionary;
use super::error::{Difference, OutputError};
use super::findings::{tables, write_table};
use super::folder::DICTIONARY;
use super::receipt::sha256;
use super::report::PAGE;
use super::rows::{close, create, write};
use super::table::{Table, number};
use crate::comparison::{Compared, Comparison, Receipt};
use crate::metric::{Detail, METRICS, areas};
use crate::policy::Scenario;
use crate::quantity::Language;
use crate::report::page;

/// The report, which holds the receipt of a comparison.
pub(super) const REPORT: &str = "report.json";
/// The table of the place, where all scenarios that have one have the same.
const PLACE: &str = "place.csv";

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
        (seeds, metrics): (&[u64], &[usize]),
        force: bool,
    ) -> Result<Self, OutputError> {
        let target = out.join(name);
        if target.exists() && !target.is_dir() {
            return Err(OutputError::io(&target, io::ErrorKind::NotADirectory.into()));
        }
        let receipt = Receipt {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: crate::output::COMMIT.to_owned(),
            scenarios: arms.iter().map(|(text, _)| sha256(text.as_bytes())).collect(),
            places: arms
                .iter()
                .map(|(_, table)| table.as_ref().map(|table| sha256(table.as_bytes())))
                .collect(),
            command: std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect(),
        };
        if !force {
            refuse_another(&target, &receipt, seeds, metrics)?;
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
        for table in tables(&comparison) {
            write_table(table, &self.work.path().join(table), &comparison)?;
            files.push(table.to_owned());
        }
        write_dictionary(&self.work.path().join(DICTIONARY))?;
        files.push(DICTIONARY.to_owned());
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

/// Refuses a folder that holds something but a comparison of the same scenarios and places, of no seed or
/// metric that would be lost.
fn refuse_another(
    target: &Path,
    receipt: &Receipt,
    seeds: &[u64],
    metrics: &[usize],
) -> Result<(), OutputError> {
    let refuse =
        |differences| Err(OutputError::WouldOverwrite { folder: target.into(), differences });
    let path = target.join(REPORT);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let ours = ["comparison.csv", "runs.csv", "manifest.json", PAGE];
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
    if found.design.seeds.iter().any(|seed| seeds.binary_search(seed).is_err()) {
        return refuse(vec![Difference::Seeds]);
    }
    let asked = |id: &String| metrics.iter().any(|&metric| METRICS[metric].id == id);
    if !found.metrics.iter().all(asked) {
        return refuse(vec![Difference::Metrics]);
    }
    Ok(())
}
