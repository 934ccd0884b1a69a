//! The Latin hypercube (McKay, Beckman and Conover 1979): each factor has one point in each of as many equal
//! parts of its range as there are points.

use super::{Point, plain, shuffled};
use crate::random::{Luck, Process, unit64};

/// A Latin hypercube. Another number of points is another design.
pub fn latin(key: u64, dimensions: usize, points: u32) -> Vec<Point> {
    let luck = Luck::of_seed(key).of("latin");
    let columns: Vec<Vec<f64>> = (0..dimensions as u32)
        .map(|dimension| {
            let words = |point| luck.block_of(Process::Design, dimension, point, points);
            let word = |point| {
                let [high, low, ..] = words(point);
                u64::from(high) << 32 | u64::from(low)
            };
            let order = shuffled(points as usize, word);
            let within = |(point, part): (usize, u32)| {
                let [.., first, second] = words(point as u32);
                (f64::from(part) + unit64(first, second)) / f64::from(points)
            };
            order.into_iter().enumerate().map(within).collect()
        })
        .collect();
    plain((0..points as usize).map(|point| columns.iter().map(|column| column[point]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_hypercube_has_one_point_in_each_part_of_each_factor() {
        for points in [1, 2, 7, 100] {
            let design = latin(3, 6, points);
            for dimension in 0..6 {
                let part = |point: &Point| (point.at[dimension] * f64::from(points)) as u32;
                let mut parts: Vec<u32> = design.iter().map(part).collect();
                parts.sort_unstable();
                assert!(parts.into_iter().eq(0..points));
            }
        }
    }

    #[test]
    fn factors_of_a_latin_hypercube_are_paired_by_the_key_alone() {
        assert_eq!(latin(3, 2, 9), latin(3, 2, 9));
        assert_ne!(latin(4, 2, 9), latin(3, 2, 9));
        let same = latin(3, 2, 50).iter().filter(|point| point.at[0] == point.at[1]).count();
        assert_eq!(same, 0);
    }
}
