//! One factor at a time: the middle, then each factor at each of its other levels with all others at theirs.

/// A step away from the middle: which factor, and to which of its levels; none is the middle itself.
type Away = Option<(usize, usize)>;

/// The steps for factors of some levels each, of which one is the middle.
pub(crate) fn one_at_a_time(factors: &[(usize, usize)]) -> Vec<Away> {
    let away = |(factor, &(levels, middle)): (usize, &(usize, usize))| {
        (0..levels).filter(move |&level| level != middle).map(move |level| Some((factor, level)))
    };
    std::iter::once(None).chain(factors.iter().enumerate().flat_map(away)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_factor_goes_to_each_of_its_other_levels_alone() {
        let steps = one_at_a_time(&[(3, 1), (2, 0)]);
        assert_eq!(steps, [None, Some((0, 0)), Some((0, 2)), Some((1, 1))]);
        assert_eq!(one_at_a_time(&[]), [None]);
    }
}
