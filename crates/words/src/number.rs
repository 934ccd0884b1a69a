//! Numbers as people write them.

use std::borrow::Cow;

/// A text with the wide signs of Chinese typing that stand in numbers made narrow.
pub fn narrowed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.trim().into();
    }
    let narrow = |letter: char| match letter {
        '０'..='９' | '．' | '％' | '＋' | '－' | '，' => {
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter)
        }
        '\u{2212}' => '-',
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        _ => letter,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned().into()
}

/// A number with dots between its thousands (`3.200`, `1.250.000`), which may have been meant as one.
pub fn thousands(text: &str) -> Option<f64> {
    let mut groups = text.split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().filter(|group| (1..=3).contains(&group.len()) && digits(group))?;
    let rest: Vec<&str> = groups.collect();
    let fits = !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && digits(group));
    (fits && !first.starts_with('0')).then(|| text.replace('.', "").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn dots_between_thousands_are_seen() {
        assert_eq!([thousands("3.200"), thousands("1.250.000")], [Some(3200.0), Some(1_250_000.0)]);
        assert_eq!(["0.300", "3.2", "3200.000", "3", ".200"].map(thousands), [None; 5]);
    }
}
