//! The table of a case: what every policy brings on every seed, worked out once and read by room and page.

use model::metric::METRICS;
use report::output::Program;
use serde::{Deserialize, Serialize};
use words::{Phrase, say};

use super::case::Case;
use super::grid::POLICIES;
use super::why::Why;

/// The version of the table's form.
const SCHEMA: u32 = 1;

/// What a policy brought on a seed. Values are kept to five digits; null where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Each goal, month by month from month 1.
    pub lines: Vec<Vec<Option<f64>>>,
    /// Goals, then what is watched, over the whole policy period.
    pub means: Vec<Option<f64>>,
    /// What the policy adds to the yearly budget, in yuan per adult, by calendar year of the policy.
    pub added: Vec<Option<f64>>,
    /// Residents who live there at the end with and without the policy, and how many of them fare better and
    /// worse, outcome by outcome; by zone, locals before migrants. Empty of the baseline.
    pub fares: Vec<Vec<f64>>,
}

/// All policies on a seed, by their numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeedCells {
    /// The seed.
    pub seed: u64,
    /// The policies.
    pub policies: Vec<Cell>,
}

/// The answers of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Version of the form.
    pub schema: u32,
    /// The case's name.
    pub case: String,
    /// SHA-256 of what decides its answers.
    pub hash: String,
    /// What made it: version, commit, and what decides its numbers.
    pub program: Program,
    /// Identifiers of the goals.
    pub goals: Vec<String>,
    /// Identifiers of what is watched.
    pub watch: Vec<String>,
    /// Months of a run.
    pub months: u32,
    /// Months before a policy begins.
    pub burn_in: u32,
    /// What each seed showed, by seed.
    pub seeds: Vec<SeedCells>,
    /// Why: none in a table that was made before there was any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// Why a table is not that of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// No table, or one of another form.
    Unreadable,
    /// Of another case, or of this one before it was changed.
    Case,
    /// Made by a program whose numbers are others.
    Model,
}

impl Misfit {
    /// The same in words.
    pub fn say(&self) -> Phrase {
        match self {
            Self::Unreadable => say!(en "it is no table of a case" zh "它不是案例答案表"),
            Self::Case => say!(
                en "it belongs to another case, or to this one before it was changed"
                zh "它属于另一案例，或属于本案例修改之前的内容"
            ),
            Self::Model => say!(
                en "it was made by another version of the model"
                zh "它由另一版本的模型生成"
            ),
        }
    }
}

impl Table {
    /// A table without seeds.
    pub fn empty(case: &Case, program: Program, (months, burn_in): (u32, u32)) -> Self {
        let ids = |metrics: &[usize]| metrics.iter().map(|&at| METRICS[at].id.to_owned()).collect();
        Self {
            schema: SCHEMA,
            case: case.name.clone(),
            hash: case.hash.clone(),
            program,
            goals: ids(&case.goals),
            watch: ids(&case.watch),
            months,
            burn_in,
            seeds: Vec::new(),
            why: None,
        }
    }

    /// Reads a table and sees whether it is that of a case and of a program.
    ///
    /// # Errors
    /// What does not fit.
    pub fn read(text: &str, case: &Case, program: &Program) -> Result<Self, Misfit> {
        let table: Self = serde_json::from_str(text).map_err(|_| Misfit::Unreadable)?;
        let whole = |cells: &SeedCells| {
            cells.policies.len() == POLICIES
                && cells.policies.iter().all(|cell| {
                    cell.lines.len() == table.goals.len()
                        && cell.lines.iter().all(|line| line.len() == table.months as usize)
                        && cell.means.len() == table.goals.len() + table.watch.len()
                })
        };
        if table.schema != SCHEMA || !table.seeds.iter().all(whole) {
            return Err(Misfit::Unreadable);
        }
        if table.case != case.name || table.hash != case.hash {
            return Err(Misfit::Case);
        }
        if table.program.numbers != program.numbers {
            return Err(Misfit::Model);
        }
        Ok(table)
    }

    /// The table as a text.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Seeds of a list that it does not hold.
    pub fn missing(&self, seeds: &[u64]) -> Vec<u64> {
        let held = |seed: &u64| self.seeds.iter().any(|cells| cells.seed == *seed);
        seeds.iter().copied().filter(|seed| !held(seed)).collect()
    }

    /// Adds what seeds showed.
    pub fn add(&mut self, cells: Vec<SeedCells>) {
        self.seeds.extend(cells);
        self.seeds.sort_by_key(|cells| cells.seed);
        self.seeds.dedup_by_key(|cells| cells.seed);
    }
}

/// A value to five digits, none where it is no number.
pub(crate) fn rounded(value: f64) -> Option<f64> {
    if !value.is_finite() {
        return None;
    }
    format!("{value:.4e}").parse().ok()
}
