//! Campaigns and hours (model section 5.2).

use super::*;

#[test]
fn campaigns_and_fiscal_shocks_have_their_stationary_distributions() {
    let names = (0..200).map(|county| (format!("county-{county}"), vec![(Zone::Urban, 1)]));
    let mut settings = still(0, 0);
    cheap_teams(&mut settings, 4);
    settings.administration.campaign_sd = 0.10;
    settings.administration.admin_load = 1.0;
    settings.funding.fiscal_sd = 0.3;
    settings.levers.rule_of_law = Unpaid::from(0.6);
    settings.programmes.cost_rule_of_law = 0.0;
    settings.levers.mandate_clarity = 0.0;
    let mut scenario = town(settings);
    scenario.place = table(&names.collect::<Vec<_>>()).into();
    scenario.revenue_given = true;
    let mut model = model(&scenario, 11);
    let (mut campaigns, mut before, mut shocks) = (Vec::new(), Vec::new(), Vec::new());
    for month in 1..=750 {
        model.step();
        let now: Vec<f64> = counties(&mut model).iter().map(|county| county.campaign).collect();
        if month > 30 {
            campaigns.extend(before.iter().copied().zip(now.iter().copied()));
        }
        if month % 12 == 1 {
            // ln(revenue / (5,000 yuan x 1 adult)); a fen of 500,000 does not show.
            let revenue = |county: &County| ln(county.revenue as f64 / 500_000.0);
            shocks.extend(counties(&mut model).iter().map(revenue));
        }
        if month == 750 {
            // Hours demanded are 185.077 x exp(a·(1 − .5 x .6)).
            for (office, campaign) in all::<Office>(&mut model).iter().zip(&now) {
                let hours = 185.077 * exp(0.7 * campaign);
                assert_near("hours demanded", office.demanded, hours, 1e-9);
            }
        }
        before = now;
    }
    // n values of 200 series with autocorrelation .8^k: the variance σ² = .01/(1 − .64) of their sum
    // is σ²·n·(1 + .8)/(1 − .8), that of their squares 2σ⁴·n·(1 + .64)/(1 − .64). Five standard
    // errors: a false alarm in 1.7 million.
    let n = campaigns.len() as f64;
    let variance = 0.01 / (1.0 - 0.64);
    let mean = campaigns.iter().map(|&(_, a)| a).sum::<f64>() / n;
    let square = campaigns.iter().map(|&(_, a)| a * a).sum::<f64>() / n;
    let product = campaigns.iter().map(|&(before, a)| before * a).sum::<f64>() / n;
    println!("campaigns: mean {mean}, sd {}, lag one {}", square.sqrt(), product / square);
    assert_near("mean of campaigns", mean, 0.0, 5.0 * (variance / n * 1.8 / 0.2).sqrt());
    let error = variance * (2.0 / n * 1.64 / 0.36).sqrt();
    assert_near("variance of campaigns", square, variance, 5.0 * error);
    // The estimate of an autoregression's coefficient has the variance (1 − .64)/n.
    assert_near("memory of campaigns", product / square, 0.8, 5.0 * (0.36 / n).sqrt());

    // Fiscal shocks: logarithms are normal with mean −.3²/2 (so that revenue has mean 1) and sd .3.
    let n = shocks.len() as f64;
    let mean = shocks.iter().sum::<f64>() / n;
    let spread = shocks.iter().map(|x| (x + 0.045).powi(2)).sum::<f64>() / n;
    println!("fiscal shocks: mean {mean}, sd {}", spread.sqrt());
    assert_near("mean of fiscal shocks", mean, -0.045, 5.0 * 0.3 / n.sqrt());
    assert_near("variance of fiscal shocks", spread, 0.09, 5.0 * 0.09 * (2.0 / n).sqrt());
}

#[test]
fn relief_by_clarity_halves_in_its_half_life_without_law_and_stays_with_law() {
    let clarity = id("mandate_clarity");
    for law in [0.0, 0.5, 1.0] {
        let mut settings = still(1, 1_000);
        settings.administration.admin_load = 1.0;
        settings.levers.rule_of_law = Unpaid::from(law);
        let mut model = model(&town(settings).with_policy(clarity, 0.8), 5);
        run(&mut model, 3);
        let (tasks, demanded) = (262.0, |model: &mut Model| all::<Office>(model)[0].demanded);
        // Before the policy clarity is .1.
        assert_near("hours before", demanded(&mut model), tasks * (1.0 - 0.45 * 0.1), 1e-9);
        for month in 0..=72_i32 {
            model.step();
            let lasts = 0.1 + 0.7 * pow(0.5, (1.0 - law) * f64::from(month) / 36.0);
            let hours = tasks * (1.0 - 0.45 * lasts);
            assert_near("hours after", demanded(&mut model), hours, 1e-9);
            if law == 0.0 && month == 36 {
                // 36 months after the first, half of the relief of .45 x .7 x 262 hours is left.
                let relief = 250.21 - demanded(&mut model);
                assert_near("relief", relief, 0.5 * 0.45 * 0.7 * tasks, 1e-9);
            }
        }
    }
}

#[test]
fn hours_of_cadres_are_divided_as_specified() {
    let mut settings = still(1, 1_000);
    settings.administration.admin_load = 1.0;
    settings.administration.burnout_hours = 0.35;
    settings.levers.part_time_share = 0.6;
    settings.levers.training_hours = 24.0;
    settings.levers.admin_cap_share = 0.5;
    let mut model = model(&town(settings), 5);
    alter(&mut model, |_, team: &mut Team| {
        for (at, cadre) in team.cadres_mut().enumerate() {
            cadre.burnout = 0.2 * at as f64;
        }
    });
    model.step();
    let office = &all::<Office>(&mut model)[0];
    // Director, two part-time, one full-time: burnout 0, .2, .4, .6.
    let hours = 160.0 + 80.0 * (0.93 + 0.86) + 160.0 * 0.79;
    assert_near("hours", office.hours, hours, 1e-9);
    assert_near("demanded", office.demanded, 250.21, 1e-9);
    assert_near("refused", office.refused, 250.21 - hours / 2.0, 1e-9);
    assert_near("done", office.done, hours / 2.0, 1e-9);
    assert_near("neglect", office.neglect, 0.0, 1e-9);
    assert_near("training", office.training, 2.0, 1e-9);
    assert_near("outreach", office.outreach, 0.2 * (hours / 2.0 - 8.0), 1e-9);
    assert_near("service", office.service, 0.8 * (hours / 2.0 - 8.0), 1e-9);
    assert_near("demand", office.demand.unwrap(), 0.5, 1e-12);
    assert_near("admin share", metric(&model, "admin_share"), 0.5, 1e-12);
    let unmet = (250.21 - hours / 2.0) / 250.21;
    assert_near("unmet", metric(&model, "unmet_admin"), unmet, 1e-12);
}
