//! Worlds: which joint values of the uncertain settings agree with what is known.

mod emulator;
mod evidence;
mod keeping;
mod matching;
mod matrix;
mod narrow;
mod outcome;

pub use emulator::Emulator;
pub use evidence::{NarrowedBy, narrowed_by};
pub use matching::{Effort, KEPT_SEEDS, Made, MakeError, Wave, implausibilities, make};
pub use narrow::{Narrowed, narrow};
pub use outcome::{Cache, Job, MONTHS, Plan, SHOWN, scaled, unscaled};
pub(crate) use outcome::{scaled_level, value};
