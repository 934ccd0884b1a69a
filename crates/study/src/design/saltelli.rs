//! Saltelli's design (Saltelli et al. 2010): for each base point two points A and B of a scrambled Sobol
//! sequence of twice the dimensions, then for each group A with the group's coordinates of B. With `redrawn`
//! A stands there once more, to be run with other luck: a factor that does nothing.

use super::{Point, Role, groups_of, sobol_at};

/// The design of some base points; `groups` is the group of each factor. More base points are those there
/// were and others.
pub fn saltelli(key: u64, groups: &[usize], base: u32, redrawn: bool) -> Vec<Point> {
    (0..base).flat_map(|block| saltelli_block(key, groups, block, redrawn)).collect()
}

/// The points of one block, from 0.
pub(crate) fn saltelli_block(key: u64, groups: &[usize], block: u32, redrawn: bool) -> Vec<Point> {
    let factors = groups.len();
    let point = sobol_at(key, 2 * factors, block);
    let (first, second) = point.split_at(factors.min(point.len()));
    let mixed = |group: usize| {
        let of = |factor: usize| if groups[factor] == group { second } else { first };
        (Role::Mixed(group), (0..factors).map(|factor| of(factor)[factor]).collect::<Vec<f64>>())
    };
    let mut all = vec![(Role::First, first.to_vec()), (Role::Second, second.to_vec())];
    all.extend((0..groups_of(groups)).map(mixed));
    all.extend(redrawn.then(|| (Role::Redrawn, first.to_vec())));
    all.into_iter().map(|(role, at)| Point { block, role, at }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_b_and_a_with_each_group_of_b() {
        let groups = [0, 1, 0, 2];
        let points = saltelli(4, &groups, 5, true);
        assert_eq!(points.len(), 5 * (2 + 3 + 1));
        for (block, points) in points.chunks_exact(6).enumerate() {
            assert!(points.iter().all(|point| point.block == block as u32));
            let (first, second) = (&points[0].at, &points[1].at);
            assert_eq!((points[0].role, points[1].role), (Role::First, Role::Second));
            assert!(first.iter().zip(second).all(|(first, second)| first != second));
            for group in 0..3 {
                let mixed = &points[2 + group];
                assert_eq!(mixed.role, Role::Mixed(group));
                for factor in 0..4 {
                    let from = if groups[factor] == group { second } else { first };
                    assert_eq!(mixed.at[factor], from[factor]);
                }
            }
            assert_eq!((points[5].role, &points[5].at), (Role::Redrawn, first));
        }
    }

    #[test]
    fn more_base_points_are_those_there_were_and_others() {
        let groups = [0, 1, 2];
        assert_eq!(saltelli(4, &groups, 16, false)[..8 * 5], saltelli(4, &groups, 8, false));
    }
}
