//! History matching: worlds that no target rules out, found with few runs.
//!
//! First all plausible ranges, to see which settings move a target or a shipped difference; then waves,
//! in which emulators rule out what is implausible (Craig, Goldstein, Seheult and Smith 1997; Vernon,
//! Goldstein and Bower 2010); then worlds drawn from the prior shapes, each with a chance that the
//! emulators give it, and kept if its runs meet every target. A weight undoes that chance.

use crate::supposed::{World, dimensions};
use statrs::distribution::{ContinuousCDF, Normal};

use super::emulator::{self, Emulator};
use super::outcome::{Cache, Job, Plan, SCREEN_SEEDS, scaled};
use crate::random::{Luck, Process};
use crate::world::Halt;

/// Seeds whose mean must meet the targets.
pub const KEPT_SEEDS: u64 = 4;
/// Worlds of the first wave that get a second seed, which tells the luck of a run.
const TWICE: usize = 200;
/// What an emulator finds so many standard deviations outside a band is ruled out.
const IMPLAUSIBLE: f64 = 3.0;
/// A world is given up where the mean of its seeds so far is this many of its own standard deviations
/// too far out: of worlds that would be kept fewer than one in ten thousand, by a target.
const MEAN_STRAYS: f64 = 4.0;
/// The least chance with which a world that is not ruled out is proposed.
const LEAST_CHANCE: f64 = 0.05;
/// The most worlds drawn from the prior in one search.
const MOST_DRAWS: u32 = 4_000_000;

/// How much is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Key of all draws.
    pub key: u64,
    /// Threads.
    pub threads: usize,
    /// Worlds of the first wave.
    pub first: usize,
    /// Worlds of each later wave.
    pub wave: usize,
    /// Later waves.
    pub waves: usize,
    /// Worlds to keep.
    pub keep: usize,
    /// The most worlds proposed for keeping.
    pub proposals: usize,
}

/// A wave, in numbers.
#[derive(Clone, Debug)]
pub struct Wave {
    /// Worlds run.
    pub worlds: usize,
    /// How well each target is emulated: settings looked at, share of variance explained and share within
    /// two standard deviations, of runs held out.
    pub emulators: Vec<(usize, f64, f64)>,
    /// Share of the prior that is ruled out by this wave and those before.
    pub ruled_out: f64,
}

/// What history matching came to.
#[derive(Clone, Debug)]
pub struct Made {
    /// The worlds, in an order without meaning, numbered from 1; weights with mean 1.
    pub worlds: Vec<World>,
    /// Points of the unit cube of the worlds, by position in [`dimensions`]; not a number where a
    /// dimension stays at its default.
    pub points: Vec<Vec<f64>>,
    /// Dimensions that stay at their defaults: they move neither a target nor a package beyond noise.
    pub inert: Vec<usize>,
    /// The waves.
    pub waves: Vec<Wave>,
    /// Worlds proposed for keeping.
    pub proposed: usize,
    /// Of these, how many missed each target.
    pub missed: Vec<usize>,
    /// Share of the prior that would be kept, estimated.
    pub share_kept: f64,
    /// Standard deviation of luck of one run, on the scale of each target.
    pub luck: Vec<f64>,
    /// Why the search ended before enough worlds were kept, if it did.
    pub short: bool,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MakeError {
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// No threads could be made.
    #[error("no threads could be made: {0}")]
    Threads(String),
    /// No runs to learn from: too few worlds asked for, or an outcome that never has a value.
    #[error("target {0} has too few values to learn from")]
    Unlearnable(usize),
    /// Nothing in the plausible ranges meets the targets; the target that most worlds miss.
    #[error("no world meets the targets; most miss target {0}")]
    Trouble(usize),
}

/// Somebody who is told of new runs: their lines for a cache, and how many.
pub(crate) type Keep<'a> = dyn FnMut(&str, usize) + 'a;

struct Search<'a> {
    plan: &'a Plan,
    effort: Effort,
    pool: rayon::ThreadPool,
    stop: &'a Halt,
    cache: &'a mut Cache,
    keep: &'a mut Keep<'a>,
    /// Dimensions that vary.
    varied: Vec<usize>,
    /// Points and values of all waves.
    points: Vec<Vec<f64>>,
    values: Vec<Vec<f64>>,
    /// Emulators by wave and target.
    emulators: Vec<Vec<Emulator>>,
    luck: Vec<f64>,
    waves: Vec<Wave>,
}

/// Makes worlds that meet the targets of a plan.
///
/// # Errors
/// See [`MakeError`].
pub fn make<'a>(
    plan: &'a Plan,
    effort: Effort,
    cache: &'a mut Cache,
    stop: &'a Halt,
    keep: &'a mut Keep<'a>,
) -> Result<Made, MakeError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(effort.threads)
        .build()
        .map_err(|error| MakeError::Threads(error.to_string()))?;
    let mut search = Search {
        plan,
        effort,
        pool,
        stop,
        cache,
        keep,
        varied: (0..dimensions().len()).collect(),
        points: Vec::new(),
        values: Vec::new(),
        emulators: Vec::new(),
        luck: Vec::new(),
        waves: Vec::new(),
    };
    search.first_wave()?;
    for wave in 1..=effort.waves {
        search.next_wave(wave)?;
    }
    search.keep_worlds()
}

impl Search<'_> {
    /// The point of a draw, in all dimensions.
    fn draw(&self, stage: u64, index: u32) -> Vec<f64> {
        let luck = Luck::of_seed(self.effort.key).of(&format!("stage {stage}"));
        let mut point = vec![f64::NAN; dimensions().len()];
        for &at in &self.varied {
            point[at] = luck.uniform(Process::World, at as u32, index);
        }
        point
    }

    fn run(
        &mut self,
        points: &[Vec<f64>],
        seeds: &[u64],
        with_packages: bool,
    ) -> Result<Vec<Vec<f64>>, MakeError> {
        let worlds: Vec<World> = points.iter().map(|point| World::at(0, point)).collect();
        let jobs: Vec<Job<'_>> = worlds
            .iter()
            .zip(seeds)
            .map(|(world, &seed)| Job { world, seed, with_packages })
            .collect();
        self.cache.run(self.plan, &jobs, &self.pool, self.stop, self.keep).ok_or(MakeError::Stopped)
    }

    /// Values of the targets on their scales.
    fn on_scale(&self, values: &[f64]) -> Vec<f64> {
        let pairs = self.plan.targets.iter().zip(values);
        pairs.map(|(target, &value)| scaled(target, value)).collect()
    }

    fn first_wave(&mut self) -> Result<(), MakeError> {
        let count = self.effort.first;
        let points: Vec<Vec<f64>> = (0..count).map(|at| self.draw(0, at as u32)).collect();
        let seeds: Vec<u64> = (0..count as u64).map(|at| SCREEN_SEEDS + at).collect();
        let values = self.run(&points, &seeds, true)?;
        let twice = count.min(TWICE);
        let again: Vec<u64> = (0..twice as u64).map(|at| SCREEN_SEEDS + 500_000 + at).collect();
        let second = self.run(&points[..twice], &again, false)?;
        self.luck = (0..self.plan.targets.len())
            .map(|target| {
                let squares: Vec<f64> = values[..twice]
                    .iter()
                    .zip(&second)
                    .map(|(a, b)| self.on_scale(a)[target] - self.on_scale(b)[target])
                    .filter(|difference| difference.is_finite())
                    .map(|difference| difference * difference / 2.0)
                    .collect();
                (squares.iter().sum::<f64>() / squares.len().max(1) as f64).sqrt()
            })
            .collect();
        self.screen(&points, &values);
        self.points = points;
        self.values = values.iter().map(|values| self.on_scale(values)).collect();
        self.emulate(count)
    }

    /// Leaves out dimensions that move neither a target nor a difference of a package beyond noise.
    fn screen(&mut self, points: &[Vec<f64>], values: &[Vec<f64>]) {
        let width = values.first().map_or(0, Vec::len);
        let mut matters = vec![false; dimensions().len()];
        let targets = self.plan.targets.len();
        for column in 0..width {
            let (mut at, mut outcomes) = (Vec::new(), Vec::new());
            for (point, row) in points.iter().zip(values) {
                let value = row[column];
                let value = if column < targets {
                    scaled(&self.plan.targets[column], value)
                } else {
                    value
                };
                if value.is_finite() {
                    at.push(point.clone());
                    outcomes.push(value);
                }
            }
            // Of one setting, over all columns: what is told to be inert had a fair chance to show itself.
            let bound = emulator::noise(width);
            let strengths = emulator::strengths(&at, &outcomes);
            for (matters, strength) in matters.iter_mut().zip(strengths) {
                *matters |= strength > bound;
            }
        }
        self.varied = (0..matters.len()).filter(|&at| matters[at]).collect();
    }

    /// Fits emulators to the runs so far that earlier ones do not place far away.
    fn emulate(&mut self, worlds: usize) -> Result<(), MakeError> {
        let near = |point: &Vec<f64>| self.implausibility(point) < IMPLAUSIBLE + 2.0;
        let mut chosen: Vec<usize> =
            (0..self.points.len()).filter(|&at| near(&self.points[at])).collect();
        if chosen.len() < self.effort.wave.min(self.points.len()) {
            chosen = (0..self.points.len()).collect();
        }
        let mut emulators = Vec::new();
        for target in 0..self.plan.targets.len() {
            let (mut points, mut outcomes) = (Vec::new(), Vec::new());
            for &at in &chosen {
                let value = self.values[at][target];
                if value.is_finite() {
                    let point = &self.points[at];
                    points.push(self.varied.iter().map(|&at| point[at]).collect::<Vec<f64>>());
                    outcomes.push(value);
                }
            }
            let active = emulator::active(&emulator::strengths(&points, &outcomes));
            let fitted = Emulator::fit(&points, &outcomes, active);
            emulators.push(fitted.ok_or(MakeError::Unlearnable(target))?);
        }
        let told = emulators.iter().map(|it| (it.active.len(), it.explained, it.within_two));
        let told = told.collect();
        self.emulators.push(emulators);
        let draws = 20_000;
        let stage = 1_000 + self.emulators.len() as u64;
        let out = (0..draws)
            .filter(|&index| self.implausibility(&self.draw(stage, index)) > IMPLAUSIBLE)
            .count();
        let ruled_out = out as f64 / f64::from(draws);
        self.waves.push(Wave { worlds, emulators: told, ruled_out });
        Ok(())
    }

    /// How far the worst target of all waves is outside its band, in standard deviations of emulator and
    /// luck. A band holds all values that agree with the evidence alike.
    fn implausibility(&self, point: &[f64]) -> f64 {
        let point: Vec<f64> = self.varied.iter().map(|&at| point[at]).collect();
        let mut worst: f64 = 0.0;
        for emulators in self.emulators.iter().rev() {
            for (target, emulator) in self.plan.targets.iter().zip(emulators) {
                let found = emulator.at(&point);
                let (low, high) = (scaled(target, target.low), scaled(target, target.high));
                let outside = (low - found).max(found - high).max(0.0);
                worst = worst.max(outside / emulator.variance.sqrt().max(1e-9));
            }
            if worst > IMPLAUSIBLE + 2.0 {
                break;
            }
        }
        worst
    }

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

    fn next_wave(&mut self, wave: usize) -> Result<(), MakeError> {
        let mut points = Vec::new();
        for index in 0..MOST_DRAWS {
            let point = self.draw(wave as u64, index);
            if self.implausibility(&point) <= IMPLAUSIBLE {
                points.push(point);
                if points.len() == self.effort.wave {
                    break;
                }
            }
        }
        if points.len() < self.effort.wave.min(50) {
            return Err(MakeError::Trouble(self.trouble()));
        }
        let from = SCREEN_SEEDS + 1_000_000 * wave as u64;
        let seeds: Vec<u64> = (0..points.len() as u64).map(|at| from + at).collect();
        let values = self.run(&points, &seeds, false)?;
        let worlds = points.len();
        self.values.extend(values.iter().map(|values| self.on_scale(values)).collect::<Vec<_>>());
        self.points.extend(points);
        self.emulate(worlds)
    }

    /// The target that most worlds of the prior miss by more than what is implausible.
    fn trouble(&self) -> usize {
        let mut missed = vec![0_usize; self.plan.targets.len()];
        for index in 0..2_000 {
            let point = self.draw(2_000, index);
            let point: Vec<f64> = self.varied.iter().map(|&at| point[at]).collect();
            for emulators in &self.emulators {
                for (at, (target, emulator)) in self.plan.targets.iter().zip(emulators).enumerate()
                {
                    let found = emulator.at(&point);
                    let (low, high) = (scaled(target, target.low), scaled(target, target.high));
                    let outside = (low - found).max(found - high);
                    missed[at] += usize::from(outside > IMPLAUSIBLE * emulator.variance.sqrt());
                }
            }
        }
        (0..missed.len()).max_by_key(|&at| missed[at]).unwrap_or(0)
    }

    fn keep_worlds(&mut self) -> Result<Made, MakeError> {
        const BATCH: usize = 200;
        let luck = Luck::of_seed(self.effort.key).of("proposals");
        let (mut kept, mut missed) = (Vec::new(), vec![0; self.plan.targets.len()]);
        let (mut proposed, mut index) = (0, 0);
        while kept.len() < self.effort.keep && proposed < self.effort.proposals {
            let mut batch = Vec::new();
            while batch.len() < BATCH && index < MOST_DRAWS {
                let point = self.draw(3_000, index);
                index += 1;
                if self.implausibility(&point) > IMPLAUSIBLE {
                    continue;
                }
                let chance = math_pow(self.chance(&point)).clamp(LEAST_CHANCE, 1.0);
                if luck.uniform(Process::World, 0, index) < chance {
                    batch.push((point, chance));
                }
            }
            if batch.is_empty() {
                break;
            }
            proposed += batch.len();
            let points: Vec<Vec<f64>> = batch.iter().map(|(point, _)| point.clone()).collect();
            let meets = self.meets(&points, &mut missed)?;
            kept.extend(batch.into_iter().zip(meets).filter(|(_, meets)| *meets).map(|(it, _)| it));
        }
        if kept.is_empty() {
            let worst = (0..missed.len()).max_by_key(|&at| missed[at]).unwrap_or(0);
            return Err(MakeError::Trouble(worst));
        }
        Ok(self.made(kept, missed, (proposed, index)))
    }

    /// Whether the mean of the seeds of each point meets every target. A world gets its seeds one by one,
    /// and no more where what is left cannot be expected to bring the mean back.
    fn meets(&mut self, points: &[Vec<f64>], missed: &mut [usize]) -> Result<Vec<bool>, MakeError> {
        let from = SCREEN_SEEDS + 100_000_000;
        let mut sums = vec![vec![0.0; self.plan.targets.len()]; points.len()];
        let mut within = vec![true; points.len()];
        for seed in 0..KEPT_SEEDS {
            let left: Vec<usize> = (0..points.len()).filter(|&at| within[at]).collect();
            let some: Vec<Vec<f64>> = left.iter().map(|&at| points[at].clone()).collect();
            let runs = self.run(&some, &vec![from + seed; some.len()], false)?;
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
