//! The resolved text: it runs by itself and gives the same scenario again.

use super::{load_in, loaded};
use crate::{Loaded, Options, load, render, shipped};
use model::place::Given;
use model::policy::Scenario;
use model::quantity::Language;

fn same(a: &Scenario, b: &Scenario) {
    assert_eq!(format!("{a:#?}"), format!("{b:#?}"));
}

fn read_back(loaded: &Loaded) {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![("resolved.toml", loaded.resolved.as_str())];
    files.extend(loaded.place_table.as_deref().map(|table| ("place.csv", table)));
    let again = load_in(folder.path(), &files, &Options::default());
    let again = again.unwrap_or_else(|faults| panic!("{}\n{faults}", loaded.resolved));
    same(&loaded.scenario, &again.scenario);
    assert_eq!(loaded.resolved, again.resolved);
}

#[test]
fn every_shipped_scenario_loads_without_a_warning_and_is_the_same_when_resolved() {
    for (name, _) in shipped() {
        let loaded = load(name, &Options::default()).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(loaded.warnings.is_empty(), "{}", render(&loaded.warnings, Language::En, false));
        assert_eq!(&loaded.scenario.name, name);
        read_back(&loaded);
    }
}

#[test]
fn a_scenario_with_everything_is_the_same_when_resolved() {
    let everything = loaded(
        "schema = 1\nname = \"everything\"\nsummary = \"Quotes \\\" and 中文\"\nextends = \"comprehensive\"\n\
         [horizon]\nmonths = 90\nburn_in = 12\n\
         [place]\ntownship_size = 3\nurban = { communities = 4, adults = 200, migrant_share = 0.25 }\n\
         [baseline]\nrevenue_per_adult = 240\nretention_reference = 0.2\ndistance = { pastoral = 3 }\n\
         need.health = { local = 0.19, crosses = false }\nneed.culture.local = 0.17\n\
         split = { training = 0.07, service = 0.25 }\noutflow_local = 1e-7\n\
         [policy]\npart_time_share = { urban = 0.1 }\nrevenue_per_adult = 300\n\
         [interventions.\"试点 1\"]\nset = \"one_stop\"\nvalue = 0.3\nshare = 0.2\nwaves = { every = 6, share = 0.1 }\nramp = 3\n\
         [interventions.b]\nset = \"migrant_rights\"\nvalue = \"after_months\"\ncommunities = [\"urban-2\", \"rural-1\"]\nfrom = 1\n\
         [interventions.c]\nset = \"distance\"\nvalue = { rural = 1 }\nzone = \"rural\"\nuntil = 40\n\
         [shocks.x]\nset = \"admin_load\"\nfactor = 1.1\nfrom = 20\n",
        &[],
    );
    read_back(&everything);
    insta::assert_snapshot!(everything.resolved);
}

#[test]
fn the_revenue_of_a_real_county_is_shown_as_a_comment_unless_it_is_given() {
    let derived = load("saihan", &Options::default()).unwrap();
    assert!(derived.resolved.contains("\n# revenue_per_adult: "));
    let set = vec!["baseline.revenue_per_adult=240".to_owned()];
    let given = load("saihan", &Options { set, ..Options::default() }).unwrap();
    assert!(given.scenario.revenue_given);
    assert!(given.resolved.contains("\nrevenue_per_adult = 240.0\n"));
    read_back(&given);
}

#[test]
fn the_resolved_text_does_not_depend_on_folders() {
    let one = loaded("schema = 1\nextends = \"saihan\"\n", &[]);
    let other = loaded("schema = 1\nextends = \"saihan\"\n", &[]);
    assert_eq!(one.resolved, other.resolved);
    assert!(!one.resolved.contains("saihan.csv"));
}

/// A table that gives everything for its first community and nothing more for the others.
const TABLE: &str = "code,county,township,community,zone,adults,migrant_share,posts,staff,part_time,base_grant,pay_ratio,community_zh\n\
    1,C,T,A,rural,300,0.1,6,5,2,50000,0.7,甲村\n2,C,T,B,rural,400,0.1,,,,,,\n3,C,T,E,urban,500,0.3,7,,,,0.9,丙社区\n";

fn with_table(baseline: &str) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("schema = 1\n[place]\ntable = \"p.csv\"\n[baseline]\n{baseline}");
    let files = [("a.toml", text.as_str()), ("p.csv", TABLE)];
    load_in(folder.path(), &files, &Options::default()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn what_a_table_gives_is_part_of_the_place_and_stays_when_resolved() {
    let loaded = with_table("");
    let rows = &loaded.scenario.place.communities;
    let [first, second, third] = [0, 1, 2].map(|at| &rows[at].given);
    assert_eq!((first.posts, first.staff, first.part_time), (Some(6), Some(5), Some(2)));
    let values = |given: &Given| -> Vec<(&str, f64)> {
        given.settings.iter().map(|&(id, value)| (id.setting().id, value)).collect()
    };
    assert_eq!(values(first), [("base_grant", 50_000.0), ("pay_ratio", 0.7)]);
    assert_eq!(*second, Given::default());
    assert_eq!(values(third), [("pay_ratio", 0.9)]);
    assert_eq!(rows[0].name_in(Language::Zh), "甲村");
    assert_eq!(rows[1].name_in(Language::Zh), "B");
    assert!(loaded.warnings.is_empty(), "{}", render(&loaded.warnings, Language::En, false));
    read_back(&loaded);
}

#[test]
fn a_value_that_the_baseline_states_wins_over_the_table_even_if_it_is_the_default() {
    let loaded = with_table("pay_ratio = 0.62\npart_time_share = { rural = 0.6 }\nmin_staff = 4\n");
    for row in &loaded.scenario.place.communities {
        assert_eq!((row.given.posts, row.given.part_time), (None, None));
        assert!(row.given.settings.iter().all(|(id, _)| id.setting().id == "base_grant"));
    }
    for line in ["pay_ratio = 0.62", "part_time_share = { rural = 0.6 }", "min_staff = 4"] {
        assert!(loaded.resolved.contains(&format!("\n{line}\n")), "{line}: {}", loaded.resolved);
    }
    read_back(&loaded);
}

#[test]
fn a_zone_whose_value_the_baseline_leaves_open_keeps_the_table_s() {
    let loaded = with_table("part_time_share = { urban = 0.2 }\n");
    assert_eq!(loaded.scenario.place.communities[0].given.part_time, Some(2));
    read_back(&loaded);
}
