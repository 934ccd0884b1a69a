//! How runs are carried out: many seeds, spread over threads, until somebody says stop.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::world::{Halt, Spread};

/// Adults that runs side by side may hold together; beyond it one run takes all threads, so that
/// memory stays that of one run.
const MOST_ADULTS_AT_ONCE: u64 = 24_000_000;

/// No threads could be made.
#[derive(Debug, thiserror::Error)]
#[error("no threads could be made: {0}")]
pub struct ThreadsError(String);

/// How runs are carried out. Nothing of it decides a result.
///
/// One of them serves all that runs: an ensemble of seeds, paired worlds, a comparison, a trace.
#[derive(Clone, Copy)]
pub struct Runner<'a> {
    /// Threads; with fewer seeds than threads, or in a very large place, seeds run one after another and
    /// communities are spread over the threads.
    pub threads: usize,
    /// Asked after each month, from any thread: whether to stop. The month that is under way is thrown
    /// away, and with it all of its seed.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Told, from any thread, how many months of the horizon came nearer.
    pub progress: &'a (dyn Fn(u64) + Sync),
    /// A switch that lets months which are under way be abandoned; `stop` must say so too then.
    pub halt: Option<&'a Halt>,
}

impl Default for Runner<'_> {
    /// One thread, to the end, telling nobody.
    fn default() -> Self {
        Self { threads: 1, stop: &|| false, progress: &|_| {}, halt: None }
    }
}

impl Runner<'_> {
    /// How worlds work through their communities.
    pub(super) fn spread(&self, over_threads: bool) -> Spread {
        Spread { over_threads, halt: self.halt.cloned().unwrap_or_default() }
    }

    /// Works on seeds, `adults` held by each; returns what came of each, in the order of `seeds`. The
    /// work is told how worlds work through their communities: over all threads, where it has them to itself.
    ///
    /// The next seed nobody has taken is taken next: so seeds begin in their order, and what an
    /// interrupted command keeps is mostly the first of them.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub(crate) fn each_seed<T: Send>(
        &self,
        adults: u64,
        seeds: &[u64],
        work: impl Fn(u64, &Spread) -> T + Sync,
    ) -> Result<Vec<T>, ThreadsError> {
        let threads = self.threads;
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| ThreadsError(error.to_string()))?;
        let at_once = adults.saturating_mul(threads as u64);
        let over_threads = seeds.len() < threads || at_once > MOST_ADULTS_AT_ONCE;
        let spread = self.spread(over_threads);
        let next = AtomicUsize::new(0);
        let take_seeds = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(&seed) = seeds.get(at) else { return done };
                done.push((at, work(seed, &spread)));
            }
        };
        let mut done: Vec<(usize, T)> = if over_threads {
            pool.install(take_seeds)
        } else {
            pool.broadcast(|_| take_seeds()).into_iter().flatten().collect()
        };
        done.sort_unstable_by_key(|&(at, _)| at);
        Ok(done.into_iter().map(|(_, result)| result).collect())
    }
}
