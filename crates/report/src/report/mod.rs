//! `report.html`: what was found, for people. One file without network: sentences, pictures with a
//! table behind each, in English and Chinese.
//!
//! A section is a file, a picture a file in `chart`. Every sentence is put together from the numbers of
//! a [`Comparison`] and says no more than their intervals support; the words are in `words`.

mod answer;
mod assumptions;
mod chart;
mod chooser;
mod futures;
mod map;
mod money;
mod outcomes;
mod people;
pub mod pieces;
mod receipt;
mod sensitivity;
mod series;
mod synergy;
mod text;
mod voted;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::comparison::Comparison;
use crate::quantity::{Language, Text};
use text::{CHINESE, both};

pub use sensitivity::{called, sentences, study_page};

/// The style sheet of the page.
pub const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The report of a comparison, or of the runs of one scenario (a comparison without others). It opens
/// in `language` and can be switched.
pub fn page(of: &Comparison, language: Language) -> String {
    let lang = match language {
        Language::En => "en",
        Language::Zh => CHINESE,
    };
    let title = answer::question(of);
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "cogov " (of.receipt.version) };
                title data-en=(title.en) data-zh=(title.zh) { (title.say(language)) }
                // An icon of its own, so that no browser asks a server for one.
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { (both(words::SKIP)) }
                header { (top(of)) }
                main id="main" {
                    (answer::section(of))
                    (outcomes::section(of))
                    (series::section(of))
                    (people::section(of))
                    (money::section(of))
                    (map::section(of))
                    (futures::section(of))
                    (assumptions::section(of))
                    (receipt::section(of))
                }
                footer { p { (both(words::FOOTER)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// The bar at the top: name, contents, language.
fn top(of: &Comparison) -> Markup {
    let is_comparison = of.arms.len() > 1;
    let sections = [
        ("outcomes", words::OUTCOMES, true),
        ("series", words::SERIES, true),
        ("people", words::PEOPLE, is_comparison && !of.gains.is_empty()),
        ("money", words::MONEY, money::is_told(of)),
        ("map", words::MAP, !of.tiles.is_empty()),
        ("futures", words::FUTURES, of.futures.is_some()),
        ("assumptions", words::ASSUMPTIONS, true),
        ("receipt", words::RECEIPT, true),
    ];
    html! {
        strong class="brand" { "cogov" }
        nav aria-label="sections" {
            @for (id, name, _) in sections.iter().filter(|(_, _, shown)| *shown) {
                a href={ "#" (id) } { (both(*name)) }
            }
        }
        div class="languages" role="group" aria-label="Language / 语言" {
            button type="button" data-lang="en" { "English" }
            button type="button" data-lang=(CHINESE) { "中文" }
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

/// What is behind a picture, opened by a click or a key.
fn numbers(inside: Markup) -> Markup {
    html! {
        details { summary { (both(words::NUMBERS)) } div class="scroll" tabindex="0" { (inside) } }
    }
}

#[cfg(test)]
mod tests;
