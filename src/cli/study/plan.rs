//! `cogov study check`, `plan` and `design`: what a study would do.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::dead::dead;
use super::opened::Opened;
use crate::cli::columns::paragraph;
use crate::cli::job::Threads;
use crate::cli::{DONE, FAULTS, REFUSED, say, say_error};
use crate::comparison::other_conditions;
use crate::metric::parts_of_years;
use crate::output::study::write_points;
use crate::output::{cannot_write, write_new};
use crate::quantity::{Language, Phrase, agreed, grouped};
use crate::scenario::Study;
use study::sweep::{Points, Runner};
use words::say;

/// Check a study file: all mistakes at once, each with its place and what is allowed
#[derive(Args)]
pub struct Check {
    /// Study file
    #[arg(value_name = "STUDY", id = "study")]
    file: PathBuf,
}

impl Check {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let Some(opened) = Opened::read(&self.file, language) else { return FAULTS };
        let Some(points) = opened.points(language) else { return FAULTS };
        say(&about(&opened, &points, language));
        say_notes(&opened, language);
        DONE
    }
}

/// Tell how many runs, how much time and disk a study takes, and which factors cannot act
///
/// Runs each factor at the ends of its range once, on one seed.
#[derive(Args)]
pub struct Plan {
    /// Study file
    #[arg(value_name = "STUDY", id = "study")]
    file: PathBuf,
    #[command(flatten)]
    threads: Threads,
}

impl Plan {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let Some(opened) = Opened::read(&self.file, language) else { return FAULTS };
        let Some(points) = opened.points(language) else { return FAULTS };
        say(&about(&opened, &points, language));
        say_notes(&opened, language);
        let threads = self.threads.count();
        let start = Instant::now();
        let runner = match Runner::new(&opened.study) {
            Ok(runner) => runner,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        let first = points.get(1);
        let tried = runner.run(&first, first.seed(&opened.study, 1), &|| false);
        let seconds = start.elapsed().as_secs_f64();
        match tried {
            Some(Err(failure)) => say_error(&match language {
                Language::En => format!("warning: point 1 has no values: {}", failure.message.en),
                Language::Zh => format!("警告：第1点没有取值：{}", failure.message.zh),
            }),
            _ => say(&cost(&opened, &points, seconds, threads, language)),
        }
        for (path, why) in dead(&opened, threads, language) {
            say(&say!(
                en "`{path}` cannot act here: at all ends of its range every byte is the same (seed 1){why}"
                zh "`{path}`在此不起作用：取值范围两端的结果逐字节相同（种子1）{why}"
            ).pick(language));
        }
        DONE
    }
}

/// Write the points of a study as CSV, to be edited and used again
///
/// A study of the design \"list\" reads them: [design] with kind = "list" and file = "points.csv".
#[derive(Args)]
pub struct Design {
    /// Study file
    #[arg(value_name = "STUDY", id = "study")]
    file: PathBuf,
    /// Write to this file, which must not be there yet [default: standard output]
    #[arg(long, value_name = "FILE", id = "table_out")]
    out: Option<PathBuf>,
}

impl Design {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let Some(opened) = Opened::read(&self.file, language) else { return FAULTS };
        let Some(points) = opened.points(language) else { return FAULTS };
        let mut bytes = Vec::new();
        // Memory does not refuse.
        if write_points(&mut bytes, &opened.study, &points).is_err() {
            return REFUSED;
        }
        let Some(path) = self.out else {
            say(String::from_utf8_lossy(&bytes).trim_end());
            return DONE;
        };
        match write_new(&path, &bytes) {
            Ok(()) => {
                let wrote = if language == Language::En { "Wrote" } else { "已写入" };
                say(&format!("{wrote} {}", path.display()));
                DONE
            }
            Err(error) => {
                say_error(&cannot_write(&path, &error, language));
                REFUSED
            }
        }
    }
}

/// What a study is.
/// Of which months its values are where these are parts of years, and scenarios under other conditions than the
/// first.
fn say_notes(opened: &Opened, language: Language) {
    let Some(first) = opened.scenarios.first().map(|loaded| &loaded.scenario) else { return };
    let parts = parts_of_years(first.months, first.burn_in);
    let others = opened.scenarios.iter().skip(1).map(|loaded| &loaded.scenario);
    let others = others.filter_map(|scenario| other_conditions(first, scenario));
    for note in parts.into_iter().chain(others) {
        say(&paragraph(note.say(language), "", "  "));
    }
}

fn about(opened: &Opened, points: &Points<'_>, language: Language) -> String {
    let study = &opened.study;
    let (number, seeds) = (u64::from(points.number()), u64::from(study.seeds));
    let scenarios = study.scenarios.len() as u64;
    let runs = number * seeds * scenarios;
    let all = points.numbers();
    let [points, runs] = [number, runs].map(grouped);
    let factors = study.factors.len();
    let grows = growth(study).pick(language);
    let design = designs(study, &all).pick(language);
    let name = &study.name;
    match language {
        Language::En => agreed(&format!(
            "{name}: {factors} factors, {design}, {points} points x {seeds} seeds x {scenarios} scenarios = \
             {runs} runs\n{grows}"
        )),
        Language::Zh => format!(
            "{name}：{factors}个因素，{design}，{points}个点 × {seeds}个种子 × {scenarios}个情景 = {runs}次运行\n{grows}"
        ),
    }
}

/// The design, or the two that are crossed with their points.
fn designs(study: &Study, points: &[u32]) -> Phrase {
    let kind = |at: usize| study.sides()[at].asked.method.id();
    match *points {
        [levers, uncertainties] => {
            let [one, other] = [0, 1].map(kind);
            say!(
                en "levers {one} ({levers} points) crossed with uncertainties {other} ({uncertainties} points)"
                zh "政策杠杆 {one}（{levers}个点）与不确定因素 {other}（{uncertainties}个点）交叉"
            )
        }
        _ => {
            let kind = kind(0);
            say!(en "design {kind}" zh "设计 {kind}")
        }
    }
}

/// What can be added to a study later.
fn growth(study: &Study) -> Phrase {
    let fixed = || {
        Phrase {
        en: "Seeds can be added later, points not: another number of them is another design. random, sobol, \
             saltelli and morris grow."
            .to_owned(),
        zh: "以后可以增加种子，但不能增加点：点数不同即为另一设计。random、sobol、saltelli、morris 可以增加。"
            .to_owned(),
    }
    };
    match (study.growing(), study.is_crossed()) {
        (None, _) => fixed(),
        (Some(_), false) => Phrase {
            en: "More points and more seeds can be added later; those there were stay.".to_owned(),
            zh: "以后可以增加点和种子，已有的保持不变。".to_owned(),
        },
        (Some(0), true) => Phrase {
            en: "More points of the levers and more seeds can be added later; the uncertainties' design does not grow."
                .to_owned(),
            zh: "以后可以增加政策杠杆的点和种子；不确定因素的设计不能增加。".to_owned(),
        },
        (Some(_), true) => Phrase {
            en: "More points of the uncertainties and more seeds can be added later; the levers' design must stay. \
                 All points of the levers meet a world on the same seeds."
                .to_owned(),
            zh: "以后可以增加不确定因素的点和种子；政策杠杆的设计须保持不变。同一世界中，政策杠杆的各点使用相同的种子。"
                .to_owned(),
        },
    }
}

/// Time and disk, from one unit that was run.
fn cost(
    opened: &Opened,
    points: &Points<'_>,
    seconds: f64,
    threads: usize,
    language: Language,
) -> String {
    let study = &opened.study;
    let units = f64::from(points.number()) * f64::from(study.seeds);
    let time = units * seconds / threads as f64;
    // A cell takes about twenty bytes; parts and table hold each row once.
    let columns = study.factors.len() + 3 * study.outcomes.len() + 6;
    let bytes = units * study.scenarios.len() as f64 * columns as f64 * 20.0;
    let megabytes = (bytes / 1e6).ceil().max(1.0) as u64;
    let time = duration(time, language);
    match language {
        Language::En => format!(
            "About {time} on {threads} thread{} (one unit of this machine took {seconds:.2} s), {} MB of disk",
            if threads == 1 { "" } else { "s" },
            grouped(megabytes)
        ),
        Language::Zh => format!(
            "{threads}个线程约需{time}（本机一个单元用时{seconds:.2}秒），磁盘约{} MB",
            grouped(megabytes)
        ),
    }
}

fn duration(seconds: f64, language: Language) -> String {
    let (amount, en, zh) = match seconds {
        s if s < 90.0 => (s, "s", "秒"),
        s if s < 5400.0 => (s / 60.0, "min", "分钟"),
        s if s < 172_800.0 => (s / 3600.0, "h", "小时"),
        s => (s / 86_400.0, "days", "天"),
    };
    match language {
        Language::En => format!("{amount:.0} {en}"),
        Language::Zh => format!("{amount:.0}{zh}"),
    }
}
