//! What a case lays down for a workshop, as numbers.

use model::metric::METRICS;

use super::Refused;
use crate::case::{Case, LEVERS};
use crate::grid::{POLICIES, Policy, STEPS};
use crate::payload;
use crate::table::Table;

/// Numbers beyond which nobody means what they say.
const MOST: f64 = 1e9;

/// What a case lays down for a workshop, as numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Minutes of predict, commit, reveal and why.
    pub minutes: [u32; 4],
    /// What a policy may cost: yuan an adult in its dearest year.
    pub purse: f64,
    /// Effort points that a policy may use.
    pub efforts: u32,
    /// Effort points of each step of each lever.
    pub effort: [[u32; STEPS]; LEVERS],
    /// What each policy costs, by number.
    pub prices: Vec<f64>,
    /// Where the line ends in each history, by policy, in shown units.
    pub ends: Vec<Vec<f64>>,
    /// The least and the most that the line's number can be, in shown units.
    pub range: (f64, f64),
}

impl Rules {
    /// What a case and its table lay down.
    pub fn of(case: &Case, table: &Table) -> Self {
        let beats = case.beats;
        let effort = std::array::from_fn(|lever| {
            case.levers.get(lever).map(|lever| lever.effort).unwrap_or_default()
        });
        let goal = case.goals.first().and_then(|&goal| METRICS.get(goal));
        let (least, most) = goal.map_or((-MOST, MOST), |goal| goal.range);
        let scale = goal.map_or(1.0, |goal| goal.shown.scale());
        let bound = |end: f64| (end * scale).clamp(-MOST, MOST);
        let ends = |policy| {
            let ends = payload::ends(case, table, policy);
            ends.into_iter().flatten().map(|end| end * scale).collect()
        };
        Self {
            minutes: [beats.predict, beats.commit, beats.reveal, beats.why],
            purse: case.purse,
            efforts: case.efforts,
            effort,
            prices: Policy::all().map(|policy| payload::price(table, policy)).collect(),
            ends: Policy::all().map(ends).collect(),
            range: (bound(least), bound(most)),
        }
    }

    /// Whether a policy is within purse and effort points.
    ///
    /// # Errors
    /// What it has too much of.
    pub fn allow(&self, policy: Policy) -> Result<(), Refused> {
        let used = self.effort.iter().zip(policy.steps()).map(|(effort, step)| effort[step]).sum();
        if used > self.efforts {
            return Err(Refused::Effort(used, self.efforts));
        }
        let price = self.prices.get(policy.number()).copied().unwrap_or(f64::INFINITY);
        if policy == Policy::TODAY || price <= self.purse {
            return Ok(());
        }
        Err(Refused::Purse(price, self.purse))
    }

    pub(super) fn is_whole(&self) -> bool {
        self.prices.len() == POLICIES && self.ends.len() == POLICIES
    }
}
