//! Words for people: texts in English and Chinese, numbers and lists as people write them, lines of a
//! width, the nearest valid word. No other crate of the project is below this one.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

mod nearest;
mod number;
mod paragraph;
mod phrase;
mod say;

pub use nearest::nearest;
pub use number::{narrowed, thousands};
pub use paragraph::wrap;
pub use phrase::{Language, Phrase, Text, agreed, grouped, shell_word, spelt};
pub use say::{Spoken, check_gaps};
