//! Checks that a comparison is fair, made with each one on its first seed.

use std::io;

use super::analysis::Findings;
use super::procedure::Request;
use super::{Check, CheckKind, Divergence};
use crate::experiment::lockstep::{self, first_divergence};
use crate::experiment::{Pairing, SeedOutcome, Together};

/// Makes the checks; those that were stopped are left out.
pub(super) fn check(findings: &Findings, pairing: &Pairing) -> io::Result<Vec<Check>> {
    let request = findings.request;
    let Some(outcome) = findings.outcomes.first() else { return Ok(Vec::new()) };
    let mut checks: Vec<Check> = placebo(request, outcome.seed).into_iter().collect();
    for arm in 1..request.arms.len() {
        checks.extend(same_until_policy(request, outcome.seed, arm));
        checks.extend(fork(findings, pairing, outcome, arm)?);
    }
    Ok(checks)
}

/// The baseline again, as another scenario.
fn placebo(request: &Request, seed: u64) -> Option<Check> {
    let baseline = &request.arms[0];
    let span = (u32::MAX, baseline.months);
    let found = first_divergence([baseline, baseline], seed, request.month, span, &request.runner)?;
    Some(Check {
        kind: CheckKind::Placebo,
        scenario: baseline.name.clone(),
        seed,
        holds: found.is_none(),
        months: baseline.months,
        divergence: found.map(Divergence::from),
    })
}

/// Worlds are the same before settings differ; where they differ first is named.
fn same_until_policy(request: &Request, seed: u64, arm: usize) -> Option<Check> {
    let (baseline, scenario) = (&request.arms[0], &request.arms[arm]);
    let together = Together::of(baseline, scenario, seed);
    if together == Together::Never {
        return None;
    }
    let first = together.first_difference().unwrap_or(baseline.months + 1);
    let span = (first, baseline.months);
    let found = first_divergence([baseline, scenario], seed, request.month, span, &request.runner)?;
    Some(Check {
        kind: CheckKind::SameUntilPolicy,
        scenario: scenario.name.clone(),
        seed,
        holds: found.as_ref().is_none_or(|found| found.month >= first),
        months: first - 1,
        divergence: found.map(Divergence::from),
    })
}

/// What went on from the baseline's world is what a whole run shows.
fn fork(
    findings: &Findings,
    pairing: &Pairing,
    outcome: &SeedOutcome,
    arm: usize,
) -> io::Result<Option<Check>> {
    let scenario = &findings.request.arms[arm];
    let Some(run) = &outcome.arms[arm] else { return Ok(None) };
    if run.months_run == scenario.months {
        return Ok(None);
    }
    // Time that is up does not stop a check: it is one run.
    let whole = Pairing { runner: findings.request.runner, ..*pairing }.whole(arm, outcome.seed);
    let Some(whole) = whole else { return Ok(None) };
    Ok(Some(Check {
        kind: CheckKind::Fork,
        scenario: scenario.name.clone(),
        seed: outcome.seed,
        holds: findings.seen(outcome.seed, arm, run)?.same(&whole),
        months: scenario.months,
        divergence: None,
    }))
}

impl From<lockstep::Divergence> for Divergence {
    fn from(found: lockstep::Divergence) -> Self {
        let lockstep::Divergence { month, process, spot } = found;
        Self {
            month,
            process: process.to_owned(),
            community: spot.community,
            component: spot.part.to_owned(),
            resident: spot.resident,
            post: spot.post,
        }
    }
}
