//! Results on disk: CSV tables, their dictionary, the resolved scenario and the receipt.
//!
//! A result is written into a temporary folder beside its own and moved file by file at the end, so
//! that files appear whole or not at all. Rows are written while runs go on, a part a seed, and put
//! together in the order of seeds.

mod comparison;
mod dictionary;
mod error;
mod file;
mod findings;
mod folder;
mod mark;
mod neighbours;
mod part;
mod receipt;
mod report;
mod rows;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod trace;
pub mod verify;

pub use comparison::{ComparisonFolder, WrittenComparison};
pub use error::{Difference, OutputError};
pub use file::{cannot_write, write_new};
pub use folder::{Draft, Written};
pub use mark::MARK;
pub use neighbours::same_but_for_case;
pub use part::Part;
pub use receipt::{Receipt, Request, sha256};
pub use table::{Table, number};
pub use trace::trace_table;

/// The commit that the program was built from; `unknown` outside a repository of its own.
pub const COMMIT: &str = env!("COGOV_COMMIT");
