//! Troubles that users of such tools report, tried on this program: inputs in `tests/cases/`, a file a kind.

mod folder;
mod options;
mod places;
mod ratios;
mod verdicts;
mod voted;
mod when;
mod widths;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder of its own with all inputs of `tests/cases/`.
#[allow(dead_code, reason = "until each kind has its file")]
pub fn with_inputs() -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}
