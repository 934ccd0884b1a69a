//! Service (model section 5.5).

use super::*;

/// A town whose needs are all of one type that takes two hours and no materials, and whose cadres
/// do nothing but serve: 160 hours a month.
fn counter(communities: u32, adults: u32, need_rate: f64, patience: f64) -> Settings {
    let mut settings = still(communities, adults);
    settings.needs.need_rate = need_rate;
    settings.needs.need_elder = 1.0;
    settings.needs.voice_base = 10.0;
    (settings.needs.voice_trust, settings.needs.voice_efficacy) = (0.0, 0.0);
    settings.administration.hours_full = 40.0;
    settings.levers.training_hours = 0.0;
    settings.levers.outreach_share = 0.0;
    settings.levers.volunteer_hours = 0.0;
    settings.service.patience = patience;
    settings.need.rows = [NeedRow {
        local: 0.0,
        migrant: 0.0,
        hours: 2.0,
        materials: 0.0,
        crosses: false,
        social: false,
        volunteers: false,
    }; 7];
    settings.need.rows[ServiceType::SocialSecurity.index()].local = 1.0;
    settings
}

/// Requests that the cadres of each community finish in a month: 160 x (.5 + K̄) / 2 hours.
fn pace(model: &mut Model) -> Vec<f64> {
    all::<Team>(model).iter().map(|team| 160.0 * (0.5 + team.mean_skill(1.0)) / 2.0).collect()
}

#[test]
fn without_impatience_an_overloaded_queue_is_worked_off_at_the_pace_of_its_hours() {
    let mut model = model(&town(counter(6, 400, 0.5, 120.0)), 3);
    let pace = pace(&mut model);
    let (mut filed, mut finished) = (vec![0.0; 6], vec![0.0; 6]);
    for month in 1..=30 {
        model.step();
        for (at, tally) in all::<Tally>(&mut model).iter().enumerate() {
            filed[at] += tally.filed;
            finished[at] += tally.resolved + tally.failed;
            assert_near("hours of cadres", tally.hours_cadres, 2.0 * pace[at], 1e-9);
            // Work is done at a constant pace; one request at most is part done. The hours left of a
            // request are single: 2⁻²³ of two hours are lost a month at most.
            let part_done = f64::from(month) * pace[at] - finished[at];
            assert!((-1e-4..1.0001).contains(&part_done), "{part_done} of one request");
            assert_near("backlog", tally.backlog, filed[at] - finished[at], 0.0);
            assert_near("lapsed", tally.lapsed, 0.0, 0.0);
        }
    }
    assert!(filed.iter().zip(&finished).all(|(filed, finished)| *filed > 1.5 * finished));
}

#[test]
fn impatience_bounds_the_backlog_of_an_overloaded_queue_and_not_the_work_done() {
    let mut model = model(&town(counter(6, 400, 0.5, 3.0)), 3);
    let pace = pace(&mut model);
    let mut filed: Vec<Vec<f64>> = vec![Vec::new(); 6];
    let (mut finished, mut lapsed) = (vec![0.0; 6], vec![0.0; 6]);
    for month in 1..=40_usize {
        model.step();
        for (at, tally) in all::<Tally>(&mut model).iter().enumerate() {
            filed[at].push(tally.filed);
            let done = tally.resolved + tally.failed;
            (finished[at], lapsed[at]) = (finished[at] + done, lapsed[at] + tally.lapsed);
            assert_near("hours of cadres", tally.hours_cadres, 2.0 * pace[at], 1e-9);
            // The first may have been begun last month, the last be left half done.
            assert!((done - pace[at]).abs() < 1.0001, "{done} against {}", pace[at]);
            // Requests of three months and more ago are gone.
            let recent: f64 = filed[at].iter().rev().take(3).sum();
            assert!(tally.backlog <= recent, "{} of {recent}", tally.backlog);
            let all: f64 = filed[at].iter().sum();
            assert_near("balance", all, finished[at] + lapsed[at] + tally.backlog, 0.0);
            if month > 12 {
                // The fluid limit: served are those who have waited for the whole patience, as many
                // as the pace allows, and the others of their month lapse (one of them half done).
                let oldest = filed[at][month - 4];
                assert!(oldest > pace[at] + 1.0);
                assert_near("months", tally.resolved_months, 3.0 * tally.resolved, 0.0);
                assert_near("pace", done, (pace[at] + 1e-9).floor(), 0.0);
                assert_near("lapsed", tally.lapsed, oldest - done, 0.0);
            }
        }
    }
}

#[test]
fn with_hours_to_spare_all_requests_end_at_once_and_are_resolved_with_their_chance() {
    let mut model = model(&town(counter(6, 400, 0.1, 3.0)), 3);
    let chances: Vec<f64> =
        all::<Team>(&mut model).iter().map(|team| 0.55 + 0.40 * team.mean_skill(1.0)).collect();
    let mut resolved = Trials::default();
    for _ in 0..120 {
        model.step();
        for (tally, &chance) in all::<Tally>(&mut model).iter().zip(&chances) {
            assert_near("ended", tally.resolved + tally.failed, tally.filed, 0.0);
            assert_near("backlog", tally.backlog, 0.0, 0.0);
            assert_near("hours", tally.hours_cadres, 2.0 * tally.filed, 1e-9);
            resolved.count += tally.resolved;
            resolved.mean += tally.filed * chance;
            resolved.variance += tally.filed * chance * (1.0 - chance);
        }
        let age = metric(&model, "months_to_resolve");
        assert_near("months", age, 0.0, 0.0);
    }
    assert_trials("resolved", resolved);
}

#[test]
fn the_track_record_is_an_exponential_average_of_the_share_resolved() {
    for (chance, limit) in [(1.0, 1.0), (0.0, 0.0)] {
        let mut settings = counter(3, 200, 0.3, 3.0);
        settings.service.resolve_base = chance;
        settings.service.resolve_skill = 0.0;
        settings.service.resolve_max = 1.0;
        let mut model = model(&town(settings), 3);
        for month in 1..=24 {
            model.step();
            let expected = limit + (0.5 - limit) * (5.0_f64 / 6.0).powi(month as i32);
            for record in all::<Record>(&mut model) {
                assert_near("record", record.0, expected, double(month));
            }
        }
    }
    // And of any shares, months without an ended request left out.
    let mut settings = counter(3, 20, 0.05, 3.0);
    settings.service.record_months = 4.0;
    let mut model = model(&town(settings), 3);
    let (mut expected, mut idle) = ([0.5; 3], 0);
    for month in 1..=24 {
        model.step();
        for (at, tally) in all::<Tally>(&mut model).iter().enumerate() {
            if tally.ended() > 0.0 {
                expected[at] += (tally.resolved / tally.ended() - expected[at]) / 4.0;
            } else {
                idle += 1;
            }
        }
        for (record, expected) in all::<Record>(&mut model).iter().zip(expected) {
            assert_near("record", record.0, expected, double(month));
        }
    }
    assert!(idle > 5, "months without an ended request occurred: {idle}");
}
