//! The words of the columns of tables of futures.

use super::column_words::Told;
use super::dictionary::text;
use super::of_futures::{FUTURES, OUTLOOKS, RANKS, WHY, WORLDS};
use super::why_words;
use crate::quantity::Text;

/// The unit of a column of these tables.
pub(super) fn unit(table: &str, column: &str) -> Option<Text> {
    Some(match (table, column) {
        (WHY, column) => return why_words::unit(column),
        (WORLDS, "value") => text("that of the setting", "同该设定"),
        (_, "futures") | (RANKS, "best") | (OUTLOOKS, "better" | "between" | "worse") => {
            text("futures", "种未来")
        }
        (OUTLOOKS | RANKS, column)
            if column.ends_with("_share")
                || column.ends_with("_low")
                || column.ends_with("_high") =>
        {
            text("share", "比例")
        }
        (
            FUTURES | OUTLOOKS | RANKS,
            "baseline" | "value" | "difference" | "median" | "q05" | "q95" | "margin" | "regret"
            | "most_regret",
        ) => text("that of the metric", "同该指标"),
        _ => return None,
    })
}

/// Names and meanings of the columns of a table of futures, but for those that all tables of a comparison have.
pub(super) fn of(table: &str) -> &'static [Told] {
    match table {
        WORLDS => OF_WORLDS,
        FUTURES => OF_FUTURES,
        OUTLOOKS => OF_OUTLOOKS,
        RANKS => OF_RANKS,
        WHY => why_words::COLUMNS,
        _ => &[],
    }
}

/// Of `worlds.csv`.
const OF_WORLDS: &[Told] = &[
    (
        "world",
        text("world", "世界"),
        text(
            "Number of the world: one joint value of what is not known of people, offices and prices.",
            "世界的编号：对居民、机构和价格中未知之处的一组联合取值。",
        ),
    ),
    (
        "weight",
        text("weight", "权重"),
        text("What the world counts among all.", "该世界在全部世界中的权重。"),
    ),
    (
        "setting",
        text("setting", "设定"),
        text(
            "Identifier of the setting. What the scenario or its place gives wins over it.",
            "设定的标识。情景或地点自身给出的取值优先。",
        ),
    ),
    (
        "zone",
        text("zone", "地区类型"),
        text(
            "all, or urban, rural, pastoral where they differ.",
            "all，或各不相同时的urban、rural、pastoral。",
        ),
    ),
    ("value", text("value", "取值"), text("Its value in this world.", "在该世界中的取值。")),
];

/// Of `futures.csv`.
const OF_FUTURES: &[Told] = &[
    (
        "world",
        text("world", "世界"),
        text(
            "Number of the world: one joint value of what is not known of people, offices and prices.",
            "世界的编号：对居民、机构和价格中未知之处的一组联合取值。",
        ),
    ),
    (
        "seed",
        text("seed", "种子"),
        text(
            "Seed of the future: 4000000000 and the world's number, of second seeds 5000000000 and it.",
            "该未来的种子：4000000000加世界编号；第二个种子为5000000000加编号。",
        ),
    ),
    (
        "second_seed",
        text("second seed", "第二个种子"),
        text(
            "Whether it is the second seed of its world: such futures tell how much is luck, and are counted nowhere else.",
            "是否为该世界的第二个种子：仅用于估计随机性所占比例，不计入其他统计。",
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
        text("Name of the area, as in comparison.csv.", "区域名称，同comparison.csv。"),
    ),
    (
        "baseline",
        text("baseline's value", "基线值"),
        text("Value of the baseline over the policy period.", "基线在整个政策期的取值。"),
    ),
    (
        "value",
        text("scenario's value", "情景值"),
        text("Value of the scenario over the policy period.", "情景在整个政策期的取值。"),
    ),
    (
        "difference",
        text("difference in this future", "该未来中的差异"),
        text("Scenario less baseline in this future.", "在该未来中情景减基线。"),
    ),
];

/// Of `outlooks.csv`.
const OF_OUTLOOKS: &[Told] = &[
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
        "futures",
        text("futures", "未来数"),
        text(
            "Futures in which both have a value: one a world, on its first seed.",
            "双方均有取值的未来数：每个世界一种，用其第一个种子。",
        ),
    ),
    (
        "median",
        text("median", "中位数"),
        text("Median of the difference over futures.", "差异在各未来中的中位数。"),
    ),
    (
        "q05",
        text("5 %", "5%分位"),
        text("Quantile .05 of the difference over futures.", "差异在各未来中的第5百分位。"),
    ),
    (
        "q95",
        text("95 %", "95%分位"),
        text("Quantile .95 of the difference over futures.", "差异在各未来中的第95百分位。"),
    ),
    (
        "side",
        text("side", "所在一侧"),
        text(
            "Where most futures are: better, between or worse.",
            "多数未来所在：better（更好）、between（界限之内）或worse（更差）。",
        ),
    ),
    (
        "word",
        text("word", "用词"),
        text(
            "The word for the share of that side: all, nearly_all (from .9), most (from .75), depends (fewer: it depends on what is assumed); the weaker one of both shapes.",
            "该侧比例的用词：all（全部）、nearly_all（0.9以上）、most（0.75以上）、depends（其余：取决于假设）；取两种形状中较弱者。",
        ),
    ),
    (
        "other_cases",
        text("worlds for the other shape", "另一形状的有效世界数"),
        text(
            "As many worlds of equal weight tell of the other shape (even for triangular) of the ranges of the settings that move this difference by more than chance; below 20 its share cannot be told.",
            "对影响该差异超出偶然的设定，改用另一形状（以均匀代三角形）时的等权有效世界数；不足20时其比例无法判断。",
        ),
    ),
    (
        "other_share",
        text("share, other shape", "另一形状的比例"),
        text(
            "Share of that side under the other shape of the ranges; empty where it cannot be told.",
            "改用另一形状时该侧的比例；无法判断时为空。",
        ),
    ),
    (
        "luck_pairs",
        text("worlds run twice", "运行两次的世界"),
        text("Worlds that were run on a second seed.", "用第二个种子再次运行的世界数。"),
    ),
    (
        "luck_share",
        text("share of luck", "随机性比例"),
        text(
            "Share of the variance of the difference over futures that is luck; the rest is what is assumed.",
            "差异在各未来间的方差中随机性所占比例；其余来自假设。",
        ),
    ),
    (
        "luck_low",
        text("share of luck, lower end", "随机性比例下限"),
        text("Lower end of its 95 % interval.", "其95%区间的下限。"),
    ),
    (
        "luck_high",
        text("share of luck, upper end", "随机性比例上限"),
        text("Upper end of its 95 % interval.", "其95%区间的上限。"),
    ),
    (
        "worlds_from",
        text("worlds from", "世界来源"),
        text(
            "drawn (from the inner half of the plausible ranges, not screened), screened (against evidence) or given (a file).",
            "drawn（取自合理范围的内半部分，未经筛选）、screened（经证据筛选）或given（所给文件）。",
        ),
    ),
    (
        "agreeing",
        text("worlds that agree", "相符的世界数"),
        text(
            "Worlds in which the baseline agrees with what is known of such counties today, by its own levels; empty where worlds were not screened or too few were run twice.",
            "按基线自身水平，与此类旗县已知现状相符的世界数；世界未经筛选或运行两次者过少时为空。",
        ),
    ),
    (
        "agreeing_better",
        text("better, of those that agree", "相符世界中更好的数目"),
        text(
            "Of these worlds those in which it is better by more than the margin; empty where they are all, or fewer than 20.",
            "相符世界中超过界限而更好者；相符者为全部或不足20个时为空。",
        ),
    ),
    (
        "agreeing_between",
        text("within, of those that agree", "相符世界中界限之内的数目"),
        text("Of these worlds those within the margin.", "相符世界中差异在界限之内者。"),
    ),
    (
        "agreeing_worse",
        text("worse, of those that agree", "相符世界中更差的数目"),
        text("Of these worlds those in which it is worse.", "相符世界中更差者。"),
    ),
    (
        "better",
        text("better in", "更好的未来数"),
        text(
            "Futures in which it is better by more than the margin; without a direction, higher.",
            "超过界限而更好的未来数；无方向者为更高。",
        ),
    ),
    (
        "better_share",
        text("better, share", "更好的比例"),
        text("Their share, by the weights of the worlds.", "其比例，按世界的权重计。"),
    ),
    (
        "better_low",
        text("better, lower end", "更好比例下限"),
        text(
            "Lower end of the interval of that share (Clopper and Pearson, 95 %), for worlds like these.",
            "该比例区间的下限（Clopper-Pearson，95%），就此类世界而言。",
        ),
    ),
    (
        "better_high",
        text("better, upper end", "更好比例上限"),
        text("Upper end of it.", "其上限。"),
    ),
    (
        "between",
        text("within the margin in", "界限之内的未来数"),
        text("Futures in which it is within the margin.", "差异在界限之内的未来数。"),
    ),
    (
        "between_share",
        text("within, share", "界限之内的比例"),
        text("The share of these.", "界限之内者所占比例。"),
    ),
    (
        "between_low",
        text("within, lower end", "界限之内比例下限"),
        text("Lower end of the interval of the share within.", "界限之内比例区间的下限。"),
    ),
    (
        "between_high",
        text("within, upper end", "界限之内比例上限"),
        text("Upper end of the interval of the share within.", "界限之内比例区间的上限。"),
    ),
    (
        "worse",
        text("worse in", "更差的未来数"),
        text(
            "Futures in which it is worse by more than the margin; without a direction, lower.",
            "超过界限而更差的未来数；无方向者为更低。",
        ),
    ),
    (
        "worse_share",
        text("worse, share", "更差的比例"),
        text("Share of the futures in which it is worse.", "更差的未来所占比例。"),
    ),
    (
        "worse_low",
        text("worse, lower end", "更差比例下限"),
        text("Lower end of the interval of the share that is worse.", "更差比例区间的下限。"),
    ),
    (
        "worse_high",
        text("worse, upper end", "更差比例上限"),
        text("Upper end of the interval of the share that is worse.", "更差比例区间的上限。"),
    ),
];

/// Of `ranks.csv`.
const OF_RANKS: &[Told] = &[
    (
        "scenario",
        text("scenario", "情景"),
        text("Name of the scenario, or of the baseline.", "情景或基线的名称。"),
    ),
    (
        "futures",
        text("futures", "未来数"),
        text("Futures in which all have a value.", "各方均有取值的未来数。"),
    ),
    (
        "best",
        text("best in", "占优的未来数"),
        text(
            "Futures in which it is better than all others, the baseline among them.",
            "优于其他全部（含基线）的未来数。",
        ),
    ),
    (
        "best_share",
        text("best, share", "占优比例"),
        text("Their share, by the weights of the worlds.", "其比例，按世界的权重计。"),
    ),
    (
        "best_low",
        text("best, lower end", "占优比例下限"),
        text(
            "Lower end of its interval (Clopper and Pearson, 95 %).",
            "其区间的下限（Clopper-Pearson，95%）。",
        ),
    ),
    ("best_high", text("best, upper end", "占优比例上限"), text("Upper end of it.", "其上限。")),
    (
        "regret",
        text("regret", "遗憾值"),
        text(
            "How far it is from the best of each future, 0 where it is the best: the mean.",
            "各未来中与最优者之差（为最优时取0）的均值。",
        ),
    ),
    (
        "most_regret",
        text("largest regret", "最大遗憾值"),
        text("The most of that in any future.", "各未来中该差的最大值。"),
    ),
];
