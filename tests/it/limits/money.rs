//! Money (model section 5.1).

use super::*;

#[test]
fn the_budget_of_the_default_place_is_the_one_computed_by_hand() {
    let mut scenario = Scenario::baseline();
    for settings in &mut scenario.baseline {
        settings.funding.fiscal_sd = 0.0;
    }
    let mut model = model(&scenario, 1);
    model.step();
    // Posts: urban 13 x 3,750 / 10,000 = 4.875, 5 full-time; rural 1.46 and pastoral .65, at least 4,
    // of which round(.6 x 3) = 2 part-time. Pay 3,720 yuan, part-time 1,674: 18,600 and 10,788 a
    // month. P = 12 x (12 x 18,600 + 18 x 10,788), O = 30 x 65,000 + 27 x 49,200.
    let (pay, grants, revenue) = (500_860_800, 327_840_000, 1_180_800_000);
    let county = &counties(&mut model)[0];
    assert_eq!(county.revenue, revenue);
    let pressure = (pay + grants) as f64 / revenue as f64;
    assert_near("fiscal pressure", county.pressure.unwrap(), pressure, 1e-12);
    assert_near("fiscal pressure", pressure, 0.701_813, 1e-6);
    assert_near("metric", metric(&model, "fiscal_pressure"), pressure, 1e-12);
    assert_eq!(county.fulfilment.to_bits(), 1.0_f64.to_bits());
    assert_eq!(county.ledger.balance(Account::Treasury), revenue - pay - grants);
    let received = |to| {
        let ledgers = all::<Ledger>(&mut model);
        ledgers.iter().map(|ledger| ledger.moved_in_year(Account::Treasury, to)).sum::<i64>()
    };
    let appropriated = [Account::AppropriatedPay, Account::AppropriatedGrant].map(received);
    assert_eq!(appropriated, [pay, grants]);
}

#[test]
fn pay_comes_first_and_the_rest_is_shared_when_revenue_is_short() {
    let mut scenario = Scenario::baseline();
    for settings in &mut scenario.baseline {
        settings.funding.fiscal_sd = 0.0;
        settings.levers.revenue_per_adult = 150.0;
    }
    let mut poor = model(&scenario, 1);
    poor.step();
    // Revenue 150 x 49,200 = 7,380,000; f = (7,380,000 − 5,008,608) / 3,278,400.
    assert_near("f", counties(&mut poor)[0].fulfilment, 2_371_392.0 / 3_278_400.0, 1e-12);
    assert_near("pressure", metric(&poor, "fiscal_pressure"), 8_287_008.0 / 7_380_000.0, 1e-12);

    for settings in &mut scenario.baseline {
        settings.levers.revenue_per_adult = 50.0;
    }
    let mut broke = model(&scenario, 1);
    broke.step();
    // f_P = 2,460,000 / 5,008,608 and f = 0; everybody gets f_P of the pay, rounded down by community
    // and year (and by month) to the fen: at most two fen of the month's bill lost, of 1,078,800.
    let paid = 2_460_000.0 / 5_008_608.0;
    assert_near("f", counties(&mut broke)[0].fulfilment, 0.0, 30.0 / 327_840_000.0);
    for (tally, team) in all::<Tally>(&mut broke).iter().zip(all::<Team>(&mut broke)) {
        if team.in_post() == team.posts.len() {
            assert_near("share paid", tally.paid_share / tally.payroll, paid, 2.0 / 1_078_800.0);
        }
    }
}

#[test]
fn the_revenue_of_a_county_of_a_table_gives_the_pressure_of_the_default_place() {
    let mut scenario = Scenario::baseline();
    for settings in &mut scenario.baseline {
        settings.funding.fiscal_sd = 0.0;
    }
    let mixed = vec![(Zone::Urban, 700), (Zone::Rural, 300), (Zone::Pastoral, 90)];
    let counties_of_table = [
        ("mixed".to_owned(), mixed),
        ("city".to_owned(), vec![(Zone::Urban, 2_500), (Zone::Urban, 1_111)]),
        ("herders".to_owned(), vec![(Zone::Pastoral, 7)]),
    ];
    scenario.place = table(&counties_of_table).into();
    let revenue = revenue_by_county(&scenario);
    // City: 2,500 and 1,111 adults have 4 posts each (13 x 3,125 / 10,000 = 4.06).
    let city = 1.425 * (12.0 * 8.0 * 3_720.0 + 130_000.0 + 27.0 * 3_611.0) / 3_611.0;
    assert_near("revenue per adult", revenue[1], city, 1e-9);
    let mut model = model(&scenario, 3);
    model.step();
    for county in counties(&mut model) {
        // Revenue is rounded to the fen, half a fen of more than 10 million.
        assert_near(&county.name, county.pressure.unwrap(), 1.0 / 1.425, 0.5 / 1e7);
    }
}

#[test]
fn a_month_of_money_computed_by_hand_is_right_to_the_fen() {
    let mut settings = still(1, 1_000);
    settings.levers.revenue_per_adult = 400.0;
    settings.levers.release_delay = 2;
    settings.administration.admin_load = 1.0;
    let mut delayed = model(&town(settings.clone()), 5);
    run(&mut delayed, 3);
    // 4 full-time posts: 14,880 yuan a month; P = 178,560, O = 65,000 + 27,000, revenue 400,000.
    let county = &counties(&mut delayed)[0];
    assert_near("pressure", county.pressure.unwrap(), 270_560.0 / 400_000.0, 1e-12);
    assert_eq!(county.ledger.balance(Account::Treasury), 12_944_000);
    let ledger = &all::<Ledger>(&mut delayed)[0];
    let moved = |from, to| ledger.moved_in_month(from, to);
    use Account::{
        Activity, AppropriatedGrant, AppropriatedPay, Discretionary, Events, Office, Operating,
        Outside, Personnel, Service, SocialOrganisations, Township, Trainers, Training, Wages,
    };
    // March, the first release: a tenth of 92,000; 1,380 kept, 7,820 split.
    assert_eq!(moved(AppropriatedPay, Personnel), 1_488_000);
    assert_eq!(moved(Personnel, Wages), 1_488_000);
    assert_eq!(moved(AppropriatedGrant, Township), 138_000);
    let split = [Operating, Service, Activity, Training, Discretionary, SocialOrganisations];
    let parts = split.map(|account| moved(AppropriatedGrant, account));
    assert_eq!(parts, [351_900, 195_500, 93_840, 46_920, 31_280, 62_560]);
    assert_eq!(moved(Outside, Discretionary), 15_000, "self-raised: .15 x 1,000 yuan");
    // Tasks 185 + 77 hours, less 4.5 %: 250.21 of 640 hours, at 12 yuan: 3,002.52.
    assert_eq!(moved(Operating, Office), 300_252);
    assert_eq!((moved(Service, Office), moved(Activity, Office)), (0, 0));
    // Training 4 x 8/12 hours at 40 yuan: 106.67. Activities: .6 x .2 x 387.12 / 12 = 3.87 events can
    // be staffed, 938.40 yuan pay 1.17 of 800 yuan: all of it is spent.
    assert_eq!(moved(Training, Trainers), 10_667);
    assert_eq!(moved(Activity, Events), 93_840);
    assert_eq!(ledger.balance(Operating), 351_900 - 300_252);
    assert_eq!(ledger.balance(Service), 195_500);
    assert_eq!(ledger.balance(Training), 46_920 - 10_667);
    assert_eq!(ledger.balance(Discretionary), 3 * 15_000 + 31_280);
    assert_eq!(ledger.balance(Personnel) + ledger.arrears, 0);
    assert_eq!(ledger.balance(Office), 300_252, "in January and February nobody could pay it");
    let hours = delayed.world().resource::<Townships>().0[0].social_hours;
    // Hours are added up in grains of 2⁻²⁰ hours, so that no order of communities shows.
    assert_near("hours of social organisations", hours, 625.60 / 55.0, 2.0_f64.powi(-21));
    let spent = 1_488_000 + 138_000 + 62_560 + 300_252 + 10_667 + 93_840;
    let spending = 12.0 * f64::from(spent) / 100.0 / 1_000.0;
    assert_near("spending", metric(&delayed, "spending"), spending, 1e-9);

    // On time, a twelfth: 7,666.66 in January, 1,149.99 kept, 6,516.67 split and the remainders of
    // rounding to social organisations. Operating money (2,932.50) does not pay the office: the
    // service account pays 70.02.
    settings.levers.release_delay = 0;
    let mut timely = model(&town(settings), 5);
    timely.step();
    let ledger = &all::<Ledger>(&mut timely)[0];
    let moved = |from, to| ledger.moved_in_month(from, to);
    assert_eq!(moved(AppropriatedGrant, Township), 114_999);
    let parts = split.map(|account| moved(AppropriatedGrant, account));
    assert_eq!(parts, [293_250, 162_916, 78_200, 39_100, 26_066, 52_135]);
    assert_eq!((moved(Operating, Office), moved(Service, Office)), (293_250, 7_002));
    run(&mut timely, 11);
    let ledger = &all::<Ledger>(&mut timely)[0];
    let released: i64 =
        split.map(|account| ledger.moved_in_year(AppropriatedGrant, account)).iter().sum();
    assert_eq!(released + ledger.moved_in_year(AppropriatedGrant, Township), 9_200_000);
    assert_eq!(ledger.balance(AppropriatedGrant) + ledger.balance(AppropriatedPay), 0);
}

#[test]
fn a_pay_rise_above_the_budget_becomes_arrears_that_grow_by_the_difference() {
    let scenario = town(still(1, 1_000)).with_policy(id("pay_ratio"), 0.9);
    let mut model = model(&scenario, 5);
    run(&mut model, 3);
    // From month 4 four cadres earn 21,600 yuan and 14,880 arrive: 6,720 more are owed each month.
    for month in 1..=9_i64 {
        model.step();
        assert_eq!(all::<Ledger>(&mut model)[0].arrears, 672_000 * month);
        // Arrears come first: of the 14,880 this is left for the month's bill.
        let left = (14_880 - 6_720 * (month - 1)).max(0) as f64;
        assert_near("paid", metric(&model, "paid_share"), left / 21_600.0, 1e-12);
    }
    // Next January the budget knows the new pay; what is owed stays owed and is paid first.
    model.step();
    assert_eq!(all::<Ledger>(&mut model)[0].arrears, 672_000 * 9);
    assert_near("paid", metric(&model, "paid_share"), 0.0, 1e-12);
}

#[test]
fn revenue_grows_as_compound_interest() {
    let mut settings = still(1, 100);
    settings.funding.growth = 0.05;
    let mut model = model(&town(settings), 5);
    for year in 0..4 {
        run(&mut model, 12);
        let revenue = 500_000.0 * 1.05_f64.powi(year);
        // Rounded to the fen.
        assert_near("revenue", counties(&mut model)[0].revenue as f64, 100.0 * revenue, 0.5 + 1e-6);
    }
}
