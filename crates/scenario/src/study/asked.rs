//! The design that a study asks for.

use std::path::{Path, PathBuf};

use words::nearest;

use super::factors::Factor;
use super::{Kind, MOST_POINTS, Report, Spot, sheet, unknown_key, word};
use crate::layer::read_whole;
use crate::phrases;
use crate::tree::Table;

/// How points are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every level of each factor with every level of the others.
    Grid,
    /// The rows of a CSV file.
    List,
    /// Independent uniform points.
    Random,
    /// A Latin hypercube.
    Latin,
    /// A scrambled Sobol sequence.
    Sobol,
    /// Saltelli's design, for Sobol indices.
    Saltelli,
    /// Morris's trajectories.
    Morris,
    /// One factor at a time.
    OneAtATime,
}

/// The designs by the words of a study file.
pub(crate) const DESIGNS: [(&str, Method); 8] = [
    ("grid", Method::Grid),
    ("list", Method::List),
    ("random", Method::Random),
    ("latin", Method::Latin),
    ("sobol", Method::Sobol),
    ("saltelli", Method::Saltelli),
    ("morris", Method::Morris),
    ("one-at-a-time", Method::OneAtATime),
];

/// The most dimensions of Sobol's sequence.
const MOST_DIMENSIONS: usize = 1024;

impl Method {
    /// The word of a study file.
    pub fn id(self) -> &'static str {
        DESIGNS.iter().find(|(_, method)| *method == self).map_or("", |(word, _)| word)
    }

    /// Whether more points are those there were and others.
    pub fn extends(self) -> bool {
        matches!(self, Self::Random | Self::Sobol | Self::Saltelli | Self::Morris)
    }

    /// The key of a study file that says how many.
    fn count(self) -> Option<&'static str> {
        match self {
            Self::Grid | Self::OneAtATime => Some("levels"),
            Self::List => None,
            Self::Morris => Some("trajectories"),
            Self::Random | Self::Latin | Self::Sobol | Self::Saltelli => Some("points"),
        }
    }
}

/// A design that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// How points are chosen.
    pub method: Method,
    /// Points (base points of Saltelli's), trajectories, or levels a factor.
    pub count: u32,
    /// The key that decides what is drawn.
    pub key: u64,
    /// The CSV file of a list, as a path from the working folder.
    pub file: Option<PathBuf>,
}

impl Asked {
    /// Whether indices can be told from luck only with two seeds a point or more.
    pub(super) fn needs_two_seeds(&self) -> bool {
        self.method == Method::Saltelli
    }

    /// Whether points have the same seeds unless the file says otherwise: effects are then those of these seeds.
    pub(super) fn wants_common_seeds(&self) -> bool {
        matches!(self.method, Method::Morris | Method::OneAtATime)
    }

    /// The number of points for factors in groups; none where it is that of a file, or too large to count.
    pub fn points(&self, factors: &[Factor], groups: usize) -> Option<u64> {
        let count = u64::from(self.count);
        let levels = |factor: &Factor| factor.values.listed().map_or(count, |listed| listed as u64);
        match self.method {
            Method::Grid => {
                factors.iter().try_fold(1_u64, |all, factor| all.checked_mul(levels(factor)))
            }
            Method::List => None,
            Method::Random | Method::Latin | Method::Sobol => Some(count),
            // A, B, a mixture a group, and A once more with other luck.
            Method::Saltelli => Some(count * (groups as u64 + 3)),
            // The start, a step a group, and the start once more with other luck.
            Method::Morris => Some(count * (groups as u64 + 2)),
            Method::OneAtATime => Some(1 + factors.iter().map(levels).sum::<u64>()),
        }
    }
}

/// Reads `[design]`.
pub(super) fn read(
    report: &mut Report,
    top: &Table,
    (start, folder): (Spot, &Path),
    factors: &[Factor],
    groups: usize,
) -> Option<Asked> {
    const KEYS: [&str; 6] = ["kind", "points", "trajectories", "levels", "key", "file"];
    let Some(entry) = top.get("design") else {
        let example = "[design] with kind = \"sobol\" and points = 128";
        report.fault(start, Kind::StudyMissing { key: "[design]", example });
        return None;
    };
    let table = sheet::as_table(report, "design", &entry.node)?;
    for (key, entry) in table {
        if !KEYS.contains(&key.as_str()) {
            unknown_key(report, (key, entry.key), phrases::same("[design]".to_owned()), &KEYS);
        }
    }
    let Some(kind) = word(report, table, "kind") else {
        if !table.contains_key("kind") {
            let example = "kind = \"sobol\"";
            report.fault(entry.key, Kind::StudyMissing { key: "kind", example });
        }
        return None;
    };
    let words = DESIGNS.map(|(word, _)| word);
    let Some((_, method)) = DESIGNS.into_iter().find(|(word, _)| *word == kind) else {
        let near = report.hint(|| nearest(&kind, words));
        let kind = Kind::UnknownWord { key: "kind".into(), found: kind, words: words.join(", ") };
        report.fault(table["kind"].node.spot, kind).near(near);
        return None;
    };
    let count = read_count(report, table, method, entry.key)?;
    let key = table
        .get("key")
        .map_or(Some(1), |entry| read_whole(report, "key", &entry.node, 0, u32::MAX))?;
    let file = match (word(report, table, "file"), method) {
        (Some(file), Method::List) => Some(folder.join(file)),
        (None, Method::List) => {
            report.fault(
                entry.key,
                Kind::StudyMissing { key: "file", example: "file = \"points.csv\"" },
            );
            return None;
        }
        _ => None,
    };
    let asked = Asked { method, count, key: u64::from(key), file };
    check(report, &asked, entry.key, factors, groups);
    Some(asked)
}

/// The number of points, trajectories or levels.
fn read_count(report: &mut Report, table: &Table, method: Method, spot: Spot) -> Option<u32> {
    let wanted = method.count();
    for key in ["points", "trajectories", "levels", "file"] {
        let is_right = Some(key) == wanted || key == "file" && method == Method::List;
        if let Some(entry) = table.get(key).filter(|_| !is_right) {
            let right = wanted.unwrap_or("file").to_owned();
            let kind = Kind::StudyWrongCount { key: key.to_owned(), design: method.id(), right };
            report.fault(entry.key, kind);
            return None;
        }
    }
    let Some(key) = wanted else { return Some(0) };
    match table.get(key) {
        Some(entry) => {
            let least = if key == "levels" { 2 } else { 1 };
            read_whole(report, key, &entry.node, least, MOST_POINTS)
        }
        None if key == "levels" => Some(if method == Method::Grid { 3 } else { 2 }),
        None => {
            let kind = Kind::StudyWrongCount {
                key: "kind".to_owned(),
                design: method.id(),
                right: key.to_owned(),
            };
            report.fault(spot, kind);
            None
        }
    }
}

fn check(report: &mut Report, asked: &Asked, spot: Spot, factors: &[Factor], groups: usize) {
    let points = asked.points(factors, groups);
    if asked.method != Method::List && points.is_none_or(|points| points > u64::from(MOST_POINTS)) {
        let found = points.map_or(f64::INFINITY, |points| points as f64);
        report.fault(spot, Kind::StudyTooManyPoints { found, most: MOST_POINTS });
    }
    let dimensions = match asked.method {
        Method::Sobol => factors.len(),
        Method::Saltelli => 2 * factors.len(),
        _ => 0,
    };
    if dimensions > MOST_DIMENSIONS {
        let most = MOST_DIMENSIONS * factors.len() / dimensions;
        report.fault(
            spot,
            Kind::StudyTooManyFactors { design: asked.method.id(), most: most as u32 },
        );
    }
    if dimensions > 0 && !asked.count.is_power_of_two() {
        let below = 1_u32 << asked.count.max(1).ilog2();
        report.warn(spot, Kind::StudyNoPower { found: asked.count, below, above: 2 * below });
    }
}
