//! The whole procedure: worlds are run until there are as many as were asked for.

use super::found::{Asked, Basis, Ended, Futures};
use super::run::{Plan, Seen};
use crate::experiment::ThreadsError;
use crate::supposed::World;

/// What was seen so far.
#[derive(Default)]
struct Progress {
    first: Vec<Seen>,
    second: Vec<Seen>,
}

impl Progress {
    fn all(&self) -> Vec<Seen> {
        self.first.iter().chain(&self.second).cloned().collect()
    }
}

/// Runs worlds in their order; nothing if not one was finished.
///
/// All worlds come on their first seed, then the first ones on a second. Where a width is asked for, half as many
/// worlds again are added until the intervals of all shares are that narrow. Worlds that are not run change
/// nothing of those that are.
///
/// # Errors
/// If threads cannot be made.
pub fn explore(
    plan: &Plan,
    asked: Asked,
    basis: Basis,
    interrupted: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Futures>, ThreadsError> {
    let mut seen = Progress::default();
    let found = |ended: Ended, seen: &Progress| {
        Futures::new((asked, ended), plan.arms, plan.worlds, &seen.all(), basis)
    };
    let cut = || if interrupted() { Ended::Interrupted } else { Ended::Time };
    let mut to = asked.worlds.min(plan.worlds.len());
    let ended = loop {
        seen.first.extend(plan.run(seen.first.len(), to, false)?);
        if seen.first.len() < to {
            break cut();
        }
        let twice = asked.twice.min(to);
        seen.second.extend(plan.run(seen.second.len(), twice, true)?);
        if seen.second.len() < twice {
            break cut();
        }
        let Some(width) = asked.precision else {
            break if to < asked.worlds { Ended::MostWorlds } else { Ended::Worlds };
        };
        let is_narrow = found(Ended::Precise, &seen).widest().is_none_or(|half| half <= width);
        if is_narrow {
            break Ended::Precise;
        }
        if to == plan.worlds.len() {
            break Ended::MostWorlds;
        }
        to = (to + to.div_ceil(2)).min(plan.worlds.len());
    };
    let any = !seen.first.is_empty();
    Ok(any.then(|| found(ended, &seen)))
}

impl Futures {
    /// The worlds that were run, to run them again.
    pub fn again(&self) -> Vec<World> {
        let ids: Vec<_> =
            self.settings.iter().filter_map(|id| crate::setting::SettingId::find(id)).collect();
        let world = |of: &super::Supposed| World {
            number: of.number,
            weight: of.weight,
            values: ids.iter().copied().zip(of.values.iter().map(|kept| whole(kept))).collect(),
        };
        self.worlds.iter().map(world).collect()
    }

    /// Worlds that were run on a second seed.
    pub fn twice(&self) -> usize {
        self.rows.iter().filter(|row| row.second).count()
    }
}

/// Values by zone from those that are kept.
fn whole(kept: &[f64]) -> [f64; 3] {
    match kept {
        [one] => [*one; 3],
        [urban, rural, pastoral] => [*urban, *rural, *pastoral],
        _ => [f64::NAN; 3],
    }
}
