//! Budget against gain: who is beaten by another, and who is the best by goals in order. Plain points.

use super::race::Goal;

/// A candidate in the plane of budget and gain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// What is gained on the first goal, the more the better.
    pub gain: f64,
    /// What it asks for.
    pub budget: f64,
}

/// By which other each point is beaten, with the margins of gain and budget; nothing for those on the front. One
/// is beaten by another that is ahead by more than the margin in one of the two, and behind by no more than the
/// margin in the other. Of several the one that gains most.
pub fn beaten(points: &[Point], [gain, budget]: [f64; 2]) -> Vec<Option<usize>> {
    let beats = |a: &Point, b: &Point| {
        let (more, less) = (a.gain - b.gain, b.budget - a.budget);
        more >= -gain && less >= -budget && (more > gain || less > budget)
    };
    let by = |own: &Point| {
        let others = points.iter().enumerate().filter(|(_, other)| beats(other, own));
        others.max_by(|a, b| a.1.gain.total_cmp(&b.1.gain)).map(|(at, _)| at)
    };
    points.iter().map(by).collect()
}

/// Which rows are among the best by goals in order: those within the margin of the best on the first, of these
/// those within that of the second, and so on.
pub fn best(rows: &[Vec<f64>], goals: &[Goal]) -> Vec<bool> {
    let mut is_in = vec![true; rows.len()];
    for (at, goal) in goals.iter().enumerate() {
        let of = |row: &Vec<f64>| if goal.more_is_better { row[at] } else { -row[at] };
        let kept = rows.iter().zip(&is_in).filter(|(_, is_in)| **is_in);
        let most = kept.map(|(row, _)| of(row)).fold(f64::NEG_INFINITY, f64::max);
        for (row, is_in) in rows.iter().zip(&mut is_in) {
            *is_in = *is_in && of(row) >= most - goal.margin;
        }
    }
    is_in
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_beaten_where_another_is_better_in_one_and_no_worse_in_the_other() {
        let points = [
            Point { gain: 0.0, budget: 0.0 },
            Point { gain: 5.0, budget: 10.0 },
            // The same for more money, more for the same money, and neither by more than the margin.
            Point { gain: 5.4, budget: 14.0 },
            Point { gain: 2.0, budget: 10.0 },
            Point { gain: 5.9, budget: 10.9 },
            Point { gain: 9.0, budget: 30.0 },
        ];
        let by = beaten(&points, [1.0, 1.0]);
        assert_eq!(by, [None, None, Some(4), Some(4), None, None]);
    }

    #[test]
    fn the_best_of_a_future_are_those_that_no_goal_parts() {
        let goals = [
            Goal { more_is_better: true, margin: 1.0 },
            Goal { more_is_better: false, margin: 0.5 },
        ];
        let rows = [vec![3.0, 9.0], vec![2.5, 2.0], vec![2.4, 2.4], vec![0.0, 0.0]];
        assert_eq!(best(&rows, &goals), [false, true, true, false]);
    }
}
