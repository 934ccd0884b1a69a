//! Words for the columns of the tables of costs, synergies and prices.

use super::column_words::{KINDS, Told};
use super::dictionary::text;

pub(super) const COSTS: &[Told] = &[
    (
        "scenario",
        text("scenario", "情景"),
        text(
            "Name of the scenario; the baseline has rows of its own, without a difference.",
            "情景名称；基线自有各行，无差异。",
        ),
    ),
    ("mean", text("mean", "均值"), text("Mean over seeds.", "各种子的均值。")),
    (
        "mean_low",
        text("mean, lower end", "均值区间下限"),
        text(
            "Lower end of the interval of the mean (Student's t over seeds), cut at what it can be.",
            "均值的区间下限（对种子的t分布），不超出可能范围。",
        ),
    ),
    ("mean_high", text("mean, upper end", "均值区间上限"), text("Upper end of it.", "其上限。")),
    ("mean_interval", text("kind of the mean's interval", "均值的区间种类"), KINDS),
    (
        "mean_differs_below",
        text("value differs in fewer than", "取值不同者少于"),
        text(
            "Where all seeds have the same value: with 95 % confidence fewer than this share of seeds have another.",
            "各种子取值均相同时：以95%的置信度，取值与之不同的种子比例低于此值。",
        ),
    ),
    (
        "difference_n",
        text("pairs", "对数"),
        text("Seeds in which both have a value.", "双方均有取值的种子数。"),
    ),
    ("difference_interval", text("kind of the difference's interval", "差异的区间种类"), KINDS),
];

pub(super) const SYNERGIES: &[Told] = &[
    (
        "scenario",
        text("combination", "组合"),
        text(
            "Name of the scenario that is put together from others.",
            "由其他情景合成的情景名称。",
        ),
    ),
    (
        "parts",
        text("parts", "组成部分"),
        text("Names of its parts, separated by semicolons.", "各组成情景的名称，以分号分隔。"),
    ),
    (
        "n",
        text("seeds", "种子数"),
        text(
            "Seeds in which the baseline, the combination and all parts have a value.",
            "基线、组合及其各部分均有取值的种子数。",
        ),
    ),
    (
        "together",
        text("together", "合并实施"),
        text(
            "Effect of the combination: its mean difference from the baseline.",
            "组合的效果：与基线差异的均值。",
        ),
    ),
    (
        "sum_of_parts",
        text("sum of the parts", "各部分之和"),
        text("Sum of the effects of the parts.", "各部分效果之和。"),
    ),
    (
        "synergy",
        text("synergy", "协同效应"),
        text("Effect of the combination less that sum.", "组合的效果减去该和。"),
    ),
    (
        "synergy_low",
        text("synergy, lower end", "协同效应区间下限"),
        text("Lower end of its interval; empty where there is none.", "其区间下限；无区间时为空。"),
    ),
    (
        "synergy_high",
        text("synergy, upper end", "协同效应区间上限"),
        text("Upper end of that interval.", "该区间的上限。"),
    ),
];

pub(super) const PRICES: &[Told] = &[
    (
        "cost",
        text("of what", "依据"),
        text(
            "What the price is of: budget (what is asked of the county) or spending (money used).",
            "价格所依据的金额：budget（向县级财政申报的预算）或spending（实际支出）。",
        ),
    ),
    (
        "yuan",
        text("price", "价格"),
        text(
            "Extra cost for one unit of gain: of shares a percentage point, of indices and ratios a hundredth.",
            "每单位改善的新增成本：比率为一个百分点，指数与比值为百分之一。",
        ),
    ),
    (
        "yuan_low",
        text("price, lower end", "价格区间下限"),
        text(
            "Lower end of Fieller's interval; empty where it is not bounded.",
            "Fieller区间的下限；无界时为空。",
        ),
    ),
    ("yuan_high", text("price, upper end", "价格区间上限"), text("Upper end of it.", "其上限。")),
    (
        "kind",
        text("kind of price", "价格种类"),
        text(
            "costs, saves (it gains and surely does not cost more), may_save (it gains, and costs less on average), gain_may_be_zero (comparison.csv does not say that it gains), or no_gain (it says that it is worse).",
            "costs（有成本）、saves（改善且确定不增加成本）、may_save（改善，平均成本较低）、gain_may_be_zero（comparison.csv未断定改善）或no_gain（comparison.csv断定变差）。",
        ),
    ),
];
