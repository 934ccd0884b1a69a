//! Inside the model a room uses only rooms below it (docs/architecture.md). The arrows between crates are
//! held by the compiler.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room of the model and the rooms that it may use.
const MAY_USE: [(&str, &[&str]); 16] = [
    ("math", &[]),
    ("quantity", &[]),
    ("random", &["math"]),
    // Its tests work formulas out.
    ("formula", &["math", "quantity", "setting"]),
    ("setting", &["quantity"]),
    // Its tests look at the entries.
    ("evidence", &["quantity", "setting"]),
    ("place", &["quantity", "random", "setting"]),
    ("world", &["quantity", "random", "setting"]),
    ("policy", &["place", "quantity", "random", "setting"]),
    ("population", &["place", "quantity", "random", "setting", "world"]),
    ("metric", &["place", "quantity", "setting", "world"]),
    // `calendar.rs` alone puts the policy in force; see below.
    (
        "process",
        // Its tests hold the texts of formulas against the code.
        &[
            "formula",
            "math",
            "place",
            "policy",
            "population",
            "quantity",
            "random",
            "setting",
            "world",
        ],
    ),
    ("month", &["metric", "process", "quantity", "world"]),
    (
        "model",
        &[
            "metric",
            "month",
            "place",
            "policy",
            "population",
            "process",
            "quantity",
            "random",
            "setting",
            "world",
        ],
    ),
    ("supposed", &["math", "model", "place", "policy", "quantity", "random", "setting"]),
    ("reference", &["metric", "place", "quantity", "setting"]),
];

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Rooms that a text names behind `crate::`, also in groups; comments are left out.
fn used(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut rooms = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let names = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default(),
            None => {
                rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
            }
        };
        for name in names.split(',') {
            let name = name.trim().split("::").next().unwrap_or_default().to_owned();
            rooms.push(name);
        }
    }
    rooms
}

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/model/src");
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut seen = 0;
    for file in files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let room = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if room == "lib" || room == "main" {
            continue;
        }
        let allowed = may_use.get(room).unwrap_or_else(|| panic!("a room without a layer: {room}"));
        for other in used(&fs::read_to_string(&file).unwrap()) {
            if other != room && may_use.contains_key(other.as_str()) {
                seen += 1;
                assert!(allowed.contains(&other.as_str()), "{} uses {other}", inside.display());
            }
        }
    }
    assert!(seen > 100, "the scan found the imports: {seen}");
}

#[test]
fn a_rule_reads_the_policy_in_force_and_never_the_policy() {
    let process = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/model/src/process");
    for file in files(&process) {
        if file.file_name().is_some_and(|name| name == "calendar.rs") {
            continue;
        }
        let rooms = used(&fs::read_to_string(&file).unwrap());
        assert!(!rooms.contains(&"policy".to_owned()), "{}", file.display());
    }
}
