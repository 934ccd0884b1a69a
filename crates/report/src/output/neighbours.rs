//! Folders that cannot stand side by side everywhere.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file beside which one of this name could not stand on Windows or macOS, where capital and
/// small letters are the same.
pub fn same_but_for_case(out: &Path, name: &str) -> Option<PathBuf> {
    let folded = name.to_lowercase();
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    let is_same = |other: &str| other != name && other.to_lowercase() == folded;
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_same))
        .map(|entry| entry.path())
        .collect();
    // Where they are the same, the one that is there is the one that is meant.
    found.retain(|_| !out.join(name).exists());
    found.sort_unstable();
    found.into_iter().next()
}
