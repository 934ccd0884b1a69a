//! What is asked for against what is gained: a point a candidate, with both doubts.

use maud::{Markup, html};

use super::{Ends, label_at, mark, percent, round, tick_text, ticks, tone};
use crate::quantity::Phrase;

/// Height of the field of points, pixels.
const FIELD: f64 = 236.0;
/// Room above it.
const ABOVE: f64 = 22.0;
/// Room for numbers and the name of the axis below.
const BELOW: f64 = 34.0;
/// The field's sides, as shares of the width: numbers stand on the left.
const FROM: f64 = 0.11;
const TO: f64 = 0.985;
/// The narrowest width at which letters must not lie over each other, pixels.
const NARROW: f64 = 320.0;

/// A candidate on both axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Colour, shape and letter: its place among those that are told, 0 of the baseline; none of those that are out,
    /// which are drawn small and grey.
    pub arm: Option<usize>,
    /// Budget and gain beyond the baseline.
    pub at: [f64; 2],
    /// Ends of their intervals over luck.
    pub luck: [Option<Ends>; 2],
    /// Ends of where they lie over worlds.
    pub worlds: [Option<Ends>; 2],
    /// Whether it is surely among the best; else the mark is hollow.
    pub full: bool,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Front<'a> {
    /// Identifier of the element that names the picture.
    pub named_by: String,
    /// The candidates.
    pub spots: &'a [Spot],
    /// What stands at the two axes.
    pub names: [Phrase; 2],
    /// What one unit of gain is shown as.
    pub scale: f64,
    /// Whether less is better, so that less is higher up.
    pub flip: bool,
}

struct Axes {
    budget: Ends,
    gain: Ends,
    flip: bool,
}

impl Axes {
    fn of(front: &Front) -> Self {
        // Those that are out lie anywhere: they do not stretch the picture of the others.
        let told = || front.spots.iter().filter(|spot| spot.arm.is_some());
        let ends = |axis: usize| {
            let doubts = told().flat_map(move |spot| [spot.luck[axis], spot.worlds[axis]]);
            let all = doubts.flatten().flatten().chain(told().map(move |spot| spot.at[axis]));
            let (mut low, mut high) = (0.0_f64, 0.0_f64);
            for end in all.filter(|end| end.is_finite()) {
                (low, high) = (low.min(end), high.max(end));
            }
            let room = ((high - low) * 0.06).max(1e-9);
            [low - room, high + room]
        };
        Self { budget: ends(0), gain: ends(1), flip: front.flip }
    }

    /// As a share of the width.
    fn across(&self, budget: f64) -> f64 {
        let [low, high] = self.budget;
        FROM + (TO - FROM) * ((budget - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// Pixels from the top.
    fn down(&self, gain: f64) -> f64 {
        let [low, high] = self.gain;
        let share = ((gain - low) / (high - low)).clamp(0.0, 1.0);
        ABOVE + FIELD * if self.flip { share } else { 1.0 - share }
    }

    fn holds(&self, [budget, gain]: [f64; 2]) -> bool {
        let within = |value: f64, [low, high]: Ends| (low..=high).contains(&value);
        within(budget, self.budget) && within(gain, self.gain)
    }
}

/// Draws the picture.
#[must_use]
pub fn front(of: &Front) -> String {
    let axes = Axes::of(of);
    let letters = letters(of, &axes);
    html! {
        svg class="front" width="100%" height=(ABOVE + FIELD + BELOW) role="img" aria-labelledby=(of.named_by) {
            (grid(of, &axes))
            @for spot in of.spots.iter().filter(|spot| spot.arm.is_none() && axes.holds(spot.at)) {
                circle class="gone" cx=(percent(axes.across(spot.at[0]))) cy=(round(axes.down(spot.at[1]))) r="2.5" {}
            }
            @for spot in of.spots {
                @if let Some(arm) = spot.arm { g class=(tone(arm)) { (worlds(&axes, spot)) } }
            }
            @for (spot, letter) in of.spots.iter().zip(&letters) {
                @if let Some(arm) = spot.arm { g class=(tone(arm)) { (drawn(&axes, spot, arm)) (letter) } }
            }
        }
    }
    .into_string()
}

fn grid(of: &Front, axes: &Axes) -> Markup {
    let bottom = ABOVE + FIELD;
    let budgets = ticks(axes.budget, 4);
    let step = |found: &[f64]| found.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(1.0);
    let gains = ticks(axes.gain.map(|end| end * of.scale), 5);
    let (wide, high) = (step(&budgets), step(&gains));
    let plus = |value: f64, step: f64| {
        let sign = if value > step / 2.0 { "+" } else { "" };
        Phrase::same(format!("{sign}{}", tick_text(value, step)))
    };
    html! {
        @for value in budgets {
            @let x = percent(axes.across(value));
            line class="grid" x1=(x) x2=(x) y1=(ABOVE) y2=(bottom) {}
            (label_at(&x, bottom + 13.0, "middle", "tick", plus(value, wide)))
        }
        @for value in gains {
            @let y = round(axes.down(value / of.scale));
            line class="grid" x1=(percent(FROM)) x2=(percent(TO)) y1=(y) y2=(y) {}
            (label_at(&percent(FROM - 0.012), y + 4.0, "end", "tick", plus(value, high)))
        }
        line class="zero" x1=(percent(axes.across(0.0))) x2=(percent(axes.across(0.0))) y1=(ABOVE) y2=(bottom) {}
        line class="zero" x1=(percent(FROM)) x2=(percent(TO)) y1=(round(axes.down(0.0))) y2=(round(axes.down(0.0))) {}
        (label_at("0", 12.0, "start", "tick", of.names[1].clone()))
        (label_at(&percent(TO), bottom + 29.0, "end", "tick", of.names[0].clone()))
    }
}

/// Where it lies over worlds: a pale field.
fn worlds(axes: &Axes, spot: &Spot) -> Markup {
    html! { @if let [Some(budget), Some(gain)] = spot.worlds {
        @let [left, right] = budget.map(|end| axes.across(end));
        @let (top, bottom) = {
            let [a, b] = gain.map(|end| axes.down(end));
            (a.min(b), a.max(b))
        };
        rect class="worlds" x=(percent(left)) width=(percent((right - left).max(0.003))) y=(round(top)) height=(round((bottom - top).max(2.0))) {}
    } }
}

/// Luck as a cross, and the mark.
fn drawn(axes: &Axes, spot: &Spot, arm: usize) -> Markup {
    let (x, y) = (percent(axes.across(spot.at[0])), round(axes.down(spot.at[1])));
    html! {
        @if let Some([left, right]) = spot.luck[0].map(|ends| ends.map(|end| percent(axes.across(end)))) {
            line class="luck" x1=(left) x2=(right) y1=(y) y2=(y) {}
        }
        @if let Some([a, b]) = spot.luck[1].map(|ends| ends.map(|end| round(axes.down(end)))) {
            line class="luck" x1=(x) x2=(x) y1=(a) y2=(b) {}
        }
        svg class="at" x=(x) y=(y) { path class=(if spot.full { "mark" } else { "mark open" }) d=(mark(arm)) {} }
    }
}

/// A letter beside each mark, where it lies over no other one; those that find no room stand in the table alone.
fn letters(of: &Front, axes: &Axes) -> Vec<Markup> {
    let place = |spot: &Spot| [axes.across(spot.at[0]) * NARROW, axes.down(spot.at[1])];
    let mut taken: Vec<[f64; 2]> =
        of.spots.iter().filter(|spot| spot.arm.is_some()).map(place).collect();
    // Letters of neighbours are looked for to the right, the left, above and below.
    const AROUND: [([f64; 2], &str); 4] = [
        ([9.0, 4.0], "start"),
        ([-9.0, 4.0], "end"),
        ([0.0, -10.0], "middle"),
        ([0.0, 19.0], "middle"),
    ];
    let one = |spot: &Spot, taken: &mut Vec<[f64; 2]>| {
        let Some(arm) = spot.arm.filter(|arm| *arm > 0) else { return html! {} };
        let [x, y] = place(spot);
        let middle = |[dx, dy]: [f64; 2]| [x + dx * 1.5, y + dy - 4.0];
        let is_free = |at: [f64; 2]| {
            let inside = at[0] > FROM * NARROW + 4.0 && at[0] < TO * NARROW - 8.0;
            inside
                && taken
                    .iter()
                    .all(|other| (other[0] - at[0]).abs() > 12.0 || (other[1] - at[1]).abs() > 12.0)
        };
        let Some((around, anchor)) =
            AROUND.into_iter().find(|(around, _)| is_free(middle(*around)))
        else {
            return html! {};
        };
        taken.push(middle(around));
        html! {
            svg class="at" x=(percent(axes.across(spot.at[0]))) y=(round(axes.down(spot.at[1]))) {
                (label_at(&round(around[0]).to_string(), around[1], anchor, "tick told", Phrase::same(super::letter(arm))))
            }
        }
    };
    of.spots.iter().map(|spot| one(spot, &mut taken)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(arm: Option<usize>, at: [f64; 2]) -> Spot {
        let around = |value: f64| Some([value - 0.5, value + 0.5]);
        Spot { arm, at, luck: at.map(around), worlds: at.map(around), full: true }
    }

    #[test]
    fn more_money_is_to_the_right_more_gain_is_up_and_what_is_out_stretches_nothing() {
        let spots = [
            spot(Some(0), [0.0, 0.0]),
            spot(Some(1), [4.0, 6.0]),
            spot(Some(2), [9.0, 8.0]),
            spot(None, [500.0, 500.0]),
        ];
        for flip in [false, true] {
            let spots = spots.clone().map(|spot| {
                let turn =
                    |ends: Option<Ends>| ends.map(|[a, b]| if flip { [-b, -a] } else { [a, b] });
                let at = [spot.at[0], if flip { -spot.at[1] } else { spot.at[1] }];
                Spot { at, luck: [spot.luck[0], turn(spot.luck[1])], worlds: [None; 2], ..spot }
            });
            let of = Front {
                named_by: "x".to_owned(),
                spots: &spots,
                names: [Phrase::same("budget"), Phrase::same("gain")],
                scale: 1.0,
                flip,
            };
            let axes = Axes::of(&of);
            assert!(axes.across(9.0) > axes.across(4.0));
            assert!(axes.down(spots[2].at[1]) < axes.down(spots[1].at[1]));
            assert!(axes.budget[1] < 20.0 && axes.gain[1].abs() < 20.0);
            let drawn = front(&of);
            assert!(
                drawn.contains(">A<") && drawn.contains(">B<") && !drawn.contains("gone"),
                "{drawn}"
            );
        }
    }
}
