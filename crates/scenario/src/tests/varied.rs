//! Scenarios varied in memory: what `with` gives is what `--set` gives.

use std::collections::BTreeMap;

use super::load_in;
use crate::{Base, Faults, Options, Value, write_resolved};

/// A scenario with a bit of everything that can be varied.
const TEXT: &str = "schema = 1\nname = \"mine\"\nextends = \"comprehensive\"\n\
    [place]\ntownship_size = 3\nurban = { communities = 4, adults = 200, migrant_share = 0.25 }\n\
    [interventions.pilot]\nset = \"one_stop\"\nvalue = 0.3\nshare = 0.5\nfrom = 20\n\
    [shocks.flood]\nset = \"admin_load\"\nfactor = 1.1\nfrom = 30\n";

fn base() -> Base {
    Base::read(TEXT).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What `--set` makes of the same text.
fn set(line: &str) -> Result<crate::Loaded, Faults> {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { set: vec![line.to_owned()], ..Options::default() };
    load_in(folder.path(), &[("scenario.toml", TEXT)], &options)
}

fn by_zone(zones: &[(&str, f64)]) -> Value {
    zones.iter().map(|&(zone, value)| (zone, value)).collect::<BTreeMap<&str, f64>>().into()
}

fn good() -> Vec<(&'static str, &'static str, Value)> {
    let pilot = [("set", Value::from("pay_ratio")), ("value", 0.9.into()), ("from", 30.into())];
    let pilot: BTreeMap<&str, Value> = pilot.into_iter().collect();
    vec![
        ("policy.pay_ratio=0.9", "policy.pay_ratio", 0.9.into()),
        ("policy.pay_ratio=1", "policy.pay_ratio", 1.into()),
        ("policy.pay_ratio=1.0", "policy.pay_ratio", Value::Number(1.0)),
        ("baseline.pay_ratio=0.9", "baseline.pay_ratio", 0.9.into()),
        ("policy.distance.rural=1.5", "policy.distance.rural", 1.5.into()),
        ("policy.distance={rural=1.5}", "policy.distance", by_zone(&[("rural", 1.5)])),
        ("baseline.distance.pastoral=3", "baseline.distance.pastoral", 3.into()),
        (
            "baseline.distance={urban=1,rural=2.5}",
            "baseline.distance",
            by_zone(&[("urban", 1.0), ("rural", 2.5)]),
        ),
        ("policy.split.training=0.07", "policy.split.training", 0.07.into()),
        ("policy.split={training=0.07}", "policy.split", by_zone(&[("training", 0.07)])),
        ("baseline.split.service=0.25", "baseline.split.service", 0.25.into()),
        ("policy.one_stop=0.5", "policy.one_stop", 0.5.into()),
        ("baseline.need.health.crosses=false", "baseline.need.health.crosses", false.into()),
        ("policy.migrant_rights=after_months", "policy.migrant_rights", "after_months".into()),
        ("baseline.appraisal=true", "baseline.appraisal", true.into()),
        ("policy.appraisal=false", "policy.appraisal", false.into()),
        ("policy.part_time_share.urban=0.1", "policy.part_time_share.urban", 0.1.into()),
        ("baseline.revenue_per_adult=240", "baseline.revenue_per_adult", 240.into()),
        ("policy.revenue_per_adult=300", "policy.revenue_per_adult", 300.into()),
        ("baseline.outflow_local=1e-7", "baseline.outflow_local", 1e-7.into()),
        ("horizon.months=60", "horizon.months", 60.into()),
        ("horizon.burn_in=0", "horizon.burn_in", 0.into()),
        ("horizon.months=60.0", "horizon.months", Value::Number(60.0)),
        ("place.urban.adults=300", "place.urban.adults", 300.into()),
        ("place.urban={communities=2}", "place.urban", by_zone(&[("communities", 2.0)])),
        ("place.township_size=2", "place.township_size", 2.into()),
        ("place.rural.migrant_share=0.5", "place.rural.migrant_share", 0.5.into()),
        ("place.table=saihan", "place.table", "saihan".into()),
        ("interventions.pilot.value=0.4", "interventions.pilot.value", 0.4.into()),
        ("interventions.pilot.zone=urban", "interventions.pilot.zone", "urban".into()),
        (
            "interventions.pilot.communities=[\"urban-1\",\"urban-2\"]",
            "interventions.pilot.communities",
            ["urban-1", "urban-2"].into(),
        ),
        ("interventions.pilot.ramp=6", "interventions.pilot.ramp", 6.into()),
        (
            "interventions.second={set=\"pay_ratio\",value=0.9,from=30}",
            "interventions.second",
            pilot.into(),
        ),
        (
            "interventions.pilot.waves={every=6,share=0.2}",
            "interventions.pilot.waves",
            by_zone(&[("every", 6.0), ("share", 0.2)]),
        ),
        ("shocks.flood.factor=1.3", "shocks.flood.factor", 1.3.into()),
        ("shocks.flood.until=40", "shocks.flood.until", 40.into()),
        ("title=Another one", "title", "Another one".into()),
        ("name=other", "name", "other".into()),
    ]
}

#[test]
fn what_is_varied_in_memory_is_to_the_byte_what_set_gives() {
    let base = base();
    let own = write_resolved(&base.scenario().unwrap());
    let mut changed = 0;
    for (line, key, value) in good() {
        let set = set(line).unwrap_or_else(|faults| panic!("{line}\n{faults}"));
        let with = base.with(&[(key, value)]).unwrap_or_else(|faults| panic!("{line}\n{faults}"));
        assert_eq!(format!("{with:?}"), format!("{:?}", set.scenario), "{line}");
        let resolved = write_resolved(&with);
        assert_eq!(resolved, set.resolved, "{line}");
        changed += usize::from(resolved != own);
    }
    // A value that is in force anyway changes nothing; there are few of them.
    assert!(changed >= 30, "{changed}");
}

#[test]
fn a_fault_of_a_variation_is_that_of_set_and_names_the_line_of_its_value() {
    let base = base();
    let bad: Vec<(&str, &str, Value)> = vec![
        ("policy.pay_ratio=9", "policy.pay_ratio", 9.into()),
        ("policy.pay_ratio=-0.5", "policy.pay_ratio", Value::Number(-0.5)),
        ("policy.pay_ratio=nan", "policy.pay_ratio", f64::NAN.into()),
        ("policy.pay_ratio=90%", "policy.pay_ratio", "90%".into()),
        ("policy.pay_ratoi=0.9", "policy.pay_ratoi", 0.9.into()),
        ("polciy.pay_ratio=0.9", "polciy.pay_ratio", 0.9.into()),
        ("pay_ratio=0.9", "pay_ratio", 0.9.into()),
        ("policy.adults=300", "policy.adults", 300.into()),
        ("policy.migrant_rights=never", "policy.migrant_rights", "never".into()),
        ("baseline.appraisal=1", "baseline.appraisal", 1.into()),
        ("horizon.months=60.5", "horizon.months", 60.5.into()),
        ("horizon.burn_in=500", "horizon.burn_in", 500.into()),
        ("policy.split.training=1.5", "policy.split.training", 1.5.into()),
        ("baseline.split.training=0.99", "baseline.split.training", 0.99.into()),
        ("policy.distance.urben=1", "policy.distance.urben", 1.into()),
        (
            "interventions.pilot.communities=[\"nowhere\"]",
            "interventions.pilot.communities",
            ["nowhere"].into(),
        ),
        ("interventions.pilot.from=500", "interventions.pilot.from", 500.into()),
        ("interventions.pilot.share=2", "interventions.pilot.share", 2.into()),
        ("extends=baseline", "extends", "baseline".into()),
        ("seed=3", "seed", 3.into()),
        ("place.table=nowhere.csv", "place.table", "nowhere.csv".into()),
        ("a..b=1", "a..b", 1.into()),
        ("place.urban.adults=70000", "place.urban.adults", 70000.into()),
    ];
    let mut refused = 0;
    for (line, key, value) in bad {
        let told = |found: Result<(), Faults>| match found {
            Ok(()) => Vec::new(),
            Err(faults) => faults
                .iter()
                .map(|fault| {
                    let place = (fault.line, fault.column);
                    (fault.code, place, fault.message.clone(), fault.help.clone())
                })
                .collect(),
        };
        let with = base.with(&[("policy.one_stop", Value::from(0.5)), (key, value)]);
        if let Err(faults) = &with {
            refused += 1;
            assert!(faults.iter().any(|fault| fault.file == "<with>"), "{line}\n{faults}");
        }
        let with = told(with.map(|_| ()));
        let mut set = told(set(line).map(|_| ()));
        for (_, place, ..) in &mut set {
            place.0 += 1;
        }
        assert_eq!(with, set, "{line}");
    }
    assert!(refused >= 15, "{refused}");
}

#[test]
fn a_name_a_path_a_sum_and_a_text_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a=b.toml");
    std::fs::write(&file, "schema = 1\n").unwrap();
    let name = |word: &str| Base::read(word).and_then(|base| base.scenario()).unwrap().name;
    // `a=b` cannot be the name of a folder of results.
    assert_eq!(name(&file.display().to_string()), "scenario");
    assert_eq!(name("baseline"), "baseline");
    assert_eq!(name("clear-functions+co-governance"), "clear-functions+co-governance");
    assert_eq!(name("schema = 1"), "scenario");
    assert_eq!(name("schema = 1\nname = \"x\"\n"), "x");
    let codes = |word: &str| -> Vec<&str> {
        Base::read(word).map(|_| ()).unwrap_err().iter().map(|fault| fault.code).collect()
    };
    assert_eq!(codes("nowhere.toml"), ["scenario::unknown_scenario"]);
    assert_eq!(codes("name = \"x\""), ["scenario::missing_schema"]);
    assert_eq!(
        codes("schema = 1\npolicy = 3\n[baseline]\nstaf = 1\n"),
        ["scenario::not_a_table", "scenario::unknown_key"]
    );
}

#[test]
fn a_value_may_set_right_what_files_together_get_wrong() {
    // Two packages that set one value differently agree where a program decides.
    let text = |ratio: f64| format!("schema = 1\n[policy]\npay_ratio = {ratio}\n");
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("a.toml"), text(0.8)).unwrap();
    std::fs::write(path("b.toml"), text(0.9)).unwrap();
    let base = Base::read(&format!("{}+{}", path("a.toml"), path("b.toml"))).unwrap();
    let faults = base.scenario().unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["scenario::conflict"]);
    assert!(base.with(&[("policy.pay_ratio", 0.85)]).is_ok());
}

#[test]
fn the_table_of_a_place_is_read_once_and_shared_by_variations() {
    let base = Base::read("saihan").unwrap();
    let one = base.with(&[("policy.pay_ratio", 0.9)]).unwrap();
    let other = base.with(&[("policy.pay_ratio", 0.8)]).unwrap();
    assert!(std::sync::Arc::ptr_eq(&one.place, &other.place));
    let another = base.with(&[("place.table", "east-ujimqin")]).unwrap();
    assert_ne!(one.place, another.place);
    // What the baseline states is taken out of the place of one variation, and stays in the others.
    let columns = one.place.stand_ins();
    if let Some(id) = columns.first().and_then(|column| column.entry().stands_for.first()) {
        let stated = base.with(&[(format!("baseline.{id}"), 1.0)]);
        assert!(stated.is_err() || stated.is_ok_and(|stated| stated.place != one.place));
    }
    assert_eq!(base.with(&[("policy.pay_ratio", 0.9)]).unwrap().place, one.place);
}
