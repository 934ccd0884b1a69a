//! From what was seen on each seed to what may be said.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::budget::Budgets;
use super::controls::{Adjusting, is_adjusted};
use super::money::Money;
use super::people;
use super::procedure::{Request, both};
use super::verdict::{Pairs, Spot, difference, difference_by_status, said};
use super::{
    Arm, ArmValue, Comparison, Control, Design, Difference, Estimate, Interval, Receipt, Stopped,
    ceiling, changes, idle, ranking, revenue, words,
};
use crate::experiment::{ArmOutcome, SeedOutcome, Seen, Shelf};
use crate::metric::{Area, Detail, Level, METRICS, areas};
use crate::model::{FirstYear, calendar, first_years};
use crate::quantity::{Language, Phrase};
use crate::statistics::{Bound, Controls, Summary, quantile, summarise};

/// What was asked and what was seen.
#[derive(Clone, Copy)]
pub(super) struct Findings<'a> {
    pub request: &'a Request<'a>,
    pub outcomes: &'a [SeedOutcome],
    /// The luck of counties, for which means are adjusted.
    pub adjusting: &'a Adjusting,
    /// Where the long parts of what was seen are, if they are not in `outcomes`.
    shelf: &'a dyn Shelf,
}

/// Numbers that are taken from the shelf at once, of all seeds together: 2 MB.
const AT_ONCE: usize = 1 << 18;

impl<'a> Findings<'a> {
    pub(super) fn new(
        request: &'a Request<'a>,
        (outcomes, adjusting): (&'a [SeedOutcome], &'a Adjusting),
        shelf: &'a dyn Shelf,
    ) -> Self {
        Self { request, outcomes, adjusting, shelf }
    }

    /// All that was seen of an arm on a seed.
    pub(super) fn seen(
        &self,
        seed: u64,
        arm: usize,
        of: &'a ArmOutcome,
    ) -> io::Result<Cow<'a, Seen>> {
        if !of.seen.is_lent() {
            return Ok(Cow::Borrowed(&of.seen));
        }
        let mut seen = of.seen.clone();
        let long = self.shelf.long(seed, arm, 0..seen.lent.iter().sum())?;
        seen.take_back(&long);
        Ok(Cow::Owned(seen))
    }

    /// Some of the long part of an arm, a row a seed; none where the arm was not run.
    pub(super) fn long(
        &self,
        arm: usize,
        columns: Range<usize>,
    ) -> io::Result<Vec<Option<Vec<f64>>>> {
        let row = |outcome: &SeedOutcome| {
            let Some(run) = &outcome.arms[arm] else { return Ok(None) };
            let row = if run.seen.is_lent() {
                self.shelf.long(outcome.seed, arm, columns.clone())?
            } else {
                run.seen.long(columns.clone())
            };
            if row.len() == columns.len() {
                Ok(Some(row))
            } else {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        };
        self.outcomes.iter().map(row).collect()
    }

    /// `0..all` in parts of which each fits in memory, `width` columns each.
    pub(super) fn parts_of(
        &self,
        all: usize,
        width: usize,
    ) -> impl Iterator<Item = Range<usize>> + use<> {
        let step = (AT_ONCE / (width * self.outcomes.len()).max(1)).max(1);
        (0..all).step_by(step).map(move |from| from..(from + step).min(all))
    }

    /// Everything but the checks of fairness and the receipt.
    ///
    /// # Errors
    /// If what lies on the shelf cannot be read.
    pub(super) fn comparison(
        &self,
        stopped: Stopped,
        controls: Vec<Control>,
    ) -> io::Result<Comparison> {
        let whole = self.areas(0);
        let parts = self.parts(&whole);
        let years = self.years();
        let family = self.request.family();
        let families = [family, family * parts.len(), family * years.len()];
        let money = Money(*self);
        let differences = self.differences(&[(0, &whole[0])], families[0]);
        let (arms, changes) = (self.arms()?, changes::of(self.request.arms));
        let cuts = ceiling::cuts(self);
        let ceilings = ceiling::ceilings(self, &cuts);
        Ok(Comparison {
            name: String::new(),
            own_conditions: words::own_conditions(&arms, &changes, self.request.arms[0].burn_in),
            arms,
            design: Design { controls, ..self.design(stopped, families, &differences) },
            metrics: self.ids(),
            values: self.values(),
            differences,
            zones: self.differences(&parts, families[1]),
            years: self.by_year(&years, families[2])?,
            year_values: Vec::new(),
            series: self.series()?,
            gains: people::gains(self),
            presence: people::presence(self),
            newcomers: people::newcomers(self),
            flows: money.flows(),
            costs: money.costs(),
            budgets: Budgets(*self).rows(),
            ranking: ranking::ranking(self, &ceilings),
            revenue: revenue::of_arms(self.request.arms),
            cuts,
            ceilings,
            prices: money.prices(),
            regrets: money.regrets(),
            dominated: money.dominated(),
            combinations: Vec::new(),
            tiles: self.tiles()?,
            changes,
            futures: None,
            fairness: Vec::new(),
            receipt: Receipt::default(),
        })
    }

    /// A report with all parts that need final values and budgets alone made anew.
    pub(super) fn of_final_values(&self, report: &Comparison) -> Comparison {
        let money = Money(*self);
        let cuts = ceiling::cuts(self);
        let ceilings = ceiling::ceilings(self, &cuts);
        Comparison {
            values: self.values(),
            costs: money.costs(),
            budgets: Budgets(*self).rows(),
            ranking: ranking::ranking(self, &ceilings),
            revenue: revenue::of_arms(self.request.arms),
            cuts,
            ceilings,
            prices: money.prices(),
            regrets: money.regrets(),
            dominated: money.dominated(),
            ..report.clone()
        }
    }

    /// The rule of an interval that stands for itself: it misses with chance .05, and where the data
    /// decide when to stop it holds however often one looks.
    pub(super) fn single(&self) -> Bound {
        self.request.interval().bound(0.05, 1)
    }

    /// The same for values and for numbers of single months, of which no verdict is given: Student's t, whatever
    /// the shape of the values.
    pub(super) fn of_month(&self) -> Bound {
        match self.request.interval() {
            Interval::Fixed => Bound::fixed(0.05),
            Interval::Width | Interval::Sequence => self.single().of_any_shape(),
        }
    }

    fn ids(&self) -> Vec<String> {
        self.request.metrics.iter().map(|&metric| METRICS[metric].id.to_owned()).collect()
    }

    /// Positions of the scenarios among the arms.
    pub(super) fn scenarios(&self) -> impl Iterator<Item = usize> + use<> {
        1..self.request.arms.len()
    }

    /// Name of an arm.
    pub(super) fn name(&self, arm: usize) -> &'a str {
        &self.request.arms[arm].name
    }

    /// The seeds on which an arm was run.
    pub(super) fn of_arm(&self, arm: usize) -> impl Iterator<Item = &'a ArmOutcome> {
        self.outcomes.iter().filter_map(move |outcome| outcome.arms[arm].as_ref())
    }

    /// What people call an arm; with its name where another arm has the same title.
    fn title(&self, at: usize, language: Language) -> String {
        let arms = self.request.arms;
        let title = arms[at].called(language);
        let is_taken = arms
            .iter()
            .enumerate()
            .any(|(other, arm)| other != at && arm.called(language) == title);
        if is_taken { format!("{title} ({})", arms[at].name) } else { title.to_owned() }
    }

    fn arms(&self) -> io::Result<Vec<Arm>> {
        const BOTH: [Language; 2] = [Language::En, Language::Zh];
        let months = u64::from(self.request.arms[0].months);
        let arm = |(at, scenario): (usize, &crate::policy::Scenario)| {
            let runs: Vec<&ArmOutcome> = self.of_arm(at).collect();
            let months_run = runs.iter().map(|run| u64::from(run.months_run)).sum();
            Ok(Arm {
                name: scenario.name.clone(),
                title: BOTH.map(|language| self.title(at, language)),
                summary: [scenario.summary.en.clone(), scenario.summary.zh.clone()],
                // Told by who reads scenarios.
                sets: Vec::new(),
                n: runs.len(),
                elsewhere: *scenario.place != *self.request.arms[0].place,
                first_difference: runs.first().and_then(|run| run.first_difference),
                same: self.same(at)?.map(|why| [why.en, why.zh]),
                months_saved: months * runs.len() as u64 - months_run,
                months_run,
            })
        };
        self.request.arms.iter().enumerate().map(arm).collect()
    }

    /// Why an arm's histories are the baseline's, or why nothing acts that a scenario alone sets.
    fn same(&self, arm: usize) -> io::Result<Option<Phrase>> {
        let seeds: Vec<u64> = self.outcomes.iter().map(|outcome| outcome.seed).collect();
        match (self.request.arms.len(), arm) {
            (1, _) => Ok(idle::sets_nothing(&self.request.arms[0], &seeds)),
            (_, 0) => Ok(None),
            _ => idle::same(self, arm),
        }
    }

    fn design(&self, stopped: Stopped, families: [usize; 3], differences: &[Difference]) -> Design {
        let request = self.request;
        let baseline = &request.arms[0];
        let whole = &self.areas(0)[0];
        let by_id = |numbers: &[(usize, f64)]| {
            numbers.iter().map(|&(at, value)| (METRICS[at].id.to_owned(), value)).collect()
        };
        let ids = |metrics: &[usize]| -> Vec<String> {
            metrics.iter().map(|&at| METRICS[at].id.to_owned()).collect()
        };
        Design {
            months: baseline.months,
            burn_in: baseline.burn_in,
            adults: baseline.place.adults(),
            posts: FirstYear::of_all(&first_years(&baseline.place, &baseline.baseline)).posts,
            communities: baseline.place.communities.len(),
            area: whole.name.clone(),
            level: whole.level.id().to_owned(),
            seeds: self.outcomes.iter().map(|outcome| outcome.seed).collect(),
            alpha: request.alpha,
            families,
            interval: request.interval(),
            stopped,
            precision: by_id(request.precision),
            decide: ids(request.decide),
            leans: leaning(&ids(request.decide), differences),
            margins: by_id(request.margins),
            controls: Vec::new(),
            ceilings: request.asks.ceilings.to_vec(),
            goals: ids(request.asks.goals),
            cost: request.asks.cost,
        }
    }

    /// Areas of an arm's place down to zones.
    pub(super) fn areas(&self, arm: usize) -> Vec<Area> {
        areas(&self.request.arms[arm].place, Detail::Zone)
    }

    /// The parts of the place that are compared: its zones; of several counties, the counties.
    fn parts<'b>(&self, areas: &'b [Area]) -> Vec<(usize, &'b Area)> {
        let several = areas[0].level == Level::Place;
        let level = if several { Level::County } else { Level::Zone };
        areas.iter().enumerate().filter(|(_, area)| area.level == level).collect()
    }

    fn values(&self) -> Vec<ArmValue> {
        let mut found = Vec::new();
        let widest = self.areas(0).swap_remove(0);
        for arm in 0..self.request.arms.len() {
            for (at, area) in self.areas(arm).iter().enumerate() {
                for &metric in self.request.metrics {
                    let by_seed = self.of_arm(arm).map(|run| &run.seen.run);
                    let values = by_seed.map(|run| run[at * METRICS.len() + metric]);
                    // The widest area is that of the other place too.
                    let area_here = if at == 0 { &widest } else { area };
                    let controls = self.controls(metric, area_here);
                    found.push(self.value((arm, metric), area, values.collect(), controls));
                }
            }
        }
        found
    }

    fn value(
        &self,
        (arm, metric): (usize, usize),
        area: &Area,
        mut values: Vec<f64>,
        controls: Option<&Controls>,
    ) -> ArmValue {
        let value = self.mean_of(&values, metric, controls);
        values.retain(|value| !value.is_nan());
        values.sort_unstable_by(f64::total_cmp);
        let Summary { n, sd, .. } = summarise(&values);
        ArmValue {
            arm: self.name(arm).to_owned(),
            metric: METRICS[metric].id.to_owned(),
            level: area.level.id().to_owned(),
            area: area.name.clone(),
            n,
            value,
            adjusted: controls.is_some(),
            sd: said(sd),
            spread: (n > 0).then(|| [0.1, 0.9].map(|share| quantile(&values, share))),
        }
    }

    /// The mean of an arm's values by seed, adjusted where there are controls, with its interval.
    pub(super) fn mean_of(
        &self,
        values: &[f64],
        metric: usize,
        controls: Option<&Controls>,
    ) -> Estimate {
        let (bound, range) = (self.of_month(), METRICS[metric].range);
        match controls {
            Some(of) => {
                people::estimate(&of.adjust(values), bound.with_controls(of.number()), range)
            }
            None => people::estimate(values, bound, range),
        }
    }

    fn differences(&self, parts: &[(usize, &Area)], family: usize) -> Vec<Difference> {
        let mut found = Vec::new();
        for arm in self.scenarios() {
            let areas = self.areas(arm);
            for &(at, area) in parts {
                // The widest area is that of the other place too; parts are matched by name.
                let there = areas.iter().position(|other| other == area);
                let Some(there) = (if at == 0 { Some(0) } else { there }) else { continue };
                for &metric in self.request.metrics {
                    let pairs = |metric: usize| Pairs {
                        raw: self.pairs(arm, metric, [at, there]),
                        controls: self.controls(metric, area),
                    };
                    let named = (area.level.id(), area.name.as_str());
                    let bound = self.request.bound(metric, family);
                    let spot = Spot { scenario: self.name(arm), metric, area: named, year: None };
                    let margin = self.request.margin(metric);
                    let one = difference_by_status(spot, &pairs, bound, margin);
                    // Some metrics do not exist below the county.
                    if at == 0 || one.n > 0 {
                        found.push(one);
                    }
                }
            }
        }
        found
    }

    /// Pairs of a metric over the policy period, in an area of the baseline and in one of the scenario.
    pub(super) fn pairs(
        &self,
        arm: usize,
        metric: usize,
        [here, there]: [usize; 2],
    ) -> Vec<(f64, f64)> {
        let value = |seen: &Seen, area: usize| seen.run[area * METRICS.len() + metric];
        both(self.outcomes, arm)
            .map(|(a, b)| (value(&a.seen, here), value(&b.seen, there)))
            .collect()
    }

    /// Calendar years that have months after burn-in.
    fn years(&self) -> Vec<u32> {
        let baseline = &self.request.arms[0];
        let last = baseline.months.div_ceil(12);
        (1..=last).filter(|year| year * 12 > baseline.burn_in).collect()
    }

    fn by_year(&self, years: &[u32], family: usize) -> io::Result<Vec<Difference>> {
        let whole = &self.areas(0)[0];
        let metrics = self.request.metrics;
        let series = self.request.arms[0].months as usize * metrics.len();
        let apart: Vec<BTreeSet<u32>> =
            self.scenarios().map(|arm| self.months_apart(arm)).collect();
        let mut found: Vec<Vec<Vec<Difference>>> =
            vec![vec![Vec::new(); metrics.len()]; apart.len()];
        for &year in years {
            let from = series + (year as usize - 1) * metrics.len();
            let columns = from..from + metrics.len();
            let run = (year - 1) * 12 + 1..=(year * 12).min(self.request.arms[0].months);
            let year_months = Some(run.clone().count() as u32);
            let here = self.long(0, columns.clone())?;
            let there: io::Result<Vec<_>> =
                self.scenarios().map(|arm| self.long(arm, columns.clone())).collect();
            let there = there?;
            for (column, &metric) in metrics.iter().enumerate() {
                let pairs: Vec<Vec<(f64, f64)>> =
                    there.iter().map(|there| pairs_of(&here, there, column)).collect();
                let controls = self.adjusting.of(Some(year));
                let controls = controls.filter(|of| is_adjusted(of, metric, &pairs));
                let bound = self.request.bound(metric, family);
                let area = (whole.level.id(), whole.name.as_str());
                for (at, raw) in pairs.into_iter().enumerate() {
                    let scenario = self.name(at + 1);
                    let spot = Spot { scenario, metric, area, year: Some(year) };
                    let pairs = Pairs { raw, controls };
                    let one = difference(spot, &pairs, bound, self.request.margin(metric));
                    let policy_months = Some(apart[at].range(run.clone()).count() as u32);
                    found[at][column].push(Difference { year_months, policy_months, ..one });
                }
            }
        }
        Ok(found.into_iter().flatten().flatten().collect())
    }

    /// Months in which what a scenario sets otherwise than the baseline is in force, on the first seed; all
    /// months of another place.
    fn months_apart(&self, arm: usize) -> BTreeSet<u32> {
        let [baseline, scenario] = [0, arm].map(|at| &self.request.arms[at]);
        let months = baseline.months;
        let Some(seed) = self.outcomes.first().map(|outcome| outcome.seed) else {
            return BTreeSet::new();
        };
        if *scenario.place != *baseline.place {
            return (1..=months).collect();
        }
        let [here, there] = [baseline, scenario].map(|arm| calendar(arm, seed));
        here.months_apart(&there, months)
    }
}

/// Pairs of a column on the seeds on which both arms were run.
pub(super) fn pairs_of(
    here: &[Option<Vec<f64>>],
    there: &[Option<Vec<f64>>],
    column: usize,
) -> Vec<(f64, f64)> {
    let both = here.iter().zip(there);
    both.filter_map(|(a, b)| Some((a.as_ref()?[column], b.as_ref()?[column]))).collect()
}

/// Of the metrics for which seeds were added until the verdict was clear those whose interval leaves zero
/// out somewhere.
fn leaning(decide: &[String], differences: &[Difference]) -> Vec<String> {
    let leaves_zero_out = |found: &Difference| {
        found.low.is_some_and(|low| low > 0.0) || found.high.is_some_and(|high| high < 0.0)
    };
    let leans = |id: &&String| {
        differences.iter().any(|found| found.metric == **id && leaves_zero_out(found))
    };
    decide.iter().filter(leans).cloned().collect()
}
