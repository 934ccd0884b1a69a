//! What may be said of a paired difference.

use super::{Difference, Verdict};
use crate::metric::{Better, METRICS};
use crate::statistics::{Bound, Paired, paired};

/// The share of the baseline's standard deviation over seeds that is the margin where none is given.
pub const DEFAULT_MARGIN: f64 = 0.2;

/// What the interval of a difference supports.
pub fn verdict(better: Better, [low, high]: [f64; 2], margin: f64) -> Verdict {
    if low.is_nan() || high.is_nan() {
        return Verdict::NotClear;
    }
    if -margin <= low && high <= margin {
        return Verdict::NoDifference;
    }
    let (up, down) = match better {
        Better::Higher => (Verdict::Better, Verdict::Worse),
        Better::Lower => (Verdict::Worse, Verdict::Better),
        Better::Neither => (Verdict::Higher, Verdict::Lower),
    };
    if low > 0.0 {
        up
    } else if high < 0.0 {
        down
    } else {
        Verdict::NotClear
    }
}

/// A number, or nothing where it cannot be said. A zero has no sign.
pub fn said(value: f64) -> Option<f64> {
    value.is_finite().then_some(value + 0.0)
}

/// Where and when a difference is taken.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// Scenario.
    pub scenario: &'a str,
    /// Position of the metric in the registry.
    pub metric: usize,
    /// Level and name of the area.
    pub area: (&'a str, &'a str),
    /// Calendar year; none for the policy period.
    pub year: Option<u32>,
}

/// The paired difference of a metric: pairs of baseline and scenario in the order of seeds. The margin
/// is a fifth of the baseline's standard deviation over seeds where none is given.
pub fn difference(
    spot: Spot,
    pairs: &[(f64, f64)],
    bound: Bound,
    margin: Option<f64>,
) -> Difference {
    let found: Paired = paired(pairs, bound);
    let metric = &METRICS[spot.metric];
    let own = DEFAULT_MARGIN * found.first_sd;
    let margin = margin.unwrap_or(if own.is_nan() { 0.0 } else { own });
    let share = if metric.better == Better::Lower { found.lower } else { found.higher };
    let [low, high] = [found.low, found.high].map(said);
    Difference {
        scenario: spot.scenario.to_owned(),
        metric: metric.id.to_owned(),
        level: spot.area.0.to_owned(),
        area: spot.area.1.to_owned(),
        year: spot.year,
        n: found.n,
        baseline: said(found.first),
        mean: said(found.second),
        difference: said(found.difference),
        low,
        high,
        sd: said(found.sd),
        spread: (found.n > 0).then_some(found.spread),
        share_better: said(share),
        correlation: said(found.correlation),
        run_saving: said(found.saving),
        margin,
        verdict: match found.n {
            0 => Verdict::NoValue,
            _ => verdict(metric.better, [found.low, found.high], margin),
        },
    }
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
            (Higher, [-0.1, 0.3], Verdict::NotClear),
            (Higher, [0.01, 0.04], Verdict::NoDifference),
            (Higher, [-0.05, 0.05], Verdict::NoDifference),
            (Higher, [0.0, 0.0], Verdict::NoDifference),
            (Lower, [f64::NAN, f64::NAN], Verdict::NotClear),
            (Lower, [f64::NEG_INFINITY, f64::INFINITY], Verdict::NotClear),
        ];
        for (better, interval, expected) in cases {
            assert_eq!(verdict(better, interval, 0.05), expected, "{better:?} {interval:?}");
        }
    }
}
