//! Tells the program the commit that it was built from; `unknown` outside a repository of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A build script starts in its own crate; the repository is above.
    let root = Path::new("../..");
    if std::env::set_current_dir(root).is_err() {
        return;
    }
    // A package inside another repository is not of that one's commit.
    let own = Path::new(".git").exists();
    let commit = if own { git(&["rev-parse", "HEAD"]) } else { None };
    // What was built from a changed tree must not pass for the commit.
    let changed = own && git(&["status", "--porcelain", "--untracked-files=no"]).is_some();
    let commit = commit.map(|commit| if changed { commit + "-changed" } else { commit });
    for path in ["Cargo.toml", "Cargo.lock", "src", "crates", "scenarios", "docs"] {
        println!("cargo::rerun-if-changed=../../{path}");
    }
    if own {
        // In a worktree HEAD and branches are elsewhere than in `.git`, which is a file there.
        let folders = ["--git-dir", "--git-common-dir"]
            .map(|which| git(&["rev-parse", "--path-format=absolute", which]));
        for folder in folders.into_iter().flatten().map(PathBuf::from) {
            for path in ["HEAD", "refs/heads", "packed-refs"].map(|name| folder.join(name)) {
                // A path that does not exist would make every build start anew.
                if path.exists() {
                    println!("cargo::rerun-if-changed={}", path.display());
                }
            }
        }
    }
    println!("cargo::rustc-env=COGOV_COMMIT={}", commit.as_deref().unwrap_or("unknown"));
}

/// What git says, on one line; nothing if it cannot.
fn git(words: &[&str]) -> Option<String> {
    let output = Command::new("git").args(words).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
