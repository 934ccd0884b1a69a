//! Histories that are the same in every seed, and why.

use std::io;

use super::analysis::Findings;
use crate::experiment::{Together, idle};
use crate::policy::Scenario;
use crate::quantity::Phrase;

/// Settings that are named one by one.
const MOST_NAMED: usize = 3;

/// Why the histories of a scenario are the baseline's in every seed; none if they are not.
pub(super) fn same(of: &Findings, arm: usize) -> io::Result<Option<Phrase>> {
    let [baseline, scenario] = [0, arm].map(|at| &of.request.arms[at]);
    let mut parted = None;
    let mut seeds = Vec::new();
    for outcome in of.outcomes {
        let (Some(baseline), Some(run)) = (&outcome.arms[0], &outcome.arms[arm]) else { continue };
        // What stays in memory tells most worlds apart.
        if !baseline.seen.same_run(&run.seen) {
            return Ok(None);
        }
        let there = of.seen(outcome.seed, arm, run)?;
        if !of.seen(outcome.seed, 0, baseline)?.same(&there) {
            return Ok(None);
        }
        seeds.push(outcome.seed);
        parted = parted.or(run.first_difference);
    }
    let Some(&first) = seeds.first() else { return Ok(None) };
    let (en, zh) = match parted {
        None => {
            let why = because(baseline, scenario, first);
            (
                format!("The two histories are the same in every seed: {}.", why.en),
                format!("两段历史在每个种子中都相同：{}。", why.zh),
            )
        }
        Some(_) if Together::of(baseline, scenario, first) == Together::Never => (
            "The two histories are the same in every seed, although their settings differ from month 1 on."
                .to_owned(),
            "两段历史在每个种子中都相同，尽管其设定自第1个月起不同。".to_owned(),
        ),
        Some(month) => (
            format!(
                "The two histories are the same in every seed: what is set is read from month {month} on, but changed nothing in the outcomes compared."
            ),
            format!(
                "两段历史在每个种子中都相同：所设定的内容自第{month}个月起被读取，但未改变所比较的任何结果。"
            ),
        ),
    };
    Ok(Some(Phrase { en, zh }))
}

/// Why nothing that a scenario sets acts, in one sentence; none if something does, or nothing is set.
pub fn sets_nothing(scenario: &Scenario, seeds: &[u64]) -> Option<Phrase> {
    let first = *seeds.first()?;
    let mut bare = scenario.clone();
    bare.changes.clear();
    let acts = |&seed: &u64| Together::of(&bare, scenario, seed) != Together::Always;
    if scenario.changes.is_empty() || seeds.iter().any(acts) {
        return None;
    }
    let why = because(&bare, scenario, first);
    Some(Phrase {
        en: format!(
            "Policy, interventions and shocks of this scenario change nothing in any seed: {}.",
            why.en
        ),
        zh: format!("该情景的政策、干预和冲击在任何种子中都不改变结果：{}。", why.zh),
    })
}

/// Why two worlds never part on a seed; none if what is read of their settings differs.
pub fn never_apart(baseline: &Scenario, scenario: &Scenario, seed: u64) -> Option<Phrase> {
    let is_same = Together::of(baseline, scenario, seed) == Together::Always;
    is_same.then(|| because(baseline, scenario, seed))
}

/// Why what is set cannot act.
fn because(baseline: &Scenario, scenario: &Scenario, seed: u64) -> Phrase {
    let reasons: Vec<Phrase> =
        idle(baseline, scenario, seed).iter().map(|idle| idle.text()).collect();
    if reasons.is_empty() {
        return Phrase {
            en: "what is set cannot act here, because it is in force anyway, or nothing is set"
                .to_owned(),
            zh: "所设定的内容在此不起作用，因为其本已生效，或没有任何设定".to_owned(),
        };
    }
    let more = reasons.len().saturating_sub(MOST_NAMED);
    let list = |words: fn(&Phrase) -> &str, separator: &str, rest: String| {
        let mut named: Vec<&str> = reasons.iter().take(MOST_NAMED).map(words).collect();
        if more > 0 {
            named.push(&rest);
        }
        named.join(separator)
    };
    let en = list(|reason| &reason.en, "; ", format!("and likewise {more} more"));
    let zh = list(|reason| &reason.zh, "；", format!("另有{more}项同理"));
    Phrase {
        en: format!("what is set cannot act here, because {en}"),
        zh: format!("所设定的内容在此不起作用，因为{zh}"),
    }
}
