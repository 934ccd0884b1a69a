//! Step 6, in election months: elections of directors (model section 5.7).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use crate::math::logistic;
use crate::quantity::tell;
use crate::quantity::{Education, Franchise};
use crate::random::{Luck, Process, poisson, unit64};
use crate::setting::Settings;
use crate::world::community::{Ballot, Census, InForce, Site};
use crate::world::county::Counties;
use crate::world::request::Events;
use crate::world::resident::{
    Belonging, Birth, Efficacy, Ids, Norm, Since, Traits, TraitsOf, Trust,
};
use crate::world::tally::Tally;
use crate::world::team::{Cadre, Team};
use crate::world::{Clock, Spread, each};

use super::participation::rights_from;

/// A community in which there may be an election.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Voting {
    site: &'static Site,
    in_force: &'static InForce,
    census: &'static Census,
    ids: &'static Ids,
    birth: &'static Birth,
    since: &'static Since,
    traits: &'static TraitsOf,
    trust: &'static Trust,
    belonging: &'static Belonging,
    norm: &'static Norm,
    efficacy: &'static mut Efficacy,
    ballot: &'static mut Ballot,
    team: &'static mut Team,
    events: &'static mut Events,
    tally: &'static mut Tally,
}

tell! {
    elect, "Elections" "选举",
    "In election months the entitled vote; the one perceived best may become director."
    "选举月有资格者投票，被认为最优者可任主任。"
}

/// In election months: residents vote, and the one perceived best becomes director if the post is
/// vacant or the director looks worse.
pub(crate) fn elect(
    clock: Res<Clock>,
    spread: Res<Spread>,
    counties: Res<Counties>,
    mut communities: Query<Voting>,
) {
    let month = clock.month;
    let voting = communities.iter_mut().filter(|c| c.ballot.next == month);
    each(&spread, voting, |mut c| {
        let settings = &*c.in_force.0;
        c.ballot.next = month.saturating_add(settings.levers.term_months);
        if c.census.all() == 0 {
            return;
        }
        let least = counties.0[c.site.county].settings.elections.candidate_education;
        let mut poll = Poll::new(settings, c.site.luck, month, least);
        for row in 0..c.ids.0.len() {
            let voter = Voter {
                id: c.ids.0[row],
                birth: c.birth.0[row],
                since: c.since.0[row],
                traits: c.traits.0[row],
                trust: c.trust.0[row],
                belonging: c.belonging.0[row],
                norm: c.norm.0[row],
            };
            poll.vote(&voter, &mut c.efficacy.0[row]);
        }
        let turnout = poll.votes / f64::from(c.census.all());
        c.events.turnout = Some(turnout);
        c.tally.votes = poll.votes;
        c.tally.entitled = poll.entitled;
        c.tally.voting_adults = f64::from(c.census.all());
        let (ability, perceived) = best_candidate(settings, c.site.luck, month, &poll, turnout);
        if take_office(&mut c.team, ability, perceived, settings.elections.elected_burnout) {
            c.tally.rotations = 1.0;
        }
    });
}

/// A resident on election day: attributes as in the columns of residents.
#[expect(missing_docs, reason = "named as the columns")]
pub struct Voter {
    pub id: u32,
    pub birth: f32,
    pub since: f32,
    pub traits: Traits,
    pub trust: f32,
    pub belonging: f32,
    pub norm: f32,
}

/// What a resident does on election day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Has no vote.
    NotEntitled,
    /// Has a vote and stays away.
    StaysAway,
    /// Votes.
    Votes,
}

impl Voter {
    fn is_eligible(&self, settings: &Settings, month: u32) -> bool {
        !self.traits.is_migrant() || month as f32 - self.since >= rights_from(settings)
    }

    /// What the resident does, with an efficacy.
    pub fn decide(&self, settings: &Settings, luck: Luck, month: u32, efficacy: f32) -> Vote {
        let [chosen, _, high, low] = luck.block(Process::Election, month, self.id);
        let elections = &settings.elections;
        let entitled = match settings.levers.franchise {
            Franchise::Direct => self.is_eligible(settings, month),
            Franchise::Indirect => {
                !self.traits.is_migrant() && unit64(chosen, 0) < elections.representative_share
            }
        };
        if !entitled {
            return Vote::NotEntitled;
        }
        let chance = self.chance(settings, month, efficacy);
        if unit64(high, low) < chance { Vote::Votes } else { Vote::StaysAway }
    }

    /// The chance that one who is entitled votes.
    fn chance(&self, settings: &Settings, month: u32, efficacy: f32) -> f64 {
        let elections = &settings.elections;
        let age = (month as f32 - self.birth) / 12.0;
        let young = if f64::from(age) < elections.young_age { elections.vote_young } else { 0.0 };
        logistic(
            elections.vote_base
                + elections.vote_belonging * (f64::from(self.belonging) - 0.5)
                + elections.vote_efficacy * (f64::from(efficacy) - 0.5)
                + elections.vote_trust * (f64::from(self.trust) - 0.5)
                + elections.vote_norm * (f64::from(self.norm) - settings.participation.norm_pivot)
                - young,
        )
    }
}

/// An election in progress.
struct Poll<'a> {
    settings: &'a Settings,
    luck: Luck,
    month: u32,
    least_education: Education,
    entitled: f64,
    votes: f64,
    /// Eligible residents with enough education to stand, and those of them with tertiary education.
    may_stand: f64,
    tertiary: f64,
}

impl<'a> Poll<'a> {
    fn new(settings: &'a Settings, luck: Luck, month: u32, least_education: Education) -> Self {
        Self {
            settings,
            luck,
            month,
            least_education,
            entitled: 0.0,
            votes: 0.0,
            may_stand: 0.0,
            tertiary: 0.0,
        }
    }

    /// Voters gain efficacy; adults who are not entitled lose some.
    fn vote(&mut self, voter: &Voter, efficacy: &mut f32) {
        let (settings, month) = (self.settings, self.month);
        let education = voter.traits.education();
        if voter.is_eligible(settings, month) && education >= self.least_education {
            self.may_stand += 1.0;
            self.tertiary += f64::from(u8::from(education == Education::Tertiary));
        }
        let elections = &settings.elections;
        match voter.decide(settings, self.luck, month, *efficacy) {
            Vote::NotEntitled => *efficacy -= elections.exclusion_loss as f32 * *efficacy,
            Vote::StaysAway => self.entitled += 1.0,
            Vote::Votes => {
                self.entitled += 1.0;
                self.votes += 1.0;
                *efficacy += elections.vote_gain as f32 * (1.0 - *efficacy);
            }
        }
    }
}

/// Ability of the candidate perceived best, and how it is perceived: the more take part and the more
/// is known, the less perception errs.
fn best_candidate(
    settings: &Settings,
    luck: Luck,
    month: u32,
    poll: &Poll,
    turnout: f64,
) -> (f64, f64) {
    let elections = &settings.elections;
    let rate = elections.candidates_per_1000 * poll.may_stand / 1000.0;
    let number = 1 + poisson(rate, luck.uniform(Process::Candidates, month, 0));
    let tertiary_share = if poll.may_stand > 0.0 { poll.tertiary / poll.may_stand } else { 0.0 };
    let error = elections.perception_sd * (1.0 - turnout * settings.levers.transparency);
    let mut best = (0.0, f64::NEG_INFINITY);
    for ordinal in 0..number {
        let mut stream = luck.stream(Process::Candidate, month, ordinal);
        let tertiary =
            if stream.uniform() < tertiary_share { elections.candidate_tertiary } else { 0.0 };
        let noise = stream.normal();
        let mean = (elections.candidate_ability + tertiary).min(1.0);
        let ability = stream.beta(mean, elections.ability_precision);
        let perceived = ability + error * noise;
        if perceived > best.1 {
            best = (ability, perceived);
        }
    }
    best
}

/// The best candidate becomes director if the post is vacant or the perceived ability beats the
/// director's skill; the old director leaves the team. Returns whether one was replaced.
fn take_office(team: &mut Team, ability: f64, perceived: f64, burnout: f64) -> bool {
    let Some(post) = team.posts.first_mut() else { return false };
    let replaced = post.holder.is_some();
    if post.holder.is_some_and(|director| perceived <= director.skill) {
        return false;
    }
    post.holder = Some(Cadre { skill: ability, burnout, tenure: 0.0, graduate: false });
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::world::team::{Post, Role};

    #[test]
    fn a_better_candidate_replaces_the_director_and_a_worse_one_does_not() {
        let director = Cadre { skill: 0.5, burnout: 0.4, tenure: 50.0, graduate: false };
        let post = Post { number: 0, role: Role::Director, holder: Some(director) };
        let mut team = Team { posts: vec![post], quota: 1, created: 1 };
        assert!(!take_office(&mut team, 0.9, 0.5, 0.3));
        assert!(take_office(&mut team, 0.6, 0.51, 0.3));
        assert_eq!(team.posts[0].holder.map(|cadre| cadre.skill), Some(0.6));
        team.posts[0].holder = None;
        assert!(
            !take_office(&mut team, 0.2, 0.1, 0.3),
            "a vacant post is filled, nobody is replaced"
        );
        assert!(team.posts[0].holder.is_some());
    }

    #[test]
    fn the_formula_of_voting_is_that_of_the_code() {
        for young in [false, true] {
            holds("voting", ("", ""), |settings, draw| {
                let age = settings.elections.young_age + if young { -1.0 } else { 1.0 };
                let mut one = || draw() as f32;
                let (trust, belonging, norm, efficacy) = (one(), one(), one(), one());
                let voter = Voter {
                    id: 1,
                    birth: (60.0 - 12.0 * age) as f32,
                    since: 0.0,
                    traits: Traits::new(Education::Basic, false),
                    trust,
                    belonging,
                    norm,
                };
                let words = vec![
                    ("B", f64::from(belonging)),
                    ("E", f64::from(efficacy)),
                    ("T", f64::from(trust)),
                    ("N", f64::from(norm)),
                    ("age < young_age", f64::from(u8::from(young))),
                ];
                (words, voter.chance(settings, 60, efficacy))
            });
        }
    }

    #[test]
    fn the_formulas_of_what_voting_does_are_those_of_the_code() {
        for (ends, votes) in [(("voters E ← ", ";"), true), (("entitled E ← ", ""), false)] {
            holds("what voting does", ends, |settings, draw| {
                // Of locals all vote, or none may.
                settings.levers.franchise =
                    if votes { Franchise::Direct } else { Franchise::Indirect };
                settings.elections.representative_share = 0.0;
                settings.elections.vote_base = 1_000.0;
                let voter = Voter {
                    id: 1,
                    birth: 0.0,
                    since: 0.0,
                    traits: Traits::new(Education::Basic, false),
                    trust: 0.5,
                    belonging: 0.5,
                    norm: 0.5,
                };
                let mut efficacy = draw() as f32;
                let before = f64::from(efficacy);
                let mut poll = Poll::new(settings, Luck::of_seed(1), 60, Education::Basic);
                poll.vote(&voter, &mut efficacy);
                (vec![("E", before)], f64::from(efficacy))
            });
        }
    }
}
