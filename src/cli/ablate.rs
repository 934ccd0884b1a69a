//! `cogov ablate`: through which feedbacks of the model the effect of a scenario runs.

use std::path::Path;

use clap::Args;

use super::columns::paragraph;
use super::completions;
use super::differences::fitting;
use super::input::{Seeds, beside, find_metrics, load_all, parse_seeds};
use super::job::{self, Ahead, Job, Over, Threads};
use super::memory;
use super::{DONE, FAULTS, REFUSED, USAGE, compare, program, say, say_error};
use crate::ablation::{Ablation, Request, TakenApart, ablate, months_of};
use crate::comparison::Estimate;
use crate::metric::{self, METRICS, main_metrics};
use crate::output::{AblationFolder, OutputError, Source, sha256, titles};
use crate::quantity::{Language, Text};
use crate::scenario::Loaded;

/// Take the effect of a scenario apart: how much of it runs through which feedback of the model
///
/// Each feedback (norm, voice, burnout and quits, the public record, legitimacy, the rebound of relief) is held
/// in the scenario at what it read in the baseline's history of the same seed; what is then lost of the effect
/// runs through it. Prints sentences and a table; writes ablation.csv, dictionary.csv and report.json.
#[derive(Args)]
pub struct Ablate {
    /// Scenario whose effect is taken apart: a file, or the name of a shipped one
    #[arg(value_name = "SCENARIO", id = "ablated", add = completions::scenarios())]
    scenario: String,
    /// The baseline: a scenario file, or the name of a shipped one
    #[arg(long, id = "ablated_baseline", default_value = "baseline", value_name = "BASELINE", add = completions::scenarios())]
    baseline: String,
    /// Seeds: N means 1 to N; A..B means A to B
    #[arg(id = "ablated_seeds", long = "seeds", default_value = "20", value_name = "N | A..B", value_parser = parse_seeds)]
    seeds: Seeds,
    /// Take these outcomes apart, by identifier, separated by commas, or all [default: the main outcomes]
    #[arg(long, id = "ablated_metrics", value_name = "ID,...", value_delimiter = ',', add = completions::metrics())]
    metrics: Vec<String>,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    over: Over,
    /// Name of the folder [default: ablate-SCENARIO]
    #[arg(id = "ablation_name", long = "name", value_name = "NAME", value_parser = compare::parse_name)]
    name: Option<String>,
    /// Folder of results
    #[arg(long, id = "ablation_out", default_value = "output", value_name = "DIR")]
    out: std::path::PathBuf,
    /// Replace another ablation of the name
    #[arg(long, id = "ablation_force")]
    force: bool,
    /// No progress and no table
    #[arg(long)]
    quiet: bool,
}

impl Ablate {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let metrics = match self.metrics.as_slice() {
            [] => Ok(main_metrics()),
            ids => find_metrics("--metrics", ids, language),
        };
        let metrics = match metrics {
            Ok(metrics) => metrics,
            Err(message) => {
                say_error(&message);
                return USAGE;
            }
        };
        let names = [self.baseline.clone(), self.scenario.clone()];
        let Some(loaded) = load_all(&names, &self.over.options(), language) else { return FAULTS };
        if let Some(message) = self.refusal(&loaded, language) {
            say_error(&message);
            return FAULTS;
        }
        let name = self
            .name
            .clone()
            .unwrap_or_else(|| compare::of_file(&format!("ablate-{}", loaded[1].scenario.name)));
        if let Some(message) = beside(&self.out, &name, language) {
            say_error(&message);
            return REFUSED;
        }
        match self.begin(&loaded, &metrics, &self.out.join(&name)) {
            Ok(folder) => self.run(&loaded, &metrics, folder, language),
            Err(error) => job::refuse(&error, Some(OWN_NAME), language),
        }
    }

    /// Begins to write in the folder.
    fn begin(
        &self,
        loaded: &[Loaded],
        metrics: &[usize],
        folder: &Path,
    ) -> Result<AblationFolder, OutputError> {
        let source = |loaded: &Loaded| Source {
            name: loaded.scenario.name.clone(),
            title: titles(&loaded.scenario),
            sha256: sha256(loaded.resolved.as_bytes()),
            place_sha256: loaded.place_table.as_ref().map(|table| sha256(table.as_bytes())),
        };
        let sources = loaded.iter().map(source).collect();
        let metrics = metrics.iter().map(|&at| METRICS[at].id.to_owned()).collect();
        let command: Vec<String> =
            std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
        let asked = (sources, metrics, self.seeds.0.as_slice());
        AblationFolder::new(folder, asked, (&program(), &command), self.force)
    }

    /// Why these scenarios cannot be taken apart.
    fn refusal(&self, loaded: &[Loaded], language: Language) -> Option<String> {
        if let Some(message) = compare::different_horizon(loaded, language) {
            return Some(message);
        }
        let [here, there] = [&loaded[0].scenario, &loaded[1].scenario];
        if here.place != there.place {
            let name = &there.name;
            return Some(match language {
                Language::En => format!(
                    "error: '{name}' is another place than the baseline's: feedbacks are held community by community\n  give both the same place, for example by --place FILE"
                ),
                Language::Zh => format!(
                    "错误：“{name}”与基线的地点不同：反馈须逐社区固定\n  请统一地点，例如 --place 文件"
                ),
            });
        }
        memory::refusal(&here.place, 3, language)
    }

    fn run(
        &self,
        loaded: &[Loaded],
        metrics: &[usize],
        folder: AblationFolder,
        language: Language,
    ) -> u8 {
        let mut job = Job::new(&self.threads, language);
        let request = Request {
            baseline: &loaded[0].scenario,
            scenario: &loaded[1].scenario,
            metrics,
            seeds: &self.seeds.0,
            runner: crate::experiment::Runner::default(),
        };
        if !self.quiet {
            job.show(Ahead::Months(months_of(&request)), "");
        }
        let found = match job.run(|runner| ablate(&Request { runner, ..request })) {
            Ok(Some(found)) => found,
            Ok(None) => {
                say_error(NOTHING.say(language));
                return if job.stop.is_asked() { job.stop.code() } else { REFUSED };
            }
            Err(error) => {
                say_error(&format!("error: {error}"));
                return REFUSED;
            }
        };
        let folder = match folder.write(&found) {
            Ok(folder) => folder,
            Err(error) => return job::refuse(&error, Some(OWN_NAME), language),
        };
        if !self.quiet {
            say(&told(&found, loaded, language));
            let folder = folder.display();
            let files = Text { en: "Files: ", zh: "文件：" }.say(language);
            say(&format!("{files}{folder}"));
        }
        if job.stop.is_asked() { job.stop.code() } else { DONE }
    }
}

const NOTHING: Text = Text {
    en: "error: stopped before one seed was finished; nothing was written",
    zh: "错误：尚无任何种子完成即已停止；未写入任何文件",
};

/// The remedy of an ablation alone, where a result would be overwritten.
const OWN_NAME: Text =
    Text { en: "  give it a --name of its own,", zh: "  可用 --name 另取名称；" };

/// The sentences, and a table an outcome.
fn told(found: &Ablation, loaded: &[Loaded], language: Language) -> String {
    let scenario = loaded[1].scenario.called(language);
    let baseline = loaded[0].scenario.called(language);
    let head = match language {
        Language::En => {
            format!("What {scenario} changes against {baseline}, and by which feedbacks")
        }
        Language::Zh => format!("与 {baseline} 相比，{scenario} 的效果及其途径"),
    };
    let mut text = paragraph(&head, "", "  ") + "\n\n";
    for said in found.told() {
        text += &(paragraph(said.say(language), "", "  ") + "\n");
    }
    // Of histories that are the same a table would hold nothing but zeros.
    if found.same.is_some() {
        return text;
    }
    text += &format!("\n{}", fitting(header(language), rows(found, language)));
    text + &paragraph(found.meant().say(language), "", "")
}

fn header(language: Language) -> Vec<String> {
    let words = match language {
        Language::En => ["outcome", "part", "effect, interval"],
        Language::Zh => ["结果", "部分", "效果及其区间"],
    };
    words.map(str::to_owned).to_vec()
}

/// Parts that are less than this share of the effect, and are not told from nothing, have no row.
const LEAST_PART: f64 = 0.05;

/// The effect on each outcome and, where there is one, its parts.
fn rows(found: &Ablation, language: Language) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for of in found.outcomes.iter().filter(|of| of.effect.n > 0) {
        let metric = metric::entry(&of.metric);
        let mut first = true;
        for (part, estimate) in parts(of) {
            let is_small = estimate.mean.unwrap_or(0.0).abs()
                < LEAST_PART * of.effect.mean.unwrap_or(0.0).abs();
            if !first && (!of.has_effect() || is_small && !estimate.is_sure()) {
                continue;
            }
            let name = if first { metric.name.say(language) } else { "" };
            let number = metric.shown.change(estimate.ends());
            rows.push(vec![name.to_owned(), part.say(language).to_owned(), number]);
            first = false;
        }
    }
    rows
}

fn parts(of: &TakenApart) -> Vec<(Text, Estimate)> {
    let mut found = vec![
        (Text { en: "effect", zh: "总效果" }, of.effect),
        (Text { en: "without feedbacks", zh: "不经反馈" }, of.direct),
    ];
    found.extend(of.through.iter().map(|&(feedback, part)| (feedback.name(), part)));
    found.push((Text { en: "interaction", zh: "交互作用" }, of.interaction));
    found
}
