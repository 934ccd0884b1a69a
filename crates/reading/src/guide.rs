//! What the writers of a kind of file are told of its keys.

use words::Phrase;

/// What is known of the keys of a kind of file, beyond what every file has: remedies are made of it.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// The key that a word may stand for, as a name in Chinese letters.
    pub nearest: fn(&str) -> Option<String>,
    /// What a key takes.
    pub takes: fn(&str) -> Option<Phrase>,
    /// How the table of a key is written.
    pub table: fn(&str) -> Option<Phrase>,
    /// A table whose parts have names that the writer gives them.
    pub named: Option<&'static str>,
}

impl Guide {
    /// Nothing is known.
    pub const NONE: Self =
        Self { nearest: |_| None, takes: |_| None, table: |_| None, named: None };
}
