//! Words and half sentences that fill the gaps of messages, in English and Chinese.

use crate::catalogue::shown;
use crate::fault::Severity;
use words::{Phrase, Text, say};

/// Name of the lines that tell what to do.
pub(crate) const HELP: Text = Text { en: "help", zh: "提示" };
/// The top of a file, outside all tables.
pub const TOP: Text = Text { en: "the top of the file", zh: "文件开头部分" };
/// A list, as something found.
pub const LIST_FOUND: Text = Text { en: "a list", zh: "列表" };
/// A table, as something found.
pub const TABLE_FOUND: Text = Text { en: "a table", zh: "表" };
/// A date, as something found.
pub(crate) const DATE_FOUND: Text = Text { en: "a date or time", zh: "日期或时间" };
/// A text, as something wanted.
pub const TEXT_WANTED: Text = Text { en: "a text in quotes", zh: "加引号的文字" };
/// A truth value, as something wanted.
pub const FLAG_WANTED: Text = Text { en: "`true` or `false`", zh: "`true`或`false`" };
/// A number, as something wanted.
pub const NUMBER_WANTED: Text = Text { en: "a number", zh: "数" };
/// A whole number, as something wanted.
pub const WHOLE_WANTED: Text = Text { en: "a whole number", zh: "整数" };
/// What became of a file with a line that is no TOML.
pub(crate) const READ_ON: Text = Text {
    en: "the rest of the file was read without this line",
    zh: "文件其余部分已按去掉此行读取",
};
/// What became of a file with a header that is no TOML.
pub(crate) const READ_FOR_FORM: Text = Text {
    en: "of the rest of the file only the form was checked: put this right and check again",
    zh: "文件其余部分只检查了格式，请改正后再检查",
};
/// What became of a file with a line that is no TOML and on which others depend.
pub(crate) const READ_NO_FURTHER: Text = Text {
    en: "the rest of the file was not read: put this right and check again",
    zh: "文件其余部分未读取，请改正后再检查",
};

/// A text, as something found.
pub(crate) fn text_found(word: &str) -> Phrase {
    let word = shown(word);
    say!(en "the text \"{word}\"" zh "文字\"{word}\"")
}

/// Keys that a table takes.
pub fn keys_of(keys: &[&str]) -> Phrase {
    let keys = keys.join(", ");
    say!(en "keys: {keys}" zh "可用的键：{keys}")
}

/// Words one after the other, in quotes.
pub fn in_quotes(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// The nearest valid word.
pub(crate) fn did_you_mean(word: &str) -> Phrase {
    let word = shown(word);
    say!(en "did you mean `{word}`?" zh "是否指`{word}`？")
}

/// Name of a severity.
pub(crate) fn level_name(severity: Severity) -> Text {
    match severity {
        Severity::Fault => Text { en: "error", zh: "错误" },
        Severity::Warning => Text { en: "warning", zh: "警告" },
    }
}

/// How many findings are not shown.
pub(crate) fn and_more(count: usize, at_least: bool) -> Phrase {
    let (en, zh) = if at_least { ("at least ", "至少") } else { ("", "") };
    Phrase { en: format!("... and {en}{count} more"), zh: format!("……另有{zh}{count}处") }
}
