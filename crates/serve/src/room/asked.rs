//! What may be asked of a workshop.

use serde::Deserialize;
use workshop::room::{Beat, Event, Forecast, Phase, Refused, Room};

/// To join a team, or a new one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    #[serde(default)]
    pub(super) team: Option<u32>,
}

/// A name for one's team: the English one of the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    pub(super) name: String,
}

/// Where the line ends if nothing changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Predict {
    value: f64,
    low: f64,
    high: f64,
}

impl Predict {
    pub(super) fn forecast(&self) -> Forecast {
        Forecast { value: self.value, low: self.low, high: self.high }
    }
}

/// A policy, and where the line ends with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commit {
    pub(super) policy: String,
    value: f64,
    low: f64,
    high: f64,
}

impl Commit {
    pub(super) fn forecast(&self) -> Forecast {
        Forecast { value: self.value, low: self.low, high: self.high }
    }
}

/// What a trainer does. Who says from which beat cannot go two beats on by two taps.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Lead {
    /// The next beat.
    Next {
        #[serde(default)]
        from: Option<Beat>,
    },
    /// The beat before.
    Back {
        #[serde(default)]
        from: Option<Beat>,
    },
    /// Once more from choosing on.
    Again {
        #[serde(default)]
        from: Option<Beat>,
    },
    /// Minutes more.
    MoreTime {
        #[serde(default = "one")]
        minutes: u32,
    },
    /// Stops the clock, or lets it go on; where it is not said which, the other of what it does.
    Pause {
        #[serde(default)]
        paused: Option<bool>,
    },
    /// What the wall shows.
    Show {
        #[serde(default)]
        team: Option<u32>,
        phase: Phase,
    },
    /// Takes a team out.
    Remove { team: u32 },
    /// The end, from wherever it is.
    End,
}

fn one() -> u32 {
    1
}

impl Lead {
    /// What happens by it.
    ///
    /// # Errors
    /// If nothing can.
    pub(super) fn event(self, room: &Room) -> Result<Event, Refused> {
        let is_from = |from: Option<Beat>| match from {
            Some(beat) if beat != room.beat() => Err(Refused::NotNow(room.beat())),
            _ => Ok(()),
        };
        match self {
            Self::Next { from } => is_from(from).and_then(|()| room.moved(1)),
            Self::Back { from } => is_from(from).and_then(|()| room.moved(-1)),
            Self::Again { from } => is_from(from).map(|()| Event::Again),
            Self::MoreTime { minutes } => Ok(Event::MoreTime { minutes }),
            Self::Pause { paused } => {
                Ok(Event::Paused { paused: paused.unwrap_or(!room.is_paused()) })
            }
            Self::Show { team, phase } => Ok(Event::Shown { team, phase }),
            Self::Remove { team } => Ok(Event::Removed { team }),
            Self::End => Ok(Event::Moved { beat: Beat::End }),
        }
    }
}
