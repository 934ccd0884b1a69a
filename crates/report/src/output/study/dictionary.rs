//! The dictionary of a study's tables.

use std::io;

use scenario::{Factor, Study};

use super::tables::point_keys;
use crate::output::column_words::{Told, told};
use crate::output::dictionary::{HEADER, Row, metric_row, text};
use crate::output::table::Table;
use crate::quantity::Text;

/// Columns of a study's tables that are neither factor nor metric.
const COLUMNS: &[Told] = &[
    (
        "point",
        text("point", "点"),
        text("Number of the point in the design, from 1.", "点在设计中的编号，从1起。"),
    ),
    (
        "block",
        text("block", "区组"),
        text(
            "Base point of Saltelli's design, trajectory of Morris's; else the point itself.",
            "Saltelli设计的基点、Morris设计的轨迹；其他设计即点本身。",
        ),
    ),
    (
        "role",
        text("role", "角色"),
        text(
            "What the point is in its block: a, b, start, redrawn (the same values with other luck), or the group that is moved.",
            "点在区组中的角色：a、b、start、redrawn（取值相同、随机性不同），或所移动的组。",
        ),
    ),
    (
        "lever_point",
        text("levers' point", "杠杆设计的点"),
        text("Number of the point in the levers' own design.", "点在政策杠杆自身设计中的编号。"),
    ),
    (
        "lever_block",
        text("levers' block", "杠杆设计的区组"),
        text("As block, in the levers' own design.", "同block，指政策杠杆自身的设计。"),
    ),
    (
        "lever_role",
        text("levers' role", "杠杆设计的角色"),
        text("As role, in the levers' own design.", "同role，指政策杠杆自身的设计。"),
    ),
    (
        "uncertainty_point",
        text("uncertainties' point", "不确定因素设计的点"),
        text(
            "Number of the point in the uncertainties' own design: all points of one have the same seeds.",
            "点在不确定因素自身设计中的编号：编号相同的各点使用相同的种子。",
        ),
    ),
    (
        "uncertainty_block",
        text("uncertainties' block", "不确定因素设计的区组"),
        text("As block, in the uncertainties' own design.", "同block，指不确定因素自身的设计。"),
    ),
    (
        "uncertainty_role",
        text("uncertainties' role", "不确定因素设计的角色"),
        text("As role, in the uncertainties' own design.", "同role，指不确定因素自身的设计。"),
    ),
    ("study", text("study", "研究"), text("Name of the study.", "研究的名称。")),
    (
        "replicate",
        text("replicate", "重复"),
        text("Which of the point's seeds, from 1.", "该点的第几个种子，从1起。"),
    ),
    (
        "seed",
        text("seed", "种子"),
        text("The seed of the run, as cogov run takes it.", "运行的种子，与 cogov run 相同。"),
    ),
    ("scenario", text("scenario", "情景"), text("Name of the scenario.", "情景的名称。")),
    (
        "fault",
        text("fault", "错误"),
        text(
            "Why the unit has no values: the code of the first fault; empty where it has.",
            "该单元没有取值的原因：首个错误的代码；有取值时为空。",
        ),
    ),
];

/// Columns of `sensitivity.csv`, in their order.
pub(super) const OF_SENSITIVITY: &[Told] = &[
    ("study", text("study", "研究"), text("Name of the study.", "研究的名称。")),
    ("scenario", text("scenario", "情景"), text("Name of the scenario.", "情景的名称。")),
    (
        "outcome",
        text("outcome", "结果"),
        text(
            "Column of runs.csv; with _difference: less that of the first scenario.",
            "runs.csv中的列；带_difference者为与第一个情景之差。",
        ),
    ),
    (
        "design",
        text("design", "设计"),
        text(
            "In a crossed study whose design tells it: levers (of means over the points of the uncertainties) or uncertainties (of means over the points of the levers); empty of both, and in other studies.",
            "交叉研究中由哪个设计得出：levers（针对不确定因素各点的均值）或uncertainties（针对政策杠杆各点的均值）；两者共同者及其他研究为空。",
        ),
    ),
    (
        "measure",
        text("measure", "度量"),
        text(
            "sobol_first, sobol_total; morris_mu_star, morris_mu, morris_sigma; rank_regression, pawn_median (from given data); of the outcome as a whole rank_explained, variance_factors, share_luck; of a crossed study share_levers, share_uncertainties, share_both of the variance of means over luck.",
            "sobol_first、sobol_total；morris_mu_star、morris_mu、morris_sigma；rank_regression、pawn_median（给定数据）；结果整体：rank_explained、variance_factors、share_luck；交叉研究：随机性取平均后方差中的share_levers、share_uncertainties、share_both。",
        ),
    ),
    (
        "factor",
        text("factor", "因素"),
        text(
            "Factor or group; luck is the one that does nothing but redraw luck; empty of the outcome as a whole.",
            "因素或组；luck只重新抽取随机性；结果整体者为空。",
        ),
    ),
    (
        "value",
        text("value", "取值"),
        text(
            "The estimate; empty where there is none, as of shares of a variance that is not above 0.",
            "估计值；没有则为空，如方差不大于0时的份额。",
        ),
    ),
    (
        "interval_low",
        text("lower end", "下限"),
        text("Lower end of its interval of 95 %, by the bootstrap.", "95%自助法区间的下限。"),
    ),
    (
        "interval_high",
        text("upper end", "上限"),
        text("Upper end of the same.", "同一区间的上限。"),
    ),
    (
        "noise",
        text("noise", "噪声"),
        text("What a factor that does nothing reaches.", "不起作用的因素所能达到的值。"),
    ),
    (
        "told_from_noise",
        text("told from noise", "是否高于噪声"),
        text(
            "Whether the lower end (without an interval: the value) lies above the noise; empty where nothing is held against it.",
            "下限（无区间时为取值）是否高于噪声；无可比较者为空。",
        ),
    ),
    (
        "times_as_many_points",
        text("times as many points", "所需点数倍数"),
        text(
            "How many times as many points would settle an index that is not told from noise.",
            "要判定未能与噪声区分的指数，约需多少倍的点数。",
        ),
    ),
];

/// `dictionary.csv` of a study.
pub(super) fn of_study(study: &Study) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for key in point_keys(study) {
        writer.write_record(key_row("points.csv", key))?;
    }
    for factor in &study.factors {
        writer.write_record(factor_row("points.csv", factor))?;
    }
    for key in ["study", "point", "replicate", "seed", "scenario"] {
        writer.write_record(key_row("runs.csv", key))?;
    }
    for factor in &study.factors {
        writer.write_record(factor_row("runs.csv", factor))?;
    }
    for &metric in &study.outcomes {
        writer.write_record(metric_row(Table::Runs, metric))?;
    }
    for &metric in study.outcomes.iter().filter(|_| study.difference) {
        let mut row = metric_row(Table::Runs, metric);
        row[1].push_str("_difference");
        row[2].push_str(", difference");
        row[3].push_str("之差");
        row[4] = "Value less that of the first scenario on the same point and seed; empty for the first scenario.".to_owned();
        row[5] = "与同一点、同一种子的第一个情景之差；第一个情景为空。".to_owned();
        row[8].clear();
        writer.write_record(row)?;
    }
    writer.write_record(key_row("runs.csv", "fault"))?;
    for (column, name, meaning) in OF_SENSITIVITY {
        writer.write_record(row("sensitivity.csv", column, *name, *meaning))?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn row(file: &str, column: &str, name: Text, meaning: Text) -> Row {
    let mut row: Row = Default::default();
    let cells = [file, column, name.en, name.zh, meaning.en, meaning.zh];
    for (cell, text) in row.iter_mut().zip(cells) {
        text.clone_into(cell);
    }
    row
}

fn key_row(file: &str, column: &str) -> Row {
    let (name, meaning) = told(&[COLUMNS], column);
    row(file, column, name, meaning)
}

fn factor_row(file: &str, factor: &Factor) -> Row {
    let setting = factor.setting.map(|id| id.setting());
    let same = Text { en: "factor", zh: "因素" };
    let (name, meaning) = setting.map_or((same, same), |setting| (setting.name, setting.meaning));
    let mut row = row(file, &factor.path, name, meaning);
    if let Some(setting) = setting {
        (row[6], row[7]) = (setting.unit.en.to_owned(), setting.unit.zh.to_owned());
    }
    row[8] = match &factor.values {
        scenario::Values::Real(low, high) => format!("{low}..{high}"),
        scenario::Values::Whole(low, high) => format!("{low}..{high}"),
        scenario::Values::Listed(all) => all.join(" "),
    };
    row
}
