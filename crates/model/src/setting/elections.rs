//! Parameters of elections (model section 5.7).

use crate::quantity::Education;

use super::settings;

settings! {
    /// Elections.
    Elections: "elections" "换届选举";

    first_election: u32 = 36,
        range 1.0..=1200.0,
        is Fact,
        unit "month" "月份",
        scope Fixed, read Start, ground Assumed "assumed";
        en "first election" "Month of the first election, counted from month 1.";
        zh "首次换届月份" "首次换届选举所在的月份，自第1月起计。";

    representative_share: f64 = 0.06,
        range 0.0..=1.0, plausible 0.02..=0.2,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, only [Is("franchise", "indirect")], ground Assumed "assumed";
        plain "how many locals vote as representatives" "有多少户籍居民作为代表投票";
        en "representatives" "Chance that a local is a representative who may vote in an indirect election.";
        zh "居民代表比例" "间接选举中户籍居民成为有投票权的居民代表的概率。";

    candidate_education: Education = Education::Secondary,
        range 0.0..=2.0,
        is Form,
        unit "" "",
        scope County, read Election, ground Assumed "assumed";
        en "education of candidates" "Least education that a candidate for director needs, decided by the nation.";
        zh "候选人学历要求" "主任候选人所需的最低学历，由国家规定。";

    vote_base: f64 = -0.1,
        range -10.0..=10.0, plausible -1.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, read Election, ground Assumed "assumed";
        plain "how readily residents vote at all" "居民本来投票的意愿";
        en "voting base" "Log odds of voting of an entitled resident with middling attitudes and norm at its pivot.";
        zh "投票基准" "态度居中且规范处于中位点的有投票权居民投票的对数几率。";

    vote_belonging: f64 = 1.2,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, read Election, ground Assumed "assumed; sign P1, P7";
        plain "how far belonging makes residents vote" "归属感促进投票的程度";
        en "voting by belonging" "Effect of belonging on the log odds of voting.";
        zh "归属感对投票的影响" "归属感对居民投票的对数几率的影响。";

    vote_efficacy: f64 = 1.5,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, read Election, ground Assumed "assumed";
        plain "how far the belief that their word counts makes residents vote" "认为说话管用促进投票的程度";
        en "voting by efficacy" "Effect of efficacy on the log odds of voting.";
        zh "效能感对投票的影响" "效能感对居民投票的对数几率的影响。";

    vote_trust: f64 = 1.0,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, read Election, ground Assumed "assumed; sign P12";
        plain "how far trust makes residents vote" "信任促进投票的程度";
        en "voting by trust" "Effect of trust on the log odds of voting.";
        zh "信任对投票的影响" "信任对居民投票的对数几率的影响。";

    vote_norm: f64 = 1.5,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, read Election, ground Assumed "assumed";
        plain "how far residents vote because others do" "居民随他人投票的程度";
        en "voting by norm" "Effect of the perceived norm on the log odds of voting.";
        zh "规范对投票的影响" "感知规范对居民投票的对数几率的影响。";

    vote_young: f64 = 0.8,
        range -10.0..=10.0, plausible 0.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, read Election, ground Assumed "assumed; sign P4";
        plain "how far the young vote less" "青年投票较少的程度";
        en "abstention of the young" "Fall of the log odds of voting of the young.";
        zh "青年弃投倾向" "青年居民投票的对数几率下降的幅度。";

    young_age: f64 = 30.0,
        range 0.0..=120.0,
        is Form,
        unit "years" "岁",
        scope Community, read Election, only [NotZero("vote_young")], ground Assumed "assumed";
        en "age of the young" "Age below which a resident votes as one of the young.";
        zh "青年年龄上限" "投票中计为青年居民的年龄上限（不含）。";

    vote_gain: f64 = 0.06,
        range 0.0..=1.0, plausible 0.0..=0.15,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, ground Assumed "assumed; sign P16";
        en "efficacy from voting" "Share of the way to full efficacy that a voter gains by voting.";
        zh "投票效能增益" "投票使投票者的效能感向满值靠近的比例。";

    exclusion_loss: f64 = 0.05,
        range 0.0..=1.0, plausible 0.0..=0.15,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, only [Excluded], ground Assumed "assumed";
        en "efficacy lost by exclusion" "Share of efficacy that an adult not entitled loses at an election.";
        zh "排斥效能损失" "无投票权的成人在选举中损失的效能感比例。";

    candidates_per_1000: f64 = 0.8,
        range 0.0..=30.0, plausible 0.2..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "per 1000 eligible residents" "每千名有资格居民",
        scope Community, read Election, ground Assumed "assumed";
        en "candidates" "Mean number of candidates, besides the first, per 1000 eligible residents with the education needed.";
        zh "候选人数" "每千名符合学历要求的有资格居民中，除首名候选人外的平均候选人数。";

    candidate_ability: f64 = 0.4,
        range 0.0..=1.0, plausible 0.3..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, ground Assumed "assumed";
        en "ability of candidates" "Mean ability of candidates without tertiary education.";
        zh "候选人能力" "无大专及以上学历候选人能力的均值。";

    candidate_tertiary: f64 = 0.12,
        range 0.0..=1.0, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, ground Assumed "assumed";
        en "ability by tertiary education" "Mean ability that tertiary education adds to a candidate.";
        zh "高学历能力增益" "大专及以上学历使候选人能力均值提高的幅度。";

    ability_precision: f64 = 8.0,
        range 1.0..=200.0, plausible 4.0..=16.0,
        is Behaviour, varies LogUniform HalfToTwice,
        unit "" "",
        scope Community, read Round Election, ground Assumed "assumed";
        en "ability precision" "Precision of the beta distributions of the ability of candidates and applicants; more means less spread.";
        zh "人选能力精度" "候选人和应聘者能力所服从贝塔分布的精度，越大越集中。";

    perception_sd: f64 = 0.25,
        range 0.0..=2.0, plausible 0.0..=0.5,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, ground Assumed "assumed";
        en "error of perception" "Standard deviation of the error in perceived ability where nobody votes or nothing is open.";
        zh "能力感知误差" "无人投票或政务不公开时，选民感知能力误差的标准差。";

    elected_burnout: f64 = 0.3,
        range 0.0..=1.0, plausible 0.15..=0.45,
        is Behaviour, varies Triangular AroundDefault,
        unit "" "",
        scope Community, read Election, ground Assumed "assumed";
        en "burnout of the elected" "Burnout of a director just elected.";
        zh "当选者初始倦怠" "新当选主任的职业倦怠。";

    legitimacy: f64 = 0.05,
        range 0.0..=1.0, plausible 0.0..=0.2,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Election, ground Assumed "assumed";
        en "legitimacy" "Change of trust of every resident for each unit of turnout above the pivot.";
        zh "合法性效应" "投票率每高于中位点一个单位，全体居民信任的变化。";

    legitimacy_pivot: f64 = 0.3,
        range 0.0..=1.0,
        is Form,
        unit "" "",
        scope Community, read Election, only [NotZero("legitimacy")], ground Assumed "assumed";
        en "legitimacy pivot" "Turnout of all adults at which an election neither raises nor lowers trust.";
        zh "合法性中位点" "选举对信任既不提升也不降低的成人投票率。";
}
