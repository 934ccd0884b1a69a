//! Many seeds of one scenario, in parallel.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::metric::{Detail, Recorder};
use crate::model::Model;
use crate::policy::Scenario;
use crate::world::Clock;

/// Many seeds of one scenario.
#[derive(Clone, Copy)]
pub struct Ensemble<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Seeds, each once.
    pub seeds: &'a [u64],
    /// Threads; with fewer seeds than threads, communities are spread over them instead.
    pub threads: usize,
    /// The finest level that is observed.
    pub detail: Detail,
    /// Set by anybody to end all runs after the month they are in.
    pub stop: &'a AtomicBool,
    /// Called after each simulated month, from any thread.
    pub progress: &'a (dyn Fn() + Sync),
}

/// Somebody who looks at a run while it goes on, so that nothing of it must be held in memory.
pub trait Watch: Sized {
    /// What may go wrong in looking.
    type Error: Send;

    /// Looks at a month; `last` in the run's last one.
    ///
    /// # Errors
    /// Whatever goes wrong in looking: the run ends.
    fn month(&mut self, clock: Clock, recorder: &Recorder, last: bool) -> Result<(), Self::Error>;

    /// Called when the run is whole.
    ///
    /// # Errors
    /// Whatever goes wrong in looking.
    fn finish(self) -> Result<(), Self::Error>;
}

/// A run that came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Its seed.
    pub seed: u64,
    /// Newcomers whom full communities could not take.
    pub turned_away: u64,
}

impl Ensemble<'_> {
    /// Runs all seeds; returns those that came to their end, in the order of `seeds`. What a run
    /// shows does not depend on the threads nor on the other seeds.
    ///
    /// # Errors
    /// The first error of a watch, in the order of `seeds`, or that of making threads.
    pub fn run<W: Watch>(
        &self,
        watch: impl Fn(u64) -> Result<W, W::Error> + Sync,
    ) -> Result<Vec<Finished>, EnsembleError<W::Error>> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| EnsembleError::Threads(error.to_string()))?;
        let runs: Vec<Result<Option<Finished>, W::Error>> = pool.install(|| {
            // One seed a job: long runs of different length share the threads well.
            self.seeds.par_iter().with_max_len(1).map(|&seed| self.one(seed, &watch)).collect()
        });
        let mut finished = Vec::new();
        for run in runs {
            finished.extend(run.map_err(EnsembleError::Watch)?);
        }
        Ok(finished)
    }

    fn one<W: Watch>(
        &self,
        seed: u64,
        watch: &(impl Fn(u64) -> Result<W, W::Error> + Sync),
    ) -> Result<Option<Finished>, W::Error> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let mut watch = watch(seed)?;
        let mut model =
            Model::new(self.scenario, seed, self.detail, self.seeds.len() < self.threads);
        while !model.is_over() {
            if self.stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            model.step();
            watch.month(model.clock(), model.recorder(), model.is_over())?;
            (self.progress)();
        }
        watch.finish()?;
        Ok(Some(Finished { seed, turned_away: model.turned_away() }))
    }
}

/// Why an ensemble did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum EnsembleError<E> {
    /// A watch failed.
    #[error("a run could not be written down")]
    Watch(E),
    /// No threads.
    #[error("no threads could be made: {0}")]
    Threads(String),
}
