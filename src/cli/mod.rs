//! The command line: a file a command. Only this module prints.

mod checked;
mod chinese;
mod columns;
mod compare;
mod completions;
mod differences;
mod explain;
mod input;
mod man;
mod measure;
mod outcome;
mod place;
mod run;
mod scenario;
mod schema;
mod trace;
mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::quantity::Language;
use crate::scenario::shipped;

/// Done.
const DONE: u8 = 0;
/// A defect of the program.
const INTERNAL: u8 = 1;
/// The command line is wrong.
const USAGE: u8 = 2;
/// Faults in the input.
const FAULTS: u8 = 3;
/// A result would be overwritten, or the disk is full.
const REFUSED: u8 = 4;
/// Interrupted.
const INTERRUPTED: u8 = 130;

/// Simulates grassroots community governance under policies that you write in a small file: how
/// participation, staff turnover, service, trust, inclusion of migrants, conflict and spending change,
/// and how sure one can be.
#[derive(Parser)]
#[command(
    name = "cogov",
    version,
    after_help = examples()
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of messages
    #[arg(long, global = true, value_enum, default_value_t = Lang::En, display_order = 100)]
    lang: Lang,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    En,
    Zh,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Zh => Self::Zh,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Run scenarios over many seeds; results in CSV
    Run(run::Run),
    Scenario(scenario::Scenario),
    Place(place::Place),
    /// Compare scenarios with a baseline on the same seeds: verdicts, report, CSV
    Compare(compare::Compare),
    Trace(trace::Trace),
    Verify(verify::Verify),
    Explain(explain::Explain),
    /// Print a JSON Schema by which editors complete and check scenario files
    Schema,
    Completions(completions::Completions),
    Man(man::Man),
}

/// An example and the shipped scenarios, at the end of the help.
fn examples() -> String {
    let names: Vec<&str> = shipped().iter().map(|(name, _)| *name).collect();
    format!(
        "Example:\n  cogov run baseline clear-functions --seeds 40\n\nShipped scenarios:\n  {}\n  \
         (or the path of your own file)",
        names.join(", ")
    )
}

/// Runs the command line; a panic becomes one line and an exit code.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        say_error(&format!(
            "internal error: {info}\nThis is a defect of cogov, not of your input; please report it with the command."
        ));
    }));
    let code = std::panic::catch_unwind(|| execute(std::env::args_os().collect()));
    ExitCode::from(code.unwrap_or(INTERNAL))
}

/// Runs the command that the words give; returns the exit code.
fn execute(words: Vec<OsString>) -> u8 {
    if completions::answer(&words) {
        return DONE;
    }
    let chinese = chinese::is_wanted(&words);
    let command = if chinese { chinese::translate(Cli::command()) } else { Cli::command() };
    let matches = command.try_get_matches_from(words);
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(Cli { command, lang }) => match command {
            Command::Run(run) => run.execute(lang.into()),
            Command::Compare(compare) => compare.execute(lang.into()),
            Command::Verify(verify) => verify.execute(lang.into()),
            Command::Scenario(scenario) => scenario.execute(lang.into()),
            Command::Trace(trace) => trace.execute(lang.into()),
            Command::Explain(explain) => explain.execute(lang.into()),
            Command::Schema => schema::execute(lang.into()),
            Command::Completions(completions) => completions.execute(),
            Command::Man(man) => man.execute(lang.into()),
            Command::Place(place) => place.execute(lang.into()),
        },
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(USAGE);
            if chinese && error.use_stderr() {
                say_error(&chinese::explain(&error));
            } else {
                let _ = error.print();
            }
            code
        }
    }
}

/// Prints to standard output; a reader that went away is no error.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints to standard error.
fn say_error(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
