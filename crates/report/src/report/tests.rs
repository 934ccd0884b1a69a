//! The page as a whole.

use super::words;

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
        // But for texts that are gaps alone, and signs.
        let rest: String =
            text.zh.split('{').map(|part| part.split('}').next_back().unwrap()).collect();
        let is_chinese = rest.chars().any(|letter| letter > '\u{2e80}');
        assert!(is_chinese || !rest.chars().any(char::is_alphabetic), "{key}");
    }
}
