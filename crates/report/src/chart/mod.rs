//! Pictures as SVG with real text: numbers in, a text out, without a page about it. What a picture shows in
//! colours is also told by marks, dashes and letters; classes are those of `page.css`, and words are there in both
//! languages.
//!
//! Pictures of [`dots`] and [`bars`] lie in shares of their width, so that they fill any column and their letters
//! stay as large as they are.

mod bars;
mod course;
mod dots;
mod front;
mod lines;
mod sankey;

use maud::{Markup, html};

use crate::quantity::Phrase;

pub use bars::{Bar, Bars, Ends, bars};
pub use course::{Course, Year, course};
pub use dots::{Dots, Lane, dots, key};
pub use front::{Front, Spot, front};
pub use lines::{Line, Panel, panel, range};
pub use sankey::{End, Link, sankey};

/// The language tag of Chinese.
pub const CHINESE: &str = "zh-Hans";

/// A straight scale from values to pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Values at both ends.
    pub values: [f64; 2],
    /// Pixels at both ends.
    pub pixels: [f64; 2],
}

impl Scale {
    /// The pixel of a value, held within the ends.
    pub fn at(&self, value: f64) -> f64 {
        let [from, to] = self.values;
        let [left, right] = self.pixels;
        let share = if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.5 };
        left + share * (right - left)
    }
}

/// Round numbers that lie in a range, about `count` of them.
pub fn ticks([from, to]: [f64; 2], count: usize) -> Vec<f64> {
    let width = (to - from) / count.max(1) as f64;
    if width.is_nan() || width <= 0.0 || !width.is_finite() {
        return Vec::new();
    }
    let mut step = 1.0;
    while step * 10.0 <= width {
        step *= 10.0;
    }
    while step > width {
        step /= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * step);
    let step = step.into_iter().find(|&step| step >= width * 0.999).unwrap_or(step[3]);
    let first = (from / step).ceil() as i64;
    let last = (to / step).floor() as i64;
    (first..=last).map(|at| at as f64 * step).collect()
}

/// Class of the colour and dash of an arm, the baseline's being 0.
pub fn tone(arm: usize) -> String {
    format!("tone-{}", if arm == 0 { 0 } else { (arm - 1) % 6 + 1 })
}

/// A text in a picture, at a point; `anchor` is `start`, `middle` or `end`.
pub(crate) fn label(x: f64, y: f64, anchor: &str, class: &str, text: impl Into<Phrase>) -> Markup {
    label_at(&round(x).to_string(), y, anchor, class, text)
}

/// The same at a horizontal place that may be a share of the width.
fn label_at(x: &str, y: f64, anchor: &str, class: &str, text: impl Into<Phrase>) -> Markup {
    let Phrase { en, zh } = text.into();
    let y = round(y);
    if en == zh {
        return html! { text x=(x) y=(y) text-anchor=(anchor) class=(class) { (en) } };
    }
    html! {
        text x=(x) y=(y) text-anchor=(anchor) class=(class) lang="en" { (en) }
        text x=(x) y=(y) text-anchor=(anchor) class=(class) lang=(CHINESE) { (zh) }
    }
}

/// A coordinate: tenths of a pixel are enough.
pub(crate) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

/// A share of the width.
fn percent(share: f64) -> String {
    format!("{}%", (share * 1e4).round() / 100.0 + 0.0)
}

/// A number with a true minus sign.
#[must_use]
pub fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

/// The number of a tick with the decimals that its step calls for.
fn tick_text(value: f64, step: f64) -> String {
    let mut decimals = 0;
    let mut worth = step.abs();
    while worth > 0.0 && worth < 0.999 && decimals < 6 {
        worth *= 10.0;
        decimals += 1;
    }
    let text = format!("{value:.decimals$}");
    let is_zero = text.trim_start_matches('-').chars().all(|sign| sign == '0' || sign == '.');
    if is_zero { text.replace('-', "") } else { minus(&text) }
}

/// The shape of a package's mark about a point: a circle, a square, a diamond, triangles and a cross, so that colour
/// is not needed. The baseline is a stroke.
#[must_use]
pub fn mark(arm: usize) -> &'static str {
    const SHAPES: [&str; 6] = [
        "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
        "M-4.5 -4.5H4.5V4.5H-4.5Z",
        "M0 -6L6 0L0 6L-6 0Z",
        "M0 -5.5L5.5 4.5H-5.5Z",
        "M0 5.5L5.5 -4.5H-5.5Z",
        "M-5 -2H-2V-5H2V-2H5V2H2V5H-2V2H-5Z",
    ];
    if arm == 0 { "M-1.5 -6H1.5V6H-1.5Z" } else { SHAPES[(arm - 1) % SHAPES.len()] }
}

/// The letter of a package: A is the first after the baseline.
#[must_use]
pub fn letter(arm: usize) -> String {
    let of = |at: usize| char::from(b'A' + (at % 26) as u8).to_string();
    match arm {
        0 => "0".to_owned(),
        arm if arm <= 26 => of(arm - 1),
        arm => of((arm - 1) / 26 - 1) + &of((arm - 1) % 26),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks([0.0, 1.0], 5), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(ticks([-3.0, 12.0], 3), [0.0, 5.0, 10.0]);
        assert_eq!(ticks([30.0, 260.0], 4), [100.0, 200.0]);
        assert_eq!([tick_text(-0.0, 0.1), tick_text(-2.5, 0.5)], ["0.0", "\u{2212}2.5"]);
        assert!(ticks([1.0, 1.0], 4).is_empty() && ticks([f64::NAN, 1.0], 4).is_empty());
    }

    #[test]
    fn a_scale_keeps_its_ends() {
        let scale = Scale { values: [0.0, 2.0], pixels: [10.0, 110.0] };
        assert_eq!((scale.at(1.0), scale.at(-1.0), scale.at(9.0)), (60.0, 10.0, 110.0));
    }
}
