//! Step 3: administrative tasks arrive and cadres' hours are divided (model section 5.2).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use crate::math;
use crate::quantity::tell;
use crate::quantity::{Fen, fen};
use crate::random::{Luck, Process};
use crate::setting::Settings;
use crate::world::community::{Baseline, Census, Clarity, InForce, Office, Site, Strength};
use crate::world::county::Counties;
use crate::world::ledger::{Account, Ledger};
use crate::world::tally::Tally;
use crate::world::team::{Role, Team};
use crate::world::{Clock, Spread, each};

tell! {
    swing_campaigns, "Campaigns" "专项行动",
    "The county's campaigns raise or lower administrative work; law damps surges."
    "县级专项行动使行政任务增减，法治约束任意加码。"
}

/// Every month: the county's campaign intensity, a first-order autoregression.
pub(crate) fn swing_campaigns(clock: Res<Clock>, mut counties: ResMut<Counties>) {
    for county in &mut counties.0 {
        let administration = &county.settings.administration;
        let shock = campaign_shock(&county.luck, clock.month);
        county.campaign =
            administration.campaign_memory * county.campaign + administration.campaign_sd * shock;
    }
}

/// The month's shock on the campaigns of a county, in standard deviations: of mean 0.
fn campaign_shock(county: &Luck, month: u32) -> f64 {
    county.stream(Process::Campaign, month, 0).normal()
}

/// The campaigns of a county by its luck alone, month by month: shocks of standard deviation 1, carried on by
/// the memory of the baseline.
pub(crate) fn campaigns(baseline: &Settings, county: &Luck, months: u32) -> Vec<f64> {
    let mut campaign = 0.0;
    let after = |month| {
        campaign =
            baseline.administration.campaign_memory * campaign + campaign_shock(county, month);
        campaign
    };
    (1..=months).map(after).collect()
}

/// A community to which tasks are assigned.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Assigned {
    site: &'static Site,
    in_force: &'static InForce,
    baseline: &'static Baseline,
    strength: &'static Strength,
    census: &'static Census,
    team: &'static Team,
    clarity: &'static mut Clarity,
    office: &'static mut Office,
    ledger: &'static mut Ledger,
    tally: &'static mut Tally,
}

tell! {
    assign, "Assignment" "任务与工时",
    "Tasks are handed down; cadres' hours go to administration, training, activities and service."
    "任务下派，工时分配到行政、培训、活动与服务。"
}

/// Every month: tasks handed down, hours of the team, what the hours go to, and what that costs.
pub(crate) fn assign(
    spread: Res<Spread>,
    counties: Res<Counties>,
    mut communities: Query<Assigned>,
) {
    each(&spread, communities.iter_mut(), |mut c| {
        let settings = &*c.in_force.0;
        let handed_down = tasks(
            settings,
            c.census.all(),
            counties.0[c.site.county].campaign,
            c.strength.rule_of_law,
        );
        let clear =
            lasting_clarity(&mut c.clarity, settings, &c.baseline.0, c.strength.rule_of_law);
        let relieved = demand(settings, handed_down, clear, c.strength.digital_records);
        divide_hours(
            &mut c.office,
            settings,
            c.team,
            handed_down,
            relieved,
            c.ledger.balance(Account::Training),
        );
        pay_office(settings, &c.office, &mut c.ledger);
        count(&mut c.tally, &c.office, c.census.all());
    });
}

/// A⁰: tasks handed down, hours a month. A standard list by community and by adult; campaigns swell
/// it, law damps their swings; a township that keeps less money passes more work down.
pub(crate) fn tasks(settings: &Settings, adults: u32, campaign: f64, rule_of_law: f64) -> f64 {
    let administration = &settings.administration;
    let base = administration.admin_hours_base
        + administration.admin_hours_per_1000 * f64::from(adults) / 1000.0;
    let surge = math::exp(campaign * (1.0 - administration.campaign_law * rule_of_law));
    let kept_less = administration.retention_reference - settings.levers.retention;
    let passed = (1.0 + administration.pass_down * kept_less).max(0.0);
    administration.admin_load * base * surge * passed
}

/// A: of the tasks handed down, hours that are demanded where functions are clear and records digital.
fn demand(settings: &Settings, handed_down: f64, clear: f64, digital_records: f64) -> f64 {
    handed_down
        * (1.0 - settings.administration.out_of_mandate * clear)
        * (1.0 - settings.administration.digital_relief * digital_records)
}

/// m: the clarity of functions that lasts. Above the baseline's, relief rebounds: each month a part
/// of it is lost, the less the more law keeps it in being.
fn lasting_clarity(
    clarity: &mut Clarity,
    settings: &Settings,
    baseline: &Settings,
    rule_of_law: f64,
) -> f64 {
    let (goal, start) = (settings.levers.mandate_clarity, baseline.levers.mandate_clarity);
    if goal <= start {
        clarity.left = None;
        return goal;
    }
    let decay = math::exp2(-(1.0 - rule_of_law) / settings.administration.relief_half_life);
    let left = clarity.left.map_or(1.0, |left| left * decay);
    clarity.left = Some(left);
    start + (goal - start) * left
}

/// Divides the team's hours: administration first, then training, then activities and meetings, and
/// the rest, less last month's visits, to service.
fn divide_hours(
    office: &mut Office,
    settings: &Settings,
    team: &Team,
    handed_down: f64,
    demanded: f64,
    training_money: Fen,
) {
    let administration = &settings.administration;
    let staff = team.in_post() as f64;
    let hours: f64 = team
        .cadres()
        .map(|(post, cadre)| {
            let full = if post.role == Role::PartTime {
                administration.hours_part_time
            } else {
                administration.hours_full
            };
            full * (1.0 - administration.burnout_hours * cadre.burnout)
        })
        .sum();
    let capped = cap(settings, demanded, hours);
    let done = capped.min(administration.admin_priority * hours);
    let core = administration.core_tasks * handed_down;
    let training = (settings.levers.training_hours / 12.0 * staff)
        .min(training_money as f64 / 100.0 / administration.training_cost)
        .min(hours - done)
        .max(0.0);
    let left = (hours - done - training).max(0.0);
    let outreach = settings.levers.outreach_share * left;
    *office = Office {
        staff,
        skill: team.mean_skill(settings.service.director_weight),
        hours,
        demanded,
        refused: demanded - capped,
        done,
        admin_share: if hours > 0.0 { done / hours } else { 1.0 },
        neglect: if core > 0.0 { (1.0 - done / core).max(0.0) } else { 0.0 },
        training: if staff > 0.0 { training / staff } else { 0.0 },
        outreach,
        service: (left - outreach - office.visits).max(0.0),
        demand: None,
        visits: 0.0,
        paid_share: office.paid_share,
    };
}

/// The demand under the cap, a share of total hours; 1 means that there is none.
fn cap(settings: &Settings, demanded: f64, hours: f64) -> f64 {
    let share = settings.levers.admin_cap_share;
    if share < 1.0 { demanded.min(share * hours) } else { demanded }
}

/// Pays training, and office costs of administrative work: operating money first, then service,
/// then activity money (administration crowds out service); the rest goes unpaid.
fn pay_office(settings: &Settings, office: &Office, ledger: &mut Ledger) {
    let administration = &settings.administration;
    let training = fen(office.training * office.staff * administration.training_cost);
    ledger.transfer_up_to(Account::Training, Account::Trainers, training);
    let mut due = fen(office.done * settings.funding.cost_per_admin_hour);
    for account in [Account::Operating, Account::Service, Account::Activity] {
        due -= ledger.transfer_up_to(account, Account::Office, due);
    }
}

fn count(tally: &mut Tally, office: &Office, adults: u32) {
    tally.staff = office.staff;
    tally.hours = office.hours;
    tally.admin_done = office.done;
    tally.admin_demanded = office.demanded;
    tally.admin_refused = office.refused;
    tally.neglect = office.neglect * f64::from(adults);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::{holds, work_out};
    use crate::formula::formulas;
    use crate::quantity::Zone;
    use crate::world::team::{Cadre, Post};

    #[test]
    fn the_default_list_of_tasks_takes_the_hours_of_the_specification() {
        let mut settings = Settings::defaults(Zone::Urban);
        settings.administration.retention_reference = settings.levers.retention;
        assert!((tasks(&settings, 3_000, 0.0, 0.0) - 416.0).abs() < 1e-9);
        settings.levers.retention = 0.05;
        assert!((tasks(&settings, 3_000, 0.0, 0.0) - 416.0 * 1.03).abs() < 1e-9);
    }

    #[test]
    fn relief_halves_in_its_half_life_without_law_and_stays_with_law() {
        let baseline = Settings::defaults(Zone::Urban);
        let mut settings = baseline.clone();
        settings.levers.mandate_clarity = 0.8;
        let after = |months: u32, law: f64| {
            let mut clarity = Clarity::default();
            (0..months).map(|_| lasting_clarity(&mut clarity, &settings, &baseline, law)).last()
        };
        assert!((after(1, 0.0).unwrap() - 0.8).abs() < 1e-12);
        assert!((after(37, 0.0).unwrap() - (0.1 + 0.35)).abs() < 1e-12);
        assert!((after(120, 1.0).unwrap() - 0.8).abs() < 1e-12);
    }

    #[test]
    fn without_cadres_nothing_is_done() {
        let settings = Settings::defaults(Zone::Urban);
        let mut office = Office::default();
        divide_hours(&mut office, &settings, &Team::default(), 400.0, 300.0, 1_000_000);
        assert_eq!(
            (office.hours, office.done, office.service, office.outreach),
            (0.0, 0.0, 0.0, 0.0)
        );
        assert_eq!((office.admin_share, office.neglect, office.skill), (1.0, 1.0, 0.0));
    }

    #[test]
    fn the_formulas_of_tasks_and_clarity_are_those_of_the_code() {
        holds("tasks handed down", ("A0 = ", ""), |settings, draw| {
            let (adults, campaign, law) = ((draw() * 9_000.0) as u32, draw() - 0.5, draw());
            let words = vec![("adults", f64::from(adults)), ("a", campaign), ("rule_of_law", law)];
            settings.administration.pass_down = draw();
            settings.administration.retention_reference = draw();
            (words, tasks(settings, adults, campaign, law))
        });
        holds("clarity that lasts", ("m = ", ". rho is"), |settings, draw| {
            let (mut baseline, left, law) = (settings.clone(), draw(), draw());
            baseline.levers.mandate_clarity = settings.levers.mandate_clarity * draw();
            let shrinks = "shrinks each month by ";
            let text = formulas().find(|formula| formula.name.en == "clarity that lasts").unwrap();
            let (_, factor) = text.text.en.split_once(shrinks).unwrap();
            let rho = left * work_out(factor, settings, &[("rule_of_law", law)]);
            let mut clarity = Clarity { left: Some(left) };
            let found = lasting_clarity(&mut clarity, settings, &baseline, law);
            (vec![("m0", baseline.levers.mandate_clarity), ("rho", rho)], found)
        });
    }

    #[test]
    fn the_formulas_of_the_hours_of_a_team_are_those_of_the_code() {
        /// The hours of one cadre, on random tasks and money.
        fn divided<'a>(
            settings: &Settings,
            draw: &mut dyn FnMut() -> f64,
            role: Role,
        ) -> (Vec<(&'a str, f64)>, Office) {
            let burnout = draw();
            let cadre = Cadre { skill: 0.5, burnout, tenure: 9.0, graduate: false };
            let post = Post { number: 0, role, holder: Some(cadre) };
            let team = Team { posts: vec![post], quota: 1, created: 1 };
            let (handed_down, demanded) = (1.0 + 300.0 * draw(), 200.0 * draw());
            let money = (40_000.0 * draw()) as Fen;
            let mut office = Office::default();
            divide_hours(&mut office, settings, &team, handed_down, demanded, money);
            let words = vec![
                ("U", burnout),
                ("A0", handed_down),
                ("done", office.done),
                ("demand under the cap", office.demanded - office.refused),
                ("hours left", office.hours - office.done),
                ("hours", office.hours),
                ("cadres", 1.0),
                ("training money", money as f64 / 100.0),
            ];
            (words, office)
        }
        for role in [Role::Director, Role::PartTime] {
            holds("hours of a team", ("`hours_part_time`) × ", ""), |settings, draw| {
                let (words, office) = divided(settings, draw, role);
                let administration = &settings.administration;
                let full = match role {
                    Role::PartTime => administration.hours_part_time,
                    _ => administration.hours_full,
                };
                (words, office.hours / full)
            });
        }
        holds("hours of administration", ("done = ", "; admin"), |settings, draw| {
            let (words, office) = divided(settings, draw, Role::Director);
            (words, office.done)
        });
        holds("hours of administration", ("alpha = ", ""), |settings, draw| {
            let (words, office) = divided(settings, draw, Role::Director);
            (words, office.admin_share)
        });
        holds("hours of training", ("", ""), |settings, draw| {
            let (words, office) = divided(settings, draw, Role::Director);
            (words, office.training)
        });
        holds("cap", ("below 1: *refused* = ", ""), |settings, draw| {
            let (words, office) = divided(settings, draw, Role::Director);
            // A share of 1 is no cap, which the formula says in its condition.
            assert!(settings.levers.admin_cap_share < 1.0);
            let words = words.into_iter().chain([("A", office.demanded)]).collect();
            (words, office.refused)
        });
        holds("outreach and service", ("meetings get ", ", service"), |settings, draw| {
            let (words, office) = divided(settings, draw, Role::Director);
            let words = words.into_iter().chain([("training", office.training)]).collect();
            (words, office.outreach)
        });
        holds("office costs", ("office costs of ", " from operating"), |settings, draw| {
            // Money is in whole fen: many hours, so that the last one does not matter.
            let done = 1e5 * (1.0 + draw());
            let office = Office { done, ..Office::default() };
            let mut ledger = Ledger::default();
            ledger.transfer(Account::Outside, Account::Operating, 1_000_000_000_000);
            pay_office(settings, &office, &mut ledger);
            (vec![("done", done)], ledger.balance(Account::Office) as f64 / 100.0)
        });
        holds("neglect", ("n = ", ""), |settings, draw| {
            let (words, office) = divided(settings, draw, Role::Director);
            (words, office.neglect)
        });
        holds("tasks demanded", ("A = ", ""), |settings, draw| {
            let (handed_down, clear, digital) = (300.0 * draw(), draw(), draw());
            let words = vec![("A0", handed_down), ("m", clear), ("digital_records", digital)];
            (words, demand(settings, handed_down, clear, digital))
        });
    }
}
