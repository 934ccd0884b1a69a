//! Pieces of the report for a page that is drawn as numbers come in: what it shows is what the report will.

use super::answer::{flips, reach, symbol};
use super::marks::{difference_mark, histories_mark};
use super::text::{axis_unit, entry, name};
use super::{futures, map, money, outcomes, people, series, text};
use crate::comparison::{Comparison, Difference};
use crate::futures::both_doubts;
use crate::quantity::Phrase;

pub use super::STYLE;

/// An outcome of a scenario beside the baseline's.
#[derive(Clone, Debug)]
pub struct Row {
    /// Identifier of the metric.
    pub metric: String,
    /// Its name, with its unit where numbers do not carry it.
    pub name: Phrase,
    /// The baseline's mean.
    pub baseline: String,
    /// The scenario's mean.
    pub mean: String,
    /// The difference with its interval.
    pub change: Phrase,
    /// Half the width of the interval, as a number for people.
    pub half: Option<Phrase>,
    /// Identifier of the verdict.
    pub verdict: &'static str,
    /// Its sign.
    pub symbol: &'static str,
    /// Its words.
    pub said: Phrase,
    /// Both doubts in a sentence, where worlds were run.
    pub doubts: Option<Phrase>,
    /// The mark, as SVG: to the right is better.
    pub mark: String,
}

/// Rows of a scenario, in the order of the identifiers.
pub fn rows(of: &Comparison, scenario: &str, metrics: &[&str]) -> Vec<Row> {
    let found = |id: &&str| {
        of.differences.iter().find(|found| found.scenario == scenario && found.metric == **id)
    };
    metrics.iter().filter_map(found).map(|found| row(of, found)).collect()
}

fn row(of: &Comparison, found: &Difference) -> Row {
    let shown = entry(&found.metric).1;
    let all = of.differences.iter().filter(|other| other.metric == found.metric);
    let show = |value: Option<f64>| shown.show(text::number(value));
    let outlook = of.futures.as_ref().and_then(|futures| {
        let outlook = futures.outlook(&found.scenario, &found.metric, &found.area)?;
        outlook.counts.is_some().then(|| both_doubts(found.verdict, outlook, futures.origin))
    });
    Row {
        metric: found.metric.clone(),
        name: name(&found.metric),
        baseline: show(found.baseline),
        mean: show(found.mean),
        change: text::difference(found),
        half: found.half_width().map(|half| shown.amount(half)),
        verdict: found.verdict.id(),
        symbol: symbol(found.verdict),
        said: found.said(),
        doubts: outlook,
        mark: difference_mark(found, reach(all), flips(&found.metric)).into_string(),
    }
}

/// The mark of a difference of which few histories are known: each of them, on a scale that reaches as far as the
/// farthest of `all`, or twice the margin. As SVG: to the right is better.
pub fn histories(metric: &str, values: &[f64], all: &[f64]) -> String {
    let margin = entry(metric).0.margin.size;
    let reach = all.iter().fold(2.0 * margin, |most: f64, value| most.max(value.abs()));
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    histories_mark(&known, margin, 1.1 * reach, flips(metric)).into_string()
}

/// The months of an outcome: a panel for each scenario beside the baseline, with a table behind.
pub fn months(of: &Comparison, metric: &str) -> String {
    series::panels(of, metric).into_string()
}

/// The unit of an outcome's values on an axis.
pub fn unit(metric: &str) -> Phrase {
    axis_unit(metric, false)
}

/// A section of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// All outcomes, by zone and year.
    Outcomes,
    /// Who gains and who loses.
    People,
    /// Money.
    Money,
    /// Communities.
    Map,
    /// What worlds do to it.
    Futures,
}

impl Section {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Outcomes, Self::People, Self::Money, Self::Map, Self::Futures];

    /// Its word in an address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Outcomes => "outcomes",
            Self::People => "people",
            Self::Money => "money",
            Self::Map => "map",
            Self::Futures => "futures",
        }
    }

    /// The section of a comparison; empty where there is nothing to tell.
    pub fn write(self, of: &Comparison) -> String {
        match self {
            Self::Outcomes => outcomes::section(of),
            Self::People => people::section(of),
            Self::Money => money::section(of),
            Self::Map => map::section(of),
            Self::Futures => futures::section(of),
        }
        .into_string()
    }
}
