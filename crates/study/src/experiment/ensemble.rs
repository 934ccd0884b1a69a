//! Many seeds of one scenario, in parallel.

use std::sync::atomic::{AtomicBool, Ordering};

use super::runner::{Runner, ThreadsError};
use crate::metric::{Detail, Recorder};
use crate::model::Model;
use crate::policy::Scenario;
use crate::world::{Clock, Spread};

/// Many seeds of one scenario.
#[derive(Clone, Copy)]
pub struct Ensemble<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Seeds, each once.
    pub seeds: &'a [u64],
    /// The finest level that is observed.
    pub detail: Detail,
    /// How they are run.
    pub runner: Runner<'a>,
}

/// Somebody who looks at a run while it goes on, so that nothing of it must be held in memory.
pub trait Watch: Sized {
    /// What may go wrong in looking.
    type Error: Send;

    /// Looks at a month; `last` in the run's last one.
    ///
    /// # Errors
    /// Whatever goes wrong in looking: all runs end.
    fn month(&mut self, clock: Clock, recorder: &Recorder, last: bool) -> Result<(), Self::Error>;

    /// Called when the run is whole, with the number of newcomers whom full communities could not take.
    ///
    /// # Errors
    /// Whatever goes wrong in looking.
    fn finish(self, turned_away: u64) -> Result<(), Self::Error>;
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
        let failed = AtomicBool::new(false);
        let adults = self.scenario.place.adults();
        let ended = self.runner.each_seed(adults, self.seeds, |seed, spread| {
            let run = self.one(seed, spread, &failed, &watch);
            if run.is_err() {
                failed.store(true, Ordering::Relaxed);
            }
            run
        })?;
        let mut finished = Vec::new();
        for run in ended {
            finished.extend(run.map_err(EnsembleError::Watch)?);
        }
        Ok(finished)
    }

    fn one<W: Watch>(
        &self,
        seed: u64,
        spread: &Spread,
        failed: &AtomicBool,
        watch: &(impl Fn(u64) -> Result<W, W::Error> + Sync),
    ) -> Result<Option<Finished>, W::Error> {
        let stopped = || (self.runner.stop)() || failed.load(Ordering::Relaxed);
        if stopped() {
            return Ok(None);
        }
        let mut watch = watch(seed)?;
        let mut model = Model::new(self.scenario, seed, self.detail, spread.clone());
        while !model.is_over() {
            if stopped() {
                return Ok(None);
            }
            model.step();
            // A month that was broken off is no month.
            if stopped() {
                return Ok(None);
            }
            watch.month(model.clock(), model.recorder(), model.is_over())?;
            (self.runner.progress)(1);
        }
        let turned_away = model.turned_away();
        watch.finish(turned_away)?;
        Ok(Some(Finished { seed, turned_away }))
    }
}

/// Why an ensemble did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum EnsembleError<E> {
    /// A watch failed.
    #[error("a run could not be written down")]
    Watch(E),
    /// No threads.
    #[error(transparent)]
    Threads(#[from] ThreadsError),
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::world::Halt;

    /// Seven months.
    fn village() -> Scenario {
        crate::village::of_two(7, 2)
    }

    /// Keeps the bits of all values of a seed.
    struct Keep<'a> {
        seed: u64,
        bits: Vec<u64>,
        all: &'a Mutex<Vec<(u64, Vec<u64>)>>,
        fails_in: Option<u32>,
    }

    impl Watch for Keep<'_> {
        type Error = u64;

        fn month(&mut self, clock: Clock, recorder: &Recorder, _: bool) -> Result<(), u64> {
            if self.fails_in == Some(clock.month) {
                return Err(self.seed);
            }
            self.bits.extend(recorder.month().iter().map(|value| value.to_bits()));
            Ok(())
        }

        fn finish(self, _: u64) -> Result<(), u64> {
            self.all.lock().unwrap().push((self.seed, self.bits));
            Ok(())
        }
    }

    fn bits(seeds: &[u64], threads: usize) -> Vec<(u64, Vec<u64>)> {
        let all = Mutex::new(Vec::new());
        let scenario = village();
        let runner = Runner { threads, ..Runner::default() };
        let detail = Detail::Community;
        let ensemble = Ensemble { scenario: &scenario, seeds, detail, runner };
        let watch = |seed| Ok(Keep { seed, bits: Vec::new(), all: &all, fails_in: None });
        let finished = ensemble.run(watch).unwrap();
        assert!(finished.iter().map(|run| run.seed).eq(seeds.iter().copied()));
        let mut all = all.into_inner().unwrap();
        all.sort_unstable();
        all
    }

    #[test]
    fn a_seed_shows_the_same_bits_alone_among_others_and_with_any_number_of_threads() {
        let alone = bits(&[3], 1);
        for threads in [1, 2, 4] {
            let among = bits(&[1, 2, 3, 4, 5], threads);
            assert_eq!(among, bits(&[1, 2, 3, 4, 5], 3));
            assert_eq!(among[2], alone[0]);
            assert_eq!(bits(&[3], threads), alone);
        }
    }

    #[test]
    fn a_stop_ends_runs_after_the_month_they_are_in_and_keeps_the_finished() {
        let all = Mutex::new(Vec::new());
        let stop = AtomicBool::new(false);
        let months = AtomicUsize::new(0);
        let scenario = village();
        let progress = |_| {
            // In the third month of the second seed.
            if months.fetch_add(1, Ordering::Relaxed) + 1 == 7 + 3 {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let ensemble = Ensemble {
            scenario: &scenario,
            seeds: &[8, 9, 10],
            detail: Detail::Zone,
            runner: Runner {
                threads: 1,
                stop: &|| stop.load(Ordering::Relaxed),
                progress: &progress,
                halt: None,
            },
        };
        let watch = |seed| Ok(Keep { seed, bits: Vec::new(), all: &all, fails_in: None });
        let finished = ensemble.run(watch).unwrap();
        assert_eq!(finished, [Finished { seed: 8, turned_away: 0 }]);
        assert_eq!(months.into_inner(), 10);
    }

    #[test]
    fn the_first_seed_that_fails_is_the_error_and_no_other_begins() {
        let all = Mutex::new(Vec::new());
        let scenario = village();
        let ensemble = Ensemble {
            scenario: &scenario,
            seeds: &[8, 9, 10],
            detail: Detail::Zone,
            runner: Runner::default(),
        };
        let watch = |seed| {
            let fails_in = (seed >= 9).then_some(2);
            Ok(Keep { seed, bits: Vec::new(), all: &all, fails_in })
        };
        assert!(matches!(ensemble.run(watch), Err(EnsembleError::Watch(9))));
        assert_eq!(all.into_inner().unwrap().len(), 1);
    }

    #[test]
    fn a_switch_ends_the_months_of_worlds_that_were_given_it_and_of_no_other() {
        let scenario = village();
        let flag = Arc::new(AtomicBool::new(false));
        let spread = Spread { over_threads: false, halt: Halt::of(flag.clone()) };
        let mut given = Model::new(&scenario, 1, Detail::Zone, spread);
        let mut other = Model::new(&scenario, 1, Detail::Zone, false);
        given.step();
        flag.store(true, Ordering::Relaxed);
        for _ in 0..3 {
            given.step();
            other.step();
        }
        assert_eq!((given.clock().month, other.clock().month), (1, 3));
    }
}
