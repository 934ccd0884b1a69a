//! Packages that are combined: by a list in a file, by a plus on the command line.

use std::fs;
use std::path::Path;

use super::{Case, case, catalogue, load_in};
use crate::{Faults, Loaded, Options, file_layers, load, shipped};
use model::policy::{ChangeKind, Operation};
use model::quantity::Language;
use model::setting::SettingId;

const BOTH: &str = "schema = 1\nextends = [\"a.toml\", \"b.toml\"]\n";

/// Loads a file over two others, of which the texts are given without their first line.
fn combined(top: &str, a: &str, b: &str, options: &Options) -> Result<Loaded, Faults> {
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = [a, b].map(|text| format!("schema = 1\n{text}"));
    let base = "schema = 1\n[policy]\npatience = 5\n[interventions.base]\nset = \"transparency\"\nvalue = 0.5\n";
    let files = [("top.toml", top), ("a.toml", &a), ("b.toml", &b), ("base.toml", base)];
    load_in(folder.path(), &files, options)
}

fn value(loaded: &Loaded, id: &str) -> Option<f64> {
    let id = SettingId::find(id)?;
    let mut lines = loaded.scenario.changes.iter();
    let line = lines.find(|line| line.kind == ChangeKind::Policy && line.setting == id)?;
    match line.operation {
        Operation::Value(values) => Some(values[0]),
        Operation::Factor(_) => None,
    }
}

fn set(line: &str) -> Options {
    Options { set: vec![line.to_owned()], ..Options::default() }
}

#[test]
fn what_two_packages_set_differently_is_refused_with_both_places() {
    let pilot = "set = \"one_stop\"\nvalue = 1\n";
    // What a and b say, and the code of the one fault, which names a's line and stands in b.
    let cases: [(&str, &str, &str); 19] = [
        ("policy.pay_ratio = 0.8", "policy.pay_ratio = 0.9", "conflict"),
        ("policy.franchise = \"direct\"", "policy.franchise = \"indirect\"", "conflict"),
        ("policy.appraisal = true", "policy.appraisal = false", "conflict"),
        ("[policy.split]\ndiscretionary = 0.1", "[policy.split]\ndiscretionary = 0.2", "conflict"),
        ("baseline.patience = 4", "baseline.patience = 5", "conflict"),
        ("baseline.distance = 2", "baseline.distance.rural = 3", "conflict"),
        ("baseline.distance = {urban = 1, rural = 2}", "baseline.distance.rural = 3", "conflict"),
        ("horizon.months = 60", "horizon.months = 72", "conflict"),
        ("horizon.burn_in = 12", "horizon.burn_in = 24", "conflict"),
        ("place.urban.adults = 900", "place.urban.adults = 800", "conflict_of_place"),
        ("place.table = \"saihan\"", "place.table = \"east-ujimqin\"", "conflict_of_place"),
        ("place.table = \"saihan\"", "place.rural.adults = 800", "conflict_of_place"),
        ("place.rural.adults = 800", "place.table = \"saihan\"", "conflict_of_place"),
        (&format!("[interventions.x]\n{pilot}"), "policy.one_stop = 1", "conflict_of_lever"),
        (
            "policy.one_stop = 1",
            &format!("[interventions.x]\n{pilot}from = 60"),
            "conflict_of_lever",
        ),
        (
            &format!("[interventions.x]\n{pilot}until = 60"),
            &format!("[interventions.y]\n{pilot}from = 60"),
            "conflict_of_lever",
        ),
        (
            "interventions.x = {set = \"base_grant\", factor = 1.1}",
            "interventions.y = {set = \"base_grant\", factor = 1.1}",
            "conflict_of_lever",
        ),
        (
            &format!("[interventions.x]\n{pilot}"),
            &format!("[interventions.x]\n{pilot}from = 60"),
            "conflict_of_changes",
        ),
        (
            "shocks.x = {set = \"admin_load\", factor = 2, from = 40}",
            "shocks.y = {set = \"admin_load\", factor = 2, from = 50}",
            "conflict_of_lever",
        ),
    ];
    for (a, b, code) in cases {
        // Numbers of one place are compared as values.
        let code = if a.starts_with("place.urban") { "conflict" } else { code };
        let told: Vec<String> = [(a, b), (b, a)]
            .map(|(a, b)| {
                let faults = combined(BOTH, a, b, &Options::default()).map(|_| ()).unwrap_err();
                assert_eq!(faults.len(), 1, "{a} | {b}: {faults}");
                let fault = faults.iter().next().unwrap();
                assert_eq!(fault.code, format!("scenario::{code}"), "{a} | {b}");
                assert!(fault.file.ends_with("b.toml"), "{a} | {b}: {faults}");
                for language in [Language::En, Language::Zh] {
                    assert!(fault.message.say(language).contains("a.toml:"), "{a} | {b}: {faults}");
                    assert!(!fault.help.is_empty());
                }
                fault.message.zh.clone()
            })
            .to_vec();
        assert!(told.iter().all(|told| told.contains("合并") || told.contains("改变")), "{told:?}");
    }
}

#[test]
fn what_two_packages_say_alike_or_apart_is_no_conflict() {
    let pilot = "set = \"one_stop\"\nvalue = 1\n";
    let cases = [
        ("policy.pay_ratio = 1", "policy.pay_ratio = 1.0"),
        ("baseline.patience = 4", "baseline.patience = 4"),
        ("baseline.distance.urban = 4", "baseline.distance.rural = 3"),
        ("baseline.patience = 4", "policy.patience = 3"),
        ("place.urban.adults = 900", "place.rural.adults = 800"),
        ("place.table = \"saihan\"", "place.table = \"places/saihan.csv\""),
        ("horizon.months = 60", "horizon.burn_in = 12"),
        (&format!("[interventions.x]\n{pilot}"), &format!("[interventions.x]\n{pilot}")),
        (
            "interventions.x = {set = \"one_stop\", value = 1}",
            "interventions.x = {set = \"one_stop\", value = 1.0}",
        ),
        (
            "interventions.x = {set = \"distance\", factor = 0.8, zone = \"urban\"}",
            "policy.distance = {rural = 1}",
        ),
        (
            &format!("[interventions.x]\n{pilot}until = 50"),
            &format!("[interventions.y]\n{pilot}from = 51"),
        ),
        (
            &format!("[interventions.x]\n{pilot}zone = \"urban\""),
            &format!("[interventions.y]\n{pilot}zone = \"rural\""),
        ),
        (
            "policy.revenue_per_adult = 340",
            "shocks.y = {set = \"revenue_per_adult\", factor = 0.7, from = 60}",
        ),
        ("extends = \"base.toml\"", "extends = \"base.toml\""),
        // A child over the common parent wins over a sibling that only inherits.
        ("extends = \"base.toml\"\npolicy.patience = 4", "extends = \"base.toml\""),
        ("extends = \"base.toml\"\npolicy.transparency = 0.9", "extends = \"base.toml\""),
    ];
    for (a, b) in cases {
        for (a, b) in [(a, b), (b, a)] {
            combined(BOTH, a, b, &Options::default())
                .unwrap_or_else(|faults| panic!("{a} | {b}: {faults}"));
        }
    }
    let child = "extends = \"base.toml\"\npolicy.patience = 4";
    for (a, b) in [(child, "extends = \"base.toml\""), ("extends = \"base.toml\"", child)] {
        let loaded = combined(BOTH, a, b, &Options::default()).unwrap();
        assert_eq!(value(&loaded, "patience"), Some(4.0));
    }
}

#[test]
fn a_files_own_keys_and_the_command_line_decide_over_what_parents_dispute() {
    let (a, b) = ("policy.pay_ratio = 0.8", "policy.pay_ratio = 0.9");
    let own = combined(&format!("{BOTH}policy.pay_ratio = 0.7"), a, b, &Options::default());
    assert_eq!(value(&own.unwrap(), "pay_ratio"), Some(0.7));
    let set_on = combined(BOTH, a, b, &set("policy.pay_ratio=0.6")).unwrap();
    assert_eq!(value(&set_on, "pay_ratio"), Some(0.6));
    // One zone is no answer for the others.
    let zone = combined(
        BOTH,
        "policy.distance = 2",
        "policy.distance = 3",
        &set("policy.distance.rural=1"),
    );
    assert_eq!(
        zone.unwrap_err().iter().next().unwrap().message.en.split('`').nth(1),
        Some("policy.distance.urban")
    );
    let place = Options { place: Some("saihan".into()), ..Options::default() };
    let tables = ("place.table = \"saihan\"", "place.table = \"east-ujimqin\"");
    assert!(combined(BOTH, tables.0, tables.1, &place).is_ok());
    let x = "[interventions.x]\nset = \"one_stop\"\nvalue = 0.5\n";
    let own = format!("{BOTH}{x}");
    assert!(
        combined(&own, &format!("{x}from = 40"), "policy.one_stop = 1", &Options::default())
            .is_ok()
    );
}

#[test]
fn shares_that_are_too_many_together_are_told_with_all_their_places() {
    for table in ["policy", "baseline"] {
        let a = format!("{table}.split.discretionary = 0.7");
        let b = format!("{table}.split.social_organisations = 0.6");
        let faults = combined(BOTH, &a, &b, &Options::default()).map(|_| ()).unwrap_err();
        let fault = faults.iter().next().unwrap();
        assert_eq!(fault.code, "scenario::split_above_one");
        let told: String = fault.help.iter().map(|help| help.en.as_str()).collect();
        assert!(told.contains("a.toml:2") && told.contains("b.toml:2"), "{faults}");
    }
}

#[test]
fn odd_lists_are_told_what_to_write() {
    let cases = [
        ("extends = []", "no_parents"),
        ("extends = [\"a.toml\", 3]", "wrong_type"),
        ("extends = [\"a.toml\", \"nowhere.toml\"]", "unknown_parent"),
        ("extends = [\"a.toml\", \"./a.toml\"]", "parent_twice"),
        ("extends = [\"a.toml\", \"top.toml\"]", "extends_cycle"),
        ("extends = \"a.toml+b.toml\"", "unknown_parent"),
        ("extends = [[\"a.toml\"]]", "wrong_type"),
        ("extends = { a = \"a.toml\" }", "wrong_type"),
    ];
    for (line, code) in cases {
        let top = format!("schema = 1\n{line}\n");
        let faults = combined(&top, "", "", &Options::default()).map(|_| ()).unwrap_err();
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [format!("scenario::{code}")], "{line}: {faults}");
    }
    let sum = combined("schema = 1\nextends = \"a.toml+b.toml\"\n", "", "", &Options::default());
    let told = sum.unwrap_err().render(Language::En);
    assert!(told.contains("extends = [\"a.toml\", \"b.toml\"]"), "{told}");
}

fn sum(folder: &Path, words: &[&str]) -> Result<Loaded, Faults> {
    let words: Vec<String> =
        words.iter().map(|word| folder.join(word).display().to_string()).collect();
    load(&words.join("+"), &Options::default())
}

#[test]
fn a_plus_combines_and_a_file_of_that_name_wins() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), format!("schema = 1\n{text}")).unwrap()
    };
    write("a.toml", "title = \"Pay\"\nsummary = \"S.\"\npolicy.pay_ratio = 0.8");
    write("b.toml", "name = \"bee\"\npolicy.patience = 4");
    let loaded = sum(folder.path(), &["a", "b.toml"]).unwrap();
    let scenario = &loaded.scenario;
    assert_eq!((scenario.name.as_str(), scenario.summary.en.as_str()), ("a+bee", "S."));
    assert_eq!(scenario.called(Language::Zh), "Pay + bee");
    assert_eq!((value(&loaded, "pay_ratio"), value(&loaded, "patience")), (Some(0.8), Some(4.0)));
    assert_eq!(loaded.family.parts.len(), 2);
    let here = folder.path().display();
    write("a+b.toml", "policy.pay_ratio = 0.5");
    for word in ["a+b", "a+b.toml"] {
        let loaded = load(&format!("{here}/{word}"), &Options::default()).unwrap();
        assert_eq!(value(&loaded, "pay_ratio"), Some(0.5));
        assert_eq!(loaded.scenario.name, "a+b");
    }
    // A file with a plus in its name can be a part.
    write("c.toml", "policy.patience = 3");
    let loaded = sum(folder.path(), &["a+b", "c"]).unwrap();
    assert_eq!((loaded.scenario.name.as_str(), loaded.family.parts.len()), ("a+b+c", 2));
    // The order of the words changes nothing but the name.
    let turned = sum(folder.path(), &["c", "a+b"]).unwrap();
    let rest = |loaded: &Loaded| loaded.resolved.lines().skip(3).collect::<Vec<_>>().join("\n");
    assert_eq!(rest(&turned), rest(&loaded));
}

#[test]
fn a_scenario_of_very_many_files_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..100).map(|at| format!("\"p{at}\"")).collect();
    for at in 0..100 {
        fs::write(folder.path().join(format!("p{at}.toml")), "schema = 1\n").unwrap();
    }
    let load_first = |count: usize| {
        let text = format!("schema = 1\nextends = [{}]\n", names[..count].join(", "));
        load_in(folder.path(), &[("top.toml", &text)], &Options::default())
    };
    assert!(load_first(99).is_ok());
    let faults = load_first(100).map(|_| ()).unwrap_err();
    assert_eq!(
        faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
        ["scenario::too_many_files"]
    );
}

#[test]
fn odd_sums_are_told_what_is_wrong_with_them() {
    let six = "clear-functions+adequate-funding+professional-team+migrant-inclusion+one-stop-services+co-governance";
    let long = format!("{six}+baseline");
    assert!(load(six, &Options::default()).is_ok());
    let cases = [
        ("clear-functions+", "empty_part"),
        ("+clear-functions", "empty_part"),
        ("clear-functions++one-stop-services", "empty_part"),
        ("clear-functions+clear-functions", "parent_twice"),
        ("clear-functions+clear-functions.toml", "parent_twice"),
        ("clear-functions+claer-functions", "unknown_scenario"),
        ("east-ujimqin+saihan", "conflict_of_place"),
        ("one-stop-services+pilot-rollout", "conflict_of_lever"),
        (long.as_str(), "sum_too_long"),
        ("nothing+nowhere", "unknown_scenario"),
        ("+", "unknown_scenario"),
    ];
    for (word, code) in cases {
        let faults = load(word, &Options::default()).map(|_| ()).unwrap_err();
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [format!("scenario::{code}")], "{word}: {faults}");
    }
}

#[test]
fn shipped_packages_combine_unless_both_set_a_value() {
    for pair in [
        "baseline+clear-functions",
        "comprehensive+clear-functions",
        "comprehensive-funded+revenue-shock",
        "saihan+clear-functions",
    ] {
        load(pair, &Options::default()).unwrap_or_else(|faults| panic!("{pair}: {faults}"));
    }
    let six = load("comprehensive", &Options::default()).unwrap();
    assert_eq!(six.family.parts.len(), 6);
    assert!(!six.family.sets && six.scenario.changes.len() == 26);
    assert!(shipped().iter().all(|(name, _)| load(name, &Options::default()).is_ok()));
}

#[test]
fn files_of_a_combination_are_listed_with_who_replaces_what() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), format!("schema = 1\n{text}")).unwrap()
    };
    write("top.toml", "extends = [\"a\", \"b\"]\npolicy.pay_ratio = 0.7");
    write("a.toml", "extends = \"baseline\"\npolicy.pay_ratio = 0.8\npolicy.patience = 3");
    write("b.toml", "extends = \"baseline\"\npolicy.pay_ratio = 0.9\npolicy.patience = 3");
    let layers = file_layers(&folder.path().join("top").display().to_string()).unwrap();
    let files: Vec<&str> =
        layers.iter().map(|layer| layer.file.rsplit('/').next().unwrap()).collect();
    assert_eq!(files, ["top.toml", "a.toml", "b.toml", "baseline.toml"]);
    for layer in &layers[1..3] {
        let replaced: Vec<bool> =
            layer.lines[2..].iter().map(|line| line.replaced_by.is_some()).collect();
        assert_eq!(replaced, [true, false]);
        assert_eq!(layer.extended_by.len(), 1);
    }
    assert_eq!(layers[3].extended_by.len(), 2);
}

/// Faulty combinations, for the catalogue of messages.
pub(super) fn cases() -> Vec<Case<'static>> {
    const A: &str = "schema = 1\nplace.table = \"saihan\"\npolicy.pay_ratio = 0.8\n[interventions.x]\nset = \"one_stop\"\nvalue = 1\n\
                     [interventions.y]\nset = \"culture_programme\"\nvalue = 1\n";
    const B: &str = "schema = 1\nplace.table = \"east-ujimqin\"\npolicy.pay_ratio = 0.9\npolicy.culture_programme = 1\n[interventions.x]\n\
                     set = \"one_stop\"\nvalue = 0.5\n";
    vec![
        case(
            "two packages that set one key, one intervention, one lever and the place differently",
            &[
                "scenario::conflict_of_place",
                "scenario::conflict",
                "scenario::conflict_of_lever",
                "scenario::conflict_of_changes",
            ],
            &[("top.toml", BOTH), ("a.toml", A), ("b.toml", B)],
        ),
        case(
            "a list without a file",
            &["scenario::no_parents"],
            &[("top.toml", "schema = 1\nextends = []\n")],
        ),
        case(
            "one file twice in a list",
            &["scenario::parent_twice"],
            &[
                ("top.toml", "schema = 1\nextends = [\"a.toml\", \"a\"]\n"),
                ("a.toml", "schema = 1\n"),
            ],
        ),
        case(
            "titles that are none",
            &["scenario::bad_title", "scenario::bad_title"],
            &[("top.toml", "schema = 1\ntitle = \" \"\ntitle_zh = \"一\\n二\"\n")],
        ),
    ]
}

#[test]
fn faulty_combinations() {
    insta::assert_snapshot!(catalogue(cases()));
}
