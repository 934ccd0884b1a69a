//! One future: scenarios beside a baseline on one seed, of which nothing is kept but the values of the whole
//! policy period. No lives, no communities, no months: so it costs less than a seed of a comparison.

use super::pairing::{Month, Together, order};
use super::runner::Runner;
use crate::futures::Known;
use crate::metric::{self, Detail};
use crate::model::Model;
use crate::month::month;
use crate::policy::Scenario;
use crate::screen::{MONTHS, value};
use crate::supposed::as_today;
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
    /// Levels of today that are known, to hold the baseline against.
    pub known: &'a [Known],
}

/// What a future showed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    /// By arm all metrics of the policy period, by area down to zones; not a number where empty.
    pub arms: Vec<Vec<f64>>,
    /// What is known of today, as the baseline shows it over the months that targets read.
    pub levels: Vec<f64>,
}

impl Future<'_> {
    /// Runs it; nothing if it was stopped.
    pub(crate) fn run(&self) -> Option<Shown> {
        let months = self.arms[0].months;
        let mut trunk = self.begin(&self.arms[0]);
        let today = as_today(&self.arms[0], MONTHS);
        // A baseline with a policy of its own is not how things are today.
        let mut levels = Vec::new();
        let mut reads = if self.arms[0].changes.is_empty() { Some(today.months) } else { None };
        if self.known.is_empty() {
            reads = None;
        } else if reads.is_none() {
            let mut own = self.begin(&today);
            self.until(&mut own, today.months)?;
            levels = self.levels(&own);
        }
        let mut seen = vec![Vec::new(); self.arms.len()];
        for (first, arm, together) in order(self.arms, self.seed) {
            let scenario = &self.arms[arm];
            let mut run = if together == Together::Never {
                self.begin(scenario)
            } else {
                self.read_levels(&mut trunk, first - 1, &mut reads, &mut levels)?;
                self.until(&mut trunk, first - 1)?;
                trunk.fork(scenario, self.seed, month((self.month)()))
            };
            self.until(&mut run, months)?;
            seen[arm] = run.recorder().run();
            (self.runner.progress)(u64::from(months));
        }
        self.read_levels(&mut trunk, months, &mut reads, &mut levels)?;
        self.until(&mut trunk, months)?;
        seen[0] = trunk.recorder().run();
        (self.runner.progress)(u64::from(months));
        Some(Shown { arms: seen, levels })
    }

    /// Reads the levels of today where the baseline passes the month of it on its way to another.
    fn read_levels(
        &self,
        trunk: &mut Model,
        to: u32,
        reads: &mut Option<u32>,
        levels: &mut Vec<f64>,
    ) -> Option<()> {
        if let Some(month) = reads.filter(|month| *month <= to) {
            self.until(trunk, month)?;
            *levels = self.levels(trunk);
            *reads = None;
        }
        Some(())
    }

    fn levels(&self, model: &Model) -> Vec<f64> {
        let of = |known: &Known| {
            let metric = metric::find(&known.metric)?;
            Some(value(model.recorder(), metric, known.zone.as_deref()))
        };
        self.known.iter().map(|known| of(known).unwrap_or(f64::NAN)).collect()
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
            known: &[],
        };
        let seen = future.run().unwrap().arms;
        for (arm, seen) in whole[0].arms.iter().zip(&seen) {
            let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<u64>>();
            assert_eq!(bits(&arm.as_ref().unwrap().seen.run), bits(seen));
        }
        assert_ne!(seen[0], seen[1]);
        let stopped = Future { runner: Runner { stop: &|| true, ..Runner::default() }, ..future };
        assert_eq!(stopped.run(), None);
    }

    #[test]
    fn levels_of_today_are_those_of_a_run_of_the_baseline_alone() {
        let mut arms = arms();
        for arm in &mut arms {
            (arm.months, arm.burn_in) = (60, 24);
        }
        arms[1].changes[0].from = 25;
        let mut known: Vec<Known> = ["trust", "staff_turnover", "participation_yearly", "vacancy"]
            .map(|metric| Known {
                name: metric.to_owned(),
                metric: metric.to_owned(),
                zone: None,
                low: 0.0,
                high: 1.0,
            })
            .to_vec();
        known[0].zone = Some("urban".to_owned());
        let month = &processes;
        let spread = &Spread::from(false);
        let (seed, runner) = (3, Runner::default());
        let levels = |arms: &[Scenario]| {
            Future { arms, seed, spread, month, runner, known: &known }.run().unwrap().levels
        };
        let own = levels(&arms);
        let today = as_today(&arms[0], MONTHS);
        assert_eq!(today.months, 48);
        let mut model = Model::new(&today, 3, Detail::Zone, false);
        while !model.is_over() {
            model.step();
        }
        for (known, level) in known.iter().zip(&own) {
            let metric = metric::find(&known.metric).unwrap();
            let alone = value(model.recorder(), metric, known.zone.as_deref());
            assert!(alone.to_bits() == level.to_bits(), "{} {alone} {level}", known.name);
        }
        // A policy in the baseline is left out of today.
        let mut with_policy = arms.clone();
        with_policy[0].changes = arms[1].changes.clone();
        assert_eq!(levels(&with_policy), own);
    }
}
