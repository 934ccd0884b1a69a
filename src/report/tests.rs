//! The page as a whole.

use super::words;
use crate::quantity::Language;

/// Gaps of a text, sorted.
fn gaps(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    found.sort_unstable();
    found
}

#[test]
fn every_word_of_the_page_is_there_in_both_languages_with_the_same_gaps() {
    assert!(words::ALL.len() > 100);
    for (key, text) in words::ALL {
        assert!(!text.en.trim().is_empty() && !text.zh.trim().is_empty(), "{key}");
        assert_eq!(gaps(text.en), gaps(text.zh), "{key}");
        assert!(
            text.zh.chars().any(|c| c > '\u{2e80}')
                || gaps(text.zh).len() == text.zh.matches('{').count(),
            "{key}"
        );
    }
    assert_ne!(Language::En, Language::Zh);
}
