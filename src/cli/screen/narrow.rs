//! `cogov worlds narrow`: those of given worlds that agree with a county of one's own.

use std::path::PathBuf;

use ::study::screen::{Cache, Plan, narrow};
use clap::Args;

use super::make::refusal;
use super::words;
use crate::cli::input::load_all;
use crate::cli::job::{Ahead, Job, Threads};
use crate::cli::{DONE, FAULTS, REFUSED, completions, say, say_error};
use crate::output::{cannot_write, write_new};
use crate::quantity::Language;
use crate::scenario::{Options, load_targets, load_worlds, write_worlds};

/// Keep those of given worlds that agree with what is known of a place of your own
#[derive(Args)]
pub struct Narrow {
    /// What is known there: a file of targets, or the name of a shipped one
    #[arg(long, value_name = "FILE")]
    targets: String,
    /// The worlds: a file, or the name of a shipped one
    #[arg(long = "worlds", default_value = "plausible", value_name = "FILE")]
    worlds_file: String,
    /// The baseline: a scenario file, or the name of a shipped one; its policy is left out
    #[arg(long = "scenario", default_value = "baseline", value_name = "SCENARIO")]
    worlds_scenario: String,
    /// Use the communities of this table (CSV, or FILE.xlsx or FILE.xlsx#SHEET)
    #[arg(long, value_name = "FILE", add = completions::places())]
    place: Option<PathBuf>,
    /// Set any key of the scenario file, as in policy.pay_ratio=0.9
    #[arg(long, value_name = "KEY.PATH=VALUE", add = completions::keys())]
    set: Vec<String>,
    /// Months of a run, burn-in among them
    #[arg(long = "months", default_value_t = ::study::screen::MONTHS, value_name = "N", value_parser = clap::value_parser!(u32).range(13..=1200))]
    worlds_months: u32,
    /// Only the first N of the worlds
    #[arg(long = "most", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    most_worlds: Option<u32>,
    #[command(flatten)]
    threads: Threads,
    /// Write the worlds that are kept to this file [default: only tell]
    #[arg(long = "out", value_name = "FILE")]
    worlds_out: Option<PathBuf>,
}

impl Narrow {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let (targets, worlds) = (load_targets(&self.targets), load_worlds(&self.worlds_file));
        for faults in [targets.as_ref().err(), worlds.as_ref().err()].into_iter().flatten() {
            say_error(&faults.render(language));
        }
        let (Ok(targets), Ok(worlds)) = (targets, worlds) else { return FAULTS };
        let options = Options { set: self.set.clone(), months: None, place: self.place.clone() };
        let own = load_all(std::slice::from_ref(&self.worlds_scenario), &options, language);
        let Some(own) = own.and_then(|mut own| own.pop()) else { return FAULTS };
        if let Some(message) = refusal(&own, &targets.targets, self.worlds_months, language) {
            say_error(&message);
            return FAULTS;
        }
        let out = self.worlds_out.as_ref().filter(|out| out.exists());
        if let Some(out) = out {
            let error = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            say_error(&cannot_write(out, &error, language));
            return REFUSED;
        }
        let mut worlds = worlds.worlds;
        worlds.truncate(self.most_worlds.map_or(usize::MAX, |most| most as usize));
        let plan = Plan::new(&own.scenario, targets.targets, &[], self.worlds_months);
        let mut job = Job::new(&self.threads, language);
        job.show(Ahead::Runs, "");
        let found = narrow(
            &plan,
            &worlds,
            job.threads(),
            &mut Cache::default(),
            job.stop.halt(),
            &mut |_, runs| job.advance(runs as u64),
        );
        job.clear();
        let Some(found) = found else {
            say_error(words::stopped_narrow(language));
            return job.stop.code();
        };
        say(&words::narrowed(&found, &plan, &worlds, language));
        let kept: Vec<_> = worlds
            .into_iter()
            .zip(&found.meets)
            .filter(|(_, meets)| **meets)
            .map(|(world, _)| world)
            .collect();
        match &self.worlds_out {
            Some(out) if !kept.is_empty() => self.write(out, &kept, language),
            _ => DONE,
        }
    }

    fn write(
        &self,
        out: &std::path::Path,
        kept: &[model::supposed::World],
        language: Language,
    ) -> u8 {
        let about = [
            format!("Worlds of {} that agree with {}.", self.worlds_file, self.targets),
            "Numbers and weights are those of the first file.".to_owned(),
        ];
        match write_new(out, write_worlds(kept, &about).as_bytes()) {
            Ok(()) => {
                say(&words::wrote(out, language));
                DONE
            }
            Err(error) => {
                say_error(&cannot_write(out, &error, language));
                REFUSED
            }
        }
    }
}
