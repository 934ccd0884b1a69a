//! What a community is made of: one list, from which its first state, its copy and what is compared of two
//! of them follow.

use bevy_ecs::prelude::*;

use super::community::{
    Ballot, Baseline, Census, Clarity, Gathering, InForce, Office, Record, Site, Strength,
    TurnedAway,
};
use super::ledger::Ledger;
use super::request::{Events, Queue};
use super::resident::References;
use super::tally::Tally;
use super::team::Team;
use crate::quantity::Text;

/// A part of the world that may differ from another world's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Identifier.
    pub id: &'static str,
    /// Name.
    pub name: Text,
}

/// A part that is no component.
pub const fn part(id: &'static str, en: &'static str, zh: &'static str) -> Part {
    Part { id, name: Text { en, zh } }
}

/// Declares [`Community`]: of each component its field and either `compared`, with the name under which it
/// is compared with that of another world (and by what, if not by `==`), or `left`, with why it is not.
macro_rules! components {
    ($($field:ident: $component:ty, $how:ident($($detail:tt)*);)*) => {
        /// Everything about a community but the columns of its residents.
        #[derive(Bundle)]
        pub(crate) struct Community {
            $(#[doc = concat!("Its [`", stringify!($component), "`].")] pub $field: $component,)*
        }

        impl Community {
            /// A copy of what a community has; none where something is missing.
            pub(crate) fn copy(from: &EntityRef) -> Option<Self> {
                Some(Self { $($field: from.get::<$component>()?.clone(),)* })
            }
        }

        const NAMED: &[Option<Part>] = &[$(named!($how $field $($detail)*)),*];

        /// Identifier of the first part in which two communities differ, residents aside.
        pub fn first_difference(a: &EntityRef, b: &EntityRef) -> Option<&'static str> {
            $(
                let [one, other] = [a, b].map(|of| of.get::<$component>());
                if !same!($how one, other, $($detail)*) {
                    return Some(stringify!($field));
                }
            )*
            None
        }
    };
}

macro_rules! named {
    (compared $field:ident $en:literal $zh:literal $(by $same:path)?) => {
        Some(part(stringify!($field), $en, $zh))
    };
    (left $field:ident $why:literal) => {
        None
    };
}

macro_rules! same {
    (compared $a:ident, $b:ident, $en:literal $zh:literal) => {
        $a == $b
    };
    (compared $a:ident, $b:ident, $en:literal $zh:literal by $same:path) => {
        $a.zip($b).map_or($a.is_none() == $b.is_none(), |(a, b)| $same(a, b))
    };
    (left $a:ident, $b:ident, $why:literal) => {{
        let _ = ($a, $b);
        true
    }};
}

components! {
    site: Site, left("the scenarios share their place");
    baseline: Baseline, left("settings differ by design");
    in_force: InForce, left("settings differ by design");
    references: References, compared("reference groups" "参照群体");
    team: Team, compared("team" "工作团队");
    queue: Queue, compared("open requests" "待办诉求");
    events: Events, compared("events of the month" "当月事件");
    office: Office, compared("hours" "工时");
    gathering: Gathering, compared("activities and deliberation" "活动与协商");
    ledger: Ledger, compared("books" "账目");
    census: Census, compared("census" "人口统计");
    record: Record, compared("track record" "办结记录");
    ballot: Ballot, compared("next election" "下次选举");
    strength: Strength, compared("strength of programmes" "项目力度");
    clarity: Clarity, compared("clarity of functions" "职责清晰度");
    turned_away: TurnedAway, compared("newcomers turned away" "未能接纳的新居民");
    tally: Tally, compared("counts of the month" "当月计数" by same_counts);
}

/// The parts of a community that are compared, in this order.
pub fn parts_of_community() -> impl Iterator<Item = Part> {
    NAMED.iter().copied().flatten()
}

/// Of a community the coefficient is never a number, which would not equal itself.
fn same_counts(a: &Tally, b: &Tally) -> bool {
    Tally { gini: 0.0, ..*a } == Tally { gini: 0.0, ..*b }
}
