//! Which of given worlds agree with a place of one's own.

use crate::supposed::World;

use super::matching::{KEPT_SEEDS, Keep};
use super::outcome::{Cache, Job, Plan, SCREEN_SEEDS, scaled};
use crate::world::Halt;

/// What a screen of given worlds found.
#[derive(Clone, Debug)]
pub struct Narrowed {
    /// For each world whether the mean of the seeds meets every target, widened by two standard errors.
    pub meets: Vec<bool>,
    /// How many worlds miss each target.
    pub missed: Vec<usize>,
    /// Standard deviation of luck of one run, on the scale of each target.
    pub luck: Vec<f64>,
}

/// Runs each world with the seeds of a screen and tells which meet all targets of the plan. `None` if
/// somebody asked to stop, or threads could not be made.
pub fn narrow(
    plan: &Plan,
    worlds: &[World],
    threads: usize,
    cache: &mut Cache,
    stop: &Halt,
    keep: &mut Keep<'_>,
) -> Option<Narrowed> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()?;
    let from = SCREEN_SEEDS + 300_000_000;
    let jobs: Vec<Job<'_>> = worlds
        .iter()
        .flat_map(|world| {
            // No two worlds share a seed, or the luck of a few would decide which are kept.
            let first = from + KEPT_SEEDS * u64::from(world.number);
            (0..KEPT_SEEDS).map(move |seed| Job { world, seed: first + seed, with_packages: false })
        })
        .collect();
    let runs = cache.run(plan, &jobs, &pool, stop, keep)?;
    let runs: Vec<&[Vec<f64>]> = runs.chunks(KEPT_SEEDS as usize).collect();
    let luck: Vec<f64> = (0..plan.targets.len()).map(|at| luck_of(plan, &runs, at)).collect();
    let mut missed = vec![0; plan.targets.len()];
    let meets = runs.iter().map(|seeds| {
        let mut all = true;
        for (at, target) in plan.targets.iter().enumerate() {
            let mean = seeds.iter().map(|values| values[at]).sum::<f64>() / seeds.len() as f64;
            let more = 2.0 * luck[at] / (KEPT_SEEDS as f64).sqrt();
            let found = scaled(target, mean);
            let (low, high) = (scaled(target, target.low), scaled(target, target.high));
            let within = low - more <= found && found <= high + more;
            missed[at] += usize::from(!within);
            all &= within;
        }
        all
    });
    let meets = meets.collect();
    Some(Narrowed { meets, missed, luck })
}

/// The spread of seeds within worlds, pooled.
fn luck_of(plan: &Plan, runs: &[&[Vec<f64>]], at: usize) -> f64 {
    let (mut squares, mut freedom) = (0.0, 0.0);
    for seeds in runs {
        let values: Vec<f64> = seeds
            .iter()
            .map(|values| scaled(&plan.targets[at], values[at]))
            .filter(|value| value.is_finite())
            .collect();
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        squares += values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
        freedom += values.len().saturating_sub(1) as f64;
    }
    if freedom > 0.0 { (squares / freedom).sqrt() } else { 0.0 }
}
