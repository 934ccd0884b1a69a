//! One run: a world, and the month that moves it on.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use crate::metric::{Detail, Recorder};
use crate::month::{month, processes};
use crate::place::{CommunityRow, CountyRow};
use crate::policy::{Calendar, Opening, Scenario};
use crate::population::{Present, fill_places, first_residents, first_team};
use crate::process::assignment::campaigns;
use crate::process::calendar::renew_policy;
use crate::process::census;
use crate::process::fiscal::revenue_shock;
use crate::process::opening::{first_quota, own_settings};
use crate::process::posts::part_time_posts;
use crate::random::Luck;
use crate::setting::{PaidShare, Settings};
use crate::world::community::{
    Ballot, Baseline, Census, Clarity, Gathering, InForce, Office, Record, Site, Strength,
    TurnedAway,
};
use crate::world::county::{Counties, County, Township, Townships};
use crate::world::ledger::Ledger;
use crate::world::life::Lives;
use crate::world::parts::Community;
use crate::world::request::{Events, Queue};
use crate::world::resident::{Columns, NOBODY, References, ResidentsReadOnly, TraitsOf};
use crate::world::tally::{CountyTally, Tally};
use crate::world::{Clock, Spread, each};

pub use crate::process::opening::{FirstYear, first_years, misfits};

/// A run of a scenario with one seed.
pub struct Model {
    world: World,
    month: Schedule,
    months: u32,
}

impl Model {
    /// A world at month 0. With `spread` its systems spread communities over the threads of the
    /// current pool; results are the same to the bit.
    pub fn new(scenario: &Scenario, seed: u64, detail: Detail, spread: impl Into<Spread>) -> Self {
        Self::with_month(scenario, seed, detail, spread, month(processes()))
    }

    /// The same with a given [`month`].
    pub fn with_month(
        scenario: &Scenario,
        seed: u64,
        detail: Detail,
        spread: impl Into<Spread>,
        month: Schedule,
    ) -> Self {
        let spread = spread.into();
        let calendar = calendar(scenario, seed);
        let mut world = World::new();
        spawn_communities(&mut world, scenario, &calendar, seed, &spread);
        world.insert_resource(counties(scenario, &calendar, seed));
        world.insert_resource(townships(scenario));
        world.insert_resource(Recorder::new(&scenario.place, detail, scenario.burn_in));
        world.insert_resource(calendar);
        world.insert_resource(Clock::default());
        world.insert_resource(spread);
        Self { world, month, months: scenario.months }
    }

    /// Goes on in another world: a copy of this one that follows another scenario from its next month
    /// on. The scenarios must share place, baseline, horizon and burn-in, and what is read of their
    /// settings must be the same up to this month: then the copy is what a whole run would have come to.
    pub fn fork(&mut self, scenario: &Scenario, seed: u64, month: Schedule) -> Self {
        let mut world = World::new();
        let mut everything = self.world.query::<(EntityRef, ResidentsReadOnly)>();
        for (community, residents) in everything.iter(&self.world) {
            let mut copy = world.spawn(residents.to_columns());
            copy_components(&community, &mut copy);
        }
        world.insert_resource(self.world.resource::<Counties>().clone());
        world.insert_resource(self.world.resource::<Townships>().clone());
        world.insert_resource(self.recorder().clone());
        world.insert_resource(self.clock());
        world.insert_resource(self.world.resource::<Spread>().clone());
        world.insert_resource(calendar(scenario, seed));
        // What is in force may differ already, where it was not read yet.
        let mut renew = Schedule::default();
        renew.add_systems(renew_policy);
        renew.run(&mut world);
        Self { world, month, months: scenario.months }
    }

    /// Simulates the next month.
    pub fn step(&mut self) {
        self.month.run(&mut self.world);
        #[cfg(debug_assertions)]
        if !self.world.resource::<Spread>().halt.is_set() {
            self.check_books();
        }
    }

    /// The month simulated last; 0 before the first.
    pub fn clock(&self) -> Clock {
        *self.world.resource::<Clock>()
    }

    /// Whether the horizon is reached.
    pub fn is_over(&self) -> bool {
        self.clock().month >= self.months
    }

    /// What was observed.
    pub fn recorder(&self) -> &Recorder {
        self.world.resource::<Recorder>()
    }

    /// The world, to look at.
    pub fn world(&mut self) -> &mut World {
        &mut self.world
    }

    /// Newcomers whom full communities could not take, since month 1.
    pub fn turned_away(&mut self) -> u64 {
        let mut query = self.world.query::<&TurnedAway>();
        query.iter(&self.world).map(|count| u64::from(count.0)).sum()
    }

    /// Checks the books: all accounts of a county and its communities add up to zero, and none but
    /// `outside` is below zero.
    ///
    /// # Panics
    /// If they do not: a defect of the model, never of a scenario.
    pub fn check_books(&mut self) {
        let counties = self.world.resource::<Counties>();
        let mut sums: Vec<i64> = counties.0.iter().map(|county| county.ledger.sum()).collect();
        let mut lowest = counties.0.iter().map(|county| county.ledger.lowest()).min().unwrap_or(0);
        let mut query = self.world.query::<(&Site, &Ledger)>();
        for (site, ledger) in query.iter(&self.world) {
            sums[site.county] += ledger.sum();
            lowest = lowest.min(ledger.lowest());
        }
        assert!(sums.iter().all(|&sum| sum == 0), "the books of a county do not add up: {sums:?}");
        assert!(lowest >= 0, "an account is below zero: {lowest} fen");
    }
}

/// Copies what a community has besides its residents' columns.
fn copy_components(from: &EntityRef, to: &mut EntityWorldMut) {
    if let Some(community) = Community::copy(from) {
        to.insert(community);
    }
    // Only worlds that are compared follow lives.
    if let Some(lives) = from.get::<Lives>() {
        to.insert(lives.clone());
    }
    debug_assert_eq!(
        from.archetype().component_count(),
        to.archetype().component_count(),
        "a component of communities is not in components!"
    );
}

/// The calendar of a scenario for a seed.
pub fn calendar(scenario: &Scenario, seed: u64) -> Calendar {
    let rows = scenario.place.communities.iter();
    let own = rows.map(|row| own_settings(row, &scenario.baseline[row.zone.index()])).collect();
    Calendar::new(scenario, seed, &Opening { revenue: revenue_by_county(scenario), own })
}

/// Revenue per adult of each county from month 1, yuan a year: the baseline's where it gives one or
/// the place is not a table; else what gives the default place's fiscal pressure.
pub fn revenue_by_county(scenario: &Scenario) -> Vec<f64> {
    if let Some(held) = &scenario.revenue {
        return held.clone();
    }
    if scenario.place.from_table && !scenario.revenue_given {
        let years = first_years(&scenario.place, &scenario.baseline);
        return years.iter().map(FirstYear::derived_revenue).collect();
    }
    vec![scenario.baseline[0].levers.revenue_per_adult; scenario.place.counties.len()]
}

/// What happens to a county whatever is done in it: draws of mean 0, in standard deviations.
#[derive(Clone, Debug, PartialEq)]
pub struct CountyLuck {
    /// Adults of month 0.
    pub adults: u64,
    /// Campaigns, a value a month: their shocks, carried on by the baseline's campaign memory.
    pub campaigns: Vec<f64>,
    /// Shocks on revenue, a value a year.
    pub revenue: Vec<f64>,
}

/// The luck of all counties of a scenario on a seed, in the order of their names.
pub fn luck_of_counties(scenario: &Scenario, seed: u64) -> Vec<CountyLuck> {
    let place = &scenario.place;
    let mut adults = vec![0_u64; place.counties.len()];
    for community in &place.communities {
        adults[community.county] += u64::from(community.adults);
    }
    let mut by_name: Vec<(&str, u64)> =
        place.counties.iter().map(|county| county.name.as_str()).zip(adults).collect();
    by_name.sort_unstable();
    let of = |(name, adults): (&str, u64)| {
        let luck = luck_of(seed, name);
        let campaigns = campaigns(&scenario.baseline[0], &luck, scenario.months);
        let januaries = (1..=scenario.months).step_by(12);
        let revenue = januaries.map(|month| revenue_shock(&luck, month)).collect();
        CountyLuck { adults, campaigns, revenue }
    };
    by_name.into_iter().map(of).collect()
}

fn luck_of(seed: u64, county: &str) -> Luck {
    Luck::of_seed(seed).of(&format!("county {county}"))
}

fn counties(scenario: &Scenario, calendar: &Calendar, seed: u64) -> Counties {
    let rows = scenario.place.counties.iter().enumerate();
    let counties = rows.map(|(at, CountyRow { name, .. })| County {
        name: name.clone(),
        luck: luck_of(seed, name),
        ledger: Ledger::default(),
        settings: Arc::clone(calendar.baseline(Calendar::kind_of_county(at))),
        revenue_per_adult: calendar.revenue_of_year(at, 1),
        campaign: 0.0,
        revenue: 0,
        pressure: None,
        fulfilment: 1.0,
        paid_ratio: PaidShare::ALL,
        tally: CountyTally::default(),
    });
    Counties(counties.collect())
}

fn townships(scenario: &Scenario) -> Townships {
    let mut townships = vec![Township::default(); scenario.place.townships.len()];
    for community in &scenario.place.communities {
        townships[community.township].communities += 1;
    }
    Townships(townships)
}

/// A community at month 0, to be filled by any thread.
#[derive(Default)]
struct Draft {
    columns: Columns,
    references: Option<References>,
    census: Census,
}

fn spawn_communities(
    world: &mut World,
    scenario: &Scenario,
    calendar: &Calendar,
    seed: u64,
    spread: &Spread,
) {
    let run = Luck::of_seed(seed);
    let rows = &scenario.place.communities;
    let mut drafts: Vec<Draft> = rows.iter().map(|_| Draft::default()).collect();
    each(spread, rows.iter().zip(&mut drafts).enumerate(), |(index, (row, draft))| {
        let settings = calendar.baseline(calendar.kind(index));
        let luck = run.of(&row.code);
        draft.columns = first_residents(row, settings, luck);
        draft.references = Some(first_references(&draft.columns, settings, luck));
        draft.census = first_census(&draft.columns);
    });
    // In the order of codes: the order of a table's rows must change no sum.
    for (rank, index) in by_code(rows).into_iter().enumerate() {
        let (row, draft) = (&rows[index], std::mem::take(&mut drafts[index]));
        let settings = calendar.baseline(calendar.kind(index));
        let site = Site {
            index,
            rank,
            county: row.county,
            township: row.township,
            zone: row.zone,
            luck: run.of(&row.code),
            first_adults: row.adults,
            first_posts: row.given.posts,
        };
        let quota = first_quota(row, settings);
        let part_time = part_time_posts(settings, quota);
        let staff = row.given.staff.map(usize::from);
        let team = first_team(settings, site.luck, quota, part_time, staff);
        let first_election = settings.elections.first_election;
        let community = Community {
            site,
            baseline: Baseline(Arc::clone(settings)),
            in_force: InForce(Arc::clone(settings)),
            references: draft.references.unwrap_or(References {
                size: 0,
                rows: Vec::new(),
                gaps: false,
            }),
            team,
            queue: Queue::default(),
            events: Events::default(),
            office: Office::default(),
            gathering: Gathering::default(),
            ledger: Ledger::default(),
            census: draft.census,
            record: Record(settings.posts.record_initial),
            ballot: Ballot { next: first_election },
            strength: Strength::default(),
            clarity: Clarity::default(),
            turned_away: TurnedAway::default(),
            tally: Tally::default(),
        };
        world.spawn((community, draft.columns));
    }
}

/// Positions of communities in the alphabetical order of their codes.
fn by_code(rows: &[CommunityRow]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| rows[a].code.cmp(&rows[b].code));
    order
}

fn first_references(columns: &Columns, settings: &Settings, luck: Luck) -> References {
    let size = settings.population.reference_group_size as usize;
    let count = columns.id.0.len();
    let mut rows = Vec::with_capacity((count + count / 16) * size);
    rows.resize(count * size, NOBODY);
    let mut references = References { size, rows, gaps: false };
    let mut present = Present::default();
    let TraitsOf(traits) = &columns.traits;
    present.list(traits);
    let homophily = settings.population.homophily as f32;
    let residents = (columns.id.0.as_slice(), traits.as_slice());
    let rows: Vec<u16> = (0..count as u16).collect();
    fill_places(&mut references, &rows, &present, residents, homophily, (luck, 0));
    references
}

fn first_census(columns: &Columns) -> Census {
    let traits = &columns.traits.0;
    let migrants = traits.iter().filter(|traits| traits.is_migrant()).count() as u32;
    let [trust, satisfaction, belonging, _] = census::sums_by_status(
        [&columns.trust.0, &columns.satisfaction.0, &columns.belonging.0, &columns.efficacy.0],
        traits,
    );
    let adults = [traits.len() as u32 - migrants, migrants];
    Census { adults, trust, satisfaction, belonging }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Component)]
    struct Forgotten;

    #[test]
    #[should_panic(expected = "not in components!")]
    fn a_component_that_the_list_forgets_is_told_when_a_history_is_copied() {
        let (mut world, mut other) = (World::new(), World::new());
        let from = world.spawn(Forgotten).id();
        copy_components(&world.entity(from), &mut other.spawn_empty());
    }
}
