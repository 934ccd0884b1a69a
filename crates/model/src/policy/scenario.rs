//! A scenario, resolved: what a run needs to know, whatever file it came from.

use std::sync::Arc;

use crate::place::Place;
use crate::quantity::{Language, Phrase, Zone};
use crate::setting::{SettingId, Settings};

/// A scenario: a place, a baseline, a policy, interventions and shocks.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name, also of its folder of results.
    pub name: String,
    /// What people call it; none if nothing but the name is given.
    pub title: Option<Phrase>,
    /// One sentence.
    pub summary: Phrase,
    /// Length of a run in months.
    pub months: u32,
    /// Months before the policy, left out of summaries.
    pub burn_in: u32,
    /// Where.
    pub place: Arc<Place>,
    /// Levers and parameters from month 1, by zone.
    pub baseline: [Settings; 3],
    /// Whether the baseline gives `revenue_per_adult`; else a county of a table derives its own.
    pub revenue_given: bool,
    /// Settings, by zone, that the baseline states where the table of the place has a column for them:
    /// the table's values are not used there.
    pub stated: Vec<(SettingId, [bool; 3])>,
    /// Settings, by zone, that the baseline gives, in the order of the registry: no world changes them.
    pub given: Vec<(SettingId, [bool; 3])>,
    /// Revenue per adult by county, yuan a year, where it is held; else it is given or derived.
    pub revenue: Option<Vec<f64>>,
    /// The policy, then interventions by month and name, then shocks by month and name.
    pub changes: Vec<Change>,
}

/// What kind of change it is; the order is that in which changes apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A line of `[policy]`.
    Policy,
    /// An intervention.
    Intervention,
    /// A shock.
    Shock,
}

/// One setting changed in time and space.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Kind.
    pub kind: ChangeKind,
    /// Name; of a line of the policy the setting's identifier.
    pub name: String,
    /// What is changed.
    pub setting: SettingId,
    /// How.
    pub operation: Operation,
    /// First month.
    pub from: u32,
    /// Last month, if it ends.
    pub until: Option<u32>,
    /// Months of the linear ramp; 0 for none.
    pub ramp: u32,
    /// Where.
    pub target: Target,
}

/// How a change works on a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operation {
    /// Sets it, by zone; not a number leaves a zone alone.
    Value([f64; 3]),
    /// Multiplies the value in force without it.
    Factor(f64),
}

/// Where a change works.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// Only communities of this zone.
    pub zone: Option<Zone>,
    /// Only these communities, by position in the place.
    pub communities: Option<Vec<usize>>,
    /// Only this share of them: a pilot.
    pub share: Option<f64>,
    /// More of them later.
    pub waves: Option<Waves>,
}

/// A stepped rollout: every `every` months another `share` of the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waves {
    /// Months between waves.
    pub every: u32,
    /// Share of the target that a wave adds.
    pub share: f64,
}

impl Target {
    /// Whether it is everywhere.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Positions of the communities in reach, before the draw of a pilot, ascending.
    pub fn candidates(&self, place: &Place) -> Vec<usize> {
        let in_zone = |at: &usize| self.zone.is_none_or(|zone| place.communities[*at].zone == zone);
        match &self.communities {
            Some(named) => {
                let mut named: Vec<usize> = named.iter().copied().filter(in_zone).collect();
                named.sort_unstable();
                named.dedup();
                named
            }
            None => (0..place.communities.len()).filter(in_zone).collect(),
        }
    }
}

impl Scenario {
    /// What people call it: the title, else the name.
    pub fn called(&self, language: Language) -> &str {
        self.title.as_ref().map_or(&self.name, |title| title.say(language))
    }

    /// The default place with the default settings and no policy.
    pub fn baseline() -> Self {
        let baseline = Settings::defaults_by_zone();
        Self {
            name: "baseline".to_owned(),
            title: None,
            summary: Phrase {
                en: "The default county as it is.".to_owned(),
                zh: "默认旗县的现状。".to_owned(),
            },
            months: baseline[0].place.months,
            burn_in: baseline[0].place.burn_in,
            place: Arc::new(Place::synthetic(&baseline)),
            baseline,
            revenue_given: false,
            stated: Vec::new(),
            given: Vec::new(),
            revenue: None,
            changes: Vec::new(),
        }
    }

    /// Puts the changes in the order in which they apply (model section 7): the policy, then
    /// interventions by first month, ties by name, then shocks likewise.
    pub fn order_changes(&mut self) {
        self.changes.sort_by(|a, b| {
            (a.kind, a.from, &a.name, a.setting).cmp(&(b.kind, b.from, &b.name, b.setting))
        });
    }

    /// The same with a line added to the policy, for all zones.
    #[must_use]
    pub fn with_policy(mut self, setting: SettingId, value: f64) -> Self {
        let from = self.burn_in + 1;
        self.changes
            .retain(|change| change.kind != ChangeKind::Policy || change.setting != setting);
        self.changes.push(Change {
            kind: ChangeKind::Policy,
            name: setting.setting().id.to_owned(),
            setting,
            operation: Operation::Value([value; 3]),
            from,
            until: None,
            ramp: 0,
            target: Target::default(),
        });
        self.order_changes();
        self
    }
}
