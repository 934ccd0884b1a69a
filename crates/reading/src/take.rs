//! What a value of a file is taken for, or a fault.

use crate::message::{FileMessage, Message};
use crate::phrases;
use crate::report::{Report, Spot};
use crate::slips;
use crate::tree::{Data, Node, Table};
use crate::written;
use words::Phrase;

/// The keys of a table, or a fault.
pub fn as_table<'a, K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    key: &str,
    node: &'a Node,
) -> Option<&'a Table> {
    if let Data::Table(table) = &node.data {
        return Some(table);
    }
    let kind = FileMessage::NotATable { key: key.to_owned(), found: node.data.describe() };
    let guide = report.guide();
    report.fault(node.spot, kind).more(Some(written::table_written(guide, key)));
    None
}

/// A text, or a fault.
pub fn as_word<'a, K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    key: &str,
    node: &'a Node,
) -> Option<&'a str> {
    if let Data::Word(word) = &node.data {
        return Some(word);
    }
    wrong_type(report, key, node, phrases::TEXT_WANTED.into());
    None
}

fn wrong_type<K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    key: &str,
    node: &Node,
    wanted: Phrase,
) {
    let found = node.data.describe();
    report.fault(node.spot, FileMessage::WrongType { key: key.to_owned(), found, wanted });
}

/// Checks that a file names the schema that this program reads.
pub fn check_schema<K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    source: usize,
    top: &Table,
) {
    match top.get("schema").map(|entry| &entry.node) {
        None => {
            report.fault(Spot { source, start: 0, end: 0 }, FileMessage::MissingSchema {});
        }
        Some(Node { data: Data::Whole(1), .. }) => {}
        Some(node) => {
            report.fault(node.spot, FileMessage::WrongSchema { found: node.data.describe() });
        }
    }
}

/// A whole number of months and the like, or a fault.
pub fn read_whole<K: Message + From<FileMessage>>(
    report: &mut Report<K>,
    key: &str,
    node: &Node,
    (low, high): (u32, u32),
) -> Option<u32> {
    let guide = report.guide();
    let number = match node.data {
        Data::Whole(number) => number as f64,
        Data::Real(number) => number,
        _ => {
            let (found, wanted) = (node.data.describe(), phrases::WHOLE_WANTED.into());
            let more = match node.data {
                Data::Moment => Some(slips::month_is_counted()),
                _ => written::number_written(guide, key, &node.data),
            };
            let kind = FileMessage::WrongType { key: key.to_owned(), found, wanted };
            report.fault(node.spot, kind).more(more);
            return None;
        }
    };
    let found = node.data.describe();
    let (low, high) = (f64::from(low), f64::from(high));
    if !(low..=high).contains(&number) {
        let kind = FileMessage::OutOfRange { key: key.to_owned(), found, low, high };
        report.fault(node.spot, kind).more((guide.takes)(key));
        return None;
    }
    if number.fract() != 0.0 {
        report
            .fault(node.spot, FileMessage::NotWhole { key: key.to_owned(), found })
            .more((guide.takes)(key));
        return None;
    }
    Some(number as u32)
}
