//! The tables of a study, read again to learn from them.

use std::path::{Path, PathBuf};

use scenario::{Faults, Method, Role as Side, Study, Values, load_study};
use study::sensitivity::{
    Block, Density, Effect, Indices, Ranked, Trajectory, densities, morris, ranked, sobol,
};

use crate::metric::METRICS;

/// Why a folder tells nothing.
#[derive(Debug)]
pub enum Unread {
    /// The study in it has faults.
    Faults(Faults),
    /// A table is not there, or cannot be read.
    Table(PathBuf, String),
    /// A table is not that of the study: what is wrong, as a column or row.
    Unlike(PathBuf, String),
}

/// A study with its values.
pub struct Swept {
    /// The study.
    pub study: Study,
    /// By point: its block and role as the table tells them.
    roles: Vec<(u32, String)>,
    /// By factor, then point: values as numbers; of words their position among all.
    pub factors: Vec<Vec<f64>>,
    /// What was looked at.
    pub outcomes: Vec<Outcome>,
}

/// An outcome of a scenario, by point and replicate.
pub struct Outcome {
    /// Name of the scenario.
    pub scenario: String,
    /// Position of the metric in the registry.
    pub metric: usize,
    /// Whether it is the difference from the first scenario.
    pub(crate) is_difference: bool,
    /// Positions of the factors that act on it at all: levers are not laid over the first scenario.
    pub of: Vec<usize>,
    /// Values by point, then replicate. Not a number where empty.
    pub values: Vec<Vec<f64>>,
}

/// What is learned of an outcome.
pub enum Learned {
    /// By Saltelli's design.
    Sobol(Indices),
    /// By Morris's: by group, then of luck.
    Morris(Vec<Effect>),
    /// From given data: rank regression and density, as far as each can be had.
    Given(Option<Ranked>, Option<Density>),
    /// Nothing: too few values.
    Nothing,
}

/// Reads the tables of a folder.
///
/// # Errors
/// Why they cannot be read.
pub fn read_swept(folder: &Path) -> Result<Swept, Unread> {
    let study = load_study(&folder.join("study.toml")).map_err(Unread::Faults)?;
    let path = folder.join("points.csv");
    let (header, rows) = table(&path)?;
    let column = |name: &str| find(&path, &header, name);
    let (block, role) = (column("block")?, column("role")?);
    let roles = rows.iter().map(|row| (row[block].parse().unwrap_or(0), row[role].clone()));
    let roles: Vec<(u32, String)> = roles.collect();
    let mut factors = Vec::new();
    for factor in &study.factors {
        let at = column(&factor.path)?;
        factors.push(rows.iter().map(|row| as_number(&factor.values, &row[at])).collect());
    }
    let outcomes = outcomes(folder, &study, roles.len())?;
    Ok(Swept { study, roles, factors, outcomes })
}

/// A value as a number: of what is listed its position, if it is no number.
fn as_number(values: &Values, text: &str) -> f64 {
    if let Ok(number) = text.parse() {
        return number;
    }
    match values {
        Values::Listed(all) => {
            let found = all.iter().position(|value| value.trim_matches('"') == text);
            found.map_or(f64::NAN, |at| at as f64)
        }
        Values::Real(..) | Values::Whole(..) => f64::NAN,
    }
}

type Rows = Vec<Vec<String>>;

fn table(path: &Path) -> Result<(Vec<String>, Rows), Unread> {
    let failed = |error: csv::Error| Unread::Table(path.to_path_buf(), error.to_string());
    let mut reader = csv::Reader::from_path(path).map_err(failed)?;
    let header = reader.headers().map_err(failed)?.iter().map(str::to_owned).collect();
    let mut rows = Rows::new();
    for record in reader.records() {
        rows.push(record.map_err(failed)?.iter().map(str::to_owned).collect());
    }
    Ok((header, rows))
}

fn find(path: &Path, header: &[String], name: &str) -> Result<usize, Unread> {
    let found = header.iter().position(|column| column == name);
    found.ok_or_else(|| Unread::Unlike(path.to_path_buf(), format!("`{name}`")))
}

fn outcomes(folder: &Path, study: &Study, points: usize) -> Result<Vec<Outcome>, Unread> {
    let path = folder.join("runs.csv");
    let (header, rows) = table(&path)?;
    let column = |name: &str| find(&path, &header, name);
    let (point, replicate, scenario) =
        (column("point")?, column("replicate")?, column("scenario")?);
    let scenarios = study.scenarios.len();
    let names: Vec<&str> = rows.iter().take(scenarios).map(|row| row[scenario].as_str()).collect();
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let all = 0..study.factors.len();
        let acts = |factor: &usize| {
            at > 0 || scenarios == 1 || study.factors[*factor].role == Side::Uncertainty
        };
        let of: Vec<usize> = all.filter(acts).collect();
        for &metric in &study.outcomes {
            for is_difference in [false, true] {
                if is_difference && (!study.difference || at == 0) {
                    continue;
                }
                let id = METRICS[metric].id;
                let id = if is_difference { format!("{id}_difference") } else { id.to_owned() };
                let value = column(&id)?;
                let mut values = vec![vec![f64::NAN; study.seeds as usize]; points];
                for row in rows.iter().skip(at).step_by(scenarios) {
                    let place =
                        |cell: usize| row[cell].parse::<usize>().unwrap_or(0).wrapping_sub(1);
                    let cell =
                        values.get_mut(place(point)).and_then(|of| of.get_mut(place(replicate)));
                    let Some(cell) = cell else {
                        return Err(Unread::Unlike(path, row.join(",")));
                    };
                    *cell = row[value].parse().unwrap_or(f64::NAN);
                }
                let (scenario, of) = ((*name).to_owned(), of.clone());
                found.push(Outcome { scenario, metric, is_difference, of, values });
            }
        }
    }
    Ok(found)
}

impl Swept {
    /// What the design tells of an outcome.
    pub fn learn(&self, outcome: &Outcome) -> Learned {
        match self.study.asked.method {
            Method::Saltelli => self.sobol(outcome).map_or(Learned::Nothing, Learned::Sobol),
            Method::Morris => self.morris(outcome).map_or(Learned::Nothing, Learned::Morris),
            _ => self.given(outcome),
        }
    }

    /// Blocks of points, in their order.
    fn blocks(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = Vec::new();
        for (point, (block, _)) in self.roles.iter().enumerate() {
            match all.last_mut() {
                Some(last) if self.roles[last[0]].0 == *block => last.push(point),
                _ => all.push(vec![point]),
            }
        }
        all
    }

    fn sobol(&self, outcome: &Outcome) -> Option<Indices> {
        let block = |points: Vec<usize>| {
            let of = |role: &str| {
                let found = points.iter().find(|&&point| self.roles[point].1 == role);
                found.map(|&point| outcome.values[point].clone()).unwrap_or_default()
            };
            let mixed = self.study.groups.iter().map(|group| of(group)).collect();
            Block { first: of("a"), second: of("b"), mixed, redrawn: of("redrawn") }
        };
        sobol(&self.blocks().into_iter().map(block).collect::<Vec<_>>())
    }

    fn morris(&self, outcome: &Outcome) -> Option<Vec<Effect>> {
        let middle = |point: usize| mean(&outcome.values[point]);
        let groups = &self.study.groups;
        let of_group = self.study.group_of_factors();
        let trajectory = |points: Vec<usize>| {
            let mut one = Trajectory { effects: vec![f64::NAN; groups.len()], redrawn: f64::NAN };
            for pair in points.windows(2) {
                let (before, after) = (pair[0], pair[1]);
                let role = &self.roles[after].1;
                if let Some(group) = groups.iter().position(|group| group == role) {
                    let alone = of_group.iter().filter(|of| **of == group).count() == 1;
                    let factor = of_group.iter().position(|of| *of == group).unwrap_or(0);
                    let values = &self.factors[factor];
                    let sign = if alone && values[after] < values[before] { -1.0 } else { 1.0 };
                    one.effects[group] = sign * (middle(after) - middle(before));
                }
                if role == "redrawn" {
                    one.redrawn = middle(after) - middle(points[0]);
                }
            }
            one
        };
        morris(&self.blocks().into_iter().map(trajectory).collect::<Vec<_>>())
    }

    fn given(&self, outcome: &Outcome) -> Learned {
        let all: Vec<f64> = outcome.values.iter().map(|values| mean(values)).collect();
        let is_there = |point: &usize| {
            all[*point].is_finite()
                && outcome.of.iter().all(|&at| self.factors[at][*point].is_finite())
        };
        let points: Vec<usize> = (0..all.len()).filter(is_there).collect();
        let pick = |values: &[f64]| points.iter().map(|&point| values[point]).collect::<Vec<f64>>();
        let factors: Vec<Vec<f64>> = outcome.of.iter().map(|&at| pick(&self.factors[at])).collect();
        let values = pick(&all);
        match (ranked(&factors, &values), densities(&factors, &values)) {
            (None, None) => Learned::Nothing,
            (ranked, density) => Learned::Given(ranked, density),
        }
    }
}

/// The mean of a point's replicates that have a value.
pub fn mean(values: &[f64]) -> f64 {
    let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    there.iter().sum::<f64>() / there.len() as f64
}
