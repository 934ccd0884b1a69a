//! Baseline histories that are kept, each with its world at the end of burn-in: scenarios go on from there, so that
//! one that is thought of later costs only its own months. What a scenario shows is to the bit what
//! [`Pairing::run`] shows of it.

use std::sync::{Mutex, PoisonError};

use super::lives::{self, Ends};
use super::pairing::{ArmOutcome, Pairing, Run, SeedOutcome, Seen, Together};
use crate::model::Model;
use crate::policy::Scenario;

/// A baseline on one seed.
pub struct Trunk {
    seed: u64,
    /// The world at the end of burn-in with what was seen until then, where it is kept.
    world: Option<Mutex<(Model, Seen)>>,
    baseline: ArmOutcome,
    ends: Ends,
}

impl Trunk {
    /// Runs the baseline, the first of the arms, on a seed; with `keep` its world at the end of burn-in is kept, for
    /// scenarios to go on from. Nothing if it was stopped.
    pub fn grow(of: &Pairing, seed: u64, keep: bool) -> Option<Self> {
        let baseline = &of.arms[0];
        let mut run = Run::new(*of, baseline, seed, &of.runner.spread(false));
        let mut world = None;
        if keep && baseline.burn_in < baseline.months {
            run.until(baseline.burn_in)?;
            let onward = run.fork(baseline, seed);
            let kept = std::mem::replace(&mut run, onward);
            world = Some(Mutex::new((kept.model, kept.seen)));
        }
        run.until(baseline.months)?;
        let ends = lives::ends(&mut run.model);
        let (months_run, seen) = (baseline.months, run.seen);
        let baseline = ArmOutcome { first_difference: None, months_run, seen, lived: None };
        Some(Self { seed, world, baseline, ends })
    }

    /// Lets the world go; what scenarios show stays the same and takes longer.
    pub fn forget_world(&mut self) {
        self.world = None;
    }

    /// Runs a scenario beside the baseline; nothing if it was stopped.
    pub fn branch(&self, of: &Pairing, scenario: &Scenario) -> Option<ArmOutcome> {
        let (baseline, seed) = (&of.arms[0], self.seed);
        let together = Together::of(baseline, scenario, seed);
        if together == Together::Always {
            let lived = lives::compare(&self.ends, &self.ends, baseline.months - baseline.burn_in);
            let seen = self.baseline.seen.clone();
            let lived = Some(Box::new(lived));
            return Some(ArmOutcome { first_difference: None, months_run: 0, seen, lived });
        }
        let mut run = self.begin(of, scenario, together);
        let months_run = scenario.months - run.model.clock().month;
        run.until(scenario.months)?;
        let lived = (*scenario.place == *baseline.place).then(|| {
            let ends = lives::ends(&mut run.model);
            Box::new(lives::compare(&self.ends, &ends, baseline.months - baseline.burn_in))
        });
        let first_difference = together.first_difference();
        Some(ArmOutcome { first_difference, months_run, seen: run.seen, lived })
    }

    /// A run of a scenario from as late a month as may be.
    fn begin<'a>(&self, of: &Pairing<'a>, scenario: &Scenario, together: Together) -> Run<'a> {
        let burn_in = of.arms[0].burn_in;
        let shares = matches!(together, Together::Until(first) if first > burn_in);
        if let Some(world) = self.world.as_ref().filter(|_| shares) {
            let mut kept = world.lock().unwrap_or_else(PoisonError::into_inner);
            let (model, seen) = &mut *kept;
            return Run::onward(*of, model, seen.clone(), (scenario, self.seed), burn_in);
        }
        Run::new(*of, scenario, self.seed, &of.runner.spread(false))
    }

    /// What a comparison reads of the seed: the baseline, and scenarios that were run beside it.
    pub fn outcome(&self, arms: Vec<ArmOutcome>) -> SeedOutcome {
        let all = std::iter::once(self.baseline.clone()).chain(arms);
        SeedOutcome { seed: self.seed, arms: all.map(Some).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Runner;
    use crate::metric::main_metrics;
    use crate::month::processes;
    use crate::setting::SettingId;

    #[test]
    fn a_scenario_that_goes_on_from_a_kept_history_shows_what_a_pair_shows() {
        let today = crate::village::of_two(26, 12);
        let policy =
            |id: &str, value| today.clone().with_policy(SettingId::find(id).unwrap(), value);
        let metrics = main_metrics();
        let scenarios = [policy("mandate_clarity", 0.9), policy("pay_ratio", 0.9), today.clone()];
        for scenario in scenarios {
            let arms = [today.clone(), scenario.clone()];
            let runner = Runner::default();
            let of = Pairing { arms: &arms, metrics: &metrics, month: &processes, runner };
            let expected = of.run(&[3], &[true, true]).unwrap();
            let months_run = expected[0].arms[1].as_ref().unwrap().months_run;
            let expected = expected[0].to_words();
            let alone = Pairing { arms: &arms[..1], ..of };
            let mut trunk = Trunk::grow(&alone, 3, true).unwrap();
            for _ in 0..2 {
                let arm = trunk.branch(&alone, &scenario).unwrap();
                let mut found = trunk.outcome(vec![arm]);
                // How much had to be run is no result.
                found.arms[1].as_mut().unwrap().months_run = months_run;
                assert_eq!(found.to_words(), expected);
                trunk.forget_world();
            }
        }
    }
}
