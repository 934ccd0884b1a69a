//! The course of a run: whether shares still fit together when policy, interventions and shocks act.

use std::collections::BTreeSet;

use super::messages::{Kind, Report};
use super::phrases;
use super::shares::Group;
use model::policy::{Change, Operation, Scenario, in_force};
use model::quantity::{Text, ZONES};
use model::setting::{SettingId, Settings};
use reading::Spot;

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
    let nears: Vec<Near> = changes.iter().map(|written| Near::new(written, scenario)).collect();
    for month in months(scenario, &nears) {
        for (zone, member) in &patterns {
            steps += changes.len();
            if steps > MOST_STEPS {
                return Walk::Unchecked(*last, month);
            }
            let near = nears.iter().zip(member).filter(|(_, member)| **member);
            let near: Vec<&Near> =
                near.map(|(near, _)| near).filter(|near| near.acts(month)).collect();
            for place in places(&near, month) {
                steps += near.len() + 10;
                let active: Vec<(&Written, f64)> = near
                    .iter()
                    .filter_map(|near| Some((near.written, near.weight(place, month)?)))
                    .collect();
                let found = problem_of(scenario, (group, ids), &active, (month, *zone));
                if let Some(found) = found {
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

/// Months in which something changes: starts, ramps, ends.
fn months(scenario: &Scenario, nears: &[Near]) -> BTreeSet<u32> {
    let mut months = BTreeSet::new();
    for near in nears {
        let (change, _) = near.written;
        for start in near.starts.iter().filter_map(|&(_, start)| start) {
            let full = start.saturating_add(change.ramp.saturating_sub(1));
            months.extend(start..=full.min(scenario.months));
        }
        months.extend(change.until.map(|until| until.saturating_add(1)));
    }
    months.retain(|month| (1..=scenario.months).contains(month));
    months
}

/// A change, and where in the order of ranks it starts when.
struct Near<'a> {
    written: &'a Written,
    /// Communities of its target.
    n: usize,
    /// The first rank of the pilot and of each wave, with its month; the last one may never start.
    starts: Vec<(usize, Option<u32>)>,
}

impl<'a> Near<'a> {
    fn new(written: &'a Written, scenario: &Scenario) -> Self {
        let (change, _) = written;
        let n = change.target.candidates(&scenario.place).len().max(1);
        let start = |rank| change.start_of_rank(n, rank).filter(|&start| start <= scenario.months);
        let (mut starts, mut rank) = (Vec::new(), 0);
        while rank < n {
            let here = start(rank);
            starts.push((rank, here));
            // Later ranks start later: the first one that does.
            let (mut low, mut high) = (rank + 1, n);
            while low < high {
                let middle = low + (high - low) / 2;
                if start(middle) == here { low = middle + 1 } else { high = middle }
            }
            rank = low;
        }
        Self { written, n, starts }
    }

    /// Whether it is in force anywhere in a month.
    fn acts(&self, month: u32) -> bool {
        let (change, _) = self.written;
        change.weight(change.from, month).is_some()
    }

    /// Its weight in a month for the community at a place in the order of ranks.
    fn weight(&self, place: f64, month: u32) -> Option<f64> {
        // A little more: a place was divided by the number that it is multiplied by here.
        let rank = ((place * self.n as f64 + 1e-6) as usize).min(self.n - 1);
        let (change, _) = self.written;
        change.weight(change.start_of_rank(self.n, rank)?, month)
    }

    /// Places at which its weight changes in a month.
    fn places(&self, month: u32) -> Vec<f64> {
        let (change, _) = self.written;
        let mut before = None;
        let mut places = Vec::new();
        for &(rank, start) in &self.starts {
            let here = start.and_then(|start| change.weight(start, month));
            if rank == 0 || here != before {
                places.push(rank as f64 / self.n as f64);
            }
            before = here;
        }
        places
    }
}

/// Places in the order of ranks, from 0 to below 1, between which pilots and waves differ. A community has
/// one rank for all changes.
fn places(near: &[&Near], month: u32) -> Vec<f64> {
    let mut places: Vec<f64> = near.iter().flat_map(|near| near.places(month)).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

fn problem_of(
    scenario: &Scenario,
    (group, ids): (Group, &[SettingId]),
    active: &[(&Written, f64)],
    (month, zone): (u32, usize),
) -> Option<Problem> {
    let (baseline, name) = (&scenario.baseline[zone], ZONES[zone]);
    let (_, spot) = active.iter().map(|((change, spot), _)| (change.kind, *spot)).max()?;
    let (settings, _) =
        in_force(baseline, name, active.iter().map(|((change, _), weight)| (change, *weight)));
    let says = |(change, _): &&Written| !matches!(change.operation, Operation::Value(goals) if goals[zone].is_nan());
    let by: Vec<Written> =
        active.iter().map(|(written, _)| *written).filter(says).cloned().collect();
    let given: Vec<bool> =
        ids.iter().map(|id| by.iter().any(|(change, _)| change.setting == *id)).collect();
    let values = |of: &Settings| ids.iter().map(|&id| of.get(id)).collect::<Vec<f64>>();
    let kind = group.problem(&values(&settings), &given, &values(baseline), zone)?;
    Some(Problem { spot, kind, month, zone: name.text(), by })
}
