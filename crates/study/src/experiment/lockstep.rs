//! Two worlds side by side, month by month or process by process: where do they first differ?

use bevy_ecs::prelude::*;

use super::pairing::Month;
use super::runner::Runner;
use crate::metric::Detail;
use crate::model::Model;
use crate::month::month;
use crate::policy::Scenario;
use crate::world::{
    Columns, Counties, County, Part, ResidentsReadOnly, Site, Spread, Team, Townships,
    first_difference, part, parts_of_community,
};

/// The parts of a world, in the order in which they are compared.
pub fn parts() -> impl Iterator<Item = Part> {
    let after = [
        part("county", "county", "旗县"),
        part("townships", "township offices", "乡镇街道"),
        part("communities", "number of communities", "社区数"),
    ];
    [part("residents", "residents", "居民")].into_iter().chain(parts_of_community()).chain(after)
}

/// A place in the world where two worlds differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Code of the community, or name of the county.
    pub community: String,
    /// Identifier of the part.
    pub part: &'static str,
    /// Id of the first resident that differs.
    pub resident: Option<u32>,
    /// Number of the first post that differs.
    pub post: Option<u16>,
}

/// When and where two worlds first differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// Month; 0 if they differ from the start.
    pub month: u32,
    /// Identifier of the process after which they differ; `start` in month 0.
    pub process: &'static str,
    /// Where.
    pub spot: Spot,
}

/// Two worlds on one seed, moved on together.
pub(crate) struct Twins {
    /// The worlds.
    pub worlds: [Model; 2],
    /// Each process as a schedule of its own, for each world.
    steps: Vec<(&'static str, [Schedule; 2])>,
    codes: Vec<String>,
}

impl Twins {
    /// Two worlds at month 0. With `spread` their systems spread communities over threads.
    pub(crate) fn new(
        scenarios: [&Scenario; 2],
        seed: u64,
        processes: Month,
        spread: &Spread,
    ) -> Self {
        let model = |scenario: &Scenario| {
            Model::with_month(scenario, seed, Detail::County, spread.clone(), month(processes()))
        };
        let steps = processes().into_iter().zip(processes());
        let steps = steps.map(|(a, b)| (a.id, [a, b].map(|process| month(vec![process]))));
        let places = scenarios[0].place.communities.iter();
        Self {
            worlds: scenarios.map(model),
            steps: steps.collect(),
            codes: places.map(|row| row.code.clone()).collect(),
        }
    }

    /// Moves both on by a month.
    pub(crate) fn step(&mut self) {
        self.worlds.iter_mut().for_each(Model::step);
    }

    /// Moves both on by a month, process by process; `look` is called after each and may end the month
    /// early, which is then never completed.
    pub(crate) fn step_finely<T>(
        &mut self,
        mut look: impl FnMut(&'static str, &mut Self) -> Option<T>,
    ) -> Option<T> {
        for at in 0..self.steps.len() {
            let Self { worlds, steps, .. } = self;
            let (id, schedules) = &mut steps[at];
            for (world, schedule) in worlds.iter_mut().zip(schedules) {
                schedule.run(world.world());
            }
            let id = *id;
            if let Some(found) = look(id, self) {
                return Some(found);
            }
        }
        None
    }

    /// Identifiers of the processes of a month, in order.
    pub(crate) fn processes(&self) -> Vec<&'static str> {
        self.steps.iter().map(|&(id, _)| id).collect()
    }

    /// Codes of the communities, in the order of the place.
    pub(crate) fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Where the worlds differ now; settings in force are not looked at.
    pub(crate) fn difference(&mut self) -> Option<Spot> {
        difference(&mut self.worlds, &self.codes)
    }

    /// Moves both on up to month `until`, comparing after each month, from month `finely` on after
    /// each process; returns the first difference. Nothing if `stop` says so.
    fn go(&mut self, finely: u32, until: u32, stop: &dyn Fn() -> bool) -> Option<Found> {
        if let Some(spot) = self.difference() {
            return (!stop()).then_some(Err(Divergence { month: 0, process: "start", spot }));
        }
        for month in 1..=until {
            if stop() {
                return None;
            }
            if month >= finely {
                let found = self.step_finely(|process, twins| {
                    twins.difference().map(|spot| Divergence { month, process, spot })
                });
                if let Some(divergence) = found {
                    // A month that was broken off may differ in whatever it did not reach.
                    return (!stop()).then_some(Err(divergence));
                }
            } else {
                self.step();
                if let Some(spot) = self.difference() {
                    return (!stop()).then_some(Err(Divergence { month, process: "", spot }));
                }
            }
        }
        Some(Ok(()))
    }
}

/// Whether two worlds stayed the same, or where they differ.
type Found = Result<(), Divergence>;

/// The first difference of two scenarios on a seed up to month `until`, none if there is none. Worlds
/// are compared after each month, and from month `finely` on after each process.
///
/// The outer option is empty if the runner said stop.
pub fn first_divergence(
    scenarios: [&Scenario; 2],
    seed: u64,
    processes: Month,
    (finely, until): (u32, u32),
    runner: &Runner,
) -> Option<Option<Divergence>> {
    let (stop, spread) = (runner.stop, runner.spread(false));
    let found = Twins::new(scenarios, seed, processes, &spread).go(finely, until, &stop)?;
    match found {
        Ok(()) => Some(None),
        // Found at a month's end: once more, to name the process.
        Err(coarse) if coarse.process.is_empty() => {
            let again =
                Twins::new(scenarios, seed, processes, &spread).go(coarse.month, until, &stop)?;
            Some(Some(again.err().unwrap_or(coarse)))
        }
        Err(divergence) => Some(Some(divergence)),
    }
}

fn difference([here, there]: &mut [Model; 2], codes: &[String]) -> Option<Spot> {
    let at = |community: usize, part, resident, post| Spot {
        community: codes.get(community).cloned().unwrap_or_default(),
        part,
        resident,
        post,
    };
    let (here, there) = (here.world(), there.world());
    let communities = communities(here).into_iter().zip(communities(there));
    if here.resource::<Townships>().0.len() != there.resource::<Townships>().0.len() {
        return Some(at(0, "communities", None, None));
    }
    let mut rows = here.query::<ResidentsReadOnly>();
    let mut other_rows = there.query::<ResidentsReadOnly>();
    for ((index, a), (_, b)) in communities {
        let (Ok(a_rows), Ok(b_rows)) = (rows.get(here, a), other_rows.get(there, b)) else {
            return Some(at(index, "communities", None, None));
        };
        let (a_rows, b_rows) = (a_rows.to_columns(), b_rows.to_columns());
        if a_rows != b_rows {
            return Some(at(index, "residents", first_resident(&a_rows, &b_rows), None));
        }
        let (a, b) = (here.entity(a), there.entity(b));
        if let Some(part) = first_difference(&a, &b) {
            let post = (part == "team").then(|| first_post(&a, &b)).flatten();
            return Some(at(index, part, None, post));
        }
    }
    let counties = here.resource::<Counties>().0.iter().zip(&there.resource::<Counties>().0);
    for (a, b) in counties {
        if !same_county(a, b) {
            let community = a.name.clone();
            return Some(Spot { community, part: "county", resident: None, post: None });
        }
    }
    let differ = here.resource::<Townships>().0 != there.resource::<Townships>().0;
    differ.then(|| at(0, "townships", None, None))
}

/// Communities by their position in the place.
fn communities(world: &mut World) -> Vec<(usize, Entity)> {
    let mut query = world.query::<(&Site, Entity)>();
    let mut found: Vec<(usize, Entity)> =
        query.iter(world).map(|(site, entity)| (site.index, entity)).collect();
    found.sort_unstable_by_key(|&(index, _)| index);
    found
}

/// The community at a position of the place.
pub(super) fn community(world: &mut World, position: usize) -> Option<Entity> {
    let mut query = world.query::<(&Site, Entity)>();
    query.iter(world).find(|(site, _)| site.index == position).map(|(_, entity)| entity)
}

/// Id of the first resident who lives in one world only or has another attribute.
fn first_resident(a: &Columns, b: &Columns) -> Option<u32> {
    let (ids, others) = (&a.id.0, &b.id.0);
    if let Some(row) = ids.iter().zip(others).position(|(a, b)| a != b) {
        return Some(ids[row].min(others[row]));
    }
    if ids.len() != others.len() {
        let longer = if ids.len() > others.len() { ids } else { others };
        return longer.get(ids.len().min(others.len())).copied();
    }
    (0..ids.len()).find(|&row| a.row(row) != b.row(row)).map(|row| ids[row])
}

/// Number of the first post that exists in one world only, or is held otherwise.
fn first_post(a: &EntityRef, b: &EntityRef) -> Option<u16> {
    let (a, b) = (&a.get::<Team>()?.posts, &b.get::<Team>()?.posts);
    let differs = a.iter().zip(b).find(|(a, b)| a != b).map(|(a, b)| a.number.min(b.number));
    differs.or_else(|| {
        let longer = if a.len() > b.len() { a } else { b };
        longer.get(a.len().min(b.len())).map(|post| post.number)
    })
}

/// Whether two counties are the same but for settings.
fn same_county(a: &County, b: &County) -> bool {
    a.ledger == b.ledger
        && (a.campaign, a.revenue, a.pressure) == (b.campaign, b.revenue, b.pressure)
        && (a.fulfilment, a.paid_ratio) == (b.fulfilment, b.paid_ratio)
        && a.tally == b.tally
}
