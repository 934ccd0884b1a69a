//! What the columns of a comparison's tables mean.

use super::dictionary::text;
use crate::quantity::Text;

/// A column: its identifier, name and meaning.
pub(super) type Told = (&'static str, Text, Text);

/// Name and meaning of a column, from the first list that has it; empty where none has.
pub(super) fn told(lists: &[&[Told]], column: &str) -> (Text, Text) {
    let found = lists.iter().flat_map(|list| list.iter()).find(|(id, ..)| *id == column);
    found.map_or((text("", ""), text("", "")), |&(_, name, meaning)| (name, meaning))
}

/// Columns of all tables.
pub(super) const ALL: &[Told] = &[
    ("scenario", text("scenario", "情景"), text("Name of the scenario.", "情景名称。")),
    (
        "compared_with",
        text("baseline", "基线"),
        text("Name of the baseline that it is compared with.", "所比较的基线名称。"),
    ),
    (
        "conditions",
        text("conditions", "条件"),
        text(
            "Whether the scenario lives under the baseline's conditions: same, own_place, own_settings or own_place_and_settings. If not same, differences are of conditions and policy together.",
            "情景的条件是否与基线相同：same（相同）、own_place（地点不同）、own_settings（政策开始前的设定不同）或own_place_and_settings（二者皆不同）。不为same时，差异由条件与政策共同造成。",
        ),
    ),
    (
        "metric",
        text("metric", "指标"),
        text("Identifier of the metric: a column of runs.csv.", "指标标识，即runs.csv中的一列。"),
    ),
    (
        "difference",
        text("difference", "差异"),
        text(
            "Mean paired difference: scenario less baseline, seed by seed.",
            "配对差异的均值：逐种子以情景减基线。",
        ),
    ),
    (
        "difference_low",
        text("difference, lower end", "差异区间下限"),
        text(
            "Lower end of the interval of the mean difference (precision), cut at what it can be; empty where there is none.",
            "平均差异的区间下限（精度），不超出可能范围；无区间时为空。",
        ),
    ),
    (
        "difference_high",
        text("difference, upper end", "差异区间上限"),
        text("Upper end of that interval.", "该区间的上限。"),
    ),
    (
        "margin",
        text("margin", "界限"),
        text(
            "Differences within it do not matter: that of the metric, or the one given; empty without a value.",
            "不超过此值的差异无实际意义：该指标自身的界限或所指定者；无取值时为空。",
        ),
    ),
    (
        "verdict",
        text("verdict", "结论"),
        text(
            "What may be said: better, better_small (surely better, surely by less than the margin), worse, worse_small; higher, higher_small, lower, lower_small without a direction; no_difference (within the margin on both sides of zero), same (equal in every seed), not_clear, no_value.",
            "可作的判断：better（更好）、better_small（更好但幅度小）、worse（更差）、worse_small（更差但幅度小）；无方向者为higher、higher_small、lower、lower_small；no_difference（无实际意义的差异）、same（每个种子均相同）、not_clear（尚不明确）、no_value（无取值）。",
        ),
    ),
    (
        "confidence",
        text("confidence", "置信度"),
        text(
            "Chance that all intervals of the family hold, over the luck of seeds alone: given the model and its assumptions.",
            "在模型及其假设之下，仅就种子的随机性而言，一族区间全部成立的概率。",
        ),
    ),
    (
        "family",
        text("family", "区间族"),
        text(
            "Number of intervals that hold together with that confidence (Bonferroni); 1: each for itself.",
            "以该置信度同时成立的区间个数（Bonferroni）；1表示各自成立。",
        ),
    ),
    (
        "differs_below",
        text("differs in fewer than", "有差异者少于"),
        text(
            "Where all seeds have the same: with the confidence of the interval fewer than this share of seeds have another. An interval of no width would say more.",
            "各种子均相同时：以区间的置信度计，与之不同的种子比例低于此值；宽度为零的区间会言过其实。",
        ),
    ),
    ("n", text("seeds", "种子数"), text("Seeds with a value.", "有取值的种子数。")),
    (
        "interval",
        text("kind of interval", "区间种类"),
        text(
            "t (Student's t), bootstrap_t (few or skewed seeds), sequence (confidence sequence), fieller, equal (all seeds the same: no interval), none (fewer than two seeds, or not bounded).",
            "t（t区间）、bootstrap_t（种子少或偏斜）、sequence（置信序列）、fieller、equal（各种子均相同，无区间）、none（不足两个种子，或无界）。",
        ),
    ),
    (
        "estimate",
        text("estimate", "估计方法"),
        text(
            "Which means a row has: mean (plain), or adjusted (for the luck of counties in campaigns and revenue: intercepts of regressions on controls.csv, of as many seeds as were run, 20 or more). Differences and intervals are of these means; spreads, shares, correlations and savings are of the seeds as they were.",
            "该行所用的均值：mean（未校正）或adjusted（已按旗县专项行动与财力的运气校正：对controls.csv回归的截距，种子数预先固定且不少于20个）。差异与区间均以此为准；离散、比例、相关与节省倍数则取自原始种子。",
        ),
    ),
];

/// Columns of `controls.csv`.
pub(super) const CONTROLS: &[Told] = &[
    ("seed", text("seed", "种子"), text("Seed.", "随机种子。")),
    (
        "year",
        text("year", "年份"),
        text(
            "Calendar year whose rows are adjusted by these numbers, of months up to its end; empty: those of the policy period.",
            "用于校正该日历年各行的数值，只计至该年年末；为空表示整个政策期。",
        ),
    ),
    (
        "campaigns_burn_in",
        text("campaigns, burn-in", "专项行动，预热期"),
        text(
            "Mean intensity of campaigns in the burn-in, in standard deviations of a month's shock, over counties by their adults; its mean over all seeds is 0.",
            "预热期专项行动强度的均值，以每月冲击的标准差计，各旗县按成年人数加权；对全部种子的期望为0。",
        ),
    ),
    (
        "campaigns_first_half",
        text("campaigns, first half", "专项行动，前半期"),
        text("The same in the first half of the policy period.", "政策期前半段的同一数值。"),
    ),
    (
        "campaigns_second_half",
        text("campaigns, second half", "专项行动，后半期"),
        text("The same in the second half.", "政策期后半段的同一数值。"),
    ),
    (
        "revenue",
        text("shock on revenue", "财力冲击"),
        text(
            "Mean shock on revenue of the years that reach into the policy period, in standard deviations, over counties by their adults; its mean over all seeds is 0.",
            "政策期所涉各年财力冲击的均值，以标准差计，各旗县按成年人数加权；对全部种子的期望为0。",
        ),
    ),
];

pub(super) const DIFFERENCES: &[Told] = &[
    (
        "level",
        text("level", "层级"),
        text("place, county or zone.", "place（整体）、county（旗县）或zone（地区类型）。"),
    ),
    (
        "area",
        text("area", "区域"),
        text(
            "Name of the county, the zone (county/zone where there are several counties), or place.",
            "旗县、地区类型（有多个旗县时为 旗县/地区类型）的名称，或place。",
        ),
    ),
    (
        "year",
        text("year", "年份"),
        text(
            "Calendar year from 1; empty: the whole policy period.",
            "日历年，从1起；为空表示整个政策期。",
        ),
    ),
    (
        "year_months",
        text("months of the year", "当年月数"),
        text(
            "Months of the calendar year that were run: 12, or fewer in a last year that is cut short; empty for the policy period.",
            "当年实际运行的月数：12，最后一年不满时少于12；整个政策期为空。",
        ),
    ),
    (
        "policy_months",
        text("months of policy", "政策生效月数"),
        text(
            "Of these the months in which something that the scenario sets otherwise than the baseline is in force anywhere. A year in which they are fewer, as one that is half in the burn-in or in which the policy ends, cannot be held against whole years; where they are 0, what differs is what remains of it.",
            "其中情景不同于基线的设定在任一处生效的月数。少于全年者（如部分处于预热期，或政策在当年结束）不可与整年相比；为0时，差异为其遗留影响。",
        ),
    ),
    (
        "n",
        text("pairs", "对数"),
        text("Seeds in which both have a value.", "双方均有取值的种子数。"),
    ),
    (
        "baseline_mean",
        text("baseline's mean", "基线均值"),
        text("Mean of the baseline over these seeds.", "基线在这些种子上的均值。"),
    ),
    (
        "scenario_mean",
        text("scenario's mean", "情景均值"),
        text("Mean of the scenario over these seeds.", "情景在这些种子上的均值。"),
    ),
    (
        "spread_sd",
        text("spread (sd)", "离散（标准差）"),
        text(
            "Standard deviation of the differences over seeds: spread, not precision.",
            "各种子差异的标准差：表示离散而非精度。",
        ),
    ),
    (
        "spread_q10",
        text("spread, 10 %", "离散，10%"),
        text("Quantile .1 of the differences over seeds.", "各种子差异的第10百分位。"),
    ),
    (
        "spread_q90",
        text("spread, 90 %", "离散，90%"),
        text("Quantile .9 of the differences over seeds.", "各种子差异的第90百分位。"),
    ),
    (
        "share_better",
        text("better in", "占优种子"),
        text(
            "Share of seeds in which the scenario is better; without a direction, higher.",
            "情景更好的种子比例；无方向者为更高的比例。",
        ),
    ),
    (
        "correlation",
        text("correlation", "相关"),
        text("Correlation of the pairs.", "配对相关系数。"),
    ),
    (
        "run_saving",
        text("run saving", "节省运行"),
        text(
            "How many times as many seeds unpaired runs would take for the same precision.",
            "达到同样精度，不配对所需种子数的倍数。",
        ),
    ),
    (
        "control_saving",
        text("control saving", "校正节省"),
        text(
            "Where means are adjusted for the luck of counties: how many times as many seeds plain means would take for the same precision.",
            "均值经旗县运气校正时：不校正而达到同样精度所需种子数的倍数。",
        ),
    ),
    (
        "unpaired_runs",
        text("unpaired seeds", "不配对所需种子"),
        text("That many seeds.", "即该种子数。"),
    ),
    (
        "opposite",
        text("opposite ways", "方向相反"),
        text(
            "Where locals and migrants surely move in opposite ways: locals_up_migrants_down or locals_down_migrants_up.",
            "户籍居民与流动人口方向确定相反时：locals_up_migrants_down（户籍升、流动降）或locals_down_migrants_up（户籍降、流动升）。",
        ),
    ),
];

/// What a column of kinds of intervals says.
pub(super) const KINDS: Text = text(
    "t, bootstrap_t, sequence, equal (the same in every seed: no interval) or none, as in comparison.csv; empty without a value.",
    "t、bootstrap_t、sequence、equal（各种子均相同，无区间）或none，含义同comparison.csv；无取值时为空。",
);

pub(super) const WINNERS: &[Told] = &[
    (
        "better_interval",
        text("kind of the interval of the share better off", "变好比例的区间种类"),
        KINDS,
    ),
    (
        "worse_interval",
        text("kind of the interval of the share worse off", "变差比例的区间种类"),
        KINDS,
    ),
    ("change_interval", text("kind of the interval of the change", "变化的区间种类"), KINDS),
    (
        "zone",
        text("zone", "地区类型"),
        text(
            "urban, rural, pastoral or all.",
            "urban（城镇）、rural（农村）、pastoral（牧区）或all（全部）。",
        ),
    ),
    (
        "status",
        text("status", "身份"),
        text(
            "local, migrant (as in the last month of burn-in), all, or newcomer: those who came later, compared as groups.",
            "local（户籍居民）、migrant（流动人口，按预热期最后一个月）、all（全部），或newcomer（其后的新居民，按群体比较）。",
        ),
    ),
    (
        "outcome",
        text("outcome", "结果"),
        text(
            "belonging, trust, satisfaction, participation (months a year) or unmet_need (needs a year).",
            "belonging（归属感）、trust（信任）、satisfaction（满意度）、participation（每年参与月数）或unmet_need（每年未满足需求数）。",
        ),
    ),
    (
        "residents",
        text("residents", "居民数"),
        text(
            "Residents of the group who live in both histories at the end, mean over seeds; of newcomers those of the scenario.",
            "该组期末在两段历史都在的居民数，各种子均值；新居民为情景中的人数。",
        ),
    ),
    (
        "residents_baseline",
        text("residents, baseline", "居民数（基线）"),
        text("The same; of newcomers those of the baseline.", "同上；新居民为基线中的人数。"),
    ),
    (
        "better",
        text("better off", "变好"),
        text(
            "Share who are better off by more than the tolerance, mean over seeds.",
            "改善超过容差者的比例，各种子均值。",
        ),
    ),
    (
        "better_low",
        text("better off, lower end", "变好区间下限"),
        text("Lower end of the interval of that share, cut at 0.", "该比例的区间下限，不低于0。"),
    ),
    (
        "better_high",
        text("better off, upper end", "变好区间上限"),
        text("Upper end of it, cut at 1.", "其上限，不高于1。"),
    ),
    (
        "worse",
        text("worse off", "变差"),
        text(
            "Share who are worse off by more than the tolerance, mean over seeds.",
            "变差超过容差者的比例，各种子均值。",
        ),
    ),
    (
        "worse_low",
        text("worse off, lower end", "变差区间下限"),
        text("Lower end of the interval of that share, cut at 0.", "该比例的区间下限，不低于0。"),
    ),
    (
        "worse_high",
        text("worse off, upper end", "变差区间上限"),
        text("Upper end of it, cut at 1.", "其上限，不高于1。"),
    ),
    (
        "change",
        text("change", "变化"),
        text("Mean change of a resident of the group.", "该组居民的平均变化。"),
    ),
    (
        "change_low",
        text("change, lower end", "变化区间下限"),
        text("Lower end of the interval of the mean change.", "平均变化的区间下限。"),
    ),
    (
        "change_high",
        text("change, upper end", "变化区间上限"),
        text("Upper end of it.", "其上限。"),
    ),
    (
        "tolerance",
        text("tolerance", "容差"),
        text("Changes within it count as the same.", "不超过此值的变化视为相同。"),
    ),
    (
        "gone_in_scenario_only",
        text("gone in the scenario only", "仅在情景中离开"),
        text(
            "Residents who left or died in the scenario's history only.",
            "仅在情景历史中离开或去世的居民数。",
        ),
    ),
    (
        "gone_in_baseline_only",
        text("gone in the baseline only", "仅在基线中离开"),
        text(
            "Residents who left or died in the baseline's history only.",
            "仅在基线历史中离开或去世的居民数。",
        ),
    ),
    (
        "gone_in_both",
        text("gone in both", "两段历史均离开"),
        text("Residents who left or died in both histories.", "在两段历史都离开或去世的居民数。"),
    ),
];
