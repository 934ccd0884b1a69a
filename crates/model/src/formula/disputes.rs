//! Disputes and mediation.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] =
    &[symbol("s", "migrant share", "流动人口比例"), symbol("G", "hours for service", "服务工时")];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["mediate"],
        ["number of disputes", "纠纷数量"],
        [
            "`dispute_rate` × adults/1000 × (1 + `dispute_discontent`·(1 − mean S) + `dispute_divide`·|mean B of locals − mean B of migrants|·4·s·(1 − s))",
            "均值为`dispute_rate` × 成年居民数/1000 × (1 + `dispute_discontent`·(1 − 平均S) + `dispute_divide`·|户籍居民平均B − 流动人口平均B|·4·s·(1 − s))的Poisson随机数",
        ],
    ),
    formula(
        SYMBOLS,
        &["mediate"],
        ["disputes heard", "受理的纠纷"],
        [
            "Each takes `dispute_hours` of G, before requests; at most floor(`mediation_share`·G/`dispute_hours`) are heard",
            "每件先于诉求占用G中的`dispute_hours`小时，最多受理floor(`mediation_share`·G/`dispute_hours`)件",
        ],
    ),
    formula(
        SYMBOLS,
        &["mediate"],
        ["settling", "调解成功的概率"],
        [
            "min(`settle_max`, `settle_base` + `settle_trust`·mean T + `settle_skill`·K̄ + `settle_law`·`rule_of_law`)",
            "min(`settle_max`, `settle_base` + `settle_trust`·平均T + `settle_skill`·K̄ + `settle_law`·`rule_of_law`)",
        ],
    ),
];
