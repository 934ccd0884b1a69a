//! One run in memory: what was observed, by level, area and metric, by month, by year and as a whole.

use crate::metric::{self, Area, Detail, Level, METRICS};
use crate::model::Model;
use crate::policy::Scenario;

/// Runs a scenario once and keeps every value down to the zones. What comes out is a function of the
/// scenario and the seed alone.
pub fn simulate(scenario: &Scenario, seed: u64) -> Observed {
    let mut model = Model::new(scenario, seed, Detail::Zone, false);
    let mut observed = Observed {
        seed,
        areas: model.recorder().areas.clone(),
        months: Vec::new(),
        years: Vec::new(),
        run: Vec::new(),
    };
    while !model.is_over() {
        model.step();
        let recorder = model.recorder();
        observed.months.push(recorder.month());
        if model.clock().month.is_multiple_of(12) || model.is_over() {
            observed.years.push(recorder.year());
        }
    }
    observed.run = model.recorder().run();
    observed
}

/// The values of a run. A value is `None` where the metric does not exist, a denominator is zero, or the
/// area, the metric or the time is unknown; a share is a number from 0 to 1, money is in yuan, and the
/// unit of each metric is that of its entry ([`metric::METRICS`]).
#[derive(Clone, Debug)]
pub struct Observed {
    /// The seed.
    pub seed: u64,
    areas: Vec<Area>,
    months: Vec<Vec<f64>>,
    years: Vec<Vec<f64>>,
    run: Vec<f64>,
}

impl Observed {
    /// The areas that were observed: the place where it has several counties, counties, zones.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Months of the run, burn-in among them.
    pub fn months(&self) -> usize {
        self.months.len()
    }

    /// The value over the months after burn-in, a ratio of sums.
    pub fn get(&self, level: Level, area: &str, metric: &str) -> Option<f64> {
        self.value(&self.run, level, area, metric)
    }

    /// The value of a month, from 1.
    pub fn month(&self, month: usize, level: Level, area: &str, metric: &str) -> Option<f64> {
        self.value(self.months.get(month.checked_sub(1)?)?, level, area, metric)
    }

    /// The value of a calendar year, from 1; of the last one so far as the run went.
    pub fn year(&self, year: usize, level: Level, area: &str, metric: &str) -> Option<f64> {
        self.value(self.years.get(year.checked_sub(1)?)?, level, area, metric)
    }

    /// The value over the months after burn-in in the widest area: the place where it has several
    /// counties, else the county.
    pub fn whole(&self, metric: &str) -> Option<f64> {
        let widest = self.areas.first()?;
        self.get(widest.level, &widest.name, metric)
    }

    fn value(&self, values: &[f64], level: Level, area: &str, metric: &str) -> Option<f64> {
        let metric = metric::find(metric)?;
        let area = self.areas.iter().position(|at| at.level == level && at.name == area)?;
        values.get(area * METRICS.len() + metric).copied().filter(|value| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fourteen months.
    fn village() -> Scenario {
        crate::village::of_two(14, 2)
    }

    #[test]
    fn what_is_observed_in_memory_is_what_the_recorder_says() {
        let scenario = village();
        let observed = simulate(&scenario, 5);
        let mut model = Model::new(&scenario, 5, Detail::Zone, false);
        let name = model.recorder().areas[0].name.clone();
        let trust = metric::find("trust").unwrap();
        let mut year = 0.0;
        for month in 1..=14 {
            model.step();
            let here = model.recorder().month_in(0)[trust];
            assert_eq!(observed.month(month, Level::County, &name, "trust"), Some(here));
            if month == 12 {
                year = model.recorder().year_in(0)[trust];
            }
        }
        assert_eq!(observed.year(1, Level::County, &name, "trust"), Some(year));
        assert_eq!(observed.whole("trust"), Some(model.recorder().run()[trust]));
        assert_eq!(observed.months(), 14);
    }

    #[test]
    fn what_is_unknown_or_empty_is_none_and_never_a_number() {
        let observed = simulate(&village(), 5);
        let name = observed.areas()[0].name.clone();
        assert_eq!(observed.get(Level::County, &name, "no_such_metric"), None);
        assert_eq!(observed.get(Level::County, "nowhere", "trust"), None);
        assert_eq!(observed.month(0, Level::County, &name, "trust"), None);
        assert_eq!(observed.month(15, Level::County, &name, "trust"), None);
        // Nobody was entitled to vote in the first months: there is no turnout.
        assert_eq!(observed.month(3, Level::County, &name, "turnout_all"), None);
    }
}
