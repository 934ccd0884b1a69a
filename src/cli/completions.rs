//! `cogov completions`: what a shell offers to complete. A shell asks the program itself, so names of
//! scenarios and identifiers are always those of the program that runs.

use std::ffi::{OsStr, OsString};

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::{CompleteEnv, Shells};

use super::{Cli, DONE, INTERNAL, say, say_error};
use crate::explain::{Kind, subjects};
use crate::metric::METRICS;
use crate::scenario::{shipped, shipped_places};
use crate::setting::{Scope, SettingId, Table};

/// By this variable a shell asks the program.
const VARIABLE: &str = "COGOV_COMPLETE";

/// Print a script by which a shell completes commands, scenarios and identifiers
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl Completions {
    /// Runs the command; returns the exit code.
    pub fn execute(self) -> u8 {
        let name = self.shell.to_possible_value().map_or(String::new(), |it| it.get_name().into());
        let shells = Shells::builtins();
        let mut script = Vec::new();
        let written = shells.completer(&name).map(|shell| {
            shell.write_registration(VARIABLE, "cogov", "cogov", "cogov", &mut script)
        });
        match (written, String::from_utf8(script)) {
            (Some(Ok(())), Ok(script)) => {
                say(script.trim());
                DONE
            }
            _ => {
                say_error(&format!("internal error: no script for {name}"));
                INTERNAL
            }
        }
    }
}

/// Answers a shell that asks what to complete; false where none asks.
pub fn answer(words: &[OsString]) -> bool {
    let folder = std::env::current_dir().ok();
    let complete = CompleteEnv::with_factory(Cli::command).var(VARIABLE).bin("cogov");
    // A shell shows nothing of an error; without an answer it offers nothing.
    complete.try_complete(words, folder.as_deref()).unwrap_or(true)
}

/// Those of some words that begin like what stands there.
fn beginning<'a>(
    current: &OsStr,
    words: impl IntoIterator<Item = (String, &'a str)>,
) -> Vec<CompletionCandidate> {
    let Some(current) = current.to_str() else { return Vec::new() };
    let fitting = words.into_iter().filter(|(word, _)| word.starts_with(current));
    fitting
        .map(|(word, help)| {
            CompletionCandidate::new(word).help((!help.is_empty()).then(|| help.to_owned().into()))
        })
        .collect()
}

/// Files with an ending, and folders.
fn files(current: &OsStr, ending: &'static str) -> Vec<CompletionCandidate> {
    let fits = move |path: &std::path::Path| {
        path.is_dir() || path.extension().is_some_and(|end| end == ending)
    };
    PathCompleter::any().filter(fits).complete(current)
}

/// Names of shipped scenarios, and files.
pub fn scenarios() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let names = shipped().iter().map(|(name, _)| ((*name).to_owned(), ""));
        let mut all = beginning(current, names);
        all.extend(files(current, "toml"));
        all
    })
}

/// Names of shipped places, and files.
pub fn places() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let names = shipped_places().iter().map(|(name, _)| ((*name).to_owned(), ""));
        let mut all = beginning(current, names);
        all.extend(files(current, "csv"));
        all.extend(files(current, "xlsx"));
        all
    })
}

/// Identifiers of metrics.
pub fn metrics() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let all = [("all".to_owned(), "all metrics")];
        let metrics = METRICS.iter().map(|metric| (metric.id.to_owned(), metric.name.en));
        beginning(current, all.into_iter().chain(metrics))
    })
}

/// Identifiers of metrics, before a number.
pub fn metrics_with_number() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let metrics = METRICS.iter().map(|metric| (format!("{}=", metric.id), metric.name.en));
        beginning(current, metrics)
    })
}

/// Keys of a scenario file, before a value.
pub fn keys() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let keys = SettingId::all().map(SettingId::setting).flat_map(|setting| {
            let tables: &[&str] = match (setting.table(), setting.scope) {
                (Table::Horizon, _) => &["horizon"],
                (Table::Place, _) if setting.by_zone => {
                    &["place.urban", "place.rural", "place.pastoral"]
                }
                (Table::Place, _) => &["place"],
                (Table::Values, Scope::Fixed) => &["baseline"],
                (Table::Values, _) => &["baseline", "policy"],
            };
            tables.iter().map(|table| (format!("{table}.{}=", setting.id), setting.name.en))
        });
        beginning(current, keys)
    })
}

/// What `cogov explain` knows.
pub fn words() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let kinds = Kind::ALL.map(|kind| (kind.many().to_owned(), ""));
        let known = subjects().into_iter().filter(|it| it.kind() != Kind::Evidence);
        let known = known.map(|it| {
            let (id, name) = (it.id(), it.name().en);
            (id.to_owned(), if id == name { "" } else { name })
        });
        beginning(current, kinds.into_iter().chain(known))
    })
}
