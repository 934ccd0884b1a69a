//! A small panel with lines and bands over time.

use maud::{Markup, html};

use super::{Scale, label, minus, round, ticks};
use crate::metric::Shown;
use crate::quantity::Phrase;

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 210.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = WIDTH - 16.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = HEIGHT - 34.0;

/// A line with its band.
#[derive(Clone, Debug)]
pub struct Line {
    /// Class of its colour.
    pub tone: String,
    /// Positions on the time axis.
    pub times: Vec<f64>,
    /// Values; empty where there is none.
    pub values: Vec<Option<f64>>,
    /// Ends of the band at each position.
    pub band: Vec<Option<[f64; 2]>>,
    /// Whether the band is precision, drawn as bars with ends; else spread, drawn as an area.
    pub bars: bool,
}

/// A panel.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// Identifier of the element that names the picture.
    pub named_by: String,
    /// Lines, the first at the back.
    pub lines: &'a [Line],
    /// How values are shown.
    pub shown: Shown,
    /// First and last position of the time axis.
    pub times: [f64; 2],
    /// Unit of the values.
    pub unit: Phrase,
    /// Ticks of the time axis.
    pub time_ticks: Vec<(f64, Phrase)>,
    /// What the time axis counts.
    pub time: Phrase,
    /// A vertical line, as where the policy begins, with its name.
    pub event: Option<(f64, Phrase)>,
    /// Whether differences are drawn: with a zero line and signs.
    pub differences: bool,
    /// Ends of the value axis, so that panels beside each other share it; else those of its own lines.
    pub ends: Option<[f64; 2]>,
    /// Months up to here are burn-in: greyed.
    pub grey: Option<f64>,
}

/// Draws a panel.
pub fn panel(of: &Panel) -> Markup {
    let x = Scale { values: of.times, pixels: [LEFT, RIGHT] };
    let y = Scale {
        values: of.ends.unwrap_or_else(|| range(of.lines, of.shown, of.differences)),
        pixels: [BOTTOM, TOP],
    };
    html! {
        svg class="panel" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
            aria-labelledby=(of.named_by) {
            (label(4.0, 12.0, "start", "tick", of.unit.clone()))
            @if let Some(until) = of.grey {
                rect class="burn-in" x=(LEFT) width=(round(x.at(until) - LEFT)) y=(TOP) height=(BOTTOM - TOP) {}
            }
            @for tick in ticks(y.values, 4) {
                line class="grid" x1=(LEFT) x2=(RIGHT) y1=(round(y.at(tick))) y2=(round(y.at(tick))) {}
                (label(LEFT - 5.0, y.at(tick) + 4.0, "end", "tick", of.tick(tick)))
            }
            @for (time, text) in &of.time_ticks {
                line class="grid" x1=(round(x.at(*time))) x2=(round(x.at(*time))) y1=(BOTTOM) y2=(BOTTOM + 4.0) {}
                (label(x.at(*time), BOTTOM + 16.0, "middle", "tick", text.clone()))
            }
            (label(f64::midpoint(LEFT, RIGHT), HEIGHT - 4.0, "middle", "tick", of.time.clone()))
            @if let Some((time, text)) = &of.event {
                line class="event" x1=(round(x.at(*time))) x2=(round(x.at(*time))) y1=(TOP) y2=(BOTTOM) {}
                (label(x.at(*time) + 4.0, TOP + 10.0, "start", "tick", text.clone()))
            }
            @if of.differences {
                line class="zero" x1=(LEFT) x2=(RIGHT) y1=(round(y.at(0.0))) y2=(round(y.at(0.0))) {}
            }
            @for line in of.lines { (drawn(line, x, y)) }
        }
    }
}

/// Least and greatest value of lines and their bands, with some room: of several panels they are the ends of all.
pub fn range(lines: &[Line], shown: Shown, differences: bool) -> [f64; 2] {
    let values = lines.iter().flat_map(|line| {
        let ends = line.band.iter().flatten().flatten();
        line.values.iter().flatten().chain(ends).copied()
    });
    let zero = differences.then_some(0.0);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.chain(zero) {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high {
        return [0.0, 1.0];
    }
    // At least so much that three decimals tell the ticks apart.
    let least = 0.02 / shown.scale();
    let room = ((high - low) * 0.06).max((least - (high - low)) / 2.0);
    [low - room, high + room]
}

impl Panel<'_> {
    fn tick(&self, value: f64) -> Phrase {
        let value = value * self.shown.scale();
        // What is left of binary fractions near zero must not read as -0.
        let value = if value.abs() < 1e-12 { 0.0 } else { value };
        let text = format!("{value:.3}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let sign = if self.differences && value > 0.0 { "+" } else { "" };
        Phrase::same(minus(&format!("{sign}{text}")))
    }
}

fn drawn(line: &Line, x: Scale, y: Scale) -> Markup {
    let points = || line.times.iter().map(|&time| x.at(time));
    let mut path = String::new();
    let mut begun = false;
    for (px, value) in points().zip(&line.values) {
        if let Some(value) = value {
            let word = if begun { 'L' } else { 'M' };
            path.push_str(&format!("{word}{} {}", round(px), round(y.at(*value))));
        }
        begun = value.is_some();
    }
    html! {
        g class=(line.tone) {
            @if line.bars {
                @for (px, ends) in points().zip(&line.band) {
                    @if let Some([low, high]) = ends.map(|ends| ends.map(|end| y.at(end))) {
                        line class="bar" x1=(round(px)) x2=(round(px)) y1=(round(low)) y2=(round(high)) {}
                        line class="bar" x1=(round(px - 4.0)) x2=(round(px + 4.0)) y1=(round(low)) y2=(round(low)) {}
                        line class="bar" x1=(round(px - 4.0)) x2=(round(px + 4.0)) y1=(round(high)) y2=(round(high)) {}
                    }
                }
                @for (px, value) in points().zip(&line.values) {
                    @if let Some(value) = value {
                        circle class="dot" cx=(round(px)) cy=(round(y.at(*value))) r="3" {}
                    }
                }
            } @else {
                path class="band" d=(area(line, x, y)) {}
            }
            path class="line" d=(path) {}
        }
    }
}

/// The outline of a band, piece by piece where it is interrupted.
fn area(line: &Line, x: Scale, y: Scale) -> String {
    let mut path = String::new();
    let known: Vec<Option<[f64; 3]>> = line
        .times
        .iter()
        .zip(&line.band)
        .map(|(&time, ends)| ends.map(|[low, high]| [x.at(time), y.at(low), y.at(high)]))
        .collect();
    for piece in known.split(Option::is_none) {
        let piece: Vec<[f64; 3]> = piece.iter().copied().flatten().collect();
        let there = piece.iter().map(|[px, _, high]| (px, high));
        let back = piece.iter().rev().map(|[px, low, _]| (px, low));
        for (at, (px, py)) in there.chain(back).enumerate() {
            let word = if at == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{word}{} {}", round(*px), round(*py)));
        }
        if !piece.is_empty() {
            path.push('Z');
        }
    }
    path
}
