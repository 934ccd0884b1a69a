//! Metrics of administrative work and of the load on hours.

use super::participation::SHARE;
use super::{Better, Exists, Heads, Hundred, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;
use crate::world::tally::Tally;

const FAMILY: Text = Text { en: "workload", zh: "工作负担" };

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "admin_share",
        family: FAMILY,
        name: Text { en: "administrative share", zh: "行政事务工时占比" },
        meaning: Text {
            en: "Hours of administrative tasks done, over all hours of cadres.",
            zh: "完成行政任务的工时占社区工作者总工时的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["hours of cadres", "go to administrative tasks"],
            zh: ["个工时", "用于行政事务者", "个"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.admin_done, |t| t.hours),
    },
    Metric {
        id: "unmet_admin",
        family: FAMILY,
        name: Text { en: "unmet administrative demand", zh: "行政任务未完成率" },
        meaning: Text {
            en: "Hours of administrative tasks demanded before the cap and not done, over those demanded.",
            zh: "未设上限时应承担的行政任务工时中未完成的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.admin_demanded - t.admin_done, |t| t.admin_demanded),
    },
    Metric {
        id: "admin_refused",
        family: FAMILY,
        name: Text { en: "administrative tasks refused", zh: "行政任务拒绝率" },
        meaning: Text {
            en: "Hours of administrative tasks above the cap, over those demanded before the cap.",
            zh: "未设上限时应承担的行政任务工时中因超出上限而拒绝的比例。",
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
        value: Value::Ratio(|t| t.admin_refused, |t| t.admin_demanded),
    },
    Metric {
        id: "neglect",
        family: FAMILY,
        name: Text { en: "neglect of core tasks", zh: "核心任务缺位率" },
        meaning: Text {
            en: "Share of core tasks, those that serve residents, that is not done, weighted by adults.",
            zh: "直接服务居民的核心任务中未完成的比例，按成年居民人数加权。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.neglect, Tally::adults),
    },
    Metric {
        id: "demand",
        family: FAMILY,
        name: Text { en: "job demands", zh: "工作要求" },
        meaning: Text {
            en: "Hours of administrative tasks and of open requests over hours of cadres, weighted by adults, where anybody is in post.",
            zh: "行政任务工时与待办诉求工时之和与社区工作者总工时之比，按成年居民人数加权，不含无人在岗的社区。",
        },
        unit: Text { en: "ratio", zh: "比值" },
        shown: Shown::Index,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::OF_THE_WHOLE,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.demand, |t| t.demand_adults),
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
    fn what_a_cap_refuses_is_part_of_what_is_unmet() {
        let tally = Tally {
            hours: 1000.0,
            admin_demanded: 800.0,
            admin_refused: 300.0,
            admin_done: 500.0,
            ..Tally::default()
        };
        assert_eq!(value("admin_share", &tally), Some(0.5));
        assert_eq!(value("unmet_admin", &tally), Some(0.375));
        assert_eq!(value("admin_refused", &tally), Some(0.375));
    }
}
