//! The budget of a calendar year as amounts, for what is said in million yuan and held against a ceiling.

use super::{Level, Recorder};

/// What was asked of a county in a January, and what came of it, in yuan. Not a number where it does not
/// exist: below the county there are no programmes, nothing is appropriated and no revenue comes in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearsBudget {
    /// Pay asked for, P.
    pub pay: f64,
    /// Grants asked for, O.
    pub grants: f64,
    /// Programmes asked for, X.
    pub programmes: f64,
    /// What the treasury could grant of the three.
    pub appropriated: f64,
    /// Revenue of the county.
    pub revenue: f64,
    /// Adults of the January.
    pub adults: f64,
}

impl YearsBudget {
    /// The numbers of it, in the order of the fields.
    pub const fn to_numbers(&self) -> [f64; 6] {
        [self.pay, self.grants, self.programmes, self.appropriated, self.revenue, self.adults]
    }

    /// Budgets of as many numbers; nothing where some are left over.
    pub fn from_numbers(numbers: &[f64]) -> Option<Vec<Self>> {
        let (all, rest) = numbers.as_chunks::<6>();
        let one = |&[pay, grants, programmes, appropriated, revenue, adults]: &[f64; 6]| Self {
            pay,
            grants,
            programmes,
            appropriated,
            revenue,
            adults,
        };
        rest.is_empty().then(|| all.iter().map(one).collect())
    }

    /// What is asked for in all: of counties and the place with programmes, below them without.
    pub fn total(&self) -> f64 {
        let programmes = if self.programmes.is_nan() { 0.0 } else { self.programmes };
        self.pay + self.grants + programmes
    }

    /// What is asked for and cannot be granted; not a number below the county.
    pub fn cut(&self) -> f64 {
        self.total() - self.appropriated
    }
}

impl Recorder {
    /// The budget of the calendar year so far in one area, by its position in `areas`.
    pub fn budget_in(&self, area: usize) -> YearsBudget {
        let tally = self.tally_of_year(area);
        let yuan = |fen: f64| fen / 100.0;
        let of_county = |fen: f64| {
            if self.areas[area].level <= Level::County { yuan(fen) } else { f64::NAN }
        };
        YearsBudget {
            pay: yuan(tally.budget_pay),
            grants: yuan(tally.budget_grants),
            programmes: of_county(tally.budget_programmes),
            appropriated: of_county(tally.appropriated),
            revenue: of_county(tally.revenue),
            adults: tally.budget_adults,
        }
    }
}
