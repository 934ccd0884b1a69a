//! Morris's trajectories (Morris 1991): from a random point of a grid, one group after the other is moved by
//! Δ, in an order of its own, so that each trajectory shows one effect of each group. With `redrawn` the
//! start stands there once more, to be run with other luck.

use super::{Point, Role, groups_of, shuffled};
use crate::random::{Luck, Process};

/// Levels of the grid: 0, ⅓, ⅔ and 1, of which Δ = ⅔ moves every one to another.
pub const LEVELS: u32 = 4;

/// Trajectories; `groups` is the group of each factor. More trajectories are those there were and others.
pub fn morris(key: u64, groups: &[usize], trajectories: u32, redrawn: bool) -> Vec<Point> {
    (0..trajectories).flat_map(|block| trajectory(key, groups, block, redrawn)).collect()
}

/// One of the trajectories, from 0.
pub fn trajectory(key: u64, groups: &[usize], block: u32, redrawn: bool) -> Vec<Point> {
    let luck = Luck::of_seed(key).of("morris");
    let level = |factor: u32| {
        let [word, ..] = luck.block_of(Process::Design, factor, block, 0);
        ((u64::from(word) * u64::from(LEVELS)) >> 32) as u32
    };
    let mut levels: Vec<u32> = (0..groups.len() as u32).map(level).collect();
    let order = shuffled(groups_of(groups), |group| {
        let [high, low, ..] = luck.block_of(Process::Design, group, block, 1);
        u64::from(high) << 32 | u64::from(low)
    });
    let at = |levels: &[u32]| -> Vec<f64> {
        levels.iter().map(|&level| f64::from(level) / f64::from(LEVELS - 1)).collect()
    };
    let start = at(&levels);
    let mut points = vec![Point { block, role: Role::Start, at: start.clone() }];
    for group in order {
        let group = group as usize;
        for (level, _) in levels.iter_mut().zip(groups).filter(|(_, of)| **of == group) {
            *level = (*level + LEVELS / 2) % LEVELS;
        }
        points.push(Point { block, role: Role::Step(group), at: at(&levels) });
    }
    points.extend(redrawn.then_some(Point { block, role: Role::Redrawn, at: start }));
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trajectory_moves_each_group_once_by_two_thirds() {
        let groups = [0, 1, 1, 2];
        for points in morris(9, &groups, 50, true).chunks_exact(5) {
            assert_eq!(points[0].role, Role::Start);
            let mut moved: Vec<usize> = Vec::new();
            for pair in points[..4].windows(2) {
                let Role::Step(group) = pair[1].role else { panic!("no step: {:?}", pair[1]) };
                moved.push(group);
                for (factor, of) in groups.iter().enumerate() {
                    let step = (pair[1].at[factor] - pair[0].at[factor]).abs();
                    let wanted = if *of == group { 2.0 / 3.0 } else { 0.0 };
                    assert!((step - wanted).abs() < 1e-12);
                }
            }
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2]);
            assert_eq!((points[4].role, &points[4].at), (Role::Redrawn, &points[0].at));
        }
    }

    /// Each of 4 levels is expected 250 times of 1,000 with a standard deviation of 13.7; 5 of them are passed
    /// in 6 of 10 million draws, 8 are looked at. The same for the group that moves first.
    #[test]
    fn starts_and_orders_of_trajectories_are_even() {
        let points = morris(2, &[0, 1], 1000, false);
        for factor in 0..2 {
            for level in 0..4 {
                let here = |block: &&[Point]| block[0].at[factor] == f64::from(level) / 3.0;
                let count = points.chunks_exact(3).filter(here).count() as f64;
                assert!((count - 250.0).abs() < 5.0 * 13.7, "{count}");
            }
        }
        let first = points.chunks_exact(3).filter(|block| block[1].role == Role::Step(0)).count();
        assert!((first as f64 - 500.0).abs() < 5.0 * 15.8, "{first}");
    }

    #[test]
    fn more_trajectories_are_those_there_were_and_others() {
        assert_eq!(morris(2, &[0, 1, 2], 9, false)[..5 * 4], morris(2, &[0, 1, 2], 5, false));
    }
}
