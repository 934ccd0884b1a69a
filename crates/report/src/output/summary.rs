//! `summary.csv`: each metric of each area over all seeds of a result.

use std::path::Path;

use crate::metric::METRICS;
use crate::statistics::{Summary, summarise};

use super::dictionary;
use super::error::OutputError;
use super::rows::{close, create, open, write};
use super::table::{Table, number};

/// An area of `runs.csv`: level, name, and a sample a metric.
struct AreaSamples {
    level: String,
    name: String,
    samples: Vec<Vec<f64>>,
}

/// Writes the summary of the runs in `runs`; returns that of the widest area, by position in the
/// registry of metrics.
pub fn write_summary(
    runs: &Path,
    to: &Path,
    scenario: &str,
    asked: &[usize],
) -> Result<Vec<(usize, Summary)>, OutputError> {
    let metrics = Table::Runs.metrics(asked);
    let mut writer = create(to)?;
    write(&mut writer, to, dictionary::SUMMARY)?;
    let mut widest = Vec::new();
    for (at, area) in read_samples(runs, metrics.len())?.iter().enumerate() {
        for (&metric, sample) in metrics.iter().zip(&area.samples) {
            let summary = summarise(sample).within(METRICS[metric].range);
            let names = [scenario, &area.level, &area.name, METRICS[metric].id];
            write(&mut writer, to, row(names, &summary))?;
            if at == 0 {
                widest.push((metric, summary));
            }
        }
    }
    close(writer, to)?;
    Ok(widest)
}

/// Reads the samples by area, in the order of the first seed's rows.
fn read_samples(runs: &Path, metrics: usize) -> Result<Vec<AreaSamples>, OutputError> {
    let keys = Table::Runs.keys().len();
    let mut areas: Vec<AreaSamples> = Vec::new();
    let mut first_seed = None;
    let mut at = 0;
    for row in open(runs)?.into_records().skip(1) {
        let row = row.map_err(|error| OutputError::table(runs, error))?;
        let (level, name) = (row.get(2).unwrap_or_default(), row.get(3).unwrap_or_default());
        let seed = row.get(1).unwrap_or_default();
        if *first_seed.get_or_insert_with(|| seed.to_owned()) == seed {
            let (level, name) = (level.to_owned(), name.to_owned());
            at = areas.len();
            areas.push(AreaSamples { level, name, samples: vec![Vec::new(); metrics] });
        } else {
            // Every seed has the same areas in the same order.
            at = (at + 1) % areas.len();
            if areas[at].level != level || areas[at].name != name {
                let what = "its seeds have different areas".to_owned();
                return Err(OutputError::Damaged { path: runs.into(), what });
            }
        }
        for (sample, cell) in areas[at].samples.iter_mut().zip(row.iter().skip(keys)) {
            sample.push(cell.parse().unwrap_or(f64::NAN));
        }
    }
    Ok(areas)
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
