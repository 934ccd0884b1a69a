//! What happens to a resident, or in a post, in a month.

use crate::process::Vote;
use crate::setting::ServiceType;
use crate::world::Ending;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Met a need and reported it.
    Reported(ServiceType),
    /// Met a need and stayed silent.
    Silent,
    /// A request ended.
    Ended {
        /// How.
        ending: Ending,
        /// What it was about.
        about: Option<ServiceType>,
        /// Its age in months.
        age: u16,
    },
    /// Took part in an activity.
    Activity,
    /// Took part in deliberation.
    Deliberation,
    /// There was an election.
    Election(Vote),
    /// Settled: a migrant became a local.
    Settled,
    /// Moved away.
    MovedAway,
    /// Died.
    Died,
    /// Moved in.
    MovedIn,
    /// Came of age.
    CameOfAge,
    /// The post was created.
    Created,
    /// The post was given up.
    GivenUp,
    /// The post became part-time, or full-time.
    PartTime(bool),
    /// Hired; whether a college-graduate official.
    Hired(bool),
    /// Elected into a vacant post.
    Elected,
    /// An elected director took the place of another.
    Replaced,
    /// Quit, after so many months on the team.
    Quit(u32),
    /// Dismissed, after so many months on the team.
    Dismissed(u32),
    /// The holder left the post for that of the director.
    Promoted,
    /// A colleague took over the director's post.
    Succeeded,
}

impl Event {
    /// Identifier.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reported(_) => "reported",
            Self::Silent => "silent",
            Self::Ended { ending: Ending::Resolved, .. } => "resolved",
            Self::Ended { ending: Ending::Failed, .. } => "failed",
            Self::Ended { ending: Ending::Lapsed, .. } => "lapsed",
            Self::Activity => "activity",
            Self::Deliberation => "deliberation",
            Self::Election(Vote::Votes) => "voted",
            Self::Election(Vote::StaysAway) => "stayed_away",
            Self::Election(Vote::NotEntitled) => "no_vote",
            Self::Settled => "settled",
            Self::MovedAway => "moved_away",
            Self::Died => "died",
            Self::MovedIn => "moved_in",
            Self::CameOfAge => "came_of_age",
            Self::Created => "created",
            Self::GivenUp => "given_up",
            Self::PartTime(true) => "part_time",
            Self::PartTime(false) => "full_time",
            Self::Hired(_) => "hired",
            Self::Elected => "elected",
            Self::Replaced => "replaced",
            Self::Quit(_) => "quit",
            Self::Dismissed(_) => "dismissed",
            Self::Promoted => "promoted",
            Self::Succeeded => "succeeded",
        }
    }

    /// Whether it is taking part in an activity or in deliberation.
    pub const fn is_participation(self) -> bool {
        matches!(self, Self::Activity | Self::Deliberation)
    }
}
