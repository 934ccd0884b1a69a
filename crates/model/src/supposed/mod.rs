//! Worlds: joint values of what is uncertain, drawn from plausible ranges, and a scenario in one.
//!
//! A *world* is one supposition of how people and offices respond and what things cost. It lies under
//! all that a scenario gives: the baseline, the place and the policy of the user win.

mod target;

use std::sync::LazyLock;

use crate::math;
use crate::model::revenue_by_county;
use crate::policy::Scenario;
use crate::quantity::{Choice, ZONES};
use crate::random::{Luck, Process};
use crate::setting::{Doubt, SettingId, Shape};

pub use target::{Target, TargetKind, as_today, with_change};

/// One joint value of the uncertain settings.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Its number, from 0; unique in a file.
    pub number: u32,
    /// Its share in a set of worlds, up to a common factor.
    pub weight: f64,
    /// Values by zone, in the order of the registry. Settings that are not named have their defaults.
    pub values: Vec<(SettingId, [f64; 3])>,
}

/// What varies by itself: one setting, or several that go up and down together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The setting's identifier, or what its settings are called together.
    pub name: &'static str,
    /// Its settings.
    pub settings: Vec<SettingId>,
}

static DIMENSIONS: LazyLock<Vec<Dimension>> = LazyLock::new(|| {
    let mut found: Vec<Dimension> = Vec::new();
    for id in SettingId::all() {
        let Some(doubt) = id.setting().doubt else { continue };
        let known = found.iter_mut().find(|known| doubt.together == Some(known.name));
        match known {
            Some(known) => known.settings.push(id),
            None => {
                let name = doubt.together.unwrap_or(id.setting().id);
                found.push(Dimension { name, settings: vec![id] });
            }
        }
    }
    found
});

/// All that worlds vary, in the order of the registry.
pub fn dimensions() -> &'static [Dimension] {
    &DIMENSIONS
}

impl World {
    /// World `index` of a key, drawn from the shapes of all plausible ranges.
    pub fn draw(key: u64, index: u32) -> Self {
        let luck = Luck::of_seed(key);
        let at = dimensions()
            .iter()
            .map(|dimension| luck.of(dimension.name).uniform(Process::World, 0, index));
        Self::at(index, &at.collect::<Vec<_>>())
    }

    /// The world at a point of the unit cube: for each dimension the share of its worlds that lie
    /// below. Dimensions without a finite number keep their defaults.
    pub fn at(number: u32, point: &[f64]) -> Self {
        let mut values = Vec::new();
        for (dimension, &below) in dimensions().iter().zip(point) {
            for &id in dimension.settings.iter().filter(|_| below.is_finite()) {
                if let Some(doubt) = id.setting().doubt {
                    values.push((id, values_at(id, &doubt, below.clamp(0.0, 1.0))));
                }
            }
        }
        values.sort_by_key(|&(id, _)| id);
        Self { number, weight: 1.0, values }
    }

    /// The value of a setting by zone: its default where the world does not name it.
    pub fn value(&self, id: SettingId) -> [f64; 3] {
        let at = self.values.binary_search_by_key(&id, |&(known, _)| known);
        at.map_or(id.setting().default, |at| self.values[at].1)
    }

    /// A scenario in this world. What its baseline gives stays, zone by zone, and so does what the
    /// table of its place gives to a community; what its policy sets holds in every world, and what it
    /// multiplies is the world's value. Revenue that is derived stays that of the scenario as it is.
    #[must_use]
    pub fn under(&self, scenario: &Scenario) -> Scenario {
        let mut in_world = scenario.clone();
        if in_world.revenue.is_none() {
            in_world.revenue = Some(revenue_by_county(scenario));
        }
        for &(id, values) in &self.values {
            let given = scenario.given.iter().find(|(known, _)| *known == id);
            let given = given.map_or([false; 3], |&(_, zones)| zones);
            for zone in ZONES.map(|zone| zone.index()).into_iter().filter(|&zone| !given[zone]) {
                in_world.baseline[zone].set(id, values[zone]);
            }
        }
        in_world
    }
}

/// Values by zone where a share of worlds lies below.
fn values_at(id: SettingId, doubt: &Doubt, below: f64) -> [f64; 3] {
    let setting = id.setting();
    let mode = if doubt.is_factor { 1.0 } else { setting.default[0] };
    let found = quantile(doubt.shape, (doubt.low, doubt.high), mode, below);
    let found = if setting.choice == Choice::Whole { found.round() } else { found };
    let values =
        if doubt.is_factor { setting.default.map(|default| default * found) } else { [found; 3] };
    values.map(rounded)
}

/// Six significant digits, as many as a plausible range can bear: so a file of worlds can be read, and
/// holds exactly what was run.
pub fn rounded(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// The value below which a share of a shape lies; a triangle has its peak at `mode`.
pub fn quantile(shape: Shape, (low, high): (f64, f64), mode: f64, below: f64) -> f64 {
    let found = match shape {
        Shape::Uniform => low + (high - low) * below,
        Shape::LogUniform => low * math::exp(math::ln(high / low) * below),
        Shape::Triangular => {
            let peak = (mode - low) / (high - low);
            if below < peak {
                low + (below * (high - low) * (mode - low)).sqrt()
            } else {
                high - ((1.0 - below) * (high - low) * (high - mode)).sqrt()
            }
        }
    };
    found.clamp(low, high)
}

/// The density of a shape at a value: 0 outside the range. For weights between shapes.
pub fn density(shape: Shape, (low, high): (f64, f64), mode: f64, value: f64) -> f64 {
    if !(low..=high).contains(&value) {
        return 0.0;
    }
    match shape {
        Shape::Uniform => 1.0 / (high - low),
        Shape::LogUniform => 1.0 / (value * math::ln(high / low)),
        Shape::Triangular => {
            let (below, above) = (mode - low, high - mode);
            let side = if value < mode || above <= 0.0 {
                (value - low) / below
            } else {
                (high - value) / above
            };
            2.0 * side / (high - low)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Change, ChangeKind, Operation, Target};

    fn id(word: &str) -> SettingId {
        SettingId::find(word).unwrap()
    }

    #[test]
    fn a_world_is_a_function_of_key_and_index_and_lies_in_its_ranges() {
        assert_eq!(World::draw(7, 3), World::draw(7, 3));
        assert_ne!(World::draw(7, 3).values, World::draw(7, 4).values);
        assert_ne!(World::draw(7, 3).values, World::draw(8, 3).values);
        for index in 0..50 {
            for (id, values) in World::draw(1, index).values {
                let setting = id.setting();
                let doubt = setting.doubt.unwrap();
                for (value, default) in values.into_iter().zip(setting.default) {
                    let value = if doubt.is_factor { value / default } else { value };
                    assert!(
                        doubt.low * 0.999_99 - 1e-9 <= value
                            && value <= doubt.high * 1.000_01 + 1e-9,
                        "{}",
                        setting.id
                    );
                }
            }
        }
    }

    #[test]
    fn worlds_vary_prices_and_behaviour_and_nothing_else() {
        let varied: Vec<SettingId> = World::draw(1, 0).values.iter().map(|&(id, _)| id).collect();
        for any in SettingId::all() {
            assert_eq!(
                varied.contains(&any),
                any.setting().nature.varies(),
                "{}",
                any.setting().id
            );
        }
    }

    #[test]
    fn settings_of_one_group_go_up_and_down_together_and_zones_keep_their_proportions() {
        let pairs: Vec<(f64, f64)> = (0..40)
            .map(|index| {
                let world = World::draw(2, index);
                let distance = world.value(id("distance"));
                assert!((distance[2] / distance[0] - 2.5).abs() < 1e-4);
                (world.value(id("belonging_local"))[0], world.value(id("belonging_initial"))[0])
            })
            .collect();
        for (a, b) in pairs.iter().zip(&pairs[1..]) {
            assert_eq!(a.0 < b.0, a.1 < b.1);
        }
    }

    #[test]
    fn quantiles_undo_the_shares_of_their_densities() {
        let mode = 0.3;
        for shape in [Shape::Uniform, Shape::LogUniform, Shape::Triangular] {
            let range = (0.1, 0.9);
            let steps = 40_000;
            let width = (range.1 - range.0) / f64::from(steps);
            let mut below = 0.0;
            for step in 0..steps {
                let value = range.0 + (f64::from(step) + 0.5) * width;
                below += density(shape, range, mode, value) * width;
                if step % 4_000 == 3_999 && step < steps - 1 {
                    let back = quantile(shape, range, mode, below);
                    assert!((back - value).abs() < 1e-3, "{shape:?} {value} {back}");
                }
            }
            assert!((below - 1.0).abs() < 1e-6, "{shape:?}");
        }
        assert_eq!(density(Shape::Uniform, (0.0, 1.0), 0.5, 1.5), 0.0);
    }

    #[test]
    fn what_the_user_gives_wins_over_the_world_zone_by_zone() {
        let mut scenario = Scenario::baseline();
        let (need, distance) = (id("need_rate"), id("distance"));
        scenario.given = vec![(need, [true; 3]), (distance, [true, false, false])];
        for settings in &mut scenario.baseline {
            settings.set(need, 0.05);
        }
        let world = World::draw(3, 0);
        let there = world.under(&scenario);
        assert_eq!(there.baseline[1].get(need), 0.05);
        assert_eq!(there.baseline[0].get(distance), scenario.baseline[0].get(distance));
        assert_eq!(there.baseline[2].get(distance), world.value(distance)[2]);
        assert_eq!(there.baseline[0].get(id("quit_base")), world.value(id("quit_base"))[0]);
        assert_eq!(there.baseline[0].get(id("local_wage")), 6000.0);
    }

    #[test]
    fn derived_revenue_is_that_of_the_scenario_as_it_is_in_every_world() {
        let mut scenario = Scenario::baseline();
        let mut place = crate::place::Place::clone(&scenario.place);
        place.from_table = true;
        scenario.place = std::sync::Arc::new(place);
        let before = revenue_by_county(&scenario);
        // A fact, as somebody may ask for it: pay goes up, revenue does not follow.
        let wage = id("local_wage");
        let world = World { number: 0, weight: 1.0, values: vec![(wage, [9000.0; 3])] };
        let there = world.under(&scenario);
        assert_eq!(there.baseline[0].get(wage), 9000.0);
        assert_eq!(revenue_by_county(&there), before);
    }

    #[test]
    fn a_policy_stays_as_it_is_written_and_a_factor_meets_the_worlds_value() {
        let mut scenario = Scenario::baseline();
        scenario.changes = vec![Change {
            kind: ChangeKind::Intervention,
            name: "half".to_owned(),
            setting: id("admin_load"),
            operation: Operation::Factor(0.5),
            from: 1,
            until: None,
            ramp: 0,
            target: Target::default(),
        }];
        let world = World::draw(3, 1);
        let there = world.under(&scenario);
        assert_eq!(there.changes, scenario.changes);
        let calendar = crate::model::calendar(&there, 1);
        let load = calendar.at(0, 30).get(id("admin_load"));
        assert!((load - 0.5 * world.value(id("admin_load"))[0]).abs() < 1e-12);
    }
}
