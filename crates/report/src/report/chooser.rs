//! Of several blocks the reader chooses one. Without a script, and before one is chosen, all are there.

use maud::{Markup, html};

use super::text::both;
use crate::quantity::{Phrase, Text};

/// One of the blocks.
pub(super) struct Choice {
    /// Value of the choice.
    pub value: String,
    /// Its name.
    pub name: Phrase,
    /// What is shown.
    pub inside: Markup,
}

/// A list to choose from and the blocks.
pub(super) fn chooser(id: &str, question: Text, choices: &[Choice]) -> Markup {
    html! {
        @if choices.len() > 1 {
            (list(id, question, choices.iter().map(|choice| (choice.value.as_str(), &choice.name))))
        }
        @for choice in choices {
            div class="choice" data-chooser=(id) data-value=(choice.value) {
                @if choices.len() > 1 { h3 class="choice-name" { (both(choice.name.clone())) } }
                (choice.inside)
            }
        }
    }
}

/// The list alone.
pub(super) fn list<'a>(
    id: &str,
    question: Text,
    choices: impl Iterator<Item = (&'a str, &'a Phrase)>,
) -> Markup {
    html! {
        p class="chooser" {
            label for={ "choose-" (id) } { (both(question)) }
            select id={ "choose-" (id) } data-chooser=(id) {
                @for (value, name) in choices {
                    option value=(value) data-en=(name.en) data-zh=(name.zh) { (name.en) }
                }
            }
        }
    }
}
