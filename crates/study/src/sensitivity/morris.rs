//! Morris's elementary effects: mean size (mu*, Campolongo et al. 2007), mean (mu) and spread (sigma), and the
//! same of a step that changes nothing but luck.

use super::resample::resampled;
use super::{Estimate, mean};
use crate::math::sqrt;

/// The effects of one trajectory: the change of the outcome over the step, by group; with its sign, where the
/// group is one factor, as if it went up.
#[derive(Clone, Debug)]
pub struct Trajectory {
    /// By group. Not a number where empty.
    pub effects: Vec<f64>,
    /// Of other luck alone.
    pub redrawn: f64,
}

/// What the trajectories tell of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean size.
    pub size: Estimate,
    /// Mean.
    pub mean: Estimate,
    /// Standard deviation over trajectories.
    pub spread: f64,
}

/// The effects by group, then that of luck; none where fewer than two trajectories are whole.
pub fn morris(all: &[Trajectory]) -> Option<Vec<Effect>> {
    let is_whole = |one: &&Trajectory| {
        one.redrawn.is_finite() && one.effects.iter().all(|effect| effect.is_finite())
    };
    let rows: Vec<Vec<f64>> = all
        .iter()
        .filter(is_whole)
        .map(|one| one.effects.iter().copied().chain([one.redrawn]).collect())
        .collect();
    if rows.len() < 2 {
        return None;
    }
    let columns = rows[0].len();
    let found = resampled(rows.len(), |sample| {
        let of = |column: usize| {
            let size = mean(sample.iter().map(|&at| rows[at][column].abs()));
            [size, mean(sample.iter().map(|&at| rows[at][column]))]
        };
        (0..columns).flat_map(of).collect()
    });
    let effect = |column: usize| {
        let middle = found[2 * column + 1].value;
        let squares = rows.iter().map(|row| (row[column] - middle) * (row[column] - middle));
        let spread = sqrt(squares.sum::<f64>() / (rows.len() as f64 - 1.0));
        Effect { size: found[2 * column], mean: found[2 * column + 1], spread }
    };
    Some((0..columns).map(effect).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_has_its_slopes_as_effects_and_no_spread() {
        let one = Trajectory { effects: vec![2.0, -3.0], redrawn: 0.0 };
        let found = morris(&[one.clone(), one.clone(), one]).unwrap();
        let sizes: Vec<f64> = found.iter().map(|effect| effect.size.value).collect();
        assert_eq!(sizes, [2.0, 3.0, 0.0]);
        assert_eq!(found[1].mean.value, -3.0);
        assert!(found.iter().all(|effect| effect.spread == 0.0));
    }

    #[test]
    fn effects_of_both_signs_have_size_and_no_mean() {
        let one = |effect| Trajectory { effects: vec![effect], redrawn: 0.1 };
        let all: Vec<Trajectory> =
            (0..20).map(|at| one(if at % 2 == 0 { 1.0 } else { -1.0 })).collect();
        let found = morris(&all).unwrap();
        assert_eq!((found[0].size.value, found[0].mean.value), (1.0, 0.0));
        assert!((found[0].spread - 1.026).abs() < 1e-3);
        assert!(morris(&all[..1]).is_none());
        assert!(morris(&[one(f64::NAN), one(1.0)]).is_none());
    }
}
