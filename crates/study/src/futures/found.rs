//! What was found in futures, as plain numbers: part of a comparison.

use serde::{Deserialize, Serialize};

use super::axes::{Table, axes};
use super::known::{FEWEST, Known, Today, today};
use super::outlook::{Cases, Counts, Outlook};
use super::rank::{Rank, ranks};
use super::run::Seen;
use super::shape::reweighted;
use super::share::effective;
use super::supposed::{self, Supposed};
use super::why::Why;
use crate::metric::{self, Area, Better, Detail, METRICS, areas};
use crate::policy::Scenario;
use crate::supposed::World;

/// Where worlds come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Drawn from the inner halves of the plausible ranges, and not screened against evidence.
    Drawn,
    /// Those that the program comes with: screened against evidence.
    Screened,
    /// A file of the user's.
    Given,
}

/// Why no more worlds were run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// All that were asked for were run.
    Worlds,
    /// The intervals of all shares are as narrow as asked.
    Precise,
    /// There are no more worlds, and the intervals of some shares are wider than asked.
    MostWorlds,
    /// Time was up.
    Time,
    /// Interrupted.
    Interrupted,
}

impl Ended {
    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Worlds => "worlds",
            Self::Precise => "precise",
            Self::MostWorlds => "most_worlds",
            Self::Time => "time",
            Self::Interrupted => "interrupted",
        }
    }
}

/// What one future showed: the compared metrics over the policy period; null where empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Number of its world.
    pub world: u32,
    /// Its seed.
    pub seed: u64,
    /// Whether it is the second seed of its world.
    pub second: bool,
    /// By arm, the baseline first, and by area, in the order of [`Futures::areas`]: a value a metric.
    pub arms: Vec<Vec<Vec<Option<f64>>>>,
    /// What is known of today, as the baseline shows it, in the order of [`Futures::known`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Option<f64>>,
}

/// What worlds do to a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Futures {
    /// Where the worlds come from.
    pub origin: Origin,
    /// Worlds asked for.
    pub asked: usize,
    /// Worlds of which a second seed was asked for.
    pub(crate) asked_twice: usize,
    /// Half-width of the shares' intervals at which no more worlds are needed, where asked for.
    #[serde(default)]
    pub precision: Option<f64>,
    /// Why no more were run.
    pub ended: Ended,
    /// Settings that the baseline gives, or its place: no world changes them.
    #[serde(default)]
    pub given: Vec<String>,
    /// Settings that the worlds vary.
    pub settings: Vec<String>,
    /// The worlds that were run, in their order.
    pub worlds: Vec<Supposed>,
    /// As many worlds of equal weight tell as much.
    pub effective: f64,
    /// Levels and names of the areas: the widest first, then its parts.
    pub areas: Vec<[String; 2]>,
    /// Futures: first seeds in the order of the worlds, then second seeds.
    pub rows: Vec<Row>,
    /// What they do to each difference.
    pub outlooks: Vec<Outlook>,
    /// Which scenario is best in how many.
    pub ranks: Vec<Rank>,
    /// Levels of such counties today against which the baseline is held; none where worlds were not screened.
    #[serde(default)]
    pub known: Vec<Known>,
    /// In which worlds it agrees with them.
    #[serde(default)]
    pub today: Option<Today>,
    /// Turning points and the value of learning, where they were asked for.
    #[serde(default)]
    pub why: Option<Why>,
}

/// What shares and ranges are worked out from, besides what was seen.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// Names of the arms, the baseline first.
    pub names: &'a [&'a str],
    /// Positions of the compared metrics in the registry.
    pub metrics: &'a [usize],
    /// Margins by metric, where given.
    pub margins: &'a [(usize, f64)],
    /// Levels of today against which the baseline is held.
    pub known: &'a [Known],
}

/// How worlds were asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Where they come from.
    pub origin: Origin,
    /// How many, at most.
    pub worlds: usize,
    /// How many of them on a second seed.
    pub twice: usize,
    /// Half-width of the shares' intervals at which no more are needed.
    pub precision: Option<f64>,
}

impl Futures {
    /// From what was seen; `arms` are the scenarios as they are in the default world.
    pub fn new(
        (asked, ended): (Asked, Ended),
        arms: &[Scenario],
        worlds: &[World],
        seen: &[Seen],
        basis: Basis,
    ) -> Self {
        let run = seen.iter().filter(|seen| !seen.second).count();
        let worlds = &worlds[..run.min(worlds.len())];
        let supposed = supposed::all(worlds);
        let places = areas(&arms[0].place, Detail::Zone);
        let weights: Vec<f64> = supposed.iter().map(|of| of.weight).collect();
        let mut found = Self {
            origin: asked.origin,
            asked: asked.worlds,
            asked_twice: asked.twice,
            precision: asked.precision,
            ended,
            given: given(&arms[0]),
            settings: supposed::settings(worlds),
            effective: effective(&weights),
            areas: places.iter().map(|at| [at.level.id().to_owned(), at.name.clone()]).collect(),
            rows: rows(arms, worlds, seen, basis.metrics),
            worlds: supposed,
            outlooks: Vec::new(),
            ranks: Vec::new(),
            known: basis.known.to_vec(),
            today: None,
            why: None,
        };
        found.today = today(&found.known, &found.rows);
        (found.outlooks, found.ranks) = (found.outlooks_of(basis), found.ranks_of(basis));
        found
    }

    /// The same with shares and ranges worked out anew, from the rows and the weights. A result that was edited
    /// may lack rows: what cannot be worked out is left out.
    #[must_use]
    pub(crate) fn worked_out(&self, basis: Basis) -> Self {
        let mut again = self.clone();
        let arms = basis.names.len();
        let is_whole = |row: &Row| {
            let areas = |arm: &Vec<Vec<Option<f64>>>| {
                arm.len() == self.areas.len()
                    && arm.iter().all(|area| area.len() == basis.metrics.len())
            };
            row.arms.len() == arms && row.arms.iter().all(areas)
        };
        let first = self.rows.iter().filter(|row| !row.second).count();
        let fits = first == self.worlds.len() && self.rows.len() <= 2 * first;
        (again.outlooks, again.ranks) = if fits && self.rows.iter().all(is_whole) {
            again.today = today(&self.known, &self.rows);
            (again.outlooks_of(basis), again.ranks_of(basis))
        } else {
            (Vec::new(), Vec::new())
        };
        if let Some(why) = &mut again.why {
            let outcomes: Vec<usize> =
                why.learning.iter().filter_map(|of| metric::find(&of.metric)).collect();
            why.learning = if again.outlooks.is_empty() {
                Vec::new()
            } else {
                let among: Vec<usize> = (0..basis.names.len())
                    .filter(|&arm| !why.left_out.iter().any(|out| out == basis.names[arm]))
                    .collect();
                self.learning(basis, &outcomes, &among)
            };
        }
        again
    }

    /// The outlook of a difference of the whole policy period.
    pub fn outlook(&self, scenario: &str, metric: &str, area: &str) -> Option<&Outlook> {
        self.outlooks.iter().find(|of| {
            (of.scenario.as_str(), of.metric.as_str(), of.area.as_str()) == (scenario, metric, area)
        })
    }

    /// Half the width of the widest interval of the shares on which most futures are, in the widest area.
    pub fn widest(&self) -> Option<f64> {
        let area = &self.areas.first()?[1];
        let main = self.outlooks.iter().filter(|of| of.area == *area);
        let shares = main.filter_map(|of| of.counts.map(|counts| counts.of(counts.side)));
        shares.map(|share| (share.high - share.low) / 2.0).reduce(f64::max)
    }

    fn outlooks_of(&self, basis: Basis) -> Vec<Outlook> {
        let weights: Vec<f64> = self.worlds.iter().map(|of| of.weight).collect();
        let settings = self.table();
        let mut found = Vec::new();
        for (arm, scenario) in basis.names.iter().enumerate().skip(1) {
            for (area, [level, name]) in self.areas.iter().enumerate() {
                for (column, &metric) in basis.metrics.iter().enumerate() {
                    let of = |second: bool| self.differences(second, arm, area, column);
                    let (differences, second) = (of(false), of(true));
                    let entry = &METRICS[metric];
                    let own = basis.margins.iter().find(|&&(of, _)| of == metric);
                    let margin = own.map_or(entry.margin.size, |&(_, margin)| margin);
                    let hangs = settings.hangs(&differences);
                    // Settings that do not move it say nothing of the shape of their ranges.
                    let other = hangs.floor.map(|_| {
                        let ratios = settings.log_ratios(&hangs.drivers, weights.len());
                        reweighted(&weights, &ratios)
                    });
                    let cases = Cases {
                        differences: &differences,
                        weights: &weights,
                        other: other.as_deref(),
                        second: &second,
                    };
                    let at = [*scenario, entry.id, level.as_str(), name.as_str()];
                    let agreeing = self.agreeing(entry.better, margin, &differences);
                    let one = Outlook::new(at, entry.better, margin, cases);
                    let one = Outlook { hangs, agreeing, ..one };
                    // Some metrics do not exist below the county.
                    if area == 0 || one.spread.is_some() {
                        found.push(one);
                    }
                }
            }
        }
        found
    }

    /// How differences fall over the worlds in which the baseline still agrees with what is known; nothing where
    /// these are too few, or all.
    fn agreeing(&self, better: Better, margin: f64, differences: &[f64]) -> Option<Counts> {
        let today = self.today.as_ref()?;
        let all = today.count();
        if all < FEWEST || all == today.meets.len() || differences.len() != today.meets.len() {
            return None;
        }
        let of = |values: &[f64]| -> Vec<f64> {
            let kept = values.iter().zip(&today.meets).filter(|(_, meets)| **meets);
            kept.map(|(value, _)| *value).collect()
        };
        let weights: Vec<f64> = self.worlds.iter().map(|of| of.weight).collect();
        let (differences, weights) = (of(differences), of(&weights));
        let cases =
            Cases { differences: &differences, weights: &weights, other: None, second: &[] };
        Outlook::new([""; 4], better, margin, cases).counts
    }

    /// Settings that vary over the worlds.
    pub(super) fn table(&self) -> Table {
        Table::new(axes(&self.worlds, &self.settings, &self.given, self.origin))
    }

    /// Differences of a metric in the order of the worlds; not a number where one has no value.
    fn differences(&self, second: bool, arm: usize, area: usize, column: usize) -> Vec<f64> {
        let rows = self.rows.iter().filter(|row| row.second == second);
        let value = |row: &Row, arm: usize| row.arms[arm][area][column].unwrap_or(f64::NAN);
        rows.map(|row| value(row, arm) - value(row, 0)).collect()
    }

    fn ranks_of(&self, basis: Basis) -> Vec<Rank> {
        let weights: Vec<f64> = self.worlds.iter().map(|of| of.weight).collect();
        let first = || self.rows.iter().filter(|row| !row.second);
        let of_metric = |(column, &metric): (usize, &usize)| {
            let value = |arm: &Vec<Vec<Option<f64>>>| arm[0][column].unwrap_or(f64::NAN);
            let rows: Vec<Vec<f64>> =
                first().map(|row| row.arms.iter().map(value).collect()).collect();
            let entry = &METRICS[metric];
            ranks(basis.names, (entry.id, entry.better), &rows, &weights)
        };
        basis.metrics.iter().enumerate().flat_map(of_metric).collect()
    }
}

/// What was seen, as it is kept: the compared metrics by arm and by area of the baseline.
pub fn rows(arms: &[Scenario], worlds: &[World], seen: &[Seen], metrics: &[usize]) -> Vec<Row> {
    let places: Vec<Vec<Area>> = arms.iter().map(|arm| areas(&arm.place, Detail::Zone)).collect();
    seen.iter().map(|seen| row(seen, worlds, &places, metrics)).collect()
}

/// Settings that a scenario gives in all zones.
fn given(scenario: &Scenario) -> Vec<String> {
    let whole = scenario.given.iter().filter(|(_, zones)| *zones == [true; 3]);
    whole.map(|(id, _)| id.setting().id.to_owned()).collect()
}

/// The compared metrics of a future, by arm and by area of the baseline.
fn row(seen: &Seen, worlds: &[World], places: &[Vec<Area>], metrics: &[usize]) -> Row {
    let value = |values: &[f64], at: Option<usize>, metric: usize| {
        let value = at.and_then(|at| values.get(at * METRICS.len() + metric).copied());
        // A zero has no sign.
        value.filter(|value| value.is_finite()).map(|value| value + 0.0)
    };
    let of_arm = |(values, own): (&Vec<f64>, &Vec<Area>)| -> Vec<Vec<Option<f64>>> {
        let of_area = |(at, area): (usize, &Area)| {
            // The widest area is that of another place too; parts are matched by name.
            let there = if at == 0 { Some(0) } else { own.iter().position(|other| other == area) };
            metrics.iter().map(|&metric| value(values, there, metric)).collect()
        };
        places[0].iter().enumerate().map(of_area).collect()
    };
    Row {
        world: worlds.get(seen.world).map_or(0, |world| world.number),
        seed: seen.seed,
        second: seen.second,
        arms: seen.arms.iter().zip(places).map(of_arm).collect(),
        levels: seen.levels.iter().map(|level| level.is_finite().then_some(*level + 0.0)).collect(),
    }
}
