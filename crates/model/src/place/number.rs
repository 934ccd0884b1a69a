//! Numbers as people and programs write them: what can mean one number only is read.

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

/// A whole number, not below 0; as programs write whole numbers of a column with empty cells (`5.0`) too.
/// `3.000` is none: it may be three thousand.
pub(super) fn whole(text: &str) -> Option<f64> {
    let text = narrowed(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = match text.split_once('.') {
        Some((number, zeros)) if zeros.bytes().all(|byte| byte == b'0') => {
            (thousands(&text).is_none()).then_some(number)?
        }
        Some(_) => return None,
        None => text.strip_prefix('+').unwrap_or(&text),
    };
    digits(number).then(|| number.parse().ok()).flatten()
}

/// A number.
pub(super) fn real(text: &str) -> Option<f64> {
    narrowed(text).parse().ok().filter(|number: &f64| number.is_finite())
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
    use super::*;

    #[test]
    fn what_can_mean_one_number_only_is_read() {
        for (text, number) in [
            ("5", 5.0),
            ("5.0", 5.0),
            ("5.", 5.0),
            ("3200.000", 3200.0),
            ("２８００", 2800.0),
            ("+7", 7.0),
        ] {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for text in
            ["3.000", "3.200", "5.5", "-1", "3,200", "", ".", "1e3", "99999999999999999999x"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
        for (text, number) in [("０．２", 0.2), (".5", 0.5), ("6.5E+04", 65000.0), ("－１", -1.0)]
        {
            assert_eq!(real(text), Some(number), "{text}");
        }
        assert_eq!([real("NaN"), real("inf"), real("0,3"), real("")], [None; 4]);
    }

    #[test]
    fn dots_between_thousands_are_seen() {
        assert_eq!([thousands("3.200"), thousands("1.250.000")], [Some(3200.0), Some(1_250_000.0)]);
        assert_eq!(["0.300", "3.2", "3200.000", "3", ".200"].map(thousands), [None; 5]);
    }
}
