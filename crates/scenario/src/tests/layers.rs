//! A child over its parents, the command line over all.

use std::fs;

use super::{codes, load_in, loaded};
use crate::{Fault, Loaded, Options, load, load_place};
use model::policy::{ChangeKind, Operation};
use model::quantity::{Franchise, MigrantRights};
use model::setting::Settings;

fn change<'a>(loaded: &'a Loaded, name: &str) -> &'a model::policy::Change {
    loaded.scenario.changes.iter().find(|change| change.name == name).unwrap()
}

#[test]
fn a_file_that_says_nothing_is_the_default_county() {
    let mine = loaded("schema = 1\n", &[]);
    let default = model::policy::Scenario::baseline();
    assert_eq!(mine.scenario.name, "mine");
    assert_eq!(mine.scenario.place, default.place);
    assert_eq!(format!("{:?}", mine.scenario.baseline), format!("{:?}", default.baseline));
    assert!(
        mine.scenario.changes.is_empty()
            && !mine.scenario.revenue_given
            && mine.place_table.is_none()
    );
}

#[test]
fn a_child_wins_key_by_key_and_zone_by_zone() {
    let folder = tempfile::tempdir().unwrap();
    let child = "schema = 1\nextends = \"parent\"\n[baseline]\ndistance = { rural = 2 }\n[policy]\none_stop = 0.5\n";
    let parent = "schema = 1\nname = \"parent\"\nsummary = \"S\"\n[horizon]\nmonths = 60\n[baseline]\npatience = 5\n\
                  distance = 3\n[policy]\none_stop = 1\nfranchise = \"direct\"\n";
    let files = [("child.toml", child), ("parent.toml", parent)];
    let loaded = load_in(folder.path(), &files, &Options::default()).unwrap();
    let scenario = &loaded.scenario;
    assert_eq!(
        (scenario.name.as_str(), scenario.summary.en.as_str(), scenario.months),
        ("child", "", 60)
    );
    let distance = scenario.baseline.each_ref().map(|settings| settings.service.distance);
    assert_eq!(distance, [3.0, 2.0, 3.0]);
    assert_eq!(scenario.baseline[0].service.patience, 5.0);
    assert_eq!(change(&loaded, "one_stop").operation, Operation::Value([0.5; 3]));
    assert_eq!(
        change(&loaded, "franchise").operation,
        Operation::Value([f64::from(Franchise::Direct as u8); 3])
    );
    assert!(loaded.origins["baseline.distance.urban"].file.ends_with("parent.toml"));
    assert_eq!(loaded.origins["baseline.distance.rural"].line, 4);
    assert_eq!(loaded.origins["baseline.patience"].line, 7);
}

#[test]
fn an_intervention_of_the_same_name_is_replaced_whole_but_set_changes_it_key_by_key() {
    let folder = tempfile::tempdir().unwrap();
    let child =
        "schema = 1\nextends = \"b.toml\"\n[interventions.x]\nset = \"one_stop\"\nvalue = 0.5\n";
    let parent =
        "schema = 1\n[interventions.x]\nset = \"one_stop\"\nvalue = 1\nfrom = 49\nramp = 6\n";
    let files = [("a.toml", child), ("b.toml", parent)];
    let options =
        Options { set: vec!["interventions.x.until=60".to_owned()], ..Options::default() };
    let loaded = load_in(folder.path(), &files, &options).unwrap();
    let x = change(&loaded, "x");
    assert_eq!(
        (x.from, x.until, x.ramp, x.operation),
        (25, Some(60), 0, Operation::Value([0.5; 3]))
    );
}

#[test]
fn set_takes_any_key_and_a_bare_word_is_a_text() {
    let set = [
        "baseline.patience=5",
        "policy.migrant_rights=full",
        "policy.split.discretionary = 0.2",
        "baseline.distance={ urban = 2 }",
        "baseline.distance.rural=4",
        "horizon.months=60",
        "place.urban.communities=2",
        "name=other",
        "summary=two words",
        "shocks.s={ set = \"admin_load\", factor = 1.5 }",
        "policy.peer_learning=1",
    ];
    let loaded = loaded("schema = 1\n", &set);
    let scenario = &loaded.scenario;
    assert_eq!(
        (scenario.name.as_str(), scenario.summary.en.as_str(), scenario.months),
        ("other", "two words", 60)
    );
    assert_eq!(scenario.baseline[1].service.distance, 4.0);
    assert_eq!(scenario.place.communities.len(), 20);
    let rights = f64::from(MigrantRights::Full as u8);
    assert_eq!(change(&loaded, "migrant_rights").operation, Operation::Value([rights; 3]));
    assert_eq!(change(&loaded, "s").kind, ChangeKind::Shock);
    let origin = &loaded.origins["policy.split.discretionary"];
    assert_eq!((origin.file.as_str(), origin.line), ("--set", 3));
}

#[test]
fn a_policy_by_zone_leaves_other_zones_alone() {
    let loaded = loaded("schema = 1\n[policy.part_time_share]\nurban = 0.5\n", &[]);
    let Operation::Value([urban, rural, pastoral]) = change(&loaded, "part_time_share").operation
    else {
        panic!("a value")
    };
    assert!(urban == 0.5 && rural.is_nan() && pastoral.is_nan());
    assert_eq!(change(&loaded, "part_time_share").from, 25);
}

#[test]
fn a_baseline_that_gives_some_shares_is_completed_in_the_proportions_of_the_defaults() {
    let loaded = loaded("schema = 1\n[baseline.split]\ndiscretionary = 0.2\ntraining = 0\n", &[]);
    for settings in &loaded.scenario.baseline {
        let levers = &settings.levers;
        assert_eq!((levers.split_discretionary, levers.split_training), (0.2, 0.0));
        assert!((levers.split_operating / levers.split_service - 0.45 / 0.25).abs() < 1e-12);
        let sum: f64 = model::policy::SPLIT.iter().map(|id| settings.get(*id)).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }
}

#[test]
fn a_place_from_the_command_line_replaces_the_place_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("p.csv");
    let text = "\u{feff}code,county,township,community,zone,adults,migrant_share\r\n\
                1,C,T,A,urban,100,0.3\r\n\r\n2,D,T,B,rural,50,0\r\n3,C,T,\"E, F\",urban,0,1\r\n";
    fs::write(&table, text).unwrap();
    let options = Options { place: Some(table.clone()), ..Options::default() };
    let file = "schema = 1\n[place]\nurban.adults = 7\n";
    let loaded = load_in(folder.path(), &[("a.toml", file)], &options).unwrap();
    let place = &loaded.scenario.place;
    assert!(place.from_table && loaded.place_table.is_some());
    assert!(place.counties.iter().map(|county| county.name.as_str()).eq(["C", "D"]));
    let towns: Vec<usize> = place.communities.iter().map(|row| row.township).collect();
    assert_eq!(towns, [0, 1, 0]);
    assert_eq!((place.communities[2].name.as_str(), place.adults()), ("E, F", 150));
    assert_eq!(
        loaded.scenario.baseline[0].place.adults,
        Settings::defaults_by_zone()[0].place.adults
    );
    assert_eq!(*load_place(&table).unwrap().0.place, **place);
}

#[test]
fn communities_are_named_by_code_or_by_a_name_that_only_one_has() {
    let folder = tempfile::tempdir().unwrap();
    let table = "code,county,township,community,zone,adults,migrant_share\n1,C,T,甲,urban,10,0\n2,C,T,乙,urban,10,0\n";
    let file = "schema = 1\n[place]\ntable = \"p.csv\"\n[interventions.a]\nset = \"one_stop\"\nvalue = 1\n\
                communities = [\"乙\", \"1\", \"2\"]\n";
    let loaded =
        load_in(folder.path(), &[("a.toml", file), ("p.csv", table)], &Options::default()).unwrap();
    assert_eq!(change(&loaded, "a").target.communities, Some(vec![0, 1]));
}

#[test]
fn a_child_may_extend_a_shipped_real_place_and_a_path_wins_over_a_shipped_name() {
    let loaded = loaded("schema = 1\nextends = \"east-ujimqin\"\n[policy]\none_stop = 1\n", &[]);
    assert_eq!(loaded.scenario.place.communities.len(), 78);
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("a.toml", "schema = 1\nextends = \"baseline\"\n"),
        ("baseline.toml", "schema = 1\n[horizon]\nmonths = 48\n"),
    ];
    assert_eq!(load_in(folder.path(), &files, &Options::default()).unwrap().scenario.months, 48);
}

#[test]
fn an_unknown_scenario_is_a_fault_with_the_nearest_shipped_name() {
    let faults = load("comprehensiv", &Options::default()).unwrap_err();
    let fault: &Fault = faults.iter().next().unwrap();
    assert_eq!(fault.code, "scenario::unknown_scenario");
    assert_eq!(fault.help[0].en, "did you mean `comprehensive`?");
}

#[test]
fn a_run_cut_short_leaves_out_later_changes_and_its_resolved_text_still_loads() {
    let folder = tempfile::tempdir().unwrap();
    let file = "schema = 1\n[interventions.late]\nset = \"one_stop\"\nvalue = 1\nfrom = 61\n";
    let options = Options { months: Some(60), ..Options::default() };
    let cut = load_in(folder.path(), &[("a.toml", file)], &options).unwrap();
    assert_eq!((cut.scenario.months, cut.scenario.changes.len(), cut.warnings.len()), (60, 0, 1));
    assert!(
        load_in(folder.path(), &[("b.toml", cut.resolved.as_str())], &Options::default()).is_ok()
    );
}

#[test]
fn shares_that_fit_at_every_time_and_place_are_no_fault() {
    let apart = "schema = 1\n[policy.split]\noperating = 0.5\n\
                 [interventions.a]\nset = \"split.service\"\nvalue = 0.5\nuntil = 48\n\
                 [interventions.b]\nset = \"split.activity\"\nvalue = 0.5\nfrom = 49\n";
    assert_eq!(codes(apart, &[]), [""; 0]);
    let elsewhere = "schema = 1\n[interventions.a]\nset = \"split.service\"\nvalue = 0.6\nzone = \"urban\"\n\
                     [interventions.b]\nset = \"split.activity\"\nvalue = 0.6\ncommunities = [\"rural-1\"]\n";
    assert_eq!(codes(elsewhere, &[]), [""; 0]);
    let grown = "schema = 1\n[policy.split]\noperating = 0.9\n\
                 [interventions.a]\nset = \"split.service\"\nfactor = 1.5\n";
    assert_eq!(codes(grown, &[]), [""; 0]);
    let pilots = "schema = 1\n[interventions.a]\nset = \"education.basic\"\nvalue = 0.2\nshare = 0.2\n\
                  [interventions.b]\nset = \"education.secondary\"\nvalue = 0.3\nshare = 0.2\n\
                  [interventions.c]\nset = \"education.tertiary\"\nvalue = 0.5\nshare = 0.2\n";
    assert_eq!(codes(pilots, &[]), [""; 0]);
    assert_eq!(codes(pilots, &["interventions.c.share=0.4"]), ["scenario::shares_not_one"]);
}

#[test]
fn a_faulty_horizon_does_not_hide_other_faults() {
    let text = "schema = 1\n[horizon]\nmonths = 12\n[interventions.a]\nset = \"split.service\"\nvalue = 0.9\n\
                share = 0.1\nwaves = { every = 1, share = 0.1 }\n[policy.split]\noperating = 0.2\n";
    assert_eq!(codes(text, &[]), ["scenario::burn_in_too_long", "scenario::split_above_one"]);
}

#[test]
fn a_fault_is_told_once_even_if_a_child_replaces_what_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let child =
        "schema = 1\nextends = \"b.toml\"\n[interventions.x]\nset = \"one_stop\"\nvalue = 1\n";
    let parent = "schema = 1\n[interventions.x]\nset = \"one_stop\"\nvalue = 9\n";
    let faults =
        load_in(folder.path(), &[("a.toml", child), ("b.toml", parent)], &Options::default())
            .unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(
        faults
            .iter()
            .all(|fault| fault.file.ends_with("b.toml") && (fault.line, fault.column) == (4, 9))
    );
}
