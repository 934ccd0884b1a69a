//! Metrics of the cadre team.

use super::attitudes::INDEX;
use super::participation::SHARE;
use super::{Better, Exists, Heads, Hundred, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;

const FAMILY: Text = Text { en: "cadre team", zh: "社区工作者队伍" };
const LEAVERS: Text = Text { en: "per cadre a year", zh: "人次/人·年" };

/// Leavers a year over mean staff.
macro_rules! per_staff {
    (|$t:ident| $x:expr) => {
        Value::Ratio(|$t| 12.0 * $x, |t| t.staff)
    };
}

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "staff_turnover",
        family: FAMILY,
        name: Text { en: "staff turnover", zh: "队伍流失率" },
        meaning: Text {
            en: "Cadres who quit or were dismissed in the last 12 months, over mean staff at the start of these months.",
            zh: "最近12个月辞职和被辞退的社区工作者人次与各月月初平均在岗人数之比。",
        },
        unit: LEAVERS,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["cadres", "leave in a year"],
            zh: ["名社区工作者", "一年内离职者", "名"],
            heads: Heads::Staff,
        }),
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::LEAVER,
        window: Window::Year,
        exists: Exists::Everywhere,
        value: per_staff!(|t| t.quits + t.dismissals),
    },
    Metric {
        id: "quit_rate",
        family: FAMILY,
        name: Text { en: "quit rate", zh: "辞职率" },
        meaning: Text {
            en: "Cadres who quit in the last 12 months, over mean staff at the start of these months.",
            zh: "最近12个月辞职的社区工作者人次与各月月初平均在岗人数之比。",
        },
        unit: LEAVERS,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["cadres", "quit in a year"],
            zh: ["名社区工作者", "一年内辞职者", "名"],
            heads: Heads::Staff,
        }),
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::LEAVER,
        window: Window::Year,
        exists: Exists::Everywhere,
        value: per_staff!(|t| t.quits),
    },
    Metric {
        id: "dismissal_rate",
        family: FAMILY,
        name: Text { en: "dismissal rate", zh: "辞退率" },
        meaning: Text {
            en: "Cadres dismissed in the last 12 months, over mean staff at the start of these months.",
            zh: "最近12个月被辞退的社区工作者人次与各月月初平均在岗人数之比。",
        },
        unit: LEAVERS,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::LEAVER,
        window: Window::Year,
        exists: Exists::Everywhere,
        value: per_staff!(|t| t.dismissals),
    },
    Metric {
        id: "director_rotation",
        family: FAMILY,
        name: Text { en: "rotation of directors", zh: "主任换届更替" },
        meaning: Text {
            en: "Directors replaced by election in the month, in a summary in all its months.",
            zh: "当月因换届选举而更替的社区主任人数，汇总值为各月之和。",
        },
        unit: Text { en: "directors", zh: "人" },
        shown: Shown::Count,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::DIRECTOR,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Always(|t| t.rotations),
    },
    Metric {
        id: "vacancy",
        family: FAMILY,
        name: Text { en: "vacancy", zh: "岗位空缺率" },
        meaning: Text {
            en: "Share of posts that are vacant after hiring.",
            zh: "招聘后仍空缺的岗位占核定岗位的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["posts", "stand vacant"],
            zh: ["个岗位", "空缺者", "个"],
            heads: Heads::Posts,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.vacant, |t| t.quota),
    },
    Metric {
        id: "skill",
        family: FAMILY,
        name: Text { en: "skill", zh: "能力" },
        meaning: Text {
            en: "Mean skill of cadres in post after hiring, from 0 to 1.",
            zh: "招聘后在岗社区工作者能力的平均值，取值0至1。",
        },
        unit: INDEX,
        shown: Shown::Index,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::HUNDREDTH,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.skill, |t| t.cadres),
    },
    Metric {
        id: "burnout",
        family: FAMILY,
        name: Text { en: "burnout", zh: "职业倦怠" },
        meaning: Text {
            en: "Mean burnout of cadres in post after hiring, from 0 to 1.",
            zh: "招聘后在岗社区工作者职业倦怠的平均值，取值0至1。",
        },
        unit: INDEX,
        shown: Shown::Index,
        hundred: None,
        plain: Some(Text {
            en: "how worn out cadres are, 0 to 1",
            zh: "社区工作者的疲惫程度，0至1",
        }),
        range: (0.0, 1.0),
        better: Better::Lower,
        margin: margin::HUNDREDTH,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.burnout, |t| t.cadres),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::tally::Tally;

    fn value(id: &str, tally: &Tally) -> Option<f64> {
        let metric = METRICS.iter().find(|metric| metric.id == id).unwrap();
        metric.value.of(tally)
    }

    fn months(count: usize, first: Tally, later: Tally) -> Tally {
        let mut sum = Tally::none();
        sum.add_months(&first);
        for _ in 1..count {
            sum.add_months(&later);
        }
        sum
    }

    #[test]
    fn one_leaver_among_ten_over_a_year_is_a_turnover_of_a_tenth() {
        let still = Tally { staff: 10.0, ..Tally::default() };
        let year = months(12, Tally { quits: 1.0, ..still }, still);
        assert_eq!(value("staff_turnover", &year), Some(0.1));
        assert_eq!(value("quit_rate", &year), Some(0.1));
        assert_eq!(value("dismissal_rate", &year), Some(0.0));
    }

    #[test]
    fn turnover_of_part_of_a_year_is_scaled_to_a_year() {
        let still = Tally { staff: 10.0, ..Tally::default() };
        let quarter = months(3, Tally { dismissals: 1.0, ..still }, still);
        assert_eq!(value("staff_turnover", &quarter), Some(0.4));
    }

    #[test]
    fn rotations_of_directors_add_up_over_months() {
        let month = Tally { rotations: 1.0, ..Tally::default() };
        assert_eq!(value("director_rotation", &months(3, month, month)), Some(3.0));
    }

    #[test]
    fn a_team_without_staff_has_no_turnover_and_no_skill() {
        let empty = Tally { quota: 4.0, vacant: 4.0, ..Tally::default() };
        assert_eq!(value("staff_turnover", &empty), None);
        assert_eq!(value("skill", &empty), None);
        assert_eq!(value("vacancy", &empty), Some(1.0));
    }
}
