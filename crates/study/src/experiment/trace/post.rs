//! A post in one world and whoever holds it, seen after each process.

use bevy_ecs::prelude::*;

use super::event::Event;
use super::record::{Eye, Who};
use super::{Measure, measure};
use crate::experiment::lockstep::community;
use crate::month::Step;
use crate::process::quits;
use crate::world::{Cadre, Census, InForce, Office, Post, Role, Site, Strength, Team};

/// The numbers of a post: of its holder, and what share of the month's pay the team was paid.
pub(crate) const POST: [Measure; 3] = [
    measure("burnout", ["burnout", "职业倦怠"], ["burn.", "倦怠"]),
    measure("skill", ["skill", "能力"], ["skill", "能力"]),
    measure("paid_share", ["pay received", "薪酬发放率"], ["paid", "发薪"]),
];

/// Follows a post.
pub(super) struct PostEye {
    number: u16,
    community: Option<Entity>,
    /// The post, while it exists.
    now: Option<Post>,
    paid_share: f64,
    who: Option<Who>,
    nearest: Option<u32>,
}

impl PostEye {
    pub(super) fn new(world: &mut World, position: usize, number: u16) -> Self {
        let community = community(world, position);
        Self { number, community, now: None, paid_share: 1.0, who: None, nearest: None }
    }

    fn find(&mut self, month: u32, community: &EntityRef) {
        let Some(team) = community.get::<Team>() else { return };
        self.now = team.posts.iter().find(|post| post.number == self.number).copied();
        self.paid_share = community.get::<Office>().map_or(1.0, |office| office.paid_share);
        let seen = team.posts.iter().map(|post| u32::from(post.number)).chain(self.nearest);
        self.nearest = seen.min_by_key(|number| (number.abs_diff(self.number.into()), *number));
        if let (None, Some(post)) = (self.who, self.now) {
            let (director, part_time) = (post.role == Role::Director, post.role == Role::PartTime);
            self.who = Some(Who::Post { month, director, part_time });
        }
    }

    /// What January did to the post.
    fn resized(before: Option<Post>, now: Option<Post>) -> Vec<Event> {
        match (before, now) {
            (None, Some(_)) => vec![Event::Created],
            (Some(_), None) => vec![Event::GivenUp],
            (Some(before), Some(now)) if before.role != now.role => {
                vec![Event::PartTime(now.role == Role::PartTime)]
            }
            _ => Vec::new(),
        }
    }

    /// Who left, and who took over.
    fn left(&self, month: u32, before: Post, community: &EntityRef) -> Vec<Event> {
        let mut events = Vec::new();
        let holder = self.now.and_then(|post| post.holder);
        // Whoever stays has been here a month longer.
        let stayed = before.holder.map(|cadre| Cadre { tenure: cadre.tenure + 1.0, ..cadre });
        if let (Some(cadre), true) = (before.holder, holder != stayed) {
            let director = community.get::<Team>().and_then(|team| team.posts.first()?.holder);
            let months = cadre.tenure as u32;
            events.push(if self.quits(month, &cadre, community) == Some(true) {
                Event::Quit(months)
            } else if before.role != Role::Director && director == stayed {
                Event::Promoted
            } else {
                Event::Dismissed(months)
            });
        }
        if self.now.is_none() {
            events.push(Event::GivenUp);
        } else if holder.is_some() && holder != stayed {
            events.push(Event::Succeeded);
        }
        events
    }

    fn quits(&self, month: u32, cadre: &Cadre, community: &EntityRef) -> Option<bool> {
        let (settings, luck) = (&community.get::<InForce>()?.0, community.get::<Site>()?.luck);
        let (strength, census) = (community.get::<Strength>()?, community.get::<Census>()?);
        let place = (&**settings, strength, census, community.get::<Office>()?);
        Some(quits(place, luck, (month, self.number), cadre))
    }
}

/// Whether another came to a post, and whether into the place of somebody.
fn came(before: Option<Post>, now: Option<Post>) -> Option<(Cadre, bool)> {
    let (before, now) = (before?.holder, now?.holder?);
    (before != Some(now)).then_some((now, before.is_some()))
}

impl Eye for PostEye {
    fn look(&mut self, month: u32, process: &str, world: &mut World) -> Vec<Event> {
        let Some(community) = self.community else { return Vec::new() };
        let community = world.entity(community);
        let before = self.now;
        self.find(month, &community);
        let event = match Step::find(process) {
            Some(Step::SetPosts) => return Self::resized(before, self.now),
            Some(Step::Leave) => {
                return before.map_or(Vec::new(), |post| self.left(month, post, &community));
            }
            Some(Step::Elect) => came(before, self.now)
                .map(|(_, instead)| if instead { Event::Replaced } else { Event::Elected }),
            Some(Step::Recruit) => {
                came(before, self.now).map(|(cadre, _)| Event::Hired(cadre.graduate))
            }
            _ => None,
        };
        event.into_iter().collect()
    }

    fn values(&self) -> Option<Vec<f64>> {
        let holder = self.now?.holder;
        Some(holder.map_or(vec![f64::NAN; POST.len()], |cadre| {
            vec![cadre.burnout, cadre.skill, self.paid_share]
        }))
    }

    fn who(&self) -> Option<Who> {
        self.who
    }

    fn nearest(&self) -> Option<u32> {
        self.nearest
    }
}
