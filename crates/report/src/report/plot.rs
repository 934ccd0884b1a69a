//! The picture of the first screen: an outcome a row, all packages on one axis from today.

use maud::{Markup, PreEscaped, html};

use super::first::TOLD;
use super::natural::{decimals, interval, told};
use super::text::{both, entry, seeds_mark};
use super::words;
use crate::chart::{Dots, Lane, dots, key, letter};
use crate::comparison::{Comparison, Difference, Verdict};
use crate::futures::{Outlook, Side};
use crate::metric::{Better, Shown};
use crate::quantity::Phrase;

/// Outcomes that are money, and told as such.
pub(super) const MONEY: [&str; 3] = ["spending", "budget", "fiscal_pressure"];

/// Rows of the picture, at most; fewer where there are many packages.
fn most(packages: usize) -> usize {
    match packages {
        0..=2 => 6,
        3 => 5,
        _ => 4,
    }
}

/// The outcome on which a package surely loses most, in margins; money and what it sets itself are none.
pub(super) fn largest_loss<'a>(of: &'a Comparison, scenario: &str) -> Option<&'a Difference> {
    let lost = |found: &&Difference| matches!(found.verdict, Verdict::Worse | Verdict::WorseSmall);
    largest(of, scenario, lost)
}

/// The outcome on which it surely gains most.
pub(super) fn largest_gain<'a>(of: &'a Comparison, scenario: &str) -> Option<&'a Difference> {
    largest(of, scenario, |found| found.verdict == Verdict::Better)
}

fn largest<'a>(
    of: &'a Comparison,
    scenario: &str,
    is_one: impl Fn(&&Difference) -> bool,
) -> Option<&'a Difference> {
    let own = of.differences.iter().filter(|found| found.scenario == scenario);
    own.filter(|found| !MONEY.contains(&found.metric.as_str()))
        .filter(|found| !of.is_input(scenario, &found.metric))
        .filter(is_one)
        .max_by(|a, b| size(a).total_cmp(&size(b)))
}

/// A difference in margins.
pub(super) fn size(of: &Difference) -> f64 {
    (of.difference.unwrap_or(0.0) / of.margin.max(1e-12)).abs()
}

/// The outcomes of the picture: goals first, then the largest loss, then, without goals, the gains that the title
/// names, then the largest losses of the other packages, then those of the first look; what a package sets itself is
/// an input and no outcome of it.
pub(super) fn rows(of: &Comparison) -> Vec<&str> {
    let most = most(of.arms.len() - 1);
    let mut losses: Vec<&Difference> =
        of.arms[1..].iter().filter_map(|arm| largest_loss(of, &arm.name)).collect();
    losses.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let is_effect =
        |id: &str| !MONEY.contains(&id) && of.arms.iter().all(|arm| !of.is_input(&arm.name, id));
    let goals = of.design.goals.iter().map(String::as_str);
    // The largest loss is shown, however many goals there are.
    let room = most.saturating_sub(usize::from(!losses.is_empty()));
    let mut found: Vec<&str> = goals.take(room).collect();
    let losses: Vec<&str> = losses.into_iter().map(|found| found.metric.as_str()).collect();
    let (largest, losses) = losses.split_at(losses.len().min(1));
    let named = of.arms[1..].iter().take(if of.ranking.is_none() { TOLD } else { 0 });
    let gains =
        named.filter_map(|arm| largest_gain(of, &arm.name)).map(|found| found.metric.as_str());
    let others = of.first_look().into_iter().chain(of.metrics.iter().map(String::as_str));
    for id in largest
        .iter()
        .copied()
        .chain(gains)
        .chain(losses.iter().copied())
        .chain(others.filter(|id| is_effect(id)))
    {
        if found.len() < most && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The picture.
pub(super) fn plot(of: &Comparison) -> Markup {
    html! {
        div class="plot" {
            div class="plot-head" {
                span {}
                span class="sides" { span { (both(words::WORSE_SIDE)) } span class="now" { (both(words::TODAY)) } span { (both(words::BETTER_SIDE)) } }
                span {}
            }
            @for id in rows(of) { (row(of, id)) }
        }
        (legend(of))
    }
}

fn row(of: &Comparison, id: &str) -> Markup {
    let own: Vec<(usize, &Difference)> = of
        .arms
        .iter()
        .enumerate()
        .skip(1)
        .filter_map(|(at, arm)| {
            let mut all = of.differences.iter();
            Some((at, all.find(|found| found.scenario == arm.name && found.metric == id)?))
        })
        .collect();
    let (metric, shown) = entry(id);
    let Some(today) = own.iter().find_map(|(_, found)| found.baseline) else { return html! {} };
    let decimals = decimals(own.iter().map(|(_, found)| *found), shown.scale());
    let lanes: Vec<Lane> = own.iter().map(|&(arm, found)| lane(of, arm, found)).collect();
    let margin = own.iter().map(|(_, found)| found.margin).fold(0.0, f64::max);
    let named_by = format!("row-{id}");
    let goal = of.design.goals.iter().any(|goal| goal == id);
    html! {
        div class="plot-row" {
            div class="plot-name" {
                strong id=(named_by) { (both(metric.name)) }
                span class="change" {
                    @if goal { (both(words::GOAL)) " · " }
                    @if let Some(plain) = metric.plain { (both(plain)) " · " }
                    (both(words::TODAY)) " " (shown.show(today)) @if shown == Shown::Percent { " · " (both(words::IN_POINTS)) } @if metric.better == Better::Neither { " · " (both(words::NO_DIRECTION)) }
                }
            }
            (PreEscaped(dots(&Dots {
                named_by: named_by.clone(),
                today,
                margin,
                flip: metric.better == Better::Lower,
                scale: shown.scale(),
                unit: if shown == Shown::Percent { " %" } else { "" },
                lanes: &lanes,
            })))
            ul class="lanes" { @for &(arm, found) in &own { (said(of, arm, found, decimals)) } }
        }
    }
}

fn outlook<'a>(of: &'a Comparison, found: &Difference) -> Option<&'a Outlook> {
    of.futures.as_ref()?.outlook(&found.scenario, &found.metric, &found.area)
}

fn lane(of: &Comparison, arm: usize, found: &Difference) -> Lane {
    let spread = outlook(of, found).and_then(|outlook| outlook.spread);
    Lane {
        arm,
        point: found.difference,
        luck: found.low.zip(found.high).map(|(low, high)| [low, high]),
        worlds: spread.map(|spread| [spread.low, spread.high]),
        full: found.verdict != Verdict::NotClear,
    }
}

/// A package's difference in words, with both doubts.
fn said(of: &Comparison, arm: usize, found: &Difference, decimals: usize) -> Markup {
    let is_input = of.is_input(&found.scenario, &found.metric);
    html! {
        li {
            span class="who" { (PreEscaped(key(arm))) (letter(arm)) @if of.is_out(&found.scenario) { span class="unfit" { "✗" } } }
            span {
                span class={ "said " (found.verdict.id()) } data-scenario=(found.scenario) data-metric=(found.metric) data-decimals=(decimals) { (both(told(of, found, decimals))) }
                @if small_here_alone(of, found) { " " span class="change as-assumed" { (both(words::AS_ASSUMED)) } }
                @if let Some(interval) = interval(found, decimals) { " " span class="change luck-told" { "(" (both(interval)) ")" } }
                (seeds_mark(of, &found.scenario, found.n))
                @if is_input { " " span class="change" { (both(words::ITS_OWN_DOING)) } }
                @if let Some(worlds) = worlds(of, found) { " " span class="change" { "· " (both(worlds)) } }
            }
        }
    }
}

/// Whether a difference is too small to matter as assumed and in less than half of the worlds.
fn small_here_alone(of: &Comparison, found: &Difference) -> bool {
    let small = matches!(
        found.verdict,
        Verdict::NoDifference
            | Verdict::BetterSmall
            | Verdict::WorseSmall
            | Verdict::HigherSmall
            | Verdict::LowerSmall
    );
    let counts = outlook(of, found).and_then(|outlook| outlook.counts);
    small && counts.is_some_and(|of| 2 * of.of(Side::Between).count < of.better.n)
}

/// In how many worlds it is so.
fn worlds(of: &Comparison, found: &Difference) -> Option<Phrase> {
    let counts = outlook(of, found)?.counts?;
    let neither = entry(&found.metric).0.better == Better::Neither;
    let side = match found.verdict {
        Verdict::Better | Verdict::Higher => Side::Better,
        Verdict::Worse | Verdict::Lower => Side::Worse,
        Verdict::NotClear => counts.side,
        _ => Side::Between,
    };
    let n = counts.better.n;
    let way = |side| match (side, neither) {
        (Side::Better, false) => ("better", "更好"),
        (Side::Worse, false) => ("worse", "更差"),
        (Side::Better, true) => ("higher", "升高"),
        (Side::Worse, true) => ("lower", "降低"),
        (Side::Between, _) => ("small", "幅度小"),
    };
    let count = counts.of(side).count;
    let (mut en, mut zh) =
        (format!("{} in {count}", way(side).0), format!("{count}个{}", way(side).1));
    // Where it is so in less than half of them, what else is.
    let others =
        [Side::Better, Side::Between, Side::Worse].into_iter().filter(|&other| other != side);
    let most = others.max_by_key(|&other| counts.of(other).count);
    if let Some(other) = most.filter(|_| 2 * count < n) {
        let count = counts.of(other).count;
        en += &format!(", {} in {count}", way(other).0);
        zh += &format!("、{count}个{}", way(other).1);
    }
    Some(Phrase { en: format!("{en} of {n} worlds"), zh: format!("{n}个世界中{zh}") })
}

/// How the picture is read.
fn legend(of: &Comparison) -> Markup {
    let swatch = |class: &str| {
        html! { svg class="swatch tone-1" viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" {
            @if class == "luck" {
                path class="luck" d="M4 7H30M4 3V11M30 3V11" {}
            } @else if class == "open" {
                path class="mark open" d="M12 7A5 5 0 1 1 22 7A5 5 0 1 1 12 7Z" {}
            } @else { rect class=(class) x="2" y="1" width="30" height="12" {} }
        } }
    };
    html! {
        p class="legend" {
            span { (swatch("luck")) (both(words::KEY_LUCK)) }
            @if of.futures.is_some() { span { (swatch("worlds")) (both(words::KEY_WORLDS)) } }
            span { (swatch("margin")) (both(words::KEY_MARGIN)) }
            @if of.differences.iter().any(|found| found.verdict == Verdict::NotClear) { span { (swatch("open")) (both(words::KEY_OPEN)) } }
        }
    }
}
