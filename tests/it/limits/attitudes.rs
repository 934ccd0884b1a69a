//! Attitudes (model section 5.8).

use super::*;

/// A town in which everybody is reached and takes part in activities, whatever they think: the
/// propensity is logistic(20), 1 in single precision.
fn festive() -> Settings {
    let mut settings = still(2, 200);
    let participation = &mut settings.participation;
    participation.event_reach = 6.0;
    participation.event_hours = 0.5;
    participation.event_cost = 1.0;
    everybody_joins(&mut settings);
    settings
}

fn everybody_joins(settings: &mut Settings) {
    let participation = &mut settings.participation;
    (participation.join_base, participation.join_elder) = (10.0, 10.0);
    (participation.join_belonging, participation.join_efficacy) = (0.0, 0.0);
    (participation.join_trust, participation.join_norm) = (0.0, 0.0);
    (participation.join_habit, participation.migrant_barrier) = (0.0, 0.0);
    settings.needs.elder_age = 18.0;
}

/// Asserts that all residents have the same value of a column.
#[track_caller]
fn assert_all(what: &str, columns: impl IntoIterator<Item = Vec<f32>>, expected: f64, bound: f64) {
    for value in columns.into_iter().flatten() {
        assert_near(what, value.into(), expected, bound);
    }
}

#[test]
fn norm_and_habit_of_idle_residents_fade_exponentially() {
    let mut model = model(&town(still(2, 200)), 1);
    for month in 1..=60 {
        model.step();
        let power = month as i32;
        let norms = all::<Norm>(&mut model).into_iter().map(|norm| norm.0);
        assert_all("norm", norms, 0.35 * 0.85_f64.powi(power), single(month));
        let habits = all::<Habit>(&mut model).into_iter().map(|habit| habit.0);
        assert_all("habit", habits, 0.10 * 0.9_f64.powi(power), single(month));
    }
}

#[test]
fn norm_and_habit_rise_exponentially_when_everybody_takes_part() {
    let mut model = model(&town(festive()), 1);
    for month in 1..=60 {
        model.step();
        let power = month as i32;
        assert_near("participation", metric(&model, "participation"), 1.0, 0.0);
        let norms = all::<Norm>(&mut model).into_iter().map(|norm| norm.0);
        assert_all("norm", norms, 1.0 - 0.65 * 0.85_f64.powi(power), single(month));
        let habits = all::<Habit>(&mut model).into_iter().map(|habit| habit.0);
        assert_all("habit", habits, 1.0 - 0.9 * 0.9_f64.powi(power), single(month));
    }
}

#[test]
fn one_festival_is_part_of_the_norm_for_a_year() {
    let mut scenario = town(festive());
    scenario.changes = vec![change("event_reach", 0.0, 2, Target::default())];
    let mut model = model(&scenario, 1);
    let (mut norm, mut habit) = (0.35, 0.10);
    for month in 1..=24 {
        model.step();
        let (took, recent) = (f64::from(u8::from(month == 1)), f64::from(u8::from(month <= 12)));
        (norm, habit) = (0.85 * norm + 0.15 * recent, 0.9 * habit + 0.1 * took);
        // The first month lies within the window of the twelfth, which is the first that is full.
        let yearly = metric(&model, "participation_yearly");
        if month < 12 {
            assert!(yearly.is_nan(), "month {month}: {yearly}");
        } else {
            assert_near("yearly", yearly, recent, 0.0);
        }
        let norms = all::<Norm>(&mut model).into_iter().map(|norm| norm.0);
        assert_all("norm", norms, norm, single(month));
        let habits = all::<Habit>(&mut model).into_iter().map(|habit| habit.0);
        assert_all("habit", habits, habit, single(month));
    }
}

#[test]
fn attitudes_at_rest_return_exponentially_to_their_bases() {
    let mut settings = still(2, 300);
    settings.place.migrant_share = 0.4;
    settings.attitudes.record_trust = 0.02;
    settings.attitudes.record_satisfaction = 0.02;
    settings.attitudes.belonging_return = 0.01;
    settings.attitudes.efficacy_return = 0.01;
    settings.attitudes.belonging_growth = 0.0;
    settings.levers.culture_programme = Unpaid::from(1.0);
    settings.programmes.cost_culture_programme = 0.0;
    let mut model = model(&town(settings), 1);
    let first = people(&mut model, 0.0);
    let months = 48;
    run(&mut model, months);
    let last = people(&mut model, 0.0);
    // Nothing ends, so the record stays at .5 and is seen through a transparency of .3.
    let near = |what: &str, from: f64, found: f64, base: f64, speed: f64| {
        let expected = base + (from - base) * (1.0 - speed).powi(months as i32);
        assert_near(what, found, expected, single(months));
    };
    for (first, last) in first.iter().flatten().zip(last.iter().flatten()) {
        near("trust", first.trust, last.trust, 0.5, 0.006);
        near("satisfaction", first.satisfaction, last.satisfaction, 0.5, 0.02);
        let belonging = if first.migrant { 0.35 + 0.15 } else { 0.55 + 0.05 };
        near("belonging", first.belonging, last.belonging, belonging, 0.01);
        let efficacy = if first.migrant { 0.20 } else { 0.40 };
        near("efficacy", first.efficacy, last.efficacy, efficacy, 0.01);
    }
}

#[test]
fn belonging_of_those_who_always_take_part_has_its_fixed_point_and_migrants_gain_less() {
    let mut settings = festive();
    settings.place.migrant_share = 0.4;
    settings.attitudes.belonging_return = 0.01;
    settings.attitudes.belonging_growth = 0.0;
    let mut model = model(&town(settings), 1);
    let first = people(&mut model, 0.0);
    let months = 48;
    run(&mut model, months);
    for (first, last) in first.iter().flatten().zip(people(&mut model, 0.0).iter().flatten()) {
        // B ← B + g(1 − B) − .01(B − B₀): geometric with 1 − g − .01 to (g + .01 B₀)/(g + .01).
        let (gain, base) = if first.migrant { (0.04 * 0.6, 0.35) } else { (0.04, 0.55) };
        let goal = (gain + 0.01 * base) / (gain + 0.01);
        let left = (1.0_f64 - gain - 0.01).powi(months as i32);
        let expected = goal + (first.belonging - goal) * left;
        assert_near("belonging", last.belonging, expected, single(months));
    }
}

#[test]
fn efficacy_of_those_who_always_deliberate_follows_the_money_for_their_proposals() {
    for matching in [0.0, 2.0, 10.0] {
        let mut settings = still(1, 200);
        settings.attitudes.proposal_cost = 1_000.0;
        everybody_joins(&mut settings);
        settings.levers.procedural_openness = 1.0;
        settings.levers.matching = matching;
        settings.administration.admin_load = 1.0;
        let mut model = model(&town(settings), 1);
        // Tasks (185 + .2 x 77) x .955 of 640 hours.
        let admin_share: f64 = 200.4 * 0.955 / 640.0;
        let mut expected: Vec<f64> =
            people(&mut model, 0.0)[0].iter().map(|one| one.efficacy).collect();
        for month in 1..=12 {
            let before = all::<Ledger>(&mut model)[0].balance(Account::Discretionary);
            model.step();
            // 200 x .01 proposals cost 2,000 yuan. There is: a month's grant (of (65,000 + 27 x 200) /
            // 12 yuan 85 %, of which 4 %), self-raised 30 yuan, contributions of 200 and matching.
            let ledger = &all::<Ledger>(&mut model)[0];
            let grant = ledger.moved_in_month(Account::AppropriatedGrant, Account::Discretionary);
            assert_near("grant", grant as f64, 7_040_000.0 / 12.0 * 0.85 * 0.04, 2.0);
            let matched = ledger.moved_in_month(Account::Treasury, Account::Discretionary);
            assert_near("matched", matched as f64, 20_000.0 * matching, 0.0);
            let money = before + grant + 3_000 + 20_000 + matched;
            let funded = (money as f64 / 200_000.0).min(1.0);
            let gathering = all::<Gathering>(&mut model)[0];
            assert_near("funded", gathering.funded, funded, 1e-12);
            let response = (1.0 - admin_share).sqrt() * funded;
            assert_near("response", gathering.responsiveness, response, 1e-12);
            for (expected, person) in expected.iter_mut().zip(&people(&mut model, 0.0)[0]) {
                *expected += 0.1 * (response - *expected);
                assert_near("efficacy", person.efficacy, *expected, single(month));
            }
        }
    }
}
