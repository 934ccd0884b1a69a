//! Whose lives differ most: differences summed month by month, so that no history is kept.

use super::Observer;
use crate::experiment::lockstep::{Divergence, Twins};
use crate::month::Step;
use crate::world::{
    Belonging, Efficacy, Habit, Ids, Norm, Post, Satisfaction, Site, Team, TookPart, Traits,
    TraitsOf, Trust,
};

/// How many are named.
const RESIDENTS: usize = 10;
const POSTS: usize = 5;

/// How far the lives of a resident in two worlds are apart, since the last burn-in month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Apart {
    /// Absolute differences of trust, satisfaction, belonging and efficacy, summed over the months
    /// in which the resident lives in both worlds.
    pub attitudes: f64,
    /// Months in which the resident took part in one of the worlds only.
    pub participation: u16,
    /// Months of participation in each world.
    pub took: [u16; 2],
    /// Months in which the resident lived in this world only.
    pub alone: [u16; 2],
    /// First month in which anything differed; 0 if nothing ever did.
    pub first: u16,
}

impl Apart {
    /// How far apart the lives are: by this they are ranked.
    pub fn sum(&self) -> f64 {
        self.attitudes + f64::from(self.participation)
    }

    /// Adds a month.
    fn see(&mut self, month: u32, [here, there]: [Option<Person>; 2]) {
        let mut differs = here != there;
        for (took, person) in self.took.iter_mut().zip([&here, &there]) {
            *took += u16::from(person.is_some_and(|person| person.took != 0));
        }
        match (here, there) {
            (Some(here), Some(there)) => {
                let pairs = here.attitudes.iter().zip(there.attitudes);
                for (a, b) in pairs.take(4) {
                    self.attitudes += (f64::from(*a) - f64::from(b)).abs();
                }
                self.participation += u16::from((here.took == 0) != (there.took == 0));
            }
            (Some(_), None) => self.alone[0] += 1,
            (None, Some(_)) => self.alone[1] += 1,
            (None, None) => differs = false,
        }
        if differs && self.first == 0 {
            self.first = month as u16;
        }
    }
}

/// A resident as far as lives are compared.
#[derive(Clone, Copy, PartialEq)]
struct Person {
    /// Trust, satisfaction, belonging, efficacy; then norm and habit.
    attitudes: [f32; 6],
    took: u8,
    traits: Traits,
}

/// A resident whose lives differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedResident {
    /// Position of the community.
    pub community: usize,
    /// Id within it.
    pub id: u32,
    /// How far.
    pub apart: Apart,
}

/// A post that fares differently.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedPost {
    /// Position of the community.
    pub community: usize,
    /// Number within it.
    pub number: u16,
    /// Absolute differences of burnout and skill, summed over months in which the post is held in
    /// both worlds, and months in which it is held in one only.
    pub difference: f64,
}

/// Whose lives differ most.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Where the worlds first differ.
    pub parted: Option<Divergence>,
    /// Residents of the last burn-in month in both worlds.
    pub residents: u64,
    /// Of these, how many lives did not differ in anything.
    pub same: u64,
    /// Of these, how many lived longer in this world than in the other.
    pub longer: [u64; 2],
    /// The first of those who lived longer in one world, by months.
    pub alone: Vec<RankedResident>,
    /// Those whose lives differ most; ties by code and id.
    pub most: Vec<RankedResident>,
    /// Posts of the last burn-in month that differ most; ties by code and number.
    pub posts: Vec<RankedPost>,
}

/// A community's residents and posts of the last burn-in month.
#[derive(Default)]
struct Home {
    ids: Vec<u32>,
    apart: Vec<Apart>,
    posts: Vec<(u16, f64)>,
}

/// A ranking in the making.
pub(super) struct Marks {
    homes: Vec<Home>,
    codes: Vec<String>,
    burn_in: u32,
    /// The process before people come and go, and the last of a month.
    before_moves: &'static str,
    last: &'static str,
}

type Row<'a> = (
    &'a Site,
    &'a Ids,
    (&'a Trust, &'a Satisfaction, &'a Belonging, &'a Efficacy, &'a Norm, &'a Habit),
    (&'a TookPart, &'a TraitsOf),
    &'a Team,
);

impl Marks {
    pub(super) fn new(twins: &Twins, burn_in: u32) -> Self {
        let processes = twins.processes();
        let moves =
            processes.iter().position(|id| *id == Step::MovePeople.id()).unwrap_or(1).max(1);
        let at = |place: usize| processes.get(place).copied().unwrap_or_default();
        Self {
            homes: Vec::new(),
            codes: twins.codes().to_vec(),
            burn_in,
            before_moves: at(moves - 1),
            last: at(processes.len().saturating_sub(1)),
        }
    }

    /// Lists everybody who lives in both worlds, and their posts.
    fn begin(&mut self, twins: &mut Twins) {
        let homes = &mut self.homes;
        side_by_side(twins, |here, there| {
            let ids: Vec<u32> =
                here.1.0.iter().copied().filter(|id| there.1.0.binary_search(id).is_ok()).collect();
            let posts = here.4.posts.iter().filter(|post| find(there.4, post.number).is_some());
            homes.push(Home {
                apart: vec![Apart::default(); ids.len()],
                ids,
                posts: posts.map(|post| (post.number, 0.0)).collect(),
            });
        });
    }

    /// Adds a month.
    fn see(&mut self, month: u32, twins: &mut Twins) {
        let mut homes = self.homes.iter_mut();
        side_by_side(twins, |here, there| {
            let Some(home) = homes.next() else { return };
            let mut rows = [0; 2];
            for (&id, apart) in home.ids.iter().zip(&mut home.apart) {
                let [a, b] = &mut rows;
                apart.see(month, [person(here, a, id), person(there, b, id)]);
            }
            for (number, sum) in &mut home.posts {
                *sum += post_apart([here, there].map(|row| find(row.4, *number)));
            }
        });
    }

    pub(super) fn end(self, parted: Option<Divergence>) -> Ranking {
        let mut found = Ranking {
            parted,
            residents: 0,
            same: 0,
            longer: [0; 2],
            alone: Vec::new(),
            most: Vec::new(),
            posts: Vec::new(),
        };
        for (community, home) in self.homes.iter().enumerate() {
            found.residents += home.ids.len() as u64;
            for (&id, &apart) in home.ids.iter().zip(&home.apart) {
                found.same += u64::from(apart.first == 0);
                let resident = RankedResident { community, id, apart };
                for (longer, alone) in found.longer.iter_mut().zip(apart.alone) {
                    *longer += u64::from(alone > 0);
                }
                if apart.alone != [0; 2] {
                    found.alone.push(resident);
                }
                if apart.sum() > 0.0 {
                    found.most.push(resident);
                }
            }
            let posts = home.posts.iter().filter(|(_, difference)| *difference > 0.0);
            found.posts.extend(posts.map(|&(number, difference)| RankedPost {
                community,
                number,
                difference,
            }));
        }
        let code = |community: usize| &self.codes[community];
        let months = |of: &RankedResident| of.apart.alone.iter().sum::<u16>();
        keep_first(&mut found.alone, RESIDENTS / 3, |a, b| {
            months(b)
                .cmp(&months(a))
                .then((code(a.community), a.id).cmp(&(code(b.community), b.id)))
        });
        keep_first(&mut found.most, RESIDENTS, |a, b| {
            let order = b.apart.sum().total_cmp(&a.apart.sum());
            order.then((code(a.community), a.id).cmp(&(code(b.community), b.id)))
        });
        keep_first(&mut found.posts, POSTS, |a, b| {
            let order = b.difference.total_cmp(&a.difference);
            order.then((code(a.community), a.number).cmp(&(code(b.community), b.number)))
        });
        found
    }
}

fn keep_first<T>(list: &mut Vec<T>, count: usize, order: impl Fn(&T, &T) -> std::cmp::Ordering) {
    list.sort_unstable_by(order);
    list.truncate(count);
}

impl Observer for Marks {
    fn look(&mut self, month: u32, process: &'static str, twins: &mut Twins) {
        if month > self.burn_in && process == self.before_moves {
            self.see(month, twins);
        }
        // In month 0 there is one look, at the start.
        if month == self.burn_in && (month == 0 || process == self.last) {
            self.begin(twins);
        }
    }
}

/// Shows the same community of both worlds, one after the other in the order of the place.
fn side_by_side(twins: &mut Twins, mut show: impl FnMut(&Row, &Row)) {
    let [here, there] = &mut twins.worlds;
    let (here, there) = (here.world(), there.world());
    let (mut a, mut b) = (here.query::<Row>(), there.query::<Row>());
    let (mut a, mut b): (Vec<Row>, Vec<Row>) = (a.iter(here).collect(), b.iter(there).collect());
    a.sort_unstable_by_key(|row| row.0.index);
    b.sort_unstable_by_key(|row| row.0.index);
    a.iter().zip(&b).for_each(|(here, there)| show(here, there));
}

/// The resident with an id, if present; `row` moves on to where the id stands or would stand.
fn person(of: &Row, row: &mut usize, id: u32) -> Option<Person> {
    let Ids(ids) = of.1;
    while ids.get(*row).is_some_and(|present| *present < id) {
        *row += 1;
    }
    let at = *row;
    (ids.get(at) == Some(&id)).then(|| {
        let (trust, satisfaction, belonging, efficacy, norm, habit) = of.2;
        Person {
            attitudes: [
                trust.0[at],
                satisfaction.0[at],
                belonging.0[at],
                efficacy.0[at],
                norm.0[at],
                habit.0[at],
            ],
            took: of.3.0.0[at],
            traits: of.3.1.0[at],
        }
    })
}

fn find(team: &Team, number: u16) -> Option<&Post> {
    team.posts.iter().find(|post| post.number == number)
}

fn post_apart(posts: [Option<&Post>; 2]) -> f64 {
    match posts.map(|post| post.and_then(|post| post.holder)) {
        [Some(here), Some(there)] => {
            (here.burnout - there.burnout).abs() + (here.skill - there.skill).abs()
        }
        [None, None] => 0.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Education;

    fn person(trust: f32, took: u8) -> Option<Person> {
        let traits = Traits::new(Education::Basic, false);
        Some(Person { attitudes: [trust, 0.5, 0.5, 0.5, 0.1, 0.1], took, traits })
    }

    #[test]
    fn a_difference_is_attitudes_summed_and_months_of_participation_in_one_world_only() {
        let mut apart = Apart::default();
        apart.see(25, [person(0.5, 0), person(0.5, 0)]);
        assert_eq!(apart, Apart::default());
        apart.see(26, [person(0.5, 2), person(0.75, 1)]);
        apart.see(27, [person(0.5, 0), person(0.25, 2)]);
        apart.see(28, [None, person(0.25, 2)]);
        apart.see(29, [None, None]);
        assert_eq!((apart.attitudes, apart.participation, apart.took), (0.5, 1, [1, 3]));
        assert_eq!((apart.alone, apart.first), ([0, 1], 26));
        assert_eq!(apart.sum(), 1.5);
    }

    #[test]
    fn the_first_of_a_list_are_kept_in_order() {
        let mut list = vec![3, 1, 2];
        keep_first(&mut list, 2, Ord::cmp);
        assert_eq!(list, [1, 2]);
    }
}
