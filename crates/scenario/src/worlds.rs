//! Files of worlds: a row a world, a column a setting.
//!
//! Lines that begin with `#` say where the file comes from and are not read.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use super::messages::{Kind, Report};
use super::sheet;
use super::shipped::shipped_worlds;
use model::quantity::{Choice, ZONES, Zone};
use model::setting::{Nature, SettingId, Table};
use model::supposed::{World, rounded};
use reading::file::read_file;
use reading::{Faults, FileMessage, Spot};
use words::{Phrase, nearest};

/// The largest file of worlds, in megabytes.
const MOST_MEGABYTES: u32 = 64;
/// The most worlds of a file.
const MOST_WORLDS: u32 = 100_000;

/// A file of worlds that was read.
#[derive(Clone, Debug)]
pub struct Worlds {
    /// How messages call the file.
    pub label: String,
    /// The worlds, in the order of the file.
    pub worlds: Vec<World>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Weight,
    /// A setting, in a zone or in all.
    Setting(SettingId, Option<Zone>),
}

/// Reads worlds, given by path or by the name of a shipped file.
///
/// # Errors
/// All faults of the file.
pub fn load_worlds(name_or_path: &str) -> Result<Worlds, Faults> {
    let mut report = Report::default();
    let found = read_text(&mut report, name_or_path);
    let worlds = found.and_then(|(label, source)| {
        let worlds = read_table(&mut report, source)?;
        Some(Worlds { label, worlds })
    });
    Ok(report.close(worlds)?.0)
}

/// Worlds as a text that [`load_worlds`] reads. `about` goes on top, line by line.
pub fn write_worlds(worlds: &[World], about: &[String]) -> String {
    let mut text: String = about.iter().map(|line| format!("# {line}\n")).collect();
    text.push_str("number,weight");
    let first = worlds.first().map_or(&[][..], |world| &world.values);
    for (id, _) in first {
        let setting = id.setting();
        if setting.by_zone {
            for zone in ZONES {
                let _ = write!(text, ",{}.{}", setting.id, zone.id());
            }
        } else {
            let _ = write!(text, ",{}", setting.id);
        }
    }
    text.push('\n');
    for world in worlds {
        let _ = write!(text, "{},{}", world.number, rounded(world.weight));
        for (id, values) in &world.values {
            let shown = if id.setting().by_zone { &values[..] } else { &values[..1] };
            for value in shown {
                let _ = write!(text, ",{}", rounded(*value));
            }
        }
        text.push('\n');
    }
    text
}

fn read_text(report: &mut Report, word: &str) -> Option<(String, usize)> {
    let path = Path::new(word);
    let name = word.strip_suffix(".csv").unwrap_or(word);
    let name = name.strip_prefix("worlds/").unwrap_or(name);
    let shipped = shipped_worlds().iter().find(|(known, _)| *known == name);
    if let (false, Some((name, text))) = (path.is_file(), shipped) {
        let label = format!("<shipped>/worlds/{name}.csv");
        let source = report.add(label.as_str(), text);
        return Some((label, source));
    }
    if !path.exists() {
        let source = report.add("--worlds", word);
        let names: Vec<&str> = shipped_worlds().iter().map(|(name, _)| *name).collect();
        let near = nearest(name, names.iter().copied());
        let spot = report.whole(source);
        let kind = Kind::UnknownWorlds { name: word.to_owned() };
        report.fault(spot, kind).near(near);
        return None;
    }
    match read_file(path, word, MOST_MEGABYTES) {
        Ok(text) => {
            let source = report.add(word, &text);
            Some((word.to_owned(), source))
        }
        Err(kind) => {
            let source = report.add("--worlds", word);
            let spot = report.whole(source);
            report.fault(spot, kind);
            None
        }
    }
}

/// The cells of a line, each with its place.
fn cells(line: &str, begins: usize, source: usize) -> Vec<(&str, Spot)> {
    let mut at = begins;
    line.split(',')
        .map(|cell| {
            let shift = cell.len() - cell.trim_start().len();
            let plain = cell.trim().trim_matches('"');
            let spot = Spot { source, start: at + shift, end: at + shift + cell.trim().len() };
            at += cell.len() + 1;
            (plain, spot)
        })
        .collect()
}

fn read_table(report: &mut Report, source: usize) -> Option<Vec<World>> {
    let text = report.text(source);
    let mut begins = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut columns: Option<Vec<Column>> = None;
    let (mut worlds, mut numbers) = (Vec::new(), BTreeSet::new());
    for line in text[begins..].split('\n') {
        let start = begins;
        begins += line.len() + 1;
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let row = cells(line, start, source);
        let whole = Spot { source, start, end: start + line.len() };
        let Some(columns) = &columns else {
            columns = Some(read_header(report, &row, whole)?);
            continue;
        };
        if worlds.len() as u32 >= MOST_WORLDS {
            report.fault(whole, Kind::TooManyWorlds { most: MOST_WORLDS });
            return None;
        }
        if let Some(world) = read_row(report, columns, &row, whole) {
            if !numbers.insert(world.number) {
                report.fault(whole, Kind::WorldTwice { number: world.number });
            }
            worlds.push(world);
        }
    }
    if worlds.is_empty() && report.faults() == 0 {
        report.fault(Spot { source, start: 0, end: 0 }, Kind::NoWorlds {});
    }
    Some(worlds)
}

/// The columns of a table. All faults of the header come at once; with one there are no columns.
fn read_header(report: &mut Report, row: &[(&str, Spot)], whole: Spot) -> Option<Vec<Column>> {
    let before = report.faults();
    if let ([(only, _)], Some(sign)) = (row, separator(row)) {
        let (found, sign) = ((*only).to_owned(), sign.to_owned());
        report.fault(whole, Kind::WorldsSeparated { found, sign });
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    for &(word, spot) in row {
        let Some(column) = read_column(report, word, spot) else { continue };
        if columns.contains(&column) {
            report.fault(spot, Kind::WorldColumnTwice { column: word.to_owned() });
        }
        columns.push(column);
    }
    for (column, word) in [(Column::Number, "number"), (Column::Weight, "weight")] {
        if report.faults() == before && !columns.contains(&column) {
            report.fault(whole, Kind::WorldColumnMissing { column: word });
        }
    }
    let by_zone: BTreeSet<SettingId> = columns
        .iter()
        .filter_map(|column| match column {
            Column::Setting(id, Some(_)) => Some(*id),
            _ => None,
        })
        .collect();
    for id in by_zone {
        let lacks = |zone: &Zone| !columns.contains(&Column::Setting(id, Some(*zone)));
        if let Some(zone) = ZONES.into_iter().find(lacks) {
            let key = id.setting().id.to_owned();
            report.fault(whole, Kind::WorldZoneMissing { key, zone: zone.id() }).of(id);
        }
    }
    (report.faults() == before).then_some(columns)
}

/// What seems to stand between cells, where nothing is parted by commas.
fn separator(row: &[(&str, Spot)]) -> Option<&'static str> {
    let (only, _) = row.first()?;
    [(';', ";"), ('\t', "tab"), ('，', "，"), ('|', "|")]
        .into_iter()
        .find(|(sign, _)| only.contains(*sign))
        .map(|(_, name)| name)
}

fn read_column(report: &mut Report, word: &str, spot: Spot) -> Option<Column> {
    match word {
        "number" => return Some(Column::Number),
        "weight" => return Some(Column::Weight),
        _ => {}
    }
    let plain = word.strip_prefix("baseline.").unwrap_or(word);
    let by_zone = plain
        .rsplit_once('.')
        .and_then(|(id, zone)| Some((SettingId::find(id)?, Some(Zone::find(zone)?))));
    let Some((id, zone)) = SettingId::find(plain).map(|id| (id, None)).or(by_zone) else {
        let near = report.hint(|| {
            nearest(plain, ["number", "weight"]).or_else(|| {
                sheet::nearest_setting("", plain, |id| id.setting().nature != Nature::Lever)
            })
        });
        report.fault(spot, Kind::WorldColumnUnknown { column: word.to_owned() }).near(near);
        return None;
    };
    let setting = id.setting();
    let key = || word.to_owned();
    let kind = if setting.nature == Nature::Lever {
        Some(Kind::WorldOfLever { key: key() })
    } else if setting.table() != Table::Values
        || matches!(setting.choice, Choice::Flag | Choice::Words(_))
        || setting.is_derived()
    {
        Some(Kind::WorldOfForm { key: key() })
    } else if zone.is_some() && !setting.by_zone {
        Some(Kind::NotByZone { key: setting.id.to_owned() })
    } else {
        None
    };
    if let Some(kind) = kind {
        report.fault(spot, kind).of(id);
        return None;
    }
    Some(Column::Setting(id, zone))
}

fn read_row(
    report: &mut Report,
    columns: &[Column],
    row: &[(&str, Spot)],
    whole: Spot,
) -> Option<World> {
    let before = report.faults();
    if row.len() != columns.len() {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let kind = Kind::WorldCells { found: number(row.len()), wanted: number(columns.len()) };
        report.fault(whole, kind);
        return None;
    }
    let mut world = World { number: 0, weight: 1.0, values: Vec::new() };
    for (&column, &(cell, spot)) in columns.iter().zip(row) {
        match column {
            Column::Number => match cell.parse() {
                Ok(number) => world.number = number,
                Err(_) => {
                    report.fault(spot, Kind::WorldNumber { found: cell.to_owned() });
                }
            },
            Column::Weight => match cell.parse::<f64>() {
                Ok(weight) if weight > 0.0 && weight.is_finite() => world.weight = weight,
                _ => {
                    report.fault(spot, Kind::WorldWeight { found: cell.to_owned() });
                }
            },
            Column::Setting(id, zone) => {
                let Some(value) = read_value(report, id, cell, spot) else { continue };
                let at = world.values.iter().position(|(known, _)| *known == id);
                let at = at.unwrap_or_else(|| {
                    world.values.push((id, id.setting().default));
                    world.values.len() - 1
                });
                match zone {
                    Some(zone) => world.values[at].1[zone.index()] = value,
                    None => world.values[at].1 = [value; 3],
                }
            }
        }
    }
    world.values.sort_by_key(|&(id, _)| id);
    (report.faults() == before).then_some(world)
}

/// A value of a setting, typed and inside its legal range.
fn read_value(report: &mut Report, id: SettingId, cell: &str, spot: Spot) -> Option<f64> {
    let setting = id.setting();
    let (key, found) = (setting.id.to_owned(), cell.to_owned());
    let Some(value) = cell.parse::<f64>().ok().filter(|value| value.is_finite()) else {
        report.fault(spot, Kind::WorldValue { key, found }).of(id);
        return None;
    };
    let found = Phrase::same(found);
    let (low, high) = setting.range;
    if !(low..=high).contains(&value) {
        report.fault(spot, FileMessage::OutOfRange { key, found, low, high }).of(id);
        return None;
    }
    if setting.choice == Choice::Whole && value.fract() != 0.0 {
        report.fault(spot, FileMessage::NotWhole { key, found }).of(id);
        return None;
    }
    Some(value)
}
