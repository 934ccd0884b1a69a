//! Scenario files: read, laid over their parents and the command line, checked, and resolved.
//!
//! All faults of a file, its parents and the command line are found in one go, each with file, line,
//! column, what was found, what is allowed and the nearest valid word.
//!
//! The way of a text: `reading::tree` (values that know their place), `layer` and `sheet` (what one file
//! says), `chain` (its parents) with `sum`, `merge` (layers over each other) with `conflict` and
//! `rival`, `resolve` with `draft`, `target`, `shares`, `course`, `overruled` and `idle`
//! (the scenario, checked), `write` (the scenario
//! as a text). What is said of faults: `messages`, `phrases`
//! and `written`.
//!
//! The short way in: [`Base::read`] and [`Base::with`]. Files of other kinds are read by the crate `reading`.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

mod base;
mod chain;
mod command_line;
mod conflict;
mod course;
mod difference;
mod draft;
mod files;
mod idle;
mod layer;
mod merge;
mod messages;
mod numeral;
mod origin;
mod overruled;
mod path;
mod phrases;
mod place;
mod resolve;
mod rival;
mod schema;
pub mod sentence;
mod shares;
mod sheet;
mod shelf;
mod shipped;
mod signs;
mod skeleton;
mod study;
mod sum;
mod table_file;
mod target;
mod targets;
mod upgrade;
mod worlds;
mod write;
mod written;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use model::place::Table;
use model::policy::Scenario;
use model::setting::Settings;

use chain::Folder;
use messages::Report;
use path::GivenBy;
use table_file::read_table_file;

pub use base::Base;
pub use chain::parts_of;
pub use command_line::Options;
pub use difference::{Difference, Told, differences};
pub use files::{FileLayer, Line, file_layers};
pub use layer::{NAMES, is_name};
pub use messages::KEYS;
pub use reading::{Fault, Faults, Origin, Severity, Value, render};
pub use schema::schema;
pub use shares::{Sharing, sharing};
pub use shipped::{shipped, shipped_places, shipped_worlds};
pub use words::Phrase;

pub use skeleton::Skeleton;
pub use study::{
    Asked, Design, Factor, MOST_POINTS, Method, POINT_KEYS, Role, Rows, SIDE_KEYS, Side, Study,
    Values, load_study, load_study_alone, read_points,
};

pub use targets::{Targets, load_targets};
pub use upgrade::{Upgraded, upgrade};

pub use worlds::{Worlds, load_worlds, write_worlds};
pub use write::by_zone as as_toml;
pub use write::write_resolved;

/// Where each value was set, by its full key (`baseline.distance.urban`).
pub(crate) type Origins = BTreeMap<String, Origin>;

/// A scenario that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// The scenario as a text that runs by itself (with the place's table as `place.csv`).
    pub resolved: String,
    /// The table of the place, if it has one.
    pub place_table: Option<String>,
    /// What is legal but unusual.
    pub warnings: Vec<Fault>,
    /// Where each value was set.
    pub origins: Origins,
    /// What it is put together from.
    pub family: Family,
}

/// What tells a scenario's file from all others, and what the scenario is put together from.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// The file, or the sum as it was named.
    pub own: PathBuf,
    /// The files of which it is a combination; none where it extends fewer than two.
    pub parts: Vec<PathBuf>,
    /// Whether the file sets something besides.
    pub sets: bool,
}

/// Reads a scenario, given by path or by the name of a shipped one, and what the command line sets.
///
/// # Errors
/// All faults of the file, its parents, the place's table and the command line.
pub fn load(name_or_path: &str, options: &Options) -> Result<Loaded, Faults> {
    Base::of_file(name_or_path, options)?.loaded()
}

/// Reads the table of a place, given by path or by the name of a shipped one; with warnings.
///
/// # Errors
/// All faults of the table.
pub fn load_place(name_or_path: &Path) -> Result<(Table, Vec<Fault>), Faults> {
    let mut report = Report::default();
    let word = name_or_path.display().to_string();
    let source = report.add("<place>", &word);
    let spot = report.whole(source);
    let folder = Folder::Disk(Path::new("").to_path_buf());
    let found = read_table_file(&mut report, &folder, (&word, GivenBy::CommandLine), spot);
    let defaults = Settings::defaults_by_zone();
    let table = found.and_then(|found| {
        place::read_place(&mut report, &found, &defaults).map(|(mut table, source)| {
            table.encoding = found.encoding;
            (table, source)
        })
    });
    if let Some((table, source)) = &table {
        place::warn_of_misfits(&mut report, *source, &table.place, &defaults);
    }
    report.close(table.map(|(table, _)| table))
}
