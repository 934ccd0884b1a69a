//! What ends a command before its time: Ctrl-C and its kin. The first one asks, the second one ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts;
use signal_hook::flag;

use super::INTERRUPTED;
use crate::world::Halt;

/// Whether somebody asked a command to end.
pub struct Stop {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
    halt: Halt,
}

impl Stop {
    /// Listens from now on. A signal that was ignored when the program began stays ignored: so `nohup` works,
    /// and what runs in the background of a script is not ended by the Ctrl-C meant for another.
    pub fn listen() -> Self {
        let asked = Arc::<AtomicBool>::default();
        let stop = Self { halt: Halt::of(asked.clone()), asked, signal: Arc::default() };
        let ignored = ignored();
        for signal in SIGNALS.into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0) {
            // Where a handler cannot be set the signal ends the program, as it does without one. Handlers act
            // in the order in which they are set: a second signal finds the flag set by the first.
            let end = flag::register_conditional_shutdown(signal, 128 + signal, stop.asked.clone());
            let number = usize::try_from(signal).unwrap_or_default();
            let told = flag::register_usize(signal, stop.signal.clone(), number);
            let _ = (end, told, flag::register(signal, stop.asked.clone()));
        }
        stop
    }

    /// The same, for worlds: months that are under way are abandoned.
    pub fn halt(&self) -> &Halt {
        &self.halt
    }

    /// Whether somebody asked. What answers is the flag that lets months which are under way be abandoned.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// The exit code: 128 and the number of the signal, as shells tell it.
    pub fn code(&self) -> u8 {
        match self.signal.load(Ordering::Relaxed) {
            0 => INTERRUPTED,
            signal => u8::try_from(128 + signal).unwrap_or(INTERRUPTED),
        }
    }
}

#[cfg(unix)]
const SIGNALS: [i32; 3] = [consts::SIGINT, consts::SIGTERM, consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [consts::SIGINT, consts::SIGTERM];

/// The signals that are ignored, a bit each. Linux tells; elsewhere asking takes calls that are not safe, and
/// none counts as ignored.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
