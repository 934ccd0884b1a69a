//! `cogov verify` from outside: what holds, what is caught, what is refused.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::outside::{self, signed};
use unicode_width::UnicodeWidthStr;

/// A small place and a short run.
const SMALL: [&str; 6] = [
    "--months=26",
    "--set=place.urban.communities=2",
    "--set=place.urban.adults=60",
    "--set=place.rural.communities=1",
    "--set=place.rural.adults=40",
    "--set=place.pastoral.communities=0",
];

/// A table of two counties.
const TABLE: &str = "code,county,township,community,zone,adults,migrant_share\n\
    1,East,T,A,urban,60,0.3\n2,East,T,B,rural,40,0\n3,\"West, old\",U,C,urban,50,0.1\n";

/// A result in a folder of its own.
struct Made {
    folder: TempDir,
    name: &'static str,
}

impl Made {
    /// The result of a command that writes to `out`.
    fn by(name: &'static str, words: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let made = Self { folder, name };
        fs::write(made.folder.path().join("place.csv"), TABLE).unwrap();
        made.add(words);
        made
    }

    /// Three seeds of the baseline in a small place.
    fn run() -> Self {
        Self::by("baseline", &[&["run", "baseline", "--seeds=3"], &SMALL[..]].concat())
    }

    /// A comparison on three seeds.
    fn comparison() -> Self {
        let words =
            ["compare", "--worlds=3", "baseline", "clear-functions", "--seeds=3", "--name=two"];
        Self::by("two", &[&words[..], &SMALL[..]].concat())
    }

    /// A further command in the same folder.
    fn add(&self, words: &[&str]) {
        self.cogov(words).args(["--quiet", "--out=out"]).assert().code(0);
    }

    fn cogov(&self, words: &[&str]) -> Command {
        outside::cogov(&self.folder, words)
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("out").join(self.name).join(file)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Changes a file, which must change.
    fn change(&self, file: &str, how: impl FnOnce(&str) -> String) {
        let before = self.read(file);
        let after = how(&before);
        assert_ne!(before, after, "{file} was not changed");
        fs::write(self.path(file), after).unwrap();
    }

    /// What `cogov verify` prints, both streams, with this exit code.
    fn says(&self, words: &[&str], code: i32) -> String {
        let folder = format!("out/{}", self.name);
        let assert = self.cogov(&["verify", &folder]).args(words).assert();
        let output = assert.get_output();
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        let too_long = text.lines().find(|line| line.width() > 80 && !line.contains(": the file"));
        assert_eq!(too_long, None);
        text
    }

    fn holds(&self, words: &[&str]) -> String {
        self.says(words, 0)
    }

    /// What is said, on one line, where the result does not hold.
    fn fails(&self, words: &[&str]) -> String {
        self.says(words, 3).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is said, on one line, where the result is refused.
    fn refused(&self, words: &[&str]) -> String {
        self.says(words, 4).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A text with one line replaced by nothing, itself or others.
fn with_line(text: &str, line: usize, how: impl Fn(&str) -> String) -> String {
    let lines = text.lines().enumerate();
    lines.map(|(at, text)| if at + 1 == line { how(text) } else { format!("{text}\n") }).collect()
}

/// A line with the last digit of its last cell changed.
fn with_other_digit(line: &str) -> String {
    let digit = line.chars().next_back().unwrap();
    let other = if digit == '1' { '2' } else { '1' };
    format!("{}{other}\n", &line[..line.len() - 1])
}

fn assert_says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn a_result_that_nobody_touched_holds() {
    let made = Made::run();
    let before: Vec<String> = ["runs.csv", "manifest.json"].map(|file| made.read(file)).to_vec();
    let text = made.holds(&["--sample-seed=1"]);
    assert_says(&text, &["Run again: 2 of 3 seeds", "--sample-seed 1", "runs.csv", "series.csv"]);
    assert_says(&text, &["years.csv", "funding.csv", "summary.csv", "The result holds"]);
    assert_eq!(text, made.holds(&["--sample-seed=1"]), "the same seeds are drawn again");
    assert_says(&made.holds(&["--lang=zh"]), &["结果无误"]);
    assert_says(&made.holds(&["--all", "--threads=3"]), &["all seeds (1, 2, 3)"]);
    assert_eq!(made.holds(&["--seeds=1", "--quiet"]), "");
    assert_eq!(["runs.csv", "manifest.json"].map(|file| made.read(file)).to_vec(), before);
}

#[test]
fn another_number_draws_other_seeds_and_more_can_be_asked_for_than_there_are() {
    let words = [&["run", "baseline", "--seeds=20"], &SMALL[..]].concat();
    let made = Made::by("baseline", &words);
    let is_it = |line: &&str| line.contains("Run again");
    let drawn = |words: &[&str]| made.holds(words).lines().find(is_it).unwrap().to_owned();
    let all: Vec<String> =
        ["1", "2", "3", "4"].map(|number| drawn(&["--sample-seed", number])).to_vec();
    let seeds = all.iter().map(|line| line.split(['(', ')']).nth(1).unwrap());
    assert!(seeds.collect::<std::collections::BTreeSet<_>>().len() > 1, "{all:?}");
    assert_says(&drawn(&["--seeds=30"]), &["20 of 20 seeds"]);
}

#[test]
fn results_of_every_shape_hold() {
    let table = ["--months=26", "--place=place.csv"];
    for words in [
        &["--metrics=trust,turnout_all"][..],
        &["--detail=community"],
        &["--detail=county", "--seeds=7..9"],
        &["--set=policy.one_stop=1", "--seeds=5..5"],
    ] {
        let words = [&["run", "baseline"], words, &SMALL[..]].concat();
        Made::by("baseline", &words).holds(&["--seeds=1"]);
        let words = [&words[..words.len() - SMALL.len()], &table[..]].concat();
        Made::by("baseline", &words).holds(&["--seeds=1", "--lang=zh"]);
    }
}

#[test]
fn an_extended_result_holds() {
    let made = Made::by("baseline", &[&["run", "baseline", "--seeds=4..5"], &SMALL[..]].concat());
    made.add(&[&["run", "baseline", "--seeds=2..4"], &SMALL[..]].concat());
    assert_says(&made.holds(&["--all"]), &["all seeds (2, 3, 4, 5)"]);
}

#[test]
fn a_changed_digit_is_told_with_file_line_column_and_both_values() {
    for file in ["runs.csv", "series.csv", "years.csv", "funding.csv"] {
        let made = Made::run();
        let line = made.read(file).lines().count();
        let last = made.read(file).lines().next_back().unwrap().to_owned();
        let column = made.read(file).lines().next().unwrap().rsplit(',').next().unwrap().to_owned();
        made.change(file, |text| with_line(text, line, with_other_digit));
        let cell = |line: &str| line.trim().rsplit(',').next().unwrap().to_owned();
        let (found, right) = (cell(&with_other_digit(&last)), cell(&last));
        let text = made.fails(&["--all"]);
        let place = format!("{file}, line {line}, column {column}");
        let values = format!("the file has {found}, it should be {right}");
        assert_says(&text, &[&place, "(seed 3, ", &values, "What it may mean"]);
        let chinese = made.fails(&["--all", "--lang=zh"]);
        assert!(chinese.contains(&format!("{file} 第 {line} 行")), "{chinese}");
    }
}

#[test]
fn a_change_in_a_seed_that_is_not_run_again_shows_in_the_summary() {
    let made = Made::run();
    let drawn = made.holds(&["--seeds=1", "--sample-seed=1"]);
    let drawn = drawn.split(['(', ')']).nth(3).unwrap().to_owned();
    // The last row of another seed.
    let rows = made.read("runs.csv");
    let is_other = |line: &str| !line.starts_with(&format!("baseline,{drawn},"));
    let line = rows.lines().collect::<Vec<_>>().into_iter().rposition(is_other).unwrap() + 1;
    let with_one_more = |line: &str| format!("{}\n", line.replacen(",0.", ",0.9", 1));
    made.change("runs.csv", |text| with_line(text, line, with_one_more));
    let text = made.fails(&["--seeds=1", "--sample-seed=1"]);
    assert_says(&text, &["summary.csv, line "]);
    assert!(!text.contains("runs.csv, line"), "{text}");
}

#[test]
fn missing_doubled_and_swapped_rows_are_told_whether_or_not_their_seed_is_run_again() {
    for file in ["runs.csv", "series.csv", "years.csv"] {
        for words in
            [&["--all"][..], &["--seeds=1", "--sample-seed=1"], &["--seeds=1", "--sample-seed=7"]]
        {
            for how in [|_: &str| String::new(), |line: &str| format!("{line}\n{line}\n")] {
                let made = Made::run();
                made.change(file, |text| with_line(text, 3, how));
                assert_says(&made.fails(words), &[&format!("{file}, line ")]);
            }
            let made = Made::run();
            made.change(file, |text| {
                let mut lines: Vec<&str> = text.lines().collect();
                lines.swap(2, 3);
                lines.join("\n") + "\n"
            });
            assert_says(&made.fails(words), &[&format!("{file}, line ")]);
        }
    }
    let made = Made::run();
    made.change("series.csv", |text| with_line(text, 5, |_| String::new()));
    assert_says(
        &made.fails(&["--all"]),
        &["series.csv, line 5 (seed 1, month 2, county, county): this row is missing"],
    );
}

#[test]
fn whole_seeds_that_are_missing_or_that_nobody_ran_are_told() {
    let made = Made::run();
    let of_two = |line: &&str| line.starts_with("baseline,2,");
    made.change("funding.csv", |text| {
        text.lines().filter(|line| !of_two(line)).map(|line| format!("{line}\n")).collect()
    });
    assert_says(&made.fails(&["--all"]), &["funding.csv (seed 2): this seed has no rows"]);
    let made = Made::run();
    made.change("years.csv", |text| {
        let two: Vec<String> =
            text.lines().filter(of_two).map(|line| line.replace(",2,", ",9,")).collect();
        format!("{text}{}\n", two.join("\n"))
    });
    assert_says(&made.fails(&[]), &["years.csv, line ", "(seed 9, ", "should not be there"]);
    let made = Made::run();
    made.change("manifest.json", |text| text.replace("    3\n", "    3,\n    8\n"));
    assert_says(&made.fails(&["--seeds=1"]), &["runs.csv (seed 8)", "series.csv (seed 8)"]);
}

#[test]
fn other_bytes_with_the_same_values_are_told() {
    for how in [
        |text: &str| text.replace('\n', "\r\n"),
        |text: &str| {
            with_line(text, 2, |line| format!("{}\n", line.replacen("county", "\"county\"", 1)))
        },
        |text: &str| text.trim_end().to_owned(),
    ] {
        let made = Made::run();
        made.change("runs.csv", how);
        assert_says(&made.fails(&["--all"]), &["quotes or the end of the line"]);
    }
}

#[test]
fn other_columns_missing_files_and_rubbish_are_told() {
    for file in ["runs.csv", "series.csv", "funding.csv", "summary.csv", "dictionary.csv"] {
        let made = Made::run();
        made.change(file, |text| text.replacen("seed", "sead", 1).replacen("metric", "matric", 1));
        assert_says(&made.fails(&[]), &[&format!("{file}, line ")]);
        for rubbish in [&b"rubbish\n\n\"\xff\n"[..], b"", b"a,b\n\0,2,3\n"] {
            fs::write(made.path(file), rubbish).unwrap();
            assert_says(&made.fails(&["--seeds=1"]), &[file]);
        }
        fs::remove_file(made.path(file)).unwrap();
        assert_says(&made.fails(&["--seeds=1", "--lang=zh"]), &[&format!("{file}：无法读取")]);
    }
    let made = Made::run();
    made.change("summary.csv", |text| with_line(text, 9, |line| format!("{line}1\n")));
    assert_says(&made.fails(&["--seeds=1"]), &["summary.csv, line 9, column differs_below"]);
}

#[test]
fn a_scenario_or_place_that_was_edited_is_refused_with_the_reason() {
    let made = Made::run();
    made.change("scenario.toml", |text| format!("{text}# a note\n"));
    assert_says(&made.refused(&[]), &["scenario.toml is not the file that was run", "from a copy"]);
    fs::remove_file(made.path("scenario.toml")).unwrap();
    assert_says(&made.refused(&[]), &["scenario.toml"]);
    let words = ["run", "baseline", "--seeds=1", "--months=26", "--place=place.csv"];
    let made = Made::by("baseline", &words);
    made.change("place.csv", |text| text.replace(",60,", ",61,"));
    assert_says(&made.refused(&["--lang=zh"]), &["place.csv 不是当时运行的文件"]);
}

#[test]
fn another_version_or_build_is_refused_and_a_build_can_be_let_pass() {
    let made = Made::run();
    let manifest = made.read("manifest.json");
    // As somebody would who writes the receipt's own hash anew.
    let put = |key: &str, value: &str| {
        let line = manifest.lines().find(|line| line.contains(&format!("\"{key}\""))).unwrap();
        let changed = manifest.replace(line, &format!("  \"{key}\": \"{value}\","));
        fs::write(made.path("manifest.json"), signed(&changed)).unwrap();
    };
    put("version", "9.8.7");
    assert_says(&made.refused(&["--any-build"]), &["made by cogov 9.8.7, this is"]);
    put("commit", "unknown");
    assert_says(&made.fails(&[]), &["report.html"]);
    put("sources_sha256", "0123456789abcdef");
    let said = made.refused(&[]);
    assert_says(&said, &["those that decide numbers are the same", "not checked: report.html"]);
    put("numbers_sha256", "0123456789abcdef");
    assert_says(&made.refused(&[]), &["numbers: 0123456789ab, here", "--any-build"]);
    assert_says(&made.refused(&["--any-build"]), &["warning: ", "not checked: report.html"]);
}

#[test]
fn forged_hashes_are_found_by_seeds_that_are_run_again() {
    use sha2::{Digest, Sha256};
    let made = Made::run();
    let hash = |text: &str| -> String {
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let before = made.read("series.csv");
    made.change("series.csv", |text| with_line(text, 20, with_other_digit));
    let after = made.read("series.csv");
    let manifest = made.read("manifest.json");
    let (old, new) = (before.len().to_string(), after.len().to_string());
    let forged = manifest.replace(&hash(&before), &hash(&after)).replace(&old, &new);
    fs::write(made.path("manifest.json"), signed(&forged)).unwrap();
    // The name of the result is another one; who writes that anew too is found all the same.
    let said = made.fails(&["--all"]);
    assert_says(&said, &["series.csv, line 20, column"]);
}

#[test]
fn a_folder_without_a_receipt_that_can_be_read_is_refused() {
    let made = Made::run();
    let json = made.read("manifest.json");
    for (text, says) in [
        (String::new(), "no receipt"),
        ("{}".to_owned(), "missing field"),
        (json.replace("\"zone\"", "\"street\""), "detail `street`"),
        (json.replace("\"trust\"", "\"trsut\""), "metric `trsut`"),
        (json.replace("    3\n", "    2\n"), "seeds are not in order"),
        (json.replace("\"seeds\"", "\"sead\""), "missing field"),
    ] {
        fs::write(made.path("manifest.json"), text).unwrap();
        assert_says(&made.refused(&[]), &["manifest.json is no receipt of this program", says]);
    }
    fs::remove_file(made.path("manifest.json")).unwrap();
    assert_says(&made.refused(&[]), &["no manifest.json", "name the folder of a result"]);
    let made = Made { name: ".", ..Made::run() };
    assert_says(&made.refused(&[]), &["results are in", "baseline"]);
    let made = Made { name: "nowhere", ..made };
    assert_says(&made.refused(&["--lang=zh"]), &["没有文件夹"]);
}

#[test]
fn a_comparison_holds_whole_and_in_part() {
    let made = Made::comparison();
    assert_says(&made.holds(&[]), &["2 of 3 seeds", "report.json", "follow from runs.csv"]);
    assert_says(&made.holds(&["--all"]), &["report.json", "the same when made again"]);
    let places = ["--months=26", "--seeds=2", "--name=two"];
    let words =
        [&["compare", "--worlds=0", "saihan", "clear-functions", "--place=place.csv"], &places[..]]
            .concat();
    let made = Made::by("two", &words);
    made.holds(&["--seeds=1"]);
    made.change("place.csv", |text| text.replace(",60,", ",61,"));
    assert_says(&made.refused(&[]), &["place.csv is not the file that was run"]);
}

#[test]
fn a_comparison_of_several_places_keeps_the_table_of_each() {
    let made = Made::run();
    for (name, adults) in [("one", "60"), ("other", "70")] {
        let text = format!("schema = 1\n[place]\ntable = \"{name}.csv\"\n");
        fs::write(made.folder.path().join(format!("{name}.toml")), text).unwrap();
        let table = TABLE.replace(",60,", &format!(",{adults},"));
        fs::write(made.folder.path().join(format!("{name}.csv")), table).unwrap();
    }
    made.add(&[
        "compare",
        "--worlds=0",
        "one.toml",
        "other.toml",
        "--months=26",
        "--seeds=2",
        "--name=two",
    ]);
    let made = Made { name: "two", ..made };
    made.holds(&["--all"]);
    made.change("other.place.csv", |text| text.replace(",70,", ",71,"));
    assert_says(&made.refused(&[]), &["other.place.csv is not the file that was run"]);
}

#[test]
fn what_was_changed_in_a_comparison_is_told() {
    let last = |text: &str| with_line(text, text.lines().count(), with_other_digit);
    for (file, words) in
        [("runs.csv", "--all"), ("winners.csv", "--seeds=1"), ("costs.csv", "--seeds=1")]
    {
        let made = Made::comparison();
        made.change(file, last);
        assert_says(&made.fails(&[words]), &[&format!("{file}, line ")]);
    }
    let made = Made::comparison();
    made.change("comparison.csv", |text| text.replacen(",not_clear,", ",better,", 1));
    let says = ["column verdict", "the file has better, it should be not_clear"];
    assert_says(&made.fails(&["--seeds=1"]), &says);
    let made = Made::comparison();
    made.change("report.json", |text| text.replacen("\"margin\": 0.", "\"margin\": 0.9", 1));
    assert_says(
        &made.fails(&["--seeds=1"]),
        &["report.json", "comparison.csv, line 2, column margin"],
    );
    let made = Made::comparison();
    made.change("report.json", |text| text.replacen("\"months_run\": 78", "\"months_run\": 79", 1));
    assert_says(&made.fails(&["--seeds=1"]), &["report.json: changed since it was written"]);
    assert_says(&made.fails(&["--all"]), &["report.json (arms)", "made again"]);
    let made = Made::comparison();
    made.change("clear-functions.toml", |text| text.replace("0.", "0.1"));
    assert_says(&made.refused(&[]), &["clear-functions.toml is not the file that was run"]);
    let made = Made::comparison();
    made.change("report.json", |text| text.replace("\"version\": \"0", "\"version\": \"7"));
    assert_says(&made.fails(&[]), &["report.json (receipt)", "another origin"]);
}

/// Writes the hash and the size of a file that was changed into the receipt, and the receipt's own hash.
fn forge(made: &Made, file: &str, how: impl FnOnce(&str) -> String) {
    use sha2::{Digest, Sha256};
    let hash = |text: &str| -> String {
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let before = made.read(file);
    made.change(file, how);
    let after = made.read(file);
    let manifest = made.read("manifest.json");
    let (old, new) = (before.len().to_string(), after.len().to_string());
    let forged = manifest.replace(&hash(&before), &hash(&after)).replace(&old, &new);
    fs::write(made.path("manifest.json"), signed(&forged)).unwrap();
}

#[test]
fn a_forged_ceiling_or_budget_is_found_from_the_tables_without_running_all_seeds() {
    let made = || {
        let words = ["compare", "--worlds=0", "baseline", "clear-functions", "--seeds=3"];
        let asks = ["--name=two", "--months=48", "--ceiling=budget:-90", "--ceiling=pressure:9"];
        let goals = ["--goal=staff_turnover,unmet_need"];
        Made::by("two", &[&words[..], &asks, &goals, &SMALL[1..]].concat())
    };
    let fine = made();
    fine.holds(&["--seeds=1", "--sample-seed=1"]);
    fine.holds(&["--all"]);
    let table = fine.read("yearly_budgets.csv");
    // Two scenarios, three seeds, two years; county and two zones.
    assert_eq!(table.lines().count(), 1 + 2 * 3 * 2 * 3);
    let is_other = |verdict: &str| if verdict == "fits" { "does_not_fit" } else { "fits" };
    for (part, from) in [("ceilings", "\"fit\": \""), ("budgets", "\"appropriated\": ")] {
        let made = made();
        forge(&made, "report.json", |text| {
            let begin = text.find(&format!("\"{part}\": [\n    {{")).unwrap();
            let at = begin + text[begin..].find(from).unwrap() + from.len();
            let end = at + text[at..].find(['"', ',', '.']).unwrap();
            let other = if part == "ceilings" { is_other(&text[at..end]) } else { "12345" };
            format!("{}{other}{}", &text[..at], &text[end..])
        });
        if part == "ceilings" {
            forge(&made, "ceilings.csv", |text| {
                with_line(text, 2, |line| {
                    let cells: Vec<&str> = line.split(',').collect();
                    let other = is_other(cells[11]);
                    format!("{}\n", line.replacen(cells[11], other, 1))
                })
            });
        }
        let said = made.fails(&["--seeds=1", "--sample-seed=1"]);
        let told = format!("report.json ({part}): report.json says something else than the rows");
        assert_says(&said, &[&told]);
        assert!(part != "ceilings" || !said.contains("ceilings.csv, line"), "{said}");
    }
    // Whoever forges the rows as well is found by the seeds that are run again.
    let made = made();
    forge(&made, "yearly_budgets.csv", |text| text.replace(",county,county,", ",county,county,1"));
    let said = made.fails(&["--seeds=1", "--sample-seed=1"]);
    assert_says(&said, &["yearly_budgets.csv, line ", "column january_adults"]);
}

#[test]
fn wrong_words_are_usage_errors() {
    let made = Made::run();
    for words in
        [&["--seeds=-1"][..], &["--seeds=1", "--all"], &["--sample-seed=x"], &["--threads=0"]]
    {
        made.says(words, 2);
    }
    made.cogov(&["verify"]).assert().code(2);
    made.cogov(&["verify", "--lang=zh"]).assert().code(2);
}

#[cfg(unix)]
#[test]
fn an_interrupted_check_says_so_and_leaves_nothing_behind() {
    use std::process::{Command as Process, Stdio};
    use std::time::{Duration, Instant};

    let made = Made::by("baseline", &["run", "baseline", "--seeds=2", "--months=26"]);
    let work = TempDir::new().unwrap();
    let mut child = Process::new(assert_cmd::cargo::cargo_bin("cogov"))
        .current_dir(made.folder.path())
        .env("TMPDIR", work.path())
        .args(["verify", "out/baseline", "--all", "--threads=1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Wait until the first seed has begun to write.
    let start = Instant::now();
    let has_begun = || {
        let entries = fs::read_dir(work.path()).unwrap().flatten();
        entries.map(|entry| entry.path()).any(|path| path.join("1-runs.csv").exists())
    };
    while !has_begun() && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let pid = child.id().to_string();
    assert!(Process::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 0);
}

#[test]
fn a_report_that_says_something_else_is_told() {
    for made in [Made::run(), Made::comparison()] {
        let fine = made.holds(&["--seeds=1"]);
        assert_says(&fine, &["report.html"]);
        made.change("report.html", |text| text.replacen("burnout", "happiness", 1));
        assert_says(&made.fails(&["--seeds=1"]), &["report.html"]);
    }
}
