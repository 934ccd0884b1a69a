//! Why a comparison comes out as it does.

use super::{Comparison, Request};
use crate::experiment::ThreadsError;
use crate::futures::{Asks, Basis};
use crate::metric::{self, METRICS};

/// Adds turning points and the value of learning to a comparison whose worlds were run; nothing where none were.
///
/// # Errors
/// If threads cannot be made.
pub fn add_why(comparison: &mut Comparison, request: &Request) -> Result<(), ThreadsError> {
    let Some(futures) = &comparison.futures else { return Ok(()) };
    let outcomes = outcomes(comparison);
    let names: Vec<&str> = request.arms.iter().map(|arm| arm.name.as_str()).collect();
    let (metrics, margins) = (request.metrics, request.margins);
    let means = |arm: usize, metric: usize| {
        let first = comparison.arms.get(arm)?;
        let area = futures.areas.first()?;
        let is_own = |of: &&super::ArmValue| {
            of.arm == first.name && of.metric == METRICS[metric].id && of.area == area[1]
        };
        comparison.values.iter().find(is_own)?.value.mean
    };
    let among = can_be_chosen(comparison);
    let asks = Asks {
        arms: request.arms,
        among: &among,
        basis: Basis { names: &names, metrics, margins, known: &[] },
        outcomes: &outcomes,
        means: &means,
        month: request.month,
        runner: request.runner,
    };
    let why = futures.why(&asks)?;
    if let Some(futures) = &mut comparison.futures {
        futures.why = Some(why);
    }
    Ok(())
}

/// The first goal, or without one the outcomes of the first look.
fn outcomes(comparison: &Comparison) -> Vec<usize> {
    let goal = comparison.design.goals.first().and_then(|id| metric::find(id));
    match goal {
        Some(goal) => vec![goal],
        None => comparison.first_look().into_iter().filter_map(metric::find).collect(),
    }
}

/// The baseline and what does not surely break a ceiling; where no package is left, all.
fn can_be_chosen(comparison: &Comparison) -> Vec<usize> {
    let all = 0..comparison.arms.len();
    let kept: Vec<usize> = all
        .clone()
        .filter(|&arm| arm == 0 || !comparison.is_out(&comparison.arms[arm].name))
        .collect();
    if kept.len() > 1 { kept } else { all.collect() }
}
