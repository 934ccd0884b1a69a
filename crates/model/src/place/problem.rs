//! What can be wrong with a table of a place, and what is unusual.

use std::ops::Range;

use super::column::Column;
use crate::setting::WrongSpan;

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
    NoColumns {
        /// A line further down that does.
        line: Option<usize>,
    },
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
        /// Columns that the row does not reach.
        beyond: Vec<Column>,
        /// A number that a comma inside takes apart, as it is to be written.
        torn: Option<String>,
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
        /// What stands in the nearest row above, where cells of a spreadsheet may have been joined.
        above: Option<String>,
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
    /// A row that names the columns once more.
    HeaderTwice,
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
    /// A sign that the table is not what is meant.
    Sign(Sign),
    /// There are no communities.
    NoRows,
    /// There are communities, but nobody lives in them.
    Nobody,
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

/// Legal values of a column that are not what is usual.
#[derive(Clone, Debug, PartialEq)]
pub struct Unusual {
    /// The column.
    pub column: Column,
    /// In what they are unusual.
    pub how: Oddity,
    /// The first of them.
    pub found: String,
    /// The number that it is.
    pub number: f64,
    /// Where it stands.
    pub span: Range<usize>,
    /// Lines of all their rows, ascending.
    pub lines: Vec<usize>,
    /// Names of the counties of these rows, in their order.
    pub counties: Vec<String>,
}

/// In what a legal value is unusual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Oddity {
    /// It is outside of what is usual.
    Outside,
    /// It is usual, but so far from the setting's default that it may count another span of time.
    Span {
        /// The span that may be meant.
        span: WrongSpan,
        /// The default in the zone of the row.
        default: f64,
    },
}

/// A sign that a table is not what is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// Where the first stands.
    pub span: Range<usize>,
    /// Lines of all rows that it speaks of, ascending.
    pub lines: Vec<usize>,
    /// What it is.
    pub what: What,
    /// Whether it can mean nothing else.
    pub certain: bool,
}

/// What a table shows that is not meant.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Rows of totals among those of communities.
    Totals {
        /// What the first is called.
        found: String,
        /// Its adults.
        adults: Option<u64>,
        /// Of how many other rows they are the sum; 0 where only its name tells.
        rows: usize,
    },
    /// One place under several codes.
    SamePlace {
        /// Its name.
        found: String,
        /// Its codes.
        codes: String,
    },
    /// Two names of areas, or two codes, that differ only in what nobody means.
    NearNames {
        /// [`Column::Code`], [`Column::County`] or [`Column::Township`].
        column: Column,
        /// One of them.
        one: String,
        /// The other.
        other: String,
        /// In what they differ.
        by: Difference,
    },
    /// Names that lost their letters on the way.
    DamagedNames {
        /// The column of the first.
        column: Column,
        /// The first.
        found: String,
    },
    /// Codes that a spreadsheet changed.
    DamagedCodes {
        /// The first.
        found: String,
        /// What it did.
        how: Damage,
    },
    /// Rows that end before the header does, in optional columns.
    ShortRows {
        /// The first column that is not there.
        column: Column,
    },
    /// A county of communities in which nobody lives.
    EmptyCounty {
        /// Its name.
        found: String,
    },
}

/// In what two names differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Capital and small letters.
    Case,
    /// Blanks.
    Blanks,
    /// Signs that nobody sees, wide letters for narrow ones, or those of another alphabet that look alike.
    Unseen,
    /// Zeros before a code, or a point and zero behind it.
    Zeros,
    /// The word for the kind of area at the end: 白杨 and 白杨旗, Aspen and Aspen County.
    Kind,
}

/// What a spreadsheet does to codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// `1.5E+11`.
    Exponent,
    /// `001` became `1`.
    LostZeros,
    /// `101` became `101.0`.
    PointZero,
    /// Digits behind the fifteenth became zeros.
    Rounded,
    /// `3-1` became a date.
    Date,
}
