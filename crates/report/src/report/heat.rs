//! A map of an outcome by two factors: a cell a pair of values, the mean over seeds in it.

use maud::{Markup, html};

use super::text::{both, label, round, same};
use crate::metric::{METRICS, Shown};
use crate::output::study::analysed::{Outcome, Swept, mean};
use crate::quantity::{Phrase, Text};
use words::say;

/// The most cells of a side.
const CELLS: usize = 12;
/// Width of a map, as of the bars beside it: words are then of one size.
const WIDTH: f64 = 460.0;
/// Room for the values along the left, and above and below.
const LEFT: f64 = 52.0;
const ABOVE: f64 = 20.0;
const BELOW: f64 = 40.0;
/// Height of a cell.
const ROW: f64 = 30.0;

/// A map of the mean by both factors: a cell a pair of values where there are few, else of equal parts.
pub(super) fn heat(swept: &Swept, outcome: &Outcome) -> Markup {
    let [across, up] = [&swept.factors[0], &swept.factors[1]].map(|values| cells(values));
    let means = means(&across, &up, outcome);
    let all: Vec<f64> = means.iter().flatten().flatten().copied().collect();
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shown = Shown::of(outcome.metric);
    let (wide, tall) = (across.1.len() as f64, up.1.len() as f64);
    let size = (WIDTH - LEFT - 10.0) / wide.max(1.0);
    let height = ABOVE + ROW * tall + BELOW;
    let [right, upward] = [0, 1].map(|at| name(swept, at));
    html! {
        figure {
            figcaption { (both(caption(swept, outcome))) }
            svg class="panel" viewBox={ "0 0 " (WIDTH) " " (round(height)) } role="img" {
                (label(0.0, 12.0, "start", "node", Phrase { en: format!("↑ {}", upward.en), zh: format!("↑ {}", upward.zh) }))
                @for (row, cells) in means.iter().enumerate() {
                    @let y = ABOVE + ROW * (tall - 1.0 - row as f64);
                    (label(LEFT - 6.0, y + ROW / 2.0 + 4.0, "end", "", same(tidy(up.1[row]))))
                    @for (column, mean) in cells.iter().enumerate() {
                        @let x = LEFT + size * column as f64;
                        @let share = mean.map_or(0.0, |mean| if high > low { (mean - low) / (high - low) } else { 0.5 });
                        g class=(if share > 0.55 { "tile dark" } else { "tile" }) {
                            title { (mean.map_or_else(String::new, |mean| shown.show(mean))) }
                            rect x=(round(x)) y=(round(y)) width=(round(size)) height=(ROW) style={ "fill:" (colour(mean.map(|_| share))) } {}
                            @if let Some(mean) = mean {
                                (label(x + size / 2.0, y + ROW / 2.0 + 3.0, "middle", "tile-text", same(shown.number(*mean))))
                            }
                        }
                    }
                }
                @for (column, value) in across.1.iter().enumerate() {
                    (label(LEFT + size * (column as f64 + 0.5), ABOVE + ROW * tall + 14.0, "middle", "", same(tidy(*value))))
                }
                (label(WIDTH - 10.0, ABOVE + ROW * tall + 34.0, "end", "node", Phrase { en: format!("{} →", right.en), zh: format!("{} →", right.zh) }))
            }
        }
    }
}

/// What a factor is called: by the name of its setting.
fn name(swept: &Swept, at: usize) -> Phrase {
    let factor = &swept.study.factors[at];
    match factor.setting.map(|id| id.setting().name) {
        Some(Text { en, zh }) => Phrase { en: en.to_owned(), zh: zh.to_owned() },
        None => Phrase { en: factor.path.clone(), zh: factor.path.clone() },
    }
}

/// What the map shows, in which unit, and how much of it luck does.
fn caption(swept: &Swept, outcome: &Outcome) -> Phrase {
    let unit = METRICS[outcome.metric].unit;
    let unit = match Shown::of(outcome.metric) {
        Shown::Percent => Text { en: "%", zh: "%" },
        shown if shown.needs_unit() => unit,
        _ => Text { en: "", zh: "" },
    };
    let [en, zh] = [unit.en, unit.zh]
        .map(|unit| if unit.is_empty() { String::new() } else { format!(", {unit}") });
    let unit = Phrase { en, zh: zh.replace(", ", "，") };
    let seeds = swept.study.seeds;
    let plain = say!(
        en "Mean over {seeds} seeds by both factors{unit}"
        zh "按两个因素的{seeds}个种子均值{unit}",
        unit
    );
    let Some(half) = luck(outcome) else { return plain };
    let half = Shown::of(outcome.metric).number(half);
    say!(
        en "{plain}; luck alone moves the mean of a point by ± {half}"
        zh "{plain}；仅随机性即可使一个点的均值变动 ± {half}",
        plain
    )
}

/// How far luck moves the mean of a point: 1.96 standard errors, from the variance between its seeds.
fn luck(outcome: &Outcome) -> Option<f64> {
    let spread = |values: &Vec<f64>| {
        let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        let middle = mean(&there);
        let squares: f64 = there.iter().map(|value| (value - middle) * (value - middle)).sum();
        (there.len() > 1).then(|| squares / (there.len() as f64 - 1.0) / there.len() as f64)
    };
    let all: Vec<f64> = outcome.values.iter().filter_map(spread).collect();
    (!all.is_empty()).then(|| 1.96 * ::model::math::sqrt(mean(&all)))
}

/// The mean of each cell: rows up, columns across.
fn means(across: &Cells, up: &Cells, outcome: &Outcome) -> Vec<Vec<Option<f64>>> {
    let mut sums = vec![vec![(0.0, 0_u32); across.1.len()]; up.1.len()];
    for (point, values) in outcome.values.iter().enumerate() {
        let value = mean(values);
        if value.is_finite() && across.0[point] < CELLS && up.0[point] < CELLS {
            let cell = &mut sums[up.0[point]][across.0[point]];
            *cell = (cell.0 + value, cell.1 + 1);
        }
    }
    let mean = |(sum, count): &(f64, u32)| (*count > 0).then(|| sum / f64::from(*count));
    sums.iter().map(|row| row.iter().map(mean).collect()).collect()
}

/// The cell of each point, and the value that stands for each cell.
type Cells = (Vec<usize>, Vec<f64>);

/// The cell of each point along a factor, and the value that stands for each cell.
fn cells(values: &[f64]) -> Cells {
    let mut distinct: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    distinct.sort_unstable_by(f64::total_cmp);
    distinct.dedup();
    if distinct.len() <= CELLS {
        let at = |value: &f64| distinct.iter().position(|known| known == value).unwrap_or(CELLS);
        return (values.iter().map(at).collect(), distinct);
    }
    let (low, high) = (distinct[0], distinct[distinct.len() - 1]);
    const PARTS: usize = 8;
    let width = (high - low) / PARTS as f64;
    let at = |value: &f64| {
        if value.is_finite() { (((value - low) / width) as usize).min(PARTS - 1) } else { CELLS }
    };
    let middles = (0..PARTS).map(|part| low + width * (part as f64 + 0.5)).collect();
    (values.iter().map(at).collect(), middles)
}

/// A number to three figures.
fn tidy(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// From nearly white to blue.
fn colour(share: Option<f64>) -> String {
    let Some(share) = share else { return "#fff".to_owned() };
    let part = |from: f64, to: f64| (from + share * (to - from)).round();
    format!("rgb({},{},{})", part(247.0, 22.0), part(248.0, 78.0), part(250.0, 140.0))
}
