//! Words and half sentences that fill the gaps of messages, in English and Chinese.

use super::catalogue::{shown, tidy};
use super::fault::{Phrase, Severity};
use crate::quantity::{Choice, Language, Text, ZONES};
use crate::setting::SettingId;

/// Name of the lines that tell what to do.
pub(super) const HELP: Text = Text { en: "help", zh: "提示" };
/// A whole of shares: the needs of locals.
pub(super) const NEEDS_OF_LOCALS: Text =
    Text { en: "the needs of locals", zh: "户籍居民需求" };
/// A whole of shares: the needs of migrants.
pub(super) const NEEDS_OF_MIGRANTS: Text =
    Text { en: "the needs of migrants", zh: "流动人口需求" };

/// A whole of shares: the education of a zone.
pub(super) fn education_of(zone: Text) -> Phrase {
    Phrase { en: format!("education ({})", zone.en), zh: format!("{}学历构成", zone.zh) }
}

/// The top of a file, outside all tables.
pub(super) const TOP: Text = Text { en: "the top of the file", zh: "文件开头部分" };
/// Where levers and most parameters stand.
pub(super) const BASELINE_OR_POLICY: Text =
    Text { en: "[baseline] or [policy]", zh: "[baseline]或[policy]" };
/// A list, as something found.
pub(super) const LIST_FOUND: Text = Text { en: "a list", zh: "列表" };
/// A table, as something found.
pub(super) const TABLE_FOUND: Text = Text { en: "a table", zh: "表" };
/// A date, as something found.
pub(super) const DATE_FOUND: Text = Text { en: "a date or time", zh: "日期或时间" };
/// A table, as something wanted.
pub(super) const TABLE_WANTED: Text = Text { en: "a table", zh: "表" };
/// A text, as something wanted.
pub(super) const TEXT_WANTED: Text = Text { en: "a text in quotes", zh: "加引号的文字" };
/// A number, as something wanted.
pub(super) const NUMBER_WANTED: Text = Text { en: "a number", zh: "数" };
/// A whole number, as something wanted.
pub(super) const WHOLE_WANTED: Text = Text { en: "a whole number", zh: "整数" };
/// Names of communities, as something wanted.
pub(super) const TEXTS_WANTED: Text =
    Text { en: "a list of codes or names in quotes", zh: "加引号的代码或名称列表" };

/// What became of a file with a line that is no TOML.
pub(super) const READ_ON: Text = Text {
    en: "the rest of the file was read without this line",
    zh: "文件其余部分已按去掉此行读取",
};
/// What became of a file with a line that is no TOML and on which others depend.
pub(super) const READ_NO_FURTHER: Text = Text {
    en: "the rest of the file was not read: put this right and check again",
    zh: "文件其余部分未读取，请改正后再检查",
};

impl From<Text> for Phrase {
    fn from(text: Text) -> Self {
        Self { en: text.en.to_owned(), zh: text.zh.to_owned() }
    }
}

/// Words that are the same in both languages.
pub(super) fn same(words: String) -> Phrase {
    Phrase { en: words.clone(), zh: words }
}

/// What the reader of TOML says, in Chinese where its sentence is known.
pub(super) fn syntax(said: &str, found: &str) -> Phrase {
    let is_word = found.chars().next().is_some_and(char::is_alphabetic)
        && found.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'));
    if is_word && (said.starts_with("invalid float") || said.starts_with("string values")) {
        let word = shown(found);
        return Phrase {
            en: format!("the text `{word}` needs quotes"),
            zh: format!("文字`{word}`须加引号"),
        };
    }
    const KNOWN: [(&str, &str); 15] = [
        ("duplicate key", "键重复"),
        ("missing value", "缺少值"),
        ("missing assignment", "缺少等号"),
        ("key with no value", "键没有值"),
        ("invalid unquoted key", "键只能含字母、数字、`-`和`_`，其他文字须加引号"),
        ("unclosed table", "表头未闭合"),
        ("unclosed array", "列表未闭合"),
        ("unclosed inline table", "内联表未闭合"),
        ("missing comma", "缺少逗号"),
        ("invalid basic string", "引号内文字有误"),
        ("invalid mantissa", "数字有误，小数点前后都须有数字"),
        ("unexpected key or value", "此处不应有键或值"),
        ("unexpected leading zero", "数字前有多余的零"),
        ("unexpected content", "此处有多余内容"),
        ("recursion limit", "嵌套过深"),
    ];
    let known = KNOWN.iter().find(|(en, _)| said.starts_with(en));
    let zh = known.map_or_else(|| said.to_owned(), |(_, zh)| (*zh).to_owned());
    Phrase { en: shown(said), zh: shown(&zh) }
}

/// A text, as something found.
pub(super) fn text_found(word: &str) -> Phrase {
    let word = shown(word);
    Phrase { en: format!("the text \"{word}\""), zh: format!("文字\"{word}\"") }
}

/// What values a setting takes.
pub(super) fn wanted(choice: Choice) -> Phrase {
    match choice {
        Choice::Real => NUMBER_WANTED.into(),
        Choice::Whole => WHOLE_WANTED.into(),
        Choice::Flag => {
            Phrase { en: "`true` or `false`".to_owned(), zh: "`true`或`false`".to_owned() }
        }
        Choice::Words(words) => {
            let words = in_quotes(words);
            Phrase { en: format!("one of {words}"), zh: format!("以下之一：{words}") }
        }
    }
}

/// Words one after the other, in quotes.
pub(super) fn in_quotes(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// The nearest valid word.
pub(super) fn did_you_mean(word: &str) -> Phrase {
    let word = shown(word);
    Phrase { en: format!("did you mean `{word}`?"), zh: format!("是否指`{word}`？") }
}

/// A question whether a word stands for one that is missing; nothing without one.
pub(super) fn is_it(word: Option<&str>) -> Phrase {
    let word = word.map(shown);
    let ask = |before: &str, after: &str| {
        word.as_ref().map(|word| format!("{before}`{word}`{after}")).unwrap_or_default()
    };
    Phrase { en: ask("; is it ", "?"), zh: ask("；是否为", "？") }
}

/// What a setting allows, in its unit.
pub(super) fn allowed(id: SettingId) -> Phrase {
    let setting = id.setting();
    let (low, high) = setting.range;
    let numbers = match setting.choice {
        Choice::Real => same(format!("{} … {}", tidy(low), tidy(high))),
        Choice::Whole => Phrase {
            en: format!("whole numbers {} … {}", tidy(low), tidy(high)),
            zh: format!("整数 {} … {}", tidy(low), tidy(high)),
        },
        choice => wanted(choice),
    };
    let usual = setting.plausible.map(|(low, high)| (tidy(low), tidy(high)));
    let say = |allowed: &str, plausible: &str, language| {
        let unit = setting.unit.say(language);
        let blank = if unit.is_empty() { "" } else { " " };
        let usual = usual
            .as_ref()
            .map(|(low, high)| format!("{plausible}{low} … {high}"))
            .unwrap_or_default();
        format!("{allowed}{}{blank}{unit}{usual}", numbers.say(language))
    };
    Phrase {
        en: say("allowed: ", "; plausible: ", Language::En),
        zh: say("允许：", "；合理：", Language::Zh),
    }
}

/// What a setting means and what its default rests on.
pub(super) fn about(id: SettingId) -> Phrase {
    let setting = id.setting();
    let ground = setting.ground.text();
    let source = setting
        .source
        .strip_prefix(ground.en)
        .map_or(setting.source, |rest| rest.trim_start_matches("; "));
    let source = if source.is_empty() { String::new() } else { format!(" ({source})") };
    Phrase {
        en: format!("{}: {} Ground: {}{source}", setting.name.en, setting.meaning.en, ground.en),
        zh: format!("{}：{}依据：{}{source}", setting.name.zh, setting.meaning.zh, ground.zh),
    }
}

/// Name of a severity.
pub(super) fn level_name(severity: Severity) -> Text {
    match severity {
        Severity::Fault => Text { en: "error", zh: "错误" },
        Severity::Warning => Text { en: "warning", zh: "警告" },
    }
}

/// No words.
pub(super) fn nothing() -> Phrase {
    same(String::new())
}

/// In how many other rows something stands too; nothing for none.
pub(super) fn in_other_rows(count: usize) -> Phrase {
    match count {
        0 => nothing(),
        1 => Phrase { en: "; and in another row".to_owned(), zh: "；另有1行".to_owned() },
        _ => Phrase {
            en: format!("; and in {count} other rows"), zh: format!("；另有{count}行")
        },
    }
}

/// A number of communities.
pub(super) fn communities(count: usize) -> Phrase {
    Phrase {
        en: format!("{count} communit{}", if count == 1 { "y" } else { "ies" }),
        zh: format!("{count}个社区"),
    }
}

/// In which zones something holds.
pub(super) fn in_zones(zones: [bool; 3]) -> Phrase {
    let names = |language| {
        let names = ZONES.into_iter().zip(zones).filter(|&(_, holds)| holds);
        names.map(|(zone, _)| zone.text().say(language)).collect::<Vec<_>>()
    };
    Phrase {
        en: format!(" in these zones: {}", names(Language::En).join(", ")),
        zh: format!("（{}）", names(Language::Zh).join("、")),
    }
}

/// How many findings are not shown.
pub(super) fn and_more(count: usize) -> Phrase {
    Phrase { en: format!("... and {count} more"), zh: format!("……另有{count}处") }
}
