//! Parameters of participation (model section 5.6).

use super::settings;

settings! {
    /// Participation.
    Participation: "participation" "居民参与";

    event_hours: f64 = 12.0,
        range 0.5..=300.0, plausible 4.0..=30.0,
        is Behaviour, varies Triangular Documented,
        unit "hours" "小时",
        scope Community, ground Assumed "assumed";
        plain "hours that an activity takes" "办一次活动所需的工时";
        en "hours per activity" "Outreach hours that one activity takes, before the distance factor.";
        zh "单次活动工时" "举办一次活动所需的联系群众工时，未计距离系数。";

    event_hours_share: f64 = 0.6,
        range 0.0..=1.0, plausible 0.2..=0.9,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "hours for activities rather than meetings" "联系群众工时用于活动而非会议的部分";
        en "activity share of outreach" "Share of outreach hours that goes to activities; meetings get the rest.";
        zh "活动工时比例" "联系群众工时中用于活动的比例，其余用于议事会议。";

    event_cost: f64 = 800.0,
        range 1.0..=30000.0, plausible 200.0..=3000.0,
        is Price, varies LogUniform Documented,
        unit "yuan" "元",
        scope Community, ground Assumed "assumed";
        plain "what an activity costs" "办一次活动的费用";
        en "cost per activity" "Activity money that one activity takes.";
        zh "单次活动费用" "举办一次活动所需的活动资金。";

    event_reach: f64 = 0.28,
        range 0.0..=6.0, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign P9";
        plain "how many residents an activity reaches" "一次活动能覆盖多少居民";
        en "reach of an activity" "How many residents one activity reaches in a community of the reference size; the share reached is one less the exponential of minus this.";
        zh "活动覆盖系数" "参照规模社区中一次活动的覆盖强度，覆盖比例为1减去该值相反数的指数。";

    reach_scale: f64 = 1000.0,
        range 10.0..=100000.0,
        is Form,
        unit "adults" "人",
        scope Community, ground Assumed "assumed";
        en "reference size of reach" "Adults of a community at which one activity has its full reach.";
        zh "活动参照规模" "一次活动按覆盖系数计算时社区的成人数。";

    reach_exponent: f64 = 0.5,
        range 0.0..=2.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how far activities miss people in large communities" "社区越大、活动覆盖越难的程度";
        en "reach by size" "How fast the reach of an activity falls as a community grows beyond the reference size.";
        zh "规模衰减指数" "社区规模超过参照规模时活动覆盖下降的快慢。";

    meeting_hours: f64 = 0.08,
        range 0.001..=3.0, plausible 0.02..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "hours per adult asked" "小时/受邀成人",
        scope Community, ground Assumed "assumed";
        plain "hours that it takes to ask a resident to deliberate" "邀请一名居民协商所需的工时";
        en "hours of deliberation" "Outreach hours that it takes to ask one adult to deliberate.";
        zh "协商组织工时" "邀请一名成人参与协商所需的联系群众工时。";

    rights_after: f64 = 24.0,
        range 0.0..=1200.0, plausible 0.0..=120.0,
        is Fact,
        unit "months" "月",
        scope Community, only [Is("migrant_rights", "after_months")], ground Assumed "assumed";
        en "tenure before rights" "Months of tenure after which a migrant has political rights where rights come after months.";
        zh "权利所需居住时间" "实行居住满月数后赋权时，流动人口享有政治权利所需的居住月数。";

    join_base: f64 = -1.65,
        range -10.0..=10.0, plausible -3.0..=0.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed";
        plain "how readily residents take part at all" "居民本来参与的意愿";
        en "joining base" "Log odds of joining of a young local with middling attitudes, norm at its pivot and no habit.";
        zh "参与基准" "态度居中、规范处于中位点且无参与习惯的非老年户籍居民参与的对数几率。";

    join_belonging: f64 = 1.0,
        range -10.0..=10.0, plausible 0.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign P1, P7";
        en "joining by belonging" "Effect of belonging on the log odds of joining.";
        zh "归属感对参与的影响" "归属感对居民参与的对数几率的影响。";

    join_efficacy: f64 = 0.8,
        range -10.0..=10.0, plausible 0.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed";
        en "joining by efficacy" "Effect of efficacy on the log odds of joining.";
        zh "效能感对参与的影响" "效能感对居民参与的对数几率的影响。";

    join_trust: f64 = 0.8,
        range -10.0..=10.0, plausible 0.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign P12";
        plain "how far trust makes residents take part" "信任促进参与的程度";
        en "joining by trust" "Effect of trust on the log odds of joining.";
        zh "信任对参与的影响" "信任对居民参与的对数几率的影响。";

    join_norm: f64 = 2.0,
        range -10.0..=10.0, plausible 0.0..=4.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed";
        plain "how far residents take part because others do" "居民随他人参与的程度";
        en "joining by norm" "Effect of the perceived norm on the log odds of joining.";
        zh "规范对参与的影响" "感知规范对居民参与的对数几率的影响。";

    norm_pivot: f64 = 0.35,
        range 0.0..=1.0, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how many must take part before it draws others" "多少人参与才会带动他人";
        en "norm pivot" "Perceived norm at which it neither raises nor lowers joining and voting.";
        zh "规范中位点" "对参与和投票既不促进也不抑制的感知规范水平。";

    join_habit: f64 = 1.0,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign P16";
        en "joining by habit" "Effect of habit on the log odds of joining.";
        zh "习惯对参与的影响" "参与习惯对居民参与的对数几率的影响。";

    join_elder: f64 = 0.2,
        range -10.0..=10.0, plausible -0.5..=0.8,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign P4";
        en "joining of elders" "Effect of being an elder on the log odds of joining.";
        zh "老年对参与的影响" "居民为老年人对参与的对数几率的影响。";

    migrant_barrier: f64 = 0.25,
        range 0.0..=10.0, plausible 0.0..=1.5,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign M13, M15, M16";
        plain "how hard it is for new migrants to take part" "新到流动人口参与的难度";
        en "migrant barrier" "Fall of the log odds of joining of a migrant just arrived and without support.";
        zh "流动人口参与障碍" "新到且无融入支持的流动人口参与的对数几率下降的幅度。";

    barrier_months: f64 = 36.0,
        range 1.0..=1200.0, plausible 6.0..=120.0,
        is Behaviour, varies Triangular Documented,
        unit "months" "月",
        scope Community, only [NotZero("migrant_barrier")], ground Assumed "assumed";
        plain "how long migrants stay strangers" "流动人口多久才不再生疏";
        en "fading of the barrier" "Months of tenure over which the barrier of migrants fades to 1/e of itself.";
        zh "障碍消退期" "流动人口参与障碍衰减至1/e所需的居住月数。";
}
