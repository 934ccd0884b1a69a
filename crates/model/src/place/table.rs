//! Tables of places: one community a row.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::column::{Column, Holds};
use super::header::Header;
use super::number::{real, whole};
use super::problem::{Oddity, Problem, RowFault, Sign, Unusual};
use super::rows::{Row, rows};
use super::signs::{Line, is_exponent, signs};
use super::{CommunityRow, CountyRow, Given, Place, TownshipRow};
use crate::quantity::{Zone, round};
use words::{narrowed, thousands};

/// The most columns of a table.
pub const MOST_COLUMNS: usize = 1_000;
/// The most communities of a table.
pub const MOST_COMMUNITIES: usize = 100_000;
/// The most counties of a table.
pub const MOST_COUNTIES: usize = 3_000;

/// The most faults of a table that are told one by one.
const MOST_TOLD: usize = 20;

/// A table that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The place.
    pub place: Arc<Place>,
    /// Columns that are used, in the order of the registry.
    pub columns: Vec<Column>,
    /// The encoding of its file, where it is not UTF-8.
    pub encoding: Option<&'static str>,
    /// Those of them that have another header.
    pub renamed: Vec<(String, Column)>,
    /// Where residents stand for adults.
    pub derived: Option<Range<usize>>,
    /// Columns that nothing uses, and where the header names them.
    pub unused: Vec<(String, Range<usize>)>,
    /// What is legal but unusual, a column at most once a kind.
    pub unusual: Vec<Unusual>,
    /// What shows that the table may not be what is meant.
    pub signs: Vec<Sign>,
}

/// Reads a table; where residents stand for adults, there are so many residents for each in a zone.
///
/// # Errors
/// All faults of the table, the first twenty one by one.
pub fn read_table(text: &str, residents_per_adult: [f64; 3]) -> Result<Table, Vec<RowFault>> {
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
    let mut reader = Reader::new(text, residents_per_adult);
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
        reader.look_at_all(header.span);
    }
    reader.finish()
}

/// Columns of a table's header that the program reads, and the bytes on which they stand there, in the
/// order of the registry.
pub fn known_columns(text: &str) -> BTreeMap<Column, Range<usize>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(Ok(row)) = rows(text).next() else { return BTreeMap::new() };
    let at = Header::of(&row, text).at.into_iter();
    at.map(|(column, at)| (column, row.span_of(text, at))).collect()
}

/// A table that is being read.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    place: Place,
    faults: Vec<RowFault>,
    /// Number of faults, told or not.
    count: usize,
    /// Where each known column stands.
    pub(super) at: BTreeMap<Column, usize>,
    /// Number of columns.
    pub(super) width: usize,
    unused: Vec<(String, Range<usize>)>,
    unusual: Vec<Unusual>,
    counties: BTreeMap<String, usize>,
    townships: BTreeMap<(usize, String), usize>,
    /// Lines where codes stand.
    codes: BTreeMap<String, usize>,
    residents_per_adult: [f64; 3],
    renamed: Vec<(String, Column)>,
    derived: Option<Range<usize>>,
    /// What is known of the rows.
    lines: Vec<Line>,
    /// Rows that are shorter than the header, in optional columns.
    pub(super) short: Option<Sign>,
    signs: Vec<Sign>,
    /// How many bytes and lines of the text were passed.
    passed: (usize, usize),
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, residents_per_adult: [f64; 3]) -> Self {
        let (counties, townships, communities) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            text,
            place: Place { counties, townships, communities, from_table: true },
            faults: Vec::new(),
            count: 0,
            at: BTreeMap::new(),
            width: 0,
            unused: Vec::new(),
            unusual: Vec::new(),
            counties: BTreeMap::new(),
            townships: BTreeMap::new(),
            codes: BTreeMap::new(),
            residents_per_adult,
            renamed: Vec::new(),
            derived: None,
            lines: Vec::new(),
            short: None,
            signs: Vec::new(),
            passed: (0, 1),
        }
    }

    /// The line of a byte; the bytes asked for ascend.
    pub(super) fn line_of(&mut self, at: usize) -> usize {
        let (from, line) = self.passed;
        let between = self.text.get(from..at).unwrap_or("");
        let line = line + between.bytes().filter(|byte| *byte == b'\n').count();
        self.passed = (at.max(from), line);
        line
    }

    /// Notes a fault; those that are too many are only counted.
    pub(super) fn fault(&mut self, span: Range<usize>, problem: Problem) {
        self.count += 1;
        if self.count <= MOST_TOLD + 1 {
            self.faults.push(RowFault { span, problem });
        }
    }

    /// Finds the columns; whether rows can be read by them.
    fn read_header(&mut self, row: &Row) -> bool {
        let header = Header::of(row, self.text);
        self.width = row.fields.len();
        self.derived = header.at.get(&Column::Residents).map(|&at| row.span_of(self.text, at));
        (self.at, self.renamed, self.unused) = (header.at, header.renamed, header.unused);
        for RowFault { span, problem } in header.faults {
            let problem = match problem {
                Problem::NoColumns { .. } => Problem::NoColumns { line: self.header_below() },
                problem => problem,
            };
            self.fault(span, problem);
        }
        self.faults.is_empty()
    }

    /// A line below the first that names most columns that a table must have.
    fn header_below(&self) -> Option<usize> {
        const MOST_LOOKED_AT: usize = 20;
        let named = |row: &Row| {
            let known = (0..row.fields.len()).filter_map(|at| Column::meant(row.field(at)));
            known.filter(|column| column.entry().required).count()
        };
        let rows = rows(self.text).take(MOST_LOOKED_AT).filter_map(Result::ok);
        let row = rows.filter(|row| named(row) > 2).find(|row| row.fields.len() < MOST_COLUMNS)?;
        let before = self.text.get(..row.span.start)?;
        Some(before.bytes().filter(|byte| *byte == b'\n').count() + 1)
    }

    fn read_row(&mut self, row: &Row) {
        // Spreadsheets leave rows of nothing but separators.
        if row.fields.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        if self.names_columns(row) {
            self.fault(row.span_of(self.text, usize::MAX), Problem::HeaderTwice);
            return;
        }
        // A note below the table, filled up with separators by a spreadsheet.
        let is_note = row.fields.len() > 1 && !row.field(0).is_empty();
        if is_note && (1..row.fields.len()).all(|at| row.field(at).is_empty()) {
            let (found, wanted) = (1, self.width);
            let (span, row) = (row.span_of(self.text, 0), row.field(0).to_owned());
            let problem = Problem::RowLength { found, wanted, row, beyond: Vec::new(), torn: None };
            self.fault(span, problem);
            return;
        }
        if !self.is_long_enough(row) {
            self.tell_length(row);
            return;
        }
        let before = self.count;
        for column in Column::required() {
            if self.words(row, column).is_empty() && self.at.contains_key(&column) {
                let above = || Some(self.lines.last()?.name(column)?.to_owned());
                let problem = Problem::EmptyField { column, above: above() };
                self.fault(self.span(row, column), problem);
            }
        }
        let number = self.read_code(row);
        let zone = self.zone(row);
        let adults = self.adults(row, zone);
        let share = self.number(row, Column::MigrantShare);
        let given = self.given(row);
        self.note_line(row, number, self.count > before);
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

    /// Whether a row names the columns once more: in another language, or where a page of the sheet begins. A
    /// word stands there for the share of migrants.
    fn names_columns(&self, row: &Row) -> bool {
        let share = self.words(row, Column::MigrantShare);
        let is_word = share.starts_with(|letter: char| letter.is_alphabetic());
        let named = || {
            let fields = 0..row.fields.len().min(MOST_COLUMNS);
            fields.filter_map(|at| Column::meant(row.field(at)))
        };
        is_word && named().filter(|column| column.entry().required).count() > 2
    }

    /// A field of a row without blanks around it; empty where there is no such column.
    fn words<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.at.get(&column).map_or("", |&at| row.field(at))
    }

    fn span(&self, row: &Row, column: Column) -> Range<usize> {
        row.span_of(self.text, self.at.get(&column).copied().unwrap_or(usize::MAX))
    }

    /// Looks at a row's code; the line of the row.
    fn read_code(&mut self, row: &Row) -> usize {
        let code = self.words(row, Column::Code);
        let number = self.line_of(row.span.start);
        match self.codes.get(code) {
            _ if code.is_empty() => {}
            None => {
                self.codes.insert(code.to_owned(), number);
            }
            // That is told of all such codes at once.
            Some(_) if is_exponent(code) => {}
            Some(&line) => {
                let span = self.span(row, Column::Code);
                self.fault(span, Problem::CodeTwice { code: code.to_owned(), line });
            }
        }
        number
    }

    pub(super) fn note_line(&mut self, row: &Row, number: usize, faulty: bool) {
        let column = if self.derived.is_some() { Column::Residents } else { Column::Adults };
        let name = |column| self.words(row, column).to_owned();
        let adults = narrowed(self.words(row, column)).replace([',', ' '], "");
        let adults = whole(&adults).or_else(|| thousands(&adults));
        // More would be no number of people, and sums of such numbers none.
        let adults = adults.filter(|adults| *adults < 1e12).map(|adults| adults as u64);
        let [code, county, township, community] =
            [Column::Code, Column::County, Column::Township, Column::Community].map(name);
        let span = row.span_of(self.text, usize::MAX);
        self.lines.push(Line { span, number, code, county, township, community, adults, faulty });
    }

    fn zone(&mut self, row: &Row) -> Option<Zone> {
        let found = self.words(row, Column::Zone);
        let zone = Zone::meant(found);
        if zone.is_none() && !found.is_empty() {
            let span = self.span(row, Column::Zone);
            self.fault(span, Problem::Zone { found: found.to_owned() });
        }
        zone
    }

    /// Adults, given or derived from residents.
    fn adults(&mut self, row: &Row, zone: Option<Zone>) -> Option<f64> {
        if self.derived.is_none() {
            return self.number(row, Column::Adults);
        }
        if self.words(row, Column::Residents).is_empty() {
            let problem = Problem::EmptyField { column: Column::Residents, above: None };
            self.fault(self.span(row, Column::Residents), problem);
        }
        let residents = self.number(row, Column::Residents)?;
        let adults = round(residents / self.residents_per_adult[zone?.index()]);
        if adults > super::MOST_ADULTS as i64 {
            let found = self.words(row, Column::Residents).to_owned();
            let problem = Problem::Number { column: Column::Residents, found };
            self.fault(self.span(row, Column::Residents), problem);
            return None;
        }
        Some(adults as f64)
    }

    /// A number; none where the field is empty or has a fault.
    fn number(&mut self, row: &Row, column: Column) -> Option<f64> {
        let found = self.words(row, column);
        let (low, high) = column.entry().range().filter(|_| !found.is_empty())?;
        let legal = |number: &f64| (low..=high).contains(number);
        let number = match column.entry().holds {
            Holds::Whole(..) => whole(found),
            // Where both could be meant nobody knows.
            _ => real(found)
                .filter(|_| !thousands(&narrowed(found)).is_some_and(|number| legal(&number))),
        };
        let Some(number) = number.filter(legal) else {
            let problem = Problem::Number { column, found: found.to_owned() };
            self.fault(self.span(row, column), problem);
            return None;
        };
        if let Some(how) = self.oddity(row, column, number) {
            self.note_unusual(row, column, number, how);
        }
        Some(number)
    }

    /// In what a legal number is unusual, if it is.
    fn oddity(&self, row: &Row, column: Column, number: f64) -> Option<Oddity> {
        let entry = column.entry();
        let (low, high) = entry.usual?;
        let is_usual = |number: f64| (low..=high).contains(&number);
        if !is_usual(number) {
            return Some(Oddity::Outside);
        }
        let zone = Zone::meant(self.words(row, Column::Zone))?;
        let setting = entry.setting()?.setting();
        let default = setting.default[zone.index()];
        let span = setting.slip_of_time(number, default)?;
        // Ten thousands in a column of yuan are no number for a month.
        is_usual(span.other(number)).then_some(Oddity::Span { span, default })
    }

    fn note_unusual(&mut self, row: &Row, column: Column, number: f64, how: Oddity) {
        let line = self.line_of(row.span.start);
        let county = self.words(row, Column::County).to_owned();
        let same = |known: &&mut Unusual| known.column == column && known.how == how;
        if let Some(known) = self.unusual.iter_mut().find(same) {
            known.lines.push(line);
            if !known.counties.contains(&county) {
                known.counties.push(county);
            }
            return;
        }
        let (found, span) = (self.words(row, column).to_owned(), self.span(row, column));
        let (lines, counties) = (vec![line], vec![county]);
        self.unusual.push(Unusual { column, how, found, number, span, lines, counties });
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

    /// What only the whole table shows.
    fn look_at_all(&mut self, header: Range<usize>) {
        self.signs.extend(self.short.take());
        let (found, totals) = signs(&self.lines);
        let rows: Vec<Range<usize>> = totals
            .iter()
            .filter_map(|&at| self.lines.get(at))
            .map(|line| line.span.clone())
            .collect();
        // What else is wrong with a row of totals nobody needs to know.
        let inside = |span: &Range<usize>| {
            let next = rows.partition_point(|row| row.end < span.start);
            rows.get(next).is_some_and(|row| row.start <= span.start && span.end <= row.end)
        };
        let told = self.faults.len();
        self.faults.retain(|fault| !inside(&fault.span));
        self.count -= told - self.faults.len();
        for sign in found {
            if sign.certain {
                self.fault(sign.span.clone(), Problem::Sign(sign));
            } else {
                self.signs.push(sign);
            }
        }
        if self.faults.is_empty() && self.place.communities.is_empty() {
            self.fault(header, Problem::NoRows);
        } else if self.faults.is_empty() && self.place.adults() == 0 {
            self.fault(header, Problem::Nobody);
        }
    }

    fn finish(mut self) -> Result<Table, Vec<RowFault>> {
        if self.faults.is_empty() {
            return Ok(Table {
                place: Arc::new(self.place),
                columns: self.at.into_keys().collect(),
                encoding: None,
                renamed: self.renamed,
                derived: self.derived,
                unused: self.unused,
                unusual: self.unusual,
                signs: self.signs,
            });
        }
        if self.count > MOST_TOLD
            && let Some(last) = self.faults.get_mut(MOST_TOLD)
        {
            last.problem = Problem::More { count: self.count - MOST_TOLD };
        }
        self.faults.truncate(MOST_TOLD + 1);
        Err(self.faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::WrongSpan;

    const HEADER: &str = "code,county,township,community,zone,adults,migrant_share";

    fn table(text: &str) -> Table {
        read_table(text, [1.25; 3]).unwrap_or_else(|faults| panic!("{faults:?}"))
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
    fn a_number_for_a_month_in_a_column_for_a_year_is_told_where_it_would_be_usual_for_a_month() {
        for (grant, told) in
            [("5416.6", true), ("5417", false), ("1000", true), ("999", false), ("6.5", false)]
        {
            let unusual =
                table(&format!("{HEADER},base_grant\n1,C,T,A,urban,500,0.1,{grant}\n")).unusual;
            let span = |unusual: &Unusual| {
                matches!(unusual.how, Oddity::Span { span: WrongSpan::MonthForYear, default }
                    if default == 65_000.0)
            };
            assert_eq!(unusual.iter().any(span), told, "{grant}");
        }
    }

    #[test]
    fn unusual_values_are_told_by_column_at_their_first_with_lines_and_counties() {
        let row = |code: u32, adults: u32| format!("{code},C,T,A,urban,{adults},0.1\n");
        let text = [HEADER, "\n", &row(1, 500), &row(2, 7), &row(3, 8)].concat();
        let unusual = table(&text).unusual;
        assert_eq!(unusual.len(), 1);
        let Unusual { column, how, found, span, lines, counties, .. } = &unusual[0];
        assert_eq!((*column, *how, found.as_str()), (Column::Adults, Oddity::Outside, "7"));
        assert_eq!((lines.as_slice(), counties.as_slice()), (&[3, 4][..], &["C".to_owned()][..]));
        assert_eq!(&text[span.clone()], "7");
    }
}
