//! Combinations beside the sum of their parts.

use maud::{Markup, html};

use super::text::{both, change, change_alone, fill, list, name, seeds_mark, titled};
use super::words;
use crate::comparison::{Combination, Comparison, Synergy};
use crate::quantity::Phrase;

/// A table for each combination of which all parts were compared; nothing without one.
pub(super) fn part(of: &Comparison) -> Markup {
    if of.combinations.is_empty() {
        return html! {};
    }
    html! {
        h3 { (both(words::SYNERGY)) }
        p class="about" { (both(words::SYNERGY_ABOUT)) }
        @for combination in &of.combinations { (table(of, combination)) }
    }
}

fn table(of: &Comparison, combination: &Combination) -> Markup {
    let scenario = titled(of, &combination.scenario);
    let parts: Vec<Phrase> = combination.parts.iter().map(|part| titled(of, part)).collect();
    let caption = [("scenario", scenario.clone()), ("parts", list(&parts))];
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(fill(words::SYNERGY_CAPTION, &caption))) }
            thead { tr {
                @for word in [words::OUTCOME, words::SUM_OF_PARTS, words::TOGETHER, words::SYNERGY_COLUMN] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for found in combination.synergies.iter().filter(|found| found.n > 0) { (row(of, &combination.scenario, found)) } }
        } }
        @if combination.sets { p class="note" { (both(fill(words::SYNERGY_SETS, &[("scenario", scenario)]))) } }
    }
}

fn row(of: &Comparison, scenario: &str, found: &Synergy) -> Markup {
    let alone = |value: Option<f64>| change_alone(&found.metric, [value; 3]);
    let synergy = [found.synergy.mean, found.synergy.low, found.synergy.high];
    html! {
        tr {
            th scope="row" { (both(name(&found.metric))) }
            td class="number" { (both(alone(found.sum))) }
            td class="number" { (both(alone(found.together))) }
            td class="number" { (both(change(&found.metric, synergy))) (seeds_mark(of, scenario, found.n)) }
        }
    }
}
