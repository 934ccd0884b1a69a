//! Bars to both sides of zero, a row each: differences of money by use, and what could turn a difference.

use maud::{Markup, html};

use super::{label_at, mark, percent, round, tick_text, ticks, tone};
use crate::quantity::Phrase;

/// Height of a bar, pixels: of few, and of so many that they would fill a page.
const BAR: [f64; 2] = [15.0, 10.0];
/// So many bars of a row are few.
const FEW: usize = 2;
/// Height of the line of numbers.
const NUMBERS: f64 = 17.0;

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Colour and shape: a package's place among the arms.
    pub arm: usize,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// A point on it.
    pub point: Option<f64>,
    /// What stands behind each of its ends: of a range of guesses the values of the setting.
    pub told: [Option<Phrase>; 2],
}

/// The ends of an axis that panels share.
pub type Ends = [f64; 2];

/// A row of bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars<'a> {
    /// Identifier of the element that names the picture.
    pub named_by: String,
    /// The bars, from the top.
    pub bars: &'a [Bar],
    /// Ends of the axis, the same in all rows of a picture.
    pub ends: Ends,
    /// What one unit is shown as.
    pub scale: f64,
    /// Room at both sides for what is told, as a share of the width.
    pub room: f64,
    /// Whether the numbers of the axis stand below: in the last row.
    pub numbers: bool,
    /// Whether less is better, so that less is on the right.
    pub flip: bool,
}

impl Bars<'_> {
    /// Height of a bar.
    fn thick(&self) -> f64 {
        if self.bars.len() > FEW { BAR[1] } else { BAR[0] }
    }

    fn at(&self, value: f64) -> f64 {
        let [low, high] = self.ends;
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        let share = if self.flip { 1.0 - share } else { share };
        self.room + (1.0 - 2.0 * self.room) * share
    }
}

/// Draws a row of bars.
#[must_use]
pub fn bars(of: &Bars) -> String {
    let each = of.thick() + 3.0;
    let bottom = each * of.bars.len() as f64;
    let height = bottom + if of.numbers { NUMBERS } else { 0.0 };
    let zero = percent(of.at(0.0));
    html! {
        svg class="bars" width="100%" height=(height) role="img" aria-labelledby=(of.named_by) {
            (numbers(of, bottom))
            @for (at, bar) in of.bars.iter().enumerate() {
                g class=(tone(bar.arm)) { (drawn(of, bar, each * at as f64 + 1.5)) }
            }
            line class="zero" x1=(zero) x2=(zero) y1="0" y2=(bottom) {}
        }
    }
    .into_string()
}

fn drawn(of: &Bars, bar: &Bar, top: f64) -> Markup {
    let [a, b] = [bar.from, bar.to].map(|end| of.at(end));
    let (left, right) = (a.min(b), a.max(b));
    let y = top + of.thick() / 2.0;
    // What is told stands outside the end that it belongs to.
    let (first, second) = if a <= b { (0, 1) } else { (1, 0) };
    let outside = |share: f64, anchor: &str, text: &Option<Phrase>| {
        html! { @if let Some(text) = text {
            (label_at(&percent(share), y + 4.0, anchor, "tick told", text.clone()))
        } }
    };
    html! {
        rect class="bar" x=(percent(left)) width=(percent((right - left).max(0.002))) y=(round(top)) height=(of.thick()) {}
        @if let Some(point) = bar.point {
            svg class="at" x=(percent(of.at(point))) y=(round(y)) { path class="mark" d=(mark(bar.arm)) {} }
        }
        (outside(left - 0.01, "end", &bar.told[first]))
        (outside(right + 0.01, "start", &bar.told[second]))
    }
}

fn numbers(of: &Bars, bottom: f64) -> Markup {
    let found = ticks(of.ends.map(|end| end * of.scale), 4);
    let step = found.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(1.0);
    html! {
        @for value in found {
            @let at = of.at(value / of.scale);
            line class="grid" x1=(percent(at)) x2=(percent(at)) y1="0" y2=(bottom) {}
            @if of.numbers {
                @let sign = if value > step / 2.0 { "+" } else { "" };
                (label_at(&percent(at), bottom + 13.0, "middle", "tick", Phrase::same(format!("{sign}{}", tick_text(value, step)))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_all_rows_share_their_axis_and_less_may_be_on_the_right() {
        let bars = [Bar { arm: 1, from: 0.0, to: 5.0, point: None, told: [None, None] }];
        let row = |flip| Bars {
            named_by: "x".to_owned(),
            bars: &bars,
            ends: [-10.0, 10.0],
            scale: 1.0,
            room: 0.0,
            numbers: true,
            flip,
        };
        assert!((row(false).at(5.0) - 0.75).abs() < 1e-12);
        assert!((row(true).at(5.0) - 0.25).abs() < 1e-12);
        assert!(super::bars(&row(false)).contains("width=\"25%\""));
    }
}
