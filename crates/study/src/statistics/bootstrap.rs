//! The bootstrap-t interval of a mean (Efron 1982; Hall 1988): the spread of Student's t is not taken from
//! the normal distribution but from samples drawn again from the sample itself, so that a skewed sample has
//! a skewed interval.

use crate::math::sqrt;
use crate::random::{Luck, Process};

/// Samples drawn again, for up to a hundred values; of more values fewer, since each takes longer and the
/// shape matters less.
const MOST: usize = 9_999;
const LEAST: usize = 1_999;
const DRAWS: usize = 1_000_000;

/// Words of a block of draws.
const WORDS: usize = 4;

/// The least standard error of a sample drawn again, as a share of the sample's own: one in which all values
/// are the same would divide by zero.
const FLOOR: f64 = 0.05;

/// The interval of the mean of a sorted sample that misses with chance `alpha`, by bootstrap-t.
///
/// The draws are keyed by the number of values alone: the same sample has the same interval always. The
/// ranks of its ends are at least the first and the last, which with 9,999 samples is a chance of 1 in
/// 10,000 at each end.
pub(super) fn bootstrap_t(sorted: &[f64], mean: f64, sd: f64, alpha: f64) -> [f64; 2] {
    let n = sorted.len();
    let count = n as f64;
    let centred: Vec<f64> = sorted.iter().map(|value| value - mean).collect();
    let least = FLOOR * sd;
    let again = (DRAWS / n).clamp(LEAST, MOST);
    let luck = Luck::of_seed(n as u64);
    let mut found: Vec<f64> = (0..again)
        .map(|sample| {
            let (mut sum, mut squares) = (0.0, 0.0);
            for first in (0..n).step_by(WORDS) {
                let block = (first / WORDS) as u32;
                let words = luck.block_of(Process::Resample, 0, sample as u32, block);
                for word in words.into_iter().take(n - first) {
                    let value = centred[((u64::from(word) * n as u64) >> 32) as usize];
                    sum += value;
                    squares += value * value;
                }
            }
            let spread = sqrt(((squares - sum * sum / count) / (count - 1.0)).max(0.0));
            sum / count / spread.max(least)
        })
        .collect();
    found.sort_unstable_by(f64::total_cmp);
    let rank = ((again + 1) as f64 * alpha / 2.0).floor().max(1.0) as usize;
    let [low, high] = [found[rank - 1], found[again - rank]];
    [mean - high * sd, mean - low * sd]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::summarise;

    fn interval(sample: &[f64], alpha: f64) -> [f64; 2] {
        let mut sorted = sample.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let found = summarise(&sorted);
        bootstrap_t(&sorted, found.mean, found.sd, alpha)
    }

    #[test]
    fn a_skewed_sample_has_a_skewed_interval_and_its_mirror_the_mirrored_one() {
        let sample: Vec<f64> = (0..40).map(|at| if at < 36 { 0.0 } else { 1.0 }).collect();
        let [low, high] = interval(&sample, 0.05);
        assert!(low > -0.05 && high - 0.1 > 1.5 * (0.1 - low), "{low} {high}");
        let mirrored: Vec<f64> = sample.iter().map(|value| -value).collect();
        let [from, to] = interval(&mirrored, 0.05);
        // The draws meet the other end of the sample, so the two agree but for their own luck.
        assert!((from + high).abs() < 0.3 * high && (to + low).abs() < 0.05, "{from} {to}");
    }

    #[test]
    fn of_a_normal_sample_it_is_about_student_s_interval() {
        let mut stream = Luck::of_seed(4).stream(Process::Rank, 0, 0);
        let sample: Vec<f64> = (0..60).map(|_| stream.normal()).collect();
        let found = summarise(&sample);
        let [low, high] = interval(&sample, 0.05);
        let half = found.high - found.mean;
        assert!((low - found.low).abs() < 0.2 * half && (high - found.high).abs() < 0.2 * half);
    }

    #[test]
    fn the_same_sample_has_the_same_interval_to_the_bit() {
        let sample = [0.0, 0.0, 0.0, 0.1, 0.4, 0.0, 0.0, 2.0, 0.0, 0.3];
        assert_eq!(
            interval(&sample, 0.01).map(f64::to_bits),
            interval(&sample, 0.01).map(f64::to_bits)
        );
    }
}
