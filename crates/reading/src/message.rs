//! What a catalogue of messages is to the reports that are made of it.

use std::convert::Infallible;
use std::fmt::Debug;

use crate::catalogue;
use crate::guide::Guide;
use words::{Phrase, Text};

/// What an entry of a catalogue says; [`catalogue!`] writes it.
pub trait Sentences: Clone + Debug + PartialEq {
    /// The stable code, such as `scenario::unknown_key`.
    fn code(&self) -> &'static str;
    /// What was found.
    fn message(&self) -> Phrase;
    /// What to do about it, where there is more to say than is said of the subject.
    fn help(&self) -> Option<Phrase>;
}

/// Where something that a message misses may stand after all: then the message is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// In the same text, in a line that could not be read.
    Here,
    /// There, or in an input that could not be read at all.
    Anywhere,
}

/// A catalogue of messages.
pub trait Message: Sentences {
    /// What a finding may be about, such as a setting.
    type Subject: Copy + Debug;

    /// What is known of the keys of the files.
    const GUIDE: Guide = Guide::NONE;

    /// Whether it tells that something is not there, and where that may stand.
    fn absence(&self) -> Option<Absence>;

    /// What there is to know of its subject.
    fn about(&self, subject: Self::Subject) -> Vec<Phrase>;
}

catalogue! {
    /// What can be wrong with any file.
    pub enum FileMessage;
    "scenario::unreadable" Unreadable { path: String, why: String }
        en "cannot read `{path}`: {why}"
        zh "无法读取`{path}`：{why}";
    "scenario::not_text" NotText { path: String }
        en "`{path}` is not a text in UTF-8"
        zh "`{path}`不是UTF-8文本";
        help en "save the file as UTF-8; in Excel the type is \"CSV UTF-8\""
        zh "请将文件另存为UTF-8编码；Excel中选“CSV UTF-8（逗号分隔）”";
    "scenario::too_large" TooLarge { path: String, most: u32 }
        en "`{path}` is larger than {most} megabytes"
        zh "`{path}`大于{most}兆字节";
    "scenario::syntax" Syntax { what: Phrase, rest: Text }
        en "not valid TOML: {what}"
        zh "不是有效的TOML：{what}";
        help en "{rest}"
        zh "{rest}";
    "scenario::missing_schema" MissingSchema {}
        en "`schema` is missing"
        zh "缺少`schema`";
        help en "begin the file with `schema = 1`"
        zh "请在文件开头写`schema = 1`";
    "file::missing_key" MissingKey { key: String, table: Phrase }
        en "{table} lacks `{key}`"
        zh "{table}缺少`{key}`";
    "file::fault" Own { what: Phrase }
        en "{what}"
        zh "{what}";
    "scenario::wrong_schema" WrongSchema { found: Phrase }
        en "`schema` is {found}; this program reads 1"
        zh "`schema`为{found}，本程序只读1";
        help en "write `schema = 1`, or use a program that reads this schema"
        zh "请写`schema = 1`，或改用支持该版本的程序";
    "scenario::unknown_key" UnknownKey { key: String, table: Phrase }
        en "{table} has no key `{key}`"
        zh "{table}中没有键`{key}`";
    "scenario::wrong_type" WrongType { key: String, found: Phrase, wanted: Phrase }
        en "`{key}` is {found}; it takes {wanted}"
        zh "`{key}`为{found}，应为{wanted}";
    "scenario::not_a_table" NotATable { key: String, found: Phrase }
        en "`{key}` is {found}; it must be a table"
        zh "`{key}`为{found}，应为表";
    "scenario::out_of_range" OutOfRange { key: String, found: Phrase, low: f64, high: f64 }
        en "`{key}` is {found}; it must be from {low} to {high}"
        zh "`{key}`为{found}，应在{low}到{high}之间";
    "scenario::not_whole" NotWhole { key: String, found: Phrase }
        en "`{key}` is {found}; it must be a whole number"
        zh "`{key}`为{found}，应为整数";
    "scenario::unknown_word" UnknownWord { key: String, found: String, words: String }
        en "`{key}` is \"{found}\"; it must be one of {words}"
        zh "`{key}`为\"{found}\"，应为以下之一：{words}";
}

impl Message for FileMessage {
    type Subject = Infallible;

    fn absence(&self) -> Option<Absence> {
        match self {
            Self::MissingSchema {} => Some(Absence::Here),
            Self::MissingKey { .. } => Some(Absence::Anywhere),
            _ => None,
        }
    }

    fn about(&self, subject: Infallible) -> Vec<Phrase> {
        match subject {}
    }
}
