//! Money that is voted: budgets beside the baseline's, ceilings, and packages in the order of goals.

use maud::{Markup, PreEscaped, html};

use super::text::{both, called, change_alone, entry, fill, name, same, span};
use super::{numbers, words};
use crate::chart::{Line, Panel, key, letter, panel, range, tone};
use crate::comparison::{Bounded, Budget, Comparison, Estimate, Fit, Rank, UnderCeiling, millions};
use crate::metric::Shown;
use crate::quantity::{Phrase, Text};

/// What a planner asked for: packages in the order of the goals, and the ceilings.
pub(super) fn first(of: &Comparison) -> Markup {
    html! {
        (ranking(of))
        @for ceiling in &of.design.ceilings {
            @let own: Vec<&UnderCeiling> = of.ceilings.iter().filter(|under| under.ceiling == *ceiling).collect();
            (under(of, &own))
        }
        @for said in of.beyond_in_all_said() { p class="warning" { (both(said)) } }
        @if !of.design.ceilings.is_empty() {
            @for said in of.cuts_said() { p class="warning" { (both(said)) } }
        }
    }
}

fn ranking(of: &Comparison) -> Markup {
    let Some(ranking) = &of.ranking else { return html! {} };
    html! {
        p class="verdict" { (both(ranking.said(of))) }
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(ranking.heading())) }
            thead { tr {
                th scope="col" { (both(words::PLACE)) }
                th scope="col" { (both(words::SCENARIO)) }
                @if !of.ceilings.is_empty() { th scope="col" { (both(words::UNDER_CEILINGS)) } }
                @for id in &ranking.goals { th scope="col" { (both(name(id))) } }
            } }
            tbody { @for rank in &ranking.ranks { (ranked(of, &ranking.goals, rank)) } }
        } }
    }
}

fn ranked(of: &Comparison, goals: &[String], rank: &Rank) -> Markup {
    let found = |id: &String| {
        let mut all = of.differences.iter();
        all.find(|found| found.scenario == rank.scenario && found.metric == *id)
    };
    html! { tr {
        td class="number" { (rank.place) }
        th scope="row" { (both(of.called(&rank.scenario))) }
        @if !of.ceilings.is_empty() { td { @if let Some(fit) = rank.fit { (mark(fit)) } } }
        @for id in goals {
            td class="number" { @if let Some(found) = found(id) { (both(super::text::difference(found))) } }
        }
    } }
}

/// A verdict, with a sign so that colour is not needed.
fn mark(fit: Fit) -> Markup {
    let sign = match fit {
        Fit::Fits => "✓",
        Fit::DoesNotFit => "✗",
        Fit::NotClear => "?",
        Fit::NoValue => "–",
    };
    html! { (sign) " " (both(fit.text())) }
}

fn under(of: &Comparison, own: &[&UnderCeiling]) -> Markup {
    let Some(one) = own.first() else { return html! {} };
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(one.about(1.0 - of.design.alpha))) }
            thead { tr {
                @for word in [words::SCENARIO, words::VERDICT, words::DECIDING, words::SEEDS_THAT_FIT] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for under in own { tr {
                th scope="row" { (both(of.called(&under.arm))) }
                td {
                    (mark(under.fit))
                    @if of.cuts.iter().any(|cut| cut.arm == under.arm) { ", " (both(words::CUT)) }
                }
                td class="number" { (both(under.decides())) }
                td class="number" { (both(under.seeds())) }
            } } }
        } }
    }
}

/// The budget beyond today's by year, every package in a panel with the same axis, and the ceiling as a line.
pub(super) fn years(of: &Comparison) -> Markup {
    if of.arms.len() < 2 || of.whole_budget(&of.arms[0].name).is_none() {
        return html! {};
    }
    let own = |arm: &str| -> Vec<&Budget> {
        let own = of.budgets.iter().filter(|row| row.arm == arm && row.year.is_some());
        own.filter(|row| row.level == of.design.level).collect()
    };
    let most = of.design.ceilings.iter().find(|ceiling| ceiling.of == Bounded::Budget);
    let lines: Vec<Line> =
        of.arms.iter().enumerate().skip(1).map(|(at, arm)| of_years(at, &own(&arm.name))).collect();
    let Some(times) =
        lines.first().map(|line| line.times.clone()).filter(|times| !times.is_empty())
    else {
        return html! {};
    };
    let ceiling = |most: f64| Line {
        tone: "ceiling".to_owned(),
        values: vec![Some(most); times.len()],
        band: vec![None; times.len()],
        times: times.clone(),
        bars: false,
    };
    let limit: Vec<Line> = most.map(|of| ceiling(of.most)).into_iter().collect();
    let all: Vec<Line> = lines.iter().chain(&limit).cloned().collect();
    let shown = entry("budget").1;
    let ends = range(&all, shown, true);
    let heading =
        if of.design.ceilings.is_empty() { words::NO_CEILING_YEARS } else { words::YEAR_BY_YEAR };
    let unit: Phrase = words::YUAN_AN_ADULT.into();
    html! {
        h3 { (both(heading)) }
        p class="about" { (both(fill(words::YEARS_VOTED, &[("unit", unit)]))) }
        div class="panels" { @for (at, line) in lines.iter().enumerate() {
            @let named_by = format!("voted-{}", at + 1);
            @let drawn: Vec<Line> = limit.iter().chain([line]).cloned().collect();
            figure {
                figcaption id=(named_by) { (PreEscaped(key(at + 1))) " " (letter(at + 1)) " " (both(called(&of.arms[at + 1]))) }
                (panel(&Panel {
                    named_by: named_by.clone(),
                    lines: &drawn,
                    shown,
                    unit: words::YUAN_AN_ADULT.into(),
                    times: [times[0] - 0.5, times[times.len() - 1] + 0.5],
                    time_ticks: times.iter().step_by(times.len().div_ceil(10)).map(|year| (*year, same(*year))).collect(),
                    time: words::YEAR.into(),
                    event: None,
                    differences: true,
                    ends: Some(ends),
                    grey: None,
                }))
            }
        } }
    }
}

fn of_years(arm: usize, own: &[&Budget]) -> Line {
    Line {
        tone: tone(arm),
        times: own.iter().map(|row| f64::from(row.year.unwrap_or_default())).collect(),
        values: own.iter().map(|row| row.change.mean).collect(),
        band: own
            .iter()
            .map(|row| row.change.low.zip(row.change.high).map(|(low, high)| [low, high]))
            .collect(),
        bars: true,
    }
}

/// Budgets in the section of money: yuan an adult, million yuan a year, the worst year; by year, county and
/// zone behind it.
pub(super) fn part(of: &Comparison) -> Markup {
    let rows: Vec<(usize, &Budget)> = of
        .arms
        .iter()
        .enumerate()
        .filter_map(|(at, arm)| Some((at, of.whole_budget(&arm.name)?)))
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    html! {
        h3 { (both(words::BUDGETS)) }
        @for said in of.costs_said() { p class="about" { (both(said)) } }
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(if of.arms.len() > 1 { words::BUDGETS_TABLE } else { words::BUDGETS_TABLE_RUN })) }
            (header(words::SCENARIO))
            tbody { @for &(at, row) in &rows {
                (budget(of, at, called(&of.arms[at]), row, of.worst_year(&of.arms[at].name)))
            } }
        } }
        @for said in of.cuts_said() { p class="warning" { (both(said)) } }
        (numbers(html! { (by_area(of)) (by_year(of)) }))
    }
}

fn header(first: Text) -> Markup {
    html! { thead { tr {
        @for word in [first, words::YUAN_AN_ADULT, words::MILLION_YUAN, words::WORST_YEAR, words::GRANTED] {
            th scope="col" { (both(word)) }
        }
    } } }
}

fn budget(
    of: &Comparison,
    arm: usize,
    title: Phrase,
    row: &Budget,
    worst: Option<&Budget>,
) -> Markup {
    let cut =
        of.cuts.iter().any(|cut| cut.arm == row.arm) && row.cut.is_some_and(|yuan| yuan > 0.0);
    html! { tr {
        th scope="row" { (both(title)) }
        td class="number" { (both(adult(arm, row))) }
        td class="number" { (both(sum(arm, row))) }
        td class="number" { @if let Some(worst) = worst { (both(year_of(arm, worst))) } }
        td class="number" {
            @if let Some(yuan) = row.appropriated { (Shown::Money.show(yuan)) }
            @if cut { " " strong { (both(words::CUT)) } }
        }
    } }
}

/// Yuan an adult: of the baseline the budget, of the others what is beyond it.
fn adult(arm: usize, of: &Budget) -> Phrase {
    if arm == 0 {
        return same(Shown::Money.show(of.per_adult.mean.unwrap_or(f64::NAN)));
    }
    let Estimate { mean, low, high, .. } = of.change;
    super::text::change("budget", [mean, low, high])
}

/// Million yuan a year, likewise.
fn sum(arm: usize, of: &Budget) -> Phrase {
    let Estimate { mean, low, high, .. } = if arm == 0 { of.millions } else { of.millions_change };
    let shown = |value: Option<f64>| millions(value.unwrap_or(f64::NAN), arm > 0);
    let mean = shown(mean);
    let (Some(_), Some(_), true) = (low, high, arm > 0) else { return mean };
    let [low, high] = [low, high].map(shown);
    // An interval narrower than the digits shown would stand there as one of no width.
    if low == mean && high == mean {
        return mean;
    }
    Phrase { en: span(&mean.en, &low.en, &high.en).en, zh: span(&mean.zh, &low.zh, &high.zh).zh }
}

fn year_of(arm: usize, of: &Budget) -> Phrase {
    let size = if arm == 0 {
        same(entry("budget").1.show(of.per_adult.mean.unwrap_or(f64::NAN)))
    } else {
        change_alone("budget", [of.change.mean; 3])
    };
    fill(words::IN_YEAR, &[("value", size), ("year", same(of.year.unwrap_or_default()))])
}

fn by_area(of: &Comparison) -> Markup {
    let parts = |arm: &str| -> Vec<&Budget> {
        let own = of.budgets.iter().filter(|row| row.arm == arm && row.year.is_none());
        own.filter(|row| row.level != of.design.level).collect()
    };
    html! { table {
        caption { (both(words::BUDGETS_BY_AREA)) }
        (header(words::PART))
        tbody { @for (at, arm) in of.arms.iter().enumerate() { @for row in parts(&arm.name) {
            @let area = super::outcomes::area(&row.area);
            @let title = match of.arms.len() {
                1 => area,
                _ => fill(words::WITH_CHANGE, &[("metric", called(arm)), ("change", area)]),
            };
            @let worst = of.budgets.iter().find(|other| {
                other.worst && (&other.arm, &other.level, &other.area) == (&row.arm, &row.level, &row.area)
            });
            (budget(of, at, title, row, worst))
        } } }
    } }
}

fn by_year(of: &Comparison) -> Markup {
    let years = |arm: &str| -> Vec<&Budget> {
        let own = of.budgets.iter().filter(|row| row.arm == arm && row.year.is_some());
        own.filter(|row| row.level == of.design.level).collect()
    };
    html! { table {
        caption { (both(words::BUDGETS_BY_YEAR)) }
        thead { tr {
            th scope="col" { (both(words::YEAR)) }
            @for arm in &of.arms { th scope="col" { (both(called(arm))) } }
        } }
        tbody { @for (place, first) in years(&of.arms[0].name).iter().enumerate() { tr {
            th scope="row" { (first.year.unwrap_or_default()) }
            @for (at, arm) in of.arms.iter().enumerate() {
                td class="number" { @if let Some(row) = years(&arm.name).get(place) { (both(adult(at, row))) } }
            }
        } } }
    } }
}
