//! Numbers as people and programs write them: what can mean one number only is read.

use words::{narrowed, thousands};

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
}
