//! Step 8: cadres (model section 5.9; job demands-resources, Demerouti et al. 2001): burnout, skill,
//! visits, quits, appraisal, succession.

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use super::posts::seniority;
use crate::math::{exp, logistic, pow};
use crate::quantity::Zone;
use crate::quantity::tell;
use crate::random::{Luck, Process};
use crate::setting::Settings;
use crate::world::Clock;
use crate::world::community::{Census, InForce, Office, Record, Site, Strength};
use crate::world::tally::Tally;
use crate::world::team::{Cadre, Role, Team};

/// A community whose cadres have a month behind them.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Staffed {
    site: &'static Site,
    in_force: &'static InForce,
    strength: &'static Strength,
    census: &'static Census,
    record: &'static Record,
    office: &'static mut Office,
    team: &'static mut Team,
    tally: &'static mut Tally,
}

tell! {
    strain_and_learn, "Strain and learning" "倦怠与技能",
    "Burnout and skill of cadres move with demands, resources and training."
    "社区工作者的倦怠与技能随工作要求、资源与培训变化。"
}

/// Every month: burnout and skill of the cadres in post.
pub(crate) fn strain_and_learn(mut communities: Query<Staffed>) {
    for mut c in &mut communities {
        let settings = &*c.in_force.0;
        let (career_path, trust) = (c.strength.career_path, c.census.mean_trust());
        for cadre in c.team.cadres_mut() {
            let goal = burnout_goal(settings, career_path, trust, &c.office, cadre);
            cadre.burnout += settings.cadres.burnout_speed * (goal - cadre.burnout);
            cadre.burnout = cadre.burnout.clamp(0.0, 1.0);
            cadre.skill = learn(settings, c.office.training, cadre.skill);
        }
    }
}

/// Pay of a cadre relative to the local wage, w: pay ratio, seniority, and what share was paid.
fn relative_pay(settings: &Settings, office: &Office, cadre: &Cadre) -> f64 {
    settings.levers.pay_ratio * seniority(settings, cadre.tenure) * office.paid_share
}

/// Where burnout moves to: demands raise it, resources (pay, training, trust, autonomy, career) and
/// no appraisal lower it. Without hours demand is undefined and counts as neutral.
fn burnout_goal(
    settings: &Settings,
    career_path: f64,
    mean_trust: f64,
    office: &Office,
    cadre: &Cadre,
) -> f64 {
    let cadres = &settings.cadres;
    let resources = 0.25
        * (relative_pay(settings, office, cadre).min(1.0)
            + (12.0 * office.training / cadres.training_full).min(1.0)
            + mean_trust
            + (1.0 - office.admin_share))
        + cadres.resource_career * career_path;
    let stress = if settings.levers.appraisal { cadres.appraisal_stress } else { 0.0 };
    logistic(
        cadres.burnout_base + cadres.burnout_demand * (office.demand.unwrap_or(1.0) - 1.0)
            - cadres.burnout_resources * (resources - 0.5)
            + stress,
    )
}

/// Skill after a month: training, practice and appraisal teach, the rest is slowly forgotten.
fn learn(settings: &Settings, training: f64, skill: f64) -> f64 {
    let cadres = &settings.cadres;
    let appraisal = if settings.levers.appraisal { cadres.appraisal_learning } else { 0.0 };
    let gain = cadres.skill_training * training + cadres.skill_practice + appraisal;
    (skill + gain * (1.0 - skill) - cadres.skill_decay * skill).clamp(0.0, 1.0)
}

tell! {
    visit_the_best, "Peer visits" "互访学习",
    "Cadres visit the best community of their zone and learn from it."
    "社区工作者走访同类地区最优社区并学习。"
}

/// Now and then: the cadres of a community visit the one with the best record of the county among
/// those of its zone, and learn from it. The hours are missing from next month's service.
pub(crate) fn visit_the_best(clock: Res<Clock>, mut communities: Query<Staffed>) {
    let month = clock.month;
    let visits = |settings: &Settings| {
        settings.levers.peer_learning > 0.0
            && month.is_multiple_of(settings.cadres.peer_every.max(1))
    };
    if !communities.iter().any(|c| visits(&c.in_force.0)) {
        return;
    }
    let mut best: Vec<Best> = Vec::new();
    for c in &communities {
        let here = Best {
            county: c.site.county,
            zone: c.site.zone,
            community: c.site.index,
            rank: c.site.rank,
            record: c.record.0,
            skill: c.team.mean_skill(c.in_force.0.service.director_weight),
        };
        match best.iter_mut().find(|best| best.hosts(c.site)) {
            None => best.push(here),
            Some(best) if (here.record, best.rank) > (best.record, here.rank) => *best = here,
            Some(_) => {}
        }
    }
    for mut c in &mut communities {
        let settings = &*c.in_force.0;
        let host = best.iter().find(|best| best.hosts(c.site));
        let Some(host) = host.filter(|host| host.community != c.site.index && visits(settings))
        else {
            continue;
        };
        for cadre in c.team.cadres_mut() {
            cadre.skill = learn_from(settings, host.skill, cadre.skill);
        }
        c.office.visits = visiting_hours(settings) * c.team.in_post() as f64;
    }
}

/// Skill after a visit to a team of a mean skill.
fn learn_from(settings: &Settings, host: f64, skill: f64) -> f64 {
    let gain = settings.cadres.peer_gain * settings.levers.peer_learning;
    (skill + gain * (host - skill).max(0.0)).min(1.0)
}

/// Hours of a visit, per cadre.
fn visiting_hours(settings: &Settings) -> f64 {
    settings.cadres.peer_hours * settings.levers.peer_learning
}

/// The community with the best record of a county's zone.
#[derive(Clone, Copy)]
struct Best {
    county: usize,
    zone: Zone,
    community: usize,
    /// Ties go to the first code.
    rank: usize,
    record: f64,
    skill: f64,
}

impl Best {
    /// Whether a community is of its county and zone.
    fn hosts(&self, site: &Site) -> bool {
        self.county == site.county && self.zone == site.zone
    }
}

tell! {
    leave, "Leaving" "离任",
    "Cadres quit or are dismissed; a vacant director's post is taken by the best colleague."
    "社区工作者辞职或被辞退；主任空缺由最优同事接任。"
}

/// Every month: cadres quit; each December, if there is appraisal, the weakest are dismissed; then a
/// vacant director's post is taken by the best colleague.
pub(crate) fn leave(clock: Res<Clock>, mut communities: Query<Staffed>) {
    for mut c in &mut communities {
        let settings = &*c.in_force.0;
        let appraisal = (settings.levers.appraisal && clock.is_december()).then_some(());
        let scores =
            appraisal.map(|()| scores(settings, c.site.luck, clock.month, c.census, &c.team));
        let mut leavers = Vec::new();
        for (position, post) in c.team.posts.iter_mut().enumerate() {
            let Some(cadre) = &mut post.holder else { continue };
            let place = (settings, c.strength, c.census, &*c.office);
            // A threshold of 0 dismisses nobody, however low the noise brings a score.
            let threshold = Some(settings.levers.dismissal_threshold).filter(|&least| least > 0.0);
            let score = scores.as_ref().and_then(|scores| scores[position]);
            if quits(place, c.site.luck, (clock.month, post.number), cadre) {
                c.tally.quits += 1.0;
                leavers.push(position);
            } else if score.zip(threshold).is_some_and(|(score, least)| score < least) {
                c.tally.dismissals += 1.0;
                leavers.push(position);
            } else {
                cadre.tenure += 1.0;
            }
        }
        // From the last, so that giving up a post moves none that is still to come.
        for &position in leavers.iter().rev() {
            c.team.vacate(position);
        }
        succeed(&mut c.team);
    }
}

/// Whether the cadre in a post, by number, quits in a month.
pub fn quits(
    (settings, strength, census, office): (&Settings, &Strength, &Census, &Office),
    luck: Luck,
    (month, post): (u32, u16),
    cadre: &Cadre,
) -> bool {
    let hazard = quit_hazard(settings, strength.career_path, census.mean_trust(), office, cadre);
    luck.uniform(Process::Quit, month, u32::from(post)) < hazard
}

/// Chance to quit in a month.
fn quit_hazard(
    settings: &Settings,
    career_path: f64,
    mean_trust: f64,
    office: &Office,
    cadre: &Cadre,
) -> f64 {
    let cadres = &settings.cadres;
    let pay = (relative_pay(settings, office, cadre) / cadres.pay_reference).max(cadres.pay_floor);
    let strain = cadres.quit_burnout * (cadre.burnout - 0.5)
        - cadres.quit_career * career_path
        - cadres.quit_trust * (mean_trust - 0.5)
        + cadres.quit_skill * (cadre.skill - 0.5);
    let first_year = if cadre.tenure < 12.0 { cadres.quit_first_year } else { 1.0 };
    let graduate = if cadre.graduate { cadres.quit_graduate } else { 1.0 };
    (cadres.quit_base * exp(strain) * pow(pay, -cadres.quit_pay) * first_year * graduate)
        .min(cadres.quit_max)
}

/// Appraisal scores by position of the post: residents' satisfaction, colleagues' skill as they see
/// it, own skill.
fn scores(
    settings: &Settings,
    luck: Luck,
    month: u32,
    census: &Census,
    team: &Team,
) -> Vec<Option<f64>> {
    let (residents, peers) = (settings.levers.appraisal_residents, settings.levers.appraisal_peers);
    let count = team.in_post();
    let sum: f64 = team.cadres().map(|(_, cadre)| cadre.skill).sum();
    let score = |number: u16, cadre: &Cadre| {
        let colleagues =
            if count > 1 { (sum - cadre.skill) / (count - 1) as f64 } else { cadre.skill };
        let noise = luck.stream(Process::Appraisal, month, u32::from(number)).normal();
        residents * census.mean_satisfaction()
            + peers * (colleagues + settings.cadres.appraisal_noise * noise)
            + (1.0 - residents - peers) * cadre.skill
    };
    team.posts
        .iter()
        .map(|post| post.holder.as_ref().map(|cadre| score(post.number, cadre)))
        .collect()
}

/// A vacant director's post is taken at once by the colleague with the highest skill (ties: the
/// lowest post), whose own post falls vacant.
pub(crate) fn succeed(team: &mut Team) {
    let Some(director) = team.posts.first() else { return };
    if director.role != Role::Director || director.holder.is_some() {
        return;
    }
    let mut best: Option<(usize, f64)> = None;
    for (position, post) in team.posts.iter().enumerate().skip(1) {
        if let Some(cadre) = &post.holder
            && best.is_none_or(|(_, skill)| cadre.skill > skill)
        {
            best = Some((position, cadre.skill));
        }
    }
    if let Some((position, _)) = best {
        team.posts[0].holder = team.posts[position].holder;
        team.vacate(position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::{holds, work_out};
    use crate::formula::formulas;
    use crate::world::team::Post;

    fn cadre(skill: f64) -> Cadre {
        Cadre { skill, burnout: 0.5, tenure: 24.0, graduate: false }
    }

    fn settings() -> Settings {
        Settings::defaults(Zone::Urban)
    }

    #[test]
    fn the_formulas_of_visits_are_those_of_the_code() {
        holds("visits", ("K ← ", ". `peer_hours`"), |settings, draw| {
            settings.levers.peer_learning = draw();
            let (host, skill) = (draw(), draw());
            let words = vec![("K", skill), ("host's K\u{304}", host)];
            (words, learn_from(settings, host, skill))
        });
        holds("visits", ("host's K\u{304} − K). ", " per cadre"), |settings, draw| {
            settings.levers.peer_learning = draw();
            (vec![], visiting_hours(settings))
        });
    }

    #[test]
    fn the_quit_hazard_is_its_base_at_the_reference() {
        let settings = settings();
        let office = Office { paid_share: 1.0, ..Office::default() };
        let base = quit_hazard(&settings, 0.0, 0.5, &office, &cadre(0.5));
        assert!((base - 0.010).abs() < 1e-12);
        let new = Cadre { tenure: 11.0, graduate: true, ..cadre(0.5) };
        assert!(
            (quit_hazard(&settings, 0.0, 0.5, &office, &new) - 0.010 * 1.5 * 1.3).abs() < 1e-12
        );
        let unpaid = Office { paid_share: 0.0, ..office };
        assert!((quit_hazard(&settings, 0.0, 0.5, &unpaid, &cadre(0.5)) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn ten_per_cent_more_pay_means_about_a_fifth_fewer_quits() {
        let mut settings = settings();
        let office = Office { paid_share: 1.0, ..Office::default() };
        let before = quit_hazard(&settings, 0.0, 0.5, &office, &cadre(0.5));
        settings.levers.pay_ratio *= 1.1;
        let after = quit_hazard(&settings, 0.0, 0.5, &office, &cadre(0.5));
        let elasticity = crate::math::ln(after / before) / crate::math::ln(1.1);
        assert!((elasticity + 2.5).abs() < 1e-9);
    }

    #[test]
    fn the_best_colleague_succeeds_a_director_and_leaves_a_vacancy() {
        let post = |number, role, holder| Post { number, role, holder };
        let mut team = Team {
            posts: vec![
                post(0, Role::Director, None),
                post(1, Role::PartTime, Some(cadre(0.4))),
                post(2, Role::Professional, Some(cadre(0.6))),
            ],
            quota: 3,
            created: 3,
        };
        succeed(&mut team);
        assert_eq!(team.posts[0].holder.map(|cadre| cadre.skill), Some(0.6));
        assert!(team.posts[2].holder.is_none() && team.posts.len() == 3);
        team.posts[1].holder = None;
        team.posts[0].holder = None;
        succeed(&mut team);
        assert!(team.posts[0].holder.is_none(), "with no colleague the post stays vacant");
    }

    #[test]
    fn a_cadre_alone_is_their_own_peer() {
        let mut settings = settings();
        settings.levers.appraisal = true;
        settings.cadres.appraisal_noise = 0.0;
        let team = Team {
            posts: vec![Post { number: 0, role: Role::Director, holder: Some(cadre(0.7)) }],
            quota: 1,
            created: 1,
        };
        let score = scores(&settings, Luck::of_seed(1), 12, &Census::default(), &team)[0].unwrap();
        assert!((score - (0.4 * 0.5 + 0.6 * 0.7)).abs() < 1e-12);
    }

    /// A cadre, an office and what the formulas call them.
    fn case(settings: &Settings, draw: &mut dyn FnMut() -> f64) -> (Office, Cadre, Words) {
        let office = Office {
            training: draw(),
            admin_share: draw(),
            demand: Some(2.0 * draw()),
            paid_share: draw(),
            ..Office::default()
        };
        let cadre =
            Cadre { skill: draw(), burnout: draw(), tenure: 40.0 * draw(), graduate: draw() < 0.5 };
        let flag = |holds: bool| f64::from(u8::from(holds));
        let words = vec![
            ("seniority factor", seniority(settings, cadre.tenure)),
            ("paid_share", office.paid_share),
            ("w", relative_pay(settings, &office, &cadre)),
            ("training hours of the month per cadre", office.training),
            ("h", office.training),
            ("alpha", office.admin_share),
            ("D", office.demand.unwrap_or(1.0)),
            ("U", cadre.burnout),
            ("K", cadre.skill),
            ("if tenure < 12", flag(cadre.tenure < 12.0)),
            ("for college-graduate officials", flag(cadre.graduate)),
        ];
        (office, cadre, words)
    }

    type Words = Vec<(&'static str, f64)>;

    #[test]
    fn the_formulas_of_cadres_are_those_of_the_code() {
        holds("relative pay", ("w = ", ""), |settings, draw| {
            let (office, cadre, words) = case(settings, draw);
            (words, relative_pay(settings, &office, &cadre))
        });
        holds("quits", ("hazard = ", ""), |settings, draw| {
            settings.cadres.quit_max = 1.0;
            let (office, cadre, mut words) = case(settings, draw);
            let (career, trust) = (draw(), draw());
            words.extend([("mean T", trust), ("career_path", career)]);
            (words, quit_hazard(settings, career, trust, &office, &cadre))
        });
        holds("skill", ("← ", ""), |settings, draw| {
            // No more than there is to learn in a month.
            settings.cadres.skill_training *= 0.1;
            let (office, cadre, words) = case(settings, draw);
            (words, learn(settings, office.training, cadre.skill))
        });
    }

    #[test]
    fn the_formulas_of_resources_and_burnout_are_those_of_the_code() {
        let resources = formulas().find(|formula| formula.name.en == "resources").unwrap();
        let resources = resources.text.en.strip_prefix("r = ").unwrap();
        // The goal of burnout is what stands beside U; resources are within it.
        for name in ["burnout", "resources"] {
            let goal = ("burnout_speed`·(", " − U)");
            let ends = if name == "burnout" { goal } else { ("r = ", "") };
            holds(name, ends, |settings, draw| {
                let (office, cadre, mut words) = case(settings, draw);
                let (career, trust) = (draw(), draw());
                words.extend([("mean T", trust), ("career_path", career)]);
                let r = work_out(resources, settings, &words);
                words.push(("r", r));
                let goal = burnout_goal(settings, career, trust, &office, &cadre);
                if name == "burnout" {
                    return (words, goal);
                }
                // The resources that the goal comes from.
                let c = &settings.cadres;
                let stress = if settings.levers.appraisal { c.appraisal_stress } else { 0.0 };
                let sum = crate::math::ln(goal / (1.0 - goal));
                let demand = c.burnout_demand * (office.demand.unwrap_or(1.0) - 1.0);
                let less = c.burnout_base + demand + stress - sum;
                (words, less / c.burnout_resources + 0.5)
            });
        }
    }
}
