//! Limits: each submodel agrees with its closed form where there is one (model section 5), through
//! the real systems of a tiny world in which everything else is switched off.
//!
//! Claims about chance use [`assert_trials`], whose bound follows from Bernstein's inequality: a
//! false alarm at most once in a million new sets of seeds, whatever the number of trials. The file
//! makes some 200 such claims; seeds are fixed, so an alarm can only come with a change of the code.

use bevy_ecs::component::Mutable;
use bevy_ecs::prelude::*;
use statrs::distribution::{Beta, ContinuousCDF};

use cogov::math::{exp, ln, pow};
use cogov::metric::{Detail, METRICS, find};
use cogov::model::{Model, revenue_by_county};
use cogov::place::{CommunityRow, CountyRow, Given, Place, TownshipRow};
use cogov::policy::{Change, ChangeKind, Operation, Scenario, Target, Waves};
use cogov::quantity::{Education, Franchise, MigrantRights, Value, ZONES, Zone};
use cogov::random::unit32;
use cogov::setting::{NeedRow, ServiceType, SettingId, Settings, Unpaid};
use cogov::world::community::{Gathering, InForce, Office, Record, Site};
use cogov::world::county::{Counties, County, Townships};
use cogov::world::ledger::{Account, Ledger};
use cogov::world::request::Queue;
use cogov::world::resident::{
    ActLuck, Belonging, Birth, Efficacy, Habit, Ids, Norm, Satisfaction, Since, Took, TookPart,
    TraitsOf, Trust,
};
use cogov::world::tally::Tally;
use cogov::world::team::{Cadre, Team};

/// Settings of a town in which nothing happens: no tasks, needs, disputes, meetings, elections,
/// quits, hires, moves, and no attitude or skill that drifts by itself. All posts are held and the
/// county is rich. A test switches on what it is about.
fn still(communities: u32, adults: u32) -> Settings {
    let mut settings = Settings::defaults(Zone::Urban);
    settings.place.communities = communities;
    settings.place.adults = adults;
    settings.place.migrant_share = 0.0;
    settings.levers.revenue_per_adult = 5_000.0;
    settings.levers.release_delay = 0;
    settings.levers.procedural_openness = 0.0;
    settings.levers.settlement_rate = 0.0;
    settings.funding.fiscal_sd = 0.0;
    settings.posts.posts_filled = 1.0;
    settings.administration.admin_load = 0.0;
    settings.administration.campaign_sd = 0.0;
    settings.administration.burnout_hours = 0.0;
    settings.needs.need_rate = 0.0;
    settings.disputes.dispute_rate = 0.0;
    settings.participation.event_reach = 0.0;
    settings.elections.first_election = 1_200;
    settings.attitudes.record_trust = 0.0;
    settings.attitudes.record_satisfaction = 0.0;
    settings.attitudes.belonging_return = 0.0;
    settings.attitudes.efficacy_return = 0.0;
    settings.cadres.burnout_speed = 0.0;
    settings.cadres.skill_training = 0.0;
    settings.cadres.skill_practice = 0.0;
    settings.cadres.skill_decay = 0.0;
    settings.cadres.quit_base = 0.0;
    settings.cadres.applicants = 0.0;
    settings.demography.mortality_base = 0.0;
    settings.demography.outflow_factor = 0.0;
    settings.demography.coming_of_age = 0.0;
    settings.demography.inflow = 0.0;
    settings
}

/// Teams so cheap that even a handful of adults can pay them.
fn cheap_teams(settings: &mut Settings, posts: u32) {
    settings.posts.min_staff = posts;
    settings.funding.local_wage = 100.0;
    settings.levers.base_grant = 0.0;
    settings.levers.grant_per_adult = 0.0;
}

/// A county of urban communities with these settings.
fn town(settings: Settings) -> Scenario {
    let mut baseline = [settings.clone(), settings.clone(), settings];
    baseline[Zone::Rural.index()].place.communities = 0;
    baseline[Zone::Pastoral.index()].place.communities = 0;
    county(baseline)
}

fn county(baseline: [Settings; 3]) -> Scenario {
    let place = Place::synthetic(&baseline).into();
    Scenario { months: 1_200, burn_in: 3, place, baseline, ..Scenario::baseline() }
}

/// A place read from a table: counties with their communities as (zone, adults).
fn table(counties: &[(String, Vec<(Zone, u32)>)]) -> Place {
    let mut place = Place {
        counties: counties
            .iter()
            .map(|(name, _)| CountyRow { name: name.clone(), name_zh: None })
            .collect(),
        townships: Vec::new(),
        communities: Vec::new(),
        from_table: true,
    };
    for (county, (name, communities)) in counties.iter().enumerate() {
        place.townships.push(TownshipRow { name: name.clone(), name_zh: None, county });
        for &(zone, adults) in communities {
            let code = format!("{}", place.communities.len());
            place.communities.push(CommunityRow {
                name: code.clone(),
                code,
                county,
                township: county,
                zone,
                adults,
                migrant_share: 0.0,
                given: Given::default(),
            });
        }
    }
    place
}

fn model(scenario: &Scenario, seed: u64) -> Model {
    Model::new(scenario, seed, Detail::County, false)
}

fn run(model: &mut Model, months: u32) {
    for _ in 0..months {
        model.step();
    }
}

fn lever(id: &str) -> SettingId {
    SettingId::find(id).unwrap_or_else(|| unreachable!("no setting {id}"))
}

/// A change of a setting in time and space.
fn change(setting: &str, value: f64, from: u32, target: Target) -> Change {
    Change {
        kind: ChangeKind::Intervention,
        name: setting.to_owned(),
        setting: lever(setting),
        operation: Operation::Value([value; 3]),
        from,
        until: None,
        ramp: 0,
        target,
    }
}

/// A component of all communities, in the order of the place.
fn all<C: Component + Clone>(model: &mut Model) -> Vec<C> {
    let world = model.world();
    let mut query = world.query::<(&Site, &C)>();
    let mut found: Vec<_> =
        query.iter(world).map(|(site, component)| (site.index, component.clone())).collect();
    found.sort_by_key(|&(index, _)| index);
    found.into_iter().map(|(_, component)| component).collect()
}

/// Changes a component of all communities.
fn alter<C: Component<Mutability = Mutable>>(model: &mut Model, act: impl Fn(usize, &mut C)) {
    let world = model.world();
    let mut query = world.query::<(&Site, &mut C)>();
    for (site, mut component) in query.iter_mut(world) {
        act(site.index, &mut component);
    }
}

fn counties(model: &mut Model) -> Vec<County> {
    model.world().resource::<Counties>().0.clone()
}

/// The tally of the month, summed over communities by a function.
fn tallied(model: &mut Model, of: impl Fn(&Tally) -> f64) -> f64 {
    all::<Tally>(model).iter().map(of).sum()
}

/// The value of a metric of the county in the month.
fn metric(model: &Model, id: &str) -> f64 {
    // The county is the first area.
    let at = find(id).unwrap_or_else(|| unreachable!("no metric {id}"));
    model.recorder().month()[..METRICS.len()][at]
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Independent trials (or independent Poisson counts, which obey the same bound): how many came
/// true, how many should have, and the variance of that.
#[derive(Clone, Copy, Default)]
struct Trials {
    count: f64,
    mean: f64,
    variance: f64,
}

impl Trials {
    fn expect(&mut self, chance: f64) {
        self.mean += chance;
        self.variance += chance * (1.0 - chance);
    }

    fn of(count: f64, trials: f64, chance: f64) -> Self {
        let mean = trials * chance;
        Self { count, mean, variance: mean * (1.0 - chance) }
    }

    fn poisson(count: f64, mean: f64) -> Self {
        Self { count, mean, variance: mean }
    }
}

/// Asserts that as many trials came true as their chances say. Bernstein's inequality: the chance
/// that the count is off by t or more is at most 2·exp(−t²/(2(V + t/3))), V the variance (also for a
/// sum of months each with chances given the months before, by Freedman's inequality). The bound t
/// solves this for 10⁻⁶; with a large V it is 5.4 standard deviations.
#[track_caller]
#[expect(clippy::print_stdout, reason = "the figures, for those who run it with --nocapture")]
fn assert_trials(what: &str, trials: Trials) {
    let Trials { count, mean, variance } = trials;
    let level = ln(2.0 / 1e-6);
    let bound = level / 3.0 + (level * level / 9.0 + 2.0 * level * variance).sqrt();
    let off = count - mean;
    println!("{what}: {count} against {mean:.1}, off by {off:.1}, bound {bound:.1}");
    assert!(off.abs() <= bound, "{what}: {count} against {mean:.1}, bound {bound:.1}");
}

#[track_caller]
fn assert_near(what: &str, found: f64, expected: f64, bound: f64) {
    assert!((found - expected).abs() <= bound, "{what}: {found} against {expected} ± {bound:e}");
}

/// Bound for a column in single precision after some months. A month's step of a value in [0, 1] has
/// at most 8 roundings of half a unit in the last place (2⁻²⁵) each, coefficients included, and
/// shrinks the errors before it: below 2⁻²² a month.
fn single(months: u32) -> f64 {
    f64::from(months) * 2.0_f64.powi(-22)
}

/// Bound for a value in double precision after some months, with the same argument: 2⁻⁵¹ a month.
fn double(months: u32) -> f64 {
    f64::from(months) * 2.0_f64.powi(-51)
}

// ---------------------------------------------------------------------------------- money (5.1)

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
    let scenario = town(still(1, 1_000)).with_policy(lever("pay_ratio"), 0.9);
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

// --------------------------------------------------------------------- campaigns and hours (5.2)

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
    let clarity = lever("mandate_clarity");
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

// ------------------------------------------------------------------- needs and disputes (5.3, 5.4)

#[test]
fn needs_and_voice_have_their_chances() {
    let mut settings = still(30, 3_000);
    settings.place.migrant_share = 0.3;
    settings.needs.need_rate = 0.1;
    settings.levers.service_scope = 0.4;
    // Tasks of ten times the usual: 544 of 640 hours are done, of core tasks of .4 x 4,160 hours.
    settings.administration.admin_load = 10.0;
    // Nobody serves and no money is split, so that the month's requests stay in the queue as filed.
    settings.levers.outreach_share = 1.0;
    (settings.levers.base_grant, settings.levers.grant_per_adult) = (0.0, 0.0);
    settings.levers.staff_per_10k = 2.0;
    let rows = settings.need.rows;
    let mut model = model(&town(settings), 7);
    let (birth, traits) = (all::<Birth>(&mut model), all::<TraitsOf>(&mut model));
    let (trust, efficacy) = (all::<Trust>(&mut model), all::<Efficacy>(&mut model));
    model.step();
    let neglect = 1.0 - 544.0 / (0.4 * 4_160.0);
    let (mut needs, mut filed) = (Trials::default(), [Trials::default(); 2]);
    let mut kinds = [[Trials::default(); 7]; 2];
    let queues = all::<Queue>(&mut model);
    for at in 0..30 {
        for row in 0..3_000 {
            let elder = if (1.0 - birth[at].0[row]) / 12.0 >= 60.0 { 1.3 } else { 1.0 };
            let need = 0.1 * 1.1 * (1.0 + neglect) * elder;
            needs.expect(need);
            let migrant = traits[at].0[row].is_migrant();
            let access = if migrant { 0.65 } else { 1.0 };
            let (trust, efficacy) = (f64::from(trust[at].0[row]), f64::from(efficacy[at].0[row]));
            let voice = logistic(0.1 + 3.0 * (trust - 0.5) + 1.2 * (efficacy - 0.5));
            filed[usize::from(migrant)].expect(need * access * voice);
        }
        let mut ids: Vec<u32> = queues[at].0.iter().map(|request| request.resident).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "one need at most a month");
        for request in &queues[at].0 {
            let migrant = traits[at].0[usize::from(request.row)].is_migrant();
            filed[usize::from(migrant)].count += 1.0;
            let kinds = &mut kinds[usize::from(migrant)];
            kinds[usize::from(request.kind)].count += 1.0;
            for (kind, row) in kinds.iter_mut().zip(&rows) {
                kind.expect(if migrant { row.migrant } else { row.local });
            }
            let row = rows[usize::from(request.kind)];
            let hours = row.hours * if row.crosses { 1.6 } else { 1.0 };
            assert_near("hours of a request", f64::from(request.left), hours, 1e-6);
        }
    }
    needs.count = tallied(&mut model, |tally| tally.needs);
    assert_trials("needs", needs);
    assert_trials("requests of locals", filed[0]);
    assert_trials("requests of migrants", filed[1]);
    for (status, kinds) in ["locals", "migrants"].iter().zip(kinds) {
        for (kind, trials) in kinds.into_iter().enumerate() {
            assert_trials(&format!("{status}' requests of type {kind}"), trials);
        }
    }
}

#[test]
fn disputes_are_poisson_and_settled_with_their_chance_and_the_rest_costs_trust() {
    let mut settings = still(40, 500);
    settings.place.migrant_share = 0.3;
    settings.disputes.dispute_rate = 10.0;
    settings.administration.hours_full = 40.0;
    settings.levers.training_hours = 0.0;
    let mut model = model(&town(settings), 7);
    let (mut number, mut settled) = (Trials::default(), Trials::default());
    let mut limited = 0;
    for _ in 0..24 {
        let before = [
            all::<Trust>(&mut model).into_iter().map(|x| x.0).collect::<Vec<_>>(),
            all::<Satisfaction>(&mut model).into_iter().map(|x| x.0).collect(),
            all::<Belonging>(&mut model).into_iter().map(|x| x.0).collect(),
        ];
        let (traits, teams) = (all::<TraitsOf>(&mut model), all::<Team>(&mut model));
        model.step();
        let (tallies, trust) = (all::<Tally>(&mut model), all::<Trust>(&mut model));
        for (at, tally) in tallies.iter().enumerate() {
            let mean = |column: usize, of: &dyn Fn(bool) -> bool| {
                let rows = before[column][at].iter().zip(&traits[at].0);
                let rows = rows.filter(|(_, traits)| of(traits.is_migrant()));
                let (sum, n) =
                    rows.fold((0.0, 0.0), |(sum, n), (&x, _)| (sum + f64::from(x), n + 1.0));
                (sum / n, n)
            };
            let (locals, migrants) = (mean(2, &|migrant| !migrant), mean(2, &|migrant| migrant));
            let share = migrants.1 / 500.0;
            let rate = 10.0
                * 0.5
                * (1.0
                    + 1.5 * (1.0 - mean(1, &|_| true).0)
                    + 2.0 * (locals.0 - migrants.0).abs() * 4.0 * share * (1.0 - share));
            number.count += tally.disputes;
            number.mean += rate;
            number.variance += rate;
            // 4 x 40 hours, a fifth for outreach: 128 hours; half of them hear 10 disputes.
            let heard = tally.disputes.min(10.0);
            limited += u32::from(tally.disputes > 10.0);
            let skill = teams[at].mean_skill(1.0);
            let chance = 0.30 + 0.35 * mean(0, &|_| true).0 + 0.30 * skill;
            settled.count += tally.disputes - tally.escalations;
            settled.mean += heard * chance;
            settled.variance += heard * chance * (1.0 - chance);
            let calm = 1.0 - 0.004 * 2.0 * tally.escalations;
            for (&before, &after) in before[0][at].iter().zip(&trust[at].0) {
                assert_near("trust", f64::from(after), f64::from(before) * calm, single(1));
            }
        }
    }
    assert!(limited > 20, "the hours were short now and then: {limited}");
    assert_trials("disputes", number);
    assert_trials("disputes settled", settled);
}

// --------------------------------------------------------------------------------- service (5.5)

/// A town whose needs are all of one type that takes two hours and no materials, and whose cadres
/// do nothing but serve: 160 hours a month.
fn counter(communities: u32, adults: u32, need_rate: f64, patience: f64) -> Settings {
    let mut settings = still(communities, adults);
    settings.needs.need_rate = need_rate;
    settings.needs.need_elder = 1.0;
    settings.needs.voice_base = 10.0;
    (settings.needs.voice_trust, settings.needs.voice_efficacy) = (0.0, 0.0);
    settings.administration.hours_full = 40.0;
    settings.levers.training_hours = 0.0;
    settings.levers.outreach_share = 0.0;
    settings.levers.volunteer_hours = 0.0;
    settings.service.patience = patience;
    settings.need.rows = [NeedRow {
        local: 0.0,
        migrant: 0.0,
        hours: 2.0,
        materials: 0.0,
        crosses: false,
        social: false,
        volunteers: false,
    }; 7];
    settings.need.rows[ServiceType::SocialSecurity.index()].local = 1.0;
    settings
}

/// Requests that the cadres of each community finish in a month: 160 x (.5 + K̄) / 2 hours.
fn pace(model: &mut Model) -> Vec<f64> {
    all::<Team>(model).iter().map(|team| 160.0 * (0.5 + team.mean_skill(1.0)) / 2.0).collect()
}

#[test]
fn without_impatience_an_overloaded_queue_is_worked_off_at_the_pace_of_its_hours() {
    let mut model = model(&town(counter(6, 400, 0.5, 120.0)), 3);
    let pace = pace(&mut model);
    let (mut filed, mut finished) = (vec![0.0; 6], vec![0.0; 6]);
    for month in 1..=30 {
        model.step();
        for (at, tally) in all::<Tally>(&mut model).iter().enumerate() {
            filed[at] += tally.filed;
            finished[at] += tally.resolved + tally.failed;
            assert_near("hours of cadres", tally.hours_cadres, 2.0 * pace[at], 1e-9);
            // Work is done at a constant pace; one request at most is part done. The hours left of a
            // request are single: 2⁻²³ of two hours are lost a month at most.
            let part_done = f64::from(month) * pace[at] - finished[at];
            assert!((-1e-4..1.0001).contains(&part_done), "{part_done} of one request");
            assert_near("backlog", tally.backlog, filed[at] - finished[at], 0.0);
            assert_near("lapsed", tally.lapsed, 0.0, 0.0);
        }
    }
    assert!(filed.iter().zip(&finished).all(|(filed, finished)| *filed > 1.5 * finished));
}

#[test]
fn impatience_bounds_the_backlog_of_an_overloaded_queue_and_not_the_work_done() {
    let mut model = model(&town(counter(6, 400, 0.5, 3.0)), 3);
    let pace = pace(&mut model);
    let mut filed: Vec<Vec<f64>> = vec![Vec::new(); 6];
    let (mut finished, mut lapsed) = (vec![0.0; 6], vec![0.0; 6]);
    for month in 1..=40_usize {
        model.step();
        for (at, tally) in all::<Tally>(&mut model).iter().enumerate() {
            filed[at].push(tally.filed);
            let done = tally.resolved + tally.failed;
            (finished[at], lapsed[at]) = (finished[at] + done, lapsed[at] + tally.lapsed);
            assert_near("hours of cadres", tally.hours_cadres, 2.0 * pace[at], 1e-9);
            // The first may have been begun last month, the last be left half done.
            assert!((done - pace[at]).abs() < 1.0001, "{done} against {}", pace[at]);
            // Requests of three months and more ago are gone.
            let recent: f64 = filed[at].iter().rev().take(3).sum();
            assert!(tally.backlog <= recent, "{} of {recent}", tally.backlog);
            let all: f64 = filed[at].iter().sum();
            assert_near("balance", all, finished[at] + lapsed[at] + tally.backlog, 0.0);
            if month > 12 {
                // The fluid limit: served are those who have waited for the whole patience, as many
                // as the pace allows, and the others of their month lapse (one of them half done).
                let oldest = filed[at][month - 4];
                assert!(oldest > pace[at] + 1.0);
                assert_near("months", tally.resolved_months, 3.0 * tally.resolved, 0.0);
                assert_near("pace", done, (pace[at] + 1e-9).floor(), 0.0);
                assert_near("lapsed", tally.lapsed, oldest - done, 0.0);
            }
        }
    }
}

#[test]
fn with_hours_to_spare_all_requests_end_at_once_and_are_resolved_with_their_chance() {
    let mut model = model(&town(counter(6, 400, 0.1, 3.0)), 3);
    let chances: Vec<f64> =
        all::<Team>(&mut model).iter().map(|team| 0.55 + 0.40 * team.mean_skill(1.0)).collect();
    let mut resolved = Trials::default();
    for _ in 0..120 {
        model.step();
        for (tally, &chance) in all::<Tally>(&mut model).iter().zip(&chances) {
            assert_near("ended", tally.resolved + tally.failed, tally.filed, 0.0);
            assert_near("backlog", tally.backlog, 0.0, 0.0);
            assert_near("hours", tally.hours_cadres, 2.0 * tally.filed, 1e-9);
            resolved.count += tally.resolved;
            resolved.mean += tally.filed * chance;
            resolved.variance += tally.filed * chance * (1.0 - chance);
        }
        let age = metric(&model, "months_to_resolve");
        assert_near("months", age, 0.0, 0.0);
    }
    assert_trials("resolved", resolved);
}

#[test]
fn the_track_record_is_an_exponential_average_of_the_share_resolved() {
    for (chance, limit) in [(1.0, 1.0), (0.0, 0.0)] {
        let mut settings = counter(3, 200, 0.3, 3.0);
        settings.service.resolve_base = chance;
        settings.service.resolve_skill = 0.0;
        settings.service.resolve_max = 1.0;
        let mut model = model(&town(settings), 3);
        for month in 1..=24 {
            model.step();
            let expected = limit + (0.5 - limit) * (5.0_f64 / 6.0).powi(month as i32);
            for record in all::<Record>(&mut model) {
                assert_near("record", record.0, expected, double(month));
            }
        }
    }
    // And of any shares, months without an ended request left out.
    let mut settings = counter(3, 20, 0.05, 3.0);
    settings.service.record_months = 4.0;
    let mut model = model(&town(settings), 3);
    let (mut expected, mut idle) = ([0.5; 3], 0);
    for month in 1..=24 {
        model.step();
        for (at, tally) in all::<Tally>(&mut model).iter().enumerate() {
            if tally.ended() > 0.0 {
                expected[at] += (tally.resolved / tally.ended() - expected[at]) / 4.0;
            } else {
                idle += 1;
            }
        }
        for (record, expected) in all::<Record>(&mut model).iter().zip(expected) {
            assert_near("record", record.0, expected, double(month));
        }
    }
    assert!(idle > 5, "months without an ended request occurred: {idle}");
}

// ------------------------------------------------------------- participation and elections (5.6, 5.7)

/// Attitudes and person of one resident.
struct Person {
    migrant: bool,
    age: f64,
    tenure: f64,
    trust: f64,
    belonging: f64,
    efficacy: f64,
    norm: f64,
    habit: f64,
    satisfaction: f64,
    tertiary: bool,
}

/// The residents of all communities, as of a month.
fn people(model: &mut Model, month: f64) -> Vec<Vec<Person>> {
    let (birth, since) = (all::<Birth>(model), all::<Since>(model));
    let (traits, trust) = (all::<TraitsOf>(model), all::<Trust>(model));
    let (belonging, efficacy) = (all::<Belonging>(model), all::<Efficacy>(model));
    let (norm, habit) = (all::<Norm>(model), all::<Habit>(model));
    let satisfaction = all::<Satisfaction>(model);
    let person = |at: usize, row: usize| Person {
        migrant: traits[at].0[row].is_migrant(),
        age: (month - f64::from(birth[at].0[row])) / 12.0,
        tenure: month - f64::from(since[at].0[row]),
        trust: trust[at].0[row].into(),
        belonging: belonging[at].0[row].into(),
        efficacy: efficacy[at].0[row].into(),
        norm: norm[at].0[row].into(),
        habit: habit[at].0[row].into(),
        satisfaction: satisfaction[at].0[row].into(),
        tertiary: traits[at].0[row].education() == Education::Tertiary,
    };
    (0..birth.len()).map(|at| (0..birth[at].0.len()).map(|row| person(at, row)).collect()).collect()
}

#[test]
fn participation_at_fixed_attitudes_is_logistic() {
    let mut settings = still(40, 1_000);
    settings.place.migrant_share = 0.3;
    settings.participation.event_reach = 0.28;
    settings.service.distance = 1.5;
    settings.levers.training_hours = 0.0;
    settings.levers.procedural_openness = 0.5;
    settings.levers.migrant_rights = MigrantRights::AfterMonths;
    settings.levers.integration_support = Unpaid::from(0.5);
    settings.programmes.cost_integration_support = 0.0;
    settings.participation.migrant_barrier = 1.0;
    let mut model = model(&town(settings), 9);
    let people = people(&mut model, 1.0);
    model.step();
    // O = .2 x 640 hours; .6 of them staff 128 x .6 / (12 x 1.5) = 4.3 events, and January's money
    // (.12 of what is left of 92,000 / 12 yuan after 15 %) pays .9775. Meetings reach .64, the
    // procedure opens to .5.
    let (reach, asked) = (1.0 - exp(-0.28 * 0.9775), 0.5);
    let (mut political, mut civic) = ([Trials::default(); 2], [Trials::default(); 2]);
    let (took, luck) = (all::<TookPart>(&mut model), all::<ActLuck>(&mut model));
    let mut close = 0;
    for (at, gathering) in all::<Gathering>(&mut model).iter().enumerate() {
        assert_near("events", gathering.events, 0.9775, 1e-9);
        assert_near("reach", gathering.reach, reach, 1e-9);
        assert_near("asked", gathering.asked, asked, 1e-12);
        for (row, person) in people[at].iter().enumerate() {
            let barrier = 0.5 * exp(-person.tenure / 36.0);
            let chance = logistic(
                -1.65
                    + (person.belonging - 0.5)
                    + 0.8 * (person.efficacy - 0.5)
                    + 0.8 * (person.trust - 0.5)
                    + 2.0 * (person.norm - 0.35)
                    + person.habit
                    + if person.age >= 60.0 { 0.2 } else { 0.0 }
                    - if person.migrant { barrier } else { 0.0 },
            );
            let eligible = !person.migrant || person.tenure >= 24.0;
            let deliberates = if eligible { asked * chance } else { 0.0 };
            political[usize::from(person.migrant)].expect(deliberates);
            let joins = (1.0 - deliberates) * reach * chance;
            civic[usize::from(person.migrant)].expect(joins);
            // One draw decides, unless it is nearer to a threshold than single precision can tell: 8
            // roundings of sums below 4 in the exponent (2⁻²⁴ x 2 each, times p(1 − p) at most 1/4),
            // and the polynomial's 3·10⁻⁷.
            let draw = f64::from(unit32(luck[at].0[row]));
            let act = match draw {
                draw if draw < deliberates => Took::POLITICAL,
                draw if draw < deliberates + joins => Took::CIVIC,
                _ => 0,
            };
            if [deliberates, deliberates + joins].iter().all(|at| (draw - at).abs() > 6e-7) {
                assert_eq!(took[at].0[row], act, "what resident {row} of community {at} does");
            } else {
                close += 1;
            }
        }
        for status in 0..2 {
            political[status].count += f64::from(gathering.political[status]);
            civic[status].count += f64::from(gathering.civic[status]);
        }
    }
    assert!(close < 10, "draws too close to call: {close} of 40,000");
    for (status, name) in ["locals", "migrants"].iter().enumerate() {
        assert_trials(&format!("political, {name}"), political[status]);
        assert_trials(&format!("civic, {name}"), civic[status]);
    }
    // With no coefficient but the base everybody has the same chance.
    let mut settings = still(40, 1_000);
    let participation = &mut settings.participation;
    (participation.join_base, participation.join_belonging) = (0.4, 0.0);
    (participation.join_efficacy, participation.join_trust) = (0.0, 0.0);
    (participation.join_norm, participation.join_habit) = (0.0, 0.0);
    (participation.join_elder, participation.migrant_barrier) = (0.0, 0.0);
    settings.levers.procedural_openness = 0.3;
    let mut model = self::model(&town(settings), 9);
    model.step();
    let count = tallied(&mut model, |tally| tally.political);
    assert_trials("the same chance", Trials::of(count, 40_000.0, 0.3 * logistic(0.4)));
}

#[test]
fn turnout_at_fixed_attitudes_is_logistic() {
    for rights in [MigrantRights::None, MigrantRights::AfterMonths, MigrantRights::Full] {
        let mut settings = still(24, 1_500);
        settings.place.migrant_share = 0.3;
        settings.elections.first_election = 1;
        settings.levers.franchise = Franchise::Direct;
        settings.levers.migrant_rights = rights;
        let mut model = model(&town(settings), 9);
        let people = people(&mut model, 1.0);
        model.step();
        let after = self::people(&mut model, 1.0);
        let tallies = all::<Tally>(&mut model);
        let mut votes = Trials::default();
        for ((people, after), tally) in people.iter().zip(&after).zip(&tallies) {
            let (mut entitled, mut voted) = (0.0, 0.0);
            for (person, after) in people.iter().zip(after) {
                let may = !person.migrant
                    || match rights {
                        MigrantRights::None => false,
                        MigrantRights::AfterMonths => person.tenure >= 24.0,
                        MigrantRights::Full => true,
                    };
                // Efficacy tells who voted: + .06(1 − E), − .05 E for those who may not, else as it was.
                let rises = person.efficacy + 0.06 * (1.0 - person.efficacy);
                if !may {
                    assert_near("excluded", after.efficacy, 0.95 * person.efficacy, single(1));
                    continue;
                }
                entitled += 1.0;
                votes.expect(logistic(
                    -0.1 + 1.2 * (person.belonging - 0.5)
                        + 1.5 * (person.efficacy - 0.5)
                        + (person.trust - 0.5)
                        + 1.5 * (person.norm - 0.35)
                        - if person.age < 30.0 { 0.8 } else { 0.0 },
                ));
                if after.efficacy != person.efficacy {
                    voted += 1.0;
                    assert_near("voter", after.efficacy, rises, single(1));
                }
            }
            assert_near("entitled", tally.entitled, entitled, 0.0);
            assert_near("votes", tally.votes, voted, 0.0);
            votes.count += voted;
            // Legitimacy: T + .05 x (turnout − .3), within [0, 1].
            let legitimacy = 0.05 * (tally.votes / 1_500.0 - 0.3);
            for (person, after) in people.iter().zip(after) {
                let trust = (person.trust + legitimacy).clamp(0.0, 1.0);
                assert_near("trust", after.trust, trust, single(1));
            }
        }
        assert_trials(&format!("turnout, rights {rights:?}"), votes);
    }
    // With no coefficient but the base; and if only representatives vote.
    let mut settings = still(24, 1_500);
    settings.elections.first_election = 1;
    let elections = &mut settings.elections;
    (elections.vote_base, elections.vote_belonging, elections.vote_efficacy) = (0.4, 0.0, 0.0);
    (elections.vote_trust, elections.vote_norm, elections.vote_young) = (0.0, 0.0, 0.0);
    let mut indirect = model(&town(settings.clone()), 9);
    indirect.step();
    let count = |model: &mut Model, of: fn(&Tally) -> f64| tallied(model, of);
    let entitled = count(&mut indirect, |tally| tally.entitled);
    assert_trials("representatives", Trials::of(entitled, 36_000.0, 0.06));
    let votes = count(&mut indirect, |tally| tally.votes);
    assert_trials("their votes", Trials::of(votes, entitled, logistic(0.4)));
    settings.levers.franchise = Franchise::Direct;
    let mut direct = model(&town(settings), 9);
    direct.step();
    let votes = count(&mut direct, |tally| tally.votes);
    assert_trials("votes of all", Trials::of(votes, 36_000.0, logistic(0.4)));
}

#[test]
fn elections_come_when_they_are_due() {
    let mut settings = still(2, 50);
    settings.elections.first_election = 5;
    settings.levers.term_months = 12;
    let mut model = model(&town(settings), 9);
    for month in 1..=60 {
        model.step();
        let voting = tallied(&mut model, |tally| tally.voting_adults);
        let due = month >= 5 && (month - 5) % 12 == 0;
        assert_near("adults at elections", voting, if due { 100.0 } else { 0.0 }, 0.0);
    }
}

// -------------------------------------------------------------------------------- attitudes (5.8)

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

// ----------------------------------------------------------------------------------- cadres (5.9)

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

// ------------------------------------------------------------------------------ demography (5.10)

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

// ------------------------------------------------------------------------- pilots and waves (7)

#[test]
fn waves_treat_as_many_communities_each_month_as_specified() {
    let mut settings = still(13, 1);
    cheap_teams(&mut settings, 1);
    let mut baseline = [settings.clone(), settings.clone(), settings];
    baseline[Zone::Rural.index()].place.communities = 0;
    baseline[Zone::Pastoral.index()].place.communities = 5;
    let mut scenario = county(baseline);
    let pilot = |share: f64, waves: Option<Waves>| Target {
        zone: Some(Zone::Urban),
        share: Some(share),
        waves,
        ..Target::default()
    };
    // A fifth of 13 is 2.6: three communities a wave, until there are no more.
    let waves = Some(Waves { every: 4, share: 0.2 });
    let rollout = change("one_stop", 1.0, 3, pilot(0.2, waves));
    let ends = Change { until: Some(16), ..change("service_scope", 1.0, 3, pilot(0.2, waves)) };
    let ramped = Change { ramp: 4, ..change("digital_records", 1.0, 3, pilot(0.2, waves)) };
    // Half of 13, rounded half up, is 7.
    let half = change("integration_support", 1.0, 3, pilot(0.5, None));
    scenario.changes = vec![rollout, ends, ramped, half];
    scenario.order_changes();
    for seed in 1..=5 {
        let mut model = model(&scenario, seed);
        let (mut before, mut start): (Vec<bool>, _) = (vec![false; 18], [0_u32; 18]);
        for month in 1..=30_u32 {
            model.step();
            let levers: Vec<_> =
                all::<InForce>(&mut model).into_iter().map(|it| it.0.levers.clone()).collect();
            let treated: Vec<bool> =
                levers.iter().map(|levers| levers.one_stop == Unpaid::from(1.0)).collect();
            let count = |of: &dyn Fn(usize) -> bool| (0..18).filter(|&at| of(at)).count();
            let expected = match month {
                0..=2 => 0,
                3..=6 => 3,
                7..=10 => 6,
                11..=14 => 9,
                15..=18 => 12,
                _ => 13,
            };
            assert_eq!(count(&|at| treated[at]), expected, "month {month}");
            assert_eq!(count(&|at| treated[at] && at >= 13), 0, "none outside the target");
            assert_eq!(count(&|at| before[at] && !treated[at]), 0, "none drops out");
            let until = if month <= 16 { expected } else { 0 };
            assert_eq!(count(&|at| levers[at].service_scope == 1.0), until, "month {month}");
            // All pilots of a seed share their ranks: the half begins with the first two waves.
            let in_half =
                count(&|at| treated[at] && levers[at].integration_support == Unpaid::from(1.0));
            assert_eq!(in_half, expected.min(7), "month {month}");
            for at in 0..18 {
                if treated[at] && !before[at] {
                    start[at] = month;
                }
                let weight =
                    if treated[at] { f64::from((month - start[at] + 1).min(4)) / 4.0 } else { 0.0 };
                assert_near("ramp", levers[at].digital_records.to_number(), weight, 1e-12);
            }
            before = treated;
        }
    }
}

#[test]
fn every_community_is_as_likely_as_any_other_to_be_in_a_pilot() {
    let mut settings = still(10, 1);
    cheap_teams(&mut settings, 1);
    let mut scenario = town(settings);
    let target = Target { share: Some(0.3), ..Target::default() };
    scenario.changes = vec![change("one_stop", 1.0, 1, target)];
    let mut chosen = [0.0; 10];
    for seed in 1..=5_000 {
        let mut model = model(&scenario, seed);
        model.step();
        for (count, in_force) in chosen.iter_mut().zip(all::<InForce>(&mut model)) {
            *count += in_force.0.levers.one_stop.to_number();
        }
    }
    for (at, count) in chosen.into_iter().enumerate() {
        assert_trials(&format!("community {at} in pilots"), Trials::of(count, 5_000.0, 0.3));
    }
}
