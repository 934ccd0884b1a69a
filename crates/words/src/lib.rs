//! Words for people: texts in English and Chinese, numbers and lists as people write them, lines of a
//! width, the nearest valid word. No other crate of the project is below this one.

#![warn(unreachable_pub)]

mod nearest;
mod paragraph;
mod phrase;

pub use nearest::nearest;
pub use paragraph::wrap;
pub use phrase::{Language, Phrase, Text, agreed, grouped, shell_word, spelt};
