//! Seeds that are finished while others still run: their rows lie in a folder of their own until the result is
//! moved in. They never show as the result; a command that asks for the same takes them up.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk;
use crate::output::error::OutputError;
use crate::output::receipt::{Entry, sha256};

/// Folders of finished seeds begin so.
const PREFIX: &str = "seeds-";

/// Finished seeds of what a key names.
#[derive(Clone, Debug)]
pub struct Parts {
    folder: PathBuf,
}

/// A finished seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The seed.
    pub seed: u64,
    /// Newcomers whom full communities could not take.
    pub turned_away: u64,
    /// Files of its rows.
    files: Vec<Entry>,
}

impl Parts {
    /// The parts of what `key` tells: scenario, place, columns and build.
    pub(crate) fn of(inside: &Path, key: &str) -> Self {
        let name = sha256(key.as_bytes());
        Self { folder: inside.join(format!("{PREFIX}{}", &name[..16])) }
    }

    /// The parts in a folder of their own.
    pub(crate) fn at(folder: &Path) -> Self {
        Self { folder: folder.into() }
    }

    /// Where the rows of seeds are written.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the folder.
    pub(crate) fn begin(&self) -> Result<(), OutputError> {
        disk::make_folder(&self.folder).map_err(|error| OutputError::io(&self.folder, error))
    }

    /// Notes that the files of a seed are whole.
    pub(crate) fn finish(
        &self,
        seed: u64,
        turned_away: u64,
        files: &[PathBuf],
    ) -> Result<(), OutputError> {
        let entry = |path: &PathBuf| {
            let print = disk::fingerprint(path).map_err(|error| OutputError::io(path, error))?;
            Ok(Entry::of(&name_of(path), print))
        };
        let files = files.iter().map(entry).collect::<Result<_, OutputError>>()?;
        let done = Done { seed, turned_away, files };
        let (to, draft) = (self.note(seed), self.folder.join(format!("{seed}-draft.json")));
        let failed = |error| OutputError::io(&to, error);
        let text = serde_json::to_string(&done).map_err(|error| failed(error.into()))?;
        disk::write(&draft, text.as_bytes()).map_err(failed)?;
        disk::rename(&draft, &to).map_err(failed)
    }

    fn note(&self, seed: u64) -> PathBuf {
        self.folder.join(format!("{seed}.json"))
    }

    /// Those of the seeds that are finished, and whose files are what they were.
    pub(crate) fn finished(&self, seeds: &[u64]) -> Vec<Done> {
        if !self.folder.is_dir() {
            return Vec::new();
        }
        seeds.iter().filter_map(|&seed| self.done(seed)).collect()
    }

    fn done(&self, seed: u64) -> Option<Done> {
        let text = disk::read_text(&self.note(seed)).ok()?;
        let done: Done = serde_json::from_str(&text).ok()?;
        let is_whole = |entry: &Entry| {
            let print = disk::fingerprint(&self.folder.join(&entry.file));
            print.is_ok_and(|print| print == entry.print())
        };
        (done.seed == seed && done.files.iter().all(is_whole)).then_some(done)
    }

    /// How many seeds are finished, of whatever key.
    pub(crate) fn count(inside: &Path) -> usize {
        let folders = all(inside);
        let files = folders.iter().flat_map(fs::read_dir).flatten().flatten();
        let is_note =
            |name: &str| name.strip_suffix(".json").is_some_and(|seed| seed.parse::<u64>().is_ok());
        files.filter(|entry| entry.file_name().to_str().is_some_and(is_note)).count()
    }

    /// Removes the parts of all keys.
    pub(crate) fn clear(inside: &Path) -> Result<(), OutputError> {
        let remove =
            |path: &PathBuf| disk::remove_all(path).map_err(|error| OutputError::io(path, error));
        all(inside).iter().try_for_each(remove)
    }
}

fn all(inside: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(inside).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
        .map(|entry| entry.path())
        .collect();
    found.sort_unstable();
    found
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
