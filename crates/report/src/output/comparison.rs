//! The result of a comparison, moved in whole.

use std::io;
use std::path::{Path, PathBuf};

use super::compared::write_dictionary;
use super::error::{Change, Difference, OutputError};
use super::findings::{all_tables, tables, write_table};
use super::folder::DICTIONARY;
use super::lives::{LIVES, write_lives};
use super::receipt::{Entry, Kind, Program, Receipt, Source, ids, sha256};
use super::report::{BRIEF, PAGE};
use super::room::Folder;
use super::room::disk::Fingerprint;
use super::room::shelf::Seeds;
use super::rows::{close, create, write};
use super::table::{Table, budget_cells, of_metric};
use crate::comparison::{Compared, Comparison};
use crate::experiment::SeedOutcome;
use crate::metric::{Detail, METRICS, areas};
use crate::policy::Scenario;
use crate::quantity::Language;
use crate::report::{brief, page};

/// The report: everything that was found.
pub(super) const REPORT: &str = "report.json";

/// What a comparison is asked for.
#[derive(Clone, Debug)]
pub struct Versus {
    /// The folder's name.
    pub name: String,
    /// The scenarios, the baseline first.
    pub arms: Vec<ArmText>,
    /// The most seeds, ascending.
    pub seeds: Vec<u64>,
    /// Positions of the compared metrics.
    pub metrics: Vec<usize>,
    /// Whether tables of places are left out of the folder.
    pub no_place: bool,
    /// Whether tables begin with a byte order mark.
    pub bom: bool,
    /// Whether page 1 of the report is written alone besides.
    pub brief: bool,
    /// Whether lives are written seed by seed.
    pub lives: bool,
    /// The command line.
    pub command: Vec<String>,
    /// The program.
    pub program: Program,
}

/// A scenario of a comparison as it is kept.
#[derive(Clone, Debug)]
pub struct ArmText {
    /// Its name.
    pub name: String,
    /// What people call it, in English and Chinese.
    pub title: [String; 2],
    /// The scenario as a text that runs by itself.
    pub resolved: String,
    /// The place's table, if it has one.
    pub place_table: Option<String>,
}

impl ArmText {
    /// What a receipt says of it.
    pub(super) fn source(&self) -> Source {
        Source {
            name: self.name.clone(),
            title: self.title.clone(),
            sha256: sha256(self.resolved.as_bytes()),
            place_sha256: self.place_table.as_ref().map(|table| sha256(table.as_bytes())),
        }
    }
}

/// A comparison in the making.
pub struct ComparisonFolder {
    folder: Folder,
    versus: Versus,
    receipt: Receipt,
    seeds: Seeds,
    taken_up: usize,
}

/// A comparison that was written.
pub struct WrittenComparison {
    /// The folder.
    pub folder: PathBuf,
    /// What was found.
    pub comparison: Comparison,
}

impl ComparisonFolder {
    /// Begins a comparison in `out`/name. With `force` another result there is replaced; files that no receipt
    /// names never are.
    ///
    /// # Errors
    /// If the folder holds something else, somebody else writes there, or it cannot be written.
    pub fn new(out: &Path, versus: Versus, force: bool) -> Result<Self, OutputError> {
        let sources = versus.arms.iter().map(ArmText::source).collect();
        let mut receipt = Receipt::new(Kind::Comparison, &versus.program, sources, &versus.command);
        receipt.metrics = ids(&versus.metrics);
        let folder = Folder::begin(&out.join(&versus.name), "compare")?;
        if !force {
            refuse_another(&folder, &receipt, &versus.seeds)?;
        }
        let parts = folder.parts(&receipt.key());
        let mut seeds = Seeds::of(parts.clone(), versus.arms.len());
        let taken_up = seeds.look(&versus.seeds);
        let mut draft = Self { folder, versus, receipt, seeds, taken_up };
        if draft.versus.bom {
            draft.folder.mark_tables();
        }
        let names = draft.names();
        draft.folder.refuse_foreign(names.iter().map(String::as_str))?;
        draft.folder.refuse_fixed()?;
        parts.begin()?;
        Ok(draft)
    }

    /// Where finished seeds are kept while others run.
    pub fn shelf(&self) -> &Seeds {
        &self.seeds
    }

    /// Seeds that a command which was killed had finished.
    pub fn taken_up(&self) -> usize {
        self.taken_up
    }

    /// Ends without a result, as a seed could not be kept. Finished seeds stay for the next command, but on a full
    /// disk, which needs room.
    pub fn fail(mut self, error: io::Error) -> OutputError {
        let error = OutputError::io(self.folder.target(), error);
        self.make_room(&error);
        error
    }

    fn make_room(&mut self, error: &OutputError) {
        if matches!(error, OutputError::DiskFull(_)) {
            self.folder.drop_parts();
        }
    }

    /// Names of the files that will be written.
    fn names(&self) -> Vec<String> {
        let rows = [Table::Runs, Table::Budgets].map(Table::file);
        let own = rows
            .into_iter()
            .chain([REPORT, PAGE, DICTIONARY])
            .chain(all_tables())
            .map(str::to_owned);
        let arms = self.versus.arms.iter().map(|arm| format!("{}.toml", arm.name));
        let places = self.place_files().into_iter().map(|(file, _)| file);
        let brief = self.versus.brief.then(|| BRIEF.to_owned());
        own.chain(brief).chain(arms).chain(places).collect()
    }

    /// The tables of places with their file names, each once; none where they are left out.
    fn place_files(&self) -> Vec<(String, &str)> {
        let mut files: Vec<(String, &str)> = Vec::new();
        for (arm, file) in self.versus.arms.iter().zip(self.receipt.place_files()) {
            if let Some(table) = &arm.place_table
                && files.iter().all(|(other, _)| *other != file)
            {
                files.push((file, table));
            }
        }
        files
    }

    /// Writes all files and moves them to their folder.
    ///
    /// # Errors
    /// If something cannot be written; the folder is then as it was.
    pub fn write(
        mut self,
        compared: Compared,
        arms: &[Scenario],
        language: Language,
    ) -> Result<WrittenComparison, OutputError> {
        let written = self.put(compared, arms, language);
        if let Err(error) = &written {
            self.make_room(error);
        }
        written
    }

    fn put(
        &mut self,
        compared: Compared,
        arms: &[Scenario],
        language: Language,
    ) -> Result<WrittenComparison, OutputError> {
        let Compared { mut comparison, outcomes } = compared;
        comparison.name.clone_from(&self.versus.name);
        self.folder.put(Table::Runs.file(), |to| write_runs(to, arms, &outcomes))?;
        self.folder.put(Table::Budgets.file(), |to| write_budgets(to, arms, &outcomes))?;
        if self.versus.lives {
            let names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
            self.folder.put(LIVES, |to| write_lives(to, &names, &outcomes))?;
        }
        // The page needs room of its own.
        drop(outcomes);
        for table in tables(&comparison) {
            self.folder.put(table, |to| write_table(table, to, &comparison))?;
        }
        self.folder.put(DICTIONARY, write_dictionary)?;
        for arm in &self.versus.arms {
            self.folder.put_text(&format!("{}.toml", arm.name), &arm.resolved)?;
        }
        let mut left_out = Vec::new();
        let tables: Vec<(String, String)> =
            self.place_files().into_iter().map(|(file, table)| (file, table.to_owned())).collect();
        for (file, table) in tables {
            if self.versus.no_place {
                let print =
                    Fingerprint { bytes: table.len() as u64, sha256: sha256(table.as_bytes()) };
                left_out.push(Entry::of(&file, print));
            } else {
                self.folder.put_text(&file, &table)?;
            }
        }
        self.receipt.result = self.folder.result_name(&left_out);
        self.receipt.metrics.clone_from(&comparison.metrics);
        self.receipt.seeds.clone_from(&comparison.design.seeds);
        comparison.receipt = self.receipt.for_report();
        let json = serde_json::to_string_pretty(&comparison)
            .map_err(|error| OutputError::io(Path::new(REPORT), error.into()))?;
        self.folder.put_text(REPORT, &(json + "\n"))?;
        self.folder.put_text(PAGE, &page(&comparison, language))?;
        if self.versus.brief {
            self.folder.put_text(BRIEF, &brief(&comparison, language))?;
        }
        self.folder.commit(self.receipt.clone())?;
        Ok(WrittenComparison { folder: self.folder.target().into(), comparison })
    }
}

/// All metrics of each arm, seed and area: rows keyed by seed, so that pairs can be made again.
pub(super) fn write_runs(
    path: &Path,
    arms: &[Scenario],
    outcomes: &[SeedOutcome],
) -> Result<(), OutputError> {
    let asked: Vec<usize> = (0..METRICS.len()).collect();
    let mut writer = create(path)?;
    write(&mut writer, path, Table::Runs.header(&asked))?;
    for (at, arm) in arms.iter().enumerate() {
        let areas = areas(&arm.place, Detail::Zone);
        for outcome in outcomes {
            let Some(run) = &outcome.arms[at] else { continue };
            for (area, values) in areas.iter().zip(run.seen.run.chunks_exact(METRICS.len())) {
                let seed = outcome.seed.to_string();
                let keys = [arm.name.as_str(), &seed, area.level.id(), &area.name];
                let keys = keys.into_iter().map(str::to_owned);
                let cells = values.iter().enumerate();
                let row = keys.chain(cells.map(|(metric, &value)| of_metric(metric, value)));
                write(&mut writer, path, row)?;
            }
        }
    }
    close(writer, path)
}

/// What each arm asked for on each seed: rows from which ceilings can be worked out again.
pub(super) fn write_budgets(
    path: &Path,
    arms: &[Scenario],
    outcomes: &[SeedOutcome],
) -> Result<(), OutputError> {
    let mut writer = create(path)?;
    write(&mut writer, path, Table::Budgets.header(&[]))?;
    for (at, arm) in arms.iter().enumerate() {
        let areas = areas(&arm.place, Detail::Zone);
        let first = arm.burn_in.div_ceil(12) + 1;
        for outcome in outcomes {
            let Some(run) = &outcome.arms[at] else { continue };
            for (year, budgets) in (first..).zip(run.seen.budgets.chunks_exact(areas.len())) {
                for (area, of) in areas.iter().zip(budgets) {
                    let (seed, year) = (outcome.seed.to_string(), year.to_string());
                    let keys = [arm.name.as_str(), &seed, &year, area.level.id(), &area.name];
                    let row = keys.map(str::to_owned).into_iter().chain(budget_cells(of));
                    write(&mut writer, path, row)?;
                }
            }
        }
    }
    close(writer, path)
}

/// Refuses a folder that holds something but a comparison of the same scenarios and places, of no seed or
/// metric that would be lost, or whose files were changed.
pub(super) fn refuse_another(
    folder: &Folder,
    receipt: &Receipt,
    asked: &[u64],
) -> Result<(), OutputError> {
    let Some(found) = folder.old() else { return Ok(()) };
    let another = [Difference::Kind, Difference::Scenario, Difference::Place, Difference::Asked];
    let mut differences = found.differences(receipt);
    differences.retain(|what| another.contains(what));
    if found.seeds.iter().any(|seed| asked.binary_search(seed).is_err()) {
        differences.push(Difference::Seeds);
    }
    if !found.metrics.iter().all(|id| receipt.metrics.contains(id)) {
        differences.push(Difference::Metrics);
    }
    let (target, seeds) = (folder.target().to_path_buf(), found.seeds.len());
    if !differences.is_empty() {
        return Err(OutputError::WouldOverwrite { folder: target, differences, seeds });
    }
    // What is missing is made again; what was changed may hold somebody's work.
    let mut files = folder.changes();
    files.retain(|(_, change)| *change != Change::Missing);
    if files.is_empty() { Ok(()) } else { Err(OutputError::Edited { folder: target, files }) }
}
