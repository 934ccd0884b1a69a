//! Elections.

use super::{Formula, Symbol, formula};

const SYMBOLS: &[Symbol] = &[];

pub(super) const FORMULAS: &[Formula] = &[
    formula(
        SYMBOLS,
        &["elect"],
        ["term", "任期"],
        [
            "the next `term_months` (as in force then) later",
            "下次换届在`term_months`个月之后（按当时生效的取值）",
        ],
    ),
    formula(
        SYMBOLS,
        &["elect"],
        ["entitled", "有投票资格者"],
        [
            "With `franchise` *direct* every eligible resident is entitled; with *indirect* each local with probability `representative_share`, drawn afresh",
            "`franchise`取直接选举时全体有资格居民均可投票；取间接选举时每名户籍居民以概率`representative_share`重新抽为代表",
        ],
    ),
    formula(
        SYMBOLS,
        &["elect"],
        ["voting", "投票的概率"],
        [
            "logistic(`vote_base` + `vote_belonging`·(B − ½) + `vote_efficacy`·(E − ½) + `vote_trust`·(T − ½) + `vote_norm`·(N − `norm_pivot`) − `vote_young`·[age < `young_age`])",
            "logistic(`vote_base` + `vote_belonging`·(B − ½) + `vote_efficacy`·(E − ½) + `vote_trust`·(T − ½) + `vote_norm`·(N − `norm_pivot`) − `vote_young`·[年龄 < `young_age`])",
        ],
    ),
    formula(
        SYMBOLS,
        &["elect"],
        ["what voting does", "投票的影响"],
        [
            "voters E ← E + `vote_gain`·(1 − E); adults not entitled E ← E − `exclusion_loss`·E",
            "投票者E ← E + `vote_gain`·(1 − E)；无投票资格的成年居民E ← E − `exclusion_loss`·E",
        ],
    ),
    formula(
        SYMBOLS,
        &["elect"],
        ["candidates", "候选人"],
        [
            "Candidates: 1 + Poisson(`candidates_per_1000` × (eligible residents with at least `candidate_education`)/1000). Each has tertiary education with its share among those, ability from Beta with mean `candidate_ability` + `candidate_tertiary`·[tertiary] and precision `ability_precision`, and is perceived with an error Normal(0, `perception_sd`·(1 − turnout × `transparency`))",
            "候选人数：1 + Poisson(`candidates_per_1000` ×（学历不低于`candidate_education`的有资格居民）/1000)。每人按其中比例具有高等学历，能力取自Beta分布，均值`candidate_ability` + `candidate_tertiary`·[高等学历]，精度`ability_precision`；选民感知的误差为Normal(0, `perception_sd`·(1 − 投票率 × `transparency`))",
        ],
    ),
    formula(
        SYMBOLS,
        &["elect"],
        ["taking office", "就任"],
        [
            "The one perceived best becomes director (K = ability, U = `elected_burnout`, tenure 0) if the post is vacant or the perceived ability beats the sitting director's K",
            "被认为最优者在主任岗位空缺或其感知能力超过现任主任的K时就任主任（K = 能力，U = `elected_burnout`，任职时间0）",
        ],
    ),
];
