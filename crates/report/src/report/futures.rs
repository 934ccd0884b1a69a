//! What worlds do to the answer: beside each scenario's verdict, and a section of its own.

use maud::{Markup, html};

use super::chooser::{Choice, chooser};
use super::text::{both, called, entry, fill, name, same, sentences};
use super::{numbers, words};
use crate::comparison::{Comparison, Difference};
use crate::futures::{Counts, Futures, LuckShare, Outlook, Rank, Share, both_doubts};
use crate::metric::Shown;
use crate::quantity::Phrase;
use crate::setting::{Setting, SettingId};

/// The block of a scenario's card: the verdict on each outcome of the first look, with both doubts.
pub(super) fn block(of: &Comparison, own: &[&Difference], first: &[&str]) -> Markup {
    let Some(futures) = &of.futures else { return html! {} };
    let told: Vec<Phrase> = first
        .iter()
        .filter_map(|id| own.iter().find(|found| found.metric == *id))
        .filter_map(|found| sentence(futures, found))
        .collect();
    html! {
        @if !told.is_empty() {
            h3 { (both(words::BOTH_DOUBTS)) }
            ul class="sets" { @for said in told { li { (both(said)) } } }
        }
    }
}

/// An outcome's verdict, and in how many futures it is so.
fn sentence(futures: &Futures, found: &Difference) -> Option<Phrase> {
    let outlook = futures.outlook(&found.scenario, &found.metric, &found.area)?;
    outlook.counts?;
    let said = both_doubts(found.verdict, outlook, futures.origin);
    let metric = Phrase::from(entry(&found.metric).0.name);
    Some(fill(words::METRIC_SAID, &[("metric", metric), ("said", said)]))
}

/// The note of the first screen: where the worlds come from.
pub(super) fn note(of: &Comparison) -> Option<Phrase> {
    of.futures.as_ref().and_then(|futures| futures.meant().into_iter().next())
}

/// What was found in worlds as a section of its own, with what could turn it; nothing where none was run.
pub(super) fn section(of: &Comparison) -> Markup {
    if of.futures.is_none() {
        return html! {};
    }
    let inside = super::section("futures", words::FUTURES, words::FUTURES_ABOUT, whole(of));
    html! { (super::turn::section(of)) (inside) }
}

/// The same within a section.
pub(super) fn part(of: &Comparison) -> Markup {
    if of.futures.is_none() {
        return html! {};
    }
    html! {
        h3 { (both(words::FUTURES)) }
        p class="about" { (both(words::FUTURES_ABOUT)) }
        (whole(of))
    }
}

fn whole(of: &Comparison) -> Markup {
    let Some(futures) = &of.futures else { return html! {} };
    let choices: Vec<Choice> = (1..of.arms.len())
        .map(|arm| Choice {
            value: arm.to_string(),
            name: called(&of.arms[arm]),
            inside: table(of, futures, arm),
        })
        .collect();
    html! {
        p { (both(sentences(&futures.meant()))) }
        (chooser("futures", words::CHOOSE_SCENARIO, &choices))
        @if of.arms.len() > 2 { (ranks(of, futures)) }
        h3 { (both(words::GIVEN_OR_GUESSED)) }
        (given(futures))
    }
}

fn table(of: &Comparison, futures: &Futures, arm: usize) -> Markup {
    let scenario = &of.arms[arm];
    let own: Vec<&Difference> =
        of.differences.iter().filter(|found| found.scenario == scenario.name).collect();
    let all: Vec<(&Difference, &Outlook)> = own
        .iter()
        .filter_map(|found| {
            Some((*found, futures.outlook(&found.scenario, &found.metric, &found.area)?))
        })
        .filter(|(_, outlook)| outlook.counts.is_some())
        .collect();
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(fill(words::FUTURES_CAPTION, &[("scenario", called(scenario)), ("n", same(futures.worlds.len()))]))) }
            thead { tr {
                @for word in [words::OUTCOME, words::BY_LUCK, words::BY_WORLDS, words::FUTURES_BETTER, words::FUTURES_WITHIN, words::FUTURES_WORSE, words::BOTH] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for (found, outlook) in &all { (row(futures, found, outlook)) } }
        } }
        @let most = if futures.why.is_some() { 8 } else { 3 };
        @for said in futures.hangs_on(&scenario.name, &of.first_look(), most) { p { (both(said)) } }
        @if let Some(said) = futures.where_it_agrees(&scenario.name, &of.first_look()) { p { (both(said)) } }
        (numbers(behind(&all)))
    }
}

fn row(futures: &Futures, found: &Difference, outlook: &Outlook) -> Markup {
    let Some(counts) = outlook.counts else { return html! {} };
    html! {
        tr {
            th scope="row" { (both(name(&found.metric))) }
            td class="number" { (both(super::text::difference(found))) }
            td class="number" { (range(outlook)) }
            @for share in [counts.better, counts.between, counts.worse] {
                td class="number" { (share.count) }
            }
            td { (both(both_doubts(found.verdict, outlook, futures.origin))) }
        }
    }
}

/// The median and the middle 90 of 100 differences.
fn range(outlook: &Outlook) -> String {
    let shown: Shown = entry(&outlook.metric).1;
    outlook
        .spread
        .map_or_else(String::new, |spread| shown.change([spread.median, spread.low, spread.high]))
}

/// What is behind the counts: the interval of the largest share, its word, the other shape, luck.
fn behind(all: &[(&Difference, &Outlook)]) -> Markup {
    html! {
        table {
            thead { tr {
                @for word in [words::OUTCOME, words::LARGEST_SHARE, words::WORD, words::OTHER_SHAPE, words::LUCK_SHARE] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for (_, outlook) in all { @if let Some(counts) = outlook.counts { tr {
                th scope="row" { (both(name(&outlook.metric))) }
                td class="number" { (interval(counts.of(counts.side))) }
                td { (both(counts.word.text())) }
                td class="number" { (both(other(&counts))) }
                td class="number" { (luck(outlook.luck)) }
            } } } }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

fn interval(share: Share) -> String {
    let [middle, low, high] = [share.share, share.low, share.high].map(percent);
    format!("{middle} % ({low}–{high})")
}

fn other(counts: &Counts) -> Phrase {
    match counts.other_share {
        Some(share) => same(format!("{} %", percent(share))),
        None => words::CANNOT_BE_TOLD.into(),
    }
}

fn luck(of: Option<LuckShare>) -> String {
    of.map_or_else(
        || "–".to_owned(),
        |luck| {
            let [share, low, high] = [luck.share, luck.low, luck.high].map(percent);
            format!("{share} % ({low}–{high})")
        },
    )
}

/// In how many futures each is the best, and how far behind the best it is.
fn ranks(of: &Comparison, futures: &Futures) -> Markup {
    let directed: Vec<&String> = of
        .metrics
        .iter()
        .filter(|id| futures.ranks.iter().any(|rank| rank.metric == **id))
        .collect();
    let find = |arm: &str, id: &str| -> Option<&Rank> {
        futures.ranks.iter().find(|rank| rank.arm == arm && rank.metric == id)
    };
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(fill(words::RANKS_CAPTION, &[("n", same(futures.worlds.len()))]))) }
            thead { tr {
                th scope="col" { (both(words::OUTCOME)) }
                @for arm in &of.arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody { @for id in directed { tr {
                th scope="row" { (both(name(id))) }
                @for arm in &of.arms { td class="number" {
                    @if let Some(rank) = find(&arm.name, id) { (rank.best.count) " (" (behind_best(rank)) ")" }
                } }
            } } }
        } }
    }
}

fn behind_best(rank: &Rank) -> String {
    let shown = entry(&rank.metric).1;
    let [regret, ..] = shown.changes([rank.regret, 0.0, rank.most_regret]);
    regret.trim_start_matches('+').to_owned()
}

fn setting(id: &str) -> Option<&'static Setting> {
    SettingId::find(id).map(SettingId::setting)
}

/// Guesses in the order of what they explain of any difference of the widest area beyond chance; the others keep the
/// order of the registry.
fn by_weight<'a>(futures: &Futures, mut guessed: Vec<&'a Setting>) -> Vec<&'a Setting> {
    let area = futures.areas.first().map(|[_, name]| name.as_str()).unwrap_or_default();
    let main = || futures.outlooks.iter().filter(|of| of.area == area);
    let explains = |setting: &Setting| {
        let drivers = main().flat_map(|of| &of.hangs.drivers);
        let own = drivers.filter(|driver| driver.setting == setting.id);
        own.map(|driver| driver.explains).fold(0.0, f64::max)
    };
    guessed.sort_by(|a, b| explains(b).total_cmp(&explains(a)));
    guessed
}

/// What whoever wrote the scenarios gave, and what the model guesses.
fn given(futures: &Futures) -> Markup {
    let given: Vec<&Setting> = futures.given.iter().filter_map(|id| setting(id)).collect();
    let guessed: Vec<&Setting> = futures
        .settings
        .iter()
        .filter(|id| !futures.given.contains(id))
        .filter_map(|id| setting(id))
        .collect();
    let listed = |all: &[&Setting]| {
        html! { ul class="columns" { @for setting in all { li { (both(setting.name)) } } } }
    };
    let guessed = by_weight(futures, guessed);
    html! {
        p { (both(fill(words::GIVEN, &[("given", same(given.len())), ("guessed", same(guessed.len()))]))) }
        @if !given.is_empty() { details { summary { (both(words::GIVEN_LIST)) } (listed(&given)) } }
        details { summary { (both(words::GUESSED_LIST)) } (listed(&guessed)) }
    }
}
