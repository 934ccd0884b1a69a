//! The first line of a table: which of its columns are which.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::column::Column;
use super::problem::{Problem, RowFault};
use super::rows::Row;

/// A first line that was read.
#[derive(Default)]
pub(super) struct Header {
    /// Where each known column stands.
    pub at: BTreeMap<Column, usize>,
    /// Known columns under other headers.
    pub renamed: Vec<(String, Column)>,
    /// Columns that nothing uses.
    pub unused: Vec<(String, Range<usize>)>,
    /// What is wrong with it.
    pub faults: Vec<RowFault>,
}

impl Header {
    /// Reads a first line. A column with its own header goes before one whose header means the same.
    pub(super) fn of(row: &Row, text: &str) -> Self {
        let mut header = Self::default();
        let width = row.fields.len();
        if width == 1 && row.field(0).contains([';', '\t', '，', '|']) {
            header.fault(row.span_of(text, 0), Problem::Separator);
            return header;
        }
        let known = |at: &usize| Column::meant(row.field(*at)).is_some();
        if !(0..width).any(|at| known(&at)) {
            header.fault(row.span_of(text, usize::MAX), Problem::NoColumns { line: None });
            return header;
        }
        for at in 0..width {
            if let Some(column) = Column::find(row.field(at)) {
                header.take(column, at, row.span_of(text, at));
            }
        }
        for at in (0..width).filter(|&at| Column::find(row.field(at)).is_none()) {
            let (name, span) = (row.field(at), row.span_of(text, at));
            match Column::meant(name) {
                None if name.is_empty() => {}
                None => header.unused.push((name.to_owned(), span)),
                Some(column) => header.take_meant(name, column, at, span),
            }
        }
        header.look_for_missing(row, text);
        header
    }

    fn fault(&mut self, span: Range<usize>, problem: Problem) {
        self.faults.push(RowFault { span, problem });
    }

    fn take(&mut self, column: Column, at: usize, span: Range<usize>) {
        match self.at.entry(column) {
            Entry::Occupied(_) => self.fault(span, Problem::ColumnTwice { column }),
            Entry::Vacant(free) => {
                free.insert(at);
            }
        }
    }

    /// Takes a column whose header means a known one; next to that one itself it is its Chinese twin, or
    /// nothing.
    fn take_meant(&mut self, name: &str, column: Column, at: usize, span: Range<usize>) {
        let is_renamed = self.renamed.iter().any(|(_, other)| *other == column);
        let twin =
            column.in_chinese().filter(|twin| !self.at.contains_key(twin) && !name.is_ascii());
        match twin {
            _ if is_renamed => self.fault(span, Problem::ColumnTwice { column }),
            _ if !self.at.contains_key(&column) => {
                self.at.insert(column, at);
                self.renamed.push((name.to_owned(), column));
            }
            Some(twin) => {
                self.at.insert(twin, at);
                self.renamed.push((name.to_owned(), twin));
            }
            None => self.unused.push((name.to_owned(), span)),
        }
    }

    fn look_for_missing(&mut self, row: &Row, text: &str) {
        let span = row.span_of(text, usize::MAX);
        for column in Column::required() {
            let stands_in = column == Column::Adults && self.at.contains_key(&Column::Residents);
            if !self.at.contains_key(&column) && !stands_in {
                let others = self.unused.clone();
                self.fault(span.clone(), Problem::MissingColumn { column, others });
            }
        }
        // Residents are read only where they stand for adults.
        if self.at.contains_key(&Column::Adults)
            && let Some(at) = self.at.remove(&Column::Residents)
        {
            self.unused.push((row.field(at).to_owned(), row.span_of(text, at)));
            self.renamed.retain(|(_, column)| *column != Column::Residents);
        }
    }
}
