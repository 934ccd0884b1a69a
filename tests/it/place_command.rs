//! `cogov place` from outside: tables are made, checked, shown in numbers and run.

use std::fs;

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use cogov::place::{Column, read_table};

use crate::outside::{put, read, says};

const TABLES: [&str; 5] = ["runs.csv", "series.csv", "years.csv", "funding.csv", "summary.csv"];
const HEADER: &str = "code,county,township,community,zone,adults,migrant_share";

/// Two villages and a town in two counties; the columns behind the required ones are given.
fn table(columns: &str, rows: [&str; 3]) -> String {
    let [a, b, c] = rows;
    format!(
        "{HEADER}{columns}\n1,K,T,East,rural,200,0.1{a}\n2,K,T,West,rural,150,0.1{b}\n3,L,U,Town,urban,250,0.3{c}\n"
    )
}

fn run(folder: &TempDir, words: &[&str]) {
    let words = [&["run"], words, &["--seeds=1", "--months=26", "--quiet"]].concat();
    says(folder, &words, 0);
}

#[test]
fn an_invented_place_is_checked_shown_and_run() {
    let folder = TempDir::new().unwrap();
    let make = ["place", "generate", "--adults=3000", "--communities=12", "--counties=2"];
    let (table, _) = says(&folder, &make, 0);
    let (wrote, _) = says(&folder, &[&make[..], &["--out=ours.csv"]].concat(), 0);
    assert!(wrote.contains("cogov run baseline --place ours.csv"), "{wrote}");
    assert_eq!(read(&folder, "ours.csv"), table, "the same place to a file");
    let (other, _) = says(&folder, &[&make[..], &["--seed=2"]].concat(), 0);
    assert_ne!(other, table);
    let (_, error) = says(&folder, &[&make[..], &["--out=ours.csv"]].concat(), 4);
    assert!(error.contains("ours.csv is there already"), "{error}");
    let (fine, error) = says(&folder, &["place", "check", "ours.csv"], 0);
    assert!(fine.contains("12 communities") && fine.contains("3,000 adults"), "{fine}");
    assert_eq!(error, "");
    for language in ["en", "zh"] {
        let (shown, _) = says(&folder, &["place", "summary", "ours.csv", "--lang", language], 0);
        assert!(shown.contains("3,000") && shown.lines().all(|line| line.width() <= 80), "{shown}");
        assert_eq!(shown.contains("第1旗县"), language == "zh", "{shown}");
    }
    run(&folder, &["baseline", "--place=ours.csv"]);
    assert_eq!(read(&folder, "output/baseline/place.csv"), table);
    assert!(read(&folder, "output/baseline/runs.csv").contains(",county,County 2,"));
}

#[test]
fn what_cannot_be_invented_is_refused_with_what_would_do() {
    let folder = TempDir::new().unwrap();
    for (adults, communities, counties, hint) in [
        ("9", "10", "1", "adults for 10 communities: at least 10"),
        ("100", "2", "3", "communities for 3 counties: at least 3"),
        ("200000", "3", "1", "at least 4 communities"),
        ("10", "0", "0", "at least one community"),
    ] {
        let words = ["--adults", adults, "--communities", communities, "--counties", counties];
        let words = [&["place", "generate", "--out=no.csv"], &words[..]].concat();
        let (_, error) = says(&folder, &words, 2);
        assert!(error.contains(hint), "{error}");
        let (_, error) = says(&folder, &[&words[..], &["--lang=zh"]].concat(), 2);
        assert!(error.starts_with("错误：") && error.contains('个'), "{error}");
    }
    says(&folder, &["place", "generate", "--adults=-1", "--communities=1", "--counties=1"], 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn a_check_tells_the_faults_of_all_tables_and_which_are_fine() {
    let folder = TempDir::new().unwrap();
    put(&folder, "a.csv", &table(",posts,staff", [",3,4", ",many,", ",,"]));
    put(&folder, "b.csv", &table(",posts,chief", [",5,Li", ",,Wu", ",,"]));
    let (out, error) = says(&folder, &["place", "check", "a.csv", "b.csv", "saihan"], 3);
    for part in ["a.csv:2:28", "staff is 4, but posts is 3", "a.csv:3:", "2 faults", "b.csv:1:64"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    assert!(out.contains("b.csv: no faults, 1 warning."), "{out}");
    assert!(out.contains("Optional columns read: posts (in 1 of 3 communities)"), "{out}");
    assert!(out.contains("Not used: chief") && out.contains("Not used: league, kind, basis"));
    assert_eq!(out.matches("no faults").count(), 2, "{out}");
    let (_, error) = says(&folder, &["place", "check", "c.csv"], 3);
    assert!(error.contains("there is no place table `c.csv`"), "{error}");
    let (_, error) = says(&folder, &["place", "summary", "a.csv", "--lang=zh"], 3);
    assert!(error.contains("staff为4，而posts为3"), "{error}");
}

#[test]
fn tables_as_other_programs_write_them_are_read_or_explained() {
    let folder = TempDir::new().unwrap();
    let plain = table("", ["", "", ""]);
    put(&folder, "plain.csv", &plain);
    put(&folder, "excel.csv", &format!("\u{feff}{}", plain.replace('\n', "\r\n")));
    run(&folder, &["baseline", "--place=plain.csv", "--out=plain"]);
    run(&folder, &["baseline", "--place=excel.csv", "--out=excel"]);
    for file in TABLES {
        let [plain, excel] =
            ["plain", "excel"].map(|out| read(&folder, &format!("{out}/baseline/{file}")));
        assert_eq!(plain, excel, "{file}");
    }
    let western = [plain.as_bytes(), b"4,K,T,Qu\xe9bec,rural,100,0.1\n"].concat();
    fs::write(folder.path().join("western.csv"), western).unwrap();
    for (file, text, says_what) in [
        ("semicolons.csv", plain.replace(',', ";"), "not separated by commas"),
        ("empty.csv", String::new(), "the table is empty"),
        ("header.csv", format!("{HEADER}\n"), "has no communities"),
        ("codes.csv", plain.replace("\n2,", "\n1,"), "code `1` is used in line 2 already"),
        ("short.csv", format!("{plain}4,K,T\n"), "the number of fields is 3; the header has 7"),
        ("western.csv", String::new(), "not a text in UTF-8"),
    ] {
        if file != "western.csv" {
            put(&folder, file, &text);
        }
        let (_, error) = says(&folder, &["place", "check", file], 3);
        assert!(error.contains(says_what) && error.contains("1 fault;"), "{error}");
    }
}

#[test]
fn optional_columns_act_and_the_resolved_scenario_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let columns = ",posts,staff,part_time,base_grant,pay_ratio,community_zh,kind";
    let rows = [",6,5,1,30000,0.8,东村,x", ",,,,,,西村,x", ",9,9,0,,0.55,,x"];
    put(&folder, "own.csv", &table(columns, rows));
    put(&folder, "plain.csv", &table("", ["", "", ""]));
    put(
        &folder,
        "ours.toml",
        "schema = 1\nname = \"ours\"\nextends = \"baseline\"\n[place]\ntable = \"own.csv\"\n\
         [interventions.pay]\nset = \"pay_ratio\"\nfactor = 1.1\nfrom = 13\ncommunities = [\"东村\"]\n",
    );
    run(&folder, &["ours.toml"]);
    run(&folder, &["baseline", "--place=plain.csv"]);
    let of = |name: &str| {
        // The first year: money of a year that is cut short has no value.
        let years = read(&folder, &format!("output/{name}/years.csv"));
        let mut lines = years.lines().map(|line| line.split(',').skip(6).collect::<Vec<_>>());
        let header = lines.next().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        let place = lines.next().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        let at = header.iter().position(|metric| metric == "spend_wages").unwrap();
        place[at].parse::<f64>().unwrap()
    };
    assert!(of("ours") > 1.2 * of("baseline"), "more posts are paid");
    let (from, to) = ("output/ours", "again/ours");
    run(&folder, &["output/ours/scenario.toml", "--out=again"]);
    for file in TABLES.into_iter().chain(["scenario.toml", "place.csv", "dictionary.csv"]) {
        let [before, after] = [from, to].map(|out| read(&folder, &format!("{out}/{file}")));
        assert_eq!(before, after, "{file}");
    }
    let dictionary = read(&folder, "output/ours/dictionary.csv");
    let described = dictionary.lines().filter(|line| line.starts_with("place.csv,")).count();
    let read = read_table(&read(&folder, "own.csv"), [1.25; 3]).unwrap().columns;
    assert_eq!((described, read.len()), (13, 13), "the columns that are read, no others");
    assert!(dictionary.contains("place.csv,base_grant,") && read.contains(&Column::BaseGrant));
}

#[test]
fn the_scenario_s_word_is_told_to_win_over_the_table() {
    let folder = TempDir::new().unwrap();
    put(&folder, "own.csv", &table(",pay_ratio,posts", [",0.8,5", ",0.8,5", ",0.8,5"]));
    let words = ["run", "baseline", "--place=own.csv", "--set=baseline.pay_ratio=0.62"];
    let words = [&words[..], &["--seeds=1", "--months=25", "--quiet"]].concat();
    let (_, error) = says(&folder, &words, 0);
    let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(error.contains("column pay_ratio of the place's table is not used"), "{error}");
    let resolved = read(&folder, "output/baseline/scenario.toml");
    assert!(resolved.contains("\npay_ratio = 0.62\n"), "{resolved}");
    put(&folder, "a.toml", "schema = 1\n[place]\ntable = \"own.csv\"\n");
    let (shown, _) = says(&folder, &["scenario", "show", "a.toml", "--resolved"], 0);
    assert!(shown.contains("posts, pay_ratio"), "{shown}");
    assert!(shown.lines().all(|line| line.width() <= 80), "{shown}");
}

#[test]
fn a_name_that_several_communities_have_is_answered_with_their_codes() {
    let folder = TempDir::new().unwrap();
    let names = table("", ["", "", ""]).replace("West", "East");
    put(&folder, "p.csv", &names);
    put(
        &folder,
        "a.toml",
        "schema = 1\n[place]\ntable = \"p.csv\"\n[interventions.x]\nset = \"one_stop\"\nvalue = 1\ncommunities = [\"East\"]\n",
    );
    let (_, error) = says(&folder, &["scenario", "check", "a.toml"], 3);
    assert!(error.contains("several communities are named `East`"), "{error}");
    assert!(error.contains("name one by its code: 1, 2"), "{error}");
}

#[test]
fn of_many_counties_the_largest_and_the_smallest_are_shown() {
    let folder = TempDir::new().unwrap();
    let make = ["place", "generate", "--adults=90000", "--communities=90", "--counties=30"];
    says(&folder, &[&make[..], &["--out=p.csv"]].concat(), 0);
    let (shown, _) = says(&folder, &["place", "summary", "p.csv"], 0);
    assert!(shown.contains("the 5 with most and the 5 with fewest adults of 30"), "{shown}");
    assert_eq!(shown.matches("\nCounty ").count(), 20, "ten counties in two tables: {shown}");
    assert_eq!(shown.matches("\n…\n").count(), 2, "{shown}");
    assert_eq!(shown.matches("\nall ").count(), 3, "{shown}");
}
