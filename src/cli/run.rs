//! `cogov run`: scenarios over many seeds.

use std::time::Instant;

use clap::{Args, ValueEnum};

use super::completions;
use super::input::{Seeds, beside, find_metrics, load_all, parse_seeds};
use super::job::{self, Ahead, Folder, Job, Over, Threads};
use super::outcome::{Outcome, table};
use super::{DONE, FAULTS, INTERNAL, REFUSED, USAGE, program, say, say_error};
use crate::experiment::{Ensemble, EnsembleError, Finished};
use crate::metric::{self, METRICS};
use crate::output::room::Done;
use crate::output::{Draft, OutputError, Request, Table};
use crate::quantity::{Language, Text};
use crate::scenario::Loaded;

/// Run scenarios over many seeds; results in CSV.
#[derive(Args)]
pub struct Run {
    /// Scenario files, or names of shipped scenarios
    #[arg(required = true, value_name = "SCENARIO", add = completions::scenarios())]
    scenarios: Vec<String>,
    /// Seeds: N means 1 to N; A..B means A to B, both included
    #[arg(long, default_value = "20", value_name = "N | A..B", value_parser = parse_seeds)]
    seeds: Seeds,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    over: Over,
    /// Finest level in series, years and funding
    #[arg(long, value_enum, default_value_t = Detail::Zone)]
    detail: Detail,
    /// Only these metrics, by identifier, separated by commas [default: all]
    #[arg(long, value_name = "ID,...", value_delimiter = ',', add = completions::metrics())]
    metrics: Vec<String>,
    /// Write this table alone, with its dictionary, the scenario and the manifest: no series, summary or page
    #[arg(long, value_enum, value_name = "TABLE")]
    only: Option<Only>,
    #[command(flatten)]
    folder: Folder,
    /// No progress and no table
    #[arg(long)]
    quiet: bool,
    /// Language of messages, given before the command is run.
    #[arg(skip)]
    language: Language,
}

/// A table that may be written alone.
#[derive(Clone, Copy, ValueEnum)]
enum Only {
    Runs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Detail {
    County,
    Zone,
    Community,
}

impl Run {
    /// Runs the command; returns the exit code.
    pub fn execute(mut self, language: Language) -> u8 {
        self.language = language;
        let metrics = match self.metrics() {
            Ok(metrics) => metrics,
            Err(message) => {
                say_error(&message);
                return USAGE;
            }
        };
        let options = self.over.options();
        let Some(loaded) = load_all(&self.scenarios, &options, language) else { return FAULTS };
        let mut job = Job::new(&self.threads, language);
        // All folders before any run: a refusal must not come after an hour.
        let drafts: Result<Vec<Draft>, u8> =
            loaded.iter().map(|loaded| self.draft(loaded, &metrics)).collect();
        let drafts = match drafts {
            Ok(drafts) => drafts,
            Err(code) => return code,
        };
        let mut outcomes = Vec::new();
        let mut code = DONE;
        for (loaded, draft) in loaded.iter().zip(drafts) {
            match self.run(loaded, draft, &mut job) {
                Ok(outcome) => outcomes.extend(outcome),
                Err(failed) => code = failed,
            }
            if code == DONE && job.stop.is_asked() {
                code = job.stop.code();
            }
            if code != DONE {
                break;
            }
        }
        if !self.quiet && !outcomes.is_empty() {
            say(&table(&outcomes, self.language));
        }
        code
    }

    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        Text { en, zh }.say(self.language)
    }

    /// Positions of the metrics asked for, in the order of the registry.
    fn metrics(&self) -> Result<Vec<usize>, String> {
        if self.metrics.is_empty() {
            return Ok((0..METRICS.len()).collect());
        }
        find_metrics("--metrics", &self.metrics, self.language)
    }

    /// Begins the result of a scenario.
    fn draft(&self, loaded: &Loaded, metrics: &[usize]) -> Result<Draft, u8> {
        let request = Request {
            scenario: loaded.scenario.name.clone(),
            resolved: loaded.resolved.clone(),
            place_table: loaded.place_table.clone(),
            no_place: self.folder.no_place,
            bom: self.folder.bom,
            metrics: metrics.to_vec(),
            detail: self.detail(),
            only: self.only.map(|Only::Runs| Table::Runs),
            seeds: self.seeds.0.clone(),
            command: std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect(),
            program: program(),
            policy: loaded.scenario.clone(),
            language: self.language,
        };
        if let Some(message) = beside(&self.folder.out, &loaded.scenario.name, self.language) {
            say_error(&message);
            return Err(REFUSED);
        }
        let draft = Draft::new(&self.folder.out, request, self.folder.force);
        draft.map_err(|error| job::refuse(&error, None, self.language))
    }

    fn detail(&self) -> metric::Detail {
        match self.detail {
            Detail::County => metric::Detail::County,
            Detail::Zone => metric::Detail::Zone,
            Detail::Community => metric::Detail::Community,
        }
    }

    /// Runs one scenario; nothing where not one seed came to its end.
    fn run(&self, loaded: &Loaded, draft: Draft, job: &mut Job) -> Result<Option<Outcome>, u8> {
        let start = Instant::now();
        let seeds = draft.to_run();
        self.tell_taken_up(loaded, &draft);
        let (scenario, detail) = (&loaded.scenario, self.detail());
        if !self.quiet {
            let months = seeds.len() as u64 * u64::from(scenario.months);
            job.show(Ahead::Months(months), &scenario.name);
        }
        let finished = job.run(|runner| {
            let ensemble = Ensemble { scenario, seeds: &seeds, detail, runner };
            ensemble.run(|seed| draft.part(seed))
        });
        let refuse = |error: &OutputError| job::refuse(error, None, self.language);
        let finished = match finished {
            Ok(finished) => finished,
            Err(EnsembleError::Watch(error)) => return Err(refuse(&draft.fail(error))),
            Err(EnsembleError::Threads(error)) => {
                say_error(&error.to_string());
                return Err(INTERNAL);
            }
        };
        self.warn(loaded, &finished, draft.taken_up());
        if finished.is_empty() && draft.taken_up().is_empty() {
            return Ok(None);
        }
        let seeds: Vec<u64> = finished.iter().map(|run| run.seed).collect();
        let written = draft
            .finish(&seeds, job.threads(), start.elapsed().as_secs_f64())
            .map_err(|error| refuse(&error))?;
        Ok(Some(Outcome::new(&loaded.scenario, &seeds, written)))
    }

    /// Tells of seeds that need not be run again.
    fn tell_taken_up(&self, loaded: &Loaded, draft: &Draft) {
        let (seeds, name) = (draft.taken_up().len(), &loaded.scenario.name);
        if seeds > 0 && !self.quiet {
            say_error(&match self.language {
                Language::En => format!(
                    "{name}: {seeds} of {} seeds were finished by a command that was ended, and are taken up",
                    self.seeds.0.len()
                ),
                Language::Zh => format!("{name}：沿用上次中断前已完成的 {seeds} 个种子"),
            });
        }
    }

    fn warn(&self, loaded: &Loaded, finished: &[Finished], taken_up: &[Done]) {
        let (done, all) = (finished.len() + taken_up.len(), self.seeds.0.len());
        if done < all {
            let name = &loaded.scenario.name;
            say_error(&match (self.language, done) {
                (Language::En, 0) => {
                    format!("{name}: interrupted before a seed was finished; nothing was written")
                }
                (Language::Zh, 0) => format!("{name}：运行中断，尚无完成的种子，未写入结果"),
                (Language::En, _) => {
                    format!("{name}: interrupted; seeds finished and kept: {done} of {all}")
                }
                (Language::Zh, _) => {
                    format!("{name}：运行中断，保留已完成的 {done} 个种子（共 {all} 个）")
                }
            });
        }
        let turned_away = finished.iter().map(|run| run.turned_away);
        let turned_away: u64 = turned_away.chain(taken_up.iter().map(|run| run.turned_away)).sum();
        if turned_away > 0 {
            say_error(&format!(
                "{}: {} ({turned_away}, {})",
                self.say("warning", "警告"),
                self.say(
                    "full communities (65,535 adults) could not take newcomers",
                    "社区已满（65,535 名成年人），无法接纳新居民"
                ),
                loaded.scenario.name
            ));
        }
    }
}
