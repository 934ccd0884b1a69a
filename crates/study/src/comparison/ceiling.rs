//! Ceilings: what an arm asks for in each whole year and county, held against what may be asked for.

use serde::{Deserialize, Serialize};

use super::analysis::Findings;
use super::budget::{is_cut, per_adult, whole_years};
use super::verdict::said;
use crate::experiment::{ArmOutcome, Seen};
use crate::metric::{Area, Level, YearsBudget};
use crate::statistics::{Kind, paired};

/// What is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bounded {
    /// Budget above the baseline's, yuan an adult.
    Budget,
    /// Budget of a county above the baseline's, million yuan.
    Million,
    /// Budget above the baseline's of the same year, per cent of that.
    Percent,
    /// Budget over revenue: fiscal pressure itself.
    Pressure,
}

impl Bounded {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Budget, Self::Million, Self::Percent, Self::Pressure];

    /// Identifier, as in the option and the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Million => "million",
            Self::Percent => "percent",
            Self::Pressure => "pressure",
        }
    }

    /// The value of a year: of the arm alone, or beyond the baseline.
    fn value(self, own: &YearsBudget, baseline: Option<&YearsBudget>) -> f64 {
        if own.adults <= 0.0 {
            return f64::NAN;
        }
        let beyond = |value: &dyn Fn(&YearsBudget) -> f64| {
            baseline.map_or(f64::NAN, |baseline| value(own) - value(baseline))
        };
        match self {
            Self::Budget => beyond(&|of| per_adult(of.total(), of)),
            Self::Million => beyond(&|of| of.total() / 1e6),
            Self::Percent => {
                let whole = baseline.map_or(0.0, YearsBudget::total);
                if whole > 0.0 { 100.0 * beyond(&YearsBudget::total) / whole } else { f64::NAN }
            }
            Self::Pressure if own.revenue > 0.0 => own.total() / own.revenue,
            Self::Pressure => f64::NAN,
        }
    }
}

/// A ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ceiling {
    /// What is bounded.
    pub of: Bounded,
    /// The most that fits, in its unit.
    pub most: f64,
}

impl Ceiling {
    /// Whether a value fits; what passes the ceiling by rounding alone does.
    fn holds(self, value: f64) -> bool {
        value <= self.most + 1e-6 * self.most.abs().max(1.0)
    }
}

/// What may be said of a budget under a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Every upper end lies within the ceiling, and nothing is cut.
    Fits,
    /// Neither.
    NotClear,
    /// A lower end lies above the ceiling, or a part of the budget is surely cut.
    DoesNotFit,
    /// There is no value, as of pressure without revenue.
    NoValue,
}

impl Fit {
    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::NotClear => "not_clear",
            Self::DoesNotFit => "does_not_fit",
            Self::NoValue => "no_value",
        }
    }
}

/// A year of a county under a ceiling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CeilingYear {
    /// County.
    pub county: String,
    /// Calendar year.
    pub year: u32,
    /// Seeds with a value.
    pub n: usize,
    /// Mean over seeds, in the unit of the ceiling.
    pub mean: Option<f64>,
    /// Lower end of its interval, one of those that hold together.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// What kind of interval it is.
    pub interval: Kind,
    /// What the interval supports.
    pub fit: Fit,
}

/// An arm under a ceiling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnderCeiling {
    /// Arm; the baseline only where the ceiling is one of pressure.
    pub arm: String,
    /// The ceiling.
    pub ceiling: Ceiling,
    /// What may be said of all years and counties together.
    pub fit: Fit,
    /// Intervals that hold together: whole years x counties.
    pub family: usize,
    /// Each whole year and county.
    pub years: Vec<CeilingYear>,
    /// Place, among `years`, of the one that decides: where nothing else does, of the highest upper end.
    pub(crate) deciding: Option<usize>,
    /// Seeds that have a value.
    pub n: usize,
    /// Seeds in which every year and county fits, and nothing is cut.
    pub fitting: usize,
    /// The interval of their share.
    pub share: Option<[f64; 2]>,
}

/// What of an arm's budgets cannot be granted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cut {
    /// Arm.
    pub arm: String,
    /// Seeds in which a part of the budget of some whole year and county is cut.
    pub seeds: usize,
    /// Seeds that were run.
    pub n: usize,
    /// Whether the intervals support that it is cut: those of all years and counties hold together.
    pub surely: bool,
    /// County in which most is cut, by the mean over seeds.
    pub county: String,
    /// Year in which most is cut there.
    pub year: u32,
    /// What is cut of that year's budget, yuan an adult, mean over seeds.
    pub yuan: f64,
    /// The same as a share of the budget.
    pub share: f64,
}

/// The whole years of the counties of an arm, beside those of the baseline.
struct Years<'a> {
    of: Findings<'a>,
    arm: usize,
    /// Name; place among the arm's areas and among the baseline's.
    counties: Vec<(String, usize, Option<usize>)>,
    years: Vec<u32>,
    /// Areas of the arm, and of the baseline.
    areas: [usize; 2],
}

impl<'a> Years<'a> {
    fn new(of: Findings<'a>, arm: usize) -> Self {
        let [here, there] = [of.areas(0), of.areas(arm)];
        let county = |(_, area): &(usize, &Area)| area.level == Level::County;
        let counties: Vec<(usize, &Area)> = there.iter().enumerate().filter(county).collect();
        let alone =
            counties.len() == 1 && here.iter().filter(|a| a.level == Level::County).count() == 1;
        let baseline = |area: &Area| {
            // The one county of another place stands for the one of the baseline's.
            let is_it = |of: &Area| of.level == Level::County && (alone || of.name == area.name);
            here.iter().position(is_it)
        };
        let counties =
            counties.iter().map(|&(at, area)| (area.name.clone(), at, baseline(area))).collect();
        let first = &of.request.arms[0];
        let years = whole_years(first.months, first.burn_in).collect();
        Self { of, arm, counties, years, areas: [here.len(), there.len()] }
    }

    /// Both budgets of a county and year on each seed, in the order of seeds.
    fn seeds(&self) -> impl Iterator<Item = (&'a ArmOutcome, &'a ArmOutcome)> + '_ {
        let arm = self.arm;
        let outcomes = self.of.outcomes.iter();
        outcomes.filter_map(move |of| Some((of.arms[0].as_ref()?, of.arms[arm].as_ref()?)))
    }

    fn baseline<'b>(
        &self,
        seen: &'b Seen,
        (county, year): (usize, usize),
    ) -> Option<&'b YearsBudget> {
        seen.budgets.get(year * self.areas[0] + self.counties[county].2?)
    }

    fn own<'b>(&self, seen: &'b Seen, (county, year): (usize, usize)) -> Option<&'b YearsBudget> {
        seen.budgets.get(year * self.areas[1] + self.counties[county].1)
    }

    fn spots(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (counties, years) = (self.counties.len(), self.years.len());
        (0..counties).flat_map(move |county| (0..years).map(move |year| (county, year)))
    }

    /// A value of each spot and seed; not a number where there is none.
    fn values(&self, of: Bounded) -> Vec<((usize, usize), Vec<f64>)> {
        let value = |at: (usize, usize), (here, there): (&ArmOutcome, &ArmOutcome)| {
            let own = self.own(&there.seen, at);
            own.map_or(f64::NAN, |own| of.value(own, self.baseline(&here.seen, at)))
        };
        let spots = self.spots();
        spots.map(|at| (at, self.seeds().map(|pair| value(at, pair)).collect())).collect()
    }

    /// The mean of values with its interval, one of a family.
    fn year(
        &self,
        at: (usize, usize),
        values: &[f64],
        ceiling: Ceiling,
        family: usize,
    ) -> CeilingYear {
        let pairs: Vec<(f64, f64)> = values.iter().map(|&value| (0.0, value)).collect();
        let bound = self.of.request.interval().bound(self.of.request.alpha, family);
        let found = paired(&pairs, bound);
        // Where all seeds have the same value it speaks for the others only if surely most have it.
        let [low, high] = match found.kind {
            Kind::Equal if found.unseen < 0.5 => [found.difference; 2],
            Kind::Equal | Kind::None => [f64::NEG_INFINITY, f64::INFINITY],
            _ => [found.low, found.high],
        };
        let fit = if found.n == 0 {
            Fit::NoValue
        } else if ceiling.holds(high) {
            Fit::Fits
        } else if !ceiling.holds(low) {
            Fit::DoesNotFit
        } else {
            Fit::NotClear
        };
        let [mean, low, high] = [found.difference, found.low, found.high].map(said);
        CeilingYear {
            county: self.counties[at.0].0.clone(),
            year: self.years[at.1],
            n: found.n,
            mean,
            low,
            high,
            interval: found.kind,
            fit,
        }
    }

    fn under(&self, ceiling: Ceiling, cut: Option<&Cut>) -> UnderCeiling {
        let all = self.values(ceiling.of);
        let told: Vec<&((usize, usize), Vec<f64>)> =
            all.iter().filter(|(_, values)| values.iter().any(|value| !value.is_nan())).collect();
        let family = told.len();
        let years: Vec<CeilingYear> =
            told.iter().map(|(at, values)| self.year(*at, values, ceiling, family)).collect();
        let (n, fitting) = self.fitting(ceiling, &all);
        let has = |fit: Fit| years.iter().any(|year| year.fit == fit);
        let fit = match cut {
            _ if has(Fit::DoesNotFit) => Fit::DoesNotFit,
            Some(cut) if cut.surely => Fit::DoesNotFit,
            Some(_) => Fit::NotClear,
            None if years.is_empty() => Fit::NoValue,
            None if years.iter().all(|year| year.fit == Fit::Fits) => Fit::Fits,
            None => Fit::NotClear,
        };
        let share = self.of.single().share(fitting, n);
        let deciding = deciding(&years, fit);
        let arm = self.of.name(self.arm).to_owned();
        UnderCeiling { arm, ceiling, fit, family, years, deciding, n, fitting, share }
    }

    /// Seeds that have a value, and those of them in which every year and county fits and nothing is cut.
    fn fitting(&self, ceiling: Ceiling, all: &[((usize, usize), Vec<f64>)]) -> (usize, usize) {
        let (mut n, mut fitting) = (0, 0);
        for (seed, (_, there)) in self.seeds().enumerate() {
            let mut values = all.iter().map(|(_, values)| values[seed]).filter(|v| !v.is_nan());
            let cut = self.is_cut(&there.seen);
            let first = values.next();
            if first.is_some() || cut {
                n += 1;
            }
            let fits = first.into_iter().chain(values).all(|value| ceiling.holds(value));
            fitting += usize::from(first.is_some() && fits && !cut);
        }
        (n, fitting)
    }

    fn is_cut(&self, seen: &Seen) -> bool {
        self.spots().any(|at| self.own(seen, at).is_some_and(is_cut))
    }

    /// What is cut; nothing if nothing is in any seed.
    fn cut(&self) -> Option<Cut> {
        let runs: Vec<&Seen> = self.of.of_arm(self.arm).map(|run| &run.seen).collect();
        let seeds = runs.iter().filter(|seen| self.is_cut(seen)).count();
        if seeds == 0 {
            return None;
        }
        let family = self.spots().count();
        let bound = self.of.request.interval().bound(self.of.request.alpha, family);
        let mut worst: Option<Cut> = None;
        let mut surely = false;
        for at in self.spots() {
            let own: Vec<&YearsBudget> = runs
                .iter()
                .filter_map(|seen| self.own(seen, at))
                .filter(|of| of.adults > 0.0)
                .collect();
            let cut = |of: &&YearsBudget| if is_cut(of) { per_adult(of.cut(), of) } else { 0.0 };
            let pairs: Vec<(f64, f64)> = own.iter().map(|of| (0.0, cut(of))).collect();
            let found = paired(&pairs, bound);
            surely |= match found.kind {
                Kind::Equal => found.unseen < 0.5 && found.difference > 0.0,
                _ => found.low > 0.0,
            };
            let asked: f64 = own.iter().map(|of| per_adult(of.total(), of)).sum();
            let share = found.difference * own.len() as f64 / asked;
            if found.difference > worst.as_ref().map_or(0.0, |cut| cut.yuan) {
                worst = Some(Cut {
                    arm: self.of.name(self.arm).to_owned(),
                    seeds,
                    n: runs.len(),
                    surely: false,
                    county: self.counties[at.0].0.clone(),
                    year: self.years[at.1],
                    yuan: found.difference,
                    share,
                });
            }
        }
        worst.map(|cut| Cut { surely, ..cut })
    }
}

/// The year that decides: the lowest end above, or the highest end.
fn deciding(years: &[CeilingYear], fit: Fit) -> Option<usize> {
    let is_above = |year: &CeilingYear| fit == Fit::DoesNotFit && year.fit == Fit::DoesNotFit;
    let any_above = years.iter().any(is_above);
    let size = |year: &CeilingYear| {
        let end = if any_above { year.low } else { year.high };
        end.or(year.mean).unwrap_or(f64::NEG_INFINITY)
    };
    let mut found: Option<usize> = None;
    for (at, year) in years.iter().enumerate() {
        if (!any_above || is_above(year))
            && found.is_none_or(|best| size(year) > size(&years[best]))
        {
            found = Some(at);
        }
    }
    found
}

/// What is cut of each arm, the baseline among them.
pub(super) fn cuts(of: &Findings) -> Vec<Cut> {
    (0..of.request.arms.len()).filter_map(|arm| Years::new(*of, arm).cut()).collect()
}

/// Each arm under each ceiling; the baseline under those that bound a level.
pub(super) fn ceilings(of: &Findings, cuts: &[Cut]) -> Vec<UnderCeiling> {
    let mut found = Vec::new();
    for &ceiling in of.request.asks.ceilings {
        let first = usize::from(ceiling.of != Bounded::Pressure);
        for arm in first..of.request.arms.len() {
            let cut = cuts.iter().find(|cut| cut.arm == of.name(arm));
            found.push(Years::new(*of, arm).under(ceiling, cut));
        }
    }
    found
}
