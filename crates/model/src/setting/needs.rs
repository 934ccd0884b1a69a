//! Parameters of needs and voice (model section 5.3).

use super::settings;

settings! {
    /// Needs and voice.
    Needs: "needs and voice" "需求与表达";

    need_rate: f64 = 0.031,
        range 0.0..=1.0, plausible 0.015..=0.06,
        is Behaviour, varies Triangular Documented,
        unit "per adult a month" "每名成人每月",
        scope Community, ground Assumed "assumed; order of Q9";
        plain "how often residents need something" "居民多久产生一项需求";
        en "need rate" "Chance that an adult meets a need in a month, one at most.";
        zh "需求率" "一名成年居民一个月内产生一项需求的概率，每月至多一项。";

    need_elder: f64 = 1.3,
        range 0.0..=10.0, plausible 1.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "needs of elders" "Factor on the need rate of elders.";
        zh "老年需求倍数" "老年居民需求率的倍数。";

    elder_age: f64 = 60.0,
        range 18.0..=120.0,
        is Form,
        unit "years" "岁",
        scope Community, ground Assumed "assumed; age group of M6";
        en "elder age" "Age from which a resident counts as an elder, in needs and in participation.";
        zh "老年起始年龄" "在需求与参与中居民计为老年人的起始年龄。";

    scope_need: f64 = 0.25,
        range 0.0..=10.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("service_scope")], ground Assumed "assumed";
        en "needs by service scope" "Relative rise of needs brought to the community at full service scope.";
        zh "服务范围需求增幅" "服务范围满力度时向社区提出的需求增加的比例。";

    voice_base: f64 = 0.1,
        range -10.0..=10.0, plausible -1.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed";
        plain "how readily residents report a need" "居民反映需求的意愿";
        en "voice base" "Log odds that a resident with access and of middling trust and efficacy reports a need.";
        zh "表达基准" "服务可及且信任与效能感居中的居民反映需求的对数几率。";

    voice_trust: f64 = 3.0,
        range -10.0..=10.0, plausible 1.0..=5.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed";
        en "voice by trust" "Effect of trust on the log odds of reporting a need.";
        zh "信任对表达的影响" "信任对居民反映需求的对数几率的影响。";

    voice_efficacy: f64 = 1.2,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed";
        en "voice by efficacy" "Effect of efficacy on the log odds of reporting a need.";
        zh "效能感对表达的影响" "效能感对居民反映需求的对数几率的影响。";

    silence_loss: f64 = 0.03,
        range 0.0..=1.0, plausible 0.0..=0.1,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "loss by silence" "Share of satisfaction that a resident loses by a need not reported.";
        zh "沉默损失" "需求未反映时居民损失的满意度比例。";
}
