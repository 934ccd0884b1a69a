//! Results on disk: CSV tables, their dictionary, the resolved scenario and the receipt.
//!
//! A result is written into a temporary folder beside its own and moved file by file at the end, so
//! that files appear whole or not at all. Rows are written while runs go on, a part a seed, and put
//! together in the order of seeds.

mod compared;
mod comparison;
mod dictionary;
mod error;
mod file;
mod findings;
mod folder;
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

pub use compared::columns_page;
pub use comparison::{ComparisonFolder, WrittenComparison};
pub use error::{Difference, OutputError};
pub use file::{cannot_write, write_new};
pub use folder::{Draft, Written};
pub use part::Part;
pub use receipt::{Receipt, Request};
pub use table::{Table, number};
pub use trace::trace_table;

/// The commit that the program was built from; `unknown` outside a repository of its own.
pub const COMMIT: &str = env!("COGOV_COMMIT");
