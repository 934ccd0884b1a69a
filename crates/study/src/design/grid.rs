//! Every value of each factor with every value of the others.

/// All combinations of levels: the positions of each factor's level, the last factor moving fastest. None
/// where they would be more than `most`.
pub fn grid(levels: &[usize], most: usize) -> Option<Vec<Vec<usize>>> {
    let count = levels.iter().try_fold(1_usize, |all, &levels| all.checked_mul(levels))?;
    if count > most {
        return None;
    }
    let point = |mut rest: usize| {
        let mut at = vec![0; levels.len()];
        for (at, &levels) in at.iter_mut().zip(levels).rev() {
            (*at, rest) = (rest % levels, rest / levels);
        }
        at
    };
    Some((0..count).map(point).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_every_combination_once_and_the_last_factor_moves_fastest() {
        let points = grid(&[2, 3], 100).unwrap();
        assert_eq!(points, [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
        assert_eq!(grid(&[], 100).unwrap(), [[0; 0]]);
        assert_eq!(grid(&[3, 0], 100).unwrap().len(), 0);
    }

    #[test]
    fn a_grid_that_is_too_large_is_not_made() {
        assert_eq!(grid(&[10; 3], 999), None);
        assert_eq!(grid(&[1_000_000; 40], usize::MAX), None);
    }
}
