//! All outcomes of each scenario; where and when a difference lies.

use maud::{Markup, html};

use super::answer::{flips, reach, symbol};
use super::chooser::{Choice, chooser};
use super::marks::{difference_mark, legend, value_mark};
use super::text::{
    axis_unit, both, called, difference, entry, fill, goals_first, list, name, number, same,
    same_history, seeds_mark, titled, value,
};
use super::{numbers, synergy, words};
use crate::chart::{Line, Panel, panel, range, tone};
use crate::comparison::{Arm, ArmValue, Comparison, Difference, named, years_in_part};
use crate::metric::{self, Better};
use crate::quantity::{Phrase, Zone};

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    if of.arms.len() == 1 {
        let inside =
            html! { (parts_of_years(of)) (by_zone(of)) (legend()) (numbers(all_alone(of))) };
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
            @let choices: Vec<Choice> = goals_first(of).into_iter().map(|id| Choice {
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
    html! {
        @if let Some(said) = said { p class="about" { (both(said)) } }
        @if let Some(said) = years_in_part(of) { p class="about" { (both(said)) } }
    }
}

/// A calendar year, with the number of its months where the run cuts it short or the policy is in force in some
/// of them only.
fn year_name(found: &Difference) -> Phrase {
    let year = same(found.year.unwrap_or_default());
    let (run, policy) = (found.year_months.unwrap_or(12), found.policy_months.unwrap_or(12));
    let mark = |words, months| fill(words, &[("year", year.clone()), ("months", same(months))]);
    match () {
        () if 0 < policy && policy < run => mark(words::YEAR_IN_PART, policy),
        () if run < 12 => mark(words::YEARS_CUT, run),
        () => year,
    }
}

/// The same for an axis, where there is little room.
fn year_tick(found: &Difference) -> Phrase {
    let year = found.year.unwrap_or_default();
    let run = found.year_months.unwrap_or(12);
    let policy = found.policy_months.unwrap_or(12);
    if 0 < policy && policy < 12 {
        return same(format!("{year} ({policy}/12)"));
    }
    if run < 12 { same(format!("{year} ({run}/12)")) } else { same(year) }
}

/// What the marks of years say, and in which years nothing of the policy is in force.
fn years_told(of: &Comparison, arm: usize, own: &[&Difference]) -> Vec<Phrase> {
    let scenario = called(&of.arms[arm]);
    let mut told = Vec::new();
    if own.iter().any(|found| found.is_of_part_of_a_year()) {
        told.push(fill(words::YEARS_IN_PART, &[("scenario", scenario.clone())]));
    }
    let without = own.iter().filter(|found| found.policy_months == Some(0));
    let without: Vec<Phrase> = without.filter_map(|found| found.year).map(same).collect();
    if !without.is_empty() {
        told.push(fill(words::YEARS_WITHOUT, &[("scenario", scenario), ("list", list(&without))]));
    }
    told
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
    if same_history(scenario).is_some() {
        return super::answer::card(of, arm);
    }
    let own: Vec<&Difference> =
        of.differences.iter().filter(|found| found.scenario == scenario.name).collect();
    html! {
        (super::answer::card(of, arm))
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
            td class="number" data-metric=(found.metric) data-scenario=(found.scenario) { (both(difference(found))) (seeds_mark(of, &found.scenario, found.n)) }
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
fn spots<'a>(of: &'a Comparison, id: &str) -> Markup {
    // Of histories that are the same there is a reason, and no verdict.
    let is_same = |found: &&Difference| {
        of.arms.iter().any(|arm| arm.name == found.scenario && arm.same.is_some())
    };
    let told = |all: &'a [Difference]| -> Vec<&'a Difference> {
        all.iter().filter(|found| found.metric == id && !is_same(found)).collect()
    };
    let (zones, years) = (told(&of.zones), told(&of.years));
    // Panels beside each other share their axis.
    let ends = range(&[years_line(&years, 0)], entry(id).1, true);
    html! {
        div class="panels" {
            @for (arm, scenario) in of.arms.iter().enumerate().skip(1) {
                @if let Some(why) = same_history(scenario) {
                    p { (both(called(scenario))) ": " (both(why)) }
                }
                @let own: Vec<&Difference> = years.iter().filter(|found| found.scenario == scenario.name).copied().collect();
                (years_panel(of, (arm, called(scenario)), id, (&own, ends)))
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
                tbody { @for found in &zones { (part(of, found, reach(zones.iter().copied()))) } }
            } }
        }
        (numbers(by_year(of, id, &years)))
    }
}

fn arm_of(of: &Comparison, found: &Difference) -> usize {
    of.arms.iter().position(|arm| arm.name == found.scenario).unwrap_or_default()
}

fn part(of: &Comparison, found: &Difference, reach: f64) -> Markup {
    let (arm, called) = (arm_of(of, found), titled(of, &found.scenario));
    let shown = entry(&found.metric).1;
    html! {
        tr class=(tone(arm)) {
            th scope="row" { (both(area(&found.area))) }
            td { (both(called)) }
            td class="number" { (shown.show(number(found.baseline))) }
            td { (difference_mark(found, reach, flips(&found.metric))) }
            td class="number" { (both(difference(found))) (seeds_mark(of, &found.scenario, found.n)) }
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
    (own, ends_of_all): (&[&Difference], [f64; 2]),
) -> Markup {
    if own.iter().all(|of| of.n == 0) {
        return html! {};
    }
    let named_by = format!("years-{id}-{arm}");
    let year = |of: &Difference| f64::from(of.year.unwrap_or_default());
    let line = years_line(own, arm);
    let times = line.times.clone();
    let ends = [times[0] - 0.5, times[times.len() - 1] + 0.5];
    let every = times.len().div_ceil(10);
    let is_marked =
        |at: usize, found: &Difference| at.is_multiple_of(every) || found.is_of_part_of_a_year();
    let ticks = own.iter().enumerate().filter(|(at, found)| is_marked(*at, found));
    let ticks = ticks.map(|(_, found)| (year(found), year_tick(found))).collect();
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
                ends: Some(ends_of_all),
                grey: None,
            }))
            @for told in years_told(of, arm, own) { p class="note" { (both(told)) } }
        }
    }
}

/// The differences of years as a line with their intervals.
fn years_line(own: &[&Difference], arm: usize) -> Line {
    Line {
        tone: tone(arm),
        values: own.iter().map(|of| of.difference).collect(),
        band: own.iter().map(|of| of.low.zip(of.high).map(|(low, high)| [low, high])).collect(),
        times: own.iter().map(|of| f64::from(of.year.unwrap_or_default())).collect(),
        bars: true,
    }
}

fn by_year(of: &Comparison, id: &str, years: &[&Difference]) -> Markup {
    let mut all: Vec<u32> = years.iter().filter_map(|found| found.year).collect();
    all.sort_unstable();
    all.dedup();
    let arms: Vec<&Arm> = of.arms[1..].iter().filter(|arm| arm.same.is_none()).collect();
    let find = |year: u32, arm: &Arm| {
        let is_it = |found: &&&Difference| found.year == Some(year) && found.scenario == arm.name;
        years.iter().find(is_it).copied()
    };
    html! {
        @if !years.is_empty() { table {
            caption { (both(fill(words::BY_YEAR, &[("metric", Phrase::from(entry(id).0.name))]))) }
            thead { tr {
                th scope="col" { (both(words::YEAR)) }
                @for arm in &arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody {
                @for year in all {
                    tr {
                        th scope="row" { (year) }
                        @for arm in &arms {
                            td class="number" { @if let Some(found) = find(year, arm).filter(|found| found.n > 0) { (in_year(of, found)) } }
                        }
                    }
                }
            }
        } }
    }
}

/// The difference of a year, with a mark where it is of a part of one.
fn in_year(of: &Comparison, found: &Difference) -> Markup {
    html! {
        (both(difference(found))) " " (symbol(found.verdict)) (seeds_mark(of, &found.scenario, found.n))
        @if found.is_of_part_of_a_year() { div class="change" { (both(year_name(found))) } }
    }
}

/// All outcomes of a scenario that stands alone.
fn all_alone(of: &Comparison) -> Markup {
    let whole = |id: &str| {
        of.values.iter().find(|found| found.metric == id && found.area == of.design.area)
    };
    html! {
        table {
            caption { (both(words::ALL_OUTCOMES)) }
            thead { tr {
                @for word in [words::OUTCOME, words::MEAN, words::MIDDLE] { th scope="col" { (both(word)) } }
            } }
            tbody { @for found in of.metrics.iter().filter_map(|id| whole(id)) {
                @let shown = entry(&found.metric).1;
                tr {
                    th scope="row" { (both(name(&found.metric))) }
                    td class="number" { (both(value(&found.metric, &found.value))) (seeds_mark(of, &found.arm, found.n)) }
                    td class="number" { @if let Some([low, high]) = found.spread { (shown.show(low)) " … " (shown.show(high)) } }
                }
            } }
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
                inside: values(of, id, &own),
            }
        })
        .collect();
    chooser("spot", words::CHOOSE_OUTCOME, &choices)
}

fn values(of: &Comparison, id: &str, own: &[&ArmValue]) -> Markup {
    let spreads = || own.iter().filter_map(|found| found.spread).flatten();
    let low = spreads().fold(0.0_f64, f64::min);
    let high = spreads().fold(0.0_f64, f64::max) * 1.05;
    html! {
        @if own.is_empty() { p { (both(words::COUNTY_ONLY)) } } @else {
            div class="scroll" tabindex="0" { table class="outcomes" {
                caption { (both(fill(words::VALUES_BY_PART, &[("metric", name(id))]))) }
                thead { tr {
                    @for word in [words::PART, words::ONE_SCALE, words::MEAN, words::SPREAD_SD] {
                        th scope="col" { (both(word)) }
                    }
                } }
                tbody { @for found in own { tr {
                    th scope="row" { (both(area(&found.area))) }
                    td { (value_mark(found, [low, high])) }
                    td class="number" { (both(value(id, &found.value))) (seeds_mark(of, &found.arm, found.n)) }
                    td class="number" { (entry(id).1.number(number(found.sd))) }
                } } }
            } }
        }
    }
}
