//! Parameters of attitudes (model section 5.8).

use super::settings;

settings! {
    /// Attitudes.
    Attitudes: "attitudes" "居民态度";

    resolved_satisfaction: f64 = 0.25,
        range 0.0..=1.0, plausible 0.05..=0.5,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "satisfaction from resolution" "Share of the way to full satisfaction that a request resolved at once brings.";
        zh "解决提升满意度" "诉求当月解决使满意度向满值靠近的比例。";

    failed_satisfaction: f64 = 0.25,
        range 0.0..=1.0, plausible 0.05..=0.5,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "satisfaction lost by failure" "Share of satisfaction that a failed or lapsed request takes.";
        zh "失败降低满意度" "诉求未解决或失效使满意度损失的比例。";

    resolved_trust: f64 = 0.06,
        range 0.0..=1.0, plausible 0.01..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign R4, R6, R7";
        en "trust from resolution" "Share of the way to full trust that a request resolved at once brings.";
        zh "解决提升信任" "诉求当月解决使信任向满值靠近的比例。";

    failed_trust: f64 = 0.12,
        range 0.0..=1.0, plausible 0.01..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign R8";
        en "trust lost by failure" "Share of trust that a failed or lapsed request takes.";
        zh "失败降低信任" "诉求未解决或失效使信任损失的比例。";

    record_trust: f64 = 0.02,
        range 0.0..=1.0, plausible 0.0..=0.1,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed; sign R6, R7";
        en "trust by record" "Speed at which trust moves to the track record of service at full transparency.";
        zh "实绩影响信任" "政务完全公开时信任每月向服务实绩靠近的比例。";

    record_satisfaction: f64 = 0.02,
        range 0.0..=1.0, plausible 0.0..=0.1,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "satisfaction by record" "Speed at which satisfaction moves to the track record of service.";
        zh "实绩影响满意度" "满意度每月向服务实绩靠近的比例。";

    escalation_trust: f64 = 0.004,
        range 0.0..=1.0, plausible 0.0..=0.02,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how much trust is lost when a dispute escalates" "纠纷升级损失多少信任";
        en "trust lost by escalation" "Share of trust that one escalated dispute per 1000 adults takes from every resident.";
        zh "纠纷升级损失信任" "每千名成人发生一件升级纠纷时，每名居民损失的信任比例。";

    norm_memory: f64 = 0.85,
        range 0.0..=1.0, plausible 0.5..=0.98,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "norm memory" "Share of the perceived norm that lasts into the next month; the rest follows the reference group.";
        zh "规范延续性" "感知规范延续到下月的比例，其余随参照群体变化。";

    norm_window: u32 = 12,
        range 1.0..=120.0, plausible 3.0..=24.0,
        is Behaviour, varies Triangular Documented,
        unit "months" "月",
        scope Community, ground Assumed "assumed";
        plain "how long others remember that one took part" "参与行为被他人记住多久";
        en "norm window" "Months back, this one included, in which taking part counts for the norm of others.";
        zh "规范观察期" "参与行为计入他人感知规范的月数，含当月。";

    habit_memory: f64 = 0.9,
        range 0.0..=1.0, plausible 0.5..=0.98,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "habit memory" "Share of habit that lasts into the next month; the rest follows participation.";
        zh "习惯延续性" "参与习惯延续到下月的比例，其余随当月是否参与变化。";

    belonging_gain: f64 = 0.04,
        range 0.0..=1.0, plausible 0.0..=0.15,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign P23";
        en "belonging from participation" "Share of the way to full belonging that a local gains by taking part in a month.";
        zh "参与增强归属感" "户籍居民当月参与使归属感向满值靠近的比例。";

    belonging_return: f64 = 0.01,
        range 0.0..=1.0, plausible 0.0..=0.05,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "return of belonging" "Speed at which belonging returns to its own level.";
        zh "归属感回归速度" "归属感每月向其回归水平靠近的比例。";

    migrant_feedback: f64 = 0.6,
        range 0.0..=2.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign M13";
        en "feedback of migrants" "What a migrant gains in belonging by taking part, as a multiple of what a local gains.";
        zh "流动人口反馈系数" "流动人口通过参与获得的归属感增益与户籍居民之比。";

    belonging_local: f64 = 0.55,
        range 0.0..=1.0, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented together "belonging of locals",
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how much locals feel that they belong in the long run" "户籍居民长期的归属感";
        en "belonging of locals" "Level to which the belonging of locals returns without a culture programme.";
        zh "户籍居民归属水平" "无文化认同项目时户籍居民归属感的回归水平。";

    belonging_migrant: f64 = 0.35,
        range 0.0..=1.0, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented together "belonging of migrants",
        unit "" "",
        scope Community, ground Assumed "assumed; sign M13";
        plain "how much newly come migrants feel that they belong" "新到流动人口的归属感";
        en "belonging of new migrants" "Level to which the belonging of migrants just arrived returns without a culture programme.";
        zh "流动人口归属水平" "无文化认同项目时新到流动人口归属感的回归水平。";

    belonging_growth: f64 = 0.2,
        range 0.0..=1.0, plausible 0.0..=0.4,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign P23";
        en "belonging by tenure" "How much long tenure adds to the level to which the belonging of migrants returns.";
        zh "居住时间归属增幅" "长期居住使流动人口归属感回归水平提高的幅度。";

    belonging_months: f64 = 60.0,
        range 1.0..=1200.0, plausible 30.0..=120.0,
        is Behaviour, varies LogUniform HalfToTwice,
        unit "months" "月",
        scope Community, ground Assumed "assumed";
        en "months to belong" "Months of tenure over which the distance to the full level of belonging of migrants falls to 1/e of itself.";
        zh "归属形成期" "流动人口归属感回归水平与满值的差距缩小至1/e所需的居住月数。";

    culture_local: f64 = 0.05,
        range 0.0..=1.0, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("culture_programme")], ground Assumed "assumed; sign seed paper";
        en "culture effect on locals" "How much a culture programme at full strength adds to the level to which the belonging of locals returns.";
        zh "文化对户籍居民作用" "文化认同项目满力度时户籍居民归属感回归水平提高的幅度。";

    culture_migrant: f64 = 0.15,
        range 0.0..=1.0, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("culture_programme")], ground Assumed "assumed; sign M14, seed paper";
        en "culture effect on migrants" "How much a culture programme at full strength adds to the level to which the belonging of migrants returns.";
        zh "文化对流动人口作用" "文化认同项目满力度时流动人口归属感回归水平提高的幅度。";

    efficacy_learning: f64 = 0.1,
        range 0.0..=1.0, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign P17, P18";
        en "learning of efficacy" "Share of the way to the responsiveness met that the efficacy of a political participant moves.";
        zh "效能学习率" "政治参与者的效能感向所遇回应度靠近的比例。";

    efficacy_return: f64 = 0.01,
        range 0.0..=1.0, plausible 0.0..=0.05,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "return of efficacy" "Speed at which efficacy returns to the level of the own group.";
        zh "效能感回归速度" "效能感每月向所属群体水平靠近的比例。";

    efficacy_local: f64 = 0.4,
        range 0.0..=1.0, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented together "efficacy",
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how far locals believe in the long run that their word counts" "户籍居民长期认为说话管用的程度";
        en "efficacy of locals" "Level to which the efficacy of locals returns.";
        zh "户籍居民效能水平" "户籍居民效能感的回归水平。";

    efficacy_eligible: f64 = 0.35,
        range 0.0..=1.0, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented together "efficacy",
        unit "" "",
        scope Community, only [IsNot("migrant_rights", "none")], ground Assumed "assumed; sign M16";
        plain "how far migrants with rights believe that their word counts" "有权利的流动人口认为说话管用的程度";
        en "efficacy of eligible migrants" "Level to which the efficacy of migrants with political rights returns.";
        zh "有权流动人口效能水平" "享有政治权利的流动人口效能感的回归水平。";

    efficacy_excluded: f64 = 0.2,
        range 0.0..=1.0, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented together "efficacy",
        unit "" "",
        scope Community, only [IsNot("migrant_rights", "full")], ground Assumed "assumed; sign M15";
        plain "how far migrants without rights believe that their word counts" "无权利的流动人口认为说话管用的程度";
        en "efficacy of excluded migrants" "Level to which the efficacy of migrants without political rights returns.";
        zh "无权流动人口效能水平" "不享有政治权利的流动人口效能感的回归水平。";

    response_exponent: f64 = 0.5,
        range 0.0..=5.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how far administration keeps cadres from responding" "行政事务妨碍回应居民的程度";
        en "response by free hours" "How strongly responsiveness falls as administrative work takes the hours of cadres.";
        zh "回应工时指数" "行政工作占用工时使社区回应度下降的强度。";

    proposal_share: f64 = 0.01,
        range 0.0..=1.0, plausible 0.0..=0.05,
        is Behaviour, varies Triangular Documented,
        unit "per political participant" "每名政治参与者",
        scope Community, ground Assumed "assumed";
        en "proposals" "Proposals that a political participant brings forward in a month, on average.";
        zh "提案率" "每名政治参与者当月平均提出的项目提案数。";

    proposal_cost: f64 = 3000.0,
        range 1.0..=200000.0, plausible 500.0..=20000.0,
        is Price, varies LogUniform Documented,
        unit "yuan" "元",
        scope Community, only [On("proposal_share")], ground Assumed "assumed";
        en "cost per proposal" "Discretionary money that it takes to carry out one proposal.";
        zh "提案经费" "落实一项提案所需的自主资金。";
}
