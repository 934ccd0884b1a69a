//! Worlds: which joint values of the uncertain settings agree with what is known.

mod emulator;
mod evidence;
mod matching;
mod matrix;
mod narrow;
mod outcome;

pub use emulator::Emulator;
pub use evidence::{NarrowedBy, narrowed_by};
pub use matching::{Effort, KEPT_SEEDS, Keep, Made, MakeError, Wave, make};
pub use narrow::{Narrowed, narrow};
pub use outcome::{Cache, Job, MONTHS, Plan, SCREEN_SEEDS, scaled};
pub(crate) use outcome::{scaled_level, value};
