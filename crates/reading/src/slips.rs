//! Slips of a first file: what somebody may have meant by a line that is no TOML.

use std::ops::Range;

use crate::catalogue::{shown, tidy};
use crate::guide::Guide;
use crate::numeral;
use words::{Phrase, narrowed, say};

/// What is wrong with a line.
pub(crate) struct Slip {
    /// Bytes of the line.
    pub at: Range<usize>,
    /// What is wrong, and what to write instead.
    pub what: Phrase,
    /// A key in other letters, which may be the name of a setting.
    pub key: Option<String>,
}

/// The slip of a line, if it is one that is known.
pub(crate) fn slip(line: &str, guide: Guide) -> Option<Slip> {
    let code = code_of(line);
    wide(line)
        .or_else(|| comment(line))
        .or_else(|| header(code, guide))
        .or_else(|| colon(code))
        .or_else(|| key(code))
        .or_else(|| value(code))
        .or_else(|| backslash(code))
}

/// A slip without a key.
fn at(at: Range<usize>, en: String, zh: String) -> Slip {
    Slip { at, what: Phrase { en, zh }, key: None }
}

/// Letters outside of quotes and before a comment, with their places.
fn outside(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    line.char_indices().take_while(move |&(_, letter)| letter != '#' || quote.is_some()).filter(
        move |&(_, letter)| {
            let inside = quote.is_some();
            match (quote, letter) {
                (None, '"' | '\'') => quote = Some(letter),
                (Some(open), close) if open == close => quote = None,
                _ => {}
            }
            !inside
        },
    )
}

/// The line without its comment.
fn code_of(line: &str) -> &str {
    let mut quote = None;
    for (place, letter) in line.char_indices() {
        match (quote, letter) {
            (None, '#') => return &line[..place],
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    line
}

/// The ASCII letter for a wide one of Chinese typing, or the one that TOML wants in its place.
fn narrow(letter: char) -> Option<&'static str> {
    const WIDE: [(&str, &str); 14] = [
        ("，、", ","),
        ("；", ";"),
        ("＝：", "="),
        ("“”＂", "\""),
        ("‘’＇", "'"),
        ("【［", "["),
        ("】］", "]"),
        ("｛", "{"),
        ("｝", "}"),
        ("。．", "."),
        ("％", "%"),
        ("＃", "#"),
        ("－—–", "-"),
        ("＿", "_"),
    ];
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let digit = u32::from(letter).wrapping_sub(u32::from('０')) as usize;
    let found = WIDE.iter().find(|(wide, _)| wide.contains(letter)).map(|&(_, narrow)| narrow);
    found.or_else(|| DIGITS.get(digit).copied())
}

fn wide(line: &str) -> Option<Slip> {
    let (place, letter, narrow) =
        outside(line).find_map(|(place, letter)| Some((place, letter, narrow(letter)?)))?;
    Some(at(
        place..place + letter.len_utf8(),
        format!("`{letter}` is a full-width or Chinese character; write `{narrow}`"),
        format!("`{letter}`是全角或中文符号，请写半角的`{narrow}`"),
    ))
}

fn comment(line: &str) -> Option<Slip> {
    let (place, _) = outside(line).find(|&(place, _)| line[place..].starts_with("//"))?;
    let (en, zh) = ("a comment begins with `#`, not with `//`", "注释以`#`开头，不用`//`");
    Some(at(place..place + 2, en.to_owned(), zh.to_owned()))
}

/// A header with a name in other letters.
fn header(code: &str, guide: Guide) -> Option<Slip> {
    code.trim_start().starts_with('[').then_some(())?;
    bare_word(code, |word| match guide.named {
        Some(table) => format!("[{table}.\"{word}\"]"),
        None => format!("[\"{word}\"]"),
    })
}

/// A word in other letters without quotes.
fn bare_word(code: &str, example: impl Fn(&str) -> String) -> Option<Slip> {
    let (start, _) = outside(code).find(|&(_, letter)| is_other(letter))?;
    let start = code[..start]
        .rfind(|letter| !is_plain(letter))
        .map_or(0, |before| before + code[before..].chars().next().map_or(0, char::len_utf8));
    let rest = &code[start..];
    let end = start + rest.find(|letter| !is_plain(letter)).unwrap_or(rest.len());
    let word = code.get(start..end)?;
    let example = shown(&example(word));
    Some(Slip {
        key: Some(word.to_owned()),
        ..at(
            start..end,
            format!("a key in letters other than a to z needs quotes, as in {example}"),
            format!("键中有英文字母以外的文字时须加引号，例如 {example}"),
        )
    })
}

fn is_other(letter: char) -> bool {
    !letter.is_ascii() && letter.is_alphanumeric()
}

fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_')
}

fn colon(code: &str) -> Option<Slip> {
    if code.contains('=') {
        return None;
    }
    let (place, _) = outside(code).find(|&(_, letter)| letter == ':')?;
    let (key, value) = (shown(code[..place].trim()), code[place + 1..].trim());
    let (en, zh) = if value.is_empty() {
        let en = format!("a table begins with `[{key}]`, not with `{key}:`");
        (en, format!("表以`[{key}]`开头，不写`{key}:`"))
    } else {
        let en = "`=` stands between a key and its value, not `:`";
        (en.to_owned(), "键与值之间写`=`，不写`:`".to_owned())
    };
    Some(at(place..place + 1, en, zh))
}

fn key(code: &str) -> Option<Slip> {
    let (key, _) = code.split_once('=')?;
    bare_word(key, |word| format!("\"{word}\""))
}

fn value(code: &str) -> Option<Slip> {
    let (key, after) = code.split_once('=').filter(|(key, _)| !key.trim().is_empty())?;
    let value = after.trim();
    let start = key.len() + 1 + (after.len() - after.trim_start().len());
    if let Some(slip) = comma_inside(value, start) {
        return Some(slip);
    }
    let (en, zh) = percent(value)
        .or_else(|| switch(value))
        .or_else(|| date(key.trim(), value))
        .or_else(|| grouped(value))
        .or_else(|| bare_point(value))
        .or_else(|| unknown(value))
        .or_else(|| with_unit(value))
        .or_else(|| other_number(value))?;
    Some(at(start..start + value.len(), en, zh))
}

/// A number with a decimal comma in a table of values: `{ urban = 0,6 }`.
fn comma_inside(value: &str, start: usize) -> Option<Slip> {
    let inner = value.strip_prefix('{')?;
    let mut place = start + 1;
    let mut before: Option<(usize, &str)> = None;
    for part in inner.split(',') {
        let word = part.trim().trim_end_matches('}').trim();
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some((begins, whole)) = before
            .filter(|_| is_digits(word) && part.starts_with(|letter: char| letter.is_ascii_digit()))
        {
            let number = shown(&format!("{whole}.{word}"));
            let (en, zh) = (
                format!("a number has a point before its decimals: write {number}"),
                format!("小数点用`.`：请写{number}"),
            );
            return Some(at(begins..place + word.len(), en, zh));
        }
        before = part
            .rsplit_once('=')
            .map(|(key, whole)| (key, whole.trim()))
            .filter(|(_, whole)| is_digits(whole))
            .map(|(_, whole)| (place + part.trim_end().len() - whole.len(), whole));
        place += part.len() + 1;
    }
    None
}

/// A number that begins or ends with its point, or with zeros.
fn bare_point(value: &str) -> Option<Both> {
    let unsigned = value.trim_start_matches(['-', '+']);
    let is_number = unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let zeros = unsigned.len() > 1 && unsigned.starts_with('0');
    let fits = is_number && (unsigned.starts_with('.') || unsigned.ends_with('.') || zeros);
    let number: f64 = value.parse().ok().filter(|_| fits)?;
    let number = tidy(number);
    Some((
        format!(
            "write {number}: digits stand before and behind a point, and no zeros before a number"
        ),
        format!("请写{number}：小数点前后都须有数字，数字前不加零"),
    ))
}

/// A sign for what is not known.
fn unknown(value: &str) -> Option<Both> {
    (value.is_empty() || numeral::is_unknown(value)).then(|| {
        (
            "there is no value here: write one, or leave the line out, and the default holds"
                .to_owned(),
            "此处没有值：请写出，或去掉该行以采用默认值".to_owned(),
        )
    })
}

/// A number in other signs than those of TOML.
fn other_number(value: &str) -> Option<Both> {
    let is_plain = value.parse::<f64>().is_ok();
    let fits = value.len() < 60 && !value.contains(['[', '{', '=']) && !is_plain;
    let found = numeral::as_number(value, numeral::ANY).filter(|_| fits)?;
    Some((found.en, found.zh))
}

/// What a text is meant to be where `true` or `false` is wanted.
pub fn meant_flag(text: &str) -> Option<Phrase> {
    let right = flag(&narrowed(text))?;
    Some(say!(
        en "write `{right}`, in small letters and without quotes"
        zh "请写小写、不加引号的`{right}`"
    ))
}

/// What a text is meant to be where a number is wanted.
pub fn meant_number(text: &str) -> Option<Phrase> {
    let text = narrowed(text);
    let text = &*text;
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        let number = shown(text);
        return Some(say!(en "write {number}, without quotes" zh "请写{number}，不加引号"));
    }
    let number = percent(text).or_else(|| grouped(text)).or_else(|| with_unit(text));
    let (en, zh) = number.or_else(|| unknown(text)).or_else(|| other_number(text))?;
    Some(Phrase { en, zh })
}

type Both = (String, String);

fn percent(value: &str) -> Option<Both> {
    let number: f64 = value.strip_suffix('%')?.trim().parse().ok()?;
    let share = tidy(number / 100.0);
    let value = shown(value);
    Some((
        format!("a share is written as {share}, not `{value}`"),
        format!("比例写作{share}，不写`{value}`"),
    ))
}

/// The switch that a word means.
fn flag(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "是" | "真" => Some("true"),
        "false" | "no" | "off" | "0" | "否" | "假" => Some("false"),
        _ => None,
    }
}

fn switch(value: &str) -> Option<Both> {
    let right = flag(value).filter(|_| !value.is_ascii() || !value.starts_with(['0', '1']))?;
    let value = shown(value);
    Some((
        format!("`{value}` is no value; write `{right}`, in small letters and without quotes"),
        format!("`{value}`不是值，请写小写、不加引号的`{right}`"),
    ))
}

fn date(key: &str, value: &str) -> Option<Both> {
    let is_date = value.len() >= 6
        && value.bytes().all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte))
        && value.bytes().filter(|byte| !byte.is_ascii_digit()).count() > 0
        && value.bytes().take(4).all(|byte| byte.is_ascii_digit());
    (matches!(key, "from" | "until") && is_date).then(|| {
        let Phrase { en, zh } = month_is_counted();
        (en, zh)
    })
}

/// What is said where a date stands for a month.
pub fn month_is_counted() -> Phrase {
    Phrase {
        en: "a month is no date: it is counted from the start of the run, and month 1 is a January"
            .to_owned(),
        zh: "月份不是日期：从模拟开始计数，第1个月为一月".to_owned(),
    }
}

/// A number with commas or blanks between its digits.
fn grouped(value: &str) -> Option<Both> {
    let (whole, rest) = value.split_once('.').unwrap_or((value, ""));
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = groups.len() > 1
        && is_number(rest)
        && (1..=3).contains(&groups[0].len())
        && groups.iter().all(|group| is_number(group))
        && groups.iter().skip(1).all(|group| group.len() == 3);
    fits.then(|| {
        let point = if rest.is_empty() { "" } else { "." };
        let number = shown(&format!("{}{point}{rest}", groups.concat()));
        (
            format!("a number has no commas or blanks between its digits; write {number}"),
            format!("数字之间不用逗号或空格，请写{number}"),
        )
    })
}

/// A number with a word behind it.
fn with_unit(value: &str) -> Option<Both> {
    let end = value.find(|letter: char| !letter.is_ascii_digit() && !".-+".contains(letter))?;
    let (number, unit) = (value.get(..end)?, value.get(end..)?.trim());
    number.parse::<f64>().ok()?;
    let is_word = unit.chars().all(char::is_alphabetic);
    let other_number = unit.len() == 1 || number == "0";
    let times = unit.starts_with(['百', '千', '万', '亿']);
    if !is_word || unit.is_empty() || other_number || times {
        return None;
    }
    let unit = shown(unit);
    Some((
        format!("a number stands alone; write {number}, without `{unit}`"),
        format!("只写数字{number}，不写`{unit}`"),
    ))
}

fn backslash(code: &str) -> Option<Slip> {
    let open = code.find('"')?;
    let place = open + code[open..].find('\\')?;
    let after = code[place + 1..].chars().next();
    if after.is_some_and(|letter| "btnfre\"\\".contains(letter)) && !code.contains(":\\") {
        return None;
    }
    Some(Slip {
        at: place..place + 1,
        what: Phrase {
            en: "a backslash in double quotes has a meaning of its own; write `/` instead"
                .to_owned(),
            zh: "双引号中的反斜杠另有含义，请改写为`/`".to_owned(),
        },
        key: None,
    })
}

#[cfg(test)]
mod tests {
    use super::slip;
    use crate::guide::Guide;

    fn says(line: &str) -> Option<(String, String)> {
        let guide = Guide { named: Some("interventions"), ..Guide::NONE };
        slip(line, guide).map(|slip| (line[slip.at].to_owned(), slip.what.en))
    }

    #[test]
    fn a_known_slip_is_pointed_at_and_what_to_write_is_said() {
        for (line, at, part) in [
            ("distance = { urban = 1，rural = 2 }", "，", "write `,`"),
            ("name = “一”", "“", "write `\"`"),
            ("schema ＝ 1", "＝", "write `=`"),
            ("pay_ratio = ０.９", "０", "write `0`"),
            ("pay_ratio = 90 %", "90 %", "as 0.9,"),
            ("competitive = True # yes", "True", "write `true`"),
            ("appraisal = no", "no", "write `false`"),
            ("base_grant = 50,000", "50,000", "write 50000"),
            ("base_grant = 1 200.5", "1 200.5", "write 1200.5"),
            ("months = 10 years", "10 years", "without `years`"),
            ("months = 12个月", "12个月", "write 12,"),
            ("from = 2027-01", "2027-01", "month 1 is a January"),
            ("// mine", "//", "begins with `#`"),
            ("x = 1 // mine", "//", "begins with `#`"),
            ("schema: 1", ":", "not `:`"),
            ("policy:", ":", "`[policy]`"),
            ("薪酬比 = 1", "薪酬比", "as in \"薪酬比\""),
            ("[interventions.试点]", "试点", "[interventions.\"试点\"]"),
            ("mandate_clarity = 0,6", "0,6", "write 0.6"),
            ("pay_ratio = .9", ".9", "write 0.9"),
            ("pay_ratio = -.5", "-.5", "write -0.5"),
            ("pay_ratio = 1.", "1.", "write 1:"),
            ("min_staff = 05", "05", "write 5:"),
            ("base_grant = 1.500,5", "1.500,5", "write 1500.5"),
            ("base_grant = 1.500.000", "1.500.000", "write 1500000"),
            ("base_grant = 6.5万", "6.5万", "write 65000"),
            ("pay_ratio = 31,5 %", "31,5 %", "31.5 % is 0.315"),
            ("pay_ratio = NA", "NA", "leave the line out"),
            ("pay_ratio = -", "-", "leave the line out"),
            ("pay_ratio = #N/A", "", "leave the line out"),
            ("pay_ratio = { urban = 0,6, rural = 1 }", "0,6", "write 0.6"),
            ("table = \"C:\\Users\\li\"", "\\", "write `/`"),
        ] {
            let (found, what) = says(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found, at, "{line}");
            assert!(what.contains(part), "{line}: {what}");
        }
    }

    #[test]
    fn what_stands_in_quotes_or_comments_is_no_slip() {
        for line in [
            "name = \"一，二：“三”\" x",
            "x = 1 # 一，二",
            "x = '，' y",
            "url = \"http://a\" z",
            "x = 1e5x",
            "x = 0x1G",
            "[a.\"一\"] x",
            "x = \"a\\tb\" y",
            "",
            "=",
            "\"",
        ] {
            assert!(says(line).is_none(), "{line}: {:?}", says(line));
        }
    }
}
