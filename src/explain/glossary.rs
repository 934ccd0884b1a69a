//! The words of `docs/glossary.md`.

use std::sync::LazyLock;

use super::Page;
use crate::quantity::{Language, Text};

const GLOSSARY: &str = include_str!("../../docs/glossary.md");

/// A word of the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub word: &'static str,
    /// The Chinese word.
    pub chinese: &'static str,
    /// The word in code and files; empty where there is none.
    identifier: &'static str,
    meaning: Text,
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let rows: Vec<Vec<&'static str>> = GLOSSARY.lines().filter_map(cells).collect();
    let in_chinese = |word: &str| {
        let row = rows.iter().find(|row| row.len() == 3 && row[2] == word);
        row.map(|row| row[1])
    };
    let terms = rows.iter().filter_map(|row| match row[..] {
        [word, identifier, en, chinese] if word != "term" => {
            let meaning = Text { en, zh: in_chinese(word).unwrap_or(en) };
            Some(Term { word, chinese, identifier, meaning })
        }
        _ => None,
    });
    terms.collect()
});

/// All words, in the order of the alphabet.
pub(super) fn terms() -> &'static [Term] {
    &TERMS
}

/// The cells of a row of a table, but for the line under its head.
fn cells(line: &'static str) -> Option<Vec<&'static str>> {
    let inside = line.strip_prefix('|')?.strip_suffix('|')?;
    (!inside.starts_with(" ---")).then(|| inside.split('|').map(str::trim).collect())
}

impl Term {
    /// What it means.
    pub(super) fn meaning(&self, language: Language) -> &'static str {
        self.meaning.say(language)
    }
}

/// The page of a word.
pub(super) fn explain(page: &mut Page, term: &Term) {
    let other = match page.language {
        Language::En => term.chinese,
        Language::Zh => term.word,
    };
    page.add(Text { en: "In Chinese", zh: "英文" }, other.to_owned());
    if !term.identifier.is_empty() {
        page.add(Text { en: "Identifier", zh: "标识" }, term.identifier.replace('`', ""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_explained_in_both_languages() {
        let rows: Vec<Vec<&str>> = GLOSSARY.lines().filter_map(cells).collect();
        for term in terms() {
            let told = rows.iter().filter(|row| row.len() == 3 && row[2] == term.word).count();
            assert_eq!(told, 1, "the Chinese meaning of {} in docs/glossary.md", term.word);
            assert!(!term.meaning.en.is_empty() && !term.chinese.is_ascii(), "{}", term.word);
            assert!(!term.meaning.zh.is_ascii(), "{}", term.word);
        }
        assert!(terms().len() > 80, "{}", terms().len());
        let chinese = rows.iter().filter(|row| row.len() == 3).count();
        assert_eq!(chinese, terms().len() + 1, "rows and their head");
    }
}
