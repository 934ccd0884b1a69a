//! What the columns of the tables of money that is voted mean.

use super::column_words::Told;
use super::dictionary::text;
use crate::quantity::Text;

const LOW: Text = text("Lower end of its interval.", "其区间下限。");
const HIGH: Text = text("Upper end of its interval.", "其区间上限。");

pub(super) const BUDGET_COLUMNS: &[Told] = &[
    (
        "scenario",
        text("scenario", "情景"),
        text(
            "Name of the scenario; the baseline has rows of its own, without a change.",
            "情景名称；基线自有各行，无差额。",
        ),
    ),
    (
        "level",
        text("level", "层级"),
        text("place, county or zone.", "place（整体）、county（旗县）或zone（地区类型）。"),
    ),
    (
        "area",
        text("area", "区域"),
        text(
            "Name of the county, the zone (county/zone where there are several counties), or place. A zone has pay and grants; programmes are the county's.",
            "旗县、地区类型（有多个旗县时为 旗县/地区类型）的名称，或place。地区类型只含人员经费与补助，专项计划属旗县。",
        ),
    ),
    (
        "year",
        text("year", "年份"),
        text(
            "Whole calendar year after burn-in, from 1; empty: all of them together.",
            "预热期之后的完整日历年，从1起；为空表示全部完整年份合计。",
        ),
    ),
    ("n", text("seeds", "种子数"), text("Seeds with a value.", "有取值的种子数。")),
    (
        "budget",
        text("budget", "预算"),
        text(
            "Pay, grants and programmes asked for in January, before any cut, per adult of that January; of all years their sum over the sum of these adults. Mean over seeds.",
            "一月申报的人员经费、补助与专项计划资金（削减之前），按一月成年居民人均计；合计行为各年金额之和除以各年成年居民之和。各种子均值。",
        ),
    ),
    (
        "budget_change",
        text("budget beyond the baseline", "比基线多申报的预算"),
        text("The same less the baseline's, seed by seed.", "逐种子减去基线的同一数值。"),
    ),
    (
        "million",
        text("budget in million yuan", "预算（百万元）"),
        text(
            "What is asked for as an amount; of all years the mean of a year.",
            "申报的金额；合计行为年均值。",
        ),
    ),
    (
        "million_change",
        text("million yuan beyond the baseline", "比基线多申报的金额"),
        text("The same less the baseline's, seed by seed.", "逐种子减去基线的同一数值。"),
    ),
    ("budget_low", text("budget, lower end", "预算区间下限"), LOW),
    ("budget_high", text("budget, upper end", "预算区间上限"), HIGH),
    ("budget_change_low", text("beyond the baseline, lower end", "多申报的区间下限"), LOW),
    ("budget_change_high", text("beyond the baseline, upper end", "多申报的区间上限"), HIGH),
    ("million_low", text("million yuan, lower end", "金额区间下限"), LOW),
    ("million_high", text("million yuan, upper end", "金额区间上限"), HIGH),
    ("million_change_low", text("million beyond, lower end", "多申报金额的区间下限"), LOW),
    ("million_change_high", text("million beyond, upper end", "多申报金额的区间上限"), HIGH),
    (
        "appropriated",
        text("appropriated", "核定预算"),
        text(
            "What the treasury can grant of the budget, mean over seeds; empty below the county.",
            "县级财政能够安排的部分，各种子均值；旗县以下为空。",
        ),
    ),
    (
        "cut",
        text("cut", "被削减"),
        text(
            "Budget that cannot be granted, mean over seeds; empty below the county.",
            "无法安排的预算，各种子均值；旗县以下为空。",
        ),
    ),
    (
        "cut_seeds",
        text("cut in", "被削减的种子"),
        text("Seeds in which a part of it is cut.", "部分预算被削减的种子数。"),
    ),
    (
        "worst_year",
        text("worst year", "最高年份"),
        text(
            "true of the year in which most is asked for beyond the baseline (of the baseline: most), by the mean over seeds.",
            "比基线多申报最多的年份为true（基线为申报最多的年份），按各种子均值。",
        ),
    ),
    (
        "interval",
        text("kind of interval", "区间种类"),
        text(
            "Kind of the interval of budget_change: t, bootstrap_t, sequence, equal (all seeds the same: no interval) or none. Other intervals are Student's t, or a confidence sequence where the data decided when to stop.",
            "budget_change的区间种类：t、bootstrap_t、sequence、equal（各种子均相同，无区间）或none。其余区间为t区间，由数据决定停止时为置信序列。",
        ),
    ),
];

pub(super) const CEILING_COLUMNS: &[Told] = &[
    (
        "scenario",
        text("scenario", "情景"),
        text(
            "Name of the scenario; the baseline itself under a ceiling of pressure only.",
            "情景名称；基线仅列于财政压力上限之下。",
        ),
    ),
    (
        "ceiling",
        text("ceiling", "上限种类"),
        text(
            "budget (yuan per adult beyond the baseline), million (million yuan beyond it), percent (beyond it, per cent of its budget of the year) or pressure (budget over revenue).",
            "budget（比基线多的元/成人）、million（比基线多的百万元）、percent（比基线多的百分比，以基线当年预算为100）或pressure（预算除以财力）。",
        ),
    ),
    ("most", text("most", "上限"), text("The most that fits.", "允许的最大值。")),
    (
        "county",
        text("county", "旗县"),
        text(
            "Name of the county; empty: all counties and years together.",
            "旗县名称；为空表示全部旗县与年份合并判断。",
        ),
    ),
    (
        "year",
        text("year", "年份"),
        text(
            "Whole calendar year after burn-in; empty: all of them.",
            "预热期之后的完整日历年；为空表示全部。",
        ),
    ),
    ("n", text("seeds", "种子数"), text("Seeds with a value.", "有取值的种子数。")),
    ("mean", text("mean", "均值"), text("Mean over seeds.", "各种子均值。")),
    (
        "mean_low",
        text("mean, lower end", "均值区间下限"),
        text(
            "Lower end of the interval of the mean; those of all years and counties of a scenario and ceiling hold together.",
            "均值的区间下限；同一情景与上限的各年份、旗县区间同时成立。",
        ),
    ),
    ("mean_high", text("mean, upper end", "均值区间上限"), text("Upper end of it.", "其上限。")),
    (
        "fit",
        text("verdict", "结论"),
        text(
            "fits (every upper end within the ceiling, and nothing cut), does_not_fit (a lower end above it, or a part surely cut), not_clear, or no_value.",
            "fits（各区间上限均在上限之内且未被削减）、does_not_fit（某区间下限超出，或部分预算确定被削减）、not_clear（尚不明确）或no_value（无取值）。",
        ),
    ),
    (
        "fits_in",
        text("fits in", "符合的种子"),
        text(
            "Share of seeds in which every year and county fits and nothing is cut.",
            "每年每旗县均在上限之内且未被削减的种子比例。",
        ),
    ),
    (
        "fits_in_low",
        text("fits in, lower end", "符合比例下限"),
        text(
            "Lower end of its 95 % interval (Clopper and Pearson; a beta-binomial mixture where the data decided when to stop).",
            "其95%区间下限（Clopper-Pearson；由数据决定停止时为beta-二项混合）。",
        ),
    ),
    (
        "fits_in_high",
        text("fits in, upper end", "符合比例上限"),
        text("Upper end of it.", "其上限。"),
    ),
    (
        "cut_in",
        text("cut in", "被削减的种子"),
        text(
            "Share of seeds in which a part of the budget of some year and county is cut.",
            "某年某旗县预算被削减的种子比例。",
        ),
    ),
    (
        "interval",
        text("kind of interval", "区间种类"),
        text(
            "t, bootstrap_t, sequence, equal (all seeds the same: no interval) or none; share: that of a share of seeds.",
            "t、bootstrap_t、sequence、equal（各种子均相同，无区间）或none；share为种子比例的区间。",
        ),
    ),
];

pub(super) const RANKING_COLUMNS: &[Told] = &[
    (
        "place",
        text("place", "名次"),
        text("Place from 1; packages that are level share one.", "从1起的名次；不分先后者并列。"),
    ),
    (
        "fit",
        text("under the ceilings", "上限"),
        text(
            "The worst verdict under the ceilings: fits come first, then not_clear, then does_not_fit; empty without ceilings.",
            "在各上限之下最不利的结论：fits在前，其次not_clear，再次does_not_fit；未给上限时为空。",
        ),
    ),
    (
        "comes_first",
        text("comes first", "排在最前"),
        text(
            "true of a package that is alone at place 1, fits, and is surely better than the baseline on the first goal.",
            "独居第1名、在上限之内且第一目标确定优于基线者为true。",
        ),
    ),
    (
        "goals",
        text("goals", "目标"),
        text("The goals, the most important first.", "各目标，最重要者在前。"),
    ),
    (
        "before_by",
        text("before the next by", "先于下一名的目标"),
        text(
            "The goal on which the best of its place is surely better, by what matters, than the next; empty where a ceiling parts them or nothing follows.",
            "使其先于下一名的目标：该名次最好者在此目标上确定更好且有实际意义；由上限区分或其后无情景时为空。",
        ),
    ),
    (
        "against_baseline",
        text("beside the baseline", "与基线相比"),
        text(
            "Verdict beside the baseline on each goal, in their order.",
            "各目标上与基线相比的结论，按目标次序。",
        ),
    ),
    (
        "family",
        text("family", "区间族"),
        text(
            "Number of intervals that hold together: pairs of scenarios times goals.",
            "同时成立的区间个数：情景两两配对数乘以目标数。",
        ),
    ),
];
