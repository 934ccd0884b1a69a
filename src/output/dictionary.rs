//! The data dictionary: every column of every table, from the registries.

use crate::metric::METRICS;
use crate::quantity::Text;

use super::table::{Table, number};

/// Header of `dictionary.csv`.
pub const HEADER: [&str; 9] = [
    "file",
    "column",
    "name_en",
    "name_zh",
    "meaning_en",
    "meaning_zh",
    "unit",
    "range",
    "direction",
];

/// Columns of `summary.csv`, in their order.
pub const SUMMARY: [&str; 13] = [
    "scenario",
    "level",
    "area",
    "metric",
    "n",
    "mean",
    "sd",
    "standard_error",
    "interval_low",
    "interval_high",
    "min",
    "median",
    "max",
];

/// The rows of `dictionary.csv` for the metrics asked for.
pub fn rows(asked: &[usize]) -> Vec<[String; 9]> {
    let mut rows = Vec::new();
    for table in Table::ALL {
        rows.extend(table.keys().iter().map(|column| key_row(table.file(), column)));
        rows.extend(table.metrics(asked).into_iter().map(|metric| metric_row(table, metric)));
    }
    rows.extend(SUMMARY.iter().map(|column| key_row("summary.csv", column)));
    rows
}

fn metric_row(table: Table, metric: usize) -> [String; 9] {
    let metric = &METRICS[metric];
    let (low, high) = metric.range;
    [
        table.file(),
        metric.id,
        metric.name.en,
        metric.name.zh,
        metric.meaning.en,
        metric.meaning.zh,
        metric.unit.en,
        &format!("{} to {}", number(low), number(high)),
        metric.better.text().en,
    ]
    .map(str::to_owned)
}

fn key_row(file: &str, column: &str) -> [String; 9] {
    let (name, meaning) = key(column);
    [file, column, name.en, name.zh, meaning.en, meaning.zh, "", "", ""].map(str::to_owned)
}

/// Name and meaning of a column that is no metric.
fn key(column: &str) -> (Text, Text) {
    let text = |en, zh| Text { en, zh };
    match column {
        "scenario" => (text("scenario", "情景"), text("Name of the scenario.", "情景名称。")),
        "seed" => (text("seed", "随机种子"), text("Master seed of the run.", "本次运行的主种子。")),
        "month" => (
            text("month", "月份"),
            text(
                "Month of the run, from 1; month 1 is a January.",
                "运行月份，从 1 起；第 1 个月为一月。",
            ),
        ),
        "year" => (
            text("year", "年份"),
            text(
                "Calendar year of the run, from 1; the last may be cut short.",
                "运行的日历年，从 1 起；最后一年可能不满。",
            ),
        ),
        "level" => (
            text("level", "层级"),
            text("place, county, zone or community.", "整体、旗县、地带或社区。"),
        ),
        "area" => (
            text("area", "区域"),
            text(
                "Name of the county, zone or place; code of the community.",
                "旗县、地带或整体的名称；社区的代码。",
            ),
        ),
        "from" => (
            text("from account", "付款账户"),
            text("Account that the money leaves.", "资金转出的账户。"),
        ),
        "to" => (
            text("to account", "收款账户"),
            text("Account that the money reaches.", "资金转入的账户。"),
        ),
        "yuan" => (
            text("yuan", "元"),
            text(
                "Money moved in the year, yuan with two decimals.",
                "当年转移的资金，单位元，两位小数。",
            ),
        ),
        "metric" => (text("metric", "指标"), text("Identifier of the metric.", "指标标识。")),
        "n" => (text("seeds", "种子数"), text("Seeds with a value.", "有取值的种子数。")),
        "mean" => (text("mean", "均值"), text("Mean over seeds.", "各种子的均值。")),
        "sd" => (
            text("spread over seeds", "种子间离散"),
            text(
                "Standard deviation over seeds: how much runs differ by luck. More seeds do not make it smaller.",
                "各种子间的标准差：运行因随机性而不同的程度，不随种子数增加而减小。",
            ),
        ),
        "standard_error" => (
            text("standard error of the mean", "均值标准误"),
            text(
                "Precision of the mean: sd over the root of n. More seeds make it smaller.",
                "均值的精度：标准差除以 n 的平方根，随种子数增加而减小。",
            ),
        ),
        "interval_low" => (
            text("interval, lower end", "区间下限"),
            text(
                "Lower end of the 95 % interval of the mean (Student's t over seeds).",
                "均值的 95 % 区间下限（对种子的学生氏 t 分布）。",
            ),
        ),
        "interval_high" => (
            text("interval, upper end", "区间上限"),
            text("Upper end of the 95 % interval of the mean.", "均值的 95 % 区间上限。"),
        ),
        "min" => (text("least", "最小值"), text("Least value over seeds.", "各种子中的最小值。")),
        "median" => (text("median", "中位数"), text("Median over seeds.", "各种子的中位数。")),
        _ => (text("greatest", "最大值"), text("Greatest value over seeds.", "各种子中的最大值。")),
    }
}
