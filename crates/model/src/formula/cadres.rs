//! Cadres: burnout, skill, visits, quits, appraisal.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[
    symbol("w", "relative pay", "相对薪酬"),
    symbol("r", "resources", "工作资源"),
    symbol("D", "work demanded over hours", "工作要求与工时之比"),
    symbol("h", "training hours of the month per cadre", "本月人均培训学时"),
    symbol("alpha", "administrative share of hours", "行政工时占比"),
];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["strain_and_learn", "leave"],
        ["relative pay", "相对薪酬"],
        [
            "w = `pay_ratio` × seniority factor × `paid_share`",
            "w = `pay_ratio` × 工龄系数 × `paid_share`",
        ],
    ),
    formula(
        SYMBOLS,
        &["strain_and_learn", "leave"],
        ["seniority factor", "工龄系数"],
        [
            "1 + `seniority_rise` × min(`seniority_years`, whole years of tenure)",
            "1 + `seniority_rise` × min(`seniority_years`, 满任职年数)",
        ],
    ),
    formula(
        SYMBOLS,
        &["strain_and_learn"],
        ["resources", "工作资源"],
        [
            "r = ¼·(min(1, w) + min(1, 12 × training hours of the month per cadre/`training_full`) + mean T + (1 − alpha)) + `resource_career`·`career_path`",
            "r = ¼·(min(1, w) + min(1, 12 × 本月人均培训学时/`training_full`) + 平均T + (1 − alpha)) + `resource_career`·`career_path`",
        ],
    ),
    formula(
        SYMBOLS,
        &["strain_and_learn"],
        ["burnout", "倦怠"],
        [
            "U ← U + `burnout_speed`·(logistic(`burnout_base` + `burnout_demand`·(D − 1) − `burnout_resources`·(r − ½) + `appraisal_stress`·[`appraisal`]) − U)",
            "U ← U + `burnout_speed`·(logistic(`burnout_base` + `burnout_demand`·(D − 1) − `burnout_resources`·(r − ½) + `appraisal_stress`·[`appraisal`]) − U)",
        ],
    ),
    formula(
        SYMBOLS,
        &["strain_and_learn"],
        ["skill", "技能"],
        [
            "K ← K + (`skill_training`·h + `skill_practice` + `appraisal_learning`·[`appraisal`])·(1 − K) − `skill_decay`·K",
            "K ← K + (`skill_training`·h + `skill_practice` + `appraisal_learning`·[`appraisal`])·(1 − K) − `skill_decay`·K",
        ],
    ),
    formula(
        SYMBOLS,
        &["visit_the_best"],
        ["visits", "互访学习"],
        [
            "in months divisible by `peer_every` and with `peer_learning` above 0: cadres go to the community of their county and zone with the highest R (the best stays at home) and K ← K + `peer_gain`·`peer_learning`·max(0, host's K̄ − K). `peer_hours` × `peer_learning` per cadre then are missing from next month's service",
            "月份可被`peer_every`整除且`peer_learning`大于0时：社区工作者走访本旗县同类地区R最高的社区（最优社区不外出），K ← K + `peer_gain`·`peer_learning`·max(0, 对方K̄ − K)；每人下月服务减少`peer_hours` × `peer_learning`小时",
        ],
    ),
    formula(
        SYMBOLS,
        &["leave"],
        ["quits", "辞职的概率"],
        [
            "hazard = `quit_base` × exp(`quit_burnout`·(U − ½) − `quit_career`·`career_path` − `quit_trust`·(mean T − ½) + `quit_skill`·(K − ½)) × max(`pay_floor`, w/`pay_reference`)^(−`quit_pay`) × (`quit_first_year` if tenure < 12) × (`quit_graduate` for college-graduate officials), at most `quit_max`",
            "`quit_base` × exp(`quit_burnout`·(U − ½) − `quit_career`·`career_path` − `quit_trust`·(平均T − ½) + `quit_skill`·(K − ½)) × max(`pay_floor`, w/`pay_reference`)^(−`quit_pay`) ×（任职不满12个月再乘`quit_first_year`） ×（大学生干部再乘`quit_graduate`），不超过`quit_max`",
        ],
    ),
    formula(
        SYMBOLS,
        &["leave"],
        ["appraisal", "年度考核"],
        [
            "(if `appraisal`), each December: score = `appraisal_residents`·mean S + `appraisal_peers`·(mean K of colleagues + Normal(0, `appraisal_noise`)) + (1 − `appraisal_residents` − `appraisal_peers`)·K. A cadre who does not quit and scores below `dismissal_threshold` is dismissed",
            "启用`appraisal`时，每年十二月：得分 = `appraisal_residents`·平均S + `appraisal_peers`·(同事平均K + Normal(0, `appraisal_noise`)) + (1 − `appraisal_residents` − `appraisal_peers`)·K。未辞职且得分低于`dismissal_threshold`者予以辞退",
        ],
    ),
];
