//! Residents at the start and newcomers: status, age, schooling and attitudes.

use crate::place::CommunityRow;
use crate::quantity::Education;
use crate::random::{Luck, Process, Stream};
use crate::setting::Settings;
use crate::world::resident::{Columns, Resident, Traits, newcomer_id};

/// Draws above `age_max` are drawn anew, this often at most; then the age is `age_max`.
const TRIES: u32 = 1_000;

/// The residents of a community at the start: ids are ordinals.
pub(crate) fn first_residents(row: &CommunityRow, settings: &Settings, luck: Luck) -> Columns {
    let population = &settings.population;
    let mut columns = Columns::with_room(row.adults as usize + row.adults as usize / 16);
    for id in 0..row.adults {
        let mut stream = luck.stream(Process::Arrival, 0, id);
        let migrant = stream.uniform() < row.migrant_share;
        let (shape, scale) = if migrant {
            (population.age_migrant_shape, population.age_migrant_scale)
        } else {
            (population.age_local_shape, population.age_local_scale)
        };
        let age = draw_age(&mut stream, settings, shape, scale);
        let tenure = if migrant { stream.exponential(population.migrant_tenure_mean) } else { 0.0 };
        // A resident is `age` in month 1 and has been here since month −tenure.
        let (birth, since) = (1.0 - 12.0 * age, -tenure);
        columns.push(draw_resident(&mut stream, settings, id, migrant, birth as f32, since as f32));
    }
    columns
}

/// A resident who arrives in a month: a migrant from elsewhere, or a local who came of age.
pub(crate) fn newcomer(
    settings: &Settings,
    luck: Luck,
    month: u32,
    migrant: bool,
    ordinal: u32,
) -> Resident {
    let id = newcomer_id(month, migrant, ordinal);
    let population = &settings.population;
    let mut stream = luck.stream(Process::Arrival, month, id);
    let age = if migrant {
        draw_age(&mut stream, settings, population.age_migrant_shape, population.age_migrant_scale)
    } else {
        population.adult_age
    };
    let birth = f64::from(month + 1) - 12.0 * age;
    draw_resident(&mut stream, settings, id, migrant, birth as f32, month as f32)
}

fn draw_age(stream: &mut Stream, settings: &Settings, shape: f64, scale: f64) -> f64 {
    let population = &settings.population;
    for _ in 0..TRIES {
        let age = population.adult_age + stream.gamma(shape, scale);
        if age <= population.age_max {
            return age;
        }
    }
    population.age_max
}

fn draw_education(stream: &mut Stream, settings: &Settings) -> Education {
    let population = &settings.population;
    let [basic, secondary, tertiary] =
        [population.education_basic, population.education_secondary, population.education_tertiary];
    // Shares of which an intervention changes one need not add up to 1.
    let uniform = stream.uniform() * (basic + secondary + tertiary);
    if uniform < basic {
        Education::Basic
    } else if uniform < basic + secondary {
        Education::Secondary
    } else {
        Education::Tertiary
    }
}

fn draw_resident(
    stream: &mut Stream,
    settings: &Settings,
    id: u32,
    migrant: bool,
    birth: f32,
    since: f32,
) -> Resident {
    let population = &settings.population;
    let education = draw_education(stream, settings);
    let (efficacy, belonging) = if migrant {
        (population.efficacy_initial_migrant, population.belonging_initial_migrant)
    } else {
        (population.efficacy_initial, population.belonging_initial)
    };
    let mut attitude = |mean: f64| stream.beta(mean, population.attitude_precision) as f32;
    Resident {
        id,
        birth,
        since,
        traits: Traits::new(education, migrant),
        trust: attitude(population.trust_initial),
        satisfaction: attitude(population.satisfaction_initial),
        belonging: attitude(belonging),
        efficacy: attitude(efficacy),
        habit: population.habit_initial as f32,
        norm: population.norm_initial as f32,
        last: 0,
        took: 0,
        act: 0,
        leave: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Given;
    use crate::quantity::Zone;

    #[test]
    fn the_first_residents_have_the_means_of_the_specification() {
        let settings = Settings::defaults(Zone::Urban);
        let row = CommunityRow {
            code: "urban-1".to_owned(),
            name: "urban-1".to_owned(),
            county: 0,
            township: 0,
            zone: Zone::Urban,
            adults: 60_000,
            migrant_share: 0.3,
            given: Given::default(),
        };
        let columns = first_residents(&row, &settings, Luck::of_seed(1).of("urban-1"));
        let n = f64::from(row.adults);
        let mean = |column: &[f32]| column.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
        let migrants =
            columns.traits.0.iter().filter(|traits| traits.is_migrant()).count() as f64 / n;
        // Five standard errors at n = 60,000: a false alarm in 2 million redraws.
        assert!((migrants - 0.3).abs() < 5.0 * 0.0019, "{migrants}");
        assert!((mean(&columns.trust.0) - 0.5).abs() < 5.0 * 0.0007);
        assert!((mean(&columns.belonging.0) - (0.7 * 0.55 + 0.3 * 0.35)).abs() < 5.0 * 0.0008);
        assert!((mean(&columns.efficacy.0) - (0.7 * 0.40 + 0.3 * 0.30)).abs() < 5.0 * 0.0007);
        // Ages: 18 + 2.2 x 12.5 for locals, 18 + 2 x 8 for migrants, a little less for those above 95.
        let age = (1.0 - mean(&columns.birth.0)) / 12.0;
        assert!((41.0..42.0).contains(&age), "{age}");
        let tenure: f64 = columns
            .since
            .0
            .iter()
            .zip(&columns.traits.0)
            .filter(|(_, traits)| traits.is_migrant())
            .map(|(&since, _)| -f64::from(since))
            .sum::<f64>()
            / (migrants * n);
        assert!((tenure - 48.0).abs() < 5.0 * 0.36, "{tenure}");
    }
}
