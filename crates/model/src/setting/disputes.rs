//! Parameters of disputes (model section 5.4).

use super::settings;

settings! {
    /// Disputes.
    Disputes: "disputes" "矛盾纠纷";

    dispute_rate: f64 = 0.35,
        range 0.0..=10.0, plausible 0.1..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "a month per 1000 adults" "每月·千名成人",
        scope Community, ground Assumed "assumed";
        en "dispute rate" "Disputes a month per 1000 adults in a community without discontent or divide.";
        zh "纠纷发生率" "无不满、无隔阂的社区每月每千名成人发生的纠纷数。";

    dispute_discontent: f64 = 1.5,
        range 0.0..=20.0, plausible 0.0..=4.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "disputes by discontent" "Relative rise of disputes as mean satisfaction falls from one to zero.";
        zh "不满引发纠纷" "平均满意度由1降至0时纠纷增加的倍数。";

    dispute_divide: f64 = 2.0,
        range 0.0..=20.0, plausible 0.0..=5.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "disputes by divide" "Relative rise of disputes by a full belonging gap between locals and migrants in a community of half migrants.";
        zh "隔阂引发纠纷" "流动人口占一半的社区中，户籍居民与流动人口归属感差距达到最大时纠纷增加的倍数。";

    dispute_hours: f64 = 6.0,
        range 0.5..=150.0, plausible 2.0..=15.0,
        is Behaviour, varies Triangular Documented,
        unit "hours" "小时",
        scope Community, ground Assumed "assumed";
        plain "hours that it takes to mediate a dispute" "调解一件纠纷所需的工时";
        en "hours per dispute" "Service hours that the mediation of one dispute takes.";
        zh "单件调解工时" "调解一件纠纷所需的服务工时。";

    mediation_share: f64 = 0.5,
        range 0.0..=1.0, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "mediation share" "Largest share of service hours that goes to mediation before requests.";
        zh "调解工时上限" "服务工时中优先用于调解的最高比例。";

    settle_base: f64 = 0.3,
        range 0.0..=1.0, plausible 0.0..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "settlement base" "Chance that a mediated dispute is settled without any trust, skill or rule of law.";
        zh "化解基准" "信任、能力和法治均为0时，经调解的纠纷得到化解的概率。";

    settle_trust: f64 = 0.35,
        range 0.0..=1.0, plausible 0.0..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "settlement by trust" "Effect of mean trust on the chance that a mediated dispute is settled.";
        zh "信任对化解的影响" "平均信任对经调解的纠纷化解概率的影响。";

    settle_skill: f64 = 0.3,
        range 0.0..=1.0, plausible 0.0..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "settlement by skill" "Effect of the mean skill of cadres on the chance that a mediated dispute is settled.";
        zh "能力对化解的影响" "社区工作者平均能力对经调解的纠纷化解概率的影响。";

    settle_law: f64 = 0.15,
        range 0.0..=1.0, plausible 0.0..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("rule_of_law")], ground Assumed "assumed";
        en "settlement by law" "Effect of rule of law on the chance that a mediated dispute is settled.";
        zh "法治对化解的影响" "依法治理对经调解的纠纷化解概率的影响。";

    settle_max: f64 = 0.95,
        range 0.0..=1.0,
        is Form,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "settlement limit" "Largest chance that a mediated dispute is settled.";
        zh "化解概率上限" "经调解的纠纷得到化解的最高概率。";
}
