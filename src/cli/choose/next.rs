//! What to do with the best: they are compared, on seeds that chose nothing.

use std::path::Path;

use crate::choice::Choice;
use crate::cli::input::Seeds;
use crate::quantity::Phrase;
use words::{say, shell_word};

/// The most that are compared.
const MOST: usize = 6;

/// The command that compares those that are not out, the best by the mean first; nothing where the baseline is alone.
/// The scenario files are those of the result: place, months and settings are worked into them.
pub(super) fn command(
    choice: &Choice,
    folder: &Path,
    (ceilings, seeds): (&[String], &Seeds),
) -> Option<Phrase> {
    let told: Vec<usize> = choice.told().into_iter().filter(|&at| at != 0).take(MOST).collect();
    if told.is_empty() {
        return None;
    }
    let file = |at: usize| {
        folder.join(format!("{}.toml", choice.candidates[at].name)).display().to_string()
    };
    let last = seeds.0.last().copied().unwrap_or(0);
    let mut words = vec!["cogov".to_owned(), "compare".to_owned()];
    words.extend([0].into_iter().chain(told).map(file));
    words.extend(["--goal".to_owned(), choice.goals.join(",")]);
    words.extend(ceilings.iter().flat_map(|of| ["--ceiling".to_owned(), of.clone()]));
    words.extend(["--seeds".to_owned(), format!("{}..{}", last + 1, last + 40)]);
    let command = words.iter().map(|word| shell_word(word)).collect::<Vec<_>>().join(" ");
    Some(say!(
        en "Next, on seeds that chose nothing:\n  {command}"
        zh "接着用未参与选择的种子比较：\n  {command}"
    ))
}
