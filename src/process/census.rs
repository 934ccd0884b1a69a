//! After attitudes, residents are counted: the means that cadres see (model 5.9), the means at the
//! start of next month, and the stocks of the metrics.

use bevy_ecs::prelude::*;

use super::participation::rights_from;
use crate::quantity::Education;
use crate::world::community::{Census, InForce};
use crate::world::resident::{
    Belonging, Efficacy, LastTook, Satisfaction, Since, Traits, TraitsOf, Trust,
};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// Months in which taking part once counts for the yearly metrics, this one included.
const YEAR: u32 = 12;

/// Every month: counts residents and sums attitudes, locals and migrants apart.
pub fn count_residents(
    clock: Res<Clock>,
    spread: Res<Spread>,
    mut communities: Query<(
        &InForce,
        (&Since, &TraitsOf, &LastTook, &Trust, &Satisfaction, &Belonging, &Efficacy),
        (&mut Census, &mut Tally),
    )>,
) {
    let since_month = (clock.month + 1).saturating_sub(YEAR).max(1) as u16;
    each(*spread, communities.iter_mut(), |item| {
        let (in_force, columns, (mut census, mut tally)) = item;
        let (since, traits, last, trust, satisfaction, belonging, efficacy) = columns;
        let migrants: u32 = traits.0.iter().map(|traits| traits.migrant() as u32).sum();
        *census = Census {
            adults: [traits.0.len() as u32 - migrants, migrants],
            trust: sum_by_status(&trust.0, &traits.0),
            satisfaction: sum_by_status(&satisfaction.0, &traits.0),
            belonging: sum_by_status(&belonging.0, &traits.0),
        };
        let efficacy = sum_by_status(&efficacy.0, &traits.0);
        [tally.adults_local, tally.adults_migrant] = census.adults.map(f64::from);
        tally.adults_end = tally.adults();
        [tally.trust_local, tally.trust_migrant] = census.trust;
        [tally.satisfaction_local, tally.satisfaction_migrant] = census.satisfaction;
        [tally.belonging_local, tally.belonging_migrant] = census.belonging;
        [tally.efficacy_local, tally.efficacy_migrant] = efficacy;
        [tally.yearly_local, tally.yearly_migrant] = yearly(&last.0, &traits.0, since_month);
        let entered = clock.month as f32 - rights_from(&in_force.0);
        (tally.tertiary, tally.tertiary_excluded) = excluded_talent(&traits.0, &since.0, entered);
    });
}

/// Sums of a column over locals and over migrants. Blocks add up in single precision, lane by lane,
/// and then in double, always in the same order.
pub fn sum_by_status(column: &[f32], traits: &[Traits]) -> [f64; 2] {
    const LANES: usize = 8;
    const BLOCK: usize = 32 * LANES;
    let mut sums = [0.0; 2];
    for (column, traits) in column.chunks(BLOCK).zip(traits.chunks(BLOCK)) {
        let (mut locals, mut migrants) = ([0.0_f32; LANES], [0.0_f32; LANES]);
        let (eights, rest) = column.as_chunks::<LANES>();
        let (eight_traits, rest_traits) = traits.as_chunks::<LANES>();
        for (values, traits) in eights.iter().zip(eight_traits) {
            for lane in 0..LANES {
                let migrant = traits[lane].migrant();
                locals[lane] += values[lane] * (1.0 - migrant);
                migrants[lane] += values[lane] * migrant;
            }
        }
        for (lane, (value, traits)) in rest.iter().zip(rest_traits).enumerate() {
            let lanes = if traits.is_migrant() { &mut migrants } else { &mut locals };
            lanes[lane] += value;
        }
        for (sum, lanes) in sums.iter_mut().zip([locals, migrants]) {
            *sum += lanes.iter().map(|&lane| f64::from(lane)).sum::<f64>();
        }
    }
    sums
}

/// Locals and migrants who took part in `since_month` or later.
fn yearly(last: &[u16], traits: &[Traits], since_month: u16) -> [f64; 2] {
    let (mut all, mut migrants) = (0_u32, 0_u32);
    for (&last, traits) in last.iter().zip(traits) {
        let took = u32::from(last >= since_month);
        all += took;
        migrants += took & u32::from(traits.is_migrant());
    }
    [f64::from(all - migrants), f64::from(migrants)]
}

/// Adults with tertiary education, and those of them who may not stand: migrants who came later than
/// the month `entered` before which rights begin.
fn excluded_talent(traits: &[Traits], since: &[f32], entered: f32) -> (f64, f64) {
    let (mut tertiary, mut excluded) = (0_u32, 0_u32);
    for (traits, &since) in traits.iter().zip(since) {
        let educated = u32::from(traits.education() == Education::Tertiary);
        tertiary += educated;
        excluded += educated & u32::from(traits.is_migrant()) & u32::from(since > entered);
    }
    (f64::from(tertiary), f64::from(excluded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_status_are_sums() {
        let traits: Vec<Traits> =
            (0..1_000).map(|row| Traits::new(Education::Basic, row % 7 == 0)).collect();
        let column: Vec<f32> = (0..1_000).map(|row| (row as f32 * 0.37).sin().abs()).collect();
        let [locals, migrants] = sum_by_status(&column, &traits);
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
        assert_eq!(sum_by_status(&column, &traits)[0].to_bits(), 0.0_f64.to_bits());
    }
}
