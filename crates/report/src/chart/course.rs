//! One outcome of one scenario, year by year: a line through the means, how sure each is, and where most histories
//! lie.

use maud::{Markup, html};

use super::{label_at, percent, round, tick_text, ticks, tone};
use crate::quantity::Phrase;

/// Height of the field that values lie in, pixels.
const FIELD: f64 = 42.0;
/// Room above it, for half a mark.
const ABOVE: f64 = 5.0;
/// Height of the line of years below.
const YEARS: f64 = 15.0;
/// The first and the last year, as shares of the width: numbers stand on the left.
const FROM: f64 = 0.13;
const TO: f64 = 0.97;

/// A year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// What stands below it.
    pub name: Phrase,
    /// Mean over histories.
    pub mean: Option<f64>,
    /// Ends of its interval.
    pub luck: Option<[f64; 2]>,
    /// Where most histories lie.
    pub spread: Option<[f64; 2]>,
    /// Whether it is burn-in: greyed.
    pub grey: bool,
}

/// A row of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<'a> {
    /// Identifier of the element that names the picture.
    pub named_by: String,
    /// The years.
    pub years: &'a [Year],
    /// What one unit is shown as: 100 of shares in per cent.
    pub scale: f64,
}

/// Places of years and values.
struct Axis {
    ends: [f64; 2],
    years: usize,
}

impl Axis {
    fn of(course: &Course) -> Self {
        let ends =
            course.years.iter().flat_map(|year| [year.luck, year.spread]).flatten().flatten();
        let all = ends.chain(course.years.iter().filter_map(|year| year.mean));
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in all.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let room = ((high - low) * 0.08).max(high.abs() * 0.01).max(1e-9);
        Self { ends: [low - room, high + room], years: course.years.len() }
    }

    /// Where a year stands, as a share of the width.
    fn across(&self, at: usize) -> f64 {
        FROM + (TO - FROM) * (at as f64 + 0.5) / self.years.max(1) as f64
    }

    /// Where a value stands, pixels from the top.
    fn down(&self, value: f64) -> f64 {
        let [low, high] = self.ends;
        ABOVE + FIELD * (1.0 - ((value - low) / (high - low)).clamp(0.0, 1.0))
    }
}

/// Draws a row.
#[must_use]
pub fn course(of: &Course) -> String {
    let axis = Axis::of(of);
    let bottom = ABOVE + FIELD;
    html! {
        svg class={ "course " (tone(1)) } width="100%" height=(bottom + YEARS) role="img" aria-labelledby=(of.named_by) {
            (burn_in(of, &axis))
            (levels(of, &axis))
            // Lines are drawn in a picture of its own that is stretched, so that they fill any column.
            svg x=(percent(FROM)) y="0" width=(percent(TO - FROM)) height=(bottom) viewBox={ "0 0 1000 " (bottom) } preserveAspectRatio="none" {
                path class="band" d=(band(of, &axis)) {}
                path class="line" vector-effect="non-scaling-stroke" d=(line(of, &axis)) {}
            }
            @for (at, year) in of.years.iter().enumerate() { (drawn(&axis, at, year)) }
            (names(of, &axis))
        }
    }
    .into_string()
}

fn burn_in(of: &Course, axis: &Axis) -> Markup {
    let grey = of.years.iter().take_while(|year| year.grey).count();
    let each = (TO - FROM) / axis.years.max(1) as f64;
    html! {
        @if grey > 0 {
            rect class="burn-in" x=(percent(FROM)) width=(percent(each * grey as f64)) y=(ABOVE) height=(FIELD) {}
        }
    }
}

/// Two or three round values with their lines.
fn levels(of: &Course, axis: &Axis) -> Markup {
    let found = ticks(axis.ends.map(|end| end * of.scale), 3);
    let step = found.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(of.scale / 100.0);
    html! { @for value in found {
        @let y = round(axis.down(value / of.scale));
        line class="grid" x1=(percent(FROM)) x2=(percent(TO)) y1=(y) y2=(y) {}
        (label_at(&percent(FROM - 0.012), y + 4.0, "end", "tick", Phrase::same(tick_text(value, step))))
    } }
}

fn names(of: &Course, axis: &Axis) -> Markup {
    // So far apart that the longest finds room.
    let every = of.years.len().div_ceil(10);
    let last = of.years.len().saturating_sub(1);
    html! { @for (at, year) in of.years.iter().enumerate() {
        @if (last - at).is_multiple_of(every) {
            (label_at(&percent(axis.across(at)), ABOVE + FIELD + 12.0, "middle", "tick", year.name.clone()))
        }
    } }
}

fn drawn(axis: &Axis, at: usize, year: &Year) -> Markup {
    let x = percent(axis.across(at));
    html! {
        g class=(if year.grey { "early" } else { "late" }) {
            @if let Some([low, high]) = year.luck.map(|ends| ends.map(|end| round(axis.down(end)))) {
                line class="luck" x1=(x) x2=(x) y1=(low) y2=(high) {}
            }
            @if let Some(mean) = year.mean {
                circle class="dot" cx=(x) cy=(round(axis.down(mean))) r="3" {}
            }
        }
    }
}

/// The place of a year in the stretched picture.
fn stretched(axis: &Axis, at: usize) -> f64 {
    round(1000.0 * (axis.across(at) - FROM) / (TO - FROM))
}

fn line(of: &Course, axis: &Axis) -> String {
    let mut path = String::new();
    let mut begun = false;
    for (at, year) in of.years.iter().enumerate() {
        if let Some(mean) = year.mean {
            let word = if begun { 'L' } else { 'M' };
            path.push_str(&format!("{word}{} {}", stretched(axis, at), round(axis.down(mean))));
        }
        begun = year.mean.is_some();
    }
    path
}

fn band(of: &Course, axis: &Axis) -> String {
    let known: Vec<Option<(usize, [f64; 2])>> =
        of.years.iter().enumerate().map(|(at, year)| Some((at, year.spread?))).collect();
    let mut path = String::new();
    for piece in known.split(Option::is_none) {
        let piece: Vec<(usize, [f64; 2])> = piece.iter().copied().flatten().collect();
        let there = piece.iter().map(|(at, [low, _])| (*at, *low));
        let back = piece.iter().rev().map(|(at, [_, high])| (*at, *high));
        for (place, (at, value)) in there.chain(back).enumerate() {
            let word = if place == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{word}{} {}", stretched(axis, at), round(axis.down(value))));
        }
        if !piece.is_empty() {
            path.push('Z');
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_higher_up_later_is_further_right_and_a_year_without_value_breaks_the_line() {
        let year = |mean: Option<f64>| Year {
            name: Phrase::same("x"),
            mean,
            luck: mean.map(|mean| [mean - 0.01, mean + 0.01]),
            spread: mean.map(|mean| [mean - 0.05, mean + 0.05]),
            grey: false,
        };
        let years = [year(Some(0.1)), year(Some(0.3)), year(None), year(Some(0.2))];
        let of = Course { named_by: "x".to_owned(), years: &years, scale: 100.0 };
        let axis = Axis::of(&of);
        assert!(axis.down(0.3) < axis.down(0.2) && axis.down(0.2) < axis.down(0.1));
        assert!(axis.across(0) < axis.across(1) && axis.across(3) < TO);
        assert_eq!(line(&of, &axis).matches('M').count(), 2);
        assert_eq!(band(&of, &axis).matches('Z').count(), 2);
        assert!(course(&of).contains(">20<"), "{}", course(&of));
    }

    #[test]
    fn a_value_that_never_moves_is_drawn_and_so_is_none() {
        let still =
            Year { name: Phrase::same("1"), mean: Some(0.0), luck: None, spread: None, grey: true };
        let of = Course { named_by: "x".to_owned(), years: &[still], scale: 1.0 };
        assert!(course(&of).contains("circle") && !course(&of).contains("NaN"));
        let none = Course { years: &[], ..of };
        assert!(!course(&none).contains("NaN"));
    }
}
