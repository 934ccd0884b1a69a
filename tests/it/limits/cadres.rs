//! Cadres (model section 5.9).

use super::*;

/// Four hundred teams of fifty cadres whose hazard to quit is 3 % a month.
fn quitters() -> Settings {
    let mut settings = still(400, 8);
    cheap_teams(&mut settings, 50);
    settings.cadres.quit_base = 0.03;
    settings.cadres.quit_burnout = 0.0;
    settings.cadres.quit_career = 0.0;
    settings.cadres.quit_trust = 0.0;
    settings.cadres.quit_skill = 0.0;
    settings.cadres.quit_first_year = 1.0;
    settings
}

fn begin_careers(model: &mut Model) {
    alter(model, |_, team: &mut Team| {
        for cadre in team.cadres_mut() {
            cadre.tenure = 0.0;
        }
    });
}

fn cadres(model: &mut Model) -> Vec<Cadre> {
    let teams = all::<Team>(model);
    teams.iter().flat_map(|team| team.cadres().map(|(_, cadre)| *cadre)).collect()
}

#[test]
fn tenure_is_geometric_at_a_constant_hazard() {
    let mut model = model(&town(quitters()), 13);
    begin_careers(&mut model);
    let mut left = 20_000.0;
    for month in 1..=48 {
        model.step();
        let staff = cadres(&mut model);
        let quits = tallied(&mut model, |tally| tally.quits);
        assert_near("paid", metric(&model, "paid_share"), 1.0, 0.0);
        left -= quits;
        assert_near("in post", staff.len() as f64, left, 0.0);
        assert!(staff.iter().all(|cadre| cadre.tenure == f64::from(month)), "completed months");
        if month % 12 == 0 {
            let survive = 0.97_f64.powi(month);
            assert_trials(
                &format!("in post after {month} months"),
                Trials::of(left, 20_000.0, survive),
            );
        }
        if month == 12 {
            // Turnover of a year is 12 h: quits Σ(h n + noise) over mean staff M = Σn/12. The noise has
            // the variance h (1 − h) Σn. Five standard errors: a false alarm in 1.7 million.
            let turnover = metric(&model, "staff_turnover");
            let mean = (1.0 - 0.97_f64.powi(12)) / 0.03 / 12.0 * 20_000.0;
            let error = (0.03 * 0.97 * 12.0 * mean).sqrt() / mean;
            println!("turnover {turnover} against .36 ± {error}");
            assert_near("turnover", turnover, 0.36, 5.0 * error);
        }
    }
}

#[test]
fn the_hazard_has_the_factors_of_first_year_pay_burnout_skill_trust_and_career() {
    // The factors of the specification, each alone. Trust is set to .7, burnout to .6, skill to .3.
    let base = || {
        let mut settings = quitters();
        settings.programmes.cost_career_path = 0.0;
        settings
    };
    let cases: [(&str, fn(&mut Settings), f64); 6] = [
        ("first year", |settings| settings.cadres.quit_first_year = 1.5, 1.5),
        ("burnout", |settings| settings.cadres.quit_burnout = 3.0, exp(3.0 * 0.1)),
        ("trust", |settings| settings.cadres.quit_trust = 0.8, exp(-0.8 * 0.2)),
        ("skill", |settings| settings.cadres.quit_skill = 1.5, exp(-1.5 * 0.2)),
        (
            "career",
            |settings| {
                settings.cadres.quit_career = 0.4;
                settings.levers.career_path = Unpaid::from(1.0);
            },
            exp(-0.4),
        ),
        ("pay", |settings| settings.levers.pay_ratio = 0.5, pow(0.5 / 0.62, -2.5)),
    ];
    for (name, switch, factor) in cases {
        let mut settings = base();
        switch(&mut settings);
        let mut model = model(&town(settings), 17);
        begin_careers(&mut model);
        alter(&mut model, |_, trust: &mut Trust| trust.0.fill(0.7));
        alter(&mut model, |_, team: &mut Team| {
            for cadre in team.cadres_mut() {
                (cadre.burnout, cadre.skill) = (0.6, 0.3);
            }
        });
        let mut staff = 20_000.0;
        for month in 1..=18 {
            model.step();
            // The first year's factor holds for the first twelve months.
            let switched = name != "first year" || month <= 12;
            let hazard = 0.03 * if switched { factor } else { 1.0 };
            let quits = tallied(&mut model, |tally| tally.quits);
            assert_trials(&format!("{name}, quits"), Trials::of(quits, staff, hazard));
            staff -= quits;
        }
        // All months together.
        let months = if name == "first year" { (12, 6) } else { (18, 0) };
        let survive = (1.0 - 0.03 * factor).powi(months.0) * 0.97_f64.powi(months.1);
        assert_near("in post", cadres(&mut model).len() as f64, staff, 0.0);
        assert_trials(&format!("in post, {name}"), Trials::of(staff, 20_000.0, survive));
    }
}

#[test]
fn vacancies_are_filled_by_a_poisson_number_of_applicants_above_the_standard() {
    for zone in ZONES {
        let mut settings = Settings::defaults(zone);
        let factor = settings.cadres.applicants_zone;
        settings = still(400, 8);
        cheap_teams(&mut settings, 50);
        settings.posts.posts_filled = 0.0;
        settings.cadres.applicants = 0.3;
        settings.cadres.applicants_zone = factor;
        settings.levers.selection_standard = 0.4;
        let mut model = model(&town(settings), 19);
        assert_eq!(cadres(&mut model).len(), 400, "directors alone");
        // A post stays vacant in a round if none of Poisson(3 x .3 x zone factor) applicants passes.
        let ability = Beta::new(8.0 * 0.42, 8.0 * 0.58).unwrap();
        let passing = 0.9 * factor * (1.0 - ability.cdf(0.4));
        for round in 1..=3 {
            run(&mut model, 2);
            let before = cadres(&mut model).len();
            model.step();
            let staff = cadres(&mut model);
            let hired: Vec<&Cadre> = staff.iter().filter(|cadre| cadre.tenure == 0.0).collect();
            assert_eq!(hired.len(), staff.len() - before, "hired in the round alone");
            assert!(hired.iter().all(|cadre| cadre.skill >= 0.4 && cadre.burnout == 0.25));
            let trials =
                Trials::of(hired.len() as f64, (20_000 - before) as f64, 1.0 - exp(-passing));
            assert_trials(&format!("hired, {}, round {round}", zone.id()), trials);
        }
    }
}

#[test]
fn skill_follows_its_learning_curve() {
    for (hours, appraisal) in [(8.0, false), (60.0, true), (0.0, false)] {
        let mut settings = still(5, 1_000);
        settings.levers.training_hours = hours;
        settings.levers.appraisal = appraisal;
        settings.levers.split_training = 0.51;
        settings.levers.split_operating = 0.0;
        settings.cadres.skill_training = 0.004;
        settings.cadres.skill_practice = 0.003;
        settings.cadres.skill_decay = 0.004;
        let mut model = model(&town(settings), 23);
        let first: Vec<f64> = cadres(&mut model).iter().map(|cadre| cadre.skill).collect();
        let gain = 0.004 * hours / 12.0 + 0.003 + if appraisal { 0.002 } else { 0.0 };
        let goal = gain / (gain + 0.004);
        for month in 1..=240 {
            model.step();
            for (cadre, first) in cadres(&mut model).iter().zip(&first) {
                let left = (1.0 - gain - 0.004_f64).powi(month as i32);
                assert_near("skill", cadre.skill, goal + (first - goal) * left, double(month));
            }
        }
    }
}

#[test]
fn visits_close_a_tenth_of_the_gap_to_the_best_each_quarter() {
    let mut settings = still(4, 300);
    settings.levers.peer_learning = 1.0;
    let mut model = model(&town(settings), 23);
    alter(&mut model, |index, record: &mut Record| record.0 = if index == 2 { 0.9 } else { 0.4 });
    let first = all::<Team>(&mut model);
    let host = first[2].mean_skill(1.0);
    for month in 1..=36_u32 {
        model.step();
        let left = 0.9_f64.powi((month / 3) as i32);
        for (at, (first, now)) in first.iter().zip(all::<Team>(&mut model)).enumerate() {
            for ((_, first), (_, now)) in first.cadres().zip(now.cadres()) {
                let gap = if at == 2 { 0.0 } else { (host - first.skill).max(0.0) };
                assert_near("skill", now.skill, first.skill + gap * (1.0 - left), double(month));
            }
        }
        // 4 hours of each of 4 cadres are missing from service in the month after a visit.
        for (at, office) in all::<Office>(&mut model).iter().enumerate() {
            let left = (640.0 - 8.0 / 3.0) * 0.8;
            let visits = if at != 2 && month > 1 && month % 3 == 1 { 16.0 } else { 0.0 };
            assert_near("hours of service", office.service, left - visits, 1e-9);
        }
    }
}

#[test]
fn burnout_moves_to_the_logistic_of_its_fixed_inputs() {
    for (load, appraisal, career) in [(1.0, false, 0.0), (4.0, true, 0.0), (1.0, false, 1.0)] {
        let mut settings = still(3, 1_000);
        settings.administration.admin_load = load;
        settings.levers.appraisal = appraisal;
        settings.levers.career_path = Unpaid::from(career);
        settings.cadres.burnout_speed = 0.08;
        let mut model = model(&town(settings), 29);
        alter(&mut model, |_, trust: &mut Trust| trust.0.fill(0.625));
        let first: Vec<f64> = cadres(&mut model).iter().map(|cadre| cadre.burnout).collect();
        // Tasks of 262 hours less 4.5 %, times the load, of 640 hours; at most .85 of these are done.
        let demand = 250.21 * load / 640.0;
        let share = demand.min(0.85);
        // Pay .62, training 8 of 60 hours a year.
        let resources = (0.62 + 8.0 / 60.0 + 0.625 + 1.0 - share) / 4.0 + 0.1 * career;
        let stress = if appraisal { 0.15 } else { 0.0 };
        let goal = logistic(-0.4 + 1.2 * (demand - 1.0) - 3.0 * (resources - 0.5) + stress);
        println!("burnout at load {load} moves to {goal}");
        for month in 1..=60 {
            model.step();
            for (cadre, first) in cadres(&mut model).iter().zip(&first) {
                let expected = goal + (first - goal) * 0.92_f64.powi(month as i32);
                assert_near("burnout", cadre.burnout, expected, double(4 * month));
            }
        }
    }
}

#[test]
fn burnout_that_costs_hours_settles_where_demand_and_burnout_agree() {
    let mut settings = still(1, 1_000);
    settings.administration.admin_load = 2.0;
    settings.administration.burnout_hours = 0.35;
    settings.levers.training_hours = 0.0;
    settings.cadres.burnout_speed = 0.08;
    let mut model = model(&town(settings), 29);
    alter(&mut model, |_, trust: &mut Trust| trust.0.fill(0.5));
    run(&mut model, 600);
    let goal = |burnout: f64| {
        let demand = 500.42 / (640.0 * (1.0 - 0.35 * burnout));
        let resources = (0.62 + 0.5 + 1.0 - demand.min(0.85)) / 4.0;
        logistic(-0.4 + 1.2 * (demand - 1.0) - 3.0 * (resources - 0.5))
    };
    // The goal rises with burnout, by less than burnout itself: bisection finds where they agree.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if goal(middle) > middle { low = middle } else { high = middle }
    }
    println!("burnout settles at {low}");
    // After 600 months (1 − .08(1 − slope))^600 of the way is left, below 10⁻¹⁵ for slopes to .3.
    assert!((goal(low + 0.01) - goal(low - 0.01)) / 0.02 < 0.3);
    for cadre in cadres(&mut model) {
        assert_near("burnout", cadre.burnout, low, 1e-12);
    }
}
