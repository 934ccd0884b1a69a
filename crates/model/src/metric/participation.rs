//! Metrics of participation and elections.

use super::{Better, Exists, Heads, Hundred, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;
use crate::world::tally::Tally;

const FAMILY: Text = Text { en: "participation and elections", zh: "参与和选举" };
/// Unit of a share.
pub(super) const SHARE: Text = Text { en: "share", zh: "比例" };
const DIFFERENCE: Text = Text { en: "difference of shares", zh: "比例之差" };
const RATIO: Text = Text { en: "ratio", zh: "比值" };

/// The three entries of a mean over adults in [0, 1], better when higher: of all adults, of locals
/// and of migrants. A definition is given as the words before and after the group.
macro_rules! threefold {
    (
        $id:literal, $family:expr, $unit:expr, $shown:expr, $margin:expr, $window:expr,
        $local:ident / $locals:ident + $migrant:ident / $migrants:ident;
        en $name_en:literal, $before_en:literal, $after_en:literal;
        zh $name_zh:literal, $before_zh:literal, $after_zh:literal;
    ) => {
        [
            threefold!(@one $id, $family, $unit, $shown, $margin, $window,
                $name_en, concat!($before_en, "adults", $after_en),
                $name_zh, concat!($before_zh, "成年居民", $after_zh),
                Value::Ratio(|t| t.$local + t.$migrant, |t| t.$locals + t.$migrants)),
            threefold!(@one concat!($id, "_local"), $family, $unit, $shown, $margin, $window,
                concat!($name_en, " of locals"), concat!($before_en, "local adults", $after_en),
                concat!("户籍居民", $name_zh), concat!($before_zh, "户籍居民", $after_zh),
                Value::Ratio(|t| t.$local, |t| t.$locals)),
            threefold!(@one concat!($id, "_migrant"), $family, $unit, $shown, $margin, $window,
                concat!($name_en, " of migrants"), concat!($before_en, "migrant adults", $after_en),
                concat!("流动人口", $name_zh), concat!($before_zh, "流动人口", $after_zh),
                Value::Ratio(|t| t.$migrant, |t| t.$migrants)),
        ]
    };
    (@one $id:expr, $family:expr, $unit:expr, $shown:expr, $margin:expr, $window:expr, $name_en:expr, $meaning_en:expr,
        $name_zh:expr, $meaning_zh:expr, $value:expr) => {
        Metric {
            id: $id,
            family: $family,
            name: Text { en: $name_en, zh: $name_zh },
            meaning: Text { en: $meaning_en, zh: $meaning_zh },
            unit: $unit,
            shown: $shown,
            hundred: None,
            plain: None,
            range: (0.0, 1.0),
            better: Better::Higher,
            margin: $margin,
            window: $window,
            exists: Exists::Everywhere,
            value: $value,
        }
    };
}
pub(super) use threefold;

/// The mean of locals less that of migrants; empty where a group is.
macro_rules! gap {
    (|$t:ident| $local:expr, $migrant:expr) => {
        Value::Difference((|$t| $local, |t| t.adults_local), (|$t| $migrant, |t| t.adults_migrant))
    };
}
pub(super) use gap;

const PARTICIPATION: [Metric; 3] = threefold! {
    "participation", FAMILY, SHARE, Shown::Percent, margin::POINT, Window::Month,
    participants_local / adults_local + participants_migrant / adults_migrant;
    en "participation", "Share of ", " who took part in activities or deliberation in the month.";
    zh "月参与率", "", "中当月参加社区活动或议事协商的比例。";
};

const YEARLY: [Metric; 3] = threefold! {
    "participation_yearly", FAMILY, SHARE, Shown::Percent, margin::POINT, Window::LastYear,
    yearly_local / yearly_adults_local + yearly_migrant / yearly_adults_migrant;
    en "yearly participation", "Share of ", " who took part at least once in the last 12 months, this one included.";
    zh "年参与率", "", "中最近12个月（含当月）至少参与过一次的比例。";
};

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    PARTICIPATION[0].in_hundreds(Hundred {
        en: ["adults", "take part in a month"],
        zh: ["名成年人", "当月参与者", "名"],
        heads: Heads::Adults,
    }),
    PARTICIPATION[1],
    PARTICIPATION[2],
    Metric {
        id: "participation_civic",
        family: FAMILY,
        name: Text { en: "participation in activities", zh: "活动参与率" },
        meaning: Text {
            en: "Share of adults who took part in activities of the community in the month.",
            zh: "成年居民中当月参加社区活动的比例。",
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
        value: Value::Ratio(|t| t.civic, Tally::adults),
    },
    Metric {
        id: "participation_political",
        family: FAMILY,
        name: Text { en: "participation in deliberation", zh: "议事协商参与率" },
        meaning: Text {
            en: "Share of adults who took part in deliberation in the month.",
            zh: "成年居民中当月参加议事协商的比例。",
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
        value: Value::Ratio(|t| t.political, Tally::adults),
    },
    YEARLY[0].in_hundreds(Hundred {
        en: ["adults", "take part in a year"],
        zh: ["名成年人", "一年内参与者", "名"],
        heads: Heads::Adults,
    }),
    YEARLY[1],
    YEARLY[2],
    Metric {
        id: "participation_gap",
        family: FAMILY,
        name: Text { en: "gap in participation", zh: "月参与率差距" },
        meaning: Text {
            en: "Monthly participation of locals less that of migrants.",
            zh: "户籍居民月参与率减去流动人口月参与率之差。",
        },
        unit: DIFFERENCE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (-1.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: gap!(|t| t.participants_local, t.participants_migrant),
    },
    Metric {
        id: "participation_yearly_gap",
        family: FAMILY,
        name: Text { en: "gap in yearly participation", zh: "年参与率差距" },
        meaning: Text {
            en: "Yearly participation of locals less that of migrants.",
            zh: "户籍居民年参与率减去流动人口年参与率之差。",
        },
        unit: DIFFERENCE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (-1.0, 1.0),
        better: Better::Lower,
        margin: margin::POINT,
        window: Window::LastYear,
        exists: Exists::Everywhere,
        value: Value::Difference(
            (|t| t.yearly_local, |t| t.yearly_adults_local),
            (|t| t.yearly_migrant, |t| t.yearly_adults_migrant),
        ),
    },
    Metric {
        id: "participation_ratio",
        family: FAMILY,
        name: Text { en: "participation ratio", zh: "参与率之比" },
        meaning: Text {
            en: "Monthly participation of migrants over that of locals.",
            zh: "流动人口月参与率与户籍居民月参与率之比。",
        },
        unit: RATIO,
        shown: Shown::Index,
        hundred: None,
        plain: Some(Text {
            en: "of migrants to locals: 1 is equal",
            zh: "流动人口比户籍居民：1为相等",
        }),
        range: (0.0, f64::INFINITY),
        better: Better::Higher,
        margin: margin::OF_THE_WHOLE,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Quotient(
            (|t| t.participants_migrant, |t| t.adults_migrant),
            (|t| t.participants_local, |t| t.adults_local),
        ),
    },
    Metric {
        id: "turnout_all",
        family: FAMILY,
        name: Text { en: "turnout of all adults", zh: "全体成年居民投票率" },
        meaning: Text {
            en: "Votes over all adults, in communities and months with an election.",
            zh: "在举行换届选举的社区和月份，投票人数占全体成年居民的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["adults", "vote in an election"],
            zh: ["名成年人", "参加投票者", "名"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.votes, |t| t.voting_adults),
    },
    Metric {
        id: "turnout_entitled",
        family: FAMILY,
        name: Text { en: "turnout of the entitled", zh: "选民投票率" },
        meaning: Text {
            en: "Votes over adults entitled to vote, in communities and months with an election.",
            zh: "在举行换届选举的社区和月份，投票人数占有投票资格者的比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: Some(Hundred {
            en: ["entitled adults", "vote in an election"],
            zh: ["名选民", "参加投票者", "名"],
            heads: Heads::None,
        }),
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.votes, |t| t.entitled),
    },
    Metric {
        id: "talent_excluded",
        family: FAMILY,
        name: Text { en: "talent excluded", zh: "人才参选受限率" },
        meaning: Text {
            en: "Share of adults with tertiary education who may not stand in elections.",
            zh: "大专及以上学历成年居民中无参选资格者的比例。",
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
        value: Value::Ratio(|t| t.tertiary_excluded, |t| t.tertiary),
    },
    Metric {
        id: "reach",
        family: FAMILY,
        name: Text { en: "reach of activities", zh: "活动覆盖率" },
        meaning: Text {
            en: "Share of residents reached by activities in the month, weighted by adults.",
            zh: "当月社区活动覆盖的居民比例，按成年居民人数加权。",
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
        value: Value::Ratio(|t| t.reach, Tally::adults),
    },
    Metric {
        id: "asked",
        family: FAMILY,
        name: Text { en: "asked to deliberate", zh: "协商受邀率" },
        meaning: Text {
            en: "Share of eligible residents asked to deliberate in the month, weighted by adults.",
            zh: "有资格居民中当月受邀参加议事协商的比例，按成年居民人数加权。",
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
        value: Value::Ratio(|t| t.asked, Tally::adults),
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
    fn participation_weighs_groups_by_their_adults() {
        let tally = Tally {
            adults_local: 300.0,
            adults_migrant: 100.0,
            participants_local: 60.0,
            participants_migrant: 10.0,
            ..Tally::default()
        };
        assert_eq!(value("participation", &tally), Some(0.175));
        assert_eq!(value("participation_local", &tally), Some(0.2));
        assert_eq!(value("participation_migrant", &tally), Some(0.1));
        assert_eq!(value("participation_gap", &tally), Some(0.1));
        assert_eq!(value("participation_ratio", &tally), Some(0.5));
    }

    #[test]
    fn gap_and_ratio_are_empty_without_migrants() {
        let tally = Tally { adults_local: 300.0, participants_local: 60.0, ..Tally::default() };
        for id in [
            "participation_migrant",
            "participation_gap",
            "participation_yearly_gap",
            "participation_ratio",
        ] {
            assert_eq!(value(id, &tally), None, "{id}");
        }
        assert_eq!(value("participation", &tally), Some(0.2));
    }

    #[test]
    fn the_ratio_is_empty_where_no_local_took_part() {
        let tally = Tally {
            adults_local: 300.0,
            adults_migrant: 100.0,
            participants_migrant: 10.0,
            ..Tally::default()
        };
        assert_eq!(value("participation_ratio", &tally), None);
        assert_eq!(value("participation_gap", &tally), Some(-0.1));
    }

    #[test]
    fn turnout_is_empty_without_an_election() {
        let tally = Tally { adults_local: 300.0, ..Tally::default() };
        assert_eq!(value("turnout_all", &tally), None);
        assert_eq!(value("turnout_entitled", &tally), None);
    }
}
