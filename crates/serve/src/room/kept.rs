//! The workshop that is open: what is kept of it, and told to all who watch.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::sync::watch;
use words::say;
use workshop::room::journal::{Journal, Line, Opened};
use workshop::room::{Beat, Event, Refused, Room};
use workshop::{Case, Policy, Table};

use super::member::Member;
use crate::app::App;
use crate::guard::{From, Rates};
use crate::quantity::Text;
use crate::refusal::Refusal;

/// What one device says in a second, and at once: more than a finger does.
const A_SECOND: f64 = 2.0;
const BURST: f64 = 20.0;
/// Devices that somebody brings at once, and those more in a second: a few phones behind one address.
const NEW_AT_ONCE: f64 = 40.0;
const NEW_A_SECOND: f64 = 0.1;
/// Between two looks at the clock, and two lines of it in the journal.
const LOOK: Duration = Duration::from_millis(250);
const CLOCK: Duration = Duration::from_secs(10);

/// What changes.
struct Kept {
    room: Room,
    journal: Journal,
    /// When the clock was looked at.
    looked: Instant,
}

impl Kept {
    /// Lets the time pass that has passed.
    fn catch_up(&mut self) {
        let now = Instant::now();
        let passed = now.saturating_duration_since(self.looked).as_millis();
        self.room.pass(u64::try_from(passed).unwrap_or(u64::MAX));
        // Less than a millisecond is not lost.
        self.looked += Duration::from_millis(u64::try_from(passed).unwrap_or_default());
    }

    /// Lets something happen: on the disk first.
    fn take(&mut self, event: Event) -> Result<(), Refusal> {
        self.catch_up();
        let mut room = self.room.clone();
        room.take(event.clone())?;
        let (at, left) = room.time();
        self.journal.add(&Line { at, left, event }).map_err(|error| {
            let message = say!(
                en "The workshop's file cannot be written ({error}); nothing was changed."
                zh "无法写入研讨记录（{error}）；未作任何更改。"
            );
            Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "room::no_journal", message)
        })?;
        self.room = room;
        Ok(())
    }
}

/// The workshop that is open.
pub struct Workshop {
    case: Case,
    table: Table,
    /// What the case's page reads while the room predicts, while it chooses and sees, and afterwards, and each
    /// policy's answer, as they were first asked for.
    told_case: [OnceLock<Arc<str>>; 3],
    told_answers: Vec<OnceLock<Arc<str>>>,
    kept: Mutex<Kept>,
    shown: watch::Sender<Arc<str>>,
    watching: AtomicUsize,
    members: Rates<String>,
    newcomers: Rates<std::net::IpAddr>,
    /// Where phones reach the server.
    address: Option<String>,
}

/// Somebody watches until this is dropped.
pub(super) struct Watching(Arc<Workshop>);

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.watching.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Workshop {
    /// A workshop on a case and its table, from where its journal ends; `address` is where phones reach it.
    pub fn new(case: Case, table: Table, opened: Opened, address: Option<String>) -> Self {
        let Opened { journal, room, .. } = opened;
        Self {
            case,
            table,
            told_case: Default::default(),
            told_answers: Policy::all().map(|_| OnceLock::new()).collect(),
            kept: Mutex::new(Kept { room, journal, looked: Instant::now() }),
            shown: watch::Sender::new(Arc::from("")),
            watching: AtomicUsize::new(0),
            members: Rates::new(BURST, A_SECOND),
            newcomers: Rates::new(NEW_AT_ONCE, NEW_A_SECOND),
            address,
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.catch_up();
        kept
    }

    /// Lets something happen that follows from what is; what is already so is not written again.
    pub(super) fn take_with<T>(
        &self,
        asked: impl FnOnce(&Room) -> Result<(Event, T), Refused>,
    ) -> Result<T, Refusal> {
        let mut kept = self.kept();
        let (event, told) = asked(&kept.room)?;
        kept.room.check(&event)?;
        if !kept.room.is_so(&event) {
            kept.take(event)?;
        }
        Ok(told)
    }

    /// Keeps the codes of the door, so that who was in comes in again after a restart.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn keep_door(&self, [code, key]: [String; 2]) -> Result<(), Refusal> {
        self.take_with(|_| Ok((Event::Door { code, key }, ())))
    }

    pub(super) fn beat(&self) -> Beat {
        self.kept().room.beat()
    }

    pub(super) fn mine(&self, member: &str) -> Value {
        self.kept().room.mine(member)
    }

    pub(super) fn team_of(&self, member: &str) -> Option<u32> {
        self.kept().room.team_of(member)
    }

    /// Whether a member may say something now.
    pub(super) fn may(&self, member: &Member) -> Result<(), Refusal> {
        if self.members.may(member.hash().to_owned()) { Ok(()) } else { Err(too_fast()) }
    }

    /// Whether a device that nobody knows may come in from an address.
    pub(super) fn may_bring(&self, From(from): From) -> Result<(), Refusal> {
        let is_free = from.is_none_or(|from| from.is_loopback() || self.newcomers.may(from));
        if is_free { Ok(()) } else { Err(too_fast()) }
    }

    /// What the page reads of the case in a beat: not what the room is to guess.
    pub(super) fn case(&self, beat: Beat) -> Arc<str> {
        let [at, has_today, has_lesson] = match beat {
            Beat::Lobby | Beat::Predict => [0, 0, 0],
            Beat::Commit | Beat::Reveal => [1, 1, 0],
            Beat::Why | Beat::End => [2, 1, 1],
        };
        let told = || {
            let whole = workshop::payload::case(&self.case, &self.table);
            let months = (has_today == 0).then_some(self.table.burn_in);
            workshop::payload::veiled(whole, months, has_lesson == 1).to_string().into()
        };
        Arc::clone(self.told_case[at].get_or_init(told))
    }

    /// What the trainer's page reads of the case.
    pub(super) fn notes(&self) -> Value {
        self.case.notes.to_json()
    }

    /// What the page reads of a policy.
    pub(super) fn answer(&self, policy: Policy) -> Arc<str> {
        let told = || workshop::payload::answer(&self.case, &self.table, policy).to_string().into();
        match self.told_answers.get(policy.number()) {
            Some(kept) => Arc::clone(kept.get_or_init(told)),
            None => told(),
        }
    }

    /// The policy of a team as a scenario file: its own at any time, another's from the reveal on.
    pub(super) fn file(&self, team: u32, own: bool, version: &str) -> Result<String, Refusal> {
        let (beat, found) = {
            let kept = self.kept();
            (kept.room.beat(), kept.room.teams().get(&team).cloned())
        };
        let found = found.ok_or(Refused::NoSuchTeam)?;
        if !own && beat < Beat::Reveal {
            return Err(Refused::NotNow(beat).into());
        }
        let (policy, _) = found.commit.ok_or_else(|| {
            let text = Text {
                en: "This team has not chosen a policy.",
                zh: "该小组尚未选择政策。",
            };
            Refusal::missing("room::no_policy", text)
        })?;
        // Over a scenario that everybody has, what it changes says all; else the file must stand by itself.
        let is_shipped = scenario::shipped().iter().any(|(name, _)| *name == self.case.baseline);
        let text = if is_shipped {
            workshop::payload::file(&self.case, policy)
        } else {
            let scenario = workshop::scenario(&self.case, policy);
            scenario::write_resolved(&scenario.map_err(|faults| Refusal::faults(&faults))?)
        };
        let (name, digits, case) = (found.name, policy.name(), &self.case.name);
        let (en, zh) = (name.en, name.zh);
        Ok(format!(
            "# Workshop {case}, team {en}, policy {digits}. Made by cogov {version}; run it with\n\
             #   cogov run {team}.toml\n\
             # 研讨案例 {case}，{zh}小组，政策 {digits}。由 cogov {version} 生成，以上命令即可运行。\n\n{text}"
        ))
    }

    /// The table of the case's place, where it has one.
    pub(super) fn place(&self) -> Option<String> {
        self.case.base.loaded().ok()?.place_table
    }

    /// The journal, without the codes of the door.
    pub(super) fn journal(&self) -> Result<String, Refusal> {
        let text = self.kept().journal.text().map_err(|_| crate::refusal::failed())?;
        let lines = text.split_inclusive('\n');
        let is_door = |line: &&str| {
            serde_json::from_str::<Line>(line)
                .is_ok_and(|line| matches!(line.event, Event::Door { .. }))
        };
        Ok(lines.filter(|line| !is_door(line)).collect())
    }

    /// Where phones come in, as whoever asks reaches us; with the join code, where there is one.
    pub(super) fn joined_at(&self, app: &App, headers: &HeaderMap) -> Option<String> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let named = host.filter(|host| {
            host.parse::<std::net::SocketAddr>().is_ok_and(|host| !host.ip().is_loopback())
        });
        let address =
            named.map(|host| format!("http://{host}")).or_else(|| self.address.clone())?;
        match app.entrance.codes() {
            Some([code, _]) => Some(format!("{address}/join?code={code}")),
            None => Some(format!("{address}/room/")),
        }
    }

    /// What everybody may know now.
    pub(super) fn told(&self, app: &App) -> Arc<str> {
        self.told_of(&self.kept(), app)
    }

    fn told_of(&self, kept: &Kept, app: &App) -> Arc<str> {
        let mut told = kept.room.snapshot();
        told["code"] = json!(app.entrance.codes().map(|[code, _]| code));
        told["address"] = json!(self.address);
        told["watching"] = self.watching.load(Ordering::Relaxed).into();
        told.to_string().into()
    }

    /// Tells all who watch what is now.
    pub(super) fn publish(&self, app: &App) {
        // Nobody else tells anything meanwhile: what is told last is the newest.
        let kept = self.kept();
        self.shown.send_replace(self.told_of(&kept, app));
    }

    pub(super) fn shown(&self) -> crate::live::Shown {
        self.shown.subscribe()
    }

    pub(super) fn watch(self: &Arc<Self>) -> Watching {
        self.watching.fetch_add(1, Ordering::Relaxed);
        Watching(Arc::clone(self))
    }
}

fn too_fast() -> Refusal {
    Refusal::too_fast(Text {
        en: "Too many answers from this device; wait a second.",
        zh: "此设备提交过于频繁，请稍等一秒。",
    })
}

/// Watches the clock: tells how many watch, and writes from time to time how much time is left.
pub(crate) async fn tick(app: Arc<App>) {
    let Some(workshop) = app.workshop.clone() else { return };
    let (mut told, mut written) = (0, Instant::now());
    loop {
        tokio::time::sleep(LOOK).await;
        let watching = workshop.watching.load(Ordering::Relaxed);
        let is_due = written.elapsed() >= CLOCK && workshop.kept().room.is_running();
        if is_due {
            written = Instant::now();
            let writing = Arc::clone(&workshop);
            // A disk that is full is told to whoever asks for something.
            let _ = tokio::task::spawn_blocking(move || writing.kept().take(Event::Clock)).await;
        }
        if is_due || watching != told {
            told = watching;
            workshop.publish(&app);
        }
    }
}
