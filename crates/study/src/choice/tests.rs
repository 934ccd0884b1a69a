//! The race on synthetic candidates of which the best are known.

use super::{Course, Ended, Fits, Goal, Raced, Rules, Standing, race};
use crate::random::{Luck, Process, Stream};

/// Candidates with known means on some goals; what a seed does to all of them, and to each.
struct Synthetic<'a> {
    /// By candidate and goal.
    means: &'a [Vec<f64>],
    fits: &'a [Fits],
    repetition: u64,
    /// Noise of a candidate on a seed.
    noise: &'a dyn Fn(&mut Stream) -> f64,
    rows: Vec<Vec<Option<Vec<f64>>>>,
    stop_at: usize,
}

impl Course for Synthetic<'_> {
    type Error = ();

    fn run(&mut self, from: usize, to: usize, open: &[bool]) -> Result<usize, ()> {
        assert_eq!(from, self.rows.len());
        for seed in from..to.min(self.stop_at) {
            let luck = Luck::of_seed(1_000 * self.repetition + seed as u64);
            // Of all candidates in common, and much larger than what sets them apart.
            let common = 5.0 * luck.stream(Process::Rank, 0, 0).normal();
            let row = self.means.iter().zip(open).enumerate().map(|(at, (means, open))| {
                let mut stream = luck.stream(Process::Rank, 1, at as u32);
                let of = |mean: &f64| mean + common + (self.noise)(&mut stream);
                open.then(|| means.iter().map(of).collect())
            });
            self.rows.push(row.collect());
        }
        Ok(self.rows.len() - from)
    }

    fn value(&self, candidate: usize, seed: usize, goal: usize) -> Option<f64> {
        self.rows[seed][candidate].as_ref().map(|row| row[goal])
    }

    fn fits(&self) -> Vec<Fits> {
        self.fits.to_vec()
    }
}

const NORMAL: &dyn Fn(&mut Stream) -> f64 = &|stream| stream.normal();
const GOAL: Goal = Goal { more_is_better: true, margin: 0.5 };
const MOST: usize = 120;

fn raced(means: &[Vec<f64>], fits: &[Fits], goals: &[Goal], repetition: u64) -> Raced {
    noisy(means, (fits, goals), repetition, NORMAL)
}

fn noisy(
    means: &[Vec<f64>],
    (fits, goals): (&[Fits], &[Goal]),
    repetition: u64,
    noise: &dyn Fn(&mut Stream) -> f64,
) -> Raced {
    let mut course =
        Synthetic { means, fits, repetition, noise, rows: Vec::new(), stop_at: usize::MAX };
    race(&mut course, means.len(), Rules { goals, alpha: 0.05, most: MOST }).unwrap()
}

fn one_goal(means: &[f64]) -> Vec<Vec<f64>> {
    means.iter().map(|mean| vec![*mean]).collect()
}

/// 200 races.
fn races(
    means: &[Vec<f64>],
    asked: (&[Fits], &[Goal]),
    noise: &dyn Fn(&mut Stream) -> f64,
) -> Vec<Raced> {
    (0..200).map(|repetition| noisy(means, asked, repetition, noise)).collect()
}

/// Races in which somebody who is among the wanted is out, or somebody is told as among the best who is not.
fn wrong(found: &[Raced], wanted: &[usize]) -> usize {
    let is_wrong = |of: &&Raced| {
        let lost = wanted.iter().any(|at| !of.told().contains(at));
        let best = |at: usize| of.standings[at] == Standing::Best;
        lost || (0..of.standings.len()).any(|at| best(at) && !wanted.contains(&at))
    };
    found.iter().filter(is_wrong).count()
}

/// At a rate of .05 exactly, more than 23 wrong of 200 repetitions would be seen with a chance of 1e-4.
const ALLOWED: usize = 23;

#[test]
fn a_known_best_is_told_alone_and_is_hardly_ever_lost() {
    let means = one_goal(&[0.0, 0.2, 1.0, 1.4, 3.2, 0.1, -2.0, 1.0, 0.6, -0.5]);
    let fits = [Fits::Yes; 10];
    let found = races(&means, (&fits, &[GOAL]), NORMAL);
    assert!(wrong(&found, &[4]) <= ALLOWED);
    let alone = found.iter().filter(|of| of.told() == [4] && of.ended == Ended::Settled).count();
    assert!(alone >= 190, "{alone} of 200 races end with the best alone");
    // Against all ten on as many seeds as the last of them needed, and on all seeds.
    let runs: usize = found.iter().map(Raced::runs).sum();
    let full: usize = found.iter().map(|of| 10 * of.seeds.iter().max().unwrap()).sum();
    assert!(10 * runs < 9 * full, "{runs} runs of {full}");
    assert!(3 * runs < 200 * 10 * MOST, "{runs} runs");
}

#[test]
fn near_ties_are_told_as_ties_and_hold_the_best() {
    // Three within the margin of each other, one of them the best; the others are clearly worse.
    let means = one_goal(&[0.0, 2.9, 3.0, 2.8, 0.5, 1.0]);
    let fits = [Fits::Yes; 6];
    let found = races(&means, (&fits, &[GOAL]), NORMAL);
    assert!(wrong(&found, &[1, 2, 3]) <= ALLOWED);
    // Never one alone among them, nor fewer than all three: at the stated rate.
    let whole = found.iter().filter(|of| of.told() == [1, 2, 3]).count();
    assert!(whole >= 200 - ALLOWED, "{whole} of 200 tell all three and no other");
}

#[test]
fn just_outside_the_margin_the_best_is_kept_and_nothing_false_is_said() {
    // By 1.2 margins and 0.9 margins behind: hard to tell, and never to be told falsely.
    let means = one_goal(&[3.0, 2.4, 2.55, 2.49, 2.51]);
    let fits = [Fits::Yes; 5];
    assert!(wrong(&races(&means, (&fits, &[GOAL]), NORMAL), &[0, 2, 4]) <= ALLOWED);
}

/// Rates are for differences that are about normal; these are not, and the bound still holds.
#[test]
fn skewed_noise_and_noise_that_is_mostly_nothing_keep_the_rate() {
    let means = one_goal(&[0.0, 1.2, 1.0, -1.0, 0.3]);
    let fits = [Fits::Yes; 5];
    let skewed = |stream: &mut Stream| stream.gamma(1.0, 1.0) - 1.0;
    assert!(wrong(&races(&means, (&fits, &[GOAL]), &skewed), &[1, 2]) <= ALLOWED);
    let rare = |stream: &mut Stream| if stream.uniform() < 0.25 { 4.0 } else { 0.0 };
    assert!(wrong(&races(&means, (&fits, &[GOAL]), &rare), &[1, 2]) <= ALLOWED);
}

#[test]
fn a_later_goal_decides_among_ties_of_an_earlier_one_and_only_there() {
    let less = Goal { more_is_better: false, margin: 0.5 };
    let goals = [GOAL, less];
    // 1, 2 and 3 tie on the first; of them 2 has the least of the second. 0 has less, but is behind on the first.
    let means = [vec![0.0, -9.0], vec![3.0, 2.0], vec![2.9, 0.0], vec![2.8, 4.0]];
    let fits = [Fits::Yes; 4];
    let quiet = |stream: &mut Stream| 0.4 * stream.normal();
    let all = races(&means, (&fits, &goals), &quiet);
    assert!(wrong(&all, &[2]) <= ALLOWED);
    let alone = all.iter().filter(|of| of.told() == [2]).count();
    assert!(alone >= 190, "{alone} of 200");
    let found = &all[1];
    let goal = |at: usize| match found.standings[at] {
        Standing::Out(out) => out.goal,
        _ => None,
    };
    assert_eq!([goal(0), goal(1), goal(3)], [Some(0), Some(1), Some(1)]);
}

#[test]
fn what_does_not_fit_beats_nobody_and_what_may_not_fit_neither() {
    let means = one_goal(&[9.0, 6.0, 3.0, 0.0]);
    let fits = [Fits::No, Fits::NotClear, Fits::Yes, Fits::Yes];
    let found = raced(&means, &fits, &[GOAL], 3);
    assert_eq!(found.told(), [1, 2]);
    assert_eq!(found.standings[1], Standing::NotClear, "it may not fit");
    assert_eq!(found.standings[2], Standing::NotClear, "it is the best if the other does not fit");
    assert!(matches!(found.standings[0], Standing::Out(out) if out.goal.is_none()));
    assert!(matches!(found.standings[3], Standing::Out(out) if out.by == Some(2)));
    assert_eq!(found.ended, Ended::MostSeeds);
    let none = raced(&means, &[Fits::No; 4], &[GOAL], 3);
    assert_eq!((none.told(), none.ended), (vec![], Ended::Settled));
    assert_eq!(none.seeds, [10; 4]);
}

#[test]
fn candidates_that_are_the_same_tie_and_one_alone_is_settled_at_once() {
    let means = one_goal(&[1.0, 1.0, -3.0]);
    let found = noisy(&means, (&[Fits::Yes; 3], &[GOAL]), 1, &|_| 0.0);
    assert_eq!(found.told(), [0, 1]);
    assert_eq!(found.ended, Ended::Settled);
    let one = raced(&one_goal(&[1.0]), &[Fits::Yes], &[GOAL], 1);
    assert_eq!((one.standings, one.seeds), (vec![Standing::Best], vec![10]));
}

#[test]
fn a_goal_without_values_parts_nobody() {
    let means = one_goal(&[f64::NAN, f64::NAN]);
    let found = raced(&means, &[Fits::Yes; 2], &[GOAL], 1);
    assert_eq!(found.standings, [Standing::Best; 2]);
}

#[test]
fn a_race_that_is_stopped_says_what_is_known_by_then() {
    let means = one_goal(&[0.0, 0.4, 9.0, -40.0]);
    let mut course = Synthetic {
        means: &means,
        fits: &[Fits::Yes; 4],
        repetition: 1,
        noise: NORMAL,
        rows: Vec::new(),
        stop_at: 7,
    };
    let found = race(&mut course, 4, Rules { goals: &[GOAL], alpha: 0.05, most: MOST }).unwrap();
    assert_eq!((found.ended, &found.seeds[..]), (Ended::Cut, &[7; 4][..]));
    assert!(found.told().contains(&2));
}

#[test]
fn a_choice_made_again_from_what_its_seeds_showed_is_the_same_also_where_it_was_cut() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Ask, choose, choose_again};
    use crate::experiment::Runner;
    use crate::policy::Scenario;

    let of = |name: &str, clarity: Option<f64>| {
        let mut scenario = crate::village::of_two(18, 6);
        name.clone_into(&mut scenario.name);
        for (zone, clarity) in scenario.baseline.iter_mut().zip([clarity; 3]) {
            if let Some(clarity) = clarity {
                zone.set(crate::setting::SettingId::find("mandate_clarity").unwrap(), clarity);
            }
        }
        scenario
    };
    let arms: Vec<Scenario> = vec![of("baseline", None), of("a", Some(0.5)), of("b", Some(0.9))];
    let goals = [crate::metric::find("burnout").unwrap()];
    let seeds: Vec<u64> = (1..=20).collect();
    // It asks each month of each run whether to stop: within the first ten seeds, and never.
    for asks in [200, usize::MAX] {
        let asked = AtomicUsize::new(0);
        let stop = || asked.fetch_add(1, Ordering::Relaxed) >= asks;
        let ask = Ask::new(&arms, &goals, &seeds);
        let cut = Ask { runner: Runner { stop: &stop, ..Runner::default() }, ..ask };
        let chosen = choose(cut).unwrap().unwrap();
        assert_eq!(chosen.choice.ended == Ended::Cut, asks < usize::MAX, "{asks}");
        assert_eq!(chosen.outcomes.len() < 10, asks < usize::MAX, "{asks}");
        assert_eq!(choose_again(ask, &chosen.outcomes).unwrap(), Some(chosen.choice.clone()));
        assert!(chosen.choice.is_sound());
        assert_eq!(chosen.choice.asked_seeds(), seeds);
    }
}
