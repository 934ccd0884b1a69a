//! Parameters of funding flows (model section 5.1).

use super::settings;

settings! {
    /// Funding flows.
    Funding: "funding" "经费";

    revenue_cover: f64 = 1.425,
        range 0.0..=20.0, plausible 0.9..=2.0,
        is Fact,
        unit "" "",
        scope Fixed, read Start, ground Assumed "assumed";
        en "revenue cover" "Revenue per pay and grants of month 1 that a county read from a table gets where its revenue is not given.";
        zh "收入保障倍数" "旗县数据表未给出收入时，首月口径的年收入相当于人员经费与补助之和的倍数。";

    growth: f64 = 0.0,
        range -0.25..=0.1, plausible -0.05..=0.08,
        is Fact,
        unit "a year" "每年",
        scope County, read January, ground Assumed "assumed";
        en "revenue growth" "Yearly growth of county revenue for communities, in constant prices.";
        zh "财力增长率" "县级用于社区的收入按不变价格计算的年增长率。";

    fiscal_sd: f64 = 0.1,
        range 0.0..=0.6, plausible 0.0..=0.3,
        is Behaviour, varies Triangular Documented,
        unit "" "",
        scope County, read January, ground Assumed "assumed";
        en "fiscal shock spread" "Standard deviation of the logarithm of the county's yearly fiscal shock.";
        zh "财政波动幅度" "旗县年度财政冲击对数的标准差。";

    need_weight_migrant: f64 = 1.0,
        range 0.0..=30.0, plausible 0.0..=3.0,
        is Fact,
        unit "" "",
        scope Community, read January, only [Is("allocation", "need")], ground Assumed "assumed";
        en "need weight, migrants" "Added weight of a community in the allocation by need, per unit of its migrant share.";
        zh "流动人口需要权重" "按需要分配时，社区流动人口比例每一单位增加的权重。";

    need_weight_pastoral: f64 = 1.0,
        range 0.0..=30.0, plausible 0.0..=3.0,
        is Fact,
        unit "" "",
        scope Community, read January, only [Is("allocation", "need"), In(Zone::Pastoral)], ground Assumed "assumed";
        en "need weight, pastoral" "Added weight of a pastoral community in the allocation by need.";
        zh "牧区需要权重" "按需要分配时，牧区社区（嘎查）增加的权重。";

    need_weight_rural: f64 = 0.5,
        range 0.0..=30.0, plausible 0.0..=3.0,
        is Fact,
        unit "" "",
        scope Community, read January, only [Is("allocation", "need"), In(Zone::Rural)], ground Assumed "assumed";
        en "need weight, rural" "Added weight of a rural community in the allocation by need.";
        zh "农村需要权重" "按需要分配时，农村社区增加的权重。";

    performance_floor: f64 = 0.01,
        range 0.0001..=1.0,
        is Form,
        unit "" "",
        scope Community, read January, only [Is("allocation", "performance")], ground Assumed "assumed";
        en "performance floor" "Least weight of a community in the allocation by performance.";
        zh "绩效权重下限" "按绩效分配时社区权重的最低值。";

    local_wage: f64 = 6000.0,
        range 100.0..=120000.0, plausible 3000.0..=12000.0,
        is Fact,
        unit "yuan a month" "元/月",
        scope Community, ground Assumed "assumed";
        en "local wage" "Mean local wage in a month, of which the pay of cadres is a multiple.";
        zh "当地平均工资" "当地月平均工资，社区工作者薪酬按其倍数确定。";

    part_time_pay: f64 = 0.45,
        range 0.0..=1.0, plausible 0.2..=0.7,
        is Fact,
        unit "" "",
        scope Community, ground Assumed "assumed";
        en "part-time pay" "Pay of a part-time post as a share of full-time pay.";
        zh "兼职薪酬比例" "兼职岗位薪酬占全职薪酬的比例。";

    seniority_years: f64 = 10.0,
        range 0.0..=60.0,
        is Fact,
        unit "years" "年",
        scope Community, only [On("seniority_rise")], ground Assumed "assumed";
        en "years of seniority" "Greatest number of whole years of tenure that raise pay.";
        zh "工龄增资年限" "计入增资的任职整年数上限。";

    cost_per_admin_hour: f64 = 12.0,
        range 0.0..=300.0, plausible 5.0..=30.0,
        is Price, varies LogUniform Documented,
        unit "yuan an hour" "元/小时",
        scope Community, ground Assumed "assumed";
        plain "what the office costs for an hour of administration" "每小时行政事务的办公费用";
        en "office cost" "Office costs of an hour of administrative work.";
        zh "每小时办公成本" "每小时行政工作的办公开支。";

    self_raised: f64 = [0.15, 0.12, 0.08],
        range 0.0..=20.0, plausible 0.0..=2.0,
        is Fact,
        unit "yuan per adult a month" "元/成人·月",
        scope Community, ground Assumed "assumed; sign F10";
        en "self-raised money" "Money that a community raises by itself in a month, per adult.";
        zh "自筹资金" "社区每月自行筹集的资金，按成人人均计。";

    self_raised_to_operating: f64 = 0.0,
        range 0.0..=1.0, plausible 0.0..=1.0,
        is Fact,
        unit "" "",
        scope Community, only [On("self_raised")], ground Assumed "assumed; sign F10";
        en "self-raised for running" "Share of the self-raised money that goes to operating costs instead of the discretionary account.";
        zh "自筹补充运转比例" "自筹资金中转入运转账户而不进入自主账户的比例。";

    contribution: f64 = 1.0,
        range 0.0..=50.0, plausible 0.0..=5.0,
        is Price, varies Triangular Documented,
        unit "yuan per participant" "元/参与者",
        scope Community, ground Assumed "assumed";
        en "contribution" "Money that each participant of a month adds to the discretionary account.";
        zh "居民出资" "每月每名参与者向自主账户缴纳的资金。";

    social_org_hour_cost: f64 = 55.0,
        range 1.0..=1200.0, plausible 25.0..=120.0,
        is Price, varies LogUniform Documented,
        unit "yuan an hour" "元/小时",
        scope Community, ground Assumed "assumed";
        en "social organisation cost" "Price of an hour of service bought from social organisations.";
        zh "社会组织服务单价" "向社会组织购买一小时服务的价格。";

    carry_over: f64 = 1.0,
        range 0.0..=120.0, plausible 0.0..=12.0,
        is Fact,
        unit "months" "月",
        scope Fixed, read December, ground Assumed "assumed";
        en "carry-over" "Months of receipts that an account may carry over the end of the year; what is above is swept out.";
        zh "年末结转限额" "账户年末可结转的收入月数，超出部分收回或转出。";

    reserve_cap: f64 = 0.1,
        range 0.0..=10.0, plausible 0.0..=1.0,
        is Fact,
        unit "" "",
        scope Fixed, read December, ground Assumed "assumed";
        en "reserve cap" "Share of the year's revenue that the county treasury may keep at the end of December.";
        zh "结余上限" "县级国库十二月底可留存的结余占当年收入的比例。";
}
