//! A unit is run: scenarios side by side on a point and a seed.

use scenario::{Options, Role, Study, load};

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
    options: Options,
    worlds: Forks,
}

/// Adults of the worlds that are kept while a unit is run, beyond which none is.
const MOST_ADULTS_KEPT: u64 = 2_000_000;

impl<'a> Runner<'a> {
    /// Runs units of a study.
    pub fn new(study: &'a Study) -> Self {
        let (months, place) = (study.months, study.place.clone());
        let options = Options { set: Vec::new(), months, place };
        Self { study, options, worlds: Forks::new(MOST_ADULTS_KEPT) }
    }

    /// The scenarios of a point. Levers are laid over all but the first one, where there are several.
    ///
    /// # Errors
    /// The first fault.
    pub fn scenarios(&self, point: &Setpoint) -> Result<Vec<Scenario>, Failure> {
        let several = self.study.scenarios.len() > 1;
        let one = |(at, name): (usize, &String)| {
            let factors = self.study.factors.iter().zip(&point.values);
            let own = factors
                .filter(|(factor, _)| factor.role == Role::Uncertainty || at > 0 || !several);
            let set = own.map(|(factor, value)| format!("{}={value}", factor.path)).collect();
            let options = Options { set, ..self.options.clone() };
            load(name, &options).map(|loaded| loaded.scenario).map_err(|faults| {
                let first = faults.iter().next();
                let empty = || Phrase { en: String::new(), zh: String::new() };
                Failure {
                    code: first.map_or("", |fault| fault.code),
                    message: first.map_or_else(empty, |fault| fault.message.clone()),
                }
            })
        };
        self.study.scenarios.iter().enumerate().map(one).collect()
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
        let keep = scenarios.len() > 1 || self.study.common_seeds;
        let mut all = Vec::new();
        for (at, scenario) in scenarios.iter().enumerate() {
            let whole = self.worlds.run(scenario, seed, Detail::County, keep, stop)?;
            let values = self.study.outcomes.iter().map(|&metric| whole.values[metric]).collect();
            all.push(Measured { scenario: at, values });
        }
        Some(Ok(all))
    }
}
