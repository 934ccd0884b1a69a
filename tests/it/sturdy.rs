//! Sturdiness: places and settings at their ends. Every run here is watched month by month (see
//! [`Watch`](crate::common::Watch)): books, people, posts, columns, states within their bounds, every
//! metric within its range, and empty exactly where its denominator is zero.
#![allow(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use std::sync::Arc;

use cogov::metric::{Level, METRICS, find};
use cogov::model::Model;
use cogov::policy::Scenario;
use cogov::quantity::{Choice, Zone};
use cogov::setting::{SettingId, Table};
use cogov::world::Team;

use crate::common::{
    Numbers, busy, in_place, put, random_settings, run_soundly, set, small, three_counties,
};

/// The month's value of a metric of the first county.
fn county(model: &Model, metric: &str) -> f64 {
    let recorder = model.recorder();
    let area = recorder.areas.iter().position(|area| area.level == Level::County).unwrap();
    recorder.month()[area * METRICS.len() + find(metric).unwrap()]
}

/// Metrics of the first county that are empty in the last month.
fn empty(model: &Model) -> Vec<&'static str> {
    METRICS.iter().map(|metric| metric.id).filter(|id| county(model, id).is_nan()).collect()
}

fn both(scenario: Scenario) -> [Scenario; 2] {
    [scenario.clone(), busy(scenario)]
}

/// A place of communities of all zones with a share of migrants.
fn mixed(adults: [u32; 6], migrants: f64) -> Scenario {
    use Zone::{Pastoral, Rural, Urban};
    let zones = [Urban, Urban, Rural, Rural, Pastoral, Pastoral];
    let rows: Vec<_> =
        zones.into_iter().zip(adults).map(|(zone, adults)| (0, zone, adults, migrants)).collect();
    in_place(&rows)
}

#[test]
fn a_place_without_migrants_runs() {
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 0.0)) {
        put(&mut scenario, &[("inflow", 0.0)]);
        let model = run_soundly(&scenario, 1);
        assert_eq!(county(&model, "migrant_share"), 0.0);
        for metric in METRICS.iter().filter(|metric| metric.id.ends_with("_migrant")) {
            assert!(county(&model, metric.id).is_nan(), "{}", metric.id);
        }
    }
}

#[test]
fn a_place_of_migrants_alone_runs() {
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 1.0)) {
        put(&mut scenario, &[("settlement_rate", 0.0)]);
        let model = run_soundly(&scenario, 1);
        assert_eq!(county(&model, "migrant_share"), 1.0);
        assert!(county(&model, "trust_local").is_nan());
    }
}

#[test]
fn one_community_runs() {
    for scenario in both(small([0, 0, 1], [0, 0, 120])) {
        let model = run_soundly(&scenario, 1);
        let gini = model.recorder().run()[find("gini_resolution").unwrap()];
        assert_eq!(gini, 0.0, "one community is equal to itself");
    }
}

#[test]
fn one_adult_runs() {
    for seed in 1..=20 {
        for scenario in both(small([1, 0, 0], [1, 0, 0])) {
            run_soundly(&scenario, seed);
        }
    }
}

#[test]
fn a_place_without_adults_keeps_its_posts_and_counts_nothing() {
    for scenario in both(small([2, 1, 1], [0, 0, 0])) {
        let mut model = run_soundly(&scenario, 1);
        assert_eq!(county(&model, "adults"), 0.0);
        for metric in METRICS.iter().filter(|metric| !metric.id.starts_with("adults")) {
            assert!(county(&model, metric.id).is_nan(), "{}", metric.id);
        }
        let world = model.world();
        assert!(world.query::<&Team>().iter(world).all(|team| team.quota > 0), "posts stay");
    }
    // And one community without adults among others.
    for scenario in both(mixed([100, 0, 50, 0, 0, 30], 0.3)) {
        run_soundly(&scenario, 2);
    }
}

#[test]
fn a_place_without_communities_runs() {
    for scenario in both(small([0; 3], [0; 3])) {
        let model = run_soundly(&scenario, 1);
        assert_eq!(county(&model, "adults"), 0.0);
    }
}

#[test]
fn a_place_that_everybody_leaves_runs_on() {
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 0.4)) {
        put(&mut scenario, &[("outflow_local", 0.1), ("outflow_migrant", 0.3)]);
        put(&mut scenario, &[("outflow_factor", 50.0), ("inflow", 0.0), ("coming_of_age", 0.0)]);
        put(&mut scenario, &[("outflow_belonging", 0.0), ("outflow_satisfaction", 0.0)]);
        let model = run_soundly(&scenario, 1);
        assert_eq!(county(&model, "adults"), 0.0);
        assert!(empty(&model).contains(&"participation"));
    }
    // A shock that empties a place which newcomers fill again.
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 0.4)) {
        put(&mut scenario, &[("inflow", 0.05), ("outflow_factor", 50.0)]);
        run_soundly(&scenario, 2);
    }
}

#[test]
fn without_revenue_nobody_is_paid_and_arrears_grow() {
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 0.3)) {
        put(&mut scenario, &[("revenue_per_adult", 0.0), ("quit_base", 0.0)]);
        put(&mut scenario, &[("dismissal_threshold", 0.0)]);
        let model = run_soundly(&scenario, 1);
        assert_eq!(county(&model, "paid_share"), 0.0);
        assert_eq!(county(&model, "fulfilment"), 0.0);
        assert!(county(&model, "arrears_per_cadre") > 0.0);
        assert!(county(&model, "fiscal_pressure").is_nan());
        for sink in ["spend_wages", "spend_office", "spend_programmes", "spend_township"] {
            assert_eq!(county(&model, sink), 0.0, "{sink}");
        }
    }
}

#[test]
fn without_staff_nothing_is_done() {
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 0.3)) {
        // The first director quits, no one applies, and no election fills the post.
        put(&mut scenario, &[("staff_per_10k", 2.0), ("min_staff", 1.0), ("posts_filled", 0.0)]);
        put(&mut scenario, &[("pay_ratio", 0.2), ("quit_base", 0.3), ("quit_max", 1.0)]);
        put(&mut scenario, &[("pay_reference", 3.0), ("quit_pay", 10.0), ("applicants", 0.0)]);
        put(&mut scenario, &[("graduate_programme", 0.0), ("first_election", 1200.0)]);
        let mut model = run_soundly(&scenario, 1);
        let world = model.world();
        assert_eq!(world.query::<&Team>().iter(world).map(Team::in_post).sum::<usize>(), 0);
        assert_eq!(county(&model, "vacancy"), 1.0);
        assert_eq!(county(&model, "neglect"), 1.0);
        assert_eq!(county(&model, "reach"), 0.0);
        assert_eq!(county(&model, "asked"), 0.0);
        for metric in ["admin_share", "demand", "skill", "burnout", "paid_share", "quit_rate"] {
            assert!(county(&model, metric).is_nan(), "{metric}");
        }
    }
    // Nobody passes the selection: those who leave are not replaced until an election.
    for mut scenario in both(mixed([150, 80, 60, 40, 30, 20], 0.3)) {
        put(&mut scenario, &[("quit_base", 0.3), ("applicant_skill", 0.0)]);
        put(&mut scenario, &[("graduate_programme", 0.0), ("first_election", 20.0)]);
        run_soundly(&scenario, 2);
    }
}

#[test]
fn one_month_and_no_burn_in_run() {
    for scenario in both(three_counties()) {
        run_soundly(&Scenario { months: 1, burn_in: 0, ..scenario.clone() }, 1);
        run_soundly(&Scenario { burn_in: 0, ..scenario.clone() }, 1);
        run_soundly(&Scenario { months: 13, burn_in: 12, ..scenario }, 1);
    }
}

#[test]
fn twelve_hundred_months_run() {
    for scenario in both(mixed([60, 10, 20, 1, 15, 0], 0.3)) {
        run_soundly(&Scenario { months: 1200, burn_in: 24, ..scenario.clone() }, 1);
    }
    let scenario = mixed([6, 0, 5, 0, 4, 0], 0.3);
    run_soundly(&Scenario { months: 1200, burn_in: 1199, ..scenario }, 2);
}

/// Three communities, one a zone, with elections in the first year.
fn tiny() -> Scenario {
    let mut scenario = Scenario { months: 14, ..small([1, 1, 1], [40, 30, 20]) };
    put(&mut scenario, &[("first_election", 6.0)]);
    scenario
}

#[test]
fn every_setting_runs_at_both_ends_of_its_range() {
    let (mut runs, mut failed) = (0, Vec::new());
    for setting in SettingId::all().filter(|setting| setting.setting().table() == Table::Values) {
        let entry = setting.setting();
        let words = match entry.choice {
            Choice::Words(words) => (0..words.len()).map(|at| at as f64).collect(),
            _ => vec![entry.range.0, entry.range.1],
        };
        for value in words {
            for (months, mut scenario) in [26, 14].into_iter().zip(both(tiny())) {
                scenario.months = months;
                set(&mut scenario, setting, value);
                if std::panic::catch_unwind(|| run_soundly(&scenario, 1)).is_err() {
                    failed.push(format!("{} = {value}", entry.id));
                }
                runs += 1;
            }
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
    assert!(runs >= 1_000, "{runs} runs");
}

#[test]
fn the_place_runs_at_both_ends_of_its_ranges() {
    // Communities, 20,000 of them; adults, 65,535 of one community; a township for all and for each.
    let mut scenario = Scenario { months: 13, ..small([20_000, 0, 0], [1, 0, 0]) };
    run_soundly(&scenario, 1);
    scenario = Scenario { months: 13, ..small([1, 0, 0], [65_535, 0, 0]) };
    run_soundly_when_full(&scenario);
    for township_size in [1, 1000] {
        let mut scenario = busy(small([4, 3, 2], [20, 15, 10]));
        for settings in &mut scenario.baseline {
            settings.place.township_size = township_size;
        }
        scenario.place = Arc::new(cogov::place::Place::synthetic(&scenario.baseline));
        run_soundly(&scenario, 1);
    }
}

/// A community as large as one can be turns newcomers away for whom there is no row.
fn run_soundly_when_full(scenario: &Scenario) {
    use cogov::metric::Detail;
    let mut model = Model::new(scenario, 1, Detail::Community, false);
    while !model.is_over() {
        model.step();
        let (adults, share) = (county(&model, "adults"), county(&model, "migrant_share"));
        assert!(adults <= 65_535.0 && (0.0..=1.0).contains(&share), "{adults} adults");
        for value in model.recorder().month() {
            assert!(value.is_nan() || value.is_finite());
        }
    }
}

#[test]
fn many_settings_at_random_run() {
    let mut failed = Vec::new();
    for key in 0..300 {
        let mut numbers = Numbers::of(key);
        let mut scenario = match key % 3 {
            0 => three_counties(),
            1 => mixed([90, 0, 30, 1, 15, 40], 0.3),
            _ => small([2, 1, 1], [80, 40, 25]),
        };
        scenario.months = 14 + (key % 13) as u32;
        random_settings(&mut scenario, &mut numbers);
        if std::panic::catch_unwind(|| run_soundly(&scenario, key)).is_err() {
            failed.push(key);
        }
    }
    assert!(failed.is_empty(), "keys {failed:?}");
}
