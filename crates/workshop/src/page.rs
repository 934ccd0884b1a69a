//! A case and its table as one page.

use model::quantity::Language;

use super::{Case, Table};

/// The page.
pub fn page(_: &Case, _: &Table, _: Language) -> String {
    String::new()
}
