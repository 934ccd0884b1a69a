//! Points of a CSV file: a column a factor.

use std::path::Path;

use words::nearest;

use super::factors::Factor;
use super::{Faults, Kind, MOST_POINTS, Report, Spot, read_bytes};

/// The columns of a list of points that are no factors.
pub const POINT_KEYS: [&str; 3] = ["point", "block", "role"];
/// The largest list, in megabytes.
const MOST_LIST: u32 = 512;

/// The values of the factors, row by row, as a scenario file would give them.
pub type Rows = Vec<Vec<String>>;

/// Reads a list of points.
///
/// # Errors
/// All faults of the file: columns that are missing or unknown, rows of another length, empty cells.
pub fn read_points(path: &Path, factors: &[Factor]) -> Result<Rows, Faults> {
    let mut report = Report::default();
    let label = path.display().to_string();
    let text = read_bytes(path, &label, MOST_LIST).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|_| Box::new(Kind::NotText { path: label.clone() }))
    });
    let rows = match text {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let source = report.add(label, text);
            rows(&mut report, source, text, factors)
        }
        Err(kind) => {
            let source = report.add("<points>", &label);
            let spot = report.whole(source);
            report.fault(spot, *kind);
            Vec::new()
        }
    };
    let (faults, warnings) = report.finish();
    if faults.is_empty() { Ok(rows) } else { Err(Faults { faults, warnings }) }
}

fn rows(report: &mut Report, source: usize, text: &str, factors: &[Factor]) -> Rows {
    let header = text.lines().next().unwrap_or("");
    let head = Spot { source, start: 0, end: header.len() };
    let names: Vec<&str> = header.split(',').map(|name| name.trim().trim_matches('"')).collect();
    let mut columns = Vec::new();
    for factor in factors {
        match names.iter().position(|name| *name == factor.path) {
            Some(at) => columns.push(at),
            None => {
                let near = report.hint(|| nearest(&factor.path, names.iter().copied()));
                let kind = Kind::StudyNoColumn { column: factor.path.clone() };
                report.fault(head, kind).near(near);
            }
        }
    }
    for name in &names {
        let is_factor = factors.iter().any(|factor| factor.path == *name);
        if !is_factor && !POINT_KEYS.contains(name) {
            let near = report.hint(|| nearest(name, factors.iter().map(|one| one.path.as_str())));
            report.fault(head, Kind::StudyUnknownColumn { column: (*name).to_owned() }).near(near);
        }
    }
    if report.faults() > 0 {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut start = header.len() + 1;
    for line in text.lines().skip(1) {
        let spot = Spot { source, start, end: start + line.len() };
        start += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim().trim_matches('"')).collect();
        if cells.len() != names.len() {
            let [found, wanted] = [cells.len(), names.len()].map(|count| count as u32);
            report.fault(spot, Kind::RowLength { found, wanted });
            continue;
        }
        let row: Vec<String> = columns.iter().map(|&at| cells[at].to_owned()).collect();
        if let Some(at) = row.iter().position(String::is_empty) {
            report.fault(spot, Kind::StudyEmptyCell { column: factors[at].path.clone() });
        }
        all.push(row);
    }
    if all.is_empty() && report.faults() == 0 || all.len() > MOST_POINTS as usize {
        report.fault(head, Kind::StudyTooManyPoints { found: all.len() as f64, most: MOST_POINTS });
    }
    all
}
