//! One outcome, all packages on one axis: from today's level to where each package leads, better on the right.

use maud::{Markup, html};

use super::{label_at, mark, percent, round, tick_text, ticks, tone};
use crate::quantity::Phrase;

/// Height of a package's lane, pixels.
const LANE: f64 = 14.0;
/// Height of the line of numbers below the lanes.
const NUMBERS: f64 = 13.0;
/// Least distance of the numbers of two ticks, as a share of the width.
const APART: f64 = 0.12;

/// A package on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The package's place among the arms, the baseline's being 0: its colour and shape.
    pub arm: usize,
    /// Difference from today.
    pub point: Option<f64>,
    /// Ends of its interval over luck.
    pub luck: Option<[f64; 2]>,
    /// Ends of where it lies over worlds.
    pub worlds: Option<[f64; 2]>,
    /// Whether its sign is sure; else the mark is hollow.
    pub full: bool,
}

/// A row of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Dots<'a> {
    /// Identifier of the element that names the picture.
    pub named_by: String,
    /// Today's level.
    pub today: f64,
    /// Differences within it do not matter.
    pub margin: f64,
    /// Whether less is better, so that less is on the right.
    pub flip: bool,
    /// What one unit is shown as: 100 of shares in per cent.
    pub scale: f64,
    /// Sign behind today's level.
    pub unit: &'a str,
    /// The packages, from the top.
    pub lanes: &'a [Lane],
}

/// Differences from today as shares of the width.
#[derive(Clone, Copy)]
struct Axis {
    ends: [f64; 2],
    flip: bool,
}

impl Axis {
    fn of(dots: &Dots) -> Self {
        let pairs = dots.lanes.iter().flat_map(|lane| [lane.luck, lane.worlds]).flatten().flatten();
        let points = dots.lanes.iter().filter_map(|lane| lane.point);
        let all = pairs.chain(points).chain([-dots.margin, dots.margin, 0.0]);
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for end in all.filter(|end| end.is_finite()) {
            low = low.min(end);
            high = high.max(end);
        }
        let room = ((high - low) * 0.04).max(1e-9);
        Self { ends: [low - room, high + room], flip: dots.flip }
    }

    fn at(self, difference: f64) -> f64 {
        let [low, high] = self.ends;
        let share = ((difference - low) / (high - low)).clamp(0.0, 1.0);
        let share = if self.flip { 1.0 - share } else { share };
        0.012 + 0.976 * share
    }
}

/// Draws a row.
#[must_use]
pub fn dots(of: &Dots) -> String {
    let axis = Axis::of(of);
    let bottom = LANE * of.lanes.len() as f64;
    html! {
        svg class="dots" width="100%" height=(bottom + NUMBERS) role="img" aria-labelledby=(of.named_by) {
            (span(axis, "margin", [-of.margin, of.margin], [0.0, bottom]))
            (numbers(of, axis, bottom))
            line class="today" x1=(percent(axis.at(0.0))) x2=(percent(axis.at(0.0))) y1="0" y2=(bottom + 3.0) {}
            @for (at, lane) in of.lanes.iter().enumerate() {
                g class=(tone(lane.arm)) { (drawn(axis, lane, LANE * (at as f64 + 0.5))) }
            }
        }
    }
    .into_string()
}

/// A field between two differences.
fn span(axis: Axis, class: &str, ends: [f64; 2], [top, bottom]: [f64; 2]) -> Markup {
    let [a, b] = ends.map(|end| axis.at(end));
    let (left, right) = (a.min(b), a.max(b));
    html! {
        rect class=(class) x=(percent(left)) width=(percent((right - left).max(0.002)))
            y=(round(top)) height=(round(bottom - top)) {}
    }
}

fn drawn(axis: Axis, lane: &Lane, y: f64) -> Markup {
    html! {
        @if let Some(ends) = lane.worlds { (span(axis, "worlds", ends, [y - 6.0, y + 6.0])) }
        @if let Some([low, high]) = lane.luck.map(|ends| ends.map(|end| percent(axis.at(end)))) {
            line class="luck" x1=(low) x2=(high) y1=(y) y2=(y) {}
            // Higher than the mark: where luck moves less than the mark is wide, both ends still show.
            @for end in [low, high] { line class="luck" x1=(end) x2=(end) y1=(y - 6.0) y2=(y + 6.0) {} }
        }
        @if let Some(point) = lane.point {
            // A picture of its own, so that a shape may stand at a share of the width.
            svg class="at" x=(percent(axis.at(point))) y=(y) {
                path class=(if lane.full { "mark" } else { "mark open" }) d=(mark(lane.arm)) transform="scale(.78)" {}
            }
        }
    }
}

/// The numbers below: today's level, and round differences from it that do not touch it. No levels: in a world
/// in which today is another, a difference may be larger than today's level.
fn numbers(of: &Dots, axis: Axis, bottom: f64) -> Markup {
    let found = ticks(axis.ends.map(|end| end * of.scale), 4);
    let step = found.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(of.scale / 100.0);
    let here = axis.at(0.0);
    let finer = if step >= 1.0 { step.min(1.0) / 10.0 } else { step / 10.0 };
    let today = format!("{}{}", tick_text(of.today * of.scale, finer.max(0.001)), of.unit);
    let plus = |difference: f64| if difference > 0.0 { "+" } else { "" };
    html! {
        @for difference in found {
            @let at = axis.at(difference / of.scale);
            @if (at - here).abs() > APART {
                line class="grid" x1=(percent(at)) x2=(percent(at)) y1="0" y2=(bottom) {}
                (label_at(&percent(at), bottom + 11.0, anchor(at), "tick", Phrase::same(format!("{}{}", plus(difference), tick_text(difference, step)))))
            }
        }
        (label_at(&percent(here), bottom + 11.0, anchor(here), "tick now", Phrase::same(today)))
    }
}

/// Numbers at an end stay inside.
fn anchor(at: f64) -> &'static str {
    match at {
        at if at < 0.06 => "start",
        at if at > 0.94 => "end",
        _ => "middle",
    }
}

/// A package's mark alone, for lists.
#[must_use]
pub fn key(arm: usize) -> String {
    html! {
        svg class={ "key " (tone(arm)) } viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" {
            path class="mark" d=(mark(arm)) {}
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(points: &[f64]) -> Vec<Lane> {
        let lane = |(at, &point): (usize, &f64)| Lane {
            arm: at + 1,
            point: Some(point),
            luck: Some([point - 0.01, point + 0.01]),
            worlds: None,
            full: true,
        };
        points.iter().enumerate().map(lane).collect()
    }

    #[test]
    fn all_packages_of_a_row_lie_on_one_axis_and_better_is_on_the_right() {
        let lanes = lanes(&[-0.10, 0.02]);
        let row = |flip| Dots {
            named_by: "x".to_owned(),
            today: 0.17,
            margin: 0.01,
            flip,
            scale: 100.0,
            unit: " %",
            lanes: &lanes,
        };
        for flip in [false, true] {
            let row = row(flip);
            let axis = Axis::of(&row);
            let better = if flip { -0.10 } else { 0.02 };
            let worse = if flip { 0.02 } else { -0.10 };
            assert!(axis.at(better) > axis.at(0.0) && axis.at(0.0) > axis.at(worse));
            let drawn = dots(&row);
            for at in [-0.10, 0.02] {
                assert!(drawn.contains(&format!("x=\"{}\"", percent(axis.at(at)))), "{drawn}");
            }
            assert!(drawn.contains("17.0 %"), "today's level is told: {drawn}");
            assert!(drawn.contains(">\u{2212}10<"), "a difference is told: {drawn}");
        }
    }

    #[test]
    fn shapes_tell_packages_apart_without_colour() {
        let shapes: Vec<&str> = (0..7).map(mark).collect();
        for (at, shape) in shapes.iter().enumerate() {
            assert!(!shapes[..at].contains(shape));
        }
        assert_eq!([1, 26, 27].map(super::super::letter), ["A", "Z", "AA"]);
    }
}
