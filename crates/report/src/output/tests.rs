//! Whole results, through real runs of a small place.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::experiment::{Ensemble, Runner};
use crate::metric::{Detail, METRICS};
use crate::place::Place;
use crate::policy::Scenario;
use crate::quantity::Language;

const TABLES: [&str; 6] =
    ["runs.csv", "series.csv", "years.csv", "funding.csv", "summary.csv", "dictionary.csv"];

/// A village and a gacha of 40 adults each, 14 months.
fn scenario() -> Scenario {
    let mut scenario = Scenario::baseline();
    let mut place = Place::clone(&scenario.place);
    let last = place.communities.pop();
    place.communities.truncate(1);
    place.communities.extend(last);
    for community in &mut place.communities {
        community.adults = 40;
    }
    scenario.place = Arc::new(place);
    (scenario.months, scenario.burn_in) = (14, 2);
    scenario
}

fn request(seeds: &[u64]) -> Request {
    Request {
        scenario: "hamlet".to_owned(),
        resolved: "text".to_owned(),
        place_table: None,
        no_place: false,
        bom: false,
        metrics: (0..METRICS.len()).collect(),
        detail: Detail::Zone,
        only: None,
        seeds: seeds.to_vec(),
        command: Vec::new(),
        program: Program::default(),
        policy: scenario(),
        language: Language::En,
    }
}

fn run(out: &Path, request: Request, force: bool) -> Result<Written, OutputError> {
    let detail = request.detail;
    let draft = Draft::new(out, request, force)?;
    let seeds = draft.to_run();
    let scenario = scenario();
    let runner = Runner { threads: 2, ..Runner::default() };
    let ensemble = Ensemble { scenario: &scenario, seeds: &seeds, detail, runner };
    let finished = ensemble.run(|seed| draft.part(seed)).unwrap();
    draft.finish(&finished.iter().map(|run| run.seed).collect::<Vec<_>>(), 2, 0.5)
}

fn read(out: &Path, file: &str) -> String {
    fs::read_to_string(out.join("hamlet").join(file)).unwrap()
}

fn levels(out: &Path, file: &str) -> Vec<String> {
    let text = read(out, file);
    let at = text.lines().next().unwrap().split(',').position(|column| column == "level").unwrap();
    let mut levels: Vec<String> =
        text.lines().skip(1).map(|line| line.split(',').nth(at).unwrap().to_owned()).collect();
    levels.sort();
    levels.dedup();
    levels
}

#[test]
fn seeds_run_together_or_one_after_another_give_the_same_bytes() {
    let [together, apart] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    run(together.path(), request(&[1, 2, 3, 4]), false).unwrap();
    for seeds in [&[3][..], &[1, 4], &[2, 3]] {
        run(apart.path(), request(seeds), false).unwrap();
    }
    let written = run(apart.path(), request(&[4]), false).unwrap();
    assert_eq!(written.seeds, [1, 2, 3, 4]);
    assert_eq!(written.whole.len(), METRICS.len());
    assert_eq!(written.whole[0].1.n, 4);
    for file in TABLES {
        assert!(read(together.path(), file) == read(apart.path(), file), "{file}");
    }
    // Only the result is left: no temporary folder.
    assert_eq!(fs::read_dir(apart.path()).unwrap().count(), 1);
}

#[test]
fn another_scenario_is_refused_and_replaced_by_force_and_foreign_files_stay() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), request(&[1, 2]), false).unwrap();
    fs::write(out.path().join("hamlet/notes.txt"), "mine").unwrap();
    let before = read(out.path(), "runs.csv");
    let other = Request { resolved: "other".to_owned(), ..request(&[1, 2, 3]) };
    match run(out.path(), other.clone(), false) {
        Err(OutputError::WouldOverwrite { differences, .. }) => {
            assert_eq!(differences, [Difference::Scenario]);
        }
        _ => panic!("not refused"),
    }
    assert_eq!(read(out.path(), "runs.csv"), before);
    let place = Request { place_table: Some("code".to_owned()), ..request(&[1, 2]) };
    assert!(run(out.path(), place, false).is_err());
    run(out.path(), other, true).unwrap();
    assert_eq!(read(out.path(), "scenario.toml"), "other");
    assert_eq!(read(out.path(), "notes.txt"), "mine");
}

#[test]
fn other_columns_are_refused_where_seeds_would_be_lost_and_else_replace() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), request(&[1, 2]), false).unwrap();
    let narrow = |seeds: &[u64]| Request { metrics: vec![0, 1], ..request(seeds) };
    match run(out.path(), narrow(&[2, 3]), false) {
        Err(OutputError::WouldOverwrite { differences, .. }) => {
            assert_eq!(differences, [Difference::Metrics]);
        }
        _ => panic!("not refused"),
    }
    run(out.path(), narrow(&[1, 2, 3]), false).unwrap();
    let header = "scenario,seed,level,area,participation,participation_local";
    assert_eq!(read(out.path(), "runs.csv").lines().next(), Some(header));
    assert!(read(out.path(), "manifest.json").contains("\"participation_local\""));
}

#[test]
fn a_result_that_was_changed_is_neither_extended_nor_replaced_unasked() {
    for file in ["years.csv", "runs.csv", "summary.csv", "report.html", "scenario.toml"] {
        let out = tempfile::tempdir().unwrap();
        run(out.path(), request(&[1]), false).unwrap();
        let mut text = read(out.path(), file);
        text.push('\n');
        fs::write(out.path().join("hamlet").join(file), &text).unwrap();
        for seeds in [&[2][..], &[1, 2]] {
            match run(out.path(), request(seeds), false) {
                Err(OutputError::Edited { files, .. }) => {
                    assert_eq!(files, [(file.to_owned(), Change::Bytes)]);
                }
                _ => panic!("{file} was not refused"),
            }
        }
        assert_eq!(read(out.path(), file), text);
        assert!(run(out.path(), request(&[1, 2]), true).is_ok());
    }
}

#[test]
fn what_follows_from_the_tables_is_made_again_where_it_is_missing() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), request(&[1]), false).unwrap();
    let remove = |file: &str| fs::remove_file(out.path().join("hamlet").join(file)).unwrap();
    ["summary.csv", "report.html", "dictionary.csv"].into_iter().for_each(remove);
    assert_eq!(run(out.path(), request(&[2]), false).unwrap().seeds, [1, 2]);
    remove("years.csv");
    assert!(matches!(run(out.path(), request(&[3]), false), Err(OutputError::Edited { .. })));
    assert_eq!(run(out.path(), request(&[1, 2]), false).unwrap().seeds, [1, 2]);
}

#[test]
fn a_receipt_that_cannot_be_read_and_files_without_one_are_left_alone() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), request(&[1]), false).unwrap();
    let receipt = out.path().join("hamlet/manifest.json");
    fs::remove_file(&receipt).unwrap();
    for force in [false, true] {
        match run(out.path(), request(&[1]), force) {
            Err(OutputError::InTheWay { files, .. }) => assert!(files.contains(&"runs.csv".into())),
            _ => panic!("not refused"),
        }
    }
    fs::write(&receipt, "{}").unwrap();
    assert!(matches!(run(out.path(), request(&[1]), true), Err(OutputError::NoReceipt(_))));
    fs::write(out.path().join("file"), "").unwrap();
    let file = Request { scenario: "file".to_owned(), ..request(&[1]) };
    assert!(matches!(run(out.path(), file, true), Err(OutputError::Io { .. })));
}

#[test]
fn seeds_of_another_build_of_the_same_model_may_be_added_and_of_another_model_not() {
    let out = tempfile::tempdir().unwrap();
    let by = |numbers: &str, sources: &str, seeds| Request {
        program: Program {
            numbers: numbers.to_owned(),
            sources: sources.to_owned(),
            ..Program::default()
        },
        ..request(seeds)
    };
    run(out.path(), by("a", "a", &[1]), false).unwrap();
    assert!(run(out.path(), by("a", "b", &[2]), false).is_ok());
    match run(out.path(), by("b", "b", &[3]), false) {
        Err(OutputError::WouldOverwrite { differences, seeds, .. }) => {
            assert_eq!((differences, seeds), (vec![Difference::Program], 2));
        }
        _ => panic!("not refused"),
    }
}

#[test]
fn the_name_of_a_result_is_that_of_its_tables_scenario_and_place() {
    let out = tempfile::tempdir().unwrap();
    let first = run(out.path(), request(&[1]), false).unwrap().result;
    let more = run(out.path(), request(&[2]), false).unwrap().result;
    let again = Request { language: Language::Zh, ..request(&[1, 2]) };
    assert_eq!(run(out.path(), again, false).unwrap().result, more);
    assert_ne!(first, more);
    assert!(read(out.path(), "report.html").contains(&more));
    let placed =
        |no_place| Request { place_table: Some("code".to_owned()), no_place, ..request(&[1, 2]) };
    let whole = run(out.path(), placed(false), true).unwrap().result;
    assert_eq!(read(out.path(), "place.csv"), "code");
    assert_eq!(run(out.path(), placed(true), false).unwrap().result, whole);
    assert!(!out.path().join("hamlet/place.csv").exists());
    assert_ne!(whole, more);
}

#[test]
fn detail_decides_the_levels_of_each_table() {
    for (detail, runs, series) in [
        (Detail::County, vec!["county", "zone"], vec!["county"]),
        (Detail::Zone, vec!["county", "zone"], vec!["county", "zone"]),
        (
            Detail::Community,
            vec!["community", "county", "zone"],
            vec!["community", "county", "zone"],
        ),
    ] {
        let out = tempfile::tempdir().unwrap();
        run(out.path(), Request { detail, ..request(&[1]) }, false).unwrap();
        assert_eq!(levels(out.path(), "runs.csv"), runs);
        assert_eq!(levels(out.path(), "summary.csv"), runs);
        for file in ["series.csv", "years.csv", "funding.csv"] {
            assert_eq!(levels(out.path(), file), series, "{file}");
        }
    }
}

#[test]
fn tables_hold_every_month_and_year_and_the_fen_of_the_books() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), request(&[7]), false).unwrap();
    let areas = 3;
    assert_eq!(read(out.path(), "runs.csv").lines().count(), 1 + areas);
    assert_eq!(read(out.path(), "series.csv").lines().count(), 1 + 14 * areas);
    // Month 14 is in the second calendar year, which is cut short.
    assert_eq!(read(out.path(), "years.csv").lines().count(), 1 + 2 * areas);
    let funding = read(out.path(), "funding.csv");
    for line in funding.lines().skip(1) {
        let (_, fen) = line.rsplit_once(',').unwrap().1.split_once('.').unwrap();
        assert!(fen.len() == 2 && !line.ends_with(",0.00"), "{line}");
    }
    assert!(TABLES.iter().all(|file| !read(out.path(), file).contains("NaN")));
    assert!(TABLES.iter().all(|file| !read(out.path(), file).contains('\r')));
}

#[test]
fn a_result_of_all_seeds_at_once_has_the_page_of_one_that_was_extended_whatever_is_read_back() {
    for detail in [Detail::County, Detail::Community] {
        for metrics in [(0..METRICS.len()).collect(), vec![0, 3]] {
            let [together, apart] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
            let of = |seeds| Request { detail, metrics: Vec::clone(&metrics), ..request(seeds) };
            run(together.path(), of(&[1, 2, 3]), false).unwrap();
            for seeds in [&[2][..], &[1, 3]] {
                run(apart.path(), of(seeds), false).unwrap();
            }
            for file in ["summary.csv", "report.html"] {
                assert!(
                    read(together.path(), file) == read(apart.path(), file),
                    "{file} {detail:?}"
                );
            }
        }
    }
}
