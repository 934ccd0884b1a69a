//! `report.html` of a result, from what its seeds showed.

use super::error::OutputError;
use super::gathered::Gathered;
use crate::comparison::{Comparison, Receipt, alone};

/// The file of a report.
pub(super) const PAGE: &str = "report.html";

/// Page 1 of the report of a comparison alone.
pub(super) const BRIEF: &str = "brief.html";

/// What is told of runs.
///
/// # Errors
/// If what waits on the disk cannot be read.
pub(super) fn report(of: &Gathered, receipt: Receipt) -> Result<Comparison, OutputError> {
    let found = alone(of.scenario, &of.plan.shown, &of.outcomes, &of.shelf());
    let mut comparison = found.map_err(|error| OutputError::io(PAGE.as_ref(), error))?;
    comparison.receipt = receipt;
    comparison.name.clone_from(&of.scenario.name);
    Ok(comparison)
}
