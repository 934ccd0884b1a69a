//! The design that a study asks for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use words::{Phrase, nearest};

use super::factors::{Factor, Role};
use super::{Kind, MOST_POINTS, Report, Spot, unknown_key, word};
use reading::take::read_whole;
use reading::tree::{Data, Entry, Table};
use reading::{FileMessage, take};

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

/// Which points a study has.
#[derive(Clone, Debug, PartialEq)]
pub enum Design {
    /// Those of one design of all factors.
    One(Asked),
    /// Each point of the levers' design with each of the uncertainties'.
    Crossed {
        /// The design of the levers.
        levers: Asked,
        /// That of the uncertainties.
        uncertainties: Asked,
    },
}

impl Design {
    /// The one, or the levers' and the uncertainties'.
    pub(super) fn all(&self) -> impl Iterator<Item = &Asked> {
        let (one, other) = match self {
            Self::One(asked) => (asked, None),
            Self::Crossed { levers, uncertainties } => (levers, Some(uncertainties)),
        };
        [one].into_iter().chain(other)
    }

    /// Whether points have the same seeds unless the file says otherwise. Crossed, points of one world have them
    /// anyhow.
    pub(super) fn wants_common_seeds(&self) -> bool {
        match self {
            Self::One(asked) | Self::Crossed { uncertainties: asked, .. } => {
                asked.wants_common_seeds()
            }
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
    pub fn points(&self, factors: &[&Factor], groups: usize) -> Option<u64> {
        let count = u64::from(self.count);
        let levels =
            |factor: &&Factor| factor.values.listed().map_or(count, |listed| listed as u64);
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

/// The keys of a design.
const KEYS: [&str; 6] = ["kind", "points", "trajectories", "levels", "key", "file"];
/// The keys of designs that are crossed, those of the factors that they are of.
pub(super) const SIDES: [(&str, Role); 2] =
    [("levers", Role::Lever), ("uncertainties", Role::Uncertainty)];

/// The table of the design of a role's factors: `[design]`, or `[design.levers]` where it is crossed.
fn table_of(top: &Table, role: Role) -> Option<&Table> {
    let Data::Table(design) = &top.get("design")?.node.data else { return None };
    let (key, _) = SIDES.into_iter().find(|(_, side)| *side == role)?;
    match design.get(key).map(|entry| &entry.node.data) {
        Some(Data::Table(own)) => Some(own),
        _ => Some(design),
    }
}

/// Whether the values of a role's factors are those of a list.
pub(super) fn is_list(top: &Table, role: Role) -> bool {
    let kind = table_of(top, role).and_then(|table| table.get("kind"));
    matches!(kind.map(|entry| &entry.node.data), Some(Data::Word(word)) if word == "list")
}

/// Reads `[design]`.
pub(super) fn read(
    report: &mut Report,
    top: &Table,
    (start, folder): (Spot, &Path),
    factors: &[Factor],
) -> Option<Design> {
    let Some(entry) = top.get("design") else {
        let example = "[design] with kind = \"sobol\" and points = 128";
        report.fault(start, Kind::StudyMissing { key: "[design]", example });
        return None;
    };
    let table = take::as_table(report, "design", &entry.node)?;
    if !SIDES.iter().any(|(key, _)| table.contains_key(*key)) {
        let all: Vec<&Factor> = factors.iter().collect();
        return read_one(report, ("[design]", entry), folder, &all).map(Design::One);
    }
    let keys = SIDES.map(|(key, _)| key);
    for (key, entry) in table {
        if !keys.contains(&key.as_str()) {
            unknown_key(report, (key, entry.key), Phrase::same("[design]".to_owned()), &keys);
        }
    }
    let mut side = |key: &'static str, name: &'static str, role: Role| {
        let own: Vec<&Factor> = factors.iter().filter(|factor| factor.role == role).collect();
        let found = table.get(key);
        let (Some(found), false) = (found, own.is_empty()) else {
            let spot = found.map_or(entry.key, |found| found.key);
            report.fault(spot, Kind::StudyHalfCrossed {});
            return None;
        };
        read_one(report, (name, found), folder, &own)
    };
    let levers = side("levers", "[design.levers]", Role::Lever);
    let uncertainties = side("uncertainties", "[design.uncertainties]", Role::Uncertainty);
    let (levers, uncertainties) = (levers?, uncertainties?);
    check_crossing(report, entry.key, factors, [&levers, &uncertainties]);
    Some(Design::Crossed { levers, uncertainties })
}

/// What only both designs together show.
fn check_crossing(
    report: &mut Report,
    spot: Spot,
    factors: &[Factor],
    [levers, uncertainties]: [&Asked; 2],
) {
    let of = |role: Role| factors.iter().filter(move |factor| factor.role == role);
    let across =
        of(Role::Lever).find(|one| of(Role::Uncertainty).any(|other| other.group == one.group));
    if let Some(factor) = across {
        report.fault(spot, Kind::StudyGroupAcross { group: factor.group.clone() });
    }
    let points = |asked: &Asked, role| {
        let own: Vec<&Factor> = of(role).collect();
        asked.points(&own, groups_of(&own))
    };
    // Those of a list are counted where it is read.
    let both = points(levers, Role::Lever).zip(points(uncertainties, Role::Uncertainty));
    if let Some((one, other)) = both {
        let found = one as f64 * other as f64;
        if found > f64::from(MOST_POINTS) {
            report.fault(spot, Kind::StudyTooManyPoints { found, most: MOST_POINTS });
        }
    }
}

/// The number of groups of some factors.
fn groups_of(factors: &[&Factor]) -> usize {
    let names: BTreeSet<&str> = factors.iter().map(|factor| factor.group.as_str()).collect();
    names.len()
}

/// Reads one design.
fn read_one(
    report: &mut Report,
    (name, entry): (&'static str, &Entry),
    folder: &Path,
    factors: &[&Factor],
) -> Option<Asked> {
    let table = take::as_table(report, "design", &entry.node)?;
    for (key, entry) in table {
        if !KEYS.contains(&key.as_str()) {
            unknown_key(report, (key, entry.key), Phrase::same(name), &KEYS);
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
        let kind =
            FileMessage::UnknownWord { key: "kind".into(), found: kind, words: words.join(", ") };
        report.fault(table["kind"].node.spot, kind).near(near);
        return None;
    };
    let count = read_count(report, table, method, entry.key)?;
    let key = table
        .get("key")
        .map_or(Some(1), |entry| read_whole(report, "key", &entry.node, (0, u32::MAX)))?;
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
    check(report, &asked, entry.key, factors);
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
            read_whole(report, key, &entry.node, (least, MOST_POINTS))
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

fn check(report: &mut Report, asked: &Asked, spot: Spot, factors: &[&Factor]) {
    let points = asked.points(factors, groups_of(factors));
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
