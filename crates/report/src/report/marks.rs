//! A mark in a row: precision as a thin line with ends, spread over seeds as a broad pale bar.

use maud::{Markup, html};

use super::text::{both, round};
use super::words;
use crate::chart::Scale;
use crate::comparison::{ArmValue, Difference, Verdict};

/// Width and height of a mark, pixels.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 22.0;
const MIDDLE: f64 = HEIGHT / 2.0;

/// What a mark shows, on a scale.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Point.
    point: Option<f64>,
    /// Ends of the interval: precision.
    precision: Option<[f64; 2]>,
    /// Ends of the spread.
    spread: Option<[f64; 2]>,
    /// Full where something may be said.
    full: bool,
}

/// A difference on a scale that reaches `reach` to both sides; to the right is better.
pub(super) fn difference_mark(of: &Difference, reach: f64, flip: bool) -> Markup {
    let sign = if flip { -1.0 } else { 1.0 };
    let turn = |[low, high]: [f64; 2]| if flip { [-high, -low] } else { [low, high] };
    let mark = Mark {
        point: of.difference.map(|value| sign * value),
        precision: of.low.zip(of.high).map(|(low, high)| turn([low, high])),
        spread: of.spread.map(turn),
        full: of.verdict != Verdict::NotClear,
    };
    let scale = Scale { values: [-reach, reach], pixels: [4.0, WIDTH - 4.0] };
    let margin = [scale.at(-of.margin), scale.at(of.margin)];
    frame(html! {
        rect class="margin" x=(round(margin[0])) y="0" width=(round(margin[1] - margin[0]))
            height=(HEIGHT) {}
        line class="zero" x1=(WIDTH / 2.0) x2=(WIDTH / 2.0) y1="0" y2=(HEIGHT) {}
        (marked(&mark, scale))
    })
}

/// Differences of a few histories, each by itself, on a scale that reaches `reach` to both sides; to the right is
/// better.
pub(super) fn histories_mark(values: &[f64], margin: f64, reach: f64, flip: bool) -> Markup {
    let sign = if flip { -1.0 } else { 1.0 };
    let scale = Scale { values: [-reach, reach], pixels: [4.0, WIDTH - 4.0] };
    let inside = [scale.at(-margin), scale.at(margin)];
    frame(html! {
        rect class="margin" x=(round(inside[0])) y="0" width=(round(inside[1] - inside[0]))
            height=(HEIGHT) {}
        line class="zero" x1=(WIDTH / 2.0) x2=(WIDTH / 2.0) y1="0" y2=(HEIGHT) {}
        @for &value in values {
            circle class="point open" cx=(round(scale.at(sign * value))) cy=(MIDDLE) r="3" {}
        }
    })
}

/// A value on a scale between two ends.
pub(super) fn value_mark(of: &ArmValue, ends: [f64; 2]) -> Markup {
    let mark = Mark {
        point: of.value.mean,
        precision: of.value.low.zip(of.value.high).map(|(low, high)| [low, high]),
        spread: of.spread,
        full: true,
    };
    let scale = Scale { values: ends, pixels: [4.0, WIDTH - 4.0] };
    frame(html! {
        line class="axis" x1="4" x2=(WIDTH - 4.0) y1=(MIDDLE) y2=(MIDDLE) {}
        (marked(&mark, scale))
    })
}

fn frame(inside: Markup) -> Markup {
    html! {
        svg class="mark" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT)
            aria-hidden="true" { (inside) }
    }
}

fn marked(mark: &Mark, scale: Scale) -> Markup {
    html! {
        @if let Some(spread) = mark.spread.map(|ends| ends.map(|end| scale.at(end))) {
            rect class="spread" x=(round(spread[0])) y=(MIDDLE - 5.0) height="10" rx="2"
                width=(round((spread[1] - spread[0]).max(1.0))) {}
        }
        @if let Some([low, high]) = mark.precision.map(|ends| ends.map(|end| scale.at(end))) {
            line class="precision" x1=(round(low)) x2=(round(high)) y1=(MIDDLE) y2=(MIDDLE) {}
            line class="precision" x1=(round(low)) x2=(round(low)) y1=(MIDDLE - 4.0) y2=(MIDDLE + 4.0) {}
            line class="precision" x1=(round(high)) x2=(round(high)) y1=(MIDDLE - 4.0) y2=(MIDDLE + 4.0) {}
        }
        @if let Some(point) = mark.point.map(|point| scale.at(point)) {
            circle class=(if mark.full { "point" } else { "point open" }) cx=(round(point))
                cy=(MIDDLE) r="4" {}
        }
    }
}

/// How marks are read.
pub(super) fn legend() -> Markup {
    let scale = Scale { values: [0.0, 1.0], pixels: [0.0, 60.0] };
    let mark = Mark { point: None, precision: None, spread: None, full: true };
    let small = |mark: Mark| {
        html! {
            svg class="mark" viewBox="0 0 60 22" width="60" height="22" aria-hidden="true" {
                (marked(&mark, scale))
            }
        }
    };
    html! {
        p class="legend" {
            span { (small(Mark { point: Some(0.5), precision: Some([0.2, 0.8]), ..mark })) (both(words::LEGEND_PRECISION)) }
            span { (small(Mark { spread: Some([0.1, 0.9]), ..mark })) (both(words::LEGEND_SPREAD)) }
        }
    }
}
