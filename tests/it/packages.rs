//! Packages that are combined, and the first minute with the program, from outside.

use std::collections::BTreeMap;
use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::outside::{put, read, says};

const DUTIES: &str = "schema = 1\ntitle = \"Fewer duties\"\ntitle_zh = \"减负\"\nsummary = \"Old words: 0.9.\"\n\
                      policy.mandate_clarity = 0.6\n";
const TEAM: &str =
    "schema = 1\ntitle = \"A small team\"\npolicy.pay_ratio = 0.7\npolicy.training_hours = 16\n";

/// A folder with two packages and a small place.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "duties.toml", DUTIES);
    put(&folder, "team.toml", TEAM);
    let zones = ["--urban", "2", "--rural", "1", "--pastoral", "1"];
    let place = ["place", "generate", "--adults", "1200", "--counties", "1", "--out", "ours.csv"];
    says(&folder, &[&place[..], &zones[..]].concat(), 0);
    folder
}

/// What a command prints under variables of the environment, with its exit code.
fn under(variables: &[(&str, &str)], words: &[&str]) -> (String, i32) {
    let mut command = Command::cargo_bin("cogov").unwrap();
    for name in ["COGOV_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).args(words).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code().unwrap())
}

/// Values of `spending` by scenario and seed, of the widest area of `runs.csv`.
fn spending(runs: &str) -> BTreeMap<(String, String), f64> {
    let mut reader = csv::Reader::from_reader(runs.as_bytes());
    let at = reader.headers().unwrap().iter().position(|name| name == "spending").unwrap();
    let rows = reader.records().map(Result::unwrap);
    let whole = rows.filter(|row| &row[2] == "county");
    whole.map(|row| ((row[0].to_owned(), row[1].to_owned()), row[at].parse().unwrap())).collect()
}

#[test]
fn a_combination_is_told_beside_the_sum_of_its_parts() {
    let folder = folder();
    let words = [
        "compare",
        "--worlds=0",
        "baseline",
        "duties",
        "team",
        "duties+team",
        "--place",
        "ours.csv",
    ];
    let run = ["--seeds", "3", "--months", "60", "--metrics", "spending,burnout", "--name", "both"];
    let (told, _) = says(&folder, &[&words[..], &run[..]].concat(), 0);
    assert!(told.contains("duties+team beside the sum of its parts (duties + team)"), "{told}");
    let values = spending(&read(&folder, "output/both/runs.csv"));
    let value = |arm: &str, seed: u32| values[&(arm.to_owned(), seed.to_string())];
    let synergy = |seed| {
        value("duties+team", seed) - value("duties", seed) - value("team", seed)
            + value("baseline", seed)
    };
    let mean = (1..=3).map(synergy).sum::<f64>() / 3.0;
    let table = read(&folder, "output/both/synergy.csv");
    let row = table.lines().find(|row| row.contains(",spending,")).unwrap();
    let header = table.lines().next().unwrap();
    let cell = |name: &str| {
        let at = header.split(',').position(|column| column == name).unwrap();
        row.split(',').nth(at).unwrap()
    };
    let keys = ["scenario", "parts", "metric", "n"].map(cell);
    assert_eq!(keys, ["duties+team", "duties;team", "spending", "3"]);
    let number = |name: &str| cell(name).parse::<f64>().unwrap();
    assert!((number("synergy") - mean).abs() < 1e-9, "{row}: {mean}");
    let left = number("together") - number("sum_of_parts");
    assert!((left - number("synergy")).abs() < 1e-9, "{row}");
    let inside = number("synergy_low")..=number("synergy_high");
    assert!(inside.contains(&number("synergy")), "{row}");
    let page = read(&folder, "output/both/report.html");
    assert!(page.contains("sum of the parts") && page.contains("各部分之和"));
    says(&folder, &["verify", "output/both", "--all"], 0);
}

#[test]
fn without_all_parts_there_is_no_synergy() {
    let folder = folder();
    let words =
        ["compare", "--worlds=0", "baseline", "duties", "duties+team", "--place", "ours.csv"];
    let (told, _) = says(&folder, &[&words[..], &["--seeds", "2", "--months", "36"]].concat(), 0);
    assert!(!told.contains("sum of its parts"), "{told}");
    assert!(!folder.path().join("output/compare-baseline-duties/synergy.csv").exists());
}

#[test]
fn a_package_is_told_by_title_and_by_what_it_sets_with_who_decides() {
    let folder = folder();
    let words = [
        "compare",
        "--worlds=0",
        "baseline",
        "duties",
        "--place",
        "ours.csv",
        "--seeds",
        "2",
        "--months",
        "36",
    ];
    let (told, _) = says(&folder, &words, 0);
    assert!(told.contains("Fewer duties (duties)"), "{told}");
    let set = "from 0.1 to 0.6";
    assert!(told.contains(set) && told.contains("(region decides)"), "{told}");
    let (told, _) = says(&folder, &[&words[..], &["--lang", "zh"]].concat(), 0);
    assert!(told.contains("减负（duties）") && told.contains("决定）"), "{told}");
    let out = "output/compare-baseline-duties";
    let page = read(&folder, &format!("{out}/report.html"));
    assert!(page.contains(set) && page.contains("Fewer duties"), "the card is the program's");
    let json: serde_json::Value =
        serde_json::from_str(&read(&folder, &format!("{out}/report.json"))).unwrap();
    assert_eq!(json["arms"][1]["title"], serde_json::json!(["Fewer duties", "减负"]));
    assert_eq!(json["arms"][1]["sets"][0]["setting"], "mandate_clarity");
}

#[test]
fn conflicts_are_told_in_both_languages_wherever_a_scenario_is_named() {
    let folder = folder();
    put(&folder, "rich.toml", "schema = 1\npolicy.pay_ratio = 0.9\n");
    for words in [
        &["scenario", "check", "team+rich"][..],
        &["scenario", "show", "team+rich"],
        &["scenario", "diff", "baseline", "team+rich"],
        &["run", "team+rich"],
        &["compare", "--worlds=0", "baseline", "team+rich"],
        &["trace", "baseline", "team+rich"],
    ] {
        let (_, told) = says(&folder, words, 3);
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("0.9 here and 0.7 in team.toml:3"), "{words:?}: {told}");
        let (_, told) = says(&folder, &[words, &["--lang", "zh"]].concat(), 3);
        assert!(told.contains("team.toml:3"), "{words:?}: {told}");
    }
    let settled = ["scenario", "check", "mine"];
    put(
        &folder,
        "mine.toml",
        "schema = 1\nextends = [\"team\", \"rich\"]\npolicy.pay_ratio = 0.8\n",
    );
    says(&folder, &settled, 0);
}

#[test]
fn one_seed_is_told_what_it_cannot_tell() {
    let folder = folder();
    let words = [
        "compare",
        "--worlds=0",
        "baseline",
        "duties",
        "--place",
        "ours.csv",
        "--months",
        "36",
        "--seeds",
        "1",
    ];
    let (told, _) = says(&folder, &words, 0);
    assert!(told.contains("One seed is one history") && told.contains("1 pair of runs"), "{told}");
    let (told, _) = says(&folder, &[&words[..], &["--lang", "zh"]].concat(), 0);
    assert!(told.contains("一个种子只是一段历史"), "{told}");
}

#[test]
fn the_language_is_that_of_the_environment_unless_it_is_asked_for() {
    let list = ["scenario", "list"];
    for (variables, words, chinese) in [
        (&[("LANG", "zh_CN.UTF-8")][..], &list[..], true),
        (&[("LANG", "en_GB.UTF-8")], &list, false),
        (&[("COGOV_LANG", "zh"), ("LANG", "C")], &list, true),
        (&[("LC_ALL", "C"), ("LANG", "zh_CN")], &list, false),
        (&[("LANG", "zh_CN")], &["scenario", "list", "--lang", "en"], false),
        (&[("LANG", "zh_CN")], &["--help"], true),
        (&[("LANG", "zh_CN")], &["rum"], true),
        (&[("LANG", "zh_CN")], &[], true),
    ] {
        let (told, _) = under(variables, words);
        let found = ["设定：", "用法：", "错误："].iter().any(|word| told.contains(word));
        assert_eq!(found, chinese, "{variables:?} {words:?}: {told}");
    }
}

#[test]
fn help_begins_with_what_people_come_for_and_errors_speak_in_one_voice() {
    for words in [&["--help"][..], &[]] {
        let (told, _) = under(&[], words);
        let at = |word: &str| told.find(word).unwrap_or_else(|| panic!("{word}: {told}"));
        assert!(at("cogov compare baseline") < at("Usage:"), "{told}");
        assert!(at("\n  compare ") < at("\n  run "), "{told}");
    }
    for words in [
        &["rum"][..],
        &["run", "baseline", "--seeds", "0"],
        &["run", "no-such"],
        &["compare", "--worlds=0", "baseline", "saihan", "--metrics", "turnover"],
    ] {
        let (told, code) = under(&[], words);
        assert!(told.starts_with("error") && code > 1, "{told}");
        assert!(!told.contains('\u{1b}') && !told.contains("For more information"), "{told}");
    }
    let (told, _) =
        under(&[], &["compare", "--worlds=0", "baseline", "saihan", "--metrics", "turnover"]);
    assert!(told.contains("staff_turnover"), "{told}");
    let (told, code) = under(&[], &["explain", "turnover"]);
    assert!(told.contains("staff_turnover") && code == 0, "{code} {told}");
    assert_eq!(under(&[], &["explain", "xyzzyx"]).1, 2);
}

#[test]
fn invented_places_take_numbers_by_zone() {
    let folder = folder();
    let table = fs::read_to_string(folder.path().join("ours.csv")).unwrap();
    let zones = |zone: &str| table.lines().filter(|row| row.contains(&format!(",{zone},"))).count();
    assert_eq!(["urban", "rural", "pastoral"].map(zones), [2, 1, 1]);
    let all = ["place", "generate", "--adults", "900", "--counties", "1", "--communities", "9"];
    let (_, told) = says(
        &folder,
        &[&all[..], &["--urban", "4", "--rural", "4", "--pastoral", "4"]].concat(),
        2,
    );
    assert!(told.contains("12 together, not 9"), "{told}");
    let (table, _) = says(&folder, &[&all[..], &["--urban", "4", "--rural", "3"]].concat(), 0);
    assert_eq!(table.matches(",pastoral,").count(), 2);
}

#[test]
fn what_a_committee_reads_of_levers_and_guesses_is_plain_words_in_both_languages() {
    use cogov::scenario::{Options, load};
    use cogov::setting::{Setting, SettingId};
    let worlds = include_str!("../../scenarios/worlds/plausible.csv");
    let header = worlds.lines().find(|line| !line.starts_with('#')).unwrap();
    let guesses = header.split(',').skip(2).map(|column| {
        let without_zone = |zone: &&str| column.ends_with(&format!(".{zone}"));
        let zone = ["urban", "rural", "pastoral"].into_iter().find(without_zone);
        zone.map_or(column, |zone| &column[..column.len() - zone.len() - 1])
    });
    let mut named: Vec<&Setting> =
        guesses.map(|id| SettingId::find(id).unwrap().setting()).collect();
    assert!(named.len() > 60);
    for package in ["clear-functions", "adequate-funding", "professional-team", "comprehensive"] {
        let scenario = load(package, &Options::default()).unwrap().scenario;
        assert!(!scenario.changes.is_empty());
        let levers = scenario.changes.iter().map(|change| change.setting.setting());
        named.extend(levers.filter(|setting| setting.is_lever()));
    }
    for setting in named {
        let (plain, name) = (setting.plainly(), setting.name);
        assert!(plain.en != name.en && plain.zh != name.zh, "{}", setting.id);
        assert!(plain.en.len() <= 62 && plain.zh.chars().count() <= 22, "{}", setting.id);
        assert!(plain.zh.chars().any(|letter| letter > '\u{4e00}'), "{}", setting.id);
    }
}

#[test]
fn the_county_of_which_a_package_is_one_is_no_part_of_its_title() {
    let folder = folder();
    let county = "schema = 1\nextends = \"baseline\"\n[baseline]\npay_ratio = 0.6\n";
    put(&folder, "ours.toml", county);
    put(&folder, "mild.toml", "schema = 1\nextends = \"ours.toml\"\npolicy.one_stop = 0.5\n");
    let title = |word: &str| {
        use cogov::scenario::{Options, load};
        let word = word.split('+').map(|part| folder.path().join(part).display().to_string());
        let loaded = load(&word.collect::<Vec<_>>().join("+"), &Options::default()).unwrap();
        let title = loaded.scenario.title.unwrap();
        [title.en, title.zh]
    };
    assert_eq!(title("ours.toml+duties.toml"), ["Fewer duties", "减负"]);
    assert_eq!(title("ours.toml+duties.toml+team.toml")[0], "Fewer duties + A small team");
    assert_eq!(title("mild.toml+duties.toml")[0], "mild + Fewer duties");
}
