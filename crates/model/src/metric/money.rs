//! Metrics of money, in yuan of constant prices.

use super::participation::SHARE;
use super::{Better, Exists, Metric, Shown, Value, Window, margin};
use crate::quantity::Text;
use crate::world::tally::Tally;

const FAMILY: Text = Text { en: "money", zh: "资金" };
const A_YEAR: Text = Text { en: "yuan per adult a year", zh: "元/成人·年" };

/// Fen of months as yuan per adult a year.
macro_rules! a_year {
    (|$t:ident| $x:expr) => {
        Value::Ratio(|$t| 12.0 * $x / 100.0, Tally::adults)
    };
}

/// What share of a claim was met; 1 where nothing was claimed.
fn share_met(met: f64, claimed: f64) -> f64 {
    if claimed > 0.0 { met / claimed } else { 1.0 }
}

/// Fen of a January's budget as yuan per adult a year.
macro_rules! budgeted {
    (|$t:ident| $x:expr) => {
        Value::Ratio(|$t| $x / 100.0, |t| t.budget_adults)
    };
}

/// An entry of the budget.
const fn of_budget(
    id: &'static str,
    name: Text,
    meaning: Text,
    exists: Exists,
    value: Value,
) -> Metric {
    Metric {
        id,
        family: FAMILY,
        name,
        meaning,
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::January,
        exists,
        value,
    }
}

/// The entries of the family.
pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "fulfilment",
        family: FAMILY,
        name: Text { en: "fulfilment of the budget", zh: "预算保障率" },
        meaning: Text {
            en: "Share of the budgeted grants and programmes that the treasury can meet once pay is met.",
            zh: "县级财政在优先保障薪酬后，对补助和专项计划预算的保障比例。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::January,
        exists: Exists::County,
        value: Value::Where(|t| t.budgets > 0.0, |t| share_met(t.granted, t.claims)),
    },
    Metric {
        id: "fiscal_pressure",
        family: FAMILY,
        name: Text { en: "fiscal pressure", zh: "财政压力" },
        meaning: Text {
            en: "Budgeted pay, grants and programmes over county revenue for communities; above 1 the budget is not affordable.",
            zh: "薪酬、补助和专项计划预算之和与县级用于社区的财力之比，大于1表示财力不足。",
        },
        unit: Text { en: "ratio", zh: "比值" },
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::OF_THE_WHOLE,
        window: Window::January,
        exists: Exists::County,
        value: Value::Ratio(|t| t.budget, |t| t.revenue),
    },
    Metric {
        id: "programmes_paid",
        family: FAMILY,
        name: Text { en: "programmes paid", zh: "专项计划支付率" },
        meaning: Text {
            en: "Share of the cost of programmes that is paid, 1 where there are none.",
            zh: "专项计划成本中实际支付的比例，无专项计划时取1。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::County,
        value: Value::Always(|t| share_met(t.programmes_paid, t.programmes_cost)),
    },
    of_budget(
        "budget_pay",
        Text { en: "budget for pay", zh: "人员经费预算" },
        Text {
            en: "Pay of the year asked for in January, before any cut: that of all posts, vacant ones at entry pay, yuan per adult of that January; of a run the mean over its years.",
            zh: "一月申报的全年人员经费（削减之前），含全部核定岗位，空缺岗位按入职薪酬计，按一月成年居民人均金额计；运行汇总值为各年平均。",
        },
        Exists::Everywhere,
        budgeted!(|t| t.budget_pay),
    ),
    of_budget(
        "budget_grants",
        Text { en: "budget for grants", zh: "社区补助预算" },
        Text {
            en: "Grants of the year asked for in January, before any cut, yuan per adult of that January; of a run the mean over its years.",
            zh: "一月申报的全年社区补助（削减之前），按一月成年居民人均金额计；运行汇总值为各年平均。",
        },
        Exists::Everywhere,
        budgeted!(|t| t.budget_grants),
    ),
    of_budget(
        "budget_programmes",
        Text { en: "budget for programmes", zh: "专项计划预算" },
        Text {
            en: "Running cost of programmes asked for in January, 12 times that of the month, before any cut, yuan per adult of that January; of a run the mean over its years. What begins or changes after January counts from the next.",
            zh: "一月申报的专项计划运行经费，为当月成本的12倍（削减之前），按一月成年居民人均金额计；运行汇总值为各年平均。一月之后开始或变动的计划从下一年计入。",
        },
        Exists::County,
        budgeted!(|t| t.budget_programmes),
    ),
    of_budget(
        "budget",
        Text { en: "budget", zh: "预算" },
        Text {
            en: "Budgeted pay, grants and programmes together: what is asked of the county for the year, before any cut. Matching of contributions is not in it.",
            zh: "人员经费、社区补助与专项计划预算之和，即当年向县级财政申报的资金总额（削减之前），不含对居民出资的配套。",
        },
        Exists::County,
        budgeted!(|t| t.budget_pay + t.budget_grants + t.budget_programmes),
    ),
    of_budget(
        "appropriated",
        Text { en: "money appropriated", zh: "核定预算" },
        Text {
            en: "What the treasury can grant of the budget: pay first, grants and programmes at the fulfilment ratio, yuan per adult of the January; of a run the mean over its years. Less than the budget where the county is short of revenue.",
            zh: "县级财政能够安排的预算：先保薪酬，补助和专项计划按预算保障率安排，按一月成年居民人均金额计；运行汇总值为各年平均。县级财力不足时低于预算。",
        },
        Exists::County,
        budgeted!(|t| t.appropriated),
    ),
    Metric {
        id: "paid_share",
        family: FAMILY,
        name: Text { en: "pay received", zh: "薪酬发放率" },
        meaning: Text {
            en: "Share of the month's pay that cadres got, mean over cadres on the payroll.",
            zh: "社区工作者当月薪酬实际发放比例的人均值。",
        },
        unit: SHARE,
        shown: Shown::Percent,
        hundred: None,
        plain: None,
        range: (0.0, 1.0),
        better: Better::Higher,
        margin: margin::POINT,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.paid_share, |t| t.payroll),
    },
    Metric {
        id: "arrears_per_cadre",
        family: FAMILY,
        name: Text { en: "pay arrears", zh: "人均欠薪" },
        meaning: Text {
            en: "Pay owed per cadre in post.",
            zh: "平均每名在岗社区工作者被拖欠的薪酬。",
        },
        unit: Text { en: "yuan per cadre", zh: "元/人" },
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Lower,
        margin: margin::HUNDRED_YUAN,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.arrears / 100.0, |t| t.cadres),
    },
    Metric {
        id: "spend_wages",
        family: FAMILY,
        name: Text { en: "spending on wages", zh: "工资支出" },
        meaning: Text {
            en: "Pay of cadres, yuan per adult a year.",
            zh: "社区工作者工资支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_wages),
    },
    Metric {
        id: "spend_suppliers",
        family: FAMILY,
        name: Text { en: "spending on materials", zh: "物资支出" },
        meaning: Text {
            en: "Materials of requests, yuan per adult a year.",
            zh: "办理诉求的物资支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_suppliers),
    },
    Metric {
        id: "spend_events",
        family: FAMILY,
        name: Text { en: "spending on activities", zh: "活动支出" },
        meaning: Text {
            en: "Activities of the community, yuan per adult a year.",
            zh: "社区活动支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_events),
    },
    Metric {
        id: "spend_trainers",
        family: FAMILY,
        name: Text { en: "spending on training", zh: "培训支出" },
        meaning: Text {
            en: "Training of cadres, yuan per adult a year.",
            zh: "社区工作者培训支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_trainers),
    },
    Metric {
        id: "spend_social_organisations",
        family: FAMILY,
        name: Text { en: "spending on social organisations", zh: "购买社会组织服务支出" },
        meaning: Text {
            en: "Hours bought from social organisations, yuan per adult a year.",
            zh: "向社会组织购买服务的支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_social_organisations),
    },
    Metric {
        id: "spend_office",
        family: FAMILY,
        name: Text { en: "spending on office costs", zh: "办公支出" },
        meaning: Text {
            en: "Office costs of administrative work, yuan per adult a year.",
            zh: "行政事务的办公支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_office),
    },
    Metric {
        id: "spend_township",
        family: FAMILY,
        name: Text { en: "spending on township administration", zh: "乡镇街道行政支出" },
        meaning: Text {
            en: "What the township office keeps of the grant, yuan per adult a year.",
            zh: "乡镇（街道）从补助中留用的行政支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_township),
    },
    Metric {
        id: "spend_programmes",
        family: FAMILY,
        name: Text { en: "spending on programmes", zh: "专项计划支出" },
        meaning: Text {
            en: "Programmes of the county, yuan per adult a year.",
            zh: "县级专项计划支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_programmes),
    },
    Metric {
        id: "spend_projects",
        family: FAMILY,
        name: Text { en: "spending on residents' projects", zh: "居民项目支出" },
        meaning: Text {
            en: "Residents' proposals that are funded, yuan per adult a year.",
            zh: "落实居民提案的项目支出，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spend_projects),
    },
    Metric {
        id: "spending",
        family: FAMILY,
        name: Text { en: "spending", zh: "总支出" },
        meaning: Text {
            en: "All spending, yuan per adult a year; money returned to outside is not spent.",
            zh: "各项支出之和，按成年居民人均年度金额计，不含县级上缴资金。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::Everywhere,
        value: a_year!(|t| t.spending()),
    },
    Metric {
        id: "returned",
        family: FAMILY,
        name: Text { en: "money returned", zh: "县级上缴资金" },
        meaning: Text {
            en: "Money above the reserve that the county returns to outside, booked in December, yuan per adult a year.",
            zh: "县级结余超出上限而交还县外的资金，于十二月入账，按成年居民人均年度金额计。",
        },
        unit: A_YEAR,
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::WholeYears,
        exists: Exists::County,
        value: a_year!(|t| t.returned),
    },
    Metric {
        id: "idle",
        family: FAMILY,
        name: Text { en: "idle money", zh: "账户结存资金" },
        meaning: Text {
            en: "Money in the communities' accounts at observation, what is appropriated but not released left out, yuan per adult.",
            zh: "观测时社区各账户结存的资金，不含已拨未付部分，按成年居民人均金额计。",
        },
        unit: Text { en: "yuan per adult", zh: "元/成人" },
        shown: Shown::Money,
        hundred: None,
        plain: None,
        range: (0.0, f64::INFINITY),
        better: Better::Neither,
        margin: margin::YUAN,
        window: Window::Month,
        exists: Exists::Everywhere,
        value: Value::Ratio(|t| t.idle / 100.0, Tally::adults),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn value(id: &str, tally: &Tally) -> Option<f64> {
        let metric = METRICS.iter().find(|metric| metric.id == id).unwrap();
        metric.value.of(tally)
    }

    #[test]
    fn fen_of_a_month_become_yuan_per_adult_a_year() {
        let tally = Tally {
            adults_local: 1000.0,
            spend_wages: 2_000_000.0,
            spend_office: 500_000.0,
            ..Tally::default()
        };
        assert_eq!(value("spend_wages", &tally), Some(240.0));
        assert_eq!(value("spending", &tally), Some(300.0));
    }

    #[test]
    fn a_return_of_december_is_that_of_the_year() {
        let month = Tally { adults_local: 1000.0, ..Tally::default() };
        let mut year = Tally::none();
        for _ in 1..12 {
            year.add_months(&month);
        }
        year.add_months(&Tally { returned: 3_000_000.0, ..month });
        assert_eq!(value("returned", &year), Some(30.0));
        assert_eq!(value("spending", &year), Some(0.0));
    }

    #[test]
    fn money_held_is_a_mean_over_months_and_not_a_flow() {
        let month = Tally { adults_local: 1000.0, idle: 500_000.0, ..Tally::default() };
        let mut sum = Tally::none();
        sum.add_months(&month);
        sum.add_months(&month);
        assert_eq!(value("idle", &sum), Some(5.0));
    }

    #[test]
    fn fiscal_pressure_is_empty_without_revenue() {
        let tally =
            Tally { budgets: 1.0, budget: 9.0, claims: 4.0, granted: 2.0, ..Tally::default() };
        assert_eq!(value("fulfilment", &tally), Some(0.5));
        assert_eq!(value("fiscal_pressure", &tally), None);
    }
}
