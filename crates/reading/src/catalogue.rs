//! How the catalogue of messages is put together: sentences with gaps, and what fills them.

use words::{Language, Phrase, Text};

/// What fills a gap of a sentence.
pub trait Say {
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
pub fn tidy(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    if rounded.is_finite() && (number - rounded).abs() < 1e-12 {
        rounded.to_string()
    } else {
        number.to_string()
    }
}

/// A text of a file for a message: shortened, and what could steer a terminal spelt out.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        None => spelt(text),
        Some((end, _)) => spelt(&text[..end]) + "…",
    }
}

/// A text on one line in which what could steer a terminal is spelt out.
pub fn spelt(text: &str) -> String {
    words::spelt(text).replace('\n', "\\n").replace('\t', "\\t")
}

/// Declares the messages of a catalogue: an enum with an entry a message, its code, its sentence in English
/// and Chinese with the same gaps, and, where all its findings have one, a sentence of what to do.
///
/// With `besides ...` the catalogue holds the messages of another one as well, as its entry `File`. A gap is
/// filled by the field of its name ([`Say`]). The enum is a [`Sentences`].
///
/// ```
/// use reading::{Sentences, catalogue};
///
/// catalogue! {
///     /// What may be wrong with a basket.
///     pub enum Wrong;
///     "basket::too_full" TooFull { apples: u32 }
///         en "{apples} apples do not fit"
///         zh "放不下{apples}个苹果";
///         help en "take some out"
///         zh "请取出一些";
/// }
/// let wrong = Wrong::TooFull { apples: 7 };
/// assert_eq!(wrong.code(), "basket::too_full");
/// assert_eq!(wrong.message().en, "7 apples do not fit");
/// ```
#[macro_export]
macro_rules! catalogue {
    (
        $(#[$attribute:meta])*
        $public:vis enum $Kind:ident $(besides $other:ty)?;
        $(
            $code:literal $kind:ident { $($field:ident: $type:ty),* }
                en $en:literal
                zh $zh:literal;
                $(help en $help_en:literal
                zh $help_zh:literal;)?
        )*
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "the sentence of an entry says what its fields are")]
        $public enum $Kind {
            $($kind { $($field: $type),* },)*
            $(
                /// A message of the other catalogue.
                File($other),
            )?
        }

        $(impl ::std::convert::From<$other> for $Kind {
            fn from(message: $other) -> Self {
                Self::File(message)
            }
        })?

        impl $Kind {
            /// Codes of all entries.
            $public const CODES: &'static [&'static str] = &[$($code),*];
        }

        #[allow(unused_variables, reason = "a message or a help may leave out a part")]
        impl $crate::Sentences for $Kind {
            fn code(&self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => $code,)*
                    $(Self::File(other) => <$other as $crate::Sentences>::code(other),)?
                }
            }

            fn message(&self) -> $crate::words::Phrase {
                match self {
                    $(Self::$kind { $($field),* } => {
                        const { $crate::words::check_gaps($en, $zh) };
                        $crate::words::Phrase {
                            en: {
                                $(let $field = $crate::Say::part($field, $crate::words::Language::En);)*
                                $crate::words::agreed(&::std::format!($en))
                            },
                            zh: {
                                $(let $field = $crate::Say::part($field, $crate::words::Language::Zh);)*
                                ::std::format!($zh)
                            },
                        }
                    })*
                    $(Self::File(other) => <$other as $crate::Sentences>::message(other),)?
                }
            }

            fn help(&self) -> ::std::option::Option<$crate::words::Phrase> {
                match self {
                    $(Self::$kind { $($field),* } => {
                        $(const { $crate::words::check_gaps($help_en, $help_zh) };)?
                        let en: ::std::option::Option<::std::string::String> = {
                            $(let $field = $crate::Say::part($field, $crate::words::Language::En);)*
                            None$(.or_else(|| Some($crate::words::agreed(&::std::format!($help_en)))))?
                        };
                        let zh: ::std::option::Option<::std::string::String> = {
                            $(let $field = $crate::Say::part($field, $crate::words::Language::Zh);)*
                            None$(.or_else(|| Some(::std::format!($help_zh))))?
                        };
                        en.zip(zh).map(|(en, zh)| $crate::words::Phrase { en, zh })
                    })*
                    $(Self::File(other) => <$other as $crate::Sentences>::help(other),)?
                }
            }
        }
    };
}
