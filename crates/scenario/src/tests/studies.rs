//! Study files: what is read, and what is said of faulty ones.

use std::path::Path;

use super::*;
use crate::study::{Method, Role, Study, Values, load_study, read_points};
use model::setting::SettingId;

/// A study that has no fault.
const GOOD: &str = r#"study = 1
name = "mine"
scenarios = ["baseline", "clear-functions"]
outcomes = ["trust", "staff_turnover"]
seeds = 2

[levers]
"policy.mandate_clarity" = [0.2, 0.9]

[uncertainties]
baseline.quit_base = { group = "cadres" }
"baseline.quit_burnout" = { low = 1.0, high = 3.0, group = "cadres" }

[design]
kind = "saltelli"
points = 64
"#;

fn load(text: &str) -> Result<Study, Faults> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, text).unwrap();
    load_study(&path)
}

fn study(text: &str) -> Study {
    load(text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Changes of the good study, each with the fault or warning that it makes.
const CASES: [(&str, &str, &str); 27] = [
    ("study = 1\n", "", "study::missing_version"),
    ("study = 1\n", "study = 2\n", "study::wrong_version"),
    ("name = \"mine\"\n", "", "study::missing"),
    ("name = \"mine\"", "name = \"a/b\"", "scenario::bad_name"),
    ("seeds = 2", "sedes = 2", "scenario::unknown_key"),
    ("seeds = 2", "seeds = 0", "scenario::out_of_range"),
    ("seeds = 2", "seeds = 1", "study::one_seed"),
    ("[\"baseline\", \"clear-functions\"]", "[]", "study::scenarios"),
    ("[\"baseline\", \"clear-functions\"]", "[\"baseline\"]\ndifference = true", "study::no_pair"),
    ("\"trust\", ", "\"trsut\", ", "study::unknown_metric"),
    ("policy.mandate_clarity", "policy.mandate_clarty", "study::unknown_factor"),
    ("\"policy.mandate_clarity\"", "mandate_clarity", "study::unknown_factor"),
    ("\"policy.mandate_clarity\" = [0.2, 0.9]", "\"group:kadres\" = {}", "study::unknown_group"),
    ("policy.mandate_clarity\" = [0.2, 0.9]", "baseline.quit_base\" = {}", "study::factor_twice"),
    ("[0.2, 0.9]", "[0.9, 0.2]", "study::empty_range"),
    ("[0.2, 0.9]", "[0.2, 1.9]", "scenario::out_of_range"),
    ("[0.2, 0.9]", "[0.2, 0.5, 0.9]", "study::not_two"),
    ("[0.2, 0.9]", "0.2", "scenario::wrong_type"),
    ("[0.2, 0.9]", "{ values = [0.2, 0.2] }", "study::value_twice"),
    ("[0.2, 0.9]", "{ values = [0.2] }", "study::few_values"),
    ("\"policy.mandate_clarity\" = [0.2", "\"policy.appraisal\" = [0.2", "study::no_numbers"),
    ("\"policy.mandate_clarity\" = [0.2, 0.9]", "\"shocks.dry.factor\" = {}", "study::no_range"),
    ("kind = \"saltelli\"", "kind = \"salteli\"", "scenario::unknown_word"),
    ("points = 64", "levels = 64", "study::wrong_count"),
    ("points = 64", "points = 5000000", "study::too_many_points"),
    ("points = 64", "points = 60", "study::no_power_of_two"),
    ("kind = \"saltelli\"\npoints = 64", "kind = \"list\"", "study::missing"),
];

/// What studies show, with the lists of points below.
pub(super) const CODES: [&str; 24] = [
    "study::missing_version",
    "study::wrong_version",
    "study::missing",
    "study::one_seed",
    "study::scenarios",
    "study::no_pair",
    "study::unknown_metric",
    "study::unknown_factor",
    "study::unknown_group",
    "study::factor_twice",
    "study::empty_range",
    "study::not_two",
    "study::value_twice",
    "study::few_values",
    "study::no_numbers",
    "study::no_range",
    "study::wrong_count",
    "study::too_many_points",
    "study::no_power_of_two",
    "study::no_factors",
    "study::too_many_factors",
    "study::no_column",
    "study::unknown_column",
    "study::empty_cell",
];

fn found(result: Result<Study, Faults>) -> Vec<&'static str> {
    match result {
        Ok(study) => study.warnings.iter().map(|fault| fault.code).collect(),
        Err(faults) => {
            for language in [Language::En, Language::Zh] {
                assert!(!faults.render(language).is_empty());
            }
            faults.iter().map(|fault| fault.code).collect()
        }
    }
}

#[test]
fn each_fault_of_a_study_has_one_message_at_its_place() {
    for (from, to, code) in CASES {
        assert!(GOOD.contains(from), "{from}");
        assert_eq!(found(load(&GOOD.replacen(from, to, 1))), [code], "{to}");
    }
    let start = GOOD.split("[levers]").next().unwrap();
    let none = format!("{start}[design]\nkind = \"random\"\npoints = 3\n");
    assert_eq!(found(load(&none)), ["study::no_factors"]);
    let many: String =
        (0..600).map(|at| format!("\"shocks.a{at}.factor\" = [0.0, 1.0]\n")).collect();
    let many = format!("{start}[levers]\n{many}[design]\nkind = \"saltelli\"\npoints = 4\n");
    assert_eq!(found(load(&many)), ["study::too_many_factors"]);
}

#[test]
fn a_fault_names_line_and_column_and_the_nearest_word() {
    let Err(faults) = load(&GOOD.replace("quit_base", "quit_bse")) else { panic!("no fault") };
    let fault = faults.iter().next().unwrap();
    assert_eq!((fault.line, fault.column), (11, 10));
    assert!(fault.help.iter().any(|help| help.en.contains("baseline.quit_base")), "{faults}");
}

#[test]
fn a_study_is_read_as_it_is_written() {
    let study = study(GOOD);
    assert_eq!(study.scenarios, ["baseline", "clear-functions"]);
    assert!(study.difference && !study.common_seeds);
    assert_eq!((study.seeds, study.asked.method, study.asked.count), (2, Method::Saltelli, 64));
    let paths: Vec<&str> = study.factors.iter().map(|factor| factor.path.as_str()).collect();
    let wanted = ["policy.mandate_clarity", "baseline.quit_burnout", "baseline.quit_base"];
    assert_eq!(paths, wanted);
    assert_eq!(study.factors[0].role, Role::Lever);
    assert_eq!(study.factors[0].values, Values::Real(0.2, 0.9));
    assert_eq!(study.factors[1].values, Values::Real(1.0, 3.0));
    let plausible = SettingId::find("quit_base").unwrap().setting().plausible.unwrap();
    assert_eq!(study.factors[2].values, Values::Real(plausible.0, plausible.1));
    assert_eq!(study.groups, ["policy.mandate_clarity", "cadres"]);
    assert_eq!(study.group_of_factors(), [0, 1, 1]);
    assert_eq!(study.asked.points(&study.factors, study.groups.len()), Some(64 * 5));
    assert_eq!((study.seed(3, 1, false), study.seed(3, 2, true)), (10_000_003, 20_000_003));
}

#[test]
fn a_coordinate_becomes_a_value_inside_its_range() {
    let real = Values::Real(0.2, 0.9);
    assert_eq!([0.0, 0.5, 1.0].map(|at| real.at(at)), ["0.2", "0.55", "0.9"]);
    let whole = Values::Whole(2, 4);
    assert_eq!([0.0, 0.34, 0.99, 1.0].map(|at| whole.at(at)), ["2", "3", "4", "4"]);
    let listed = Values::Listed(vec!["true".to_owned(), "false".to_owned()]);
    assert_eq!([0.0, 0.5, 1.0].map(|at| listed.at(at)), ["true", "false", "false"]);
}

#[test]
fn settings_of_a_group_or_ground_come_with_their_plausible_ranges() {
    let text = GOOD.replace("\"policy.mandate_clarity\" = [0.2, 0.9]", "\"group:elections\" = {}");
    let study = study(&text);
    assert!(study.factors.len() > 2);
    for factor in &study.factors[..study.factors.len() - 2] {
        assert_eq!(factor.setting.unwrap().setting().group.en, "elections");
    }
}

#[test]
fn a_list_of_points_that_was_edited_is_read_or_its_fault_is_told() {
    let study = study(GOOD);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("points.csv");
    let read = |text: &str| {
        fs::write(&path, text).unwrap();
        read_points(Path::new(&path), &study.factors)
    };
    let head = "point,policy.mandate_clarity,baseline.quit_base,baseline.quit_burnout";
    let rows = read(&format!("{head}\n1,0.2,0.01,2\r\n\n2,0.3,0.02,1.5\n")).unwrap();
    assert_eq!(rows, [["0.2", "2", "0.01"], ["0.3", "1.5", "0.02"]]);
    for (text, code) in [
        (
            format!("{}\n1,0.2,0.01\n", head.replace(",baseline.quit_burnout", "")),
            "study::no_column",
        ),
        (format!("{head},colour\n1,0.2,0.01,2,3\n"), "study::unknown_column"),
        (format!("{head}\n1,0.2,0.01\n"), "place::row_length"),
        (format!("{head}\n1,0.2,,2\n"), "study::empty_cell"),
        (format!("{head}\n"), "study::too_many_points"),
    ] {
        let codes: Vec<&str> = read(&text).unwrap_err().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [code], "{text}");
    }
}
