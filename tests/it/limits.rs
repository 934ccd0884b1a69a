//! Limits: each submodel agrees with its closed form where there is one (model section 5), through
//! the real systems of a tiny world in which everything else is switched off.
//!
//! Claims about chance use [`assert_trials`], whose bound follows from Bernstein's inequality: a
//! false alarm at most once in a million new sets of seeds, whatever the number of trials. The file
//! makes some 200 such claims; seeds are fixed, so an alarm can only come with a change of the code.

mod attitudes;
mod cadres;
mod demography;
mod hours;
mod money;
mod needs;
mod participation;
mod pilots;
mod service;

use bevy_ecs::component::Mutable;
use bevy_ecs::prelude::*;
use statrs::distribution::{Beta, ContinuousCDF};

use crate::common::{self, id};
use cogov::math::{exp, ln, pow};
use cogov::metric::{Detail, METRICS, find};
use cogov::model::{Model, revenue_by_county};
use cogov::place::{CommunityRow, CountyRow, Given, Place, TownshipRow};
use cogov::policy::{Change, Scenario, Target, Waves};
use cogov::quantity::{Education, Franchise, MigrantRights, Value, ZONES, Zone};
use cogov::random::unit32;
use cogov::setting::{NeedRow, ServiceType, Settings, Unpaid};
use cogov::world::{
    Account, ActLuck, Belonging, Birth, Cadre, Counties, County, Efficacy, Gathering, Habit, Ids,
    InForce, Ledger, Norm, Office, Queue, Record, Satisfaction, Since, Site, Tally, Team, Took,
    TookPart, Townships, TraitsOf, Trust,
};

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

/// A change of a setting in time and space.
fn change(setting: &str, value: f64, from: u32, target: Target) -> Change {
    Change { target, ..common::change(setting, value, from) }
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
