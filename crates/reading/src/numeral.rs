//! What somebody may have meant who wrote a number as it cannot be read: the remedy belongs to the value.

use crate::catalogue::tidy;
use words::{Phrase, narrowed, thousands};

/// What numbers are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Legal range.
    pub range: (f64, f64),
    /// Whether only whole numbers will do.
    pub whole: bool,
}

/// Any number.
pub const ANY: Wanted = Wanted { range: (f64::NEG_INFINITY, f64::INFINITY), whole: false };

impl Wanted {
    /// Whether a number will do.
    pub fn takes(self, number: f64) -> bool {
        (self.range.0..=self.range.1).contains(&number) && (!self.whole || number.fract() == 0.0)
    }
}

fn phrase(en: String, zh: String) -> Phrase {
    Phrase { en, zh }
}

/// Signs for what is not known, in small letters.
const UNKNOWN: [&str; 38] = [
    "na",
    "n/a",
    "n.a.",
    "nan",
    "null",
    "none",
    "nil",
    "missing",
    "unknown",
    "unk",
    "tbd",
    "?",
    "？",
    "??",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "－",
    "/",
    "\\",
    ".",
    "..",
    "...",
    "…",
    "*",
    "x",
    "无",
    "无数据",
    "不详",
    "未知",
    "缺",
    "缺失",
    "待定",
    "暂无",
    "不适用",
];

/// Whether a text is a sign for what is not known.
pub fn is_unknown(found: &str) -> bool {
    UNKNOWN.contains(&found.trim().to_lowercase().as_str()) || is_error(found)
}

/// Whether a text is what a spreadsheet shows where a formula fails.
pub fn is_error(found: &str) -> bool {
    let found = found.trim();
    found.starts_with('#')
        && found.len() > 2
        && found[1..].starts_with(|letter: char| letter.is_ascii_uppercase() || letter == '#')
}

/// A number in other signs, and how to write it.
pub fn as_number(found: &str, wanted: Wanted) -> Option<Phrase> {
    let text = narrowed(found);
    let text = text.trim_matches(['"', '\'', '“', '”']).trim();
    letters(text, wanted)
        .or_else(|| percent(text, wanted))
        .or_else(|| both(text, wanted))
        .or_else(|| separated(text, wanted))
        .or_else(|| with_unit(text, wanted))
}

/// Letters that were typed for digits: `90O`.
fn letters(text: &str, wanted: Wanted) -> Option<Phrase> {
    let is_letter = |letter: char| "OoIl".contains(letter);
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.' || is_letter(letter);
    let has = |of: fn(&char) -> bool| text.chars().any(|letter| of(&letter));
    if !has(char::is_ascii_digit) || !text.contains(is_letter) || !text.chars().all(is_part) {
        return None;
    }
    let digits = text.replace(['O', 'o'], "0").replace(['I', 'l'], "1");
    let number = digits.parse().ok().filter(|&number| wanted.takes(number)).map(tidy)?;
    Some(phrase(
        format!(
            "a letter stands for a digit in it (O for 0, l for 1): write {number} if that is meant"
        ),
        format!("其中有字母充作数字（O代0、l代1）：如确为{number}，请写{number}"),
    ))
}

/// What stands behind a share in per cent, or per mille.
const PERCENT: [&str; 8] = ["%", "‰", "percent", "per cent", "pct", "pp", "个百分点", "百分点"];

/// A share in per cent, with the sign or where no other is possible.
fn percent(text: &str, wanted: Wanted) -> Option<Phrase> {
    let small = text.to_lowercase();
    let marked = PERCENT.iter().find_map(|sign| small.strip_suffix(sign));
    let (number, is_marked) = marked.map_or((text, false), |number| (number.trim(), true));
    let per = if text.ends_with('‰') { 1000.0 } else { 100.0 };
    let number: f64 = number.parse().ok().or_else(|| value(number, ANY))?;
    let share = number / per;
    let is_percent = is_marked || wanted.range.1 <= 2.0 && (2.0..=100.0).contains(&number);
    (is_percent && wanted.takes(share) && !wanted.whole).then(|| {
        let (share, sign) = (tidy(share), if per > 100.0 { "‰" } else { "%" });
        let number = tidy(number);
        phrase(format!("{number} {sign} is {share}"), format!("{number}{sign}写作{share}"))
    })
}

/// `3.200` where 3.2 and 3200 both may be meant.
fn both(text: &str, wanted: Wanted) -> Option<Phrase> {
    let grouped = thousands(text).filter(|&number| wanted.takes(number))?;
    let plain = text.parse().ok().filter(|&number| wanted.takes(number))?;
    let (grouped, plain) = (tidy(grouped), tidy(plain));
    Some(phrase(
        format!("write {grouped} if the dot sets thousands apart, {plain} if it does not"),
        format!("点为千位分隔符时请写{grouped}，为小数点时请写{plain}"),
    ))
}

/// A number with signs between its digits.
fn separated(text: &str, wanted: Wanted) -> Option<Phrase> {
    let number = value(text, wanted).filter(|&number| wanted.takes(number))?;
    let number = tidy(number);
    Some(phrase(
        format!("write {number}: a point before decimals, and no commas or blanks between digits"),
        format!("请写{number}：小数点用`.`，数字之间不用逗号或空格"),
    ))
}

/// The number that a text with commas, dots or blanks between its digits means.
pub fn value(text: &str, wanted: Wanted) -> Option<f64> {
    let (sign, text) = match text.strip_prefix(['-', '+']) {
        Some(rest) if text.starts_with('-') => (-1.0, rest),
        Some(rest) => (1.0, rest),
        None => (1.0, text),
    };
    let is_part = |letter: char| letter.is_ascii_digit() || " ,.'_’、·，。".contains(letter);
    if !text.contains(|letter: char| letter.is_ascii_digit()) || !text.chars().all(is_part) {
        return None;
    }
    let text: String = text
        .chars()
        .map(|letter| match letter {
            '、' | '，' => ',',
            '·' | '。' => '.',
            '_' | '’' | '\'' => ' ',
            letter => letter,
        })
        .collect();
    let readings = [('.', [',', ' ']), (',', ['.', ' '])];
    let read = |(point, groups): (char, [char; 2])| {
        let (before, after) = text.split_once(point).unwrap_or((&text, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = before.split(groups).collect();
        let fits = is_digits(after)
            && parts.iter().all(|part| is_digits(part))
            && (parts.len() == 1
                || (1..=3).contains(&parts[0].len()) && !parts[0].starts_with('0'))
            && parts.iter().skip(1).all(|part| part.len() == 3)
            && text
                .matches(|letter| groups.contains(&letter))
                .collect::<Vec<_>>()
                .windows(2)
                .all(|pair| pair[0] == pair[1]);
        fits.then(|| format!("0{}.{after}0", parts.concat()).parse().ok()).flatten()
    };
    let numbers = readings.into_iter().filter_map(read).map(|number: f64| sign * number);
    let numbers: Vec<f64> = numbers.collect();
    if wanted.whole {
        // Three digits behind a sign are thousands where only whole numbers will do.
        return numbers.into_iter().max_by(f64::total_cmp);
    }
    let first = numbers.first().copied();
    numbers.into_iter().find(|&number| wanted.takes(number)).or(first)
}

/// Units of Chinese numbers.
const MYRIADS: [(&str, f64); 7] =
    [("亿", 1e8), ("百万", 1e6), ("万", 1e4), ("w", 1e4), ("千", 1e3), ("k", 1e3), ("百", 1e2)];

/// A number with a word before or behind it.
fn with_unit(text: &str, wanted: Wanted) -> Option<Phrase> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let end = rest.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (digits, behind) = rest.split_at(end);
    let is_word = |word: &str| !word.chars().any(|letter| letter.is_ascii_digit());
    let plain = |digits: &str| value(digits, ANY);
    let sign = if before.ends_with('-') { -1.0 } else { 1.0 };
    let number: f64 = plain(digits).filter(|number: &f64| number.is_finite() && is_word(behind))?;
    let behind = behind.trim().to_lowercase();
    let unit = MYRIADS
        .iter()
        .find(|(unit, _)| behind.starts_with(unit) && (!unit.is_ascii() || behind.len() == 1));
    let number = sign * number * unit.map_or(1.0, |(_, times)| *times);
    let has_words = !before.trim_matches(['-', '+']).is_empty() || !behind.is_empty();
    (has_words && wanted.takes(number)).then(|| {
        let number = tidy(number);
        phrase(format!("write {number}, the number alone"), format!("只写数字：{number}"))
    })
}
