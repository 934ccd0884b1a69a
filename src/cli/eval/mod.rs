//! `cogov eval`: runs asked for by another program, a line of JSON each way. The place for SALib, EMA, Optuna,
//! R and OpenMOLE to hang on.

mod answer;
mod request;

use std::io::{BufRead, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use serde_json::{Value, json};

use super::job::Threads;
use super::{DONE, program, say};
use crate::experiment::Forks;
use crate::output::{RESULTS, registry_hash};
use crate::quantity::{Language, Phrase};
use request::{Request, Wrong};

/// The version of what is said over the pipe: rises when a program that speaks the old one would go wrong.
const PROTOCOL: u32 = 1;
/// The longest line of a request, in bytes.
const MOST_BYTES: u64 = 1 << 20;
/// Runs that wait for a thread: reading goes no further ahead.
const MOST_WAITING: usize = 256;
/// Adults that worlds kept between requests hold together.
const MOST_ADULTS_KEPT: u64 = 2_000_000;

/// Answer requests for runs, a line of JSON each, for programs that vary settings.
///
/// Reads a request a line from standard input, as in
/// {"id": 7, "scenario": "clear-functions", "set": {"baseline.quit_base": 0.02}, "seeds": "1..4",
/// "metrics": ["staff_turnover"], "pair": "baseline"}, and writes a line for each seed and area, in any
/// order, then one with "done". docs/researchers.md tells the rest.
#[derive(Args)]
pub struct Eval {
    #[command(flatten)]
    threads: Threads,
}

/// A run that is asked for.
struct Job {
    request: Arc<Request>,
    seed: u64,
    open: Arc<AtomicUsize>,
}

impl Eval {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        say(&hello().to_string());
        let threads = self.threads.count();
        let worlds = Forks::new(MOST_ADULTS_KEPT);
        let (send, receive) = sync_channel::<Job>(MOST_WAITING);
        let receive = Mutex::new(receive);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| work(&receive, &worlds));
            }
            let mut input = std::io::stdin().lock();
            while let Some(line) = next_line(&mut input) {
                let request = match line {
                    Line::Blank => continue,
                    Line::Text(text) => request::read(&text, language),
                    Line::TooLong => Err(Wrong::too_long(MOST_BYTES)),
                };
                match request {
                    Ok(request) => {
                        let request = Arc::new(request);
                        let open = Arc::new(AtomicUsize::new(request.seeds.len()));
                        for &seed in &request.seeds {
                            let (request, open) = (Arc::clone(&request), Arc::clone(&open));
                            // Nobody receives any more only where all threads are gone.
                            if send.send(Job { request, seed, open }).is_err() {
                                return;
                            }
                        }
                    }
                    Err(wrong) => say(&wrong.to_json(language).to_string()),
                }
            }
            drop(send);
        });
        DONE
    }
}

/// The first line: who speaks.
fn hello() -> Value {
    let program = program();
    json!({
        "hello": "cogov",
        "protocol": PROTOCOL,
        "version": program.version,
        "commit": program.commit,
        "results": RESULTS,
        "numbers_sha256": program.numbers,
        "registry_sha256": registry_hash(),
    })
}

/// Takes runs one after the other until there will be no more.
fn work(jobs: &Mutex<Receiver<Job>>, worlds: &Forks) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { request, seed, open }) = job else { return };
        for line in answer::answers(&request, seed, worlds) {
            say(&line.to_string());
        }
        if open.fetch_sub(1, Ordering::AcqRel) == 1 {
            say(&json!({"id": request.id, "done": request.seeds.len()}).to_string());
        }
    }
}

/// A line of the input.
enum Line {
    Blank,
    Text(Vec<u8>),
    TooLong,
}

/// The next line; nothing at the end. Of a line that is too long the rest is passed over.
fn next_line(input: &mut impl BufRead) -> Option<Line> {
    let mut bytes = Vec::new();
    let read = input.by_ref().take(MOST_BYTES).read_until(b'\n', &mut bytes).ok()?;
    if read == 0 {
        return None;
    }
    if read as u64 == MOST_BYTES && bytes.last() != Some(&b'\n') {
        let mut is_long = false;
        loop {
            let mut rest = Vec::new();
            let more = input.by_ref().take(MOST_BYTES).read_until(b'\n', &mut rest).ok()?;
            is_long |= more > 1;
            if more == 0 || rest.last() == Some(&b'\n') {
                break;
            }
        }
        if is_long {
            return Some(Line::TooLong);
        }
    }
    let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
    Some(if is_blank { Line::Blank } else { Line::Text(bytes) })
}

/// A sentence in both languages.
fn phrase(en: impl Into<String>, zh: impl Into<String>) -> Phrase {
    Phrase { en: en.into(), zh: zh.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_one_is_read() {
        let long = "x".repeat(2 * MOST_BYTES as usize + 7);
        let mut input = std::io::Cursor::new(format!("{long}\n\n{{}}\nlast"));
        assert!(matches!(next_line(&mut input), Some(Line::TooLong)));
        assert!(matches!(next_line(&mut input), Some(Line::Blank)));
        assert!(matches!(next_line(&mut input), Some(Line::Text(text)) if text == b"{}\n"));
        assert!(matches!(next_line(&mut input), Some(Line::Text(text)) if text == b"last"));
        assert!(next_line(&mut input).is_none());
    }
}
