//! Words and half sentences that fill the gaps of messages, in English and Chinese.

use model::policy::{Change, ChangeKind};
use model::quantity::{Choice, Language, Text, ZONES};
use model::setting::SettingId;
use reading::{shown, tidy};
use words::{Phrase, say};

pub(super) use reading::phrases::{
    FLAG_WANTED, LIST_FOUND, NUMBER_WANTED, TOP, WHOLE_WANTED, in_quotes, keys_of,
};

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

/// Where levers and most parameters stand.
pub(super) const BASELINE_OR_POLICY: Text =
    Text { en: "[baseline] or [policy]", zh: "[baseline]或[policy]" };
/// Names of communities, as something wanted.
pub(super) const TEXTS_WANTED: Text =
    Text { en: "a list of codes or names in quotes", zh: "加引号的代码或名称列表" };

/// A factor of a study, as something wanted.
pub(super) const FACTOR_WANTED: Text = Text {
    en: "a range [low, high], { values = [...] }, or {} for the plausible range",
    zh: "范围[下限, 上限]、{ values = [...] }，或用{}表示合理范围",
};
/// A single value, as something wanted.
pub(super) const VALUE_WANTED: Text = Text {
    en: "numbers, true / false, or texts in quotes",
    zh: "数、true / false或加引号的文字",
};

/// Where all settings can be seen.
pub(super) const ALL_SETTINGS: Text = Text {
    en: "`cogov scenario show baseline --resolved` lists all of them",
    zh: "`cogov scenario show baseline --resolved --lang zh`列出全部的键",
};
/// How values by zone are written.
pub(super) const BY_ZONE: Text = Text {
    en: "values by zone stand with their key, as in distance = { urban = 1.0 }",
    zh: "按地区类型的取值写在键后，例如 distance = { urban = 1.0 }",
};

/// Why an intervention begins in its month.
pub(super) fn begins(is_given: bool) -> Text {
    if is_given {
        Text { en: "", zh: "" }
    } else {
        Text {
            en: ", the first after the burn-in (`from` is not given)",
            zh: "（未写`from`，即预热期后的第一个月）",
        }
    }
}

/// When and where shares do not fit together, and which changes give them.
pub(super) fn circumstances(month: u32, zone: Text, by: &[&Change]) -> Phrase {
    const MOST_NAMED: usize = 6;
    let name = |change: &&Change| {
        let id = change.setting.setting().id;
        match change.kind {
            ChangeKind::Policy => format!("{id} [policy]"),
            _ => format!("{id} `{}`", shown(&change.name)),
        }
    };
    let mut names: Vec<String> = by.iter().take(MOST_NAMED).map(name).collect();
    if by.len() > MOST_NAMED {
        names.push("...".to_owned());
    }
    let names = names.join(", ");
    Phrase {
        en: format!("so it is in month {month} in {} communities; given by: {names}", zone.en),
        zh: format!("见于第{month}个月的{}社区；由以下各项给出：{names}", zone.zh),
    }
}

/// A phrase, and where what it tells of stands; nothing more where that is in one file.
pub(super) fn and_places(phrase: Phrase, places: &[String]) -> Phrase {
    if places.is_empty() {
        return phrase;
    }
    let places: Vec<String> = places.iter().map(|place| shown(place)).collect();
    Phrase {
        en: format!("{}; in {}", phrase.en, places.join(", ")),
        zh: format!("{}；见{}", phrase.zh, places.join("、")),
    }
}

/// Where values that do not fit together stand.
pub(super) fn given_in(places: &[String]) -> Option<Phrase> {
    let places: Vec<String> = places.iter().map(|place| shown(place)).collect();
    (!places.is_empty()).then(|| Phrase {
        en: format!("given in {}", places.join(", ")),
        zh: format!("分别写于{}", places.join("、")),
    })
}

/// By what a value is changed.
pub(super) fn changed_by(kind: ChangeKind, name: &str) -> Phrase {
    let name = shown(name);
    match kind {
        ChangeKind::Policy => Phrase { en: "[policy]".to_owned(), zh: "[policy]".to_owned() },
        ChangeKind::Intervention => {
            say!(en "the intervention `{name}`" zh "干预`{name}`")
        }
        ChangeKind::Shock => {
            say!(en "the shock `{name}`" zh "冲击`{name}`")
        }
    }
}

/// How several parents are named in a file.
pub(super) fn list_of_parents(sum: &str) -> Phrase {
    let words: Vec<String> = sum.split('+').map(|word| format!("\"{}\"", word.trim())).collect();
    let words = shown(&words.join(", "));
    say!(
        en "a file names several as a list: extends = [{words}]"
        zh "文件中用列表写出多个：extends = [{words}]"
    )
}

/// What values a setting takes.
pub(super) fn wanted(choice: Choice) -> Phrase {
    match choice {
        Choice::Real => NUMBER_WANTED.into(),
        Choice::Whole => WHOLE_WANTED.into(),
        Choice::Flag => FLAG_WANTED.into(),
        Choice::Words(words) => {
            let words = in_quotes(words);
            say!(en "one of {words}" zh "以下之一：{words}")
        }
    }
}

/// A question whether a word stands for one that is missing; nothing without one.
pub(super) fn is_it(word: Option<&str>) -> Phrase {
    let word = word.map(shown);
    let ask = |before: &str, after: &str| {
        word.as_ref().map(|word| format!("{before}`{word}`{after}")).unwrap_or_default()
    };
    Phrase { en: ask("; is it ", "?"), zh: ask("；是否为", "？") }
}

/// Whose range it is, in words after "outside the 1 to 2 that".
pub(super) fn usual(id: SettingId) -> Text {
    if id.setting().is_lever() {
        Text { en: "are usual", zh: "通常的" }
    } else {
        Text { en: "the evidence makes plausible", zh: "依据所支持的" }
    }
}

/// What a setting allows, in its unit.
pub(super) fn allowed(id: SettingId) -> Phrase {
    let setting = id.setting();
    let (low, high) = setting.range;
    let numbers = match setting.choice {
        Choice::Real => Phrase::same(format!("{} … {}", tidy(low), tidy(high))),
        Choice::Whole => Phrase {
            en: format!("whole numbers {} … {}", tidy(low), tidy(high)),
            zh: format!("整数 {} … {}", tidy(low), tidy(high)),
        },
        choice => wanted(choice),
    };
    let lever = setting.is_lever();
    let narrower = setting.plausible.filter(|&plausible| plausible != setting.range);
    let usual = narrower.map(|(low, high)| (tidy(low), tidy(high)));
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
        en: say("allowed: ", if lever { "; usual: " } else { "; plausible: " }, Language::En),
        zh: say("允许：", if lever { "；通常：" } else { "；合理：" }, Language::Zh),
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
    let Phrase { en, zh } = support(source);
    Phrase {
        en: format!("{}: {} Ground: {}{en}", setting.name.en, setting.meaning.en, ground.en),
        zh: format!("{}：{}依据：{}{zh}", setting.name.zh, setting.meaning.zh, ground.zh),
    }
}

/// No words.
pub(super) fn nothing() -> Phrase {
    Phrase::same(String::new())
}

/// Lines of a table, the first of many.
pub(super) fn in_lines(lines: &[usize]) -> Phrase {
    const MOST_NAMED: usize = 8;
    let more = lines.len().saturating_sub(MOST_NAMED);
    let named: Vec<String> = lines.iter().take(MOST_NAMED).map(usize::to_string).collect();
    let (rest_en, rest_zh) = match more {
        0 => (String::new(), String::new()),
        _ => (format!(" and {more} more"), format!("等{}行", lines.len())),
    };
    let plural = if lines.len() == 1 { "" } else { "s" };
    Phrase {
        en: format!("line{plural} {}{rest_en}", named.join(", ")),
        zh: format!("第{}行{rest_zh}", named.join("、")),
    }
}

/// Lines of a table and the counties of their rows, the first of many.
pub(super) fn in_rows(lines: &[usize], counties: &[String]) -> Phrase {
    const MOST_NAMED: usize = 3;
    let Phrase { en, zh } = in_lines(lines);
    let more = counties.len().saturating_sub(MOST_NAMED);
    let named: Vec<String> = counties.iter().take(MOST_NAMED).map(|name| shown(name)).collect();
    let (rest_en, rest_zh) = match more {
        0 => (String::new(), String::new()),
        _ => (format!(" and {more} more"), format!("等{}个旗县", counties.len())),
    };
    let word = if counties.len() == 1 { "county" } else { "counties" };
    Phrase {
        en: format!("{en}, {word} {}{rest_en}", named.join(", ")),
        zh: format!("{zh}，旗县：{}{rest_zh}", named.join("、")),
    }
}

/// Of how many other rows adults are the sum; nothing for none.
pub(super) fn is_sum(adults: Option<u64>, rows: usize) -> Phrase {
    let Some(adults) = adults.filter(|_| rows > 0) else { return nothing() };
    if rows == 1 {
        return say!(en ": its {adults} adults are those of another row" zh "：{adults}人与另一行相同");
    }
    say!(
        en ": its {adults} adults are the sum of {rows} other rows"
        zh "：{adults}人恰为另外{rows}行之和"
    )
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

/// What an effect is measured by.
pub(super) const RATIO: Text = Text {
    en: "a factor, with the change over without it",
    zh: "倍数（改变后与改变前之比）",
};

/// The ends of what a number may be.
pub(super) fn from_to(low: f64, high: f64) -> Phrase {
    let end = |number: f64| if number.is_finite() { number.to_string() } else { "…".to_owned() };
    Phrase {
        en: format!("{} to {}", end(low), end(high)),
        zh: format!("{}至{}", end(low), end(high)),
    }
}

/// What the rows of the evidence say of a value, in brackets; nothing without rows.
fn support(source: &str) -> Phrase {
    const WORDS: [(&str, &str, &str); 13] = [
        ("sign ", "direction of the effect: ", "作用方向："),
        ("mixed signs ", "mixed directions of the effect: ", "作用方向不一："),
        ("order of ", "order of magnitude: ", "量级："),
        ("upper bound ", "upper bound: ", "上界："),
        ("lower bound ", "lower bound: ", "下界："),
        ("bounds ", "bounds: ", "上下界："),
        ("bound ", "bound: ", "界："),
        ("age group of ", "age group: ", "年龄组："),
        ("near ", "near: ", "接近："),
        ("norm ", "norm: ", "规范："),
        ("frequency ", "frequency: ", "频次："),
        ("compare ", "compare: ", "参照："),
        ("urban ", "urban: ", "城镇："),
    ];
    if source.is_empty() {
        return Phrase::same(String::new());
    }
    let found =
        WORDS.iter().find_map(|(word, en, zh)| Some((source.strip_prefix(word)?, *en, *zh)));
    let (rows, en, zh) = found.unwrap_or((source, "", ""));
    let rows_zh = rows.replace(", ", "、").replace("seed paper", "基础论文");
    Phrase { en: format!(" ({en}{rows})"), zh: format!("（{zh}{rows_zh}）") }
}
