//! Parameters of posts and of the cadres at the start (model sections 4 and 5.2).

use super::settings;

settings! {
    /// Posts and cadres at the start.
    Posts: "posts" "岗位";

    posts_filled: f64 = 0.9,
        range 0.0..=1.0, plausible 0.7..=1.0,
        is Fact,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed; bound S11";
        en "share of posts filled" "Share of a community's posts that are filled at the start; the director's always is.";
        zh "初始在岗率" "初始时社区岗位的在岗比例，主任岗位始终有人。";

    skill_initial: f64 = 0.42,
        range 0.01..=0.99, plausible 0.2..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "initial skill, full-time" "Mean skill of full-time cadres at the start.";
        zh "全职人员初始能力" "初始全职社区工作者能力的均值。";

    skill_initial_part_time: f64 = 0.34,
        range 0.01..=0.99, plausible 0.2..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "initial skill, part-time" "Mean skill of part-time village cadres at the start.";
        zh "兼职人员初始能力" "初始兼职村（嘎查）干部能力的均值。";

    skill_precision: f64 = 10.0,
        range 1.0..=200.0, plausible 5.0..=20.0,
        is Behaviour, varies LogUniform HalfToTwice,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "skill precision" "Precision of the beta distribution of skill at the start; more means less spread.";
        zh "能力精度" "初始能力所服从贝塔分布的精度，越大越集中。";

    burnout_initial: f64 = 0.45,
        range 0.01..=0.99, plausible 0.3..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed; compare T6";
        en "initial burnout" "Mean burnout of cadres at the start.";
        zh "初始职业倦怠" "初始社区工作者职业倦怠的均值。";

    burnout_precision: f64 = 10.0,
        range 1.0..=200.0, plausible 5.0..=20.0,
        is Behaviour, varies LogUniform HalfToTwice,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "burnout precision" "Precision of the beta distribution of burnout at the start; more means less spread.";
        zh "倦怠精度" "初始职业倦怠所服从贝塔分布的精度，越大越集中。";

    cadre_tenure_mean: f64 = 36.0,
        range 0.1..=600.0,
        is Fact,
        unit "months" "月",
        scope Fixed, read Start, ground Assumed "assumed";
        en "mean tenure of cadres" "Mean time that the cadres of the start have been in post.";
        zh "平均任职时间" "初始社区工作者已任职时间的均值。";

    record_initial: f64 = 0.5,
        range 0.0..=1.0, plausible 0.3..=0.7,
        is Behaviour, varies Triangular AroundDefault,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "initial track record" "Track record of service of each community at the start.";
        zh "初始服务实绩" "每个社区初始的服务实绩。";

    min_staff: u32 = 4,
        range 1.0..=100.0, plausible 2.0..=8.0,
        is Fact,
        unit "posts" "个",
        scope Community, read January, ground Derived "S2, S3";
        en "least staff" "Least number of posts of a community, whatever its size.";
        zh "最低岗位数" "社区不论规模均应配备的最少岗位数。";

    residents_per_adult: f64 = 1.25,
        range 1.0..=3.0, plausible 1.15..=1.4,
        is Fact,
        unit "" "",
        scope Community, read January, ground Assumed "assumed; lower bound M6";
        en "residents per adult" "Residents of all ages per adult, by which the staffing norm is applied.";
        zh "居民与成人之比" "全部居民与成年居民人数之比，用于换算人员配备标准。";
}
