//! `cogov fit`: a package made to meet a ceiling, and what cannot be asked of it.

use std::collections::BTreeMap;

use tempfile::TempDir;

use crate::outside::{put, read, says};

const TABLE: &str = "code,county,township,community,zone,adults,migrant_share\n\
                     1,Aspen,T,A,urban,900,0.3\n2,Aspen,T,B,rural,500,0.05\n3,Aspen,T,C,pastoral,200,0.02\n";

/// A table by its header: each row a map of cells.
fn rows(folder: &TempDir, file: &str) -> Vec<BTreeMap<String, String>> {
    let text = read(folder, file);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    put(&folder, "t.csv", TABLE);
    let package = "schema = 1\nextends = \"baseline\"\nplace.table = \"t.csv\"\n[policy]\npay_ratio = 0.8\nappraisal = true\n";
    put(&folder, "paid.toml", package);
    folder
}

#[test]
fn a_fitted_package_meets_its_ceiling_by_the_table_of_a_comparison() {
    let folder = folder();
    let common = ["--place=t.csv", "--months=60", "--seeds=6"];
    let words =
        [&["fit", "paid.toml", "--ceiling=budget:40", "--scale=pay_ratio"][..], &common].concat();
    let (told, _) = says(&folder, &words, 0);
    assert!(told.contains("just fits"), "{told}");
    let does = "What it does, as assumed: better is nothing; worse is burnout +";
    assert!(told.contains(does), "{told}");
    // The next command is of the place and the months that it was fitted to.
    let next = "cogov compare baseline paid-fit.toml --ceiling budget:40 --months 60 --place t.csv";
    assert!(told.contains(next), "{told}");
    let words = [
        "compare",
        "baseline",
        "paid-fit.toml",
        "--worlds=0",
        "--ceiling=budget:40",
        "--name=c",
        "--quiet",
    ];
    says(&folder, &[&words[..], &common].concat(), 0);
    let ceilings = rows(&folder, "output/c/ceilings.csv");
    let whole = ceilings.iter().find(|row| row["county"].is_empty()).unwrap();
    assert_eq!(whole["fit"], "fits");
    let ends = ceilings.iter().filter(|row| !row["county"].is_empty());
    let worst = ends.map(|row| row["mean_high"].parse::<f64>().unwrap()).fold(f64::MIN, f64::max);
    assert!((39.6..=40.0).contains(&worst), "{worst}");
    // What was written is no part of it: the file is replaced only where that is asked for.
    let file = read(&folder, "paid-fit.toml");
    let words =
        [&["fit", "paid.toml", "--ceiling=budget:40", "--scale=pay_ratio"][..], &common].concat();
    let (_, error) = says(&folder, &words, 4);
    assert!(error.contains("there already") && read(&folder, "paid-fit.toml") == file, "{error}");
    let zh = [&words[..], &["--force", "--lang=zh"]].concat();
    let (told, _) = says(&folder, &zh, 0);
    assert!(told.contains("恰在上限之内"), "{told}");
}

#[test]
fn a_fitted_sum_extends_its_parts_all_moves_every_number_and_costly_what_costs() {
    let folder = folder();
    put(
        &folder,
        "clear+er.toml",
        "schema = 1\nextends = \"baseline\"\n[policy]\nadmin_cap_share = 0.4\n",
    );
    let words = ["fit", "paid.toml+clear+er.toml", "--ceiling=budget:40", "--place=t.csv"];
    let more = ["--months=60", "--seeds=6"];
    let one = ["--scale=pay_ratio", "--name=one"];
    let (told, _) = says(&folder, &[&words[..], &more, &one].concat(), 0);
    let told = told.replace("\n  ", " ");
    assert!(told.contains("in full: admin_cap_share, appraisal."), "{told}");
    let all = ["--scale=all", "--name=all"];
    let (told, _) = says(&folder, &[&words[..], &more, &all].concat(), 0);
    assert!(told.replace("\n  ", " ").contains("in full: appraisal."), "{told}");
    let costly = ["--scale=costly", "--name=costly"];
    let (told, _) = says(&folder, &[&words[..], &more, &costly].concat(), 0);
    assert!(told.replace("\n  ", " ").contains("in full: admin_cap_share, appraisal."), "{told}");
    assert!(told.replace("\n  ", " ").contains("seeds every single year does"), "{told}");
    for file in ["one.toml", "all.toml", "costly.toml"] {
        let text = read(&folder, file);
        assert!(text.contains("extends = [\"paid.toml\", \"clear+er.toml\"]"), "{text}");
        says(&folder, &["scenario", "check", file], 0);
    }
    assert!(read(&folder, "all.toml").contains("admin_cap_share = "));
    put(&folder, "none.toml", "schema = 1\nextends = \"baseline\"\n[policy]\nappraisal = true\n");
    let words = ["fit", "none.toml", "--ceiling=budget:40", "--scale=all", "--seeds=2"];
    let (_, error) = says(&folder, &words, 3);
    assert!(error.contains("sets no lever that is a number"), "{error}");
    put(
        &folder,
        "free.toml",
        "schema = 1\nextends = \"baseline\"\n[policy]\nadmin_cap_share = 0.4\n",
    );
    let words = ["fit", "free.toml", "--ceiling=budget:40", "--scale=costly", "--seeds=2"];
    let (_, error) = says(&folder, &words, 3);
    assert!(error.contains("books money"), "{error}");
}

#[test]
fn what_cannot_be_fitted_says_why_and_writes_nothing() {
    let folder = folder();
    let ceiling = "--ceiling=budget:40";
    for (words, code, part) in [
        (&["--scale=pay_ratio"][..], 2, "--ceiling is missing"),
        (&[ceiling], 2, "--scale"),
        (&[ceiling, "--scale=pay_rato"], 2, "did you mean 'pay_ratio'"),
        (&[ceiling, "--scale=costy"], 2, "did you mean 'costly'"),
        (&[ceiling, "--scale=quit_base"], 2, "no lever"),
        (&[ceiling, "--scale=pay_ratio,policy.pay_ratio"], 2, "given twice"),
        (&[ceiling, "--scale=training_hours"], 3, "does not set it under [policy]"),
        (&[ceiling, "--scale=appraisal"], 3, "a choice, not a number"),
        (&["--ceiling=12", "--scale=pay_ratio"], 2, "budget:12"),
        (&[ceiling, "--scale=pay_ratio", "--months=30"], 3, "whole calendar years"),
    ] {
        let (_, error) =
            says(&folder, &[&["fit", "paid.toml", "--seeds=2"][..], words].concat(), code);
        assert!(error.contains(part), "{words:?}: {error}");
        assert!(!folder.path().join("paid-fit.toml").exists(), "{words:?}");
    }
    let dear =
        "schema = 1\nextends = \"paid.toml\"\n[policy]\npay_ratio = 0.8\nbase_grant = 130000\n";
    put(&folder, "dear.toml", dear);
    let words = ["fit", "dear.toml", ceiling, "--scale=pay_ratio", "--months=48", "--seeds=2"];
    let (told, _) = says(&folder, &words, 4);
    assert!(told.contains("does not fit even with these levers"), "{told}");
    assert!(!folder.path().join("dear-fit.toml").exists());
}

#[test]
fn a_title_that_names_the_first_package_says_in_how_many_futures_it_is_the_best() {
    let folder = folder();
    let file = |cap: &str| {
        format!(
            "schema = 1\nextends = \"baseline\"\nplace.table = \"t.csv\"\n[policy]\nadmin_cap_share = {cap}\n"
        )
    };
    put(&folder, "well.toml", &file("0.2"));
    put(&folder, "hardly.toml", &file("0.9"));
    let words = [
        "compare",
        "baseline",
        "well.toml",
        "hardly.toml",
        "--place=t.csv",
        "--months=60",
        "--seeds=8",
    ];
    let more = ["--worlds=6", "--goal=burnout", "--name=c", "--quiet"];
    says(&folder, &[&words[..], &more].concat(), 0);
    let json: serde_json::Value =
        serde_json::from_str(&read(&folder, "output/c/report.json")).unwrap();
    assert_eq!(json["ranking"]["first"].as_str(), Some("well"));
    let ranks = rows(&folder, "output/c/ranks.csv");
    let own = ranks.iter().find(|row| row["scenario"] == "well" && row["metric"] == "burnout");
    let [n, best] = ["futures", "best"].map(|column| own.unwrap()[column].clone());
    let page = read(&folder, "output/c/report.html");
    let told = [
        format!("Of {n} plausible worlds it is the best on burnout in {best}"),
        format!("在{n}个可能世界中，它在职业倦怠上有{best}个最好"),
        "As we assume, well comes first by the goals in their order".to_owned(),
    ];
    for told in told {
        assert!(page.contains(&told), "{told}");
    }
}

#[test]
fn who_does_not_fit_the_ceiling_is_left_out_of_who_is_best_in_futures() {
    let folder = folder();
    let file = |lines: &str| {
        format!("schema = 1\nextends = \"baseline\"\nplace.table = \"t.csv\"\n[policy]\n{lines}\n")
    };
    put(&folder, "cap.toml", &file("admin_cap_share = 0.3"));
    // The same and more, for money that the ceiling does not leave.
    put(&folder, "dear.toml", &file("admin_cap_share = 0.2\npay_ratio = 1.2"));
    let words = ["compare", "baseline", "cap.toml", "dear.toml", "--place=t.csv", "--months=60"];
    let more = ["--seeds=8", "--worlds=6", "--goal=burnout", "--ceiling=budget:12", "--name=c"];
    let (terminal, _) = says(&folder, &[&words[..], &more].concat(), 0);
    let json: serde_json::Value =
        serde_json::from_str(&read(&folder, "output/c/report.json")).unwrap();
    assert_eq!(json["ranking"]["first"].as_str(), Some("cap"));
    // By hand, from the futures: how often the first is better than the baseline, and how often the other than both.
    let column = json["metrics"].as_array().unwrap().iter().position(|id| id == "burnout").unwrap();
    let rows = json["futures"]["rows"].as_array().unwrap();
    let value = |row: &serde_json::Value, arm: usize| row["arms"][arm][0][column].as_f64().unwrap();
    let first: Vec<&serde_json::Value> = rows.iter().filter(|row| row["second"] == false).collect();
    let cap = first.iter().filter(|row| value(row, 1) < value(row, 0)).count();
    let dear = first.iter().filter(|row| value(row, 2) < value(row, 0).min(value(row, 1))).count();
    assert!(cap > 0 && dear > 0, "{cap} {dear}");
    let n = first.len();
    let page = read(&folder, "output/c/report.html");
    for told in [
        format!(
            "Of {n} plausible worlds it is the best on burnout in {cap} (among the baseline and the packages that may fit: 1)."
        ),
        format!("dear, which does not fit, would be ahead of all in {dear}."),
    ] {
        assert!(page.contains(&told), "{told}");
        let flat = terminal.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&told), "{told}: {terminal}");
    }
    // The lead has told it: the ledger does not say it again.
    assert!(!page.contains("Best of those that may fit on burnout"));
}

/// A ceiling by the adult lets more through in all where a package keeps more people: that is said exactly where the
/// table of budgets shows it.
#[test]
fn what_is_asked_for_in_all_is_told_where_it_is_more_than_the_ceiling_for_today_s_adults() {
    let folder = folder();
    put(
        &folder,
        "kept.toml",
        "schema = 1\nextends = \"baseline\"\n[policy]\nintegration_support = 1.0\n",
    );
    let mut told = 0;
    for (months, most) in [("60", 12.3), ("60", 13.0), ("120", 15.0), ("120", 15.5)] {
        let ceiling = format!("--ceiling=budget:{most}");
        let months = format!("--months={months}");
        let words =
            ["compare", "baseline", "kept.toml", "--place=t.csv", "--worlds=0", "--seeds=6"];
        let more = [&months, &ceiling, "--name=c", "--force"];
        let (out, _) = says(&folder, &[&words[..], &more].concat(), 0);
        let own = |row: &&BTreeMap<String, String>| {
            row["scenario"] == "kept" && row["level"] == "county" && !row["year"].is_empty()
        };
        let budgets = rows(&folder, "output/c/budgets.csv");
        let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().ok();
        let sums = budgets.iter().filter(own).filter_map(|row| number(row, "million_change"));
        let ceilings = rows(&folder, "output/c/ceilings.csv");
        let years = ceilings.iter().filter(|row| !row["county"].is_empty());
        let ends = years.filter_map(|row| number(row, "mean_high").zip(number(row, "mean")));
        let (high, mean) = ends.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        let sum = sums.fold(f64::MIN, f64::max) + (high - mean) * 1_600.0 / 1e6;
        let whole = ceilings.iter().find(|row| row["county"].is_empty()).unwrap();
        let expected = whole["fit"] != "does_not_fit" && sum > most * 1_600.0 / 1e6;
        assert_eq!(out.contains("million in a year in all"), expected, "{most}: {sum}, {out}");
        told += usize::from(expected);
    }
    assert_eq!(told, 2);
}
