//! Step 7: attitudes (model section 5.8), in the order of the specification: own experience, public
//! record, conflict, legitimacy, norm, habit, belonging, efficacy.

use std::cell::RefCell;

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;
use multiversion::multiversion;

use super::participation::rights_from;
use crate::math::exp32;
use crate::quantity::tell;
use crate::setting::Settings;
use crate::world::community::{Census, Gathering, InForce, Record, Strength};
use crate::world::request::{Ending, Events};
use crate::world::resident::{
    Belonging, Efficacy, Habit, LastTook, NOBODY, Norm, References, Satisfaction, Since, Took,
    TookPart, Traits, TraitsOf, Trust,
};
use crate::world::{Clock, Spread, each};

/// A community whose residents form attitudes.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Feeling {
    in_force: &'static InForce,
    strength: &'static Strength,
    record: &'static Record,
    gathering: &'static Gathering,
    census: &'static Census,
    events: &'static mut Events,
    since: &'static Since,
    traits: &'static TraitsOf,
    last: &'static LastTook,
    took: &'static TookPart,
    references: &'static References,
    trust: &'static mut Trust,
    satisfaction: &'static mut Satisfaction,
    norm: &'static mut Norm,
    habit: &'static mut Habit,
    belonging: &'static mut Belonging,
    efficacy: &'static mut Efficacy,
}

tell! {
    form_attitudes, "Attitudes" "态度",
    "What residents lived through changes trust, satisfaction, norm, habit, belonging and efficacy."
    "居民经历改变信任、满意、规范、习惯、归属与效能感。"
}

/// Every month: what residents lived through changes what they think.
pub(crate) fn form_attitudes(
    clock: Res<Clock>,
    spread: Res<Spread>,
    mut communities: Query<Feeling>,
) {
    let month = clock.month;
    each(&spread, communities.iter_mut(), |mut c| {
        let settings = &*c.in_force.0;
        experience(settings, &mut c.events, &mut c.trust.0, &mut c.satisfaction.0);
        let public = Public::new(settings, c.record.0, &c.events, c.census.all());
        public.form_trust(&mut c.trust.0);
        public.form_satisfaction(&mut c.satisfaction.0);
        follow_norm(settings, month, &c.last.0, c.references, &mut c.norm.0);
        keep_habit(settings, &c.took.0, &mut c.habit.0);
        let person =
            Person { month: month as f32, since: &c.since.0, traits: &c.traits.0, took: &c.took.0 };
        feel_belonging(settings, c.strength.culture_programme, &person, &mut c.belonging.0);
        feel_efficacy(settings, c.gathering.responsiveness, &person, &mut c.efficacy.0);
    });
}

/// Needs not reported and requests that ended: several of one resident come one after the other, in
/// the order resolved, failed, lapsed.
fn experience(
    settings: &Settings,
    events: &mut Events,
    trust: &mut [f32],
    satisfaction: &mut [f32],
) {
    let attitudes = &settings.attitudes;
    let silence = settings.needs.silence_loss as f32;
    for &row in &events.unreported {
        let satisfaction = &mut satisfaction[usize::from(row)];
        *satisfaction -= silence * *satisfaction;
    }
    events.ended.sort_unstable();
    for &(row, ending, age) in &events.ended {
        let (trust, satisfaction) =
            (&mut trust[usize::from(row)], &mut satisfaction[usize::from(row)]);
        if ending == Ending::Resolved {
            let fresh = 1.0 / (1.0 + f32::from(age));
            *satisfaction += attitudes.resolved_satisfaction as f32 * (1.0 - *satisfaction) * fresh;
            *trust += attitudes.resolved_trust as f32 * (1.0 - *trust) * fresh;
        } else {
            *satisfaction -= attitudes.failed_satisfaction as f32 * *satisfaction;
            *trust -= attitudes.failed_trust as f32 * *trust;
        }
    }
}

/// What everybody in a community sees.
struct Public {
    record: f32,
    record_trust: f32,
    record_satisfaction: f32,
    calm: f32,
    legitimacy: f32,
}

impl Public {
    fn new(settings: &Settings, record: f64, events: &Events, adults: u32) -> Self {
        let attitudes = &settings.attitudes;
        let conflict = attitudes.escalation_trust * 1000.0 / f64::from(adults.max(1))
            * f64::from(events.escalations);
        let elections = &settings.elections;
        let legitimacy = events
            .turnout
            .map_or(0.0, |turnout| elections.legitimacy * (turnout - elections.legitimacy_pivot));
        Self {
            record: record as f32,
            record_trust: (attitudes.record_trust * settings.levers.transparency) as f32,
            record_satisfaction: attitudes.record_satisfaction as f32,
            calm: (1.0 - conflict).max(0.0) as f32,
            legitimacy: legitimacy as f32,
        }
    }

    fn form_trust(&self, trust: &mut [f32]) {
        for value in trust {
            let seen = *value + self.record_trust * (self.record - *value);
            *value = (seen * self.calm + self.legitimacy).clamp(0.0, 1.0);
        }
    }

    fn form_satisfaction(&self, satisfaction: &mut [f32]) {
        for value in satisfaction {
            *value = (*value + self.record_satisfaction * (self.record - *value)).clamp(0.0, 1.0);
        }
    }
}

thread_local! {
    /// Who took part lately, by row: as long as rows can be, so that a 16-bit row needs no check.
    static RECENT: RefCell<Box<[u8; 1 << 16]>> = RefCell::new(Box::new([0; 1 << 16]));
}

/// The perceived norm moves towards the share of the reference group that took part at least once
/// in the last `norm_window` months (Granovetter 1978).
fn follow_norm(
    settings: &Settings,
    month: u32,
    last: &[u16],
    references: &References,
    norm: &mut [f32],
) {
    let since = (month + 1).saturating_sub(settings.attitudes.norm_window).max(1) as u16;
    let memory = settings.attitudes.norm_memory as f32;
    RECENT.with_borrow_mut(|recent| {
        for (flag, &last) in recent.iter_mut().zip(last) {
            *flag = u8::from(last >= since);
        }
        recent[usize::from(NOBODY)] = 0;
        match references.size {
            8 if !references.gaps => gather::<8>(recent, &references.rows, memory, norm),
            size => gather_any(recent, &references.rows, size, memory, norm),
        }
    });
}

fn gather<const SIZE: usize>(recent: &[u8; 1 << 16], rows: &[u16], memory: f32, norm: &mut [f32]) {
    let (groups, _) = rows.as_chunks::<SIZE>();
    let part = (1.0 - memory) / SIZE as f32;
    for (group, norm) in groups.iter().zip(norm) {
        let mut took = 0_u32;
        for &row in group {
            took += u32::from(recent[usize::from(row)]);
        }
        *norm = memory * *norm + part * took as f32;
    }
}

/// The same for groups of any size, with places that nobody fills. The norm stays without a group.
fn gather_any(recent: &[u8; 1 << 16], rows: &[u16], size: usize, memory: f32, norm: &mut [f32]) {
    if size == 0 {
        return;
    }
    for (group, norm) in rows.chunks_exact(size).zip(norm) {
        let filled = group.iter().filter(|&&row| row != NOBODY).count();
        if filled > 0 {
            let took: u32 = group.iter().map(|&row| u32::from(recent[usize::from(row)])).sum();
            *norm = memory * *norm + (1.0 - memory) / filled as f32 * took as f32;
        }
    }
}

#[multiversion(targets("x86_64+avx2+popcnt"))]
fn keep_habit(settings: &Settings, took: &[u8], habit: &mut [f32]) {
    let memory = settings.attitudes.habit_memory as f32;
    for (habit, &took) in habit.iter_mut().zip(took) {
        let took = if took != 0 { 1.0 } else { 0.0 };
        *habit = memory * *habit + (1.0 - memory) * took;
    }
}

/// Who the residents are and what they did, row by row.
struct Person<'a> {
    month: f32,
    since: &'a [f32],
    traits: &'a [Traits],
    took: &'a [u8],
}

/// Taking part makes one belong (migrants less); without it belonging returns to its base, which for
/// migrants grows with tenure.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn feel_belonging(settings: &Settings, culture: f64, person: &Person, belonging: &mut [f32]) {
    let attitudes = &settings.attitudes;
    let gain = [attitudes.belonging_gain, attitudes.belonging_gain * attitudes.migrant_feedback]
        .map(|gain| gain as f32);
    let back = attitudes.belonging_return as f32;
    let local = (attitudes.belonging_local + attitudes.culture_local * culture) as f32;
    let migrant = (attitudes.belonging_migrant + attitudes.culture_migrant * culture) as f32;
    let growth = attitudes.belonging_growth as f32;
    let pace = (-1.0 / attitudes.belonging_months) as f32;
    let rows = belonging.iter_mut().zip(person.since).zip(person.traits).zip(person.took);
    for (((belonging, &since), &traits), &took) in rows {
        let grown = growth * (1.0 - exp32((person.month - since) * pace));
        let is_migrant = traits.migrant();
        let base = local + is_migrant * (migrant + grown - local);
        let gain = gain[0] + is_migrant * (gain[1] - gain[0]);
        let took = if took != 0 { 1.0 } else { 0.0 };
        let next = *belonging + gain * took * (1.0 - *belonging) - back * (*belonging - base);
        *belonging = next.clamp(0.0, 1.0);
    }
}

/// Political participants learn whether the community responds; then efficacy returns to its base.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn feel_efficacy(settings: &Settings, responsiveness: f64, person: &Person, efficacy: &mut [f32]) {
    let attitudes = &settings.attitudes;
    let learning = attitudes.efficacy_learning as f32;
    let response = responsiveness as f32;
    let back = attitudes.efficacy_return as f32;
    let local = attitudes.efficacy_local as f32;
    let eligible = attitudes.efficacy_eligible as f32;
    let excluded = attitudes.efficacy_excluded as f32;
    let rights_from = rights_from(settings);
    let rows = efficacy.iter_mut().zip(person.since).zip(person.traits).zip(person.took);
    for (((efficacy, &since), &traits), &took) in rows {
        let has_rights = person.month - since >= rights_from;
        let migrant = if has_rights { eligible } else { excluded };
        let base = local + traits.migrant() * (migrant - local);
        let learns = if took & Took::POLITICAL != 0 { learning } else { 0.0 };
        let taught = *efficacy + learns * (response - *efficacy);
        *efficacy = (taught - back * (taught - base)).clamp(0.0, 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::quantity::{Education, Zone};

    fn settings() -> Settings {
        Settings::defaults(Zone::Urban)
    }

    #[test]
    fn a_solved_request_lifts_and_a_failed_one_lowers_more() {
        let (mut trust, mut satisfaction) = ([0.5], [0.5]);
        let mut events = Events { ended: vec![(0, Ending::Resolved, 1)], ..Events::default() };
        experience(&settings(), &mut events, &mut trust, &mut satisfaction);
        assert!((satisfaction[0] - 0.5625).abs() < 1e-6 && (trust[0] - 0.515).abs() < 1e-6);
        let mut events = Events { ended: vec![(0, Ending::Lapsed, 3)], ..Events::default() };
        experience(&settings(), &mut events, &mut trust, &mut satisfaction);
        assert!((satisfaction[0] - 0.421_875).abs() < 1e-6 && (trust[0] - 0.453_2).abs() < 1e-6);
    }

    #[test]
    fn outcomes_of_one_month_come_in_the_order_of_the_specification() {
        let mut once = ([0.5], [0.5]);
        let ended = vec![(0, Ending::Lapsed, 3), (0, Ending::Resolved, 0), (0, Ending::Failed, 1)];
        let mut events = Events { ended, ..Events::default() };
        experience(&settings(), &mut events, &mut once.0, &mut once.1);
        let satisfaction = (0.5 + 0.25 * 0.5) * 0.75 * 0.75;
        assert!((once.1[0] - satisfaction).abs() < 1e-6);
    }

    #[test]
    fn the_norm_is_the_share_of_the_filled_places_and_stays_without_any() {
        let references =
            References { size: 2, rows: vec![1, NOBODY, NOBODY, NOBODY, 0, 1], gaps: true };
        let mut norm = [0.4, 0.4, 0.4];
        follow_norm(&settings(), 20, &[0, 9, 0], &references, &mut norm);
        assert!(
            (norm[0] - (0.85 * 0.4 + 0.15)).abs() < 1e-6,
            "month 9 is within the last 12 of month 20"
        );
        assert_eq!(norm[1], 0.4);
        assert!((norm[2] - (0.85 * 0.4 + 0.075)).abs() < 1e-6);
        let mut norm = [0.4, 0.4, 0.4];
        follow_norm(&settings(), 21, &[0, 9, 0], &references, &mut norm);
        assert!(
            (norm[0] - 0.85 * 0.4).abs() < 1e-6,
            "month 9 is not within the last 12 of month 21"
        );
    }

    #[test]
    fn groups_of_eight_and_groups_of_any_size_agree() {
        let rows: Vec<u16> = (0..80).map(|at| (at * 7 % 10) as u16).collect();
        let last: Vec<u16> = (0..10).map(|row| if row % 3 == 0 { 5 } else { 0 }).collect();
        let mut fast = vec![0.3; 10];
        let mut slow = vec![0.3; 10];
        let fast_groups = References { size: 8, rows: rows.clone(), gaps: false };
        let slow_groups = References { size: 8, rows, gaps: true };
        follow_norm(&settings(), 6, &last, &fast_groups, &mut fast);
        follow_norm(&settings(), 6, &last, &slow_groups, &mut slow);
        assert_eq!(fast, slow);
    }

    #[test]
    fn belonging_moves_as_specified() {
        let traits = [Traits::new(Education::Basic, false), Traits::new(Education::Basic, true)];
        let person = Person { month: 30.0, since: &[0.0, -30.0], traits: &traits, took: &[1, 2] };
        let mut belonging = [0.5, 0.3];
        feel_belonging(&settings(), 0.0, &person, &mut belonging);
        let local = 0.5 + 0.04 * 0.5 - 0.01 * (0.5 - 0.55);
        let base = 0.35 + 0.20 * (1.0 - crate::math::exp(-1.0) as f32);
        let migrant = 0.3 + 0.04 * 0.6 * 0.7 - 0.01 * (0.3 - base);
        assert!((belonging[0] - local).abs() < 1e-6 && (belonging[1] - migrant).abs() < 1e-6);
    }

    #[test]
    fn efficacy_of_those_who_deliberate_follows_the_response() {
        let traits = [Traits::new(Education::Basic, false), Traits::new(Education::Basic, true)];
        let person = Person {
            month: 30.0,
            since: &[0.0, 0.0],
            traits: &traits,
            took: &[Took::POLITICAL, 0],
        };
        let mut efficacy = [0.4, 0.3];
        feel_efficacy(&settings(), 0.9, &person, &mut efficacy);
        let taught = 0.4 + 0.1 * 0.5;
        assert!((efficacy[0] - (taught - 0.01 * (taught - 0.4))).abs() < 1e-6);
        assert!((efficacy[1] - (0.3 - 0.01 * (0.3 - 0.2))).abs() < 1e-6);
    }

    type Draw<'a> = &'a mut dyn FnMut() -> f64;

    /// Holds the formula of an attitude against what the code makes of one resident's.
    fn of_one<'a>(
        name: &str,
        ends: (&str, &str),
        sign: &'a str,
        form: impl Fn(&mut Settings, Draw, &mut [f32; 1]) -> Vec<(&'a str, f64)>,
    ) {
        holds(name, ends, |settings, draw| {
            let mut value = [(0.2 + 0.6 * draw()) as f32];
            let before = f64::from(value[0]);
            let mut words = form(settings, draw, &mut value);
            words.push((sign, before));
            (words, f64::from(value[0]))
        });
    }

    #[test]
    fn the_formulas_of_experience_are_those_of_the_code() {
        of_one("silence", ("satisfaction: S ← ", ""), "S", |settings, _, satisfaction| {
            let mut events = Events { unreported: vec![0], ..Events::default() };
            experience(settings, &mut events, &mut [0.5], satisfaction);
            Vec::new()
        });
        for (name, ending, lead) in [
            ("a request resolved", Ending::Resolved, "months: S ← "),
            ("a request failed or lapsed", Ending::Failed, "lapsed: S ← "),
            ("a request failed or lapsed", Ending::Lapsed, "lapsed: S ← "),
        ] {
            let lived = |draw: Draw| {
                let age = (5.0 * draw()) as u16;
                (Events { ended: vec![(0, ending, age)], ..Events::default() }, f64::from(age))
            };
            of_one(name, (lead, ", T"), "S", |settings, draw, satisfaction| {
                let (mut events, age) = lived(draw);
                experience(settings, &mut events, &mut [0.5], satisfaction);
                vec![("g", age)]
            });
            of_one(name, ("T ← ", ""), "T", |settings, draw, trust| {
                let (mut events, age) = lived(draw);
                experience(settings, &mut events, trust, &mut [0.5]);
                vec![("g", age)]
            });
        }
    }

    #[test]
    fn the_formulas_of_what_all_see_are_those_of_the_code() {
        of_one("public record", ("T ← ", "; S"), "T", |settings, draw, trust| {
            let record = draw();
            Public::new(settings, record, &Events::default(), 100).form_trust(trust);
            vec![("R", record)]
        });
        of_one("public record", ("S ← ", ""), "S", |settings, draw, satisfaction| {
            let record = draw();
            let public = Public::new(settings, record, &Events::default(), 100);
            public.form_satisfaction(satisfaction);
            vec![("R", record)]
        });
        of_one("conflict", ("T ← ", ""), "T", |settings, draw, trust| {
            settings.levers.transparency = 0.0;
            let (adults, escalations) = (3_000 + (900.0 * draw()) as u32, (3.0 * draw()) as u32);
            let events = Events { escalations, ..Events::default() };
            Public::new(settings, 0.5, &events, adults).form_trust(trust);
            vec![("adults", f64::from(adults)), ("escalations", f64::from(escalations))]
        });
        of_one("legitimacy", ("election: T ← ", ""), "T", |settings, draw, trust| {
            settings.levers.transparency = 0.0;
            settings.elections.legitimacy = 0.2 * draw();
            let turnout = draw();
            let events = Events { turnout: Some(turnout), ..Events::default() };
            Public::new(settings, 0.5, &events, 100).form_trust(trust);
            vec![("turnout", turnout)]
        });
    }

    #[test]
    fn the_formulas_of_norm_and_habit_are_those_of_the_code() {
        let share = "share of the reference group that took part at least once in the last `norm_window` months, this one included";
        of_one("norm", ("N ← ", ""), "N", |settings, draw, norm| {
            let last = [20 * draw().round() as u16, 20 * draw().round() as u16];
            let references = References { size: 2, rows: vec![0, 1], gaps: false };
            follow_norm(settings, 20, &last, &references, norm);
            vec![(share, f64::from(last[0] + last[1]) / 40.0)]
        });
        of_one("habit", ("H ← ", ""), "H", |settings, draw, habit| {
            let took = draw().round();
            keep_habit(settings, &[took as u8], habit);
            vec![("took part", took)]
        });
    }

    #[test]
    fn the_formulas_of_belonging_are_those_of_the_code() {
        for migrant in [false, true] {
            let traits = [Traits::new(Education::Basic, migrant)];
            of_one("belonging", ("B ← ", ", λ"), "B", |settings, draw, belonging| {
                let attitudes = &mut settings.attitudes;
                (attitudes.belonging_growth, attitudes.belonging_migrant) = (0.0, 0.4);
                // Small steps stay between 0 and 1.
                attitudes.belonging_gain = 0.2 * draw();
                attitudes.belonging_return = 0.2 * draw();
                let level = if migrant { 0.4 } else { attitudes.belonging_local };
                let weight = if migrant { attitudes.migrant_feedback } else { 1.0 };
                let took = draw().round();
                let person =
                    Person { month: 30.0, since: &[0.0], traits: &traits, took: &[took as u8] };
                feel_belonging(settings, 0.0, &person, belonging);
                vec![("B0", level), ("λ", weight), ("took part", took)]
            });
            // Where belonging returns at once, what is left of it is the level.
            let ends = if migrant { ("for migrants ", "") } else { ("B0 = ", "; for") };
            of_one("level of belonging", ends, "B", |settings, draw, belonging| {
                let attitudes = &mut settings.attitudes;
                attitudes.belonging_return = 1.0;
                for part in [
                    &mut attitudes.belonging_local,
                    &mut attitudes.belonging_migrant,
                    &mut attitudes.belonging_growth,
                    &mut attitudes.culture_local,
                    &mut attitudes.culture_migrant,
                ] {
                    *part = 0.3 * draw();
                }
                let (culture, tenure) = (draw(), (90.0 * draw()).round());
                let since = [30.0 - tenure as f32];
                let person = Person { month: 30.0, since: &since, traits: &traits, took: &[0] };
                feel_belonging(settings, culture, &person, belonging);
                vec![("culture_programme", culture), ("tenure", tenure)]
            });
        }
    }

    #[test]
    fn the_formulas_of_efficacy_are_those_of_the_code() {
        let traits = [Traits::new(Education::Basic, false)];
        let person = |took| Person { month: 30.0, since: &[0.0], traits: &traits, took };
        of_one("efficacy", ("participants E ← ", "; then"), "E", |settings, draw, efficacy| {
            settings.attitudes.efficacy_return = 0.0;
            let responsiveness = draw();
            feel_efficacy(settings, responsiveness, &person(&[Took::POLITICAL]), efficacy);
            vec![("responsiveness", responsiveness)]
        });
        of_one("efficacy", ("all E ← ", ", E0"), "E", |settings, _, efficacy| {
            feel_efficacy(settings, 0.5, &person(&[0]), efficacy);
            vec![("E0", settings.attitudes.efficacy_local)]
        });
    }
}
