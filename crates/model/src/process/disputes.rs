//! Step 5, first part: disputes are mediated, before requests (model section 5.4).

use bevy_ecs::prelude::*;

use crate::random::{Process, poisson};
use crate::setting::Settings;
use crate::world::community::{Census, InForce, Office, Site, Strength};
use crate::world::request::Events;
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// Every month: disputes arise, some are settled, the others escalate.
pub fn mediate(
    clock: Res<Clock>,
    spread: Res<Spread>,
    mut communities: Query<(
        &Site,
        &InForce,
        &Strength,
        &Census,
        &mut Office,
        &mut Events,
        &mut Tally,
    )>,
) {
    each(*spread, communities.iter_mut(), |item| {
        let (site, in_force, strength, census, mut office, mut events, mut tally) = item;
        let disputes = &in_force.0.disputes;
        let uniform = site.luck.uniform(Process::Disputes, clock.month, 0);
        let number = poisson(rate(&in_force.0, census), uniform);
        let room = (disputes.mediation_share * office.service / disputes.dispute_hours).floor();
        let heard = number.min(room.max(0.0) as u32);
        office.service = (office.service - f64::from(heard) * disputes.dispute_hours).max(0.0);
        let chance = (disputes.settle_base
            + disputes.settle_trust * census.mean_trust()
            + disputes.settle_skill * office.skill
            + disputes.settle_law * strength.rule_of_law)
            .min(disputes.settle_max);
        let settled = (0..heard)
            .filter(|&ordinal| {
                site.luck.uniform(Process::Settlement, clock.month, ordinal) < chance
            })
            .count() as u32;
        events.disputes = number;
        events.escalations = number - settled;
        tally.disputes = f64::from(number);
        tally.escalations = f64::from(number - settled);
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
