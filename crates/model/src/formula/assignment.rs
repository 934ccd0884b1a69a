//! Administrative work and hours.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[
    symbol("A0", "hours of tasks handed down", "下派任务工时"),
    symbol("A", "hours of tasks demanded", "要求完成的任务工时"),
    symbol("a", "campaign intensity of the county", "旗县专项行动强度"),
    symbol("m", "clarity that lasts", "得以保持的职责清晰度"),
    symbol("m0", "the baseline's clarity", "基线的职责清晰度"),
    symbol("rho", "part of the added clarity that is left", "新增清晰度的留存比例"),
    symbol("alpha", "administrative share of hours", "行政工时占比"),
    symbol("n", "neglect", "核心任务缺位"),
];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["swing_campaigns"],
        ["campaigns", "专项行动"],
        [
            "a ← `campaign_memory`·a + Normal(0, `campaign_sd`)",
            "a ← `campaign_memory`·a + Normal(0, `campaign_sd`)",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["tasks handed down", "下派任务"],
        [
            "A0 = `admin_load` × (`admin_hours_base` + `admin_hours_per_1000` × adults/1000) × exp(a × (1 − `campaign_law` × `rule_of_law`)) × (1 + `pass_down` × (`retention_reference` − `retention`))",
            "A0 = `admin_load` × (`admin_hours_base` + `admin_hours_per_1000` × 成年居民数/1000) × exp(a × (1 − `campaign_law` × `rule_of_law`)) × (1 + `pass_down` × (`retention_reference` − `retention`))",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["tasks demanded", "要求的任务"],
        [
            "A = A0 × (1 − `out_of_mandate`·m) × (1 − `digital_relief` × `digital_records`)",
            "A = A0 × (1 − `out_of_mandate`·m) × (1 − `digital_relief` × `digital_records`)",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["clarity that lasts", "职责清晰度的保持"],
        [
            "m = m0 + (`mandate_clarity` − m0)·rho. rho is 1 in the first month above m0 and then shrinks each month by 2^(−(1 − `rule_of_law`)/`relief_half_life`)",
            "m = m0 + (`mandate_clarity` − m0)·rho。rho在高于m0的首月为1，此后每月乘以2^(−(1 − `rule_of_law`)/`relief_half_life`)",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["cap", "行政事务上限"],
        [
            "With `admin_cap_share` below 1: *refused* = max(0, A − `admin_cap_share` × hours)",
            "`admin_cap_share`小于1时：予以拒绝的任务 = max(0, A − `admin_cap_share` × 总工时)",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["hours of a team", "队伍工时"],
        [
            "sum over cadres of (`hours_full` or `hours_part_time`) × (1 − `burnout_hours`·U)",
            "全体社区工作者（`hours_full`或`hours_part_time`） × (1 − `burnout_hours`·U)之和",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["hours of administration", "行政工时"],
        [
            "done = min(demand under the cap, `admin_priority` × hours); admin share alpha = done/hours",
            "完成工时 = min(上限内的要求, `admin_priority` × 总工时)；行政工时占比alpha = 完成工时/总工时",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["hours of training", "培训工时"],
        [
            "min(`training_hours`/12 × cadres, training money/`training_cost`, hours left)",
            "min(`training_hours`/12 × 社区工作者数, 培训经费/`training_cost`, 剩余工时)",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["outreach and service", "联系群众与服务工时"],
        [
            "activities and meetings get `outreach_share` × (hours left − training), service the rest",
            "活动和议事占`outreach_share` ×（剩余工时 − 培训工时），其余用于服务",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["neglect", "核心任务缺位"],
        ["n = max(0, 1 − done/(`core_tasks`·A0))", "n = max(0, 1 − 完成工时/(`core_tasks`·A0))"],
    ),
    formula(
        SYMBOLS,
        &["assign"],
        ["office costs", "办公费用"],
        [
            "office costs of `cost_per_admin_hour` × done from operating, if that is empty from service, then from activity",
            "办公费用为`cost_per_admin_hour` × 完成工时，先由办公运转账户支付，不足时依次动用服务、活动经费",
        ],
    ),
    formula(
        SYMBOLS,
        &["assign", "visit_the_best"],
        ["mean skill of the team", "队伍平均技能"],
        [
            "K̄ is the mean skill of the team, the director counted `director_weight` times",
            "K̄为队伍平均技能，主任按`director_weight`倍计",
        ],
    ),
];
