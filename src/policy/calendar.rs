//! The calendar: the policy in force, month by month, community by community (model section 7).

use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::scenario::{Change, Operation, Scenario, Target};
use crate::place::Place;
use crate::quantity::{Choice, ZONES, Zone, round};
use crate::random::{Luck, Process};
use crate::setting::{SettingId, Settings};

/// Works out the policy in force.
#[derive(Resource, Clone, Debug)]
pub struct Calendar {
    /// Levers and parameters from month 1, by county and zone.
    baseline: Vec<[Arc<Settings>; 3]>,
    changes: Vec<Placed>,
    shares: [SettingId; 6],
}

/// A change and where it starts when.
#[derive(Clone, Debug)]
struct Placed {
    change: Change,
    start: Start,
}

/// First months of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The same month everywhere.
    Everywhere(u32),
    /// A month for each community, by position; none where it never starts.
    Each(Vec<Option<u32>>),
}

impl Start {
    /// First months of a change in a place, for a seed: a pilot takes the first ranks of its target
    /// communities, waves the next ones.
    pub fn of(change: &Change, place: &Place, seed: u64) -> Self {
        if change.target.is_all() {
            return Self::Everywhere(change.from);
        }
        let mut candidates = change.target.candidates(place);
        if change.target.share.is_some() {
            let run = Luck::of_seed(seed);
            candidates.sort_by_cached_key(|&at| {
                let [high, low, ..] =
                    run.of(&place.communities[at].code).block(Process::Rank, 0, 0);
                (u64::from(high) << 32 | u64::from(low), at)
            });
        }
        let mut months = vec![None; place.communities.len()];
        for (rank, &at) in candidates.iter().enumerate() {
            months[at] = month_of_rank(change, &change.target, candidates.len(), rank);
        }
        Self::Each(months)
    }

    fn at(&self, community: Option<usize>) -> Option<u32> {
        match (self, community) {
            (Self::Everywhere(month), _) => Some(*month),
            (Self::Each(months), Some(at)) => months[at],
            (Self::Each(_), None) => None,
        }
    }

    fn any(&self, is: impl Fn(u32) -> bool) -> bool {
        match self {
            Self::Everywhere(month) => is(*month),
            Self::Each(months) => months.iter().flatten().any(|&month| is(month)),
        }
    }
}

/// The month in which the community of a rank (from 0) among `n` starts.
fn month_of_rank(change: &Change, target: &Target, n: usize, rank: usize) -> Option<u32> {
    let count = |share: f64| round(share * n as f64).max(0) as usize;
    let pilot = target.share.map_or(n, count);
    let month = if rank < pilot {
        change.from
    } else {
        let waves = target.waves?;
        let wave = count(waves.share);
        if wave == 0 {
            return None;
        }
        let number = (rank - pilot) / wave + 1;
        change.from.checked_add(waves.every.checked_mul(u32::try_from(number).ok()?)?)?
    };
    (change.until.is_none_or(|until| month <= until)).then_some(month)
}

impl Placed {
    /// Weight of the change in a month, from 0 to 1; none while it is not in force.
    fn weight(&self, community: Option<usize>, month: u32) -> Option<f64> {
        let start = self.start.at(community)?;
        if month < start || self.change.until.is_some_and(|until| month > until) {
            return None;
        }
        let age = f64::from(month - start + 1);
        Some(if self.change.ramp == 0 { 1.0 } else { (age / f64::from(self.change.ramp)).min(1.0) })
    }

    /// Whether some value changes in this month because of it.
    fn moves(&self, month: u32) -> bool {
        self.change.until.is_some_and(|until| month == until.saturating_add(1))
            || self
                .start
                .any(|start| start <= month && month <= start.saturating_add(self.change.ramp))
    }
}

impl Calendar {
    /// The calendar of a scenario for a seed. `revenue` gives each county's baseline revenue per
    /// adult, yuan a year.
    pub fn new(scenario: &Scenario, seed: u64, revenue: &[f64]) -> Self {
        let find = |id| SettingId::find(id).unwrap_or_else(|| unreachable!("a registered setting"));
        let baseline = revenue
            .iter()
            .map(|&revenue| {
                scenario.baseline.clone().map(|mut settings| {
                    settings.levers.revenue_per_adult = revenue;
                    if settings.administration.retention_reference.is_nan() {
                        settings.administration.retention_reference = settings.levers.retention;
                    }
                    Arc::new(settings)
                })
            })
            .collect();
        let place = &scenario.place;
        let changes = scenario
            .changes
            .iter()
            .map(|change| Placed { start: Start::of(change, place, seed), change: change.clone() })
            .collect();
        Self { baseline, changes, shares: SPLIT.map(find) }
    }

    /// Settings of a county's zone from month 1.
    pub fn baseline(&self, county: usize, zone: Zone) -> &Arc<Settings> {
        &self.baseline[county][zone.index()]
    }

    /// Whether the policy in force differs anywhere from last month's.
    pub fn moves(&self, month: u32) -> bool {
        month <= 1 || self.changes.iter().any(|placed| placed.moves(month))
    }

    /// Whether all settings from month 1 are those of another calendar.
    pub fn has_baseline_of(&self, other: &Self) -> bool {
        self.baseline == other.baseline
    }

    /// The first month, up to `months`, in which the settings in force anywhere in the place differ
    /// from those of another calendar of it; none if they never do.
    pub fn first_difference(&self, other: &Self, place: &Place, months: u32) -> Option<u32> {
        let differs = |month: u32| {
            let counties = (0..place.counties.len()).any(|county| {
                ZONES.into_iter().any(|zone| {
                    self.everywhere(county, zone, month) != other.everywhere(county, zone, month)
                })
            });
            counties
                || place.communities.iter().enumerate().any(|(at, row)| {
                    (self.is_targeted(at, month) || other.is_targeted(at, month))
                        && self.at(row.county, row.zone, at, month)
                            != other.at(row.county, row.zone, at, month)
                })
        };
        // Between months in which something changes, what was the same stays the same.
        (1..=months).find(|&month| (self.moves(month) || other.moves(month)) && differs(month))
    }

    /// The policy in force in a county's zone, leaving out what has a target.
    pub fn everywhere(&self, county: usize, zone: Zone, month: u32) -> Arc<Settings> {
        self.in_force(county, zone, None, month)
    }

    /// Whether a change with a target is in force in a community.
    pub fn is_targeted(&self, community: usize, month: u32) -> bool {
        self.changes.iter().any(|placed| {
            !placed.change.target.is_all() && placed.weight(Some(community), month).is_some()
        })
    }

    /// The policy in force in a community.
    pub fn at(&self, county: usize, zone: Zone, community: usize, month: u32) -> Arc<Settings> {
        self.in_force(county, zone, Some(community), month)
    }

    fn in_force(
        &self,
        county: usize,
        zone: Zone,
        community: Option<usize>,
        month: u32,
    ) -> Arc<Settings> {
        let baseline = &self.baseline[county][zone.index()];
        let mut active = self
            .changes
            .iter()
            .filter_map(|placed| Some((&placed.change, placed.weight(community, month)?)))
            .peekable();
        if active.peek().is_none() {
            return Arc::clone(baseline);
        }
        let mut settings = Settings::clone(baseline);
        let mut given = [false; 6];
        for (change, weight) in active {
            let share = self.shares.iter().position(|&share| share == change.setting);
            // A share that nothing has given yet is in force at its part of the rest.
            if share.is_some_and(|share| !given[share]) && given.contains(&true) {
                complete_split(&mut settings, baseline, self.shares, given);
            }
            let acted = apply(&mut settings, change, zone, weight);
            if let Some(share) = share {
                given[share] |= acted;
            }
        }
        if given.contains(&true) {
            complete_split(&mut settings, baseline, self.shares, given);
        }
        Arc::new(settings)
    }
}

/// The shares of the grant's split, in the order of the accounts.
pub const SPLIT: [&str; 6] = [
    "split.operating",
    "split.service",
    "split.activity",
    "split.training",
    "split.discretionary",
    "split.social_organisations",
];

/// Applies a change with a weight; returns whether it says something about the zone.
fn apply(settings: &mut Settings, change: &Change, zone: Zone, weight: f64) -> bool {
    let before = settings.get(change.setting);
    let goal = match change.operation {
        Operation::Value(values) => values[zone.index()],
        Operation::Factor(factor) => before * factor,
    };
    if goal.is_nan() {
        return false;
    }
    let entry = change.setting.setting();
    let value = if weight < 1.0 && entry.choice == Choice::Real {
        before + weight * (goal - before)
    } else {
        goal
    };
    settings.set(change.setting, value.clamp(entry.range.0, entry.range.1));
    true
}

/// Shares that are given stand; the others share the rest in the baseline's proportions.
pub(crate) fn complete_split(
    settings: &mut Settings,
    baseline: &Settings,
    shares: [SettingId; 6],
    given: [bool; 6],
) {
    let sum = |of: &Settings, which: bool| -> f64 {
        shares
            .iter()
            .zip(given)
            .filter(|&(_, given)| given == which)
            .map(|(&share, _)| of.get(share))
            .sum()
    };
    // Shares given at the baseline's own value leave the others to the bit as they were.
    let as_before = shares
        .iter()
        .zip(given)
        .all(|(&share, given)| !given || settings.get(share) == baseline.get(share));
    let rest = (1.0 - sum(settings, true)).max(0.0);
    let others = sum(baseline, false);
    for (&share, given) in shares.iter().zip(given) {
        if !given {
            let own = baseline.get(share);
            let part = if others > 0.0 { own / others } else { 0.0 };
            settings.set(share, if as_before { own } else { rest * part });
        }
    }
}
