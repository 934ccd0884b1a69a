//! A resident in one world, seen after each process.

use bevy_ecs::prelude::*;

use super::event::Event;
use super::record::{Eye, Who};
use super::{Measure, measure};
use crate::experiment::lockstep::community;
use crate::month::Step;
use crate::process::Voter;
use crate::process::dies;
use crate::setting::{SERVICE_TYPES, ServiceType};
use crate::world::{Events, Ids, InForce, Queue, Resident, ResidentsReadOnly, Site, Took};

/// The numbers of a resident.
pub(crate) const RESIDENT: [Measure; 6] = [
    measure("trust", ["trust", "信任"], ["trust", "信任"]),
    measure("satisfaction", ["satisfaction", "满意度"], ["satis.", "满意"]),
    measure("belonging", ["belonging", "归属感"], ["belong", "归属"]),
    measure("efficacy", ["efficacy", "效能感"], ["effic.", "效能"]),
    measure("norm", ["perceived norm", "感知规范"], ["norm", "规范"]),
    measure("habit", ["habit", "习惯"], ["habit", "习惯"]),
];

/// Follows a resident.
pub(super) struct ResidentEye {
    id: u32,
    community: Option<Entity>,
    columns: QueryState<ResidentsReadOnly>,
    /// Row and attributes, while the resident lives here.
    now: Option<(u16, Resident)>,
    /// Open requests: month filed and type.
    open: Vec<(u16, ServiceType)>,
    who: Option<Who>,
    nearest: Option<u32>,
}

impl ResidentEye {
    pub(super) fn new(world: &mut World, position: usize, id: u32) -> Self {
        Self {
            id,
            community: community(world, position),
            columns: world.query::<ResidentsReadOnly>(),
            now: None,
            open: Vec::new(),
            who: None,
            nearest: None,
        }
    }

    /// Finds the resident's row, and who is nearest by id.
    fn find(&mut self, month: u32, community: Entity, world: &World) {
        let Ok(columns) = self.columns.get(world, community) else { return };
        let Ids(ids) = columns.id;
        let place = ids.binary_search(&self.id);
        self.now = place.ok().map(|row| (row as u16, columns.row(row)));
        let at = place.unwrap_or_else(|at| at);
        let near = [at.checked_sub(1), Some(at)].into_iter().flatten();
        let near = near.filter_map(|at| ids.get(at).copied()).chain(self.nearest);
        self.nearest = near.min_by_key(|id| (id.abs_diff(self.id), *id));
        if let (None, Some((_, resident))) = (self.who, self.now) {
            self.who = Some(Who::Resident {
                month,
                migrant: resident.traits.is_migrant(),
                age: f64::from((month as f32 - resident.birth) / 12.0),
                education: resident.traits.education(),
            });
        }
    }

    /// A need of this month.
    fn need(&mut self, month: u32, community: &EntityRef) -> Option<Event> {
        let (row, _) = self.now?;
        if community.get::<Events>()?.unreported.contains(&row) {
            return Some(Event::Silent);
        }
        let mut queue = community.get::<Queue>()?.0.iter().rev();
        let request = queue
            .find(|request| request.resident == self.id && u32::from(request.filed) == month)?;
        let about = *SERVICE_TYPES.get(usize::from(request.kind))?;
        self.open.push((request.filed, about));
        Some(Event::Reported(about))
    }

    /// Requests that ended this month.
    fn ended(&mut self, month: u32, community: &EntityRef) -> Vec<Event> {
        let (Some((row, _)), Some(events)) = (self.now, community.get::<Events>()) else {
            return Vec::new();
        };
        let mine = events.ended.iter().filter(|(whose, ..)| *whose == row);
        let event = |&(_, ending, age): &(u16, _, u16)| {
            let filed = month - u32::from(age);
            let at = self.open.iter().position(|&(month, _)| u32::from(month) == filed);
            Event::Ended { ending, about: at.map(|at| self.open.remove(at).1), age }
        };
        mine.map(event).collect()
    }

    fn took_part(&self) -> Option<Event> {
        let (_, resident) = self.now?;
        match resident.took {
            0 => None,
            took if took & Took::POLITICAL != 0 => Some(Event::Deliberation),
            _ => Some(Event::Activity),
        }
    }

    /// What a resident did in an election of this month, by who they were before it.
    fn vote(before: Resident, month: u32, community: &EntityRef) -> Option<Event> {
        community.get::<Events>()?.turnout?;
        let voter = Voter {
            id: before.id,
            birth: before.birth,
            since: before.since,
            traits: before.traits,
            trust: before.trust,
            belonging: before.belonging,
            norm: before.norm,
        };
        let (settings, luck) = (&community.get::<InForce>()?.0, community.get::<Site>()?.luck);
        Some(Event::Election(voter.decide(settings, luck, month, before.efficacy)))
    }

    /// Whether the resident came, settled or went.
    fn moved(&self, before: Option<Resident>, month: u32, community: &EntityRef) -> Option<Event> {
        match (before, self.now) {
            (None, Some((_, now))) if now.traits.is_migrant() => Some(Event::MovedIn),
            (None, Some(_)) => Some(Event::CameOfAge),
            (Some(before), Some((_, now))) => {
                (before.traits != now.traits).then_some(Event::Settled)
            }
            (Some(before), None) => {
                let settings = &community.get::<InForce>()?.0;
                let died = dies(settings, month, before.birth, before.leave);
                Some(if died { Event::Died } else { Event::MovedAway })
            }
            (None, None) => None,
        }
    }
}

impl Eye for ResidentEye {
    fn look(&mut self, month: u32, process: &str, world: &mut World) -> Vec<Event> {
        let Some(community) = self.community else { return Vec::new() };
        let before = self.now.map(|(_, resident)| resident);
        self.find(month, community, world);
        let community = world.entity(community);
        let event = match Step::find(process) {
            Some(Step::MeetNeeds) => self.need(month, &community),
            Some(Step::Serve) => return self.ended(month, &community),
            Some(Step::TakePart) => self.took_part(),
            Some(Step::Elect) => before.and_then(|before| Self::vote(before, month, &community)),
            Some(Step::MovePeople) => self.moved(before, month, &community),
            _ => None,
        };
        event.into_iter().collect()
    }

    fn values(&self) -> Option<Vec<f64>> {
        let (_, now) = self.now?;
        let values =
            [now.trust, now.satisfaction, now.belonging, now.efficacy, now.norm, now.habit];
        Some(values.map(f64::from).to_vec())
    }

    fn who(&self) -> Option<Who> {
        self.who
    }

    fn nearest(&self) -> Option<u32> {
        self.nearest
    }
}
