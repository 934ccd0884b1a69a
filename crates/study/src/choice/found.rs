//! What a choice found, as plain numbers.

use serde::{Deserialize, Serialize};

use super::field::{Ask, Field, budget};
use super::front::{Point, beaten, best};
use super::race::{Course, Ended, Fits, Goal, Look, Out, Raced, Rules, Standing, race};
use crate::comparison::{Ceiling, Estimate};
use crate::experiment::{PairingError, SeedOutcome};
use crate::futures::{self, Asked, Basis, Futures, Known, Origin, Plan, Share, Spread, explore};
use crate::metric::{Better, METRICS};
use crate::policy::Scenario;
use crate::statistics::{Bound, paired};
use crate::supposed::World;

/// The most candidates that are run in worlds, besides the baseline.
pub const MOST_IN_WORLDS: usize = 12;

/// The most seeds that a command takes.
const MOST_SEEDS: usize = 1_000_000;

/// A choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Goals, the most important first.
    pub goals: Vec<String>,
    /// Margin of each goal: the indifference zone.
    pub margins: Vec<f64>,
    /// Margin of the budget, yuan an adult a year.
    pub budget_margin: f64,
    /// Ceilings.
    pub ceilings: Vec<Ceiling>,
    /// Chance that anything said of luck is wrong.
    pub alpha: f64,
    /// Seeds that were run, ascending: each candidate on the first of them.
    pub seeds: Vec<u64>,
    /// The most seeds that were asked for.
    pub most_seeds: usize,
    /// Why it ended.
    pub ended: Ended,
    /// The looks.
    pub looks: Vec<Look>,
    /// Runs on seeds.
    pub runs: usize,
    /// Runs that all candidates on all these seeds would take.
    pub full: usize,
    /// The candidates, the baseline first.
    pub candidates: Vec<Candidate>,
    /// Worlds, where any were run.
    pub worlds: Option<InWorlds>,
}

/// How worlds were run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InWorlds {
    /// Where they come from.
    pub origin: Origin,
    /// How many were run.
    pub run: usize,
    /// How many were asked for.
    pub asked: usize,
    /// Why no more were.
    pub ended: futures::Ended,
    /// Candidates that belonged to it and were left out, as there were too many.
    pub left_out: usize,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// What people call it, in English and Chinese.
    pub title: [String; 2],
    /// How it stands.
    pub standing: Standing,
    /// What may be said of it under the ceilings.
    pub fits: Fits,
    /// Seeds that it was run on.
    pub seeds: usize,
    /// Each goal: its difference from the baseline.
    pub goals: Vec<Estimate>,
    /// The same of the yearly budget, yuan an adult.
    pub budget: Estimate,
    /// Whether it is on the front of budget against the first goal; none where it surely does not fit.
    pub on_front: Option<bool>,
    /// The candidate by which it is not.
    pub beaten_by: Option<usize>,
    /// What worlds do to it, where it was run in them.
    pub worlds: Option<OfWorlds>,
}

/// What worlds do to a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfWorlds {
    /// In how many it is among the best by the goals: no other that was run in worlds is ahead by more than the
    /// margin.
    pub best: Share,
    /// In how many it is on the front.
    pub front: Share,
    /// Difference from the baseline on each goal, over futures.
    pub goals: Vec<Option<Spread>>,
    /// The same of the budget.
    pub budget: Option<Spread>,
}

impl Choice {
    /// The first goal that has no value in any candidate: by it nothing can be told apart.
    pub fn without_value(&self) -> Option<&str> {
        let is_empty = |goal: &usize| {
            self.candidates.iter().skip(1).all(|of| of.goals.get(*goal).is_none_or(|of| of.n == 0))
        };
        let first = (0..self.goals.len()).find(is_empty)?;
        self.goals.get(first).map(String::as_str)
    }

    /// Positions of the candidates that are not out; the best on the first goal first.
    pub fn told(&self) -> Vec<usize> {
        let is_in = |at: &usize| !matches!(self.candidates[*at].standing, Standing::Out(_));
        let mut told: Vec<usize> = (0..self.candidates.len()).filter(is_in).collect();
        told.sort_by(|a, b| self.gain(*b).total_cmp(&self.gain(*a)));
        told
    }

    /// By how much a candidate is better than the baseline on the first goal.
    pub fn gain(&self, at: usize) -> f64 {
        let better = self.goals.first().and_then(|id| crate::metric::find(id));
        let mean = self.candidates[at].goals.first().and_then(|of| of.mean).unwrap_or(0.0);
        match better.map(|metric| METRICS[metric].better) {
            Some(Better::Lower) => -mean,
            _ => mean,
        }
    }

    /// Whether its parts fit together: what a table or page reads of it is there. A file that somebody edited may
    /// hold anything.
    pub fn is_sound(&self) -> bool {
        let (goals, candidates) = (self.goals.len(), self.candidates.len());
        let is_goal = |id: &String| crate::metric::find(id).is_some();
        let has_seeds = |of: &Candidate| (1..=self.seeds.len()).contains(&of.seeds);
        let is_known = |of: &Candidate| {
            let out = of.out();
            let goal = out.and_then(|out| out.goal).is_none_or(|goal| goal < goals);
            let mut by = [out.and_then(|out| out.by), of.beaten_by].into_iter().flatten();
            let worlds = of.worlds.as_ref().is_none_or(|of| of.goals.len() == goals);
            goal && by.all(|by| by < candidates) && worlds && of.goals.len() == goals
        };
        let last = self.seeds.first().and_then(|first| first.checked_add(self.most_seeds as u64));
        goals > 0
            && self.margins.len() == goals
            && self.goals.iter().all(is_goal)
            && (self.seeds.len()..=MOST_SEEDS).contains(&self.most_seeds)
            && last.is_some()
            && candidates > 1
            && self.candidates.iter().all(|of| has_seeds(of) && is_known(of))
    }

    /// The margins that it was made with, by metric: those of the goals, and of the budget.
    pub fn asked_margins(&self) -> Vec<(usize, f64)> {
        let metrics = self.asked_goals().into_iter().chain([budget()]);
        metrics.zip(self.margins.iter().chain([&self.budget_margin]).copied()).collect()
    }

    /// Positions of the goals in the registry.
    pub fn asked_goals(&self) -> Vec<usize> {
        self.goals.iter().filter_map(|id| crate::metric::find(id)).collect()
    }

    /// The seeds that it was asked for, of which some were run.
    pub fn asked_seeds(&self) -> Vec<u64> {
        let first = self.seeds.first().copied().unwrap_or(1);
        (first..).take(self.most_seeds).collect()
    }

    /// What worlds showed, as another choice among the same candidates tells it.
    pub fn take_worlds(&mut self, of: &Self) {
        self.worlds.clone_from(&of.worlds);
        for (own, told) in self.candidates.iter_mut().zip(&of.candidates) {
            own.worlds.clone_from(&told.worlds);
        }
    }

    /// Whether somebody stopped it.
    pub fn is_cut(&self) -> bool {
        self.ended == Ended::Cut
            || self.worlds.as_ref().is_some_and(|of| of.ended == futures::Ended::Interrupted)
    }
}

/// The margin of a metric: the one that is given, or its own.
fn margin(ask: &Ask, metric: usize) -> f64 {
    let given = ask.margins.iter().find(|&&(of, _)| of == metric);
    given.map_or(METRICS[metric].margin.size, |&(_, margin)| margin)
}

fn goals(ask: &Ask) -> Vec<Goal> {
    let goal = |&metric: &usize| Goal {
        more_is_better: METRICS[metric].better != Better::Lower,
        margin: margin(ask, metric),
    };
    ask.goals.iter().map(goal).collect()
}

/// A choice with what its seeds showed, of which it was made.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The choice.
    pub choice: Choice,
    /// Final values and yearly budgets of each candidate on the seeds that it was run on.
    pub outcomes: Vec<SeedOutcome>,
}

/// Chooses among candidates by luck alone; nothing if it was stopped before one seed was finished.
///
/// # Errors
/// If threads cannot be made.
pub fn choose(ask: Ask) -> Result<Option<Chosen>, PairingError> {
    chosen(Field::new(ask), ask)
}

/// The same choice once more, from what its seeds showed: nothing is run. Where a hand or the clock ended it, it ends
/// with the last of these seeds. Nothing where there is none.
///
/// # Errors
/// None: nothing is run.
pub fn choose_again(ask: Ask, kept: &[SeedOutcome]) -> Result<Option<Choice>, PairingError> {
    Ok(chosen(Field::seen(ask, kept), ask)?.map(|chosen| chosen.choice))
}

fn chosen(mut field: Field, ask: Ask) -> Result<Option<Chosen>, PairingError> {
    let goals = goals(&ask);
    let rules = Rules { goals: &goals, alpha: ask.alpha_of_goals(), most: ask.seeds.len() };
    let raced = race(&mut field, ask.arms.len(), rules)?;
    if field.outcomes.is_empty() {
        return Ok(None);
    }
    let choice = found(&ask, &field, &goals, raced);
    Ok(Some(Chosen { choice, outcomes: field.outcomes }))
}

fn found(ask: &Ask, field: &Field, goals: &[Goal], raced: Raced) -> Choice {
    let done = field.outcomes.len();
    let family = (ask.arms.len() - 1).max(1) * field.columns.len();
    let bound = Bound::sequence(ask.alpha / family as f64);
    let mean = |candidate: usize, column: usize| {
        // The baseline is run on every seed.
        let pair = |seed: usize| {
            Some((field.value(0, seed, column)?, field.value(candidate, seed, column)?))
        };
        let pairs: Vec<(f64, f64)> = (0..done).filter_map(pair).collect();
        estimate(&pairs, bound)
    };
    let candidate = |at: usize| {
        let arm = &ask.arms[at];
        let last = goals.len();
        Candidate {
            name: arm.name.clone(),
            title: titles(arm),
            standing: raced.standings[at],
            fits: raced.fits[at],
            seeds: if at == 0 { done } else { raced.seeds[at] },
            goals: (0..last).map(|column| mean(at, column)).collect(),
            budget: mean(at, last),
            on_front: None,
            beaten_by: None,
            worlds: None,
        }
    };
    let candidates: Vec<Candidate> = (0..ask.arms.len()).map(candidate).collect();
    let runs = candidates.iter().map(|of| of.seeds).sum();
    let mut choice = Choice {
        goals: ask.goals.iter().map(|&metric| METRICS[metric].id.to_owned()).collect(),
        margins: goals.iter().map(|goal| goal.margin).collect(),
        budget_margin: margin(ask, budget()),
        ceilings: ask.ceilings.to_vec(),
        alpha: ask.alpha,
        seeds: ask.seeds[..done].to_vec(),
        most_seeds: ask.seeds.len(),
        ended: raced.ended,
        looks: raced.looks,
        runs,
        full: ask.arms.len() * done,
        candidates,
        worlds: None,
    };
    put_front(&mut choice);
    choice
}

fn estimate(pairs: &[(f64, f64)], bound: Bound) -> Estimate {
    let found = paired(pairs, bound);
    let [mean, low, high] = [found.difference, found.low, found.high]
        .map(|value| value.is_finite().then_some(value + 0.0));
    let unseen = found.unseen.is_finite().then_some(found.unseen);
    Estimate { n: found.n, mean, low, high, interval: found.kind, unseen }
}

fn titles(arm: &Scenario) -> [String; 2] {
    [crate::quantity::Language::En, crate::quantity::Language::Zh]
        .map(|language| arm.called(language).to_owned())
}

/// Puts the front of budget against gain beside the candidates that may fit, by the means.
fn put_front(choice: &mut Choice) {
    let at: Vec<usize> =
        (0..choice.candidates.len()).filter(|&at| choice.candidates[at].fits != Fits::No).collect();
    let points: Vec<Point> = at
        .iter()
        .map(|&at| Point {
            gain: choice.gain(at),
            budget: choice.candidates[at].budget.mean.unwrap_or(0.0),
        })
        .collect();
    let by = beaten(&points, [choice.margins[0], choice.budget_margin]);
    for (&own, by) in at.iter().zip(by) {
        choice.candidates[own].on_front = Some(by.is_none());
        choice.candidates[own].beaten_by = by.map(|by| at[by]);
    }
}

/// Positions of the candidates whose place hangs on what is assumed: those that are not out and those on the
/// front, the baseline first; and how many were left out.
pub fn of_worlds(choice: &Choice) -> (Vec<usize>, usize) {
    let told = choice.told();
    let mut front: Vec<usize> = (0..choice.candidates.len())
        .filter(|at| choice.candidates[*at].on_front == Some(true) && !told.contains(at))
        .collect();
    front.sort_by(|a, b| choice.gain(*b).total_cmp(&choice.gain(*a)));
    let all: Vec<usize> = told.into_iter().chain(front).filter(|&at| at != 0).collect();
    let left_out = all.len().saturating_sub(MOST_IN_WORLDS);
    let mut kept: Vec<usize> = all.into_iter().take(MOST_IN_WORLDS).collect();
    kept.sort_unstable();
    kept.insert(0, 0);
    (kept, left_out)
}

/// Runs the candidates whose place hangs on what is assumed in worlds, and puts what was seen beside them. Where it is
/// cut, `interrupted` tells a hand from the clock.
///
/// # Errors
/// If threads cannot be made.
pub fn explore_choice(
    choice: &mut Choice,
    ask: &Ask,
    (origin, worlds, known): (Origin, &[World], &[Known]),
    interrupted: &(dyn Fn() -> bool + Sync),
) -> Result<(), PairingError> {
    let (kept, left_out) = of_worlds(choice);
    let arms: Vec<Scenario> = kept.iter().map(|&at| ask.arms[at].clone()).collect();
    let names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
    let mut metrics: Vec<usize> = ask.goals.iter().copied().chain([budget()]).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let plan = Plan { arms: &arms, worlds, month: ask.month, runner: ask.runner, known };
    let basis = Basis { names: &names, metrics: &metrics, margins: ask.margins, known };
    let asked = Asked { origin, worlds: worlds.len(), twice: 0, precision: None };
    let Some(of) = explore(&plan, asked, basis, interrupted)? else { return Ok(()) };
    choice.worlds =
        Some(InWorlds { origin, run: of.worlds.len(), asked: of.asked, ended: of.ended, left_out });
    put_worlds(choice, ask, &of, (&kept, &metrics));
    Ok(())
}

fn put_worlds(choice: &mut Choice, ask: &Ask, of: &Futures, (kept, metrics): (&[usize], &[usize])) {
    let goals = goals(ask);
    let column = |metric: usize| metrics.iter().position(|of| *of == metric).unwrap_or(0);
    let columns: Vec<usize> = ask.goals.iter().copied().chain([budget()]).map(column).collect();
    let margins = [choice.margins[0], choice.budget_margin];
    let mut weights = Vec::new();
    let (mut are_best, mut on_front): (Vec<Vec<bool>>, Vec<Vec<bool>>) = Default::default();
    for (row, world) in of.rows.iter().filter(|row| !row.second).zip(&of.worlds) {
        let value = |arm: usize, column: usize| row.arms[arm][0][columns[column]];
        let values = |arm: usize| (0..columns.len()).map(|at| value(arm, at)).collect();
        let Some(all): Option<Vec<Vec<f64>>> = (0..kept.len()).map(values).collect() else {
            continue;
        };
        let points: Vec<Point> = all
            .iter()
            .map(|of| Point {
                gain: if goals[0].more_is_better { of[0] } else { -of[0] },
                budget: of[goals.len()],
            })
            .collect();
        are_best.push(best(&all, &goals));
        on_front.push(beaten(&points, margins).iter().map(Option::is_none).collect());
        weights.push(world.weight);
    }
    let area = of.areas.first().map_or("", |area| area[1].as_str());
    for (arm, &at) in kept.iter().enumerate() {
        let share = |of: &[Vec<bool>]| {
            Share::of(&of.iter().map(|row| row[arm]).collect::<Vec<bool>>(), &weights)
        };
        let (Some(best), Some(front)) = (share(&are_best), share(&on_front)) else { continue };
        let candidate = &mut choice.candidates[at];
        let spread = |metric: &str| {
            of.outlook(&candidate.name, metric, area).and_then(|outlook| outlook.spread)
        };
        let goals = choice.goals.iter().map(|id| spread(id)).collect();
        let budget = spread("budget");
        candidate.worlds = Some(OfWorlds { best, front, goals, budget });
    }
}

/// Why a candidate is out, if it is.
impl Candidate {
    /// Why it is out.
    pub fn out(&self) -> Option<Out> {
        match self.standing {
            Standing::Out(out) => Some(out),
            _ => None,
        }
    }
}
