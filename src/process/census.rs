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
        let migrants = count(&traits.0, |traits| traits.is_migrant());
        let [trust, satisfaction] = sums_by_status([&trust.0, &satisfaction.0], &traits.0);
        let [belonging, efficacy] = sums_by_status([&belonging.0, &efficacy.0], &traits.0);
        let adults = [traits.0.len() as u32 - migrants, migrants];
        *census = Census { adults, trust, satisfaction, belonging };
        [tally.adults_local, tally.adults_migrant] = adults.map(f64::from);
        tally.adults_end = tally.adults();
        [tally.trust_local, tally.trust_migrant] = trust;
        [tally.satisfaction_local, tally.satisfaction_migrant] = satisfaction;
        [tally.belonging_local, tally.belonging_migrant] = belonging;
        [tally.efficacy_local, tally.efficacy_migrant] = efficacy;
        [tally.yearly_local, tally.yearly_migrant] = yearly(&last.0, &traits.0, since_month);
        let tertiary = count(&traits.0, is_tertiary);
        tally.tertiary = f64::from(tertiary);
        tally.tertiary_excluded =
            excluded_talent(&traits.0, &since.0, clock.month as f32, rights_from(&in_force.0));
    });
}

const LANES: usize = 8;

/// Sums of two columns over locals and over migrants. Blocks add up in single precision, lane by
/// lane, and then in double, always in the same order.
pub fn sums_by_status(columns: [&[f32]; 2], traits: &[Traits]) -> [[f64; 2]; 2] {
    const BLOCK: usize = 32 * LANES;
    let mut sums = [[0.0; 2]; 2];
    let blocks = columns[0].chunks(BLOCK).zip(columns[1].chunks(BLOCK)).zip(traits.chunks(BLOCK));
    for ((first, second), traits) in blocks {
        // Column by status by lane.
        let mut lanes = [[[0.0_f32; LANES]; 2]; 2];
        let (eights, rest) = first.as_chunks::<LANES>();
        let (second_eights, second_rest) = second.as_chunks::<LANES>();
        let (eight_traits, rest_traits) = traits.as_chunks::<LANES>();
        for ((first, second), traits) in eights.iter().zip(second_eights).zip(eight_traits) {
            let migrant = traits.map(Traits::migrant);
            for lane in 0..LANES {
                lanes[0][0][lane] += first[lane] * (1.0 - migrant[lane]);
                lanes[0][1][lane] += first[lane] * migrant[lane];
                lanes[1][0][lane] += second[lane] * (1.0 - migrant[lane]);
                lanes[1][1][lane] += second[lane] * migrant[lane];
            }
        }
        for (lane, traits) in rest_traits.iter().enumerate() {
            let status = usize::from(traits.is_migrant());
            lanes[0][status][lane] += rest[lane];
            lanes[1][status][lane] += second_rest[lane];
        }
        for (sums, lanes) in sums.as_flattened_mut().iter_mut().zip(lanes.as_flattened()) {
            *sums += lanes.iter().map(|&lane| f64::from(lane)).sum::<f64>();
        }
    }
    sums
}

/// Counts residents of a kind. A lane holds at most an eighth of 65,535: 16 bits are enough.
fn count(traits: &[Traits], is: impl Fn(Traits) -> bool) -> u32 {
    let mut lanes = [0_u16; LANES];
    let (eights, rest) = traits.as_chunks::<LANES>();
    for traits in eights {
        for (lane, &traits) in lanes.iter_mut().zip(traits) {
            *lane += u16::from(is(traits));
        }
    }
    let rest = rest.iter().filter(|&&traits| is(traits)).count() as u32;
    rest + lanes.iter().map(|&lane| u32::from(lane)).sum::<u32>()
}

/// Locals and migrants who took part in `since_month` or later.
fn yearly(last: &[u16], traits: &[Traits], since_month: u16) -> [f64; 2] {
    let (mut all, mut migrants) = ([0_u16; LANES], [0_u16; LANES]);
    let (eights, rest) = last.as_chunks::<LANES>();
    let (eight_traits, rest_traits) = traits.as_chunks::<LANES>();
    for (last, traits) in eights.iter().zip(eight_traits) {
        for lane in 0..LANES {
            let took = u16::from(last[lane] >= since_month);
            all[lane] += took;
            migrants[lane] += took & u16::from(traits[lane].is_migrant());
        }
    }
    for (lane, (&last, traits)) in rest.iter().zip(rest_traits).enumerate() {
        let took = u16::from(last >= since_month);
        all[lane] += took;
        migrants[lane] += took & u16::from(traits.is_migrant());
    }
    let sum = |lanes: [u16; LANES]| lanes.iter().map(|&lane| f64::from(lane)).sum::<f64>();
    [sum(all) - sum(migrants), sum(migrants)]
}

fn is_tertiary(traits: Traits) -> bool {
    traits.education() == Education::Tertiary
}

/// Adults with tertiary education who may not stand: migrants with a tenure below that of rights.
fn excluded_talent(traits: &[Traits], since: &[f32], month: f32, rights_from: f32) -> f64 {
    let educated_migrant = |traits: Traits| traits.is_migrant() & is_tertiary(traits);
    if rights_from == f32::INFINITY {
        return f64::from(count(traits, educated_migrant));
    }
    let rows = traits.iter().zip(since);
    let excluded =
        rows.filter(|&(&traits, &since)| educated_migrant(traits) & (month - since < rights_from));
    excluded.count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_status_are_sums() {
        let traits: Vec<Traits> =
            (0..1_000).map(|row| Traits::new(Education::Basic, row % 7 == 0)).collect();
        let column: Vec<f32> = (0..1_000).map(|row| (row as f32 * 0.37).sin().abs()).collect();
        let [[locals, migrants], second] = sums_by_status([&column, &column], &traits);
        assert_eq!([locals, migrants], second);
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
        let [[locals, _], _] = sums_by_status([&column, &column], &traits);
        assert_eq!(locals.to_bits(), 0.0_f64.to_bits());
    }
}
