//! The nouns: components of communities and resources of a world. No rule lives here.
//!
//! The entity is the community; its residents are columns, one component an attribute, in one row
//! order: the order of their ids. Counties and township offices are few and stand in resources.

pub mod community;
pub mod county;
pub mod ledger;
pub mod life;
pub mod parts;
pub mod request;
pub mod resident;
pub mod tally;
pub mod team;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use bevy_ecs::prelude::*;
use rayon::prelude::*;

/// Whether everything that runs is to be abandoned: see [`halt`].
static HALT: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// A switch for whoever ends the program: once it is set, months that are under way come to their end without
/// being simulated, within moments even in a place of millions. What they leave is of no use: whoever runs
/// models must look at the switch after each month, and throw the run away. It cannot be taken back.
pub fn halt() -> Arc<AtomicBool> {
    Arc::clone(&HALT)
}

/// Whether work goes on: asked between systems and between communities.
pub fn goes_on() -> bool {
    !HALT.load(Ordering::Relaxed)
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

/// Whether systems spread their communities over threads.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread(pub bool);

/// Does something for each community, over threads if `spread`. It may write to nothing but its own
/// item, so the result does not depend on the threads.
pub fn each<T: Send>(
    spread: Spread,
    items: impl Iterator<Item = T>,
    act: impl Fn(T) + Sync + Send,
) {
    let act = |item| {
        if goes_on() {
            act(item);
        }
    };
    if spread.0 {
        items.collect::<Vec<_>>().into_par_iter().for_each(act);
    } else {
        items.for_each(act);
    }
}
