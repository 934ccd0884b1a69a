//! Demography (model section 5.10).

use super::*;

#[test]
fn a_cohort_with_a_constant_hazard_of_leaving_shrinks_geometrically() {
    let mut settings = still(12, 2_000);
    settings.place.migrant_share = 1.0;
    settings.demography.outflow_factor = 2.0;
    settings.demography.outflow_belonging = 0.0;
    settings.demography.outflow_satisfaction = 0.0;
    let mut model = model(&town(settings), 31);
    for month in 1..=48 {
        model.step();
        if month % 12 == 0 {
            let left: usize = all::<Ids>(&mut model).iter().map(|ids| ids.0.len()).sum();
            let stay = (1.0 - 2.0 * 0.012_f64).powi(month);
            assert_trials(
                &format!("left after {month} months"),
                Trials::of(left as f64, 24_000.0, stay),
            );
        }
    }
}

#[test]
fn a_cohort_dies_at_the_rate_of_its_age() {
    // On both sides of 70 (from where the model looks at every draw) and up to the cap of .2.
    let ages = [25.0, 60.0, 69.0, 71.0, 85.0, 110.0];
    let mut settings = still(6, 10_000);
    settings.demography.mortality_base = 2e-4;
    let mut model = model(&town(settings), 31);
    alter(&mut model, |index, birth: &mut Birth| birth.0.fill((1.0 - 12.0 * ages[index]) as f32));
    run(&mut model, 12);
    for (ids, age) in all::<Ids>(&mut model).iter().zip(ages) {
        let chance =
            |month: i32| (2e-4 * exp(0.088 * (age + f64::from(month) / 12.0 - 18.0))).min(0.2);
        let survive: f64 = (0..12).map(|month| 1.0 - chance(month)).product();
        assert_trials(
            &format!("alive, from age {age}"),
            Trials::of(ids.0.len() as f64, 10_000.0, survive),
        );
    }
}

#[test]
fn deaths_departures_and_settlements_have_the_chances_of_each_resident() {
    for zone in ZONES {
        let mut settings = still(12, 2_000);
        settings.place.migrant_share = 0.3;
        settings.demography = Settings::defaults(zone).demography;
        (settings.demography.coming_of_age, settings.demography.inflow) = (0.0, 0.0);
        settings.levers.settlement_rate = 0.05;
        let rate = settings.demography.outflow_local;
        let mut model = model(&town(settings), 37);
        let [mut died, mut gone, mut settled] = [Trials::default(); 3];
        for month in 1..=12 {
            let before: Vec<Vec<(u32, Person)>> = all::<Ids>(&mut model)
                .into_iter()
                .zip(people(&mut model, f64::from(month)))
                .map(|(ids, people)| ids.0.into_iter().zip(people).collect())
                .collect();
            model.step();
            for (_, person) in before.iter().flatten() {
                let dies = (1.2e-5 * exp(0.088 * (person.age - 18.0))).min(0.2);
                let young = if person.age < 35.0 { 1.8 } else { 1.0 };
                let tertiary = if person.tertiary { 1.5 } else { 1.0 };
                let base = if person.migrant { 0.012 } else { rate * young * tertiary };
                let bonds = 1.5 * (person.belonging - 0.5) + (person.satisfaction - 0.5);
                let goes = (1.0 - dies) * (base * exp(-bonds)).min(1.0);
                died.expect(dies);
                gone.expect(goes);
                if person.migrant && person.tenure >= 60.0 {
                    settled.expect((1.0 - dies - goes) * 0.05);
                }
            }
            died.count += tallied(&mut model, |tally| tally.died);
            gone.count += tallied(&mut model, |tally| tally.moved_out);
            let (ids, traits) = (all::<Ids>(&mut model), all::<TraitsOf>(&mut model));
            for (at, before) in before.iter().enumerate() {
                for (id, person) in before.iter().filter(|(_, person)| person.migrant) {
                    let Ok(row) = ids[at].0.binary_search(id) else { continue };
                    if !traits[at].0[row].is_migrant() {
                        assert!(person.tenure >= 60.0, "settled after {} months", person.tenure);
                        settled.count += 1.0;
                    }
                }
            }
        }
        for (what, trials) in [("died", died), ("gone", gone), ("settled", settled)] {
            assert_trials(&format!("{what}, {}", zone.id()), trials);
        }
    }
}

#[test]
fn settlement_is_geometric() {
    let mut settings = still(12, 2_000);
    settings.place.migrant_share = 1.0;
    settings.levers.settlement_after = 0.0;
    settings.levers.settlement_rate = 0.05;
    let mut model = model(&town(settings), 41);
    for month in 1..=36 {
        model.step();
        if month % 12 == 0 {
            let traits = all::<TraitsOf>(&mut model);
            let migrants = traits.iter().flat_map(|x| &x.0).filter(|x| x.is_migrant()).count();
            let stay = 0.95_f64.powi(month);
            let what = format!("migrants after {month} months");
            assert_trials(&what, Trials::of(migrants as f64, 24_000.0, stay));
        }
    }
}

#[test]
fn inflow_and_coming_of_age_are_poisson() {
    let mut settings = still(500, 40);
    settings.demography.inflow = 0.05;
    settings.demography.coming_of_age = 0.005;
    let (mut came, mut of_age) = (Vec::new(), Trials::default());
    for seed in 1..=4 {
        let mut model = model(&town(settings.clone()), seed);
        let mut locals = vec![40.0; 500];
        for _ in 0..12 {
            model.step();
            for (tally, locals) in all::<Tally>(&mut model).iter().zip(&mut locals) {
                came.push(tally.moved_in);
                // Of the locals at the start of the step: they grow.
                let rate = 0.005 * *locals;
                of_age.mean += rate;
                of_age.variance += rate;
                of_age.count += tally.came_of_age;
                *locals += tally.came_of_age;
            }
        }
    }
    assert_trials("came of age", of_age);
    // 24,000 counts with mean 2. Their sample variance has the variance (μ₄ − σ⁴)/n, μ₄ = 2 + 3 x 2².
    // Five standard errors: a false alarm in 1.7 million.
    let n = came.len() as f64;
    assert_trials("came", Trials::poisson(came.iter().sum(), 2.0 * n));
    let mean = came.iter().sum::<f64>() / n;
    let variance = came.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
    println!("inflow: mean {mean}, variance {variance}");
    assert_near("variance of inflow", variance, 2.0, 5.0 * ((14.0 - 4.0) / n).sqrt());
    // And each count has its chance: none, one, two, three.
    for (count, chance) in [(0.0, 1.0), (1.0, 2.0), (2.0, 2.0), (3.0, 4.0 / 3.0)] {
        let found = came.iter().filter(|&&x| x == count).count() as f64;
        let chance = chance * exp(-2.0);
        assert_trials(&format!("{count} came"), Trials::of(found, n, chance));
    }
}
