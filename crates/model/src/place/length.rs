//! Rows that are shorter or longer than the header of their table.

use std::collections::BTreeMap;

use super::column::{Column, Holds};
use super::problem::{Problem, Sign, What};
use super::rows::Row;
use super::table::Reader;
use super::totals::names_total;

/// Letters of a faulty row that are told.
const LONGEST_ROW: usize = 200;

impl Reader<'_> {
    /// Whether a row has all fields of the header: spreadsheets leave out empty ones at its end, and put
    /// separators behind them.
    pub(super) fn is_long_enough(&mut self, row: &Row) -> bool {
        let length = row.fields.len();
        if length >= self.width {
            return (self.width..length).all(|at| row.field(at).is_empty());
        }
        let mut beyond = self.at.iter().filter(|&(_, &at)| at >= length).map(|(&column, _)| column);
        if beyond.clone().any(|column| column.entry().required || column == Column::Residents)
            || length < 2
        {
            return false;
        }
        if let Some(column) = beyond.next() {
            let number = self.line_of(row.span.start);
            let what = What::ShortRows { column };
            let first = Sign { span: row.span.clone(), lines: Vec::new(), what, certain: false };
            self.short.get_or_insert(first).lines.push(number);
        }
        true
    }

    pub(super) fn tell_length(&mut self, row: &Row) {
        if let Some((span, lines)) = row.open_quote(self.text) {
            self.fault(span, Problem::OpenQuote { lines });
            return;
        }
        let (found, wanted) = (row.fields.len(), self.width);
        let span = row.span_of(self.text, usize::MAX);
        let text = self.text.get(row.span.clone()).unwrap_or("");
        let torn = self.torn(row);
        if row.fields.iter().any(names_total) {
            let number = self.line_of(row.span.start);
            self.note_line(row, number, true);
        }
        let row = text.chars().take(LONGEST_ROW).collect();
        let beyond = self.at.iter().filter(|&(_, &at)| at >= found).map(|(&column, _)| column);
        let beyond = beyond.collect();
        self.fault(span, Problem::RowLength { found, wanted, row, beyond, torn });
    }

    /// The first number that a comma takes apart, where joining such numbers gives the row its length.
    fn torn(&self, row: &Row) -> Option<String> {
        let mut extra =
            row.fields.len().checked_sub(self.width).filter(|extra| (1..4).contains(extra))?;
        let numbers: BTreeMap<usize, Column> = self
            .at
            .iter()
            .filter(|(column, _)| column.entry().range().is_some())
            .map(|(&column, &at)| (at, column))
            .collect();
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (mut first, mut at) = (None, 0);
        for place in 0..self.width {
            let (one, other) = (row.field(at), row.field(at + 1));
            let column = numbers.get(&place).filter(|_| extra > 0 && digits(one) && digits(other));
            let joined = column.and_then(|column| {
                let whole = matches!(column.entry().holds, Holds::Whole(..));
                let grouped = other.len() == 3 && one.len() < 4 && !one.starts_with('0');
                let number =
                    if grouped { format!("{one}{other}") } else { format!("{one}.{other}") };
                let (low, high) = column.entry().range()?;
                let fits = number.parse().is_ok_and(|number| (low..=high).contains(&number));
                (fits && (grouped || !whole)).then_some(number)
            });
            if joined.is_some() {
                extra -= 1;
                at += 1;
            }
            first = first.or(joined);
            at += 1;
        }
        first.filter(|_| extra == 0)
    }
}
