//! In which language the program speaks.

use std::ffi::{OsStr, OsString};

use crate::quantity::Language;

/// What the locale is read from, the first that is set deciding.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that the words and the environment ask for; known before the words are parsed, so that
/// help and errors are in it too. `--lang` decides over `COGOV_LANG`, and that over the locale.
pub fn language(words: &[OsString]) -> Language {
    of_words(words).unwrap_or_else(|| of_environment(|name| std::env::var_os(name)))
}

/// The language that `--lang` names; the last one if it is given more than once.
fn of_words(words: &[OsString]) -> Option<Language> {
    let after = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1].as_os_str());
    let joined = words.iter().filter_map(|word| word.to_str()?.strip_prefix("--lang="));
    let word = after.chain(joined.map(OsStr::new)).last()?;
    match word.to_str() {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    }
}

fn of_environment(get: impl Fn(&str) -> Option<OsString>) -> Language {
    let given = |name: &&str| get(name).filter(|value| !value.is_empty());
    let first = given(&"COGOV_LANG").or_else(|| LOCALE.iter().find_map(given));
    let is_chinese =
        first.is_some_and(|word| word.to_string_lossy().to_lowercase().starts_with("zh"));
    if is_chinese { Language::Zh } else { Language::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_decides_over_the_programs_variable_and_that_over_the_locale() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(of_words(&words("cogov run --lang zh")), Some(Language::Zh));
        assert_eq!(of_words(&words("cogov --lang=zh --help")), Some(Language::Zh));
        assert_eq!(of_words(&words("cogov run zh --lang en")), Some(Language::En));
        assert_eq!(of_words(&words("cogov run baseline")), None);
        for (variables, chinese) in [
            (&[][..], false),
            (&[("LANG", "zh_CN.UTF-8")], true),
            (&[("LANG", "C.UTF-8")], false),
            (&[("LC_ALL", "C"), ("LANG", "zh_CN")], false),
            (&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "en_US")], true),
            (&[("COGOV_LANG", "en"), ("LANG", "zh_CN")], false),
            (&[("COGOV_LANG", "zh")], true),
            (&[("COGOV_LANG", "ZH_cn"), ("LC_ALL", "en_US")], true),
        ] {
            let get = |name: &str| {
                let mut found = variables.iter().filter(|(known, _)| *known == name);
                found.next().map(|(_, value)| OsString::from(value))
            };
            assert_eq!(of_environment(get) == Language::Zh, chinese, "{variables:?}");
        }
    }
}
