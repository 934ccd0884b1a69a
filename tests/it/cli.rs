//! The program from outside: exit codes, files, what is kept and what is refused.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::outside;

/// A small place and a short run.
const SMALL: [&str; 7] = [
    "--months=30",
    "--set=place.urban.communities=2",
    "--set=place.urban.adults=300",
    "--set=place.rural.communities=1",
    "--set=place.rural.adults=200",
    "--set=place.pastoral.communities=0",
    "--quiet",
];

fn cogov(folder: &TempDir, words: &[&str]) -> Command {
    let mut command = outside::cogov(folder, &["run"]);
    command.args(words).args(SMALL);
    command
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const TABLES: [&str; 5] = ["runs.csv", "series.csv", "years.csv", "funding.csv", "summary.csv"];

#[test]
fn a_run_writes_all_its_files_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    cogov(&folder, &["baseline", "--seeds=2"]).assert().code(0);
    let mut found: Vec<String> = fs::read_dir(folder.path().join("output/baseline"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let expected = [
        "dictionary.csv",
        "funding.csv",
        "manifest.json",
        "report.html",
        "runs.csv",
        "scenario.toml",
        "series.csv",
        "summary.csv",
        "yearly_budgets.csv",
        "years.csv",
    ];
    assert_eq!(found, expected);
    assert_eq!(
        fs::read_dir(folder.path().join("output")).unwrap().count(),
        1,
        "no folder is left over"
    );
    // 2 seeds x (county, urban, rural), and 30 months; 3 calendar years.
    assert_eq!(read(&folder, "output/baseline/runs.csv").lines().count(), 1 + 2 * 3);
    assert_eq!(read(&folder, "output/baseline/series.csv").lines().count(), 1 + 2 * 3 * 30);
    assert_eq!(read(&folder, "output/baseline/years.csv").lines().count(), 1 + 2 * 3 * 3);
}

#[test]
fn tables_are_the_same_bytes_for_any_threads_and_a_seed_alone_or_among_others() {
    let folder = TempDir::new().unwrap();
    // With more threads than seeds, communities are spread over them.
    for (out, seeds, threads) in [("a", "3", "1"), ("b", "3", "4"), ("c", "2..2", "2")] {
        let (out, seeds) = (format!("--out={out}"), format!("--seeds={seeds}"));
        let threads = format!("--threads={threads}");
        cogov(&folder, &["comprehensive", &seeds, &out, "--detail=community", &threads])
            .assert()
            .code(0);
    }
    for table in TABLES {
        assert_eq!(
            read(&folder, &format!("a/comprehensive/{table}")),
            read(&folder, &format!("b/comprehensive/{table}"))
        );
    }
    for table in &TABLES[..4] {
        let of_two = |out: &str| {
            let text = read(&folder, &format!("{out}/comprehensive/{table}"));
            let lines = text.lines().filter(|line| line.starts_with("comprehensive,2,"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert!(!of_two("a").is_empty());
        assert_eq!(of_two("a"), of_two("c"));
    }
}

#[test]
fn new_seeds_extend_a_result_to_what_one_command_would_have_given() {
    let folder = TempDir::new().unwrap();
    cogov(&folder, &["baseline", "--seeds=4", "--out=whole"]).assert().code(0);
    cogov(&folder, &["baseline", "--seeds=3..4", "--out=parts"]).assert().code(0);
    cogov(&folder, &["baseline", "--seeds=1..3", "--out=parts"]).assert().code(0);
    for table in TABLES {
        assert_eq!(
            read(&folder, &format!("whole/baseline/{table}")),
            read(&folder, &format!("parts/baseline/{table}")),
            "{table}"
        );
    }
    let receipt: serde_json::Value =
        serde_json::from_str(&read(&folder, "parts/baseline/manifest.json")).unwrap();
    assert_eq!(receipt["seeds"], serde_json::json!([1, 2, 3, 4]));
}

#[test]
fn another_scenario_of_the_name_is_refused_and_nothing_is_changed() {
    let folder = TempDir::new().unwrap();
    cogov(&folder, &["baseline", "--seeds=1"]).assert().code(0);
    fs::write(folder.path().join("output/baseline/mine.txt"), "mine").unwrap();
    let before = read(&folder, "output/baseline/runs.csv");
    let changed = ["baseline", "--seeds=1", "--set=policy.pay_ratio=0.9"];
    let refused = cogov(&folder, &changed).assert().code(4);
    let message = text(&refused.get_output().stderr);
    assert!(message.contains("--out") && message.contains("--force"), "{message}");
    assert_eq!(read(&folder, "output/baseline/runs.csv"), before);
    cogov(&folder, &[&changed[..], &["--force"]].concat()).assert().code(0);
    assert_ne!(read(&folder, "output/baseline/runs.csv"), before);
    assert_eq!(read(&folder, "output/baseline/mine.txt"), "mine");
}

#[test]
fn the_resolved_scenario_runs_by_itself_and_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    for scenario in ["pilot-rollout", "east-ujimqin"] {
        let words = ["run", scenario, "--months=26", "--seeds=1", "--quiet", "--out=a"];
        let mut command = Command::cargo_bin("cogov").unwrap();
        command.current_dir(folder.path()).args(words).assert().code(0);
        let resolved = format!("a/{scenario}/scenario.toml");
        let words = ["run", resolved.as_str(), "--seeds=1", "--quiet", "--out=b"];
        let mut command = Command::cargo_bin("cogov").unwrap();
        command.current_dir(folder.path()).args(words).assert().code(0);
        for table in TABLES.iter().chain(&["scenario.toml"]) {
            assert_eq!(
                read(&folder, &format!("a/{scenario}/{table}")),
                read(&folder, &format!("b/{scenario}/{table}")),
                "{table}"
            );
        }
    }
}

#[test]
fn wrong_words_and_faulty_input_have_their_exit_codes() {
    let folder = TempDir::new().unwrap();
    for (words, code, says) in [
        (vec!["baseline", "--seeds=0"], 2, "seeds"),
        (vec!["baseline", "--seeds=9..3"], 2, "seeds"),
        (vec!["baseline", "--metrics=trsut"], 2, "trust"),
        (vec!["baseline", "--unknown"], 2, "--unknown"),
        (vec![], 2, "SCENARIO"),
        (vec!["baselin"], 3, "baseline"),
        (vec!["baseline", "--set=policy.pay_ratoi=1"], 3, "pay_ratio"),
        (vec!["baseline", "--set=policy.pay_ratio=7"], 3, "2"),
        (vec!["baseline", "--place=nowhere.csv"], 3, "nowhere.csv"),
    ] {
        let assert = cogov(&folder, &words).assert().code(code);
        let message = text(&assert.get_output().stderr);
        assert!(message.contains(says), "{words:?}: {message}");
        assert!(!Path::new(&folder.path().join("output")).exists(), "{words:?} wrote something");
    }
}

#[test]
fn chosen_metrics_are_the_only_columns_and_read_back_to_the_same_bits() {
    let folder = TempDir::new().unwrap();
    cogov(&folder, &["baseline", "--seeds=1", "--metrics=trust,turnout_all", "--out=some"])
        .assert()
        .code(0);
    cogov(&folder, &["baseline", "--seeds=1", "--out=all"]).assert().code(0);
    let some = read(&folder, "some/baseline/series.csv");
    assert_eq!(some.lines().next(), Some("scenario,seed,month,level,area,turnout_all,trust"));
    let all = read(&folder, "all/baseline/series.csv");
    let mut lines = all.lines();
    let column = lines.next().unwrap().split(',').position(|name| name == "trust").unwrap();
    for (some, all) in some.lines().skip(1).zip(lines) {
        let trust = some.split(',').nth(6).unwrap();
        assert_eq!(trust, all.split(',').nth(column).unwrap());
        assert!(trust.parse::<f64>().is_ok_and(|value| format!("{value}") == trust));
        assert_eq!(some.split(',').nth(5), Some(""), "no election in 30 months: an empty cell");
    }
}

#[test]
fn the_dictionary_names_every_column_of_every_table() {
    let folder = TempDir::new().unwrap();
    cogov(&folder, &["baseline", "--seeds=1"]).assert().code(0);
    let dictionary = read(&folder, "output/baseline/dictionary.csv");
    for table in TABLES {
        let header = read(&folder, &format!("output/baseline/{table}"));
        for column in header.lines().next().unwrap().split(',') {
            assert!(dictionary.contains(&format!("\n{table},{column},")), "{table} {column}");
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_the_seeds_that_are_finished() {
    use std::process::{Command as Process, Stdio};
    use std::time::{Duration, Instant};

    let folder = TempDir::new().unwrap();
    let mut child = Process::new(assert_cmd::cargo::cargo_bin("cogov"))
        .current_dir(folder.path())
        .args(["run", "baseline", "--seeds=100000", "--set=place.pastoral.communities=0"])
        .args(SMALL)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Wait until some seeds have come to their end.
    let start = Instant::now();
    let target = folder.path().join("output/baseline");
    while cogov::output::room::Folder::waiting(&target) < 4
        && start.elapsed() < Duration::from_secs(60)
    {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.id().to_string();
    assert!(Process::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let runs = read(&folder, "output/baseline/runs.csv");
    assert!(runs.lines().count() > 3, "finished seeds are kept");
    assert_eq!(fs::read_dir(folder.path().join("output")).unwrap().count(), 1);
}
