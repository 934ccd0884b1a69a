//! The course of a run: whether shares still fit together when policy, interventions and shocks act.

use std::collections::BTreeSet;

use super::messages::Kind;
use super::phrases;
use super::report::{Report, Spot};
use super::shares::Group;
use model::policy::{Change, ChangeKind, Operation, Scenario};
use model::quantity::{Text, ZONES};
use model::setting::SettingId;

/// A change and where it stands in a file.
pub(super) type Written = (Change, Spot);

/// Steps after which the walk through a very large scenario ends.
const MOST_STEPS: usize = 5_000_000;

/// Checks the groups of shares in every month in which one of them changes, in every kind of community.
///
/// The changes are in the order in which they apply. Each group reports its first problem.
pub(super) fn check_course(report: &mut Report, scenario: &Scenario, changes: &[Written]) {
    for group in [Group::Split, Group::Education, Group::Appraisal] {
        let ids = group.settings();
        let own: Vec<&Written> =
            changes.iter().filter(|(change, _)| ids.contains(&change.setting)).collect();
        match walk(scenario, group, &ids, &own) {
            Walk::Fine => {}
            Walk::Problem(found) => {
                let by: Vec<&Change> = found.by.iter().map(|(change, _)| change).collect();
                let spots: Vec<Spot> = found.by.iter().map(|(_, spot)| *spot).collect();
                let circumstances = phrases::circumstances(found.month, found.zone, &by);
                let circumstances = phrases::and_places(circumstances, &report.places(&spots));
                report.fault(found.spot, found.kind).more(Some(circumstances));
            }
            Walk::Unchecked(spot, month) => {
                report.warn(spot, Kind::SharesUnchecked { shares: group.text(), month });
            }
        }
    }
}

/// What a walk through the months of a group of shares finds.
enum Walk {
    /// They fit together in all months.
    Fine,
    /// They do not.
    Problem(Box<Problem>),
    /// There is too much to check from this month on.
    Unchecked(Spot, u32),
}

/// Shares that do not fit together.
struct Problem {
    spot: Spot,
    kind: Kind,
    month: u32,
    zone: Text,
    /// By which changes.
    by: Vec<Written>,
}

fn walk(scenario: &Scenario, group: Group, ids: &[SettingId], changes: &[&Written]) -> Walk {
    let Some((_, last)) = changes.last() else { return Walk::Fine };
    let mut steps = 0;
    let patterns = patterns(scenario, changes);
    for month in months(scenario, changes) {
        for (zone, member) in &patterns {
            steps += changes.len();
            if steps > MOST_STEPS {
                return Walk::Unchecked(*last, month);
            }
            let near = changes
                .iter()
                .zip(member)
                .filter(|(_, member)| **member)
                .map(|(written, _)| *written);
            let near: Vec<&Written> = near.filter(|(change, _)| acts(change, month)).collect();
            for rank in ranks(&near, month) {
                steps += near.len() + 10;
                let active = near.iter().filter(|(change, _)| reach(change, month) > rank).copied();
                if let Some(found) = problem_of(scenario, group, ids, active, (month, *zone)) {
                    return Walk::Problem(Box::new(found));
                }
            }
        }
    }
    Walk::Fine
}

/// Kinds of communities: the zone, and which changes have it in their target.
fn patterns(scenario: &Scenario, changes: &[&Written]) -> BTreeSet<(usize, Vec<bool>)> {
    let communities = &scenario.place.communities;
    let mut member = vec![vec![false; changes.len()]; communities.len()];
    for (at, (change, _)) in changes.iter().enumerate() {
        for community in change.target.candidates(&scenario.place) {
            if let Some(flag) = member.get_mut(community).and_then(|flags| flags.get_mut(at)) {
                *flag = true;
            }
        }
    }
    communities.iter().map(|row| row.zone.index()).zip(member).collect()
}

/// Months in which something changes.
fn months(scenario: &Scenario, changes: &[&Written]) -> BTreeSet<u32> {
    let mut months = BTreeSet::new();
    for (change, _) in changes {
        months.insert(change.from);
        months.insert(change.from.saturating_add(change.ramp.saturating_sub(1)));
        months.extend(change.until.map(|until| until.saturating_add(1)));
        if let Some(waves) = change.target.waves {
            let last = change.until.unwrap_or(u32::MAX).min(scenario.months);
            months.extend((change.from..=last).step_by(waves.every.max(1) as usize));
        }
    }
    months.retain(|month| (1..=scenario.months).contains(month));
    months
}

fn acts(change: &Change, month: u32) -> bool {
    change.from <= month && change.until.is_none_or(|until| month <= until)
}

/// The share of its target that a change has reached.
fn reach(change: &Change, month: u32) -> f64 {
    let Some(share) = change.target.share else { return 1.0 };
    let more = change.target.waves.map_or(0.0, |waves| {
        f64::from(month.saturating_sub(change.from) / waves.every.max(1)) * waves.share
    });
    (share + more).min(1.0)
}

/// Ranks of communities between which pilots differ.
fn ranks(changes: &[&Written], month: u32) -> Vec<f64> {
    let mut ranks: Vec<f64> = changes.iter().map(|(change, _)| reach(change, month)).collect();
    ranks.push(0.0);
    ranks.retain(|&rank| rank < 1.0);
    ranks.sort_by(f64::total_cmp);
    ranks.dedup();
    ranks
}

fn problem_of<'a>(
    scenario: &Scenario,
    group: Group,
    ids: &[SettingId],
    active: impl Iterator<Item = &'a Written>,
    (month, zone): (u32, usize),
) -> Option<Problem> {
    let baseline: Vec<f64> = ids.iter().map(|&id| scenario.baseline[zone].get(id)).collect();
    let mut values = baseline.clone();
    let mut given = vec![false; ids.len()];
    let mut last: Option<(ChangeKind, Spot)> = None;
    let mut by: Vec<Written> = Vec::new();
    for (change, spot) in active {
        let Some(at) = ids.iter().position(|&id| id == change.setting) else { continue };
        if group == Group::Split && !given[at] && given.contains(&true) {
            values[at] = part_of_rest(at, &values, &given, &baseline);
        }
        let goal = match change.operation {
            Operation::Value(goals) => goals[zone],
            Operation::Factor(factor) => values[at] * factor,
        };
        if !goal.is_nan() {
            given[at] = true;
            by.push((change.clone(), *spot));
            let age = f64::from(month - change.from + 1);
            let weight =
                if change.ramp == 0 { 1.0 } else { (age / f64::from(change.ramp)).min(1.0) };
            let (low, high) = change.setting.setting().range;
            values[at] = (values[at] + weight * (goal - values[at])).clamp(low, high);
        }
        last = last.max(Some((change.kind, *spot)));
    }
    let (_, spot) = last?;
    let kind = group.problem(&values, &given, &baseline, zone)?;
    Some(Problem { spot, kind, month, zone: ZONES[zone].text(), by })
}

/// The value of a share of the split that nothing has given: its part of what those given leave.
fn part_of_rest(at: usize, values: &[f64], given: &[bool], baseline: &[f64]) -> f64 {
    let sum = |of: &[f64], which: bool| -> f64 {
        of.iter().zip(given).filter(|(_, given)| **given == which).map(|(value, _)| value).sum()
    };
    let others = sum(baseline, false);
    if others > 0.0 { (1.0 - sum(values, true)).max(0.0) * baseline[at] / others } else { 0.0 }
}
