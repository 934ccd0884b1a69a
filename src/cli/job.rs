//! What commands that run scenarios share: what is laid over the scenarios, threads, one bar of progress,
//! one Ctrl-C, and one way to refuse.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::completions;
use super::stop::Stop;
use super::{REFUSED, say_error};
use crate::experiment::Runner;
use crate::output::OutputError;
use crate::quantity::{Language, Text};
use crate::scenario::Options;

/// What a command lays over all its scenarios.
#[derive(Args)]
pub struct Over {
    /// Cut runs short after this many months
    #[arg(long, value_name = "N")]
    pub months: Option<u32>,
    /// Set any key of the scenario files, as in policy.pay_ratio=0.9
    #[arg(long, value_name = "KEY.PATH=VALUE", add = completions::keys())]
    pub set: Vec<String>,
    /// Use the communities of this table (CSV, or FILE.xlsx or FILE.xlsx#SHEET)
    #[arg(long, value_name = "FILE", add = completions::places())]
    pub place: Option<PathBuf>,
}

impl Over {
    /// The same for the reader of scenarios.
    pub fn options(&self) -> Options {
        Options { set: self.set.clone(), months: self.months, place: self.place.clone() }
    }

    /// The same as words of a command.
    pub fn words(&self) -> Vec<String> {
        let months = self.months.map(|months| ["--months".to_owned(), months.to_string()]);
        let place = self.place.as_ref();
        let place = place.map(|place| ["--place".to_owned(), place.display().to_string()]);
        let set = self.set.iter().flat_map(|set| ["--set".to_owned(), set.clone()]);
        months.into_iter().chain(place).flatten().chain(set).collect()
    }
}

/// Where the result of a command goes, and how it is written.
#[derive(Args)]
pub struct Folder {
    /// Folder of results
    #[arg(long, default_value = "output", value_name = "DIR")]
    pub out: PathBuf,
    /// Replace another result of the name; files that cogov did not write stay
    #[arg(long)]
    pub force: bool,
    /// Leave tables of places out of the result, for a result that is handed on; their hashes stay
    #[arg(long)]
    pub no_place: bool,
    /// Begin CSV tables with a byte order mark, by which Excel in Chinese reads them right
    #[arg(long)]
    pub bom: bool,
}

/// The threads of a command.
#[derive(Args)]
pub struct Threads {
    /// Threads [default: all processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Threads {
    /// Threads asked for, or all processors.
    pub fn count(&self) -> usize {
        match self.threads {
            Some(threads) => usize::from(threads),
            None => std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
        }
    }
}

/// What is known of the work ahead.
#[derive(Clone, Copy)]
pub enum Ahead {
    /// So many months of runs.
    Months(u64),
    /// So many pieces of another kind: runs, points, units.
    Units(u64),
    /// Months, until the data or the clock say enough.
    Open,
    /// Whole runs, as many as it takes.
    Runs,
}

/// Work that is under way: it can be stopped, and shows how far it is.
pub struct Job {
    /// Whether somebody asked it to end.
    pub stop: Stop,
    bar: ProgressBar,
    threads: usize,
    language: Language,
}

impl Job {
    /// A job that listens for signals; without a bar until it is told what is ahead.
    pub fn new(threads: &Threads, language: Language) -> Self {
        let (stop, threads) = (Stop::listen(), threads.count());
        Self { stop, bar: ProgressBar::hidden(), threads, language }
    }

    /// Shows from now on how far the work is, where standard error is a terminal.
    pub fn show(&mut self, ahead: Ahead, prefix: &str) {
        self.clear();
        if !std::io::stderr().is_terminal() {
            return;
        }
        let length = match ahead {
            Ahead::Months(length) | Ahead::Units(length) => Some(length),
            Ahead::Open | Ahead::Runs => None,
        };
        let template = match ahead {
            Ahead::Months(_) => Text {
                en: "{wide_bar} {percent}% of months, {eta} left",
                zh: "{wide_bar} 已完成 {percent}%，剩余 {eta}",
            },
            Ahead::Units(_) => Text {
                en: "{wide_bar} {pos} of {len}, {eta} left",
                zh: "{wide_bar} {pos} / {len}，剩余 {eta}",
            },
            Ahead::Open => Text {
                en: "{spinner} {human_pos} months run, {elapsed}",
                zh: "{spinner} 已运行 {human_pos} 个月，用时 {elapsed}",
            },
            Ahead::Runs => Text {
                en: "{spinner} {human_pos} runs, {elapsed}",
                zh: "{spinner} 已完成 {human_pos} 次运行，用时 {elapsed}",
            },
        };
        let before = if prefix.is_empty() { "" } else { "{prefix} " };
        let template = format!("{before}{}", template.say(self.language));
        self.bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(4));
        if let Ok(style) = ProgressStyle::with_template(&template) {
            self.bar.set_style(style);
        }
        self.bar.set_prefix(prefix.to_owned());
    }

    /// So much more is done.
    pub fn advance(&self, by: u64) {
        self.bar.inc(by);
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// The threads of the work.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Does the work, which is told how to run, and takes the bar away.
    pub fn run<T>(&self, work: impl FnOnce(Runner) -> T) -> T {
        let done = self.work(work);
        self.clear();
        done
    }

    /// Does a part of the work, which is told how to run.
    pub fn work<T>(&self, work: impl FnOnce(Runner) -> T) -> T {
        let stop = || self.stop.is_asked();
        let progress = |months| self.bar.inc(months);
        work(Runner {
            threads: self.threads,
            stop: &stop,
            progress: &progress,
            halt: Some(self.stop.halt()),
        })
    }
}

/// Prints why nothing was written, and what to do; returns the exit code. A command may have a remedy of
/// its own where a result would be overwritten.
pub fn refuse(error: &OutputError, own: Option<Text>, language: Language) -> u8 {
    let word = Text { en: "error: ", zh: "错误：" };
    say_error(&format!("{}{}", word.say(language), error.say(language)));
    if let Some(own) = own.filter(|_| matches!(error, OutputError::WouldOverwrite { .. })) {
        say_error(own.say(language));
    }
    say_error(&format!("  {}", error.remedy().say(language)));
    REFUSED
}
