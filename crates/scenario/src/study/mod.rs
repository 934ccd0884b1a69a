//! Study files: which settings are varied, over which ranges, by which design, and what is looked at.

mod asked;
mod factors;
mod points;

use std::path::{Path, PathBuf};

use model::metric::{self, METRICS, main_metrics};
use words::{Phrase, nearest};

use super::layer::{NAMES, is_name};
use super::messages::{Kind, Report};
use super::phrases;
use super::sheet;
use reading::file::read_bytes;
use reading::take::read_whole;
use reading::tree::{self, Data, Node, Table};
use reading::{Fault, Faults, FileMessage, Spot, take};

pub use asked::{Asked, Design, Method};
pub use factors::{Factor, Role, Values};
pub use points::{POINT_KEYS, Rows, SIDE_KEYS, read_points};

/// The largest study file, in megabytes.
const MOST_STUDY: u32 = 1;
/// The most scenarios of a study, seeds a point, and points.
const MOST_SCENARIOS: usize = 50;
const MOST_SEEDS: u32 = 100_000;
/// The most points of a study.
pub const MOST_POINTS: u32 = 9_999_999;

/// The keys of a study file.
const KEYS: [&str; 11] = [
    "study",
    "name",
    "scenarios",
    "place",
    "months",
    "outcomes",
    "difference",
    "levers",
    "uncertainties",
    "design",
    "seeds",
];

/// A study, as its file tells it.
#[derive(Clone, Debug)]
pub struct Study {
    /// Name, also of its folder.
    pub name: String,
    /// Scenarios, run side by side on each point and seed: names, sums or paths from the working folder.
    pub scenarios: Vec<String>,
    /// A place table in place of the scenarios' own, as a path from the working folder.
    pub place: Option<PathBuf>,
    /// Length of the runs in months, where it is given.
    pub months: Option<u32>,
    /// Positions of the metrics that are looked at, in the order of the registry.
    pub outcomes: Vec<usize>,
    /// Whether differences from the first scenario are outcomes too.
    pub difference: bool,
    /// What is varied: levers first, then uncertainties.
    pub factors: Vec<Factor>,
    /// Which points there are.
    pub design: Design,
    /// Seeds a point.
    pub seeds: u32,
    /// Whether all points have the same seeds; else each has its own.
    pub common_seeds: bool,
    /// The file as it was read.
    pub text: String,
    /// What is legal but unusual.
    pub warnings: Vec<Fault>,
}

/// The seeds of a point that has its own: the first of point 1 is 10,000,001, the second 20,000,001, so that
/// neither more points nor more seeds change one that there was.
const SEEDS_APART: u64 = 10_000_000;

/// What is added to the seeds of points of a crossed study that are there to show luck alone: above all others.
const SEEDS_REDRAWN: u64 = 2_000_000_000_000;

/// A design and the factors that it is of.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// Levers or uncertainties; none where one design is of all factors.
    pub role: Option<Role>,
    /// The design.
    pub asked: &'a Asked,
    /// Positions of its factors in the study.
    pub factors: Vec<usize>,
    /// Names of the groups of its factors.
    pub groups: Vec<String>,
}

impl Study {
    /// The seed of a replicate, from 1, of a point, from 1. A point that is there to show luck alone is
    /// `redrawn`: it never shares seeds.
    pub fn seed(&self, point: u32, replicate: u32, redrawn: bool) -> u64 {
        if self.common_seeds && !redrawn {
            u64::from(replicate)
        } else {
            u64::from(replicate) * SEEDS_APART + u64::from(point)
        }
    }

    /// The seed of a point of a crossed study that is there to show luck alone, and shares it with no other.
    pub fn seed_redrawn(&self, point: u32, replicate: u32) -> u64 {
        SEEDS_REDRAWN + u64::from(replicate) * SEEDS_APART + u64::from(point)
    }

    /// Whether levers and uncertainties have designs of their own.
    pub fn is_crossed(&self) -> bool {
        matches!(self.design, Design::Crossed { .. })
    }

    /// Its designs: one, or that of the levers and that of the uncertainties.
    pub fn sides(&self) -> Vec<Side<'_>> {
        match &self.design {
            Design::One(asked) => vec![self.side(None, asked)],
            Design::Crossed { levers, uncertainties } => vec![
                self.side(Some(Role::Lever), levers),
                self.side(Some(Role::Uncertainty), uncertainties),
            ],
        }
    }

    fn side<'a>(&'a self, role: Option<Role>, asked: &'a Asked) -> Side<'a> {
        let is_of = |at: &usize| role.is_none_or(|role| self.factors[*at].role == role);
        let factors: Vec<usize> = (0..self.factors.len()).filter(is_of).collect();
        let mut groups: Vec<String> = Vec::new();
        for &at in &factors {
            if !groups.contains(&self.factors[at].group) {
                groups.push(self.factors[at].group.clone());
            }
        }
        Side { role, asked, factors, groups }
    }

    /// Which of its designs may grow, by position in [`Study::sides`]: points of the others come with each of
    /// its points. None where none does.
    pub fn growing(&self) -> Option<usize> {
        let sides = self.sides();
        // Worlds before packages: they are what one wants more of.
        (0..sides.len()).rev().find(|&at| sides[at].asked.method.extends())
    }

    /// Gives factors whose values a list says the range of their column.
    pub fn fill(&mut self, factors: &[usize], rows: &Rows) {
        for (column, &at) in factors.iter().enumerate() {
            let factor = &mut self.factors[at];
            if factor.is_open {
                factor.values = points::range_of(rows.iter().map(|row| row[column].as_str()));
            }
        }
    }
}

impl Side<'_> {
    /// The group of each of its factors, by position in `groups`.
    pub fn group_of_factors(&self, study: &Study) -> Vec<usize> {
        let at = |&factor: &usize| {
            self.groups.iter().position(|group| *group == study.factors[factor].group)
        };
        self.factors.iter().map(|factor| at(factor).unwrap_or_default()).collect()
    }
}

/// Reads a study file, and the columns of other files that it names as factors.
///
/// # Errors
/// All faults of the file and of those columns.
pub fn load_study(path: &Path) -> Result<Study, Faults> {
    load_from(path, Some(path.parent().unwrap_or(Path::new(""))))
}

/// Reads a study file away from the files that it names: the values of factors that are columns of them are
/// left out.
///
/// # Errors
/// All faults of the file.
pub fn load_study_alone(path: &Path) -> Result<Study, Faults> {
    load_from(path, None)
}

fn load_from(path: &Path, files: Option<&Path>) -> Result<Study, Faults> {
    let mut report = Report::default();
    let label = path.display().to_string();
    let study = match read_bytes(path, &label, MOST_STUDY).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|_| FileMessage::NotText { path: label.clone() })
    }) {
        Ok(text) => {
            let source = report.add(label, text.strip_prefix('\u{feff}').unwrap_or(&text));
            read(&mut report, source, (path.parent().unwrap_or(Path::new("")), files))
        }
        Err(kind) => {
            let source = report.add("<study>", &label);
            let spot = report.whole(source);
            report.fault(spot, kind);
            None
        }
    };
    let (study, warnings) = report.close(study)?;
    Ok(Study { warnings, ..study })
}

fn read(
    report: &mut Report,
    source: usize,
    (folder, files): (&Path, Option<&Path>),
) -> Option<Study> {
    let text = report.text(source).to_string();
    let top = tree::parse(report, source)?;
    let start = Spot { source, start: 0, end: 0 };
    check_keys(report, &top, source);
    let name = read_name(report, &top, start);
    let scenarios = read_scenarios(report, &top, folder);
    let factors = factors::read(report, &top, start, files);
    let design = asked::read(report, &top, (start, folder), &factors);
    let (seeds, common) = read_seeds(report, &top);
    let outcomes = read_outcomes(report, &top);
    let difference = read_difference(report, &top, scenarios.len());
    let place = word(report, &top, "place").map(|place| found_from(folder, place));
    let months =
        top.get("months").and_then(|entry| read_whole(report, "months", &entry.node, (1, 1200)));
    let design = design?;
    if design.all().any(Asked::needs_two_seeds) && seeds < 2 && !common {
        report.warn(start, Kind::StudyOneSeed {});
    }
    Some(Study {
        name: name?,
        scenarios,
        place: place.map(PathBuf::from),
        months,
        outcomes,
        difference,
        factors,
        common_seeds: common || design.wants_common_seeds() && !top.contains_key("seeds"),
        design,
        seeds,
        text,
        warnings: Vec::new(),
    })
}

fn check_keys(report: &mut Report, top: &Table, source: usize) {
    match top.get("study").map(|entry| &entry.node) {
        Some(Node { data: Data::Whole(1), .. }) => {}
        Some(node) => {
            report.fault(node.spot, Kind::StudyWrongVersion { found: node.data.describe() });
        }
        None if report.is_torn(source) => {}
        None => {
            report.fault(Spot { source, start: 0, end: 0 }, Kind::StudyNoVersion {});
        }
    }
    for (key, entry) in top {
        if !KEYS.contains(&key.as_str()) {
            unknown_key(report, (key, entry.key), phrases::TOP.into(), &KEYS);
        }
    }
}

/// A key that is none of those of its table.
fn unknown_key(report: &mut Report, (key, spot): (&str, Spot), table: Phrase, keys: &[&str]) {
    let near = report.hint(|| nearest(key, keys.iter().copied()));
    let more = near.is_none().then(|| phrases::keys_of(keys));
    report
        .fault(spot, FileMessage::UnknownKey { key: key.to_owned(), table })
        .near(near)
        .more(more);
}

fn word(report: &mut Report, table: &Table, key: &str) -> Option<String> {
    let node = &table.get(key)?.node;
    take::as_word(report, key, node).map(str::to_owned)
}

fn flag(report: &mut Report, table: &Table, key: &str) -> Option<bool> {
    let node = &table.get(key)?.node;
    if let Data::Flag(flag) = node.data {
        return Some(flag);
    }
    let (found, wanted) = (node.data.describe(), Phrase::same("true / false".to_owned()));
    report.fault(node.spot, FileMessage::WrongType { key: key.to_owned(), found, wanted });
    None
}

fn read_name(report: &mut Report, top: &Table, start: Spot) -> Option<String> {
    if !top.contains_key("name") {
        report.fault(start, Kind::StudyMissing { key: "name", example: "name = \"turnover\"" });
        return None;
    }
    let name = word(report, top, "name")?;
    if !is_name(&name) {
        report.fault(top["name"].node.spot, Kind::BadName { found: name, names: NAMES });
        return None;
    }
    Some(name)
}

/// A path of the file as one from the working folder; names of shipped scenarios and sums stay.
fn found_from(folder: &Path, word: String) -> String {
    let beside = folder.join(&word);
    if Path::new(&word).is_relative() && beside.is_file() {
        return beside.display().to_string();
    }
    let parts: Vec<&str> = word.split('+').collect();
    if parts.len() > 1 {
        let all = parts.into_iter().map(|part| found_from(folder, part.trim().to_owned()));
        return all.collect::<Vec<_>>().join("+");
    }
    word
}

/// A list of texts, each with its place.
fn texts(report: &mut Report, table: &Table, key: &str) -> Vec<(String, Spot)> {
    let Some(entry) = table.get(key) else { return Vec::new() };
    let list = match &entry.node.data {
        Data::List(list) => list.clone(),
        Data::Word(_) => vec![entry.node.clone()],
        data => {
            let (found, wanted) = (data.describe(), phrases::TEXTS_WANTED.into());
            let kind = FileMessage::WrongType { key: key.to_owned(), found, wanted };
            report.fault(entry.node.spot, kind);
            return Vec::new();
        }
    };
    let text = |node: &Node| Some((take::as_word(report, key, node)?.to_owned(), node.spot));
    list.iter().filter_map(text).collect()
}

fn read_scenarios(report: &mut Report, top: &Table, folder: &Path) -> Vec<String> {
    if !top.contains_key("scenarios") {
        return vec!["baseline".to_owned()];
    }
    let all = texts(report, top, "scenarios");
    let spot = top["scenarios"].node.spot;
    if all.is_empty() || all.len() > MOST_SCENARIOS {
        report.fault(spot, Kind::StudyScenarios { most: MOST_SCENARIOS as u32 });
    }
    all.into_iter().map(|(word, _)| found_from(folder, word)).collect()
}

fn read_outcomes(report: &mut Report, top: &Table) -> Vec<usize> {
    if !top.contains_key("outcomes") {
        return main_metrics();
    }
    let mut found = Vec::new();
    for (word, spot) in texts(report, top, "outcomes") {
        match metric::find(&word) {
            Some(at) => found.push(at),
            None => {
                let ids = METRICS.iter().map(|metric| metric.id);
                let near = report.hint(|| nearest(&word, ids));
                report.fault(spot, Kind::StudyUnknownMetric { found: word }).near(near);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() && report.faults() == 0 {
        let spot = top["outcomes"].node.spot;
        report
            .fault(spot, Kind::StudyMissing { key: "outcomes", example: "outcomes = [\"trust\"]" });
    }
    found
}

fn read_difference(report: &mut Report, top: &Table, scenarios: usize) -> bool {
    let asked = flag(report, top, "difference");
    if asked == Some(true) && scenarios < 2 {
        report.fault(top["difference"].node.spot, Kind::StudyNoPair {});
    }
    asked.unwrap_or(scenarios > 1)
}

/// Seeds a point, and whether they are common to all points.
fn read_seeds(report: &mut Report, top: &Table) -> (u32, bool) {
    const KEYS: [&str; 2] = ["number", "common"];
    let Some(entry) = top.get("seeds") else { return (2, false) };
    if !matches!(entry.node.data, Data::Table(_)) {
        let number = read_whole(report, "seeds", &entry.node, (1, MOST_SEEDS));
        return (number.unwrap_or(1), false);
    }
    let Some(table) = take::as_table(report, "seeds", &entry.node) else { return (1, false) };
    for (key, entry) in table {
        if !KEYS.contains(&key.as_str()) {
            unknown_key(report, (key, entry.key), Phrase::same("[seeds]".to_owned()), &KEYS);
        }
    }
    let number = table
        .get("number")
        .and_then(|entry| read_whole(report, "seeds.number", &entry.node, (1, MOST_SEEDS)));
    (number.unwrap_or(2), flag(report, table, "common").unwrap_or(false))
}
