//! What the seeds of a run showed: gathered while they run, or read back from the tables of an earlier result.
//! Final values of areas down to zones stay in memory; months, years and communities wait on the disk.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use super::error::OutputError;
use super::room::Parts;
use super::room::shelf::{Seeds, put_numbers, some_numbers};
use super::table::{Table, as_written};
use crate::experiment::{ArmOutcome, SeedOutcome, Seen};
use crate::metric;
use crate::metric::{Area, Detail, METRICS, Recorder, YearsBudget, areas, main_metrics};
use crate::policy::Scenario;
use crate::quantity::yuan;
use crate::world::{Clock, FLOWS};

/// Numbers of communities that are read at once, of all seeds together: 2 MB.
const AT_ONCE: usize = 1 << 18;

/// What is gathered of each seed.
#[derive(Clone)]
pub struct Plan {
    /// Metrics that are columns of tables.
    pub asked: Vec<usize>,
    /// Metrics that the page shows.
    pub shown: Vec<usize>,
    /// The finest level of tables.
    pub detail: Detail,
    /// The only table that is written; none where all are.
    pub only: Option<Table>,
    months: u32,
    burn_in: u32,
    communities: usize,
    wide: usize,
}

impl Plan {
    /// Of a scenario. What was asked for by name is shown; of all metrics the main ones.
    pub fn new(scenario: &Scenario, asked: &[usize], detail: Detail) -> Self {
        let is_all = asked.len() == METRICS.len();
        Self {
            asked: asked.to_vec(),
            shown: if is_all { main_metrics() } else { asked.to_vec() },
            detail,
            only: None,
            months: scenario.months,
            burn_in: scenario.burn_in,
            communities: scenario.place.communities.len(),
            wide: areas(&scenario.place, Detail::Zone).len(),
        }
    }

    /// Of one table alone, where one is named.
    pub(super) fn of_table(self, only: Option<Table>) -> Self {
        Self { only, ..self }
    }

    /// How many calendar years lie whole in the run and after burn-in.
    fn whole_years(&self) -> usize {
        (1..=self.months / 12).filter(|&year| self.is_whole(year)).count()
    }

    /// Whether a calendar year lies whole in the run and after burn-in.
    pub(super) fn is_whole(&self, year: u32) -> bool {
        year > 0 && (year - 1) * 12 >= self.burn_in && year * 12 <= self.months
    }
}

/// A seed that is gathered.
pub(super) struct One {
    seed: u64,
    plan: Plan,
    seen: Seen,
    /// All metrics asked for by community, where tables have communities.
    communities: Vec<f64>,
}

impl One {
    /// A seed of which nothing is known yet.
    pub(super) fn new(plan: Plan, seed: u64) -> Self {
        let run = Vec::with_capacity(plan.wide * METRICS.len());
        let seen = Seen { run, flows: vec![0.0; FLOWS.len()], ..Seen::default() };
        Self { seed, plan, seen, communities: Vec::new() }
    }

    /// Looks at a month of a run.
    pub(super) fn month(&mut self, clock: Clock, recorder: &Recorder, last: bool) {
        self.series(&recorder.month_in(0));
        if clock.is_december() || last {
            let values = recorder.year_in(0);
            let adults = self.year(clock.year(), &values);
            for (flow, &money) in recorder.funding()[0].iter().enumerate() {
                self.flow((clock.year(), adults), flow, yuan(money));
            }
            if self.plan.is_whole(clock.year()) {
                (0..self.plan.wide).for_each(|area| self.budget(recorder.budget_in(area)));
            }
        }
        if last {
            for (area, values) in recorder.run().chunks_exact(METRICS.len()).enumerate() {
                self.area(area, values);
            }
        }
    }

    /// Values of a month in the widest area.
    pub(super) fn series(&mut self, values: &[f64]) {
        let has = Table::Series.metrics(&self.plan.shown);
        let value = |metric: &usize| {
            if has.contains(metric) { as_written(*metric, values[*metric]) } else { f64::NAN }
        };
        self.seen.series.extend(self.plan.shown.iter().map(value));
    }

    /// Values of a year in the widest area; tells its adults, if tables have them.
    pub(super) fn year(&mut self, year: u32, values: &[f64]) -> f64 {
        let shown = self.plan.shown.iter();
        self.seen.years.extend(shown.map(|&metric| as_written(metric, values[metric])));
        let adults = Some(metric!("adults")).filter(|metric| self.plan.asked.contains(metric));
        let adults = adults.map_or(f64::NAN, |at| as_written(at, values[at]));
        if self.plan.is_whole(year) && adults > 0.0 {
            self.seen.flow_years += 1;
        }
        adults
    }

    /// Money along a flow in a year with so many adults.
    pub(super) fn flow(&mut self, (year, adults): (u32, f64), flow: usize, yuan: f64) {
        if self.plan.is_whole(year) && adults > 0.0 {
            self.seen.flows[flow] += yuan / adults;
        }
    }

    /// What was asked for in a whole year in an area; areas come in their order, year by year.
    pub(super) fn budget(&mut self, of: YearsBudget) {
        self.seen.budgets.push(of);
    }

    /// Values of the policy period in an area; areas come in their order.
    pub(super) fn area(&mut self, at: usize, values: &[f64]) {
        let Plan { asked, shown, wide, .. } = &self.plan;
        let written = |&metric: &usize| as_written(metric, values[metric]);
        if at < *wide {
            let from = self.seen.run.len();
            self.seen.run.resize(from + METRICS.len(), f64::NAN);
            for metric in asked {
                self.seen.run[from + metric] = written(metric);
            }
        } else {
            self.seen.communities.extend(shown.iter().map(written));
            self.communities.extend(asked.iter().map(written));
        }
    }

    /// The first table of which the seed has not all rows: one that was taken out by hand must not pass for a
    /// result.
    pub(super) fn lacks(&self) -> Option<Table> {
        let Plan { shown, months, communities, wide, detail, asked, .. } = &self.plan;
        let has_communities = *detail == Detail::Community;
        let communities = if has_communities { *communities } else { 0 };
        let runs = self.seen.run.len() == wide * METRICS.len()
            && self.communities.len() == communities * asked.len();
        let all = [
            (Table::Runs, runs),
            (Table::Series, self.seen.series.len() == shown.len() * *months as usize),
            (Table::Years, self.seen.years.len() == shown.len() * months.div_ceil(12) as usize),
            (Table::Budgets, self.seen.budgets.len() == wide * self.plan.whole_years()),
        ];
        all.into_iter().find(|(_, is_whole)| !is_whole).map(|(table, _)| table)
    }

    /// Puts the seed on the disk but for its final values; tells what stays and which files were written.
    ///
    /// # Errors
    /// If they cannot be written.
    pub(super) fn put(self, parts: &Parts) -> Result<(SeedOutcome, Vec<PathBuf>), OutputError> {
        let months_run = self.plan.months;
        let arm = ArmOutcome { first_difference: None, months_run, seen: self.seen, lived: None };
        let mut outcome = SeedOutcome { seed: self.seed, arms: vec![Some(arm)] };
        let seeds = Seeds::of(parts.clone(), 1);
        let path = seeds.path(self.seed);
        let mut files =
            vec![seeds.put(&mut outcome).map_err(|error| OutputError::io(&path, error))?];
        if !self.communities.is_empty() {
            let path = communities_of(parts, self.seed);
            put_numbers(&path, &self.communities).map_err(|error| OutputError::io(&path, error))?;
            files.push(path);
        }
        Ok((outcome, files))
    }
}

fn communities_of(parts: &Parts, seed: u64) -> PathBuf {
    parts.folder().join(format!("{seed}-communities.bin"))
}

/// What all seeds of a run showed.
pub(super) struct Gathered<'a> {
    /// What was run.
    pub scenario: &'a Scenario,
    /// What was gathered.
    pub plan: Plan,
    /// Seeds in their order.
    pub outcomes: Vec<SeedOutcome>,
    parts: Parts,
}

impl<'a> Gathered<'a> {
    /// Seeds, of which the rest lies among `parts`.
    pub(super) fn new(
        scenario: &'a Scenario,
        plan: Plan,
        mut outcomes: Vec<SeedOutcome>,
        parts: Parts,
    ) -> Self {
        outcomes.sort_unstable_by_key(|outcome| outcome.seed);
        Self { scenario, plan, outcomes, parts }
    }

    /// Where months, years and communities are.
    pub(super) fn shelf(&self) -> Seeds {
        Seeds::of(self.parts.clone(), 1)
    }

    /// The areas of `runs.csv`, in their order.
    pub(super) fn areas(&self) -> Vec<Area> {
        areas(&self.scenario.place, self.plan.detail)
    }

    /// Calls `each` for each area of `runs.csv` in turn, with a sample for each metric asked for.
    ///
    /// # Errors
    /// That of `each`, or if what waits on the disk cannot be read.
    pub(super) fn each_area(
        &self,
        mut each: impl FnMut(&Area, Vec<Vec<f64>>) -> Result<(), OutputError>,
    ) -> Result<(), OutputError> {
        let areas = self.areas();
        let (wide, communities) = areas.split_at(self.plan.wide.min(areas.len()));
        for (at, area) in wide.iter().enumerate() {
            let by_seed = || self.outcomes.iter().filter_map(|of| of.arms[0].as_ref());
            let sample = |&metric: &usize| -> Vec<f64> {
                by_seed().map(|arm| arm.seen.run[at * METRICS.len() + metric]).collect()
            };
            each(area, self.plan.asked.iter().map(sample).collect())?;
        }
        let asked = self.plan.asked.len();
        let step = (AT_ONCE / (asked * self.outcomes.len()).max(1)).max(1);
        for from in (0..communities.len()).step_by(step) {
            let until = (from + step).min(communities.len());
            let rows = self.communities(from * asked..until * asked)?;
            for (at, area) in communities[from..until].iter().enumerate() {
                let sample = |metric| rows.iter().map(|row| row[at * asked + metric]).collect();
                each(area, (0..asked).map(sample).collect())?;
            }
        }
        Ok(())
    }

    fn communities(&self, columns: Range<usize>) -> Result<Vec<Vec<f64>>, OutputError> {
        let row = |outcome: &SeedOutcome| {
            let path = communities_of(&self.parts, outcome.seed);
            let read: io::Result<Vec<f64>> = some_numbers(&path, columns.clone());
            read.map_err(|error| OutputError::io(&path, error))
        };
        self.outcomes.iter().map(row).collect()
    }
}
