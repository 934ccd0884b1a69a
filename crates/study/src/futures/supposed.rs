//! Worlds as they are kept with a result, and those that are drawn where none were screened.

use serde::{Deserialize, Serialize};

use super::found::Origin;
use super::shape::log_ratio;
use crate::quantity::Choice;
use crate::setting::{Doubt, Setting, SettingId, Shape};
use crate::supposed::{World, density};

/// The key from which worlds are drawn that nobody screened.
const KEY: u64 = 1;

/// A world as it is kept with a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supposed {
    /// Its number.
    pub number: u32,
    /// Its weight.
    pub weight: f64,
    /// Values of the settings: one, or one a zone where they differ.
    pub values: Vec<Vec<f64>>,
}

/// Worlds drawn from the inner half of each plausible range: halfway between the default and a world of the
/// whole range, setting by setting.
pub fn drawn(number: usize) -> Vec<World> {
    (1..=number as u32).map(|index| halved(&World::draw(KEY, index))).collect()
}

fn halved(world: &World) -> World {
    let half = |&(id, values): &(SettingId, [f64; 3])| {
        let setting = id.setting();
        let mut middle = setting.default;
        for (middle, value) in middle.iter_mut().zip(values) {
            *middle = f64::midpoint(*middle, value);
            if setting.choice == Choice::Whole {
                *middle = middle.round();
            }
        }
        (id, middle)
    };
    World { values: world.values.iter().map(half).collect(), ..world.clone() }
}

/// Identifiers of the settings that worlds vary.
pub(super) fn settings(worlds: &[World]) -> Vec<String> {
    let first = worlds.first().map(|world| world.values.as_slice()).unwrap_or_default();
    first.iter().map(|&(id, _)| id.setting().id.to_owned()).collect()
}

/// Worlds as they are kept.
pub(super) fn all(worlds: &[World]) -> Vec<Supposed> {
    let one = |world: &World| Supposed {
        number: world.number,
        weight: world.weight,
        values: world.values.iter().map(|(_, values)| kept(*values)).collect(),
    };
    worlds.iter().map(one).collect()
}

fn kept(values: [f64; 3]) -> Vec<f64> {
    let is_one = values.iter().all(|value| value.to_bits() == values[0].to_bits());
    if is_one { vec![values[0]] } else { values.to_vec() }
}

/// The logarithm of what a world weighs under the other shape of a setting's range: even for triangular, and the
/// other way round.
pub(super) fn other_shape(id: SettingId, values: [f64; 3], origin: Origin) -> f64 {
    let setting = id.setting();
    let densities = |doubt: Doubt| log_ratio(&[densities(setting, &doubt, values, origin)]);
    setting.doubt.map_or(0.0, densities)
}

/// The density of a value under its own shape and under the other one, but for a factor that is the same in
/// all worlds.
fn densities(setting: &Setting, doubt: &Doubt, values: [f64; 3], origin: Origin) -> [f64; 2] {
    let zone = setting.default.iter().position(|default| *default != 0.0).unwrap_or(0);
    let (mode, value) = if doubt.is_factor {
        (1.0, values[zone] / setting.default[zone])
    } else {
        (setting.default[0], values[0])
    };
    // A drawn world lies halfway between the default and where it lies in the whole range.
    let value = if origin == Origin::Drawn { 2.0 * value - mode } else { value };
    let value = value.clamp(doubt.low, doubt.high);
    let other = match doubt.shape {
        Shape::Triangular => Shape::Uniform,
        Shape::Uniform | Shape::LogUniform => Shape::Triangular,
    };
    [doubt.shape, other].map(|shape| density(shape, (doubt.low, doubt.high), mode, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_worlds_lie_in_the_inner_half_of_each_range() {
        for world in drawn(20) {
            for &(id, values) in &world.values {
                let setting = id.setting();
                let doubt = setting.doubt.unwrap();
                for (value, default) in values.into_iter().zip(setting.default) {
                    let (value, mode) =
                        if doubt.is_factor { (value / default, 1.0) } else { (value, default) };
                    // Whole numbers are rounded.
                    let room = if setting.choice == Choice::Whole { 0.5 } else { 1e-9 };
                    let half = |end: f64| f64::midpoint(end, mode);
                    let inside =
                        half(doubt.low) - room <= value && value <= half(doubt.high) + room;
                    assert!(inside, "{} {value}", setting.id);
                }
            }
        }
        assert_eq!(drawn(3), drawn(5)[..3]);
    }

    #[test]
    fn a_world_is_kept_with_one_value_or_one_a_zone() {
        assert_eq!(kept([0.5; 3]), [0.5]);
        assert_eq!(kept([0.5, 0.5, 0.6]), [0.5, 0.5, 0.6]);
    }
}
