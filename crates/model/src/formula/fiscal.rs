//! Funding flows.

use super::{Formula, START, Symbol, formula, symbol};
use crate::setting::programmes;

const SYMBOLS: &[Symbol] = &[
    symbol(
        "z",
        "a standard normal draw, once a county and year",
        "标准正态随机数，每旗县每年抽取一次",
    ),
    symbol("P", "pay of the year, budgeted posts", "全年人员经费（预算内岗位）"),
    symbol("O", "grants of the year", "全年社区补助"),
    symbol("X", "12 times this month's cost of programmes", "本月专项计划费用的12倍"),
    symbol("f_P", "part of pay that the treasury can fund", "人员经费保障率"),
    symbol("f", "fulfilment ratio", "预算保障率"),
];

/// What a cost is counted by, in words after it.
macro_rules! per {
    (Township) => {
        " per township (each community its equal part)"
    };
    (Adult) => {
        " per adult"
    };
    (Migrant) => {
        " per migrant"
    };
    (Cadre) => {
        " per cadre"
    };
    (Graduate) => {
        " per college-graduate official in post"
    };
}

/// The same in Chinese, in words before it.
macro_rules! per_in_chinese {
    (Township) => {
        "每个乡镇（街道，由各社区均摊）"
    };
    (Adult) => {
        "每名成年居民"
    };
    (Migrant) => {
        "每名流动人口"
    };
    (Cadre) => {
        "每名社区工作者"
    };
    (Graduate) => {
        "每名在岗大学生干部"
    };
}

macro_rules! cost_in_english {
    (each month { $($lever:ident $cost:ident $per:ident;)* }
     in rounds { $other:ident $other_cost:ident $other_per:ident; }) => {
        concat!(
            "Cost a month: ",
            $("`", stringify!($cost), "` × `", stringify!($lever), "`", per!($per), "; ",)*
            "`", stringify!($other_cost), "`", per!($other_per)
        )
    };
}

macro_rules! cost_in_chinese {
    (each month { $($lever:ident $cost:ident $per:ident;)* }
     in rounds { $other:ident $other_cost:ident $other_per:ident; }) => {
        concat!(
            "每月费用：",
            $(per_in_chinese!($per), "`", stringify!($cost), "` × `", stringify!($lever), "`；",)*
            per_in_chinese!($other_per), "`", stringify!($other_cost), "`"
        )
    };
}

macro_rules! levers {
    (each month { $($lever:ident $cost:ident $per:ident;)* }
     in rounds { $other:ident $other_cost:ident $other_per:ident; }) => {
        concat!($("`", stringify!($lever), "`, ",)* "`", stringify!($other), "`")
    };
}

macro_rules! levers_in_chinese {
    (each month { $($lever:ident $cost:ident $per:ident;)* }
     in rounds { $other:ident $other_cost:ident $other_per:ident; }) => {
        concat!($("`", stringify!($lever), "`、",)* "`", stringify!($other), "`")
    };
}

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["put_policy_in_force", "budget"],
        ["revenue", "社区财力"],
        [
            "revenue = mean of `revenue_per_adult` over the months of the year × adults × (1 + `growth`)^(year − 1) × exp(`fiscal_sd`·z − `fiscal_sd`²/2)",
            "财力 = 全年十二个月`revenue_per_adult`的均值 × 成年居民数 × (1 + `growth`)^(年份 − 1) × exp(`fiscal_sd`·z − `fiscal_sd`²/2)",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["derived revenue", "推导的财力"],
        [
            "In a county read from a table whose baseline does not give `revenue_per_adult`, it is `revenue_cover` × (P + O of month 1, posts at entry pay, with what the table gives of its communities) / adults of month 1",
            "旗县读自表格且基线未给出`revenue_per_adult`时，取`revenue_cover` ×（第1个月的P + O，岗位按起薪计，并计入表中各社区自有数值）/ 第1个月成年居民数",
        ],
    ),
    formula(
        SYMBOLS,
        &[START, "budget"],
        ["grants of a year", "全年社区补助"],
        [
            "O = sum over communities of `base_grant` + `grant_per_adult` × adults × weight",
            "O = 各社区`base_grant` + `grant_per_adult` × 成年居民数 × 权重之和",
        ],
    ),
    formula(
        SYMBOLS,
        &["budget"],
        ["weights of communities", "社区权重"],
        [
            "Weights depend on `allocation`: `per_adult` 1; `need` 1 + `need_weight_migrant` × migrant share + `need_weight_rural` or `need_weight_pastoral` in those zones; `performance` max(`performance_floor`, R). They are scaled to a mean of 1 over adults",
            "权重取决于`allocation`：`per_adult`为1；`need`为1 + `need_weight_migrant` × 流动人口比例 + 农村`need_weight_rural`或牧区`need_weight_pastoral`；`performance`为max(`performance_floor`, R)。再按成年居民折算为均值1",
        ],
    ),
    formula(
        SYMBOLS,
        &["budget"],
        ["fulfilment", "预算保障率"],
        [
            "Pay comes first, at f_P = min(1, treasury/P). Grants and programmes share the rest at the fulfilment ratio f = min(1, (treasury − f_P·P)/(O + X))",
            "人员经费优先，f_P = min(1, 县级财政/P)。社区补助与专项计划按f = min(1, (县级财政 − f_P·P)/(O + X))分享其余资金",
        ],
    ),
    formula(
        SYMBOLS,
        &["release"],
        ["release and split", "拨付与分配"],
        [
            "The grant does not come in the first `release_delay` months of a year, then in instalments of the same form. The township keeps `retention` of each instalment; the rest is split by `split.operating`, `split.service`, `split.activity`, `split.training`, `split.discretionary`; what remains, `split.social_organisations` and roundings, buys hours of social organisations at `social_org_hour_cost`",
            "每年最初`release_delay`个月补助不到账，此后按月均分。乡镇（街道）留用每期的`retention`，其余按`split.operating`、`split.service`、`split.activity`、`split.training`、`split.discretionary`分配；剩余部分（`split.social_organisations`和尾数）按`social_org_hour_cost`向社会组织购买工时",
        ],
    ),
    formula(
        SYMBOLS,
        &["release"],
        ["self-raised money", "自筹资金"],
        [
            "`self_raised` × adults a month, of which `self_raised_to_operating` goes to operating, the rest to discretionary",
            "每月`self_raised` × 成年居民数，其中`self_raised_to_operating`的比例用于办公运转，其余归居民议定资金",
        ],
    ),
    formula(
        SYMBOLS,
        &["pay_wages"],
        ["wages", "发薪"],
        [
            "Arrears are paid first. Then every cadre of a community gets the same `paid_share` = min(1, personnel money / wage bill); the rest is added to the arrears",
            "先补发欠薪，再按同一比例`paid_share` = min(1, 人员经费 / 应发工资)发放本社区全体人员工资，不足部分计入欠薪",
        ],
    ),
    formula(
        SYMBOLS,
        &["budget", "pay_programmes"],
        ["cost of programmes", "专项计划费用"],
        [programmes!(cost_in_english), programmes!(cost_in_chinese)],
    ),
    formula(
        SYMBOLS,
        &["pay_programmes"],
        ["paid ratio", "支付率"],
        [
            "The county pays min(floor(f × cost), treasury); paid/cost (1 without a cost) is the paid ratio of all programmes",
            "旗县支付min(floor(f × 费用), 县级财政)；实付/费用（无费用时为1）是全部专项计划的支付率",
        ],
    ),
    formula(
        SYMBOLS,
        &["pay_programmes", "recruit"],
        ["effective strength", "有效力度"],
        [
            concat!(
                "*Programme levers* (",
                programmes!(levers),
                ") stand in all formulas but their cost for their **effective strength**: the lever times the share of its cost that was paid"
            ),
            concat!(
                "专项计划（",
                programmes!(levers_in_chinese),
                "）在除费用以外的各公式中均取有效力度：政策杠杆取值与费用支付率之积"
            ),
        ],
    ),
    formula(
        SYMBOLS,
        &["end_year"],
        ["end of December", "年终结转"],
        [
            "Operating, service, activity, training and personnel money above `carry_over` × (receipts of the year)/12 returns to the treasury; discretionary money above it goes to activity. What the treasury then holds above `reserve_cap` × revenue goes back to outside",
            "办公运转、服务、活动、培训和人员经费超过`carry_over` ×（全年到账）/12的部分退回县级财政；居民议定资金超过该数的部分转作活动经费。此后县级财政超过`reserve_cap` × 财力的部分上缴县外",
        ],
    ),
];
