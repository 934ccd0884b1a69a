//! `cogov trace`: one life in two histories.

mod list;
mod months;
mod subject;

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use clap::Args;

use super::columns::{paragraph, row};
use super::compare::different_horizon;
use super::input::load_all;
use super::job::{Ahead, Job, Over, Threads};
use super::{DONE, FAULTS, INTERNAL, REFUSED, USAGE, say, say_error};
use crate::experiment::ThreadsError;
use crate::experiment::trace::{self, Subject, Tracing};
use crate::month::processes;
use crate::output::{MARK, cannot_write, trace_table, write_new};
use crate::quantity::{Language, Text, shell_word};
use crate::scenario::Loaded;
use ::words::say;
use report::life::{self, Pair, words};

/// Follow one life in two histories under the same luck: what differed first, and what followed
#[derive(Args)]
pub struct Trace {
    /// The baseline: a scenario file, or the name of a shipped one
    #[arg(value_name = "BASELINE")]
    baseline: String,
    /// The scenario in whose world the life may differ
    #[arg(value_name = "SCENARIO")]
    scenario: String,
    /// The seed from which all luck of both worlds follows
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Follow this resident; without --resident and --cadre, list the lives that differ most
    #[arg(long, value_name = "COMMUNITY/NUMBER", group = "subject")]
    resident: Option<String>,
    /// Follow this post and whoever holds it
    #[arg(long, value_name = "COMMUNITY/NUMBER", group = "subject")]
    cadre: Option<String>,
    /// Show all months, also those in which nothing happened
    #[arg(id = "all_months", long = "all", requires = "subject")]
    all: bool,
    /// Write the months of the life into this file, which must not exist yet
    #[arg(long, value_name = "FILE", requires = "subject")]
    csv: Option<PathBuf>,
    /// Begin the file with a byte order mark, by which Excel in Chinese reads it right
    #[arg(long, requires = "csv")]
    bom: bool,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    over: Over,
}

impl Trace {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let options = self.over.options();
        let names = [self.baseline.clone(), self.scenario.clone()];
        let Some(loaded) = load_all(&names, &options, language) else { return FAULTS };
        let unlike =
            different_horizon(&loaded, language).or_else(|| different_place(&loaded, language));
        if let Some(message) = unlike {
            say_error(&message);
            return FAULTS;
        }
        let [baseline, scenario] = loaded.as_slice() else { return INTERNAL };
        let scenarios = [&baseline.scenario, &scenario.scenario];
        let pair = Pair { scenarios, seed: self.seed, language };
        match self.subject(&pair) {
            Err(message) => {
                say_error(&message);
                USAGE
            }
            Ok(None) => self.list(&pair),
            Ok(Some(subject)) => self.follow(&pair, subject),
        }
    }

    /// Whose life is asked for.
    fn subject(&self, pair: &Pair) -> Result<Option<Subject>, String> {
        if let Some(word) = &self.resident {
            return subject::resident(word, pair).map(Some);
        }
        self.cadre.as_ref().map(|word| subject::post(word, pair)).transpose()
    }

    /// The command again, to be followed by whose life to show.
    fn again(&self) -> String {
        let mut words = vec!["cogov trace".to_owned(), shell_word(&self.baseline)];
        words.extend([shell_word(&self.scenario), format!("--seed {}", self.seed)]);
        words.extend(self.over.months.map(|months| format!("--months {months}")));
        words.extend(self.over.set.iter().map(|set| format!("--set {}", shell_word(set))));
        let place = self.over.place.iter().map(|place| shell_word(&place.display().to_string()));
        words.extend(place.map(|place| format!("--place {place}")));
        words.join(" ")
    }

    /// Lists the lives that differ most.
    fn list(&self, pair: &Pair) -> u8 {
        match self.run(pair, |tracing| tracing.ranking()) {
            Ok(ranking) => {
                say(&list::list(&ranking, pair, &self.again()));
                DONE
            }
            Err(code) => code,
        }
    }

    /// Follows one life.
    fn follow(&self, pair: &Pair, subject: Subject) -> u8 {
        if let Some(path) = self.csv.as_ref().filter(|path| path.exists()) {
            return refuse(path, &ErrorKind::AlreadyExists.into(), pair.language);
        }
        let trace = match self.run(pair, |tracing| tracing.trace(subject)) {
            Ok(trace) => trace,
            Err(code) => return code,
        };
        if trace.who.is_none() {
            say_error(&subject::nobody(&trace, pair));
            return USAGE;
        }
        say(&told(&trace, pair));
        say(&months::table(&trace, self.all, pair.language));
        self.csv.as_ref().map_or(DONE, |path| write(path, &trace, pair, self.bom))
    }

    /// Moves both worlds to their end; the exit code where that failed or was interrupted.
    fn run<T>(
        &self,
        pair: &Pair,
        work: impl Fn(&Tracing) -> Result<Option<T>, ThreadsError>,
    ) -> Result<T, u8> {
        let mut job = Job::new(&self.threads, pair.language);
        let scenarios = pair.scenarios;
        job.show(Ahead::Months(u64::from(scenarios[0].months)), "");
        let (seed, month) = (pair.seed, &processes);
        match job.run(|runner| work(&Tracing { scenarios, seed, month, runner })) {
            Ok(Some(found)) => Ok(found),
            Ok(None) => {
                let text = Text {
                    en: "interrupted; there is nothing to show",
                    zh: "运行中断，没有可显示的内容",
                };
                say_error(text.say(pair.language));
                Err(job.stop.code())
            }
            Err(error) => {
                say_error(&error.to_string());
                Err(INTERNAL)
            }
        }
    }
}

/// The story, then step by step what differed.
fn told(trace: &trace::Trace, pair: &Pair) -> String {
    const WIDTHS: [usize; 3] = [5, 18, 54];
    let parts = life::story(trace, pair);
    let parts = parts.iter().map(|part| paragraph(part, "", "  ") + "\n");
    let mut text: String = parts.collect();
    if trace.steps.is_empty() {
        return text;
    }
    let title = Text {
        en: "Step by step, what differed for the first time (baseline → scenario):",
        zh: "逐步来看，首次出现的差异（基线 → 情景）：",
    };
    text.push_str(&format!("\n{}\n", title.say(pair.language)));
    for of in life::chain(trace, &processes(), pair.language) {
        let month = format!("{:>WIDTH$}", of.month, WIDTH = WIDTHS[0]);
        let cells =
            [(month.as_str(), WIDTHS[0]), (of.process, WIDTHS[1]), (of.what.as_str(), WIDTHS[2])];
        text.push_str(&row(&cells));
        text.push('\n');
    }
    text
}

/// Scenarios whose residents are not the same people.
fn different_place(loaded: &[Loaded], language: Language) -> Option<String> {
    let (place, name) = (&loaded[0].scenario.place, &loaded[1].scenario.name);
    (*loaded[1].scenario.place != **place).then(|| {
        say!(
            en "error: '{name}' is another place than the baseline: nobody lives in both\n  \
                 give both the same [place], or one table by --place FILE"
            zh "错误：“{name}”与基线的地点不同，没有人同时生活在两处\n  \
                 请统一 [place]，或用 --place 文件 指定同一张地点表"
        )
        .pick(language)
    })
}

/// Writes the months of a life; returns the exit code.
fn write(path: &Path, trace: &trace::Trace, pair: &Pair, bom: bool) -> u8 {
    let subject = pair.subject(trace.subject);
    let table = trace_table(trace, pair.names(), pair.seed, &subject).map_err(Error::from);
    let begins: &[u8] = if bom { MARK } else { &[] };
    match table.and_then(|table| write_new(path, &[begins, &table].concat())) {
        Ok(()) => {
            let wrote = Text { en: "Wrote", zh: "已写入" }.say(pair.language);
            say(&format!("{wrote} {}", path.display()));
            DONE
        }
        Err(error) => refuse(path, &error, pair.language),
    }
}

fn refuse(path: &Path, error: &Error, language: Language) -> u8 {
    say_error(&cannot_write(path, error, language));
    REFUSED
}
