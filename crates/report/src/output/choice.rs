//! A choice on disk: its tables, their dictionary, and all of it as JSON.

use std::io;

use serde::Deserialize;
use study::choice::{Candidate, Choice, Fits, Standing};
use study::comparison::Estimate;
use study::futures::Spread;

use super::compared::rows_of_seeds;
use super::dictionary::{HEADER, Row};
use super::table::number;
use crate::quantity::{Phrase, Text};

/// The candidates, a row a goal.
pub(super) const CHOICE_TABLE: &str = "choice.csv";
/// Budget against gain.
pub(super) const FRONT_TABLE: &str = "front.csv";
/// The looks of the race.
pub(super) const RACE_TABLE: &str = "race.csv";
/// All of it as JSON.
pub(super) const CHOICE: &str = "choice.json";

type Column = (&'static str, Text, Text);

const fn column(id: &'static str, name: [&'static str; 2], meaning: [&'static str; 2]) -> Column {
    (id, Text { en: name[0], zh: name[1] }, Text { en: meaning[0], zh: meaning[1] })
}

const CANDIDATE: Column = column(
    "candidate",
    ["candidate", "候选方案"],
    ["Candidate; the baseline is one of them.", "候选方案；基线也在其中。"],
);
const FIT: Column = column(
    "fit",
    ["fits the ceilings", "是否在上限之内"],
    [
        "yes, no or not_clear, by the rule of a comparison: every whole year and county, upper end.",
        "yes（在上限之内）、no（不在）或not_clear（尚不明确），规则同比较：按每个完整年份和旗县的区间上端判断。",
    ],
);
const SEEDS: Column = column(
    "seeds",
    ["seeds", "种子数"],
    ["Seeds that it was run on: the first of the choice.", "运行的种子数：自首个种子起。"],
);
const LOW: [&str; 2] = [
    "Lower end of its interval: luck alone, a sequence that holds at any number of seeds, all candidates and columns together.",
    "其区间下限：仅计运气；为任意种子数均成立的序列，各候选方案与各列同时成立。",
];
const HIGH: [&str; 2] = ["Upper end of it.", "该区间的上限。"];

const CANDIDATES: [Column; 20] = [
    CANDIDATE,
    column("title", ["title", "标题"], ["What people call it.", "名称（英文）。"]),
    column(
        "title_zh",
        ["title in Chinese", "中文标题"],
        ["The same in Chinese.", "名称（中文）。"],
    ),
    column(
        "standing",
        ["how it stands", "结论"],
        [
            "best (it fits, and on every goal is surely within the margin of the best), not_clear (neither out nor surely among the best) or out.",
            "best（在上限之内，且各目标与最优之差确定不超过界限）、not_clear（未淘汰，也未确定属最优）或out（已淘汰）。",
        ],
    ),
    FIT,
    SEEDS,
    column(
        "out_after",
        ["out after", "淘汰时的种子数"],
        ["Seeds that had been run when it dropped out.", "淘汰时已运行的种子数。"],
    ),
    column(
        "out_goal",
        ["out by", "淘汰所依据的目标"],
        [
            "Goal on which it is surely worse by more than the margin; ceiling where it surely does not fit.",
            "确定落后超过界限的目标；确定不在上限之内时为ceiling。",
        ],
    ),
    column(
        "out_by",
        ["beaten by", "优于它者"],
        ["Candidate that is surely better.", "确定更优的候选方案。"],
    ),
    column(
        "metric",
        ["goal", "目标"],
        ["Goal, in the widest area over the policy period.", "目标，取整个区域的政策期。"],
    ),
    column("n", ["pairs", "配对数"], ["Seeds with a value of both.", "两者均有取值的种子数。"]),
    column(
        "difference",
        ["difference", "差异"],
        [
            "Mean difference from the baseline, in the unit of the goal.",
            "与基线之差的均值，单位同该目标。",
        ],
    ),
    column("difference_low", ["difference, lower end", "差异下限"], LOW),
    column("difference_high", ["difference, upper end", "差异上限"], HIGH),
    column(
        "worlds_low",
        ["worlds, .05", "世界：5%分位"],
        [
            "Quantile .05 of the difference over plausible worlds, each on a seed of its own; empty where it was not run in them.",
            "差异在各可能世界（各用一个种子）中的5%分位；未在其中运行者为空。",
        ],
    ),
    column("worlds_median", ["worlds, median", "世界：中位数"], ["Median of it.", "其中位数。"]),
    column("worlds_high", ["worlds, .95", "世界：95%分位"], ["Quantile .95 of it.", "其95%分位。"]),
    column(
        "worlds",
        ["worlds", "世界数"],
        [
            "Worlds in which all candidates that were run in them have values.",
            "各方案均有取值的世界数。",
        ],
    ),
    column(
        "best_in",
        ["best in", "最优的世界数"],
        [
            "Worlds in which it is among the best by the goals: no other that was run in worlds is ahead by more than the margin.",
            "按各目标属最优的世界数：在世界中运行的其他方案均未领先超过界限。",
        ],
    ),
    column(
        "best_share",
        ["share of worlds", "世界比例"],
        ["Their share, by the weights of the worlds.", "其比例，按世界的权重计。"],
    ),
];

const FRONT: [Column; 18] = [
    CANDIDATE,
    column(
        "on_front",
        ["on the front", "是否在前沿"],
        [
            "true where no other that may fit is ahead by more than the margin in gain or budget and behind by no more than it in the other, by the means.",
            "按均值，若无其他可能在上限之内的方案在一项上领先超过界限、另一项落后不超过界限，则为true。",
        ],
    ),
    column(
        "beaten_by",
        ["beaten by", "优于它者"],
        ["Candidate by which it is not.", "使其不在前沿的方案。"],
    ),
    FIT,
    SEEDS,
    column("metric", ["goal", "目标"], ["First goal.", "首要目标。"]),
    column(
        "difference",
        ["difference", "差异"],
        ["Mean difference of it from the baseline.", "该目标与基线之差的均值。"],
    ),
    column("difference_low", ["difference, lower end", "差异下限"], LOW),
    column("difference_high", ["difference, upper end", "差异上限"], HIGH),
    column(
        "difference_worlds_low",
        ["worlds, .05", "世界：5%分位"],
        ["Quantile .05 over worlds.", "各世界的5%分位。"],
    ),
    column(
        "difference_worlds_high",
        ["worlds, .95", "世界：95%分位"],
        ["Quantile .95 over worlds.", "各世界的95%分位。"],
    ),
    column(
        "budget",
        ["budget", "预算"],
        [
            "Mean difference of the budget from the baseline's, yuan an adult a year.",
            "预算与基线之差的均值，每名成年人每年元。",
        ],
    ),
    column("budget_low", ["budget, lower end", "预算下限"], LOW),
    column("budget_high", ["budget, upper end", "预算上限"], HIGH),
    column(
        "budget_worlds_low",
        ["budget in worlds, .05", "世界中的预算：5%分位"],
        ["Quantile .05 over worlds.", "各世界的5%分位。"],
    ),
    column(
        "budget_worlds_high",
        ["budget in worlds, .95", "世界中的预算：95%分位"],
        ["Quantile .95 over worlds.", "各世界的95%分位。"],
    ),
    column(
        "front_in",
        ["on the front in", "在前沿的世界数"],
        ["Worlds in which it is on the front.", "在前沿的世界数。"],
    ),
    column(
        "front_share",
        ["share of worlds", "世界比例"],
        ["Their share, by the weights of the worlds.", "其比例，按世界的权重计。"],
    ),
];

const RACE: [Column; 3] = [
    column("seeds", ["seeds", "种子数"], ["Seeds run by then.", "至此运行的种子数。"]),
    column(
        "open",
        ["candidates run", "运行的方案数"],
        ["Candidates that were run up to there.", "至此仍在运行的方案数。"],
    ),
    column(
        "out",
        ["dropped", "淘汰数"],
        ["Of these the ones that drop out at this look.", "其中此次淘汰者。"],
    ),
];

const fn fit_id(fits: Fits) -> &'static str {
    match fits {
        Fits::Yes => "yes",
        Fits::No => "no",
        Fits::NotClear => "not_clear",
    }
}

fn cell(value: Option<f64>) -> String {
    number(value.unwrap_or(f64::NAN))
}

fn spread(of: Option<Spread>, part: fn(Spread) -> f64) -> String {
    cell(of.map(part))
}

/// `choice.csv`: a row a candidate and goal.
///
/// # Errors
/// If memory is short.
pub(super) fn choice_table(of: &Choice) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(CANDIDATES.map(|(id, ..)| id))?;
    for candidate in &of.candidates {
        for (goal, estimate) in candidate.goals.iter().enumerate() {
            writer.write_record(row(of, candidate, goal, estimate))?;
        }
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn row(of: &Choice, candidate: &Candidate, goal: usize, estimate: &Estimate) -> [String; 20] {
    let out = candidate.out();
    let standing = match candidate.standing {
        Standing::Best => "best",
        Standing::NotClear => "not_clear",
        Standing::Out(_) => "out",
    };
    let out_goal = out.map(|out| out.goal.map_or("ceiling", |goal| of.goals[goal].as_str()));
    let by = out.and_then(|out| out.by).map(|by| of.candidates[by].name.clone());
    let worlds = candidate.worlds.as_ref();
    let seen = worlds.and_then(|of| of.goals[goal]);
    [
        candidate.name.clone(),
        candidate.title[0].clone(),
        candidate.title[1].clone(),
        standing.to_owned(),
        fit_id(candidate.fits).to_owned(),
        candidate.seeds.to_string(),
        out.map_or_else(String::new, |out| out.after.to_string()),
        out_goal.unwrap_or_default().to_owned(),
        by.unwrap_or_default(),
        of.goals[goal].clone(),
        estimate.n.to_string(),
        cell(estimate.mean),
        cell(estimate.low),
        cell(estimate.high),
        spread(seen, |of| of.low),
        spread(seen, |of| of.median),
        spread(seen, |of| of.high),
        worlds.map_or_else(String::new, |of| of.best.n.to_string()),
        worlds.map_or_else(String::new, |of| of.best.count.to_string()),
        cell(worlds.map(|of| of.best.share)),
    ]
}

/// `front.csv`: a row a candidate that may fit.
///
/// # Errors
/// If memory is short.
pub(super) fn front_table(of: &Choice) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(FRONT.map(|(id, ..)| id))?;
    for candidate in of.candidates.iter().filter(|of| of.on_front.is_some()) {
        let (gain, budget) = (&candidate.goals[0], &candidate.budget);
        let by = candidate.beaten_by.map(|by| of.candidates[by].name.clone());
        let worlds = candidate.worlds.as_ref();
        let seen = worlds.and_then(|of| of.goals[0]);
        let asked = worlds.and_then(|of| of.budget);
        let row: [String; 18] = [
            candidate.name.clone(),
            (candidate.on_front == Some(true)).to_string(),
            by.unwrap_or_default(),
            fit_id(candidate.fits).to_owned(),
            candidate.seeds.to_string(),
            of.goals[0].clone(),
            cell(gain.mean),
            cell(gain.low),
            cell(gain.high),
            spread(seen, |of| of.low),
            spread(seen, |of| of.high),
            cell(budget.mean),
            cell(budget.low),
            cell(budget.high),
            spread(asked, |of| of.low),
            spread(asked, |of| of.high),
            worlds.map_or_else(String::new, |of| of.front.count.to_string()),
            cell(worlds.map(|of| of.front.share)),
        ];
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// `race.csv`: a row a look.
///
/// # Errors
/// If memory is short.
pub(super) fn race_table(of: &Choice) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(RACE.map(|(id, ..)| id))?;
    for look in &of.looks {
        writer.write_record([look.seeds, look.open, look.out].map(|cell| cell.to_string()))?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The `dictionary.csv` of a choice.
///
/// # Errors
/// If memory is short.
pub(super) fn choice_dictionary() -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    let tables = [CHOICE_TABLE, FRONT_TABLE, RACE_TABLE].into_iter();
    for (file, columns) in tables.zip([&CANDIDATES[..], &FRONT, &RACE]) {
        for (id, name, meaning) in columns {
            let mut row: Row = Default::default();
            let cells = [file, id, name.en, name.zh, meaning.en, meaning.zh];
            for (cell, text) in row.iter_mut().zip(cells) {
                text.clone_into(cell);
            }
            writer.write_record(row)?;
        }
    }
    for row in rows_of_seeds() {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// What `choice.json` holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ChoiceReport {
    /// The choice.
    pub choice: Choice,
    /// What is told, in English and Chinese.
    pub told: Vec<[String; 2]>,
    /// What was left out: its name, and why, in English and Chinese.
    left_out: Vec<[String; 3]>,
}

impl ChoiceReport {
    /// What was left out, and why.
    pub fn left_out(&self) -> Vec<(String, Phrase)> {
        let why = |[name, en, zh]: &[String; 3]| {
            (name.clone(), Phrase { en: en.clone(), zh: zh.clone() })
        };
        self.left_out.iter().map(why).collect()
    }
}

/// The same as JSON, with what is told in both languages, and what was left out and why.
///
/// # Errors
/// If memory is short.
pub(super) fn choice_json(
    of: &Choice,
    (told, left_out): (&[Phrase], &[(String, Phrase)]),
    (version, command): (&str, &[String]),
) -> io::Result<Vec<u8>> {
    let told: Vec<[&str; 2]> = told.iter().map(|of| [of.en.as_str(), of.zh.as_str()]).collect();
    let left_out: Vec<[&str; 3]> = left_out
        .iter()
        .map(|(name, why)| [name.as_str(), why.en.as_str(), why.zh.as_str()])
        .collect();
    let all = serde_json::json!({
        "choice": of,
        "told": told,
        "left_out": left_out,
        "version": version,
        "command": command,
    });
    let mut bytes = serde_json::to_vec_pretty(&all)?;
    bytes.push(b'\n');
    Ok(bytes)
}
