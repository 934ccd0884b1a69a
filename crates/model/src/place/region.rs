//! What the communities of Inner Mongolia are like, for places that are invented.
//!
//! Quantiles over the 14,494 communities of the region (2020 census by county, list of communities of
//! 2023; six virtual units of one development zone left out), made as the tables of the shipped places are: see
//! `scenarios/places/README.md`. Adults and migrants of single communities are estimates, equal within a
//! county's urban communities and within its others, so sizes and shares differ between counties only.

/// Shares of the communities (or counties) that lie below each quantile.
pub(crate) const BELOW: [f64; 11] = [0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0];

/// Values at the shares [`BELOW`].
pub(crate) type Quantiles = [f64; BELOW.len()];

/// The communities of a zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ZoneProfile {
    /// How many there are.
    pub communities: f64,
    /// Adults of a community.
    pub adults: Quantiles,
    /// Share of migrants among them.
    pub migrant_share: Quantiles,
}

/// Urban, rural and pastoral communities.
pub(crate) const ZONE_PROFILES: [ZoneProfile; 3] = [
    ZoneProfile {
        communities: 2761.0,
        adults: [
            1456.0, 2191.0, 2700.0, 3340.0, 3632.0, 4800.0, 5760.0, 7284.0, 7718.0, 7835.0, 10149.0,
        ],
        migrant_share: [0.071, 0.077, 0.101, 0.135, 0.187, 0.368, 0.532, 0.634, 0.673, 0.768, 0.95],
    },
    ZoneProfile {
        communities: 8285.0,
        adults: [107.0, 224.0, 302.0, 365.0, 441.0, 544.0, 744.0, 929.0, 991.0, 1219.0, 3092.0],
        migrant_share: [0.017, 0.017, 0.019, 0.021, 0.03, 0.042, 0.078, 0.108, 0.132, 0.183, 0.184],
    },
    ZoneProfile {
        communities: 3448.0,
        adults: [107.0, 109.0, 193.0, 206.0, 313.0, 435.0, 542.0, 628.0, 693.0, 802.0, 1105.0],
        migrant_share: [
            0.017, 0.019, 0.021, 0.024, 0.028, 0.045, 0.088, 0.109, 0.119, 0.152, 0.657,
        ],
    },
];

/// Communities of a county.
pub(crate) const COMMUNITIES_OF_COUNTY: Quantiles =
    [4.0, 5.0, 21.0, 26.0, 74.0, 111.0, 176.0, 261.0, 318.0, 480.0, 553.0];

/// Communities of a township, in the mean.
pub(crate) const COMMUNITIES_OF_TOWNSHIP: usize = 13;

/// The value below which a share lies, straight between the quantiles.
pub fn quantile(quantiles: &Quantiles, share: f64) -> f64 {
    let above = BELOW.iter().position(|&below| below >= share).unwrap_or(BELOW.len() - 1).max(1);
    let (from, to) = (BELOW[above - 1], BELOW[above]);
    let part = ((share - from) / (to - from)).clamp(0.0, 1.0);
    quantiles[above - 1] + (quantiles[above] - quantiles[above - 1]) * part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_rise_and_are_met_at_their_shares() {
        let of_zones = ZONE_PROFILES.iter().flat_map(|zone| [zone.adults, zone.migrant_share]);
        for quantiles in of_zones.chain([COMMUNITIES_OF_COUNTY]) {
            assert!(quantiles.windows(2).all(|pair| pair[0] <= pair[1]));
            for (&below, &value) in BELOW.iter().zip(&quantiles) {
                assert!((quantile(&quantiles, below) - value).abs() < 1e-9);
            }
        }
        assert!((quantile(&COMMUNITIES_OF_COUNTY, 0.625) - 143.5).abs() < 1e-9);
    }
}
