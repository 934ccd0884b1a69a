//! Comparisons: fair, the same for any threads, and caught where they are not.

use std::sync::atomic::{AtomicU32, Ordering};

use bevy_ecs::prelude::*;
use cogov::comparison::{Asks, CheckKind, Compared, Request, compare};
use cogov::experiment::{Month, Runner};
use cogov::metric;
use cogov::month::{Process, Turn, processes};
use cogov::policy::Scenario;
use cogov::quantity::Text;
use cogov::world::Trust;

use crate::common::{busy, id, small};

fn arms() -> Vec<Scenario> {
    let baseline = Scenario { months: 30, burn_in: 12, ..busy(small([2, 1, 1], [60, 40, 30])) };
    let clear = baseline.clone().with_policy(id("mandate_clarity"), 0.5);
    let rich = baseline.clone().with_policy(id("base_grant"), 97_500.0);
    let named = |(at, arm): (usize, Scenario)| Scenario { name: format!("arm-{at}"), ..arm };
    [baseline, clear, rich].into_iter().enumerate().map(named).collect()
}

fn run(arms: &[Scenario], threads: usize, month: Month) -> Compared {
    let metrics = ["participation_yearly", "trust", "spending"].map(|id| metric::find(id).unwrap());
    let request = Request {
        arms,
        metrics: &metrics,
        alpha: 0.05,
        margins: &[],
        seeds: &[1, 2, 3, 4],
        precision: &[],
        decide: &[],
        asks: Asks::default(),
        month,
        time_is_up: &|| false,
        runner: Runner { threads, ..Runner::default() },
    };
    compare(&request).unwrap().unwrap()
}

#[test]
fn every_check_of_fairness_holds_and_names_where_worlds_part() {
    let found = run(&arms(), 2, &processes).comparison;
    let kinds: Vec<CheckKind> = found.fairness.iter().map(|check| check.kind).collect();
    use CheckKind::{Fork, Placebo, SameUntilPolicy};
    assert_eq!(kinds, [Placebo, SameUntilPolicy, Fork, SameUntilPolicy, Fork]);
    for check in &found.fairness {
        assert!(check.holds, "{check:?}");
    }
    // Clarity acts in the first month of the policy, when tasks are handed down; a grant in January.
    let clear = found.fairness[1].divergence.as_ref().unwrap();
    assert_eq!((clear.month, clear.process.as_str()), (13, "assign"), "{clear:?}");
    let rich = found.fairness[3].divergence.as_ref().unwrap();
    assert_eq!((rich.month, rich.process.as_str()), (13, "budget"), "{rich:?}");
}

/// A draw that is not keyed: it depends on how often it was made, in whatever world.
static DRAWS: AtomicU32 = AtomicU32::new(0);

fn draw_without_key(mut communities: Query<&mut Trust>) {
    for mut trust in &mut communities {
        if DRAWS.fetch_add(1, Ordering::Relaxed) % 7 == 3
            && let Some(first) = trust.0.get_mut(2)
        {
            *first = (*first + 0.1) % 1.0;
        }
    }
}

/// The month with a defect: an unkeyed draw after attitudes.
fn with_defect() -> Vec<Process> {
    let mut list = processes();
    let place = list.iter().position(|process| process.id == "form_attitudes").unwrap() + 1;
    let name = Text { en: "a defect", zh: "缺陷" };
    let system = draw_without_key.into_configs();
    let defect = Process { turn: Turn(0), id: "draw_without_key", name, meaning: name, system };
    list.insert(place, defect);
    for (turn, process) in list.iter_mut().enumerate() {
        process.turn = Turn(turn);
    }
    list
}

#[test]
fn an_unkeyed_draw_is_caught_and_named() {
    let found = run(&arms(), 1, &with_defect).comparison;
    let placebo = &found.fairness[0];
    assert_eq!(placebo.kind, CheckKind::Placebo);
    assert!(!placebo.holds);
    let divergence = placebo.divergence.as_ref().unwrap();
    assert_eq!(divergence.process, "draw_without_key", "{divergence:?}");
    assert_eq!((divergence.component.as_str(), divergence.resident), ("residents", Some(2)));
    assert!(divergence.month >= 1 && !divergence.community.is_empty());
    let others = &found.fairness[1..];
    assert!(others.iter().any(|check| check.kind == CheckKind::SameUntilPolicy && !check.holds));
    assert!(others.iter().any(|check| check.kind == CheckKind::Fork && !check.holds));
}

#[test]
fn a_comparison_is_the_same_for_any_threads() {
    let arms = arms();
    let one = run(&arms, 1, &processes).comparison;
    for threads in [2, 4, 8] {
        assert_eq!(run(&arms, threads, &processes).comparison, one, "{threads} threads");
    }
}

#[test]
fn the_numbers_of_a_comparison_are_those_of_its_runs() {
    let Compared { comparison, outcomes } = run(&arms(), 2, &processes);
    let trust = metric::find("trust").unwrap();
    let of = |arm: usize| -> Vec<f64> {
        outcomes.iter().map(|outcome| outcome.arms[arm].as_ref().unwrap().seen.run[trust]).collect()
    };
    let (here, there) = (of(0), of(2));
    let differences: Vec<f64> = here.iter().zip(&there).map(|(a, b)| b - a).collect();
    let mean = differences.iter().sum::<f64>() / 4.0;
    let found = comparison
        .differences
        .iter()
        .find(|found| found.scenario == "arm-2" && found.metric == "trust")
        .unwrap();
    assert!((found.difference.unwrap() - mean).abs() < 1e-12);
    assert!((found.baseline.unwrap() - here.iter().sum::<f64>() / 4.0).abs() < 1e-12);
    let better = differences.iter().filter(|difference| **difference > 0.0).count();
    assert_eq!(found.share_better, Some(better as f64 / 4.0));
    assert_eq!(comparison.design.families, [6, 18, 12]);
    // Bonferroni: alpha .05 over 6, three degrees of freedom. Of four seeds it is bootstrap-t, at no end
    // narrower than Student's t.
    let least = 6.2315 * found.sd.unwrap() / 2.0;
    let (mean, low, high) = (found.difference.unwrap(), found.low.unwrap(), found.high.unwrap());
    assert!(mean - low > least * 0.999 && high - mean > least * 0.999, "{low} {mean} {high}");
}
