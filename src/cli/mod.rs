//! The command line: a file a command. Only this module prints.

mod ablate;
mod afford;
mod case;
mod ceiling;
mod checked;
mod chinese;
mod choose;
mod colour;
mod columns;
mod compare;
mod completions;
mod differences;
mod eval;
mod explain;
mod fit;
mod futures;
mod input;
mod job;
mod man;
mod measure;
mod memory;
mod outcome;
mod place;
mod run;
mod scenario;
mod schema;
mod screen;
mod serve;
mod speech;
mod stop;
mod study;
mod trace;
mod usage;
mod verify;
mod written;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::output::Program;
use crate::quantity::{Language, Text, spelt};
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
    help_template = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}",
    before_help = FIRST.en,
    after_help = examples()
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of messages [default: that of COGOV_LANG, else of the locale]
    #[arg(long, global = true, value_enum, display_order = 100)]
    lang: Option<Lang>,
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

/// What people come for, at the beginning of the help.
const FIRST: Text = Text {
    en: "To begin with:
  a policy against things as they are   cogov compare baseline clear-functions
  your own, one by one and together     cogov compare baseline a b a+b
  the best of many, within a ceiling    cogov choose --goal staff_turnover --ceiling budget:12
  begin a policy of your own            cogov scenario new mine
  your own communities in numbers       cogov place summary ours.csv
  move levers and see, in a browser     cogov serve
  what a word or a number means         cogov explain turnover",
    zh: "从这里开始：
  将一项政策与现状比较          cogov compare baseline clear-functions
  自己的政策，分别与合并实施    cogov compare baseline a b a+b
  在上限之内从多个方案中选择    cogov choose --goal staff_turnover --ceiling budget:12
  新建自己的政策                cogov scenario new mine
  用数字概括自己的社区          cogov place summary ours.csv
  在浏览器中调节政策、即时查看  cogov serve
  说明一个词或一个数字的含义    cogov explain turnover",
};

#[derive(Subcommand)]
enum Command {
    /// Compare scenarios with a baseline on the same seeds: verdicts, report, CSV
    Compare(Box<compare::Compare>),
    /// Run scenarios over many seeds; results in CSV
    Run(run::Run),
    Scenario(scenario::Scenario),
    Place(place::Place),
    Explain(explain::Explain),
    Trace(trace::Trace),
    Verify(verify::Verify),
    Study(study::Study),
    Ablate(ablate::Ablate),
    Fit(fit::FitPackage),
    Choose(Box<choose::Choose>),
    Eval(eval::Eval),
    Worlds(screen::Worlds),
    #[command(name = "case")]
    Case(case::Cases),
    Serve(serve::Serve),
    /// Print a JSON Schema by which editors complete and check scenario files
    Schema,
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    /// Runs the command; returns the exit code.
    fn execute(self, language: Language) -> u8 {
        match self {
            Self::Run(run) => run.execute(language),
            Self::Compare(compare) => compare.execute(language),
            Self::Verify(verify) => verify.execute(language),
            Self::Study(study) => study.execute(language),
            Self::Ablate(ablate) => ablate.execute(language),
            Self::Fit(fit) => fit.execute(language),
            Self::Choose(choose) => choose.execute(language),
            Self::Eval(eval) => eval.execute(language),
            Self::Worlds(worlds) => worlds.execute(language),
            Self::Case(case) => case.execute(language),
            Self::Serve(serve) => serve.execute(language),
            Self::Scenario(scenario) => scenario.execute(language),
            Self::Trace(trace) => trace.execute(language),
            Self::Explain(explain) => explain.execute(language),
            Self::Schema => schema::execute(language),
            Self::Completions(completions) => completions.execute(),
            Self::Man(man) => man.execute(language),
            Self::Place(place) => place.execute(language),
        }
    }
}

/// The shipped scenarios, at the end of the help.
fn examples() -> String {
    let names: Vec<&str> = shipped().iter().map(|(name, _)| *name).collect();
    format!("Shipped scenarios:\n  {}\n  (or the path of your own file)", names.join(", "))
}

/// Runs the command line; a panic becomes one line and an exit code.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        say_error(&format!(
            "internal error: {info}\nThis is a defect of cogov, not of your input; please report it with the command."
        ));
    }));
    let code = std::panic::catch_unwind(|| execute(std::env::args_os().collect()));
    ExitCode::from(with_output(code.unwrap_or(INTERNAL)))
}

/// Runs the command that the words give; returns the exit code.
fn execute(words: Vec<OsString>) -> u8 {
    if completions::answer(&words) {
        return DONE;
    }
    let language = speech::language(&words);
    let command = match language {
        Language::En => Cli::command(),
        Language::Zh => chinese::translate(Cli::command()),
    };
    let matches = command.try_get_matches_from(words);
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(Cli { command, lang }) => command.execute(lang.map_or(language, Language::from)),
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(USAGE);
            // Help that was asked for, or that stands for a command that is missing, is no error.
            let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            if error.use_stderr() && !is_help {
                say_error(&usage::explain(&error, language));
            } else {
                note(error.print().and_then(|()| std::io::stdout().flush()));
            }
            code
        }
    }
}

/// This program, as receipts name it.
fn program() -> Program {
    let [version, commit, numbers, sources] = [
        env!("CARGO_PKG_VERSION"),
        env!("COGOV_COMMIT"),
        env!("COGOV_NUMBERS"),
        env!("COGOV_SOURCES"),
    ]
    .map(str::to_owned);
    Program { version, commit, numbers, sources }
}

/// What standard output refused, as the number of the system's error.
static REFUSED_OUTPUT: OnceLock<String> = OnceLock::new();

/// Prints to standard output; a reader that went away is no error. What else goes wrong is told at the end.
/// Texts of strangers' files may be among what is printed, so nothing that steers a terminal passes here.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    note(writeln!(out, "{}", spelt(text)).and_then(|()| out.flush()));
}

fn note(printed: std::io::Result<()>) {
    if let Err(error) = printed
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        REFUSED_OUTPUT.get_or_init(|| error.to_string());
    }
}

/// The exit code of a command that ended with `code`: what was not printed was not said.
fn with_output(code: u8) -> u8 {
    match REFUSED_OUTPUT.get() {
        Some(error) => {
            say_error(&format!(
                "error: standard output cannot be written (标准输出无法写入): {error}"
            ));
            if code == DONE { REFUSED } else { code }
        }
        None => code,
    }
}

/// Prints to standard error, as [`say`] does; labels in colour on a terminal.
fn say_error(text: &str) {
    let text = spelt(text);
    let painted = colour::paint(&text, colour::is_wanted());
    let _ = writeln!(std::io::stderr().lock(), "{painted}");
}
