//! The record of a life in two worlds: what happened month by month, and what differed from when on.

use bevy_ecs::prelude::*;

use super::context::Context;
use super::event::Event;
use super::{Observer, Subject};
use crate::experiment::lockstep::{Divergence, Twins};
use crate::model::Model;
use crate::quantity::Education;

/// Follows a subject in one world.
pub(super) trait Eye {
    /// Looks after a process; returns what happened in it.
    fn look(&mut self, month: u32, process: &str, world: &mut World) -> Vec<Event>;

    /// The numbers of the subject now, none where it is not here. Not a number where empty.
    fn values(&self) -> Option<Vec<f64>>;

    /// Who it was when first seen.
    fn who(&self) -> Option<Who>;

    /// The number nearest to the subject's that was seen.
    fn nearest(&self) -> Option<u32>;
}

/// Who a subject was when first seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Who {
    /// A resident.
    Resident {
        /// Month of first sight.
        month: u32,
        /// Whether a migrant.
        migrant: bool,
        /// Age in years.
        age: f64,
        /// Schooling.
        education: Education,
    },
    /// A post.
    Post {
        /// Month of first sight.
        month: u32,
        /// Whether it is the director's.
        director: bool,
        /// Whether it is part-time.
        part_time: bool,
    },
}

/// A month of a life in one world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TracedMonth {
    /// Whether the subject is there at the month's end.
    pub here: bool,
    /// Its numbers when last seen in the month, in the order of its measures; none where it was not
    /// there. Not a number where empty.
    pub values: Vec<f64>,
    /// What happened.
    pub events: Vec<Event>,
}

/// What differed for the first time.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A number, by position among the measures: its values in both worlds.
    Value(usize, [f64; 2]),
    /// What happened in a process, in both worlds.
    Events([Vec<Event>; 2]),
}

/// Something that differed for the first time, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Month; 0 before the first.
    pub month: u32,
    /// Identifier of the process; `start` in month 0.
    pub process: &'static str,
    /// What.
    pub what: What,
    /// The community at that moment: of the first step, and of all things that happened otherwise.
    pub context: Option<Context>,
}

/// A life in two worlds.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Whose.
    pub subject: Subject,
    /// Who it was when first seen; none if it was seen in neither world.
    pub who: Option<Who>,
    /// The number nearest to the subject's that was seen in its community.
    pub nearest: Option<u32>,
    /// Where the worlds first differ.
    pub parted: Option<Divergence>,
    /// Month by month, in the baseline's world and in the scenario's.
    pub months: Vec<[TracedMonth; 2]>,
    /// What differed, each number and the doings of each process when they first did.
    pub steps: Vec<Step>,
}

impl Trace {
    /// The first thing that happened otherwise.
    pub fn first_event(&self) -> Option<&Step> {
        self.steps.iter().find(|step| matches!(step.what, What::Events(_)))
    }
}

/// A trace in the making.
pub(super) struct Record {
    subject: Subject,
    eyes: [Box<dyn Eye>; 2],
    months: Vec<[TracedMonth; 2]>,
    steps: Vec<Step>,
    /// Whether the subject was there in one world only before the process that is looked at.
    alone: bool,
}

impl Record {
    pub(super) fn new(subject: Subject, eyes: [Box<dyn Eye>; 2]) -> Self {
        Self { subject, eyes, months: Vec::new(), steps: Vec::new(), alone: false }
    }

    pub(super) fn end(self, parted: Option<Divergence>) -> Trace {
        let Self { subject, eyes, months, steps, .. } = self;
        let own = match subject {
            Subject::Resident(_, id) => id,
            Subject::Post(_, number) => u32::from(number),
        };
        Trace {
            subject,
            who: eyes.iter().find_map(|eye| eye.who()),
            nearest: eyes.iter().filter_map(|eye| eye.nearest()).min_by_key(|id| id.abs_diff(own)),
            parted,
            months,
            steps,
        }
    }

    /// What differs for the first time.
    fn compare(&self, process: &'static str, events: &[Vec<Event>; 2]) -> Vec<What> {
        let is_known = |is: &dyn Fn(&Step) -> bool| self.steps.iter().any(is);
        let mut found = Vec::new();
        let of_process =
            |step: &Step| step.process == process && matches!(step.what, What::Events(_));
        // Nothing happens to those who are not there: that they are not is a step already.
        if events[0] != events[1] && !self.alone && !is_known(&of_process) {
            found.push(What::Events(events.clone()));
        }
        if let [Some(here), Some(there)] = self.eyes.each_ref().map(|eye| eye.values()) {
            for (at, (here, there)) in here.into_iter().zip(there).enumerate() {
                let of_value =
                    |step: &Step| matches!(step.what, What::Value(known, _) if known == at);
                // Where a post is vacant there is no number: what happened tells why.
                let both = !here.is_nan() && !there.is_nan();
                if both && here.to_bits() != there.to_bits() && !is_known(&of_value) {
                    found.push(What::Value(at, [here, there]));
                }
            }
        }
        found
    }
}

impl Observer for Record {
    fn look(&mut self, month: u32, process: &'static str, twins: &mut Twins) {
        let ([a, b], [here, there]) = (&mut self.eyes, &mut twins.worlds);
        let look =
            |eye: &mut Box<dyn Eye>, world: &mut Model| eye.look(month, process, world.world());
        let events = [look(a, here), look(b, there)];
        for what in self.compare(process, &events) {
            let told = self.steps.is_empty() || matches!(what, What::Events(_));
            let context = told.then(|| Context::of(twins, self.subject.community()));
            self.steps.push(Step { month, process, what, context });
        }
        let [here, there] = self.eyes.each_ref().map(|eye| eye.values().is_some());
        self.alone = here != there;
        if month as usize > self.months.len() {
            self.months.push(<[TracedMonth; 2]>::default());
        }
        let Some(months) = self.months.last_mut() else { return };
        for ((month, eye), events) in months.iter_mut().zip(&self.eyes).zip(events) {
            month.events.extend(events);
            let values = eye.values();
            month.here = values.is_some();
            if let Some(values) = values {
                month.values = values;
            }
        }
    }
}
