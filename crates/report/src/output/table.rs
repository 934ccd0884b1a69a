//! The tables of a result: names, columns and cells.

use crate::metric::{Detail, Level, METRICS, Shown, Span, Window};

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
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 4] = [Self::Runs, Self::Series, Self::Years, Self::Funding];

    /// The file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Runs => "runs.csv",
            Self::Series => "series.csv",
            Self::Years => "years.csv",
            Self::Funding => "funding.csv",
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
        }
    }

    /// What a row with metrics covers.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Runs => Some(Span::Run),
            Self::Series => Some(Span::Month),
            Self::Years => Some(Span::Year),
            Self::Funding => None,
        }
    }

    /// Of the metrics asked for, those that the table has.
    pub fn metrics(self, asked: &[usize]) -> Vec<usize> {
        let has = |metric: &usize| match self {
            Self::Funding => false,
            Self::Series => METRICS[*metric].window != Window::Summary,
            Self::Runs | Self::Years => true,
        };
        asked.iter().copied().filter(has).collect()
    }

    /// Whether a level is in the table: runs have county and zone always, the others down to `detail`.
    pub(crate) fn has_level(self, level: Level, detail: Detail) -> bool {
        match level {
            Level::Place | Level::County => true,
            Level::Zone => self == Self::Runs || detail >= Detail::Zone,
            Level::Community => detail == Detail::Community,
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
