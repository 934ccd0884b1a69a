//! The tables of a study, put together from its parts: the same bytes whoever ran what.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use scenario::{Factor, POINT_KEYS, Role, SIDE_KEYS, Study};
use serde::Serialize;
use study::sweep::{Points, Unit, role_word};

use super::dictionary::of_study;
use super::{Found, StudyError, StudyKey, is_study};
use crate::metric::METRICS;
use crate::output::receipt::{Entry, RECEIPT, sha256};
use crate::output::room::disk;

/// What was put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Units.
    pub units: u64,
    /// Units that failed.
    pub failed: u64,
    /// The first that failed.
    pub first_failed: Option<Unit>,
}

/// The receipt of a study: what made it, and the hash of each table. Nothing in it tells of time or machine.
#[derive(Serialize)]
struct StudyReceipt<'a> {
    program: &'static str,
    #[serde(flatten)]
    key: &'a StudyKey,
    study_sha256: String,
    points: u32,
    seeds: u32,
    units: u64,
    failed: u64,
    files: Vec<Entry>,
}

/// The tables.
const TABLES: [&str; 4] = ["points.csv", "runs.csv", "dictionary.csv", "study.toml"];

/// Refuses a folder in which names that the tables need are taken by what no study wrote: a result of another
/// command, or a user's files.
///
/// # Errors
/// If there are such.
pub(super) fn refuse_taken(folder: &Path) -> Result<(), StudyError> {
    let path = folder.join(RECEIPT);
    // Of a study's own receipt nothing but its name is asked: the key says what it is of.
    let is_ours = || disk::read_text(&path).is_ok_and(|text| text.contains("\"study_sha256\""));
    let mut taken: Vec<&'static str> = if is_study(folder) {
        Vec::new()
    } else {
        TABLES.into_iter().filter(|name| disk::is_there(&folder.join(name))).collect()
    };
    if disk::is_there(&path) && !(is_study(folder) && is_ours()) {
        taken.push(RECEIPT);
    }
    if taken.is_empty() { Ok(()) } else { Err(StudyError::Taken(folder.to_path_buf(), taken)) }
}

/// Puts the tables together.
///
/// # Errors
/// If units are missing, or a table cannot be written: the old ones stay then.
pub fn merge(
    folder: &Path,
    key: &StudyKey,
    study: &Study,
    points: &Points<'_>,
    found: &Found,
) -> Result<Merged, StudyError> {
    missing(study, points, found)?;
    refuse_taken(folder)?;
    let mut entries = Vec::new();
    let mut write =
        |name: &str, write: &mut dyn FnMut(&mut dyn Write) -> Result<(), StudyError>| {
            entries.push(table(folder, name, write)?);
            Ok::<(), StudyError>(())
        };
    let path = folder.join("points.csv");
    write("points.csv", &mut |to| {
        write_points(to, study, points).map_err(|error| StudyError::io(&path, error))
    })?;
    let mut merged = Merged { units: 0, failed: 0, first_failed: None };
    write("runs.csv", &mut |to| write_runs(to, folder, study, points, found, &mut merged))?;
    let dictionary = of_study(study).map_err(|error| StudyError::io(folder, error))?;
    write("dictionary.csv", &mut |to| {
        to.write_all(&dictionary).map_err(|error| StudyError::io(folder, error))
    })?;
    write("study.toml", &mut |to| {
        to.write_all(study.text.as_bytes()).map_err(|error| StudyError::io(folder, error))
    })?;
    let receipt = StudyReceipt {
        program: "cogov",
        key,
        study_sha256: sha256(study.text.as_bytes()),
        points: points.number(),
        seeds: study.seeds,
        units: merged.units,
        failed: merged.failed,
        files: entries,
    };
    let text = serde_json::to_string_pretty(&receipt).unwrap_or_default() + "\n";
    table(folder, RECEIPT, &mut |to| {
        to.write_all(text.as_bytes()).map_err(|error| StudyError::io(folder, error))
    })?;
    Ok(merged)
}

/// All units, in their order.
fn units(study: &Study, points: &Points<'_>) -> impl Iterator<Item = Unit> {
    let seeds = study.seeds;
    let of = move |point| (1..=seeds).map(move |replicate| Unit { point, replicate });
    (1..=points.number()).flat_map(of)
}

fn missing(study: &Study, points: &Points<'_>, found: &Found) -> Result<(), StudyError> {
    let mut missing = units(study, points).filter(|unit| !found.has(*unit));
    match missing.next() {
        Some(first) => Err(StudyError::Missing(1 + missing.count() as u64, first)),
        None => Ok(()),
    }
}

/// Writes a table beside its place, then moves it there.
fn table(
    folder: &Path,
    name: &str,
    write: &mut dyn FnMut(&mut dyn Write) -> Result<(), StudyError>,
) -> Result<Entry, StudyError> {
    let path = folder.join(name);
    let beside = folder.join(format!(".{name}.new"));
    let failed = |error| StudyError::Io(PathBuf::from(&path), error);
    let file = disk::create(&beside).map_err(failed)?;
    let mut to = BufWriter::with_capacity(1 << 16, file);
    write(&mut to)?;
    to.flush().map_err(failed)?;
    drop(to);
    let print = disk::settle(&beside).map_err(failed)?;
    disk::rename(&beside, &path).map_err(failed)?;
    Ok(Entry::of(name, print))
}

/// A text as a cell.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A value of a factor as a cell: texts without the quotes of TOML.
fn value(text: &str) -> String {
    cell(text.trim_matches('"'))
}

/// The columns of `points.csv` before the factors.
pub(super) fn point_keys(study: &Study) -> Vec<&'static str> {
    if study.is_crossed() {
        [POINT_KEYS[0]].into_iter().chain(SIDE_KEYS.into_iter().flatten()).collect()
    } else {
        POINT_KEYS.to_vec()
    }
}

/// Writes `points.csv`, which `design = { kind = "list" }` reads again.
pub fn write_points(to: &mut dyn Write, study: &Study, points: &Points<'_>) -> io::Result<()> {
    let paths = study.factors.iter().map(|factor| cell(&factor.path));
    let keys = point_keys(study).into_iter().map(str::to_owned);
    writeln!(to, "{}", keys.chain(paths).collect::<Vec<_>>().join(","))?;
    let sides = study.sides();
    for number in 1..=points.number() {
        let point = points.get(number);
        write!(to, "{number}")?;
        for (seat, side) in point.seats.iter().zip(&sides) {
            if study.is_crossed() {
                write!(to, ",{}", seat.point)?;
            }
            write!(to, ",{},{}", seat.block, cell(&role_word(seat.role, &side.groups)))?;
        }
        for text in &point.values {
            write!(to, ",{}", value(text))?;
        }
        writeln!(to)?;
    }
    Ok(())
}

/// The columns of `runs.csv`.
pub(crate) fn run_columns(study: &Study) -> Vec<String> {
    let mut all: Vec<String> =
        ["study", "point", "replicate", "seed", "scenario"].map(str::to_owned).into();
    all.extend(study.factors.iter().map(|factor| factor.path.clone()));
    all.extend(study.outcomes.iter().map(|&metric| METRICS[metric].id.to_owned()));
    if study.difference {
        let ids = study.outcomes.iter().map(|&metric| METRICS[metric].id);
        all.extend(ids.map(|id| format!("{id}_difference")));
    }
    all.push("fault".to_owned());
    all
}

fn write_runs(
    to: &mut dyn Write,
    folder: &Path,
    study: &Study,
    points: &Points<'_>,
    found: &Found,
    merged: &mut Merged,
) -> Result<(), StudyError> {
    let failed = |error| StudyError::io(&folder.join("runs.csv"), error);
    let header: Vec<String> = run_columns(study).iter().map(|name| cell(name)).collect();
    writeln!(to, "{}", header.join(",")).map_err(failed)?;
    let mut point = points.get(1);
    let mut reader = Reader::default();
    for &at in &found.units {
        let unit = at.0;
        // A study that shrank has units left over.
        if unit.point > points.number() || unit.replicate > study.seeds {
            continue;
        }
        if point.number != unit.point {
            point = points.get(unit.point);
        }
        let [first, others] = [true, false].map(|first| factor_cells(study, &point.values, first));
        let seed = point.seed(study, unit.replicate);
        let text = reader.read(found, at)?;
        let mut has_failed = false;
        for line in text.lines() {
            // Point, replicate, scenario's position, then cells.
            let mut cells = line.splitn(4, ',').skip(2);
            let scenario: usize = cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0);
            let rest = cells.next().unwrap_or("");
            let name = study.scenarios.get(scenario).map_or("", String::as_str);
            let name = cell(short_name(name));
            let values = if scenario == 0 { &first } else { &others };
            let (name_of_study, Unit { point, replicate }) = (cell(&study.name), unit);
            writeln!(to, "{name_of_study},{point},{replicate},{seed},{name}{values},{rest}")
                .map_err(failed)?;
            has_failed |= !rest.ends_with(',');
        }
        merged.units += 1;
        if has_failed {
            merged.failed += 1;
            merged.first_failed.get_or_insert(unit);
        }
    }
    Ok(())
}

/// The cells of the factors; a lever that is not laid over the first scenario has none there.
fn factor_cells(study: &Study, values: &[String], is_first: bool) -> String {
    let several = study.scenarios.len() > 1;
    let cell = |(factor, text): (&Factor, &String)| {
        let is_left_out = is_first && several && factor.role == Role::Lever;
        if is_left_out { ",".to_owned() } else { format!(",{}", value(text)) }
    };
    study.factors.iter().zip(values).map(cell).collect()
}

/// The name of a scenario: of a path its file without the ending.
fn short_name(word: &str) -> &str {
    let last = word.rsplit(['/', '\\']).next().unwrap_or(word);
    last.strip_suffix(".toml").unwrap_or(last)
}

/// Reads units one after the other, most of which stand behind each other in one part.
#[derive(Default)]
struct Reader {
    open: Option<(u32, String)>,
}

impl Reader {
    fn read(&mut self, found: &Found, at: (Unit, u32, u64, u32)) -> Result<String, StudyError> {
        /// A part that is held as a whole.
        const LARGEST: u64 = 8_000_000;
        let (_, part, start, length) = at;
        if self.open.as_ref().is_none_or(|(open, _)| *open != part) {
            let path = &found.parts[part as usize];
            let size = std::fs::metadata(path).map_or(u64::MAX, |found| found.len());
            if size > LARGEST {
                return found.text(at);
            }
            let text = disk::read_text(path).map_err(|error| StudyError::io(path, error))?;
            self.open = Some((part, text));
        }
        let range = start as usize..start as usize + length as usize;
        let text = self.open.as_ref().and_then(|(_, text)| text.get(range));
        text.map_or_else(|| found.text(at), |text| Ok(text.to_owned()))
    }
}
