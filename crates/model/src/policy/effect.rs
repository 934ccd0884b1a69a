//! How a change acts (model section 7): where and when it begins, with which weight, on which value, in
//! which order, and what becomes of the rest of a split. The calendar and the check of a scenario both
//! call this.

use super::scenario::{Change, Operation};
use crate::quantity::{Choice, Zone, round};
use crate::setting;
use crate::setting::{SettingId, Settings};

/// The shares of the grant's split, in the order of the accounts.
pub const SPLIT: [SettingId; 6] = [
    setting!("split.operating"),
    setting!("split.service"),
    setting!("split.activity"),
    setting!("split.training"),
    setting!("split.discretionary"),
    setting!("split.social_organisations"),
];

impl Change {
    /// The month in which the community of a rank (from 0) among the `n` of the target starts; none where
    /// it never does. A pilot takes the first ranks, each wave the next ones.
    pub fn start_of_rank(&self, n: usize, rank: usize) -> Option<u32> {
        let count = |share: f64| round(share * n as f64).max(0) as usize;
        let pilot = self.target.share.map_or(n, count);
        let month = if rank < pilot {
            self.from
        } else {
            let waves = self.target.waves?;
            let wave = count(waves.share);
            if wave == 0 {
                return None;
            }
            let number = (rank - pilot) / wave + 1;
            self.from.checked_add(waves.every.checked_mul(u32::try_from(number).ok()?)?)?
        };
        (self.until.is_none_or(|until| month <= until)).then_some(month)
    }

    /// The weight in a month where it started in `start`, from 0 to 1; none while it is not in force.
    pub fn weight(&self, start: u32, month: u32) -> Option<f64> {
        if month < start || self.until.is_some_and(|until| month > until) {
            return None;
        }
        let age = f64::from(month - start + 1);
        Some(if self.ramp == 0 { 1.0 } else { (age / f64::from(self.ramp)).min(1.0) })
    }

    /// The value that it makes, with a weight, of the one in force without it; none where it says nothing
    /// of the zone.
    pub fn value(&self, before: f64, zone: Zone, weight: f64) -> Option<f64> {
        let goal = match self.operation {
            Operation::Value(values) => values[zone.index()],
            Operation::Factor(factor) => before * factor,
        };
        if goal.is_nan() {
            return None;
        }
        let entry = self.setting.setting();
        let value = if weight < 1.0 && entry.choice == Choice::Real {
            before + weight * (goal - before)
        } else {
            goal
        };
        Some(value.clamp(entry.range.0, entry.range.1))
    }
}

/// The settings in force in a zone under changes, in their order, each with its weight; and which shares
/// of the split they give.
pub fn in_force<'a>(
    baseline: &Settings,
    zone: Zone,
    active: impl IntoIterator<Item = (&'a Change, f64)>,
) -> (Settings, [bool; 6]) {
    let mut settings = baseline.clone();
    let mut given = [false; 6];
    for (change, weight) in active {
        let share = SPLIT.iter().position(|&share| share == change.setting);
        // A share that nothing has given yet is in force at its part of the rest.
        if share.is_some_and(|share| !given[share]) && given.contains(&true) {
            complete_split(&mut settings, baseline, SPLIT, given);
        }
        let value = change.value(settings.get(change.setting), zone, weight);
        if let Some(value) = value {
            settings.set(change.setting, value);
        }
        if let Some(share) = share {
            given[share] |= value.is_some();
        }
    }
    if given.contains(&true) {
        complete_split(&mut settings, baseline, SPLIT, given);
    }
    (settings, given)
}

/// Shares that are given stand; the others share the rest in the baseline's proportions.
pub fn complete_split(
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
