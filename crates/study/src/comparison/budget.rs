//! The budget that each arm asks of its counties: yuan an adult and million yuan a year, by year, county and
//! zone, and what of it cannot be granted.

use serde::{Deserialize, Serialize};

use super::Estimate;
use super::analysis::Findings;
use super::people::estimate;
use super::procedure::both;
use super::verdict::said;
use crate::experiment::Seen;
use crate::metric::{Area, Level, YearsBudget};
use crate::statistics::{Kind, paired, summarise};

/// The budget of an arm in an area and year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// Arm.
    pub arm: String,
    /// Level of the area.
    pub level: String,
    /// Area. A zone has pay and grants; programmes are the county's.
    pub area: String,
    /// Calendar year from 1; none for all whole years of the policy period together.
    pub year: Option<u32>,
    /// Seeds with a value.
    pub n: usize,
    /// What is asked for, yuan per adult of the January.
    pub per_adult: Estimate,
    /// The same less the baseline's, seed by seed; of the baseline empty.
    pub change: Estimate,
    /// What kind of interval the change has.
    pub interval: Kind,
    /// What is asked for, million yuan a year.
    pub millions: Estimate,
    /// The same less the baseline's.
    pub millions_change: Estimate,
    /// What the treasury can grant, yuan per adult; none below the county.
    pub appropriated: Option<f64>,
    /// What is cut, yuan per adult, mean over seeds; none below the county.
    pub cut: Option<f64>,
    /// Seeds in which something is cut.
    pub cut_seeds: usize,
    /// Whether it is the year in which most is asked for beyond the baseline (of the baseline: most), by the
    /// mean over seeds.
    pub worst: bool,
}

/// Less than so much of a budget is cut by the rounding of fen alone.
const ROUNDING: f64 = 1e-9;

/// Whether a part of a budget is cut.
pub(super) fn is_cut(of: &YearsBudget) -> bool {
    of.adults > 0.0 && of.cut() > ROUNDING * of.total()
}

/// The years that a budget is told of: whole calendar years after burn-in.
pub(super) fn whole_years(months: u32, burn_in: u32) -> std::ops::RangeInclusive<u32> {
    burn_in.div_ceil(12) + 1..=months / 12
}

/// The budgets of a comparison.
pub(super) struct Budgets<'a>(pub Findings<'a>);

/// A year of an area, or all of them together.
#[derive(Clone, Copy)]
struct At {
    area: usize,
    areas: usize,
    /// Place among the whole years; none for all of them.
    year: Option<usize>,
}

impl At {
    /// What was seen of it: of all years their sum, as that of a year is one of months.
    fn of(self, seen: &Seen) -> YearsBudget {
        let mut rows = seen.budgets.chunks_exact(self.areas).map(|areas| areas[self.area]);
        let none = YearsBudget {
            pay: f64::NAN,
            grants: f64::NAN,
            programmes: f64::NAN,
            appropriated: f64::NAN,
            revenue: f64::NAN,
            adults: 0.0,
        };
        match self.year {
            Some(year) => rows.nth(year).unwrap_or(none),
            None => rows.reduce(add).unwrap_or(none),
        }
    }

    /// Years that an amount is the sum of.
    fn years(self, seen: &Seen) -> f64 {
        if self.year.is_some() { 1.0 } else { (seen.budgets.len() / self.areas) as f64 }
    }
}

fn add(a: YearsBudget, b: YearsBudget) -> YearsBudget {
    YearsBudget {
        pay: a.pay + b.pay,
        grants: a.grants + b.grants,
        programmes: a.programmes + b.programmes,
        appropriated: a.appropriated + b.appropriated,
        revenue: a.revenue + b.revenue,
        adults: a.adults + b.adults,
    }
}

/// Yuan per adult; not a number where there is nobody.
pub(super) fn per_adult(yuan: f64, of: &YearsBudget) -> f64 {
    if of.adults > 0.0 { yuan / of.adults } else { f64::NAN }
}

impl<'a> Budgets<'a> {
    /// A row an arm, area and year, the years together first.
    pub(super) fn rows(&self) -> Vec<Budget> {
        let arms = self.0.request.arms;
        let baseline = &arms[0];
        let years = whole_years(baseline.months, baseline.burn_in);
        let mut found = Vec::new();
        for arm in 0..arms.len() {
            let areas = self.0.areas(arm);
            for (at, area) in areas.iter().enumerate() {
                let of = |year| At { area: at, areas: areas.len(), year };
                let first = found.len();
                found.push(self.row(arm, area, of(None), None));
                for (place, year) in years.clone().enumerate() {
                    found.push(self.row(arm, area, of(Some(place)), Some(year)));
                }
                mark_worst(&mut found[first + 1..], arm > 0);
            }
        }
        // Of nobody, and where the runs do not tell, there is nothing to say.
        found.retain(|row| row.n > 0);
        found
    }

    fn row(&self, arm: usize, area: &Area, at: At, year: Option<u32>) -> Budget {
        let single = self.0.single();
        let own: Vec<(YearsBudget, f64)> =
            self.0.of_arm(arm).map(|run| (at.of(&run.seen), at.years(&run.seen))).collect();
        let of = |value: &dyn Fn(&YearsBudget, f64) -> f64| -> Vec<f64> {
            let own = own.iter().filter(|(of, _)| of.adults > 0.0);
            own.map(|(of, years)| value(of, *years)).collect()
        };
        let adult = of(&|of, _| per_adult(of.total(), of));
        let (change, interval) = self.change(arm, area, at, &|of, _| per_adult(of.total(), of));
        let millions = |of: &YearsBudget, years: f64| of.total() / years / 1e6;
        let (millions_change, _) = self.change(arm, area, at, &millions);
        let mean = |values: Vec<f64>| said(summarise(&values).mean);
        let cut = |of: &YearsBudget| if is_cut(of) { of.cut() } else { 0.0 };
        let is_county = area.level <= Level::County;
        Budget {
            arm: self.0.name(arm).to_owned(),
            level: area.level.id().to_owned(),
            area: area.name.clone(),
            year,
            n: adult.iter().filter(|value| !value.is_nan()).count(),
            per_adult: estimate(&adult, single, (0.0, f64::INFINITY)),
            change,
            interval,
            millions: estimate(&of(&millions), single, (0.0, f64::INFINITY)),
            millions_change,
            appropriated: mean(of(&|of, _| per_adult(of.appropriated, of))),
            cut: mean(of(&|of, _| per_adult(cut(of), of))).filter(|_| is_county),
            cut_seeds: own.iter().filter(|(of, _)| is_cut(of)).count(),
            worst: false,
        }
    }

    /// What an arm asks for beyond the baseline in the same area.
    fn change(
        &self,
        arm: usize,
        area: &Area,
        at: At,
        value: &dyn Fn(&YearsBudget, f64) -> f64,
    ) -> (Estimate, Kind) {
        let here = self.0.areas(0);
        let same = if at.area == 0 { Some(0) } else { here.iter().position(|of| of == area) };
        let Some(same) = same.filter(|_| arm > 0) else { return (Estimate::default(), Kind::None) };
        let baseline = At { area: same, areas: here.len(), ..at };
        let of = |at: At, seen: &Seen| value(&at.of(seen), at.years(seen));
        let pairs: Vec<(f64, f64)> = both(self.0.outcomes, arm)
            .map(|(here, there)| (of(baseline, &here.seen), of(at, &there.seen)))
            .collect();
        let found = paired(&pairs, self.0.single());
        let [mean, low, high] = [found.difference, found.low, found.high].map(said);
        let (n, unseen) = (found.n, said(found.unseen));
        (Estimate { n, mean, low, high, interval: found.kind, unseen }, found.kind)
    }
}

/// Marks the year in which most is asked for.
fn mark_worst(years: &mut [Budget], beyond_baseline: bool) {
    let size = |of: &Budget| {
        let mean = if beyond_baseline { of.change.mean } else { of.per_adult.mean };
        mean.unwrap_or(f64::NEG_INFINITY)
    };
    let mut worst: Option<usize> = None;
    for (at, year) in years.iter().enumerate() {
        if size(year).is_finite() && worst.is_none_or(|before| size(year) > size(&years[before])) {
            worst = Some(at);
        }
    }
    if let Some(at) = worst {
        years[at].worst = true;
    }
}
