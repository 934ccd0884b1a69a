//! What may be said of a paired difference. All words of a comparison, on the terminal, in the report and
//! in the tables, come from [`verdict`].

use super::{Difference, Opposite, Verdict, controls};
use crate::metric::{self, Better, METRICS};
use crate::statistics::{Bound, Controls, Kind, Paired, paired};

/// Where all differences are the same but not zero, they speak for the others only if with the confidence
/// of the interval fewer than this share of seeds differ from them.
pub(super) const MOST_UNSEEN: f64 = 0.5;

/// What the pairs support, with the margin below which a difference does not matter.
pub fn verdict(better: Better, found: &Paired, margin: f64) -> Verdict {
    if found.n == 0 {
        return Verdict::NoValue;
    }
    let all_equal = found.higher <= 0.0 && found.lower <= 0.0;
    match found.kind {
        Kind::None | Kind::Equal if all_equal => Verdict::Same,
        Kind::None => Verdict::NotClear,
        Kind::Equal if found.unseen < MOST_UNSEEN => {
            of_interval(better, [found.difference; 2], margin)
        }
        Kind::Equal => Verdict::NotClear,
        Kind::T | Kind::BootstrapT | Kind::Sequence => {
            of_interval(better, [found.low, found.high], margin)
        }
    }
}

/// Whether it is surely better, and by more than matters. A narrower interval about the same difference never takes
/// that back: [`Verdict::Better`] alone can, as it is also said of what is better by little or much.
pub(super) fn surely_matters(better: Better, found: &Paired, margin: f64) -> bool {
    let [low, high] = match found.kind {
        Kind::Equal if found.unseen < MOST_UNSEEN => [found.difference; 2],
        Kind::None | Kind::Equal => return false,
        Kind::T | Kind::BootstrapT | Kind::Sequence => [found.low, found.high],
    };
    match better {
        Better::Higher => low > margin,
        Better::Lower => high < -margin,
        Better::Neither => false,
    }
}

/// What an interval supports.
fn of_interval(better: Better, [low, high]: [f64; 2], margin: f64) -> Verdict {
    let (up, up_small, down, down_small) = match better {
        Better::Higher => {
            (Verdict::Better, Verdict::BetterSmall, Verdict::Worse, Verdict::WorseSmall)
        }
        Better::Lower => {
            (Verdict::Worse, Verdict::WorseSmall, Verdict::Better, Verdict::BetterSmall)
        }
        Better::Neither => {
            (Verdict::Higher, Verdict::HigherSmall, Verdict::Lower, Verdict::LowerSmall)
        }
    };
    if low > 0.0 {
        return if high > margin { up } else { up_small };
    }
    if high < 0.0 {
        return if low < -margin { down } else { down_small };
    }
    if -margin <= low && high <= margin { Verdict::NoDifference } else { Verdict::NotClear }
}

/// A number, or nothing where it cannot be said. A zero has no sign.
pub(super) fn said(value: f64) -> Option<f64> {
    value.is_finite().then_some(value + 0.0)
}

/// Where and when a difference is taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    /// Scenario.
    pub scenario: &'a str,
    /// Position of the metric in the registry.
    pub metric: usize,
    /// Level and name of the area.
    pub area: (&'a str, &'a str),
    /// Calendar year; none for the policy period.
    pub year: Option<u32>,
}

/// The ends of an interval of a difference, cut at what it can be: between the two ends of the metric's
/// range and their opposite.
pub(super) fn cut(metric: usize, [low, high]: [f64; 2]) -> [f64; 2] {
    let (least, most) = METRICS[metric].range;
    let reach = most - least;
    // Where nothing can be said an end is infinite and stays so.
    [low, high].map(|end| if end.is_finite() { end.clamp(-reach, reach) } else { end })
}

/// Pairs of baseline and scenario in the order of seeds, with the controls by which their means are adjusted, if
/// they are.
#[derive(Clone, Debug)]
pub(super) struct Pairs<'a> {
    pub raw: Vec<(f64, f64)>,
    pub controls: Option<&'a Controls>,
}

/// What pairs say, with means, difference and interval adjusted where there are controls; and how many times as
/// many seeds plain means would take.
fn adjusted(of: &Pairs, bound: Bound) -> (Paired, Option<f64>) {
    let Some(controls) = of.controls else { return (paired(&of.raw, bound), None) };
    // What the shape decides was looked at before: these are normal enough, or all the same.
    let plain = paired(&of.raw, bound.of_any_shape());
    let pairs = controls::adjusted(controls, &of.raw);
    let found = paired(&pairs, bound.with_controls(controls.number()));
    let means = Paired { first: found.first, second: found.second, ..plain };
    if plain.kind == Kind::Equal {
        return (means, None);
    }
    let Paired { difference, low, high, kind, .. } = found;
    let saving = plain.sd * plain.sd / (found.sd * found.sd);
    (Paired { difference, low, high, kind, ..means }, Some(saving))
}

/// The paired difference of a metric. The margin is that of the registry where none is given.
pub(super) fn difference(
    spot: Spot,
    pairs: &Pairs,
    bound: Bound,
    margin: Option<f64>,
) -> Difference {
    let metric = &METRICS[spot.metric];
    let (mut found, saving) = adjusted(pairs, bound);
    [found.low, found.high] = cut(spot.metric, [found.low, found.high]);
    let margin = margin.unwrap_or(metric.margin.size);
    let share = if metric.better == Better::Lower { found.lower } else { found.higher };
    let [low, high] = [found.low, found.high].map(said);
    Difference {
        scenario: spot.scenario.to_owned(),
        metric: metric.id.to_owned(),
        level: spot.area.0.to_owned(),
        area: spot.area.1.to_owned(),
        year: spot.year,
        year_months: None,
        policy_months: None,
        n: found.n,
        baseline: said(found.first),
        mean: said(found.second),
        difference: said(found.difference),
        low,
        high,
        interval: found.kind,
        unseen: said(found.unseen),
        sd: said(found.sd),
        spread: (found.n > 0).then_some(found.spread),
        share_better: said(share),
        correlation: said(found.correlation),
        run_saving: said(found.saving),
        adjusted: pairs.controls.is_some(),
        control_saving: saving.and_then(said),
        margin,
        verdict: verdict(metric.better, &found, margin),
        opposite: None,
    }
}

/// Pairs of a metric, by its position in the registry.
pub(super) type PairsOf<'a, 'c> = &'a dyn Fn(usize) -> Pairs<'c>;

/// The paired difference of a metric that says so where locals and migrants move in opposite ways.
pub(super) fn difference_by_status(
    spot: Spot,
    pairs: PairsOf,
    bound: Bound,
    margin: Option<f64>,
) -> Difference {
    let whole = difference(spot, &pairs(spot.metric), bound, margin);
    let Some(parts) = metric::by_status(spot.metric) else { return whole };
    let [local, migrant] = parts.map(|metric| {
        difference(Spot { metric, ..spot }, &pairs(metric), bound, Some(whole.margin))
    });
    Difference { opposite: Opposite::between(&local, &migrant), ..whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_says_no_more_than_its_interval() {
        use Better::{Higher, Lower, Neither};
        let cases = [
            (Higher, [0.1, 0.3], Verdict::Better),
            (Higher, [-0.3, -0.1], Verdict::Worse),
            (Lower, [0.1, 0.3], Verdict::Worse),
            (Lower, [-0.3, -0.1], Verdict::Better),
            (Neither, [0.1, 0.3], Verdict::Higher),
            (Neither, [-0.3, -0.1], Verdict::Lower),
            // The interval reaches beyond the margin, though it begins within it.
            (Higher, [0.01, 0.06], Verdict::Better),
            (Higher, [0.01, 0.05], Verdict::BetterSmall),
            (Higher, [-0.05, -0.01], Verdict::WorseSmall),
            (Lower, [0.01, 0.04], Verdict::WorseSmall),
            (Lower, [-0.04, -0.01], Verdict::BetterSmall),
            (Neither, [0.01, 0.04], Verdict::HigherSmall),
            (Neither, [-0.04, -0.01], Verdict::LowerSmall),
            (Higher, [-0.1, 0.3], Verdict::NotClear),
            (Higher, [-0.01, 0.051], Verdict::NotClear),
            (Higher, [-0.05, 0.05], Verdict::NoDifference),
            (Neither, [0.0, 0.05], Verdict::NoDifference),
            (Lower, [f64::NEG_INFINITY, f64::INFINITY], Verdict::NotClear),
        ];
        for (better, interval, expected) in cases {
            assert_eq!(of_interval(better, interval, 0.05), expected, "{better:?} {interval:?}");
        }
    }

    #[test]
    fn more_seeds_never_level_what_fewer_had_parted() {
        // Differences a little within and beyond the margin, by fewer and fewer seeds' luck about the same mean.
        let pairs = |mean: f64, width: f64| -> Vec<(f64, f64)> {
            (0..20).map(|seed| (0.0, mean + if seed % 2 == 0 { width } else { -width })).collect()
        };
        let parted = |mean: f64, width: f64| {
            let found = paired(&pairs(mean, width), Bound::by_shape(0.05));
            (surely_matters(Better::Higher, &found, 0.05), verdict(Better::Higher, &found, 0.05))
        };
        for mean in [0.01, 0.045, 0.055, 0.2] {
            let widths = [1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
            let by: Vec<bool> = widths.iter().map(|&width| parted(mean, width).0).collect();
            assert!(by.is_sorted(), "{mean} {by:?}");
            assert_eq!(by.last(), Some(&(mean > 0.05)), "{mean}");
        }
        // The verdict beside the baseline is no such rule: it says better of a difference that may be less.
        assert_eq!(parted(0.045, 0.03), (false, Verdict::Better));
        assert_eq!(parted(0.045, 0.001), (false, Verdict::BetterSmall));
    }

    fn of(pairs: &[(f64, f64)], margin: f64) -> Difference {
        let metric = metric::find("trust").unwrap();
        let spot = Spot { scenario: "", metric, area: ("", ""), year: None };
        let pairs = Pairs { raw: pairs.to_vec(), controls: None };
        difference(spot, &pairs, Bound::by_shape(0.05), Some(margin))
    }

    #[test]
    fn pairs_that_are_all_equal_are_the_same_in_every_seed_and_have_no_interval() {
        let equal = of(&[(0.4, 0.4); 40], 0.01);
        assert_eq!((equal.verdict, equal.low, equal.high), (Verdict::Same, None, None));
        assert!((equal.unseen.unwrap() - 0.072_2).abs() < 1e-4);
        assert_eq!(equal.fewer_than(), Some(3));
        assert_eq!(of(&[(0.4, 0.4)], 0.01).verdict, Verdict::Same);
        assert_eq!(of(&[(f64::NAN, 0.4)], 0.01).verdict, Verdict::NoValue);
        assert_eq!(of(&[(0.4, 0.5)], 0.01).verdict, Verdict::NotClear);
        // A difference that is the same in every seed speaks for most seeds, if there are enough.
        assert_eq!(of(&[(0.4, 0.5); 40], 0.01).verdict, Verdict::Better);
        assert_eq!(of(&[(0.4, 0.405); 40], 0.01).verdict, Verdict::BetterSmall);
        assert_eq!(of(&[(0.4, 0.5); 3], 0.01).verdict, Verdict::NotClear);
    }

    #[test]
    fn ends_are_cut_at_what_a_difference_can_be() {
        let wide = of(&[(0.0, 1.0), (1.0, 0.0), (0.0, 0.9)], 0.01);
        assert_eq!((wide.low, wide.high, wide.verdict), (Some(-1.0), Some(1.0), Verdict::NotClear));
    }

    #[test]
    fn a_mean_that_hides_opposite_ways_of_locals_and_migrants_says_so() {
        let [local, migrant] = ["trust_local", "trust_migrant"].map(|id| metric::find(id).unwrap());
        let pairs = |metric: usize| {
            let effect = if metric == local {
                -0.05
            } else if metric == migrant {
                0.2
            } else {
                0.0
            };
            let pair = |seed| (0.4, 0.4 + effect + 0.001 * f64::from(seed % 5 - 2));
            Pairs { raw: (0..20).map(pair).collect(), controls: None }
        };
        let spot = Spot {
            scenario: "",
            metric: metric::find("trust").unwrap(),
            area: ("", ""),
            year: None,
        };
        let found = difference_by_status(spot, &pairs, Bound::by_shape(0.05), None);
        assert_eq!(found.verdict, Verdict::NoDifference);
        let opposite = found.opposite.unwrap();
        assert!(opposite.local.mean < Some(-0.04) && opposite.migrant.mean > Some(0.1));
        let one_way = |_: usize| pairs(local);
        let found = difference_by_status(spot, &one_way, Bound::by_shape(0.05), None);
        assert_eq!(found.opposite, None);
    }
}
