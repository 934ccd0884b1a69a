//! The table of a traced life: a row a month and world.

use csv::Writer;

use super::rows::harmless;
use super::table::number;
use crate::experiment::trace::Trace;

/// The rows of a life as CSV: `names` are those of the baseline and the scenario, `subject` is the
/// text that names whose life it is.
///
/// # Errors
/// If the table cannot be put together: a defect of the program.
pub fn trace_table(
    trace: &Trace,
    names: [&str; 2],
    seed: u64,
    subject: &str,
) -> Result<Vec<u8>, csv::Error> {
    let measures = trace.subject.measures();
    let mut writer = Writer::from_writer(Vec::new());
    let keys = ["scenario", "seed", "month", "subject", "here", "events"];
    writer.write_record(keys.into_iter().chain(measures.iter().map(|measure| measure.id)))?;
    for (at, worlds) in trace.months.iter().enumerate() {
        for (name, month) in names.into_iter().zip(worlds) {
            let events: Vec<&str> = month.events.iter().map(|event| event.id()).collect();
            let keys = [
                name.to_owned(),
                seed.to_string(),
                (at + 1).to_string(),
                subject.to_owned(),
                u8::from(month.here).to_string(),
                events.join(";"),
            ];
            let value = |at: usize| number(month.values.get(at).copied().unwrap_or(f64::NAN));
            let row = keys.into_iter().chain((0..measures.len()).map(value));
            writer.write_record(row.map(|cell| harmless(cell.as_bytes()).into_owned()))?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
