//! Which factors move an outcome, admitting luck: the model is random, and what is estimated is the index of
//! the mean over luck.

#[cfg(test)]
mod against;
mod given;
mod morris;
mod parted;
mod resample;
mod sobol;

pub use given::{Density, Ranked, densities, ranked};
pub use morris::{Effect, Trajectory, morris};
pub use parted::{Parted, parted};
pub use sobol::{Block, Index, Indices, sobol};

/// An estimate with its interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Estimate {
    /// No estimate.
    pub(crate) const NONE: Self = Self { value: f64::NAN, low: f64::NAN, high: f64::NAN };

    /// Half the width of the interval.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// How many times as many runs would bring the interval of an index down to what is above a floor; none where
/// that is less than what there is, or the index is not above the floor at all.
pub fn times_as_many(of: &Estimate, floor: f64) -> Option<f64> {
    let above = of.value - floor;
    let times = (of.half_width() / above) * (of.half_width() / above);
    (above > 0.0 && times > 1.0 && times.is_finite()).then_some(times)
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}
