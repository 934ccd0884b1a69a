//! Costs of the programmes (model section 6).

use super::settings;

settings! {
    /// Costs of the programmes.
    Programmes: "programme costs" "项目成本";

    cost_one_stop: f64 = 10000.0,
        range 0.0..=300000.0, plausible 3000.0..=30000.0,
        is Price, varies LogUniform Documented,
        unit "yuan per township a month" "元/乡镇·月",
        scope Community, only [On("one_stop")], ground Assumed "assumed";
        en "cost of one-stop services" "Monthly cost to the county treasury of one-stop services at full strength, per township.";
        zh "一窗通办成本" "政务服务一窗通办满力度时每个乡镇（街道）每月由县级财政负担的费用。";

    cost_digital_records: f64 = 0.3,
        range 0.0..=10.0, plausible 0.1..=1.0,
        is Price, varies LogUniform Documented,
        unit "yuan per adult a month" "元/成人·月",
        scope Community, only [On("digital_records")], ground Assumed "assumed";
        en "cost of digital records" "Monthly cost to the county treasury of digital records at full strength, per adult.";
        zh "数字化台账成本" "数字化台账满力度时每名成人每月由县级财政负担的费用。";

    cost_culture_programme: f64 = 0.8,
        range 0.0..=30.0, plausible 0.2..=3.0,
        is Price, varies LogUniform Documented,
        unit "yuan per adult a month" "元/成人·月",
        scope Community, only [On("culture_programme")], ground Assumed "assumed";
        en "cost of culture programme" "Monthly cost to the county treasury of the culture programme at full strength, per adult.";
        zh "文化认同项目成本" "文化认同项目满力度时每名成人每月由县级财政负担的费用。";

    cost_integration_support: f64 = 4.0,
        range 0.0..=120.0, plausible 1.0..=12.0,
        is Price, varies LogUniform Documented,
        unit "yuan per migrant a month" "元/流动人口·月",
        scope Community, only [On("integration_support")], ground Assumed "assumed";
        en "cost of integration support" "Monthly cost to the county treasury of integration support at full strength, per migrant.";
        zh "融入支持成本" "融入支持满力度时每名流动人口每月由县级财政负担的费用。";

    cost_career_path: f64 = 250.0,
        range 0.0..=8000.0, plausible 100.0..=800.0,
        is Price, varies LogUniform Documented,
        unit "yuan per cadre a month" "元/人·月",
        scope Community, only [On("career_path")], ground Assumed "assumed";
        en "cost of career path" "Monthly cost to the county treasury of the career path at full strength, per cadre.";
        zh "职业发展通道成本" "职业发展通道满力度时每名社区工作者每月由县级财政负担的费用。";

    cost_rule_of_law: f64 = 60.0,
        range 0.0..=2000.0, plausible 20.0..=200.0,
        is Price, varies LogUniform Documented,
        unit "yuan per cadre a month" "元/人·月",
        scope Community, only [On("rule_of_law")], ground Assumed "assumed";
        en "cost of legal training" "Monthly cost to the county treasury of law-based training and appraisal at full strength, per cadre.";
        zh "依法治理成本" "依法治理培训与考核满力度时每名社区工作者每月由县级财政负担的费用。";

    cost_graduate_programme: f64 = 1500.0,
        range 0.0..=40000.0, plausible 500.0..=4000.0,
        is Price, varies LogUniform Documented,
        unit "yuan per graduate a month" "元/人·月",
        scope Community, only [Graduates], ground Assumed "assumed";
        en "cost of graduate programme" "Monthly cost to the county treasury of the graduate programme, per college-graduate official in post.";
        zh "大学生干部计划成本" "大学生村（社区）干部计划中每名在岗大学生干部每月由县级财政负担的费用。";
}
