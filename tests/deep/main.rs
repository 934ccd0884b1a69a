//! Checks of doubt that take hours: run by `.ci/deep`, a small cut by `.ci/run`; what they found is kept in
//! docs/checks.
//!
//!     cargo test --release --test deep -- recovery 200
//!     cargo test --release --test deep -- coverage 400
//!     cargo test --release --test deep -- narrowed 400 --truths FILE
//!     cargo test --release --test deep -- signs 500
//!
//! Ends with 1 where a bound does not hold.
#![allow(clippy::print_stdout, reason = "a check says what it found")]
#![allow(missing_docs, reason = "a program of its own")]

mod coverage;
mod recovery;
mod signs;
mod truth;

use std::process::ExitCode;

const USAGE: &str = "deep recovery|coverage|narrowed|signs NUMBER [--outer] [--after N] [--first N] [--wave N] [--waves N] [--truths FILE]";

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let Some(asked) = Asked::read(&given) else {
        println!("{USAGE}");
        return ExitCode::from(2);
    };
    let held = match asked.what.as_str() {
        "recovery" => recovery::check(&asked),
        "coverage" => coverage::check(&asked),
        "narrowed" => coverage::check_narrowed(&asked),
        "signs" => signs::check(&asked),
        _ => Err(USAGE.to_owned()),
    };
    match held {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            println!("{why}");
            ExitCode::from(2)
        }
    }
}

/// What was asked for.
struct Asked {
    what: String,
    truths: u32,
    /// Truths from the outer halves of the plausible ranges, where few worlds are drawn.
    outer: bool,
    first: usize,
    wave: usize,
    waves: usize,
    /// How many truths are passed over: they were tried another time.
    after: u32,
    /// Worlds that are taken for truths: a file.
    from: String,
}

impl Asked {
    fn read(words: &[String]) -> Option<Self> {
        let mut words = words.iter();
        let (what, truths) = (words.next()?.clone(), words.next()?.parse().ok()?);
        let mut asked = Self {
            what,
            truths,
            outer: false,
            first: 600,
            wave: 300,
            waves: 2,
            after: 0,
            from: String::new(),
        };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--outer" => asked.outer = true,
                "--first" => asked.first = words.next()?.parse().ok()?,
                "--wave" => asked.wave = words.next()?.parse().ok()?,
                "--waves" => asked.waves = words.next()?.parse().ok()?,
                "--after" => asked.after = words.next()?.parse().ok()?,
                "--truths" => asked.from = words.next()?.clone(),
                _ => return None,
            }
        }
        Some(asked)
    }
}
