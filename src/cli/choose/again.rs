//! A choice made again, to be checked.

use super::told;
use crate::choice::{Ask, Choice, choose_again, explore_choice};
use crate::cli::futures::Source;
use crate::experiment::{PairingError, Runner};
use crate::metric;
use crate::output::verify::{Anew, Check, Checked, Stored};
use crate::policy::Scenario;
use crate::quantity::Phrase;
use crate::report::{Said, choice_page};

/// All that is said of a choice: on the page, on the terminal and in its file. `first` is the baseline.
pub(super) fn said(choice: &Choice, left_out: &[(String, Phrase)], first: &Scenario) -> Said {
    let mut said = told::said(choice, left_out);
    said.lead.extend(metric::parts_of_years(first.months, first.burn_in));
    said
}

/// Ends the check of a choice: the race once more on what its tables say, and with `worlds` those that were run.
/// Nothing if it was stopped.
///
/// # Errors
/// If threads cannot be made.
pub(in crate::cli) fn check(
    (stored, check): (&Stored, Check),
    arms: &[Scenario],
    worlds: Option<&Source>,
    runner: Runner,
) -> Result<Option<Vec<Checked>>, PairingError> {
    let (Some(report), Some(first)) = (&stored.choice, arms.first()) else {
        return Ok(Some(Vec::new()));
    };
    let own = &report.choice;
    let (goals, margins, seeds) = (own.asked_goals(), own.asked_margins(), own.asked_seeds());
    let ask = Ask {
        margins: &margins,
        ceilings: &own.ceilings,
        alpha: own.alpha,
        runner,
        ..Ask::new(arms, &goals, &seeds)
    };
    let mut again = match check.outcomes(arms) {
        Some(outcomes) => choose_again(ask, &outcomes)?,
        None => None,
    };
    if let Some(again) = &mut again {
        match (worlds, &own.worlds) {
            (Some(source), Some(of)) => {
                let run = &source.worlds[..of.run.min(source.worlds.len())];
                let known = source.known_of(first);
                explore_choice(again, &ask, (source.origin, run, known), runner.stop)?;
                if (runner.stop)() {
                    return Ok(None);
                }
                // Whatever ended them, as many are run as there were.
                if let Some(made) = &mut again.worlds {
                    (made.asked, made.ended) = (of.asked, of.ended);
                }
            }
            _ => again.take_worlds(own),
        }
    }
    let left_out = report.left_out();
    let said = said(own, &left_out, first);
    let receipt = (stored.receipt.version.as_str(), stored.receipt.command.as_slice());
    let anew = Anew {
        choice: again.as_ref(),
        told: &said.all(),
        page: &|language| choice_page(own, &said, receipt, language),
    };
    Ok(Some(check.finish_choice(&anew)))
}
