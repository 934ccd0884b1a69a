//! Needs and voice.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[symbol("n", "neglect of core tasks", "核心任务缺位")];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["meet_needs"],
        ["need", "产生需求的概率"],
        [
            "`need_rate` × (`need_elder` from age `elder_age`) × (1 + `scope_need` × `service_scope`) × (1 + `neglect_need`·n)",
            "`need_rate` ×（`elder_age`岁起再乘`need_elder`） × (1 + `scope_need` × `service_scope`) × (1 + `neglect_need`·n)",
        ],
    ),
    formula(
        SYMBOLS,
        &["meet_needs"],
        ["type of a need", "需求类型"],
        [
            "of a type by the shares of the own status group (`need.TYPE.local` or `need.TYPE.migrant`)",
            "类型按本人所属群体的占比（`need.TYPE.local`或`need.TYPE.migrant`）抽取",
        ],
    ),
    formula(
        SYMBOLS,
        &["meet_needs"],
        ["voice", "上报的概率"],
        [
            "access × logistic(`voice_base` + `voice_trust`·(T − ½) + `voice_efficacy`·(E − ½)), access being 1 for locals and `migrant_service_access` for migrants",
            "可及性 × logistic(`voice_base` + `voice_trust`·(T − ½) + `voice_efficacy`·(E − ½))，可及性对户籍居民为1，对流动人口为`migrant_service_access`",
        ],
    ),
    formula(
        SYMBOLS,
        &["form_attitudes"],
        ["silence", "沉默的代价"],
        [
            "A need not reported costs satisfaction: S ← S − `silence_loss`·S",
            "未上报的需求降低满意度：S ← S − `silence_loss`·S",
        ],
    ),
    formula(
        SYMBOLS,
        &["meet_needs"],
        ["hours of a request", "一件诉求的工时"],
        [
            "Hours of a request = `need.TYPE.hours` × `distance` × (1 + `handoff` × [`need.TYPE.crosses`] × (1 − `one_stop`))",
            "一件诉求的工时 = `need.TYPE.hours` × `distance` × (1 + `handoff` × [`need.TYPE.crosses`] × (1 − `one_stop`))",
        ],
    ),
];
