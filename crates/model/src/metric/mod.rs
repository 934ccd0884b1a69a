//! Metrics: one entry each (model section 8), and their observation.
//!
//! A metric is a function of a [`Tally`]: so the same entry gives the value of a month, of a calendar
//! year and of a whole run, in a community, a zone, a county or the place: ratios of sums.

mod area;
mod attitudes;
mod budget;
mod hundred;
mod margin;
mod money;
mod observation;
mod participation;
mod people;
mod service;
mod shown;
mod span;
mod staff;
mod value;
mod work;

use crate::quantity::Text;
use crate::setting;
use crate::setting::{SettingId, is_same};

pub use area::{Area, Detail, Level, areas};
pub use budget::YearsBudget;
pub use hundred::{Heads, Hundred};
pub use margin::Margin;
pub(crate) use observation::observe;
pub use observation::{Recorder, record};
pub use shown::{Shown, apart, unsigned_zero};
pub use span::{Exists, RATIO_OF_SUMS, Span, Window, parts_of_years};
pub use value::Value;

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
    /// How its numbers are shown.
    pub shown: Shown,
    /// How it is said in hundreds, of a share of people or things.
    pub hundred: Option<Hundred>,
    /// What it is in plain words, of one whose name says too little to whoever knows nothing of the model.
    pub plain: Option<Text>,
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
    /// How it comes from a tally, and so when it is empty.
    pub value: Value,
}

impl Metric {
    /// The same, said in hundreds.
    const fn in_hundreds(self, hundred: Hundred) -> Self {
        Self { hundred: Some(hundred), ..self }
    }

    /// The same, with what it is in plain words.
    const fn in_plain(self, plain: Text) -> Self {
        Self { plain: Some(plain), ..self }
    }
}

/// What an identifier names that is none of this version's.
static UNKNOWN: Metric = Metric {
    id: "",
    family: Text { en: "unknown", zh: "未知" },
    name: Text { en: "unknown metric", zh: "未知指标" },
    meaning: Text { en: "No metric of this version.", zh: "本版本没有该指标。" },
    unit: Text { en: "", zh: "" },
    shown: Shown::Index,
    hundred: None,
    plain: None,
    range: (f64::NEG_INFINITY, f64::INFINITY),
    better: Better::Neither,
    margin: margin::OF_THE_WHOLE,
    window: Window::Month,
    exists: Exists::Everywhere,
    value: Value::Where(|_| false, |_| f64::NAN),
};

/// The entry of an identifier that a file gives; one that this version does not know is shown as such.
pub fn entry(id: &str) -> &'static Metric {
    find(id).map_or(&UNKNOWN, |at| &METRICS[at])
}

/// The families, in the order of the CSV columns.
const FAMILIES: [&[Metric]; 7] = [
    participation::METRICS,
    staff::METRICS,
    work::METRICS,
    service::METRICS,
    attitudes::METRICS,
    people::METRICS,
    money::METRICS,
];

const COUNT: usize = {
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].len();
        family += 1;
    }
    count
};

/// All metrics, in the order of the CSV columns.
pub static METRICS: [Metric; COUNT] = {
    let mut all = [FAMILIES[0][0]; COUNT];
    let (mut at, mut family) = (0, 0);
    while family < FAMILIES.len() {
        let mut entry = 0;
        while entry < FAMILIES[family].len() {
            all[at] = FAMILIES[family][entry];
            at += 1;
            entry += 1;
        }
        family += 1;
    }
    all
};

/// The metric with an identifier, by its position in [`METRICS`]. For an identifier that is known while
/// compiling there is the macro `metric!`.
pub fn find(id: &str) -> Option<usize> {
    METRICS.iter().position(|metric| metric.id == id)
}

/// The position of an identifier, for the macro `metric!` alone.
///
/// # Panics
/// Where there is none: while compiling, since the macro makes a constant of it.
#[doc(hidden)]
pub const fn named(id: &str) -> usize {
    let mut at = 0;
    while at < COUNT && !is_same(METRICS[at].id, id) {
        at += 1;
    }
    assert!(at < COUNT, "no metric has this identifier");
    at
}

/// The position of a metric in [`METRICS`], found while compiling: an identifier that there is not does
/// not compile.
///
/// ```
/// use model::metric;
/// use model::metric::METRICS;
/// assert_eq!(METRICS[metric!("trust")].id, "trust");
/// ```
///
/// ```compile_fail
/// let _ = model::metric!("trusst");
/// ```
#[macro_export]
macro_rules! metric {
    ($id:expr) => {{
        const AT: usize = $crate::metric::named($id);
        AT
    }};
}

/// The main outcomes, in the order in which a table shows them.
pub const MAIN: [usize; 14] = [
    metric!("participation_yearly"),
    metric!("participation_ratio"),
    metric!("turnout_all"),
    metric!("belonging_gap"),
    metric!("trust"),
    metric!("satisfaction"),
    metric!("resolution_rate"),
    metric!("unmet_need"),
    metric!("staff_turnover"),
    metric!("vacancy"),
    metric!("burnout"),
    metric!("admin_share"),
    metric!("fiscal_pressure"),
    metric!("spending"),
];

/// Outcomes that a lever sets itself, so that a scenario which moves the lever does not *achieve* them.
pub const SET_BY: [(usize, SettingId); 3] = [
    (metric!("admin_share"), setting!("admin_cap_share")),
    (metric!("unmet_admin"), setting!("admin_cap_share")),
    (metric!("admin_refused"), setting!("admin_cap_share")),
];

/// Positions of the main outcomes in the registry, ascending.
pub fn main_metrics() -> Vec<usize> {
    let mut found = MAIN.to_vec();
    found.sort_unstable();
    found
}

/// The metrics of locals and of migrants that a metric of all adults is made of, by position in the
/// registry; none where there are none.
pub fn by_status(metric: usize) -> Option<[usize; 2]> {
    let id = METRICS[metric].id;
    Some([find(&format!("{id}_local"))?, find(&format!("{id}_migrant"))?])
}
