//! `report.html`: what was found, for people. One file without network: sentences, pictures with a
//! table behind each, in English and Chinese.
//!
//! A section is a file, a picture a file in `chart`. Every sentence is put together from the numbers of
//! a [`Comparison`] and says no more than their intervals support; the words are in `words`.

mod answer;
mod assumptions;
mod chooser;
mod chosen;
mod doubt;
mod first;
mod futures;
mod heat;
mod ledger;
mod map;
mod marks;
mod money;
mod natural;
mod outcomes;
mod people;
pub mod pieces;
mod plot;
mod receipt;
mod sensitivity;
mod series;
mod standing;
mod synergy;
mod text;
mod turn;
mod voted;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::comparison::Comparison;
use crate::quantity::{Language, Phrase, Text};
use text::{CHINESE, both};

pub use chosen::{Said, choice_page};
pub use sensitivity::{called, heading, is_share, sentences, shares, study_page};

/// The style sheet of the page.
pub const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The report of a comparison, or of the runs of one scenario (a comparison without others). It opens
/// in `language` and can be switched.
pub fn page(of: &Comparison, language: Language) -> String {
    let is_comparison = of.arms.len() > 1;
    let inside = html! {
        (first_screen(of))
        (turn::section(of))
        (people::section(of))
        @if !is_comparison { (outcomes::section(of)) (series::section(of)) }
        (money::section(of))
        @if is_comparison { (outcomes::section(of)) (series::section(of)) }
        (map::section(of))
        @let method_about = if is_comparison { words::METHOD_ABOUT } else { words::METHOD_ABOUT_RUN };
        (folded("method", words::METHOD, method_about, html! { (answer::method(of)) (futures::part(of)) }))
        (assumptions::section(of))
        (receipt::section(of))
    };
    whole(of, language, Some(contents(of)), inside)
}

/// Page 1 of a comparison alone: what a committee gets in its hand.
pub fn brief(of: &Comparison, language: Language) -> String {
    whole(of, language, None, first_screen(of))
}

fn first_screen(of: &Comparison) -> Markup {
    if of.arms.len() > 1 { first::section(of) } else { standing::section(of) }
}

/// A page with its head, bar and scripts.
fn whole(of: &Comparison, language: Language, contents: Option<Markup>, inside: Markup) -> String {
    let contents = contents.unwrap_or_default();
    shell(&of.receipt.version, &answer::question(of), language, &contents, &inside)
}

/// A page by its title, links and contents.
fn shell(
    version: &str,
    title: &Phrase,
    language: Language,
    contents: &Markup,
    inside: &Markup,
) -> String {
    let lang = match language {
        Language::En => "en",
        Language::Zh => CHINESE,
    };
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "cogov " (version) };
                title data-en=(title.en) data-zh=(title.zh) { (title.say(language)) }
                // An icon of its own, so that no browser asks a server for one.
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { (both(words::SKIP)) }
                header {
                    strong class="brand" { "cogov" }
                    nav aria-label="sections" { (contents) }
                    div class="languages" role="group" aria-label="Language / 语言" {
                        button type="button" data-lang="en" { "English" }
                        button type="button" data-lang=(CHINESE) { "中文" }
                    }
                }
                main id="main" { (inside) }
                footer { p { (both(words::FOOTER)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Links to the sections.
fn contents(of: &Comparison) -> Markup {
    let is_comparison = of.arms.len() > 1;
    let sections = [
        ("turn", words::TURN, is_comparison && of.futures.is_some()),
        ("people", words::PEOPLE, is_comparison && !of.gains.is_empty()),
        ("money", words::MONEY, is_comparison && money::is_told(of)),
        ("outcomes", words::OUTCOMES, true),
        ("series", words::SERIES, true),
        ("money", words::MONEY, !is_comparison && money::is_told(of)),
        ("map", words::MAP, !of.tiles.is_empty()),
        ("method", words::METHOD, true),
        ("assumptions", words::ASSUMPTIONS, true),
        ("receipt", words::RECEIPT, true),
    ];
    html! {
        @for (id, name, _) in sections.iter().filter(|(_, _, shown)| *shown) {
            a href={ "#" (id) } { (both(*name)) }
        }
    }
}

/// A section with its heading and what it is about.
fn section(id: &str, heading: Text, about: Text, inside: Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-heading" } {
            h2 id={ (id) "-heading" } { (both(heading)) }
            p class="about" { (both(about)) }
            (inside)
        }
    }
}

/// A section that is opened by a click or a key: what few read.
fn folded(id: &str, heading: Text, about: Text, inside: Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-heading" } {
            details class="fold" {
                summary { h2 id={ (id) "-heading" } { (both(heading)) } span class="about" { (both(about)) } }
                (inside)
            }
        }
    }
}

/// What is behind a picture, opened by a click or a key.
fn numbers(inside: Markup) -> Markup {
    html! {
        details { summary { (both(words::NUMBERS)) } div class="scroll" tabindex="0" { (inside) } }
    }
}

#[cfg(test)]
mod tests;
