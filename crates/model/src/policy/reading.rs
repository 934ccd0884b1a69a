//! What is read of a policy: where two calendars differ in what the processes read of them, and why
//! what differs in force may never be read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::calendar::{Calendar, Start};
use super::effect::SPLIT;
use crate::quantity::{Phrase, Zone};
use crate::setting::{Gate, Moment, SettingId, Settings, When};
use words::say;

/// A setting whose values in force differ between two calendars.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    /// The setting.
    pub id: SettingId,
    /// First and last month in which the values in force differ somewhere.
    pub months: (u32, u32),
    /// First month in which what is read differs; none if it never does.
    pub read: Option<u32>,
    /// Whether some month in which it differs is one in which it is read, gates aside.
    timely: bool,
    /// Gates that were shut in all of these months.
    shut: Vec<Gate>,
}

/// What is looked at of a setting in a month.
struct Look<'a> {
    values: [f64; 2],
    moments: [Moment<'a>; 2],
}

impl Differing {
    fn new(id: SettingId, month: u32) -> Self {
        let shut = id.setting().gates.clone();
        Self { id, months: (month, month), read: None, timely: false, shut }
    }

    fn see(&mut self, look: &Look, month: u32) {
        self.months = (self.months.0.min(month), self.months.1.max(month));
        if !self.id.is_yearly() {
            self.see_read(look, month);
        }
    }

    fn see_read(&mut self, look: &Look, month: u32) {
        let [here, there] = look.values.map(|value| self.id.as_read(value, month));
        let falls = |at: &Moment| self.id.setting().read.iter().any(|when| when.falls(at));
        if here == there || !look.moments.iter().any(falls) {
            return;
        }
        self.timely = true;
        self.shut.retain(|gate| !look.moments.iter().any(|at| gate.holds(at)));
        // In doubt it is read: what both worlds leave unread changes nothing in either.
        if look.moments.iter().any(|at| self.id.is_read(at)) {
            self.read = Some(self.read.map_or(month, |first| first.min(month)));
        }
    }

    /// Adds what was found of the same setting in other communities.
    pub(super) fn add(&mut self, other: &Self) {
        let ((first, last), (from, to)) = (self.months, other.months);
        self.months = (first.min(from), last.max(to));
        self.read = [self.read, other.read].into_iter().flatten().min();
        self.timely |= other.timely;
        self.shut.retain(|gate| !other.timely || other.shut.contains(gate));
    }

    /// Why what differs changes nothing; none if it is read.
    pub fn why_idle(&self) -> Option<Idle> {
        if self.read.is_some() {
            return None;
        }
        let why = match (self.timely, self.shut.as_slice()) {
            (false, _) => Why::Untimely,
            (true, []) => Why::NeverTogether,
            (true, shut) => Why::Shut(shut.to_vec()),
        };
        Some(Idle { id: self.id, months: self.months, why })
    }
}

/// A setting that differs and changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Idle {
    /// The setting.
    pub id: SettingId,
    /// First and last month in which it differs.
    pub months: (u32, u32),
    /// Why it changes nothing.
    pub why: Why,
}

/// Why a setting that differs changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// It is read in other months only.
    Untimely,
    /// Gates are shut in all months in which it would be read.
    Shut(Vec<Gate>),
    /// Each of its gates opens at some time, but never all of them when it is read.
    NeverTogether,
}

impl Idle {
    /// The reason, as a clause.
    pub fn text(&self) -> Phrase {
        let setting = self.id.setting();
        let (id, (first, last)) = (setting.id, self.months);
        let months = if first == last {
            say!(en "month {first}" zh "第{first}个月")
        } else {
            say!(en "months {first} to {last}" zh "第{first}至{last}个月")
        };
        match &self.why {
            Why::Untimely if setting.read == [When::Arrival] => say!(
                en "`{id}` only says in which months of a year the grant does not arrive, and in {months} it arrives, or does not, under both values alike"
                zh "`{id}`只决定每年哪些月份补助不到账，而在{months}两种取值下到账与否相同",
                months
            ),
            Why::Untimely => say!(
                en "`{id}` is read {when}, and there is no such month in {months}"
                zh "`{id}`{when}，而{months}中没有这样的月份",
                when = all_of(setting.read.iter().map(|when| when.text().into())),
                months
            ),
            Why::Shut(shut) => say!(
                en "`{id}` acts only where {gates}, and that is so in no month in which it is set and read"
                zh "`{id}`仅在{gates}时起作用，而在其设定并读取的月份均非如此",
                gates = all_of(shut.iter().map(|gate| gate.text()))
            ),
            Why::NeverTogether => say!(
                en "`{id}` acts only where {gates}, and that is never so in a month in which it is set and read"
                zh "`{id}`仅在{gates}时起作用，而在其设定并读取的月份从未如此",
                gates = all_of(setting.gates.iter().map(|gate| gate.text()))
            ),
        }
    }
}

/// Clauses that hold together.
fn all_of(clauses: impl Iterator<Item = Phrase>) -> Phrase {
    let (en, zh): (Vec<String>, Vec<String>) = clauses.map(|Phrase { en, zh }| (en, zh)).unzip();
    Phrase { en: en.join(" and "), zh: zh.join("且") }
}

/// Communities in which both calendars have the same in force in all months: one stands for all.
struct Alike {
    community: usize,
    kind: usize,
}

impl Calendar {
    /// The first month, up to `months`, in which what is read of the policy anywhere in the place differs
    /// from another calendar with the same baseline; none if it never does. Worlds are the same until
    /// then, whatever is in force.
    pub fn first_difference(&self, other: &Self, months: u32) -> Option<u32> {
        let mut first = None;
        let moved = self.moved(other, months);
        for alike in self.alike(other) {
            let last = first.map_or(months, |first: u32| first - 1);
            let found = self.walk(other, &alike, (&moved, last), true);
            first = found.values().filter_map(|differing| differing.read).min().or(first);
        }
        first
    }

    /// Whether anything that is read differs from another calendar with the same baseline.
    pub fn acts_apart(&self, other: &Self, months: u32) -> bool {
        let moved = self.moved(other, months);
        let parts = |alike: &Alike| {
            self.walk(other, alike, (&moved, months), true)
                .values()
                .any(|differing| differing.read.is_some())
        };
        self.alike(other).iter().any(parts)
    }

    /// All settings whose values in force differ from another calendar's with the same baseline.
    pub fn differing(&self, other: &Self, months: u32) -> Vec<Differing> {
        let mut all: BTreeMap<SettingId, Differing> = BTreeMap::new();
        let moved = self.moved(other, months);
        for alike in self.alike(other) {
            for (id, found) in self.walk(other, &alike, (&moved, months), false) {
                match all.get_mut(&id) {
                    None => {
                        all.insert(id, found);
                    }
                    Some(known) => known.add(&found),
                }
            }
        }
        all.into_values().collect()
    }

    /// Months up to `months` in which a value in force anywhere differs from another calendar's; all of them
    /// where the baselines differ.
    pub fn months_apart(&self, other: &Self, months: u32) -> BTreeSet<u32> {
        if !self.has_baseline_of(other) {
            return (1..=months).collect();
        }
        let (moved, changed) = (self.moved(other, months), self.changed(other));
        let mut found = BTreeSet::new();
        for alike in self.alike(other) {
            let mut differs = false;
            for month in 1..=months {
                if moved.contains(&month) {
                    let [here, there] =
                        [self, other].map(|calendar| calendar.at(alike.community, month));
                    differs = changed.iter().any(|&id| here.get(id) != there.get(id));
                }
                if differs {
                    found.insert(month);
                }
            }
        }
        found
    }

    /// Months in which a setting is read somewhere in the place, its gates being open.
    pub fn months_read(&self, id: SettingId, months: u32) -> Vec<u32> {
        let mut read = BTreeSet::new();
        let moved = self.moved(self, months);
        for alike in self.alike(self) {
            let mut year = Year::new(self, &alike);
            for month in 1..=months {
                if moved.contains(&month) {
                    year.renew([self, self], month);
                }
                let [at, _] = year.moments(month);
                if id.is_read(&at) {
                    read.insert(month);
                }
                year.pass(month);
            }
        }
        read.into_iter().collect()
    }

    /// Months in which something may change in either.
    fn moved(&self, other: &Self, months: u32) -> BTreeSet<u32> {
        (1..=months).filter(|&month| self.moves(month) || other.moves(month)).collect()
    }

    /// One community for all that are of one kind and start all changes in the same months.
    fn alike(&self, other: &Self) -> Vec<Alike> {
        let starts = |of: &Self, at: usize| -> Vec<Option<u32>> {
            of.targeted().map(|start: &Start| start.at(Some(at))).collect()
        };
        let mut known = BTreeMap::new();
        for community in 0..self.communities() {
            let kind = self.kind(community);
            known
                .entry((kind, starts(self, community), starts(other, community)))
                .or_insert(Alike { community, kind });
        }
        known.into_values().collect()
    }

    /// Settings that something changes in either.
    fn changed(&self, other: &Self) -> Vec<SettingId> {
        let mut ids: BTreeSet<SettingId> = self.set().chain(other.set()).collect();
        // A share that is set moves the others.
        if SPLIT.iter().any(|share| ids.contains(share)) {
            ids.extend(SPLIT);
        }
        ids.into_iter().collect()
    }

    /// What differs in one community up to a month, with the months in which something changes; up to the
    /// first that is read if `stop`.
    fn walk(
        &self,
        other: &Self,
        alike: &Alike,
        (moved, months): (&BTreeSet<u32>, u32),
        stop: bool,
    ) -> BTreeMap<SettingId, Differing> {
        let changed = self.changed(other);
        let yearly: Vec<SettingId> = changed.iter().copied().filter(|id| id.is_yearly()).collect();
        let mut found: BTreeMap<SettingId, Differing> = BTreeMap::new();
        let mut year = Year::new(self, alike);
        let mut differ: Vec<(SettingId, [f64; 2])> = Vec::new();
        for month in 1..=months {
            if moved.contains(&month) {
                year.renew([self, other], month);
                differ = year.differ(&changed);
            }
            let moments = year.moments(month);
            for &(id, values) in &differ {
                let look = Look { values, moments };
                let entry = found.entry(id).or_insert_with(|| Differing::new(id, month));
                entry.see(&look, month);
            }
            if month % 12 == 1 {
                for &id in &yearly {
                    let values = [self, other]
                        .map(|of| of.mean_of_year(alike.kind, Some(alike.community), id, month));
                    if values[0] != values[1] {
                        let look = Look { values, moments };
                        let entry = found.entry(id).or_insert_with(|| Differing::new(id, month));
                        entry.see_read(&look, month);
                    }
                }
            }
            if stop && found.values().any(|differing| differing.read.is_some()) {
                break;
            }
            year.pass(month);
        }
        found
    }
}

/// A community in both worlds, month by month.
struct Year<'a> {
    community: usize,
    zone: Zone,
    baseline: &'a Settings,
    in_force: [Arc<Settings>; 2],
    next_election: u32,
    graduates: bool,
}

impl<'a> Year<'a> {
    fn new(calendar: &'a Calendar, alike: &Alike) -> Self {
        let baseline = calendar.baseline(alike.kind);
        Self {
            community: alike.community,
            zone: calendar.zone(alike.kind),
            baseline,
            in_force: [Arc::clone(baseline), Arc::clone(baseline)],
            next_election: baseline.elections.first_election,
            graduates: false,
        }
    }

    fn renew(&mut self, calendars: [&Calendar; 2], month: u32) {
        self.in_force = calendars.map(|calendar| calendar.at(self.community, month));
        self.graduates |=
            self.in_force.iter().any(|settings| settings.levers.graduate_programme.is_wanted());
    }

    /// Of some settings those whose values differ.
    fn differ(&self, of: &[SettingId]) -> Vec<(SettingId, [f64; 2])> {
        let values =
            |&id: &SettingId| (id, [0, 1].map(|world: usize| self.in_force[world].get(id)));
        of.iter().map(values).filter(|(_, [here, there])| here != there).collect()
    }

    fn moments(&self, month: u32) -> [Moment<'_>; 2] {
        [0, 1].map(|world: usize| Moment {
            month,
            election: month == self.next_election,
            graduates: self.graduates,
            zone: self.zone,
            settings: &self.in_force[world],
            baseline: self.baseline,
        })
    }

    /// The month is over: who was elected serves the term then in force.
    fn pass(&mut self, month: u32) {
        if month == self.next_election {
            self.next_election = month.saturating_add(self.in_force[0].levers.term_months);
        }
    }
}
