//! After attitudes, residents are counted: the means that cadres see (model 5.9), the means at the
//! start of next month, and the stocks of the metrics.

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;
use multiversion::multiversion;

use super::participation::rights_from;
use crate::quantity::Education;
use crate::quantity::tell;
use crate::world::community::{Census, InForce};
use crate::world::resident::{
    Belonging, Efficacy, LastTook, Satisfaction, Since, Traits, TraitsOf, Trust,
};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// Months in which taking part once counts for the yearly metrics, this one included.
const YEAR: u32 = 12;

/// A community that is counted.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Counted {
    in_force: &'static InForce,
    since: &'static Since,
    traits: &'static TraitsOf,
    last: &'static LastTook,
    trust: &'static Trust,
    satisfaction: &'static Satisfaction,
    belonging: &'static Belonging,
    efficacy: &'static Efficacy,
    census: &'static mut Census,
    tally: &'static mut Tally,
}

tell! {
    count_residents, "Census" "人口统计",
    "Residents are counted and attitudes summed, locals and migrants apart."
    "按本地与外来分别统计人数与态度。"
}

/// Every month: counts residents and sums attitudes, locals and migrants apart.
pub(crate) fn count_residents(
    clock: Res<Clock>,
    spread: Res<Spread>,
    mut communities: Query<Counted>,
) {
    let since_month = (clock.month + 1).saturating_sub(YEAR).max(1) as u16;
    each(&spread, communities.iter_mut(), |mut c| {
        let tally = &mut *c.tally;
        let (traits, last) = (&*c.traits.0, &*c.last.0);
        let migrants = u32::from(count(traits, last, |traits, _| traits.is_migrant()));
        let [trust, satisfaction, belonging, efficacy] =
            sums_by_status([&c.trust.0, &c.satisfaction.0, &c.belonging.0, &c.efficacy.0], traits);
        let adults = [traits.len() as u32 - migrants, migrants];
        *c.census = Census { adults, trust, satisfaction, belonging };
        [tally.adults_local, tally.adults_migrant] = adults.map(f64::from);
        tally.adults_end = tally.adults();
        [tally.trust_local, tally.trust_migrant] = trust;
        [tally.satisfaction_local, tally.satisfaction_migrant] = satisfaction;
        [tally.belonging_local, tally.belonging_migrant] = belonging;
        [tally.efficacy_local, tally.efficacy_migrant] = efficacy;
        let took = |status: bool| {
            move |traits: Traits, last| (traits.is_migrant() == status) & (last >= since_month)
        };
        // Before twelve months have passed nobody can be seen to stay away for a year.
        if clock.month >= YEAR {
            tally.yearly_local = f64::from(count(traits, last, took(false)));
            tally.yearly_migrant = f64::from(count(traits, last, took(true)));
            [tally.yearly_adults_local, tally.yearly_adults_migrant] = adults.map(f64::from);
        }
        tally.tertiary = f64::from(count(traits, last, |traits, _| is_tertiary(traits)));
        // Those who may not stand: migrants with a tenure below that of rights.
        let (month, rights_from) = (clock.month as f32, rights_from(&c.in_force.0));
        tally.tertiary_excluded = f64::from(count(traits, &c.since.0, |traits, since| {
            traits.is_migrant() & is_tertiary(traits) & (month - since < rights_from)
        }));
    });
}

const LANES: usize = 8;

/// Sums of columns over locals and over migrants. Blocks add up in single precision, lane by lane, and
/// then in double, always in the same order.
#[multiversion(targets("x86_64+avx2+popcnt"))]
pub(crate) fn sums_by_status(columns: [&[f32]; 4], traits: &[Traits]) -> [[f64; 2]; 4] {
    const BLOCK: usize = 32 * LANES;
    let mut sums = [[0.0; 2]; 4];
    for (block, traits) in traits.chunks(BLOCK).enumerate() {
        let columns = columns.map(|column| &column[block * BLOCK..][..traits.len()]);
        // Column by status by lane.
        let mut lanes = [[[0.0_f32; LANES]; 2]; 4];
        let (eights, rest) = traits.as_chunks();
        for (at, traits) in eights.iter().enumerate() {
            let migrant = traits.map(Traits::migrant);
            for (lanes, column) in lanes.iter_mut().zip(columns) {
                add_by_status(lanes, &column.as_chunks().0[at], &migrant);
            }
        }
        // The last rows, filled up with zeros: they change no sum.
        let migrant = filled_up(rest.iter().map(|traits| traits.migrant()));
        for (lanes, column) in lanes.iter_mut().zip(columns) {
            let (_, rest) = column.as_chunks::<LANES>();
            add_by_status(lanes, &filled_up(rest.iter().copied()), &migrant);
        }
        for (sums, lanes) in sums.as_flattened_mut().iter_mut().zip(lanes.as_flattened()) {
            *sums += lanes.iter().map(|&lane| f64::from(lane)).sum::<f64>();
        }
    }
    sums
}

#[inline(always)]
fn add_by_status(lanes: &mut [[f32; LANES]; 2], values: &[f32; LANES], migrant: &[f32; LANES]) {
    for lane in 0..LANES {
        lanes[0][lane] += values[lane] * (1.0 - migrant[lane]);
        lanes[1][lane] += values[lane] * migrant[lane];
    }
}

fn filled_up(values: impl Iterator<Item = f32>) -> [f32; LANES] {
    let mut lanes = [0.0; LANES];
    for (lane, value) in lanes.iter_mut().zip(values) {
        *lane = value;
    }
    lanes
}

/// Counts residents by traits and another column. Communities have at most 65,535 of them.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn count<T: Copy, F: Fn(Traits, T) -> bool>(traits: &[Traits], column: &[T], is: F) -> u16 {
    traits.iter().zip(column).map(|(&traits, &value)| u16::from(is(traits, value))).sum()
}

fn is_tertiary(traits: Traits) -> bool {
    traits.education() == Education::Tertiary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_status_are_sums() {
        let traits: Vec<Traits> =
            (0..1_000).map(|row| Traits::new(Education::Basic, row % 7 == 0)).collect();
        let column: Vec<f32> = (0..1_000).map(|row| (row as f32 * 0.37).sin().abs()).collect();
        let [[locals, migrants], others @ ..] = sums_by_status([&column; 4], &traits);
        assert_eq!([[locals, migrants]; 3], others);
        let exact = |migrant: bool| -> f64 {
            let rows =
                column.iter().zip(&traits).filter(|(_, traits)| traits.is_migrant() == migrant);
            rows.map(|(&value, _)| f64::from(value)).sum()
        };
        assert!((locals - exact(false)).abs() < 1e-4 && (migrants - exact(true)).abs() < 1e-4);
    }

    #[test]
    fn a_community_of_migrants_alone_has_no_sum_for_locals() {
        let traits = vec![Traits::new(Education::Basic, true); 333];
        let column: Vec<f32> = (0..333).map(|row| (row as f32 * 0.37).sin().abs()).collect();
        let [[locals, _], ..] = sums_by_status([&column; 4], &traits);
        assert_eq!(locals.to_bits(), 0.0_f64.to_bits());
    }
}
