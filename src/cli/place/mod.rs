//! `cogov place`: check, summarise and invent tables of communities.

mod check;
mod generate;
mod summary;

use clap::{Args, Subcommand};

use crate::quantity::Language;

/// Check, summarise and invent tables of communities
#[derive(Args)]
pub struct Place {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Summary(summary::Summary),
    Generate(generate::Generate),
}

impl Place {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        match self.command {
            Command::Check(check) => check.execute(language),
            Command::Summary(summary) => summary.execute(language),
            Command::Generate(generate) => generate.execute(language),
        }
    }
}
