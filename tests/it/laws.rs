//! Laws: what holds exactly, in every run. Determinism; books; people, posts and columns; policy in
//! time and space; luck that a policy does not change.
#![allow(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings};
use cogov::metric::{Detail, Level, METRICS};
use cogov::model::Model;
use cogov::month::{Process, Turn, month, processes};
use cogov::place::Place;
use cogov::policy::{Change, ChangeKind, Operation, Scenario, Target, Waves};
use cogov::quantity::{Choice, ZONES, Zone, round};
use cogov::setting::{Scope, SettingId, Table, Unpaid};
use cogov::world::{Ids, InForce, Site, Tally};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};
use rayon::prelude::*;

use crate::common::{
    self, BUSY, Bits, Numbers, Watch, busy, change, id, in_place, put, run, run_soundly, run_with,
    small, three_counties, value_at,
};

/// Checks a law on random cases, always the same ones. A panic is a law broken: proptest, without the
/// standard library (see `Cargo.toml`), would not see it and not look for the smallest such case.
fn hold<S: Strategy>(cases: u32, of: &S, law: impl Fn(S::Value) -> TestCaseResult) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let law = |case| {
        catch_unwind(AssertUnwindSafe(|| law(case)))
            .unwrap_or_else(|_| Err(TestCaseError::fail("a panic, told above")))
    };
    TestRunner::new(config).run(of, law).unwrap();
}

// ---- determinism ----

#[test]
fn one_two_and_four_threads_give_the_bits_of_none() {
    for scenario in [three_counties(), busy(three_counties())] {
        let alone = run(&scenario, 7);
        for threads in [1, 2, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let spread =
                pool.install(|| run_with(Model::new(&scenario, 7, Detail::Community, true)));
            assert!(spread == alone, "{threads} threads");
        }
    }
}

#[test]
fn a_seed_gives_the_same_bits_alone_and_among_others() {
    let scenario = busy(three_counties());
    let seeds: Vec<u64> = (1..=8).collect();
    let alone: Vec<Bits> = seeds.iter().map(|&seed| run(&scenario, seed)).collect();
    for pair in alone.windows(2) {
        assert!(pair[0] != pair[1], "seeds differ");
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let parallel: Vec<Bits> =
        pool.install(|| seeds.par_iter().map(|&seed| run(&scenario, seed)).collect());
    assert!(parallel == alone, "seeds side by side");
    // Month by month in turn on one thread: working space that models share keeps no memory. Another
    // place and scenario, larger and smaller, runs among them.
    let other = small([1, 0, 1], [400, 0, 5]);
    let mut models: Vec<Model> =
        seeds.iter().map(|&seed| Model::new(&scenario, seed, Detail::Community, false)).collect();
    let mut stranger = Model::new(&other, 99, Detail::Zone, false);
    let mut turns: Vec<Bits> = vec![Vec::new(); seeds.len()];
    for _ in 0..scenario.months {
        for (model, months) in models.iter_mut().zip(&mut turns) {
            model.step();
            stranger.step();
            months.push(common::bits(model));
        }
    }
    for (alone, turns) in alone.iter().zip(&turns) {
        assert!(alone[..turns.len()] == *turns, "seeds in turn");
    }
}

/// The values of each area by level, county and name within the county, month by month.
fn by_area(scenario: &Scenario, seed: u64) -> Vec<(Level, String, Vec<u64>)> {
    let mut model = Model::new(scenario, seed, Detail::Community, false);
    let several = scenario.place.counties.len() > 1;
    let areas = model.recorder().areas.clone();
    let mut values: Vec<(Level, String, Vec<u64>)> = areas
        .iter()
        .map(|area| {
            let county = &scenario.place.counties[area.county].name;
            let name = match area.level {
                Level::Zone if !several => format!("{county}/{}", area.name),
                _ => area.name.clone(),
            };
            (area.level, name, Vec::new())
        })
        .collect();
    while !model.is_over() {
        model.step();
        let recorder = model.recorder();
        for period in [recorder.month(), recorder.year(), recorder.run()] {
            for (area, row) in values.iter_mut().zip(period.chunks(METRICS.len())) {
                area.2.extend(row.iter().map(|value| value.to_bits()));
            }
        }
        for (area, money) in values.iter_mut().zip(recorder.funding()) {
            area.2.extend(money.iter().map(|fen| fen.cast_unsigned()));
        }
    }
    values.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    values
}

#[test]
fn a_county_gives_the_same_bits_alone_and_as_one_of_several() {
    for scenario in [three_counties(), busy(three_counties())] {
        let together = by_area(&scenario, 3);
        let mut seen = 0;
        for county in 0..scenario.place.counties.len() {
            let of_county = only_county(&scenario, county);
            for area in by_area(&of_county, 3) {
                let among = together.iter().find(|other| (other.0, &other.1) == (area.0, &area.1));
                assert!(*among.unwrap() == area, "{:?} {}", area.0, area.1);
                seen += 1;
            }
        }
        assert_eq!(seen + 1, together.len(), "all areas but the place");
    }
}

fn only_county(scenario: &Scenario, county: usize) -> Scenario {
    let whole = &scenario.place;
    let mut place = Place {
        counties: vec![whole.counties[county].clone()],
        townships: Vec::new(),
        communities: Vec::new(),
        from_table: true,
    };
    for row in whole.communities.iter().filter(|row| row.county == county) {
        let office = &whole.townships[row.township];
        let known = place.townships.iter().position(|known| known.name == office.name);
        let township = known.unwrap_or_else(|| {
            place.townships.push(cogov::place::TownshipRow { county: 0, ..office.clone() });
            place.townships.len() - 1
        });
        place.communities.push(cogov::place::CommunityRow { county: 0, township, ..row.clone() });
    }
    Scenario { place: Arc::new(place), ..scenario.clone() }
}

fn with_rows_shuffled(scenario: &Scenario, key: u64) -> Scenario {
    let mut place = Place::clone(&scenario.place);
    let mut numbers = Numbers::of(key);
    numbers.shuffle(&mut place.communities);
    // Counties come in the order of their first rows, so they change places too.
    let mut order: Vec<usize> = (0..place.counties.len()).collect();
    numbers.shuffle(&mut order);
    place.counties = order.iter().map(|&county| place.counties[county].clone()).collect();
    let now = |county: usize| order.iter().position(|&before| before == county).unwrap();
    place.communities.iter_mut().for_each(|row| row.county = now(row.county));
    place.townships.iter_mut().for_each(|office| office.county = now(office.county));
    Scenario { place: Arc::new(place), ..scenario.clone() }
}

#[test]
fn the_order_of_rows_in_a_place_changes_no_bit_of_any_area() {
    let mut scenarios = vec![three_counties(), busy(three_counties())];
    // A treasury that cannot match all, and records that all tie at the first visit.
    for revenue in [0.0, 3000.0] {
        let mut poor = busy(three_counties());
        put(&mut poor, &[("revenue_per_adult", revenue), ("matching", 10.0), ("need_rate", 0.0)]);
        scenarios.push(poor);
    }
    for (number, scenario) in scenarios.iter().enumerate() {
        let before = by_area(scenario, 5);
        for key in 0..6 {
            let after = by_area(&with_rows_shuffled(scenario, key), 5);
            assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(&after) {
                assert!(before == after, "scenario {number}, order {key}, {}", before.1);
            }
        }
    }
}

#[test]
fn the_order_of_rows_changes_no_bit_of_random_scenarios() {
    hold(200, &(scenarios(), any::<u64>()), |(scenario, key)| {
        let before = by_area(&scenario, 5);
        let after = by_area(&with_rows_shuffled(&scenario, key), 5);
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(before == after, "{}", before.1);
        }
        Ok(())
    });
}

// ---- the month as a list ----

/// Names of the systems in the order in which a schedule runs them.
fn order_of(schedule: &mut Schedule, world: &mut World) -> Vec<String> {
    schedule.initialize(world).unwrap();
    schedule.systems().unwrap().map(|(_, system)| system.name().to_string()).collect()
}

#[test]
fn systems_inserted_in_twenty_shuffled_orders_give_the_same_bits() {
    let scenario = busy(Scenario { months: 14, ..three_counties() });
    let expected = run(&scenario, 11);
    let new = || Model::new(&scenario, 11, Detail::Community, false);
    let names = order_of(&mut month(processes()), new().world());
    assert!(names.len() == 25 && names[0].contains("begin_month"), "{names:?}");
    let mut seen = vec![processes().iter().map(|process| process.turn).collect::<Vec<Turn>>()];
    for key in 0..20 {
        let mut list: Vec<Process> = processes();
        Numbers::of(key).shuffle(&mut list);
        let inserted: Vec<Turn> = list.iter().map(|process| process.turn).collect();
        let changed = inserted.iter().zip(&seen[0]).filter(|(a, b)| a != b).count();
        assert!(changed >= 2, "at least two systems changed places in the insertion order");
        assert!(!seen.contains(&inserted), "an order of its own");
        seen.push(inserted);
        let mut again: Vec<Process> = processes();
        Numbers::of(key).shuffle(&mut again);
        assert_eq!(order_of(&mut month(again), new().world()), names, "the order of running");
        let model = Model::with_month(&scenario, 11, Detail::Community, false, month(list));
        assert!(run_with(model) == expected, "shuffle {key}");
    }
}

#[test]
fn a_month_whose_order_is_open_is_refused() {
    let scenario = small([1, 0, 0], [20, 0, 0]);
    let mut model = Model::new(&scenario, 1, Detail::County, false);
    assert!(month(processes()).initialize(model.world()).is_ok(), "the month as it is");
    // The same systems without the turn of one of them: each shares state with some other.
    for open in 0..processes().len() {
        let mut schedule = Schedule::default();
        schedule.set_build_settings(ScheduleBuildSettings {
            ambiguity_detection: LogLevel::Error,
            ..ScheduleBuildSettings::default()
        });
        for Process { turn, system, .. } in processes() {
            schedule.configure_sets(turn.before(Turn(turn.0 + 1)));
            if turn.0 == open {
                schedule.configure_sets(Turn(open).before(Turn(open + 2)));
                schedule.add_systems(system);
            } else {
                schedule.add_systems(system.in_set(turn));
            }
        }
        assert!(schedule.initialize(model.world()).is_err(), "without turn {open}");
    }
}

// ---- books, people, posts, columns ----

/// Random scenarios: places of one to three counties, levers and parameters anywhere in their legal
/// ranges, policies, interventions and shocks; money short and plenty, matched and delayed.
fn scenarios() -> impl Strategy<Value = Scenario> {
    let adults = prop_oneof![1 => Just(0_u32), 1 => Just(1), 6 => 2..=400_u32];
    let migrants = prop_oneof![1 => Just(0.0), 1 => Just(1.0), 4 => 0.0..1.0];
    let row = (0..3_usize, 0..3_usize, adults, migrants);
    let money = (
        prop_oneof![
            Just(None),
            Just(Some(0.0)),
            Just(Some(600.0)),
            Just(Some(3000.0)),
            Just(Some(12000.0))
        ],
        prop_oneof![Just(0.0), Just(1.0), Just(10.0)],
        0..=11_u32,
        prop_oneof![Just(0.62), Just(0.2), Just(2.0)],
    );
    let setting = (any::<prop::sample::Index>(), 0.0..=1.0_f64);
    let change = (
        (any::<prop::sample::Index>(), 0.0..=1.0_f64, any::<bool>()),
        (1..=20_u32, prop::option::of(0..=12_u32), 0..=6_u32),
        (
            prop::option::of(0..3_usize),
            prop::option::of(0.0..=1.0_f64),
            prop::option::of(1..=6_u32),
        ),
        any::<bool>(),
    );
    (
        prop::collection::vec(row, 1..=6),
        money,
        prop::collection::vec(setting, 0..=12),
        prop::collection::vec(change, 0..=6),
        (any::<bool>(), any::<bool>()),
    )
        .prop_map(|(rows, money, settings, changes, (busily, table))| {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|(county, zone, adults, share)| (county, ZONES[zone], adults, share))
                .collect();
            let mut scenario = in_place(&rows);
            scenario.revenue_given = !table;
            if busily {
                scenario = busy(scenario);
            }
            let (revenue, matching, delay, pay) = money;
            if let Some(revenue) = revenue {
                put(&mut scenario, &[("revenue_per_adult", revenue)]);
            }
            let delay = f64::from(delay);
            put(&mut scenario, &[("matching", matching), ("release_delay", delay)]);
            put(&mut scenario, &[("pay_ratio", pay)]);
            let all: Vec<SettingId> = SettingId::all()
                .filter(|setting| setting.setting().table() == Table::Values)
                .collect();
            for (which, place) in settings {
                let setting = *which.get(&all);
                common::set(&mut scenario, setting, value_at(setting, place));
            }
            let movable = movable();
            for (number, (what, when, whom, shock)) in changes.into_iter().enumerate() {
                let setting = *what.0.get(&movable);
                scenario.changes.push(random_change(number, setting, what, when, whom, shock));
            }
            scenario.order_changes();
            scenario
        })
}

/// Settings that may change in time one by one: not those whose values are given together.
fn movable() -> Vec<SettingId> {
    let together: Vec<SettingId> =
        common::shares().into_iter().flat_map(|(group, _)| group).collect();
    SettingId::all()
        .filter(|setting| {
            let entry = setting.setting();
            entry.scope != Scope::Fixed
                && entry.table() == Table::Values
                && !together.contains(setting)
        })
        .collect()
}

fn random_change(
    number: usize,
    setting: SettingId,
    (_, place, factor): (prop::sample::Index, f64, bool),
    (from, length, ramp): (u32, Option<u32>, u32),
    (zone, share, waves): (Option<usize>, Option<f64>, Option<u32>),
    shock: bool,
) -> Change {
    let entry = setting.setting();
    let real = entry.choice == Choice::Real;
    let target = if entry.scope == Scope::Community {
        Target {
            zone: zone.map(|zone| ZONES[zone]),
            communities: None,
            share,
            waves: waves.filter(|_| share.is_some()).map(|every| Waves { every, share: 0.3 }),
        }
    } else {
        Target::default()
    };
    Change {
        kind: if shock { ChangeKind::Shock } else { ChangeKind::Intervention },
        name: format!("change-{number}"),
        setting,
        operation: if factor && real {
            Operation::Factor(2.0 * place)
        } else {
            Operation::Value([value_at(setting, place); 3])
        },
        from,
        until: length.map(|length| from + length),
        ramp: if real { ramp } else { 0 },
        target,
    }
}

#[test]
fn books_people_posts_and_columns_are_in_order_in_every_month_of_random_scenarios() {
    let settled = std::cell::Cell::new(0);
    let months = std::cell::Cell::new(0);
    hold(150, &(scenarios(), any::<u64>()), |(scenario, seed)| {
        let mut model = Model::new(&scenario, seed, Detail::Community, false);
        let mut watch = Watch::new(&scenario, &mut model);
        while !model.is_over() {
            model.step();
            watch.check(&mut model);
            months.set(months.get() + 1);
        }
        settled.set(settled.get() + watch.settled());
        Ok(())
    });
    assert!(settled.get() > 0, "somebody settled");
}

#[test]
fn adults_add_up_over_a_default_run() {
    let mut scenario = small([2, 2, 1], [300, 90, 40]);
    scenario.months = 60;
    run_soundly(&scenario, 1);
    run_soundly(&busy(scenario), 2);
}

// ---- policy in time and space ----

#[test]
fn a_policy_at_the_baseline_s_own_values_gives_the_baseline_s_bits() {
    for scenario in [small([2, 2, 1], [120, 60, 40]), busy(small([2, 2, 1], [120, 60, 40]))] {
        let scenario = Scenario { months: 16, ..scenario };
        let baseline = run(&scenario, 4);
        let own = |setting: SettingId| Change {
            kind: ChangeKind::Policy,
            operation: Operation::Value(std::array::from_fn(|zone| {
                let value = scenario.baseline[zone].get(setting);
                if value.is_nan() { scenario.baseline[zone].levers.retention } else { value }
            })),
            ..change(setting.setting().id, 0.0, scenario.burn_in + 1)
        };
        let may_change: Vec<SettingId> =
            SettingId::all().filter(|setting| setting.setting().scope != Scope::Fixed).collect();
        let mut all = scenario.clone();
        all.changes = may_change.iter().map(|&setting| own(setting)).collect();
        all.order_changes();
        assert!(run(&all, 4) == baseline, "all settings together");
        for &setting in &may_change {
            let one = Scenario { changes: vec![own(setting)], ..scenario.clone() };
            assert!(run(&one, 4) == baseline, "{} alone", setting.setting().id);
        }
    }
}

#[test]
fn nothing_that_begins_later_changes_what_came_before() {
    let scenario = Scenario { months: 18, ..three_counties() };
    let baseline = run(&scenario, 9);
    let mut moved = 0;
    for (name, value) in BUSY {
        if id(name).setting().scope == Scope::Fixed || baseline_value(&scenario, name) == value {
            continue;
        }
        for from in [1, 8, 18] {
            let changed = Scenario { changes: vec![change(name, value, from)], ..scenario.clone() };
            let after = run(&changed, 9);
            let before = from as usize - 1;
            assert!(after[..before] == baseline[..before], "{name} from month {from}");
            moved += usize::from(from == 1 && after != baseline);
        }
        // What ends before it begins to matter, or begins after the end, changes nothing at all.
        let late = Scenario { changes: vec![change(name, value, 19)], ..scenario.clone() };
        assert!(run(&late, 9) == baseline, "{name} after the end");
    }
    // All but those that need another lever to show: the weights and thresholds of an appraisal that
    // is not held, law that keeps no relief in being.
    assert!(moved >= 25, "{moved} levers show in 18 months");
}

fn baseline_value(scenario: &Scenario, name: &str) -> f64 {
    scenario.baseline[0].get(id(name))
}

#[test]
fn worlds_are_equal_up_to_the_month_before_a_change_and_settings_return_after_it() {
    hold(
        60,
        &(scenarios(), 2..=20_u32, 0..=8_u32, any::<prop::sample::Index>(), 0.0..=1.0_f64),
        |(scenario, from, length, which, place)| {
            let scenario = Scenario { months: 20, ..scenario };
            let setting = *which.get(&movable());
            let until = from + length;
            let mut changed = scenario.clone();
            changed.changes.push(Change {
                until: Some(until),
                ..change(setting.setting().id, value_at(setting, place), from)
            });
            changed.order_changes();
            let new = |scenario: &Scenario| Model::new(scenario, 1, Detail::Community, false);
            let (mut plain, mut other) = (new(&scenario), new(&changed));
            for month in 1..=20 {
                plain.step();
                other.step();
                if month < from {
                    prop_assert!(common::bits(&plain) == common::bits(&other));
                    prop_assert!(common::residents(&mut plain) == common::residents(&mut other));
                }
                if month < from || month > until {
                    prop_assert_eq!(in_force(&mut plain), in_force(&mut other));
                }
            }
            Ok(())
        },
    );
}

/// The settings in force in each community, as text (not a number equals itself there).
fn in_force(model: &mut Model) -> Vec<String> {
    let world = model.world();
    let mut query = world.query::<(&Site, &InForce)>();
    let mut all: Vec<_> = query
        .iter(world)
        .map(|(site, settings)| (site.index, format!("{:?}", settings.0)))
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, settings)| settings).collect()
}

/// Positions of the communities in which one-stop services are in force.
fn treated(model: &mut Model) -> Vec<usize> {
    let world = model.world();
    let mut query = world.query::<(&Site, &InForce)>();
    let mut treated: Vec<usize> = query
        .iter(world)
        .filter(|(_, settings)| settings.0.levers.one_stop == Unpaid::from(1.0))
        .map(|(site, _)| site.index)
        .collect();
    treated.sort_unstable();
    treated
}

#[test]
fn a_pilot_takes_its_share_of_communities_and_each_wave_adds_its_own() {
    let cases = (
        (1..=40_usize, 0..=20_usize),
        (0.0..=1.0_f64, 0.0..=1.0_f64, 0.0..=1.0_f64),
        (1..=9_u32, 1..=5_u32, prop::option::of(6..=16_u32)),
        any::<u64>(),
    );
    hold(80, &cases, |((urban, rural), (share, smaller, wave), (from, every, until), seed)| {
        let rows: Vec<_> = (0..urban)
            .map(|_| (0, Zone::Urban, 1, 0.0))
            .chain((0..rural).map(|_| (0, Zone::Rural, 1, 0.0)))
            .collect();
        let pilot = |share: f64, waves: Option<Waves>| {
            let target =
                Target { zone: Some(Zone::Urban), communities: None, share: Some(share), waves };
            Scenario {
                months: 16,
                changes: vec![Change { until, target, ..change("one_stop", 1.0, from) }],
                ..in_place(&rows)
            }
        };
        let waves = Waves { every, share: wave };
        let mut rollout = Model::new(&pilot(share, Some(waves)), seed, Detail::County, false);
        let mut part = Model::new(&pilot(share * smaller, None), seed, Detail::County, false);
        let count = |share: f64| round(share * urban as f64) as usize;
        let mut last: Vec<usize> = Vec::new();
        for month in 1..=16 {
            rollout.step();
            part.step();
            let now = treated(&mut rollout);
            let over = until.is_some_and(|until| month > until);
            let expected = if month < from || over {
                0
            } else {
                let gone = ((month - from) / every) as usize;
                (count(share) + gone * count(wave)).min(urban)
            };
            prop_assert_eq!(now.len(), expected, "month {}", month);
            prop_assert!(now.iter().all(|&at| at < urban), "only in the target");
            let few = treated(&mut part);
            let alone = if month < from || over { 0 } else { count(share * smaller) };
            prop_assert_eq!(few.len(), alone);
            prop_assert!(few.iter().all(|at| now.contains(at)), "all pilots share one rank");
            prop_assert!(over || last.iter().all(|at| now.contains(at)), "waves only add");
            last = now;
        }
        Ok(())
    });
}

// ---- the same luck ----

/// Tallies and ids of all communities, month by month.
fn counts(scenario: &Scenario, seed: u64) -> Vec<Vec<(Tally, Vec<u32>)>> {
    let mut model = Model::new(scenario, seed, Detail::County, false);
    let mut months = Vec::new();
    while !model.is_over() {
        model.step();
        let world = model.world();
        let mut query = world.query::<(&Site, &Tally, &Ids)>();
        let mut month: Vec<_> = query
            .iter(world)
            .map(|(site, tally, ids)| (site.index, *tally, ids.0.clone()))
            .collect();
        month.sort_unstable_by_key(|&(index, ..)| index);
        months.push(month.into_iter().map(|(_, tally, ids)| (tally, ids)).collect());
    }
    months
}

/// Runs with rising values of a setting: with the same luck what `of` counts never falls, in no
/// community and no month, and the last value gives more than the first.
fn never_falls(scenario: &Scenario, setting: &str, values: &[f64], of: fn(&Tally) -> f64) {
    for seed in 1..=3 {
        let counts = values.iter().map(|&value| {
            let mut higher = scenario.clone();
            put(&mut higher, &[(setting, value)]);
            let months = counts(&higher, seed).into_iter().flatten();
            months.map(|(tally, _)| of(&tally)).collect::<Vec<f64>>()
        });
        let counts: Vec<Vec<f64>> = counts.collect();
        for (pair, values) in counts.windows(2).zip(values.windows(2)) {
            let falls = pair[0].iter().zip(&pair[1]).any(|(before, after)| after < before);
            assert!(!falls, "{setting} of {values:?}, seed {seed}");
        }
        assert!(counts.first() < counts.last(), "{setting} shows, seed {seed}");
    }
}

#[test]
fn with_the_same_luck_higher_rates_never_give_fewer() {
    // Moves do not depend on attitudes and needs not on neglect: rates alone differ.
    let mut scenario = three_counties();
    put(&mut scenario, &[("outflow_belonging", 0.0), ("outflow_satisfaction", 0.0)]);
    put(&mut scenario, &[("neglect_need", 0.0)]);
    never_falls(&scenario, "inflow", &[0.0, 0.004, 0.0041, 0.02, 0.1], |tally| tally.moved_in);
    never_falls(&scenario, "need_rate", &[0.0, 0.02, 0.022, 0.1, 1.0], |tally| tally.needs);
    never_falls(&scenario, "service_scope", &[0.0, 0.5, 1.0], |tally| tally.needs);
    let place = in_place(&[(0, Zone::Urban, 200, 0.3); 40]);
    let mut month = Scenario { months: 1, burn_in: 0, ..place };
    put(&mut month, &[("release_delay", 0.0)]);
    never_falls(&month, "coming_of_age", &[0.0, 0.001, 0.005], |tally| tally.came_of_age);
    never_falls(&month, "dispute_rate", &[0.0, 0.3, 1.0, 10.0], |tally| tally.disputes);
    never_falls(&month, "mortality_base", &[0.0, 1e-5, 1e-4, 0.01], |tally| tally.died);
    never_falls(&month, "outflow_factor", &[0.0, 1.0, 2.0, 50.0], |t| t.moved_out + t.died);
    never_falls(&month, "voice_base", &[-10.0, -1.0, 0.1, 10.0], |tally| tally.filed);
    never_falls(&month, "event_reach", &[0.0, 0.1, 0.3, 6.0], Tally::participants);
    never_falls(&month, "join_base", &[-10.0, -2.0, -1.0, 10.0], Tally::participants);
    never_falls(&month, "quit_base", &[0.0, 0.01, 0.1, 0.3], |tally| tally.quits);
}

#[test]
fn with_the_same_luck_a_higher_inflow_brings_the_same_people_and_more() {
    let mut scenario = three_counties();
    put(&mut scenario, &[("outflow_factor", 0.0), ("mortality_base", 0.0)]);
    let ids = |inflow: f64| -> Vec<Vec<u32>> {
        let mut scenario = scenario.clone();
        put(&mut scenario, &[("inflow", inflow), ("coming_of_age", 0.0)]);
        counts(&scenario, 2).pop().unwrap().into_iter().map(|(_, ids)| ids).collect()
    };
    for (few, many) in ids(0.003).iter().zip(&ids(0.012)) {
        assert!(few.iter().all(|id| many.binary_search(id).is_ok()), "the same people come");
    }
}
