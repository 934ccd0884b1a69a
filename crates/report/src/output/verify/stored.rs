//! A result on disk and what it says of itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use crate::comparison::Comparison;
use crate::metric::{self, Detail, METRICS};
use crate::output::choice::{CHOICE, ChoiceReport};
use crate::output::comparison::REPORT;
use crate::output::error::Change;
use crate::output::folder::{PLACE, SCENARIO};
use crate::output::receipt::{Found, Kind, Program, RECEIPT, Receipt, detail_of, sha256_of_table};
use crate::output::room::{Folder, changes, disk, others};
use crate::output::table::Table;

/// Folders inside that are named where a folder is no result itself.
const MOST_NAMED: usize = 5;

/// A result on disk.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The folder.
    pub folder: PathBuf,
    /// Its receipt.
    pub receipt: Receipt,
    /// Files that are not what the receipt says.
    pub edited: Vec<(String, Change)>,
    /// Files of which the receipt does not tell.
    pub others: Vec<String>,
    /// Positions of the metrics that are columns.
    pub metrics: Vec<usize>,
    /// The finest level.
    pub detail: Detail,
    /// Tables with rows by seed.
    pub tables: Vec<Table>,
    /// The scenarios: one of a run, several of a comparison, the baseline first.
    pub arms: Vec<StoredArm>,
    /// The report, of a comparison.
    pub report: Option<Comparison>,
    /// The choice, of a choice.
    pub choice: Option<ChoiceReport>,
}

/// A scenario of a result.
#[derive(Clone, Debug)]
pub struct StoredArm {
    /// Its name.
    pub name: String,
    /// The resolved scenario.
    pub scenario: PathBuf,
    /// The table of its place, if it has one.
    pub place: Option<PathBuf>,
    /// The table's SHA-256.
    pub place_sha256: Option<String>,
    /// Seeds that were run, ascending.
    pub seeds: Vec<u64>,
}

impl Stored {
    /// Opens a result: reads its receipt, and looks whether each file is what that says. What a command that was
    /// killed left half moved is brought to an end first.
    ///
    /// # Errors
    /// Why it cannot be checked.
    pub fn open(folder: &Path) -> Result<Self, Refusal> {
        if !folder.is_dir() {
            return Err(Refusal::NoFolder(folder.into()));
        }
        Folder::tidy(folder).map_err(Refusal::busy)?;
        let path = folder.join(RECEIPT);
        let Some(text) = read(&path)? else {
            let waiting = Folder::waiting(folder);
            return Err(Refusal::NoReceipt(folder.into(), results_in(folder), waiting));
        };
        let Found { receipt, is_whole } = Receipt::read(&text).map_err(|why| {
            // Another version may write another receipt.
            version_of(&text)
                .map_or_else(|| Refusal::BadReceipt(path.clone(), why), Refusal::Version)
        })?;
        check_seeds(&receipt.seeds).map_err(|why| Refusal::BadReceipt(path.clone(), why))?;
        let mut edited = changes(folder, &receipt.files);
        if !is_whole || receipt.result != receipt.name_of_files() {
            edited.push((RECEIPT.to_owned(), Change::Bytes));
        }
        let others = others(folder, &receipt.files);
        let stored = Self {
            folder: folder.into(),
            receipt,
            edited,
            others,
            metrics: Vec::new(),
            detail: Detail::Zone,
            tables: Vec::new(),
            arms: Vec::new(),
            report: None,
            choice: None,
        };
        match stored.receipt.kind {
            Kind::Run => of_run(stored),
            Kind::Comparison => of_comparison(stored),
            Kind::Choice => of_choice(stored),
            // Of its bytes alone something can be said.
            Kind::Ablation => Ok(stored),
        }
    }

    /// Whether a program is the one that made the result.
    pub fn build(&self, own: &Program) -> Build {
        let Receipt { numbers_sha256, sources_sha256, .. } = &self.receipt;
        match (*numbers_sha256 == own.numbers, *sources_sha256 == own.sources) {
            (true, true) => Build::Same,
            (true, false) => Build::SameNumbers,
            (false, _) => Build::Another,
        }
    }

    /// Checks that scenarios and places are those that were run. `places` are tables that were left out of the
    /// folder.
    ///
    /// # Errors
    /// If they are not, or are not there.
    pub fn check_inputs(&mut self, given: Option<&Path>) -> Result<(), Refusal> {
        for (arm, source) in self.arms.iter_mut().zip(&self.receipt.scenarios) {
            check_hash(&arm.scenario, &source.sha256)?;
            let (Some(hash), Some(place)) = (&source.place_sha256, &mut arm.place) else {
                continue;
            };
            let is_left_out = !self.receipt.files.iter().any(|entry| place.ends_with(&entry.file));
            if let Some(given) =
                given.filter(|given| is_left_out && check_table(given, hash).is_ok())
            {
                *place = given.into();
            }
            if is_left_out && !place.exists() {
                return Err(Refusal::NoPlace(self.folder.clone()));
            }
            check_table(place, hash)?;
        }
        Ok(())
    }

    /// Whether all tables were written, with summary and page.
    pub(super) fn is_whole(&self) -> bool {
        self.receipt.only.is_none()
    }

    /// All seeds, ascending.
    pub fn seeds(&self) -> &[u64] {
        self.arms.first().map_or(&[], |arm| &arm.seeds)
    }

    /// Some of a scenario's seeds, ascending: drawn by the hash of a number and the seed, so that the same
    /// number draws the same seeds.
    pub fn draw(seeds: &[u64], count: usize, number: u64) -> Vec<u64> {
        let hash = |seed: u64| Sha256::digest(format!("{number}:{seed}").as_bytes());
        let mut drawn = seeds.to_vec();
        drawn.sort_by_cached_key(|&seed| hash(seed));
        drawn.truncate(count);
        drawn.sort_unstable();
        drawn
    }
}

/// Which build of the version made a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// One of the same sources.
    Same,
    /// One whose sources decide the same numbers, and may say them in other words.
    SameNumbers,
    /// One whose numbers may be others.
    Another,
}

fn read(path: &Path) -> Result<Option<String>, Refusal> {
    match disk::read_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal::unreadable(path, error)),
    }
}

/// Folders inside that are results.
fn results_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_result = |path: &PathBuf| path.join(RECEIPT).exists() || path.join(REPORT).exists();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_result).collect();
    found.sort_unstable();
    found.truncate(MOST_NAMED);
    found
}

/// The version that a receipt names, if it is another one than can be read.
fn version_of(text: &str) -> Option<String> {
    let json: Value = serde_json::from_str(text).ok()?;
    let version = json.get("version")?.as_str()?;
    (version != env!("CARGO_PKG_VERSION")).then(|| version.to_owned())
}

fn of_run(mut stored: Stored) -> Result<Stored, Refusal> {
    let path = stored.folder.join(RECEIPT);
    let bad = |why: String| Refusal::BadReceipt(path.clone(), why);
    let receipt = &stored.receipt;
    let [source] = receipt.scenarios.as_slice() else {
        return Err(bad("it does not name one scenario".to_owned()));
    };
    stored.detail =
        detail_of(&receipt.detail).ok_or_else(|| bad(format!("detail `{}`", receipt.detail)))?;
    let find = |id: &String| metric::find(id).ok_or_else(|| bad(format!("metric `{id}`")));
    stored.metrics = receipt.metrics.iter().map(find).collect::<Result<Vec<usize>, Refusal>>()?;
    let only = receipt.only.as_deref();
    let is_there = |table: &Table| only.is_none_or(|only| only == table.file());
    stored.tables = Table::ALL.into_iter().filter(is_there).collect();
    let place = source.place_sha256.as_ref().map(|_| stored.folder.join(PLACE));
    stored.arms.push(StoredArm {
        name: source.name.clone(),
        scenario: stored.folder.join(SCENARIO),
        place,
        place_sha256: source.place_sha256.clone(),
        seeds: receipt.seeds.clone(),
    });
    Ok(stored)
}

fn of_comparison(mut stored: Stored) -> Result<Stored, Refusal> {
    let path = stored.folder.join(REPORT);
    let bad = |why: String| Refusal::BadReceipt(path.clone(), why);
    let text = disk::read_text(&path).map_err(|error| Refusal::unreadable(&path, error))?;
    let report: Comparison = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
    let sources = &stored.receipt.scenarios;
    if sources.len() < 2
        || !report.arms.iter().map(|arm| &arm.name).eq(sources.iter().map(|of| &of.name))
    {
        return Err(bad("it does not name the baseline and scenarios of manifest.json".to_owned()));
    }
    if report.design.seeds != stored.receipt.seeds {
        return Err(bad("its seeds are not those of manifest.json".to_owned()));
    }
    let places = stored.receipt.place_files();
    for ((arm, source), place) in report.arms.iter().zip(sources).zip(&places) {
        let seeds = report.design.seeds.get(..arm.n).filter(|seeds| !seeds.is_empty());
        let seeds = seeds.ok_or_else(|| bad(format!("{} seeds of `{}`", arm.n, arm.name)))?;
        let file = stored.folder.join(place);
        stored.arms.push(StoredArm {
            name: arm.name.clone(),
            scenario: stored.folder.join(format!("{}.toml", arm.name)),
            place: source.place_sha256.as_ref().map(|_| file),
            place_sha256: source.place_sha256.clone(),
            seeds: seeds.to_vec(),
        });
    }
    stored.metrics = (0..METRICS.len()).collect();
    stored.tables = vec![Table::Runs, Table::Budgets];
    stored.report = Some(report);
    Ok(stored)
}

fn of_choice(mut stored: Stored) -> Result<Stored, Refusal> {
    let path = stored.folder.join(CHOICE);
    let bad = |why: String| Refusal::BadReceipt(path.clone(), why);
    let text = disk::read_text(&path).map_err(|error| Refusal::unreadable(&path, error))?;
    let report: ChoiceReport =
        serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
    let (choice, sources) = (&report.choice, &stored.receipt.scenarios);
    if !choice.candidates.iter().map(|of| &of.name).eq(sources.iter().map(|of| &of.name)) {
        return Err(bad("it does not name the candidates of manifest.json".to_owned()));
    }
    if choice.seeds != stored.receipt.seeds || !choice.is_sound() {
        return Err(bad("its parts do not fit together".to_owned()));
    }
    for (candidate, source) in choice.candidates.iter().zip(sources) {
        let seeds = choice.seeds.iter().take(candidate.seeds);
        stored.arms.push(StoredArm {
            name: source.name.clone(),
            scenario: stored.folder.join(format!("{}.toml", source.name)),
            place: source.place_sha256.as_ref().map(|_| stored.folder.join(PLACE)),
            place_sha256: source.place_sha256.clone(),
            seeds: seeds.copied().collect(),
        });
    }
    stored.metrics = (0..METRICS.len()).collect();
    stored.tables = vec![Table::Runs, Table::Budgets];
    stored.choice = Some(report);
    Ok(stored)
}

/// Seeds ascend, each once, and there is one.
fn check_seeds(seeds: &[u64]) -> Result<(), String> {
    let ascend = seeds.is_sorted_by(|a, b| a < b);
    if seeds.is_empty() || !ascend { Err("its seeds are not in order".to_owned()) } else { Ok(()) }
}

fn check_hash(path: &Path, hash: &str) -> Result<(), Refusal> {
    let print = disk::fingerprint(path).map_err(|error| Refusal::unreadable(path, error))?;
    if print.sha256 == hash { Ok(()) } else { Err(Refusal::Edited(path.into())) }
}

fn check_table(path: &Path, hash: &str) -> Result<(), Refusal> {
    let text = disk::read_text(path).map_err(|error| Refusal::unreadable(path, error))?;
    if sha256_of_table(text.as_bytes()) == hash {
        Ok(())
    } else {
        Err(Refusal::Edited(path.into()))
    }
}
