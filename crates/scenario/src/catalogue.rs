//! How the catalogue of messages is put together: sentences with gaps, and what fills them.

use super::fault::Phrase;
use model::quantity::{self, Language, Text};

/// What fills a gap of a sentence.
pub(super) trait Say {
    /// The words for the gap.
    fn part(&self, language: Language) -> String;
}

impl Say for String {
    /// What a file gave: shortened, control characters spelt out.
    fn part(&self, _: Language) -> String {
        shown(self)
    }
}

impl Say for &'static str {
    /// A word of the program's own.
    fn part(&self, _: Language) -> String {
        (*self).to_owned()
    }
}

impl Say for Phrase {
    fn part(&self, language: Language) -> String {
        self.say(language).to_owned()
    }
}

impl Say for Text {
    fn part(&self, language: Language) -> String {
        self.say(language).to_owned()
    }
}

impl Say for u32 {
    fn part(&self, _: Language) -> String {
        self.to_string()
    }
}

impl Say for f64 {
    fn part(&self, _: Language) -> String {
        tidy(*self)
    }
}

/// A number without the dust of binary fractions.
pub(super) fn tidy(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    if rounded.is_finite() && (number - rounded).abs() < 1e-12 {
        rounded.to_string()
    } else {
        number.to_string()
    }
}

/// A text of a file for a message: shortened, and what could steer a terminal spelt out.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        None => spelt(text),
        Some((end, _)) => spelt(&text[..end]) + "…",
    }
}

/// A text on one line in which what could steer a terminal is spelt out.
pub(super) fn spelt(text: &str) -> String {
    quantity::spelt(text).replace('\n', "\\n").replace('\t', "\\t")
}

/// Declares the kinds of findings with their codes and sentences.
macro_rules! catalogue {
    ($(
        $code:literal $kind:ident { $($field:ident: $type:ty),* }
            en $en:literal
            zh $zh:literal;
            $(help en $help_en:literal
            zh $help_zh:literal;)?
    )*) => {
        /// What is wrong, or unusual.
        #[derive(Clone, Debug, PartialEq)]
        pub(super) enum Kind { $($kind { $($field: $type),* },)* }

        #[allow(unused_variables, reason = "a message or a help may leave out a part")]
        impl Kind {
            /// Codes of all kinds.
            #[cfg(test)]
            pub(super) const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable code.
            pub(super) fn code(&self) -> &'static str {
                match self { $(Self::$kind { .. } => $code,)* }
            }

            /// What was found.
            pub(super) fn message(&self) -> Phrase {
                match self { $(Self::$kind { $($field),* } => {
                    const { ::words::check_gaps($en, $zh) };
                    Phrase {
                        en: {
                            $(let $field = $field.part(Language::En);)*
                            ::words::agreed(&::std::format!($en))
                        },
                        zh: { $(let $field = $field.part(Language::Zh);)* ::std::format!($zh) },
                    }
                })* }
            }

            /// What to do about it, where there is more to say than the setting's own entry does.
            pub(super) fn help(&self) -> Option<Phrase> {
                let (en, zh): (Option<String>, Option<String>) = match self {
                    $(Self::$kind { $($field),* } => {
                        $(const { ::words::check_gaps($help_en, $help_zh) };)?
                        ({
                            $(let $field = $field.part(Language::En);)*
                            None$(.or_else(|| Some(::words::agreed(&::std::format!($help_en)))))?
                        },
                        {
                            $(let $field = $field.part(Language::Zh);)*
                            None$(.or_else(|| Some(::std::format!($help_zh))))?
                        })
                    })*
                };
                en.zip(zh).map(|(en, zh)| Phrase { en, zh })
            }
        }
    };
}

pub(super) use catalogue;
