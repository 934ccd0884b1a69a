//! `cogov compare` from outside: files, exit codes, what is refused, when it stops.

use std::fs;

use assert_cmd::Command;
use cogov::comparison::Comparison;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::outside::{self, read};

/// A small place and a short run.
const SMALL: [&str; 6] = [
    "--months=30",
    "--set=place.urban.communities=2",
    "--set=place.urban.adults=300",
    "--set=place.rural.communities=1",
    "--set=place.rural.adults=200",
    "--set=place.pastoral.communities=0",
];

fn says(folder: &TempDir, words: &[&str], code: i32) -> (String, String) {
    let mut command = Command::cargo_bin("cogov").unwrap();
    let done = command
        .current_dir(folder.path())
        .arg("compare")
        .arg("--worlds=0")
        .args(words)
        .args(SMALL)
        .assert();
    let output = done.code(code).get_output().clone();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

fn report(folder: &TempDir, name: &str) -> Comparison {
    let path = folder.path().join("output").join(name).join("report.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_comparison_writes_its_files_prints_verdicts_and_the_report_reads_back() {
    let folder = TempDir::new().unwrap();
    let (table, _) = says(&folder, &["baseline", "clear-functions", "--seeds=4"], 0);
    assert!(table.lines().all(|line| line.width() <= 80), "{table}");
    assert!(table.contains("administrative share") && table.contains("not clear"), "{table}");
    let out = folder.path().join("output/compare-baseline-clear-functions");
    let mut found: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let expected = [
        "baseline.toml",
        "budgets.csv",
        "clear-functions.toml",
        "comparison.csv",
        "costs.csv",
        "dictionary.csv",
        "manifest.json",
        "prices.csv",
        "report.html",
        "report.json",
        "runs.csv",
        "winners.csv",
        "yearly_budgets.csv",
    ];
    assert_eq!(found, expected);
    assert_eq!(fs::read_dir(folder.path().join("output")).unwrap().count(), 1);
    let comparison = report(&folder, "compare-baseline-clear-functions");
    assert_eq!(comparison.design.seeds, [1, 2, 3, 4]);
    assert!(comparison.fairness.iter().all(|check| check.holds));
    // 4 seeds x 2 arms x (county, urban, rural).
    assert_eq!(fs::read_to_string(out.join("runs.csv")).unwrap().lines().count(), 1 + 24);
}

#[test]
fn another_comparison_of_the_name_is_refused_and_the_same_one_is_made_again() {
    let folder = TempDir::new().unwrap();
    let quiet =
        |words: &[&str], code| says(&folder, &[words, &["--quiet", "--name=x"]].concat(), code);
    quiet(&["baseline", "clear-functions", "--seeds=2"], 0);
    let before = fs::read(folder.path().join("output/x/comparison.csv")).unwrap();
    let (_, refusal) = quiet(&["baseline", "one-stop-services", "--seeds=2"], 4);
    assert!(refusal.contains("--force") && refusal.contains("--out"), "{refusal}");
    assert_eq!(fs::read(folder.path().join("output/x/comparison.csv")).unwrap(), before);
    quiet(&["baseline", "clear-functions", "--seeds=2"], 0);
    assert_eq!(fs::read(folder.path().join("output/x/comparison.csv")).unwrap(), before);
    quiet(&["baseline", "one-stop-services", "--seeds=2", "--force"], 0);
}

#[test]
fn wrong_words_and_scenarios_that_cannot_be_paired_have_their_messages_and_codes() {
    let folder = TempDir::new().unwrap();
    let (_, said) = says(&folder, &["baseline", "clear-functions", "--metrics=trsut"], 2);
    assert!(said.contains("did you mean 'trust'"), "{said}");
    let (_, said) = says(&folder, &["baseline", "clear-functions", "--precision=trust"], 2);
    assert!(said.contains("--precision") && said.contains("staff_turnover=1pp"), "{said}");
    says(&folder, &["baseline"], 2);
    let (_, said) = says(&folder, &["baseline", "no-such"], 3);
    assert!(said.contains("no-such"), "{said}");
    let (_, said) = says(&folder, &["baseline", "baseline"], 3);
    assert!(said.contains("one name"), "{said}");
    let long = "schema = 1\nname = \"long\"\nextends = \"baseline\"\n[horizon]\nburn_in = 6\n";
    fs::write(folder.path().join("long.toml"), long).unwrap();
    let (_, said) = says(&folder, &["baseline", "long.toml"], 3);
    assert!(said.contains("[horizon]") && said.contains("burn_in=24"), "{said}");
    assert!(!folder.path().join("output").exists(), "nothing is written");
}

#[test]
fn a_precision_that_is_reached_at_once_takes_the_first_seeds_only() {
    let folder = TempDir::new().unwrap();
    let words =
        ["baseline", "clear-functions", "--seeds=60", "--precision=admin_share=0.5", "--name=p"];
    let (table, _) = says(&folder, &words, 0);
    assert!(table.contains("Stopped when every named interval"), "{table}");
    let comparison = report(&folder, "p");
    assert_eq!(comparison.design.seeds.len(), 10);
    assert_eq!(comparison.design.precision, [("admin_share".to_owned(), 0.5)]);
}

#[test]
fn time_that_is_up_before_a_seed_writes_nothing_and_says_so() {
    let folder = TempDir::new().unwrap();
    let words = ["baseline", "clear-functions", "--time=0.000001s"];
    let (_, said) = says(&folder, &words, 4);
    assert!(said.contains("--time"), "{said}");
    let left = fs::read_dir(folder.path().join("output")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "no folder is left over");
}

#[test]
fn a_comparison_speaks_chinese() {
    let folder = TempDir::new().unwrap();
    let words = ["baseline", "clear-functions", "--seeds=3", "--lang=zh"];
    let (table, _) = says(&folder, &words, 0);
    assert!(table.contains("结论") && table.contains("公平性检查"), "{table}");
    assert!(table.lines().all(|line| line.width() <= 80), "{table}");
    let page = folder.path().join("output/compare-baseline-clear-functions/report.html");
    assert!(fs::read_to_string(page).unwrap().contains("<html lang=\"zh-Hans\">"));
}

#[test]
fn a_comparison_never_loses_seeds_nor_replaces_a_file_of_somebody_else() {
    let folder = TempDir::new().unwrap();
    let run = |words: &[&str], code| {
        let all = [&["baseline", "clear-functions", "--quiet", "--name=x"], words].concat();
        says(&folder, &all, code).1
    };
    run(&["--seeds=3"], 0);
    assert!(run(&["--seeds=2"], 4).contains("more seeds"));
    assert!(run(&["--seeds=3", "--metrics=trust"], 4).contains("other metrics"));
    run(&["--seeds=4"], 0);
    assert_eq!(report(&folder, "x").design.seeds, [1, 2, 3, 4]);
    let foreign = folder.path().join("output/y");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("report.html"), "precious").unwrap();
    says(&folder, &["baseline", "clear-functions", "--quiet", "--seeds=1", "--name=y"], 4);
    assert_eq!(fs::read_to_string(foreign.join("report.html")).unwrap(), "precious");
    for name in ["../evil", "", "a/b", ".."] {
        let name = format!("--name={name}");
        let words = ["baseline", "clear-functions", "--seeds=1", name.as_str()];
        assert!(says(&folder, &words, 2).1.contains("--name"));
    }
}

#[test]
fn another_place_is_warned_of() {
    let folder = TempDir::new().unwrap();
    let other = "schema = 1\nname = \"other\"\nextends = \"east-ujimqin\"\n";
    fs::write(folder.path().join("other.toml"), other).unwrap();
    let mut command = Command::cargo_bin("cogov").unwrap();
    command.current_dir(folder.path());
    let words =
        ["compare", "--worlds=0", "baseline", "other.toml", "--seeds=1", "--months=25", "--quiet"];
    let done = command.args(words).assert().code(0).get_output().clone();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("'other' is another place"), "{said}");
}

#[test]
fn a_brief_is_the_first_page_of_the_report_and_nothing_more() {
    let folder = TempDir::new().unwrap();
    let words = ["baseline", "clear-functions", "--seeds=2", "--quiet"];
    says(&folder, &[&words[..], &["--name=b", "--brief"]].concat(), 0);
    let [whole, brief] =
        ["report.html", "brief.html"].map(|file| read(&folder, &format!("output/b/{file}")));
    let first = |page: &str| {
        let from = page.find("<section id=\"answer\"").unwrap();
        let to = page[from..].find("</section>").unwrap();
        page[from..from + to].to_owned()
    };
    assert_eq!(first(&whole), first(&brief));
    assert_eq!(brief.matches("<section").count(), 1);
    assert!(whole.matches("<section").count() > 5);
    for link in brief.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert!(brief.contains(&format!("id=\"{id}\"")), "a link to `{id}`, which is not there");
    }
    let (told, _) = outside::says(&folder, &["verify", "output/b", "--all"], 0);
    assert!(told.contains("brief.html"), "{told}");
    says(&folder, &[&words[..], &["--name=c"]].concat(), 0);
    assert!(!folder.path().join("output/c/brief.html").exists());
}
