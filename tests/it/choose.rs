//! `cogov choose`: the best of many packages within a ceiling, and what cannot be chosen from.

use std::collections::BTreeMap;

use tempfile::TempDir;

use crate::outside::{put, read, says, signed};

const TABLE: &str = "code,county,township,community,zone,adults,migrant_share\n\
                     1,Aspen,T,A,urban,300,0.3\n2,Aspen,T,B,rural,200,0.05\n";

/// A table by its header: each row a map of cells.
fn rows(folder: &TempDir, file: &str) -> Vec<BTreeMap<String, String>> {
    let text = read(folder, file);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn package(lines: &str) -> String {
    format!("schema = 1\nextends = \"baseline\"\n[policy]\n{lines}\n")
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    put(&folder, "t.csv", TABLE);
    put(&folder, "duties.toml", &package("mandate_clarity = 0.6"));
    put(&folder, "duty.toml", &package("mandate_clarity = 0.9"));
    put(&folder, "cap.toml", &package("admin_cap_share = 0.2"));
    put(&folder, "paid.toml", &package("pay_ratio = 0.9"));
    folder
}

const SMALL: [&str; 3] = ["--place=t.csv", "--months=36", "--seeds=25"];

#[test]
fn a_choice_tells_who_is_left_who_dropped_out_and_what_it_took() {
    let folder = folder();
    let words = ["choose", "duties.toml", "cap.toml", "paid.toml", "--pairs", "--goal=burnout"];
    let more = ["--ceiling=budget:40", "--worlds=4", "--threads=2"];
    let all = [&words[..], &more, &SMALL].concat();
    let (told, _) = says(&folder, &all, 0);
    assert!(told.contains("A choice among 6 packages and the baseline"), "{told}");
    assert!(told.contains("Out, as they surely do not fit the ceiling: paid"), "{told}");
    assert!(told.contains("of 4 plausible worlds"), "{told}");
    assert!(told.contains("runs on seeds; all 7 candidates"), "{told}");
    let found = rows(&folder, "output/chosen/choice.csv");
    let standing = |name: &str| {
        found.iter().find(|row| row["candidate"] == name).map(|row| row["standing"].clone())
    };
    assert_eq!(standing("paid").as_deref(), Some("out"));
    assert_eq!(standing("baseline").as_deref(), Some("out"));
    let told_set: Vec<&str> = found
        .iter()
        .filter(|row| row["standing"] != "out")
        .map(|row| &row["candidate"][..])
        .collect();
    assert!(told_set.contains(&"duties+cap") || told_set.contains(&"cap"), "{told_set:?}");
    // Who dropped out was run on fewer seeds, and every reason is one of two.
    let fewest = found.iter().map(|row| row["seeds"].parse::<usize>().unwrap()).min().unwrap();
    let most = found.iter().map(|row| row["seeds"].parse::<usize>().unwrap()).max().unwrap();
    assert!(fewest < most, "{fewest} {most}");
    for row in found.iter().filter(|row| row["standing"] == "out") {
        assert!(["ceiling", "burnout"].contains(&&row["out_goal"][..]), "{row:?}");
    }
    // Nobody on the front is beaten in both by another that may fit.
    let front = rows(&folder, "output/chosen/front.csv");
    assert!(front.iter().all(|row| row["fit"] != "no"));
    for row in front.iter().filter(|row| row["on_front"] == "false") {
        let by = front.iter().find(|other| other["candidate"] == row["beaten_by"]).unwrap();
        let number = |row: &BTreeMap<String, String>, column: &str| {
            row[column].parse::<f64>().unwrap_or(0.0)
        };
        let cheaper = number(by, "budget") < number(row, "budget");
        let better = number(by, "difference") < number(row, "difference");
        assert!(cheaper || better, "{row:?} by {by:?}");
    }
    // The command that it prints runs.
    let next = told.lines().find(|line| line.trim().starts_with("cogov compare")).unwrap();
    let next: Vec<&str> = next.split_whitespace().skip(1).collect();
    assert_eq!(next[1], "output/chosen/baseline.toml");
    assert!(next.contains(&"26..65"), "{next:?}");
    let fewer: Vec<&str> =
        next.iter().map(|word| if *word == "26..65" { "26..28" } else { word }).collect();
    says(&folder, &[&fewer[..], &["--worlds=0", "--quiet"]].concat(), 0);
    // Another question is refused; the same one gives the same to the byte on another number of threads, in Chinese.
    let (_, error) = says(&folder, &[&words[..], &SMALL, &["--worlds=4"]].concat(), 4);
    assert!(error.contains("another question"), "{error}");
    let before = ["choice.csv", "front.csv", "race.csv"]
        .map(|file| read(&folder, &format!("output/chosen/{file}")));
    let one = [&words[..], &more[..2], &SMALL, &["--threads=1", "--lang=zh"]].concat();
    let (told, _) = says(&folder, &one, 0);
    assert!(told.contains("在6个方案与基线中选择"), "{told}");
    let after = ["choice.csv", "front.csv", "race.csv"]
        .map(|file| read(&folder, &format!("output/chosen/{file}")));
    assert!(before == after);
}

#[test]
fn a_list_of_packages_and_steps_is_chosen_from_and_what_cannot_be_combined_is_told() {
    let folder = folder();
    let list = "schema = 1\npackages = [\"duties.toml\", \"duty.toml\"]\npairs = true\n\
                [steps.cap]\nlevers.admin_cap_share = [0.2, 0.6]\n";
    put(&folder, "list.toml", list);
    let words = ["choose", "list.toml", "--goal=burnout", "--worlds=0", "--name=best"];
    let (told, _) = says(&folder, &[&words[..], &SMALL].concat(), 0);
    assert!(told.contains("Left out: duties+duty; they cannot be combined"), "{told}");
    let found = rows(&folder, "output/best/choice.csv");
    let names: Vec<&str> = found.iter().map(|row| &row["candidate"][..]).collect();
    assert_eq!(
        names,
        [
            "baseline",
            "duties",
            "duty",
            "cap-0.2",
            "cap-0.6",
            "duties+cap-0.2",
            "duties+cap-0.6",
            "duty+cap-0.2",
            "duty+cap-0.6",
        ]
    );
    let step = "output/best/duties+cap-0.2.toml";
    let text = read(&folder, step);
    assert!(text.contains("admin_cap_share = 0.2") && text.contains("mandate_clarity"), "{text}");
    says(&folder, &["scenario", "check", step], 0);
    says(&folder, &["verify", "output/best", "--all"], 0);
}

#[test]
fn packages_on_top_of_a_county_are_combined_on_top_of_it_too() {
    let folder = folder();
    put(&folder, "ours.toml", "schema = 1\nextends = \"baseline\"\n[baseline]\npay_ratio = 0.6\n");
    put(&folder, "a.toml", "schema = 1\nextends = \"baseline\"\n[policy]\ntraining_hours = 24\n");
    let words = ["choose", "ours.toml+a.toml", "ours.toml+clear-functions", "--pairs"];
    let more = ["--baseline=ours.toml", "--goal=burnout", "--worlds=0", "--margin=burnout=0.001"];
    says(&folder, &[&words[..], &more, &SMALL].concat(), 0);
    let found = rows(&folder, "output/chosen/choice.csv");
    let names: Vec<&str> = found.iter().map(|row| &row["candidate"][..]).collect();
    assert_eq!(names, ["ours", "ours+a", "ours+clear-functions", "ours+a+clear-functions"]);
    // A package that is not on top of it lives under other conditions.
    let words = ["choose", "a.toml", "ours.toml+clear-functions", "--name=other"];
    let (_, error) = says(&folder, &[&words[..], &more, &SMALL].concat(), 3);
    assert!(error.contains("as in ours.toml+a"), "{error}");
}

#[test]
fn where_no_candidate_fits_nothing_is_chosen() {
    let folder = folder();
    let words = ["choose", "duties.toml", "paid.toml", "--goal=burnout", "--worlds=0"];
    let all = [&words[..], &["--ceiling=budget:-50"], &SMALL].concat();
    let (told, _) = says(&folder, &all, 4);
    assert!(told.contains("No candidate fits the ceiling"), "{told}");
    assert!(!told.contains("Next, on seeds"), "{told}");
}

#[test]
fn a_goal_without_a_value_chooses_nothing_and_parts_of_a_year_are_told() {
    let folder = folder();
    let words = ["choose", "duties.toml", "paid.toml", "--worlds=0", "--seeds=10", "--place=t.csv"];
    let of = |goal, months| [&words[..], &[goal, months]].concat();
    let (_, said) = says(&folder, &of("--goal=turnout_all", "--months=25"), 4);
    assert!(said.contains("has no value in month 25 in any seed"), "{said}");
    assert!(!folder.path().join("output/chosen").exists());
    let (told, _) = says(&folder, &of("--goal=burnout", "--months=27"), 0);
    assert!(told.contains("turnover is that of 3") && told.contains("--months 36"), "{told}");
    assert!(read(&folder, "output/chosen/choice.json").contains("不含完整日历年"));
}

const TWO: [&str; 6] =
    ["choose", "duties.toml", "cap.toml", "--goal=burnout", "--place=t.csv", "--months=36"];

#[test]
fn a_replaced_choice_leaves_no_file_of_the_old_one_and_never_touches_a_users_own() {
    let folder = folder();
    let more = ["--worlds=0", "--seeds=10", "--quiet"];
    says(&folder, &[&TWO[..], &more].concat(), 0);
    let there = |file: &str| folder.path().join("output/chosen").join(file).exists();
    assert!(there("cap.toml") && there("place.csv") && there("manifest.json"));
    let other = ["choose", "duties.toml", "paid.toml", "--goal=burnout", "--place=t.csv"];
    let other = [&other[..], &["--months=36"], &more].concat();
    let (_, said) = says(&folder, &other, 4);
    assert!(said.contains("another scenario") && said.contains("--force"), "{said}");
    put(&folder, "output/chosen/paid.toml", "# mine\nschema = 1\n");
    let forced = [&other[..], &["--force"]].concat();
    let (_, said) = says(&folder, &forced, 4);
    assert!(said.contains("paid.toml") && there("cap.toml"), "{said}");
    assert_eq!(read(&folder, "output/chosen/paid.toml"), "# mine\nschema = 1\n");
    std::fs::remove_file(folder.path().join("output/chosen/paid.toml")).unwrap();
    put(&folder, "output/chosen/notes.txt", "mine");
    says(&folder, &forced, 0);
    assert!(there("paid.toml") && !there("cap.toml") && there("notes.txt"));
    says(&folder, &["verify", "output/chosen", "--all"], 0);
}

#[test]
fn a_choice_is_verified_by_running_it_again_and_a_changed_digit_is_named() {
    let folder = folder();
    let more = ["--ceiling=budget:40", "--worlds=3", "--seeds=12", "--quiet"];
    says(&folder, &[&TWO[..], &["paid.toml"], &more].concat(), 0);
    let (told, _) = says(&folder, &["verify", "output/chosen", "--sample-seed=1"], 0);
    for part in ["runs.csv", "yearly_budgets.csv", "choice.csv", "front.csv", "race.csv"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains("The race follows from these rows"), "{told}");
    let (told, _) = says(&folder, &["verify", "output/chosen", "--all", "--lang=zh"], 0);
    assert!(told.contains("重新得出后相同"), "{told}");
    let manifest = read(&folder, "output/chosen/manifest.json");
    let burnout = rows(&folder, "output/chosen/runs.csv")[0]["burnout"].clone();
    for (file, from, to, named) in [
        ("choice.csv", "not_clear", "best", "choice.csv, line"),
        ("race.csv", "10,4", "10,3", "race.csv, line 2, column open"),
        // The value of the goal on the first seed.
        ("runs.csv", &burnout, &burnout.replace("0.", "0.9"), "choice.json (duties)"),
        ("yearly_budgets.csv", "18", "19", "yearly_budgets.csv"),
        ("choice.json", "\"runs\": ", "\"runs\": 1", "choice.json (runs)"),
        ("report.html", "<h1", "<h1 id=x", "report.html: it is another page"),
    ] {
        let path = format!("output/chosen/{file}");
        let whole = read(&folder, &path);
        assert!(whole.contains(from), "{file}: {from}");
        put(&folder, &path, &whole.replacen(from, to, 1));
        let (_, said) = says(&folder, &["verify", "output/chosen", "--seeds=1"], 3);
        assert!(said.contains(named) && said.contains(&format!("{file}: changed")), "{said}");
        put(&folder, &path, &whole);
    }
    let race = folder.path().join("output/chosen/race.csv");
    let kept = std::fs::read(&race).unwrap();
    std::fs::remove_file(&race).unwrap();
    let (_, said) = says(&folder, &["verify", "output/chosen", "--seeds=0"], 3);
    assert!(said.contains("race.csv: missing"), "{said}");
    std::fs::write(&race, kept).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let other =
        manifest.replacen(&format!("\"version\": \"{version}\""), "\"version\": \"9.8.7\"", 1);
    put(&folder, "output/chosen/manifest.json", &signed(&other));
    let (_, said) = says(&folder, &["verify", "output/chosen"], 4);
    assert!(said.contains("made by cogov 9.8.7"), "{said}");
}

#[test]
fn a_choice_that_somebody_edited_into_nonsense_is_told_and_never_a_panic() {
    let folder = folder();
    says(&folder, &[&TWO[..], &["--worlds=0", "--seeds=10", "--quiet"]].concat(), 0);
    let whole = read(&folder, "output/chosen/choice.json");
    let candidates = whole.find("\"candidates\"").unwrap();
    let seeds = candidates + whole[candidates..].find("\"seeds\": 10").unwrap();
    for text in [
        whole.replacen("\"most_seeds\": 10", "\"most_seeds\": 18446744073709551615", 1),
        whole.replacen("\"most_seeds\": 10", "\"most_seeds\": 3", 1),
        format!("{}\"seeds\": 99{}", &whole[..seeds], &whole[seeds + 11..]),
        whole.replace("\"burnout\"", "\"nothing\""),
        whole.replacen("\"name\": \"cap\"", "\"name\": \"hat\"", 1),
        "{".to_owned(),
    ] {
        assert_ne!(text, whole);
        put(&folder, "output/chosen/choice.json", &text);
        let (_, said) = says(&folder, &["verify", "output/chosen"], 4);
        assert!(said.contains("choice.json is no receipt") && said.lines().count() < 6, "{said}");
    }
}

#[test]
fn a_time_that_suffices_changes_nothing_and_one_that_does_not_writes_nothing() {
    let folder = folder();
    let more = ["--worlds=2", "--seeds=10", "--quiet"];
    says(&folder, &[&TWO[..], &more].concat(), 0);
    says(&folder, &[&TWO[..], &more, &["--time=10h", "--name=timed"]].concat(), 0);
    for file in ["choice.csv", "front.csv", "race.csv", "runs.csv"] {
        let of = |name: &str| read(&folder, &format!("output/{name}/{file}"));
        assert!(of("chosen") == of("timed"), "{file}");
    }
    // A nanosecond is over before the first seed begins.
    let (_, said) =
        says(&folder, &[&TWO[..], &more, &["--time=0.000000001s", "--name=none"]].concat(), 4);
    assert!(said.contains("time was up before a seed was finished"), "{said}");
    assert!(!folder.path().join("output/none").exists());
    let (_, said) = says(&folder, &[&TWO[..], &more, &["--time=5"]].concat(), 2);
    assert!(said.contains("--time"), "{said}");
}

#[test]
fn what_cannot_be_chosen_from_says_why_and_writes_nothing() {
    let folder = folder();
    put(&folder, "same.toml", &package("mandate_clarity = 0.6"));
    put(&folder, "nothing.toml", "schema = 1\nextends = \"baseline\"\n");
    put(&folder, "long.toml", "schema = 1\nextends = \"duties.toml\"\nhorizon.months = 60\n");
    put(&folder, "poor.toml", "schema = 1\nextends = \"poor-county\"\n[policy]\npay_ratio = 0.9\n");
    put(&folder, "wrong.toml", "schema = 1\npackages = [\"duties.toml\"]\npais = true\n");
    put(&folder, "empty.toml", "schema = 1\npackages = []\n");
    put(&folder, "gone.toml", "schema = 1\npackages = [\"duties.toml\", \"gon.toml\"]\n");
    put(
        &folder,
        "range.toml",
        "schema = 1\npackages = [\"duties.toml\"]\n[steps.x]\nlevers.pay_ratio = [90]\n",
    );
    let goal = "--goal=burnout";
    let two = &["duties.toml", "cap.toml"][..];
    let with = |more: &[&'static str]| [two, more].concat();
    for (words, code, part) in [
        (with(&[]), 2, "--goal"),
        (with(&["--goal=burnot"]), 2, "burnout"),
        (with(&["--goal="]), 2, "name an outcome"),
        (with(&["--goal=spending"]), 2, "neither more nor less"),
        (with(&["--goal=burnout,burnout"]), 2, "given twice"),
        (with(&[goal, "--ceiling=12"]), 2, "budget:12"),
        (with(&[goal, "--ceiling=budget:5,budget:6"]), 2, "given twice"),
        (with(&[goal, "--margin=burnout"]), 2, "--margin"),
        (with(&[goal, "--alpha=0.9"]), 2, "chance"),
        (with(&[goal, "--seeds=0"]), 2, "--seeds"),
        (with(&[goal, "--worlds=-1"]), 2, "--worlds"),
        (with(&[goal, "--name=a/b"]), 2, "--name"),
        (with(&[goal, "--ceiling=budget:9", "--months=30"]), 3, "whole calendar years"),
        (with(&[goal, "duties.toml"]), 2, "given twice"),
        (vec!["duties.toml", goal], 2, "only candidate"),
        (vec!["nothing.toml", "baseline", goal], 2, "no package does anything"),
        (
            vec!["duties.toml", "same.toml", goal],
            2,
            "left out: same; nothing that is read of it differs from duties",
        ),
        (vec!["duties.toml", "duties.tml", goal], 3, "duties.tml"),
        (vec!["duties.toml", "duties.toml+duty.toml", goal], 3, "mandate_clarity"),
        (vec!["duties.toml", "poor.toml", goal], 3, "under other conditions"),
        (vec!["duties.toml", "saihan", goal], 3, "lives in another place"),
        (vec!["duties.toml", "long.toml", goal], 3, "60 months"),
        (vec!["duties.toml", "cap.toml", "--baseline=basline", goal], 3, "baseline"),
        (vec!["wrong.toml", goal], 3, "pairs"),
        (vec!["empty.toml", goal], 3, "nothing to choose from"),
        (vec!["gone.toml", goal], 3, "gon.toml"),
        (vec!["range.toml", goal], 3, "pay_ratio"),
        (vec!["wrong.toml", "duties.toml", goal], 2, "stands alone"),
    ] {
        let (_, error) = says(&folder, &[&["choose"][..], &words].concat(), code);
        assert!(error.contains(part), "{words:?}: {error}");
        assert!(!error.contains("internal error"), "{words:?}: {error}");
        let zh = [&["choose"][..], &words, &["--lang=zh"]].concat();
        let (_, error) = says(&folder, &zh, code);
        assert!(error.chars().any(|letter| letter > '\u{4e00}'), "{words:?}: {error}");
        assert!(!folder.path().join("output").exists(), "{words:?}");
    }
}
