//! Whole scenarios, from text to resolved text and to messages.

use std::fs;
use std::path::Path;

use super::*;
use crate::quantity::Language;

fn load_in(folder: &Path, files: &[(&str, &str)], options: &Options) -> Result<Loaded, Faults> {
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file in a temporary folder");
    }
    load(&folder.join(files[0].0).display().to_string(), options)
}

fn same(a: &Scenario, b: &Scenario) {
    assert_eq!(format!("{a:#?}"), format!("{b:#?}"));
}

#[test]
fn every_shipped_scenario_loads_and_its_resolved_text_gives_the_same_scenario() {
    for (name, _) in shipped() {
        let loaded = load(name, &Options::default()).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(loaded.warnings.is_empty(), "{}", render(&loaded.warnings, Language::En, false));
        assert_eq!(&loaded.scenario.name, name);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut files = vec![("resolved.toml", loaded.resolved.as_str())];
        files.extend(loaded.place_table.as_deref().map(|table| ("place.csv", table)));
        let again =
            load_in(folder.path(), &files, &Options::default()).unwrap_or_else(|faults| panic!("{faults}"));
        same(&loaded.scenario, &again.scenario);
        assert_eq!(loaded.resolved, again.resolved);
    }
}
