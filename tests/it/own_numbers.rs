//! What a table gives of single communities acts in a run: posts, cadres, part-time posts, grants, pay.

use std::sync::Arc;

use bevy_ecs::prelude::*;
use cogov::metric::Detail;
use cogov::model::Model;
use cogov::place::{Given, Place};
use cogov::policy::{Change, ChangeKind, Operation, Scenario, Target};
use cogov::quantity::Zone;
use cogov::world::{Account, InForce, Ledger, Role, Site, Team};

use crate::common::{busy, id, in_place, put, run_soundly, run_with, three_counties};

/// Four rural communities of 300 adults in one county, 26 months; nobody leaves and nobody quits.
fn villages(given: impl Fn(usize) -> Given) -> Scenario {
    let mut scenario = in_place(&[(0, Zone::Rural, 300, 0.1); 4]);
    put(&mut scenario, &[("quit_base", 0.0), ("outflow_factor", 0.0), ("fiscal_sd", 0.0)]);
    let mut place = Place::clone(&scenario.place);
    for (at, row) in place.communities.iter_mut().enumerate() {
        row.given = given(at);
    }
    Scenario { place: Arc::new(place), months: 26, burn_in: 12, ..scenario }
}

fn model(scenario: &Scenario, months: u32) -> Model {
    let mut model = Model::new(scenario, 1, Detail::Community, false);
    for _ in 0..months {
        model.step();
    }
    model
}

/// Of each community, in the order of the place.
fn each<C: Component, T>(model: &mut Model, of: impl Fn(&C) -> T) -> Vec<T> {
    let mut query = model.world().query::<(&Site, &C)>();
    let mut found: Vec<(usize, T)> =
        query.iter(model.world()).map(|(site, part)| (site.index, of(part))).collect();
    found.sort_by_key(|&(index, _)| index);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Quota, cadres in post and part-time posts.
fn teams(model: &mut Model) -> Vec<[usize; 3]> {
    each(model, |team: &Team| {
        let part_time = team.posts.iter().filter(|post| post.role == Role::PartTime).count();
        [team.quota, team.in_post(), part_time]
    })
}

fn only(at: usize, given: &Given) -> impl Fn(usize) -> Given {
    let given = given.clone();
    move |here| if here == at { given.clone() } else { Given::default() }
}

fn with(settings: &[(&str, f64)]) -> Given {
    let settings = settings.iter().map(|&(name, value)| (id(name), value)).collect();
    Given { settings, ..Given::default() }
}

#[test]
fn posts_cadres_and_part_time_posts_are_those_of_the_table() {
    let given = Given { posts: Some(7), staff: Some(6), part_time: Some(1), ..Given::default() };
    let scenario = villages(only(2, &given));
    let mut start = model(&scenario, 0);
    assert_eq!(teams(&mut start)[2], [7, 6, 1]);
    let (quota, part_time) = (4, 2);
    for at in [0, 1, 3] {
        assert_eq!([teams(&mut start)[at][0], teams(&mut start)[at][2]], [quota, part_time]);
    }
    assert_eq!(teams(&mut model(&scenario, 1))[2][0], 7, "also after the first January");
}

#[test]
fn a_new_staffing_norm_acts_in_proportion_to_the_posts_of_the_table() {
    let scenario = villages(only(0, &Given { posts: Some(7), ..Given::default() }));
    let more = scenario.clone().with_policy(id("min_staff"), 8.0);
    let quotas: Vec<usize> =
        teams(&mut model(&more, 13)).into_iter().map(|[quota, ..]| quota).collect();
    assert_eq!(quotas, [14, 8, 8, 8]);
    let before = teams(&mut model(&scenario, 13));
    assert_eq!(before[0][0], 7, "without the policy nothing moves");
}

#[test]
fn a_cadre_above_the_posts_of_the_norm_stays_until_leaving() {
    let scenario = villages(only(1, &Given { staff: Some(6), ..Given::default() }));
    let mut model = model(&scenario, 26);
    assert_eq!(teams(&mut model)[1][..2], [4, 6], "nobody quits here");
    let mut leaving = villages(only(1, &Given { staff: Some(6), ..Given::default() }));
    put(&mut leaving, &[("quit_base", 1.0)]);
    let [quota, staff, _] = teams(&mut self::model(&leaving, 26))[1];
    assert!(staff <= quota, "surplus posts went with those who left: {staff}");
}

#[test]
fn a_community_without_cadres_begins_without_work_done_and_hires() {
    let mut scenario = villages(only(3, &Given { staff: Some(0), ..Given::default() }));
    put(&mut scenario, &[("applicants", 5.0)]);
    assert_eq!(teams(&mut model(&scenario, 0))[3][1], 0);
    assert!(teams(&mut model(&scenario, 12))[3][1] > 0);
}

#[test]
fn a_policy_on_part_time_posts_acts_where_the_table_has_others_even_at_the_zone_s_value() {
    let given = Given { posts: Some(6), staff: Some(1), part_time: Some(0), ..Given::default() };
    let scenario = villages(only(0, &given));
    assert_eq!(teams(&mut model(&scenario, 0))[0], [6, 1, 0]);
    let usual = scenario.baseline[Zone::Rural.index()].levers.part_time_share;
    let mut policy = scenario.with_policy(id("part_time_share"), usual);
    put(&mut policy, &[("applicants", 0.0)]);
    assert_eq!(teams(&mut model(&policy, 13))[0][2], 3, "round(.6 x 5) of the vacant posts");
}

/// Yuan that moved this year along a flow, by community.
fn moved(model: &mut Model, from: Account, to: Account) -> Vec<f64> {
    each(model, |ledger: &Ledger| ledger.moved_in_year(from, to) as f64 / 100.0)
}

#[test]
fn grants_and_pay_are_those_of_the_table_and_policy_acts_on_top() {
    let scenario = villages(only(1, &with(&[("base_grant", 20_000.0), ("pay_ratio", 0.9)])));
    let mut first = model(&scenario, 1);
    let grants = moved(&mut first, Account::Treasury, Account::AppropriatedGrant);
    assert_eq!(grants[..2], [65_000.0 + 27.0 * 300.0, 20_000.0 + 27.0 * 300.0]);
    let pay = moved(&mut first, Account::Treasury, Account::AppropriatedPay);
    assert!((pay[1] / pay[0] - 0.9 / 0.62).abs() < 1e-9, "{pay:?}");
    let factor = |setting: &str| Change {
        kind: ChangeKind::Intervention,
        name: setting.to_owned(),
        setting: id(setting),
        operation: Operation::Factor(1.5),
        from: 13,
        until: None,
        ramp: 0,
        target: Target::default(),
    };
    let mut raised = scenario.clone();
    raised.changes = vec![factor("base_grant"), factor("pay_ratio")];
    put(&mut raised, &[("revenue_per_adult", 100_000.0)]);
    let levers = |model: &mut Model| {
        each(model, |settings: &InForce| {
            let levers = &settings.0.levers;
            [levers.base_grant, (levers.pay_ratio * 1000.0).round()]
        })
    };
    let after = levers(&mut model(&raised, 13));
    assert_eq!(after[..2], [[97_500.0, 930.0], [30_000.0, 1350.0]]);
    let set = scenario.with_policy(id("pay_ratio"), 1.0);
    let after = levers(&mut model(&set, 13));
    assert_eq!(after[..2], [[65_000.0, 1000.0], [20_000.0, 1000.0]], "a value is one for all");
}

#[test]
fn communities_with_the_same_settings_share_them() {
    let own = with(&[("pay_ratio", 0.9)]);
    let scenario = villages(|at| if at < 2 { own.clone() } else { Given::default() })
        .with_policy(id("one_stop"), 1.0);
    for months in [1, 13] {
        let settings = each(&mut model(&scenario, months), |in_force: &InForce| in_force.0.clone());
        assert!(Arc::ptr_eq(&settings[0], &settings[1]) && Arc::ptr_eq(&settings[2], &settings[3]));
        assert!(!Arc::ptr_eq(&settings[0], &settings[2]));
    }
}

#[test]
fn a_table_that_gives_what_holds_anyway_changes_nothing() {
    let scenario = Scenario { months: 14, ..three_counties() };
    let mut plain = Place::clone(&scenario.place);
    plain.communities.iter_mut().for_each(|row| row.given = Given::default());
    let plain = Scenario { place: Arc::new(plain), ..scenario };
    let mut given = Place::clone(&plain.place);
    let teams = teams(&mut model(&plain, 0));
    for (row, [quota, staff, part_time]) in given.communities.iter_mut().zip(teams) {
        row.given = with(&[("base_grant", 65_000.0), ("pay_ratio", 0.62)]);
        row.given.posts = Some(quota as u16);
        row.given.staff = Some(staff as u16);
        row.given.part_time = Some(part_time as u16);
    }
    let given = Scenario { place: Arc::new(given), ..plain.clone() };
    let run = |scenario| run_with(Model::new(scenario, 1, Detail::Community, false));
    assert_eq!(run(&plain), run(&given));
}

#[test]
fn odd_numbers_of_a_table_run_soundly() {
    for scenario in [three_counties(), busy(three_counties())] {
        let mut place = Place::clone(&scenario.place);
        let odd = [(1, 0, 0), (1, 1, 0), (1000, 0, 999), (2, 2, 1), (40, 40, 39)];
        for (row, (posts, staff, part_time)) in place.communities.iter_mut().zip(odd) {
            row.given.posts = Some(posts);
            row.given.staff = Some(staff);
            row.given.part_time = Some(part_time);
        }
        place.communities[6].given = Given { staff: Some(1000), ..Given::default() };
        place.communities[7].adults = 0;
        run_soundly(&Scenario { place: Arc::new(place), ..scenario }, 1);
    }
}
