//! The race itself, on numbers alone.
//!
//! All candidates share their seeds, so every two of them are a paired sample. After each batch of seeds each
//! pair has an interval of its difference on each goal. The intervals are confidence sequences
//! ([`Bound::sequence`]) that hold together at all looks with chance 1 − alpha (Bonferroni over pairs and
//! goals), so one may look as often as one likes. The margin of an outcome is the indifference zone, as in the
//! fully sequential procedures of Kim and Nelson (2001, "A fully sequential procedure for indifference-zone
//! selection in simulation"). These end with one candidate, which among near-ties is anyone; here a near-tie is
//! told as one.
//!
//! What is wanted: of the candidates that fit, those that on the first goal are within its margin of the best;
//! of these, those that on the second goal are within its margin of the best of them; and so on. If the
//! intervals hold, then each candidate that is out is truly none of the wanted, and each that is told as among
//! the best truly is one of them; so no candidate of the wanted ever drops out.

use serde::{Deserialize, Serialize};

use crate::math::sqrt;
use crate::statistics::{Bound, Kind, hangs_on_few, paired};

/// Where all differences are the same, they speak for others only if surely fewer than this share differ.
const MOST_UNSEEN: f64 = 0.5;

/// Where many pairs are equal, as many must differ before anything is said.
const LEAST_APART: usize = 10;

/// The first look comes after so many seeds: fewer say too little of a spread.
pub const FIRST_LOOK: usize = 10;

/// An outcome by which candidates are chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Whether more of it is better.
    pub more_is_better: bool,
    /// Differences within this margin do not matter.
    pub margin: f64,
}

/// How a race is run.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The goals, the most important first.
    pub goals: &'a [Goal],
    /// Chance that anything which is said of any two candidates on any goal is wrong, at any look.
    pub alpha: f64,
    /// The most seeds.
    pub most: usize,
}

/// What may be said of a candidate under the ceilings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fits {
    /// It surely fits; also where there is no ceiling.
    Yes,
    /// It surely does not.
    No,
    /// Neither.
    NotClear,
}

/// What a race is run on.
pub trait Course {
    /// Why it could not be run.
    type Error;

    /// Runs seeds from one position to another for the candidates that are open; returns how many seeds were
    /// finished without a gap: fewer where somebody said stop.
    ///
    /// # Errors
    /// If they cannot be run.
    fn run(&mut self, from: usize, to: usize, open: &[bool]) -> Result<usize, Self::Error>;

    /// What a candidate showed of a goal on a seed; nothing where it was not run. Not a number where it has no
    /// value.
    fn value(&self, candidate: usize, seed: usize, goal: usize) -> Option<f64>;

    /// What may be said of each candidate under the ceilings by now.
    fn fits(&self) -> Vec<Fits>;
}

/// Why a candidate is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// Position of the goal on which it is beaten by more than the margin; none where it surely does not fit.
    pub goal: Option<usize>,
    /// The candidate that beats it.
    pub by: Option<usize>,
    /// Seeds that had been run when it was seen.
    pub after: usize,
}

/// How a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It surely fits, and on every goal is surely within the margin of the best.
    Best,
    /// It is not out, and that it is among the best is not sure.
    NotClear,
    /// It is out.
    Out(Out),
}

/// Why a race ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// Every candidate is out or surely among the best.
    Settled,
    /// There were no more seeds.
    MostSeeds,
    /// Somebody said stop, or time was up.
    Cut,
}

/// A look at the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Seeds run by then.
    pub seeds: usize,
    /// Candidates that were run up to there.
    pub open: usize,
    /// Of these the ones that drop out at this look.
    pub out: usize,
}

/// What a race found.
#[derive(Clone, Debug, PartialEq)]
pub struct Raced {
    /// By candidate.
    pub standings: Vec<Standing>,
    /// Seeds that each was run on: the first of them.
    pub seeds: Vec<usize>,
    /// The looks.
    pub looks: Vec<Look>,
    /// Why it ended.
    pub ended: Ended,
    /// What was last said of each under the ceilings.
    pub fits: Vec<Fits>,
}

impl Raced {
    /// The candidates that are not out, in their order.
    pub fn told(&self) -> Vec<usize> {
        let is_in = |at: &usize| !matches!(self.standings[*at], Standing::Out(_));
        (0..self.standings.len()).filter(is_in).collect()
    }

    /// Runs that were made, of all candidates.
    pub fn runs(&self) -> usize {
        self.seeds.iter().sum()
    }
}

/// What is known of how far one candidate is ahead of another on a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    /// Not yet more, and not yet less, than the margin.
    NotClear,
    /// Surely by more than the margin.
    Beyond,
    /// Surely by no more than the margin, or behind.
    Within,
}

/// A candidate at a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    In,
    Open,
    Out(Out),
}

struct State<'a> {
    rules: Rules<'a>,
    candidates: usize,
    bound: Bound,
    /// By goal, first and second candidate: how far the first is ahead.
    ahead: Vec<Ahead>,
    out: Vec<Option<Out>>,
    seeds: Vec<usize>,
}

/// Runs a race: batch after batch, until each candidate is out or surely among the best, or there are no more
/// seeds. Which seeds are run depends on the results alone.
///
/// # Errors
/// Those of the course.
pub fn race<C: Course>(course: &mut C, candidates: usize, rules: Rules) -> Result<Raced, C::Error> {
    let mut state = State::new(candidates, rules);
    let mut open = vec![true; candidates];
    let mut fits = vec![Fits::NotClear; candidates];
    let (mut done, mut looks) = (0, Vec::new());
    loop {
        let to = (done + batch(done)).min(rules.most);
        let finished = course.run(done, to, &open)?.min(to - done);
        let is_cut = finished < to - done;
        done += finished;
        for (seeds, _) in state.seeds.iter_mut().zip(&open).filter(|(_, open)| **open) {
            *seeds = done;
        }
        // Who surely does not fit stays out. Who fits may yet be seen to be cut: no interval tells of that.
        for (known, now) in fits.iter_mut().zip(course.fits()) {
            if *known != Fits::No {
                *known = now;
            }
        }
        state.look(course, &open, done);
        let (members, needed) = state.members(&fits, done);
        let before = state.out.iter().flatten().count();
        for (out, member) in state.out.iter_mut().zip(&members) {
            if let (None, Member::Out(found)) = (&out, member) {
                *out = Some(*found);
            }
        }
        let dropped = state.out.iter().flatten().count() - before;
        looks.push(Look {
            seeds: done,
            open: open.iter().filter(|open| **open).count(),
            out: dropped,
        });
        let ended = match needed.iter().any(|needed| *needed) {
            _ if is_cut => Some(Ended::Cut),
            false => Some(Ended::Settled),
            true if done >= rules.most => Some(Ended::MostSeeds),
            true => None,
        };
        if let Some(ended) = ended {
            let standings = members.iter().map(|member| Standing::from(*member)).collect();
            return Ok(Raced { standings, seeds: state.seeds, looks, ended, fits });
        }
        // Whoever is out is run on only where somebody else must still be held against it.
        for (at, open) in open.iter_mut().enumerate() {
            *open = *open && (state.out[at].is_none() || needed[at]);
        }
    }
}

/// Seeds of the next batch.
fn batch(done: usize) -> usize {
    if done == 0 { FIRST_LOOK } else { (done / 4).max(5) }
}

impl From<Member> for Standing {
    fn from(member: Member) -> Self {
        match member {
            Member::In => Self::Best,
            Member::Open => Self::NotClear,
            Member::Out(out) => Self::Out(out),
        }
    }
}

impl<'a> State<'a> {
    fn new(candidates: usize, rules: Rules<'a>) -> Self {
        let pairs = candidates * candidates.saturating_sub(1) / 2;
        let family = (pairs * rules.goals.len()).max(1);
        Self {
            rules,
            candidates,
            bound: Bound::sequence(rules.alpha / family as f64),
            ahead: vec![Ahead::NotClear; rules.goals.len() * candidates * candidates],
            out: vec![None; candidates],
            seeds: vec![0; candidates],
        }
    }

    fn spot(&self, goal: usize, first: usize, second: usize) -> usize {
        (goal * self.candidates + first) * self.candidates + second
    }

    /// Whether a candidate is out for a reason that keeps others from being held against it at a goal.
    fn is_gone(&self, candidate: usize, goal: usize) -> bool {
        self.out[candidate].is_some_and(|out| out.goal.is_none_or(|of| of < goal))
    }

    /// Looks at all pairs of which something is not known yet. What was once said stays said: it holds at all
    /// looks together.
    fn look<C: Course>(&mut self, course: &C, open: &[bool], done: usize) {
        for goal in 0..self.rules.goals.len() {
            for first in 0..self.candidates {
                for second in 0..first {
                    let either = |state: &Self, at: usize| open[at] && !state.is_gone(at, goal);
                    if either(self, first) && either(self, second) {
                        self.look_at(course, goal, (first, second), done);
                    }
                }
            }
        }
    }

    fn look_at<C: Course>(
        &mut self,
        course: &C,
        goal: usize,
        (first, second): (usize, usize),
        done: usize,
    ) {
        let (there, back) = (self.spot(goal, first, second), self.spot(goal, second, first));
        if self.ahead[there] != Ahead::NotClear && self.ahead[back] != Ahead::NotClear {
            return;
        }
        let Goal { more_is_better, margin } = self.rules.goals[goal];
        let sign = if more_is_better { 1.0 } else { -1.0 };
        let pair = |seed: usize| {
            let of = |candidate: usize| course.value(candidate, seed, goal);
            Some((sign * of(second)?, sign * of(first)?))
        };
        let pairs: Vec<(f64, f64)> = (0..done).filter_map(pair).collect();
        let Some([low, high]) = self.ends(&pairs, margin) else { return };
        for (spot, low, high) in [(there, low, high), (back, -high, -low)] {
            if self.ahead[spot] == Ahead::NotClear {
                self.ahead[spot] = said(low, high, margin);
            }
        }
    }

    /// The interval of a mean difference; nothing where nothing may be said yet. Without one value of both there
    /// is nothing by which one could be ahead.
    fn ends(&self, pairs: &[(f64, f64)], margin: f64) -> Option<[f64; 2]> {
        let whole = || pairs.iter().map(|(a, b)| b - a).filter(|apart| !apart.is_nan());
        let count = whole().count();
        if count == 0 {
            return (pairs.len() >= FIRST_LOOK).then_some([0.0; 2]);
        }
        // What is not clear by the narrower interval is not by the wider one, which takes longer to find.
        let mean = whole().sum::<f64>() / count as f64;
        let squares: f64 = whole().map(|apart| (apart - mean) * (apart - mean)).sum();
        let half = self.bound.half_width(count, sqrt(squares / (count - 1) as f64));
        let is_open = |low: f64, high: f64| said(low, high, margin) == Ahead::NotClear;
        let [low, high] = [mean - half, mean + half];
        if half.is_nan() || is_open(low, high) && is_open(-high, -low) {
            return None;
        }
        let found = paired(pairs, self.bound);
        match found.kind {
            Kind::None => None,
            Kind::Equal => (found.unseen < MOST_UNSEEN).then_some([found.difference; 2]),
            _ if hangs_on_few(pairs, LEAST_APART) => None,
            _ => Some([found.low, found.high]),
        }
    }

    /// Each candidate after the last goal, and those that must be run for somebody about whom something is not
    /// known.
    fn members(&self, fits: &[Fits], done: usize) -> (Vec<Member>, Vec<bool>) {
        let mut needed = vec![false; self.candidates];
        let mut members: Vec<Member> = fits
            .iter()
            .enumerate()
            .map(|(at, fits)| match (self.out[at], fits) {
                (Some(out @ Out { goal: None, .. }), _) => Member::Out(out),
                (_, Fits::Yes) => Member::In,
                (_, Fits::No) => Member::Out(Out { goal: None, by: None, after: done }),
                (_, Fits::NotClear) => Member::Open,
            })
            .collect();
        let mut opened: Vec<usize> = self.open_of(&members);
        let mut wants: Vec<(usize, usize)> = opened.iter().map(|&at| (at, at)).collect();
        for goal in 0..self.rules.goals.len() {
            let next = self.after_goal(goal, &members, done);
            for at in self.open_of(&next).into_iter().filter(|at| !opened.contains(at)) {
                let unclear = |other: &usize| {
                    *other != at
                        && !matches!(members[*other], Member::Out(_))
                        && self.ahead[self.spot(goal, *other, at)] == Ahead::NotClear
                };
                wants.extend((0..self.candidates).filter(unclear).map(|other| (at, other)));
            }
            members = next;
            opened = self.open_of(&members);
        }
        // Of whoever is out in the end nothing more need be known.
        for (at, other) in wants {
            if members[at] == Member::Open {
                (needed[at], needed[other]) = (true, true);
            }
        }
        (members, needed)
    }

    fn open_of(&self, members: &[Member]) -> Vec<usize> {
        (0..self.candidates).filter(|&at| members[at] == Member::Open).collect()
    }

    /// Who is among the best of those before on a goal.
    fn after_goal(&self, goal: usize, before: &[Member], done: usize) -> Vec<Member> {
        let after = |at: usize| {
            if let Member::Out(_) = before[at] {
                return before[at];
            }
            if let Some(out) = self.out[at].filter(|out| out.goal == Some(goal)) {
                return Member::Out(out);
            }
            let ahead = |other: usize| self.ahead[self.spot(goal, other, at)];
            let mut others = (0..self.candidates).filter(|&other| other != at);
            // Only who surely belongs to those before may beat another.
            let beats =
                |&other: &usize| before[other] == Member::In && ahead(other) == Ahead::Beyond;
            if let Some(by) = others.clone().find(beats) {
                return Member::Out(Out { goal: Some(goal), by: Some(by), after: done });
            }
            let is_within = |other: usize| {
                matches!(before[other], Member::Out(_)) || ahead(other) == Ahead::Within
            };
            if before[at] == Member::In && others.all(is_within) {
                Member::In
            } else {
                Member::Open
            }
        };
        (0..self.candidates).map(after).collect()
    }
}

/// What an interval says of how far one is ahead.
fn said(low: f64, high: f64, margin: f64) -> Ahead {
    if low > margin {
        Ahead::Beyond
    } else if high <= margin {
        Ahead::Within
    } else {
        Ahead::NotClear
    }
}
