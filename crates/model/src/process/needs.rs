//! Step 4: residents meet needs and report them, or stay silent (model section 5.3; Hirschman 1970).
//! Here the month's luck of each resident is drawn too: one block serves need, participation and
//! departure.

use std::cell::RefCell;

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;
use multiversion::multiversion;

use crate::math::logistic;
use crate::quantity::tell;
use crate::random::{Luck, Process, unit32, unit64};
use crate::setting::{NeedRow, Settings};
use crate::world::community::{InForce, Office, Site, Strength};
use crate::world::request::{Events, Queue, Request};
use crate::world::resident::{ActLuck, Birth, Efficacy, Ids, LeaveLuck, Traits, TraitsOf, Trust};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// A community whose residents meet needs.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Needy {
    site: &'static Site,
    in_force: &'static InForce,
    strength: &'static Strength,
    office: &'static Office,
    ids: &'static Ids,
    birth: &'static Birth,
    traits: &'static TraitsOf,
    trust: &'static Trust,
    efficacy: &'static Efficacy,
    act: &'static mut ActLuck,
    leave: &'static mut LeaveLuck,
    queue: &'static mut Queue,
    events: &'static mut Events,
    tally: &'static mut Tally,
}

tell! {
    meet_needs, "Needs" "需求",
    "The luck of the month is drawn; needs arise, and are reported or kept silent."
    "抽取本月随机数；需求产生，居民上报或沉默。"
}

/// Every month: luck is drawn, needs arise, requests are filed.
pub(crate) fn meet_needs(clock: Res<Clock>, spread: Res<Spread>, mut communities: Query<Needy>) {
    each(&spread, communities.iter_mut(), |mut c| {
        let need = NeedChance::new(&c.in_force.0, c.office.neglect);
        let rows = draw_luck(
            c.site.luck,
            clock.month,
            &c.ids.0,
            need.bound(),
            &mut c.act.0,
            &mut c.leave.0,
        );
        let month = clock.month;
        let hours = hours_by_type(&c.in_force.0, c.strength.one_stop);
        let before = c.queue.0.len();
        for (row, word) in rows {
            let at = usize::from(row);
            let age = (month as f32 - c.birth.0[at]) / 12.0;
            if unit32(word) >= need.of_age(age) {
                continue;
            }
            c.tally.needs += 1.0;
            let [kind, high, low, _] = c.site.luck.block(Process::Need, month, c.ids.0[at]);
            let kind = pick_type(&c.in_force.0.need.rows, c.traits.0[at], unit32(kind));
            let chance = voice(&c.in_force.0, c.traits.0[at], c.trust.0[at], c.efficacy.0[at]);
            if unit64(high, low) >= chance {
                c.tally.unreported += 1.0;
                c.events.unreported.push(row);
                continue;
            }
            c.queue.0.push(Request {
                resident: c.ids.0[at],
                row,
                filed: month as u16,
                left: hours[kind],
                kind: kind as u8,
                started: false,
            });
        }
        c.tally.filed = (c.queue.0.len() - before) as f64;
        // Requests of one month are queued in the order of a draw of their own, not of ids.
        c.queue.0[before..].sort_by_cached_key(|request| {
            let [lot, ..] = c.site.luck.block(Process::Queue, month, request.resident);
            (lot, request.resident)
        });
    });
}

thread_local! {
    /// Words and rows of the residents who may meet a need.
    static NEEDS: RefCell<(Vec<u32>, Vec<u16>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// Draws one block a resident: the words of participation and going are kept for later in the month,
/// the word of needs is tested at once against its largest chance. Returns the rows that pass.
fn draw_luck(
    luck: Luck,
    month: u32,
    ids: &[u32],
    bound: u32,
    act: &mut [u32],
    leave: &mut [u32],
) -> Vec<(u16, u32)> {
    NEEDS.with_borrow_mut(|(words, rows)| {
        words.resize(ids.len(), 0);
        draw_blocks(luck, month, ids, words, act, leave);
        // No branch on chance: every row is written, and kept if its word is low.
        rows.resize(ids.len(), 0);
        let mut found = 0;
        for (row, &word) in words.iter().enumerate() {
            rows[found] = row as u16;
            found += usize::from(word <= bound);
        }
        rows[..found].iter().map(|&row| (row, words[usize::from(row)])).collect()
    })
}

#[multiversion(targets("x86_64+avx2+popcnt"))]
fn draw_blocks(
    luck: Luck,
    month: u32,
    ids: &[u32],
    words: &mut [u32],
    act: &mut [u32],
    leave: &mut [u32],
) {
    for (((&id, word), act), leave) in ids.iter().zip(words).zip(act).zip(leave) {
        [*word, *act, *leave, _] = luck.block(Process::Month, month, id);
    }
}

/// Chance of a need in a month, by age.
struct NeedChance {
    young: f32,
    elder: f32,
    elder_age: f32,
}

impl NeedChance {
    fn new(settings: &Settings, neglect: f64) -> Self {
        let needs = &settings.needs;
        let chance = needs.need_rate
            * (1.0 + needs.scope_need * settings.levers.service_scope)
            * (1.0 + settings.administration.neglect_need * neglect);
        Self {
            young: chance.min(1.0) as f32,
            elder: (chance * needs.need_elder).min(1.0) as f32,
            elder_age: needs.elder_age as f32,
        }
    }

    fn of_age(&self, age: f32) -> f32 {
        if age >= self.elder_age { self.elder } else { self.young }
    }

    /// A word above this is no need at any age.
    fn bound(&self) -> u32 {
        let largest = f64::from(self.young.max(self.elder));
        (largest * 4_294_967_296.0 + 256.0).min(4_294_967_295.0) as u32
    }
}

/// Chance that a need is reported.
fn voice(settings: &Settings, traits: Traits, trust: f32, efficacy: f32) -> f64 {
    let needs = &settings.needs;
    let access = if traits.is_migrant() { settings.levers.migrant_service_access } else { 1.0 };
    access
        * logistic(
            needs.voice_base
                + needs.voice_trust * (f64::from(trust) - 0.5)
                + needs.voice_efficacy * (f64::from(efficacy) - 0.5),
        )
}

/// The type of a need: the share of needs of the resident's status, by one uniform.
fn pick_type(rows: &[NeedRow; 7], traits: Traits, uniform: f32) -> usize {
    let share = |row: &NeedRow| if traits.is_migrant() { row.migrant } else { row.local };
    let mut below = 0.0;
    let mut last = 0;
    for (at, row) in rows.iter().enumerate() {
        if share(row) > 0.0 {
            below += share(row);
            last = at;
            if f64::from(uniform) < below {
                return at;
            }
        }
    }
    last
}

/// Hours of a request by type: fixed when it is filed.
fn hours_by_type(settings: &Settings, one_stop: f64) -> [f32; 7] {
    let service = &settings.service;
    settings.need.rows.map(|row| {
        let handoff = if row.crosses { service.handoff * (1.0 - one_stop) } else { 0.0 };
        (row.hours * service.distance * (1.0 + handoff)) as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::quantity::{Education, Zone};
    use crate::setting::ServiceType;

    #[test]
    fn a_need_has_the_type_of_its_share() {
        let settings = Settings::defaults(Zone::Urban);
        let rows = &settings.need.rows;
        let local = Traits::new(Education::Basic, false);
        let migrant = Traits::new(Education::Basic, true);
        assert_eq!(pick_type(rows, local, 0.0), 0);
        assert_eq!(pick_type(rows, local, 0.105), 1);
        assert_eq!(pick_type(rows, local, 0.999_999), 6);
        assert_eq!(pick_type(rows, migrant, 0.85), 5);
    }

    #[test]
    fn the_bound_lets_every_possible_need_through() {
        let settings = Settings::defaults(Zone::Urban);
        let need = NeedChance::new(&settings, 0.0);
        let word = need.bound();
        assert!(unit32(word) >= need.young.max(need.elder));
    }

    #[test]
    fn the_formulas_of_voice_and_hours_are_those_of_the_code() {
        for migrant in [false, true] {
            holds("voice", ("", ", access being"), |settings, draw| {
                let (trust, efficacy) = (draw() as f32, draw() as f32);
                let access = if migrant { settings.levers.migrant_service_access } else { 1.0 };
                let words =
                    vec![("access", access), ("T", f64::from(trust)), ("E", f64::from(efficacy))];
                let traits = Traits::new(Education::Basic, migrant);
                (words, voice(settings, traits, trust, efficacy))
            });
        }
        holds("hours of a request", ("Hours of a request = ", ""), |settings, draw| {
            let counters = draw();
            let hours = hours_by_type(settings, counters)[ServiceType::Health.index()];
            (vec![("one_stop", counters)], f64::from(hours))
        });
    }

    #[test]
    fn the_formula_of_a_need_is_that_of_the_code() {
        for old in [false, true] {
            holds("need", ("", ""), |settings, draw| {
                settings.needs.need_rate = 0.02 * draw();
                let neglect = draw();
                let chance = NeedChance::new(settings, neglect);
                let chance = if old { chance.elder } else { chance.young };
                let words = vec![("n", neglect), ("from age elder_age", f64::from(u8::from(old)))];
                (words, f64::from(chance))
            });
        }
    }
}
