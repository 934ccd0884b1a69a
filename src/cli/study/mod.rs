//! `cogov study`: settings varied by a design, run over many points and seeds, and what moves what.

mod begin;
mod dead;
mod opened;
mod plan;
mod run;
mod sensitivity;
mod skeleton;
mod state;

use clap::{Args, Subcommand};

use crate::quantity::Language;

/// Vary settings by a design: sweeps that survive, and which settings move an outcome
#[derive(Args)]
pub struct Study {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begin a study file: scenarios, factors, design, seeds and outcomes
    New(begin::New),
    /// Check a study file: all mistakes at once, each with its place and what is allowed
    Check(plan::Check),
    /// Tell how many runs, how much time and disk a study takes, and which factors cannot act
    Plan(plan::Plan),
    /// Write the points of a study as CSV, to be edited and used again
    Design(plan::Design),
    /// Run a study, or go on with one that was ended; results in CSV
    Run(run::Run),
    /// Tell what of a study is finished and what is missing
    Status(state::Status),
    /// Put the tables of a study together from what shards have run
    Merge(state::Merge),
    /// Tell which factors move which outcome, and what cannot be told from luck
    Sensitivity(sensitivity::Sensitivity),
}

impl Study {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        match self.command {
            Command::New(new) => new.execute(language),
            Command::Check(check) => check.execute(language),
            Command::Plan(plan) => plan.execute(language),
            Command::Design(design) => design.execute(language),
            Command::Run(run) => run.execute(language),
            Command::Status(status) => status.execute(language),
            Command::Merge(merge) => merge.execute(language),
            Command::Sensitivity(sensitivity) => sensitivity.execute(language),
        }
    }
}
