//! Inside a community, month by month: its posts and who holds them, its queue, its accounts.

use serde::Serialize;

use super::lockstep::community;
use crate::metric::Detail;
use crate::model::Model;
use crate::policy::Scenario;
use crate::quantity::yuan;
use crate::world::{Account, Ledger, Office, Post, Queue, Role, SINKS, Team};

/// A post in a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seat {
    /// Number of the post; never used again.
    pub number: u16,
    /// `director`, `professional` or `part_time`.
    pub role: &'static str,
    /// Burnout, skill and months in the team of whoever holds it; none where it is vacant.
    pub holder: Option<[f64; 3]>,
}

/// A community in a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Within {
    /// Posts in the order of their numbers.
    pub posts: Vec<Seat>,
    /// Requests that nobody has finished.
    pub queue: usize,
    /// Months since the oldest of them was filed.
    pub oldest: u32,
    /// What share of the month's pay the team was paid.
    pub paid_share: f64,
    /// Yuan in each account of the community, in the order of [`accounts`].
    pub accounts: Vec<f64>,
}

/// Accounts that a community holds money in.
pub fn accounts() -> impl Iterator<Item = Account> {
    let holds = |account: &Account| {
        !SINKS.contains(account) && !matches!(account, Account::Outside | Account::Treasury)
    };
    Account::ALL.iter().copied().filter(holds)
}

/// A community through a whole run of a scenario on a seed, a row a month; nothing if it was stopped or there is no
/// such community.
pub fn inside(
    scenario: &Scenario,
    seed: u64,
    position: usize,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Within>> {
    let mut model = Model::new(scenario, seed, Detail::County, false);
    let at = community(model.world(), position)?;
    let mut months = Vec::new();
    while !model.is_over() {
        if stop() {
            return None;
        }
        model.step();
        let month = model.clock().month;
        let parts = model.world().entity(at);
        let (team, queue) = (parts.get::<Team>()?, parts.get::<Queue>()?);
        let ledger = parts.get::<Ledger>()?;
        let oldest = queue.0.iter().map(|request| u32::from(request.filed)).min();
        months.push(Within {
            posts: team.posts.iter().map(seat).collect(),
            queue: queue.0.len(),
            oldest: oldest.map_or(0, |filed| month.saturating_sub(filed)),
            paid_share: parts.get::<Office>()?.paid_share,
            accounts: accounts().map(|account| yuan(ledger.balance(account))).collect(),
        });
    }
    Some(months)
}

fn seat(post: &Post) -> Seat {
    let role = match post.role {
        Role::Director => "director",
        Role::Professional => "professional",
        Role::PartTime => "part_time",
    };
    let holder = post.holder.map(|cadre| [cadre.burnout, cadre.skill, cadre.tenure]);
    Seat { number: post.number, role, holder }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_community_is_seen_in_every_month_with_the_posts_and_money_that_it_has() {
        let scenario = crate::village::of_two(26, 12);
        let months = inside(&scenario, 3, 1, &|| false).unwrap();
        assert_eq!(months.len(), 26);
        assert!(months.iter().all(|month| !month.posts.is_empty()));
        assert!(months.iter().any(|month| month.queue > 0));
        assert!(months.iter().any(|month| month.accounts.iter().any(|money| *money > 0.0)));
        assert_eq!(inside(&scenario, 3, 2, &|| false), None);
        assert_eq!(inside(&scenario, 3, 1, &|| true), None);
    }
}
