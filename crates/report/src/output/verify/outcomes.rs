//! What the seeds of a comparison showed, as far as its tables tell: final values and yearly budgets.

use std::io;

use super::raw::{RawRow, RawRows};
use super::stored::{Stored, StoredArm};
use crate::experiment::{ArmOutcome, SeedOutcome, Seen};
use crate::metric::{Detail, METRICS, areas};
use crate::output::table::{Table, budget_of};
use crate::policy::Scenario;

/// Reads them; nothing where a seed has not all its rows, of which the check of the tables tells.
///
/// # Errors
/// If a table cannot be read.
pub(super) fn outcomes(
    stored: &Stored,
    scenarios: &[Scenario],
) -> io::Result<Option<Vec<SeedOutcome>>> {
    let seeds = stored.arms.first().map_or(&[][..], |arm| &arm.seeds);
    let none = |&seed: &u64| SeedOutcome { seed, arms: vec![None; scenarios.len()] };
    let mut found: Vec<SeedOutcome> = seeds.iter().map(none).collect();
    let [mut runs, mut budgets] = [
        RawRows::open(&stored.folder.join(Table::Runs.file()))?,
        RawRows::open(&stored.folder.join(Table::Budgets.file()))?,
    ];
    for rows in [&mut runs, &mut budgets] {
        rows.take()?;
    }
    for (at, (arm, scenario)) in stored.arms.iter().zip(scenarios).enumerate() {
        let wide = areas(&scenario.place, Detail::Zone).len();
        let first = u64::from(scenario.burn_in.div_ceil(12));
        let years = u64::from(scenario.months / 12).saturating_sub(first);
        // A policy period that has no whole year has no budgets.
        let years = usize::try_from(years).unwrap_or(usize::MAX);
        for (place, seed) in arm.seeds.iter().enumerate() {
            let mut seen = Seen::default();
            each(&mut runs, arm, *seed, |row| {
                let cells = cells_from(row, Table::Runs);
                seen.run.extend(cells.map(|cell| cell.parse().unwrap_or(f64::NAN)));
            })?;
            each(&mut budgets, arm, *seed, |row| {
                let cells: Vec<String> = cells_from(row, Table::Budgets).collect();
                seen.budgets.push(budget_of(cells.iter().map(String::as_str)));
            })?;
            if seen.run.len() != wide * METRICS.len() || seen.budgets.len() != wide * years {
                return Ok(None);
            }
            let Some(of) = found.get_mut(place).filter(|of| of.seed == *seed) else {
                return Ok(None);
            };
            let months_run = scenario.months;
            of.arms[at] =
                Some(ArmOutcome { first_difference: None, months_run, seen, lived: None });
        }
    }
    Ok(Some(found))
}

fn cells_from(row: &RawRow, table: Table) -> impl Iterator<Item = String> + '_ {
    (table.keys_of_rows()..row.cells.len()).map(|at| row.cell(at))
}

/// Takes the rows of a scenario and seed.
fn each(
    rows: &mut RawRows,
    arm: &StoredArm,
    seed: u64,
    mut take: impl FnMut(&RawRow),
) -> io::Result<()> {
    let word = seed.to_string();
    while rows.peek().is_some_and(|row| row.is(0, &arm.name) && row.is(1, &word)) {
        if let Some(row) = rows.take()? {
            take(&row);
        }
    }
    Ok(())
}
