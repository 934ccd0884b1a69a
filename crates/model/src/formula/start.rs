//! The world of month 0, and what newcomers bring along.

use super::{Formula, START, Symbol, formula, symbol};

const SYMBOLS: &[Symbol] = &[
    symbol("n", "precision of the draw", "抽样的精度"),
    symbol("m", "mean of the draw", "抽样的均值"),
    symbol("u", "a uniform draw", "均匀随机数"),
    symbol("q", "quota of posts", "核定岗位数"),
    symbol(
        "Gamma",
        "a draw from the gamma distribution (shape, scale)",
        "伽马分布随机数（形状，尺度）",
    ),
];
/// At the start, and for those who move in or come of age.
const NEWCOMERS: &[&str] = &[START, "move_people"];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &[START],
        ["horizon", "时间范围"],
        [
            "A run lasts `months` (default 120). The first `burn_in` months (24) run under the baseline and are left out of the summary of a run",
            "一次运行历时`months`个月（默认120）。最初`burn_in`个月（24）按基线运行，不计入运行汇总",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["place", "地点"],
        [
            "A *place* is either described by zone (`communities`, `adults`, `migrant_share`, `township_size`) or read from a table (CSV or a workbook) with a row a community",
            "地点或按地区类型描述（`communities`、`adults`、`migrant_share`、`township_size`），或读自每个社区一行的表格",
        ],
    ),
    formula(
        SYMBOLS,
        NEWCOMERS,
        ["age", "年龄"],
        [
            "`adult_age` + Gamma(`age_local_shape`, `age_local_scale`), for migrants (`age_migrant_shape`, `age_migrant_scale`), drawn anew above `age_max`",
            "`adult_age` + Gamma(`age_local_shape`, `age_local_scale`)，流动人口为(`age_migrant_shape`, `age_migrant_scale`)，超过`age_max`则重抽",
        ],
    ),
    formula(
        SYMBOLS,
        NEWCOMERS,
        ["education", "学历"],
        [
            "*Education*: `education.basic`, `education.secondary`, `education.tertiary` of the zone",
            "学历：按该类地区的`education.basic`、`education.secondary`、`education.tertiary`抽取",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["tenure of migrants", "流动人口居住时间"],
        [
            "*Migrants' tenure*: exponential with mean `migrant_tenure_mean` months",
            "流动人口居住时间：均值为`migrant_tenure_mean`个月的指数分布",
        ],
    ),
    formula(
        SYMBOLS,
        NEWCOMERS,
        ["attitudes at first", "初始态度"],
        [
            "Beta(n·m, n·(1 − m)) with n = `attitude_precision` and mean m: `trust_initial`, `satisfaction_initial`, `belonging_initial`, `efficacy_initial`, for migrants `belonging_initial_migrant` and `efficacy_initial_migrant`. H = `habit_initial`, N = `norm_initial`",
            "Beta(n·m, n·(1 − m))，n = `attitude_precision`，均值m依次为`trust_initial`、`satisfaction_initial`、`belonging_initial`、`efficacy_initial`，流动人口用`belonging_initial_migrant`和`efficacy_initial_migrant`。H = `habit_initial`，N = `norm_initial`",
        ],
    ),
    formula(
        SYMBOLS,
        NEWCOMERS,
        ["reference group", "参照群体"],
        [
            "`reference_group_size` distinct others of the community (all of them if there are fewer). Each place is filled from the own status group with probability `homophily`, else, and if nobody of that group is left to take, from the whole community",
            "同一社区中互不相同的`reference_group_size`名他人（不足时取全部）。每个名额以概率`homophily`取自本人所属的户籍或流动群体，否则或该群体已无人可取时取自整个社区",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["posts filled at first", "初始在岗"],
        [
            "The director's post is filled, and floor(`posts_filled` × q + u) − 1 of the others, chosen at random (u uniform)",
            "主任岗位在岗，其余岗位随机填充floor(`posts_filled` × q + u) − 1个（u为均匀随机数）",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["cadres at first", "初始社区工作者"],
        [
            "K from Beta with mean `skill_initial` (part-time `skill_initial_part_time`) and precision `skill_precision`; U from Beta with mean `burnout_initial` and precision `burnout_precision`; tenure exponential with mean `cadre_tenure_mean`",
            "K取自Beta分布，均值`skill_initial`（兼职为`skill_initial_part_time`），精度`skill_precision`；U取自Beta分布，均值`burnout_initial`，精度`burnout_precision`；任职时间为均值`cadre_tenure_mean`的指数分布",
        ],
    ),
    formula(
        SYMBOLS,
        &[START],
        ["record and election at first", "初始实绩与首次换届"],
        [
            "R = `record_initial`; campaign intensity 0; the first election is in month `first_election`",
            "R = `record_initial`；专项行动强度为0；首次换届在第`first_election`个月",
        ],
    ),
];
