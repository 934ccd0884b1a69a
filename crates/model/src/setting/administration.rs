//! Parameters of administrative work and hours (model section 5.2).

use super::settings;

settings! {
    /// Administrative work.
    Administration: "administrative work" "行政工作";

    hours_full: f64 = 160.0,
        range 10.0..=400.0,
        is Fact,
        unit "hours a month" "小时/月",
        scope Community, ground Assumed "assumed";
        en "full-time hours" "Working hours a month of a full-time cadre without burnout.";
        zh "全职工时" "全职社区工作者无倦怠时每月的工时。";

    hours_part_time: f64 = 80.0,
        range 5.0..=400.0,
        is Fact,
        unit "hours a month" "小时/月",
        scope Community, ground Assumed "assumed";
        en "part-time hours" "Working hours a month of a part-time cadre without burnout.";
        zh "兼职工时" "兼职村（嘎查）干部无倦怠时每月的工时。";

    burnout_hours: f64 = 0.35,
        range 0.0..=0.9, plausible 0.1..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed; sign T8, T10";
        plain "hours that burnt-out cadres lose" "倦怠者损失的工时";
        en "hours lost to burnout" "Share of working hours that a fully burnt-out cadre loses.";
        zh "倦怠工时损失" "完全倦怠的社区工作者损失的工时比例。";

    admin_load: f64 = 1.0,
        range 0.0..=10.0, plausible 0.6..=1.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how much work is handed down to communities" "向社区下派任务的多少";
        en "administrative load" "Factor on all administrative tasks handed down; a campaign surge is a shock on it.";
        zh "行政任务强度" "全部下派行政任务的倍数，运动式任务激增以对它的冲击表示。";

    admin_hours_base: f64 = 185.0,
        range 0.0..=3000.0, plausible 80.0..=300.0,
        is Behaviour, varies Triangular Documented,
        unit "hours a month per community" "小时/月·社区",
        scope Community, ground Assumed "assumed; sign A3, A8";
        plain "tasks handed down to a community whatever its size" "不论规模、每个社区承接的下派任务";
        en "standard task hours" "Hours of administrative tasks handed down to every community a month, whatever its size.";
        zh "固定行政工时" "不论规模，每个社区每月承接的下派行政任务工时。";

    admin_hours_per_1000: f64 = 77.0,
        range 0.0..=1200.0, plausible 40.0..=120.0,
        is Behaviour, varies Triangular Documented,
        unit "hours a month per 1000 adults" "小时/月·千名成人",
        scope Community, ground Assumed "assumed; sign A3";
        plain "tasks handed down for each 1,000 adults" "每千名成年人对应的下派任务";
        en "task hours by adults" "Hours of administrative tasks handed down a month for each 1000 adults of a community.";
        zh "按人口行政工时" "社区每千名成人每月对应的下派行政任务工时。";

    pass_down: f64 = 0.3,
        range 0.0..=1.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [Apart("retention", "retention_reference")], ground Assumed "assumed";
        en "passing down of work" "How much more work a township passes down for each unit by which it keeps less of the grant than the reference.";
        zh "任务下沉系数" "乡镇（街道）留用比例每低于参照值一个单位，向社区多下派任务的比例。";

    retention_reference: f64 = f64::NAN,
        range 0.0..=0.9,
        is Form,
        unit "" "",
        scope Community, only [On("pass_down")], ground Assumed "assumed";
        en "reference retention" "Share of the grant kept by the township at which it passes down no extra work; the baseline retention unless given.";
        zh "参照留用比例" "乡镇（街道）不多派也不少派任务时的留用比例，未给出时取基线的留用比例。";

    campaign_memory: f64 = 0.8,
        range 0.0..=0.98, plausible 0.0..=0.95,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, ground Assumed "assumed";
        en "campaign memory" "Share of the campaign intensity of a county that lasts into the next month.";
        zh "运动延续性" "旗县运动式任务强度延续到下月的比例。";

    campaign_sd: f64 = 0.1,
        range 0.0..=0.5, plausible 0.0..=0.25,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Fixed, ground Assumed "assumed";
        en "campaign variation" "Standard deviation of the monthly random change of the campaign intensity of a county.";
        zh "运动波动幅度" "旗县运动式任务强度每月随机变动的标准差。";

    campaign_law: f64 = 0.5,
        range 0.0..=1.0, plausible 0.0..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("rule_of_law")], ground Assumed "assumed";
        en "campaign damping by law" "Share of the surges and lulls of campaigns that full rule of law takes away.";
        zh "依法抑制运动系数" "依法治理满力度时抑制运动式任务起伏的比例。";

    out_of_mandate: f64 = 0.45,
        range 0.0..=1.0, plausible 0.2..=0.7,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("mandate_clarity")], ground Assumed "assumed; sign A7, A9";
        en "work out of mandate" "Share of administrative tasks outside the mandate, which full and lasting clarity takes away.";
        zh "职责外任务比例" "行政任务中不属社区职责、职责完全清晰且长期保持时可以取消的比例。";

    digital_relief: f64 = 0.25,
        range 0.0..=1.0, plausible 0.0..=0.4,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, only [On("digital_records")], ground Assumed "assumed";
        en "relief by digital records" "Share of administrative hours that digital records at full strength save.";
        zh "数字化减负比例" "数字化台账满力度时节省的行政工时比例。";

    relief_half_life: f64 = 36.0,
        range 1.0..=1200.0, plausible 6.0..=120.0,
        is Behaviour, varies Triangular Documented,
        unit "months" "月",
        scope Community, only [AboveBaseline("mandate_clarity")], ground Assumed "assumed; sign A7";
        en "half-life of relief" "Months in which relief from clearer mandates halves where no law keeps it in being.";
        zh "减负半衰期" "没有法治保障时，职责厘清带来的减负效果减半所需的月数。";

    admin_priority: f64 = 0.85,
        range 0.0..=1.0, plausible 0.6..=1.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        plain "how far administration goes before service" "行政事务优先于服务的程度";
        en "priority of administration" "Largest share of total hours that goes to administrative tasks before other work.";
        zh "行政优先比例" "总工时中优先用于行政任务的最高比例。";

    core_tasks: f64 = 0.4,
        range 0.0..=1.0, plausible 0.2..=0.6,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "core tasks" "Share of administrative tasks that serves residents and whose neglect raises their needs.";
        zh "核心任务比例" "行政任务中直接服务居民的比例，这部分未完成会使居民需求增加。";

    neglect_need: f64 = 1.0,
        range 0.0..=10.0, plausible 0.0..=3.0,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "needs from neglect" "Relative rise of needs where core tasks are left undone altogether.";
        zh "疏漏引发需求" "核心任务完全未完成时居民需求增加的倍数。";

    training_cost: f64 = 40.0,
        range 1.0..=1000.0, plausible 15.0..=100.0,
        is Price, varies LogUniform Documented,
        unit "yuan an hour" "元/小时",
        scope Community, only [On("training_hours")], ground Assumed "assumed";
        en "training cost" "Price of one hour of training of one cadre, paid from the training account.";
        zh "培训单价" "一名社区工作者接受一小时培训的费用，由培训账户支付。";
}
