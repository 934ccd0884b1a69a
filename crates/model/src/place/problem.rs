//! What can be wrong with a table of a place, and what is unusual.

use std::ops::Range;

use super::column::Column;

/// Something wrong with a table.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFault {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// It is empty.
    NoHeader,
    /// Columns are separated by something else than commas.
    Separator,
    /// A required column is missing.
    MissingColumn {
        /// The column.
        column: Column,
        /// Headers that nothing knows.
        others: Vec<(String, Range<usize>)>,
    },
    /// The first line names none of the columns.
    NoColumns,
    /// A column that is used stands there twice.
    ColumnTwice {
        /// The column.
        column: Column,
    },
    /// A row has more or fewer fields than the header.
    RowLength {
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        wanted: usize,
        /// What stands there, cut short.
        row: String,
    },
    /// A double quote that is not closed: the field runs over several lines.
    OpenQuote {
        /// How many.
        lines: usize,
    },
    /// A required field is empty.
    EmptyField {
        /// Its column.
        column: Column,
    },
    /// Two communities have the same code.
    CodeTwice {
        /// The code.
        code: String,
        /// Line of the first.
        line: usize,
    },
    /// There are more columns than a table may have.
    TooManyColumns {
        /// How many.
        found: usize,
    },
    /// There are more communities than a table may have.
    TooManyCommunities,
    /// There are more counties than a table may have.
    TooManyCounties,
    /// A zone that does not exist.
    Zone {
        /// What was found.
        found: String,
    },
    /// No number, or one outside the legal range of its column.
    Number {
        /// The column.
        column: Column,
        /// What was found.
        found: String,
    },
    /// More cadres or part-time posts than the row's posts allow.
    AbovePosts {
        /// [`Column::Staff`] or [`Column::PartTime`].
        column: Column,
        /// How many there are.
        found: u16,
        /// Posts of the row.
        posts: u16,
    },
    /// There are no communities.
    NoRows,
    /// Not CSV.
    Broken {
        /// Why.
        why: String,
    },
    /// Further faults.
    More {
        /// How many.
        count: usize,
    },
}

/// Legal values of a column that are outside of what is usual.
#[derive(Clone, Debug, PartialEq)]
pub struct Unusual {
    /// The column.
    pub column: Column,
    /// The first of them.
    pub found: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// How many there are.
    pub count: usize,
}
