//! The words of the columns of the table of what differences hang on.

use super::column_words::Told;
use super::dictionary::text;
use crate::quantity::Text;

/// The unit of a column.
pub(super) fn unit(column: &str) -> Option<Text> {
    Some(match column {
        "worlds" => text("worlds", "个世界"),
        "explains" | "floor" => text("share", "比例"),
        "setting_low" | "setting_high" => text("that of the setting", "同该设定"),
        "wrong" | "wrong_after" => text("share", "比例"),
        "default" | "turning_value" => text("that of the setting", "同该设定"),
        "difference_at_low"
        | "difference_at_high"
        | "difference_at_default"
        | "worth"
        | "ceiling" => text("that of the metric", "同该指标"),
        _ => return None,
    })
}

/// Names and meanings.
pub(super) const COLUMNS: &[Told] = &[
    (
        "level",
        text("level", "层级"),
        text("place, county or zone.", "place（整体）、county（旗县）或zone（地区类型）。"),
    ),
    (
        "area",
        text("area", "区域"),
        text("Name of the area, as in comparison.csv.", "区域名称，同comparison.csv。"),
    ),
    (
        "kind",
        text("what the row says", "行的内容"),
        text(
            "explains: a setting that explains the difference over futures by more than the floor; with --why also turning_point: where the mean difference changes its sign when the setting moves alone; choice: the scenario with the best mean over worlds; worth_knowing: a setting that is worth knowing before choosing.",
            "explains：某设定对未来间差异的解释力超过门槛；用 --why 时另有 turning_point：该设定单独变动时平均差异变号之处；choice：各世界均值最优的情景；worth_knowing：选择之前值得弄清的设定。",
        ),
    ),
    (
        "setting",
        text("setting", "设定"),
        text(
            "Identifier of the setting; of several that go up and down together the first.",
            "设定的标识；若干共同升降者取第一个。",
        ),
    ),
    ("worlds", text("worlds", "世界数"), text("Worlds that tell of it.", "据以判断的世界数。")),
    (
        "explains",
        text("explains", "解释的比例"),
        text(
            "Share of the variance of the difference over futures that the setting explains alone, by a curve of the second degree in its rank.",
            "该设定单独解释的差异在未来间方差的比例（按其秩的二次曲线）。",
        ),
    ),
    (
        "floor",
        text("floor", "门槛"),
        text(
            "What the largest of all settings reaches in 5 of 100 shuffles over the worlds: of explains the share, of worth_knowing the worth.",
            "在各世界间随机重排，所有设定中最大者每100次有5次达到的数值：explains 行为比例，worth_knowing 行为价值。",
        ),
    ),
    (
        "setting_low",
        text("setting, low", "设定低值"),
        text(
            "Its value above which nine tenths of the worlds lie; of a turning point the lower of the two values between which it lies.",
            "十分之九的世界高于此值；转折点行为其两侧取值中较低者。",
        ),
    ),
    (
        "setting_high",
        text("setting, high", "设定高值"),
        text(
            "Its value above which a tenth of the worlds lie; of a turning point the higher of the two.",
            "十分之一的世界高于此值；转折点行为其两侧取值中较高者。",
        ),
    ),
    (
        "difference_at_low",
        text("difference, setting low", "设定低时的差异"),
        text(
            "Mean difference where it is low, by the same curve, all else as in the worlds; of a turning point by 20 seeds, all else as assumed.",
            "该设定取低值时的平均差异（同一曲线），其余如各世界；转折点行由20个种子得出，其余按默认假设。",
        ),
    ),
    (
        "difference_at_high",
        text("difference, setting high", "设定高时的差异"),
        text("Mean difference where it is high, likewise.", "该设定取高值时的平均差异，同上。"),
    ),
    (
        "compared_scenario",
        text("against", "相对于"),
        text(
            "Of a turning point the scenario with which it is compared: the baseline, or another one with which it swaps places.",
            "转折点行的比较对象：基线，或与其互换名次的另一情景。",
        ),
    ),
    (
        "default",
        text("as assumed", "默认值"),
        text("Value of the setting in the world as assumed.", "该设定在默认世界中的取值。"),
    ),
    (
        "difference_at_default",
        text("difference as assumed", "默认时的差异"),
        text("Mean difference in the world as assumed.", "默认世界中的平均差异。"),
    ),
    (
        "turning_value",
        text("turning value", "转折值"),
        text(
            "Value at which the mean difference is zero; empty where it has none within its plausible range.",
            "平均差异为零时的取值；在其合理范围内没有时为空。",
        ),
    ),
    (
        "clear",
        text("signs are clear", "符号清楚"),
        text(
            "Whether both sides are twice their standard error from zero.",
            "两侧均值是否都距零超过两个标准误。",
        ),
    ),
    (
        "worth",
        text("worth of knowing", "弄清的价值"),
        text(
            "How much better the outcome is on average if one knows the setting before choosing, on worlds that were not used to find the choice (Strong, Oakley and Brennan 2014).",
            "选择之前弄清该设定，平均可使结果改善多少；用未参与拟合的世界计算（Strong、Oakley、Brennan 2014）。",
        ),
    ),
    (
        "wrong",
        text("not the best in", "非最优的比例"),
        text(
            "Share of the worlds in which the choice is not the best one.",
            "所选情景非最优的世界所占比例。",
        ),
    ),
    (
        "wrong_after",
        text("not the best, knowing it", "弄清后非最优的比例"),
        text("The same of the choice by the setting.", "据该设定选择时的同一比例。"),
    ),
    (
        "ceiling",
        text("worth of knowing everything", "弄清一切的价值"),
        text(
            "Mean gain of choosing the best in each world, luck too: no learning is worth more.",
            "在每个世界（含随机性）都选最优者的平均改善：任何了解的价值都不会更高。",
        ),
    ),
];
