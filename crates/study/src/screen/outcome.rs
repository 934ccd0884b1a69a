//! What a world shows of the targets: the runs behind a screen, kept so that none is run twice.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::supposed::{Target, TargetKind, World, as_today, with_change};

use crate::metric::{Detail, Level, METRICS, Recorder};
use crate::model::Model;
use crate::month::{month, processes};
use crate::policy::Scenario;
use crate::world::Halt;

/// Seeds that screens of worlds run: no default of `run` or `compare` uses them.
pub(crate) const SCREEN_SEEDS: u64 = 4_000_000_000;

/// Months of a run that targets read, burn-in among them, where nothing else is asked for.
pub const MONTHS: u32 = 48;

/// Outcomes of which the differences of packages tell whether a setting matters to them.
pub const SHOWN: [&str; 8] = [
    "participation_yearly",
    "participation_ratio",
    "staff_turnover",
    "resolution_rate",
    "unmet_need",
    "trust",
    "belonging_gap",
    "spending",
];

/// What is run in each world.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario of today: no policy, as many months as the targets read.
    pub today: Scenario,
    /// What is known.
    pub targets: Vec<Target>,
    /// Packages whose differences say which settings matter to them; of the place of `today`.
    pub packages: Vec<Scenario>,
}

impl Plan {
    /// A plan for a scenario and targets, `months` long.
    pub fn new(
        scenario: &Scenario,
        targets: Vec<Target>,
        packages: &[Scenario],
        months: u32,
    ) -> Self {
        let today = as_today(scenario, months);
        let packages = packages.iter().map(|package| {
            let mut package = package.clone();
            package.months = today.months;
            package
        });
        Self { packages: packages.collect(), today, targets }
    }

    /// What is shown in a world with a seed: a value for each target, then, `with_packages`, the
    /// differences of each package; not a number where there is none.
    pub fn run(&self, world: &World, seed: u64, with_packages: bool) -> Vec<f64> {
        let today = world.under(&self.today);
        let mut arms: Vec<Scenario> = Vec::new();
        for target in &self.targets {
            if let TargetKind::Effect { setting, operation } = target.kind {
                arms.push(with_change(&today, setting, operation));
            }
        }
        let effects = arms.len();
        if with_packages {
            arms.extend(self.packages.iter().map(|package| world.under(package)));
        }
        let mut model = Model::new(&today, seed, Detail::Zone, false);
        while model.clock().month < today.burn_in {
            model.step();
        }
        let others: Vec<Recorder> =
            arms.iter().map(|arm| finish(model.fork(arm, seed, month(processes())))).collect();
        let own = finish(model);
        let mut values = Vec::new();
        let mut effect = others[..effects].iter();
        for target in &self.targets {
            let before = value(&own, target.outcome, target.zone.map(|zone| zone.id()));
            values.push(match target.kind {
                TargetKind::Level => before,
                TargetKind::Effect { .. } => effect.next().map_or(f64::NAN, |after| {
                    value(after, target.outcome, target.zone.map(|zone| zone.id())) / before
                }),
            });
        }
        for package in &others[effects..] {
            let shown = SHOWN.iter().filter_map(|id| crate::metric::find(id));
            values.extend(shown.map(|at| value(package, at, None) - value(&own, at, None)));
        }
        values
    }
}

fn finish(mut model: Model) -> Recorder {
    while !model.is_over() {
        model.step();
    }
    model.recorder().clone()
}

/// A value over the months after burn-in, in the widest area or a zone.
pub(crate) fn value(recorder: &Recorder, metric: usize, zone: Option<&str>) -> f64 {
    let area = zone.map_or(Some(0), |zone| {
        recorder.areas.iter().position(|area| area.level == Level::Zone && area.name == zone)
    });
    let run = recorder.run();
    area.and_then(|area| run.get(area * METRICS.len() + metric).copied()).unwrap_or(f64::NAN)
}

/// The scale on which an emulator sees a target: shares as log odds, factors and amounts as logarithms.
pub fn scaled(target: &Target, value: f64) -> f64 {
    match target.kind {
        TargetKind::Effect { .. } if value.is_finite() => model::math::ln(value.max(0.01)),
        TargetKind::Effect { .. } => f64::NAN,
        TargetKind::Level => scaled_level(target.outcome, value),
    }
}

/// The scale of a level of a metric.
pub(crate) fn scaled_level(metric: usize, value: f64) -> f64 {
    // A factor on nothing is no factor, and `max` would make a number of it.
    if !value.is_finite() {
        return f64::NAN;
    }
    let (low, high) = METRICS[metric].range;
    if low >= 0.0 && high <= 1.0 {
        let share = value.clamp(0.001, 0.999);
        model::math::ln(share / (1.0 - share))
    } else if low >= 0.0 {
        model::math::ln(value.max(1e-6))
    } else {
        value
    }
}

/// The value that [`scaled`] brings to a place on the scale of a target.
pub fn unscaled(target: &Target, at: f64) -> f64 {
    let (low, high) = METRICS[target.outcome].range;
    match target.kind {
        TargetKind::Level if low >= 0.0 && high <= 1.0 => 1.0 / (1.0 + model::math::exp(-at)),
        TargetKind::Effect { .. } => model::math::exp(at),
        TargetKind::Level if low >= 0.0 => model::math::exp(at),
        TargetKind::Level => at,
    }
}

/// Runs that are known, by world and seed.
#[derive(Default)]
pub struct Cache {
    known: BTreeMap<(u64, u64, bool), Vec<f64>>,
}

/// One run to be made.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The world.
    pub world: &'a World,
    /// The seed.
    pub seed: u64,
    /// Whether packages are run too.
    pub with_packages: bool,
}

impl Job<'_> {
    fn key(&self) -> (u64, u64, bool) {
        // FNV-1a over the bits of the values.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut take = |bits: u64| {
            for byte in bits.to_le_bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for (id, values) in &self.world.values {
            take(id.index() as u64);
            for value in values {
                take(value.to_bits());
            }
        }
        (hash, self.seed, self.with_packages)
    }
}

impl Cache {
    /// Reads lines that [`Cache::run`] wrote; those that cannot be read are run again.
    pub fn read(text: &str) -> Self {
        let mut known = BTreeMap::new();
        for line in text.lines() {
            let mut parts = line.split(' ');
            let mut whole = || u64::from_str_radix(parts.next()?, 16).ok();
            let (Some(world), Some(seed), Some(packages)) = (whole(), whole(), whole()) else {
                continue;
            };
            let count = whole().unwrap_or(0) as usize;
            let values: Vec<f64> = parts
                .map_while(|part| u64::from_str_radix(part, 16).ok())
                .map(f64::from_bits)
                .collect();
            if count > 0 && values.len() == count {
                known.insert((world, seed, packages == 1), values);
            }
        }
        Self { known }
    }

    /// Number of runs that are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether no run is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Runs what is not known yet, in parallel; gives the lines of new runs to `keep`, part by part.
    /// `None` if somebody asked to stop.
    pub fn run(
        &mut self,
        plan: &Plan,
        jobs: &[Job<'_>],
        pool: &rayon::ThreadPool,
        stop: &Halt,
        keep: &mut dyn FnMut(&str, usize),
    ) -> Option<Vec<Vec<f64>>> {
        use rayon::prelude::*;
        let new: Vec<&Job<'_>> =
            jobs.iter().filter(|job| !self.known.contains_key(&job.key())).collect();
        for part in new.chunks(32) {
            let found: Vec<Option<Vec<f64>>> = pool.install(|| {
                part.par_iter()
                    .map(|job| {
                        let stopped = || stop.is_set();
                        let values =
                            (!stopped()).then(|| plan.run(job.world, job.seed, job.with_packages));
                        // A run that was broken off is no run.
                        values.filter(|_| !stopped())
                    })
                    .collect()
            });
            let mut lines = String::new();
            for (job, values) in part.iter().zip(found) {
                let values = values?;
                let (world, seed, packages) = job.key();
                let _ =
                    write!(lines, "{world:x} {seed:x} {:x} {:x}", u8::from(packages), values.len());
                for value in &values {
                    let _ = write!(lines, " {:x}", value.to_bits());
                }
                lines.push('\n');
                self.known.insert(job.key(), values);
            }
            keep(&lines, part.len());
        }
        jobs.iter().map(|job| self.known.get(&job.key()).cloned()).collect()
    }
}
