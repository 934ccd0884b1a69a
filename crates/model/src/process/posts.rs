//! Posts of a community: quota, roles, pay (model sections 4, 5.1 and 5.2).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use crate::place::MOST_POSTS;
use crate::quantity::tell;
use crate::quantity::{Fen, fen, round};
use crate::setting::Settings;
use crate::world::Clock;
use crate::world::community::{Baseline, Census, InForce, Site};
use crate::world::team::{Post, Role, Team};

/// Posts that the staffing norm allows for a number of adults: at least `min_staff`.
pub(crate) fn quota(settings: &Settings, adults: u32) -> usize {
    let posts = &settings.posts;
    let residents = f64::from(adults) * posts.residents_per_adult;
    let staff = round(settings.levers.staff_per_10k * residents / 10_000.0).max(0);
    (staff as usize).max(posts.min_staff as usize).max(1)
}

/// Posts allowed in a community, q. Where its table gives posts, they stand to the norm's as they did in
/// month 1: so who has twice the posts of the norm keeps twice as many, under a new norm too.
pub(crate) fn own_quota(
    settings: &Settings,
    baseline: &Settings,
    site: &Site,
    adults: u32,
) -> usize {
    let norm = quota(settings, adults);
    let Some(first) = site.first_posts else { return norm };
    let first_norm = quota(baseline, site.first_adults);
    let scaled = f64::from(first) * norm as f64 / first_norm as f64;
    (round(scaled).max(1) as usize).min(MOST_POSTS)
}

/// Part-time posts among `quota`: a share of all but the director's.
pub(crate) fn part_time_posts(settings: &Settings, quota: usize) -> usize {
    round(settings.levers.part_time_share * quota.saturating_sub(1) as f64).max(0) as usize
}

/// Pay at entry, fen a month.
pub(crate) fn entry_pay(settings: &Settings, role: Role) -> Fen {
    pay(settings, role, 0.0)
}

/// Pay of a holder with a tenure in months, fen a month, rounded half up.
pub(crate) fn pay(settings: &Settings, role: Role, tenure: f64) -> Fen {
    let funding = &settings.funding;
    let part = if role == Role::PartTime { funding.part_time_pay } else { 1.0 };
    let full = settings.levers.pay_ratio * funding.local_wage * part;
    fen(full * seniority(settings, tenure))
}

/// The seniority factor: a rise for each whole year of tenure, up to `seniority_years`.
pub(crate) fn seniority(settings: &Settings, tenure: f64) -> f64 {
    let years = (tenure / 12.0).floor().min(settings.funding.seniority_years);
    1.0 + settings.levers.seniority_rise * years
}

/// A community with posts.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Posted {
    site: &'static Site,
    in_force: &'static InForce,
    baseline: &'static Baseline,
    census: &'static Census,
    team: &'static mut Team,
}

tell! {
    set_posts, "Posts" "定编",
    "Each January posts follow the number of adults; roles follow the share of part-time posts."
    "每年一月按成年人口核定岗位数，按兼职比例调整岗位类型。"
}

/// Each January: new quotas and, while `part_time_share` differs from the baseline's, new roles.
pub(crate) fn set_posts(clock: Res<Clock>, mut communities: Query<Posted>) {
    if !clock.is_january() {
        return;
    }
    for mut c in &mut communities {
        let (settings, baseline) = (&c.in_force.0, &c.baseline.0);
        let quota = own_quota(settings, baseline, c.site, c.census.all());
        resize(&mut c.team, quota);
        if settings.levers.part_time_share != baseline.levers.part_time_share {
            change_roles(&mut c.team, part_time_posts(settings, quota));
        }
    }
}

/// Fits the posts to a quota. Too many: vacant posts go first (professional before part-time, the
/// last by number first, never the director's); what is held stays until its holder leaves. Too
/// few: the new ones are professionals'.
pub(crate) fn resize(team: &mut Team, quota: usize) {
    team.quota = quota;
    for role in [Role::Professional, Role::PartTime] {
        while team.surplus() > 0 {
            let last =
                team.posts.iter().rposition(|post| post.role == role && post.holder.is_none());
            let Some(last) = last else { break };
            team.posts.remove(last);
        }
    }
    while team.posts.len() < quota {
        let number = team.next_number();
        team.posts.push(Post { number, role: Role::Professional, holder: None });
    }
}

/// Changes roles of vacant posts (not the director's, lowest number first) until `part_time` are
/// part-time, as far as there are vacant posts.
fn change_roles(team: &mut Team, part_time: usize) {
    let mut now = team.posts.iter().filter(|post| post.role == Role::PartTime).count();
    for post in team.posts.iter_mut().filter(|post| post.holder.is_none()) {
        match post.role {
            Role::Professional if now < part_time => {
                post.role = Role::PartTime;
                now += 1;
            }
            Role::PartTime if now > part_time => {
                post.role = Role::Professional;
                now -= 1;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::quantity::Zone;
    use crate::random::Luck;
    use crate::world::team::Cadre;

    #[test]
    fn the_formula_of_part_time_posts_is_that_of_the_code() {
        holds("part-time posts", ("until ", " are part-time"), |settings, draw| {
            let quota = 1 + (30.0 * draw()) as usize;
            (vec![("q", quota as f64)], part_time_posts(settings, quota) as f64)
        });
    }

    fn team(held: &[bool], roles: &[Role]) -> Team {
        let cadre = Cadre { skill: 0.4, burnout: 0.4, tenure: 30.0, graduate: false };
        let posts = held.iter().zip(roles).enumerate();
        let posts = posts
            .map(|(at, (&held, &role))| Post {
                number: at as u16,
                role,
                holder: held.then_some(cadre),
            })
            .collect::<Vec<_>>();
        Team { quota: posts.len(), created: posts.len() as u16, posts }
    }

    #[test]
    fn the_default_communities_have_their_posts() {
        let urban = Settings::defaults(Zone::Urban);
        assert_eq!(quota(&urban, 3_000), 5); // 13 x 3,750 / 10,000 = 4.875
        assert_eq!(quota(&urban, 0), 4);
        let rural = Settings::defaults(Zone::Rural);
        assert_eq!(part_time_posts(&rural, 4), 2); // .6 x 3 = 1.8
    }

    #[test]
    fn posts_of_a_table_keep_their_proportion_to_the_norm() {
        let baseline = Settings::defaults(Zone::Urban);
        let site = |posts| Site {
            index: 0,
            rank: 0,
            county: 0,
            township: 0,
            zone: Zone::Urban,
            luck: Luck::of_seed(1),
            first_adults: 6_000,
            first_posts: posts,
        };
        let of = |posts, settings: &Settings, adults| {
            own_quota(settings, &baseline, &site(posts), adults)
        };
        assert_eq!(of(None, &baseline, 6_000), 10);
        assert_eq!(of(Some(14), &baseline, 6_000), 14);
        assert_eq!(of(Some(14), &baseline, 3_000), 7);
        assert_eq!(of(Some(2), &baseline, 0), 1); // .8, rounded half up
        let mut norm = baseline.clone();
        norm.levers.staff_per_10k = 26.0;
        assert_eq!(of(Some(14), &norm, 6_000), 28); // 14 x 20 / 10
        assert_eq!(of(Some(1), &baseline, 1_000), 1, "never without a director's post");
    }

    #[test]
    fn vacant_posts_go_first_and_the_last_held_one_stays_until_its_holder_leaves() {
        use Role::{Director, PartTime, Professional};
        let mut team = team(
            &[true, false, true, false, true],
            &[Director, PartTime, Professional, Professional, Professional],
        );
        resize(&mut team, 2);
        let numbers: Vec<_> = team.posts.iter().map(|post| post.number).collect();
        assert_eq!(numbers, [0, 2, 4]);
        assert_eq!(team.surplus(), 1);
        team.vacate(1);
        assert_eq!(team.posts.len(), 2);
        resize(&mut team, 3);
        assert_eq!(team.posts[2].number, 5, "a number is never used again");
    }

    #[test]
    fn vacant_posts_change_role_lowest_number_first() {
        use Role::{Director, PartTime, Professional};
        let mut team = team(
            &[true, false, true, false],
            &[Director, Professional, Professional, Professional],
        );
        change_roles(&mut team, 1);
        assert_eq!(team.posts[1].role, PartTime);
        change_roles(&mut team, 3);
        assert_eq!(team.posts[2].role, Professional, "a held post keeps its role");
        assert_eq!(team.posts[3].role, PartTime);
    }

    #[test]
    fn pay_rises_with_whole_years_up_to_a_limit() {
        let mut settings = Settings::defaults(Zone::Urban);
        settings.levers.seniority_rise = 0.1;
        assert_eq!(pay(&settings, Role::Professional, 11.9), 372_000);
        assert_eq!(pay(&settings, Role::Professional, 25.0), 446_400);
        assert_eq!(pay(&settings, Role::Professional, 500.0), 744_000);
        assert_eq!(pay(&settings, Role::PartTime, 0.0), 167_400);
    }

    #[test]
    fn the_formulas_of_posts_and_pay_are_those_of_the_code() {
        let norm = "and q";
        holds("quota", ("n = ", &format!(", {norm}")), |settings, draw| {
            let adults = (draw() * 9_000.0) as u32;
            (vec![("adults", f64::from(adults))], quota(settings, adults) as f64)
        });
        holds("part-time posts at first", ("the next ", " are part-time"), |settings, draw| {
            let posts = 1 + (draw() * 30.0) as usize;
            (vec![("q", posts as f64)], part_time_posts(settings, posts) as f64)
        });
        for (name, begin) in [("seniority factor", ""), ("pay", "Monthly pay = ")] {
            holds(name, (begin, ""), |settings, draw| {
                let (tenure, part_time) = (draw() * 300.0, draw() < 0.5);
                let role = if part_time { Role::PartTime } else { Role::Professional };
                let words = vec![
                    ("whole years of tenure", (tenure / 12.0).floor()),
                    ("for part-time posts", f64::from(u8::from(part_time))),
                ];
                settings.funding.local_wage = 1e7;
                let found = if name == "pay" {
                    pay(settings, role, tenure) as f64 / 100.0
                } else {
                    seniority(settings, tenure)
                };
                (words, found)
            });
        }
    }
}
