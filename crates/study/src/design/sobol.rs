//! The Sobol sequence with the direction numbers of Joe and Kuo (2008), scrambled as Owen (1995) does: each
//! binary digit of a coordinate is turned or not by a draw of its own for the digits before it. So every
//! point is uniform, the sequence stays as even as it was, and a key makes it anew.

use std::sync::LazyLock;

use super::{Point, plain};
use crate::random::{Luck, Process};

/// The most dimensions there are direction numbers for.
pub const MOST_DIMENSIONS: usize = 1024;
/// The most points of a sequence.
pub const MOST_POINTS: u32 = 1 << 30;

/// Binary digits of the sequence.
const DIGITS: u32 = 32;

/// Direction numbers by dimension: what each digit of a point's number turns.
static DIRECTIONS: LazyLock<Vec<[u32; DIGITS as usize]>> = LazyLock::new(|| {
    let first = std::array::from_fn(|digit| 1 << (31 - digit));
    let lines = include_str!("joe-kuo.csv").lines().filter(|line| !line.starts_with('#'));
    std::iter::once(first).chain(lines.map(direction)).collect()
});

/// The direction numbers of a line: polynomial, then initial numbers.
fn direction(line: &str) -> [u32; DIGITS as usize] {
    let mut numbers = line.split(' ').map(|word| word.parse::<u32>().unwrap_or_default());
    let polynomial = numbers.next().unwrap_or_default();
    let degree = polynomial.checked_ilog2().unwrap_or_default() as usize;
    let mut all = [0_u32; DIGITS as usize];
    for (digit, initial) in numbers.take(degree).enumerate() {
        all[digit] = initial << (31 - digit);
    }
    for digit in degree..all.len() {
        let mut next = all[digit - degree] ^ (all[digit - degree] >> degree);
        for back in 1..degree {
            if polynomial >> (degree - back) & 1 == 1 {
                next ^= all[digit - back];
            }
        }
        all[digit] = next;
    }
    all
}

/// A coordinate of a point of the plain sequence, as 32 binary digits.
fn digits(point: u32, dimension: usize) -> u32 {
    let gray = point ^ (point >> 1);
    let directions = &DIRECTIONS[dimension];
    let turned =
        |all, digit: usize| if gray >> digit & 1 == 1 { all ^ directions[digit] } else { all };
    (0..DIGITS as usize).fold(0, turned)
}

/// A coordinate of a point of the plain sequence, without scrambling; the first point is the origin.
///
/// `dimension` is below [`MOST_DIMENSIONS`].
#[cfg(test)]
pub(crate) fn unscrambled(point: u32, dimension: usize) -> f64 {
    f64::from(digits(point, dimension)) / 4_294_967_296.0
}

/// Digits that one block of draws turns: a tree of seven digits has 127 forks.
const AT_ONCE: u32 = 7;

/// Owen's scrambling of a coordinate. What follows the 32 digits is drawn freely.
fn scrambled(luck: Luck, dimension: u32, digits: u32) -> f64 {
    let mut turned = 0_u32;
    for first in (0..DIGITS).step_by(AT_ONCE as usize) {
        let before = if first == 0 { 0 } else { digits >> (DIGITS - first) };
        let forks = luck.block_of(Process::Design, dimension, before, first);
        let mut fork = 1_u32;
        for digit in first..(first + AT_ONCE).min(DIGITS) {
            let place = DIGITS - 1 - digit;
            let own = digits >> place & 1;
            turned |= (own ^ (forks[(fork / 32) as usize] >> (fork % 32) & 1)) << place;
            fork = fork << 1 | own;
        }
    }
    let [rest, ..] = luck.block_of(Process::Design, dimension, digits, DIGITS);
    (f64::from(turned) + f64::from(rest >> 11) / 2_097_152.0) / 4_294_967_296.0
}

/// The first points of the scrambled sequence: more points are those there were and others. Most even where
/// their number is a power of two. At most [`MOST_DIMENSIONS`] dimensions; there is no point where there are
/// more.
pub fn sobol(key: u64, dimensions: usize, points: u32) -> Vec<Point> {
    if dimensions > MOST_DIMENSIONS {
        return Vec::new();
    }
    plain((0..points.min(MOST_POINTS)).map(|point| sobol_at(key, dimensions, point)))
}

/// One of the points, from 0. Of dimensions beyond [`MOST_DIMENSIONS`] there is none.
pub(crate) fn sobol_at(key: u64, dimensions: usize, point: u32) -> Vec<f64> {
    let luck = Luck::of_seed(key).of("sobol");
    let at = |dimension: usize| scrambled(luck, dimension as u32, digits(point, dimension));
    (0..dimensions.min(MOST_DIMENSIONS)).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_sequence_is_the_published_one() {
        // scipy 1.17.1, qmc.Sobol(d, scramble=False), which has the numbers of new-joe-kuo-6.21201.
        let first = [
            [0.0; 8],
            [0.5; 8],
            [0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75],
            [0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25],
            [0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875],
            [0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375],
        ];
        for (point, coordinates) in first.into_iter().enumerate() {
            for (dimension, coordinate) in coordinates.into_iter().enumerate() {
                assert_eq!(unscrambled(point as u32, dimension), coordinate);
            }
        }
        for (point, dimension, coordinate) in [
            (1000, 7, 0.899_414_062_5),
            (4095, 300, 0.813_232_421_875),
            (2047, 1023, 0.320_800_781_25),
            (777, 511, 0.797_851_562_5),
            (3, 1023, 0.25),
        ] {
            assert_eq!(unscrambled(point, dimension), coordinate, "{point} {dimension}");
        }
    }

    /// Every elementary interval of the first two dimensions, which are a (0, m, 2)-net.
    #[test]
    fn scrambling_keeps_the_net() {
        for key in [1, 2, 99] {
            let points = sobol(key, 2, 64);
            for columns in 0..=6_u32 {
                let (wide, high) = (1_u32 << columns, 1_u32 << (6 - columns));
                let cell = |point: &Point| {
                    let x = (point.at[0] * f64::from(wide)) as u32;
                    x * high + (point.at[1] * f64::from(high)) as u32
                };
                let mut cells: Vec<u32> = points.iter().map(cell).collect();
                cells.sort_unstable();
                assert!(cells.into_iter().eq(0..64), "key {key}, {wide} x {high}");
            }
        }
    }

    #[test]
    fn every_dimension_of_a_scrambled_sequence_is_stratified() {
        let points = sobol(5, MOST_DIMENSIONS, 32);
        for dimension in 0..MOST_DIMENSIONS {
            let part = |point: &Point| (point.at[dimension] * 32.0) as u32;
            let mut parts: Vec<u32> = points.iter().map(part).collect();
            parts.sort_unstable();
            assert!(parts.into_iter().eq(0..32), "{dimension}");
        }
    }

    #[test]
    fn more_points_are_those_there_were_and_another_key_gives_others() {
        assert_eq!(sobol(5, 9, 100)[..33], sobol(5, 9, 33));
        let (here, there) = (sobol(5, 9, 8), sobol(6, 9, 8));
        assert!(here.iter().zip(&there).all(|(here, there)| here.at != there.at));
        assert!(sobol(5, MOST_DIMENSIONS + 1, 8).is_empty());
    }
}
