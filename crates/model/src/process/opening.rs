//! What a community has in month 1, by its zone's settings and by what its table gives: settings of
//! its own, posts, and what they cost.

use super::posts::{entry_pay, part_time_posts, quota};
use crate::place::{CommunityRow, Place};
use crate::quantity::{Fen, grained, yuan};
use crate::setting;
use crate::setting::{SettingId, Settings};
use crate::world::team::Role;

/// Settings from month 1 in which a community differs from its zone's, because its table says so. Its
/// part-time posts are its own `part_time_share`: so a policy acts on them as on any other baseline.
pub(crate) fn own_settings(row: &CommunityRow, zone: &Settings) -> Vec<(SettingId, f64)> {
    let mut own = row.given.settings.clone();
    let others = first_quota(row, zone).saturating_sub(1);
    if let Some(part_time) = row.given.part_time.filter(|_| others > 0) {
        own.push((setting!("part_time_share"), (f64::from(part_time) / others as f64).min(1.0)));
    }
    own
}

/// A community's settings from month 1, where they differ from its zone's.
fn settings_of(row: &CommunityRow, zone: &Settings) -> Option<Settings> {
    let own = own_settings(row, zone);
    (!own.is_empty()).then(|| {
        let mut settings = zone.clone();
        for (id, value) in own {
            settings.set(id, value);
        }
        settings
    })
}

/// Posts allowed in month 1: those of the table, else the staffing norm's.
pub(crate) fn first_quota(row: &CommunityRow, settings: &Settings) -> usize {
    row.given.posts.map_or_else(|| quota(settings, row.adults), usize::from)
}

/// What a county has in month 1 under the baseline, and what that costs in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FirstYear {
    /// Adults.
    pub adults: f64,
    /// Posts.
    pub posts: usize,
    /// Of these, part-time posts.
    pub part_time: usize,
    /// Pay of all posts at entry pay, fen a month.
    monthly_pay: Fen,
    /// Grants, yuan a year, each in whole 2⁻²⁰: the order of a table changes no bit of the sum.
    pub grants: f64,
    /// `revenue_cover` of the county.
    cover: f64,
}

impl FirstYear {
    /// Pay of all posts at entry pay, P, yuan a year.
    pub fn pay(&self) -> f64 {
        12.0 * yuan(self.monthly_pay)
    }

    /// Pay and grants, P + O, yuan a year.
    pub fn cost(&self) -> f64 {
        self.pay() + self.grants
    }

    /// The revenue per adult that gives the default place's fiscal pressure: `revenue_cover` x (P + O)
    /// / adults, yuan a year.
    pub(crate) fn derived_revenue(&self) -> f64 {
        if self.adults > 0.0 { self.cover * self.cost() / self.adults } else { 0.0 }
    }

    /// Several counties together; as in a run a county of nobody does not count.
    pub fn of_all(years: &[Self]) -> Self {
        years.iter().filter(|year| year.adults > 0.0).fold(Self::default(), |all, year| Self {
            adults: all.adults + year.adults,
            posts: all.posts + year.posts,
            part_time: all.part_time + year.part_time,
            monthly_pay: all.monthly_pay + year.monthly_pay,
            grants: all.grants + year.grants,
            cover: year.cover,
        })
    }

    fn add(&mut self, row: &CommunityRow, settings: &Settings) {
        let posts = first_quota(row, settings);
        let part_time = part_time_posts(settings, posts);
        let full_time = posts as i64 - part_time as i64;
        self.monthly_pay += full_time * entry_pay(settings, Role::Professional)
            + part_time as i64 * entry_pay(settings, Role::PartTime);
        let levers = &settings.levers;
        self.adults += f64::from(row.adults);
        self.posts += posts;
        self.part_time += part_time;
        self.grants += grained(levers.base_grant + levers.grant_per_adult * f64::from(row.adults));
        self.cover = settings.funding.revenue_cover;
    }
}

/// The first year of each county.
pub fn first_years(place: &Place, baseline: &[Settings; 3]) -> Vec<FirstYear> {
    let mut years = vec![FirstYear::default(); place.counties.len()];
    for row in &place.communities {
        let zone = &baseline[row.zone.index()];
        let own = settings_of(row, zone);
        years[row.county].add(row, own.as_ref().unwrap_or(zone));
    }
    years
}

/// Communities whose table gives more cadres than there are posts, and those in which it gives more
/// part-time posts than there are besides the director's: where it does not give the posts too.
pub fn misfits(place: &Place, baseline: &[Settings; 3]) -> [Vec<usize>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for (at, row) in place.communities.iter().enumerate() {
        let posts = first_quota(row, &baseline[row.zone.index()]);
        let above = |count: Option<u16>, most| count.is_some_and(|count| usize::from(count) > most);
        if above(row.given.staff, posts) {
            found[0].push(at);
        }
        if above(row.given.part_time, posts - 1) {
            found[1].push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Given;
    use crate::quantity::Zone;

    fn village(given: Given) -> CommunityRow {
        CommunityRow {
            code: "1".to_owned(),
            name: "1".to_owned(),
            county: 0,
            township: 0,
            zone: Zone::Rural,
            adults: 900,
            migrant_share: 0.1,
            given,
        }
    }

    fn year(given: Given) -> FirstYear {
        let baseline = Settings::defaults_by_zone();
        let mut place = Place::synthetic(&baseline);
        place.communities = vec![village(given)];
        first_years(&place, &baseline)[0]
    }

    #[test]
    fn a_village_without_own_numbers_has_those_of_the_specification() {
        // 4 posts, 2 of them part-time; 3,720 yuan a month, 1,674 part-time.
        let year = year(Given::default());
        assert_eq!((year.posts, year.part_time), (4, 2));
        assert!((year.pay() - 12.0 * (2.0 * 3_720.0 + 2.0 * 1_674.0)).abs() < 1e-6);
        assert!((year.grants - (65_000.0 + 27.0 * 900.0)).abs() < 1e-6);
        assert!((year.derived_revenue() - 1.425 * year.cost() / 900.0).abs() < 1e-9);
    }

    #[test]
    fn what_a_table_gives_is_counted_and_paid() {
        let id = |word| SettingId::find(word).unwrap();
        let settings = vec![(id("base_grant"), 10_000.0), (id("pay_ratio"), 1.0)];
        let year = year(Given { posts: Some(3), part_time: Some(1), settings, ..Given::default() });
        assert_eq!((year.posts, year.part_time), (3, 1));
        assert!((year.pay() - 12.0 * (2.0 * 6_000.0 + 2_700.0)).abs() < 1e-6);
        assert!((year.grants - (10_000.0 + 27.0 * 900.0)).abs() < 1e-6);
    }

    #[test]
    fn every_number_of_part_time_posts_is_met_by_its_share() {
        let zone = Settings::defaults(Zone::Rural);
        for posts in 2..=60_u16 {
            for part_time in 0..posts {
                let given =
                    Given { posts: Some(posts), part_time: Some(part_time), ..Given::default() };
                let settings = settings_of(&village(given), &zone).unwrap();
                assert_eq!(part_time_posts(&settings, usize::from(posts)), usize::from(part_time));
            }
        }
    }

    #[test]
    fn more_than_the_norm_gives_is_found() {
        let baseline = Settings::defaults_by_zone();
        let mut place = Place::synthetic(&baseline);
        let given = |staff, part_time| Given { staff, part_time, ..Given::default() };
        place.communities =
            vec![village(given(Some(4), Some(3))), village(given(Some(5), Some(4)))];
        assert_eq!(misfits(&place, &baseline), [vec![1], vec![1]]);
    }
}
