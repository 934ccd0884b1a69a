//! What happens in a workshop, as its journal keeps it.

use serde::{Deserialize, Serialize};

use super::forecast::Forecast;
use crate::grid::Policy;

/// A part of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beat {
    /// Teams come in.
    Lobby,
    /// Each says where the line ends if nothing changes.
    Predict,
    /// Each chooses a policy, and says where the line ends with it.
    Commit,
    /// What came.
    Reveal,
    /// Why it came.
    Why,
    /// A sheet a team.
    End,
}

impl Beat {
    /// All, in their order.
    pub const ALL: [Self; 6] =
        [Self::Lobby, Self::Predict, Self::Commit, Self::Reveal, Self::Why, Self::End];

    /// Its word in files and addresses.
    pub fn id(self) -> &'static str {
        ["lobby", "predict", "commit", "reveal", "why", "end"][self as usize]
    }

    /// The one some places on, if there is one.
    pub(super) fn beside(self, by: isize) -> Option<Self> {
        Self::ALL.get((self as usize).checked_add_signed(by)?).copied()
    }
}

/// What the wall shows of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The line, month by month.
    Draw,
    /// The same in all histories.
    Seeds,
    /// How good the forecasts were.
    Scores,
    /// All teams beside each other: what each policy costs, and where it ends.
    Teams,
}

/// What happened: all that a workshop is follows from these, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The codes that open the door, where one is needed.
    Door {
        /// What guests give.
        code: String,
        /// What the trainer gives.
        key: String,
    },
    /// Somebody joined a team, a new one or one that was there.
    Joined {
        /// Who: a hash of what the device keeps, and nothing personal.
        member: String,
        /// The team.
        team: u32,
    },
    /// A team took another name of the list.
    Named {
        /// The team.
        team: u32,
        /// The name, in English.
        name: String,
    },
    /// A team said where the line ends if nothing changes.
    Predicted {
        /// The team.
        team: u32,
        /// What it said.
        forecast: Forecast,
    },
    /// A team chose, and said where that leads.
    Committed {
        /// The team.
        team: u32,
        /// What it chose.
        policy: Policy,
        /// What it said.
        forecast: Forecast,
    },
    /// The workshop went on to a beat, or back to one.
    Moved {
        /// The beat.
        beat: Beat,
    },
    /// The beat got more time.
    MoreTime {
        /// Minutes.
        minutes: u32,
    },
    /// The clock was stopped or went on.
    Paused {
        /// Whether it stands.
        paused: bool,
    },
    /// What the wall shows.
    Shown {
        /// Of which team; none for all.
        team: Option<u32>,
        /// What of it.
        phase: Phase,
    },
    /// A team was taken out, as one that was made by mistake.
    Removed {
        /// The team.
        team: u32,
    },
    /// The teams choose once more, knowing what they have seen; what they said stays beside it.
    Again,
    /// Nothing but that time passed.
    Clock,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_beat_is_that_of_its_file() {
        for beat in Beat::ALL {
            assert_eq!(serde_json::to_value(beat).unwrap(), beat.id());
        }
        assert_eq!(Beat::Lobby.beside(-1), None);
        assert_eq!(Beat::Why.beside(1), Some(Beat::End));
        assert_eq!(Beat::End.beside(1), None);
    }

    #[test]
    fn an_event_is_read_back_as_it_was_written() {
        let forecast = Forecast { value: 12.5, low: 10.0, high: 15.1 };
        for event in [
            Event::Joined { member: "ab".to_owned(), team: 2 },
            Event::Named { team: 2, name: "Heron".to_owned() },
            Event::Committed { team: 2, policy: Policy::named("02110").unwrap(), forecast },
            Event::Shown { team: None, phase: Phase::Seeds },
            Event::Shown { team: None, phase: Phase::Teams },
            Event::Again,
            Event::Clock,
        ] {
            let text = serde_json::to_string(&event).unwrap();
            assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event, "{text}");
        }
        assert!(serde_json::from_str::<Event>(r#"{"event": "fled"}"#).is_err());
    }
}
