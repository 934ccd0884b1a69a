//! Forks kept at the end of their burn-in, from which other scenarios go on: what asks for many runs that
//! differ from the policy date on only need not run the years before it again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::pairing::Together;
use crate::metric::{Area, Detail};
use crate::model::Model;
use crate::month::{month, processes};
use crate::policy::Scenario;
use crate::setting::SettingId;

/// Forks that are kept, the least recently used given up first.
pub struct Forks {
    /// The most adults that all kept worlds hold together.
    most_adults: u64,
    kept: Mutex<Vec<Arc<Kept>>>,
    clock: AtomicU64,
}

struct Kept {
    scenario: Scenario,
    conditions: Vec<u64>,
    seed: u64,
    detail: Detail,
    adults: u64,
    used: AtomicU64,
    model: Mutex<Model>,
}

/// What a run showed: the values of all metrics over the months after burn-in, a row of metrics an area. Not
/// a number where empty.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The areas.
    pub areas: Vec<Area>,
    /// The values.
    pub values: Vec<f64>,
    /// Whether the run went on from a kept world.
    pub forked: bool,
}

impl Forks {
    /// No worlds yet; at most so many adults in those that are kept.
    pub fn new(most_adults: u64) -> Self {
        Self { most_adults, kept: Mutex::new(Vec::new()), clock: AtomicU64::new(0) }
    }

    /// Runs a scenario on a seed; what it shows does not depend on the worlds that are kept. With `keep` the
    /// world at the end of burn-in is kept for others. Nothing if `stop` says so.
    pub fn run(
        &self,
        scenario: &Scenario,
        seed: u64,
        detail: Detail,
        keep: bool,
        stop: &dyn Fn() -> bool,
    ) -> Option<Whole> {
        let conditions = conditions(scenario);
        let found = self.find(scenario, &conditions, seed, detail);
        let forked = found.is_some();
        let mut model = match found {
            Some(model) => model,
            None => {
                let mut model = Model::new(scenario, seed, detail, false);
                if keep && scenario.burn_in < scenario.months {
                    until(&mut model, scenario.burn_in, stop)?;
                    let copy = model.fork(scenario, seed, month(processes()));
                    self.keep(scenario, conditions, seed, detail, copy);
                }
                model
            }
        };
        until(&mut model, scenario.months, stop)?;
        let recorder = model.recorder();
        Some(Whole { areas: recorder.areas.clone(), values: recorder.run(), forked })
    }

    /// A world that a scenario can go on from, as a copy that does.
    fn find(
        &self,
        scenario: &Scenario,
        conditions: &[u64],
        seed: u64,
        detail: Detail,
    ) -> Option<Model> {
        let all = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let serves = |kept: &&Arc<Kept>| {
            kept.seed == seed
                && kept.detail == detail
                && kept.conditions == conditions
                && match Together::of(&kept.scenario, scenario, seed) {
                    Together::Always => true,
                    Together::Until(first) => first > scenario.burn_in,
                    Together::Never => false,
                }
        };
        let kept = all.iter().find(serves)?;
        kept.used.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        let mut model = kept.model.lock().unwrap_or_else(PoisonError::into_inner);
        Some(model.fork(scenario, seed, month(processes())))
    }

    fn keep(
        &self,
        scenario: &Scenario,
        conditions: Vec<u64>,
        seed: u64,
        detail: Detail,
        model: Model,
    ) {
        let adults = scenario.place.adults();
        if adults > self.most_adults {
            return;
        }
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        let (scenario, model, used) = (scenario.clone(), Mutex::new(model), AtomicU64::new(now));
        let new = Kept { scenario, conditions, seed, detail, adults, used, model };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(Arc::new(new));
        while kept.iter().map(|kept| kept.adults).sum::<u64>() > self.most_adults {
            let oldest = kept.iter().enumerate();
            let oldest = oldest.min_by_key(|(_, kept)| kept.used.load(Ordering::Relaxed));
            let Some((at, _)) = oldest else { return };
            kept.remove(at);
        }
    }
}

/// Runs a world up to a month; nothing if it was stopped.
fn until(model: &mut Model, month: u32, stop: &dyn Fn() -> bool) -> Option<()> {
    while model.clock().month < month {
        if stop() {
            return None;
        }
        model.step();
        // A month that was broken off is no month.
        if stop() {
            return None;
        }
    }
    Some(())
}

/// The bits of all settings from month 1: scenarios of other ones share no world.
fn conditions(scenario: &Scenario) -> Vec<u64> {
    let all = scenario.baseline.iter();
    all.flat_map(|zone| SettingId::all().map(|id| zone.get(id).to_bits())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten months, of which four are burn-in.
    fn village() -> Scenario {
        crate::village::of_two(10, 4)
    }

    fn with_clarity(mut scenario: Scenario, clarity: f64) -> Scenario {
        let id = SettingId::find("mandate_clarity").unwrap();
        for zone in &mut scenario.baseline {
            zone.set(id, clarity);
        }
        scenario
    }

    fn bits(whole: &Whole) -> Vec<u64> {
        whole.values.iter().map(|value| value.to_bits()).collect()
    }

    #[test]
    fn a_run_from_a_kept_world_shows_what_a_whole_run_shows() {
        let (scenario, worlds) = (village(), Forks::new(1000));
        let run = |worlds: &Forks, scenario: &Scenario, seed| {
            worlds.run(scenario, seed, Detail::Zone, true, &|| false).unwrap()
        };
        let first = run(&worlds, &scenario, 3);
        let again = run(&worlds, &scenario, 3);
        assert!(!first.forked && again.forked);
        assert_eq!(bits(&first), bits(&again));
        let other = with_clarity(scenario.clone(), 0.9);
        let apart = run(&worlds, &other, 3);
        assert!(!apart.forked, "another baseline is another world");
        assert_ne!(bits(&first), bits(&apart));
        assert!(!run(&worlds, &scenario, 4).forked);
    }

    #[test]
    fn worlds_that_were_not_used_for_longest_are_given_up() {
        let (scenario, worlds) = (village(), Forks::new(250));
        let forked =
            |seed| worlds.run(&scenario, seed, Detail::Zone, true, &|| false).unwrap().forked;
        assert_eq!([1, 2, 1, 3, 1, 2].map(forked), [false, false, true, false, true, false]);
        let none = Forks::new(100);
        let run = || none.run(&scenario, 1, Detail::Zone, true, &|| false).unwrap().forked;
        assert!(!run() && !run());
    }

    #[test]
    fn a_policy_goes_on_from_the_world_before_it() {
        let (scenario, worlds) = (village(), Forks::new(1000));
        let setting = SettingId::find("mandate_clarity").unwrap();
        let policy = scenario.clone().with_policy(setting, 0.9);
        let run = |worlds: &Forks, scenario: &Scenario| {
            worlds.run(scenario, 3, Detail::Zone, true, &|| false).unwrap()
        };
        run(&worlds, &scenario);
        let forked = run(&worlds, &policy);
        assert!(forked.forked);
        assert_eq!(bits(&forked), bits(&run(&Forks::new(0), &policy)));
    }
}
