//! Tables of places: one community a row.

use std::collections::BTreeMap;
use std::ops::Range;

use super::column::{Column, Holds};
use super::problem::{Problem, RowFault, Unusual};
use super::rows::{Row, rows};
use super::{CommunityRow, CountyRow, Given, Place, TownshipRow};
use crate::quantity::Zone;

/// The most columns of a table.
pub const MOST_COLUMNS: usize = 1_000;
/// The most communities of a table.
pub const MOST_COMMUNITIES: usize = 100_000;
/// The most counties of a table.
pub const MOST_COUNTIES: usize = 3_000;

/// Letters of a faulty row that are told.
const LONGEST_ROW: usize = 200;

/// The most faults of a table that are told one by one.
const MOST_TOLD: usize = 20;

/// A table that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The place.
    pub place: Place,
    /// Columns that are used, in the order of the registry.
    pub columns: Vec<Column>,
    /// Columns that nothing uses, and where the header names them.
    pub unused: Vec<(String, Range<usize>)>,
    /// What is legal but unusual, a column at most once.
    pub unusual: Vec<Unusual>,
}

/// Reads a table.
///
/// # Errors
/// All faults of the table, the first twenty one by one.
pub fn read_table(text: &str) -> Result<Table, Vec<RowFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Before the fields of millions of columns are taken apart.
    let first = text.split(['\n', '\r']).next().unwrap_or("");
    let commas = first.bytes().filter(|byte| *byte == b',').count();
    if commas > 10 * MOST_COLUMNS {
        let problem = Problem::TooManyColumns { found: commas + 1 };
        return Err(vec![RowFault { span: 0..first.len(), problem }]);
    }
    let mut rows = rows(text);
    let header = match rows.next() {
        None => return Err(vec![RowFault { span: 0..0, problem: Problem::NoHeader }]),
        Some(Err(fault)) => return Err(vec![fault]),
        Some(Ok(header)) if header.fields.len() > MOST_COLUMNS => {
            let problem = Problem::TooManyColumns { found: header.fields.len() };
            return Err(vec![RowFault { span: header.span, problem }]);
        }
        Some(Ok(header)) => header,
    };
    let mut reader = Reader::new(text);
    if reader.read_header(&header) {
        for (number, row) in rows.enumerate() {
            match row {
                Ok(row) if number >= MOST_COMMUNITIES => {
                    reader.fault(row.span_of(text, 0), Problem::TooManyCommunities);
                    break;
                }
                Ok(row) => reader.read_row(&row),
                Err(fault) => reader.fault(fault.span, fault.problem),
            }
            if reader.place.counties.len() > MOST_COUNTIES {
                reader.fault(header.span.clone(), Problem::TooManyCounties);
                break;
            }
        }
        if reader.faults.is_empty() && reader.place.communities.is_empty() {
            reader.fault(header.span, Problem::NoRows);
        }
    }
    reader.finish()
}

/// Columns of a table's header that the program knows, and the bytes on which they stand there, in the
/// order of the registry.
pub fn known_columns(text: &str) -> BTreeMap<Column, Range<usize>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(Ok(header)) = rows(text).next() else { return BTreeMap::new() };
    let span = |at| Some((Column::find(header.field(at))?, header.span_of(text, at)));
    (0..header.fields.len()).filter_map(span).collect()
}

struct Reader<'a> {
    text: &'a str,
    place: Place,
    faults: Vec<RowFault>,
    /// Number of faults, told or not.
    count: usize,
    /// Where each known column stands.
    at: BTreeMap<Column, usize>,
    /// Number of columns.
    width: usize,
    unused: Vec<(String, Range<usize>)>,
    unusual: BTreeMap<Column, Unusual>,
    counties: BTreeMap<String, usize>,
    townships: BTreeMap<(usize, String), usize>,
    /// Bytes where codes stand.
    codes: BTreeMap<String, usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let (counties, townships, communities) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            text,
            place: Place { counties, townships, communities, from_table: true },
            faults: Vec::new(),
            count: 0,
            at: BTreeMap::new(),
            width: 0,
            unused: Vec::new(),
            unusual: BTreeMap::new(),
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

    /// Finds the columns; whether rows can be read by them.
    fn read_header(&mut self, header: &Row) -> bool {
        self.width = header.fields.len();
        if self.width == 1 && header.field(0).contains([';', '\t', '，', '|']) {
            self.fault(header.span_of(self.text, 0), Problem::Separator);
            return false;
        }
        let known = |at| Column::find(&header.field(at).to_lowercase()).is_some();
        if !(0..self.width).any(known) {
            self.fault(header.span_of(self.text, usize::MAX), Problem::NoColumns);
            return false;
        }
        for at in 0..self.width {
            let (name, span) = (header.field(at), header.span_of(self.text, at));
            match Column::find(name) {
                None if name.is_empty() => {}
                None => self.unused.push((name.to_owned(), span)),
                Some(column) if self.at.contains_key(&column) => {
                    self.fault(span, Problem::ColumnTwice { column });
                }
                Some(column) => {
                    self.at.insert(column, at);
                }
            }
        }
        for column in Column::required() {
            if !self.at.contains_key(&column) {
                let others = self.unused.clone();
                let span = header.span_of(self.text, usize::MAX);
                self.fault(span, Problem::MissingColumn { column, others });
            }
        }
        self.faults.is_empty()
    }

    fn read_row(&mut self, row: &Row) {
        // Spreadsheets leave rows of nothing but separators.
        if row.fields.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        if row.fields.len() != self.width {
            if let Some((span, lines)) = row.open_quote(self.text) {
                self.fault(span, Problem::OpenQuote { lines });
                return;
            }
            let (found, wanted) = (row.fields.len(), self.width);
            let span = row.span_of(self.text, usize::MAX);
            let text = self.text.get(row.span.clone()).unwrap_or("");
            let row = text.chars().take(LONGEST_ROW).collect();
            self.fault(span, Problem::RowLength { found, wanted, row });
            return;
        }
        let before = self.count;
        for column in Column::required() {
            if self.words(row, column).is_empty() {
                self.fault(self.span(row, column), Problem::EmptyField { column });
            }
        }
        self.read_code(row);
        let zone = self.zone(row);
        let adults = self.number(row, Column::Adults);
        let share = self.number(row, Column::MigrantShare);
        let given = self.given(row);
        let (Some(zone), Some(adults), Some(migrant_share)) = (zone, adults, share) else { return };
        if self.count > before {
            return;
        }
        let (county, township) = self.area(row);
        self.place.communities.push(CommunityRow {
            code: self.words(row, Column::Code).to_owned(),
            name: self.words(row, Column::Community).to_owned(),
            county,
            township,
            zone,
            adults: adults as u32,
            migrant_share,
            given,
        });
    }

    /// A field of a row without blanks around it; empty where there is no such column.
    fn words<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.at.get(&column).map_or("", |&at| row.field(at))
    }

    fn span(&self, row: &Row, column: Column) -> Range<usize> {
        row.span_of(self.text, self.at.get(&column).copied().unwrap_or(usize::MAX))
    }

    fn read_code(&mut self, row: &Row) {
        let code = self.words(row, Column::Code);
        if code.is_empty() {
            return;
        }
        let span = self.span(row, Column::Code);
        match self.codes.get(code) {
            None => {
                self.codes.insert(code.to_owned(), span.start);
            }
            Some(&first) => {
                let before =
                    if self.count <= MOST_TOLD { self.text.get(..first).unwrap_or("") } else { "" };
                let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
                self.fault(span, Problem::CodeTwice { code: code.to_owned(), line });
            }
        }
    }

    fn zone(&mut self, row: &Row) -> Option<Zone> {
        let found = self.words(row, Column::Zone);
        let zone = Zone::find(found);
        if zone.is_none() && !found.is_empty() {
            let span = self.span(row, Column::Zone);
            self.fault(span, Problem::Zone { found: found.to_owned() });
        }
        zone
    }

    /// A number; none where the field is empty or has a fault.
    fn number(&mut self, row: &Row, column: Column) -> Option<f64> {
        let found = self.words(row, column);
        let (low, high) = column.entry().range().filter(|_| !found.is_empty())?;
        let number = match column.entry().holds {
            Holds::Whole(..) => found.parse::<u32>().ok().map(f64::from),
            _ => found.parse::<f64>().ok(),
        };
        let Some(number) = number.filter(|number| (low..=high).contains(number)) else {
            let problem = Problem::Number { column, found: found.to_owned() };
            self.fault(self.span(row, column), problem);
            return None;
        };
        if column.entry().usual.is_some_and(|(low, high)| !(low..=high).contains(&number)) {
            self.note_unusual(row, column);
        }
        Some(number)
    }

    fn note_unusual(&mut self, row: &Row, column: Column) {
        if let Some(unusual) = self.unusual.get_mut(&column) {
            unusual.count += 1;
            return;
        }
        let (found, span) = (self.words(row, column).to_owned(), self.span(row, column));
        self.unusual.insert(column, Unusual { column, found, span, count: 1 });
    }

    /// What the row gives beyond what it must.
    fn given(&mut self, row: &Row) -> Given {
        let name_zh = Some(self.words(row, Column::CommunityZh)).filter(|name| !name.is_empty());
        let name_zh = name_zh.map(str::to_owned);
        let mut whole = |column| self.number(row, column).map(|number| number as u16);
        let (posts, staff, part_time) =
            (whole(Column::Posts), whole(Column::Staff), whole(Column::PartTime));
        if let Some(posts) = posts {
            for (column, count, most) in
                [(Column::Staff, staff, posts), (Column::PartTime, part_time, posts - 1)]
            {
                if let Some(found) = count.filter(|&count| count > most) {
                    let span = self.span(row, column);
                    self.fault(span, Problem::AbovePosts { column, found, posts });
                }
            }
        }
        let mut settings = Vec::new();
        for &column in Column::ALL {
            if let Some(id) = column.entry().setting()
                && let Some(number) = self.number(row, column)
            {
                settings.push((id, number));
            }
        }
        Given { name_zh, posts, staff, part_time, settings }
    }

    /// Positions of the row's county and of its township, new ones at the end.
    fn area(&mut self, row: &Row) -> (usize, usize) {
        let name_of = |column| self.words(row, column).to_owned();
        let zh_of = |column| Some(name_of(column)).filter(|name| !name.is_empty());
        let (county, county_zh) = (name_of(Column::County), zh_of(Column::CountyZh));
        let (township, township_zh) = (name_of(Column::Township), zh_of(Column::TownshipZh));
        let Place { counties, townships, .. } = &mut self.place;
        let at = *self.counties.entry(county).or_insert_with_key(|name| {
            counties.push(CountyRow { name: name.clone(), name_zh: None });
            counties.len() - 1
        });
        let known = &mut counties[at].name_zh;
        *known = known.take().or(county_zh);
        let county = at;
        let at = *self.townships.entry((county, township)).or_insert_with_key(|(_, name)| {
            townships.push(TownshipRow { name: name.clone(), name_zh: None, county });
            townships.len() - 1
        });
        let known = &mut townships[at].name_zh;
        *known = known.take().or(township_zh);
        (county, at)
    }

    fn finish(mut self) -> Result<Table, Vec<RowFault>> {
        if self.faults.is_empty() {
            return Ok(Table {
                place: self.place,
                columns: self.at.into_keys().collect(),
                unused: self.unused,
                unusual: self.unusual.into_values().collect(),
            });
        }
        if let Some(last) = self.faults.get_mut(MOST_TOLD) {
            last.problem = Problem::More { count: self.count - MOST_TOLD };
        }
        Err(self.faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "code,county,township,community,zone,adults,migrant_share";

    fn table(text: &str) -> Table {
        read_table(text).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    #[test]
    fn what_spreadsheets_leave_behind_is_passed_over() {
        let text = format!("{HEADER},,\r\n1,C,T,A,urban,100,0.1,,\r\n,,,,,,,,\r\n , ,,,,,,,\r\n");
        let table = table(&text);
        assert_eq!((table.place.communities.len(), table.unused.len()), (1, 0));
    }

    #[test]
    fn columns_may_stand_in_any_order_and_names_in_chinese_come_from_the_first_row_that_has_them() {
        let table = table(
            "township_zh,adults,code,posts,county,township,community,zone,migrant_share,county_zh\n\
             ,100,1,,C,T,A,urban,0,\n镇,100,2,5,C,T,B,rural,1,旗\n乡,100,3,,C,T,E,rural,1,县\n",
        );
        assert_eq!(table.place.counties[0].name_zh.as_deref(), Some("旗"));
        assert_eq!(table.place.townships[0].name_zh.as_deref(), Some("镇"));
        let posts: Vec<_> = table.place.communities.iter().map(|row| row.given.posts).collect();
        assert_eq!(posts, [None, Some(5), None]);
        assert!(table.columns.is_sorted() && table.columns.len() == 10);
    }

    #[test]
    fn unusual_values_are_counted_by_column_at_their_first() {
        let row = |code: u32, adults: u32| format!("{code},C,T,A,urban,{adults},0.1\n");
        let text = [HEADER, "\n", &row(1, 500), &row(2, 7), &row(3, 8)].concat();
        let unusual = table(&text).unusual;
        assert_eq!(unusual.len(), 1);
        let Unusual { column, found, span, count } = &unusual[0];
        assert_eq!((*column, found.as_str(), *count), (Column::Adults, "7", 2));
        assert_eq!(&text[span.clone()], "7");
    }
}
