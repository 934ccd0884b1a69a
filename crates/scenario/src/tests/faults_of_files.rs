//! Files that cannot be read, are no TOML, or do not say what they are.

use super::{Case, case, catalogue, set};

pub(super) fn cases() -> Vec<Case<'static>> {
    let mut cases = of_text();
    cases.extend(of_slips());
    cases.extend(of_parents());
    cases.extend(of_keys());
    cases.extend(of_places_of_keys());
    cases.extend(of_command_line());
    cases
}

fn of_text() -> Vec<Case<'static>> {
    vec![
        case(
            "a number without a digit before the point, and a text without quotes",
            &["scenario::syntax"; 2],
            &[("a.toml", "schema = 1\n[baseline]\npay_ratio = .5\nallocation = need\n")],
        ),
        case(
            "a key twice",
            &["scenario::syntax"],
            &[("a.toml", "schema = 1\n[policy]\none_stop = 1\none_stop = 0\n")],
        ),
        case(
            "a table not closed: nothing after it is read",
            &["scenario::syntax"],
            &[("a.toml", "schema = 1\n[policy\none_stop = 3\n")],
        ),
        case("no schema", &["scenario::missing_schema"], &[("a.toml", "name = \"a\"\n")]),
        case(
            "a schema of another program",
            &["scenario::wrong_schema"],
            &[("a.toml", "schema = 2\n")],
        ),
        case(
            "a name that is no folder",
            &["scenario::bad_name"],
            &[("a.toml", "schema = 1\nname = \"../a\"\n")],
        ),
    ]
}

fn of_slips() -> Vec<Case<'static>> {
    vec![
        case(
            "switches that are no values of TOML",
            &["scenario::syntax"; 3],
            &[(
                "a.toml",
                "schema = 1\n[policy]\ncompetitive = True\nappraisal = yes\nparticipatory_budget = 否\n",
            )],
        ),
        case(
            "per cent, thousands, units",
            &["scenario::syntax"; 5],
            &[(
                "a.toml",
                "schema = 1\n[horizon]\nmonths = 10 years\n[baseline]\npatience = 3个月\n[policy]\npay_ratio = 90%\n\
             base_grant = 50,000\ngrant_per_adult = 1 200\n",
            )],
        ),
        case(
            "full-width commas, quotes, equals signs, digits and brackets",
            &["scenario::syntax"; 6],
            &[(
                "a.toml",
                "schema ＝ 1\nname = “我的旗县”\n[baseline]\ndistance = { urban = 1.0，rural = 2.0 }\n[policy]\n\
             pay_ratio = ０.９\none_stop ： 1\n［policy］\n",
            )],
        ),
        case(
            "a comment with slashes, and colons",
            &["scenario::syntax"; 4],
            &[("a.toml", "schema: 1\n// mine\n[policy]\npay_ratio = 0.9 // more pay\npolicy:\n")],
        ),
        case(
            "Chinese keys without quotes",
            &["scenario::syntax"; 3],
            &[(
                "a.toml",
                "schema = 1\n[policy]\n薪酬比 = 0.9\n试点范围 = 1\n[interventions.试点]\nset = \"one_stop\"\n",
            )],
        ),
        case(
            "a path with backslashes, and a quote that is not closed",
            &["scenario::syntax"; 2],
            &[(
                "a.toml",
                "schema = 1\nname = \"mine\n[place]\ntable = \"C:\\Users\\li\\place.csv\"\n",
            )],
        ),
        case(
            "a date for a month",
            &["scenario::syntax", "scenario::wrong_type"],
            &[(
                "a.toml",
                "schema = 1\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nfrom = 2027-01\nuntil = 2028-01-01\n",
            )],
        ),
        case(
            "a length that cannot be read does not make the burn-in too long",
            &["scenario::syntax"],
            &[("a.toml", "schema = 1\n[horizon]\nmonths = 20 years\nburn_in = 120\n")],
        ),
    ]
}

fn of_parents() -> Vec<Case<'static>> {
    vec![
        case(
            "a parent that does not exist, beside one that does",
            &["scenario::unknown_parent"],
            &[
                ("a.toml", "schema = 1\nextends = \"my-cuonty.toml\"\n"),
                ("my-county.toml", "schema = 1\n"),
            ],
        ),
        case(
            "a slip in the name of a shipped parent",
            &["scenario::unknown_parent"],
            &[("a.toml", "schema = 1\nextends = \"comprehensiv\"\n")],
        ),
        case(
            "a circle of parents",
            &["scenario::extends_cycle"],
            &[
                ("a.toml", "schema = 1\nextends = \"b.toml\"\n"),
                ("b.toml", "schema = 1\nextends = \"a.toml\"\n"),
            ],
        ),
        case(
            "faults in a file and in its parent",
            &["scenario::unknown_key", "scenario::out_of_range"],
            &[
                ("a.toml", "schema = 1\nextends = \"b.toml\"\n[policy]\none_stopp = 1\n"),
                ("b.toml", "schema = 1\n[baseline]\npatience = 400\n"),
            ],
        ),
        case(
            "a parent that is a number",
            &["scenario::wrong_type"],
            &[("a.toml", "schema = 1\nextends = 3\n")],
        ),
    ]
}

fn of_keys() -> Vec<Case<'static>> {
    vec![
        case(
            "a slip at the top of the file",
            &["scenario::unknown_key"],
            &[("a.toml", "schema = 1\n[polcy]\n")],
        ),
        case(
            "a lever at the top of the file",
            &["scenario::misplaced_key"],
            &[("a.toml", "schema = 1\nmandate_clarity = 0.8\n")],
        ),
        case(
            "a group of levers at the top of the file",
            &["scenario::misplaced_key"],
            &[("a.toml", "schema = 1\n[split]\ntraining = 0.1\n")],
        ),
        case(
            "the horizon in the policy",
            &["scenario::misplaced_key"],
            &[("a.toml", "schema = 1\n[policy]\nmonths = 60\n")],
        ),
        case(
            "a share of the split without its group",
            &["scenario::unknown_key"],
            &[("a.toml", "schema = 1\n[policy]\ndiscretionary = 0.1\n")],
        ),
        case(
            "a slip inside a group",
            &["scenario::unknown_key"],
            &[("a.toml", "schema = 1\n[baseline.need.helth]\nhours = 2\n")],
        ),
        case(
            "a value where a table should be",
            &["scenario::not_a_table"; 3],
            &[(
                "a.toml",
                "schema = 1\nhorizon = 120\nbaseline.split = 0.4\n[interventions]\npilot = true\n",
            )],
        ),
    ]
}

fn of_places_of_keys() -> Vec<Case<'static>> {
    vec![
        case(
            "interventions without names, and a place without its table",
            &["scenario::not_a_table"; 4],
            &[(
                "a.toml",
                "schema = 1\nplace = \"saihan\"\n[[interventions]]\nset = \"one_stop\"\n[shocks]\nset = \"admin_load\"\nfactor = 2\n",
            )],
        ),
        case(
            "keys that are like none",
            &["scenario::unknown_key"; 6],
            &[(
                "a.toml",
                "schema = 1\nweather = 1\n[place.rural]\nyurts = 3\n[baseline.urban]\ndistance = 1\n[policy]\nsalary = 1\n\
             split.projects = 0.2\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\nwhere = \"urban\"\n",
            )],
        ),
        case(
            "seeds in a file",
            &["scenario::seed_in_file"; 2],
            &[("a.toml", "schema = 1\nseed = 3\n[horizon]\nseeds = 40\n")],
        ),
        case(
            "settings by their names",
            &["scenario::unknown_key", "scenario::unknown_key", "scenario::unknown_setting"],
            &[(
                "a.toml",
                "schema = 1\n[policy]\nmandate = 0.8\n\"薪酬比\" = 0.9\n[interventions.a]\nset = \"一窗通办\"\nvalue = 1\n",
            )],
        ),
        case(
            "a key and its table given apart",
            &["scenario::syntax"],
            &[(
                "a.toml",
                "schema = 1\n[policy]\nsplit.discretionary = 0.2\n[policy.split]\ntraining = 0.1\n",
            )],
        ),
        case("an empty file", &["scenario::missing_schema"], &[("a.toml", "")]),
        case(
            "schema and names of the wrong kind",
            &["scenario::wrong_schema", "scenario::bad_name", "scenario::wrong_type"],
            &[("a.toml", "schema = \"1\"\nname = \"\"\nsummary = 5\n")],
        ),
    ]
}

fn of_command_line() -> Vec<Case<'static>> {
    const FILE: &[(&str, &str)] = &[("a.toml", "schema = 1\n")];
    let mut short = case("a run shorter than the burn-in", &["scenario::burn_in_too_long"], FILE);
    short.options.months = Some(24);
    let mut none = case("a run of no months", &["scenario::out_of_range"], FILE);
    none.options.months = Some(0);
    vec![
        set(
            case(
                "--set without a value, with a bad key, with a slip, with a bare word",
                &[
                    "scenario::set_without_value",
                    "scenario::bad_key",
                    "scenario::unknown_key",
                    "scenario::unknown_word",
                ],
                FILE,
            ),
            &[
                "policy.one_stop",
                "policy one_stop=1",
                "policy.one_stp=1",
                "policy.franchise=indirct",
            ],
        ),
        set(
            case("--set of values as people write them", &["scenario::wrong_type"; 4], FILE),
            &[
                "policy.pay_ratio=90%",
                "policy.base_grant=50,000",
                "policy.competitive=Yes",
                "baseline.patience=3 months",
            ],
        ),
        set(
            case("--set of what only a file can say", &["scenario::set_not_allowed"; 2], FILE),
            &["schema=1", "extends=baseline"],
        ),
        short,
        none,
    ]
}

#[test]
fn messages_about_files() {
    insta::assert_snapshot!(catalogue(cases()));
}

#[test]
fn a_file_whose_name_no_scenario_can_have_is_told_under_which_name_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let load = |file: &str, text: &str| {
        super::load_in(folder.path(), &[(file, text)], &crate::Options::default()).unwrap()
    };
    for file in ["con.toml", "COM1.toml", "nul.v2.toml", "-first.toml", "a#b.toml", " .toml"] {
        let loaded = load(file, "schema = 1\n");
        assert_eq!(loaded.scenario.name, "scenario", "{file}");
        let codes: Vec<&str> = loaded.warnings.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["scenario::file_name"], "{file}");
        let loaded = load(file, "schema = 1\nname = \"mine\"\n");
        assert_eq!((loaded.scenario.name.as_str(), loaded.warnings.len()), ("mine", 0), "{file}");
    }
    for file in ["mine.toml", "第二次.toml", "a+b.toml", "context.toml", "v1.2.toml"] {
        let loaded = load(file, "schema = 1\n");
        assert_eq!(file, format!("{}.toml", loaded.scenario.name));
        assert!(loaded.warnings.is_empty(), "{file}");
    }
}
