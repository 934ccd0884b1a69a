//! Metrics of service to residents and of disputes.

use super::participation::SHARE;
use super::{Better, Exists, Heads, Hundred, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;
use crate::world::tally::Tally;

const FAMILY: Text = Text { en: "service and disputes", zh: "服务与纠纷" };
const REQUESTS: Text = Text { en: "requests per 1000 adults a month", zh: "件/千名成人·月" };
const DISPUTES: Text = Text { en: "disputes per 1000 adults a month", zh: "起/千名成人·月" };

/// A count of a month per 1000 adults.
macro_rules! per_1000 {
    (|$t:ident| $x:expr) => {
        Value::Ratio(|$t| 1000.0 * $x, Tally::adults)
    };
}

/// A share of the hours of requests worked off.
macro_rules! of_hours {
    (|$t:ident| $x:expr) => {
        Value::Ratio(|$t| $x, |t| t.hours_volunteers + t.hours_social + t.hours_cadres)
    };
}

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "filed_per_1000",
        family: FAMILY,
        name: Text { en: "requests filed", zh: "诉求提出量" },
        meaning: Text {
            en: "Requests filed a month per 1000 adults.",
            zh: "每千名成年居民每月提出的诉求件数。",
        },
        unit: REQUESTS,
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::REQUEST,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.filed),
    },
    Metric {
        id: "resolved_per_1000",
        family: FAMILY,
        name: Text { en: "requests resolved", zh: "诉求办结量" },
        meaning: Text {
            en: "Requests resolved a month per 1000 adults.",
            zh: "每千名成年居民每月办结的诉求件数。",
        },
        unit: REQUESTS,
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Higher,
        margin: margin::REQUEST,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.resolved),
    },
    Metric {
        id: "failed_per_1000",
        family: FAMILY,
        name: Text { en: "requests failed", zh: "诉求未办成量" },
        meaning: Text {
            en: "Requests worked off a month without being resolved, per 1000 adults.",
            zh: "每千名成年居民每月经办理而未办成的诉求件数。",
        },
        unit: REQUESTS,
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::REQUEST,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.failed),
    },
    Metric {
        id: "lapsed_per_1000",
        family: FAMILY,
        name: Text { en: "requests lapsed", zh: "诉求逾期量" },
        meaning: Text {
            en: "Requests that lapsed unfinished a month per 1000 adults.",
            zh: "每千名成年居民每月逾期未办完而终止的诉求件数。",
        },
        unit: REQUESTS,
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::REQUEST,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.lapsed),
    },
    Metric {
        id: "backlog_per_1000",
        family: FAMILY,
        name: Text { en: "backlog", zh: "诉求积压量" },
        meaning: Text {
            en: "Requests open at the observation of the month per 1000 adults.",
            zh: "每千名成年居民当月观测时尚未了结的诉求件数。",
        },
        unit: Text { en: "requests per 1000 adults", zh: "件/千名成人" },
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::REQUEST,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.backlog),
    },
    Metric {
        id: "resolution_rate",
        family: FAMILY,
        name: Text { en: "resolution rate", zh: "办结率" },
        meaning: Text {
            en: "Share resolved of the requests that ended, resolved, failed or lapsed.",
            zh: "已了结（办结、未办成或逾期）的诉求中办结的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["requests that end", "are resolved"],
            zh: ["件了结的诉求", "办结者", "件"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.resolved, |t| t.ended()),
    },
    Metric {
        id: "lapse_rate",
        family: FAMILY,
        name: Text { en: "lapse rate", zh: "逾期率" },
        meaning: Text {
            en: "Share lapsed of the requests that ended, resolved, failed or lapsed.",
            zh: "已了结（办结、未办成或逾期）的诉求中逾期的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["requests that end", "have lapsed"],
            zh: ["件了结的诉求", "逾期者", "件"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.lapsed, |t| t.ended()),
    },
    Metric {
        id: "months_to_resolve",
        family: FAMILY,
        name: Text { en: "time to resolve", zh: "平均办结时长" },
        meaning: Text {
            en: "Mean age in months of the requests resolved.",
            zh: "办结诉求自提出至办结所历月数的平均值。",
        },
        unit: Text { en: "months", zh: "月" },
        shown: Shown::Months,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::DAYS,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.resolved_months, |t| t.resolved),
    },
    Metric {
        id: "voice",
        family: FAMILY,
        name: Text { en: "voice", zh: "诉求表达率" },
        meaning: Text {
            en: "Share of residents' needs that are filed as requests.",
            zh: "居民需求中作为诉求提出的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["needs", "are filed as requests"],
            zh: ["项需求", "提出诉求者", "项"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.filed, |t| t.needs),
    },
    Metric {
        id: "unmet_need",
        family: FAMILY,
        name: Text { en: "unmet need", zh: "需求未满足率" },
        meaning: Text {
            en: "Needs not reported and requests failed or lapsed, over the needs of the same months.",
            zh: "未表达的需求与未办成、逾期的诉求之和，与同期居民需求之比。",
        },
        unit: Text { en: "ratio", zh: "比值" },
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["needs", "stay unmet"],
            zh: ["项需求", "未满足者", "项"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::OF_THE_WHOLE,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.unreported + t.failed + t.lapsed, |t| t.needs),
    },
    Metric {
        id: "share_volunteers",
        family: FAMILY,
        name: Text { en: "share of volunteers", zh: "志愿者承担比例" },
        meaning: Text {
            en: "Share of the hours of requests worked off that volunteers did.",
            zh: "办理诉求的工时中由志愿者承担的比例。",
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
        value: of_hours!(|t| t.hours_volunteers),
    },
    Metric {
        id: "share_social_organisations",
        family: FAMILY,
        name: Text { en: "share of social organisations", zh: "社会组织承担比例" },
        meaning: Text {
            en: "Share of the hours of requests worked off that social organisations did.",
            zh: "办理诉求的工时中由社会组织承担的比例。",
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
        value: of_hours!(|t| t.hours_social),
    },
    Metric {
        id: "disputes_per_1000",
        family: FAMILY,
        name: Text { en: "disputes", zh: "矛盾纠纷发生量" },
        meaning: Text {
            en: "Disputes a month per 1000 adults.",
            zh: "每千名成年居民每月发生的矛盾纠纷起数。",
        },
        unit: DISPUTES,
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::DISPUTE,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.disputes),
    },
    Metric {
        id: "escalations_per_1000",
        family: FAMILY,
        name: Text { en: "escalations", zh: "矛盾纠纷激化量" },
        meaning: Text {
            en: "Disputes that were not settled a month per 1000 adults.",
            zh: "每千名成年居民每月未能化解而激化的矛盾纠纷起数。",
        },
        unit: DISPUTES,
        shown: Shown::Rate,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::DISPUTE,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: per_1000!(|t| t.escalations),
    },
    Metric {
        id: "cost_per_resolved",
        family: FAMILY,
        name: Text { en: "cost per request resolved", zh: "件均办结成本" },
        meaning: Text {
            en: "All spending over requests resolved in the same months.",
            zh: "同期全部支出与办结诉求件数之比。",
        },
        unit: Text { en: "yuan per request", zh: "元/件" },
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::TEN_YUAN,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.spending() / 100.0, |t| t.resolved),
    },
    Metric {
        id: "gini_resolution",
        family: FAMILY,
        name: Text { en: "inequality of resolution", zh: "办结率基尼系数" },
        meaning: Text {
            en: "Gini coefficient of the resolution rate over communities with ended requests.",
            zh: "有诉求了结的各社区办结率的基尼系数。",
        },
        unit: Text { en: "coefficient", zh: "系数" },
        shown: Shown::Index,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::HUNDREDTH,
        window: Window::Month,
        exists: Exists::County,
        value: Value::Where(|t| !t.gini.is_nan(), |t| t.gini),
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
    fn rates_of_requests_are_shares_of_those_that_ended() {
        let tally = Tally {
            adults_local: 2000.0,
            needs: 40.0,
            unreported: 10.0,
            filed: 30.0,
            resolved: 12.0,
            failed: 5.0,
            lapsed: 3.0,
            backlog: 10.0,
            resolved_months: 18.0,
            ..Tally::default()
        };
        assert_eq!(value("filed_per_1000", &tally), Some(15.0));
        assert_eq!(value("backlog_per_1000", &tally), Some(5.0));
        assert_eq!(value("resolution_rate", &tally), Some(0.6));
        assert_eq!(value("lapse_rate", &tally), Some(0.15));
        assert_eq!(value("months_to_resolve", &tally), Some(1.5));
        assert_eq!(value("voice", &tally), Some(0.75));
        assert_eq!(value("unmet_need", &tally), Some(0.45));
    }

    #[test]
    fn rates_of_two_months_are_of_their_sums() {
        let good = Tally { adults_local: 100.0, resolved: 9.0, failed: 1.0, ..Tally::default() };
        let bad = Tally { adults_local: 300.0, failed: 10.0, ..Tally::default() };
        let mut sum = Tally::none();
        sum.add_months(&good);
        sum.add_months(&bad);
        assert_eq!(value("resolution_rate", &sum), Some(0.45));
        assert_eq!(value("resolved_per_1000", &sum), Some(22.5));
    }

    #[test]
    fn rates_are_empty_where_nothing_ended() {
        let tally = Tally { adults_local: 100.0, spend_wages: 5000.0, ..Tally::default() };
        for id in ["resolution_rate", "lapse_rate", "cost_per_resolved", "gini_resolution"] {
            assert_eq!(value(id, &tally), None, "{id}");
        }
        assert_eq!(value("resolved_per_1000", &tally), Some(0.0));
    }

    #[test]
    fn the_cost_of_a_request_is_in_yuan() {
        let tally = Tally {
            resolved: 4.0,
            spend_wages: 60_000.0,
            spend_office: 20_000.0,
            ..Tally::default()
        };
        assert_eq!(value("cost_per_resolved", &tally), Some(200.0));
    }
}
