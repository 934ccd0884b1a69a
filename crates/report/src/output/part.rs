//! One seed's rows, written while the run goes on.

use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::experiment::{SeedOutcome, Watch};
use crate::metric::{METRICS, Recorder};
use crate::quantity::Fen;
use crate::world::{Clock, FLOWS};

use super::error::OutputError;
use super::gathered::{One, Plan};
use super::room::Parts;
use super::room::disk::Output;
use super::rows::{close, create, write};
use super::table::{Table, budget_cells, of_metric};

/// What the seeds of a run showed, as they end.
pub(super) type Ended = Arc<Mutex<Vec<SeedOutcome>>>;

/// Writes the rows of one seed into a file a table, and gathers what summary and report need of it.
pub struct Part {
    parts: Parts,
    scenario: String,
    number: u64,
    seed: String,
    plan: Plan,
    /// None where rows alone are wanted.
    gathered: Option<(One, Ended)>,
    writers: Vec<(Table, PathBuf, csv::Writer<BufWriter<Output>>)>,
}

impl Part {
    /// Files of a seed among finished ones.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn new(
        parts: Parts,
        scenario: &str,
        number: u64,
        plan: &Plan,
        ended: Option<&Ended>,
    ) -> Result<Self, OutputError> {
        let writers = Table::ALL
            .into_iter()
            .filter(|table| plan.only.is_none_or(|only| only == *table))
            .map(|table| {
                let path = Self::path(parts.folder(), table, number);
                let writer = create(&path)?;
                Ok((table, path, writer))
            })
            .collect::<Result<_, OutputError>>()?;
        let (scenario, seed) = (scenario.to_owned(), number.to_string());
        let plan = plan.clone();
        let gathered = ended.map(|ended| (One::new(plan.clone(), number), ended.clone()));
        Ok(Self { parts, scenario, number, seed, plan, gathered, writers })
    }

    /// Where the rows of a seed are until they are put together.
    pub fn path(folder: &Path, table: Table, seed: u64) -> PathBuf {
        folder.join(format!("{seed}-{}", table.file()))
    }

    /// A row of metrics for each area of a table.
    fn rows(
        &mut self,
        table: Table,
        time: &[u32],
        recorder: &Recorder,
        values: &[f64],
    ) -> Result<(), OutputError> {
        if !self.has(table) {
            return Ok(());
        }
        let columns = table.metrics(&self.plan.asked);
        for (area, values) in recorder.areas.iter().zip(values.chunks_exact(METRICS.len())) {
            if !table.has_level(area.level, self.plan.detail) {
                continue;
            }
            let mut row = vec![self.scenario.clone(), self.seed.clone()];
            row.extend(time.iter().map(u32::to_string));
            row.extend([area.level.id().to_owned(), area.name.clone()]);
            row.extend(columns.iter().map(|&metric| of_metric(metric, values[metric])));
            self.write(table, &row)?;
        }
        Ok(())
    }

    /// Whether a table is written.
    fn has(&self, table: Table) -> bool {
        self.plan.only.is_none_or(|only| only == table)
    }

    /// A row for each flow of money that is not zero.
    fn funding(&mut self, year: u32, recorder: &Recorder) -> Result<(), OutputError> {
        for (area, flows) in recorder.areas.iter().zip(recorder.funding()) {
            if !Table::Funding.has_level(area.level, self.plan.detail) {
                continue;
            }
            for ((from, to), &money) in FLOWS.iter().zip(flows) {
                if money != 0 {
                    let row = [
                        self.scenario.clone(),
                        self.seed.clone(),
                        year.to_string(),
                        area.level.id().to_owned(),
                        area.name.clone(),
                        from.id().to_owned(),
                        to.id().to_owned(),
                        yuan_and_fen(money),
                    ];
                    self.write(Table::Funding, &row)?;
                }
            }
        }
        Ok(())
    }

    /// A row for each area of what was asked for in a whole year after burn-in.
    fn budgets(&mut self, year: u32, recorder: &Recorder) -> Result<(), OutputError> {
        if !self.plan.is_whole(year) {
            return Ok(());
        }
        for (at, area) in recorder.areas.iter().enumerate() {
            if !Table::Budgets.has_level(area.level, self.plan.detail) {
                continue;
            }
            let keys = [self.scenario.as_str(), &self.seed, &year.to_string(), area.level.id()];
            let mut row = keys.map(str::to_owned).to_vec();
            row.push(area.name.clone());
            row.extend(budget_cells(&recorder.budget_in(at)));
            self.write(Table::Budgets, &row)?;
        }
        Ok(())
    }

    fn write(&mut self, table: Table, row: &[String]) -> Result<(), OutputError> {
        let own = self.writers.iter_mut().find(|(of, ..)| *of == table);
        own.map_or(Ok(()), |(_, path, writer)| write(writer, path, row))
    }
}

/// Money as yuan with two decimals.
fn yuan_and_fen(money: Fen) -> String {
    let sign = if money < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", money.abs() / 100, money.abs() % 100)
}

impl Watch for Part {
    type Error = OutputError;

    fn month(&mut self, clock: Clock, recorder: &Recorder, last: bool) -> Result<(), OutputError> {
        self.rows(Table::Series, &[clock.month], recorder, &recorder.month())?;
        if clock.is_december() || last {
            let counted = recorder.months_after_burn_in(clock.month);
            let year = [clock.year(), clock.of_year(), counted];
            self.rows(Table::Years, &year, recorder, &recorder.year())?;
            self.funding(clock.year(), recorder)?;
            self.budgets(clock.year(), recorder)?;
        }
        if last {
            self.rows(Table::Runs, &[], recorder, &recorder.run())?;
        }
        if let Some((one, _)) = &mut self.gathered {
            one.month(clock, recorder, last);
        }
        Ok(())
    }

    fn finish(self, turned_away: u64) -> Result<(), OutputError> {
        let mut files = Vec::new();
        for (_, path, writer) in self.writers {
            close(writer, &path)?;
            files.push(path);
        }
        if let Some((one, ended)) = self.gathered {
            let (outcome, more) = one.put(&self.parts)?;
            files.extend(more);
            ended.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
        }
        self.parts.finish(self.number, turned_away, &files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_to_the_fen() {
        assert_eq!(yuan_and_fen(123_405), "1234.05");
        assert_eq!(yuan_and_fen(-7), "-0.07");
    }

    use crate::output::table::number;

    #[test]
    fn numbers_read_back_to_the_same_bits() {
        for value in [0.1, 1.0 / 3.0, 1e-9, 123_456_789.123, f64::MIN_POSITIVE] {
            assert_eq!(number(value).parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
        assert_eq!(number(f64::NAN), "");
        let written = [0.0, -0.0, 12.0, -3.0, 1e-9, 1e16, 2.5].map(number);
        assert_eq!(written, ["0.0", "0.0", "12.0", "-3.0", "1.0e-9", "1.0e16", "2.5"]);
    }

    #[test]
    fn counts_are_whole_and_all_other_metrics_have_a_point() {
        for (at, metric) in METRICS.iter().enumerate() {
            let is_count = ["adults_end", "director_rotation"].contains(&metric.id);
            assert_eq!(of_metric(at, 3.0), if is_count { "3" } else { "3.0" }, "{}", metric.id);
            assert_eq!(of_metric(at, f64::NAN), "");
        }
    }
}
