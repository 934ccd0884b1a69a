//! Parameters of cadres (model section 5.9).

use super::settings;

settings! {
    /// Cadres.
    Cadres: "cadres" "社区工作者队伍";

    training_full: f64 = 60.0,
        range 1.0..=1000.0,
        is Form,
        unit "hours a year" "小时/年",
        scope Community, only [On("training_hours")], ground Assumed "assumed";
        en "full training" "Training hours a year that count as a full resource against burnout.";
        zh "充分培训学时" "在抵御倦怠中视为充分资源的年培训学时。";

    resource_career: f64 = 0.1,
        range 0.0..=1.0, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("career_path")], ground Assumed "assumed";
        en "career as a resource" "How much a career path at full strength adds to the resources of cadres.";
        zh "晋升资源增益" "职业发展通道满力度时社区工作者工作资源提高的幅度。";

    burnout_speed: f64 = 0.08,
        range 0.0..=1.0, plausible 0.02..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        plain "how fast burnout comes and goes" "倦怠产生和消退的快慢";
        en "speed of burnout" "Speed at which burnout moves to the level set by demand and resources.";
        zh "倦怠变化速度" "职业倦怠每月向由工作要求与资源决定的水平靠近的比例。";

    burnout_base: f64 = -0.4,
        range -10.0..=10.0, plausible -1.5..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; compare T6";
        plain "how burnt out cadres are where work and hours match" "工作量与工时相当时的倦怠程度";
        en "burnout base" "Log odds of the level of burnout where demand meets the hours and resources are middling.";
        zh "倦怠基准" "工作要求与工时相当且资源居中时倦怠水平的对数几率。";

    burnout_demand: f64 = 1.2,
        range -10.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign T11, T18";
        plain "how far too much work burns cadres out" "超负荷造成倦怠的程度";
        en "burnout by demand" "Effect of demand above the hours there are on the log odds of the level of burnout.";
        zh "要求对倦怠的影响" "工作要求超出可用工时对倦怠水平对数几率的影响。";

    burnout_resources: f64 = 3.0,
        range -10.0..=10.0, plausible 0.0..=6.0,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, ground Assumed "assumed; sign T7, T11, T17";
        plain "how far good conditions keep cadres from burning out" "良好条件缓解倦怠的程度";
        en "burnout by resources" "Fall of the log odds of the level of burnout for each unit of resources.";
        zh "资源对倦怠的缓解" "工作资源每提高一个单位，倦怠水平对数几率下降的幅度。";

    appraisal_stress: f64 = 0.15,
        range -10.0..=10.0, plausible 0.0..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "log odds" "对数几率",
        scope Community, only [On("appraisal")], ground Assumed "assumed";
        en "stress of appraisal" "Effect of yearly appraisal on the log odds of the level of burnout.";
        zh "考核压力" "年度考核对倦怠水平对数几率的影响。";

    skill_training: f64 = 0.004,
        range 0.0..=0.1, plausible 0.0..=0.01,
        is Behaviour, varies Triangular Documented,
        unit "an hour" "每小时",
        scope Community, only [On("training_hours")], ground Assumed "assumed; sign T25";
        en "skill by training" "Share of the way to full skill that one hour of training brings.";
        zh "培训提升能力" "一小时培训使能力向满值靠近的比例。";

    skill_practice: f64 = 0.003,
        range 0.0..=0.1, plausible 0.0..=0.01,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "skill by practice" "Share of the way to full skill that a month of work brings.";
        zh "实践提升能力" "工作一个月使能力向满值靠近的比例。";

    appraisal_learning: f64 = 0.002,
        range 0.0..=0.1, plausible 0.0..=0.01,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, only [On("appraisal")], ground Assumed "assumed";
        en "learning by appraisal" "Share of the way to full skill that yearly appraisal brings in a month.";
        zh "考核促进学习" "实行年度考核每月使能力向满值靠近的比例。";

    skill_decay: f64 = 0.004,
        range 0.0..=0.1, plausible 0.0..=0.01,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed; sign T25";
        en "decay of skill" "Share of skill that is lost in a month.";
        zh "能力衰减率" "能力每月损失的比例。";

    peer_gain: f64 = 0.1,
        range 0.0..=1.0, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Visit, only [On("peer_learning")], ground Assumed "assumed";
        en "gain by a visit" "Share of the lead of the community visited that a cadre gains in skill at full peer learning.";
        zh "考察学习增益" "互学互鉴满力度时，一次考察缩小与被考察社区能力差距的比例。";

    peer_hours: f64 = 4.0,
        range 0.0..=160.0, plausible 1.0..=16.0,
        is Behaviour, varies Triangular Documented,
        unit "hours" "小时",
        scope Community, read Visit, only [On("peer_learning")], ground Assumed "assumed";
        en "hours of a visit" "Service hours that a visit takes from each cadre at full peer learning.";
        zh "考察学习工时" "互学互鉴满力度时一次考察占用每名社区工作者的服务工时。";

    peer_every: u32 = 3,
        range 1.0..=120.0,
        is Form,
        unit "months" "月",
        scope Community, only [On("peer_learning")], ground Assumed "assumed";
        en "interval of visits" "Visits take place in months divisible by this number.";
        zh "考察间隔" "在能被此数整除的月份开展考察学习。";

    quit_base: f64 = 0.01,
        range 0.0..=0.3, plausible 0.003..=0.03,
        is Behaviour, varies Triangular Documented,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed; bounds T2, T3";
        plain "how many cadres leave in any case" "在一般情形下有多少社区工作者离职";
        en "quit base" "Hazard that a cadre of middling burnout, trust and skill, with the reference pay, quits in a month.";
        zh "离职基准" "倦怠、信任和能力居中且薪酬为参照值的社区工作者每月离职的风险率。";

    quit_burnout: f64 = 3.0,
        range -10.0..=10.0, plausible 1.0..=5.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign T8, T9";
        plain "how far burnout makes cadres leave" "倦怠促使离职的程度";
        en "quits by burnout" "Effect of burnout on the log hazard of quitting.";
        zh "倦怠对离职的影响" "职业倦怠对离职风险率对数的影响。";

    quit_career: f64 = 0.4,
        range -10.0..=10.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("career_path")], ground Assumed "assumed; sign seed paper";
        plain "how far promotion keeps cadres" "晋升留住人的程度";
        en "quits by career path" "Fall of the log hazard of quitting by a career path at full strength.";
        zh "晋升对离职的抑制" "职业发展通道满力度时离职风险率对数下降的幅度。";

    quit_trust: f64 = 0.8,
        range -10.0..=10.0, plausible 0.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how far the trust of residents keeps cadres" "居民信任留住人的程度";
        en "quits by trust" "Fall of the log hazard of quitting for each unit of the mean trust of residents.";
        zh "信任对离职的抑制" "居民平均信任每提高一个单位，离职风险率对数下降的幅度。";

    quit_skill: f64 = 0.0,
        range -10.0..=10.0, plausible -2.0..=2.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; mixed signs T26";
        en "quits by skill" "Effect of skill on the log hazard of quitting.";
        zh "能力对离职的影响" "能力对离职风险率对数的影响。";

    quit_pay: f64 = 2.5,
        range 0.0..=10.0, plausible 1.0..=4.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Derived "T15";
        plain "how far pay keeps cadres" "薪酬留住人的程度";
        en "quits by pay" "Elasticity of the hazard of quitting to pay, with a minus sign.";
        zh "离职薪酬弹性" "离职风险率对薪酬的弹性的绝对值。";

    pay_reference: f64 = 0.62,
        range 0.3..=3.0,
        is Form,
        unit "of the local wage" "当地平均工资的倍数",
        scope Community, ground Assumed "assumed";
        en "reference pay" "Pay as a multiple of the local wage at which it neither raises nor lowers quits and applicants.";
        zh "参照薪酬比" "对离职和应聘既不促进也不抑制的薪酬与当地平均工资之比。";

    pay_floor: f64 = 0.05,
        range 0.01..=1.0,
        is Form,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "pay floor" "Least ratio of pay to the reference that counts for quits, so that unpaid months stay finite.";
        zh "薪酬比下限" "计算离职时薪酬与参照值之比的下限，使欠薪月份的风险率保持有限。";

    quit_first_year: f64 = 1.5,
        range 0.0..=10.0, plausible 1.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how many more leave in their first year" "任职首年离职多出多少";
        en "quits in the first year" "Factor on the hazard of quitting in the first year in post.";
        zh "首年离职倍数" "任职首年离职风险率的倍数。";

    quit_graduate: f64 = 1.3,
        range 0.0..=10.0, plausible 1.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [Graduates], ground Assumed "assumed; sign T26";
        en "quits of graduates" "Factor on the hazard of quitting of college-graduate officials.";
        zh "大学生干部离职倍数" "大学生干部离职风险率的倍数。";

    quit_max: f64 = 0.5,
        range 0.0..=1.0,
        is Form,
        unit "a month" "每月",
        scope Community, ground Assumed "assumed";
        en "quit limit" "Largest chance that a cadre quits in a month.";
        zh "离职概率上限" "社区工作者每月离职的最高概率。";

    appraisal_noise: f64 = 0.1,
        range 0.0..=1.0, plausible 0.05..=0.2,
        is Behaviour, varies Triangular AroundDefault,
        unit "" "",
        scope Community, read December, only [On("appraisal"), On("dismissal_threshold")], ground Assumed "assumed";
        en "noise of appraisal" "Standard deviation of the error of colleagues in appraisal.";
        zh "评议误差" "年度考核中同事评议误差的标准差。";

    recruit_every: u32 = 3,
        range 1.0..=24.0,
        is Fact,
        unit "months" "月",
        scope County, ground Assumed "assumed";
        en "interval of recruitment" "Recruitment rounds take place in months divisible by this number.";
        zh "招聘间隔" "在能被此数整除的月份开展招聘。";

    applicants: f64 = 0.3,
        range 0.0..=10.0, plausible 0.05..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "a month per vacancy" "每月·每个空缺",
        scope Community, read Round, ground Assumed "assumed; sign T27";
        plain "how many apply for a post" "每个岗位有多少人应聘";
        en "applicants" "Mean number of applicants per vacancy and month at the reference pay, before the zone factor.";
        zh "应聘人数" "薪酬为参照值时每个空缺每月的平均应聘人数，未计地区系数。";

    applicants_pay: f64 = 1.2,
        range 0.0..=4.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Round, only [Apart("pay_ratio", "pay_reference")], ground Assumed "assumed; sign T16";
        en "applicants by pay" "Elasticity of the number of applicants to the pay ratio.";
        zh "应聘薪酬弹性" "应聘人数对薪酬比的弹性。";

    applicants_career: f64 = 0.3,
        range 0.0..=3.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Round, only [On("career_path")], ground Assumed "assumed";
        en "applicants by career path" "Relative rise of applicants by a career path at full strength.";
        zh "晋升对应聘的影响" "职业发展通道满力度时应聘人数增加的比例。";

    applicants_zone: f64 = [1.0, 0.6, 0.4],
        range 0.0..=2.0, plausible 0.1..=1.0,
        is Behaviour, varies Triangular CommonFactor times 0.5..=1.0,
        unit "" "",
        scope Community, read Round, ground Assumed "assumed; sign T27";
        plain "how many apply in town, village and pasture" "城镇、农村、牧区各有多少人应聘";
        en "zone factor of applicants" "Factor on the number of applicants by zone.";
        zh "应聘地区系数" "各类地区应聘人数的倍数。";

    applicant_skill: f64 = 0.42,
        range 0.0..=1.0, plausible 0.3..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Round, ground Assumed "assumed";
        plain "how able applicants for posts are" "应聘者的能力";
        en "skill of applicants" "Mean ability of ordinary applicants.";
        zh "应聘者能力" "普通应聘者能力的均值。";

    graduate_applicants: f64 = 0.2,
        range 0.0..=10.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "a month per vacancy" "每月·每个空缺",
        scope Community, read Round, only [On("graduate_programme")], ground Assumed "assumed";
        en "graduate applicants" "Mean number of college-graduate applicants per vacancy and month for each unit of the graduate programme.";
        zh "大学生应聘人数" "大学生干部计划每一单位力度为每个空缺每月带来的平均应聘人数。";

    graduate_skill: f64 = 0.55,
        range 0.0..=1.0, plausible 0.4..=0.7,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, read Round, only [On("graduate_applicants"), On("graduate_programme")], ground Assumed "assumed";
        en "skill of graduates" "Mean ability of applicants from the graduate programme.";
        zh "大学生能力" "大学生干部计划应聘者能力的均值。";

    hired_burnout: f64 = 0.25,
        range 0.0..=1.0, plausible 0.1..=0.4,
        is Behaviour, varies Triangular AroundDefault,
        unit "" "",
        scope Community, read Round, ground Assumed "assumed";
        plain "how burnt out newly hired cadres are" "新聘者到岗时的倦怠";
        en "burnout of the hired" "Burnout of a cadre just hired.";
        zh "新聘者初始倦怠" "新录用社区工作者的职业倦怠。";
}
