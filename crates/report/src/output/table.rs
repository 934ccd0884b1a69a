//! The tables of a result: names, columns and cells.

use crate::metric::{Detail, Level, METRICS, Shown, Span, Window, YearsBudget};

/// A table with a row a seed (or several).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row a run and area: the months after burn-in.
    Runs,
    /// A row a month.
    Series,
    /// A row a calendar year.
    Years,
    /// A row a calendar year, area and flow of money.
    Funding,
    /// A row a whole calendar year after burn-in and area down to zones: what was asked for.
    Budgets,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 5] =
        [Self::Runs, Self::Series, Self::Years, Self::Funding, Self::Budgets];

    /// The file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Runs => "runs.csv",
            Self::Series => "series.csv",
            Self::Years => "years.csv",
            Self::Funding => "funding.csv",
            Self::Budgets => "yearly_budgets.csv",
        }
    }

    /// The columns before the metrics; the first two are always scenario and seed.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Runs => &["scenario", "seed", "level", "area"],
            Self::Series => &["scenario", "seed", "month", "level", "area"],
            Self::Years => {
                &["scenario", "seed", "year", "months", "months_after_burn_in", "level", "area"]
            }
            Self::Funding => {
                &["scenario", "seed", "year", "level", "area", "from_account", "to_account", "yuan"]
            }
            Self::Budgets => &[
                "scenario",
                "seed",
                "year",
                "level",
                "area",
                "january_adults",
                "pay_yuan",
                "grants_yuan",
                "programmes_yuan",
                "appropriated_yuan",
                "revenue_yuan",
            ],
        }
    }

    /// How many of the first columns tell its rows apart.
    pub const fn keys_of_rows(self) -> usize {
        match self {
            Self::Funding => self.keys().len() - 1,
            Self::Budgets => 5,
            Self::Runs | Self::Series | Self::Years => self.keys().len(),
        }
    }

    /// What a row with metrics covers.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Runs => Some(Span::Run),
            Self::Series => Some(Span::Month),
            Self::Years => Some(Span::Year),
            Self::Funding | Self::Budgets => None,
        }
    }

    /// Of the metrics asked for, those that the table has.
    pub fn metrics(self, asked: &[usize]) -> Vec<usize> {
        let has = |metric: &usize| match self {
            Self::Funding | Self::Budgets => false,
            Self::Series => METRICS[*metric].window != Window::Summary,
            Self::Runs | Self::Years => true,
        };
        asked.iter().copied().filter(has).collect()
    }

    /// Whether a level is in the table: runs have county and zone always, the others down to `detail`;
    /// budgets go down to zones, whatever the detail.
    pub fn has_level(self, level: Level, detail: Detail) -> bool {
        match level {
            Level::Place | Level::County => true,
            Level::Zone => matches!(self, Self::Runs | Self::Budgets) || detail >= Detail::Zone,
            Level::Community => detail == Detail::Community && self != Self::Budgets,
        }
    }

    /// The header line.
    pub fn header(self, asked: &[usize]) -> Vec<&'static str> {
        let metrics = self.metrics(asked).into_iter().map(|metric| METRICS[metric].id);
        self.keys().iter().copied().chain(metrics).collect()
    }
}

/// A number as a cell: the shortest text that reads back to the same bits, with a point, so that readers
/// that guess a column's type from its first rows guess the same for all; empty where there is none.
pub fn number(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return String::new();
    }
    if size == 0.0 {
        return "0.0".to_owned();
    }
    if (1e-7..1e16).contains(&size) {
        let text = value.to_string();
        return if text.contains('.') { text } else { text + ".0" };
    }
    // Without an exponent these would be rows of zeros.
    let text = format!("{value:e}");
    if text.contains('.') { text } else { text.replace('e', ".0e") }
}

/// The cells of a budget, in the order of the columns.
pub(super) fn budget_cells(of: &YearsBudget) -> [String; 6] {
    let YearsBudget { pay, grants, programmes, appropriated, revenue, adults } = *of;
    [adults, pay, grants, programmes, appropriated, revenue].map(number)
}

/// A budget from its cells; empty is not a number.
pub(super) fn budget_of<'a>(cells: impl Iterator<Item = &'a str>) -> YearsBudget {
    let mut numbers = cells.map(|cell| cell.parse().unwrap_or(f64::NAN));
    let mut next = || numbers.next().unwrap_or(f64::NAN);
    let [adults, pay, grants, programmes, appropriated, revenue] = [(); 6].map(|()| next());
    YearsBudget { pay, grants, programmes, appropriated, revenue, adults }
}

/// A value as it is read back from its cell: counts are whole, what is not finite is empty, and zero has no sign.
pub(super) fn as_written(metric: usize, value: f64) -> f64 {
    match value {
        _ if !value.is_finite() => f64::NAN,
        _ if METRICS[metric].shown == Shown::Count => value.round_ties_even() + 0.0,
        _ => value + 0.0,
    }
}

/// A value of a metric as a cell: counts are whole.
pub fn of_metric(metric: usize, value: f64) -> String {
    if METRICS[metric].shown == Shown::Count && value.is_finite() {
        format!("{value:.0}")
    } else {
        number(value)
    }
}
