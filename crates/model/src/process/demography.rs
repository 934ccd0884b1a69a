//! Step 10: deaths, departures, settlement, coming of age and arrivals (model section 5.10).

use std::cell::RefCell;

use bevy_ecs::prelude::*;

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
use crate::world::resident::{NOBODY, References, Residents, ResidentsItem, close_gaps};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

tell! {
    move_people, "Demography" "人口变动",
    "People die, leave, settle, come of age and move in."
    "死亡、迁出、落户、成年与迁入。"
}

/// Every month: people go, settle and come; reference groups and requests follow.
pub fn move_people(
    clock: Res<Clock>,
    spread: Res<Spread>,
    counties: Res<Counties>,
    mut communities: Query<(
        (&Site, &InForce),
        Residents,
        (&mut References, &mut Queue, &mut Census, &mut TurnedAway, &mut Tally),
    )>,
) {
    let month = clock.month;
    each(&spread, communities.iter_mut(), |item| {
        let ((site, in_force), mut residents, out) = item;
        let (mut references, mut queue, mut census, mut turned_away, mut tally) = out;
        let settings = &*in_force.0;
        let references = &mut *references;
        let locals = census.adults[0];
        SCRATCH.with_borrow_mut(|scratch| {
            let fate = Fate::new(settings, &counties.0[site.county].settings, month);
            fate.decide(&mut residents, scratch, &mut census, &mut tally);
            scratch.remove(&mut residents, references, &mut queue);
            let before = residents.id.0.len();
            arrive(
                site,
                settings,
                month,
                locals,
                &mut residents,
                &mut census,
                &mut turned_away,
                &mut tally,
            );
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
                    (site.luck, month),
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
            let goes = dies + (1.0 - dies) * self.departure(residents, at);
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

    fn departure(&self, residents: &ResidentsItem, at: usize) -> f32 {
        let traits = residents.traits.0[at];
        let rate = if traits.is_migrant() {
            self.migrant
        } else {
            let age = (self.month - residents.birth.0[at]) / 12.0;
            let young = if age < self.young_age { self.young } else { 1.0 };
            let tertiary =
                if traits.education() == Education::Tertiary { self.tertiary } else { 1.0 };
            self.local * young * tertiary
        };
        let bonds = self.belonging * (residents.belonging.0[at] - 0.5)
            + self.satisfaction * (residents.satisfaction.0[at] - 0.5);
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
#[expect(clippy::too_many_arguments, reason = "the parts of one community")]
fn arrive(
    site: &Site,
    settings: &Settings,
    month: u32,
    locals: u32,
    residents: &mut ResidentsItem,
    census: &mut Census,
    turned_away: &mut TurnedAway,
    tally: &mut Tally,
) {
    let demography = &settings.demography;
    let of_age = demography.coming_of_age * f64::from(locals);
    let inflow = demography.inflow * f64::from(site.first_adults);
    for (migrant, rate, process) in
        [(false, of_age, Process::ComingOfAge), (true, inflow, Process::Inflow)]
    {
        let number = poisson(rate, site.luck.uniform(process, month, 0));
        let room = MOST_ADULTS.saturating_sub(residents.id.0.len()) as u32;
        turned_away.0 += number.saturating_sub(room);
        for ordinal in 0..number.min(room) {
            residents.push(newcomer(settings, site.luck, month, migrant, ordinal));
            count_in(census, residents, residents.id.0.len() - 1, usize::from(migrant));
        }
        let came = f64::from(number.min(room));
        if migrant {
            tally.moved_in += came;
        } else {
            tally.came_of_age += came;
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
}
