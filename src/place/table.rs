//! Tables of places: one community a row.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rows::{Row, records};
use super::{CommunityRow, MOST_ADULTS, Place, TownshipRow};
use crate::quantity::Zone;

/// The columns that a table must have.
pub const COLUMNS: [&str; 7] =
    ["code", "county", "township", "community", "zone", "adults", "migrant_share"];

/// The most columns of a table.
pub const MOST_COLUMNS: usize = 1000;
/// The most communities of a table.
pub const MOST_COMMUNITIES: usize = 100_000;
/// The most counties of a table.
pub const MOST_COUNTIES: usize = 3000;

/// Letters of a faulty row that are told.
const LONGEST_ROW: usize = 200;

/// The most faults of a table that are told one by one.
const MOST_TOLD: usize = 20;

/// A table that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The place.
    pub place: Place,
    /// Columns that nothing uses, and where the header names them.
    pub unused: Vec<(String, Range<usize>)>,
}

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
        /// Its name.
        column: &'static str,
        /// Columns that are not required, and where the header names them.
        others: Vec<(String, Range<usize>)>,
    },
    /// The first line names none of the columns.
    NoColumns,
    /// A column that is used stands there twice.
    ColumnTwice {
        /// Its name.
        column: String,
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
        column: &'static str,
    },
    /// Two communities have the same code.
    CodeTwice {
        /// The code.
        code: String,
        /// Line of the first.
        line: usize,
    },
    /// A zone that does not exist.
    Zone {
        /// What was found.
        found: String,
    },
    /// Adults that are no whole number, or too many.
    Adults {
        /// What was found.
        found: String,
    },
    /// A share outside 0 to 1.
    Share {
        /// What was found.
        found: String,
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

/// Whether a column is there for readers: it is not used, and nobody expects it to be.
pub fn is_documentation(column: &str) -> bool {
    matches!(column, "league" | "kind" | "basis") || column.ends_with("_zh")
}

/// Reads a table.
///
/// # Errors
/// All faults of the table, the first twenty one by one.
pub fn read_table(text: &str) -> Result<Table, Vec<RowFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new();
    // Before the fields of millions of columns are taken apart.
    let first = text.split(['\n', '\r']).next().unwrap_or("");
    let commas = first.bytes().filter(|byte| *byte == b',').count();
    if commas > 10 * MOST_COLUMNS {
        let problem = Problem::TooManyColumns { found: commas + 1 };
        return Err(vec![RowFault { span: 0..first.len(), problem }]);
    }
    let header = match records(text).next() {
        Some(Ok(header)) if header.fields.len() > MOST_COLUMNS => {
            let problem = Problem::TooManyColumns { found: header.fields.len() };
            return Err(vec![RowFault { span: header.span, problem }]);
        }
        None => return Err(vec![RowFault { span: 0..0, problem: Problem::NoHeader }]),
        Some(Err(fault)) => return Err(vec![fault]),
        Some(Ok(header)) => header,
    };
    let columns = reader.read_header(text, &header);
    if let Some(columns) = columns {
        for (number, row) in records(text).skip(1).enumerate() {
            match row {
                Ok(row) if number >= MOST_COMMUNITIES => {
                    reader.fault(row.span_of(text, 0), Problem::TooManyCommunities);
                    break;
                }
                Ok(row) => reader.read_row(text, &row, &columns),
                Err(fault) => reader.fault(fault.span, fault.problem),
            }
            if reader.place.counties.len() > MOST_COUNTIES {
                reader.fault(header.span.clone(), Problem::TooManyCounties);
                break;
            }
        }
        if reader.faults.is_empty() && reader.place.communities.is_empty() {
            reader.fault(header.span.clone(), Problem::NoRows);
        }
    }
    reader.finish()
}

/// Positions of the required columns, and how many columns there are.
struct Columns {
    at: [usize; COLUMNS.len()],
    count: usize,
}

struct Reader {
    place: Place,
    faults: Vec<RowFault>,
    /// Number of faults, told or not.
    count: usize,
    unused: Vec<(String, Range<usize>)>,
    counties: BTreeMap<String, usize>,
    townships: BTreeMap<(usize, String), usize>,
    /// Bytes where codes stand.
    codes: BTreeMap<String, usize>,
}

impl Reader {
    fn new() -> Self {
        let (counties, townships, communities) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            place: Place { counties, townships, communities, from_table: true },
            faults: Vec::new(),
            count: 0,
            unused: Vec::new(),
            counties: BTreeMap::new(),
            townships: BTreeMap::new(),
            codes: BTreeMap::new(),
        }
    }

    /// Notes a fault; those that are too many are only counted.
    fn fault(&mut self, span: Range<usize>, problem: Problem) {
        self.count += 1;
        if self.count <= MOST_TOLD + 1 {
            self.faults.push(RowFault { span, problem });
        }
    }

    fn read_header(&mut self, text: &str, header: &Row) -> Option<Columns> {
        let names: Vec<&str> = (0..header.fields.len()).map(|at| header.field(at)).collect();
        if let [only] = names.as_slice()
            && only.contains([';', '\t', '，', '|'])
        {
            self.fault(header.span_of(text, 0), Problem::Separator);
            return None;
        }
        if !names.iter().any(|name| COLUMNS.contains(&name.to_lowercase().as_str())) {
            self.fault(header.span_of(text, usize::MAX), Problem::NoColumns);
            return None;
        }
        let is_required = |name: &str| COLUMNS.contains(&name);
        for (number, name) in names.iter().enumerate().filter(|(_, name)| !is_required(name)) {
            self.unused.push(((*name).to_owned(), header.span_of(text, number)));
        }
        let mut at = [0; COLUMNS.len()];
        for (column, place) in COLUMNS.into_iter().zip(&mut at) {
            let mut found =
                names.iter().enumerate().filter(|(_, name)| **name == column).map(|(at, _)| at);
            match found.next() {
                Some(first) => *place = first,
                None => {
                    let problem = Problem::MissingColumn { column, others: self.unused.clone() };
                    self.fault(header.span_of(text, usize::MAX), problem);
                }
            }
            if let Some(second) = found.next() {
                self.fault(
                    header.span_of(text, second),
                    Problem::ColumnTwice { column: column.to_owned() },
                );
            }
        }
        self.faults.is_empty().then_some(Columns { at, count: names.len() })
    }

    fn read_row(&mut self, text: &str, row: &Row, columns: &Columns) {
        if row.fields.len() > 1 && row.fields.iter().all(|field| field.trim().is_empty()) {
            // What spreadsheets leave behind at the end.
            return;
        }
        if row.fields.len() != columns.count {
            if let Some((span, lines)) = row.open_quote(text) {
                self.fault(span, Problem::OpenQuote { lines });
                return;
            }
            let (found, wanted) = (row.fields.len(), columns.count);
            let span = row.span_of(text, usize::MAX);
            let row = text.get(row.span.clone()).unwrap_or("").chars().take(LONGEST_ROW).collect();
            let problem = Problem::RowLength { found, wanted, row };
            self.fault(span, problem);
            return;
        }
        let before = self.count;
        let [code, county, township, community, zone, adults, share] =
            columns.at.map(|at| row.field(at));
        for (column, at) in COLUMNS.into_iter().zip(columns.at) {
            if row.field(at).is_empty() {
                self.fault(row.span_of(text, at), Problem::EmptyField { column });
            }
        }
        self.read_code(text, row, columns.at[0], code);
        let zone =
            self.read(text, row, columns.at[4], Zone::find(zone), |found| Problem::Zone { found });
        let count = adults.parse().ok().filter(|&adults: &u32| adults as usize <= MOST_ADULTS);
        let count = self.read(text, row, columns.at[5], count, |found| Problem::Adults { found });
        let part = share.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share));
        let part = self.read(text, row, columns.at[6], part, |found| Problem::Share { found });
        let (Some(zone), Some(adults), Some(migrant_share)) = (zone, count, part) else { return };
        if self.count > before {
            return;
        }
        let (county, township) = self.area(county, township);
        let (code, name) = (code.to_owned(), community.to_owned());
        self.place.communities.push(CommunityRow {
            code,
            name,
            county,
            township,
            zone,
            adults,
            migrant_share,
        });
    }

    fn read_code(&mut self, text: &str, row: &Row, at: usize, code: &str) {
        if code.is_empty() {
            return;
        }
        let span = row.span_of(text, at);
        match self.codes.get(code) {
            None => {
                self.codes.insert(code.to_owned(), span.start);
            }
            Some(&first) => {
                let before =
                    if self.count <= MOST_TOLD { text.get(..first).unwrap_or("") } else { "" };
                let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
                self.fault(span, Problem::CodeTwice { code: code.to_owned(), line });
            }
        }
    }

    /// A value, or a fault unless the field is empty, which is one already.
    fn read<T>(
        &mut self,
        text: &str,
        row: &Row,
        at: usize,
        value: Option<T>,
        problem: impl FnOnce(String) -> Problem,
    ) -> Option<T> {
        let found = row.field(at);
        if value.is_none() && !found.is_empty() {
            self.fault(row.span_of(text, at), problem(found.to_owned()));
        }
        value
    }

    /// Positions of a county and of its township, new ones at the end.
    fn area(&mut self, county: &str, township: &str) -> (usize, usize) {
        let Place { counties, townships, .. } = &mut self.place;
        let county = *self.counties.entry(county.to_owned()).or_insert_with(|| {
            counties.push(county.to_owned());
            counties.len() - 1
        });
        let township = *self.townships.entry((county, township.to_owned())).or_insert_with(|| {
            townships.push(TownshipRow { name: township.to_owned(), county });
            townships.len() - 1
        });
        (county, township)
    }

    fn finish(mut self) -> Result<Table, Vec<RowFault>> {
        if self.faults.is_empty() {
            return Ok(Table { place: self.place, unused: self.unused });
        }
        if let Some(last) = self.faults.get_mut(MOST_TOLD) {
            last.problem = Problem::More { count: self.count - MOST_TOLD };
        }
        Err(self.faults)
    }
}
