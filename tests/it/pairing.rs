//! Paired worlds: what forks is what a whole run would have been.

use cogov::experiment::{Pairing, Runner, SeedOutcome, Together};
use cogov::metric::METRICS;
use cogov::month::processes;
use cogov::policy::{Change, ChangeKind, Operation, Scenario, Target, Waves};

use crate::common::{busy, id, put, three_counties};

/// A small busy place of three counties, 40 months, with policies of many kinds beside it.
fn arms() -> Vec<Scenario> {
    let mut baseline = Scenario { months: 40, burn_in: 14, ..busy(three_counties()) };
    baseline.changes.push(Change {
        kind: ChangeKind::Shock,
        name: "bad year".to_owned(),
        setting: id("revenue_per_adult"),
        operation: Operation::Factor(0.7),
        from: 20,
        until: Some(31),
        ramp: 0,
        target: Target::default(),
    });
    let policy = baseline.clone().with_policy(id("mandate_clarity"), 0.5);
    let rich = baseline.clone().with_policy(id("base_grant"), 97_500.0);
    let mut late = baseline.clone().with_policy(id("one_stop"), 1.0);
    for change in &mut late.changes {
        if change.setting == id("one_stop") {
            change.from = 23;
            change.target = Target {
                share: Some(0.4),
                waves: Some(Waves { every: 6, share: 0.3 }),
                ..Target::default()
            };
        }
    }
    let mut other = baseline.clone();
    put(&mut other, &[("pay_ratio", 0.8)]);
    let mut shock = baseline.clone();
    shock.changes.retain(|change| change.kind != ChangeKind::Shock);
    let same = baseline.clone();
    [baseline, policy, rich, late, other, shock, same]
        .into_iter()
        .enumerate()
        .map(|(at, arm)| Scenario { name: format!("arm-{at}"), ..arm })
        .collect()
}

fn run(arms: &[Scenario], threads: usize, seeds: &[u64]) -> Vec<SeedOutcome> {
    let metrics: Vec<usize> = (0..METRICS.len()).collect();
    let pairing = Pairing {
        arms,
        metrics: &metrics,
        month: &processes,
        runner: Runner { threads, ..Runner::default() },
    };
    pairing.run(seeds, &vec![true; arms.len()]).unwrap()
}

#[test]
fn a_forked_run_is_the_same_to_the_bit_as_a_whole_one() {
    let arms = arms();
    let metrics: Vec<usize> = (0..METRICS.len()).collect();
    let pairing =
        Pairing { arms: &arms, metrics: &metrics, month: &processes, runner: Runner::default() };
    for outcome in run(&arms, 1, &[3, 4]) {
        for (at, arm) in outcome.arms.iter().enumerate() {
            let arm = arm.as_ref().unwrap();
            let whole = pairing.whole(at, outcome.seed).unwrap();
            assert!(arm.seen.same(&whole), "arm {at}, seed {}", outcome.seed);
            assert!(!whole.series.is_empty() && !whole.communities.is_empty());
        }
        let firsts: Vec<Option<u32>> =
            outcome.arms.iter().map(|arm| arm.as_ref().unwrap().first_difference).collect();
        let first = [None, Some(15), Some(25), Some(23), Some(1), Some(13), None];
        assert_eq!(firsts, first);
        let run: Vec<u32> =
            outcome.arms.iter().map(|arm| arm.as_ref().unwrap().months_run).collect();
        assert_eq!(run, [40, 26, 16, 18, 40, 28, 0], "months run");
    }
}

#[test]
fn paired_worlds_do_not_depend_on_threads_nor_on_other_seeds_nor_on_other_arms() {
    let arms = arms();
    let one = run(&arms, 1, &[5, 6, 7]);
    let same = |a: &SeedOutcome, b: &SeedOutcome, arms: &[usize]| {
        a.seed == b.seed
            && arms.iter().enumerate().all(|(at, &arm)| {
                let (a, b) = (a.arms[arm].as_ref().unwrap(), b.arms[at].as_ref().unwrap());
                a.seen.same(&b.seen) && a.lived == b.lived
            })
    };
    let all: Vec<usize> = (0..arms.len()).collect();
    let spread = run(&arms, 4, &[6]);
    assert!(same(&one[1], &spread[0], &all), "communities spread over threads");
    let few = [arms[0].clone(), arms[3].clone()];
    let alone = run(&few, 2, &[5, 7]);
    assert!(same(&one[0], &alone[0], &[0, 3]) && same(&one[2], &alone[1], &[0, 3]));
}

#[test]
fn lives_count_everybody_once_and_a_scenario_like_the_baseline_changes_nobody() {
    let arms = arms();
    for outcome in run(&arms, 2, &[1, 2]) {
        let lived = |at: usize| outcome.arms[at].as_ref().unwrap().lived.clone().unwrap();
        let same = lived(6);
        let mut changed = 0.0;
        for at in 1..arms.len() {
            for (group, of_same) in
                lived(at).groups.iter().flatten().zip(same.groups.iter().flatten())
            {
                assert!(
                    group.both + group.gone_in_scenario + group.gone_in_baseline <= group.residents
                );
                for (fare, none) in group.fares.iter().zip(of_same.fares) {
                    assert!(fare.better + fare.worse <= group.both);
                    assert!((none.better, none.worse, none.change) == (0.0, 0.0, 0.0));
                    changed += fare.better + fare.worse;
                }
            }
        }
        assert!(same.newcomers[0] == same.newcomers[1] && same.newcomers[0].number > 0.0);
        assert!(changed > 0.0, "other scenarios do change somebody");
    }
}

#[test]
fn how_far_scenarios_go_together_is_known_before_they_run() {
    let arms = arms();
    let with = |at: usize| Together::of(&arms[0], &arms[at], 9);
    assert_eq!(with(1), Together::Until(15));
    assert_eq!(with(3), Together::Until(23));
    assert_eq!(with(4), Together::Never);
    assert_eq!(with(6), Together::Always);
    let longer = Scenario { months: 41, ..arms[0].clone() };
    assert_eq!(Together::of(&arms[0], &longer, 9), Together::Never);
}
