//! Service.

use super::{Formula, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[symbol("G", "hours for service", "服务工时")];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["serve"],
        ["hours at work", "投入的工时"],
        [
            "hours of volunteers (participants of last month × `volunteer_hours`) on types that they can do (`need.TYPE.volunteers`); hours of social organisations likewise (`need.TYPE.social`); then cadres on all, with G × (`work_base` + K̄) effective hours",
            "志愿者工时（上月参与者 × `volunteer_hours`）用于其可办的类型（`need.TYPE.volunteers`）；社会组织工时同理（`need.TYPE.social`）；社区工作者办理全部类型，有效工时为G × (`work_base` + K̄)",
        ],
    ),
    formula(
        SYMBOLS,
        &["serve"],
        ["materials", "物资"],
        [
            "Materials (`need.TYPE.materials`) are paid from the service account when work on a request begins",
            "开始办理诉求时由服务账户支付物资费用（`need.TYPE.materials`）",
        ],
    ),
    formula(
        SYMBOLS,
        &["serve"],
        ["resolving", "办结的概率"],
        [
            "A finished request is *resolved* with probability min(`resolve_max`, `resolve_base` + `resolve_skill`·K̄), else *failed*",
            "办完的诉求以概率min(`resolve_max`, `resolve_base` + `resolve_skill`·K̄)为办结，否则为未办成",
        ],
    ),
    formula(
        SYMBOLS,
        &["serve"],
        ["lapsing", "逾期"],
        [
            "An unfinished one filed `patience` or more months ago *lapses*",
            "提出已满`patience`个月仍未办完的诉求逾期",
        ],
    ),
    formula(
        SYMBOLS,
        &["serve"],
        ["track record", "服务实绩"],
        [
            "R ← R + (resolved/ended − R)/`record_months`, unchanged if none ended",
            "R ← R + (办结数/终结数 − R)/`record_months`，无诉求终结时不变",
        ],
    ),
];
