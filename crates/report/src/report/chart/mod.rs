//! Pictures of the page, as SVG with real text: numbers in, markup out.

mod interval;
mod lines;
mod sankey;

pub(super) use interval::{difference_mark, legend, value_mark};
pub(super) use lines::{Line, Panel, panel};
pub(super) use sankey::{End, Link, sankey};

/// A straight scale from values to pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Values at both ends.
    pub values: [f64; 2],
    /// Pixels at both ends.
    pub(crate) pixels: [f64; 2],
}

impl Scale {
    /// The pixel of a value, held within the ends.
    pub(super) fn at(&self, value: f64) -> f64 {
        let [from, to] = self.values;
        let [left, right] = self.pixels;
        let share = if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.5 };
        left + share * (right - left)
    }
}

/// Round numbers that lie in a range, about `count` of them.
pub(super) fn ticks([from, to]: [f64; 2], count: usize) -> Vec<f64> {
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
pub(super) fn tone(arm: usize) -> String {
    format!("tone-{}", if arm == 0 { 0 } else { (arm - 1) % 6 + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks([0.0, 1.0], 5), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(ticks([-3.0, 12.0], 3), [0.0, 5.0, 10.0]);
        assert_eq!(ticks([30.0, 260.0], 4), [100.0, 200.0]);
        assert!(ticks([1.0, 1.0], 4).is_empty() && ticks([f64::NAN, 1.0], 4).is_empty());
    }

    #[test]
    fn a_scale_keeps_its_ends() {
        let scale = Scale { values: [0.0, 2.0], pixels: [10.0, 110.0] };
        assert_eq!((scale.at(1.0), scale.at(-1.0), scale.at(9.0)), (60.0, 10.0, 110.0));
    }
}
