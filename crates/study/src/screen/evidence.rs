//! What evidence says of each setting: which it narrowed, and which it says nothing about.

use super::matching::Made;
use crate::futures::effective;
use crate::supposed::dimensions;

/// What evidence says of the dimensions that vary.
#[derive(Clone, Debug)]
pub struct NarrowedBy {
    /// Dimensions whose kept worlds lie otherwise than all plausible ones, most first, with the quarters
    /// between which the middle half of them lies.
    pub narrowed: Vec<(usize, [f64; 2])>,
    /// All others that vary.
    pub untouched: Vec<usize>,
}

/// Which dimensions evidence narrowed: the largest distance between the shares below (Kolmogorov and
/// Smirnov) beyond what chance does in any of them in 5 of 100 tries.
pub fn narrowed_by(made: &Made) -> NarrowedBy {
    let weights: Vec<f64> = made.worlds.iter().map(|world| world.weight).collect();
    let number = effective(&weights);
    let varied: Vec<usize> =
        (0..dimensions().len()).filter(|at| !made.inert.contains(at)).collect();
    let tail = 0.05 / (2.0 * varied.len().max(1) as f64);
    let bound = (-model::math::ln(tail) / (2.0 * number.max(1.0))).sqrt();
    let mut found = NarrowedBy { narrowed: Vec::new(), untouched: Vec::new() };
    let mut distances = Vec::new();
    for at in varied {
        let mut places: Vec<(f64, f64)> = made
            .points
            .iter()
            .zip(&made.worlds)
            .map(|(point, world)| (point[at], world.weight))
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = places.iter().map(|(_, weight)| weight).sum();
        let (mut below, mut distance, mut quarters) = (0.0, 0.0_f64, [f64::NAN; 2]);
        for (place, weight) in places {
            distance = distance.max((below / total - place).abs());
            below += weight;
            distance = distance.max((below / total - place).abs());
            for (quarter, share) in quarters.iter_mut().zip([0.25, 0.75]) {
                if quarter.is_nan() && below >= share * total {
                    *quarter = place;
                }
            }
        }
        if distance > bound {
            distances.push((distance, at, quarters));
        } else {
            found.untouched.push(at);
        }
    }
    distances.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.narrowed = distances.into_iter().map(|(_, at, quarters)| (at, quarters)).collect();
    found
}
