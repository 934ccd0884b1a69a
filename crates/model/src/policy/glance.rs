//! Whether single changes of a policy can ever act: looked at by kind of community, not by community.
//!
//! Whether a setting acts depends on few others: its gates, and what decides when it is read. Communities
//! that agree in these from month 1, and in the months in which changes of these start, answer alike, so one
//! of them is looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{Calendar, SPLIT};
use super::reading::Idle;
use super::scenario::Change;
use crate::setting::SettingId;

/// A calendar with one community for all that are of one kind and in which all changes start alike.
#[derive(Clone, Debug)]
pub struct Glance {
    calendar: Calendar,
    months: u32,
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
}

impl Glance {
    /// For the months of a run from 1.
    pub fn new(calendar: &Calendar, months: u32) -> Self {
        let kinds = |kind: usize| kind;
        Self { calendar: calendar.one_of_each(|_| true, kinds), months }
    }

    /// What it costs to look at a setting, in months of communities.
    pub fn cost(&self, id: SettingId) -> usize {
        self.about(id).communities() * self.months as usize
    }

    /// Whether a change acts anywhere in any month.
    pub fn of(&self, change: &Change) -> Seen {
        let with = self.about(change.setting);
        let without = with.without(change);
        if with.acts_apart(&without, self.months) {
            return Seen::Acts;
        }
        let differing = with.differing(&without, self.months);
        let own = differing.iter().find(|differing| differing.id == change.setting);
        own.and_then(|differing| differing.why_idle()).map_or(Seen::Nothing, Seen::Idle)
    }

    /// Months in which a setting is read somewhere in the place, its gates being open.
    pub fn months_read(&self, id: SettingId) -> Vec<u32> {
        self.about(id).months_read(id, self.months)
    }

    /// The calendar as far as it bears on a setting.
    fn about(&self, id: SettingId) -> Calendar {
        let ids = bearing_on(id);
        let values = |kind: usize| -> (usize, Vec<u64>) {
            let baseline = self.calendar.baseline(kind);
            let values = ids.iter().map(|&id| baseline.get(id).to_bits()).collect();
            (self.calendar.zone(kind).index(), values)
        };
        self.calendar.one_of_each(|change| ids.contains(&change.setting), values)
    }
}

/// The settings on which it depends whether a setting acts: itself, and what it shares a whole with; its
/// gates; what decides when it is read.
fn bearing_on(id: SettingId) -> BTreeSet<SettingId> {
    let mut ids = BTreeSet::from([id]);
    if SPLIT.contains(&id.setting().id) {
        ids.extend(SPLIT.iter().filter_map(|share| SettingId::find(share)));
    }
    let own: Vec<SettingId> = ids.iter().copied().collect();
    for setting in own.into_iter().map(SettingId::setting) {
        let gates = setting.gates.iter().flat_map(|gate| gate.settings());
        let whens = setting.read.iter().flat_map(|when| when.settings());
        ids.extend(gates.chain(whens.copied()).filter_map(SettingId::find));
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
