//! A result on disk and what it says of itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use crate::comparison::Comparison;
use crate::metric::{self, Detail, METRICS};
use crate::output::comparison::{REPORT, place_file};
use crate::output::folder::{PLACE, RECEIPT, SCENARIO};
use crate::output::receipt::{Receipt, detail_of, sha256};
use crate::output::table::Table;

/// Folders inside that are named where a folder is no result itself.
const MOST_NAMED: usize = 5;

/// A result on disk.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The folder.
    pub folder: PathBuf,
    /// Version of the program that made it.
    pub version: String,
    /// Commit of its source, or `unknown`.
    pub commit: String,
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
    /// Seeds that were run, ascending.
    pub seeds: Vec<u64>,
}

impl Stored {
    /// Opens a result: reads its receipt, and checks that scenarios and places are those that were run.
    ///
    /// # Errors
    /// Why it cannot be checked.
    pub fn open(folder: &Path) -> Result<Self, Refusal> {
        if !folder.is_dir() {
            return Err(Refusal::NoFolder(folder.into()));
        }
        if let Some(text) = read(&folder.join(RECEIPT))? {
            return of_run(folder, &text);
        }
        match read(&folder.join(REPORT))? {
            Some(text) => of_comparison(folder, &text),
            None => Err(Refusal::NoReceipt(folder.into(), results_in(folder))),
        }
    }

    /// Whether the commit that this program was built from made the result.
    pub fn build(&self) -> Build {
        let own = crate::output::COMMIT;
        match self.commit.as_str() {
            found if found == UNKNOWN || own == UNKNOWN => Build::Unknown,
            found if found == own => Build::Same,
            _ => Build::Another,
        }
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
    /// One of the same commit.
    Same,
    /// One of another commit.
    Another,
    /// A commit is not known.
    Unknown,
}

const UNKNOWN: &str = "unknown";

fn read(path: &Path) -> Result<Option<String>, Refusal> {
    match fs::read_to_string(path) {
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

/// Before all else: what another version wrote may look otherwise.
fn check_version(text: &str, version: &str, path: &Path) -> Result<(), Refusal> {
    let bad = |why: String| Refusal::BadReceipt(path.into(), why);
    let json: Value = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
    match json.pointer(version).and_then(Value::as_str) {
        None => Err(bad("it names no version".to_owned())),
        Some(env!("CARGO_PKG_VERSION")) => Ok(()),
        Some(other) => Err(Refusal::Version(other.to_owned())),
    }
}

fn of_run(folder: &Path, text: &str) -> Result<Stored, Refusal> {
    let path = folder.join(RECEIPT);
    check_version(text, "/version", &path)?;
    let bad = |why: String| Refusal::BadReceipt(path.clone(), why);
    let receipt: Receipt = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
    let detail =
        detail_of(&receipt.detail).ok_or_else(|| bad(format!("detail `{}`", receipt.detail)))?;
    let find = |id: &String| metric::find(id).ok_or_else(|| bad(format!("metric `{id}`")));
    let metrics = receipt.metrics.iter().map(find).collect::<Result<Vec<usize>, Refusal>>()?;
    check_seeds(&receipt.seeds).map_err(bad)?;
    let scenario = folder.join(SCENARIO);
    check_hash(&scenario, &receipt.scenario_sha256)?;
    let place = folder.join(PLACE);
    if let Some(hash) = &receipt.place_sha256 {
        check_hash(&place, hash)?;
    }
    let place = receipt.place_sha256.is_some().then_some(place);
    let arm = StoredArm { name: receipt.scenario, scenario, place, seeds: receipt.seeds };
    Ok(Stored {
        folder: folder.into(),
        version: receipt.version,
        commit: receipt.commit,
        metrics,
        detail,
        tables: Table::ALL.to_vec(),
        arms: vec![arm],
        report: None,
    })
}

fn of_comparison(folder: &Path, text: &str) -> Result<Stored, Refusal> {
    let path = folder.join(REPORT);
    check_version(text, "/receipt/version", &path)?;
    let bad = |why: String| Refusal::BadReceipt(path.clone(), why);
    let report: Comparison = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
    let receipt = &report.receipt;
    let count = report.arms.len();
    if count < 2 || receipt.scenarios.len() != count || receipt.places.len() != count {
        return Err(bad("it does not name a baseline and scenarios".to_owned()));
    }
    check_seeds(&report.design.seeds).map_err(bad)?;
    let mut arms = Vec::new();
    for (at, arm) in report.arms.iter().enumerate() {
        let seeds = report.design.seeds.get(..arm.n);
        let seeds = seeds.ok_or_else(|| bad(format!("{} seeds of `{}`", arm.n, arm.name)))?;
        if arm.n == 0 || arm.name.contains(['/', '\\']) {
            return Err(bad(format!("the scenario `{}`", arm.name)));
        }
        let scenario = folder.join(format!("{}.toml", arm.name));
        check_hash(&scenario, &receipt.scenarios[at])?;
        let place = receipt.places[at].as_ref();
        let file = folder.join(place_file(&receipt.places, &arm.name));
        if let Some(hash) = place {
            check_hash(&file, hash)?;
        }
        let place = place.map(|_| file);
        arms.push(StoredArm { name: arm.name.clone(), scenario, place, seeds: seeds.to_vec() });
    }
    Ok(Stored {
        folder: folder.into(),
        version: receipt.version.clone(),
        commit: receipt.commit.clone(),
        metrics: (0..METRICS.len()).collect(),
        detail: Detail::Zone,
        tables: vec![Table::Runs],
        arms,
        report: Some(report),
    })
}

/// Seeds ascend, each once, and there is one.
fn check_seeds(seeds: &[u64]) -> Result<(), String> {
    let ascend = seeds.is_sorted_by(|a, b| a < b);
    if seeds.is_empty() || !ascend { Err("its seeds are not in order".to_owned()) } else { Ok(()) }
}

fn check_hash(path: &Path, hash: &str) -> Result<(), Refusal> {
    let bytes = fs::read(path).map_err(|error| Refusal::unreadable(path, error))?;
    if sha256(&bytes) == hash { Ok(()) } else { Err(Refusal::Edited(path.into())) }
}
