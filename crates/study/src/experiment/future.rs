//! One future: scenarios beside a baseline on one seed, of which nothing is kept but the values of the whole
//! policy period. No lives, no communities, no months: so it costs less than a seed of a comparison.

use super::pairing::{Month, Together, order};
use super::runner::Runner;
use crate::metric::Detail;
use crate::model::Model;
use crate::month::month;
use crate::policy::Scenario;
use crate::world::Spread;

/// A baseline and scenarios in one world, to be run on one seed.
#[derive(Clone, Copy)]
pub(crate) struct Future<'a> {
    /// The baseline first. All have the same horizon and burn-in.
    pub arms: &'a [Scenario],
    /// The seed.
    pub seed: u64,
    /// Whether communities are spread over the threads.
    pub spread: &'a Spread,
    /// The month.
    pub month: Month<'a>,
    /// How it is run.
    pub runner: Runner<'a>,
}

impl Future<'_> {
    /// Runs it; nothing if it was stopped. By arm all metrics of the policy period, by area down to zones, not
    /// a number where empty.
    pub(crate) fn run(&self) -> Option<Vec<Vec<f64>>> {
        let months = self.arms[0].months;
        let mut trunk = self.begin(&self.arms[0]);
        let mut seen = vec![Vec::new(); self.arms.len()];
        for (first, arm, together) in order(self.arms, self.seed) {
            let scenario = &self.arms[arm];
            let mut run = if together == Together::Never {
                self.begin(scenario)
            } else {
                self.until(&mut trunk, first - 1)?;
                trunk.fork(scenario, self.seed, month((self.month)()))
            };
            self.until(&mut run, months)?;
            seen[arm] = run.recorder().run();
            (self.runner.progress)(u64::from(months));
        }
        self.until(&mut trunk, months)?;
        seen[0] = trunk.recorder().run();
        (self.runner.progress)(u64::from(months));
        Some(seen)
    }

    fn begin(&self, scenario: &Scenario) -> Model {
        let month = month((self.month)());
        Model::with_month(scenario, self.seed, Detail::Zone, self.spread.clone(), month)
    }

    /// Runs up to a month, that included; nothing if it was stopped.
    fn until(&self, model: &mut Model, month: u32) -> Option<()> {
        while model.clock().month < month {
            if (self.runner.stop)() {
                return None;
            }
            model.step();
        }
        // A month that was broken off is no month.
        (!(self.runner.stop)()).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::experiment::Pairing;
    use crate::month::processes;
    use crate::policy::{Change, ChangeKind, Operation, Target};
    use crate::setting::SettingId;

    /// Two communities of 60 adults, and the same with a load halved from month 4 on.
    fn arms() -> Vec<Scenario> {
        let mut scenario = Scenario::baseline();
        let mut place = crate::place::Place::clone(&scenario.place);
        place.communities.truncate(2);
        for community in &mut place.communities {
            community.adults = 60;
        }
        scenario.place = Arc::new(place);
        (scenario.months, scenario.burn_in) = (14, 3);
        let mut other = scenario.clone();
        other.changes = vec![Change {
            kind: ChangeKind::Policy,
            name: "policy".to_owned(),
            setting: SettingId::find("admin_load").unwrap(),
            operation: Operation::Factor(0.5),
            from: 4,
            until: None,
            ramp: 0,
            target: Target::default(),
        }];
        vec![scenario, other]
    }

    #[test]
    fn a_future_shows_what_a_pair_of_runs_shows_to_the_bit_over_the_policy_period() {
        let arms = arms();
        let pairing =
            Pairing { arms: &arms, metrics: &[0], month: &processes, runner: Runner::default() };
        let whole = pairing.run(&[9], &[true; 2]).unwrap();
        let future = Future {
            arms: &arms,
            seed: 9,
            spread: &Spread::from(false),
            month: &processes,
            runner: Runner::default(),
        };
        let seen = future.run().unwrap();
        for (arm, seen) in whole[0].arms.iter().zip(&seen) {
            let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<u64>>();
            assert_eq!(bits(&arm.as_ref().unwrap().seen.run), bits(seen));
        }
        assert_ne!(seen[0], seen[1]);
        let stopped = Future { runner: Runner { stop: &|| true, ..Runner::default() }, ..future };
        assert_eq!(stopped.run(), None);
    }
}
