//! Turning points: where the mean difference of two scenarios changes its sign when one setting moves alone, all else
//! as in the world as assumed. Worlds propose where; seeds on both sides decide.

use serde::{Deserialize, Serialize};

/// Where a candidate is tried on both sides: so far from it, of the worlds of the plausible range.
const STEP: f64 = 1.0 / 16.0;

/// Points of the range that are looked at for a candidate.
const GRID: u32 = 32;

/// Worlds that come no nearer to zero than this share of the difference as assumed propose nothing.
const NEAR: f64 = 0.25;

/// Places at which seeds are run, at most.
const MOST_SIDES: usize = 4;

/// A mean over seeds at one value of the setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The share of the worlds of the plausible range that lie below the value.
    pub below: f64,
    /// The value.
    pub value: f64,
    /// The mean difference there.
    pub mean: f64,
    /// Its standard error over the seeds.
    pub standard_error: f64,
    /// Seeds with a value.
    pub n: usize,
}

impl Side {
    /// Whether its sign is clear: twice its standard error from zero.
    fn is_clear(&self) -> bool {
        self.mean.abs() > 2.0 * self.standard_error && self.n > 1
    }
}

/// What was found of a setting that may turn a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turning {
    /// Scenario.
    pub scenario: String,
    /// With what it is compared: the baseline, or for a ranking another scenario.
    pub against: String,
    /// Metric.
    pub metric: String,
    /// Setting; of several that go together the first.
    pub setting: String,
    /// Its value in the world as assumed, and the mean difference there.
    pub default: [f64; 2],
    /// The ends of its plausible range.
    pub range: [f64; 2],
    /// Where seeds were run, in the order in which they were.
    pub sides: Vec<Side>,
    /// The turning value, between the two sides that lie about it; none where none was found.
    pub turns: Option<f64>,
    /// Whether the signs on both sides are clear.
    pub is_clear: bool,
}

/// A place where a difference may turn, as worlds propose it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Proposal {
    /// The share of the worlds of the plausible range below it.
    pub below: f64,
    /// How far it is from the world as assumed, or, where worlds do not reach zero, 1 and how near they come.
    pub distance: f64,
}

/// Where the curve of worlds crosses zero, if it goes through what was seen in the world as assumed: the crossing
/// nearest to it. Where it crosses nowhere but comes near, the end that is nearest.
pub(super) fn proposal(
    default: f64,
    difference: f64,
    curve: &dyn Fn(f64) -> f64,
) -> Option<Proposal> {
    let here = curve(default);
    let at = |below: f64| difference + curve(below) - here;
    let sign = difference.signum();
    let grid = || (0..=GRID).map(|step| f64::from(step) / f64::from(GRID));
    let crossed = grid().filter(|&below| at(below) * sign < 0.0);
    let distance = |below: f64| (below - default).abs();
    let nearest = crossed.min_by(|a, b| distance(*a).total_cmp(&distance(*b)));
    if let Some(below) = nearest {
        return Some(Proposal { below, distance: distance(below) });
    }
    let ends = [0.0, 1.0].into_iter().map(|end| (end, at(end) / difference));
    let (below, rest) = ends.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (rest < NEAR).then_some(Proposal { below, distance: 1.0 + rest })
}

/// Looks for the turning point about a proposal: `run` gives the side at a share of the range, or nothing where it
/// was stopped.
pub(super) fn search<E>(
    (default, difference): (f64, f64),
    proposed: f64,
    run: &mut dyn FnMut(f64) -> Result<Option<Side>, E>,
) -> Result<Option<Found>, E> {
    let way = if proposed >= default { 1.0 } else { -1.0 };
    let end = if way > 0.0 { 1.0 } else { 0.0 };
    let beyond = |below: f64| (below - default) * way;
    let turned = |side: &Side| side.mean * difference.signum() < 0.0;
    let mut sides: Vec<Side> = Vec::new();
    // The world as assumed is one side where it is nearer than a step.
    let near = proposed - way * STEP;
    let far = (proposed + way * STEP).clamp(0.0, 1.0);
    let mut next = Some(if beyond(near) > STEP / 2.0 { near } else { far });
    while let Some(below) = next {
        let Some(side) = run(below)? else { return Ok(None) };
        sides.push(side);
        let (last_kept, first_turned) = around(&sides, turned, beyond);
        let left = MOST_SIDES - sides.len();
        next = match (last_kept, first_turned) {
            _ if left == 0 => None,
            // On the way out: the other side of the proposal, then the end of the range.
            (Some(kept), None) if beyond(kept.below) < beyond(far) => Some(far),
            (Some(kept), None) if kept.below.to_bits() != f64::to_bits(end) => Some(end),
            (_, None) => None,
            // One side of it is only known from the world as assumed, by other seeds: half way.
            (None, Some(side)) => Some(f64::midpoint(default, side.below)),
            // Wider than the first two sides are apart.
            (Some(kept), Some(side)) if beyond(side.below) - beyond(kept.below) > 2.5 * STEP => {
                Some(f64::midpoint(kept.below, side.below))
            }
            _ => None,
        };
    }
    let (last_kept, first_turned) = around(&sides, turned, beyond);
    let both = last_kept.zip(first_turned);
    let turns = both.map(|(kept, side)| {
        let share = kept.mean / (kept.mean - side.mean);
        kept.value + share * (side.value - kept.value)
    });
    let is_clear = both.is_some_and(|(kept, side)| kept.is_clear() && side.is_clear());
    Ok(Some(Found { sides, turns, is_clear }))
}

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub sides: Vec<Side>,
    pub turns: Option<f64>,
    pub is_clear: bool,
}

/// The furthest side on which the difference is as it was, and the nearest on which it has turned.
fn around(
    sides: &[Side],
    turned: impl Fn(&Side) -> bool,
    beyond: impl Fn(f64) -> f64,
) -> (Option<&Side>, Option<&Side>) {
    let nearer = |a: &&Side, b: &&Side| beyond(a.below).total_cmp(&beyond(b.below));
    let last_kept = sides.iter().filter(|side| !turned(side)).max_by(nearer);
    let first_turned = sides.iter().filter(|side| turned(side)).min_by(nearer);
    (last_kept, first_turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: f64, slope: f64) -> impl FnMut(f64) -> Result<Option<Side>, ()> {
        move |below| {
            let mean = from + slope * below;
            Ok(Some(Side { below, value: 10.0 * below, mean, standard_error: 0.01, n: 20 }))
        }
    }

    #[test]
    fn worlds_propose_the_crossing_that_is_nearest_to_what_is_assumed() {
        let found = proposal(0.5, 1.0, &|below| 4.0 * below - 2.0).unwrap();
        assert!((found.below - 0.25).abs() < 0.04, "{found:?}");
        // The curve is moved so that it goes through what was seen.
        let found = proposal(0.5, 1.6, &|below| 4.0 * below + 9.0).unwrap();
        assert!((found.below - 0.1).abs() < 0.04, "{found:?}");
        assert_eq!(proposal(0.5, 1.0, &|below| 0.1 * below), None);
        // Near to zero at the end of the range, though not through it.
        assert_eq!(proposal(0.5, 1.0, &|below| 1.6 * below).unwrap().below, 0.0);
    }

    #[test]
    fn a_turning_point_is_confirmed_on_both_sides_also_where_worlds_propose_it_a_little_wrong() {
        // Zero at .3 of the range, a value of 3; the world as assumed is at .6.
        for proposed in [0.3, 0.25, 0.1, 0.4, 0.55] {
            let mut runs = 0;
            let mut at = line(-0.6, 2.0);
            let mut run = |below: f64| {
                runs += 1;
                at(below)
            };
            let found = search((0.6, 0.6), proposed, &mut run).unwrap().unwrap();
            assert!(
                (found.turns.unwrap() - 3.0).abs() < 1e-9 && found.is_clear,
                "{proposed} {found:?}"
            );
            assert!(runs <= 4, "{proposed} {runs}");
        }
    }

    #[test]
    fn where_the_difference_keeps_its_sign_up_to_the_end_there_is_no_turning_point() {
        let found = search((0.5, 1.5), 0.1, &mut line(1.0, 1.0)).unwrap().unwrap();
        assert_eq!(found.turns, None);
        assert_eq!(found.sides.last().unwrap().below, 0.0);
    }

    #[test]
    fn a_sign_that_is_not_clear_on_both_sides_is_told() {
        let mut run = |below: f64| {
            let mean = below - 0.3;
            Ok::<_, ()>(Some(Side { below, value: below, mean, standard_error: 0.5, n: 20 }))
        };
        let found = search((0.6, 0.3), 0.3, &mut run).unwrap().unwrap();
        assert!(found.turns.is_some() && !found.is_clear);
        assert_eq!(search((0.6, 0.3), 0.3, &mut |_| Ok::<_, ()>(None)).unwrap(), None);
    }
}
