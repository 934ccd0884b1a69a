//! `cogov worlds make`: worlds that no target rules out.

use std::path::PathBuf;

use ::model::supposed::Target;
use ::study::screen::{Effort, MakeError, Plan, make};
use clap::Args;

use super::shelf::Shelf;
use super::words;
use crate::cli::input::load_all;
use crate::cli::job::{Ahead, Job, Threads};
use crate::cli::{DONE, FAULTS, INTERNAL, REFUSED, completions, say, say_error};
use crate::output::{cannot_write, write_new};
use crate::quantity::Language;
use crate::scenario::{Loaded, Options, load_targets, write_worlds};

/// Packages whose differences tell which settings matter to them.
const PACKAGES: [&str; 4] =
    ["clear-functions", "professional-team", "migrant-inclusion", "comprehensive-funded"];

/// Make worlds that agree with what is known: history matching, then runs
#[derive(Args)]
pub struct Make {
    /// What is known: a file of targets, or the name of a shipped one
    #[arg(long, default_value = "inner-mongolia", value_name = "FILE")]
    targets: String,
    /// The baseline: a scenario file, or the name of a shipped one; its policy is left out
    #[arg(long = "scenario", default_value = "baseline", value_name = "SCENARIO")]
    worlds_scenario: String,
    /// Use the communities of this table (CSV, or FILE.xlsx or FILE.xlsx#SHEET)
    #[arg(long, value_name = "FILE", add = completions::places())]
    place: Option<PathBuf>,
    /// Set any key of the scenario file, as in policy.pay_ratio=0.9
    #[arg(long, value_name = "KEY.PATH=VALUE", add = completions::keys())]
    set: Vec<String>,
    /// Worlds to keep
    #[arg(long, default_value_t = 500, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    keep: u32,
    /// Worlds of the first wave, drawn from all plausible ranges
    #[arg(long = "first", default_value_t = 1200, value_name = "N", value_parser = clap::value_parser!(u32).range(250..=100_000))]
    first_wave: u32,
    /// Worlds of each later wave
    #[arg(long = "wave", default_value_t = 800, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=100_000))]
    wave_worlds: u32,
    /// Later waves
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10))]
    waves: u32,
    /// The most worlds tried for keeping
    #[arg(long, default_value_t = 8000, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    tries: u32,
    /// Months of a run, burn-in among them
    #[arg(long = "months", default_value_t = ::study::screen::MONTHS, value_name = "N", value_parser = clap::value_parser!(u32).range(13..=1200))]
    worlds_months: u32,
    /// Key of all draws: another number, other worlds
    #[arg(long = "key", default_value_t = 1, value_name = "N")]
    worlds_key: u64,
    #[command(flatten)]
    threads: Threads,
    /// Write this file; runs go to FILE.runs until it is whole, so that a stopped command goes on
    #[arg(long = "out", default_value = "worlds.csv", value_name = "FILE")]
    worlds_out: PathBuf,
}

impl Make {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let targets = match load_targets(&self.targets) {
            Ok(found) => found.targets,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        let Some((loaded, packages)) = self.load(language) else { return FAULTS };
        if let Some(message) = refusal(&loaded, &targets, self.worlds_months, language) {
            say_error(&message);
            return FAULTS;
        }
        if self.worlds_out.exists() {
            let error = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            say_error(&cannot_write(&self.worlds_out, &error, language));
            return REFUSED;
        }
        let packages: Vec<_> = packages.into_iter().map(|loaded| loaded.scenario).collect();
        let plan = Plan::new(&loaded.scenario, targets, &packages, self.worlds_months);
        self.make(&plan, &loaded.resolved, language)
    }

    /// The scenario, and the packages in the same place.
    fn load(&self, language: Language) -> Option<(Loaded, Vec<Loaded>)> {
        let options = Options { set: self.set.clone(), months: None, place: self.place.clone() };
        let own =
            load_all(std::slice::from_ref(&self.worlds_scenario), &options, language)?.pop()?;
        let mut packages = Vec::new();
        for name in PACKAGES {
            let loaded = load_all(&[name.to_owned()], &options, language)?.pop()?;
            // A package with conditions of its own would not start from the same history.
            if loaded.scenario.baseline == own.scenario.baseline
                && loaded.scenario.place.communities == own.scenario.place.communities
                && loaded.scenario.burn_in == own.scenario.burn_in
            {
                packages.push(loaded);
            }
        }
        Some((own, packages))
    }

    fn effort(&self) -> Effort {
        Effort {
            key: self.worlds_key,
            threads: self.threads.count(),
            first: self.first_wave as usize,
            wave: self.wave_worlds as usize,
            waves: self.waves as usize,
            keep: self.keep as usize,
            proposals: self.tries as usize,
        }
    }

    fn make(&self, plan: &Plan, resolved: &str, language: Language) -> u8 {
        let of = format!("{resolved}\n{:?}\n{}", plan.targets, plan.today.months);
        let mut shelf = match Shelf::open(&self.worlds_out, &of, language) {
            Ok(shelf) => shelf,
            Err(message) => {
                say_error(&message);
                return REFUSED;
            }
        };
        let mut job = Job::new(&self.threads, language);
        job.show(Ahead::Runs, "");
        let made = {
            let (cache, mut add) = shelf.parts();
            let mut keep = |lines: &str, runs: usize| {
                add(lines);
                job.advance(runs as u64);
            };
            make(plan, self.effort(), cache, job.stop.halt(), &mut keep)
        };
        job.clear();
        if let Some(error) = &shelf.failed {
            say_error(&words::not_kept(error, language));
            return REFUSED;
        }
        let made = match made {
            Ok(made) => made,
            Err(MakeError::Stopped) => {
                say_error(words::stopped(language));
                return job.stop.code();
            }
            Err(MakeError::Threads(error)) => {
                say_error(&error);
                return INTERNAL;
            }
            Err(error) => {
                say_error(&words::trouble(&error, &plan.targets, language));
                return FAULTS;
            }
        };
        let about = words::about(&made, plan, &self.command());
        let text = write_worlds(&made.worlds, &about);
        if let Err(error) = write_new(&self.worlds_out, text.as_bytes()) {
            say_error(&cannot_write(&self.worlds_out, &error, language));
            return REFUSED;
        }
        shelf.remove();
        say(&words::made(&made, plan, language));
        say(&words::wrote(&self.worlds_out, language));
        DONE
    }

    /// The command, as it can be given again.
    fn command(&self) -> String {
        let mut words = vec![format!(
            "cogov worlds make --targets {} --scenario {}",
            self.targets, self.worlds_scenario
        )];
        words.extend(self.place.iter().map(|place| format!("--place {}", place.display())));
        words.extend(self.set.iter().map(|set| format!("--set {set}")));
        words.push(format!(
            "--keep {} --first {} --wave {} --waves {} --tries {} --months {} --key {}",
            self.keep,
            self.first_wave,
            self.wave_worlds,
            self.waves,
            self.tries,
            self.worlds_months,
            self.worlds_key
        ));
        words.join(" ")
    }
}

/// Why targets cannot be read from runs of this scenario, if they cannot.
pub fn refusal(
    loaded: &Loaded,
    targets: &[Target],
    months: u32,
    language: Language,
) -> Option<String> {
    let scenario = &loaded.scenario;
    if months.min(scenario.months) < scenario.burn_in + 12 {
        return Some(words::too_short(scenario.burn_in, language));
    }
    let zones = scenario.place.communities.iter().map(|community| community.zone);
    let here: Vec<_> = zones.collect();
    let lacking =
        targets.iter().find(|target| target.zone.is_some_and(|zone| !here.contains(&zone)));
    lacking.map(|target| words::no_such_zone(target, language))
}
