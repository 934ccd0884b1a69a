//! Metrics of the population.

use super::participation::SHARE;
use super::{Better, Exists, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;
use crate::world::tally::Tally;

const FAMILY: Text = Text { en: "people", zh: "人口" };
const ADULTS: Text = Text { en: "adults", zh: "人" };

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "adults",
        family: FAMILY,
        name: Text { en: "adults", zh: "成年居民数" },
        meaning: Text {
            en: "Number of adults, in a summary its mean over months.",
            zh: "成年居民人数，汇总值为各月平均。",
        },
        unit: ADULTS,
        shown: Shown::People,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::TEN_ADULTS,
        window: Window::Month,
        exists: Exists::EvenOfNobody,
        value: Value::Ratio(|t| t.adults(), |t| t.months),
    },
    Metric {
        id: "adults_end",
        family: FAMILY,
        name: Text { en: "adults at the end", zh: "期末成年居民数" },
        meaning: Text {
            en: "Number of adults in the last month.",
            zh: "最后一个月的成年居民人数。",
        },
        unit: ADULTS,
        shown: Shown::Count,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::TEN_ADULTS,
        window: Window::Summary,
        exists: Exists::EvenOfNobody,
        value: Value::Always(|t| t.adults_end),
    },
    Metric {
        id: "migrant_share",
        family: FAMILY,
        name: Text { en: "migrant share", zh: "流动人口占比" },
        meaning: Text {
            en: "Share of adults who are migrants.", zh: "成年居民中流动人口的比例。"
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Neither,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.adults_migrant, Tally::adults),
    },
    Metric {
        id: "tertiary_share",
        family: FAMILY,
        name: Text { en: "tertiary share", zh: "大专及以上学历占比" },
        meaning: Text {
            en: "Share of adults with tertiary education.",
            zh: "成年居民中具有大专及以上学历者的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Neither,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.tertiary, Tally::adults),
    },
    Metric {
        id: "net_migration",
        family: FAMILY,
        name: Text { en: "net migration", zh: "净迁入率" },
        meaning: Text {
            en: "Moves in less moves out per 1000 adults a year; deaths, coming of age and settlement are no moves.",
            zh: "每千名成年居民每年迁入与迁出人数之差，不含死亡、成年和落户。",
        },
        unit: Text { en: "moves per 1000 adults a year", zh: "人/千名成人·年" },
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (f64::NEG_INFINITY, f64::INFINITY),
        better: Better::Neither,
        margin: margin::MOVE,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| 12.0 * 1000.0 * (t.moved_in - t.moved_out), Tally::adults),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn value(id: &str, tally: &Tally) -> Option<f64> {
        let metric = METRICS.iter().find(|metric| metric.id == id).unwrap();
        metric.value.of(tally)
    }

    #[test]
    fn adults_are_a_mean_over_months_and_a_last_count() {
        let month = |adults: f64| Tally {
            adults_local: adults,
            adults_end: adults,
            moved_out: 5.0,
            ..Tally::default()
        };
        let mut sum = Tally::none();
        sum.add_months(&month(1100.0));
        sum.add_months(&month(900.0));
        assert_eq!(value("adults", &sum), Some(1000.0));
        assert_eq!(value("adults_end", &sum), Some(900.0));
        assert_eq!(value("net_migration", &sum), Some(-60.0));
    }

    #[test]
    fn a_community_without_residents_has_no_adults_and_no_shares() {
        assert_eq!(value("adults", &Tally::default()), Some(0.0));
        assert_eq!(value("migrant_share", &Tally::default()), None);
    }
}
