//! A text or sentence in English and Chinese.

/// A text in English and Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// A language of messages and pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Text {
    /// The text in a language.
    pub fn say(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Zh => self.zh,
        }
    }
}

/// A text in which what could steer a terminal is spelt out: control characters, line separators, and signs that
/// turn the direction of writing. Ends of lines and tabs stay.
pub fn spelt(text: &str) -> String {
    let steers = |letter: char| {
        let turns = matches!(letter, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{2028}'..='\u{2029}' | '\u{e0000}'..='\u{e007f}');
        turns || (letter.is_control() && !matches!(letter, '\n' | '\t'))
    };
    let mut spelt = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) {
            spelt.extend(letter.escape_default());
        } else {
            spelt.push(letter);
        }
    }
    spelt
}

/// A sentence in English and Chinese, put together at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Phrase {
    /// What is the same in both languages: an identifier, a number.
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { zh: en.clone(), en }
    }

    /// The sentence in a language, as a text of its own.
    pub fn pick(self, language: Language) -> String {
        match language {
            Language::En => self.en,
            Language::Zh => self.zh,
        }
    }

    /// The sentence in a language.
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }
}

impl From<Text> for Phrase {
    fn from(text: Text) -> Self {
        Self { en: text.en.to_owned(), zh: text.zh.to_owned() }
    }
}

/// A whole number with its thousands apart.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What sentences count, in English: many and one.
const COUNTED: [[&str; 2]; 30] = [
    ["adults", "adult"],
    ["checks", "check"],
    ["columns", "column"],
    ["communities", "community"],
    ["counties", "county"],
    ["differences", "difference"],
    ["factors", "factor"],
    ["faults", "fault"],
    ["files", "file"],
    ["intervals", "interval"],
    ["lives", "life"],
    ["metrics", "metric"],
    ["migrants", "migrant"],
    ["months", "month"],
    ["more faults", "more fault"],
    ["named communities", "named community"],
    ["pairs", "pair"],
    ["points", "point"],
    ["posts", "post"],
    ["residents", "resident"],
    ["rows", "row"],
    ["runs", "run"],
    ["scenarios", "scenario"],
    ["seeds", "seed"],
    ["townships", "township"],
    ["units", "unit"],
    ["warnings", "warning"],
    ["weeks", "week"],
    ["worlds", "world"],
    ["years", "year"],
];

/// An English sentence in which one thing is not called by the name of many: `1 seeds` is `1 seed`.
pub fn agreed(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("1 ") {
        let (before, behind) = rest.split_at(at + 2);
        said.push_str(before);
        rest = behind;
        // Of 21, 0.1 and 1,001 there are many.
        let alone = said[..said.len() - 2].chars().next_back();
        let is_number = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | ',');
        if alone.is_some_and(is_number) {
            continue;
        }
        let is_whole = |word: &str| {
            rest.strip_prefix(word).is_some_and(|next| !next.starts_with(char::is_alphanumeric))
        };
        if let Some([many, one]) = COUNTED.into_iter().find(|[many, _]| is_whole(many)) {
            said.push_str(one);
            rest = &rest[many.len()..];
        }
    }
    said.push_str(rest);
    said
}

/// A word of a command as one would type it in a shell.
pub fn shell_word(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./=,:+".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_not_called_by_the_name_of_many() {
        for (text, said) in [
            ("1 seeds of 1 communities", "1 seed of 1 community"),
            ("x, 1 pairs of runs", "x, 1 pair of runs"),
            ("and 1 more faults", "and 1 more fault"),
            ("21 seeds, 0.1 points, 1,001 adults", "21 seeds, 0.1 points, 1,001 adults"),
            ("1 seedsman, month 1 to 3", "1 seedsman, month 1 to 3"),
            ("11 months and 1 months", "11 months and 1 month"),
            ("第 1 个", "第 1 个"),
        ] {
            assert_eq!(agreed(text), said);
        }
    }

    #[test]
    fn what_could_steer_a_terminal_is_spelt_out_and_the_rest_stays() {
        assert_eq!(spelt("\u{1b}[2J\u{7}\u{9b}\r"), "\\u{1b}[2J\\u{7}\\u{9b}\\r");
        assert_eq!(
            spelt("\u{202e}a\u{2069}\u{2028}\u{61c}"),
            "\\u{202e}a\\u{2069}\\u{2028}\\u{61c}"
        );
        for fine in ["a\n\tb", "锡林浩特", "é\u{301} 👩\u{200d}🌾", "「」"] {
            assert_eq!(spelt(fine), fine);
        }
    }
}
