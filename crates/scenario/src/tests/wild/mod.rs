//! Wild inputs: whatever the text, there is an answer, within bounds, and no panic.
//!
//! How many cases are tried is in `COGOV_CASES`, for all kinds of input together; without it a few
//! thousand, in seconds.

mod limits;
mod tables;
mod texts;

use std::cell::RefCell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::{Faults, Loaded, Options, load, load_place, render};
use model::model::calendar;
use model::policy::{Glance, Seen};
use model::quantity::Language;

/// Cases of a kind of input, which has a share (in hundredths) of all.
fn cases(share: u32) -> ProptestConfig {
    let all: u32 =
        std::env::var("COGOV_CASES").ok().and_then(|all| all.parse().ok()).unwrap_or(8_000);
    let cases = (u64::from(all) * u64::from(share)).div_ceil(100);
    let cases = u32::try_from(cases).unwrap_or(u32::MAX);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

thread_local! {
    /// A folder for the files of a case: one for all cases of a thread.
    static FOLDER: RefCell<TempDir> = RefCell::new(tempfile::tempdir().unwrap());
}

/// Writes files to the folder and loads the first.
fn load_files(files: &[(&str, &[u8])], options: &Options) -> Result<Loaded, Faults> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, bytes)| written(name, bytes)).collect();
    load(&paths[0].display().to_string(), options)
}

/// Writes a file to the folder. One that is made anew is left to the page cache; one that is cut and written
/// again is sent to the disk, and a case waits forty times as long.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = FOLDER.with_borrow(|folder| folder.path().join(name));
    let _ = fs::remove_file(&path);
    fs::write(&path, bytes).unwrap();
    path
}

/// What comes of a case. A panic fails it: proptest, without the standard library (see `Cargo.toml`),
/// would not see it and not look for the smallest such input. One that takes for ever never ends: the step of
/// `.ci/run` that tries two hundred thousand says so.
fn calmly<T>(case: impl FnOnce() -> T) -> Result<T, TestCaseError> {
    catch_unwind(AssertUnwindSafe(case)).map_err(|_| TestCaseError::fail("a panic, told above"))
}

/// An answer is a scenario that is the same when it is read again from its resolved text, or faults in
/// order, each with its place and words in both languages.
fn is_answer(found: Result<Loaded, Faults>) -> Result<(), TestCaseError> {
    match found {
        Ok(loaded) => {
            check_words(&render(&loaded.warnings, Language::En, false))?;
            check_words(&render(&loaded.warnings, Language::Zh, false))?;
            let table = loaded.place_table.clone().unwrap_or_default();
            let files =
                [("again.toml", loaded.resolved.as_bytes()), ("place.csv", table.as_bytes())];
            match calmly(|| load_files(&files, &Options::default()))? {
                Ok(again) => prop_assert_eq!(again.resolved, loaded.resolved),
                Err(faults) => prop_assert!(false, "{}\n{}", faults, loaded.resolved),
            }
        }
        Err(faults) => {
            prop_assert!(!faults.is_empty());
            for language in [Language::En, Language::Zh] {
                let text = calmly(|| faults.render(language))?;
                prop_assert!(!text.is_empty());
                check_words(&text)?;
            }
            for fault in &faults {
                prop_assert!(fault.line >= 1 && fault.column >= 1);
                prop_assert!(
                    fault.span.start <= fault.span.end && fault.span.end <= fault.source.len()
                );
            }
            for pair in faults.faults.windows(2) {
                let same = Arc::ptr_eq(&pair[0].source, &pair[1].source);
                prop_assert!(!same || pair[0].line <= pair[1].line, "out of order");
            }
        }
    }
    Ok(())
}

/// Nothing that a file holds may steer a terminal.
fn check_words(text: &str) -> Result<(), TestCaseError> {
    let steers = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    prop_assert!(!text.contains(steers), "{:?}", text);
    Ok(())
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn any_lines_give_a_scenario_or_faults(text in texts::of_lines()) {
        is_answer(calmly(|| load_files(&[("mine.toml", text.as_bytes())], &Options::default()))?)?;
    }
}

proptest! {
    #![proptest_config(cases(15))]

    #[test]
    fn any_changes_give_a_scenario_or_faults(text in texts::of_changes()) {
        is_answer(calmly(|| load_files(&[("mine.toml", text.as_bytes())], &Options::default()))?)?;
    }

    #[test]
    fn a_look_by_kind_finds_what_a_look_at_every_community_finds(text in texts::of_changes()) {
        let found = load_files(&[("mine.toml", text.as_bytes())], &Options::default());
        let scenarios = found.into_iter().map(|loaded| loaded.scenario);
        for scenario in scenarios.filter(|scenario| scenario.months <= 240) {
            let whole = calendar(&scenario, 1);
            let mut glance = Glance::new(&whole, scenario.months);
            for change in &scenario.changes {
                let mut without = scenario.clone();
                without.changes.retain(|other| other != change);
                let acts = whole.acts_apart(&calendar(&without, 1), scenario.months);
                prop_assert_eq!(acts, glance.of(change, &mut usize::MAX.clone()) == Seen::Acts, "{}", change.name);
            }
        }
    }

    #[test]
    fn a_shipped_file_spoilt_gives_a_scenario_or_faults(text in texts::of_shipped()) {
        is_answer(calmly(|| load_files(&[("mine.toml", text.as_bytes())], &Options::default()))?)?;
    }
}

proptest! {
    #![proptest_config(cases(20))]

    #[test]
    fn any_table_gives_a_scenario_a_place_or_faults(table in tables::tables()) {
        let files: [(&str, &[u8]); 2] = [("mine.toml", b"schema = 1\n[place]\ntable = \"p.csv\"\n"), ("p.csv", &table)];
        is_answer(calmly(|| load_files(&files, &Options::default()))?)?;
    }

    #[test]
    fn any_table_alone_gives_a_place_or_faults(table in tables::tables()) {
        let alone = calmly(|| load_place(&written("p.csv", &table)))?;
        if let Err(faults) = alone {
            check_words(&calmly(|| faults.render(Language::Zh))?)?;
        }
    }
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn any_set_gives_a_scenario_or_faults(set in texts::of_set()) {
        let options = Options { set, ..Options::default() };
        is_answer(calmly(|| load_files(&[("mine.toml", b"schema = 1\n")], &options))?)?;
    }

    #[test]
    fn any_parents_and_paths_give_a_scenario_or_faults(
        parents in prop::collection::vec(texts::paths(), 3),
        table in prop::option::of(texts::paths()),
        place in prop::option::of(texts::paths()),
        months in prop::option::of(any::<u32>()),
    ) {
        let text = |parent: &String| format!("schema = 1\nextends = {}\n", toml_edit::Value::from(parent.as_str()));
        let mut files: Vec<String> = parents.iter().map(text).collect();
        if let Some(table) = &table {
            files[0] += &format!("[place]\ntable = {}\n", toml_edit::Value::from(table.as_str()));
        }
        let files: Vec<(&str, &[u8])> =
            ["a.toml", "b.toml", "c.toml"].into_iter().zip(files.iter().map(String::as_bytes)).collect();
        let options = Options { months, place: place.map(Into::into), ..Options::default() };
        is_answer(calmly(|| load_files(&files, &options))?)?;
    }
}
