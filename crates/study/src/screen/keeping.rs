//! Worlds that are kept: drawn from the prior shapes, each with a chance that the emulators give it, and
//! kept if the mean of its runs meets every target. A weight undoes that chance.

use statrs::distribution::{ContinuousCDF, Normal};

use super::matching::{IMPLAUSIBLE, KEPT_SEEDS, MOST_DRAWS, Made, MakeError, Search};
use super::outcome::{SCREEN_SEEDS, scaled};
use crate::random::{Luck, Process};
use crate::supposed::{World, dimensions};

/// A world is given up where the mean of its seeds so far is this many of its own standard deviations
/// too far out: of worlds that would be kept fewer than one in ten thousand, by a target.
const MEAN_STRAYS: f64 = 4.0;
/// The least chance with which a world that is not ruled out is proposed.
const LEAST_CHANCE: f64 = 0.05;
/// Worlds whose runs are made beside each other.
const BATCH: usize = 200;

impl Search<'_> {
    /// The chance, by the last emulators, that the mean of the seeds meets every target.
    fn chance(&self, point: &[f64]) -> f64 {
        let Some(emulators) = self.emulators.last() else { return 1.0 };
        let point: Vec<f64> = self.varied.iter().map(|&at| point[at]).collect();
        let normal = Normal::standard();
        let mut chance = 1.0;
        for (at, emulator) in emulators.iter().enumerate() {
            let luck = self.luck[at] * self.luck[at];
            let own = (emulator.variance - luck).max(0.1 * emulator.variance);
            let sd = (own + luck / KEPT_SEEDS as f64).sqrt().max(1e-9);
            let (low, high) = self.widened(at);
            let found = emulator.at(&point);
            chance *= normal.cdf((high - found) / sd) - normal.cdf((low - found) / sd);
        }
        chance
    }

    /// The band of a target on its scale, widened by two standard errors of the mean of the seeds.
    fn widened(&self, at: usize) -> (f64, f64) {
        let target = &self.plan.targets[at];
        let more = 2.0 * self.luck[at] / (KEPT_SEEDS as f64).sqrt();
        (scaled(target, target.low) - more, scaled(target, target.high) + more)
    }

    pub(super) fn keep_worlds(&mut self) -> Result<Made, MakeError> {
        let luck = Luck::of_seed(self.effort.key).of("proposals");
        let (mut kept, mut missed) = (Vec::new(), vec![0; self.plan.targets.len()]);
        let (mut proposed, mut index) = (0, 0);
        while kept.len() < self.effort.keep && proposed < self.effort.proposals {
            let (mut batch, mut drawn) = (Vec::new(), Vec::new());
            while batch.len() < BATCH && index < MOST_DRAWS {
                let point = self.draw_to_keep(3_000, index);
                index += 1;
                if self.implausibility(&point) > IMPLAUSIBLE {
                    continue;
                }
                let chance = math_pow(self.chance(&point)).clamp(LEAST_CHANCE, 1.0);
                if luck.uniform(Process::World, 0, index) < chance {
                    batch.push((point, chance));
                    drawn.push(index);
                }
            }
            if batch.is_empty() {
                break;
            }
            proposed += batch.len();
            let points: Vec<Vec<f64>> = batch.iter().map(|(point, _)| point.clone()).collect();
            let meets = self.meets(&points, &drawn, &mut missed)?;
            kept.extend(batch.into_iter().zip(meets).filter(|(_, meets)| *meets).map(|(it, _)| it));
        }
        if kept.is_empty() {
            let worst = (0..missed.len()).max_by_key(|&at| missed[at]).unwrap_or(0);
            return Err(MakeError::Trouble(worst));
        }
        Ok(self.made(kept, missed, (proposed, index)))
    }

    /// Whether the mean of the seeds of each point meets every target. A world gets its seeds one by one,
    /// and no more where what is left cannot be expected to bring the mean back. No two worlds share a
    /// seed, or the luck of a few would decide which are kept.
    fn meets(
        &mut self,
        points: &[Vec<f64>],
        drawn: &[u32],
        missed: &mut [usize],
    ) -> Result<Vec<bool>, MakeError> {
        let from = SCREEN_SEEDS + 200_000_000;
        let mut sums = vec![vec![0.0; self.plan.targets.len()]; points.len()];
        let mut within = vec![true; points.len()];
        for seed in 0..KEPT_SEEDS {
            let left: Vec<usize> = (0..points.len()).filter(|&at| within[at]).collect();
            let some: Vec<Vec<f64>> = left.iter().map(|&at| points[at].clone()).collect();
            let own = |&at: &usize| from + KEPT_SEEDS * u64::from(drawn[at]) + seed;
            let seeds: Vec<u64> = left.iter().map(own).collect();
            let runs = self.run(&some, &seeds, false)?;
            let seeds = (seed + 1) as f64;
            // The mean of so many seeds lies this many standard deviations of luck from that of all.
            let by = MEAN_STRAYS * (1.0 / seeds - 1.0 / KEPT_SEEDS as f64).sqrt();
            for (at, values) in left.into_iter().zip(runs) {
                for (sum, value) in sums[at].iter_mut().zip(values) {
                    *sum += value;
                }
                let mean: Vec<f64> = sums[at].iter().map(|sum| sum / seeds).collect();
                let each = self.reaches(&mean, by);
                for (missed, within) in missed.iter_mut().zip(&each) {
                    *missed += usize::from(!within);
                }
                within[at] = each.iter().all(|within| *within);
            }
        }
        Ok(within)
    }

    /// Whether values of the targets lie in their widened bands or at most so many standard deviations of
    /// luck outside.
    fn reaches(&self, values: &[f64], by: f64) -> Vec<bool> {
        let found = self.on_scale(values);
        (0..found.len())
            .map(|at| {
                let (low, high) = self.widened(at);
                let by = by * self.luck[at];
                low - by <= found[at] && found[at] <= high + by
            })
            .collect()
    }

    fn made(
        &self,
        mut kept: Vec<(Vec<f64>, f64)>,
        missed: Vec<usize>,
        (proposed, draws): (usize, u32),
    ) -> Made {
        let share_kept =
            kept.iter().map(|(_, chance)| 1.0 / chance).sum::<f64>() / f64::from(draws.max(1));
        // An order that has nothing to do with what the worlds are, so that every beginning is like the
        // whole.
        let luck = Luck::of_seed(self.effort.key).of("order");
        let mut order: Vec<(u64, usize)> = (0..kept.len())
            .map(|at| (luck.uniform(Process::World, 0, at as u32).to_bits(), at))
            .collect();
        order.sort_unstable();
        let all = std::mem::take(&mut kept);
        kept = order.into_iter().map(|(_, at)| all[at].clone()).collect();
        let mean = kept.iter().map(|(_, chance)| 1.0 / chance).sum::<f64>() / kept.len() as f64;
        let worlds = kept.iter().enumerate().map(|(at, (point, chance))| {
            let mut world = World::at(at as u32 + 1, point);
            world.weight = 1.0 / chance / mean;
            world
        });
        Made {
            worlds: worlds.collect(),
            short: kept.len() < self.effort.keep,
            points: kept.into_iter().map(|(point, _)| point).collect(),
            inert: (0..dimensions().len()).filter(|at| !self.varied.contains(at)).collect(),
            waves: self.waves.clone(),
            proposed,
            missed,
            share_kept,
            luck: self.luck.clone(),
        }
    }
}

/// A chance flattened a little, so that weights stay near each other.
fn math_pow(chance: f64) -> f64 {
    model::math::pow(chance.max(0.0), 0.7)
}
