//! One life in two worlds: the same resident, or the same post, under the same luck. What differed
//! first, what followed, and whose lives differ most.

mod context;
mod event;
mod post;
mod ranking;
mod record;
mod resident;

use super::lockstep::{Divergence, Twins};
use super::pairing::{Month, Together};
use super::runner::{Runner, ThreadsError};
use crate::policy::Scenario;
use crate::quantity::Text;

pub use context::Context;
pub use event::Event;
pub(crate) use post::POST;
pub use ranking::{Apart, RankedPost, RankedResident, Ranking};
pub use record::{Step, Trace, TracedMonth, What, Who};
pub(crate) use resident::RESIDENT;

use post::PostEye;
use ranking::Marks;
use record::{Eye, Record};
use resident::ResidentEye;

/// Two scenarios of one place and horizon, to be followed side by side on one seed.
#[derive(Clone, Copy)]
pub struct Tracing<'a> {
    /// The baseline and the scenario.
    pub scenarios: [&'a Scenario; 2],
    /// The seed.
    pub seed: u64,
    /// The month.
    pub month: Month<'a>,
    /// How they are run; communities are spread over its threads.
    pub runner: Runner<'a>,
}

/// Whose life is traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A resident: position of the community, id within it.
    Resident(usize, u32),
    /// A post and whoever holds it: position of the community, number within it.
    Post(usize, u16),
}

/// A number that is followed month by month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Identifier.
    pub id: &'static str,
    /// Name.
    pub name: Text,
    /// Name at the head of a narrow column.
    pub head: Text,
}

const fn measure(id: &'static str, name: [&'static str; 2], head: [&'static str; 2]) -> Measure {
    let ([en, zh], [head_en, head_zh]) = (name, head);
    Measure { id, name: Text { en, zh }, head: Text { en: head_en, zh: head_zh } }
}

impl Subject {
    /// The numbers that are followed.
    pub const fn measures(self) -> &'static [Measure] {
        match self {
            Self::Resident(..) => &RESIDENT,
            Self::Post(..) => &POST,
        }
    }

    /// Position of the community.
    pub const fn community(self) -> usize {
        match self {
            Self::Resident(community, _) | Self::Post(community, _) => community,
        }
    }
}

/// Somebody who looks at both worlds after each process.
trait Observer {
    fn look(&mut self, month: u32, process: &'static str, twins: &mut Twins);
}

impl Tracing<'_> {
    /// Follows a subject through both worlds; nothing if it was stopped.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn trace(&self, subject: Subject) -> Result<Option<Trace>, ThreadsError> {
        let begin = |twins: &mut Twins| {
            let eyes = [0, 1].map(|world: usize| -> Box<dyn Eye> {
                let world = twins.worlds[world].world();
                match subject {
                    Subject::Resident(community, id) => {
                        Box::new(ResidentEye::new(world, community, id))
                    }
                    Subject::Post(community, number) => {
                        Box::new(PostEye::new(world, community, number))
                    }
                }
            });
            Record::new(subject, eyes)
        };
        self.watch(begin, Record::end)
    }

    /// Whose lives differ most; nothing if it was stopped.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn ranking(&self) -> Result<Option<Ranking>, ThreadsError> {
        let burn_in = self.scenarios[0].burn_in;
        self.watch(|twins| Marks::new(twins, burn_in), Marks::end)
    }

    fn watch<O: Observer, T: Send>(
        &self,
        begin: impl Fn(&mut Twins) -> O + Sync,
        end: impl Fn(O, Option<Divergence>) -> T + Sync,
    ) -> Result<Option<T>, ThreadsError> {
        let adults = 2 * self.scenarios[0].place.adults();
        let found = self.runner.each_seed(adults, &[self.seed], |seed, spread| {
            let mut twins = Twins::new(self.scenarios, seed, self.month, spread);
            let mut observer = begin(&mut twins);
            let parted = self.go(&mut twins, &mut observer)?;
            Some(end(observer, parted))
        })?;
        Ok(found.into_iter().flatten().next())
    }

    /// Moves both worlds to their end; returns where they first differ. Nothing if it was stopped.
    fn go(&self, twins: &mut Twins, observer: &mut impl Observer) -> Option<Option<Divergence>> {
        let [baseline, scenario] = self.scenarios;
        let together = Together::of(baseline, scenario, self.seed);
        // Worlds cannot differ before their settings do.
        let from = together.first_difference().unwrap_or(u32::MAX);
        let at_start = if together == Together::Never { twins.difference() } else { None };
        let mut parted = at_start.map(|spot| Divergence { month: 0, process: START, spot });
        observer.look(0, START, twins);
        for month in 1..=baseline.months {
            if (self.runner.stop)() {
                return None;
            }
            twins.step_finely(|process, twins| {
                if parted.is_none() && month >= from {
                    let spot = twins.difference();
                    parted = spot.map(|spot| Divergence { month, process, spot });
                }
                observer.look(month, process, twins);
                None::<()>
            });
            // A month that was broken off is no month.
            if (self.runner.stop)() {
                return None;
            }
            (self.runner.progress)(1);
        }
        Some(parted)
    }
}

/// In the place of a process where worlds differ before the first month.
const START: &str = "start";
