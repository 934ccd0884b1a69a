//! Policy that an intervention, and interventions that another one of the same month overrules in all that they do.

use super::course::Written;
use super::messages::{Kind, Report};
use model::policy::{Change, ChangeKind, Operation};

/// Warns of interventions and shocks that can do nothing because of another of their kind, and of policy that
/// can do nothing because of either. The changes
/// are in the order in which they apply. The names of these.
pub(super) fn warn_of_overruled(report: &mut Report, changes: &[Written]) -> Vec<String> {
    let mut overruled = Vec::new();
    for (at, (change, spot)) in changes.iter().enumerate() {
        if change.kind == ChangeKind::Policy {
            let is_later =
                |other: &&Change| other.kind != ChangeKind::Policy && other.from == change.from;
            let mut later = changes.iter().rev().map(|(other, _)| other).filter(is_later);
            if let Some(other) = later.find(|other| overrules(other, change)) {
                let (name, other) = (change.name.clone(), other.name.clone());
                overruled.push(name.clone());
                report.warn(*spot, Kind::PolicyOverruled { name, other });
            }
            continue;
        }
        let same_month = |other: &&Change| other.kind == change.kind && other.from == change.from;
        let later = changes[at + 1..].iter().map(|(other, _)| other).take_while(same_month);
        if let Some(other) = later.filter(|other| overrules(other, change)).last() {
            let (name, other) = (change.name.clone(), other.name.clone());
            let key = change.setting.setting().id.to_owned();
            overruled.push(name.clone());
            report.warn(*spot, Kind::WithoutEffect { name, other, key });
        }
    }
    overruled
}

/// Whether a change that begins in the same month sets anew whatever another one sets.
fn overrules(later: &Change, earlier: &Change) -> bool {
    let whole = matches!(later.operation, Operation::Value(values) if !values.iter().any(|value| value.is_nan()));
    let as_long =
        later.until.is_none_or(|until| earlier.until.is_some_and(|earlier| earlier <= until));
    let (over, under) = (&later.target, &earlier.target);
    let everywhere = over.share.is_none()
        && (over.zone.is_none() || over.zone == under.zone)
        && (over.communities.is_none() || over.communities == under.communities);
    later.setting == earlier.setting && whole && later.ramp == 0 && as_long && everywhere
}
