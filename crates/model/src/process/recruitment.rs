//! Step 8, last part: vacant posts are filled in recruitment rounds (model section 5.9).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use super::posts::entry_pay;
use crate::math::pow;
use crate::quantity::tell;
use crate::random::{Luck, Process, poisson};
use crate::setting::Settings;
use crate::world::Clock;
use crate::world::community::{InForce, Site, Strength};
use crate::world::county::Counties;
use crate::world::ledger::{Account, Ledger};
use crate::world::tally::Tally;
use crate::world::team::{Cadre, Team};

/// Ordinals of college graduates among the applicants for a post.
const GRADUATES: u32 = 1 << 15;

/// A community that may hire.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Hiring {
    site: &'static Site,
    in_force: &'static InForce,
    strength: &'static Strength,
    ledger: &'static Ledger,
    team: &'static mut Team,
    tally: &'static mut Tally,
}

tell! {
    recruit, "Recruitment" "招聘",
    "In recruitment rounds vacant posts are filled from the applicants."
    "招聘轮次中从报名者中补充空缺岗位。"
}

/// Every month: in a recruitment round posts are filled; then the team is counted.
pub(crate) fn recruit(clock: Res<Clock>, counties: Res<Counties>, mut communities: Query<Hiring>) {
    for mut c in &mut communities {
        let county = &counties.0[c.site.county];
        let every = county.settings.cadres.recruit_every.max(1);
        if clock.month.is_multiple_of(every) {
            let round = Round {
                settings: &c.in_force.0,
                career_path: c.strength.career_path,
                graduate_programme: c.in_force.0.levers.graduate_programme.paid(county.paid_ratio),
                luck: c.site.luck,
                month: clock.month,
                every,
            };
            round.fill(&mut c.team, c.ledger.balance(Account::Personnel));
        }
        count(&c.team, c.ledger, &mut c.tally);
    }
}

fn count(team: &Team, ledger: &Ledger, tally: &mut Tally) {
    tally.quota = team.quota as f64;
    tally.vacant = team.quota.saturating_sub(team.in_post()) as f64;
    for (_, cadre) in team.cadres() {
        tally.cadres += 1.0;
        tally.skill += cadre.skill;
        tally.burnout += cadre.burnout;
    }
    tally.arrears = ledger.arrears as f64;
}

/// A recruitment round of a community.
struct Round<'a> {
    settings: &'a Settings,
    /// Effective strengths.
    career_path: f64,
    graduate_programme: f64,
    luck: Luck,
    month: u32,
    every: u32,
}

impl Round<'_> {
    /// Fills vacant posts in their order. A hire needs a month's entry pay in the personnel account,
    /// for all hires of the month together: required, not spent.
    fn fill(&self, team: &mut Team, personnel: i64) {
        let mut promised = 0;
        for post in team.posts.iter_mut().filter(|post| post.holder.is_none()) {
            let needed = entry_pay(self.settings, post.role);
            if promised + needed > personnel {
                continue;
            }
            if let Some(hired) = self.select(post.number) {
                post.holder = Some(hired);
                promised += needed;
            }
        }
    }

    /// Whom a post goes to: of those who pass the standard the best, or without competition a random
    /// one.
    fn select(&self, post: u16) -> Option<Cadre> {
        let passed: Vec<(f64, bool)> = self
            .applicants(post)
            .filter(|&(ability, _)| ability >= self.settings.levers.selection_standard)
            .collect();
        let pick = if self.settings.levers.competitive {
            let mut best = 0;
            for (at, applicant) in passed.iter().enumerate() {
                if applicant.0 > passed[best].0 {
                    best = at;
                }
            }
            best
        } else {
            let uniform = self.luck.uniform(Process::Pick, self.month, u32::from(post));
            (uniform * passed.len() as f64) as usize
        };
        let &(ability, graduate) = passed.get(pick)?;
        Some(Cadre {
            skill: ability,
            burnout: self.settings.cadres.hired_burnout,
            tenure: 0.0,
            graduate,
        })
    }

    /// Abilities of the applicants for a post, and whether they are college graduates of the programme.
    fn applicants(&self, post: u16) -> impl Iterator<Item = (f64, bool)> {
        let cadres = &self.settings.cadres;
        let every = f64::from(self.every);
        let pay = pow(self.settings.levers.pay_ratio / cadres.pay_reference, cadres.applicants_pay);
        let career = 1.0 + cadres.applicants_career * self.career_path;
        let rate = every * cadres.applicants * pay * career * cadres.applicants_zone;
        let graduate_rate = every * cadres.graduate_applicants * self.graduate_programme;
        let mut numbers = self.luck.stream(Process::Applicants, self.month, u32::from(post));
        let ordinary = poisson(rate, numbers.uniform()).min(GRADUATES);
        let graduates = poisson(graduate_rate, numbers.uniform()).min(GRADUATES);
        let ability = move |ordinal: u32, mean: f64| {
            let subject = u32::from(post) << 16 | ordinal;
            let mut stream = self.luck.stream(Process::Applicant, self.month, subject);
            stream.beta(mean, self.settings.elections.ability_precision)
        };
        let (skill, graduate_skill) = (cadres.applicant_skill, cadres.graduate_skill);
        (0..ordinary).map(move |ordinal| (ability(ordinal, skill), false)).chain(
            (0..graduates).map(move |ordinal| (ability(GRADUATES + ordinal, graduate_skill), true)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Zone;
    use crate::world::team::{Post, Role};

    fn vacant(posts: u16) -> Team {
        let posts =
            (0..posts).map(|number| Post { number, role: Role::Professional, holder: None });
        Team { posts: posts.collect(), quota: 8, created: 8 }
    }

    fn hired(settings: &Settings, personnel: i64) -> usize {
        let round = Round {
            settings,
            career_path: 0.0,
            graduate_programme: 0.0,
            luck: Luck::of_seed(3),
            month: 3,
            every: 3,
        };
        let mut team = vacant(8);
        round.fill(&mut team, personnel);
        team.in_post()
    }

    #[test]
    fn hires_of_a_month_need_the_money_for_all_of_them_together() {
        let mut settings = Settings::defaults(Zone::Urban);
        settings.cadres.applicants = 5.0;
        assert_eq!(hired(&settings, 371_999), 0);
        assert_eq!(hired(&settings, 372_000), 1);
        assert_eq!(hired(&settings, 3 * 372_000 + 5), 3);
        assert_eq!(hired(&settings, i64::MAX), 8);
    }

    #[test]
    fn nobody_below_the_standard_is_hired_and_competition_takes_the_best() {
        let mut settings = Settings::defaults(Zone::Urban);
        settings.cadres.applicants = 5.0;
        settings.levers.selection_standard = 0.6;
        let select = |settings: &Settings| {
            let luck = Luck::of_seed(9);
            let (career_path, graduate_programme) = (0.0, 0.0);
            Round { settings, career_path, graduate_programme, luck, month: 6, every: 3 }.select(2)
        };
        let random = select(&settings).unwrap();
        settings.levers.competitive = true;
        let best = select(&settings).unwrap();
        assert!(random.skill >= 0.6 && best.skill >= random.skill);
    }
}
