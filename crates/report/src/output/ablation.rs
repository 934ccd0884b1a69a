//! An ablation on disk: one table, its dictionary, and all of it as JSON.

use std::io;
use std::path::{Path, PathBuf};

use study::ablation::{Ablation, Feedback, TakenApart};
use study::comparison::Estimate;

use super::chosen::put;
use super::comparison::refuse_another;
use super::dictionary::{HEADER, Row};
use super::error::OutputError;
use super::folder::DICTIONARY;
use super::receipt::{Kind, Program, Receipt, Source};
use super::room::Folder;
use super::table::number;
use crate::quantity::{Phrase, Text};

const TABLE: &str = "ablation.csv";
const JSON: &str = "report.json";

/// An ablation in the making: its folder is held by one command at a time, and holds the old or the new one.
pub struct AblationFolder {
    folder: Folder,
    receipt: Receipt,
}

impl AblationFolder {
    /// Begins an ablation in a folder: of sources, the baseline first, of metrics by identifier, on seeds. With
    /// `force` another result there is replaced; files that no receipt names never are.
    ///
    /// # Errors
    /// If the folder holds something else, somebody else writes there, or it cannot be written.
    pub fn new(
        target: &Path,
        (sources, metrics, seeds): (Vec<Source>, Vec<String>, &[u64]),
        (program, command): (&Program, &[String]),
        force: bool,
    ) -> Result<Self, OutputError> {
        let mut receipt = Receipt::new(Kind::Ablation, program, sources, command);
        receipt.metrics = metrics;
        let folder = Folder::begin(target, "ablate")?;
        if !force {
            refuse_another(&folder, &receipt, seeds)?;
        }
        folder.refuse_foreign([TABLE, DICTIONARY, JSON])?;
        folder.refuse_fixed()?;
        Ok(Self { folder, receipt })
    }

    /// Writes all files and moves them to their folder, which is told.
    ///
    /// # Errors
    /// If something cannot be written; the folder is then as it was.
    pub fn write(mut self, found: &Ablation) -> Result<PathBuf, OutputError> {
        let json = ablation_json(found, &self.receipt.version, &self.receipt.command);
        let files =
            [(TABLE, ablation_table(found)), (DICTIONARY, ablation_dictionary()), (JSON, json)];
        for (file, bytes) in files {
            self.folder.put(file, |to| put(to, bytes))?;
        }
        self.receipt.result = self.folder.result_name(&[]);
        self.receipt.seeds.clone_from(&found.seeds);
        self.folder.commit(self.receipt.clone())?;
        Ok(self.folder.target().into())
    }
}

/// Columns of `ablation.csv`, with what they mean.
const COLUMNS: [(&str, Text, Text); 11] = [
    (
        "scenario",
        Text { en: "scenario", zh: "情景" },
        Text { en: "Scenario whose effect is taken apart.", zh: "其效果被分解的情景。" },
    ),
    ("compared_with", Text { en: "baseline", zh: "基线" }, Text { en: "Baseline.", zh: "基线。" }),
    (
        "metric",
        Text { en: "metric", zh: "指标" },
        Text {
            en: "Outcome, in the widest area over the policy period.",
            zh: "结果指标，取整个区域的政策期。",
        },
    ),
    (
        "part",
        Text { en: "part", zh: "部分" },
        Text {
            en: "baseline (its mean), effect (scenario less baseline), direct (the effect with all feedbacks held), a feedback (what is lost of the effect where it is held: norm, voice, burnout_to_quits, public_record, legitimacy, relief_rebound), or interaction (the effect less direct less all feedbacks).",
            zh: "baseline（基线均值）、effect（情景减基线）、direct（固定全部反馈后的效果）、某一反馈（固定它所失去的效果：norm、voice、burnout_to_quits、public_record、legitimacy、relief_rebound）或interaction（总效果减去direct与各反馈）。",
        },
    ),
    (
        "held",
        Text { en: "what is held", zh: "固定的量" },
        Text {
            en: "Of a feedback what it reads, held by community and month at what it was in the baseline's history of the same seed.",
            zh: "反馈所读取的量：按社区和月份固定为同一种子基线历史中的值。",
        },
    ),
    (
        "n",
        Text { en: "seeds", zh: "种子数" },
        Text { en: "Seeds with a value.", zh: "有取值的种子数。" },
    ),
    (
        "value",
        Text { en: "value", zh: "取值" },
        Text {
            en: "Mean over seeds, in the unit of the metric.",
            zh: "各种子的均值，单位同该指标。",
        },
    ),
    (
        "value_low",
        Text { en: "value, lower end", zh: "区间下限" },
        Text {
            en: "Lower end of its interval; the intervals of an outcome hold together with 95 % confidence.",
            zh: "其区间的下限；同一结果的各区间以95%的置信度同时成立。",
        },
    ),
    (
        "value_high",
        Text { en: "value, upper end", zh: "区间上限" },
        Text { en: "Upper end of it.", zh: "该区间的上限。" },
    ),
    (
        "interval",
        Text { en: "kind of interval", zh: "区间种类" },
        Text {
            en: "t, bootstrap_t (few or skewed seeds, or many that are nothing), equal (the same in every seed: no interval) or none.",
            zh: "t、bootstrap_t（种子少、偏斜或多为零）、equal（各种子均相同，无区间）或none。",
        },
    ),
    (
        "differs_below",
        Text { en: "differs in fewer than", zh: "有差异者少于" },
        Text {
            en: "Where all seeds have the same: with the confidence of the interval fewer than this share of seeds differ.",
            zh: "各种子均相同时：以区间的置信度计，有差异的种子比例低于此值。",
        },
    ),
];

/// `ablation.csv`.
fn ablation_table(of: &Ablation) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|(id, ..)| id))?;
    for outcome in &of.outcomes {
        let baseline =
            Estimate { n: outcome.effect.n, mean: outcome.baseline, ..Estimate::default() };
        writer.write_record(row(of, outcome, ("baseline", ""), &baseline))?;
        writer.write_record(row(of, outcome, ("effect", ""), &outcome.effect))?;
        writer.write_record(row(of, outcome, ("direct", ""), &outcome.direct))?;
        for (feedback, part) in &outcome.through {
            writer.write_record(row(of, outcome, (feedback.id(), feedback.meaning().en), part))?;
        }
        writer.write_record(row(of, outcome, ("interaction", ""), &outcome.interaction))?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn row(
    of: &Ablation,
    outcome: &TakenApart,
    (part, held): (&str, &str),
    estimate: &Estimate,
) -> [String; COLUMNS.len()] {
    let cell = |value: Option<f64>| number(value.unwrap_or(f64::NAN));
    let is_known = estimate.n > 0 && part != "baseline";
    [
        of.scenario.clone(),
        of.baseline.clone(),
        outcome.metric.clone(),
        part.to_owned(),
        held.to_owned(),
        estimate.n.to_string(),
        cell(estimate.mean),
        cell(estimate.low),
        cell(estimate.high),
        if is_known { estimate.interval.id() } else { "" }.to_owned(),
        cell(estimate.unseen),
    ]
}

/// The `dictionary.csv` of an ablation.
fn ablation_dictionary() -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for (id, name, meaning) in COLUMNS {
        let mut row: Row = Default::default();
        let cells = [TABLE, id, name.en, name.zh, meaning.en, meaning.zh];
        for (cell, text) in row.iter_mut().zip(cells) {
            text.clone_into(cell);
        }
        if id.starts_with("value") {
            "that of the metric".clone_into(&mut row[6]);
            "同该指标".clone_into(&mut row[7]);
        }
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The same as JSON, with what is told in both languages.
fn ablation_json(of: &Ablation, version: &str, command: &[String]) -> io::Result<Vec<u8>> {
    let told: Vec<[String; 2]> = of.told().into_iter().map(pair).collect();
    let held: Vec<(&str, &str, &str)> = Feedback::ALL
        .iter()
        .map(|feedback| (feedback.id(), feedback.meaning().en, feedback.meaning().zh))
        .collect();
    let all = serde_json::json!({
        "ablation": of,
        "told": told,
        "meant": pair(of.meant()),
        "held": held,
        "version": version,
        "command": command,
    });
    let mut bytes = serde_json::to_vec_pretty(&all)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn pair(of: Phrase) -> [String; 2] {
    [of.en, of.zh]
}
