//! Seeds of an earlier result, read back from its tables one by one.

use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::error::OutputError;
use super::gathered::{Gathered, One, Plan};
use super::room::Parts;
use super::rows::{bare, open};
use super::table::{Table, budget_of};
use crate::metric::{Area, Level, METRICS, areas};
use crate::policy::Scenario;
use crate::world::FLOWS;

/// Gathers seeds (ascending) from the tables in a folder; what does not stay in memory is put among `parts`. Of
/// `tables` that are not read nothing is known afterwards.
///
/// # Errors
/// If a table cannot be read, or a seed has not all its rows in them.
pub(super) fn gather<'a>(
    folder: &Path,
    tables: &[Table],
    scenario: &'a Scenario,
    (plan, seeds, parts): (Plan, &[u64], Parts),
) -> Result<Gathered<'a>, OutputError> {
    let areas = areas(&scenario.place, plan.detail);
    let mut readers = tables
        .iter()
        .map(|&table| Rows::open(folder, table, &plan))
        .collect::<Result<Vec<Rows>, OutputError>>()?;
    let mut outcomes = Vec::new();
    for &seed in seeds {
        let mut one = One::new(plan.clone(), seed);
        let mut adults = Vec::new();
        for rows in &mut readers {
            rows.seed(seed, &areas, &mut one, &mut adults)?;
        }
        if let Some(table) = one.lacks().filter(|table| tables.contains(table)) {
            return Err(OutputError::Damaged {
                path: folder.join(table.file()),
                what: format!("seed {seed} has not all its rows"),
            });
        }
        outcomes.push(one.put(&parts)?.0);
    }
    Ok(Gathered::new(scenario, plan, outcomes, parts))
}

/// Rows of a table, ascending by seed.
struct Rows {
    path: PathBuf,
    table: Table,
    /// Positions in the registry of the columns behind the keys.
    metrics: Vec<usize>,
    reader: csv::Reader<std::io::BufReader<std::fs::File>>,
    next: StringRecord,
    seed: Option<u64>,
}

impl Rows {
    fn open(folder: &Path, table: Table, plan: &Plan) -> Result<Self, OutputError> {
        let path = folder.join(table.file());
        let (reader, next) = (open(&path)?, StringRecord::new());
        let metrics = table.metrics(&plan.asked);
        let mut rows = Self { path, table, metrics, reader, next, seed: None };
        rows.read()?;
        rows.advance()?;
        Ok(rows)
    }

    fn read(&mut self) -> Result<bool, OutputError> {
        let read = self.reader.read_record(&mut self.next);
        read.map_err(|error| OutputError::table(&self.path, error))
    }

    fn advance(&mut self) -> Result<(), OutputError> {
        let before = self.seed.take();
        if self.read()? {
            let seed = self.next.get(1).and_then(|cell| cell.parse().ok()).unwrap_or_default();
            if before.is_some_and(|before| before > seed) {
                return Err(self.damaged("its rows are not in the order of seeds"));
            }
            self.seed = Some(seed);
        }
        Ok(())
    }

    fn damaged(&self, what: &str) -> OutputError {
        OutputError::Damaged { path: self.path.clone(), what: what.to_owned() }
    }

    fn cell(&self, at: usize) -> &str {
        bare(self.next.get(at).unwrap_or_default())
    }

    /// The values of a row, by position in the registry; what is no number or no column is not a number.
    fn values(&self) -> Vec<f64> {
        let mut values = vec![f64::NAN; METRICS.len()];
        let cells = self.next.iter().skip(self.table.keys().len());
        for (&metric, cell) in self.metrics.iter().zip(cells) {
            values[metric] = number(cell);
        }
        values
    }

    /// Reads the rows of a seed. `adults` are those of its years, known once the table of years was read.
    fn seed(
        &mut self,
        seed: u64,
        areas: &[Area],
        one: &mut One,
        adults: &mut Vec<(u32, f64)>,
    ) -> Result<(), OutputError> {
        while self.seed.is_some_and(|found| found < seed) {
            self.advance()?;
        }
        let level = self.table.keys().iter().position(|key| *key == "level").unwrap_or_default();
        let mut area = 0;
        while self.seed == Some(seed) {
            let is = |area: Option<&Area>| {
                area.is_some_and(|area| {
                    area.level.id() == self.cell(level) && area.name == self.cell(level + 1)
                })
            };
            let is_whole = is(areas.first());
            match self.table {
                Table::Runs if !is(areas.get(area)) => {
                    return Err(self.damaged("its seeds have different areas"));
                }
                Table::Runs => {
                    one.area(area, &self.values());
                    area += 1;
                }
                Table::Series if is_whole => one.series(&self.values()),
                Table::Years if is_whole => {
                    let year = self.year();
                    adults.push((year, one.year(year, &self.values())));
                }
                Table::Funding if is_whole => self.flow(one, adults),
                Table::Budgets => {
                    // Its areas end with the zones, and begin again with each year.
                    let wide = areas.iter().filter(|area| area.level <= Level::Zone).count();
                    if !is(areas.get(area % wide.max(1))) {
                        return Err(self.damaged("its years have different areas"));
                    }
                    one.budget(budget_of(self.next.iter().skip(self.table.keys_of_rows())));
                    area += 1;
                }
                _ => {}
            }
            self.advance()?;
        }
        Ok(())
    }

    fn year(&self) -> u32 {
        self.cell(2).parse().unwrap_or_default()
    }

    fn flow(&self, one: &mut One, adults: &[(u32, f64)]) {
        let is = |(from, to): &(crate::world::Account, crate::world::Account)| {
            from.id() == self.cell(5) && to.id() == self.cell(6)
        };
        let year = adults.iter().find(|(year, _)| *year == self.year());
        if let (Some(&year), Some(flow)) = (year, FLOWS.iter().position(is)) {
            one.flow(year, flow, number(self.cell(7)));
        }
    }
}

/// A cell as a number; empty is not a number.
fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or(f64::NAN)
}
