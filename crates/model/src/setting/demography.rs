//! Parameters of demography and migration (model section 5.10).

use super::settings;

settings! {
    /// Demography and migration.
    Demography: "demography and migration" "人口变动与迁移";

    mortality_base: f64 = 1.2e-05,
        range 0.0..=0.01,
        is Fact,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "mortality base" "Chance that a resident at adult age dies in a month.";
        zh "死亡率基准" "刚满成年年龄的居民每月死亡的概率。";

    mortality_age: f64 = 0.088,
        range 0.0..=0.5,
        is Fact,
        unit "a year of age" "每岁",
        scope Community, ground Assumed "assumed";
        en "mortality by age" "Relative rate at which mortality grows with each year of age.";
        zh "死亡率年龄增幅" "死亡率随年龄每增一岁的指数增长率。";

    mortality_max: f64 = 0.2,
        range 0.0..=1.0,
        is Form,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "mortality limit" "Largest chance that an adult dies in a month.";
        zh "死亡率上限" "成人每月死亡的最高概率。";

    outflow_local: f64 = [0.0015, 0.0035, 0.003],
        range 0.0..=0.1, plausible 0.0..=0.01,
        is Behaviour, varies LogUniform CommonFactor times 0.5..=2.0,
        unit "a month" "每月",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed; sign M8";
        en "outflow of locals" "Hazard that a local of middling belonging and satisfaction moves away in a month, before the factors of age and education.";
        zh "户籍居民外流率" "归属感和满意度居中的户籍居民每月外流的风险率，未计年龄和学历倍数。";

    outflow_young: f64 = 1.8,
        range 0.0..=10.0, plausible 1.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed";
        en "outflow of the young" "Factor on the hazard of moving away of the young.";
        zh "青年外流倍数" "青年居民外流风险率的倍数。";

    outflow_young_age: f64 = 35.0,
        range 0.0..=120.0,
        is Form,
        unit "years" "岁",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed";
        en "age of young movers" "Age below which a resident moves away as one of the young.";
        zh "外流青年年龄上限" "外流中计为青年居民的年龄上限（不含）。";

    outflow_tertiary: f64 = 1.5,
        range 0.0..=10.0, plausible 1.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed; sign seed paper";
        en "outflow of talent" "Factor on the hazard of moving away of those with tertiary education.";
        zh "人才外流倍数" "大专及以上学历居民外流风险率的倍数。";

    outflow_migrant: f64 = 0.012,
        range 0.0..=0.3, plausible 0.003..=0.03,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed; order of M11";
        plain "how many migrants move away" "流出多少流动人口";
        en "outflow of migrants" "Hazard that a migrant of middling belonging and satisfaction moves away in a month.";
        zh "流动人口外流率" "归属感和满意度居中的流动人口每月外流的风险率。";

    outflow_factor: f64 = 1.0,
        range 0.0..=50.0, plausible 0.0..=5.0,
        is Form,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "outflow factor" "Factor on the hazard of moving away of everyone; a loss of population is a shock on it.";
        zh "外流强度" "全体居民外流风险率的倍数，人口流失以对它的冲击表示。";

    outflow_belonging: f64 = 1.5,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed";
        en "outflow by belonging" "Fall of the log hazard of moving away for each unit of belonging.";
        zh "归属感对外流的抑制" "归属感每提高一个单位，外流风险率对数下降的幅度。";

    outflow_satisfaction: f64 = 1.0,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("outflow_factor")], ground Assumed "assumed";
        en "outflow by satisfaction" "Fall of the log hazard of moving away for each unit of satisfaction.";
        zh "满意度对外流的抑制" "满意度每提高一个单位，外流风险率对数下降的幅度。";

    coming_of_age: f64 = 0.0014,
        range 0.0..=0.005, plausible 0.0..=0.003,
        is Fact,
        unit "a month per local" "每月·每名户籍居民",
        scope Community, ground Assumed "assumed; order of M6";
        en "coming of age" "Mean number of locals who come of age in a month per local adult.";
        zh "成年率" "每名户籍成人每月对应的新成年户籍居民的平均人数。";

    inflow: f64 = [0.0065, 0.0016, 0.0009],
        range 0.0..=0.1, plausible 0.0..=0.02,
        is Behaviour, varies LogUniform CommonFactor times 0.5..=2.0,
        unit "a month per adult of the start" "每月·每名初始成人",
        scope Community, ground Assumed "assumed; order of M1, M11";
        plain "how many migrants come" "流入多少流动人口";
        en "inflow of migrants" "Mean number of migrants who come in a month per adult that the community had at the start.";
        zh "流动人口流入率" "社区每名初始成人每月对应的流入流动人口的平均人数。";
}
