//! Step 5, first part: disputes are mediated, before requests (model section 5.4).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use crate::quantity::tell;
use crate::random::{Process, poisson};
use crate::setting::Settings;
use crate::world::community::{Census, InForce, Office, Site, Strength};
use crate::world::request::Events;
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// A community with disputes.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Disputing {
    site: &'static Site,
    in_force: &'static InForce,
    strength: &'static Strength,
    census: &'static Census,
    office: &'static mut Office,
    events: &'static mut Events,
    tally: &'static mut Tally,
}

tell! {
    mediate, "Disputes" "纠纷调解",
    "Disputes arise, some are settled, the others escalate."
    "纠纷发生，部分调解成功，其余升级。"
}

/// Every month: disputes arise, some are settled, the others escalate.
pub(crate) fn mediate(clock: Res<Clock>, spread: Res<Spread>, mut communities: Query<Disputing>) {
    each(&spread, communities.iter_mut(), |mut c| {
        let disputes = &c.in_force.0.disputes;
        let uniform = c.site.luck.uniform(Process::Disputes, clock.month, 0);
        let number = poisson(rate(&c.in_force.0, c.census), uniform);
        let heard = number.min(room(&c.in_force.0, c.office.service));
        c.office.service = (c.office.service - f64::from(heard) * disputes.dispute_hours).max(0.0);
        let law = c.strength.rule_of_law;
        let chance = settling(&c.in_force.0, c.census.mean_trust(), c.office.skill, law);
        let settled = (0..heard)
            .filter(|&ordinal| {
                c.site.luck.uniform(Process::Settlement, clock.month, ordinal) < chance
            })
            .count() as u32;
        c.events.disputes = number;
        c.events.escalations = number - settled;
        c.tally.disputes = f64::from(number);
        c.tally.escalations = f64::from(number - settled);
    });
}

/// Mean number of disputes: discontent and the divide between locals and migrants feed it.
fn rate(settings: &Settings, census: &Census) -> f64 {
    let disputes = &settings.disputes;
    let share = census.migrant_share();
    disputes.dispute_rate * f64::from(census.all()) / 1000.0
        * (1.0
            + disputes.dispute_discontent * (1.0 - census.mean_satisfaction())
            + disputes.dispute_divide * census.divide() * 4.0 * share * (1.0 - share))
}

/// How many disputes can be heard within hours of service.
fn room(settings: &Settings, service: f64) -> u32 {
    let disputes = &settings.disputes;
    (disputes.mediation_share * service / disputes.dispute_hours).floor().max(0.0) as u32
}

/// Chance that a dispute that is heard is settled.
fn settling(settings: &Settings, trust: f64, skill: f64, rule_of_law: f64) -> f64 {
    let disputes = &settings.disputes;
    (disputes.settle_base
        + disputes.settle_trust * trust
        + disputes.settle_skill * skill
        + disputes.settle_law * rule_of_law)
        .min(disputes.settle_max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;

    #[test]
    fn the_formula_of_disputes_is_that_of_the_code() {
        holds("number of disputes", ("", ""), |settings, draw| {
            let adults = [1 + (draw() * 900.0) as u32, 1 + (draw() * 900.0) as u32];
            let sums = |draw: &mut dyn FnMut() -> f64| adults.map(|of| draw() * f64::from(of));
            let (satisfaction, belonging) = (sums(draw), sums(draw));
            let census = Census { adults, satisfaction, belonging, ..Census::default() };
            let words = vec![
                ("adults", f64::from(census.all())),
                ("mean S", census.mean_satisfaction()),
                ("mean B of locals", belonging[0] / f64::from(adults[0])),
                ("mean B of migrants", belonging[1] / f64::from(adults[1])),
                ("s", census.migrant_share()),
            ];
            (words, rate(settings, &census))
        });
    }

    #[test]
    fn the_formula_of_disputes_heard_is_that_of_the_code() {
        holds("disputes heard", ("at most ", " are heard"), |settings, draw| {
            let service = 500.0 * draw();
            (vec![("G", service)], f64::from(room(settings, service)))
        });
    }

    #[test]
    fn the_formula_of_settling_is_that_of_the_code() {
        holds("settling", ("", ""), |settings, draw| {
            settings.disputes.settle_max = 0.5 + 0.5 * draw();
            let (trust, skill, law) = (draw(), draw(), draw());
            let words = vec![("mean T", trust), ("K\u{304}", skill), ("rule_of_law", law)];
            (words, settling(settings, trust, skill, law))
        });
    }
}
