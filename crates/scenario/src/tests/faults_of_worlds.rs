//! Faulty files of targets and of worlds: each with the codes that it shows, in both languages.

use std::collections::BTreeSet;
use std::fs;

use model::quantity::Language;
use model::supposed::World;

use crate::{Faults, load_targets, load_worlds, write_worlds};

/// A target that has no fault, without its header.
const GOOD: &str =
    "outcome = \"trust\"\nkind = \"level\"\nlow = 0.3\nhigh = 0.6\nground = \"T2\"\n";

/// Files of targets with the codes they show.
fn targets() -> Vec<(String, Vec<&'static str>)> {
    let whole = |body: &str| format!("schema = 1\n[targets.a]\n{body}");
    let with = |key: &str, line: &str| {
        let kept: Vec<&str> = GOOD.lines().filter(|line| !line.starts_with(key)).collect();
        whole(&format!("{}\n{line}\n", kept.join("\n")))
    };
    let effect = |change: &str| {
        let body = GOOD.replace("level", "effect");
        whole(&format!("{body}change = {{ set = \"pay_ratio\", {change} }}\n"))
    };
    vec![
        (GOOD.replace("outcome", "x"), vec!["scenario::missing_schema"]),
        ("schema = 2\n[targets]\n".to_owned(), vec!["scenario::wrong_schema"]),
        ("schema = 1\n".to_owned(), vec!["targets::no_targets"]),
        ("schema = 1\n[targets]\n".to_owned(), vec!["targets::no_targets"]),
        ("schema = 1\n[targts.a]\n".to_owned(), vec!["scenario::unknown_key"]),
        (with("outcome", ""), vec!["targets::missing"]),
        (with("outcome", "outcome = \"turnover\""), vec!["targets::unknown_outcome"]),
        (with("outcome", "outcome = 3"), vec!["scenario::wrong_type"]),
        (with("kind", "kind = \"levels\""), vec!["targets::unknown_kind"]),
        (with("kind", "kind = \"effect\""), vec!["targets::missing"]),
        (with("low", "low = 0.7"), vec!["targets::band_reversed"]),
        (with("low", "low = 0.6"), vec!["targets::band_reversed"]),
        (with("high", "high = 60"), vec!["targets::band_outside"]),
        (with("low", "low = \"0,3\""), vec!["scenario::wrong_type"]),
        (with("low", "low = nan"), vec!["scenario::wrong_type"]),
        (with("zone", "zone = \"town\""), vec!["scenario::unknown_zone"]),
        (
            with("outcome", "outcome = \"fiscal_pressure\"\nzone = \"urban\""),
            vec!["targets::without_zones"],
        ),
        (with("ground", "ground = \"\""), vec!["targets::empty_ground"]),
        (with("ground", "ground = \"T2, T99\""), vec!["targets::unknown_evidence"]),
        (with("zon", "zon = \"urban\""), vec!["scenario::unknown_key"]),
        (
            with("change", "change = { set = \"pay_ratio\", factor = 0.9 }"),
            vec!["targets::change_of_level"],
        ),
        (
            whole(&format!(
                "{}change = {{ set = \"pay_ratio\", factor = 0.9 }}\n",
                GOOD.replace("level", "effect").replace("T2", "assumed")
            )),
            vec!["targets::effect_without_source"],
        ),
        (effect("factor = 0"), vec!["scenario::out_of_range"]),
        (effect("factor = 90"), vec!["scenario::out_of_range"]),
        (effect("factor = 1"), vec!["targets::changes_nothing"]),
        (format!("{}[targets.b]\n{GOOD}", whole(GOOD)), vec!["targets::twice"]),
    ]
}

/// Files of worlds with the codes they show.
fn worlds() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("", vec!["worlds::no_worlds"]),
        ("number,weight,need_rate\n", vec!["worlds::no_worlds"]),
        ("number;weight;need_rate\n1;1;0.03\n", vec!["worlds::separated"]),
        ("number\tweight\n1\t1\n", vec!["worlds::separated"]),
        ("number,need_rate\n1,0.03\n", vec!["worlds::missing_column"]),
        ("weight,need_rate\n1,0.03\n", vec!["worlds::missing_column"]),
        ("number,weight,need_rat\n1,1,0.03\n", vec!["worlds::unknown_column"]),
        ("number,weight,need_rate,need_rate\n1,1,0.03,0.03\n", vec!["worlds::column_twice"]),
        ("number,weight,pay_ratio\n1,1,0.6\n", vec!["worlds::lever"]),
        ("number,weight,months\n1,1,60\n", vec!["worlds::form"]),
        ("number,weight,candidate_education\n1,1,1\n", vec!["worlds::form"]),
        ("number,weight,need_rate.urban\n1,1,0.03\n", vec!["scenario::not_by_zone"]),
        ("number,weight,distance.urban\n1,1,1\n", vec!["worlds::zone_missing"]),
        ("number,weight,need_rate\n1,1\n", vec!["worlds::cells"]),
        ("number,weight,need_rate\n1,1,0,03\n", vec!["worlds::cells"]),
        ("number,weight,need_rate\n-1,1,0.03\n", vec!["worlds::number"]),
        ("number,weight,need_rate\n1,1,0.03\n1,1,0.04\n", vec!["worlds::twice"]),
        ("number,weight,need_rate\n1,0,0.03\n", vec!["worlds::weight"]),
        ("number,weight,need_rate\n1,inf,0.03\n", vec!["worlds::weight"]),
        ("number,weight,need_rate\n1,1,\n", vec!["worlds::value"]),
        ("number,weight,need_rate\n1,1,NaN\n", vec!["worlds::value"]),
        ("number,weight,need_rate\n1,1,3\n", vec!["scenario::out_of_range"]),
        ("number,weight,norm_window\n1,1,3.5\n", vec!["scenario::not_whole"]),
    ]
}

fn codes(faults: &Faults, text: &str) -> Vec<&'static str> {
    for fault in &faults.faults {
        assert!(!fault.message.en.is_empty() && !fault.message.zh.is_empty());
        assert!(!fault.message.zh.is_ascii(), "{text}");
        assert!(fault.render(Language::En).contains(fault.code));
    }
    faults.faults.iter().map(|fault| fault.code).collect()
}

/// All codes that these files show.
pub(super) fn shown() -> BTreeSet<&'static str> {
    let all = targets().into_iter().flat_map(|(_, codes)| codes);
    let more = ["targets::unknown_targets", "worlds::unknown_worlds", "worlds::too_many"];
    all.chain(worlds().into_iter().flat_map(|(_, codes)| codes)).chain(more).collect()
}

#[test]
fn each_faulty_file_of_targets_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("targets.toml");
    for (text, wanted) in targets() {
        fs::write(&path, &text).unwrap();
        let found = load_targets(path.to_str().unwrap()).expect_err(&text);
        let found = codes(&found, &text);
        assert!(wanted.iter().all(|code| found.contains(code)), "{text}\n{found:?}");
    }
    let found = load_targets("inner-mongolja").unwrap_err();
    assert_eq!(codes(&found, ""), ["targets::unknown_targets"]);
    assert!(found.render(Language::En).contains("`inner-mongolia`"));
}

#[test]
fn each_faulty_file_of_worlds_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("worlds.csv");
    for (text, wanted) in worlds() {
        fs::write(&path, text).unwrap();
        let found = load_worlds(path.to_str().unwrap()).expect_err(text);
        assert_eq!(codes(&found, text), wanted, "{text}");
    }
    assert_eq!(codes(&load_worlds("nowhere").unwrap_err(), ""), ["worlds::unknown_worlds"]);
    let mut many = "number,weight\n".to_owned();
    (0..100_001).for_each(|at| many += &format!("{at},1\n"));
    fs::write(&path, many).unwrap();
    let found = load_worlds(path.to_str().unwrap()).unwrap_err();
    assert_eq!(codes(&found, ""), ["worlds::too_many"]);
}

#[test]
fn the_shipped_targets_have_no_fault_and_say_where_no_source_is() {
    let targets = load_targets("inner-mongolia").unwrap().targets;
    assert_eq!(targets.len(), 10);
    let without: Vec<&str> =
        targets.iter().filter(|it| !it.has_source()).map(|it| it.name.as_str()).collect();
    assert_eq!(
        without,
        ["migrants-ratio", "participation-monthly", "participation-yearly", "turnout"]
    );
}

#[test]
fn worlds_that_were_written_are_read_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("worlds.csv");
    let worlds: Vec<World> = (0..20).map(|index| World::draw(9, index)).collect();
    let about = ["made by a test".to_owned()];
    for bom in ["", "\u{feff}"] {
        let text = write_worlds(&worlds, &about).replace('\n', "\r\n");
        fs::write(&path, format!("{bom}{text}")).unwrap();
        assert_eq!(load_worlds(path.to_str().unwrap()).unwrap().worlds, worlds);
    }
}
