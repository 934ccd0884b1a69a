//! `cogov verify`: a result run again, and compared to the byte.

use std::path::PathBuf;

use clap::Args;

use super::checked::{self, Drawn};
use super::choose;
use super::futures::Source;
use super::job::{Ahead, Job, Threads};
use super::stop::Stop;
use super::{DONE, FAULTS, INTERNAL, REFUSED, program, say, say_error};
use crate::comparison::{Again, Comparison, futures_anew, replay};
use crate::experiment::{Ensemble, EnsembleError, Runner, Shelf};
use crate::futures::Row;
use crate::month::processes;
use crate::output::verify::{Build, Check, Checked, Refusal, Stored};
use crate::output::{Kind, OutputError};
use crate::policy::Scenario;
use crate::quantity::{Language, Text};
use crate::scenario::{Options, load};

/// Run some seeds of a result again and compare its rows, byte by byte
#[derive(Args)]
#[command(after_help = EXIT_CODES.en)]
pub struct Verify {
    /// Folder of a result of cogov run, compare, ablate or choose
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Number of seeds to run again; 0 looks at the bytes alone
    #[arg(
        id = "verify_seeds",
        long = "seeds",
        value_name = "N",
        default_value_t = 2,
        value_parser = clap::value_parser!(u32)
    )]
    seeds: u32,
    /// Run all seeds again
    #[arg(long, conflicts_with = "verify_seeds")]
    all: bool,
    /// Draw the seeds by this number: the same one draws the same seeds [default: a number by chance]
    #[arg(long, value_name = "N")]
    sample_seed: Option<u64>,
    /// The table of the place, where it was left out of the result
    #[arg(id = "verified_place", long = "place", value_name = "FILE")]
    place: Option<PathBuf>,
    /// Also where a build of other sources made the result
    #[arg(long)]
    any_build: bool,
    #[command(flatten)]
    threads: Threads,
    /// No progress, and nothing printed where the result holds
    #[arg(long)]
    quiet: bool,
}

/// What the exit codes mean; those of `verify` alone.
pub const EXIT_CODES: Text = Text {
    en: "Exit codes: 0 the result holds; 3 it does not; 4 it cannot be checked, or not all of it: \
         another version or build made it, its manifest, scenario or place is missing or was edited, \
         or files lie beside it that could pass for its own.",
    zh: "退出码：0 结果无误；3 结果有误；4 无法检查或未能全部检查（由其他版本或构建生成，来源记录、情景、地点表缺失或被改动，\
         或旁边有可能被当作结果的文件）。",
};

impl Verify {
    /// Runs the command; returns the exit code.
    pub fn execute(mut self, language: Language) -> u8 {
        // Whoever forged a result must not know which seeds are looked at.
        self.sample_seed.get_or_insert_with(by_chance);
        let mut stored = match Stored::open(&self.dir) {
            Ok(stored) => stored,
            Err(refusal) => return refuse(&refusal, language),
        };
        if stored.receipt.kind == Kind::Ablation {
            return self.of_ablation(&stored, language);
        }
        let drawn: Vec<Vec<u64>> = stored.arms.iter().map(|arm| self.draw(&arm.seeds)).collect();
        let build = stored.build(&program());
        if !self.quiet {
            let of = Drawn { stored: &stored, seeds: &drawn, number: self.number() };
            say(&checked::heading(&of, language));
            say(&checked::bytes(&stored, language));
        }
        if let Some(warning) = checked::build(build, language) {
            say_error(&warning);
        }
        if self.seeds == 0 && !self.all {
            return self.conclude(&stored, (&[], &drawn), build, language);
        }
        if let Err(refusal) = self.fit(&mut stored, build) {
            return refuse(&refusal, language);
        }
        match scenarios(&stored, language) {
            Ok(scenarios) => self.check(&stored, (&scenarios, &drawn), build, language),
            Err(code) => code,
        }
    }

    /// An ablation, of which the bytes alone are looked at.
    fn of_ablation(&self, stored: &Stored, language: Language) -> u8 {
        if !self.quiet {
            say(&checked::bytes(stored, language));
        }
        if !stored.edited.is_empty() {
            let of = Drawn { stored, seeds: &[], number: self.number() };
            say_error(&checked::fails(&of, &[], language));
            return FAULTS;
        }
        refuse(&Refusal::Ablation(stored.folder.clone()), language)
    }

    /// Whether the result can be run again by this program.
    fn fit(&self, stored: &mut Stored, build: Build) -> Result<(), Refusal> {
        let (receipt, own) = (&stored.receipt, program());
        if receipt.version != own.version {
            return Err(Refusal::Version(receipt.version.clone()));
        }
        if build == Build::Another && !self.any_build {
            return Err(Refusal::Build(receipt.numbers_sha256.clone(), own.numbers));
        }
        stored.check_inputs(self.place.as_deref())
    }

    /// The number that draws the seeds; none where all are run.
    fn number(&self) -> Option<u64> {
        (!self.all).then(|| self.sample_seed.unwrap_or_default())
    }

    fn check(
        &self,
        stored: &Stored,
        (scenarios, drawn): (&[Scenario], &[Vec<u64>]),
        build: Build,
        language: Language,
    ) -> u8 {
        match self.run_again(stored, scenarios, drawn, language) {
            Ok(files) => self.conclude(stored, (&files, drawn), build, language),
            Err(code) => code,
        }
    }

    /// Says what was found; returns the exit code.
    fn conclude(
        &self,
        stored: &Stored,
        (files, drawn): (&[Checked], &[Vec<u64>]),
        build: Build,
        language: Language,
    ) -> u8 {
        let of = Drawn { stored, seeds: drawn, number: self.number() };
        if !self.quiet {
            if !files.is_empty() {
                say(&checked::files(&of, files, language));
            }
            if let Some(others) = checked::others(stored, language) {
                say(&others);
            }
        }
        if !stored.edited.is_empty() || files.iter().any(|file| file.count > 0) {
            say_error(&checked::fails(&of, files, language));
            return FAULTS;
        }
        if let Some(unchecked) = checked::unchecked(stored, build, language) {
            say_error(&unchecked);
            return REFUSED;
        }
        if !self.quiet {
            say(&checked::holds(&of, language));
        }
        DONE
    }

    /// Runs the drawn seeds of each scenario again; returns what was found, file by file, or the exit code.
    fn run_again(
        &self,
        stored: &Stored,
        scenarios: &[Scenario],
        drawn: &[Vec<u64>],
        language: Language,
    ) -> Result<Vec<Checked>, u8> {
        let mut job = Job::new(&self.threads, language);
        if !self.quiet {
            let runs = scenarios.iter().zip(drawn);
            let months =
                runs.map(|(scenario, drawn)| u64::from(scenario.months) * drawn.len() as u64);
            let twice = if self.all && stored.report.is_some() { 2 } else { 1 };
            job.show(Ahead::Months(twice * months.sum::<u64>()), "");
        }
        let found = job.run(|runner| {
            let failed = |error: EnsembleError<OutputError>| fail(&error, language);
            let mut check = Check::new(stored, &program())
                .map_err(|error| failed(EnsembleError::Watch(error)))?;
            for (at, (scenario, drawn)) in scenarios.iter().zip(drawn).enumerate() {
                let ensemble = Ensemble { scenario, seeds: drawn, detail: stored.detail, runner };
                if !check.arm(at, drawn, ensemble).map_err(failed)? {
                    return Err(DONE);
                }
            }
            if stored.choice.is_some() {
                return self.choice(stored, check, scenarios, runner);
            }
            let again = self.again(stored, (scenarios, &check.shelf()), runner)?;
            check.futures(self.futures(stored, scenarios, runner)?);
            Ok(check.finish(again.as_ref(), scenarios))
        });
        found.map_err(|code| match code {
            DONE => interrupted(&job.stop, language),
            code => code,
        })
    }

    /// Ends the check of a choice: its worlds are run again where all is.
    fn choice(
        &self,
        stored: &Stored,
        check: Check,
        arms: &[Scenario],
        runner: Runner,
    ) -> Result<Vec<Checked>, u8> {
        let asked = stored.choice.as_ref().and_then(|of| of.choice.worlds.as_ref());
        let source = match asked.filter(|_| self.all) {
            None => None,
            Some(of) => Some(Source::read(None, of.run).map_err(|faults| {
                say_error(&faults.render(Language::En));
                INTERNAL
            })?),
        };
        match choose::again::check((stored, check), arms, source.as_ref(), runner) {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(DONE),
            Err(error) => {
                say_error(&error.to_string());
                Err(INTERNAL)
            }
        }
    }

    /// As many futures of a comparison as seeds, run again; none where all of it is made again.
    fn futures(&self, stored: &Stored, arms: &[Scenario], runner: Runner) -> Result<Vec<Row>, u8> {
        let Some(report) = stored.report.as_ref().filter(|_| !self.all) else {
            return Ok(Vec::new());
        };
        let worlds = report.futures.iter().flat_map(|of| &of.worlds);
        let numbers: Vec<u64> = worlds.map(|of| u64::from(of.number)).collect();
        let again = Again { arms, month: &processes, runner };
        match futures_anew(report, again, &self.draw(&numbers)) {
            Ok(Some(rows)) => Ok(rows),
            Ok(None) => Err(DONE),
            Err(error) => {
                say_error(&error.to_string());
                Err(INTERNAL)
            }
        }
    }

    /// Makes the report of a comparison again, where all seeds are run; else nothing. The error is the exit code,
    /// that of a command which is done where it was interrupted.
    fn again(
        &self,
        stored: &Stored,
        (arms, shelf): (&[Scenario], &dyn Shelf),
        runner: Runner,
    ) -> Result<Option<Comparison>, u8> {
        let Some(report) = stored.report.as_ref().filter(|_| self.all) else { return Ok(None) };
        let again = Again { arms, month: &processes, runner };
        match replay(report, again, shelf) {
            Ok(Some(again)) => Ok(Some(again)),
            Ok(None) => Err(DONE),
            Err(error) => {
                say_error(&error.to_string());
                Err(INTERNAL)
            }
        }
    }

    /// The seeds of a scenario that are run again.
    fn draw(&self, seeds: &[u64]) -> Vec<u64> {
        if self.all {
            return seeds.to_vec();
        }
        Stored::draw(seeds, self.seeds as usize, self.sample_seed.unwrap_or_default())
    }
}

/// Says that the check was broken off; returns the exit code.
fn interrupted(stop: &Stop, language: Language) -> u8 {
    say_error(checked::INTERRUPTED.say(language));
    stop.code()
}

/// A number that nobody can foretell, short enough to be typed.
fn by_chance() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    // Its keys are drawn by the system; no result depends on them.
    RandomState::new().build_hasher().finish() >> 24
}

/// The scenarios of a result, read from its own files.
fn scenarios(stored: &Stored, language: Language) -> Result<Vec<Scenario>, u8> {
    let mut scenarios = Vec::new();
    for arm in &stored.arms {
        let options = Options { place: arm.place.clone(), ..Options::default() };
        match load(&arm.scenario.display().to_string(), &options) {
            Ok(loaded) => scenarios.push(loaded.scenario),
            Err(faults) => {
                say_error(&faults.render(language));
                return Err(refuse(&Refusal::Unfit(arm.scenario.clone()), language));
            }
        }
    }
    Ok(scenarios)
}

/// Prints why a result cannot be checked, and what to do; returns the exit code.
fn refuse(refusal: &Refusal, language: Language) -> u8 {
    say_error(&checked::refusal(refusal, language));
    REFUSED
}

/// Prints why seeds could not be run again; returns the exit code.
fn fail(error: &EnsembleError<OutputError>, language: Language) -> u8 {
    let word = Text { en: "error: ", zh: "错误：" }.say(language);
    match error {
        EnsembleError::Watch(error) => {
            say_error(&format!("{word}{}", error.say(language)));
            say_error(&format!("  {}", checked::NO_ROOM.say(language)));
            REFUSED
        }
        EnsembleError::Threads(error) => {
            say_error(&format!("{word}{error}"));
            INTERNAL
        }
    }
}
