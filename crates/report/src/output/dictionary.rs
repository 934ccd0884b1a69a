//! The data dictionary: every column of every table, from the registries.

use std::path::Path;

use crate::metric::METRICS;
use crate::place::{Column, known_columns};
use crate::quantity::Text;
use crate::world::ledger::{Account, FLOWS};

use super::error::OutputError;
use super::rows::{close, create, write};
use super::table::{Table, number};

/// Header of `dictionary.csv`.
pub(super) const HEADER: [&str; 14] = [
    "file",
    "column_name",
    "name_en",
    "name_zh",
    "meaning_en",
    "meaning_zh",
    "unit",
    "unit_zh",
    "range",
    "direction",
    "direction_zh",
    "margin",
    "margin_reason_en",
    "margin_reason_zh",
];

/// Columns of `summary.csv`, in their order.
pub(super) const SUMMARY: [&str; 15] = [
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
    "interval",
    "differs_below",
];

/// A row of the dictionary.
pub(super) type Row = [String; HEADER.len()];

/// Writes `dictionary.csv`.
pub(super) fn write_dictionary(
    to: &Path,
    asked: &[usize],
    place_table: Option<&str>,
) -> Result<(), OutputError> {
    write_rows(to, rows(asked, place_table))
}

/// Writes the rows of a dictionary.
pub(super) fn write_rows(to: &Path, rows: Vec<Row>) -> Result<(), OutputError> {
    let mut writer = create(to)?;
    write(&mut writer, to, HEADER)?;
    for row in rows {
        write(&mut writer, to, row)?;
    }
    close(writer, to)
}

/// The rows of `dictionary.csv` for the metrics asked for, and for the columns of the place's table, if
/// there is one, that the program reads.
fn rows(asked: &[usize], place_table: Option<&str>) -> Vec<Row> {
    let mut rows = Vec::new();
    for table in Table::ALL {
        rows.extend(table.keys().iter().map(|column| key_row(table.file(), column)));
        rows.extend(table.metrics(asked).into_iter().map(|metric| metric_row(table, metric)));
    }
    rows.extend(SUMMARY.iter().map(|column| key_row("summary.csv", column)));
    if let Some(table) = place_table.map(|table| table.strip_prefix('\u{feff}').unwrap_or(table)) {
        rows.extend(known_columns(table).into_iter().map(|(column, span)| {
            let header = table.get(span).unwrap_or_default().trim().trim_matches('"').trim();
            place_row(column, header)
        }));
    }
    rows.extend(HEADER.iter().map(|column| key_row("dictionary.csv", column)));
    rows
}

pub(super) fn metric_row(table: Table, metric: usize) -> Row {
    let metric = &METRICS[metric];
    let (low, high) = metric.range;
    let time = table.span().map(|span| metric.window.text(span));
    let time = time.unwrap_or(Text { en: "", zh: "" });
    let meaning_en = format!("{} {}", metric.meaning.en, time.en);
    let meaning_zh = format!("{}{}", metric.meaning.zh, time.zh);
    [
        table.file(),
        metric.id,
        metric.name.en,
        metric.name.zh,
        &meaning_en,
        &meaning_zh,
        metric.unit.en,
        metric.unit.zh,
        &range(low, high),
        metric.better.text().en,
        metric.better.text().zh,
        &number(metric.margin.size),
        metric.margin.reason.en,
        metric.margin.reason.zh,
    ]
    .map(str::to_owned)
}

/// A range as two numbers, an open end as nothing: `0..1`, `0..`, `..`.
fn range(low: f64, high: f64) -> String {
    let end = |value: f64| if value.is_finite() { value.to_string() } else { String::new() };
    format!("{}..{}", end(low), end(high))
}

fn place_row(column: Column, header: &str) -> Row {
    let entry = column.entry();
    let unit = entry.unit();
    let range = entry.range().map_or(String::new(), |(low, high)| range(low, high));
    [
        "place.csv",
        header,
        entry.name.en,
        entry.name.zh,
        entry.meaning.en,
        entry.meaning.zh,
        unit.en,
        unit.zh,
        &range,
        "",
        "",
        "",
        "",
        "",
    ]
    .map(str::to_owned)
}

pub(super) fn key_row(file: &str, column: &str) -> Row {
    let (name, meaning) = key(file, column);
    let [mut meaning_en, mut meaning_zh] = [meaning.en, meaning.zh].map(str::to_owned);
    let accounts = match column {
        "from_account" => list_accounts(|account| FLOWS.iter().any(|&(from, _)| from == account)),
        "to_account" => list_accounts(|account| FLOWS.iter().any(|&(_, to)| to == account)),
        _ => [String::new(), String::new()],
    };
    meaning_en.push_str(&accounts[0]);
    meaning_zh.push_str(&accounts[1]);
    let (unit, range) = shape(column);
    let known = [file, column, name.en, name.zh, &meaning_en, &meaning_zh, unit.en, unit.zh, range];
    let mut row = [const { String::new() }; HEADER.len()];
    for (cell, known) in row.iter_mut().zip(known) {
        known.clone_into(cell);
    }
    row
}

/// The accounts of a column in words, in both languages.
fn list_accounts(has: impl Fn(Account) -> bool) -> [String; 2] {
    let accounts = || Account::ALL.iter().copied().filter(|&account| has(account));
    let en: Vec<String> =
        accounts().map(|account| format!("{} ({})", account.id(), account.text().en)).collect();
    let zh: Vec<String> =
        accounts().map(|account| format!("{}（{}）", account.id(), account.text().zh)).collect();
    [format!(" One of {}.", en.join(", ")), format!("取值：{}。", zh.join("、"))]
}

/// Unit and range of a column that is no metric, where it is a number.
fn shape(column: &str) -> (Text, &'static str) {
    let unit = |en, zh| Text { en, zh };
    match column {
        "seed" | "n" => (unit("", ""), "0.."),
        "month" => (unit("months", "月"), "1.."),
        "months" => (unit("months", "月"), "1..12"),
        "months_after_burn_in" => (unit("months", "月"), "0..12"),
        "year" => (unit("years", "年"), "1.."),
        "yuan" | "pay_yuan" | "grants_yuan" | "programmes_yuan" | "appropriated_yuan"
        | "revenue_yuan" => (unit("yuan", "元"), "0.."),
        "january_adults" => (unit("adults", "人"), "0.."),
        "mean" | "sd" | "standard_error" | "interval_low" | "interval_high" | "min" | "median"
        | "max" => (unit("that of the metric", "同该指标"), ""),
        _ => (unit("", ""), ""),
    }
}

/// Name and meaning of a column that is no metric.
fn key(file: &str, column: &str) -> (Text, Text) {
    match file {
        "summary.csv" => summary_key(column).unwrap_or_else(|| common_key(column)),
        "dictionary.csv" => dictionary_key(column),
        "yearly_budgets.csv" => budget_key(column).unwrap_or_else(|| common_key(column)),
        _ => common_key(column),
    }
}

pub(super) const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

fn common_key(column: &str) -> (Text, Text) {
    match column {
        "scenario" => (text("scenario", "情景"), text("Name of the scenario.", "情景名称。")),
        "seed" => (
            text("seed", "随机种子"),
            text(
                "Master seed of the run: it decides all draws.",
                "本次运行的主种子，决定全部随机抽取。",
            ),
        ),
        "month" => (
            text("month", "月份"),
            text(
                "Month of the run, from 1; month 1 is a January.",
                "运行月份，从1起；第1个月为一月。",
            ),
        ),
        "year" => (
            text("year", "年份"),
            text(
                "Calendar year of the run, from 1; the last one may be cut short.",
                "运行的日历年，从1起；最后一年可能不满。",
            ),
        ),
        "months" => (
            text("months of the year", "当年月数"),
            text(
                "Months of the calendar year that were run: 12, or fewer in a last year that is cut short.",
                "当年实际运行的月数：12，最后一年不满时少于12。",
            ),
        ),
        "months_after_burn_in" => (
            text("months after burn-in", "预热期后的月数"),
            text(
                "Of these the months after burn-in, in which the policy may be in force. A year in which they are fewer is part of the burn-in, and cannot be held against whole years of policy.",
                "其中预热期之后、政策可以生效的月数；少于全年者部分属于预热期，不可与整年实施政策的年份相比。",
            ),
        ),
        "level" => (
            text("level", "层级"),
            text(
                "place (all counties of a place that has several), county, zone or community.",
                "place（多个旗县的整体）、county（旗县）、zone（地区类型）或community（社区）。",
            ),
        ),
        "area" => (
            text("area", "区域"),
            text(
                "Name of the county or zone (county/zone where there are several counties); code of the community.",
                "旗县或地区类型的名称（有多个旗县时为 旗县/地区类型）；社区的代码。",
            ),
        ),
        "from_account" => (
            text("from account", "转出账户"),
            text("Account that the money leaves.", "资金转出的账户。"),
        ),
        "to_account" => (
            text("to account", "转入账户"),
            text("Account that the money reaches.", "资金转入的账户。"),
        ),
        _ => (
            text("yuan", "金额"),
            text(
                "Money moved in the year, in yuan to the fen; flows without money have no row.",
                "当年转移的资金，精确到分；没有资金的流向不列出。",
            ),
        ),
    }
}

fn budget_key(column: &str) -> Option<(Text, Text)> {
    Some(match column {
        "year" => (
            text("year", "年份"),
            text(
                "Whole calendar year after burn-in, from 1.",
                "预热期之后的完整日历年，从1起。",
            ),
        ),
        "level" => (
            text("level", "层级"),
            text(
                "place (all counties of a place that has several), county or zone.",
                "place（多个旗县的整体）、county（旗县）或zone（地区类型）。",
            ),
        ),
        "january_adults" => (
            text("adults in January", "一月成年居民"),
            text(
                "Adults of the January in which the budget was made.",
                "编制预算的一月成年居民人数。",
            ),
        ),
        "pay_yuan" => (
            text("pay asked for", "申报的人员经费"),
            text(
                "Pay of the year asked of the county in January, before any cut.",
                "一月申报的全年人员经费（削减之前）。",
            ),
        ),
        "grants_yuan" => (
            text("grants asked for", "申报的社区补助"),
            text(
                "Grants of the year asked for in January, before any cut.",
                "一月申报的全年社区补助（削减之前）。",
            ),
        ),
        "programmes_yuan" => (
            text("programmes asked for", "申报的专项计划资金"),
            text(
                "Programmes of the year asked for in January, before any cut; empty below the county.",
                "一月申报的全年专项计划资金（削减之前）；旗县以下为空。",
            ),
        ),
        "appropriated_yuan" => (
            text("appropriated", "核定预算"),
            text(
                "What the treasury could grant of the three; empty below the county.",
                "县级财政能够安排的部分；旗县以下为空。",
            ),
        ),
        "revenue_yuan" => (
            text("revenue", "财力"),
            text("Revenue of the year; empty below the county.", "当年财力；旗县以下为空。"),
        ),
        _ => return None,
    })
}

fn summary_key(column: &str) -> Option<(Text, Text)> {
    Some(match column {
        "metric" => (
            text("metric", "指标"),
            text(
                "Identifier of the metric: a column of runs.csv.",
                "指标标识，即runs.csv中的一列。",
            ),
        ),
        "n" => (
            text("seeds with a value", "有取值的种子数"),
            text("Number of seeds in which the metric has a value.", "该指标有取值的种子数。"),
        ),
        "mean" => (text("mean", "均值"), text("Mean over seeds.", "各种子的均值。")),
        "sd" => (
            text("spread over seeds", "种子间离散"),
            text(
                "Standard deviation over seeds: how much single runs differ by luck. It is no error of the mean, and more seeds do not make it smaller.",
                "各种子间的标准差，表示单次运行因随机性而不同的程度；它不是均值的误差，也不随种子数增加而减小。",
            ),
        ),
        "standard_error" => (
            text("standard error of the mean", "均值标准误"),
            text(
                "Precision of the mean: sd over the square root of n. More seeds make it smaller.",
                "均值的精度：标准差除以n的平方根，随种子数增加而减小。",
            ),
        ),
        "interval_low" => (
            text("interval of the mean, lower end", "均值区间下限"),
            text(
                "Lower end of the 95 % interval of the mean (Student's t over seeds): precision, not spread; single runs often lie outside. Empty where there is none: of one seed, or where all seeds have the same.",
                "均值的95%区间下限（按种子的t分布）：表示均值的精度而非离散，单次运行常在区间之外。无区间时为空：只有一个种子，或各种子均相同。",
            ),
        ),
        "interval_high" => (
            text("interval of the mean, upper end", "均值区间上限"),
            text("Upper end of the 95 % interval of the mean.", "均值的95%区间上限。"),
        ),
        "interval" => (
            text("kind of interval", "区间种类"),
            text(
                "t (Student's t), equal (all seeds have the same: no interval), none (fewer than two seeds).",
                "t（t区间）、equal（各种子均相同，无区间）、none（不足两个种子）。",
            ),
        ),
        "differs_below" => (
            text("differs in fewer than", "有差异者少于"),
            text(
                "Where all seeds have the same value: with 95 % confidence fewer than this share of seeds have another.",
                "各种子取值均相同时：以95%的置信度，取值与之不同的种子比例低于此值。",
            ),
        ),
        "min" => (text("least", "最小值"), text("Least value over seeds.", "各种子中的最小值。")),
        "median" => (text("median", "中位数"), text("Median over seeds.", "各种子的中位数。")),
        "max" => {
            (text("greatest", "最大值"), text("Greatest value over seeds.", "各种子中的最大值。"))
        }
        _ => return None,
    })
}

fn dictionary_key(column: &str) -> (Text, Text) {
    match column {
        "file" => (text("file", "文件"), text("File that has the column.", "该列所在的文件。")),
        "column_name" => (text("column", "列"), text("Header of the column.", "列标题。")),
        "name_en" => {
            (text("name, English", "英文名称"), text("Short name in English.", "英文简称。"))
        }
        "name_zh" => {
            (text("name, Chinese", "中文名称"), text("Short name in Chinese.", "中文简称。"))
        }
        "meaning_en" => {
            (text("meaning, English", "英文说明"), text("Definition in English.", "英文定义。"))
        }
        "meaning_zh" => {
            (text("meaning, Chinese", "中文说明"), text("Definition in Chinese.", "中文定义。"))
        }
        "unit" => (text("unit, English", "英文单位"), text("Unit in English.", "英文单位。")),
        "unit_zh" => (text("unit, Chinese", "中文单位"), text("Unit in Chinese.", "中文单位。")),
        "range" => (
            text("range", "取值范围"),
            text(
                "Lowest and highest possible value, low..high; an end without a number is open.",
                "可能的最低值和最高值，写作 低..高；无数字的一端不设限。",
            ),
        ),
        "direction" => (
            text("direction, English", "英文方向"),
            text(
                "Whether more or less is better; empty where the column is no metric.",
                "高低孰优（英文）；非指标列为空。",
            ),
        ),
        "margin" => (
            text("margin", "界限"),
            text(
                "The least difference of the metric that matters; empty where the column is no metric.",
                "该指标有实际意义的最小差异；非指标列为空。",
            ),
        ),
        "margin_reason_en" => (
            text("reason of the margin, English", "界限的英文理由"),
            text("Why so much, in English.", "界限取该值的理由（英文）。"),
        ),
        "margin_reason_zh" => (
            text("reason of the margin, Chinese", "界限的中文理由"),
            text("Why so much, in Chinese.", "界限取该值的理由（中文）。"),
        ),
        _ => (
            text("direction, Chinese", "中文方向"),
            text("The direction in Chinese.", "高低孰优（中文）；非指标列为空。"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_has_its_own_words() {
        let all: Vec<usize> = (0..METRICS.len()).collect();
        let rows = rows(&all, Some("code,staff,kind,adults\n"));
        for table in Table::ALL {
            let columns = rows.iter().filter(|row| row[0] == table.file()).map(|row| &row[1]);
            assert!(columns.eq(table.header(&all)));
        }
        assert!(rows.iter().all(|row| row[..6].iter().all(|cell| !cell.is_empty())));
        for row in rows.iter().filter(|row| row[0] == "summary.csv" || row[0] == "dictionary.csv") {
            let same = |other: &&Row| other[0] == row[0] && other[2] == row[2];
            assert_eq!(rows.iter().filter(same).count(), 1, "{row:?}");
        }
    }

    #[test]
    fn of_a_place_s_table_the_columns_that_are_read_have_rows() {
        let rows = rows(&[], Some("\u{feff}code,staff,kind,\"adults\"\n1,2,3,4\n"));
        let place: Vec<_> = rows.iter().filter(|row| row[0] == "place.csv").collect();
        assert!(place.iter().map(|row| row[1].as_str()).eq(["code", "adults", "staff"]));
        assert_eq!((place[1][6].as_str(), place[1][8].as_str()), ("adults", "0..65535"));
    }

    #[test]
    fn accounts_are_listed_from_the_books() {
        let row = key_row("funding.csv", "to_account");
        assert!(row[4].contains("wages (wages)") && row[5].contains("wages（工资支出）"));
        assert!(!key_row("funding.csv", "from_account")[4].contains("suppliers"));
    }

    #[test]
    fn an_open_end_of_a_range_is_empty() {
        assert_eq!(range(0.0, 1.0), "0..1");
        assert_eq!(range(f64::NEG_INFINITY, f64::INFINITY), "..");
    }
}
