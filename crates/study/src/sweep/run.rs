//! A unit is run: scenarios side by side on a point and a seed.

use std::sync::{Mutex, PoisonError};

use scenario::{Base, Faults, Options, Role, Study};

use super::points::Setpoint;
use crate::experiment::Forks;
use crate::metric::Detail;
use crate::policy::Scenario;
use crate::quantity::Phrase;

/// What was measured of a scenario in the widest area: the values of the study's outcomes. Not a number where
/// empty.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The scenario's position in the study.
    pub scenario: usize,
    /// The outcomes.
    pub values: Vec<f64>,
}

/// Why a unit has no values: the first fault of a scenario with the values of the point.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The stable code of the fault.
    pub code: &'static str,
    /// What is wrong.
    pub message: Phrase,
}

/// Runs the units of a study.
pub struct Runner<'a> {
    study: &'a Study,
    /// The scenarios, read once.
    bases: Vec<Base>,
    worlds: Forks,
    /// What the first scenario showed where no lever is laid over it: points that differ by levers alone need
    /// not run it again. The last ones, by the uncertainties and the seed.
    firsts: Mutex<Vec<(FirstOf, Vec<f64>)>>,
}

/// What the first scenario of several hangs on: the uncertainties' values, and the seed.
type FirstOf = (Vec<String>, u64);

/// The most values of first scenarios that are kept.
const MOST_FIRSTS: usize = 4096;

/// Adults of the worlds that are kept while a unit is run, beyond which none is.
const MOST_ADULTS_KEPT: u64 = 2_000_000;

impl<'a> Runner<'a> {
    /// Runs units of a study.
    ///
    /// # Errors
    /// All faults of the scenarios.
    pub fn new(study: &'a Study) -> Result<Self, Faults> {
        let (months, place) = (study.months, study.place.clone());
        let options = Options { set: Vec::new(), months, place };
        let read = |name: &String| Base::read_with(name, &options);
        let bases = study.scenarios.iter().map(read).collect::<Result<_, _>>()?;
        let (worlds, firsts) = (Forks::new(MOST_ADULTS_KEPT), Mutex::default());
        Ok(Self { study, bases, worlds, firsts })
    }

    /// The scenarios of a point. Levers are laid over all but the first one, where there are several.
    ///
    /// # Errors
    /// The first fault.
    pub fn scenarios(&self, point: &Setpoint) -> Result<Vec<Scenario>, Failure> {
        let one = |(at, base): (usize, &Base)| {
            let factors = self.study.factors.iter().zip(&point.values);
            let own = factors.filter(|(factor, _)| !self.is_spared(at, factor.role));
            let set: Vec<String> =
                own.map(|(factor, value)| format!("{}={value}", factor.path)).collect();
            base.with_set(&set).map_err(|faults| {
                let first = faults.iter().next();
                let empty = || Phrase { en: String::new(), zh: String::new() };
                Failure {
                    code: first.map_or("", |fault| fault.code),
                    message: first.map_or_else(empty, |fault| fault.message.clone()),
                }
            })
        };
        self.bases.iter().enumerate().map(one).collect()
    }

    /// Whether factors of a role are not laid over a scenario.
    fn is_spared(&self, scenario: usize, role: Role) -> bool {
        role == Role::Lever && scenario == 0 && self.study.scenarios.len() > 1
    }

    /// Runs a point with a seed. Nothing if `stop` says so.
    ///
    /// # Errors
    /// Why the point has no values.
    pub fn run(
        &self,
        point: &Setpoint,
        seed: u64,
        stop: &dyn Fn() -> bool,
    ) -> Option<Result<Vec<Measured>, Failure>> {
        let scenarios = match self.scenarios(point) {
            Ok(scenarios) => scenarios,
            Err(failure) => return Some(Err(failure)),
        };
        let study = self.study;
        let is_shared = study.common_seeds || study.is_crossed();
        let keep = scenarios.len() > 1 || is_shared;
        let mut all = Vec::new();
        for (at, scenario) in scenarios.iter().enumerate() {
            let first =
                (at == 0 && is_shared && scenarios.len() > 1).then(|| self.first_of(point, seed));
            let known = first.as_ref().and_then(|first| self.known(first));
            let values = match known {
                Some(values) => values,
                None => {
                    let whole = self.worlds.run(scenario, seed, Detail::County, keep, stop)?;
                    study.outcomes.iter().map(|&metric| whole.values[metric]).collect()
                }
            };
            if let Some(first) = first {
                self.remember(first, &values);
            }
            all.push(Measured { scenario: at, values });
        }
        Some(Ok(all))
    }

    fn first_of(&self, point: &Setpoint, seed: u64) -> FirstOf {
        let factors = self.study.factors.iter().zip(&point.values);
        let open = factors.filter(|(factor, _)| factor.role == Role::Uncertainty);
        (open.map(|(_, value)| value.clone()).collect(), seed)
    }

    fn known(&self, first: &FirstOf) -> Option<Vec<f64>> {
        let firsts = self.firsts.lock().unwrap_or_else(PoisonError::into_inner);
        // The newest are the likeliest.
        let found = firsts.iter().rev().find(|(of, _)| of == first);
        found.map(|(_, values)| values.clone())
    }

    fn remember(&self, first: FirstOf, values: &[f64]) {
        let mut firsts = self.firsts.lock().unwrap_or_else(PoisonError::into_inner);
        if firsts.iter().rev().any(|(of, _)| *of == first) {
            return;
        }
        if firsts.len() == MOST_FIRSTS {
            firsts.remove(0);
        }
        firsts.push((first, values.to_vec()));
    }
}
