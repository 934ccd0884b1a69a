//! What the columns mean that are no metric, of a run's tables and of the dictionary itself.

use super::column_words::Told;
use super::dictionary::text;

pub(super) const COMMON: &[Told] = &[
    ("scenario", text("scenario", "情景"), text("Name of the scenario.", "情景名称。")),
    (
        "seed",
        text("seed", "随机种子"),
        text(
            "Master seed of the run: it decides all draws.",
            "本次运行的主种子，决定全部随机抽取。",
        ),
    ),
    (
        "month",
        text("month", "月份"),
        text("Month of the run, from 1; month 1 is a January.", "运行月份，从1起；第1个月为一月。"),
    ),
    (
        "year",
        text("year", "年份"),
        text(
            "Calendar year of the run, from 1; the last one may be cut short.",
            "运行的日历年，从1起；最后一年可能不满。",
        ),
    ),
    (
        "months",
        text("months of the year", "当年月数"),
        text(
            "Months of the calendar year that were run: 12, or fewer in a last year that is cut short.",
            "当年实际运行的月数：12，最后一年不满时少于12。",
        ),
    ),
    (
        "months_after_burn_in",
        text("months after burn-in", "预热期后的月数"),
        text(
            "Of these the months after burn-in, in which the policy may be in force. A year in which they are fewer is part of the burn-in, and cannot be held against whole years of policy.",
            "其中预热期之后、政策可以生效的月数；少于全年者部分属于预热期，不可与整年实施政策的年份相比。",
        ),
    ),
    (
        "level",
        text("level", "层级"),
        text(
            "place (all counties of a place that has several), county, zone or community.",
            "place（多个旗县的整体）、county（旗县）、zone（地区类型）或community（社区）。",
        ),
    ),
    (
        "area",
        text("area", "区域"),
        text(
            "Name of the county or zone (county/zone where there are several counties); code of the community.",
            "旗县或地区类型的名称（有多个旗县时为 旗县/地区类型）；社区的代码。",
        ),
    ),
    (
        "from_account",
        text("from account", "转出账户"),
        text("Account that the money leaves.", "资金转出的账户。"),
    ),
    (
        "to_account",
        text("to account", "转入账户"),
        text("Account that the money reaches.", "资金转入的账户。"),
    ),
    (
        "yuan",
        text("yuan", "金额"),
        text(
            "Money moved in the year, in yuan to the fen; flows without money have no row.",
            "当年转移的资金，精确到分；没有资金的流向不列出。",
        ),
    ),
];

pub(super) const SUMMARY_COLUMNS: &[Told] = &[
    (
        "metric",
        text("metric", "指标"),
        text("Identifier of the metric: a column of runs.csv.", "指标标识，即runs.csv中的一列。"),
    ),
    (
        "n",
        text("seeds with a value", "有取值的种子数"),
        text("Number of seeds in which the metric has a value.", "该指标有取值的种子数。"),
    ),
    ("mean", text("mean", "均值"), text("Mean over seeds.", "各种子的均值。")),
    (
        "sd",
        text("spread over seeds", "种子间离散"),
        text(
            "Standard deviation over seeds: how much single runs differ by luck. It is no error of the mean, and more seeds do not make it smaller.",
            "各种子间的标准差，表示单次运行因随机性而不同的程度；它不是均值的误差，也不随种子数增加而减小。",
        ),
    ),
    (
        "standard_error",
        text("standard error of the mean", "均值标准误"),
        text(
            "Precision of the mean: sd over the square root of n. More seeds make it smaller.",
            "均值的精度：标准差除以n的平方根，随种子数增加而减小。",
        ),
    ),
    (
        "interval_low",
        text("interval of the mean, lower end", "均值区间下限"),
        text(
            "Lower end of the 95 % interval of the mean (Student's t over seeds): precision, not spread; single runs often lie outside. Empty where there is none: of one seed, or where all seeds have the same.",
            "均值的95%区间下限（按种子的t分布）：表示均值的精度而非离散，单次运行常在区间之外。无区间时为空：只有一个种子，或各种子均相同。",
        ),
    ),
    (
        "interval_high",
        text("interval of the mean, upper end", "均值区间上限"),
        text("Upper end of the 95 % interval of the mean.", "均值的95%区间上限。"),
    ),
    (
        "interval",
        text("kind of interval", "区间种类"),
        text(
            "t (Student's t), equal (all seeds have the same: no interval), none (fewer than two seeds).",
            "t（t区间）、equal（各种子均相同，无区间）、none（不足两个种子）。",
        ),
    ),
    (
        "differs_below",
        text("differs in fewer than", "有差异者少于"),
        text(
            "Where all seeds have the same value: with 95 % confidence fewer than this share of seeds have another.",
            "各种子取值均相同时：以95%的置信度，取值与之不同的种子比例低于此值。",
        ),
    ),
    ("min", text("least", "最小值"), text("Least value over seeds.", "各种子中的最小值。")),
    ("median", text("median", "中位数"), text("Median over seeds.", "各种子的中位数。")),
    ("max", text("greatest", "最大值"), text("Greatest value over seeds.", "各种子中的最大值。")),
];

pub(super) const DICTIONARY_COLUMNS: &[Told] = &[
    ("file", text("file", "文件"), text("File that has the column.", "该列所在的文件。")),
    ("column_name", text("column", "列"), text("Header of the column.", "列标题。")),
    ("name_en", text("name, English", "英文名称"), text("Short name in English.", "英文简称。")),
    ("name_zh", text("name, Chinese", "中文名称"), text("Short name in Chinese.", "中文简称。")),
    (
        "meaning_en",
        text("meaning, English", "英文说明"),
        text("Definition in English.", "英文定义。"),
    ),
    (
        "meaning_zh",
        text("meaning, Chinese", "中文说明"),
        text("Definition in Chinese.", "中文定义。"),
    ),
    ("unit", text("unit, English", "英文单位"), text("Unit in English.", "英文单位。")),
    ("unit_zh", text("unit, Chinese", "中文单位"), text("Unit in Chinese.", "中文单位。")),
    (
        "range",
        text("range", "取值范围"),
        text(
            "Lowest and highest possible value, low..high; an end without a number is open.",
            "可能的最低值和最高值，写作 低..高；无数字的一端不设限。",
        ),
    ),
    (
        "direction",
        text("direction, English", "英文方向"),
        text(
            "Whether more or less is better; empty where the column is no metric.",
            "高低孰优（英文）；非指标列为空。",
        ),
    ),
    (
        "margin",
        text("margin", "界限"),
        text(
            "The least difference of the metric that matters; empty where the column is no metric.",
            "该指标有实际意义的最小差异；非指标列为空。",
        ),
    ),
    (
        "margin_reason_en",
        text("reason of the margin, English", "界限的英文理由"),
        text("Why so much, in English.", "界限取该值的理由（英文）。"),
    ),
    (
        "margin_reason_zh",
        text("reason of the margin, Chinese", "界限的中文理由"),
        text("Why so much, in Chinese.", "界限取该值的理由（中文）。"),
    ),
    (
        "direction_zh",
        text("direction, Chinese", "中文方向"),
        text("The direction in Chinese.", "高低孰优（中文）；非指标列为空。"),
    ),
];

/// Columns of `yearly_budgets.csv` that mean something of their own.
pub(super) const BUDGET_COLUMNS: &[Told] = &[
    (
        "year",
        text("year", "年份"),
        text("Whole calendar year after burn-in, from 1.", "预热期之后的完整日历年，从1起。"),
    ),
    (
        "level",
        text("level", "层级"),
        text(
            "place (all counties of a place that has several), county or zone.",
            "place（多个旗县的整体）、county（旗县）或zone（地区类型）。",
        ),
    ),
    (
        "january_adults",
        text("adults in January", "一月成年居民"),
        text("Adults of the January in which the budget was made.", "编制预算的一月成年居民人数。"),
    ),
    (
        "pay_yuan",
        text("pay asked for", "申报的人员经费"),
        text(
            "Pay of the year asked of the county in January, before any cut.",
            "一月申报的全年人员经费（削减之前）。",
        ),
    ),
    (
        "grants_yuan",
        text("grants asked for", "申报的社区补助"),
        text(
            "Grants of the year asked for in January, before any cut.",
            "一月申报的全年社区补助（削减之前）。",
        ),
    ),
    (
        "programmes_yuan",
        text("programmes asked for", "申报的专项计划资金"),
        text(
            "Programmes of the year asked for in January, before any cut; empty below the county.",
            "一月申报的全年专项计划资金（削减之前）；旗县以下为空。",
        ),
    ),
    (
        "appropriated_yuan",
        text("appropriated", "核定预算"),
        text(
            "What the treasury could grant of the three; empty below the county.",
            "县级财政能够安排的部分；旗县以下为空。",
        ),
    ),
    (
        "revenue_yuan",
        text("revenue", "财力"),
        text("Revenue of the year; empty below the county.", "当年财力；旗县以下为空。"),
    ),
];
