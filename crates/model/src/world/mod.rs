//! The nouns: components of communities and resources of a world. No rule lives here.
//!
//! The entity is the community; its residents are columns, one component an attribute, in one row
//! order: the order of their ids. Counties and township offices are few and stand in resources.

pub(crate) mod community;
pub(crate) mod county;
pub(crate) mod ledger;
pub(crate) mod life;
pub(crate) mod parts;
pub(crate) mod request;
pub(crate) mod resident;
pub(crate) mod tally;
pub(crate) mod team;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bevy_ecs::prelude::*;
use rayon::prelude::*;

pub use community::{
    Baseline, Census, Clarity, Gathering, InForce, Office, Record, Site, Strength, TurnedAway,
};
pub use county::{Counties, County, Township, Townships};
pub use ledger::{Account, FLOWS, Ledger, SINKS};
pub use life::Lives;
pub use parts::{Part, first_difference, part, parts_of_community};
pub use request::{Ending, Events, Queue, Request};
pub use resident::{
    ActLuck, Belonging, Birth, Columns, Efficacy, Habit, Ids, LastTook, LeaveLuck, NOBODY, Norm,
    References, Resident, Residents, ResidentsReadOnly, Satisfaction, Since, Took, TookPart,
    Traits, TraitsOf, Trust,
};
pub use tally::Tally;
pub use team::{Cadre, Post, Role, Team};

/// A switch for whoever ends a program: once it is set, months that are under way in the worlds that were given it
/// come to their end without being simulated, within moments even in a place of millions. What they leave is of no
/// use: whoever runs models must look at the switch after each month, and throw the run away. Copies are the same
/// switch. It cannot be taken back.
#[derive(Clone, Debug, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// A switch that is set with a flag.
    pub fn of(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Whether work goes on: asked before each system.
pub fn goes_on(spread: Res<Spread>) -> bool {
    !spread.halt.is_set()
}

/// The month that is being simulated; 0 before the first.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Month, from 1; month 1 is a January.
    pub month: u32,
}

impl Clock {
    /// Month of the calendar year, 1 to 12.
    pub fn of_year(self) -> u32 {
        (self.month + 11) % 12 + 1
    }

    /// Calendar year, from 1.
    pub fn year(self) -> u32 {
        self.month.div_ceil(12)
    }

    /// Whether this is the first month of a calendar year.
    pub fn is_january(self) -> bool {
        self.of_year() == 1
    }

    /// Whether this is the last month of a calendar year.
    pub fn is_december(self) -> bool {
        self.of_year() == 12
    }
}

/// How systems work through their communities. Nothing of it decides a result.
#[derive(Resource, Clone, Debug, Default)]
pub struct Spread {
    /// Whether over the threads of the current pool.
    pub over_threads: bool,
    /// What ends the work before its time.
    pub halt: Halt,
}

impl From<bool> for Spread {
    /// Over threads or not, to the end.
    fn from(over_threads: bool) -> Self {
        Self { over_threads, halt: Halt::default() }
    }
}

/// Does something for each community, over threads if `spread` says so. It may write to nothing but its own
/// item, so the result does not depend on the threads.
pub fn each<T: Send>(
    spread: &Spread,
    items: impl Iterator<Item = T>,
    act: impl Fn(T) + Sync + Send,
) {
    let act = |item| {
        if !spread.halt.is_set() {
            act(item);
        }
    };
    if spread.over_threads {
        items.collect::<Vec<_>>().into_par_iter().for_each(act);
    } else {
        items.for_each(act);
    }
}
