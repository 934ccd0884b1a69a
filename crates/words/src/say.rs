//! Sentences in both languages, their gaps checked by the compiler.

use std::fmt::Display;

use crate::{Phrase, Text};

/// A sentence in English and Chinese, as a [`Phrase`]: `say!(en "{n} seeds" zh "{n}个种子")`.
///
/// Both texts are there, next to each other, and have the same gaps, else nothing compiles. A gap is filled
/// by the variable of its name. What is called differently in the two languages (a [`Text`], a
/// [`Phrase`]) is named behind the texts, with its value where that has another name:
/// `say!(en "{found} is no {kind}" zh "{found}不是{kind}", kind = entry.name)`. In English one thing is not
/// called by the name of many ([`crate::agreed`]).
///
/// ```compile_fail
/// let (seeds, runs) = (2, 3);
/// words::say!(en "{seeds} seeds, {runs} runs" zh "{seeds}个种子");
/// ```
///
/// ```
/// let seeds = 1;
/// let phrase = words::say!(en "{seeds} seeds" zh "{seeds}个种子");
/// assert_eq!((phrase.en.as_str(), phrase.zh.as_str()), ("1 seed", "1个种子"));
/// ```
#[macro_export]
macro_rules! say {
    (en $en:literal zh $zh:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const { $crate::check_gaps($en, $zh) };
        // What fills a gap is worked out once; in each language its name then stands for its words.
        $(let $name = &$crate::say!(@first $($value,)? $name);)*
        $crate::Phrase {
            en: {
                $(let $name = $crate::Spoken::en($name);)*
                $crate::agreed(&::std::format!($en))
            },
            zh: {
                $(let $name = $crate::Spoken::zh($name);)*
                ::std::format!($zh)
            },
        }
    }};
    (@first $first:expr $(, $other:expr)?) => { $first };
}

/// What fills a gap of a sentence, in each language.
pub trait Spoken {
    /// In English.
    fn en(&self) -> impl Display;
    /// In Chinese.
    fn zh(&self) -> impl Display;
}

impl<T: Display> Spoken for T {
    fn en(&self) -> impl Display {
        self
    }

    fn zh(&self) -> impl Display {
        self
    }
}

impl Spoken for Text {
    fn en(&self) -> impl Display {
        self.en
    }

    fn zh(&self) -> impl Display {
        self.zh
    }
}

impl Spoken for Phrase {
    fn en(&self) -> impl Display {
        self.en.as_str()
    }

    fn zh(&self) -> impl Display {
        self.zh.as_str()
    }
}

/// Stops the compiler where one of two texts has a gap, `{name}`, that the other has not.
///
/// # Panics
/// While compiling, as said.
pub const fn check_gaps(en: &str, zh: &str) {
    assert!(
        has_gaps_of(en.as_bytes(), zh.as_bytes()),
        "a gap of the Chinese text is not in English"
    );
    assert!(
        has_gaps_of(zh.as_bytes(), en.as_bytes()),
        "a gap of the English text is not in Chinese"
    );
}

/// Whether a text has all gaps of another.
const fn has_gaps_of(text: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while let Some((start, end, next)) = gap(other, at) {
        assert!(end > start, "a gap without a name");
        let mut found = false;
        let mut own = 0;
        while let Some((from, to, beyond)) = gap(text, own) {
            found |= is_same(text, (from, to), other, (start, end));
            own = beyond;
        }
        if !found {
            return false;
        }
        at = next;
    }
    true
}

/// The next gap from a position: where its name begins and ends, and where to look on. The name ends at
/// a colon, behind which stands how the value is written.
const fn gap(text: &[u8], mut at: usize) -> Option<(usize, usize, usize)> {
    while at < text.len() {
        let is_spelt = at + 1 < text.len() && text[at + 1] == text[at];
        match text[at] {
            b'{' | b'}' if is_spelt => at += 2,
            b'{' => {
                let start = at + 1;
                let mut end = start;
                while end < text.len() && text[end] != b'}' && text[end] != b':' {
                    end += 1;
                }
                let mut close = end;
                while close < text.len() && text[close] != b'}' {
                    close += 1;
                }
                return Some((start, end, close + 1));
            }
            _ => at += 1,
        }
    }
    None
}

/// Whether a stretch of a text is that of another.
const fn is_same(text: &[u8], own: (usize, usize), other: &[u8], its: (usize, usize)) -> bool {
    if own.1 - own.0 != its.1 - its.0 {
        return false;
    }
    let mut at = 0;
    while at < own.1 - own.0 {
        if text[own.0 + at] != other[its.0 + at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_said_in_both_languages_and_one_is_not_called_many() {
        let seeds = 1;
        let kind = Text { en: "county", zh: "旗县" };
        let said = say!(en "{seeds} seeds of a {kind}, {share:.1}" zh "{kind}的{seeds}个种子，{share:.1}", kind, share = 0.25);
        assert_eq!(said.en, "1 seed of a county, 0.2");
        assert_eq!(said.zh, "旗县的1个种子，0.2");
        let nested = say!(en "so: {said}" zh "即：{said}", said);
        assert_eq!(nested.zh, "即：旗县的1个种子，0.2");
        assert_eq!(say!(en "{{plain}}" zh "{{原样}}").en, "{plain}");
    }

    #[test]
    fn gaps_are_compared_by_name_whatever_their_order_and_form() {
        let same = |en: &str, zh: &str| {
            has_gaps_of(en.as_bytes(), zh.as_bytes()) && has_gaps_of(zh.as_bytes(), en.as_bytes())
        };
        assert!(same("{a} of {b:.2}", "{b}的{a}"));
        assert!(same("{{a}} {b}", "{b}"));
        assert!(!same("{a} of {b}", "{a}"));
        assert!(!same("{a}", "{a}{b}"));
        assert!(!same("{a}", "{ab}"));
    }
}
