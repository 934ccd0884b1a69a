//! Participation: activities, deliberation, money of participants.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[
    symbol("x", "activities of the month", "本月活动数"),
    symbol("O", "hours for outreach", "联系群众工时"),
    symbol("a", "share of residents reached by activities", "活动触达居民的比例"),
    symbol("d", "share of the eligible asked to deliberate", "受邀协商的有资格居民比例"),
    symbol("p", "propensity to take part", "参与倾向"),
    symbol("u", "the resident's uniform draw", "该居民的均匀随机数"),
    symbol("alpha", "administrative share of hours", "行政工时占比"),
];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["take_part"],
        ["activities", "活动"],
        [
            "x = min(O × `event_hours_share`/(`event_hours` × `distance`), activity money/`event_cost`)",
            "x = min(O × `event_hours_share`/(`event_hours` × `distance`), 活动经费/`event_cost`)",
        ],
    ),
    formula(
        SYMBOLS,
        &["take_part"],
        ["reach of activities", "活动触达"],
        [
            "a = 1 − exp(−`event_reach`·x·(`reach_scale`/adults)^`reach_exponent`)",
            "a = 1 − exp(−`event_reach`·x·(`reach_scale`/成年居民数)^`reach_exponent`)",
        ],
    ),
    formula(
        SYMBOLS,
        &["take_part"],
        ["asked to deliberate", "受邀协商"],
        [
            "d = min(`procedural_openness`, O × (1 − `event_hours_share`)/(adults × `meeting_hours`))",
            "d = min(`procedural_openness`, O × (1 − `event_hours_share`)/(成年居民数 × `meeting_hours`))",
        ],
    ),
    formula(
        SYMBOLS,
        &["take_part", "elect", "form_attitudes", "count_residents"],
        ["eligible", "有资格者"],
        [
            "Eligible are locals, and migrants by `migrant_rights`: none, after `rights_after` months of tenure, or all",
            "有资格者为户籍居民，以及按`migrant_rights`确定的流动人口：无、居住满`rights_after`个月者、全部",
        ],
    ),
    formula(
        SYMBOLS,
        &["take_part"],
        ["propensity", "参与倾向"],
        [
            "p = logistic(`join_base` + `join_belonging`·(B − ½) + `join_efficacy`·(E − ½) + `join_trust`·(T − ½) + `join_norm`·(N − `norm_pivot`) + `join_habit`·H + `join_elder`·[age ≥ `elder_age`] − barrier); for migrants barrier = `migrant_barrier` × exp(−tenure/`barrier_months`) × (1 − `integration_support`)",
            "p = logistic(`join_base` + `join_belonging`·(B − ½) + `join_efficacy`·(E − ½) + `join_trust`·(T − ½) + `join_norm`·(N − `norm_pivot`) + `join_habit`·H + `join_elder`·[年龄 ≥ `elder_age`] − 障碍)；流动人口的障碍 = `migrant_barrier` × exp(−居住月数/`barrier_months`) × (1 − `integration_support`)",
        ],
    ),
    formula(
        SYMBOLS,
        &["take_part"],
        ["taking part", "参与"],
        [
            "One uniform u decides: political participation if eligible and u < d·p; else civic if u < d·p + (1 − d·p)·a·p",
            "由u决定：有资格且u < d·p为政治参与；否则u < d·p + (1 − d·p)·a·p为公民参与",
        ],
    ),
    formula(
        SYMBOLS,
        &["contribute"],
        ["money of participants", "参与者出资"],
        [
            "participants give `contribution` × participants to discretionary, and the county adds `matching` × that, as far as the treasury goes",
            "参与者向居民议定资金出资`contribution` × 参与人数，旗县在财力范围内配套`matching` × 该数",
        ],
    ),
    formula(
        SYMBOLS,
        &["contribute"],
        ["proposals", "居民提案"],
        [
            "political participants × `proposal_share`, each costing `proposal_cost` of discretionary money; funded = min(1, money/cost)",
            "提案数为政治参与者 × `proposal_share`，每件需居民议定资金`proposal_cost`；资金保障率 = min(1, 资金/费用)",
        ],
    ),
    formula(
        SYMBOLS,
        &["contribute"],
        ["responsiveness", "回应度"],
        [
            "Responsiveness = (1 − alpha)^`response_exponent` × funded",
            "回应度 = (1 − alpha)^`response_exponent` × 资金保障率",
        ],
    ),
];
