//! Checks that the comparison is fair, and what made it.

use maud::{Markup, html};

use super::text::{both, fill, same};
use super::words;
use crate::comparison::{Check, CheckKind, Comparison, Divergence};
use crate::month::processes;
use crate::quantity::{Phrase, shell_word};

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    super::folded(
        "receipt",
        words::RECEIPT,
        if of.arms.len() > 1 { words::RECEIPT_ABOUT } else { words::RECEIPT_ABOUT_RUN },
        html! {
            @if !of.fairness.is_empty() { (fairness(of)) }
            h3 { (both(words::MADE_BY)) }
            dl {
                dt { (both(words::VERSION)) } dd { "cogov " (of.receipt.version) }
                dt { (both(words::RESULT)) } dd { code { (of.receipt.result) } }
                dt { (both(words::COMMIT)) } dd { code { (of.receipt.commit) } }
                dt { (both(words::COMMAND)) } dd { code { (command(of)) } }
                dt { (both(words::SEEDS)) } dd { (seeds(&of.design.seeds)) }
                @for (arm, hash) in of.arms.iter().zip(&of.receipt.scenarios) {
                    dt { (both(fill(words::SCENARIO_HASH, &[("scenario", same(&arm.name))]))) }
                    dd { code { (hash) } }
                }
                @for (arm, hash) in of.arms.iter().zip(&of.receipt.places) {
                    @if let Some(hash) = hash {
                        dt { (both(fill(words::PLACE_HASH, &[("scenario", same(&arm.name))]))) }
                        dd { code { (hash) } }
                    }
                }
            }
            (saved(of))
        },
    )
}

/// The command as one would type it.
fn command(of: &Comparison) -> String {
    let words = of.receipt.command.iter().skip(1).map(|word| shell_word(word));
    ["cogov".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

/// Seeds as ranges.
fn seeds(all: &[u64]) -> String {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for &seed in all {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == seed => *last = seed,
            _ => ranges.push((seed, seed)),
        }
    }
    let parts = ranges.iter().map(|(first, last)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn saved(of: &Comparison) -> Markup {
    let saved: u64 = of.arms.iter().map(|arm| arm.months_saved).sum();
    let run: u64 = of.arms.iter().map(|arm| arm.months_run).sum();
    if saved == 0 {
        return html! {};
    }
    let share = format!("{:.0} %", 100.0 * saved as f64 / (saved + run) as f64);
    html! { p { (both(fill(words::FORKS, &[("share", same(share))]))) } }
}

fn fairness(of: &Comparison) -> Markup {
    let holds = of.fairness.iter().filter(|check| check.holds).count();
    let gaps = [("holds", same(holds)), ("all", same(of.fairness.len()))];
    html! {
        h3 { (both(words::FAIRNESS)) }
        p { (both(fill(words::FAIRNESS_SENTENCE, &gaps))) }
        ul { @for check in &of.fairness {
            li { span class=(if check.holds { "word better" } else { "word worse" }) { (if check.holds { "✓" } else { "✗" }) }
                " " (both(said(check))) }
        } }
    }
}

/// A check in a sentence.
fn said(check: &Check) -> Phrase {
    let gaps = [
        ("scenario", same(&check.scenario)),
        ("seed", same(check.seed)),
        ("months", same(check.months)),
    ];
    let words = match (check.kind, check.holds) {
        (CheckKind::Placebo, true) => words::PLACEBO_HOLDS,
        (CheckKind::Placebo, false) => words::PLACEBO_FAILS,
        (CheckKind::SameUntilPolicy, true) => words::SAME_HOLDS,
        (CheckKind::SameUntilPolicy, false) => words::SAME_FAILS,
        (CheckKind::Fork, true) => words::FORK_HOLDS,
        (CheckKind::Fork, false) => words::FORK_FAILS,
    };
    let mut said = fill(words, &gaps);
    if let Some(at) = &check.divergence {
        let Phrase { en, zh } = divergence(at);
        said.en = format!("{} {en}", said.en);
        said.zh = format!("{}{zh}", said.zh);
    }
    said
}

/// Where worlds part.
fn divergence(at: &Divergence) -> Phrase {
    let process = processes().into_iter().find(|process| process.id == at.process);
    let process = process.map_or_else(|| same(&at.process), |process| process.name.into());
    let who = match (at.resident, at.post) {
        (Some(resident), _) => fill(words::PART_RESIDENT, &[("id", same(resident))]),
        (_, Some(post)) => fill(words::PART_POST, &[("id", same(post))]),
        _ => fill(words::PART_OTHER, &[("part", same(&at.component))]),
    };
    fill(
        words::DIVERGENCE,
        &[
            ("month", same(at.month)),
            ("process", process),
            ("community", same(&at.community)),
            ("who", who),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_told_as_ranges() {
        assert_eq!(seeds(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
    }
}
