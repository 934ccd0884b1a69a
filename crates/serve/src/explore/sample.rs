//! A sample of the communities of a large place, for answers while one watches: communities drawn in proportion
//! from each county and zone, evenly over their sizes. A community keeps its luck, which hangs on its code.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::place::Place;
use crate::policy::Scenario;

/// Some communities of a place.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    place: Arc<Place>,
    /// Where each community of the place stands in the sample.
    position: Vec<Option<usize>>,
    /// Communities of the sample and of the place.
    pub communities: [usize; 2],
    /// Adults of the sample and of the place.
    pub adults: [u64; 2],
}

/// A sample of about so many adults, of at least one community a county and zone.
pub(super) fn of(place: &Place, adults: u64) -> Sample {
    let share = adults as f64 / place.adults().max(1) as f64;
    let mut strata: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, row) in place.communities.iter().enumerate() {
        strata.entry((row.county, row.zone.index())).or_default().push(at);
    }
    let mut taken = vec![false; place.communities.len()];
    for mut stratum in strata.into_values() {
        stratum.sort_by_key(|&at| (place.communities[at].adults, &place.communities[at].code));
        let number = ((stratum.len() as f64 * share).round() as usize).clamp(1, stratum.len());
        let step = stratum.len() as f64 / number as f64;
        for draw in 0..number {
            taken[stratum[((draw as f64 + 0.5) * step) as usize]] = true;
        }
    }
    let mut position = vec![None; taken.len()];
    let mut rows = Vec::new();
    for (at, row) in place.communities.iter().enumerate().filter(|&(at, _)| taken[at]) {
        position[at] = Some(rows.len());
        rows.push(row.clone());
    }
    let sampled = with_townships(Place { communities: rows, ..place.clone() }, place);
    let communities = [sampled.communities.len(), place.communities.len()];
    let adults = [sampled.adults(), place.adults()];
    Sample { place: Arc::new(sampled), position, communities, adults }
}

/// The sample with as many communities to a township office as the place has: what an office costs is borne by its
/// communities, and would be too much for the one that is left of them. Offices that stand side by side become one.
fn with_townships(mut sample: Place, place: &Place) -> Place {
    let mut townships = Vec::new();
    for county in 0..place.counties.len() {
        let of = |place: &Place| -> Vec<usize> {
            let all = place.communities.iter().enumerate();
            all.filter(|(_, row)| row.county == county).map(|(at, _)| at).collect()
        };
        let (all, mut own) = (of(place), of(&sample));
        let offices = place.townships.iter().filter(|row| row.county == county).count();
        own.sort_by_key(|&at| (sample.communities[at].township, at));
        let number = (offices * own.len()).div_ceil(all.len().max(1)).max(1);
        for (draw, at) in own.iter().enumerate() {
            let row = &mut sample.communities[*at];
            let office = draw * number / own.len();
            if draw == 0 || office != (draw - 1) * number / own.len() {
                townships.push(place.townships[row.township].clone());
            }
            row.township = townships.len() - 1;
        }
    }
    sample.townships = townships;
    sample
}

impl Sample {
    /// Puts a scenario on the sample: what acts in some communities acts in those that are in it.
    pub(super) fn take(&self, scenario: &mut Scenario) {
        scenario.place = Arc::clone(&self.place);
        for change in &mut scenario.changes {
            if let Some(communities) = &mut change.target.communities {
                *communities = communities.iter().filter_map(|&at| self.position[at]).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenario::Base;

    #[test]
    fn a_sample_has_all_zones_in_proportion_and_sizes_like_the_place() {
        let place = Base::read("saihan").unwrap().scenario().unwrap().place;
        let sample = of(&place, 60_000);
        let mean = |place: &Place| place.adults() as f64 / place.communities.len() as f64;
        assert!((mean(&sample.place) / mean(&place) - 1.0).abs() < 0.15);
        assert!(sample.adults[0] > 40_000 && sample.adults[0] < 80_000, "{:?}", sample.adults);
        for zone in crate::quantity::ZONES {
            let has = |place: &Place| place.communities.iter().any(|row| row.zone == zone);
            assert_eq!(has(&sample.place), has(&place));
        }
        let whole = of(&place, place.adults());
        assert_eq!(whole.communities[0], whole.communities[1]);
    }
}
