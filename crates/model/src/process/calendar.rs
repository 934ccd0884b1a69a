//! Step 1 of the month: the clock, the policy in force, and empty books for the month.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use crate::policy::Calendar;
use crate::quantity::tell;
use crate::world::Clock;
use crate::world::community::{InForce, Site};
use crate::world::county::Counties;
use crate::world::ledger::Ledger;
use crate::world::request::Events;
use crate::world::tally::{CountyTally, Tally};

tell! {
    begin_month, "Month begins" "月初",
    "The clock moves on; what counted the last month is emptied."
    "时钟前进一月，清空上月的计数。"
}

/// Begins a month.
pub(crate) fn begin_month(
    mut clock: ResMut<Clock>,
    mut counties: ResMut<Counties>,
    mut communities: Query<(&mut Tally, &mut Events, &mut Ledger)>,
) {
    clock.month += 1;
    for (mut tally, mut events, mut ledger) in &mut communities {
        *tally = Tally::default();
        events.clear();
        ledger.begin_month();
        if clock.is_january() {
            ledger.begin_year();
        }
    }
    for county in &mut counties.0 {
        county.tally = CountyTally::default();
        county.ledger.begin_month();
        if clock.is_january() {
            county.ledger.begin_year();
        }
    }
}

tell! {
    put_policy_in_force, "Policy in force" "生效政策",
    "Works out each community's levers and parameters of the month: baseline, policy, interventions, shocks."
    "确定各社区本月的政策杠杆与参数：基线、政策、干预与冲击。"
}

/// Works out the policy in force, in months in which it changes somewhere, and each January the revenue
/// of the year, which depends on months to come.
pub(crate) fn put_policy_in_force(
    clock: Res<Clock>,
    calendar: Res<Calendar>,
    mut counties: ResMut<Counties>,
    communities: Query<(&Site, &mut InForce)>,
) {
    if clock.is_january() {
        for (at, county) in counties.0.iter_mut().enumerate() {
            county.revenue_per_adult = calendar.revenue_of_year(at, clock.month);
        }
    }
    if calendar.moves(clock.month) {
        renew_policy(clock, calendar, counties, communities);
    }
}

/// Works out the policy in force, whether or not it changes this month.
pub(crate) fn renew_policy(
    clock: Res<Clock>,
    calendar: Res<Calendar>,
    mut counties: ResMut<Counties>,
    mut communities: Query<(&Site, &mut InForce)>,
) {
    let month = clock.month;
    let everywhere = calendar.everywhere(month);
    for (site, mut in_force) in &mut communities {
        in_force.0 = if calendar.is_targeted(site.index, month) {
            calendar.at(site.index, month)
        } else {
            Arc::clone(&everywhere[calendar.kind(site.index)])
        };
    }
    for (at, county) in counties.0.iter_mut().enumerate() {
        county.settings = Arc::clone(&everywhere[Calendar::kind_of_county(at)]);
    }
}
