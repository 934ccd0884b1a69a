//! Whether single changes of a policy can ever act: looked at by kind of community, not by community.
//!
//! Whether a setting acts depends on few others: its gates, and what decides when it is read. Communities
//! that agree in these from month 1, and in the months in which changes of these start, answer alike, so one
//! of them is looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::Calendar;
use super::effect::SPLIT;
use super::reading::{Differing, Idle};
use super::scenario::Change;
use crate::setting::SettingId;

/// A calendar with one community for all that are of one kind and in which all changes start alike.
#[derive(Clone, Debug)]
pub struct Glance {
    calendar: Calendar,
    months: u32,
    /// The calendar as far as it bears on a setting.
    about: BTreeMap<SettingId, Calendar>,
}

/// What became of a look at a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// Something that is read differs because of it.
    Acts,
    /// What it sets is in force otherwise than without it, and is never read.
    Idle(Idle),
    /// It sets what is in force anyway.
    Nothing,
    /// There was no time to see.
    TooMuch,
}

impl Glance {
    /// For the months of a run from 1.
    pub fn new(calendar: &Calendar, months: u32) -> Self {
        let calendar = calendar.one_of_each(|_| true, |kind| kind);
        Self { calendar, months, about: BTreeMap::new() }
    }

    /// Whether a change acts anywhere in any month. `left` is how many steps may be taken, in comparisons of a
    /// community with a change; it is less by those that were.
    pub fn of(&mut self, change: &Change, left: &mut usize) -> Seen {
        let months = self.months;
        let mut own: Option<Differing> = None;
        let mut places = Vec::new();
        // Where it never starts nothing differs.
        for with in self.about(change.setting).of_each_community_with(change) {
            if !take(left, with.cost_of_a_look(months)) {
                return Seen::TooMuch;
            }
            let without = with.without(change);
            if with.acts_apart(&without, months) {
                return Seen::Acts;
            }
            places.push((with, without));
        }
        for (with, without) in places {
            let found = with.differing(&without, months);
            for found in found.into_iter().filter(|found| found.id == change.setting) {
                match &mut own {
                    None => own = Some(found),
                    Some(own) => own.add(&found),
                }
            }
        }
        own.and_then(|differing| differing.why_idle()).map_or(Seen::Nothing, Seen::Idle)
    }

    /// Months in which a setting is read somewhere in the place, its gates being open; none if there was no
    /// time to see.
    pub fn months_read(&mut self, id: SettingId, left: &mut usize) -> Option<Vec<u32>> {
        let months = self.months;
        let about = self.about(id);
        take(left, about.communities().saturating_mul(about.cost_of_a_look(months)))
            .then(|| about.months_read(id, months))
    }

    fn about(&mut self, id: SettingId) -> &Calendar {
        let calendar = &self.calendar;
        self.about.entry(id).or_insert_with(|| {
            let ids = bearing_on(id);
            let values = |kind: usize| -> (usize, Vec<u64>) {
                let baseline = calendar.baseline(kind);
                let values = ids.iter().map(|&id| baseline.get(id).to_bits()).collect();
                (calendar.zone(kind).index(), values)
            };
            calendar.one_of_each(|change| ids.contains(&change.setting), values)
        })
    }
}

/// Takes steps of those that are left, if there are so many.
fn take(left: &mut usize, steps: usize) -> bool {
    let enough = steps <= *left;
    if enough {
        *left -= steps;
    }
    enough
}

/// The settings on which it depends whether a setting acts: itself, and what it shares a whole with; its
/// gates; what decides when it is read.
fn bearing_on(id: SettingId) -> BTreeSet<SettingId> {
    let mut ids = BTreeSet::from([id]);
    if SPLIT.contains(&id) {
        ids.extend(SPLIT);
    }
    let own: Vec<SettingId> = ids.iter().copied().collect();
    for setting in own.into_iter().map(SettingId::setting) {
        ids.extend(setting.gates.iter().flat_map(|gate| gate.settings()));
        ids.extend(setting.read.iter().flat_map(|when| when.settings()));
    }
    ids
}

impl Calendar {
    /// Some of its changes, in a place with one community for all in which these start in the same months
    /// and whose kinds agree in a key.
    fn one_of_each<K: Ord>(
        &self,
        keeps: impl Fn(&Change) -> bool,
        key: impl Fn(usize) -> K,
    ) -> Self {
        let kept = self.only(keeps);
        let mut keys: BTreeMap<usize, K> = BTreeMap::new();
        for kind in (0..kept.communities()).map(|at| kept.kind(at)) {
            keys.entry(kind).or_insert_with(|| key(kind));
        }
        let mut first = BTreeMap::new();
        for at in 0..kept.communities() {
            let starts: Vec<Option<u32>> =
                kept.targeted().map(|start| start.at(Some(at))).collect();
            first.entry((&keys[&kept.kind(at)], starts)).or_insert(at);
        }
        let chosen: Vec<usize> = first.into_values().collect();
        kept.of_communities(&chosen)
    }
}
