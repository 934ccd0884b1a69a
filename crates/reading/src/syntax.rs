//! What the reader of TOML says of a line, in words of ours.

use crate::catalogue::shown;
use words::{Phrase, say};

/// What the reader of TOML says, in Chinese where its sentence is known.
pub(crate) fn syntax(said: &str, found: &str) -> Phrase {
    let word = shown(found.trim());
    if said.starts_with("string values") || said.starts_with("invalid float") && is_word(found) {
        return say!(en "the text `{word}` needs quotes" zh "文字`{word}`须加引号");
    }
    for quote in ["\"", "'"] {
        if said.starts_with("invalid") && said.ends_with(&format!("expected `{quote}`")) {
            return say!(
                en "the text is not closed: `{quote}` is missing at its end"
                zh "文字没有闭合：末尾缺少`{quote}`"
            );
        }
    }
    if said.starts_with("duplicate key") && !word.is_empty() {
        return say!(en "`{word}` is given twice" zh "`{word}`重复给出");
    }
    let known = KNOWN.iter().find(|(en, _)| said.starts_with(en));
    let said = shown(said);
    match known {
        Some((_, zh)) => Phrase { en: said, zh: (*zh).to_owned() },
        None => Phrase::same(said),
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// Beginnings of what the reader of TOML says, in Chinese.
const KNOWN: [(&str, &str); 46] = [
    ("`_` may only", "`_`只能写在数字之间"),
    ("cannot extend", "此键已有值，不能再分出下级"),
    ("cannot recurse", "嵌套过深"),
    ("carriage return", "回车符后缺少换行符"),
    ("duplicate key", "键重复"),
    ("extra `=`", "多余的等号"),
    ("extra assignment", "多余的等号，或缺少逗号"),
    ("extra comma", "多余的逗号"),
    ("floating-point number overflowed", "数字过大"),
    ("integer number overflowed", "数字过大"),
    ("integers with a radix", "此种进制的整数不能带符号"),
    ("invalid basic string", "引号内文字有误，或引号未闭合"),
    ("invalid binary", "二进制数有误"),
    ("invalid boolean", "应为`true`或`false`"),
    ("invalid comment", "注释中有不允许的字符"),
    ("invalid date", "日期有误"),
    ("invalid exponent", "指数有误"),
    ("invalid float", "数字有误"),
    ("invalid fraction", "小数部分有误"),
    ("invalid hexadecimal", "十六进制数有误"),
    ("invalid inline", "内联表有误"),
    ("invalid integer", "整数有误"),
    ("invalid key", "键有误"),
    ("invalid literal string", "单引号内文字有误，或引号未闭合"),
    ("invalid mantissa", "数字有误，小数点前后都须有数字"),
    ("invalid multi-line", "多行文字有误，或引号未闭合"),
    ("invalid octal", "八进制数有误"),
    ("invalid unquoted key", "键只能含字母、数字、`-`和`_`，其他文字须加引号"),
    ("invalid", "此处写法有误"),
    ("key with no value", "键没有值"),
    ("keys cannot", "键不能写成多行"),
    ("missing assignment", "缺少等号"),
    ("missing comma", "缺少逗号"),
    ("missing escaped", "反斜杠后的字符有误"),
    ("missing key", "缺少键"),
    ("missing value", "缺少值"),
    ("missing", "此处缺少符号"),
    ("radix must", "进制标记须小写"),
    ("recursion limit", "嵌套过深"),
    ("redundant", "多余的符号或前缀"),
    ("too few unicode", "反斜杠后的字符代码有误"),
    ("unclosed array", "列表或表头未闭合"),
    ("unclosed inline table", "内联表未闭合"),
    ("unclosed table", "表头未闭合"),
    ("unexpected leading zero", "数字前有多余的零"),
    ("un", "此处有多余内容"),
];

#[cfg(test)]
mod tests {
    use super::syntax;

    #[test]
    fn what_the_reader_says_has_chinese_words() {
        for said in [
            "missing comma between array elements, expected `,`",
            "integer number overflowed",
            "unquoted keys cannot be empty, expected letters, numbers, `-`, `_`",
            "unclosed array table, expected `]]`",
        ] {
            assert!(!syntax(said, "").zh.is_ascii(), "{said}");
        }
        assert_eq!(
            syntax("string values must be quoted", "two words").en,
            "the text `two words` needs quotes"
        );
    }
}
