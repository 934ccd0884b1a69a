//! The whole procedure on made-up worlds, often enough to see its error rates.

use super::procedure::{Request, run_batches};
use super::verdict::{Spot, difference};
use super::{Difference, Interval, Stopped, Verdict, procedure};
use crate::experiment::{ArmOutcome, SeedOutcome, Seen};
use crate::math::sqrt;
use crate::metric::{self, METRICS};
use crate::month::processes;
use crate::policy::Scenario;
use crate::random::{Luck, Process};

/// Standard deviations of a seed's own luck and of what a scenario adds to it.
const LUCK: f64 = 1.0;
const NOISE: f64 = 0.5;

/// Worlds in which each metric of scenario `arm` is that of the baseline, its effect, and noise.
fn world(repetition: u64, seed: u64, open: &[bool], effects: &[f64]) -> SeedOutcome {
    let luck = Luck::of_seed(repetition).of(&seed.to_string());
    let mut own = luck.stream(Process::Rank, 0, 0);
    let shared: Vec<f64> = METRICS.iter().map(|_| LUCK * own.normal()).collect();
    let arm = |arm: usize| {
        let mut noise = luck.stream(Process::Rank, 0, arm as u32);
        let effect = if arm == 0 { 0.0 } else { effects[arm - 1] };
        let sd = if arm == 0 { 0.0 } else { NOISE };
        let run = shared.iter().map(|value| value + effect + sd * noise.normal()).collect();
        let seen = Seen { run, ..Seen::default() };
        ArmOutcome { first_difference: None, months_run: 0, seen, lived: None }
    };
    let arms = open.iter().enumerate().map(|(at, &open)| (at == 0 || open).then(|| arm(at)));
    SeedOutcome { seed, arms: arms.collect() }
}

/// Runs the procedure on made-up worlds; returns the final differences of the main family.
fn procedure(
    repetition: u64,
    effects: &[f64],
    precision: f64,
) -> (Vec<Difference>, usize, Stopped) {
    let arms = vec![Scenario::baseline(); effects.len() + 1];
    let metrics = ["trust", "burnout", "spending"].map(|id| metric::find(id).unwrap());
    let seeds: Vec<u64> = (1..=400).collect();
    let request = Request {
        arms: &arms,
        metrics: &metrics,
        alpha: 0.1,
        margins: &metrics.map(|metric| (metric, 0.02)),
        seeds: &seeds,
        precision: &metrics.map(|metric| (metric, precision)),
        threads: 1,
        month: &processes,
        time_is_up: &|| false,
        interrupted: &|| false,
        progress: &|_| {},
    };
    assert_eq!(request.interval(), Interval::Sequence);
    let run = |seeds: &[u64], open: &[bool]| {
        let worlds = seeds.iter().map(|&seed| world(repetition, seed, open, effects));
        Ok::<_, ()>(worlds.collect())
    };
    let (outcomes, stopped) = run_batches(&request, run).unwrap();
    let bound = request.bound(request.family());
    let mut found = Vec::new();
    for arm in 1..arms.len() {
        for &metric in &metrics {
            let pairs = procedure::main_pairs(&outcomes, arm, metric);
            let spot = Spot { scenario: "", metric, area: ("", ""), year: None };
            found.push(difference(spot, &pairs, bound, Some(0.02)));
        }
    }
    (found, outcomes.len(), stopped)
}

/// Chance of a false alarm of each claim below: 1e-5 (a binomial's normal bound of 4.3 errors).
#[test]
fn the_stopping_rule_keeps_its_error_on_a_null_case_and_on_known_effects() {
    let repetitions = 500_u32;
    let allowed = 0.1 + 4.3 * sqrt(0.1 * 0.9 / f64::from(repetitions));
    for effects in [[0.0, 0.0], [0.3, -0.15]] {
        let (mut missed, mut wrong, mut seeds) = (0, 0, 0);
        for repetition in 0..repetitions {
            let (found, n, stopped) = procedure(u64::from(repetition), &effects, 0.12);
            assert_eq!(stopped, Stopped::Decided);
            seeds += n;
            let truth = |at: usize| effects[at / 3];
            let misses = |(at, of): (usize, &Difference)| {
                let (low, high) = (of.low.unwrap(), of.high.unwrap());
                truth(at) < low || high < truth(at)
            };
            missed += u32::from(found.iter().enumerate().any(misses));
            // The second metric is better when lower, the third has no direction.
            let sign = |at: usize| if at % 3 == 1 { -truth(at) } else { truth(at) };
            let is_wrong = |(at, of): (usize, &Difference)| match (of.verdict, of.verdict.way()) {
                (Verdict::NoDifference, _) => truth(at).abs() > 0.02,
                (Verdict::Same, _) => truth(at).abs() > 0.0,
                (_, 1) => sign(at) <= 0.0,
                (_, -1) => sign(at) >= 0.0,
                _ => false,
            };
            wrong += u32::from(found.iter().enumerate().any(is_wrong));
        }
        let [missed, wrong] =
            [missed, wrong].map(|count| f64::from(count) / f64::from(repetitions));
        let seeds = seeds as f64 / f64::from(repetitions);
        println!("effects {effects:?}: missed {missed}, wrong {wrong}, seeds {seeds}");
        assert!(missed <= allowed, "some interval missed in {missed} of {effects:?}");
        assert!(wrong <= allowed, "some verdict was wrong in {wrong} of {effects:?}");
        assert!(seeds < 350.0, "mean seeds {seeds} of at most 400");
    }
}

#[test]
fn new_seeds_go_to_what_is_still_open_and_stop_when_all_is_decided() {
    // A large effect is decided in the first batch, none at all takes the precision.
    let arms = vec![Scenario::baseline(); 3];
    let metrics = [metric::find("trust").unwrap()];
    let seeds: Vec<u64> = (1..=200).collect();
    let request = Request {
        arms: &arms,
        metrics: &metrics,
        alpha: 0.05,
        margins: &[],
        seeds: &seeds,
        precision: &[(metrics[0], 0.15)],
        threads: 1,
        month: &processes,
        time_is_up: &|| false,
        interrupted: &|| false,
        progress: &|_| {},
    };
    let run = |seeds: &[u64], open: &[bool]| {
        let worlds = seeds.iter().map(|&seed| world(7, seed, open, &[5.0, 0.0]));
        Ok::<_, ()>(worlds.collect())
    };
    let (outcomes, stopped) = run_batches(&request, run).unwrap();
    let runs = |arm: usize| outcomes.iter().filter(|outcome| outcome.arms[arm].is_some()).count();
    assert_eq!((runs(1), stopped), (10, Stopped::Decided));
    assert!(runs(2) > 10 && runs(2) == runs(0), "{}", runs(2));
    let few = Request { seeds: &seeds[..12], ..request };
    let (outcomes, stopped) = run_batches(&few, run).unwrap();
    assert_eq!((outcomes.len(), stopped), (12, Stopped::MostSeeds));
}

#[test]
fn a_seed_that_was_stopped_ends_the_procedure_without_a_gap() {
    let arms = vec![Scenario::baseline(); 2];
    let metrics = [metric::find("trust").unwrap()];
    let seeds: Vec<u64> = (1..=20).collect();
    let request = Request {
        arms: &arms,
        metrics: &metrics,
        alpha: 0.05,
        margins: &[],
        seeds: &seeds,
        precision: &[],
        threads: 1,
        month: &processes,
        time_is_up: &|| true,
        interrupted: &|| false,
        progress: &|_| {},
    };
    let run = |seeds: &[u64], open: &[bool]| {
        let kept = seeds.iter().filter(|&&seed| seed != 4);
        Ok::<_, ()>(kept.map(|&seed| world(7, seed, open, &[0.0])).collect())
    };
    let (outcomes, stopped) = run_batches(&request, run).unwrap();
    assert_eq!((outcomes.len(), stopped), (3, Stopped::Time));
}
