//! What a team says a number will be, and how good that was.

use serde::{Deserialize, Serialize};

/// A value, and a range that will hold it four times in five, in the units in which the number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forecast {
    /// The value that is thought likeliest.
    pub value: f64,
    /// The lower end of the range.
    pub low: f64,
    /// The upper end of the range.
    pub high: f64,
}

/// The share of forecasts that may miss their range: of a range that holds in four of five.
const MISSES: f64 = 0.2;

impl Forecast {
    /// Whether these are numbers in their order, within what the outcome can be.
    pub fn is_sound(&self, (least, most): (f64, f64)) -> bool {
        let all = [self.low, self.value, self.high];
        all.iter().all(|value| value.is_finite() && (least..=most).contains(value))
            && all.is_sorted()
    }

    /// The interval score of the range for what came (Gneiting and Raftery 2007, eq. 43): its width, and ten
    /// times what it missed by. In the units of the number; less is better. Proper: nobody does better by
    /// giving another range than the one that they believe in.
    pub fn score(&self, came: f64) -> f64 {
        let missed = (self.low - came).max(0.0) + (came - self.high).max(0.0);
        (self.high - self.low) + 2.0 / MISSES * missed
    }

    /// The mean score over histories; none without any.
    pub fn mean_score(&self, came: &[f64]) -> Option<f64> {
        if came.is_empty() {
            return None;
        }
        Some(came.iter().map(|&came| self.score(came)).sum::<f64>() / came.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: Forecast = Forecast { value: 12.0, low: 10.0, high: 15.0 };

    #[test]
    fn a_range_that_holds_costs_its_width_and_a_miss_ten_times_its_size_more() {
        assert_eq!(GIVEN.score(10.0), 5.0);
        assert_eq!(GIVEN.score(15.0), 5.0);
        assert_eq!(GIVEN.score(9.0), 15.0);
        assert_eq!(GIVEN.score(17.0), 25.0);
        assert_eq!(GIVEN.mean_score(&[12.0, 9.0]), Some(10.0));
        assert_eq!(GIVEN.mean_score(&[]), None);
    }

    #[test]
    fn the_range_that_one_believes_in_scores_best() {
        // Of the numbers 0 to 100, each as likely, the central range of four in five is 10 to 90.
        let came: Vec<f64> = (0..=1000).map(|at| f64::from(at) / 10.0).collect();
        let score =
            |low: f64, high: f64| Forecast { value: 50.0, low, high }.mean_score(&came).unwrap();
        let believed = score(10.0, 90.0);
        for (low, high) in [(0.0, 100.0), (20.0, 80.0), (50.0, 50.0), (5.0, 90.0), (10.0, 80.0)] {
            assert!(score(low, high) > believed, "{low} {high}");
        }
    }

    #[test]
    fn a_forecast_is_sound_if_its_numbers_are_in_order_and_possible() {
        let sound = |value, low, high| Forecast { value, low, high }.is_sound((0.0, 100.0));
        assert!(sound(5.0, 5.0, 5.0) && sound(0.0, 0.0, 100.0));
        assert!(!sound(5.0, 6.0, 7.0) && !sound(8.0, 6.0, 7.0) && !sound(7.0, 8.0, 6.0));
        assert!(!sound(f64::NAN, 0.0, 1.0) && !sound(1.0, 0.0, f64::INFINITY));
        assert!(!sound(5.0, -1.0, 7.0) && !sound(5.0, 1.0, 101.0));
    }
}
