//! Metrics: one entry each (model section 8), and their observation.
//!
//! A metric is a function of a [`Tally`]: so the same entry gives the value of a month, of a calendar
//! year and of a whole run, in a community, a zone, a county or the place: ratios of sums.

mod attitudes;
mod budget;
mod margin;
mod money;
mod observation;
mod participation;
mod people;
mod service;
mod shown;
mod span;
mod staff;
mod work;

use std::sync::LazyLock;

use crate::quantity::Text;
use crate::world::tally::Tally;

pub use budget::YearsBudget;
pub use margin::Margin;
pub use observation::{Area, Detail, Level, Observations, Recorder, areas, observe, record};
pub use shown::{Shown, unsigned_zero};
pub use span::{Exists, RATIO_OF_SUMS, Span, Window, parts_of_years};

/// Whether more or less of a metric is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Better when higher.
    Higher,
    /// Better when lower.
    Lower,
    /// No direction.
    Neither,
}

impl Better {
    /// The direction in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Higher => Text { en: "better when higher", zh: "越高越好" },
            Self::Lower => Text { en: "better when lower", zh: "越低越好" },
            Self::Neither => Text { en: "no direction", zh: "无好坏方向" },
        }
    }
}

/// One metric.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Identifier: the column of the CSV files.
    pub id: &'static str,
    /// Family, for tables.
    pub family: Text,
    /// Name.
    pub name: Text,
    /// Definition in words.
    pub meaning: Text,
    /// Unit.
    pub unit: Text,
    /// Lowest and highest possible value (infinite where unbounded).
    pub range: (f64, f64),
    /// Direction.
    pub better: Better,
    /// The least difference that matters.
    pub margin: Margin,
    /// The months that its values cover.
    pub window: Window,
    /// Where it exists.
    pub exists: Exists,
    /// The value of a tally; none where a denominator is zero.
    pub value: fn(&Tally) -> Option<f64>,
}

/// Metrics that are counts in every table, over whatever areas and months.
const COUNTS: [&str; 2] = ["director_rotation", "adults_end"];

impl Metric {
    /// Whether its values are whole numbers.
    pub fn is_count(&self) -> bool {
        COUNTS.contains(&self.id)
    }
}

/// All metrics, in the order of the CSV columns.
pub static METRICS: LazyLock<Vec<Metric>> = LazyLock::new(|| {
    [
        participation::METRICS,
        staff::METRICS,
        work::METRICS,
        service::METRICS,
        attitudes::METRICS,
        people::METRICS,
        money::METRICS,
    ]
    .concat()
});

/// The metric with an identifier, by its position in [`METRICS`].
pub fn find(id: &str) -> Option<usize> {
    METRICS.iter().position(|metric| metric.id == id)
}

/// The main outcomes, in the order in which a table shows them.
pub const MAIN: [&str; 14] = [
    "participation_yearly",
    "participation_ratio",
    "turnout_all",
    "belonging_gap",
    "trust",
    "satisfaction",
    "resolution_rate",
    "unmet_need",
    "staff_turnover",
    "vacancy",
    "burnout",
    "admin_share",
    "fiscal_pressure",
    "spending",
];

/// Outcomes that a lever sets itself, so that a scenario which moves the lever does not *achieve* them.
pub const SET_BY: [(&str, &str); 3] = [
    ("admin_share", "admin_cap_share"),
    ("unmet_admin", "admin_cap_share"),
    ("admin_refused", "admin_cap_share"),
];

/// Positions of the main outcomes in the registry, ascending.
pub fn main_metrics() -> Vec<usize> {
    let mut found: Vec<usize> = MAIN.iter().filter_map(|id| find(id)).collect();
    found.sort_unstable();
    found
}

/// The metrics of locals and of migrants that a metric of all adults is made of, by position in the
/// registry; none where there are none.
pub fn by_status(metric: usize) -> Option<[usize; 2]> {
    let id = METRICS[metric].id;
    Some([find(&format!("{id}_local"))?, find(&format!("{id}_migrant"))?])
}

/// A ratio; none where the denominator is zero.
fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator > 0.0).then(|| numerator / denominator)
}
