//! The resolved text: it runs by itself and gives the same scenario again.

use super::{load_in, loaded};
use crate::policy::Scenario;
use crate::quantity::Language;
use crate::scenario::{Loaded, Options, load, render, shipped};

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
