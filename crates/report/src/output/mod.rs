//! Results on disk: CSV tables, their dictionary, the resolved scenario and the receipt.
//!
//! A result is written beside the files of its folder and takes their place at the end ([`room`]), so that the
//! folder holds the old or the new one, whenever the program ends. Rows are written while runs go on, a part a
//! seed, and put together in the order of seeds.

mod ablation;
mod choice;
mod chosen;
mod column_words;
mod column_words_of_money;
mod compared;
mod comparison;
mod dictionary;
mod earlier;
mod error;
mod file;
mod findings;
mod folder;
mod future_words;
mod gathered;
mod lives;
mod mark;
mod neighbours;
mod of_futures;
mod of_why;
mod part;
mod receipt;
mod registry;
mod report;
pub mod room;
mod rows;
mod run_words;
pub mod study;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod trace;
pub mod verify;

mod voted;
mod voted_words;
mod why_words;

pub use ablation::AblationFolder;
pub use choice::ChoiceReport;
pub use chosen::{ChoiceFolder, Choosing};
pub use compared::columns_page;
pub use comparison::{ArmText, ComparisonFolder, Versus, WrittenComparison};
pub use error::{Change, Difference, OutputError};
pub use file::{cannot_write, replace, write_new};
pub use folder::{Draft, Written};
pub use mark::MARK;
pub use neighbours::same_but_for_case;
pub use part::Part;
pub use receipt::{Kind, Program, RESULTS, Receipt, Request, Source, sha256, short, titles};
pub use registry::registry_hash;
pub use room::disk::read_text;
pub use table::{Table, number, of_metric};
pub use trace::trace_table;
