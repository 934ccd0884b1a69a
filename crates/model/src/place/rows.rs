//! Rows of a CSV text, with the bytes on which they and their fields stand.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use super::problem::{Problem, RowFault};

/// A row and the bytes that it stands on.
pub(super) struct Row {
    pub fields: StringRecord,
    pub span: Range<usize>,
}

impl Row {
    /// A field, without blanks around it.
    pub(super) fn field(&self, at: usize) -> &str {
        self.fields.get(at).unwrap_or("").trim()
    }

    /// The quote that begins a field of several lines, and how many they are.
    pub(super) fn open_quote(&self, text: &str) -> Option<(Range<usize>, usize)> {
        let at = (0..self.fields.len()).find(|&at| self.field(at).contains('\n'))?;
        let Range { start, .. } = self.span_of(text, at);
        let lines = self.fields.get(at).unwrap_or("").lines().count();
        Some((start..start + 1, lines))
    }

    /// The bytes of a field, quotes included; of one that is not there those of the row.
    pub(super) fn span_of(&self, text: &str, at: usize) -> Range<usize> {
        let row = text.get(self.span.clone()).unwrap_or("");
        let (mut start, mut number, mut quoted) = (0, 0, false);
        for (place, byte) in row.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => {
                    if number == at {
                        return self.span.start + start..self.span.start + place;
                    }
                    number += 1;
                    start = place + 1;
                }
                _ => {}
            }
        }
        let end = self.span.start + row.trim_end_matches(['\r', '\n']).len();
        if number == at {
            self.span.start + start.min(row.len())..end
        } else {
            self.span.start..end
        }
    }
}

/// The rows of a text; after one that is no CSV there are no others.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Result<Row, RowFault>> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let from = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let mut fields = StringRecord::new();
        let read = reader.read_record(&mut fields);
        let to = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.get(from..to).unwrap_or("");
        let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
        let span = from + blank..to;
        match read {
            Ok(true) => Some(Ok(Row { fields, span })),
            Ok(false) => None,
            Err(error) => {
                ended = true;
                Some(Err(RowFault { span, problem: Problem::Broken { why: error.to_string() } }))
            }
        }
    })
}
