//! A package made to meet a ceiling: some of its levers moved on the way from the baseline to the package, all
//! by the same share, on the same seeds.

use super::procedure::{Asks, Request, compare};
use super::{Ceiling, Compared, Fit};
use crate::experiment::PairingError;
use crate::policy::{ChangeKind, Operation, Scenario};
use crate::quantity::Choice;
use crate::setting::SettingId;

/// How close to the ceiling is met: this share of it, below.
pub const CLOSE: f64 = 0.01;
/// The most evaluations.
pub const MOST_LOOKS: usize = 8;
/// The furthest beyond the package, in steps of that from the baseline to it.
const FURTHEST: f64 = 3.0;
/// Digits, behind the first, of the values that are written.
const DIGITS: usize = 3;

/// A lever between the baseline and a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The lever.
    pub lever: SettingId,
    /// Its value in the baseline, by zone.
    pub from: [f64; 3],
    /// Its value in the package, by zone.
    pub to: [f64; 3],
}

/// Why a lever cannot be scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unscaled {
    /// `[policy]` of the package does not set it.
    NotInPolicy(SettingId),
    /// It is no number.
    NoNumber(SettingId),
    /// The package sets what is in force anyway.
    NoStep(SettingId),
}

/// The steps of levers from a baseline to a package.
///
/// # Errors
/// Of the first lever that cannot be scaled.
pub fn steps(package: &Scenario, levers: &[SettingId]) -> Result<Vec<Step>, Unscaled> {
    let step = |&lever: &SettingId| {
        if !matches!(lever.setting().choice, Choice::Real | Choice::Whole) {
            return Err(Unscaled::NoNumber(lever));
        }
        let is_it = |change: &&crate::policy::Change| {
            change.kind == ChangeKind::Policy && change.setting == lever
        };
        let change = package.changes.iter().find(is_it).ok_or(Unscaled::NotInPolicy(lever))?;
        let from = [0, 1, 2].map(|zone| package.baseline[zone].get(lever));
        let to = [0, 1, 2].map(|zone| match change.operation {
            Operation::Value(values) if values[zone].is_nan() => from[zone],
            Operation::Value(values) => values[zone],
            Operation::Factor(factor) => factor * from[zone],
        });
        if from == to { Err(Unscaled::NoStep(lever)) } else { Ok(Step { lever, from, to }) }
    };
    levers.iter().map(step).collect()
}

impl Step {
    /// The values at a share of the way, as they are written.
    pub fn at(&self, share: f64) -> [f64; 3] {
        [0, 1, 2].map(|zone| {
            let value = self.from[zone] + share * (self.to[zone] - self.from[zone]);
            match self.lever.setting().choice {
                Choice::Whole => value.round(),
                _ => rounded(value),
            }
        })
    }

    /// The furthest share at which the lever is still legal.
    fn furthest(&self) -> f64 {
        let (low, high) = self.lever.setting().range;
        let of = |zone: usize| {
            let way = self.to[zone] - self.from[zone];
            let end = if way > 0.0 { high } else { low };
            if way == 0.0 { FURTHEST } else { (end - self.from[zone]) / way }
        };
        (0..3).map(of).fold(FURTHEST, f64::min).max(1.0)
    }
}

fn rounded(value: f64) -> f64 {
    format!("{value:.DIGITS$e}").parse().unwrap_or(value) + 0.0
}

/// A package with its levers at a share of the way.
pub fn scaled(package: &Scenario, steps: &[Step], share: f64) -> Scenario {
    let mut scaled = package.clone();
    for change in scaled.changes.iter_mut().filter(|change| change.kind == ChangeKind::Policy) {
        if let Some(step) = steps.iter().find(|step| step.lever == change.setting) {
            change.operation = Operation::Value(step.at(share));
        }
    }
    scaled
}

/// What was seen at a share of the way.
#[derive(Clone, Debug)]
pub struct Look {
    /// The share: 0 the baseline's values of these levers, 1 the package's.
    pub share: f64,
    /// By how much the worst year and county is above the ceilings, upper end, as a share of the ceiling; below
    /// 0 where all fit. A budget that is cut is above by what is cut of it.
    pub above: f64,
    /// The comparison.
    pub compared: Compared,
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Within [`CLOSE`] of the ceiling, below it.
    Met,
    /// Below it, and the levers are as far as they can go.
    Room,
    /// Below it, and there were no more looks, or no values between.
    Coarse,
    /// Above it even without these levers.
    TooMuch,
}

/// A search and what it saw, in its order.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// How it ended.
    pub end: End,
    /// All looks.
    pub looks: Vec<Look>,
    /// Position of the one that is best: the closest below the ceiling, else the lowest above it.
    pub best: usize,
}

/// Looks for the share of the way at which a package meets its ceilings.
///
/// # Errors
/// If a comparison fails; `Ok(None)` where somebody stopped it.
pub fn fit(
    request: &Request<'_>,
    steps: &[Step],
    ceilings: &[Ceiling],
) -> Result<Option<Fitted>, PairingError> {
    let [baseline, package] = request.arms else { return Ok(None) };
    let mut looks: Vec<Look> = Vec::new();
    let mut failed = None;
    let furthest = steps.iter().map(Step::furthest).fold(FURTHEST, f64::min);
    let end = search(furthest, &mut |share| {
        let arms = [baseline.clone(), scaled(package, steps, share)];
        let asks = Asks { ceilings, ..request.asks };
        match compare(&Request { arms: &arms, asks, ..*request }) {
            Ok(Some(compared)) if !(request.runner.stop)() => {
                let above = above(&compared, &package.name);
                looks.push(Look { share, above, compared });
                Some(above)
            }
            Ok(_) => None,
            Err(error) => {
                failed = Some(error);
                None
            }
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let Some(end) = end else { return Ok(None) };
    let below = |look: &&(usize, &Look)| look.1.above <= 0.0;
    let numbered: Vec<(usize, &Look)> = looks.iter().enumerate().collect();
    let best = numbered
        .iter()
        .filter(below)
        .max_by(|a, b| a.1.above.total_cmp(&b.1.above))
        .or_else(|| numbered.iter().min_by(|a, b| a.1.above.total_cmp(&b.1.above)))
        .map_or(0, |look| look.0);
    Ok(Some(Fitted { end, looks, best }))
}

/// By how much the package is above its ceilings, as a share of them.
fn above(compared: &Compared, package: &str) -> f64 {
    let comparison = &compared.comparison;
    let own = comparison.ceilings.iter().filter(|under| under.arm == package);
    let of = own.map(|under| {
        let most = under.ceiling.most;
        let unit = if most == 0.0 { 1.0 } else { most.abs() };
        let ends = under.years.iter().filter_map(|year| year.high.or(year.mean));
        let worst = (ends.fold(f64::NEG_INFINITY, f64::max) - most) / unit;
        // Within the ceiling, and yet it does not fit: a part of it is cut, in some seeds at least.
        if under.fit == Fit::Fits || worst > 0.0 { worst } else { cut(compared, package) }
    });
    of.fold(f64::NEG_INFINITY, f64::max)
}

fn cut(compared: &Compared, package: &str) -> f64 {
    let cut = compared.comparison.cuts.iter().find(|cut| cut.arm == package);
    cut.map_or(CLOSE, |cut| cut.share.max(1e-6))
}

/// Looks for the largest share at which a number is not above 0, and at most [`CLOSE`] below; none if a look
/// gave nothing. The number may be any that rises or falls in between; the search is by straight lines, in
/// which the end that stays is weighed less and less (the Illinois method).
fn search(furthest: f64, look: &mut dyn FnMut(f64) -> Option<f64>) -> Option<End> {
    let is_met = |above: f64| (-CLOSE..=0.0).contains(&above);
    let whole = look(1.0)?;
    if is_met(whole) {
        return Some(End::Met);
    }
    let (mut fits, mut high) = if whole > 0.0 {
        let none = look(0.0)?;
        if none > 0.0 {
            return Some(End::TooMuch);
        }
        ((0.0, none), (1.0, whole))
    } else {
        if furthest <= 1.0 {
            return Some(End::Room);
        }
        let far = look(furthest)?;
        if far <= 0.0 {
            return Some(if is_met(far) { End::Met } else { End::Room });
        }
        ((1.0, whole), (furthest, far))
    };
    if is_met(fits.1) {
        return Some(End::Met);
    }
    // Aimed at is the middle of what is met.
    let aim = |above: f64| above + CLOSE / 2.0;
    let (mut weights, mut last) = ([1.0, 1.0], 0);
    for _ in 2..MOST_LOOKS {
        let (below, over) = (weights[0] * aim(fits.1), weights[1] * aim(high.1));
        let share = fits.0 + (high.0 - fits.0) * (-below / (over - below)).clamp(0.02, 0.98);
        let found = look(share)?;
        if is_met(found) {
            return Some(End::Met);
        }
        let side = usize::from(found > 0.0);
        if side == 1 {
            high = (share, found);
        } else {
            fits = (share, found);
        }
        weights[side] = 1.0;
        if side == last {
            weights[1 - side] *= 0.5;
        }
        last = side;
    }
    Some(End::Coarse)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks of a search for a share at which a number is just below 0.
    fn looks(furthest: f64, of: impl Fn(f64) -> f64) -> (End, Vec<f64>) {
        let mut seen = Vec::new();
        let end = search(furthest, &mut |share| {
            seen.push(share);
            Some(of(share))
        });
        (end.unwrap(), seen)
    }

    #[test]
    fn a_ceiling_is_met_within_one_in_a_hundred_in_at_most_eight_looks() {
        type Curve = fn(f64) -> f64;
        let curves: [(&str, Curve); 5] = [
            ("straight", |share| 3.0 * share - 1.0),
            ("steep at first", |share| 2.0 * (2.0 * share).min(0.8 + 0.3 * share) - 1.3),
            ("steep at last", |share| 4.0 * share * share * share * share - 0.2),
            (
                "with a kink",
                |share| if share < 0.4 { 0.2 * share - 0.3 } else { 4.0 * share - 1.82 },
            ),
            ("to be grown", |share| share - 2.3),
        ];
        for (name, curve) in curves {
            let (end, seen) = looks(3.0, curve);
            assert_eq!(end, End::Met, "{name}: {seen:?}");
            let last = curve(*seen.last().unwrap());
            assert!((-CLOSE..=0.0).contains(&last), "{name}: {last}");
            assert!(seen.len() <= MOST_LOOKS, "{name}: {seen:?}");
        }
    }

    #[test]
    fn what_cannot_be_met_says_why() {
        assert_eq!(looks(3.0, |share| 0.2 + share).0, End::TooMuch);
        assert_eq!(looks(3.0, |share| 0.1 * share - 1.0).0, End::Room);
        assert_eq!(looks(1.0, |_| -0.5).0, End::Room);
        // A step that jumps over what is close: the best below it is kept.
        assert_eq!(looks(3.0, |share| if share < 0.37 { -0.2 } else { 0.2 }).0, End::Coarse);
    }

    #[test]
    fn values_are_written_with_four_digits_and_whole_ones_whole() {
        for (value, written) in
            [(0.623_456, 0.6235), (123_456.0, 123_500.0), (0.0, 0.0), (-1.23456, -1.235)]
        {
            assert!((rounded(value) - written).abs() < 1e-9, "{value}");
        }
    }
}
