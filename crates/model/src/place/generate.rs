//! Invented places: tables of a wanted size whose communities are spread like the region's.

use std::fmt::Write;

use super::region::{
    COMMUNITIES_OF_COUNTY, COMMUNITIES_OF_TOWNSHIP, Quantiles, ZONE_PROFILES, quantile,
};
use super::{Column, MOST_ADULTS, MOST_COMMUNITIES};
use crate::quantity::{Language, ZONES, Zone, agreed};
use crate::random::{Luck, Process};

/// What an invented place is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Adults of all communities.
    pub adults: u64,
    /// Communities.
    pub communities: u32,
    /// Communities of each zone; none to have them as the region does.
    pub zones: Option<[u32; 3]>,
    /// Counties.
    pub counties: u32,
    /// From which all draws follow.
    pub seed: u64,
}

impl Wish {
    /// Communities of all zones, where they are given by zone.
    fn in_zones(&self) -> u64 {
        self.zones.map_or(u64::from(self.communities), |zones| zones.map(u64::from).iter().sum())
    }
}

/// Why there can be no such place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// No communities, or no counties.
    Nothing,
    /// More communities than a place may have.
    TooManyCommunities,
    /// Communities by zone that do not add up.
    ZonesDoNotAddUp,
    /// Counties without a community.
    MoreCountiesThanCommunities,
    /// Communities without an adult.
    FewerAdultsThanCommunities,
    /// More adults than the communities can hold.
    TooManyAdults,
}

impl Impossible {
    /// The reason, with what would do.
    pub fn say(self, wish: &Wish, language: Language) -> String {
        let Wish { adults, communities, counties, .. } = wish;
        let (most, all) = (MOST_ADULTS, u64::from(*communities) * MOST_ADULTS as u64);
        let least = adults.div_ceil(MOST_ADULTS as u64);
        match (self, language) {
            (Self::Nothing, Language::En) => {
                "a place has at least one community and one county".to_owned()
            }
            (Self::Nothing, Language::Zh) => "至少要有1个社区和1个旗县".to_owned(),
            (Self::TooManyCommunities, Language::En) => {
                format!("{communities} communities are more than {MOST_COMMUNITIES}")
            }
            (Self::TooManyCommunities, Language::Zh) => {
                format!("社区数{communities}超过上限{MOST_COMMUNITIES}")
            }
            (Self::ZonesDoNotAddUp, Language::En) => {
                let sum = wish.in_zones();
                format!(
                    "urban, rural and pastoral communities are {sum} together, not {communities}"
                )
            }
            (Self::ZonesDoNotAddUp, Language::Zh) => {
                let sum = wish.in_zones();
                format!("城镇、农村和牧区社区合计{sum}个，不等于{communities}个")
            }
            (Self::MoreCountiesThanCommunities, Language::En) => format!(
                "communities for {counties} counties: at least {counties}, not {communities}"
            ),
            (Self::MoreCountiesThanCommunities, Language::Zh) => {
                format!("{counties}个旗县至少需要{counties}个社区，现只有{communities}个")
            }
            (Self::FewerAdultsThanCommunities, Language::En) => agreed(&format!(
                "adults for {communities} communities: at least {communities}, not {adults}"
            )),
            (Self::FewerAdultsThanCommunities, Language::Zh) => {
                format!("{communities}个社区至少需要{communities}名成年居民，现只有{adults}名")
            }
            (Self::TooManyAdults, Language::En) => agreed(&format!(
                "adults in {communities} communities: at most {all} ({most} each); for {adults} give at least {least} communities"
            )),
            (Self::TooManyAdults, Language::Zh) => format!(
                "{communities}个社区最多容纳{all}名成年居民（每个{most}名），{adults}名至少需要{least}个社区"
            ),
        }
    }
}

/// What is drawn, for a county or a community: a part of the key of its draws, never renumbered.
#[derive(Clone, Copy)]
enum Trait {
    CountySize = 0,
    CountyZone = 1,
    CountyAdults = 2,
    CountyMigrants = 3,
    Zone = 4,
    Adults = 5,
    Migrants = 6,
}

/// A community in the making.
struct Site {
    county: usize,
    zone: Zone,
    adults: u64,
    migrant_share: f64,
}

/// The table of an invented place. Adults, communities and counties are those wished for; zones, sizes
/// and shares of migrants stand at evenly spaced quantiles of the region, so that every seed has its
/// spread. What a seed decides is who is where: a community's rank is half its county's luck, half its
/// own, so that counties differ as in life.
///
/// # Errors
/// If there can be no such place.
pub fn generate(wish: &Wish) -> Result<String, Impossible> {
    check(wish)?;
    let luck = Luck::of_seed(wish.seed);
    let mut sites = sites(wish, luck);
    settle_zones(&mut sites, wish.zones, luck);
    // Urban communities first in each county, so that most townships are of one zone.
    sites.sort_by_key(|site| (site.county, site.zone));
    settle_people(&mut sites, wish.adults, luck);
    Ok(write(&sites))
}

fn check(wish: &Wish) -> Result<(), Impossible> {
    let Wish { adults, communities, counties, .. } = *wish;
    let communities_wide = u64::from(communities);
    match () {
        () if communities == 0 || counties == 0 => Err(Impossible::Nothing),
        () if communities as usize > MOST_COMMUNITIES => Err(Impossible::TooManyCommunities),
        () if wish.in_zones() != communities_wide => Err(Impossible::ZonesDoNotAddUp),
        () if counties > communities => Err(Impossible::MoreCountiesThanCommunities),
        () if adults < communities_wide => Err(Impossible::FewerAdultsThanCommunities),
        () if adults > communities_wide * MOST_ADULTS as u64 => Err(Impossible::TooManyAdults),
        () => Ok(()),
    }
}

fn draw(luck: Luck, what: Trait, subject: usize) -> f64 {
    luck.uniform(Process::Invented, what as u32, subject as u32)
}

/// Communities, divided among counties of different size.
fn sites(wish: &Wish, luck: Luck) -> Vec<Site> {
    let counties = wish.counties as usize;
    let scores: Vec<f64> = (0..counties).map(|at| draw(luck, Trait::CountySize, at)).collect();
    let mut weights = vec![0.0; counties];
    for (at, share) in evenly(&scores, (0..counties).collect()) {
        weights[at] = quantile(&COMMUNITIES_OF_COUNTY, share);
    }
    let all = u64::from(wish.communities);
    let sizes = apportion(all, &weights, 1, all);
    let of = |(county, &size): (usize, &u64)| {
        (0..size).map(move |_| Site { county, zone: Zone::Rural, adults: 0, migrant_share: 0.0 })
    };
    sizes.iter().enumerate().flat_map(of).collect()
}

/// A number for each community that is half its county's luck, half its own.
fn scores(sites: &[Site], luck: Luck, of_county: Trait, own: Trait) -> Vec<f64> {
    let score =
        |(at, site): (usize, &Site)| draw(luck, of_county, site.county) + draw(luck, own, at);
    sites.iter().enumerate().map(score).collect()
}

/// The members of a group, each with its share of an even spread in the order of their scores.
fn evenly(scores: &[f64], mut members: Vec<usize>) -> Vec<(usize, f64)> {
    let count = members.len() as f64;
    members.sort_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(a.cmp(&b)));
    let share = |(rank, at): (usize, usize)| (at, (rank as f64 + 0.5) / count);
    members.into_iter().enumerate().map(share).collect()
}

/// Gives as many communities to each zone as wished for, or as in the region: urban and pastoral ones are at the ends of
/// one scale.
fn settle_zones(sites: &mut [Site], wished: Option<[u32; 3]>, luck: Luck) {
    let all = sites.len() as u64;
    let counts = match wished {
        Some(counts) => counts.map(u64::from).to_vec(),
        None => apportion(all, &ZONE_PROFILES.map(|zone| zone.communities), 0, all),
    };
    let scores = scores(sites, luck, Trait::CountyZone, Trait::Zone);
    let order = evenly(&scores, (0..sites.len()).collect());
    let zones = ZONES.into_iter().zip(counts);
    let zones = zones.flat_map(|(zone, count)| std::iter::repeat_n(zone, count as usize));
    for ((at, _), zone) in order.into_iter().zip(zones) {
        sites[at].zone = zone;
    }
}

fn settle_people(sites: &mut [Site], adults: u64, luck: Luck) {
    let sizes = scores(sites, luck, Trait::CountyAdults, Trait::Adults);
    let shares = scores(sites, luck, Trait::CountyMigrants, Trait::Migrants);
    let mut weights = vec![0.0; sites.len()];
    for zone in ZONES {
        let profile = &ZONE_PROFILES[zone.index()];
        let members: Vec<usize> = (0..sites.len()).filter(|&at| sites[at].zone == zone).collect();
        for (at, share) in evenly(&sizes, members.clone()) {
            weights[at] = quantile(&profile.adults, share);
        }
        for (at, share) in evenly(&shares, members) {
            sites[at].migrant_share = to_thousandths(&profile.migrant_share, share);
        }
    }
    let parts = apportion(adults, &weights, 1, MOST_ADULTS as u64);
    for (site, part) in sites.iter_mut().zip(parts) {
        site.adults = part;
    }
}

fn to_thousandths(quantiles: &Quantiles, share: f64) -> f64 {
    (quantile(quantiles, share) * 1000.0).round() / 1000.0
}

/// Divides a whole number in proportion to weights above 0, each part within bounds; what does not
/// divide goes to the largest fractions. There must be room for all of it.
fn apportion(total: u64, weights: &[f64], least: u64, most: u64) -> Vec<u64> {
    let (low, high) = (least as f64, most as f64);
    let parts = |scale: f64| weights.iter().map(move |weight| (scale * weight).clamp(low, high));
    let smallest = weights.iter().copied().fold(f64::INFINITY, f64::min);
    let (mut below, mut above) = (0.0, (high + 1.0) / smallest);
    for _ in 0..200 {
        let middle = 0.5 * (below + above);
        if parts(middle).sum::<f64>() <= total as f64 { below = middle } else { above = middle }
    }
    let real: Vec<f64> = parts(below).collect();
    let mut whole: Vec<u64> = real.iter().map(|part| part.floor() as u64).collect();
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by(|&a, &b| real[b].fract().total_cmp(&real[a].fract()).then(a.cmp(&b)));
    let mut left = total.saturating_sub(whole.iter().sum());
    for &at in order.iter().cycle() {
        if left == 0 {
            break;
        }
        if whole[at] < most {
            whole[at] += 1;
            left -= 1;
        }
    }
    whole
}

/// Sites stand county by county.
fn write(sites: &[Site]) -> String {
    let mut text = Column::header() + ",county_zh,township_zh,community_zh\n";
    for (county, own) in (1..).zip(sites.chunk_by(|a, b| a.county == b.county)) {
        let townships = own.len().div_ceil(COMMUNITIES_OF_TOWNSHIP);
        for township in 1..=townships {
            let span = (township - 1) * own.len() / townships..township * own.len() / townships;
            for (number, site) in (1..).zip(&own[span]) {
                write_row(&mut text, [county, township, number], site);
            }
        }
    }
    text
}

fn write_row(text: &mut String, [county, township, number]: [usize; 3], site: &Site) {
    let Site { zone, adults, migrant_share, .. } = site;
    let kind = match zone {
        Zone::Urban => ["Urban community", "社区"],
        Zone::Rural => ["Rural community", "村"],
        Zone::Pastoral => ["Pastoral community", "嘎查"],
    };
    let at = format!("{county}-{township}-{number}");
    let _ = writeln!(
        text,
        "C{county:03}-T{township:03}-{number:02},County {county},Township {county}-{township},{} {at},{},{adults},{migrant_share},第{county}旗县,第{county}-{township}乡镇街道,第{at}{}",
        kind[0],
        zone.id(),
        kind[1],
    );
}

#[cfg(test)]
mod tests {
    use super::super::read_table;
    use super::*;

    fn wish(adults: u64, communities: u32, counties: u32, seed: u64) -> Wish {
        Wish { adults, communities, zones: None, counties, seed }
    }

    #[test]
    fn communities_by_zone_are_those_wished_for_or_refused() {
        let wish = |zones: [u32; 3], communities| Wish {
            zones: Some(zones),
            ..wish(61_000, communities, 1, 1)
        };
        for zones in [[18, 40, 9], [67, 0, 0], [0, 66, 1]] {
            let place = read_table(&generate(&wish(zones, 67)).unwrap(), [1.25; 3]).unwrap().place;
            let count =
                |zone: Zone| place.communities.iter().filter(|row| row.zone == zone).count();
            assert_eq!(ZONES.map(|zone| count(zone) as u32), zones);
            assert_eq!(place.adults(), 61_000);
        }
        assert_eq!(generate(&wish([18, 40, 8], 67)), Err(Impossible::ZonesDoNotAddUp));
        assert_eq!(generate(&wish([0, 0, 0], 0)), Err(Impossible::Nothing));
    }

    #[test]
    fn totals_are_those_wished_for_and_the_table_reads_without_a_fault() {
        for (adults, communities, counties) in [
            (1, 1, 1),
            (30, 30, 30),
            (49_200, 30, 1),
            (200_000, 130, 7),
            (3 * 65_535, 3, 2),
            (3 * 65_535 - 1, 3, 1),
            (60_000_000, 1_000, 3),
            (2_000, 1_999, 40),
        ] {
            let text = generate(&wish(adults, communities, counties, 5)).unwrap();
            let place = read_table(&text, [1.25; 3]).unwrap().place;
            assert_eq!(place.adults(), adults);
            assert_eq!(place.communities.len(), communities as usize);
            assert_eq!(place.counties.len(), counties as usize);
            assert!(place.communities.iter().all(|row| row.adults >= 1));
        }
    }

    #[test]
    fn the_seed_decides_who_is_where_and_nothing_else() {
        let make = |seed| generate(&wish(500_000, 300, 4, seed)).unwrap();
        assert_eq!(make(1), make(1));
        assert_ne!(make(1), make(2));
        let shares = |text: &str| {
            let rows = read_table(text, [1.25; 3]).unwrap().place.communities.clone();
            let mut shares: Vec<(usize, u64)> =
                rows.iter().map(|row| (row.zone.index(), row.migrant_share.to_bits())).collect();
            shares.sort_unstable();
            shares
        };
        assert_eq!(shares(&make(1)), shares(&make(2)), "the same quantiles");
    }

    #[test]
    fn a_place_of_the_size_of_the_region_has_its_spread() {
        let rows = generate(&wish(19_960_673, 14_494, 107, 1)).unwrap();
        let rows = read_table(&rows, [1.25; 3]).unwrap().place.communities.clone();
        for zone in ZONES {
            let profile = &ZONE_PROFILES[zone.index()];
            let mut sizes: Vec<u32> =
                rows.iter().filter(|row| row.zone == zone).map(|row| row.adults).collect();
            sizes.sort_unstable();
            assert_eq!(sizes.len() as f64, profile.communities);
            for below in [0.1, 0.5, 0.9] {
                let found = f64::from(sizes[(below * sizes.len() as f64) as usize]);
                let wanted = quantile(&profile.adults, below);
                // Straight lines between quantiles add up to a little more than the region has.
                assert!((found / wanted - 1.0).abs() < 0.05, "{zone:?}: {found} for {wanted}");
            }
        }
    }

    #[test]
    fn counties_differ_in_their_zones() {
        let table =
            read_table(&generate(&wish(1_000_000, 1_000, 10, 1)).unwrap(), [1.25; 3]).unwrap();
        let urban = |county| {
            let own = || table.place.communities.iter().filter(move |row| row.county == county);
            own().filter(|row| row.zone == Zone::Urban).count() as f64 / own().count() as f64
        };
        let shares: Vec<f64> = (0..10).map(urban).collect();
        let (least, most) = shares
            .iter()
            .fold((1.0_f64, 0.0_f64), |(least, most), &share| (least.min(share), most.max(share)));
        assert!(least < 0.1 && most > 0.35, "{shares:?}");
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_would_do() {
        for (wished, why, hint) in [
            (wish(10, 0, 0), Impossible::Nothing, "at least one"),
            (wish(9, 10, 1), Impossible::FewerAdultsThanCommunities, "10 communities: at least 10"),
            (wish(10, 2, 3), Impossible::MoreCountiesThanCommunities, "3 counties: at least 3"),
            (wish(200_000, 3, 1), Impossible::TooManyAdults, "at least 4 communities"),
            (wish(200_000, 100_001, 1), Impossible::TooManyCommunities, "100000"),
        ] {
            assert_eq!(generate(&wished), Err(why));
            assert!(why.say(&wished, Language::En).contains(hint));
            assert!(!why.say(&wished, Language::Zh).is_ascii());
        }
        fn wish(adults: u64, communities: u32, counties: u32) -> Wish {
            Wish { adults, communities, zones: None, counties, seed: 1 }
        }
    }

    #[test]
    fn parts_are_in_proportion_and_within_bounds() {
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0], 0, 10), [4, 3, 3]);
        assert_eq!(apportion(10, &[1.0, 2.0, 7.0], 0, 10), [1, 2, 7]);
        assert_eq!(apportion(10, &[1.0, 2.0, 700.0], 1, 6), [1, 3, 6]);
        assert_eq!(apportion(3, &[1.0, 2.0, 700.0], 1, 6), [1, 1, 1]);
        assert_eq!(apportion(18, &[1.0, 2.0, 700.0], 1, 6), [6, 6, 6]);
    }
}
