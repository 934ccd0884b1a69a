//! The month as a list: every process in the order of the specification (section 3).

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleConfigs};
use bevy_ecs::system::ScheduleSystem;

use crate::metric;
use crate::process::{
    assignment, attitudes, cadres, calendar, census, demography, disputes, elections, fiscal,
    needs, participation, posts, recruitment, service,
};
use crate::quantity::Text;
use crate::world::goes_on;

/// The place of a process in the month.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn(pub usize);

/// A process of the month.
pub struct Process {
    /// Its place in the month.
    pub turn: Turn,
    /// Identifier.
    pub id: &'static str,
    /// Name.
    pub name: Text,
    /// What it does, in a sentence.
    pub meaning: Text,
    /// The rule itself.
    pub system: ScheduleConfigs<ScheduleSystem>,
}

/// Makes of the list of the month the enum [`Step`] and the systems in their order.
macro_rules! month {
    ($($step:ident: $room:ident::$system:ident,)*) => {
        /// A process of the model's month.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Step {
            $(#[doc = concat!("[`", stringify!($room), "::", stringify!($system), "`].")] $step,)*
        }

        impl Step {
            /// The steps of a month, in order.
            pub const ALL: &[Self] = &[$(Self::$step),*];

            /// The identifier: the name of its system.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$step => stringify!($system),)*
                }
            }

            /// Its name and what it does, as told beside its system.
            pub fn words(self) -> [Text; 2] {
                match self {
                    $(Self::$step => $room::$system::WORDS,)*
                }
            }

            fn system(self) -> ScheduleConfigs<ScheduleSystem> {
                match self {
                    $(Self::$step => $room::$system.into_configs(),)*
                }
            }
        }
    };
}

month! {
    // 1 calendar
    BeginMonth: calendar::begin_month,
    PutPolicyInForce: calendar::put_policy_in_force,
    // 2 fiscal
    SetPosts: posts::set_posts,
    Budget: fiscal::budget,
    Release: fiscal::release,
    PayWages: fiscal::pay_wages,
    PayProgrammes: fiscal::pay_programmes,
    // 3 assignment
    SwingCampaigns: assignment::swing_campaigns,
    Assign: assignment::assign,
    // 4 needs
    MeetNeeds: needs::meet_needs,
    // 5 service
    Mediate: disputes::mediate,
    Serve: service::serve,
    // 6 participation
    TakePart: participation::take_part,
    Contribute: participation::contribute,
    Elect: elections::elect,
    // 7 attitudes
    FormAttitudes: attitudes::form_attitudes,
    CountResidents: census::count_residents,
    // 8 cadres
    StrainAndLearn: cadres::strain_and_learn,
    VisitTheBest: cadres::visit_the_best,
    Leave: cadres::leave,
    Recruit: recruitment::recruit,
    // 9 observation
    Observe: metric::observe,
    // 10 demography and the year's end
    MovePeople: demography::move_people,
    EndYear: fiscal::end_year,
    Record: metric::record,
}

impl Step {
    /// The step with an identifier.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.id() == id)
    }
}

/// The processes of a month, in order.
pub fn processes() -> Vec<Process> {
    let process = |(turn, step): (usize, &Step)| {
        let [name, meaning] = step.words();
        Process { turn: Turn(turn), id: step.id(), name, meaning, system: step.system() }
    };
    Step::ALL.iter().enumerate().map(process).collect()
}

/// The month as a schedule. Turns are its constraints: the order of the list does not matter, and a
/// process whose order is open is an error.
pub fn month(processes: Vec<Process>) -> Schedule {
    let mut schedule = Schedule::default();
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        ..ScheduleBuildSettings::default()
    });
    for Process { turn, system, .. } in processes {
        schedule.configure_sets(turn.before(Turn(turn.0 + 1)));
        schedule.add_systems(system.in_set(turn).run_if(goes_on));
    }
    schedule
}
