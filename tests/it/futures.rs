//! `cogov compare` in other worlds, from outside.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use cogov::comparison::Comparison;
use cogov::futures::{Ended, Futures, Origin};
use cogov::scenario::shipped_worlds;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// A small place and a short run of two packages.
const SMALL: [&str; 11] = [
    "baseline",
    "clear-functions",
    "professional-team",
    "--seeds=2",
    "--months=26",
    "--set=place.urban.communities=2",
    "--set=place.urban.adults=300",
    "--set=place.rural.communities=1",
    "--set=place.rural.adults=200",
    "--set=place.pastoral.communities=0",
    "--lang=en",
];

fn compare(folder: &TempDir, words: &[&str], code: i32) -> (String, String) {
    let mut command = Command::cargo_bin("cogov").unwrap();
    let done = command.current_dir(folder.path()).arg("compare").args(SMALL).args(words).assert();
    let output = done.code(code).get_output().clone();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

fn out(folder: &TempDir, name: &str) -> std::path::PathBuf {
    folder.path().join("output").join(name)
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

fn futures(folder: &TempDir, name: &str) -> Futures {
    let text = read(&out(folder, name), "report.json");
    serde_json::from_str::<Comparison>(&text).unwrap().futures.unwrap()
}

#[test]
fn worlds_change_no_byte_of_the_tables_of_the_world_as_assumed() {
    let folder = TempDir::new().unwrap();
    compare(&folder, &["--worlds=0", "--name=none", "--quiet"], 0);
    let (said, _) = compare(&folder, &["--worlds=5", "--name=five"], 0);
    let [none, five] = ["none", "five"].map(|name| out(&folder, name));
    for table in ["runs.csv", "comparison.csv", "costs.csv", "prices.csv", "winners.csv"] {
        assert_eq!(read(&none, table), read(&five, table), "{table}");
    }
    for table in ["outlooks.csv", "ranks.csv", "futures.csv", "worlds.csv"] {
        assert!(!none.join(table).exists() && five.join(table).exists(), "{table}");
    }
    assert!(said.lines().all(|line| line.width() <= 80), "{said}");
    let told = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let (origin, said_of) = if shipped_worlds().iter().any(|(name, _)| *name == "plausible") {
        (Origin::Screened, "screened: with the shipped settings they agree")
    } else {
        (Origin::Drawn, "not screened against evidence")
    };
    for words in ["futures, of 5", "5 worlds, ", said_of, "Best in so many of 5"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let found = futures(&folder, "five");
    assert_eq!((found.origin, found.ended), (origin, Ended::Worlds));
    assert_eq!((found.worlds.len(), found.twice(), found.rows.len()), (5, 5, 10));
}

#[test]
fn a_world_shows_the_same_among_more_worlds_and_with_any_number_of_threads() {
    let folder = TempDir::new().unwrap();
    compare(&folder, &["--worlds=3", "--threads=1", "--name=three", "--quiet"], 0);
    compare(&folder, &["--worlds=6", "--threads=2", "--name=six", "--quiet"], 0);
    let [three, six] = ["three", "six"].map(|name| futures(&folder, name));
    assert_eq!(three.rows[..3], six.rows[..3]);
    assert_eq!(three.rows[3..], six.rows[6..9]);
    // No two futures have one seed, and none is a seed of the world as assumed.
    let mut seeds: Vec<u64> = six.rows.iter().map(|row| row.seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    assert!(seeds.len() == 12 && seeds[0] > 1_000_000);
}

#[test]
fn what_a_user_gives_is_in_no_world_otherwise_also_where_it_is_the_default() {
    let folder = TempDir::new().unwrap();
    let given = ["--worlds=3", "--set=baseline.quit_base=0.01", "--name=given", "--quiet"];
    compare(&folder, &given, 0);
    compare(&folder, &["--worlds=3", "--name=free", "--quiet"], 0);
    let [with, without] = ["given", "free"].map(|name| futures(&folder, name));
    assert!(with.given.contains(&"quit_base".to_owned()));
    assert!(!without.given.contains(&"quit_base".to_owned()));
    assert_ne!(with.rows, without.rows);
    // The result's own scenario says so too: it is checked by running it again.
    let resolved = read(&out(&folder, "given"), "baseline.toml");
    assert!(resolved.contains("quit_base = 0.01"), "{resolved}");
    let mut verify = Command::cargo_bin("cogov").unwrap();
    let verified = verify.current_dir(folder.path()).args(["verify", "output/given", "--all"]);
    verified.assert().code(0);
}

#[test]
fn shares_that_are_to_be_narrow_add_worlds() {
    let folder = TempDir::new().unwrap();
    compare(&folder, &["--worlds=4", "--precision=worlds=30pp", "--name=wide", "--quiet"], 0);
    let found = futures(&folder, "wide");
    assert!(found.worlds.len() > 4 && found.asked == 4, "{}", found.worlds.len());
    assert_eq!(found.ended, Ended::Precise);
    assert!(found.widest().unwrap() <= 0.3);
}

#[test]
fn options_of_worlds_that_cannot_be_meant_are_answered_with_what_to_write() {
    let folder = TempDir::new().unwrap();
    let cases = [
        (&["--worlds=-1"][..], "0..=2000"),
        (&["--worlds", "-3"], "0..=2000"),
        (&["--worlds=2001"], "0..=2000"),
        (&["--worlds=many"], "--worlds"),
        (&["--worlds=1.5"], "--worlds"),
        (&["--worlds-file"], "--worlds-file"),
        (&["--precision=worlds=5"], "worlds=5pp"),
        (&["--precision=worlds=0"], "worlds=5pp"),
        (&["--precision=worlds="], "worlds=5pp"),
        (&["--precision=worlds"], "worlds=5pp"),
        (&["--precision=worlds=99pp"], "worlds=5pp"),
        (&["--precision=worlds=5pp", "--precision=worlds=4pp"], "twice"),
        (&["--precision=worlds=5pp", "--worlds=0"], "--worlds 0"),
    ];
    for (words, expected) in cases {
        let (_, said) = compare(&folder, words, 2);
        assert!(said.contains(expected), "{words:?}: {said}");
    }
    let (_, said) = compare(&folder, &["--worlds-file=nowhere.csv"], 3);
    assert!(said.contains("nowhere.csv"), "{said}");
    assert!(!folder.path().join("output").exists());
}

#[test]
fn worlds_of_a_file_are_run_as_they_are_and_too_few_are_told() {
    let folder = TempDir::new().unwrap();
    let file = "number,weight,quit_base\n1,1,0.01\n2,3,0.02\n";
    fs::write(folder.path().join("mine.csv"), file).unwrap();
    let words = ["--worlds-file=mine.csv", "--worlds=5", "--name=mine"];
    let (said, _) = compare(&folder, &words, 0);
    let told = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("no more than 2 worlds, of 5 asked for"), "{told}");
    let found = futures(&folder, "mine");
    assert_eq!((found.origin, found.ended), (Origin::Given, Ended::MostWorlds));
    assert_eq!(found.settings, ["quit_base"]);
    let kept: Vec<(f64, f64)> =
        found.worlds.iter().map(|of| (of.weight, of.values[0][0])).collect();
    assert_eq!(kept, [(1.0, 0.01), (3.0, 0.02)]);
}

/// The first worlds of those that the program comes with, as a file.
fn some_worlds(folder: &TempDir, number: usize) {
    let (_, text) = shipped_worlds().iter().find(|(name, _)| *name == "plausible").unwrap();
    let header = text.lines().position(|line| line.starts_with("number,")).unwrap();
    let kept: Vec<&str> = text.lines().take(header + 1 + number).collect();
    fs::write(folder.path().join("some.csv"), kept.join("\n") + "\n").unwrap();
}

fn verify(folder: &TempDir, words: &[&str], code: i32) -> String {
    let mut command = Command::cargo_bin("cogov").unwrap();
    let done = command.current_dir(folder.path()).arg("verify").args(words).assert().code(code);
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

#[test]
fn why_tells_turning_points_and_what_to_find_out_and_its_result_is_checked_like_any_other() {
    let folder = TempDir::new().unwrap();
    some_worlds(&folder, 16);
    let words = ["--worlds-file=some.csv", "--why", "--name=why"];
    let (said, told) = compare(&folder, &words, 0);
    assert!(told.contains("320 worlds") && told.contains("turning points"), "{told}");
    assert!(said.lines().all(|line| line.width() <= 80), "{said}");
    let text = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Turning points, all else as in the world as assumed", "What to find out first"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let found = futures(&folder, "why").why.unwrap();
    assert!(!found.learning.is_empty() && !found.cut);
    for one in &found.turning {
        // Whatever turns lies between two sides of opposite sign, within the plausible range.
        let Some(turns) = one.turns else { continue };
        let on = |is_side: fn(f64, f64) -> bool| {
            one.sides.iter().filter(|side| is_side(side.value, turns)).count()
        };
        assert!(on(|a, b| a <= b) + on(|a, b| a >= b) >= one.sides.len());
        assert!(one.range[0] <= turns && turns <= one.range[1], "{one:?}");
    }
    let table = read(&out(&folder, "why"), "why.csv");
    let rows = table.lines().filter(|line| line.contains(",choice,")).count();
    assert_eq!(rows, found.learning.len());
    verify(&folder, &["output/why", "--all"], 0);
    // One figure that was changed is found without running the model.
    let report = out(&folder, "why").join("report.json");
    let changed =
        fs::read_to_string(&report).unwrap().replacen("\"ceiling\": 0.", "\"ceiling\": 9.", 1);
    fs::write(&report, changed).unwrap();
    let said = verify(&folder, &["output/why", "--seeds=0"], 3);
    assert!(said.contains("report.json"), "{said}");
}

#[test]
fn the_first_goal_is_what_learning_is_for_and_without_worlds_nothing_can_be_asked() {
    let folder = TempDir::new().unwrap();
    some_worlds(&folder, 13);
    let words = ["--worlds-file=some.csv", "--why", "--goal=trust", "--name=goal", "--quiet"];
    compare(&folder, &words, 0);
    let found = futures(&folder, "goal").why.unwrap();
    let metrics: Vec<&str> = found.learning.iter().map(|of| of.metric.as_str()).collect();
    assert_eq!(metrics, ["trust"]);
    let (_, said) = compare(&folder, &["--why", "--worlds=0"], 2);
    assert!(said.contains("--worlds 0"), "{said}");
}

#[test]
fn a_baseline_that_was_changed_is_held_against_what_is_known_of_such_counties() {
    let folder = TempDir::new().unwrap();
    let run = |words: &[&str]| {
        let small = SMALL
            .iter()
            .filter(|word| !word.starts_with("--months") && **word != "professional-team");
        let mut command = Command::cargo_bin("cogov").unwrap();
        let command = command.current_dir(folder.path()).arg("compare").args(small);
        let done = command.args(["--months=36", "--worlds=12"]).args(words).assert().code(0);
        let said = String::from_utf8(done.get_output().stdout.clone()).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = run(&["--name=own"]);
    let found = futures(&folder, "own");
    let today = found.today.clone().unwrap();
    assert_eq!((found.known.len(), today.missed.len(), today.meets.len()), (9, 9, 12));
    let count = today.count();
    assert!(
        told.contains(&format!("agrees with the same in {count} of these 12 worlds")),
        "{told}"
    );
    // Three times the load of tasks is like no county that is known.
    let told = run(&["--set=baseline.admin_load=6", "--name=odd"]);
    let odd = futures(&folder, "odd").today.unwrap().count();
    assert!(odd <= count, "{odd} {count}");
    assert!(told.contains("evidence about other counties does not carry over"), "{told}");
    verify(&folder, &["output/odd", "--all"], 0);
    // Worlds of a file say nothing of what they were screened by.
    some_worlds(&folder, 6);
    run(&["--worlds-file=some.csv", "--name=file", "--quiet"]);
    assert_eq!(futures(&folder, "file").today, None);
    // Two months after burn-in tell nothing of a year.
    compare(&folder, &["--worlds=5", "--name=short", "--quiet"], 0);
    assert_eq!(futures(&folder, "short").today, None);
}
