//! Points and values of factors in the columns of CSV files.

use std::path::{Path, PathBuf};

use model::setting::SettingId;
use words::nearest;

use super::factors::{Factor, Values};
use super::{Faults, Kind, MOST_POINTS, Report, Spot, read_bytes, sheet};
use crate::command_line::bare_value;
use reading::FileMessage;
use reading::tree::{self, Data};

/// The columns of a list of points that are no factors.
pub const POINT_KEYS: [&str; 3] = ["point", "block", "role"];
/// The columns that tell which point of which design a point of a crossed study is.
pub const SIDE_KEYS: [[&str; 3]; 2] = [
    ["lever_point", "lever_block", "lever_role"],
    ["uncertainty_point", "uncertainty_block", "uncertainty_role"],
];
/// The largest list, in megabytes.
const MOST_LIST: u32 = 512;

/// The values of the factors, row by row, as a scenario file would give them.
pub type Rows = Vec<Vec<String>>;

/// A CSV file: its header, and its rows with their places.
struct Csv {
    head: Spot,
    names: Vec<String>,
    rows: Vec<(Spot, Vec<String>)>,
}

/// Reads a list of points. The columns of factors of the other design of a crossed study may stand in it.
///
/// # Errors
/// All faults of the file: columns that are missing or unknown, rows of another length, cells that are empty, not
/// of their setting, or outside the range that the study gives.
pub fn read_points(path: &Path, factors: &[&Factor], others: &[&Factor]) -> Result<Rows, Faults> {
    let mut report = Report::default();
    let csv = read_csv(&mut report, path);
    let rows = csv.map(|csv| rows(&mut report, &csv, factors, others)).unwrap_or_default();
    Ok(report.close(Some(rows))?.0)
}

fn read_csv(report: &mut Report, path: &Path) -> Option<Csv> {
    let label = path.display().to_string();
    let text = read_bytes(path, &label, MOST_LIST).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|_| FileMessage::NotText { path: label.clone() })
    });
    let text = match text {
        Ok(text) => text,
        Err(kind) => {
            let source = report.add("<points>", &label);
            let spot = report.whole(source);
            report.fault(spot, kind);
            return None;
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = report.add(label, text);
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut all = Vec::new();
    // A text in memory has no errors but of its encoding, which was looked at.
    for record in reader.records().flatten() {
        let start = record.position().map_or(0, |at| at.byte() as usize);
        let line = text.get(start..).unwrap_or("");
        let line = &line[..line.find('\n').unwrap_or(line.len())];
        let spot = Spot { source, start, end: start + line.trim_end().len() };
        all.push((spot, record.iter().map(str::to_owned).collect::<Vec<String>>()));
    }
    let mut all = all.into_iter();
    let (head, names) = all.next().unwrap_or((Spot { source, start: 0, end: 0 }, Vec::new()));
    let is_there = |(_, cells): &(Spot, Vec<String>)| cells.iter().any(|cell| !cell.is_empty());
    Some(Csv { head, names, rows: all.filter(is_there).collect() })
}

impl Csv {
    /// The position of a column, or a fault.
    fn column(&self, report: &mut Report, name: &str) -> Option<usize> {
        let found = self.names.iter().position(|known| known == name);
        if found.is_none() {
            let near = report.hint(|| nearest(name, self.names.iter().map(String::as_str)));
            let kind = Kind::StudyNoColumn { column: name.to_owned() };
            report.fault(self.head, kind).near(near);
        }
        found
    }

    /// The rows that are as long as the header; faults of the others.
    fn whole_rows<'a>(&'a self, report: &mut Report) -> Vec<(Spot, &'a [String])> {
        let mut found = Vec::new();
        for (spot, cells) in &self.rows {
            if cells.len() == self.names.len() {
                found.push((*spot, cells.as_slice()));
                continue;
            }
            let [there, wanted] = [cells.len(), self.names.len()].map(|count| count as u32);
            report.fault(*spot, Kind::RowLength { found: there, wanted });
        }
        found
    }
}

fn rows(report: &mut Report, csv: &Csv, factors: &[&Factor], others: &[&Factor]) -> Rows {
    let columns: Vec<Option<usize>> =
        factors.iter().map(|factor| csv.column(report, &factor.column)).collect();
    for name in &csv.names {
        let is_factor = factors.iter().chain(others).any(|factor| factor.column == *name);
        let mut keys = POINT_KEYS.iter().chain(SIDE_KEYS.iter().flatten());
        if !is_factor && !keys.any(|key| key == name) {
            let known = factors.iter().map(|one| one.column.as_str());
            let near = report.hint(|| nearest(name, known));
            report.fault(csv.head, Kind::StudyUnknownColumn { column: name.clone() }).near(near);
        }
    }
    let Some(columns) = columns.into_iter().collect::<Option<Vec<usize>>>() else {
        return Vec::new();
    };
    let mut all = Rows::new();
    for (spot, cells) in csv.whole_rows(report) {
        let cells = columns.iter().map(|&at| cells[at].clone());
        let row: Vec<String> = cells.collect();
        for (cell, factor) in row.iter().zip(factors) {
            check(report, spot, cell, factor);
        }
        all.push(row);
    }
    if all.is_empty() && report.faults() == 0 || all.len() > MOST_POINTS as usize {
        let found = all.len() as f64;
        report.fault(csv.head, Kind::StudyTooManyPoints { found, most: MOST_POINTS });
    }
    all
}

/// Whether a cell is a value of its factor.
fn check(report: &mut Report, spot: Spot, cell: &str, factor: &Factor) {
    let column = &factor.column;
    let Some(value) = value(report, spot, cell, (column, factor.setting)) else { return };
    let is_inside = match (&factor.values, value) {
        _ if factor.is_open => true,
        (Values::Real(low, high), Some(number)) => (*low..=*high).contains(&number),
        (Values::Whole(low, high), Some(number)) => (*low as f64..=*high as f64).contains(&number),
        (Values::Listed(all), number) => all.iter().any(|known| {
            known.trim_matches('"') == cell || number.is_some() && known.parse().ok() == number
        }),
        (_, None) => false,
    };
    if !is_inside {
        let allowed = match &factor.values {
            Values::Real(low, high) => format!("{low}..{high}"),
            Values::Whole(low, high) => format!("{low}..{high}"),
            Values::Listed(all) => all.join(", "),
        };
        let (column, found) = (column.clone(), cell.to_owned());
        report.fault(spot, Kind::StudyCellOutside { column, found, allowed });
    }
}

/// The number that a cell is, if it is one; nothing where it is a fault.
fn value(
    report: &mut Report,
    spot: Spot,
    cell: &str,
    (column, setting): (&str, Option<SettingId>),
) -> Option<Option<f64>> {
    if cell.is_empty() {
        report.fault(spot, Kind::StudyEmptyCell { column: column.to_owned() });
        return None;
    }
    let node = tree::alone(&bare_value(cell), spot);
    if let Some(id) = setting {
        sheet::read_number(report, id, column, &node)?;
    }
    Some(match node.data {
        Data::Whole(number) => Some(number as f64),
        Data::Real(number) => Some(number),
        _ => None,
    })
}

/// A column that a factor names.
pub(super) struct Column<'a> {
    /// The setting of its values.
    pub setting: Option<SettingId>,
    /// The factor.
    pub path: &'a str,
    /// The name of the column.
    pub column: &'a str,
}

/// The values of a factor that are those of a column of a file, each once, in their order; none are read where
/// the files are not at hand.
pub(super) fn column_values(
    report: &mut Report,
    path: Option<PathBuf>,
    asked: &Column<'_>,
    spot: Spot,
) -> Option<Values> {
    let Some(path) = path else { return Some(Values::Listed(Vec::new())) };
    let csv = read_csv(report, &path)?;
    let at = csv.column(report, asked.column)?;
    let mut all: Vec<String> = Vec::new();
    let before = report.faults();
    for (row, cells) in csv.whole_rows(report) {
        let cell = &cells[at];
        let Some(number) = value(report, row, cell, (asked.column, asked.setting)) else {
            continue;
        };
        let is_plain = number.is_some() || matches!(cell.as_str(), "true" | "false");
        let text = if is_plain { cell.clone() } else { format!("\"{}\"", cell.trim_matches('"')) };
        if !all.contains(&text) {
            all.push(text);
        }
    }
    if report.faults() > before {
        return None;
    }
    if all.len() < 2 {
        report.fault(spot, Kind::StudyFewValues { path: asked.path.to_owned() });
        return None;
    }
    Some(Values::Listed(all))
}

/// The range of a column: its ends where all are numbers, else its values, each once.
pub(super) fn range_of<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Values {
    let numbers: Option<Vec<f64>> = cells.clone().map(|cell| cell.parse().ok()).collect();
    match numbers {
        Some(numbers) if !numbers.is_empty() => {
            let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            Values::Real(low, numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        }
        _ => {
            let mut all: Vec<String> = Vec::new();
            for cell in cells {
                if !all.iter().any(|known| known == cell) {
                    all.push(cell.to_owned());
                }
            }
            Values::Listed(all)
        }
    }
}
