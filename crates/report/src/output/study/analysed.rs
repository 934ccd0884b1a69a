//! The tables of a study, read again to learn from them.

use std::path::{Path, PathBuf};

use scenario::{
    Factor, Faults, Method, POINT_KEYS, Role as Side, SIDE_KEYS, Study, Values, load_study_alone,
};
use study::sensitivity::{
    Block, Density, Effect, Indices, Parted, Ranked, Trajectory, densities, morris, parted, ranked,
    sobol,
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
    /// Its designs: one, or that of the levers and that of the uncertainties.
    pub parts: Vec<Seen>,
    /// By factor, then point: values as numbers; of words their position among all.
    pub factors: Vec<Vec<f64>>,
    /// What was looked at.
    pub outcomes: Vec<Outcome>,
}

/// The points of a design, as the table tells them.
pub struct Seen {
    /// Whose it is; none where it is of all factors.
    pub side: Option<Side>,
    /// By point of the study: the point of the design.
    of_point: Vec<usize>,
    /// By point of the design: its block and role.
    roles: Vec<(u32, String)>,
    /// Positions of its factors in the study, and their paths.
    pub factors: Vec<usize>,
    /// The paths.
    pub paths: Vec<String>,
    /// Names of their groups, and the group of each.
    pub groups: Vec<String>,
    group_of: Vec<usize>,
    method: Method,
    /// By factor, then point of the design: values as numbers; of words their position among all.
    values: Vec<Vec<f64>>,
}

impl Seen {
    /// The number of its points.
    pub fn points(&self) -> usize {
        self.roles.len()
    }

    /// The word of its design.
    pub fn design(&self) -> &'static str {
        self.method.id()
    }
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
    let mut study = load_study_alone(&folder.join("study.toml")).map_err(Unread::Faults)?;
    let path = folder.join("points.csv");
    let (header, rows) = table(&path)?;
    let column = |name: &str| find(&path, &header, name);
    let at =
        study.factors.iter().map(|factor| column(&factor.path)).collect::<Result<Vec<_>, _>>()?;
    for (factor, &at) in study.factors.iter_mut().zip(&at) {
        // Values of a column of a file that is elsewhere: those that were run.
        if let Values::Listed(all) = &mut factor.values
            && all.is_empty()
        {
            for row in &rows {
                if !all.contains(&row[at]) {
                    all.push(row[at].clone());
                }
            }
        }
    }
    let of = |(factor, &at): (&Factor, &usize)| {
        rows.iter().map(|row| as_number(&factor.values, &row[at])).collect()
    };
    let factors: Vec<Vec<f64>> = study.factors.iter().zip(&at).map(of).collect();
    let keys = if study.is_crossed() { SIDE_KEYS.to_vec() } else { vec![POINT_KEYS] };
    let mut parts = Vec::new();
    for (side, [point, block, role]) in study.sides().iter().zip(keys) {
        let (point, block, role) = (column(point)?, column(block)?, column(role)?);
        let mut one = Seen {
            side: side.role,
            of_point: Vec::new(),
            roles: Vec::new(),
            factors: side.factors.clone(),
            paths: side.factors.iter().map(|&at| study.factors[at].path.clone()).collect(),
            groups: side.groups.clone(),
            group_of: side.group_of_factors(&study),
            method: side.asked.method,
            values: vec![Vec::new(); side.factors.len()],
        };
        for (at, row) in rows.iter().enumerate() {
            let number = row[point].parse::<usize>().unwrap_or(0).wrapping_sub(1);
            // Points come in their order, also those of a design that is met again and again.
            if number > one.roles.len() {
                return Err(Unread::Unlike(path, row.join(",")));
            }
            if number == one.roles.len() {
                one.roles.push((row[block].parse().unwrap_or(0), row[role].clone()));
                for (values, &factor) in one.values.iter_mut().zip(&one.factors) {
                    values.push(factors[factor][at]);
                }
            }
            one.of_point.push(number);
        }
        parts.push(one);
    }
    let outcomes = outcomes(folder, &study, rows.len())?;
    Ok(Swept { study, parts, factors, outcomes })
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
    /// What each design tells of an outcome; nothing of a design whose factors do not act on it.
    pub fn learn(&self, outcome: &Outcome) -> Vec<(usize, Learned)> {
        let mut all = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            if !part.factors.iter().any(|factor| outcome.of.contains(factor)) {
                continue;
            }
            let values = part.means(&outcome.values);
            let learned = match part.method {
                Method::Saltelli => part.sobol(&values).map_or(Learned::Nothing, Learned::Sobol),
                Method::Morris => part.morris(&values).map_or(Learned::Nothing, Learned::Morris),
                _ => part.given(outcome, &values),
            };
            all.push((at, learned));
        }
        all
    }

    /// How the variance of a crossed study's outcome parts between levers and uncertainties.
    pub fn parted(&self, outcome: &Outcome) -> Option<Parted> {
        let [levers, uncertainties] = self.parts.as_slice() else { return None };
        if !levers.factors.iter().any(|factor| outcome.of.contains(factor)) {
            return None;
        }
        // Points that are there to show luck, and to tell one factor from another, are points like others here.
        let mut table = vec![vec![Vec::new(); uncertainties.points()]; levers.points()];
        for (point, values) in outcome.values.iter().enumerate() {
            table[levers.of_point[point]][uncertainties.of_point[point]].clone_from(values);
        }
        parted(&table)
    }
}

impl Seen {
    /// By point of the design, then replicate: the mean over the points of the other design. Not a number where
    /// one of them has none: means over others would be of others.
    fn means(&self, values: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let replicates = values.first().map_or(0, Vec::len);
        let mut sums = vec![(vec![0.0; replicates], 0.0_f64); self.points()];
        for (point, values) in values.iter().enumerate() {
            let (sum, count) = &mut sums[self.of_point[point]];
            *count += 1.0;
            for (sum, value) in sum.iter_mut().zip(values) {
                *sum += value;
            }
        }
        let mean = |(sum, count): (Vec<f64>, f64)| sum.into_iter().map(|sum| sum / count).collect();
        sums.into_iter().map(mean).collect()
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

    fn sobol(&self, values: &[Vec<f64>]) -> Option<Indices> {
        let block = |points: Vec<usize>| {
            let of = |role: &str| {
                let found = points.iter().find(|&&point| self.roles[point].1 == role);
                found.map(|&point| values[point].clone()).unwrap_or_default()
            };
            let mixed = self.groups.iter().map(|group| of(group)).collect();
            Block { first: of("a"), second: of("b"), mixed, redrawn: of("redrawn") }
        };
        sobol(&self.blocks().into_iter().map(block).collect::<Vec<_>>())
    }

    fn morris(&self, all: &[Vec<f64>]) -> Option<Vec<Effect>> {
        let middle = |point: usize| mean(&all[point]);
        let trajectory = |points: Vec<usize>| {
            let effects = vec![f64::NAN; self.groups.len()];
            let mut one = Trajectory { effects, redrawn: f64::NAN };
            for pair in points.windows(2) {
                let (before, after) = (pair[0], pair[1]);
                let role = &self.roles[after].1;
                if let Some(group) = self.groups.iter().position(|group| group == role) {
                    let alone = self.group_of.iter().filter(|of| **of == group).count() == 1;
                    let factor = self.group_of.iter().position(|of| *of == group).unwrap_or(0);
                    let values = &self.values[factor];
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

    fn given(&self, outcome: &Outcome, all: &[Vec<f64>]) -> Learned {
        let all: Vec<f64> = all.iter().map(|values| mean(values)).collect();
        let acting: Vec<&Vec<f64>> = self.acting(outcome).map(|at| &self.values[at]).collect();
        let is_there = |point: &usize| {
            all[*point].is_finite() && acting.iter().all(|values| values[*point].is_finite())
        };
        let points: Vec<usize> = (0..all.len()).filter(is_there).collect();
        let pick = |values: &[f64]| points.iter().map(|&point| values[point]).collect::<Vec<f64>>();
        let factors: Vec<Vec<f64>> = acting.iter().map(|values| pick(values)).collect();
        let values = pick(&all);
        match (ranked(&factors, &values), densities(&factors, &values)) {
            (None, None) => Learned::Nothing,
            (ranked, density) => Learned::Given(ranked, density),
        }
    }

    /// Positions, among its factors, of those that act on an outcome at all.
    pub fn acting(&self, outcome: &Outcome) -> impl Iterator<Item = usize> {
        (0..self.factors.len()).filter(|&at| outcome.of.contains(&self.factors[at]))
    }
}

/// The mean of a point's replicates that have a value.
pub fn mean(values: &[f64]) -> f64 {
    let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    there.iter().sum::<f64>() / there.len() as f64
}
