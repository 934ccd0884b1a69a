//! Independent uniform points.

use super::{Point, plain};
use crate::random::{Luck, Process};

/// Points in `dimensions` dimensions, each coordinate drawn for itself by key, point and dimension: more
/// points are those there were and others.
pub fn random(key: u64, dimensions: usize, points: u32) -> Vec<Point> {
    plain((0..points).map(|point| random_at(key, dimensions, point)))
}

/// One of the points, from 0.
pub(crate) fn random_at(key: u64, dimensions: usize, point: u32) -> Vec<f64> {
    let luck = Luck::of_seed(key).of("random");
    let at = |dimension| luck.uniform(Process::Design, dimension as u32, point);
    (0..dimensions).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_random_points_are_those_there_were_and_others() {
        assert_eq!(random(7, 3, 20)[..8], random(7, 3, 8));
        assert_ne!(random(8, 3, 8), random(7, 3, 8));
    }

    /// The mean of 1,000 uniform numbers is more than 5 standard errors off in 6 of 10 million draws; five
    /// are looked at.
    #[test]
    fn random_points_fill_the_cube_evenly() {
        let points = random(1, 5, 1000);
        for dimension in 0..5 {
            let mean = points.iter().map(|point| point.at[dimension]).sum::<f64>() / 1000.0;
            assert!((mean - 0.5).abs() < 5.0 * 0.2887 / 1000_f64.sqrt(), "{mean}");
        }
    }
}
