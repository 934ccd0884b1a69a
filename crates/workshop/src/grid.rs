//! All policies of a case on seeds, each beside things as they are.

use model::metric::YearsBudget;
use model::month::processes;
use model::policy::Scenario;
use scenario::{Faults, Value};
use serde::{Deserialize, Serialize};
use study::experiment::{ArmOutcome, Pairing, PairingError, Runner, SeedOutcome};

use super::case::{Case, LEVERS};
use super::table::{Cell, SeedCells, rounded};

/// Steps of a lever.
pub(crate) const STEPS: usize = 3;
/// Policies of a case.
pub(crate) const POLICIES: usize = STEPS.pow(LEVERS as u32);

/// A policy of a case: a step of each lever. Number 0 is things as they are; the first lever counts most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Policy(usize);

impl From<Policy> for String {
    fn from(policy: Policy) -> Self {
        policy.name()
    }
}

impl TryFrom<String> for Policy {
    type Error = String;

    fn try_from(digits: String) -> Result<Self, String> {
        Self::named(&digits).ok_or_else(|| format!("`{digits}` names no policy"))
    }
}

impl Policy {
    /// All policies, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..POLICIES).map(Self)
    }

    /// One lever at a step, the others as they are.
    pub(crate) fn alone(lever: usize, step: usize) -> Self {
        Self(step * STEPS.pow((LEVERS - 1 - lever) as u32))
    }

    /// Things as they are.
    pub const TODAY: Self = Self(0);

    /// The policy of a name: the step of each lever as a digit, as in `02110`.
    pub fn named(digits: &str) -> Option<Self> {
        let step = |sign: u8| sign.checked_sub(b'0').map(usize::from).filter(|step| *step < STEPS);
        if digits.len() != LEVERS {
            return None;
        }
        digits.bytes().try_fold(0, |number, sign| Some(number * STEPS + step(sign)?)).map(Self)
    }

    /// Its name: the step of each lever as a digit.
    pub fn name(self) -> String {
        self.steps().iter().map(ToString::to_string).collect()
    }

    /// Its number.
    pub fn number(self) -> usize {
        self.0
    }

    /// The step of each lever.
    pub fn steps(self) -> [usize; LEVERS] {
        std::array::from_fn(|lever| self.0 / STEPS.pow((LEVERS - 1 - lever) as u32) % STEPS)
    }
}

/// A policy of a case as a scenario that is run beside the baseline.
///
/// # Errors
/// Faults of values that the model does not take, or that do not go together.
pub fn scenario(case: &Case, policy: Policy) -> Result<Scenario, Faults> {
    let levers = case.levers.iter().zip(policy.steps());
    let values: Vec<(String, Value)> =
        levers.flat_map(|(lever, step)| lever.set[step].iter().cloned()).collect();
    let mut scenario = case.base.with(&values)?;
    scenario.name = format!("policy-{}", policy.number());
    Ok(scenario)
}

/// The baseline, and after it all policies but that of things as they are, which it is.
///
/// # Errors
/// As of a scenario; none for a case that was read.
pub fn scenarios(case: &Case) -> Result<Vec<Scenario>, Faults> {
    let others = Policy::all().skip(1).map(|policy| scenario(case, policy));
    std::iter::once(case.base.scenario()).chain(others).collect()
}

/// Runs all policies on seeds: what a seed shows depends on nothing but the seed and the case. Seeds that
/// were stopped are left out.
///
/// # Errors
/// If threads cannot be made.
pub fn prepare(
    case: &Case,
    arms: &[Scenario],
    seeds: &[u64],
    runner: Runner<'_>,
) -> Result<Vec<SeedCells>, PairingError> {
    let mut metrics: Vec<usize> = case.goals.iter().chain(&case.watch).copied().collect();
    metrics.sort_unstable();
    metrics.dedup();
    let month = processes;
    let pairing = Pairing { arms, metrics: &metrics, month: &month, runner };
    let outcomes = pairing.run(seeds, &vec![true; arms.len()])?;
    Ok(outcomes.iter().filter_map(|outcome| cells(case, &metrics, outcome)).collect())
}

fn cells(case: &Case, metrics: &[usize], outcome: &SeedOutcome) -> Option<SeedCells> {
    let baseline = outcome.arms.first()?.as_ref()?;
    let of = |arm: &Option<ArmOutcome>| Some(cell(case, metrics, baseline, arm.as_ref()?));
    let policies: Option<Vec<Cell>> = outcome.arms.iter().map(of).collect();
    Some(SeedCells { seed: outcome.seed, policies: policies? })
}

fn cell(case: &Case, metrics: &[usize], baseline: &ArmOutcome, arm: &ArmOutcome) -> Cell {
    let seen = &arm.seen;
    let line = |goal: &usize| {
        let Ok(at) = metrics.binary_search(goal) else { return Vec::new() };
        seen.series.iter().skip(at).step_by(metrics.len()).map(|&value| rounded(value)).collect()
    };
    let mean = |&metric: &usize| rounded(seen.run.get(metric).copied().unwrap_or(f64::NAN));
    // Areas of a year stand one behind another, the widest first.
    let areas = seen.budgets.len() / (seen.flow_years as usize).max(1);
    let years = |of: &ArmOutcome| -> Vec<f64> {
        of.seen.budgets.iter().step_by(areas.max(1)).map(per_adult).collect()
    };
    let asked = years(arm).into_iter().zip(years(baseline));
    let lived = arm.lived.as_ref().map(|lived| {
        lived.groups.iter().flatten().map(|group| {
            let fares = group.fares.iter().flat_map(|fare| [fare.better, fare.worse]);
            std::iter::once(group.both).chain(fares).collect()
        })
    });
    Cell {
        lines: case.goals.iter().map(line).collect(),
        means: case.goals.iter().chain(&case.watch).map(mean).collect(),
        added: asked.map(|(here, there)| rounded(here - there)).collect(),
        fares: lived.map(Iterator::collect).unwrap_or_default(),
    }
}

/// What is asked of the county for a year, in yuan per adult.
fn per_adult(year: &YearsBudget) -> f64 {
    if year.adults > 0.0 { year.total() / year.adults } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_of_a_policy_are_the_digits_of_its_number() {
        for policy in Policy::all() {
            let number = policy.steps().iter().fold(0, |number, step| number * STEPS + step);
            assert_eq!(number, policy.number());
        }
        assert_eq!(Policy::all().count(), POLICIES);
    }

    #[test]
    fn a_policy_is_named_by_the_steps_of_its_levers() {
        for policy in Policy::all() {
            assert_eq!(Policy::named(&policy.name()), Some(policy));
        }
        assert_eq!(Policy::named("02110").unwrap().steps(), [0, 2, 1, 1, 0]);
        for wrong in ["", "0211", "021100", "03110", "0211a", "-2110", "０2110"] {
            assert_eq!(Policy::named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_lever_alone_leaves_the_others_as_they_are() {
        for lever in 0..LEVERS {
            for step in 0..STEPS {
                let mut steps = [0; LEVERS];
                steps[lever] = step;
                assert_eq!(Policy::alone(lever, step).steps(), steps);
            }
        }
    }
}
