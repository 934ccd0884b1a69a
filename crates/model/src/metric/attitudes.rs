//! Metrics of residents' attitudes and of how far they are answered.

use super::participation::{SHARE, gap, threefold};
use super::{Better, Exists, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;
use crate::world::tally::Tally;

const FAMILY: Text = Text { en: "attitudes", zh: "居民态度" };
/// Unit of a mean from 0 to 1 that is no share.
pub(super) const INDEX: Text = Text { en: "index", zh: "指数" };

const SATISFACTION: [Metric; 3] = threefold! {
    "satisfaction", FAMILY, INDEX, Shown::Index, margin::HUNDREDTH, Window::Month,
    satisfaction_local / adults_local + satisfaction_migrant / adults_migrant;
    en "satisfaction", "Mean satisfaction of ", ", from 0 to 1.";
    zh "满意度", "", "满意度的平均值，取值0至1。";
};

const TRUST: [Metric; 3] = threefold! {
    "trust", FAMILY, INDEX, Shown::Index, margin::HUNDREDTH, Window::Month,
    trust_local / adults_local + trust_migrant / adults_migrant;
    en "trust", "Mean trust of ", ", from 0 to 1.";
    zh "信任", "", "信任的平均值，取值0至1。";
};

const BELONGING: [Metric; 3] = threefold! {
    "belonging", FAMILY, INDEX, Shown::Index, margin::HUNDREDTH, Window::Month,
    belonging_local / adults_local + belonging_migrant / adults_migrant;
    en "belonging", "Mean belonging of ", ", from 0 to 1.";
    zh "归属感", "", "归属感的平均值，取值0至1。";
};

const EFFICACY: [Metric; 3] = threefold! {
    "efficacy", FAMILY, INDEX, Shown::Index, margin::HUNDREDTH, Window::Month,
    efficacy_local / adults_local + efficacy_migrant / adults_migrant;
    en "efficacy", "Mean efficacy of ", ", from 0 to 1.";
    zh "效能感", "", "效能感的平均值，取值0至1。";
};

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    SATISFACTION[0]
        .in_plain(Text {
            en: "of residents with services, 0 to 1", zh: "居民对服务的满意，0至1"
        }),
    SATISFACTION[1],
    SATISFACTION[2],
    TRUST[0].in_plain(Text {
        en: "of residents in their community, 0 to 1",
        zh: "居民对社区的信任，0至1",
    }),
    TRUST[1],
    TRUST[2],
    BELONGING[0],
    BELONGING[1],
    BELONGING[2],
    EFFICACY[0],
    EFFICACY[1],
    EFFICACY[2],
    Metric {
        id: "belonging_gap",
        family: FAMILY,
        name: Text { en: "gap in belonging", zh: "归属感差距" },
        meaning: Text {
            en: "Mean belonging of locals less that of migrants.",
            zh: "户籍居民归属感平均值减去流动人口归属感平均值之差。",
        },
        unit: Text { en: "difference of indices", zh: "指数之差" },
        shown: Shown::Index,
        hundred: None,
        plain: Some(Text {
            en: "locals less migrants: 0 is equal",
            zh: "户籍居民减流动人口：0为相等",
        }),
        range: (-1.0, 1.0),
        better: Better::Lower,
        margin: margin::HUNDREDTH,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: gap!(|t| t.belonging_local, t.belonging_migrant),
    },
    Metric {
        id: "responsiveness",
        family: FAMILY,
        name: Text { en: "responsiveness", zh: "回应度" },
        meaning: Text {
            en: "How far residents who deliberate are answered: hours free of administration, damped, times the share of proposals funded, weighted by adults.",
            zh: "议事协商获得回应的程度，即非行政事务工时占比（经指数折算）与居民提案资金保障率之积，按成年居民人数加权。",
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
        value: Value::Ratio(|t| t.responsiveness, Tally::adults),
    },
    Metric {
        id: "funded_share",
        family: FAMILY,
        name: Text { en: "proposals funded", zh: "居民提案资金保障率" },
        meaning: Text {
            en: "Share of the cost of residents' proposals that discretionary money meets, 1 without proposals, weighted by adults.",
            zh: "居民提案所需资金中由居民议定资金保障的比例，无提案时取1，按成年居民人数加权。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.funded, Tally::adults),
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
    fn attitudes_are_means_over_adults() {
        let tally = Tally {
            adults_local: 300.0,
            adults_migrant: 100.0,
            belonging_local: 180.0,
            belonging_migrant: 20.0,
            ..Tally::default()
        };
        assert_eq!(value("belonging", &tally), Some(0.5));
        assert_eq!(value("belonging_local", &tally), Some(0.6));
        assert_eq!(value("belonging_migrant", &tally), Some(0.2));
        assert!((value("belonging_gap", &tally).unwrap() - 0.4).abs() < 1e-12);
    }

    #[test]
    fn the_gap_is_empty_without_locals() {
        let tally = Tally { adults_migrant: 100.0, belonging_migrant: 20.0, ..Tally::default() };
        assert_eq!(value("belonging_gap", &tally), None);
    }
}
