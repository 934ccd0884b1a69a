//! Files that people write, read with all faults at once: TOML as a tree of values that know their place, and
//! faults of any file, each with place, cause and remedy, in English and Chinese.
//!
//! A [`Report`] takes in texts and what is found in them, in the messages of a catalogue ([`catalogue!`],
//! [`Message`]); [`tree`] reads a text into it, [`take`] what a value is, and [`render`] shows a terminal what
//! came out. The crate knows of no model: what it should know of the keys of a kind of file is its [`Guide`].

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

mod catalogue;
mod fault;
mod fields;
pub mod file;
mod guide;
mod message;
pub mod numeral;
pub mod phrases;
mod report;
pub mod slips;
mod syntax;
pub mod take;
pub mod tree;
mod value;
pub mod written;

#[cfg(test)]
mod tests;

pub use catalogue::{Say, shown, spelt, tidy};
pub use fault::{Fault, Faults, Severity, render};
pub use fields::{At, Fields, Found};
pub use guide::Guide;
pub use message::{Absence, FileMessage, Message, Sentences};
pub use report::{Finding, Origin, Report, Source, Spot};
pub use value::Value;
#[doc(hidden)]
pub use words;
