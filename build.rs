//! Tells the program what it was built from: the commit (`unknown` outside a repository of its own), a hash of
//! the sources that decide numbers, and one of all sources. The hashes need no git: they are the same for a
//! clone, an archive and a changed tree with the same files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

/// What decides numbers. What is watched and how it is written does not.
const NUMBERS: [&str; 5] =
    ["Cargo.lock", "crates/words", "crates/reading", "crates/model", "crates/scenario"];

/// All sources.
const SOURCES: [&str; 6] = ["Cargo.lock", "Cargo.toml", "build.rs", "crates", "scenarios", "src"];

fn main() {
    for path in SOURCES.into_iter().chain(["docs"]).filter(|path| Path::new(path).exists()) {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rustc-env=COGOV_COMMIT={}", commit().as_deref().unwrap_or("unknown"));
    println!("cargo::rustc-env=COGOV_NUMBERS={}", hash(&NUMBERS));
    println!("cargo::rustc-env=COGOV_SOURCES={}", hash(&SOURCES));
}

/// The hash of the sources in some files and folders: names and contents, line ends as on Unix.
fn hash(paths: &[&str]) -> String {
    let mut found = Vec::new();
    paths.iter().for_each(|path| collect(Path::new(path), &mut found));
    found.sort_unstable();
    let mut hash = Sha256::new();
    for path in found {
        let name = path.to_string_lossy().replace('\\', "/");
        let mut bytes = fs::read(&path).unwrap_or_default();
        bytes.retain(|&byte| byte != b'\r');
        hash.update(format!("{name} {}\n", bytes.len()));
        hash.update(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The sources below a path; what editors and systems leave there is none.
fn collect(path: &Path, found: &mut Vec<PathBuf>) {
    const KINDS: [&str; 7] = ["rs", "toml", "lock", "csv", "css", "js", "md"];
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let is_seen = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            !name.starts_with('.') && name != "target" && name != "snapshots"
        };
        entries.filter(is_seen).for_each(|entry| collect(&entry.path(), found));
    } else if path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known)) {
        found.push(path.into());
    }
}

/// The commit, marked where the tree is changed: what was built from a changed tree must not pass for it.
fn commit() -> Option<String> {
    // A package inside another repository is not of that one's commit.
    if !Path::new(".git").exists() {
        return None;
    }
    // In a worktree HEAD and branches are elsewhere than in `.git`, which is a file there.
    let folders = ["--git-dir", "--git-common-dir"].map(|which| git(&["rev-parse", which]));
    for folder in folders.into_iter().flatten().map(PathBuf::from) {
        for path in ["HEAD", "refs/heads", "packed-refs"].map(|name| folder.join(name)) {
            // A path that does not exist would make every build start anew.
            if path.exists() {
                println!("cargo::rerun-if-changed={}", path.display());
            }
        }
    }
    let commit = git(&["rev-parse", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_some();
    Some(if changed { commit + "-changed" } else { commit })
}

/// What git says, on one line; nothing if it cannot.
fn git(words: &[&str]) -> Option<String> {
    let output = Command::new("git").args(words).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
