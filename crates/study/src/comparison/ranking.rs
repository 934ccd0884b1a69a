//! Packages in the order of goals. Whoever names no goal gets no order, and no winner.

use serde::{Deserialize, Serialize};

use super::analysis::Findings;
use super::controls::Adjusting;
use super::verdict::{surely_matters, verdict};
use super::{Fit, Request, UnderCeiling, Verdict, ceiling};
use crate::experiment::{SeedOutcome, Shelf};
use crate::metric::{Better, METRICS};
use crate::statistics::{Bound, Paired, paired, summarise};

/// The packages in the order of the goals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// The goals, the most important first.
    pub goals: Vec<String>,
    /// The packages: those that fit the ceilings first, then those of which it is not clear, then the others;
    /// within each by the goals.
    pub ranks: Vec<Rank>,
    /// The package that comes first alone: it fits the ceilings, no other one is level with it, and it is
    /// surely better than the baseline on the first goal.
    pub first: Option<String>,
    /// Intervals that hold together: pairs of arms x goals.
    pub family: usize,
}

/// A package among the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rank {
    /// The package.
    pub scenario: String,
    /// Its place from 1; packages that are level share one.
    pub place: usize,
    /// What may be said of it under all ceilings together; none without a ceiling.
    pub fit: Option<Fit>,
    /// The goal by which it comes before the next place; none where it is level with all that follow, or
    /// where a ceiling parts them.
    pub before_by: Option<String>,
    /// What may be said of it beside the baseline on each goal.
    pub against_baseline: Vec<Verdict>,
}

/// What decides between two packages.
struct Goals<'a> {
    of: &'a Findings<'a>,
    bound: Bound,
}

/// Packages that are level, and the goal that parts them from the next.
struct Level {
    arms: Vec<usize>,
    by: Option<usize>,
}

impl Goals<'_> {
    /// What may be said of one arm beside another on a metric.
    fn verdict(&self, metric: usize, arm: usize, beside: usize) -> Verdict {
        let (found, margin) = self.difference(metric, arm, beside);
        verdict(METRICS[metric].better, &found, margin)
    }

    /// One arm less another on a metric, and what matters there.
    fn difference(&self, metric: usize, arm: usize, beside: usize) -> (Paired, f64) {
        let values = self
            .of
            .outcomes
            .iter()
            .filter_map(|of| Some((of.arms[beside].as_ref()?, of.arms[arm].as_ref()?)));
        let pairs: Vec<(f64, f64)> =
            values.map(|(a, b)| (a.seen.run[metric], b.seen.run[metric])).collect();
        let margin = self.of.request.margin(metric).unwrap_or(METRICS[metric].margin.size);
        (paired(&pairs, self.bound), margin)
    }

    /// Whether one arm is surely better than another by more than matters.
    fn leads(&self, metric: usize, arm: usize, beside: usize) -> bool {
        let (found, margin) = self.difference(metric, arm, beside);
        surely_matters(METRICS[metric].better, &found, margin)
    }

    /// The mean of a metric, the less the better.
    fn cost(&self, metric: usize, arm: usize) -> f64 {
        let values: Vec<f64> = self.of.of_arm(arm).map(|run| run.seen.run[metric]).collect();
        let mean = summarise(&values).mean;
        match METRICS[metric].better {
            _ if mean.is_nan() => f64::INFINITY,
            Better::Lower => mean,
            Better::Higher | Better::Neither => -mean,
        }
    }

    /// Arms in groups that are level: the best by the mean, with those that are not surely worse by more than
    /// matters, ordered by the goals that follow; then the others.
    fn order(&self, mut arms: Vec<usize>, goals: &[usize]) -> Vec<Level> {
        let Some((&goal, later)) = goals.split_first() else {
            return vec![Level { arms, by: None }];
        };
        let mut found = Vec::new();
        while !arms.is_empty() {
            let cost = |arm: &usize| self.cost(goal, *arm);
            let best = arms.iter().copied().reduce(|a, b| if cost(&b) < cost(&a) { b } else { a });
            let Some(best) = best else { break };
            let (level, rest): (Vec<usize>, Vec<usize>) =
                arms.into_iter().partition(|&arm| arm == best || !self.leads(goal, best, arm));
            let mut groups = self.order(level, later);
            if let Some(last) = groups.last_mut().filter(|_| !rest.is_empty()) {
                last.by = Some(goal);
            }
            found.extend(groups);
            arms = rest;
        }
        found
    }
}

/// The worst of what may be said of an arm under all ceilings.
fn fit_of(arm: &str, ceilings: &[UnderCeiling]) -> Option<Fit> {
    let own = ceilings.iter().filter(|under| under.arm == arm).map(|under| under.fit);
    own.reduce(|a, b| if worth(b) > worth(a) { b } else { a })
}

const fn worth(fit: Fit) -> u8 {
    match fit {
        Fit::Fits => 0,
        Fit::NoValue => 1,
        Fit::NotClear => 2,
        Fit::DoesNotFit => 3,
    }
}

/// The classes by which a ceiling parts packages.
fn class(fit: Option<Fit>) -> u8 {
    fit.map_or(0, |fit| match fit {
        Fit::Fits => 0,
        Fit::NotClear | Fit::NoValue => 1,
        Fit::DoesNotFit => 2,
    })
}

/// What may be said of each arm under all ceilings together; nothing of one that no ceiling is of.
pub(crate) fn fits(
    request: &Request,
    outcomes: &[SeedOutcome],
    shelf: &dyn Shelf,
) -> Vec<Option<Fit>> {
    let adjusting = Adjusting::by(&[]);
    let of = Findings::new(request, (outcomes, &adjusting), shelf);
    let found = ceiling::ceilings(&of, &ceiling::cuts(&of));
    request.arms.iter().map(|arm| fit_of(&arm.name, &found)).collect()
}

/// The packages in the order of the goals; nothing without a goal.
pub(super) fn ranking(of: &Findings, ceilings: &[UnderCeiling]) -> Option<Ranking> {
    let goals = of.request.asks.goals;
    if goals.is_empty() {
        return None;
    }
    let arms = of.request.arms.len();
    let family = goals.len() * arms * (arms - 1) / 2;
    let bound = of.request.interval().bound(of.request.alpha, family);
    let by = Goals { of, bound };
    let fit = |arm: usize| fit_of(of.name(arm), ceilings);
    let mut ranks: Vec<Rank> = Vec::new();
    for of_class in 0..3 {
        let own: Vec<usize> = of.scenarios().filter(|&arm| class(fit(arm)) == of_class).collect();
        if own.is_empty() {
            continue;
        }
        for level in by.order(own, goals) {
            let place = ranks.len() + 1;
            ranks.extend(level.arms.iter().map(|&arm| Rank {
                scenario: of.name(arm).to_owned(),
                place,
                fit: fit(arm),
                before_by: level.by.map(|goal| METRICS[goal].id.to_owned()),
                against_baseline: goals.iter().map(|&goal| by.verdict(goal, arm, 0)).collect(),
            }));
        }
    }
    let alone = ranks.iter().filter(|rank| rank.place == 1).count() == 1;
    let is_first = |rank: &&Rank| {
        alone && class(rank.fit) == 0 && rank.against_baseline.first() == Some(&Verdict::Better)
    };
    let first = ranks.first().filter(is_first).map(|rank| rank.scenario.clone());
    let goals = goals.iter().map(|&goal| METRICS[goal].id.to_owned()).collect();
    Some(Ranking { goals, ranks, first, family })
}
