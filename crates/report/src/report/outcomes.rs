//! All outcomes of each scenario; where and when a difference lies.

use maud::{Markup, html};

use super::answer::{flips, reach, symbol};
use super::chart::{Line, Panel, difference_mark, panel, tone, value_mark};
use super::chooser::{Choice, chooser};
use super::text::{
    axis_unit, both, called, difference, entry, fill, name, number, same, titled, value,
};
use super::{numbers, synergy, words};
use crate::comparison::{ArmValue, Comparison, Difference, named};
use crate::metric::{self, Better};
use crate::quantity::{Phrase, Zone};

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    if of.arms.len() == 1 {
        let inside = html! { (parts_of_years(of)) (by_zone(of)) };
        return super::section("outcomes", words::OUTCOMES, words::OUTCOMES_ABOUT_RUN, inside);
    }
    super::section(
        "outcomes",
        words::OUTCOMES,
        words::OUTCOMES_ABOUT,
        html! {
            @let choices: Vec<Choice> = (1..of.arms.len()).map(|arm| Choice {
                value: arm.to_string(),
                name: called(&of.arms[arm]),
                inside: all(of, arm),
            }).collect();
            (chooser("scenario", words::CHOOSE_SCENARIO, &choices))
            (synergy::part(of))
            h3 { (both(words::WHERE_AND_WHEN)) }
            p class="about" { (both(families(of))) }
            (parts_of_years(of))
            @let choices: Vec<Choice> = of.metrics.iter().map(|id| Choice {
                value: id.clone(),
                name: Phrase::from(entry(id).0.name),
                inside: spots(of, id),
            }).collect();
            (chooser("spot", words::CHOOSE_OUTCOME, &choices))
        },
    )
}

/// What must be said where the policy period is no whole years.
pub(super) fn parts_of_years(of: &Comparison) -> Markup {
    let said = metric::parts_of_years(of.design.months, of.design.burn_in);
    html! { @if let Some(said) = said { p class="about" { (both(said)) } } }
}

/// A calendar year, with the number of its months where the run cuts it short.
fn year_name(of: &Comparison, year: u32) -> Phrase {
    let months = of.design.months.saturating_sub((year - 1) * 12);
    if months >= 12 {
        return same(year);
    }
    Phrase { en: format!("{year} ({months} months)"), zh: format!("{year}（{months}个月）") }
}

/// How the intervals of parts and years hold.
fn families(of: &Comparison) -> Phrase {
    let [_, zones, years] = of.design.families;
    let words = if of.design.is_open() { words::FAMILIES_NAMED } else { words::FAMILIES };
    let gaps = [("zones", same(zones)), ("years", same(years)), ("named", named(&of.design))];
    fill(words, &gaps)
}

/// All outcomes of a scenario.
fn all(of: &Comparison, arm: usize) -> Markup {
    let scenario = &of.arms[arm];
    let own: Vec<&Difference> =
        of.differences.iter().filter(|found| found.scenario == scenario.name).collect();
    html! {
        div class="scroll" tabindex="0" {
            table class={ "outcomes " (tone(arm)) } {
                caption { (both(fill(words::OUTCOMES_CAPTION, &[("scenario", called(scenario)), ("n", same(scenario.n))]))) }
                thead { tr {
                    @for word in [words::OUTCOME, words::BASELINE, words::SCENARIO, words::BETTER_RIGHT, words::DIFFERENCE, words::BETTER_IN, words::VERDICT] {
                        th scope="col" { (both(word)) }
                    }
                } }
                tbody { @for found in &own { (outcome(of, found)) } }
            }
        }
        (numbers(behind(&own)))
    }
}

fn outcome(of: &Comparison, found: &Difference) -> Markup {
    let (metric, shown) = entry(&found.metric);
    let same_metric = of.differences.iter().filter(|other| other.metric == found.metric);
    html! {
        tr {
            th scope="row" { (both(name(&found.metric))) div class="direction" { (both(metric.better.text())) } }
            td class="number" { (shown.show(number(found.baseline))) }
            td class="number" { (shown.show(number(found.mean))) }
            td { (difference_mark(found, reach(same_metric), flips(&found.metric))) }
            td class="number" data-metric=(found.metric) data-scenario=(found.scenario) { (both(difference(found))) }
            td class="number" { @if metric.better == Better::Neither { "–" } @else { (percent(found.share_better)) } }
            td { span class={ "word " (found.verdict.id()) } { (symbol(found.verdict)) " " (both(found.said())) } }
        }
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

/// What is behind the verdicts: spread, margin, pairs.
fn behind(own: &[&Difference]) -> Markup {
    html! {
        table {
            thead { tr {
                @for word in [words::OUTCOME, words::PAIRS, words::MARGIN, words::SPREAD_SD, words::SPREAD_ENDS, words::CORRELATION, words::RUN_SAVING, words::UNPAIRED_RUNS] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody {
                @for found in own {
                    @let shown = entry(&found.metric).1;
                    @let spread = found.spread.unwrap_or([f64::NAN; 2]);
                    @let ends = shown.changes([spread[0], spread[0], spread[1]]);
                    tr {
                        th scope="row" { (both(name(&found.metric))) }
                        td class="number" { (found.n) }
                        @let fine = |value: f64| shown.changes([value, number(found.low), number(found.high)])[0].replace('+', "");
                        td class="number" { "±" (fine(found.margin)) }
                        td class="number" { (fine(number(found.sd))) }
                        td class="number" { (ends[1]) " … " (ends[2]) }
                        td class="number" { (decimals(found.correlation, 2)) }
                        td class="number" { (decimals(found.run_saving, 1)) }
                        td class="number" { (decimals(found.unpaired_runs(), 0)) }
                    }
                }
            }
        }
    }
}

fn decimals(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.decimals$}"))
}

/// Where and when a metric differs.
fn spots(of: &Comparison, id: &str) -> Markup {
    let zones: Vec<&Difference> = of.zones.iter().filter(|found| found.metric == id).collect();
    let years: Vec<&Difference> = of.years.iter().filter(|found| found.metric == id).collect();
    html! {
        div class="panels" {
            @for (arm, scenario) in of.arms.iter().enumerate().skip(1) {
                @let own: Vec<&Difference> = years.iter().filter(|found| found.scenario == scenario.name).copied().collect();
                (years_panel(of, (arm, called(scenario)), id, &own))
            }
        }
        @if !zones.is_empty() {
            div class="scroll" tabindex="0" { table class="outcomes" {
                caption { (both(words::BY_PART)) }
                thead { tr {
                    @for word in [words::PART, words::SCENARIO, words::BASELINE, words::BETTER_RIGHT, words::DIFFERENCE, words::VERDICT] {
                        th scope="col" { (both(word)) }
                    }
                } }
                tbody { @for found in &zones { (part(found, reach(zones.iter().copied()), (arm_of(of, found), titled(of, &found.scenario)))) } }
            } }
        }
        (numbers(by_year(of, id, &years)))
    }
}

fn arm_of(of: &Comparison, found: &Difference) -> usize {
    of.arms.iter().position(|arm| arm.name == found.scenario).unwrap_or_default()
}

fn part(found: &Difference, reach: f64, (arm, called): (usize, Phrase)) -> Markup {
    let shown = entry(&found.metric).1;
    html! {
        tr class=(tone(arm)) {
            th scope="row" { (both(area(&found.area))) }
            td { (both(called)) }
            td class="number" { (shown.show(number(found.baseline))) }
            td { (difference_mark(found, reach, flips(&found.metric))) }
            td class="number" { (both(difference(found))) }
            td { span class={ "word " (found.verdict.id()) } { (symbol(found.verdict)) " " (both(found.said())) } }
        }
    }
}

/// Name of an area: of a zone in both languages.
pub(super) fn area(name: &str) -> Phrase {
    Zone::find(name).map_or_else(|| same(name), |zone| Phrase::from(zone.text()))
}

/// Differences by calendar year, with their intervals.
fn years_panel(
    of: &Comparison,
    (arm, called): (usize, Phrase),
    id: &str,
    own: &[&Difference],
) -> Markup {
    if own.iter().all(|of| of.n == 0) {
        return html! {};
    }
    let named_by = format!("years-{id}-{arm}");
    let year = |of: &Difference| f64::from(of.year.unwrap_or_default());
    let times: Vec<f64> = own.iter().map(|of| year(of)).collect();
    let line = Line {
        tone: tone(arm),
        values: own.iter().map(|of| of.difference).collect(),
        band: own.iter().map(|of| of.low.zip(of.high).map(|(low, high)| [low, high])).collect(),
        times: times.clone(),
        bars: true,
    };
    let ends = [times[0] - 0.5, times[times.len() - 1] + 0.5];
    let every = times.len().div_ceil(10);
    let ticks = own.iter().filter_map(|found| found.year).step_by(every);
    let ticks = ticks.map(|at| (f64::from(at), year_name(of, at))).collect();
    html! {
        figure {
            figcaption id=(named_by) { (both(fill(words::YEARS_CAPTION, &[("scenario", called), ("metric", Phrase::from(entry(id).0.name))]))) }
            (panel(&Panel {
                named_by: named_by.clone(),
                lines: &[line],
                shown: entry(id).1,
                unit: axis_unit(id, true),
                times: ends,
                time_ticks: ticks,
                time: words::YEAR.into(),
                event: None,
                differences: true,
            }))
        }
    }
}

fn by_year(of: &Comparison, id: &str, years: &[&Difference]) -> Markup {
    let mut all: Vec<u32> = years.iter().filter_map(|found| found.year).collect();
    all.sort_unstable();
    all.dedup();
    html! {
        table {
            caption { (both(fill(words::BY_YEAR, &[("metric", Phrase::from(entry(id).0.name))]))) }
            thead { tr {
                th scope="col" { (both(words::YEAR)) }
                @for arm in &of.arms[1..] { th scope="col" { (both(called(arm))) } }
            } }
            tbody {
                @for year in all {
                    tr {
                        th scope="row" { (both(year_name(of, year))) }
                        @for arm in &of.arms[1..] {
                            @let found = years.iter().find(|found| found.year == Some(year) && found.scenario == arm.name);
                            td class="number" { @if let Some(found) = found.filter(|found| found.n > 0) { (both(difference(found))) " " (symbol(found.verdict)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Values by zone or county of a scenario that stands alone.
fn by_zone(of: &Comparison) -> Markup {
    let parts: Vec<&ArmValue> =
        of.values.iter().filter(|found| found.area != of.design.area).collect();
    let choices: Vec<Choice> = of
        .metrics
        .iter()
        .map(|id| {
            let own: Vec<&ArmValue> = parts
                .iter()
                .filter(|found| found.metric == *id && found.value.mean.is_some())
                .copied()
                .collect();
            Choice {
                value: id.clone(),
                name: Phrase::from(entry(id).0.name),
                inside: values(id, &own),
            }
        })
        .collect();
    chooser("spot", words::CHOOSE_OUTCOME, &choices)
}

fn values(id: &str, own: &[&ArmValue]) -> Markup {
    let spreads = || own.iter().filter_map(|found| found.spread).flatten();
    let low = spreads().fold(0.0_f64, f64::min);
    let high = spreads().fold(0.0_f64, f64::max) * 1.05;
    html! {
        @if own.is_empty() { p { (both(words::COUNTY_ONLY)) } } @else {
            div class="scroll" tabindex="0" { table class="outcomes" {
                caption { (both(fill(words::VALUES_BY_PART, &[("metric", name(id))]))) }
                thead { tr {
                    @for word in [words::PART, words::OWN_SCALE, words::MEAN, words::SPREAD_SD] {
                        th scope="col" { (both(word)) }
                    }
                } }
                tbody { @for found in own { tr {
                    th scope="row" { (both(area(&found.area))) }
                    td { (value_mark(found, [low, high])) }
                    td class="number" { (both(value(id, &found.value))) }
                    td class="number" { (entry(id).1.number(number(found.sd))) }
                } } }
            } }
        }
    }
}
