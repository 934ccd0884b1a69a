//! The place of tests: small enough that a test of many runs is quick.

use std::sync::Arc;

use crate::place::Place;
use crate::policy::Scenario;

/// The baseline in two communities of 60 adults, for some months with a burn-in.
pub(crate) fn of_two(months: u32, burn_in: u32) -> Scenario {
    let mut scenario = Scenario::baseline();
    let mut place = Place::clone(&scenario.place);
    place.communities.truncate(2);
    for community in &mut place.communities {
        community.adults = 60;
    }
    scenario.place = Arc::new(place);
    (scenario.months, scenario.burn_in) = (months, burn_in);
    scenario
}
