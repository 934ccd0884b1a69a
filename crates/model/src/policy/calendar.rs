//! The calendar: the policy in force, month by month, community by community (model section 7).

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::effect::in_force;
use super::scenario::{Change, Scenario};
use crate::place::Place;
use crate::quantity::{ZONES, Zone};
use crate::random::{Luck, Process};
use crate::setting;
use crate::setting::{SettingId, Settings};

/// Works out the policy in force.
#[derive(Resource, Clone, Debug)]
pub struct Calendar {
    /// Kinds of communities: the zones of each county, then those that have a baseline of their own.
    kinds: Vec<Kind>,
    /// The kind of each community, by position.
    kind_of: Vec<usize>,
    changes: Vec<Placed>,
}

/// Communities that share their levers and parameters from month 1.
#[derive(Clone, Debug, PartialEq)]
struct Kind {
    zone: Zone,
    baseline: Arc<Settings>,
}

/// What a calendar takes from the model besides the scenario.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Baseline revenue per adult of each county, yuan a year.
    pub revenue: Vec<f64>,
    /// Settings from month 1 in which a community differs from its zone's, by position; few have any.
    pub own: Vec<Vec<(SettingId, f64)>>,
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
            months[at] = change.start_of_rank(candidates.len(), rank);
        }
        Self::Each(months)
    }

    pub(super) fn at(&self, community: Option<usize>) -> Option<u32> {
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

impl Placed {
    /// Weight of the change in a month, from 0 to 1; none while it is not in force.
    fn weight(&self, community: Option<usize>, month: u32) -> Option<f64> {
        self.change.weight(self.start.at(community)?, month)
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
    /// The calendar of a scenario for a seed.
    pub fn new(scenario: &Scenario, seed: u64, opening: &Opening) -> Self {
        let place = &scenario.place;
        let changes = scenario
            .changes
            .iter()
            .map(|change| Placed { start: Start::of(change, place, seed), change: change.clone() })
            .collect();
        let (kinds, kind_of) = kinds(scenario, opening);
        Self { kinds, kind_of, changes }
    }

    /// Number of communities.
    pub(super) fn communities(&self) -> usize {
        self.kind_of.len()
    }

    /// Zone of a kind of communities.
    pub(super) fn zone(&self, kind: usize) -> Zone {
        self.kinds[kind].zone
    }

    /// The settings that something changes.
    pub(super) fn set(&self) -> impl Iterator<Item = SettingId> {
        self.changes.iter().map(|placed| placed.change.setting)
    }

    /// Where changes with a target start.
    pub(super) fn targeted(&self) -> impl Iterator<Item = &Start> {
        let with_target = self.changes.iter().filter(|placed| !placed.change.target.is_all());
        with_target.map(|placed| &placed.start)
    }

    /// The same with some of its changes.
    pub(super) fn only(&self, keeps: impl Fn(&Change) -> bool) -> Self {
        let changes = self.changes.iter().filter(|placed| keeps(&placed.change)).cloned();
        Self {
            kinds: self.kinds.clone(),
            kind_of: self.kind_of.clone(),
            changes: changes.collect(),
        }
    }

    /// The same without a change.
    pub(super) fn without(&self, change: &Change) -> Self {
        self.only(|other| other != change)
    }

    /// The same in a place of some of its communities, by position.
    pub(super) fn of_communities(mut self, chosen: &[usize]) -> Self {
        self.kind_of = chosen.iter().map(|&at| self.kind_of[at]).collect();
        for placed in &mut self.changes {
            if let Start::Each(months) = &mut placed.start {
                *months = chosen.iter().map(|&at| months[at]).collect();
            }
        }
        self
    }

    /// Each community in which a change starts, as a place of its own with the changes that start in it.
    pub(super) fn of_each_community_with(&self, change: &Change) -> impl Iterator<Item = Self> {
        let starts = self.changes.iter().filter(|placed| placed.change == *change);
        let starts: Vec<&Start> = starts.map(|placed| &placed.start).collect();
        (0..self.communities())
            .filter(move |&at| starts.iter().any(|start| start.at(Some(at)).is_some()))
            .map(|at| {
                let reached = |placed: &&Placed| placed.start.at(Some(at)).is_some();
                let changes = self.changes.iter().filter(reached);
                Self {
                    kinds: vec![self.kinds[self.kind_of[at]].clone()],
                    kind_of: vec![0],
                    changes: changes
                        .map(|placed| Placed {
                            change: placed.change.clone(),
                            start: Start::Each(vec![placed.start.at(Some(at))]),
                        })
                        .collect(),
                }
            })
    }

    /// What it costs to look at all months of one community, in changes looked at.
    pub(super) fn cost_of_a_look(&self, months: u32) -> usize {
        let moving = (1..=months).filter(|&month| self.moves(month)).count();
        moving * (self.changes.len() + 1) + months as usize
    }

    /// The kind of a community.
    pub fn kind(&self, community: usize) -> usize {
        self.kind_of[community]
    }

    /// The kind that stands for a whole county.
    pub(crate) fn kind_of_county(county: usize) -> usize {
        county * ZONES.len() + Zone::Urban.index()
    }

    /// Settings of a kind of communities from month 1.
    pub fn baseline(&self, kind: usize) -> &Arc<Settings> {
        &self.kinds[kind].baseline
    }

    /// Whether the policy in force differs anywhere from last month's.
    pub fn moves(&self, month: u32) -> bool {
        month <= 1 || self.changes.iter().any(|placed| placed.moves(month))
    }

    /// Whether all settings from month 1 are those of another calendar.
    pub fn has_baseline_of(&self, other: &Self) -> bool {
        self.kinds == other.kinds && self.kind_of == other.kind_of
    }

    /// Revenue per adult of a county in the year of a month: the mean of the values in force in its
    /// twelve months, those to come among them.
    pub(crate) fn revenue_of_year(&self, county: usize, month: u32) -> f64 {
        let kind = Self::kind_of_county(county);
        const REVENUE: SettingId = setting!("revenue_per_adult");
        if self.changes.iter().all(|placed| placed.change.setting != REVENUE) {
            return self.kinds[kind].baseline.get(REVENUE);
        }
        self.mean_of_year(kind, None, REVENUE, month)
    }

    /// The mean of a setting over the twelve months of the year of a month. Twelve equal values give
    /// that value to the bit.
    pub(super) fn mean_of_year(
        &self,
        kind: usize,
        community: Option<usize>,
        id: SettingId,
        month: u32,
    ) -> f64 {
        let january = (month.max(1) - 1) / 12 * 12 + 1;
        let value = |month| self.in_force(&self.kinds[kind], community, month).get(id);
        let first = value(january);
        let mut more = 0.0;
        for later in january + 1..january + 12 {
            more += value(later) - first;
        }
        first + more / 12.0
    }

    /// The policy in force in each kind of communities, leaving out what has a target.
    pub fn everywhere(&self, month: u32) -> Vec<Arc<Settings>> {
        self.kinds.iter().map(|kind| self.in_force(kind, None, month)).collect()
    }

    /// Whether a change with a target is in force in a community.
    pub(crate) fn is_targeted(&self, community: usize, month: u32) -> bool {
        self.changes.iter().any(|placed| {
            !placed.change.target.is_all() && placed.weight(Some(community), month).is_some()
        })
    }

    /// The policy in force in a community.
    pub fn at(&self, community: usize, month: u32) -> Arc<Settings> {
        self.in_force(&self.kinds[self.kind_of[community]], Some(community), month)
    }

    fn in_force(&self, kind: &Kind, community: Option<usize>, month: u32) -> Arc<Settings> {
        let Kind { zone, baseline } = kind;
        let mut active = self
            .changes
            .iter()
            .filter_map(|placed| Some((&placed.change, placed.weight(community, month)?)))
            .peekable();
        if active.peek().is_none() {
            return Arc::clone(baseline);
        }
        Arc::new(in_force(baseline, *zone, active).0)
    }
}

/// The kinds of communities of a scenario, and the kind of each. Communities of a county and zone with
/// the same own settings are of one kind.
fn kinds(scenario: &Scenario, opening: &Opening) -> (Vec<Kind>, Vec<usize>) {
    let complete = |mut settings: Settings, county: usize| {
        settings.levers.revenue_per_adult = opening.revenue[county];
        if settings.administration.retention_reference.is_nan() {
            settings.administration.retention_reference = settings.levers.retention;
        }
        Arc::new(settings)
    };
    let mut kinds = Vec::new();
    for county in 0..opening.revenue.len() {
        kinds.extend(ZONES.map(|zone| {
            let baseline = complete(scenario.baseline[zone.index()].clone(), county);
            Kind { zone, baseline }
        }));
    }
    let mut known: BTreeMap<(usize, Vec<(SettingId, u64)>), usize> = BTreeMap::new();
    let mut kind_of = Vec::with_capacity(scenario.place.communities.len());
    for (at, row) in scenario.place.communities.iter().enumerate() {
        let usual = row.county * ZONES.len() + row.zone.index();
        let own = opening.own.get(at).map_or(&[][..], Vec::as_slice);
        if own.is_empty() {
            kind_of.push(usual);
            continue;
        }
        let bits = own.iter().map(|&(id, value)| (id, value.to_bits())).collect();
        kind_of.push(*known.entry((usual, bits)).or_insert_with(|| {
            let mut settings = scenario.baseline[row.zone.index()].clone();
            for &(id, value) in own {
                settings.set(id, value);
            }
            kinds.push(Kind { zone: row.zone, baseline: complete(settings, row.county) });
            kinds.len() - 1
        }));
    }
    (kinds, kind_of)
}
