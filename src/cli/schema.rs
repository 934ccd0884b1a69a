//! `cogov schema`: the JSON Schema by which editors complete and check scenario files.

use super::{DONE, say};
use crate::quantity::Language;
use crate::scenario::schema;

/// Prints the schema; returns the exit code.
pub fn execute(language: Language) -> u8 {
    say(&format!("{:#}", schema(language)));
    DONE
}
