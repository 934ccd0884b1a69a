//! Integration tests in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    reason = "a panic is a failed test; what tests print or compare with is no result"
)]

mod ablate;
mod case_command;
mod cases;
mod choose;
mod cli;
mod common;
mod compare;
mod compare_command;
mod controls;
mod docs;
mod examples;
mod explain;
mod fit;
mod formulas;
mod futures;
mod house;
mod laws;
mod layers;
mod limits;
mod lives;
mod outside;
mod own_numbers;
mod packages;
mod pairing;
mod patterns;
mod place_command;
mod report;
mod researchers;
mod scenario_command;
mod shell;
mod study;
mod sturdy;
mod trace;
mod verify;
mod workshop_command;
mod worlds_command;
