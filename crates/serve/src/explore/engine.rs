//! The threads that run the model for pages. Work comes in pieces of one seed, or one future: a thread takes the
//! next piece of the question that has been answered least, so first answers come first, for everybody. A question
//! that nobody looks at any more is left where it is, and goes on when somebody comes back.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Instant;

use tokio::sync::watch;

use super::answer;
use super::open::{
    FIRST_LOOK, Ground, PATIENCE, Piece, Progress, Question, SEEDS, TWICE, Viewer, WORLDS, lock,
};
use super::pieces::is_told;
use super::question::{MOST_ADULTS, Read};
use crate::ablation::{self, ablate};
use crate::comparison::{Comparison, Difference, Request, Stopped, of_outcomes};
use crate::experiment::{Pairing, Runner, SeedOutcome, Trunk};
use crate::futures::{Asked, Basis, Ended, Futures, Plan, Seen, Source};
use crate::metric::main_metrics;
use crate::month::processes;
use crate::quantity::Text;
use crate::refusal::Refusal;

/// Half an interval of yearly participation beyond which more seeds go before worlds: a percentage point.
const WIDE: f64 = 0.01;
/// Seeds of a question of which more were asked for, at most.
pub(super) const MOST_SEEDS: usize = 400;
/// Seeds by which an effect is taken apart.
const SEEDS_OF_WHY: u64 = 6;
/// Questions and baselines that are kept, those that were not used for longest given up first.
const MOST_QUESTIONS: usize = 32;
const MOST_GROUNDS: usize = 4;
/// Questions that are looked at, at most.
const MOST_OPEN: usize = 64;
/// Adults of the worlds that a baseline keeps to go on from, over all seeds.
const MOST_ADULTS_KEPT: u64 = 2_000_000;

struct Shared {
    questions: Mutex<BTreeMap<String, Arc<Question>>>,
    grounds: Mutex<BTreeMap<String, Arc<Ground>>>,
    wake: Condvar,
    over: AtomicBool,
    clock: AtomicU64,
    /// Whether a first answer waits for a thread: then pieces that can wait are given back.
    urgent: AtomicBool,
    /// Histories of a question while one watches.
    histories: usize,
    source: Source,
}

/// The threads and what they work on.
pub(super) struct Engine {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

impl Engine {
    pub(super) fn new(threads: usize, histories: usize, source: Source) -> Self {
        let shared = Arc::new(Shared {
            questions: Mutex::default(),
            grounds: Mutex::default(),
            wake: Condvar::new(),
            over: AtomicBool::new(false),
            clock: AtomicU64::new(0),
            urgent: AtomicBool::new(false),
            histories,
            source,
        });
        let worker = |_| {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || shared.work())
        };
        let threads = (0..threads.max(1)).map(worker).collect();
        Self { shared, threads }
    }

    /// The question of a key, if it is known.
    pub(super) fn find(&self, key: &str) -> Option<Arc<Question>> {
        let questions = lock(&self.shared.questions);
        let found = questions.get(key)?;
        found.used.store(self.shared.now(), Ordering::Relaxed);
        Some(Arc::clone(found))
    }

    /// Begins to answer a question, or goes on with it.
    ///
    /// # Errors
    /// If too many are open.
    pub(super) fn ask(&self, read: Read) -> Result<Arc<Question>, Refusal> {
        if let Some(found) = self.find(&read.key) {
            *lock(&found.left) = Instant::now();
            found.is_left.store(false, Ordering::Release);
            self.shared.wake.notify_all();
            return Ok(found);
        }
        let ground = self.shared.ground(&read);
        let mut questions = lock(&self.shared.questions);
        if questions.values().filter(|question| question.is_watched()).count() >= MOST_OPEN {
            return Err(Refusal::busy("explore::too_many", TOO_MANY, 5));
        }
        while questions.len() >= MOST_QUESTIONS.max(1) {
            let idle = questions.iter().filter(|(_, question)| !question.is_watched());
            let oldest = idle.min_by_key(|(_, question)| question.used.load(Ordering::Relaxed));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { break };
            questions.remove(&key);
        }
        let question = Arc::new(Question {
            metrics: main_metrics(),
            progress: Mutex::new(Progress {
                target: self.shared.target(&read),
                ..Progress::default()
            }),
            found: Mutex::default(),
            why: Mutex::default(),
            shown: watch::Sender::new(Arc::from("")),
            viewers: AtomicUsize::new(0),
            is_left: AtomicBool::new(false),
            left: Mutex::new(Instant::now()),
            used: AtomicU64::new(self.shared.now()),
            read,
            ground,
        });
        questions.insert(question.read.key.clone(), Arc::clone(&question));
        drop(questions);
        self.shared.urgent.store(true, Ordering::Release);
        self.shared.wake.notify_all();
        Ok(question)
    }

    /// Somebody looks at a question from now on, until what is returned is dropped.
    pub(super) fn look(&self, at: &Arc<Question>) -> Viewer {
        at.viewers.fetch_add(1, Ordering::AcqRel);
        at.is_left.store(false, Ordering::Release);
        self.shared.wake.notify_all();
        Viewer(Arc::clone(at))
    }

    /// The page that asked a question has moved on from it: unless others look, it stops now.
    pub(super) fn leave(&self, key: &str) {
        if let Some(found) = lock(&self.shared.questions).get(key) {
            let is_alone = found.viewers.load(Ordering::Acquire) <= 1;
            found.is_left.fetch_or(is_alone, Ordering::AcqRel);
        }
    }

    /// Asks for more seeds of a question.
    pub(super) fn more(&self, of: &Question, seeds: usize) {
        let mut progress = lock(&of.progress);
        progress.target = progress.target.max(seeds.min(MOST_SEEDS));
        progress.more_asked = true;
        drop(progress);
        self.shared.wake.notify_all();
    }

    /// Asks to take the effect of a question's first package apart.
    pub(super) fn ask_why(&self, of: &Question) {
        lock(&of.progress).why_asked = true;
        self.shared.wake.notify_all();
    }
}

const TOO_MANY: Text = Text {
    en: "Too many questions are being answered; try again soon.",
    zh: "正在回答的问题过多，请稍后再试。",
};

impl Drop for Engine {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Release);
        self.shared.wake.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn now(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed)
    }

    /// Seeds that are run of a question: of a place so large that each takes seconds as many as `cogov compare` runs.
    fn target(&self, read: &Read) -> usize {
        let is_small = read.arms[0].place.adults() <= 2 * MOST_ADULTS;
        if is_small { self.histories } else { SEEDS.min(self.histories) }
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    fn ground(&self, read: &Read) -> Arc<Ground> {
        let mut grounds = lock(&self.grounds);
        if let Some(found) = grounds.get(&read.ground) {
            found.used.store(self.now(), Ordering::Relaxed);
            return Arc::clone(found);
        }
        while grounds.len() >= MOST_GROUNDS {
            let oldest =
                grounds.iter().min_by_key(|(_, ground)| ground.used.load(Ordering::Relaxed));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { break };
            grounds.remove(&key);
        }
        let ground = Arc::new(Ground {
            today: [read.arms[0].clone()],
            trunks: (0..MOST_SEEDS).map(|_| Mutex::default()).collect(),
            used: AtomicU64::new(self.now()),
        });
        grounds.insert(read.ground.clone(), Arc::clone(&ground));
        ground
    }

    /// Takes pieces one after the other until the server ends.
    fn work(&self) {
        while !self.is_over() {
            let next = {
                let questions = lock(&self.questions);
                let open = questions.values().filter(|question| question.is_watched());
                let ranked = open.filter_map(|question| Some((question.rank()?, question)));
                let next = ranked.min_by_key(|(rank, _)| *rank).map(|(_, next)| Arc::clone(next));
                let next = next.and_then(|question| Some((question.take()?, question)));
                let waits =
                    |question: &Arc<Question>| question.is_watched() && question.is_urgent();
                self.urgent.store(questions.values().any(waits), Ordering::Release);
                if next.is_none() {
                    // Whoever comes back within our patience wakes nobody.
                    let _ = self.wake.wait_timeout(questions, PATIENCE / 4);
                }
                next
            };
            if let Some((piece, question)) = next {
                self.run(&question, &piece);
            }
        }
    }

    fn run(&self, question: &Question, piece: &Piece) {
        // Seconds of taking apart are not thrown away for others.
        let can_wait = match *piece {
            Piece::Seed(at) => at >= FIRST_LOOK,
            Piece::World(..) => true,
            Piece::Why => false,
        };
        let yields = || can_wait && self.urgent.load(Ordering::Acquire);
        let stop = || self.is_over() || yields() || !question.is_watched();
        let is_new = match *piece {
            Piece::Seed(at) => {
                let found = self.seed(question, at, &stop);
                lock(&question.progress).seeds.give(at, found)
            }
            Piece::World(at, second) => {
                let found = self.world(question, at, second, &stop);
                let mut progress = lock(&question.progress);
                let pieces = if second { &mut progress.second } else { &mut progress.first };
                pieces.give(at, found)
            }
            Piece::Why => self.take_apart(question, &stop),
        };
        if is_new {
            self.tell(question, matches!(piece, Piece::Why));
        }
    }

    /// All arms on one seed.
    fn seed(
        &self,
        question: &Question,
        at: usize,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<SeedOutcome> {
        let ground = &question.ground;
        let runner = Runner { stop, ..Runner::default() };
        let of =
            Pairing { arms: &ground.today, metrics: &question.metrics, month: &processes, runner };
        let trunk = {
            let mut kept = lock(&ground.trunks[at]);
            if let Some(trunk) = &*kept {
                Arc::clone(trunk)
            } else {
                let adults = ground.today[0].place.adults().max(1);
                let keep = (at as u64 + 1) * adults <= MOST_ADULTS_KEPT;
                let trunk = Arc::new(Trunk::grow(&of, at as u64 + 1, keep)?);
                *kept = Some(Arc::clone(&trunk));
                trunk
            }
        };
        let arms: Option<Vec<_>> =
            question.read.arms[1..].iter().map(|arm| trunk.branch(&of, arm)).collect();
        Some(trunk.outcome(arms?))
    }

    /// All arms in one future.
    fn world(
        &self,
        question: &Question,
        at: usize,
        second: bool,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Seen> {
        let plan = self.plan(question, Runner { stop, ..Runner::default() });
        plan.run(at, at + 1, second).ok()?.pop()
    }

    fn plan<'a>(&'a self, question: &'a Question, runner: Runner<'a>) -> Plan<'a> {
        let (arms, worlds) = (&question.read.arms, self.source.worlds.as_slice());
        let worlds = &worlds[..WORLDS.min(worlds.len())];
        Plan { arms, worlds, month: &processes, runner, known: self.source.known_of(&arms[0]) }
    }

    /// Takes the effect of the first package apart; whether that was done.
    fn take_apart(&self, question: &Question, stop: &(dyn Fn() -> bool + Sync)) -> bool {
        let seeds: Vec<u64> = (1..=SEEDS_OF_WHY).collect();
        let found = ablate(&ablation::Request {
            baseline: &question.read.arms[0],
            scenario: &question.read.arms[1],
            metrics: &question.metrics,
            seeds: &seeds,
            runner: Runner { stop, ..Runner::default() },
        });
        match found {
            Ok(Some(found)) if found.seeds.len() == seeds.len() => {
                *lock(&question.why) = Some(Arc::new(found));
                true
            }
            _ => {
                lock(&question.progress).why_taken = false;
                false
            }
        }
    }

    /// Tells what is known now, where it is time to.
    fn tell(&self, question: &Question, at_once: bool) {
        let (outcomes, seen, worlds) = {
            let mut progress = lock(&question.progress);
            let seeds = progress.seeds.gapless;
            let worlds = progress.first.gapless;
            let futures = worlds + progress.second.gapless;
            let all = WORLDS + TWICE;
            let has_worlds = worlds >= FEWEST_WORLDS
                && futures > progress.told[1]
                && (futures >= progress.told[1] + 4 || futures == all);
            let is_due = at_once
                || has_worlds
                || seeds == progress.target && progress.told[0] != seeds
                || is_told(seeds, progress.told[0]);
            if !is_due || seeds < 2 {
                return;
            }
            progress.told = [seeds, if worlds >= FEWEST_WORLDS { futures } else { 0 }];
            let outcomes: Vec<SeedOutcome> = progress.seeds.whole().cloned().collect();
            let seen = progress.first.whole().chain(progress.second.whole()).cloned();
            (outcomes, seen.collect::<Vec<Seen>>(), worlds)
        };
        // Worlds that come say nothing new of the seeds.
        let known = question.found().filter(|found| found.design.seeds.len() == outcomes.len());
        let known = known.map(|found| Comparison::clone(&found));
        let Some(mut found) = known.or_else(|| compared(question, &outcomes)) else { return };
        lock(&question.progress).is_wide = is_wide(&found);
        if worlds >= FEWEST_WORLDS {
            found.futures = Some(self.futures(question, &seen, worlds));
        }
        let found = Arc::new(found);
        let is_newest = {
            // Of two answers that were worked out side by side the one with more stays.
            let mut kept = lock(&question.found);
            let size = |of: &Comparison| {
                (of.design.seeds.len(), of.futures.as_ref().map_or(0, |of| of.rows.len()))
            };
            let is_newest = kept.as_ref().is_none_or(|kept| size(kept) <= size(&found));
            if is_newest {
                *kept = Some(Arc::clone(&found));
            }
            is_newest
        };
        if is_newest {
            question
                .shown
                .send_replace(Arc::from(answer::event(question, &found, &outcomes).to_string()));
        }
    }

    fn futures(&self, question: &Question, seen: &[Seen], worlds: usize) -> Futures {
        let plan = self.plan(question, Runner::default());
        let arms = &question.read.arms;
        let names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
        let basis =
            Basis { names: &names, metrics: &question.metrics, margins: &[], known: plan.known };
        let asked =
            Asked { origin: self.source.origin, worlds: WORLDS, twice: TWICE, precision: None };
        let is_all = worlds == WORLDS && seen.len() == WORLDS + TWICE;
        let ended = if is_all { Ended::Worlds } else { Ended::Time };
        Futures::new((asked, ended), arms, plan.worlds, seen, basis)
    }
}

/// Whether an interval of yearly participation is wider than a percentage point to each side.
fn is_wide(found: &Comparison) -> bool {
    let of = found.differences.iter().filter(|of| of.metric == "participation_yearly");
    of.filter_map(Difference::half_width).any(|half| half > WIDE)
}

/// Below so many worlds nothing is counted.
const FEWEST_WORLDS: usize = 8;

/// The comparison of what was seen, as `cogov compare` would make it.
fn compared(question: &Question, outcomes: &[SeedOutcome]) -> Option<Comparison> {
    let arms = &question.read.arms;
    let seeds: Vec<u64> = outcomes.iter().map(|outcome| outcome.seed).collect();
    let request = Request::new(arms, &question.metrics, &seeds);
    of_outcomes(&request, outcomes, Stopped::Seeds).ok()
}
