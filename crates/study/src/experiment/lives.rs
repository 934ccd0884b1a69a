//! Who gains and who loses: residents of the last burn-in month, followed in both worlds.

use bevy_ecs::prelude::*;

use crate::model::Model;
use crate::month::{Process, Step, Turn};
use crate::quantity::{Text, Zone};
use crate::world::{
    Belonging, Ending, Events, Ids, Lives, Satisfaction, Site, Spread, TookPart, TraitsOf, Trust,
    each,
};

/// An outcome of a resident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Identifier.
    pub id: &'static str,
    /// Name.
    pub name: Text,
    /// Unit.
    pub unit: Text,
    /// Whether more of it is better.
    pub(crate) more_is_better: bool,
    /// Changes within it count as the same: of attitudes a hundredth of the scale, of counts none.
    pub tolerance: f64,
}

/// The outcomes, in the order of all lists.
pub const OUTCOMES: [Outcome; 5] = [
    outcome("belonging", ["belonging", "归属感"], ["", ""], true, 0.01),
    outcome("trust", ["trust", "信任"], ["", ""], true, 0.01),
    outcome("satisfaction", ["satisfaction", "满意度"], ["", ""], true, 0.01),
    outcome(
        "participation",
        ["participation", "参与"],
        ["months a year", "每年参与月数"],
        true,
        0.0,
    ),
    outcome("unmet_need", ["unmet needs", "未满足的需求"], ["a year", "每年次数"], false, 0.0),
];

const fn outcome(
    id: &'static str,
    [name_en, name_zh]: [&'static str; 2],
    [unit_en, unit_zh]: [&'static str; 2],
    more_is_better: bool,
    tolerance: f64,
) -> Outcome {
    let name = Text { en: name_en, zh: name_zh };
    let unit = Text { en: unit_en, zh: unit_zh };
    Outcome { id, name, unit, more_is_better, tolerance }
}

/// The month's processes with one more that follows lives: it reads what the month brought, before
/// people come and go, and writes to nothing but [`Lives`].
pub(crate) fn with_lives(mut processes: Vec<Process>) -> Vec<Process> {
    let place = processes.iter().position(|process| process.id == Step::MovePeople.id());
    let follower = Process {
        turn: Turn(0),
        id: "follow_lives",
        name: Text { en: "Lives", zh: "生活轨迹" },
        meaning: Text {
            en: "Notes what each followed resident lived through.",
            zh: "记录所跟踪居民的经历。",
        },
        system: follow.into_configs(),
    };
    processes.insert(place.unwrap_or(processes.len()), follower);
    for (turn, process) in processes.iter_mut().enumerate() {
        process.turn = Turn(turn);
    }
    processes
}

/// Notes the month in the lives of those who are followed.
fn follow(spread: Res<Spread>, mut communities: Query<(&Ids, &TookPart, &Events, &mut Lives)>) {
    each(&spread, communities.iter_mut(), |(Ids(ids), TookPart(took), events, mut lives)| {
        let lives = &mut *lives;
        let mut row = 0;
        for (id, months) in lives.ids.iter().zip(&mut lives.took_part) {
            while ids.get(row).is_some_and(|present| present < id) {
                row += 1;
            }
            if ids.get(row) == Some(id) && took[row] != 0 {
                *months += 1;
            }
        }
        let failed = |&&(_, ending, _): &&(u16, Ending, u16)| ending != Ending::Resolved;
        let unmet = events.ended.iter().filter(failed).map(|&(row, ..)| row);
        for row in events.unreported.iter().copied().chain(unmet) {
            if let Ok(at) = lives.ids.binary_search(&ids[usize::from(row)]) {
                lives.unmet[at] = lives.unmet[at].saturating_add(1);
            }
        }
    });
}

/// Begins to follow everybody who lives in a world now.
pub fn begin(model: &mut Model) {
    let world = model.world();
    let mut query = world.query::<(Entity, &Ids, &TraitsOf)>();
    let list = |(community, Ids(ids), TraitsOf(traits)): (Entity, &Ids, &TraitsOf)| {
        let lives = Lives {
            ids: ids.clone(),
            migrant: traits.iter().map(|traits| traits.is_migrant()).collect(),
            took_part: vec![0; ids.len()],
            unmet: vec![0; ids.len()],
        };
        (community, lives)
    };
    let lists: Vec<(Entity, Lives)> = query.iter(world).map(list).collect();
    for (community, lives) in lists {
        world.entity_mut(community).insert(lives);
    }
}

/// What a followed resident has come to.
#[derive(Clone, Copy, Debug)]
struct Life {
    attitudes: [f32; 3],
    took_part: u16,
    unmet: u16,
}

/// A community's followed residents at the end.
#[derive(Clone, Debug)]
struct Homes {
    zone: Zone,
    ids: Vec<u32>,
    migrant: Vec<bool>,
    /// None for those who have gone.
    lives: Vec<Option<Life>>,
    newcomers: Group,
}

/// The followed residents of a world at its end, community by community.
#[derive(Clone, Debug, Default)]
pub struct Ends(Vec<Homes>);

/// Newcomers of a world: their number and the sums of their attitudes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// Number.
    pub number: f64,
    /// Sums of belonging, trust and satisfaction.
    pub sums: [f64; 3],
}

/// Reads the lives of a world.
pub fn ends(model: &mut Model) -> Ends {
    let world = model.world();
    type Columns<'a> = (&'a Site, &'a Lives, &'a Ids, &'a Belonging, &'a Trust, &'a Satisfaction);
    let mut query = world.query::<Columns>();
    let mut homes: Vec<(usize, Homes)> = Vec::new();
    for (site, lives, Ids(ids), Belonging(belonging), Trust(trust), Satisfaction(satisfied)) in
        query.iter(world)
    {
        let mut newcomers = Group::default();
        let mut found = vec![None; lives.ids.len()];
        let mut at = 0;
        for (row, id) in ids.iter().enumerate() {
            let attitudes = [belonging[row], trust[row], satisfied[row]];
            while lives.ids.get(at).is_some_and(|followed| followed < id) {
                at += 1;
            }
            if lives.ids.get(at) == Some(id) {
                let (took_part, unmet) = (lives.took_part[at], lives.unmet[at]);
                found[at] = Some(Life { attitudes, took_part, unmet });
            } else {
                newcomers.number += 1.0;
                for (sum, attitude) in newcomers.sums.iter_mut().zip(attitudes) {
                    *sum += f64::from(attitude);
                }
            }
        }
        let (ids, migrant) = (lives.ids.clone(), lives.migrant.clone());
        homes.push((site.rank, Homes { zone: site.zone, ids, migrant, lives: found, newcomers }));
    }
    homes.sort_by_key(|&(rank, _)| rank);
    Ends(homes.into_iter().map(|(_, homes)| homes).collect())
}

/// How many fare better or worse on an outcome, and the sum of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fare {
    /// Better off by more than the tolerance.
    pub better: f64,
    /// Worse off by more than the tolerance.
    pub worse: f64,
    /// Sum of changes, scenario less baseline.
    pub change: f64,
}

/// Residents of a zone and status in two worlds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// Residents of the last burn-in month in both worlds.
    pub residents: f64,
    /// Here at the end in both worlds.
    pub both: f64,
    /// Gone in the scenario's world only.
    pub gone_in_scenario: f64,
    /// Gone in the baseline's world only.
    pub gone_in_baseline: f64,
    /// How those here in both worlds fare, by outcome.
    pub fares: [Fare; OUTCOMES.len()],
}

impl Shared {
    /// Adds another group.
    pub fn add(&mut self, other: &Self) {
        self.residents += other.residents;
        self.both += other.both;
        self.gone_in_scenario += other.gone_in_scenario;
        self.gone_in_baseline += other.gone_in_baseline;
        for (fare, more) in self.fares.iter_mut().zip(other.fares) {
            fare.better += more.better;
            fare.worse += more.worse;
            fare.change += more.change;
        }
    }
}

/// What a scenario did to the lives of a seed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lived {
    /// By zone, then status (0 local, 1 migrant).
    pub groups: [[Shared; 2]; 3],
    /// Newcomers of the baseline's world and of the scenario's.
    pub newcomers: [Group; 2],
}

impl Lived {
    /// Its numbers, in their order.
    pub(crate) fn to_numbers(self) -> Vec<f64> {
        let mut numbers = Vec::new();
        for group in self.groups.iter().flatten() {
            let Shared { residents, both, gone_in_scenario, gone_in_baseline, fares } = group;
            numbers.extend([residents, both, gone_in_scenario, gone_in_baseline]);
            for Fare { better, worse, change } in fares {
                numbers.extend([better, worse, change]);
            }
        }
        for Group { number, sums } in self.newcomers {
            numbers.push(number);
            numbers.extend(sums);
        }
        numbers
    }

    /// Reads numbers back; nothing if they are too few or too many.
    pub(crate) fn from_numbers(numbers: &[f64]) -> Option<Self> {
        let mut numbers = numbers.iter().copied();
        let mut next = || numbers.next();
        let mut lived = Self::default();
        for group in lived.groups.iter_mut().flatten() {
            group.residents = next()?;
            group.both = next()?;
            group.gone_in_scenario = next()?;
            group.gone_in_baseline = next()?;
            for fare in &mut group.fares {
                *fare = Fare { better: next()?, worse: next()?, change: next()? };
            }
        }
        for group in &mut lived.newcomers {
            group.number = next()?;
            for sum in &mut group.sums {
                *sum = next()?;
            }
        }
        next().is_none().then_some(lived)
    }
}

/// Compares the ends of two worlds of one place; counts of months and needs become rates a year.
pub fn compare(baseline: &Ends, scenario: &Ends, months: u32) -> Lived {
    let mut lived = Lived::default();
    let years = f64::from(months.max(1)) / 12.0;
    for (here, there) in baseline.0.iter().zip(&scenario.0) {
        for (sum, homes) in lived.newcomers.iter_mut().zip([here, there]) {
            sum.number += homes.newcomers.number;
            for (sum, value) in sum.sums.iter_mut().zip(homes.newcomers.sums) {
                *sum += value;
            }
        }
        for (at, id) in here.ids.iter().enumerate() {
            if let Ok(other) = there.ids.binary_search(id) {
                let status = usize::from(here.migrant[at]);
                let group = &mut lived.groups[here.zone.index()][status];
                add(group, here.lives[at], there.lives[other], years);
            }
        }
    }
    lived
}

fn add(group: &mut Shared, here: Option<Life>, there: Option<Life>, years: f64) {
    group.residents += 1.0;
    match (here, there) {
        (None, None) => {}
        (Some(_), None) => group.gone_in_scenario += 1.0,
        (None, Some(_)) => group.gone_in_baseline += 1.0,
        (Some(here), Some(there)) => {
            group.both += 1.0;
            let (before, after) = (values(here, years), values(there, years));
            for (at, outcome) in OUTCOMES.iter().enumerate() {
                let change = after[at] - before[at];
                let gain = if outcome.more_is_better { change } else { -change };
                let fare = &mut group.fares[at];
                fare.change += change;
                fare.better += f64::from(u8::from(gain > outcome.tolerance));
                fare.worse += f64::from(u8::from(gain < -outcome.tolerance));
            }
        }
    }
}

/// Values of the outcomes, in their order.
fn values(life: Life, years: f64) -> [f64; OUTCOMES.len()] {
    let [belonging, trust, satisfaction] = life.attitudes.map(f64::from);
    let [took_part, unmet] = [life.took_part, life.unmet].map(|count| f64::from(count) / years);
    [belonging, trust, satisfaction, took_part, unmet]
}
