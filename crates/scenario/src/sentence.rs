//! Values, changes, places and horizons in words with units, in English and Chinese.

use model::place::Place;
use model::policy::{Change, Operation, Scenario};
use model::quantity::{Choice, Language, Text, ZONES, agreed};
use model::setting::{Setting, SettingId};
use reading::tidy;
use words::Phrase;

/// Names of communities that a sentence lists; more are counted.
const MOST_NAMED: usize = 3;

/// A sentence made once for each language.
pub(super) fn both(make: impl Fn(Language) -> String) -> Phrase {
    Phrase { en: agreed(&make(Language::En)), zh: make(Language::Zh) }
}

/// A number for people: thousands set apart, four digits of a long fraction.
pub fn number(number: f64) -> String {
    const LONG: usize = 8;
    let exact = tidy(number);
    let short = || format!("{number:.3e}").parse().map(tidy).unwrap_or_default();
    let plain = if exact.len() > LONG && number.abs() < 1000.0 { short() } else { exact };
    let (whole, rest) = plain.split_at(plain.find(['.', 'e']).unwrap_or(plain.len()));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain;
    }
    let mut text = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// A value of a setting without its unit: a number, a word, on or off.
pub fn bare(id: SettingId, value: f64) -> Phrase {
    match id.setting().choice {
        _ if value.is_nan() => Text { en: "derived", zh: "推导" }.into(),
        Choice::Real | Choice::Whole => Phrase::same(number(value)),
        Choice::Flag if value >= 0.5 => Text { en: "on", zh: "启用" }.into(),
        Choice::Flag => Text { en: "off", zh: "停用" }.into(),
        Choice::Words(words) => {
            Phrase::same(words.get(value as usize).copied().unwrap_or_default().to_owned())
        }
    }
}

/// A word of a choice as people read it: in English the word of a file.
pub fn word(of: &str) -> Phrase {
    let zh = match of {
        "indirect" => "间接选举",
        "direct" => "直接选举",
        "none" => "没有",
        "after_months" => "居住满一定月数后",
        "full" => "自第一个月起",
        "per_adult" => "按成年居民数",
        "need" => "按需求",
        "performance" => "按业绩",
        "basic" => "初中及以下",
        "secondary" => "高中",
        "tertiary" => "大专及以上",
        other => other,
    };
    Phrase { en: of.to_owned(), zh: zh.to_owned() }
}

/// A value of a setting with its unit.
pub fn value(id: SettingId, value: f64) -> Phrase {
    with_unit(id.setting(), bare(id, value), value == 1.0)
}

/// Values by zone with their unit: one where they are alike; none where a value is no number.
pub fn values(id: SettingId, values: [f64; 3]) -> Phrase {
    let given: Vec<usize> = (0..ZONES.len()).filter(|&zone| !values[zone].is_nan()).collect();
    if given.is_empty() || values.iter().all(|other| *other == values[0]) {
        return value(id, values[0]);
    }
    let parts = both(|language| {
        let parts = given.iter().map(|&zone| {
            format!("{} {}", ZONES[zone].text().say(language), bare(id, values[zone]).say(language))
        });
        parts.collect::<Vec<_>>().join(comma(language))
    });
    with_unit(id.setting(), parts, false)
}

pub(super) fn comma(language: Language) -> &'static str {
    Text { en: ", ", zh: "，" }.say(language)
}

/// A unit behind a number; in Chinese in brackets, where it is no measure word.
pub(super) fn with_unit(setting: &Setting, words: Phrase, is_one: bool) -> Phrase {
    if setting.unit.en.is_empty() {
        return words;
    }
    let unit = if is_one { singular(setting.unit.en) } else { setting.unit.en.to_owned() };
    Phrase {
        en: format!("{} {unit}", words.en),
        zh: format!("{}（{}）", words.zh, setting.unit.zh),
    }
}

/// The unit of one: `months` is `month`.
fn singular(unit: &str) -> String {
    let (first, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    let one = match first {
        "months" | "hours" | "years" | "posts" | "adults" => first.trim_end_matches('s'),
        _ => first,
    };
    format!("{one}{rest}")
}

/// The name of a setting at the beginning of a sentence.
pub(super) fn name(id: SettingId, language: Language) -> String {
    capital(id.setting().name.say(language))
}

/// With a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What an intervention or shock does, when and where.
pub fn change(change: &Change, place: &Place) -> Phrase {
    both(|language| match language {
        Language::En => format!(
            "{} from month {}{}{}{}.",
            effect(change, language),
            change.from,
            change.until.map_or(String::new(), |until| format!(" to {until}")),
            if change.ramp > 0 {
                format!(", growing over {} months", change.ramp)
            } else {
                String::new()
            },
            target(change, place, language),
        ),
        Language::Zh => format!(
            "自第{}个月起{}{}{}{}。",
            change.from,
            change.until.map_or(String::new(), |until| format!("至第{until}个月")),
            effect(change, language),
            if change.ramp > 0 { format!("，渐进{}个月", change.ramp) } else { String::new() },
            target(change, place, language),
        ),
    })
}

fn effect(change: &Change, language: Language) -> String {
    let name = change.setting.setting().name.say(language);
    match (change.operation, language) {
        (Operation::Value(numbers), Language::En) => {
            format!("Sets {name} to {}", values(change.setting, numbers).en)
        }
        (Operation::Value(numbers), Language::Zh) => {
            format!("将{name}设为{}", values(change.setting, numbers).zh)
        }
        (Operation::Factor(factor), Language::En) => {
            format!("Multiplies {name} by {}", number(factor))
        }
        (Operation::Factor(factor), Language::Zh) => {
            format!("将{name}乘以{}", number(factor))
        }
    }
}

fn target(change: &Change, place: &Place, language: Language) -> String {
    let target = &change.target;
    if target.is_all() {
        return String::new();
    }
    let say = |en: String, zh: String| if language == Language::En { en } else { zh };
    let mut text = match (&target.communities, target.zone) {
        (Some(named), _) => communities(named, place, language),
        (None, Some(zone)) => {
            let zone = zone.text();
            say(format!(", in {} communities", zone.en), format!("，限{}社区", zone.zh))
        }
        (None, None) => String::new(),
    };
    if let Some(share) = target.share {
        let percent = number(share * 100.0);
        let reach = target.candidates(place).len();
        text += &say(
            format!(", in {percent} % of {reach} communities, drawn at random"),
            format!("，在{reach}个社区中随机抽取{percent}%"),
        );
    }
    if let Some(waves) = target.waves {
        let percent = number(waves.share * 100.0);
        text += &say(
            format!(", and in another {percent} % every {} months", waves.every),
            format!("，此后每{}个月再增加{percent}%", waves.every),
        );
    }
    text
}

fn communities(named: &[usize], place: &Place, language: Language) -> String {
    let names: Vec<&str> = named
        .iter()
        .take(MOST_NAMED)
        .filter_map(|&at| place.communities.get(at))
        .map(|row| row.name_in(language))
        .collect();
    match (language, named.len() > MOST_NAMED) {
        (Language::En, false) => format!(", in {}", names.join(", ")),
        (Language::En, true) => format!(", in {} named communities", named.len()),
        (Language::Zh, false) => format!("，限{}", names.join("、")),
        (Language::Zh, true) => format!("，限{}个指定社区", named.len()),
    }
}

/// How large a place is.
pub fn place(place: &Place) -> Phrase {
    let counts = ZONES.map(|zone| place.communities.iter().filter(|row| row.zone == zone).count());
    let (count, counties) = (place.communities.len(), number(place.counties.len() as f64));
    let all = number(count as f64);
    let adults = number(place.adults() as f64);
    both(|language| {
        let zones = ZONES.into_iter().zip(counts).filter(|&(_, count)| count > 0);
        let zones: Vec<String> = zones
            .map(|(zone, count)| format!("{} {}", number(count as f64), zone.text().say(language)))
            .collect();
        let zones = zones.join(comma(language));
        match language {
            Language::En => format!(
                "{all} communit{} ({zones}) in {counties} count{}, {adults} adults",
                if count == 1 { "y" } else { "ies" },
                if place.counties.len() == 1 { "y" } else { "ies" }
            ),
            Language::Zh => {
                format!("{counties}个旗县的{all}个社区（{zones}），{adults}名成年居民")
            }
        }
    })
}

/// How long a run is, and when its policy begins.
pub fn horizon(scenario: &Scenario) -> Phrase {
    let (months, burn_in) = (scenario.months, scenario.burn_in);
    Phrase {
        en: agreed(&format!("{months} months, the policy from month {}", burn_in + 1)),
        zh: format!("{months}个月，政策自第{}个月起", burn_in + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(word: &str) -> SettingId {
        SettingId::find(word).unwrap()
    }

    #[test]
    fn numbers_are_set_for_people() {
        for (given, shown) in [
            (0.1 + 0.2, "0.3"),
            (65000.0, "65,000"),
            (-1234.5, "-1,234.5"),
            (999.0, "999"),
            (1.2e-5, "0.000012"),
            (2.0 / 3.0, "0.6667"),
            (1_234_567.0, "1,234,567"),
        ] {
            assert_eq!(number(given), shown);
        }
    }

    #[test]
    fn every_word_of_a_choice_has_a_chinese_one() {
        for id in SettingId::all() {
            let Choice::Words(words) = id.setting().choice else { continue };
            for of in words {
                let told = word(of);
                assert!(told.zh != *of && told.zh.is_ascii() == of.is_empty(), "{of}");
                assert_eq!(told.en, *of);
            }
        }
    }

    #[test]
    fn values_are_told_with_their_unit_and_by_zone_where_they_differ() {
        assert_eq!(value(id("release_delay"), 1.0).en, "1 month");
        assert_eq!(value(id("base_grant"), 65000.0).zh, "65,000（元/年）");
        assert_eq!(value(id("competitive"), 1.0).en, "on");
        assert_eq!(value(id("franchise"), 1.0).en, "direct");
        assert_eq!(values(id("distance"), [1.0, 1.5, 2.5]).en, "urban 1, rural 1.5, pastoral 2.5");
        assert_eq!(values(id("distance"), [f64::NAN, 1.5, f64::NAN]).en, "rural 1.5");
        assert_eq!(values(id("distance"), [2.0; 3]).en, "2");
    }
}
