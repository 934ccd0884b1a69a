//! How something is to be written: help for a particular fault.

use crate::catalogue::{shown, tidy};
use crate::guide::Guide;
use crate::slips;
use crate::tree::Data;
use words::{Phrase, say};

/// What a text is meant to be where a number is wanted, or what the key takes.
pub fn number_written(guide: Guide, key: &str, found: &Data) -> Option<Phrase> {
    let meant = match found {
        Data::Word(word) => slips::meant_number(word),
        _ => None,
    };
    meant.or_else(|| (guide.takes)(key))
}

/// How a list of one is written.
pub fn list_written(found: &Data) -> Option<Phrase> {
    let (code, in_list) = match found {
        Data::Whole(code) => (code.to_string(), false),
        Data::Word(code) => (shown(code), true),
        _ => return None,
    };
    let code = if in_list { format!("[\"{code}\"]") } else { format!("\"{code}\"") };
    Some(say!(en "write {code}" zh "请写{code}"))
}

/// How a table is written.
pub fn table_written(guide: Guide, key: &str) -> Phrase {
    (guide.table)(key).unwrap_or_else(|| {
        say!(
            en "write its keys below a line of its own, such as [{key}]"
            zh "请另起一行写表头，例如[{key}]，其下写各键"
        )
    })
}

/// A share in per cent, where it is given as one.
pub fn as_share(number: f64, high: f64) -> Option<Phrase> {
    let is_percent = high == 1.0 && number > 2.0 && number <= 100.0;
    is_percent.then(|| {
        let (number, share) = (tidy(number), tidy(number / 100.0));
        say!(en "{number} % is {share}" zh "{number}%写作{share}")
    })
}
