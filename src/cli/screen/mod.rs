//! `cogov worlds`: which suppositions about people and prices agree with what is known.

mod make;
mod narrow;
mod shelf;
mod words;

use clap::{Args, Subcommand};

use crate::quantity::Language;

/// Make sets of worlds that agree with what is known of real places, and narrow them to one's own
#[derive(Args)]
pub struct Worlds {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Make(make::Make),
    Narrow(narrow::Narrow),
}

impl Worlds {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        match self.command {
            Command::Make(make) => make.execute(language),
            Command::Narrow(narrow) => narrow.execute(language),
        }
    }
}
