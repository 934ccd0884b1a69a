//! Pilots and waves (model section 7).

use super::*;

#[test]
fn waves_treat_as_many_communities_each_month_as_specified() {
    let mut settings = still(13, 1);
    cheap_teams(&mut settings, 1);
    let mut baseline = [settings.clone(), settings.clone(), settings];
    baseline[Zone::Rural.index()].place.communities = 0;
    baseline[Zone::Pastoral.index()].place.communities = 5;
    let mut scenario = county(baseline);
    let pilot = |share: f64, waves: Option<Waves>| Target {
        zone: Some(Zone::Urban),
        share: Some(share),
        waves,
        ..Target::default()
    };
    // A fifth of 13 is 2.6: three communities a wave, until there are no more.
    let waves = Some(Waves { every: 4, share: 0.2 });
    let rollout = change("one_stop", 1.0, 3, pilot(0.2, waves));
    let ends = Change { until: Some(16), ..change("service_scope", 1.0, 3, pilot(0.2, waves)) };
    let ramped = Change { ramp: 4, ..change("digital_records", 1.0, 3, pilot(0.2, waves)) };
    // Half of 13, rounded half up, is 7.
    let half = change("integration_support", 1.0, 3, pilot(0.5, None));
    scenario.changes = vec![rollout, ends, ramped, half];
    scenario.order_changes();
    for seed in 1..=5 {
        let mut model = model(&scenario, seed);
        let (mut before, mut start): (Vec<bool>, _) = (vec![false; 18], [0_u32; 18]);
        for month in 1..=30_u32 {
            model.step();
            let levers: Vec<_> =
                all::<InForce>(&mut model).into_iter().map(|it| it.0.levers.clone()).collect();
            let treated: Vec<bool> =
                levers.iter().map(|levers| levers.one_stop == Unpaid::from(1.0)).collect();
            let count = |of: &dyn Fn(usize) -> bool| (0..18).filter(|&at| of(at)).count();
            let expected = match month {
                0..=2 => 0,
                3..=6 => 3,
                7..=10 => 6,
                11..=14 => 9,
                15..=18 => 12,
                _ => 13,
            };
            assert_eq!(count(&|at| treated[at]), expected, "month {month}");
            assert_eq!(count(&|at| treated[at] && at >= 13), 0, "none outside the target");
            assert_eq!(count(&|at| before[at] && !treated[at]), 0, "none drops out");
            let until = if month <= 16 { expected } else { 0 };
            assert_eq!(count(&|at| levers[at].service_scope == 1.0), until, "month {month}");
            // All pilots of a seed share their ranks: the half begins with the first two waves.
            let in_half =
                count(&|at| treated[at] && levers[at].integration_support == Unpaid::from(1.0));
            assert_eq!(in_half, expected.min(7), "month {month}");
            for at in 0..18 {
                if treated[at] && !before[at] {
                    start[at] = month;
                }
                let weight =
                    if treated[at] { f64::from((month - start[at] + 1).min(4)) / 4.0 } else { 0.0 };
                assert_near("ramp", levers[at].digital_records.to_number(), weight, 1e-12);
            }
            before = treated;
        }
    }
}

#[test]
fn every_community_is_as_likely_as_any_other_to_be_in_a_pilot() {
    let mut settings = still(10, 1);
    cheap_teams(&mut settings, 1);
    let mut scenario = town(settings);
    let target = Target { share: Some(0.3), ..Target::default() };
    scenario.changes = vec![change("one_stop", 1.0, 1, target)];
    let mut chosen = [0.0; 10];
    for seed in 1..=5_000 {
        let mut model = model(&scenario, seed);
        model.step();
        for (count, in_force) in chosen.iter_mut().zip(all::<InForce>(&mut model)) {
            *count += in_force.0.levers.one_stop.to_number();
        }
    }
    for (at, count) in chosen.into_iter().enumerate() {
        assert_trials(&format!("community {at} in pilots"), Trials::of(count, 5_000.0, 0.3));
    }
}
