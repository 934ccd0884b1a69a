//! Metrics over the months, with the spread over seeds.

use maud::{Markup, html};

use super::chooser::{Choice, chooser};
use super::text::{axis_unit, both, entry, fill, goals_first, number, same, titled};
use super::{numbers, words};
use crate::chart::{Line, Panel, panel, range, tone};
use crate::comparison::{Comparison, Series};
use crate::metric::{Span, Window};
use crate::quantity::Phrase;

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    let choices: Vec<Choice> = goals_first(of)
        .into_iter()
        .filter(|id| of.series.iter().any(|series| series.metric == **id && has_values(series)))
        .map(|id| Choice {
            value: id.clone(),
            name: Phrase::from(entry(id).0.name),
            inside: panels(of, id),
        })
        .collect();
    let about = if of.arms.len() > 1 { words::SERIES_ABOUT } else { words::SERIES_ABOUT_RUN };
    super::section(
        "series",
        words::SERIES,
        about,
        chooser("series", words::CHOOSE_OUTCOME, &choices),
    )
}

fn has_values(series: &Series) -> bool {
    series.mean.iter().any(Option::is_some)
}

/// The panels of a metric: the baseline and a scenario in each, or one scenario alone.
pub(super) fn panels(of: &Comparison, id: &str) -> Markup {
    let series: Vec<(usize, &Series)> = of
        .arms
        .iter()
        .enumerate()
        .filter_map(|(at, arm)| {
            let found =
                of.series.iter().find(|series| series.metric == id && series.arm == arm.name);
            found.map(|series| (at, series))
        })
        .collect();
    let Some(((_, baseline), others)) = series.split_first() else { return html! {} };
    // Panels beside each other share their axis.
    let lines: Vec<Line> = series.iter().map(|(arm, series)| line(*arm, series, id)).collect();
    let ends = range(&lines, entry(id).1, false);
    html! {
        div class="panels" {
            @if others.is_empty() { (one(of, id, &[(0, baseline)], ends)) }
            @for &(arm, series) in others { (one(of, id, &[(0, baseline), (arm, series)], ends)) }
        }
        p class="about" { (both(entry(id).0.window.text(Span::Month))) }
        (numbers(table(of, id, &series)))
    }
}

fn one(of: &Comparison, id: &str, series: &[(usize, &Series)], ends: [f64; 2]) -> Markup {
    let last = series[series.len() - 1];
    let named_by = format!("series-{id}-{}", last.0);
    let lines: Vec<Line> = series.iter().map(|(arm, series)| line(*arm, series, id)).collect();
    let months = of.design.months;
    let step = [12, 24, 60, 120, 240].into_iter().find(|step| months / step <= 10).unwrap_or(600);
    let burn_in = of.design.burn_in;
    let event = if of.arms.len() > 1 { words::POLICY_BEGINS } else { words::BURN_IN_ENDS };
    let metric = Phrase::from(entry(id).0.name);
    let words = if last.0 == 0 { words::SERIES_ALONE } else { words::SERIES_CAPTION };
    let mut gaps = vec![("metric", metric), ("scenario", titled(of, &last.1.arm))];
    if last.0 > 0 {
        gaps.push(("baseline", titled(of, &series[0].1.arm)));
    }
    html! {
        figure {
            figcaption id=(named_by) { (both(fill(words, &gaps))) }
            (panel(&Panel {
                named_by: named_by.clone(),
                lines: &lines,
                shown: entry(id).1,
                unit: axis_unit(id, false),
                times: [1.0, f64::from(months).max(2.0)],
                time_ticks: (0..=months / step).skip(1).map(|at| (f64::from(at * step), same(at * step))).collect(),
                time: words::MONTH.into(),
                event: (burn_in > 0).then(|| (f64::from(burn_in) + 0.5, event.into())),
                differences: false,
                ends: Some(ends),
                grey: (burn_in > 0).then(|| f64::from(burn_in) + 0.5),
            }))
        }
    }
}

/// A line. What counts the last twelve months begins with the first of which there are twelve: before, a window fills.
fn line(arm: usize, series: &Series, id: &str) -> Line {
    let first = if matches!(entry(id).0.window, Window::Year) { 12 } else { 1 };
    let from = |all: &[Option<f64>]| -> Vec<Option<f64>> {
        let known = |(at, value): (usize, &Option<f64>)| value.filter(|_| at + 1 >= first);
        all.iter().enumerate().map(known).collect()
    };
    let (low, high) = (from(&series.low), from(&series.high));
    let ends = low.iter().zip(&high);
    Line {
        tone: tone(arm),
        times: (1..=series.mean.len()).map(|month| month as f64).collect(),
        values: from(&series.mean),
        band: ends.map(|(low, high)| low.zip(*high).map(|(low, high)| [low, high])).collect(),
        bars: false,
    }
}

/// The last month of each year, in which a value may also be one of the last twelve months.
fn table(of: &Comparison, id: &str, series: &[(usize, &Series)]) -> Markup {
    let shown = entry(id).1;
    let months = of.design.months as usize;
    let step = if months > 12 { 12 } else { 1 };
    html! {
        table {
            caption { (both(fill(words::SERIES_TABLE, &[("metric", Phrase::from(entry(id).0.name))]))) }
            thead { tr {
                th scope="col" { (both(words::MONTH)) }
                @for (_, series) in series { th scope="col" { (both(titled(of, &series.arm))) } }
            } }
            tbody {
                @for month in (step..=months).step_by(step) {
                    tr {
                        th scope="row" { (month) }
                        @for (_, series) in series {
                            @let at = |values: &[Option<f64>]| number(values.get(month - 1).copied().flatten());
                            td class="number" {
                                (shown.show(at(&series.mean)))
                                " [" (shown.number(at(&series.low))) " … " (shown.number(at(&series.high))) "]"
                            }
                        }
                    }
                }
            }
        }
    }
}
