//! `compare --lives` and `run --only`: files on request, and what others say of them.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use crate::outside::{put, read, says};

const COMPARE: [&str; 8] =
    ["compare", "small.toml", "clear.toml", "--worlds=0", "--quiet", "--seeds=3", "--name", "c"];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(
        &folder,
        "small.toml",
        "schema = 1\nextends = \"baseline.toml\"\nhorizon.months = 40\n\
         [place]\nurban = { communities = 1, adults = 200, migrant_share = 0.3 }\n\
         rural = { communities = 1, adults = 200 }\npastoral = { communities = 0, adults = 100 }\n",
    );
    let clear = "schema = 1\nextends = \"small.toml\"\npolicy.mandate_clarity = 0.8\n";
    put(&folder, "clear.toml", clear);
    folder
}

type Rows = Vec<BTreeMap<String, String>>;

fn rows(text: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The columns of winners.csv that are means over seeds, worked out from lives.csv alone.
fn again(lives: &Rows, of: &BTreeMap<String, String>) -> Vec<(&'static str, f64)> {
    let fits = |row: &&BTreeMap<String, String>| {
        let same = |key: &str| row[key] == of[key];
        let or_all = |key: &str| of[key] == "all" || same(key);
        let is_newcomer = row["status"] == "newcomer";
        same("outcome")
            && or_all("zone")
            && (of["status"] == "newcomer") == is_newcomer
            && or_all("status")
    };
    let mut seeds: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for row in lives.iter().filter(fits) {
        let sums = seeds.entry(&row["seed"]).or_default();
        for (column, cell) in row {
            if let Ok(number) = cell.parse::<f64>() {
                *sums.entry(column).or_default() += number;
            }
        }
    }
    assert_eq!(seeds.len(), 3);
    let mean = |value: &dyn Fn(&BTreeMap<&str, f64>) -> f64| {
        seeds.values().map(value).sum::<f64>() / seeds.len() as f64
    };
    if of["status"] == "newcomer" {
        let level = |sums: &BTreeMap<&str, f64>, end: &str| {
            sums[format!("level_sum{end}").as_str()] / sums[format!("residents{end}").as_str()]
        };
        return vec![
            ("residents", mean(&|sums| sums["residents"])),
            ("residents_baseline", mean(&|sums| sums["residents_baseline"])),
            ("change", mean(&|sums| level(sums, "") - level(sums, "_baseline"))),
        ];
    }
    let gone = |sums: &BTreeMap<&str, f64>| {
        let one = sums["gone_in_scenario_only"] + sums["gone_in_baseline_only"];
        sums["followed"] - sums["residents"] - one
    };
    vec![
        ("residents", mean(&|sums| sums["residents"])),
        ("better", mean(&|sums| sums["better"] / sums["residents"])),
        ("worse", mean(&|sums| sums["worse"] / sums["residents"])),
        ("change", mean(&|sums| sums["change_sum"] / sums["residents"])),
        ("gone_in_scenario_only", mean(&|sums| sums["gone_in_scenario_only"])),
        ("gone_in_baseline_only", mean(&|sums| sums["gone_in_baseline_only"])),
        ("gone_in_both", mean(&gone)),
    ]
}

#[test]
fn who_gained_follows_from_the_lives_of_each_seed() {
    let folder = folder();
    says(&folder, &[&COMPARE[..], &["--lives"]].concat(), 0);
    let (lives, winners) =
        (rows(&read(&folder, "output/c/lives.csv")), rows(&read(&folder, "output/c/winners.csv")));
    assert!(winners.iter().any(|row| row["status"] == "migrant" && row["zone"] == "urban"));
    let mut held = 0;
    for row in &winners {
        for (column, value) in again(&lives, row) {
            let told: f64 = row[column].parse().unwrap();
            assert!((value - told).abs() < 1e-9 * told.abs().max(1.0), "{column}: {value} {row:?}");
            held += 1;
        }
    }
    assert!(held > 100, "{held}");
    let dictionary = read(&folder, "output/c/dictionary.csv");
    for column in lives[0].keys() {
        assert!(dictionary.contains(&format!("lives.csv,{column},")), "{column}");
    }
    let (told, _) = says(&folder, &["verify", "output/c"], 0);
    assert!(told.contains("rows of winners.csv follow from it"), "{told}");
    // Not asked for it is not there, and nothing else is another.
    let before = read(&folder, "output/c/winners.csv");
    says(&folder, &COMPARE, 0);
    assert!(!folder.path().join("output/c/lives.csv").exists());
    assert_eq!(read(&folder, "output/c/winners.csv"), before);
}

#[test]
fn a_run_of_one_table_alone_goes_on_is_verified_and_does_not_mix_with_a_whole_one() {
    let folder = folder();
    let run = |seeds: &str, more: &[&str], code: i32| {
        let words =
            ["run", "small.toml", "--quiet", "--metrics=trust,staff_turnover", "--seeds", seeds];
        says(&folder, &[&words[..], more].concat(), code)
    };
    let files = || -> Vec<String> {
        let entries = fs::read_dir(folder.path().join("output/small")).unwrap().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    run("2", &["--only=runs"], 0);
    assert_eq!(files(), ["dictionary.csv", "manifest.json", "runs.csv", "scenario.toml"]);
    let dictionary = rows(&read(&folder, "output/small/dictionary.csv"));
    let of: Vec<&String> = dictionary.iter().map(|row| &row["file"]).collect();
    assert!(
        of.iter().all(|file| ["runs.csv", "dictionary.csv"].contains(&file.as_str())),
        "{of:?}"
    );
    // More seeds go beside those there are.
    run("3..4", &["--only=runs"], 0);
    let only = read(&folder, "output/small/runs.csv");
    let (told, _) = says(&folder, &["verify", "output/small", "--all"], 0);
    assert!(told.contains("runs.csv") && !told.contains("series.csv"), "{told}");
    // A whole result of other seeds would leave tables with gaps; one of all its seeds takes its place.
    let (_, said) = run("5..6", &[], 4);
    assert!(said.contains("other tables (--only)"), "{said}");
    run("4", &[], 0);
    assert!(files().contains(&"series.csv".to_owned()));
    assert_eq!(read(&folder, "output/small/runs.csv"), only);
    let (_, said) = run("5..6", &["--only=runs"], 4);
    assert!(said.contains("other tables (--only)"), "{said}");
    // A changed digit is found.
    run("4", &["--only=runs"], 0);
    assert!(!files().contains(&"series.csv".to_owned()));
    put(&folder, "output/small/runs.csv", &only.replacen('5', "6", 1));
    says(&folder, &["verify", "output/small", "--all"], 3);
}
