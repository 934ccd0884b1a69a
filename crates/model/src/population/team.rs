//! The team of a community at the start (model section 4).

use crate::quantity::round;
use crate::random::{Luck, Process, Stream};
use crate::setting::Settings;
use crate::world::team::{Cadre, Post, Role, Team};

/// Posts and cadres at the start: `quota` posts, of which the first `part_time` after the director's
/// are part-time; the director's is filled, of the others a random choice. Where the number of cadres
/// is known, so many posts are filled, the director's first; a cadre above the quota holds a surplus
/// post.
pub(crate) fn first_team(
    settings: &Settings,
    luck: Luck,
    quota: usize,
    part_time: usize,
    staff: Option<usize>,
) -> Team {
    let mut stream = luck.stream(Process::PostsFilled, 0, 0);
    let share = settings.posts.posts_filled * quota as f64 + stream.uniform();
    let drawn = (round(share.floor()).max(1) as usize).min(quota);
    let staff = staff.unwrap_or(drawn);
    let (posts, filled) = (quota.max(staff), staff.saturating_sub(1));
    let mut others: Vec<usize> = (1..posts).collect();
    for place in 0..filled {
        let left = others.len() - place;
        let pick = place + ((stream.uniform() * left as f64) as usize).min(left - 1);
        others.swap(place, pick);
    }
    let posts = (0..posts).map(|number| {
        let role = match number {
            0 => Role::Director,
            _ if number <= part_time => Role::PartTime,
            _ => Role::Professional,
        };
        let held = if number == 0 { staff > 0 } else { others[..filled].contains(&number) };
        let holder = held.then(|| {
            let mut stream = luck.stream(Process::Cadre, 0, number as u32);
            first_cadre(settings, role, &mut stream)
        });
        Post { number: number as u16, role, holder }
    });
    let posts: Vec<Post> = posts.collect();
    Team { quota, created: posts.len() as u16, posts }
}

fn first_cadre(settings: &Settings, role: Role, stream: &mut Stream) -> Cadre {
    let posts = &settings.posts;
    let mean =
        if role == Role::PartTime { posts.skill_initial_part_time } else { posts.skill_initial };
    Cadre {
        skill: stream.beta(mean, posts.skill_precision),
        burnout: stream.beta(posts.burnout_initial, posts.burnout_precision),
        tenure: stream.exponential(posts.cadre_tenure_mean),
        graduate: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Zone;

    #[test]
    fn the_mean_number_of_filled_posts_is_the_share() {
        let settings = Settings::defaults(Zone::Urban);
        let n = 4_000;
        let filled: usize = (0..n)
            .map(|seed| {
                first_team(&settings, Luck::of_seed(seed).of("urban-1"), 5, 0, None).in_post()
            })
            .sum();
        // .9 x 5 = 4.5 on average, each 4 or 5; five standard errors are .04.
        assert!((filled as f64 / n as f64 - 4.5).abs() < 0.04);
    }

    #[test]
    fn the_director_s_post_is_filled_and_the_first_others_are_part_time() {
        let mut settings = Settings::defaults(Zone::Rural);
        settings.posts.posts_filled = 0.0;
        let team = first_team(&settings, Luck::of_seed(1), 4, 2, None);
        assert_eq!(team.in_post(), 1);
        assert!(team.posts[0].holder.is_some());
        let roles: Vec<_> = team.posts.iter().map(|post| post.role).collect();
        assert_eq!(roles, [Role::Director, Role::PartTime, Role::PartTime, Role::Professional]);
    }
    #[test]
    fn a_known_number_of_cadres_is_in_post_the_director_first() {
        let settings = Settings::defaults(Zone::Urban);
        for staff in 0..=8 {
            let team = first_team(&settings, Luck::of_seed(1), 6, 0, Some(staff));
            assert_eq!((team.in_post(), team.quota), (staff, 6));
            assert_eq!(team.posts[0].holder.is_some(), staff > 0);
            assert_eq!(
                team.surplus(),
                staff.saturating_sub(6),
                "who is above the quota has a post"
            );
        }
    }
}
