//! The check of shares looks at what the calendar puts in force.

use super::codes;
use crate::course::check_course;
use crate::messages::Report;
use model::model::calendar;
use model::policy::{Change, ChangeKind, Operation, SPLIT, Scenario, Target, Waves};
use reading::Spot;

#[test]
fn communities_of_a_wave_ramp_from_their_own_start() {
    // Of three communities the pilot takes none; the first wave begins in month 25.
    let text = |until: u32| {
        format!(
            "schema = 1\n[place]\nurban = {{ communities = 3 }}\nrural = {{ communities = 0 }}\n\
             pastoral = {{ communities = 0 }}\n[interventions.a]\nset = \"split.training\"\nvalue = 0.6\n\
             from = 13\nramp = 12\nshare = 0.1\nwaves = {{ every = 12, share = 0.34 }}\n\
             [interventions.b]\nset = \"split.service\"\nvalue = 0.5\nfrom = 13\nuntil = {until}\n"
        )
    };
    // In their second month they have a sixth of the way behind them, at the end all of it.
    assert_eq!(codes(&text(26), &[]), [] as [&str; 0]);
    assert_eq!(codes(&text(36), &[]), ["scenario::split_above_one"]);
}

#[test]
fn a_scenario_is_refused_where_the_calendar_would_give_out_more_than_there_is() {
    let [_, service, activity, training, ..] = SPLIT;
    let mut state = 7_u64;
    let mut draw = |most: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let (mut refused, mut passed) = (0, 0);
    for _ in 0..150 {
        let mut scenario = Scenario::baseline();
        let mut place = model::place::Place::clone(&scenario.place);
        place.communities.truncate(7);
        scenario.place = place.into();
        scenario.months = 48;
        scenario.changes = [service, activity, training, service]
            .map(|setting| {
                let waves = Waves { every: 1 + draw(9) as u32, share: 0.1 + draw(5) as f64 / 10.0 };
                let piloted = draw(3) > 0;
                let from = 13 + draw(12) as u32;
                Change {
                    kind: ChangeKind::Intervention,
                    name: format!("x{}", draw(1_000)),
                    setting,
                    operation: if draw(4) == 0 {
                        Operation::Factor(1.0 + draw(30) as f64 / 10.0)
                    } else {
                        Operation::Value([draw(60) as f64 / 100.0; 3])
                    },
                    from,
                    until: (draw(2) == 0).then(|| from + draw(24) as u32),
                    ramp: draw(10) as u32,
                    target: Target {
                        share: piloted.then(|| 0.2 + draw(5) as f64 / 10.0),
                        waves: piloted.then_some(waves),
                        ..Target::default()
                    },
                }
            })
            .to_vec();
        scenario.order_changes();
        let mut report = Report::default();
        let source = report.add("mine.toml", "x");
        let spot = Spot { source, start: 0, end: 1 };
        let written: Vec<_> =
            scenario.changes.iter().map(|change| (change.clone(), spot)).collect();
        check_course(&mut report, &scenario, &written);
        let told = report.faults() > 0;
        let calendar = calendar(&scenario, 5);
        let sum = |community: usize, month: u32| -> f64 {
            let settings = calendar.at(community, month);
            SPLIT.iter().map(|&id| settings.get(id)).sum()
        };
        let over = (1..=scenario.months).any(|month| {
            (0..scenario.place.communities.len()).any(|at| sum(at, month) > 1.0 + 1e-9)
        });
        assert_eq!(told, over, "{:#?}", scenario.changes);
        if told { refused += 1 } else { passed += 1 }
    }
    assert!(refused > 20 && passed > 20, "{refused} refused, {passed} passed");
}
