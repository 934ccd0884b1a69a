//! `cogov scenario`: list, check, show, compare and begin scenario files.

mod check;
mod diff;
mod list;
mod new;
mod show;
mod upgrade;

use clap::{Args, Subcommand};

use crate::quantity::Language;

/// List, check, show, compare and begin scenario files
#[derive(Args)]
pub struct Scenario {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the shipped scenarios: what each says and changes
    List,
    /// Check files: all mistakes at once, each with its place and what is allowed
    Check(check::Check),
    /// Show what a file and its parents say, or every value in force
    Show(show::Show),
    /// Tell what is different in the second of two scenarios
    Diff(diff::Diff),
    /// Begin a scenario file of your own: everything a policy can set, as comments
    New(new::New),
    /// Rewrite files of an older schema as this program reads them; comments stay
    Upgrade(upgrade::Upgrade),
}

impl Scenario {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        match self.command {
            Command::List => list::execute(language),
            Command::Check(check) => check.execute(language),
            Command::Show(show) => show.execute(language),
            Command::Diff(diff) => diff.execute(language),
            Command::New(new) => new.execute(language),
            Command::Upgrade(upgrade) => upgrade.execute(language),
        }
    }
}
