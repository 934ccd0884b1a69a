//! Parameters of service (model section 5.5).

use super::settings;

settings! {
    /// Service.
    Service: "service" "居民服务";

    work_base: f64 = 0.5,
        range 0.0..=3.0, plausible 0.3..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign T10";
        plain "what an untrained team gets done in an hour" "未经培训的队伍一小时能办多少事";
        en "work base" "Effective hours of work in one service hour of a team without skill; skill adds to it.";
        zh "基础工效" "能力为0的队伍一小时服务工时的有效工时，能力在此之上提高工效。";

    director_weight: f64 = 1.0,
        range 0.1..=20.0, plausible 1.0..=4.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "weight of the director" "Weight of the director in the mean skill of the team, where other cadres weigh one.";
        zh "主任权重" "计算队伍平均能力时主任的权重，其他社区工作者为1。";

    distance: f64 = [1.0, 1.5, 2.5],
        range 0.1..=20.0, plausible 1.0..=5.0,
        is Behaviour, varies Triangular CommonFactor times 1.0..=2.0,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how much time scattered homes cost" "居住分散多费的时间";
        en "distance factor" "Factor on the hours of requests and activities for the way to scattered homes.";
        zh "距离系数" "因居住分散而使诉求办理和活动所需工时增加的倍数。";

    handoff: f64 = 0.6,
        range 0.0..=10.0, plausible 0.0..=1.5,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign seed paper";
        plain "how much time is lost between departments" "跨部门办事多费的时间";
        en "handoff cost" "Relative rise of the hours of a request that crosses departments where counters are not integrated.";
        zh "跨部门流转成本" "服务窗口未整合时，跨部门诉求所需工时增加的比例。";

    resolve_base: f64 = 0.55,
        range 0.0..=1.0, plausible 0.3..=0.7,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; bounds Q2";
        plain "how often an untrained team solves a request" "未经培训的队伍能解决多少诉求";
        en "resolution base" "Chance that a finished request is resolved by a team without skill.";
        zh "办结解决基准" "能力为0的队伍办完的诉求得到解决的概率。";

    resolve_skill: f64 = 0.4,
        range 0.0..=1.0, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign T10";
        plain "how far skill helps to solve requests" "能力对解决诉求的作用";
        en "resolution by skill" "Effect of the mean skill of cadres on the chance that a finished request is resolved.";
        zh "能力对解决的影响" "社区工作者平均能力对办完的诉求得到解决的概率的影响。";

    resolve_max: f64 = 0.98,
        range 0.0..=1.0,
        is Form,
        unit "" "",
        scope Community, ground Assumed "assumed; bounds Q2";
        en "resolution limit" "Largest chance that a finished request is resolved.";
        zh "解决概率上限" "办完的诉求得到解决的最高概率。";

    patience: f64 = 3.0,
        range 0.0..=120.0, plausible 1.0..=12.0,
        is Behaviour, varies Triangular Documented,
        unit "months" "月",
        scope Community, ground Assumed "assumed";
        plain "how long residents wait" "居民愿意等多久";
        en "patience" "Months after which a request not finished lapses.";
        zh "等待期限" "诉求未办完而失效前可等待的月数。";

    record_months: f64 = 6.0,
        range 1.0..=120.0, plausible 2.0..=24.0,
        is Behaviour, varies Triangular Documented,
        unit "months" "月",
        scope Community, ground Assumed "assumed";
        en "memory of the record" "Months over which the track record of service follows the share of requests resolved.";
        zh "实绩记忆期" "服务实绩跟随诉求解决率变化的平滑月数。";
}
