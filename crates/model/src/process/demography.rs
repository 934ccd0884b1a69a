//! Step 10: deaths, departures, settlement, coming of age and arrivals (model section 5.10).

use std::cell::RefCell;

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use crate::math::{self, exp32};
use crate::place::MOST_ADULTS;
use crate::population::{Present, fill_places, list_open, newcomer, rename};
use crate::quantity::Education;
use crate::quantity::tell;
use crate::random::{Process, poisson, unit32};
use crate::setting::Settings;
use crate::world::community::{Census, InForce, Site, TurnedAway};
use crate::world::county::Counties;
use crate::world::request::Queue;
use crate::world::resident::{NOBODY, References, Residents, ResidentsItem, Traits, close_gaps};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// A community whose people move.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Moving {
    site: &'static Site,
    in_force: &'static InForce,
    residents: Residents,
    references: &'static mut References,
    queue: &'static mut Queue,
    census: &'static mut Census,
    turned_away: &'static mut TurnedAway,
    tally: &'static mut Tally,
}

tell! {
    move_people, "Demography" "人口变动",
    "People die, leave, settle, come of age and move in."
    "死亡、迁出、落户、成年与迁入。"
}

/// Every month: people go, settle and come; reference groups and requests follow.
pub(crate) fn move_people(
    clock: Res<Clock>,
    spread: Res<Spread>,
    counties: Res<Counties>,
    mut communities: Query<Moving>,
) {
    let month = clock.month;
    each(&spread, communities.iter_mut(), |mut c| {
        let settings = &*c.in_force.0;
        let locals = c.census.adults[0];
        SCRATCH.with_borrow_mut(|scratch| {
            let fate = Fate::new(settings, &counties.0[c.site.county].settings, month);
            fate.decide(&mut c.residents, scratch, &mut c.census, &mut c.tally);
            scratch.remove(&mut c.residents, &mut c.references, &mut c.queue);
            let before = c.residents.id.0.len();
            arrive(&mut c, month, locals);
            let (residents, references) = (&c.residents, &mut *c.references);
            scratch.open.extend((before..residents.id.0.len()).map(|row| row as u16));
            references.rows.resize(residents.id.0.len() * references.size, NOBODY);
            if !scratch.open.is_empty() {
                references.gaps = false;
                scratch.present.list(&residents.traits.0);
                fill_places(
                    references,
                    &scratch.open,
                    &scratch.present,
                    (&residents.id.0, &residents.traits.0),
                    settings.population.homophily as f32,
                    (c.site.luck, month),
                );
            }
        });
    });
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// Working space of a community's moves.
struct Scratch {
    /// Rows whose draw may mean something.
    candidates: Vec<u16>,
    /// Rows of those who go, ascending.
    leavers: Vec<u16>,
    /// New row of an old row, nobody for those who go; as long as rows can be, nobody included.
    new_row: Box<[u16; 1 << 16]>,
    /// Rows with an empty place in their reference group.
    open: Vec<u16>,
    present: Present,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            candidates: Vec::new(),
            leavers: Vec::new(),
            new_row: Box::new([NOBODY; 1 << 16]),
            open: Vec::new(),
            present: Present::default(),
        }
    }
}

/// Whether a resident who goes this month, born then and with this luck, dies.
pub fn dies(settings: &Settings, month: u32, birth: f32, luck: u32) -> bool {
    unit32(luck) < Fate::new(settings, settings, month).mortality(birth)
}

/// Chances of a resident to die, to go and to settle: one draw decides among them.
struct Fate {
    month: f32,
    adult_age: f32,
    mortality_base: f32,
    mortality_age: f32,
    mortality_max: f32,
    local: f32,
    young: f32,
    young_age: f32,
    tertiary: f32,
    migrant: f32,
    belonging: f32,
    satisfaction: f32,
    settlement_after: f32,
    settlement_rate: f32,
    /// Born after this month, a resident with a draw above `young_bound` does nothing.
    safe_born: f32,
    young_bound: u32,
    /// With a draw above this one nobody does anything.
    old_bound: u32,
}

impl Fate {
    fn new(settings: &Settings, county: &Settings, month: u32) -> Self {
        /// Below this age mortality is bounded by its value here: exact chances are for the few.
        const SAFE_AGE: f64 = 70.0;
        let demography = &settings.demography;
        let factor = demography.outflow_factor;
        let going = (demography.outflow_local
            * demography.outflow_young.max(1.0)
            * demography.outflow_tertiary.max(1.0))
        .max(demography.outflow_migrant)
            * factor
            * math::exp(
                0.5 * (demography.outflow_belonging.abs() + demography.outflow_satisfaction.abs()),
            );
        let dying = demography.mortality_base
            * math::exp(
                demography.mortality_age * (SAFE_AGE - settings.population.adult_age).max(0.0),
            );
        let word = |chance: f64| {
            let above = (going + chance + county.levers.settlement_rate).min(1.0) * 1.001 + 1e-6;
            (above * 4_294_967_296.0).min(4_294_967_295.0) as u32
        };
        Self {
            month: month as f32,
            adult_age: settings.population.adult_age as f32,
            mortality_base: demography.mortality_base as f32,
            mortality_age: demography.mortality_age as f32,
            mortality_max: demography.mortality_max as f32,
            local: (demography.outflow_local * factor) as f32,
            young: demography.outflow_young as f32,
            young_age: demography.outflow_young_age as f32,
            tertiary: demography.outflow_tertiary as f32,
            migrant: (demography.outflow_migrant * factor) as f32,
            belonging: demography.outflow_belonging as f32,
            satisfaction: demography.outflow_satisfaction as f32,
            settlement_after: county.levers.settlement_after as f32,
            settlement_rate: county.levers.settlement_rate as f32,
            safe_born: (f64::from(month) - 12.0 * SAFE_AGE) as f32,
            young_bound: word(dying.min(demography.mortality_max)),
            old_bound: word(demography.mortality_max),
        }
    }

    /// Who goes and who settles: rows of those who go, ascending, in `scratch`.
    fn decide(
        &self,
        residents: &mut ResidentsItem,
        scratch: &mut Scratch,
        census: &mut Census,
        tally: &mut Tally,
    ) {
        scratch.leavers.clear();
        let candidates = &mut scratch.candidates;
        self.list_candidates(&residents.leave.0, &residents.birth.0, candidates);
        for &row in candidates.iter() {
            let at = usize::from(row);
            let uniform = unit32(residents.leave.0[at]);
            let migrant = residents.traits.0[at].is_migrant();
            let dies = self.mortality(residents.birth.0[at]);
            let goes = dies
                + (1.0 - dies)
                    * self.departure(
                        residents.traits.0[at],
                        residents.birth.0[at],
                        residents.belonging.0[at],
                        residents.satisfaction.0[at],
                    );
            if uniform < goes {
                if uniform < dies {
                    tally.died += 1.0;
                } else {
                    tally.moved_out += 1.0;
                }
                count_out(census, residents, at, usize::from(migrant));
                scratch.leavers.push(row);
            } else if migrant
                && self.month - residents.since.0[at] >= self.settlement_after
                && uniform < goes + (1.0 - goes) * self.settlement_rate
            {
                count_out(census, residents, at, 1);
                residents.traits.0[at].settle();
                count_in(census, residents, at, 0);
            }
        }
    }

    /// Rows whose draw may mean something: low enough for the age.
    fn list_candidates(&self, leave: &[u32], birth: &[f32], rows: &mut Vec<u16>) {
        rows.clear();
        rows.resize(leave.len(), 0);
        let mut found = 0;
        for (row, (&word, &born)) in leave.iter().zip(birth).enumerate() {
            rows[found] = row as u16;
            let old = born <= self.safe_born;
            let low = (word <= self.young_bound) | (old & (word <= self.old_bound));
            found += usize::from(low);
        }
        rows.truncate(found);
    }

    fn mortality(&self, birth: f32) -> f32 {
        let age = (self.month - birth) / 12.0;
        (self.mortality_base * exp32(self.mortality_age * (age - self.adult_age)))
            .min(self.mortality_max)
    }

    fn departure(&self, traits: Traits, birth: f32, belonging: f32, satisfaction: f32) -> f32 {
        let rate = if traits.is_migrant() {
            self.migrant
        } else {
            let age = (self.month - birth) / 12.0;
            let young = if age < self.young_age { self.young } else { 1.0 };
            let tertiary =
                if traits.education() == Education::Tertiary { self.tertiary } else { 1.0 };
            self.local * young * tertiary
        };
        let bonds = self.belonging * (belonging - 0.5) + self.satisfaction * (satisfaction - 0.5);
        (rate * exp32(-bonds)).min(1.0)
    }
}

fn count_out(census: &mut Census, residents: &ResidentsItem, at: usize, status: usize) {
    census.adults[status] -= 1;
    census.trust[status] -= f64::from(residents.trust.0[at]);
    census.satisfaction[status] -= f64::from(residents.satisfaction.0[at]);
    census.belonging[status] -= f64::from(residents.belonging.0[at]);
    if census.adults[status] == 0 {
        (census.trust[status], census.satisfaction[status], census.belonging[status]) =
            (0.0, 0.0, 0.0);
    }
}

fn count_in(census: &mut Census, residents: &ResidentsItem, at: usize, status: usize) {
    census.adults[status] += 1;
    census.trust[status] += f64::from(residents.trust.0[at]);
    census.satisfaction[status] += f64::from(residents.satisfaction.0[at]);
    census.belonging[status] += f64::from(residents.belonging.0[at]);
}

impl Scratch {
    /// Takes the leavers out of columns, groups and queue. Rows stay in the order of ids; `open` lists
    /// the rows whose group lost somebody or had an empty place.
    fn remove(
        &mut self,
        residents: &mut ResidentsItem,
        references: &mut References,
        queue: &mut Queue,
    ) {
        self.open.clear();
        if self.leavers.is_empty() {
            if references.gaps {
                list_open(references, &mut self.open);
            }
            return;
        }
        self.number_rows(residents.id.0.len());
        residents.remove(&self.leavers);
        close_gaps(&mut references.rows, &self.leavers, references.size);
        rename(references, &self.new_row, &mut self.open);
        queue.0.retain_mut(|request| {
            request.row = self.new_row[usize::from(request.row)];
            request.row != NOBODY
        });
    }

    /// Numbers the rows that stay: each moves up by the number of leavers before it.
    fn number_rows(&mut self, rows: usize) {
        let mut start = 0;
        for before in 0..=self.leavers.len() {
            let end = self.leavers.get(before).map_or(rows, |&leaver| usize::from(leaver));
            for (row, new) in self.new_row[..end].iter_mut().enumerate().skip(start) {
                *new = (row - before) as u16;
            }
            if end < rows {
                self.new_row[end] = NOBODY;
            }
            start = end + 1;
        }
    }
}

/// Locals come of age, migrants arrive.
fn arrive(c: &mut MovingItem, month: u32, locals: u32) {
    let settings = &*c.in_force.0;
    let demography = &settings.demography;
    let of_age = demography.coming_of_age * f64::from(locals);
    let inflow = demography.inflow * f64::from(c.site.first_adults);
    for (migrant, rate, process) in
        [(false, of_age, Process::ComingOfAge), (true, inflow, Process::Inflow)]
    {
        let number = poisson(rate, c.site.luck.uniform(process, month, 0));
        let room = MOST_ADULTS.saturating_sub(c.residents.id.0.len()) as u32;
        c.turned_away.0 += number.saturating_sub(room);
        for ordinal in 0..number.min(room) {
            c.residents.push(newcomer(settings, c.site.luck, month, migrant, ordinal));
            let last = c.residents.id.0.len() - 1;
            count_in(&mut c.census, &c.residents, last, usize::from(migrant));
        }
        let came = f64::from(number.min(room));
        if migrant {
            c.tally.moved_in += came;
        } else {
            c.tally.came_of_age += came;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;

    #[test]
    fn the_formula_of_death_is_that_of_the_code() {
        holds("death", ("", ""), |settings, draw| {
            let (month, age) = (60, (18.0 + 60.0 * draw()) as f32);
            let birth = month as f32 - 12.0 * age;
            let age = (month as f32 - birth) / 12.0;
            let fate = Fate::new(settings, settings, month);
            (vec![("age", f64::from(age))], f64::from(fate.mortality(birth)))
        });
    }

    #[test]
    fn the_formula_of_departure_is_that_of_the_code() {
        use crate::formula::arithmetic::work_out;
        for (young, tertiary, migrant) in [
            (false, false, false),
            (true, false, false),
            (false, true, false),
            (false, false, true),
        ] {
            holds("departure", ("both × ", ""), |settings, draw| {
                settings.demography.outflow_local = 0.01 * draw();
                settings.demography.outflow_migrant = 0.01 * draw();
                let age = settings.demography.outflow_young_age + if young { -1.0 } else { 1.0 };
                let birth = (60.0 - 12.0 * age) as f32;
                let education = if tertiary { Education::Tertiary } else { Education::Basic };
                let (belonging, satisfaction) = (draw() as f32, draw() as f32);
                let fate = Fate::new(settings, settings, 60);
                let traits = Traits::new(education, migrant);
                let found = fate.departure(traits, birth, belonging, satisfaction);
                // The rate before the factors of both: its own part of the text.
                let rate = if migrant {
                    "`outflow_migrant`"
                } else {
                    "`outflow_local` × (`outflow_young` below age `outflow_young_age`) × (`outflow_tertiary` with tertiary education)"
                };
                let of = |holds: bool| f64::from(u8::from(holds));
                let conditions = [
                    ("below age outflow_young_age", of(young)),
                    ("with tertiary education", of(tertiary)),
                ];
                let rate = work_out(rate, settings, &conditions);
                let words = vec![("B", f64::from(belonging)), ("S", f64::from(satisfaction))];
                (words, f64::from(found) / rate)
            });
        }
    }
}
