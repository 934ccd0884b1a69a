//! `summary.csv`: each metric of each area over all seeds of a result.

use std::path::Path;

use crate::metric::METRICS;
use crate::statistics::{Summary, summarise};

use super::dictionary;
use super::error::OutputError;
use super::gathered::Gathered;
use super::rows::{close, create, write};
use super::table::number;

/// Writes the summary of runs; returns that of the widest area, by position in the registry of metrics.
pub(super) fn write_summary(
    of: &Gathered,
    to: &Path,
    scenario: &str,
) -> Result<Vec<(usize, Summary)>, OutputError> {
    let mut writer = create(to)?;
    write(&mut writer, to, dictionary::SUMMARY)?;
    let mut widest = Vec::new();
    let mut is_widest = true;
    of.each_area(|area, samples| {
        for (&metric, sample) in of.plan.asked.iter().zip(&samples) {
            let summary = summarise(sample).within(METRICS[metric].range);
            let names = [scenario, area.level.id(), &area.name, METRICS[metric].id];
            write(&mut writer, to, row(names, &summary))?;
            if is_widest {
                widest.push((metric, summary));
            }
        }
        is_widest = false;
        Ok(())
    })?;
    close(writer, to)?;
    Ok(widest)
}

fn row([scenario, level, area, metric]: [&str; 4], of: &Summary) -> [String; 15] {
    [
        scenario.to_owned(),
        level.to_owned(),
        area.to_owned(),
        metric.to_owned(),
        of.n.to_string(),
        number(of.mean),
        number(of.sd),
        number(of.standard_error),
        number(of.low),
        number(of.high),
        number(of.min),
        number(of.median),
        number(of.max),
        of.kind.id().to_owned(),
        number(of.unseen),
    ]
}
