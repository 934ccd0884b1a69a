//! A question while it is answered: what was run of it, what comes next, and who looks.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::pieces::Pieces;
use super::question::Read;
use super::sample::Sample;
use crate::ablation::Ablation;
use crate::comparison::Comparison;
use crate::experiment::{SeedOutcome, Trunk};
use crate::futures::Seen;
use crate::policy::Scenario;

/// Seeds of a question that come before its worlds, as many as `cogov compare` runs.
pub(super) const SEEDS: usize = 40;
/// Seeds of a question while one watches: so many are run, whatever they show, so that the last interval is one for
/// a number that was fixed before.
pub const HISTORIES: usize = 120;
/// Seeds before which nothing else is run: the first answer.
pub(super) const FIRST_LOOK: usize = 2;
/// Worlds of a question, and those of them that are run on a second seed, as `cogov compare` does.
pub(super) const WORLDS: usize = 64;
pub(super) const TWICE: usize = 16;
/// So long a question that nobody looks at goes on: until its page has opened the stream, or come back.
pub(super) const PATIENCE: Duration = Duration::from_secs(4);
/// So long it goes on when the last of those who looked has gone.
const GOES: Duration = Duration::from_millis(800);

/// Locks; a thread that died left nothing half done that matters.
pub(super) fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Today, and its histories.
pub(super) struct Ground {
    pub(super) today: [Scenario; 1],
    pub(super) trunks: Vec<Mutex<Option<Arc<Trunk>>>>,
    pub(super) used: AtomicU64,
}

/// A question that is being answered.
pub(crate) struct Question {
    /// What was asked.
    pub(super) read: Read,
    pub(super) ground: Arc<Ground>,
    pub(super) metrics: Vec<usize>,
    pub(super) progress: Mutex<Progress>,
    pub(super) found: Mutex<Option<Arc<Comparison>>>,
    pub(super) why: Mutex<Option<Arc<Ablation>>>,
    pub(super) shown: watch::Sender<Arc<str>>,
    pub(super) viewers: AtomicUsize,
    /// Whether the one page that asked it has moved on to another question.
    pub(super) is_left: AtomicBool,
    pub(super) left: Mutex<Instant>,
    pub(super) used: AtomicU64,
}

#[derive(Default)]
pub(super) struct Progress {
    pub(super) target: usize,
    pub(super) seeds: Pieces<SeedOutcome>,
    pub(super) first: Pieces<Seen>,
    pub(super) second: Pieces<Seen>,
    pub(super) why_asked: bool,
    pub(super) why_taken: bool,
    /// Seeds and futures of the newest answer.
    pub(super) told: [usize; 2],
    /// Whether the interval of yearly participation is wide yet.
    pub(super) is_wide: bool,
    /// Whether somebody asked for more seeds.
    pub(super) more_asked: bool,
}

pub(super) enum Piece {
    Seed(usize),
    World(usize, bool),
    Why,
}

enum Next {
    Seed,
    Why,
    World,
    SecondWorld,
}

impl Question {
    /// What is shown of it now and from now on.
    pub(super) fn shown(&self) -> watch::Receiver<Arc<str>> {
        self.shown.subscribe()
    }

    /// What was found so far.
    pub(crate) fn found(&self) -> Option<Arc<Comparison>> {
        lock(&self.found).clone()
    }

    /// Its effect, taken apart, if that was asked for and is done.
    pub(super) fn why(&self) -> Option<Arc<Ablation>> {
        lock(&self.why).clone()
    }

    /// The sample on which it is answered, if it is.
    pub(super) fn sample(&self) -> Option<&Sample> {
        self.read.sample.as_ref()
    }

    /// Seeds that were asked for.
    pub(crate) fn target(&self) -> usize {
        lock(&self.progress).target
    }

    /// Whether somebody looks, or may come back any moment.
    pub(crate) fn is_watched(&self) -> bool {
        let looks = || self.viewers.load(Ordering::Acquire) > 0;
        !self.is_left.load(Ordering::Acquire) && (looks() || lock(&self.left).elapsed() < PATIENCE)
    }

    /// Whether nothing of it was begun that a first answer needs.
    pub(super) fn is_urgent(&self) -> bool {
        lock(&self.progress).seeds.waits(FIRST_LOOK)
    }

    /// How far this question is, if a piece of it is left: lower goes first.
    pub(super) fn rank(&self) -> Option<(u8, usize)> {
        let progress = lock(&self.progress);
        let taken = progress.seeds.taken;
        match progress.next(self.has_policy())? {
            // Beyond the usual number others' worlds go first.
            Next::Seed if taken >= SEEDS => Some((2, taken)),
            Next::Seed | Next::Why => Some((0, taken)),
            Next::World | Next::SecondWorld => Some((1, progress.first.taken)),
        }
    }

    pub(super) fn has_policy(&self) -> bool {
        let today = &self.read.arms[0];
        self.read.arms[1..].iter().any(|arm| arm.changes != today.changes)
    }

    pub(super) fn take(&self) -> Option<Piece> {
        let has_policy = self.has_policy();
        let mut progress = lock(&self.progress);
        let target = progress.target;
        match progress.next(has_policy)? {
            Next::Seed => progress.seeds.take(target).map(Piece::Seed),
            Next::Why => {
                progress.why_taken = true;
                Some(Piece::Why)
            }
            Next::World => progress.first.take(WORLDS).map(|at| Piece::World(at, false)),
            Next::SecondWorld => progress.second.take(TWICE).map(|at| Piece::World(at, true)),
        }
    }
}

impl Progress {
    /// What comes next: the usual seeds, and more while the interval is wide or somebody asked for them; then worlds; then the other seeds.
    /// How many there will be in the end hangs on nothing that was seen.
    fn next(&self, has_policy: bool) -> Option<Next> {
        let seeds = self.seeds.is_left(self.target);
        let is_first =
            self.seeds.is_left(self.target.min(SEEDS)) || self.is_wide || self.more_asked;
        if seeds && (is_first || !has_policy) {
            Some(Next::Seed)
        } else if self.why_asked && !self.why_taken {
            Some(Next::Why)
        } else if has_policy && self.first.is_left(WORLDS) {
            Some(Next::World)
        } else if has_policy && self.second.is_left(TWICE) {
            Some(Next::SecondWorld)
        } else {
            seeds.then_some(Next::Seed)
        }
    }
}

/// Somebody who looks at a question.
pub(crate) struct Viewer(pub(super) Arc<Question>);

impl Drop for Viewer {
    fn drop(&mut self) {
        // Who looked and went away has moved on, but for a page that is read anew.
        let now = Instant::now();
        *lock(&self.0.left) = now.checked_sub(PATIENCE - GOES).unwrap_or(now);
        self.0.viewers.fetch_sub(1, Ordering::AcqRel);
    }
}
