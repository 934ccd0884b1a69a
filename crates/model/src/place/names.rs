//! Names as readers see them: which are the same but for what nobody means, and which are damaged.

use encoding_rs::{Encoding, GBK, WINDOWS_1252};

use super::problem::Difference;

/// Whether a sign is not seen.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A letter as it is seen: wide ones narrow, all kinds of blanks, dashes and quotes one, and one of another
/// alphabet as the Latin one that it looks like.
fn plain(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ if letter.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '‘' | '’' | 'ʼ' | '`' => '\'',
        '“' | '”' => '"',
        'Ͱ'..='ӿ' => LOOK_ALIKE
            .iter()
            .find(|(other, _)| *other == letter)
            .map_or(letter, |(_, latin)| *latin),
        _ => letter,
    }
}

/// Letters of the Cyrillic and Greek alphabets that look like Latin ones: keyboards in this region have both.
const LOOK_ALIKE: [(char, char); 38] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Χ', 'X'),
    ('ο', 'o'),
];

/// A name without what cannot be seen.
pub(super) fn seen(name: &str) -> String {
    let letters = name.chars().filter(|&letter| !is_unseen(letter)).map(plain);
    letters.collect::<String>().trim().to_owned()
}

/// What two names have in common that are the same for people.
pub(super) fn key(name: &str) -> String {
    seen(name)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words for the kind of an area, at the end of its name; longer ones first.
const KINDS: [&str; 18] = [
    "街道办事处",
    "街道",
    "苏木",
    "旗",
    "县",
    "市",
    "区",
    "盟",
    "镇",
    "乡",
    "subdistrict",
    "township",
    "district",
    "county",
    "banner",
    "town",
    "city",
    "sumu",
];

/// A key without the word for the kind of area at its end; none if it has no such word, or is no more than it.
pub(super) fn without_kind(key: &str) -> Option<&str> {
    let stem = KINDS.iter().find_map(|kind| key.strip_suffix(kind))?;
    (stem.chars().count() > 1).then_some(stem)
}

/// In what two names of one key differ.
pub(super) fn difference(one: &str, other: &str) -> Difference {
    let (one, other) = (seen(one), seen(other));
    let small = |name: &str| name.to_lowercase();
    if one == other {
        Difference::Unseen
    } else if small(&one) == small(&other) {
        Difference::Case
    } else {
        Difference::Blanks
    }
}

/// How sure it is that letters of a name were lost when a file changed from one encoding to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// It does not look like it.
    None,
    /// It looks like it.
    Likely,
    /// There is no such name.
    Certain,
}

pub(super) fn loss(name: &str) -> Loss {
    let is_mark = |letter: char| matches!(letter, '?' | '？');
    let marks = name.chars().filter(|&letter| is_mark(letter)).count();
    let others = name.chars().filter(|&letter| letter.is_alphanumeric()).count();
    let is_filler = FILLERS.iter().any(|filler| name.contains(filler));
    if name.contains('\u{fffd}') || is_filler || marks > 1 && others == 0 {
        Loss::Certain
    } else if marks > 0 && others == 0
        || name.contains("??")
        || is_gbk_in_latin(name)
        || [GBK, WINDOWS_1252].iter().any(|taken_for| is_misread(name, taken_for))
    {
        Loss::Likely
    } else {
        Loss::None
    }
}

/// What replacement signs and unset memory look like where they are read as Chinese.
const FILLERS: [&str; 3] = ["锟斤拷", "烫烫", "屯屯屯"];

/// Whether a name of accented letters alone is a Chinese one that was read in a Western encoding: ¾©³Ç.
fn is_gbk_in_latin(name: &str) -> bool {
    if name.chars().count() < 4 || name.chars().any(|letter| letter.is_ascii()) {
        return false;
    }
    let (bytes, _, lossy) = WINDOWS_1252.encode(name);
    let (text, _, is_broken) = GBK.decode(&bytes);
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    !lossy && !is_broken && text.chars().all(is_chinese)
}

/// Whether a name is one in UTF-8 that was read in another encoding: 绀惧尯, ç¤¾åŒº.
fn is_misread(name: &str, taken_for: &'static Encoding) -> bool {
    if name.is_ascii() {
        return false;
    }
    let (bytes, _, lossy) = taken_for.encode(name);
    let is_letter = |letter: char| {
        letter.is_ascii()
            || letter.is_alphanumeric() && u32::from(letter) < 0x370
            || ('\u{4e00}'..='\u{9fff}').contains(&letter)
    };
    let fits =
        |text: &str| text.chars().count() < name.chars().count() && text.chars().all(is_letter);
    !lossy && std::str::from_utf8(&bytes).is_ok_and(|text| !text.is_ascii() && fits(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_one_for_people_have_one_key() {
        for (other, by) in [
            ("ASPEN County", Difference::Case),
            ("Aspen  County", Difference::Blanks),
            ("AspenCounty", Difference::Blanks),
            ("Aspen\u{a0}County", Difference::Unseen),
            ("Aspen\u{200b} County", Difference::Unseen),
            ("Ａspen County", Difference::Unseen),
            ("\u{410}spen County", Difference::Unseen),
        ] {
            assert_eq!(key(other), key("Aspen County"), "{other}");
            assert_eq!(difference("Aspen County", other), by, "{other}");
        }
        assert_ne!(key("白杨县"), key("白杨旗"));
        assert_eq!(without_kind(&key("白杨县")), Some("白杨"));
        assert_eq!(without_kind(&key("Aspen County")), Some("aspen"));
        for name in ["白杨", "旗", "大旗", "Town", ""] {
            assert_eq!(without_kind(&key(name)), None, "{name}");
        }
    }

    #[test]
    fn damaged_names_are_seen_and_names_of_places_are_left_alone() {
        for name in ["???", "？？ ？", "\u{fffd}\u{fffd}村", "锟斤拷", "烫烫烫", "?? ??"]
        {
            assert_eq!(loss(name), Loss::Certain, "{name}");
        }
        for name in ["?", "老??村", "绀惧尯", "ç¤¾åŒº", "QuÃ©bec", "鍢庢煡", "¾©³Ç"]
        {
            assert_eq!(loss(name), Loss::Likely, "{name}");
        }
        for name in [
            "Old Mill",
            "Ferry?",
            "社区",
            "嘎查",
            "海拉尔东路街道",
            "Québec",
            "Ünsal",
            "联通",
            "屯里屯",
            "Åäöü-by",
            "Haila'er",
            "",
        ] {
            assert_eq!(loss(name), Loss::None, "{name}");
        }
    }
}
