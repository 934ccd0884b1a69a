//! A place in numbers: communities, adults and migrants by zone and county.

use std::collections::BTreeSet;

use super::{CommunityRow, Place};
use crate::quantity::ZONES;

/// Some communities of a place, in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Township offices that have one of them.
    pub townships: usize,
    /// Adults of each, from the least to the most.
    pub sizes: Vec<u32>,
    /// Adults of all.
    pub adults: u64,
    /// Migrants to be expected among them.
    pub migrants: f64,
}

impl Group {
    fn of<'a>(rows: impl Iterator<Item = &'a CommunityRow>) -> Self {
        let mut group = Self::default();
        let mut townships = BTreeSet::new();
        for row in rows {
            townships.insert(row.township);
            group.sizes.push(row.adults);
            group.adults += u64::from(row.adults);
            group.migrants += f64::from(row.adults) * row.migrant_share;
        }
        group.townships = townships.len();
        group.sizes.sort_unstable();
        group
    }

    /// Adults of the community below which a share of them lies, by nearest rank; none without any.
    pub fn size_at(&self, share: f64) -> Option<u32> {
        let rank = (share * self.sizes.len() as f64).ceil() as usize;
        self.sizes.get(rank.saturating_sub(1)).copied()
    }

    /// Adults of the community in the middle, of an even number the mean of the two; none without any.
    pub fn median(&self) -> Option<f64> {
        let middle = self.sizes.len() / 2;
        let upper = f64::from(*self.sizes.get(middle)?);
        if self.sizes.len().is_multiple_of(2) {
            Some(f64::midpoint(f64::from(self.sizes[middle - 1]), upper))
        } else {
            Some(upper)
        }
    }

    /// Share of migrants; none without adults.
    pub fn migrant_share(&self) -> Option<f64> {
        (self.adults > 0).then(|| self.migrants / self.adults as f64)
    }
}

/// A place in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// The whole place.
    pub all: Group,
    /// By zone.
    pub zones: [Group; 3],
    /// By county.
    pub counties: Vec<Group>,
}

impl Survey {
    /// Counts a place.
    pub fn of(place: &Place) -> Self {
        let mut by_county: Vec<Vec<&CommunityRow>> = vec![Vec::new(); place.counties.len()];
        for row in &place.communities {
            by_county[row.county].push(row);
        }
        let of_zone = |zone| Group::of(place.communities.iter().filter(|row| row.zone == zone));
        Self {
            all: Group::of(place.communities.iter()),
            zones: ZONES.map(of_zone),
            counties: by_county.into_iter().map(|rows| Group::of(rows.into_iter())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::Settings;

    #[test]
    fn the_default_place_is_counted() {
        let place = Place::synthetic(&Settings::defaults_by_zone());
        let survey = Survey::of(&place);
        assert_eq!((survey.all.adults, survey.all.sizes.len()), (49_200, 30));
        assert_eq!(survey.zones.each_ref().map(|zone| zone.townships), [3, 3, 2]);
        assert_eq!(survey.all.townships, 8);
        assert_eq!(survey.counties, std::slice::from_ref(&survey.all));
        let migrants = 12.0 * 3_000.0 * 0.3 + 12.0 * 900.0 * 0.12 + 6.0 * 400.0 * 0.08;
        assert!((survey.all.migrants - migrants).abs() < 1e-6);
    }

    #[test]
    fn a_quantile_is_the_size_of_a_community() {
        let sizes = vec![10, 20, 30, 40];
        let group = Group { sizes, ..Group::default() };
        let at = |share| group.size_at(share);
        assert_eq!([at(0.0), at(0.5), at(0.75), at(0.9), at(1.0)], [10, 20, 30, 40, 40].map(Some));
        assert_eq!(group.median(), Some(25.0), "the mean of the two in the middle");
        let odd = Group { sizes: vec![1, 2, 9], ..Group::default() };
        assert_eq!(odd.median(), Some(2.0));
        assert_eq!((Group::default().size_at(0.5), Group::default().median()), (None, None));
    }
}
