//! Intervals of no width, years in part, and numbers of fewer seeds than were run: told everywhere, in both
//! languages.

use std::collections::BTreeMap;

use serde_json::Value;
use tempfile::TempDir;

use super::with_inputs;
use crate::outside::{put, read, says};

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let header = table.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        header.iter().zip(record.iter()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    };
    table.records().map(|record| row(record.unwrap())).collect()
}

/// Each pair of columns with the two ends of an interval.
fn ends(row: &Row) -> Vec<(String, String, String)> {
    let low = row.iter().filter_map(|(column, low)| Some((column.strip_suffix("_low")?, low)));
    low.map(|(of, low)| (of.to_owned(), low.clone(), row[&format!("{of}_high")].clone())).collect()
}

/// Every interval of a report as JSON: objects with two ends, and differences with theirs.
fn no_width_in(value: &Value, path: &str) {
    match value {
        Value::Object(fields) => {
            let end = |name: &str| fields.get(name).and_then(Value::as_f64);
            if let (Some(low), Some(high)) = (end("low"), end("high")) {
                assert!(low < high, "{path}: {low} to {high}");
            }
            for (name, inside) in fields {
                no_width_in(inside, &format!("{path}.{name}"));
            }
        }
        Value::Array(all) => {
            for (at, inside) in all.iter().enumerate() {
                no_width_in(inside, &format!("{path}[{at}]"));
            }
            let is_change = path.contains(".series") && path.contains(".difference[");
            if let [_, low, high] = &all[..]
                && is_change
            {
                assert!(low.as_f64() < high.as_f64(), "{path}");
            }
        }
        _ => {}
    }
}

/// Every interval that a text shows: `(a to b)`, `（a 至 b）`, `(a, b)`, `a – b`, `± b`.
fn no_width_shown(text: &str) {
    let number = |word: &str| {
        let word = word.trim_end_matches('%').trim();
        word.parse::<f64>().is_ok().then(|| word.to_owned())
    };
    for (open, between, close) in
        [("(", " to ", ")"), ("（", " 至 ", "）"), ("(", ", ", ")"), ("[", " – ", "]")]
    {
        for inside in text.split(open).skip(1).filter_map(|rest| rest.split(close).next()) {
            if let Some((low, high)) = inside.split_once(between)
                && let (Some(low), Some(high)) = (number(low), number(high))
            {
                assert_ne!(low, high, "{open}{inside}{close}");
            }
        }
    }
    for line in text.lines() {
        if let Some((low, high)) = line.split_once(" – ") {
            let low = low.split_whitespace().last().and_then(number);
            let high = high.split_whitespace().next().and_then(number);
            assert!(low.is_none() || low != high, "{line}");
        }
        for half in line.split("± ").skip(1) {
            let half = half.split([' ', '<']).next().unwrap_or_default();
            assert!(half.parse::<f64>().map_or(true, |half| half > 0.0), "{line}");
        }
    }
}

const TINY: [&str; 8] =
    ["--place", "25-tiny-place.csv", "--months", "48", "--threads", "1", "--seeds", "4"];

fn tables(folder: &TempDir, of: &str) -> Vec<(String, Vec<Row>)> {
    let files = std::fs::read_dir(folder.path().join(of)).unwrap();
    let files = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files = files.filter(|file| file.ends_with(".csv") && file != "place.csv");
    files.map(|file| (file.clone(), rows(&read(folder, &format!("{of}/{file}"))))).collect()
}

#[test]
fn no_interval_has_no_width_in_any_table_report_or_line_of_the_terminal() {
    let folder = with_inputs();
    put(
        &folder,
        "late.toml",
        "schema = 1\nname = \"late\"\nsummary = \"Late.\"\nextends = \"baseline\"\n[interventions.end]\nset = \"mandate_clarity\"\nvalue = 0.6\nfrom = 47\n",
    );
    let mut equal = BTreeMap::new();
    for language in ["en", "zh"] {
        let head = ["--lang", language];
        let run = ["run", "baseline", "--metrics", "all", "--force"];
        let (said, _) = says(&folder, &[&head[..], &run, &TINY].concat(), 0);
        no_width_shown(&said);
        let compare = [
            "compare",
            "--worlds=0",
            "baseline",
            "late.toml",
            "04-dead-levers.toml",
            "clear-functions",
            "--metrics",
            "all",
            "--name",
            "all",
            "--force",
        ];
        let (said, _) = says(&folder, &[&head[..], &compare, &TINY].concat(), 0);
        no_width_shown(&said);
        no_width_shown(&read(&folder, "output/all/report.html"));
    }
    for of in ["output/baseline", "output/all"] {
        for (file, rows) in tables(&folder, of) {
            for row in rows {
                for (column, low, high) in ends(&row) {
                    let ends = [&low, &high].map(|end| end.parse::<f64>().ok());
                    assert_eq!(low.is_empty(), high.is_empty(), "{file}: {row:?}");
                    if let [Some(low), Some(high)] = ends {
                        assert!(low < high, "{file}, {column}: {row:?}");
                    }
                }
                if row.iter().any(|(column, cell)| column.ends_with("interval") && cell == "equal")
                {
                    let bound = row.iter().find(|(column, cell)| {
                        column.ends_with("differs_below") && !cell.is_empty()
                    });
                    assert!(bound.is_some(), "{file}: {row:?}");
                    *equal.entry(file.clone()).or_insert(0) += 1;
                }
            }
        }
    }
    for file in ["summary.csv", "comparison.csv", "winners.csv", "costs.csv"] {
        assert!(equal.contains_key(file), "nothing is the same in every seed in {file}: {equal:?}");
    }
    let report: Value = serde_json::from_str(&read(&folder, "output/all/report.json")).unwrap();
    no_width_in(&report, "report");
}

#[test]
fn histories_that_are_the_same_have_a_reason_and_no_verdict_in_any_section() {
    let folder = with_inputs();
    let words = ["compare", "--worlds=0", "baseline", "04-dead-levers.toml", "--name", "dead"];
    says(&folder, &[&words[..], &TINY].concat(), 0);
    let page = read(&folder, "output/dead/report.html");
    // The checks of fairness have marks of the same look.
    for verdict in ["same", "no_difference", "not_clear", "no_value", "worse"] {
        assert!(!page.contains(&format!("<span class=\"word {verdict}")), "{verdict}");
    }
    for section in ["answer", "outcomes", "people", "money"] {
        let inside = page.split(&format!("<section id=\"{section}\"")).nth(1).unwrap();
        let inside = inside.split("</section>").next().unwrap();
        assert!(inside.contains("The two histories are the same in every seed"), "{section}");
        assert!(inside.contains("两段历史在每个种子中都相同"), "{section}");
    }
}

/// Months of policy and of the run by year.
fn of_years(folder: &TempDir, table: &str) -> BTreeMap<String, [String; 2]> {
    let years = rows(&read(folder, table)).into_iter().filter(|row| !row["year"].is_empty());
    years
        .map(|row| {
            (row["year"].clone(), [row["policy_months"].clone(), row["year_months"].clone()])
        })
        .collect()
}

#[test]
fn a_year_in_which_the_policy_acts_in_part_is_marked_everywhere_in_both_languages() {
    let folder = with_inputs();
    let head = "schema = 1\nextends = \"baseline\"\nsummary = \"s\"\n";
    // Half in the burn-in; one that ends inside a year; a run whose last year is cut; nothing of this.
    let cases = [
        (
            "half",
            "horizon.burn_in = 30\n[policy]\nmandate_clarity = 0.6\n",
            "48",
            "3",
            ["6", "12"],
            "3 (6 of 12 months)",
            "3（12 个月中的 6 个月）",
        ),
        (
            "ends",
            "[interventions.a]\nset = \"mandate_clarity\"\nvalue = 0.6\nfrom = 25\nuntil = 40\n",
            "60",
            "4",
            ["4", "12"],
            "4 (4 of 12 months)",
            "4（12 个月中的 4 个月）",
        ),
        (
            "cut",
            "[policy]\nmandate_clarity = 0.6\n",
            "42",
            "4",
            ["6", "6"],
            "4 (6 months)",
            "4（6 个月）",
        ),
    ];
    for (name, text, months, year, expected, en, zh) in cases {
        put(&folder, &format!("{name}.toml"), &format!("{head}name = \"{name}\"\n{text}"));
        let base = text.split("[").next().unwrap();
        put(
            &folder,
            &format!("{name}-base.toml"),
            &format!("{head}name = \"{name}-base\"\n{base}"),
        );
        let of = ["--place", "25-tiny-place.csv", "--seeds", "2", "--months", months];
        let (scenario, baseline) = (format!("{name}.toml"), format!("{name}-base.toml"));
        let words = ["compare", "--worlds=0", &baseline, &scenario, "--name", name];
        let (said, _) = says(&folder, &[&words[..], &of].concat(), 0);
        assert!(said.contains("not to be held against whole years"), "{said}");
        let found = of_years(&folder, &format!("output/{name}/comparison.csv"));
        assert_eq!(found[year].each_ref().map(String::as_str), expected, "{name}: {found:?}");
        let page = read(&folder, &format!("output/{name}/report.html"));
        let tick = format!("{year} ({}/12)", expected[0]);
        assert!(page.contains(en) && page.contains(zh) && page.contains(&tick), "{name}");
        let (said, _) =
            says(&folder, &[&["--lang", "zh"], &words[..], &of, &["--force"]].concat(), 0);
        assert!(said.contains("不可与整年相比"), "{said}");
    }
    let found = of_years(&folder, "output/ends/comparison.csv");
    assert_eq!(found["5"], ["0", "12"].map(str::to_owned));
    assert!(
        read(&folder, "output/ends/report.html")
            .contains("in year 5 nothing that it sets is in force")
    );
    says(
        &folder,
        &[
            "run",
            "half.toml",
            "--out",
            "alone",
            "--place",
            "25-tiny-place.csv",
            "--seeds",
            "1",
            "--months",
            "42",
        ],
        0,
    );
    let years = rows(&read(&folder, "alone/half/years.csv"));
    let of =
        |row: &Row| ["year", "months", "months_after_burn_in"].map(|column| row[column].clone());
    let found: Vec<[String; 3]> =
        years.iter().filter(|row| row["level"] == "county").map(of).collect();
    assert_eq!(
        found,
        [["1", "12", "0"], ["2", "12", "0"], ["3", "12", "6"], ["4", "6", "6"]]
            .map(|row| row.map(str::to_owned))
    );
}
