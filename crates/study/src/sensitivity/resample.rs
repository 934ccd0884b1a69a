//! The percentile bootstrap over blocks.

use super::Estimate;
use crate::random::{Luck, Process};

/// Samples drawn again.
const AGAIN: u32 = 1000;

/// Estimates of several numbers with their intervals of 95 %: `of` works them out from a list of blocks, by
/// position. The draws are keyed by the number of blocks alone.
pub(super) fn resampled(blocks: usize, of: impl Fn(&[usize]) -> Vec<f64>) -> Vec<Estimate> {
    let all: Vec<usize> = (0..blocks).collect();
    let values = of(&all);
    let luck = Luck::of_seed(blocks as u64).of("sensitivity");
    let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); values.len()];
    for again in 0..AGAIN {
        let pick = |at: usize| {
            let [word, ..] = luck.block_of(Process::Resample, 1, again, at as u32);
            ((u64::from(word) * blocks as u64) >> 32) as usize
        };
        let sample: Vec<usize> = (0..blocks).map(pick).collect();
        for (drawn, value) in drawn.iter_mut().zip(of(&sample)) {
            drawn.push(value);
        }
    }
    let interval = |(value, mut drawn): (f64, Vec<f64>)| {
        drawn.retain(|value| value.is_finite());
        drawn.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| {
            let last = drawn.len().saturating_sub(1) as f64;
            drawn.get((share * last).round() as usize).copied().unwrap_or(f64::NAN)
        };
        Estimate { value, low: at(0.025), high: at(0.975) }
    };
    values.into_iter().zip(drawn).map(interval).collect()
}
