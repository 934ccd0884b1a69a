//! Who gains and who loses, over seeds.

use super::analysis::Findings;
use super::verdict::said;
use super::{Estimate, Gain, Newcomers, Presence};
use crate::experiment::lives::{Lived, OUTCOMES, Shared};
use crate::quantity::{ZONES, Zone};
use crate::statistics::{Bound, Kind, summarise};

/// The mean of values by seed with its interval, cut at the least and the most that it can be.
pub(super) fn estimate(values: &[f64], bound: Bound, (least, most): (f64, f64)) -> Estimate {
    let mut sample: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    sample.sort_unstable_by(f64::total_cmp);
    let found = summarise(&sample);
    let scale = found.min.abs().max(found.max.abs());
    let range = bound.of_any_shape().range(&sample, found.mean, found.sd, scale);
    let [low, high] =
        [range.low, range.high].map(|end| said(end).map(|end| end.clamp(least, most)));
    let is_said = low.is_some() || range.kind == Kind::Equal;
    Estimate {
        n: found.n,
        mean: said(found.mean),
        low,
        high,
        interval: if is_said { range.kind } else { Kind::None },
        unseen: (range.kind == Kind::Equal).then(|| bound.unseen(found.n)),
    }
}

/// What a share can be.
const SHARE: (f64, f64) = (0.0, 1.0);
/// What a change of an attitude can be.
const CHANGE: (f64, f64) = (-1.0, 1.0);
/// What anything can be.
const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Attitudes among the outcomes of lives: they come first.
const ATTITUDES: usize = 3;

const STATUSES: [&str; 2] = ["local", "migrant"];

/// The groups of residents: all, then by zone, by status, and by both.
fn groups() -> Vec<(Option<Zone>, Option<usize>)> {
    let zones = [None].into_iter().chain(ZONES.map(Some));
    let statuses = [None, Some(0), Some(1)];
    zones.flat_map(|zone| statuses.map(|status| (zone, status))).collect()
}

fn names((zone, status): (Option<Zone>, Option<usize>)) -> (String, String) {
    let zone = zone.map_or("all", Zone::id);
    (zone.to_owned(), status.map_or("all", |status| STATUSES[status]).to_owned())
}

/// A group of a seed: the sum of the cells in it.
fn shared(lived: &Lived, (zone, status): (Option<Zone>, Option<usize>)) -> Shared {
    let mut sum = Shared::default();
    for of in ZONES.into_iter().filter(|&of| zone.is_none_or(|zone| zone == of)) {
        for at in (0..2).filter(|&at| status.is_none_or(|status| status == at)) {
            sum.add(&lived.groups[of.index()][at]);
        }
    }
    sum
}

/// Lives of an arm, seed by seed.
fn lives<'a>(findings: &Findings<'a>, arm: usize) -> Vec<&'a Lived> {
    findings.of_arm(arm).filter_map(|run| run.lived.as_deref()).collect()
}

/// Shares better and worse off and mean changes, by group and outcome.
pub(super) fn gains(findings: &Findings) -> Vec<Gain> {
    let mut found = Vec::new();
    for arm in findings.scenarios() {
        let lives = lives(findings, arm);
        for group in groups() {
            let cells: Vec<Shared> = lives.iter().map(|lived| shared(lived, group)).collect();
            let residents = summarise(&of(&cells, |cell| cell.both)).mean;
            if residents.is_nan() || residents == 0.0 {
                continue;
            }
            let (zone, status) = names(group);
            for (at, outcome) in OUTCOMES.iter().enumerate() {
                found.push(Gain {
                    scenario: findings.name(arm).to_owned(),
                    zone: zone.clone(),
                    status: status.clone(),
                    outcome: outcome.id.to_owned(),
                    residents,
                    better: estimate(
                        &of(&cells, |cell| cell.fares[at].better / cell.both),
                        findings.single(),
                        SHARE,
                    ),
                    worse: estimate(
                        &of(&cells, |cell| cell.fares[at].worse / cell.both),
                        findings.single(),
                        SHARE,
                    ),
                    change: estimate(
                        &of(&cells, |cell| cell.fares[at].change / cell.both),
                        findings.single(),
                        // Attitudes come first; counts a year have no end.
                        if at < ATTITUDES { CHANGE } else { ANY },
                    ),
                    tolerance: outcome.tolerance,
                });
            }
        }
    }
    found
}

fn of(cells: &[Shared], value: impl Fn(&Shared) -> f64) -> Vec<f64> {
    cells.iter().map(value).collect()
}

/// Who is here at the end in which world, by group.
pub(super) fn presence(findings: &Findings) -> Vec<Presence> {
    let mut found = Vec::new();
    for arm in findings.scenarios() {
        let lives = lives(findings, arm);
        for group in groups() {
            let cells: Vec<Shared> = lives.iter().map(|lived| shared(lived, group)).collect();
            let mean = |value: fn(&Shared) -> f64| summarise(&of(&cells, value)).mean;
            let residents = mean(|cell| cell.residents);
            if residents.is_nan() || residents == 0.0 {
                continue;
            }
            let (zone, status) = names(group);
            let both = mean(|cell| cell.both);
            let gone_in_scenario = mean(|cell| cell.gone_in_scenario);
            let gone_in_baseline = mean(|cell| cell.gone_in_baseline);
            found.push(Presence {
                scenario: findings.name(arm).to_owned(),
                zone,
                status,
                residents,
                both,
                gone_in_scenario,
                gone_in_baseline,
                gone_in_both: residents - both - gone_in_scenario - gone_in_baseline,
            });
        }
    }
    found
}

/// Newcomers of both worlds as groups.
pub(super) fn newcomers(findings: &Findings) -> Vec<Newcomers> {
    let mut found = Vec::new();
    for arm in findings.scenarios() {
        let lives = lives(findings, arm);
        if lives.is_empty() {
            continue;
        }
        let number = |world: usize| {
            let numbers: Vec<f64> =
                lives.iter().map(|lived| lived.newcomers[world].number).collect();
            summarise(&numbers).mean
        };
        for (at, outcome) in OUTCOMES.iter().enumerate().take(ATTITUDES) {
            let mean = |lived: &Lived, world: usize| {
                lived.newcomers[world].sums[at] / lived.newcomers[world].number
            };
            let means = |world: usize| -> Vec<f64> {
                lives.iter().map(|lived| mean(lived, world)).collect()
            };
            let differences: Vec<f64> =
                lives.iter().map(|lived| mean(lived, 1) - mean(lived, 0)).collect();
            found.push(Newcomers {
                scenario: findings.name(arm).to_owned(),
                outcome: outcome.id.to_owned(),
                baseline_number: number(0),
                scenario_number: number(1),
                baseline: said(summarise(&means(0)).mean),
                mean: said(summarise(&means(1)).mean),
                difference: estimate(&differences, findings.single(), CHANGE),
            });
        }
    }
    found
}
