//! `report.html` of a result: read back from its tables, so that it tells of all seeds in the folder, those
//! of earlier commands included.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;

use super::error::OutputError;
use super::rows::{bare, open};
use super::table::Table;
use crate::comparison::{Receipt, alone};
use crate::experiment::{ArmOutcome, SeedOutcome, Seen};
use crate::metric;
use crate::metric::{Area, Detail, Level, METRICS, areas, main_metrics};
use crate::policy::Scenario;
use crate::quantity::Language;
use crate::report::page;
use crate::world::ledger::FLOWS;

/// The file of a report.
pub const PAGE: &str = "report.html";

/// The report of the tables in `folder`, with the metrics in `asked` as columns.
///
/// # Errors
/// If a table cannot be read.
pub fn report(
    folder: &Path,
    scenario: &Scenario,
    asked: &[usize],
    receipt: Receipt,
    language: Language,
) -> Result<String, OutputError> {
    let main = main_metrics();
    // What was asked for by name is shown; of all metrics the main ones.
    let shown: Vec<usize> = if asked.len() == METRICS.len() { main } else { asked.to_vec() };
    let reader = Reader { folder, scenario, asked, shown: &shown };
    let mut comparison = alone(scenario, &shown, &reader.outcomes()?);
    comparison.receipt = receipt;
    comparison.name.clone_from(&scenario.name);
    Ok(page(&comparison, language))
}

/// Reads what the runs showed from the tables of a result.
struct Reader<'a> {
    folder: &'a Path,
    scenario: &'a Scenario,
    asked: &'a [usize],
    shown: &'a [usize],
}

/// A row: its seed, its key columns, and its metrics.
struct Row {
    seed: u64,
    keys: Vec<String>,
    /// The key that holds the level; the area comes next.
    level: usize,
    values: Vec<f64>,
}

impl Reader<'_> {
    fn outcomes(&self) -> Result<Vec<SeedOutcome>, OutputError> {
        let areas = areas(&self.scenario.place, Detail::Zone);
        let mut found: Vec<(u64, Seen)> = Vec::new();
        self.read(Table::Runs, |row| self.run(&mut found, &areas, row))?;
        let whole = &areas[0];
        self.read(Table::Series, |row| {
            if let Some(seen) = whole_of(&mut found, whole, &row) {
                seen.series.extend(self.shown_of(Table::Series, &row.values));
            }
        })?;
        let mut adults: BTreeMap<(u64, u32), f64> = BTreeMap::new();
        self.read(Table::Years, |row| {
            if let Some(seen) = whole_of(&mut found, whole, &row) {
                seen.years.extend(self.shown_of(Table::Years, &row.values));
                adults.insert((row.seed, year(&row)), self.adults(&row.values));
            }
        })?;
        self.read(Table::Funding, |row| self.flow(&mut found, whole, &adults, &row))?;
        for (&(seed, year), &adults) in &adults {
            if self.is_whole(year)
                && adults > 0.0
                && let Ok(at) = found.binary_search_by_key(&seed, |(seed, _)| *seed)
            {
                found[at].1.flow_years += 1;
            }
        }
        self.check(&found)?;
        Ok(found.into_iter().map(|(seed, seen)| self.outcome(seed, seen)).collect())
    }

    /// Checks that every seed has all its months, years and communities: a row that was taken out by hand
    /// must not pass for a result.
    fn check(&self, found: &[(u64, Seen)]) -> Result<(), OutputError> {
        let Scenario { months, place, .. } = self.scenario;
        let columns = self.shown.len();
        let communities = columns * place.communities.len();
        for (seed, seen) in found {
            let damaged = |table: Table| OutputError::Damaged {
                path: self.folder.join(table.file()),
                what: format!("seed {seed} has not all its rows"),
            };
            if seen.series.len() != columns * *months as usize {
                return Err(damaged(Table::Series));
            }
            if seen.years.len() != columns * months.div_ceil(12) as usize {
                return Err(damaged(Table::Years));
            }
            if !seen.communities.is_empty() && seen.communities.len() != communities {
                return Err(damaged(Table::Runs));
            }
        }
        Ok(())
    }

    fn outcome(&self, seed: u64, seen: Seen) -> SeedOutcome {
        let months_run = self.scenario.months;
        let arm = ArmOutcome { first_difference: None, months_run, seen, lived: None };
        SeedOutcome { seed, arms: vec![Some(arm)] }
    }

    /// Whether a calendar year lies whole in the run and after burn-in.
    fn is_whole(&self, year: u32) -> bool {
        year > 0 && (year - 1) * 12 >= self.scenario.burn_in && year * 12 <= self.scenario.months
    }

    /// Reads the rows of a table.
    fn read(&self, table: Table, mut row: impl FnMut(Row)) -> Result<(), OutputError> {
        let path = self.folder.join(table.file());
        let keys = table.keys().len();
        let level = table.keys().iter().position(|key| *key == "level").unwrap_or_default();
        let mut reader = open(&path)?;
        let mut record = StringRecord::new();
        let mut is_header = true;
        while reader.read_record(&mut record).map_err(|error| OutputError::table(&path, error))? {
            if !std::mem::take(&mut is_header) {
                row(Row {
                    seed: record.get(1).and_then(|cell| cell.parse().ok()).unwrap_or_default(),
                    keys: record.iter().take(keys).map(|cell| bare(cell).to_owned()).collect(),
                    level,
                    values: record.iter().skip(keys).map(number).collect(),
                });
            }
        }
        Ok(())
    }

    /// Of a row's metrics those that are shown; empty where the table has no such column.
    fn shown_of(&self, table: Table, values: &[f64]) -> Vec<f64> {
        let columns = table.metrics(self.asked);
        let value = |metric: &usize| {
            let at = columns.iter().position(|column| column == metric);
            at.and_then(|at| values.get(at).copied()).unwrap_or(f64::NAN)
        };
        self.shown.iter().map(value).collect()
    }

    fn adults(&self, values: &[f64]) -> f64 {
        let adults = metric!("adults");
        let at = Table::Years.metrics(self.asked).iter().position(|metric| *metric == adults);
        at.and_then(|at| values.get(at).copied()).unwrap_or(f64::NAN)
    }

    /// A row of runs: of an area down to zones with all metrics, of a community with those shown.
    fn run(&self, found: &mut Vec<(u64, Seen)>, areas: &[Area], row: Row) {
        if found.last().is_none_or(|(seed, _)| *seed != row.seed) {
            let run = vec![f64::NAN; areas.len() * METRICS.len()];
            found.push((row.seed, Seen { run, flows: vec![0.0; FLOWS.len()], ..Seen::default() }));
        }
        let Some((_, seen)) = found.last_mut() else { return };
        if row.keys[2] == Level::Community.id() {
            seen.communities.extend(self.shown_of(Table::Runs, &row.values));
            return;
        }
        let is = |area: &Area| area.level.id() == row.keys[2] && area.name == row.keys[3];
        if let Some(at) = areas.iter().position(is) {
            for (metric, value) in Table::Runs.metrics(self.asked).iter().zip(&row.values) {
                seen.run[at * METRICS.len() + metric] = *value;
            }
        }
    }

    /// A row of funding: yuan per adult of the year.
    fn flow(
        &self,
        found: &mut [(u64, Seen)],
        whole: &Area,
        adults: &BTreeMap<(u64, u32), f64>,
        row: &Row,
    ) {
        let Some(seen) = whole_of(found, whole, row) else { return };
        let year = year(row);
        let Some(&adults) = adults.get(&(row.seed, year)) else { return };
        if adults.is_nan() || adults <= 0.0 || !self.is_whole(year) {
            return;
        }
        let flow =
            FLOWS.iter().position(|(from, to)| from.id() == row.keys[5] && to.id() == row.keys[6]);
        if let Some(flow) = flow {
            seen.flows[flow] += number(&row.keys[7]) / adults;
        }
    }
}

/// What the seed of a row showed, if the row is of the widest area.
fn whole_of<'a>(found: &'a mut [(u64, Seen)], whole: &Area, row: &Row) -> Option<&'a mut Seen> {
    let level = row.level;
    if row.keys[level] != whole.level.id() || row.keys[level + 1] != whole.name {
        return None;
    }
    let at = found.binary_search_by_key(&row.seed, |(seed, _)| *seed).ok()?;
    Some(&mut found[at].1)
}

fn year(row: &Row) -> u32 {
    row.keys[2].parse().unwrap_or_default()
}

/// A cell as a number; empty is not a number.
fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or(f64::NAN)
}
