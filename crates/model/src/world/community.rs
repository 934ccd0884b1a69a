//! Communities: everything about them but residents, requests, cadres and money.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use crate::quantity::Zone;
use crate::random::Luck;
use crate::setting::{PaidShare, Settings, programmes};

/// Where a community stands. It never changes.
#[derive(Component, Clone, Copy, Debug)]
pub struct Site {
    /// Position in the place.
    pub index: usize,
    /// Place of its code among the codes in alphabetical order: it decides ties, so that the order of
    /// a table does not.
    pub rank: usize,
    /// Position of its county.
    pub county: usize,
    /// Position of its township office.
    pub township: usize,
    /// Zone.
    pub zone: Zone,
    /// Luck of the community.
    pub luck: Luck,
    /// Adults of month 0.
    pub(crate) first_adults: u32,
    /// Posts of month 1, where the table of the place gives them.
    pub(crate) first_posts: Option<u16>,
}

/// Settings from month 1.
#[derive(Component, Clone, Debug)]
pub struct Baseline(pub Arc<Settings>);

/// The policy in force this month: every lever and parameter.
#[derive(Component, Clone, Debug)]
pub struct InForce(pub Arc<Settings>);

macro_rules! strength {
    (
        each month { $($lever:ident $cost:ident $per:ident;)* }
        in rounds { $($other:ident $other_cost:ident $other_per:ident;)* }
    ) => {
        /// Effective strength of the programmes that act each month: the lever times paid over cost
        /// (model 5.1). Those of recruitment rounds are worked out there.
        #[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
        pub struct Strength {
            $(#[doc = concat!("That of `", stringify!($lever), "`.")] pub $lever: f64,)*
        }

        impl Strength {
            /// The strength of the programmes of a community, where a share of their cost was paid.
            pub fn of(settings: &Settings, paid: PaidShare) -> Self {
                Self { $($lever: settings.levers.$lever.paid(paid),)* }
            }

            /// Each strength, with the identifier of its lever.
            pub fn each(&self) -> impl Iterator<Item = (&'static str, f64)> {
                [$((stringify!($lever), self.$lever),)*].into_iter()
            }
        }
    };
}
programmes!(strength);

/// The clarity of functions that lasts (model 5.2).
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Clarity {
    /// What is left of the relief, ρ; none while clarity is not above the baseline.
    pub left: Option<f64>,
}

/// Residents counted: numbers and sums of attitudes, locals and migrants apart.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Census {
    /// Adults, by status (0 local, 1 migrant).
    pub adults: [u32; 2],
    /// Sum of trust.
    pub trust: [f64; 2],
    /// Sum of satisfaction.
    pub satisfaction: [f64; 2],
    /// Sum of belonging.
    pub belonging: [f64; 2],
}

impl Census {
    /// All adults.
    pub fn all(&self) -> u32 {
        self.adults[0] + self.adults[1]
    }

    /// Share of migrants, 0 without adults.
    pub fn migrant_share(&self) -> f64 {
        if self.all() == 0 { 0.0 } else { f64::from(self.adults[1]) / f64::from(self.all()) }
    }

    /// Mean trust T̄, ½ without adults.
    pub fn mean_trust(&self) -> f64 {
        self.mean(self.trust)
    }

    /// Mean satisfaction S̄, ½ without adults.
    pub fn mean_satisfaction(&self) -> f64 {
        self.mean(self.satisfaction)
    }

    /// |B̄ of locals − B̄ of migrants|, 0 if either group is empty.
    pub(crate) fn divide(&self) -> f64 {
        if self.adults[0] == 0 || self.adults[1] == 0 {
            return 0.0;
        }
        let of = |status: usize| self.belonging[status] / f64::from(self.adults[status]);
        (of(0) - of(1)).abs()
    }

    fn mean(&self, sums: [f64; 2]) -> f64 {
        if self.all() == 0 {
            0.5
        } else {
            ((sums[0] + sums[1]) / f64::from(self.all())).clamp(0.0, 1.0)
        }
    }
}

/// The month's hours of a team and what they went to (model 5.2).
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Office {
    /// Cadres in post at the start of the month.
    pub staff: f64,
    /// K̄ at the start of the month.
    pub skill: f64,
    /// Total hours of the cadres in post.
    pub hours: f64,
    /// Administrative hours demanded, before the cap.
    pub demanded: f64,
    /// Of these, hours above the cap.
    pub refused: f64,
    /// Administrative hours done.
    pub done: f64,
    /// Administrative share α of total hours; 1 without hours.
    pub admin_share: f64,
    /// Share of core tasks not done, n.
    pub neglect: f64,
    /// Training hours per cadre.
    pub training: f64,
    /// Hours for activities and meetings, O.
    pub outreach: f64,
    /// Hours for disputes and requests, G.
    pub service: f64,
    /// Work demanded over total hours, D; none without hours.
    pub demand: Option<f64>,
    /// Hours that last month's visits take from this month's service.
    pub visits: f64,
    /// Share of the wage bill paid this month.
    pub paid_share: f64,
}

/// Track record R: the share of ended requests that were resolved, smoothed.
#[derive(Component, Clone, Copy, Debug, PartialEq)]
pub struct Record(pub f64);

/// Participation of the month (model 5.6).
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Gathering {
    /// Activities held, x.
    pub events: f64,
    /// Share of residents reached, a.
    pub reach: f64,
    /// Share of the eligible asked, d.
    pub asked: f64,
    /// Political participants, by status.
    pub political: [u32; 2],
    /// Civic participants, by status.
    pub civic: [u32; 2],
    /// Participants of last month: they volunteer this month.
    pub(crate) last_month: u32,
    /// Share of proposals' cost that could be paid.
    pub funded: f64,
    /// Responsiveness.
    pub responsiveness: f64,
}

impl Gathering {
    /// Participants of the month.
    pub fn participants(&self) -> u32 {
        self.political.iter().chain(&self.civic).sum()
    }
}

/// Elections of a community.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Ballot {
    /// Month of the next election.
    pub next: u32,
}

/// Newcomers whom a full community could not take (rows are 16-bit numbers), since month 1.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnedAway(pub u32);
