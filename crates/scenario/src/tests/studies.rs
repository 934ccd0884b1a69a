//! Study files: what is read, and what is said of faulty ones.

use std::path::Path;

use super::*;
use crate::study::{
    Design, Factor, Method, Role, Study, Values, load_study, load_study_alone, read_points,
};
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
const CASES: [(&str, &str, &str); 31] = [
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
    ("[0.2, 0.9]", "{ column = \"clear\" }", "study::column_without_file"),
    ("[0.2, 0.9]", "{ low = 0.2, high = 0.9, file = \"a.csv\" }", "study::file_and_range"),
    (
        "kind = \"saltelli\"\npoints = 64",
        "levers = { kind = \"grid\" }\nuncertainties = { kind = \"grid\" }\nkind = \"sobol\"",
        "scenario::unknown_key",
    ),
    ("kind = \"saltelli\"\npoints = 64", "levers = { kind = \"grid\" }", "study::half_crossed"),
];

/// What studies show, with the lists of points below.
pub(super) const CODES: [&str; 30] = [
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
    "study::cell_outside",
    "study::column_without_file",
    "study::file_of_list",
    "study::file_and_range",
    "study::half_crossed",
    "study::group_across",
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
    let sides = study.sides();
    let [side] = sides.as_slice() else { panic!("one design") };
    let asked = side.asked;
    assert_eq!((study.seeds, asked.method, asked.count), (2, Method::Saltelli, 64));
    let paths: Vec<&str> = study.factors.iter().map(|factor| factor.path.as_str()).collect();
    let wanted = ["policy.mandate_clarity", "baseline.quit_base", "baseline.quit_burnout"];
    assert_eq!(paths, wanted);
    assert_eq!(study.factors[0].role, Role::Lever);
    assert_eq!(study.factors[0].values, Values::Real(0.2, 0.9));
    assert_eq!(study.factors[2].values, Values::Real(1.0, 3.0));
    let plausible = SettingId::find("quit_base").unwrap().setting().plausible.unwrap();
    assert_eq!(study.factors[1].values, Values::Real(plausible.0, plausible.1));
    assert_eq!(side.groups, ["policy.mandate_clarity", "cadres"]);
    assert_eq!(side.group_of_factors(&study), [0, 1, 1]);
    let all: Vec<&Factor> = study.factors.iter().collect();
    assert_eq!(asked.points(&all, side.groups.len()), Some(64 * 5));
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
        read_points(Path::new(&path), &study.factors.iter().collect::<Vec<_>>(), &[])
    };
    let head = "point,policy.mandate_clarity,baseline.quit_base,baseline.quit_burnout";
    let rows = read(&format!("{head}\n1,0.2,0.01,2\r\n\n2,0.3,0.02,1.5\n")).unwrap();
    assert_eq!(rows, [["0.2", "0.01", "2"], ["0.3", "0.02", "1.5"]]);
    for (text, code) in [
        (
            format!("{}\n1,0.2,0.01\n", head.replace(",baseline.quit_burnout", "")),
            "study::no_column",
        ),
        (format!("{head},colour\n1,0.2,0.01,2,3\n"), "study::unknown_column"),
        (format!("{head}\n1,0.2,0.01\n"), "place::row_length"),
        (format!("{head}\n1,0.2,,2\n"), "study::empty_cell"),
        (format!("{head}\n"), "study::too_many_points"),
        (format!("{head}\n1,0.2,0.01,9\n"), "study::cell_outside"),
        (format!("{head}\n1,0.2,1.7,2\n"), "scenario::out_of_range"),
        (format!("{head}\n1,a little,0.01,2\n"), "scenario::wrong_type"),
    ] {
        let codes: Vec<&str> = read(&text).unwrap_err().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [code], "{text}");
    }
}

/// The good study with designs of levers and of uncertainties.
fn crossed(levers: &str, uncertainties: &str) -> String {
    let sides = format!("[design.levers]\n{levers}\n[design.uncertainties]\n{uncertainties}\n");
    GOOD.replace("[design]\nkind = \"saltelli\"\npoints = 64\n", &sides)
}

#[test]
fn levers_and_uncertainties_may_have_designs_of_their_own() {
    let (grid, sobol) = ("kind = \"grid\"\nlevels = 4", "kind = \"sobol\"\npoints = 8");
    let study = study(&crossed(grid, sobol));
    let Design::Crossed { levers, uncertainties } = &study.design else { panic!("not crossed") };
    assert_eq!((levers.method, uncertainties.method), (Method::Grid, Method::Sobol));
    assert_eq!(study.growing(), Some(1));
    let sides = study.sides();
    assert_eq!((&sides[0].factors[..], &sides[1].factors[..]), (&[0][..], &[1, 2][..]));
    assert_eq!(sides[1].groups, ["cadres"]);
    for (text, code) in [
        (crossed(grid, "kind = \"sobol\"\npoints = 6"), "study::no_power_of_two"),
        (crossed(grid, "kind = \"sobol\""), "study::wrong_count"),
        (crossed(grid, "kind = \"sobol\"\npoints = 8388608"), "study::too_many_points"),
        (
            crossed(grid, sobol)
                .replace("[0.2, 0.9]", "{ low = 0.2, high = 0.9, group = \"cadres\" }"),
            "study::group_across",
        ),
        (
            crossed(grid, sobol).replace("[levers]\n\"policy.mandate_clarity\" = [0.2, 0.9]\n", ""),
            "study::half_crossed",
        ),
    ] {
        assert_eq!(found(load(&text)), [code], "{text}");
    }
}

#[test]
fn a_factor_may_be_a_column_of_a_file_by_its_own_name_or_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("pay.csv", "town,\"clear, how\"\na,0.2\nb,0.5\nc,0.2\nd,0.7\n");
    let column = "{ file = \"pay.csv\", column = \"clear, how\" }";
    write("mine.toml", &GOOD.replace("[0.2, 0.9]", column));
    let study = load_study(&path).unwrap_or_else(|faults| panic!("{faults}"));
    let listed = ["0.2", "0.5", "0.7"].map(str::to_owned).to_vec();
    assert_eq!(study.factors[0].values, Values::Listed(listed));
    // Beside its results a study is read without the files that it names.
    fs::remove_file(folder.path().join("pay.csv")).unwrap();
    let alone = load_study_alone(&path).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(alone.factors[0].values, Values::Listed(Vec::new()));
    for (csv, code) in [
        ("town,clear\na,0.2\nb,0.5\n", "study::no_column"),
        ("\"clear, how\"\n0.2\n1.5\n", "scenario::out_of_range"),
        ("\"clear, how\"\n0.2\n0.2\n", "study::few_values"),
    ] {
        write("pay.csv", csv);
        assert_eq!(found(load_study(&path)), [code], "{csv}");
    }
    // Of a list the column may have another name, and no range is needed.
    let list = GOOD
        .replace("[0.2, 0.9]", "{ column = \"clear\" }")
        .replace("kind = \"saltelli\"\npoints = 64", "kind = \"list\"\nfile = \"p.csv\"");
    write("mine.toml", &list);
    write("p.csv", "clear,baseline.quit_base,baseline.quit_burnout\n0.1,0.02,1.5\n0.9,0.03,2\n");
    let mut study = load_study(&path).unwrap_or_else(|faults| panic!("{faults}"));
    let all: Vec<&Factor> = study.factors.iter().collect();
    let rows = read_points(&folder.path().join("p.csv"), &all, &[]).unwrap();
    assert_eq!(rows[1], ["0.9", "0.03", "2"]);
    study.fill(&[0, 1, 2], &rows);
    assert_eq!(study.factors[0].values, Values::Real(0.1, 0.9));
    assert_eq!(study.factors[2].values, Values::Real(1.0, 3.0), "a range that was given stays");
    write("mine.toml", &list.replace("column = \"clear\"", "file = \"p.csv\""));
    assert_eq!(found(load_study(&path)), ["study::file_of_list"]);
}
