//! History matching: worlds that no target rules out, found with few runs.
//!
//! First all plausible ranges, to see which settings move a target or a shipped difference; then waves,
//! in which emulators rule out what is implausible (Craig, Goldstein, Seheult and Smith 1997; Vernon,
//! Goldstein and Bower 2010).

use crate::supposed::{World, dimensions};

use super::emulator::{self, Emulator};
use super::outcome::{Cache, Job, Plan, SCREEN_SEEDS, scaled};
use crate::random::{Luck, Process};
use crate::world::Halt;

/// Seeds whose mean must meet the targets.
pub const KEPT_SEEDS: u64 = 4;
/// Worlds of the first wave that get a second seed, which tells the luck of a run.
const TWICE: usize = 200;
/// What an emulator finds so many standard deviations outside a band is ruled out.
pub(super) const IMPLAUSIBLE: f64 = 3.0;
/// The most worlds drawn from the prior in one search.
pub(super) const MOST_DRAWS: u32 = 4_000_000;

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

/// A search under way.
pub(super) struct Search<'a> {
    pub(super) plan: &'a Plan,
    pub(super) effort: Effort,
    pool: rayon::ThreadPool,
    stop: &'a Halt,
    cache: &'a mut Cache,
    keep: &'a mut Keep<'a>,
    /// Dimensions that vary.
    pub(super) varied: Vec<usize>,
    /// The variance of emulators is taken this many times: 1, but for a test of the test.
    times: f64,
    /// Points and values of all waves.
    points: Vec<Vec<f64>>,
    values: Vec<Vec<f64>>,
    /// Emulators by wave and target.
    pub(super) emulators: Vec<Vec<Emulator>>,
    /// Standard deviation of luck of one run, on the scale of each target.
    pub(super) luck: Vec<f64>,
    pub(super) waves: Vec<Wave>,
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
    Search::waved((plan, effort), 1.0, cache, stop, keep)?.keep_worlds()
}

/// What the waves of a plan make of given points of the unit cube: how far the worst target is outside its
/// band, in standard deviations, and which it is; above 3 a point is ruled out. `times` is what the variances of emulators
/// are multiplied by: 1 but where one wants to see that a test of recovery can fail.
///
/// # Errors
/// See [`MakeError`].
pub fn implausibilities<'a>(
    plan: &'a Plan,
    effort: Effort,
    (points, times): (&[Vec<f64>], f64),
    cache: &'a mut Cache,
    stop: &'a Halt,
    keep: &'a mut Keep<'a>,
) -> Result<Vec<(f64, usize)>, MakeError> {
    let search = Search::waved((plan, effort), times, cache, stop, keep)?;
    Ok(points.iter().map(|point| search.worst(point)).collect())
}

impl<'a> Search<'a> {
    /// A search after all its waves.
    fn waved(
        (plan, effort): (&'a Plan, Effort),
        times: f64,
        cache: &'a mut Cache,
        stop: &'a Halt,
        keep: &'a mut Keep<'a>,
    ) -> Result<Self, MakeError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(effort.threads)
            .build()
            .map_err(|error| MakeError::Threads(error.to_string()))?;
        let mut search = Self {
            plan,
            effort,
            pool,
            stop,
            cache,
            keep,
            times,
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
        Ok(search)
    }
}

impl Search<'_> {
    /// The point of a draw, in all dimensions.
    fn draw(&self, stage: u64, index: u32) -> Vec<f64> {
        let luck = Luck::of_seed(self.effort.key).of(&format!("stage {stage}"));
        let at = |at: usize| luck.uniform(Process::World, at as u32, index);
        (0..dimensions().len()).map(at).collect()
    }

    /// A draw for keeping: what moves nothing stays at its default. While waving it varies too, so that the
    /// error of an emulator holds what little it does.
    pub(super) fn draw_to_keep(&self, stage: u64, index: u32) -> Vec<f64> {
        let all = self.draw(stage, index);
        let mut point = vec![f64::NAN; all.len()];
        for &at in &self.varied {
            point[at] = all[at];
        }
        point
    }

    pub(super) fn run(
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
    pub(super) fn on_scale(&self, values: &[f64]) -> Vec<f64> {
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
        let draws = 5_000;
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
    pub(super) fn implausibility(&self, point: &[f64]) -> f64 {
        self.worst(point).0
    }

    /// The same, and which target it is.
    fn worst(&self, point: &[f64]) -> (f64, usize) {
        let point: Vec<f64> = self.varied.iter().map(|&at| point[at]).collect();
        let mut worst = (0.0, 0);
        for emulators in self.emulators.iter().rev() {
            for (at, (target, emulator)) in self.plan.targets.iter().zip(emulators).enumerate() {
                let found = emulator.at(&point);
                let (low, high) = (scaled(target, target.low), scaled(target, target.high));
                let outside = (low - found).max(found - high).max(0.0);
                let error = (self.times * emulator.variance).sqrt().max(1e-9);
                if outside / error > worst.0 {
                    worst = (outside / error, at);
                }
            }
            if worst.0 > IMPLAUSIBLE + 2.0 {
                break;
            }
        }
        worst
    }

    fn next_wave(&mut self, wave: usize) -> Result<(), MakeError> {
        let (mut points, mut seeds) = (Vec::new(), Vec::new());
        // A draw has its seed whether those before it are run or not: so searches share their runs.
        let from = SCREEN_SEEDS + 10_000_000 * wave as u64;
        for index in 0..MOST_DRAWS {
            let point = self.draw(wave as u64, index);
            if self.implausibility(&point) <= IMPLAUSIBLE {
                points.push(point);
                seeds.push(from + u64::from(index));
                if points.len() == self.effort.wave {
                    break;
                }
            }
        }
        if points.len() < self.effort.wave.min(50) {
            return Err(MakeError::Trouble(self.trouble()));
        }
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
}
