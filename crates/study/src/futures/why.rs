//! Why a comparison comes out as it does: turning points and the value of learning, from futures that were run.

use serde::{Deserialize, Serialize};

use super::axes::{Axis, Hangs, Table, axes};
use super::found::{Basis, Futures};
use super::learning::{Choice, Learning};
use super::turning::{Proposal, Side, Turning, proposal, search};
use crate::experiment::{Future, Month, Runner, Shown, ThreadsError};
use crate::math::sqrt;
use crate::metric::{Better, METRICS};
use crate::policy::Scenario;
use crate::setting::SettingId;
use crate::supposed::{World, dimensions};

/// Turning points that are confirmed by seeds, at most.
pub const MOST_TURNING: usize = 8;

/// Seeds of each side of a turning point.
pub const SEEDS: u64 = 20;

/// Settings of one difference that are tried, at most.
const OF_ONE: usize = 2;

/// Seeds of turning points begin here: neither the seeds of the default world nor those of worlds.
const FIRST_SEED: u64 = 6_000_000_000;

/// What differences hang on, beyond what their own outlooks say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// What learning is worth, by outcome.
    pub learning: Vec<Learning>,
    /// Where differences turn, by setting.
    pub turning: Vec<Turning>,
    /// Whether turning points were not looked for to the end.
    pub cut: bool,
    /// Scenarios that were left out of it, for they surely break a ceiling: they cannot be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// Of what it is asked.
#[derive(Clone, Copy)]
pub struct Asks<'a> {
    /// The scenarios as they are in the default world, the baseline first.
    pub arms: &'a [Scenario],
    /// What futures were worked out from.
    pub basis: Basis<'a>,
    /// Outcomes, the first goal alone where there is one: by position in the registry.
    pub outcomes: &'a [usize],
    /// What can be chosen: arms, the baseline first.
    pub among: &'a [usize],
    /// The mean of an arm in the default world, by arm and metric.
    pub means: &'a dyn Fn(usize, usize) -> Option<f64>,
    /// The month.
    pub month: Month<'a>,
    /// How seeds are run.
    pub runner: Runner<'a>,
}

/// A setting that may turn a difference.
struct Candidate<'a> {
    arm: usize,
    against: usize,
    metric: usize,
    axis: &'a Axis,
    default: f64,
    difference: f64,
    proposal: Proposal,
}

impl Futures {
    /// What learning is worth, for each outcome that has a direction.
    pub(super) fn learning(
        &self,
        basis: Basis,
        outcomes: &[usize],
        among: &[usize],
    ) -> Vec<Learning> {
        let names: Vec<&str> = among.iter().map(|&arm| basis.names[arm]).collect();
        let axes = axes(&self.worlds, &self.settings, &self.given, self.origin);
        let of = |&metric: &usize| {
            let sign = match METRICS[metric].better {
                Better::Higher => 1.0,
                Better::Lower => -1.0,
                Better::Neither => return None,
            };
            let column = basis.metrics.iter().position(|known| *known == metric)?;
            let first: Vec<_> = self.rows.iter().filter(|row| !row.second).collect();
            let value = |world: usize, arm: usize| {
                first[world].arms[arm][0][column].map_or(f64::NAN, |value| sign * value)
            };
            let is_whole = |world: &usize| among.iter().all(|&arm| value(*world, arm).is_finite());
            let known: Vec<usize> = (0..first.len()).filter(is_whole).collect();
            if known.is_empty() {
                return None;
            }
            let goods: Vec<Vec<f64>> = among
                .iter()
                .map(|&arm| known.iter().map(|&world| value(world, arm)).collect())
                .collect();
            let weights = known.iter().map(|&world| self.worlds[world].weight).collect();
            let only = |axis: &Axis| Axis {
                id: axis.id,
                values: known.iter().map(|&world| axis.values[world]).collect(),
                log_ratios: Vec::new(),
            };
            let own: Vec<Axis> = axes.iter().map(only).collect();
            Some(Choice::new(&goods, weights).learning(&own, &names, METRICS[metric].id))
        };
        outcomes.iter().filter_map(of).collect()
    }

    /// Turning points and the value of learning.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn why(&self, asks: &Asks) -> Result<Why, ThreadsError> {
        let learning = self.learning(asks.basis, asks.outcomes, asks.among);
        let all = axes(&self.worlds, &self.settings, &self.given, self.origin);
        let candidates = self.candidates(asks, &all);
        let (mut turning, mut cut) = (Vec::new(), false);
        for candidate in &candidates {
            match confirmed(asks, candidate)? {
                Some(found) => turning.push(found),
                None => {
                    cut = true;
                    break;
                }
            }
        }
        let out = (0..asks.arms.len()).filter(|arm| !asks.among.contains(arm));
        let left_out = out.map(|arm| asks.basis.names[arm].to_owned()).collect();
        Ok(Why { learning, turning, cut, left_out })
    }

    /// Settings that may turn a difference: those beyond the floor whose curve over the worlds reaches zero or comes
    /// near, the nearest to the default first, so many of one difference.
    fn candidates<'a>(&self, asks: &Asks, all: &'a [Axis]) -> Vec<Candidate<'a>> {
        let table = Table::new(all.to_vec());
        let mut found: Vec<Candidate> = Vec::new();
        for &metric in asks.outcomes {
            let Some(column) = asks.basis.metrics.iter().position(|known| *known == metric) else {
                continue;
            };
            let mut pairs: Vec<(usize, usize)> =
                asks.among.iter().filter(|&&arm| arm > 0).map(|&arm| (arm, 0)).collect();
            pairs.extend(self.first_two(asks, metric));
            for (arm, against) in pairs {
                let values = self.between(arm, against, column);
                let means = (asks.means)(arm, metric).zip((asks.means)(against, metric));
                let Some((own, other)) = means else { continue };
                let difference = own - other;
                let hangs = table.hangs(&values);
                let mut own = candidates_of(&hangs, all, &values, difference);
                own.sort_by(|a, b| a.2.distance.total_cmp(&b.2.distance));
                let own = own.into_iter().take(OF_ONE).map(|(axis, default, proposal)| Candidate {
                    arm,
                    against,
                    metric,
                    axis,
                    default,
                    difference,
                    proposal,
                });
                found.extend(own);
            }
        }
        found.sort_by(|a, b| a.proposal.distance.total_cmp(&b.proposal.distance));
        found.truncate(MOST_TURNING);
        found
    }

    /// The two scenarios that are best on an outcome in the default world, of those that can be chosen, the baseline
    /// aside.
    fn first_two(&self, asks: &Asks, metric: usize) -> Option<(usize, usize)> {
        let sign = match METRICS[metric].better {
            Better::Higher => 1.0,
            Better::Lower => -1.0,
            Better::Neither => return None,
        };
        let mean = |arm: usize| Some((arm, sign * (asks.means)(arm, metric)?));
        let packages = asks.among.iter().copied().filter(|&arm| arm > 0);
        let mut arms: Vec<(usize, f64)> = packages.filter_map(mean).collect();
        arms.sort_by(|a, b| b.1.total_cmp(&a.1));
        match arms.as_slice() {
            [first, second, ..] => Some((first.0, second.0)),
            _ => None,
        }
    }

    /// Differences of two arms in the widest area, a world each.
    fn between(&self, arm: usize, against: usize, column: usize) -> Vec<f64> {
        let value =
            |row: &super::found::Row, arm: usize| row.arms[arm][0][column].unwrap_or(f64::NAN);
        let first = self.rows.iter().filter(|row| !row.second);
        first.map(|row| value(row, arm) - value(row, against)).collect()
    }
}

/// Settings beyond the floor that may turn a difference, with the share of their range below the default.
fn candidates_of<'a>(
    hangs: &Hangs,
    all: &'a [Axis],
    differences: &[f64],
    difference: f64,
) -> Vec<(&'a Axis, f64, Proposal)> {
    if difference == 0.0 {
        return Vec::new();
    }
    let one = |driver: &super::axes::Driver| {
        let axis = all.iter().find(|axis| axis.id.setting().id == driver.setting)?;
        let default = default_of(axis.id);
        let curve = curve(axis, differences);
        let found = proposal(default, difference, &curve)?;
        Some((axis, default, found))
    };
    hangs.drivers.iter().take(MOST_TURNING).filter_map(one).collect()
}

/// The mean difference by the share of the range of a setting: a curve of the second degree through the worlds.
fn curve(axis: &Axis, differences: &[f64]) -> impl Fn(f64) -> f64 + use<> {
    let at: Vec<f64> = axis.values.iter().map(|value| below_of(axis.id, *value)).collect();
    let known = at.iter().zip(differences).filter(|(_, value)| value.is_finite());
    let (mut table, mut right) = ([[0.0; 3]; 3], [0.0; 3]);
    for (below, value) in known {
        let terms = [1.0, *below, below * below];
        for row in 0..3 {
            for column in 0..3 {
                table[row][column] += terms[row] * terms[column];
            }
            right[row] += terms[row] * value;
        }
    }
    for (row, cells) in table.iter_mut().enumerate() {
        cells[row] += 1e-9 * at.len() as f64;
    }
    let [a, b, c] = super::learning::solved(table, right);
    move |below| a + b * below + c * below * below
}

/// The world in which one setting, with those that go with it, is where a share of its range lies below.
fn world_at(id: SettingId, below: f64) -> World {
    let point: Vec<f64> = dimensions()
        .iter()
        .map(|of| if of.settings.contains(&id) { below } else { f64::NAN })
        .collect();
    World::at(0, &point)
}

/// The value of a setting, in the first zone where it is not nothing, at a share of its range.
fn value_at(id: SettingId, below: f64) -> f64 {
    let zone = id.setting().default.iter().position(|value| *value != 0.0).unwrap_or(0);
    world_at(id, below).value(id)[zone]
}

/// The share of the range below a value, by halving.
fn below_of(id: SettingId, value: f64) -> f64 {
    let [mut low, mut high] = [0.0, 1.0];
    for _ in 0..30 {
        let middle = f64::midpoint(low, high);
        if value_at(id, middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    // Not below it, also where values are whole.
    high
}

fn default_of(id: SettingId) -> f64 {
    let zone = id.setting().default.iter().position(|value| *value != 0.0).unwrap_or(0);
    below_of(id, id.setting().default[zone])
}

/// A candidate as seeds find it; nothing where they were stopped.
fn confirmed(asks: &Asks, of: &Candidate) -> Result<Option<Turning>, ThreadsError> {
    let id = of.axis.id;
    let mut run = |below: f64| side(asks, of, below);
    let found = search((of.default, of.difference), of.proposal.below, &mut run)?;
    let Some(found) = found else { return Ok(None) };
    Ok(Some(Turning {
        scenario: asks.basis.names[of.arm].to_owned(),
        against: asks.basis.names[of.against].to_owned(),
        metric: METRICS[of.metric].id.to_owned(),
        setting: id.setting().id.to_owned(),
        default: [value_at(id, of.default), of.difference],
        range: [value_at(id, 0.0), value_at(id, 1.0)],
        sides: found.sides,
        turns: found.turns,
        is_clear: found.is_clear,
    }))
}

/// The mean difference over seeds where the setting is at a share of its range.
fn side(asks: &Asks, of: &Candidate, below: f64) -> Result<Option<Side>, ThreadsError> {
    let world = world_at(of.axis.id, below);
    let mut wanted = vec![0, of.arm];
    wanted.extend((of.against > 0).then_some(of.against));
    let arms: Vec<Scenario> = wanted.iter().map(|&arm| world.under(&asks.arms[arm])).collect();
    let seeds: Vec<u64> = (FIRST_SEED..FIRST_SEED + SEEDS).collect();
    let adults = arms.iter().map(|arm| arm.place.adults()).max().unwrap_or(0);
    let (month, runner) = (asks.month, asks.runner);
    let found = runner.each_seed(2 * adults, &seeds, |seed, spread| {
        Future { arms: &arms, seed, spread, month, runner, known: &[] }.run()
    })?;
    let Some(found) = found.into_iter().collect::<Option<Vec<_>>>() else { return Ok(None) };
    let other = if of.against > 0 { 2 } else { 0 };
    let difference = |shown: &Shown| shown.arms[1][of.metric] - shown.arms[other][of.metric];
    let values: Vec<f64> = found.iter().map(difference).filter(|value| value.is_finite()).collect();
    let n = values.len();
    let mean = values.iter().sum::<f64>() / n as f64;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let standard_error = sqrt(squares / (n.max(2) - 1) as f64 / n as f64);
    let value = value_at(of.axis.id, below);
    // Where no seed has a value nothing turns.
    let [mean, standard_error] =
        [mean, standard_error].map(|of| if of.is_finite() { of } else { 0.0 });
    Ok(Some(Side { below, value, mean, standard_error, n }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_the_range_below_a_value_is_that_at_which_it_stands() {
        for dimension in dimensions() {
            let id = dimension.settings[0];
            let below = below_of(id, value_at(id, 0.3));
            let back = value_at(id, below);
            assert!((back - value_at(id, 0.3)).abs() <= 1e-4 * back.abs(), "{}", id.setting().id);
            let zone = id.setting().default.iter().position(|value| *value != 0.0).unwrap_or(0);
            let own = id.setting().default[zone];
            let again = value_at(id, default_of(id));
            assert!(
                (again - own).abs() <= 1e-4 * own.abs() + 1e-9,
                "{} {own} {again}",
                id.setting().id
            );
        }
    }

    #[test]
    fn settings_that_go_together_move_together_and_all_others_stay() {
        for dimension in dimensions().iter().filter(|of| of.settings.len() > 1) {
            let world = world_at(dimension.settings[0], 0.9);
            let moved: Vec<SettingId> = world.values.iter().map(|&(id, _)| id).collect();
            assert_eq!(moved, dimension.settings);
        }
    }
}
