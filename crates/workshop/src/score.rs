//! What a forecast was worth.
//!
//! A team says a range in which the value lies with four chances in five. The interval score is a proper rule:
//! nobody does better on average than by saying the range they believe in (Gneiting and Raftery 2007, Strictly
//! proper scoring rules, prediction, and estimation, equation 43).

/// Chance that the value lies outside a range that was well said.
pub const OUTSIDE: f64 = 0.2;

/// A forecast: a range of the outcome, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Range {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Range {
    /// A range with its ends in order; none where one is no number.
    pub fn new(one: f64, other: f64) -> Option<Self> {
        let fits = one.is_finite() && other.is_finite();
        fits.then(|| Self { low: one.min(other), high: one.max(other) })
    }

    /// Whether a value lies in it.
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// The interval score of a range against what came: its width, and ten times the distance by which the value
/// lies outside. In the unit of the outcome; less is better, 0 is best.
pub fn score(range: Range, came: f64) -> f64 {
    let miss = (range.low - came).max(0.0) + (came - range.high).max(0.0);
    (range.high - range.low) + 2.0 / OUTSIDE * miss
}

/// The mean score against all seeds of a case, so that luck does not decide who forecasts well; none of no
/// seeds.
pub fn mean_score(range: Range, came: &[f64]) -> Option<f64> {
    let sum = came.iter().fold(0.0, |sum, &value| sum + score(range, value));
    (!came.is_empty()).then(|| sum / came.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_holds_what_came_costs_its_width_and_a_miss_ten_times_its_distance() {
        let range = Range::new(0.3, 0.1).unwrap();
        assert!((score(range, 0.2) - 0.2).abs() < 1e-12);
        assert!((score(range, 0.35) - 0.7).abs() < 1e-12);
        assert!((score(range, 0.0) - 1.2).abs() < 1e-12);
        assert_eq!(Range::new(f64::NAN, 1.0), None);
    }

    #[test]
    fn nobody_does_better_on_average_than_by_the_range_of_the_middle_four_fifths() {
        let came: Vec<f64> = (0..1_000).map(|at| (f64::from(at) + 0.5) / 1_000.0).collect();
        let of = |low: f64, high: f64| mean_score(Range::new(low, high).unwrap(), &came).unwrap();
        let honest = of(0.1, 0.9);
        for (low, high) in
            [(0.0, 1.0), (0.2, 0.8), (0.4, 0.6), (0.1, 0.8), (0.2, 0.9), (0.05, 0.95)]
        {
            assert!(of(low, high) > honest, "{low} to {high}");
        }
        assert_eq!(mean_score(Range::new(0.0, 1.0).unwrap(), &[]), None);
    }
}
