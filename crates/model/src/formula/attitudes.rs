//! Attitudes.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[
    symbol("g", "months that the request took", "诉求历时月数"),
    symbol("λ", "1, for migrants `migrant_feedback`", "户籍居民为1，流动人口为`migrant_feedback`"),
    symbol("B0", "level to which belonging returns", "归属感的回归水平"),
    symbol("E0", "level to which efficacy returns", "效能感的回归水平"),
];
const HERE: &[&str] = &["form_attitudes"];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        HERE,
        ["a request resolved", "诉求办结"],
        [
            "Resolved at age g months: S ← S + `resolved_satisfaction`·(1 − S)/(1 + g), T ← T + `resolved_trust`·(1 − T)/(1 + g)",
            "历时g个月办结：S ← S + `resolved_satisfaction`·(1 − S)/(1 + g)，T ← T + `resolved_trust`·(1 − T)/(1 + g)",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["a request failed or lapsed", "诉求未办成或逾期"],
        [
            "Failed or lapsed: S ← S − `failed_satisfaction`·S, T ← T − `failed_trust`·T",
            "未办成或逾期：S ← S − `failed_satisfaction`·S，T ← T − `failed_trust`·T",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["public record", "公开的实绩"],
        [
            "T ← T + `record_trust`·`transparency`·(R − T); S ← S + `record_satisfaction`·(R − S)",
            "T ← T + `record_trust`·`transparency`·(R − T)；S ← S + `record_satisfaction`·(R − S)",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["conflict", "矛盾纠纷"],
        [
            "T ← T × (1 − `escalation_trust` × (1000/adults) × escalations)",
            "T ← T × (1 − `escalation_trust` × (1000/成年居民数) × 激化件数)",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["legitimacy", "选举的合法性"],
        [
            "after an election: T ← T + `legitimacy`·(turnout − `legitimacy_pivot`)",
            "换届后：T ← T + `legitimacy`·(投票率 − `legitimacy_pivot`)",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["norm", "感知规范"],
        [
            "N ← `norm_memory`·N + (1 − `norm_memory`)·(share of the reference group that took part at least once in the last `norm_window` months, this one included)",
            "N ← `norm_memory`·N + (1 − `norm_memory`)·(参照群体中最近`norm_window`个月（含本月）至少参与一次的比例)",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["habit", "习惯"],
        [
            "H ← `habit_memory`·H + (1 − `habit_memory`)·[took part]",
            "H ← `habit_memory`·H + (1 − `habit_memory`)·[本月参与]",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["belonging", "归属感"],
        [
            "B ← B + `belonging_gain`·λ·[took part]·(1 − B) − `belonging_return`·(B − B0), λ = 1, for migrants `migrant_feedback`",
            "B ← B + `belonging_gain`·λ·[本月参与]·(1 − B) − `belonging_return`·(B − B0)，λ = 1，流动人口为`migrant_feedback`",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["level of belonging", "归属感的回归水平"],
        [
            "B0 = `belonging_local` + `culture_local`·`culture_programme`; for migrants `belonging_migrant` + `belonging_growth`·(1 − exp(−tenure/`belonging_months`)) + `culture_migrant`·`culture_programme`",
            "B0 = `belonging_local` + `culture_local`·`culture_programme`；流动人口为`belonging_migrant` + `belonging_growth`·(1 − exp(−居住月数/`belonging_months`)) + `culture_migrant`·`culture_programme`",
        ],
    ),
    formula(
        SYMBOLS,
        HERE,
        ["efficacy", "效能感"],
        [
            "political participants E ← E + `efficacy_learning`·(responsiveness − E); then all E ← E − `efficacy_return`·(E − E0), E0 = `efficacy_local`, for migrants `efficacy_eligible` or, without rights, `efficacy_excluded`",
            "政治参与者E ← E + `efficacy_learning`·(回应度 − E)；然后所有人E ← E − `efficacy_return`·(E − E0)，E0 = `efficacy_local`，流动人口为`efficacy_eligible`，无权利者为`efficacy_excluded`",
        ],
    ),
];
