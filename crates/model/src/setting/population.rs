//! Parameters of the residents (model section 4).

use super::settings;

settings! {
    /// Residents at the start.
    Population: "population" "人口";

    adult_age: f64 = 18.0,
        range 14.0..=25.0,
        is Fact,
        unit "years" "年",
        scope Community, ground Assumed "assumed";
        en "adult age" "Age at which a resident counts as an adult, the least age in the model.";
        zh "成年年龄" "居民计为成人的年龄，即模型中的最低年龄。";

    age_max: f64 = 95.0,
        range 70.0..=120.0,
        is Form,
        unit "years" "年",
        scope Community, only [On("inflow")], ground Assumed "assumed";
        en "greatest age drawn" "Age above which a drawn age is drawn anew.";
        zh "抽取年龄上限" "抽取的年龄超过此值时重新抽取。";

    age_local_shape: f64 = 2.2,
        range 0.5..=5.0,
        is Fact,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed; order of M6";
        en "age shape, locals" "Shape of the gamma distribution of the years beyond adult age of locals at the start.";
        zh "户籍居民年龄形状参数" "初始户籍居民超出成年年龄的岁数所服从的伽马分布的形状参数。";

    age_local_scale: f64 = 12.5,
        range 1.0..=25.0,
        is Fact,
        unit "years" "年",
        scope Fixed, read Start, ground Assumed "assumed; order of M6";
        en "age scale, locals" "Scale of the gamma distribution of the years beyond adult age of locals at the start.";
        zh "户籍居民年龄尺度参数" "初始户籍居民超出成年年龄的岁数所服从的伽马分布的尺度参数。";

    age_migrant_shape: f64 = 2.0,
        range 0.5..=5.0,
        is Fact,
        unit "" "",
        scope Community, only [On("inflow")], ground Assumed "assumed";
        en "age shape, migrants" "Shape of the gamma distribution of the years beyond adult age of migrants, at the start and as they come.";
        zh "流动人口年龄形状参数" "初始及新流入的流动人口超出成年年龄的岁数所服从的伽马分布的形状参数。";

    age_migrant_scale: f64 = 8.0,
        range 1.0..=25.0,
        is Fact,
        unit "years" "年",
        scope Community, only [On("inflow")], ground Assumed "assumed";
        en "age scale, migrants" "Scale of the gamma distribution of the years beyond adult age of migrants, at the start and as they come.";
        zh "流动人口年龄尺度参数" "初始及新流入的流动人口超出成年年龄的岁数所服从的伽马分布的尺度参数。";

    education_basic as "education.basic": f64 = [0.45, 0.8, 0.78],
        range 0.0..=1.0,
        is Fact,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed";
        en "basic education" "Chance that an adult has primary or lower secondary education; the three shares sum to one.";
        zh "初中及以下学历比例" "成人具有初中及以下学历的概率，三项比例之和为1。";

    education_secondary as "education.secondary": f64 = [0.3, 0.15, 0.17],
        range 0.0..=1.0,
        is Fact,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed";
        en "secondary education" "Chance that an adult has upper secondary education; the three shares sum to one.";
        zh "高中学历比例" "成人具有高中（含中职）学历的概率，三项比例之和为1。";

    education_tertiary as "education.tertiary": f64 = [0.25, 0.05, 0.05],
        range 0.0..=1.0,
        is Fact,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Derived "M4, M7";
        en "tertiary education" "Chance that an adult has tertiary education; the three shares sum to one.";
        zh "大专及以上学历比例" "成人具有大专及以上学历的概率，三项比例之和为1。";

    migrant_tenure_mean: f64 = 48.0,
        range 1.0..=600.0, plausible 12.0..=120.0,
        is Fact,
        unit "months" "月",
        scope Fixed, read Start, ground Excerpt "M10";
        en "mean tenure of migrants" "Mean time that the migrants of the start have lived in the community.";
        zh "流动人口平均居住时间" "初始流动人口在社区已居住时间的均值。";

    attitude_precision: f64 = 8.0,
        range 1.0..=200.0, plausible 4.0..=20.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed";
        en "attitude precision" "Precision of the beta distributions from which attitudes are drawn; more means less spread.";
        zh "态度精度" "抽取居民态度所用贝塔分布的精度，越大越集中。";

    trust_initial: f64 = 0.5,
        range 0.01..=0.99, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed; bounds R1, R11";
        plain "how much residents trust today" "居民目前的信任";
        en "initial trust" "Mean trust of residents at the start and of newcomers.";
        zh "初始信任" "初始居民及新成员信任的均值。";

    satisfaction_initial: f64 = 0.5,
        range 0.01..=0.99, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed";
        en "initial satisfaction" "Mean satisfaction of residents at the start and of newcomers.";
        zh "初始满意度" "初始居民及新成员满意度的均值。";

    efficacy_initial: f64 = 0.4,
        range 0.01..=0.99, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented together "efficacy",
        unit "" "",
        scope Community, only [On("coming_of_age")], ground Assumed "assumed";
        plain "how far locals believe today that their word counts" "户籍居民目前认为说话管用的程度";
        en "initial efficacy, locals" "Mean efficacy of locals at the start and of newcomers.";
        zh "户籍居民初始效能感" "初始户籍居民及新成员效能感的均值。";

    efficacy_initial_migrant: f64 = 0.3,
        range 0.01..=0.99, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented together "efficacy",
        unit "" "",
        scope Community, only [On("inflow")], ground Assumed "assumed; sign M15";
        plain "how far migrants believe today that their word counts" "流动人口目前认为说话管用的程度";
        en "initial efficacy, migrants" "Mean efficacy of migrants at the start and of newcomers.";
        zh "流动人口初始效能感" "初始流动人口及新成员效能感的均值。";

    belonging_initial: f64 = 0.55,
        range 0.01..=0.99, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented together "belonging of locals",
        unit "" "",
        scope Community, only [On("coming_of_age")], ground Assumed "assumed";
        plain "how much locals feel that they belong today" "户籍居民目前的归属感";
        en "initial belonging, locals" "Mean belonging of locals at the start and of newcomers.";
        zh "户籍居民初始归属感" "初始户籍居民及新成员归属感的均值。";

    belonging_initial_migrant: f64 = 0.35,
        range 0.01..=0.99, plausible 0.2..=0.8,
        is Behaviour, varies Triangular Documented together "belonging of migrants",
        unit "" "",
        scope Community, only [On("inflow")], ground Assumed "assumed; sign M13";
        plain "how much migrants feel that they belong today" "流动人口目前的归属感";
        en "initial belonging, migrants" "Mean belonging of migrants at the start and of newcomers.";
        zh "流动人口初始归属感" "初始流动人口及新成员归属感的均值。";

    habit_initial: f64 = 0.1,
        range 0.0..=1.0, plausible 0.02..=0.2,
        is Behaviour, varies Triangular AroundDefault,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed";
        en "initial habit" "Habit of taking part of residents at the start and of newcomers.";
        zh "初始参与习惯" "初始居民及新成员的参与习惯。";

    norm_initial: f64 = 0.35,
        range 0.0..=1.0, plausible 0.15..=0.55,
        is Behaviour, varies Triangular AroundDefault,
        unit "" "",
        scope Community, only [Either("coming_of_age", "inflow")], ground Assumed "assumed";
        en "initial norm" "Perceived norm of taking part of residents at the start and of newcomers.";
        zh "初始感知规范" "初始居民及新成员感知到的参与规范。";

    reference_group_size: u32 = 8,
        range 0.0..=64.0, plausible 4.0..=16.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "reference group size" "Number of others of the community whom a resident compares with.";
        zh "参照群体规模" "居民在本社区中用作参照的他人数量。";

    homophily: f64 = 0.6,
        range 0.0..=1.0, plausible 0.3..=0.9,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, ground Assumed "assumed";
        plain "how far residents look to people like themselves" "居民参照同类人的程度";
        en "homophily" "Chance that a member of the reference group is drawn from the own status group.";
        zh "同质性" "参照群体成员从同一户籍身份群体中抽取的概率。";
}
