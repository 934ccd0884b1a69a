//! Numbers in the unit of a metric, as options take them: `admin_share=5pp`, `trust=0.02`.

use super::input::find_metric;
use crate::metric::{METRICS, Shown};
use crate::quantity::{Language, Phrase};
use words::say;

/// Words for a hundredth of a share, longest first.
const POINTS: [&str; 9] =
    ["percentage points", "per cent", "percent", "points", "个百分点", "百分点", "pp", "%", "％"];

/// Words for yuan.
const YUAN: [&str; 2] = ["yuan", "元"];

/// Reads `METRIC=NUMBER` of an option, which may be given for several metrics.
///
/// # Errors
/// A message that says what to write.
pub fn read(
    option: &str,
    words: &[String],
    language: Language,
) -> Result<Vec<(usize, f64)>, String> {
    let mut found: Vec<(usize, f64)> = Vec::new();
    for word in words {
        let fault =
            |what: &Phrase| format!("{}{option} '{word}': {}", error(language), what.say(language));
        let (id, number) = word.split_once('=').ok_or_else(|| fault(&shape()))?;
        let metric = find_metric(option, id.trim(), language)?;
        let number = in_unit_of(metric, number.trim()).map_err(|what| fault(&what))?;
        if found.iter().any(|&(of, _)| of == metric) {
            return Err(fault(&twice(metric)));
        }
        found.push((metric, number));
    }
    Ok(found)
}

/// A share that is written in points, per cent or as a share, from .01 to .5; nothing if it is none.
pub fn share(text: &str) -> Option<f64> {
    let points = POINTS.iter().find_map(|unit| text.strip_suffix(unit));
    let number = match points {
        Some(digits) => plain_number(digits.trim_end())? / 100.0,
        None => plain_number(text)?,
    };
    (0.01..=0.5).contains(&number).then_some(number)
}

fn error(language: Language) -> &'static str {
    match language {
        Language::En => "error: ",
        Language::Zh => "错误：",
    }
}

/// A number in the unit of a metric; what to write, if it is none or can be no difference of it.
fn in_unit_of(metric: usize, text: &str) -> Result<f64, Phrase> {
    let shown = Shown::of(metric);
    let (digits, unit) = unit_of(metric, text);
    let number = plain_number(digits).ok_or_else(|| not_a_number(metric, text))?;
    if !(number > 0.0 && number.is_finite()) {
        return Err(not_above_zero(metric));
    }
    let value = match (unit, shown) {
        (Unit::Points, Shown::Percent) => number / 100.0,
        (Unit::Tenths, Shown::Percent) => number / 1_000.0,
        // Whoever writes 5 for a share means points, as they are shown.
        (Unit::None, Shown::Percent) if number >= 1.0 => {
            return Err(too_many_points(metric, digits));
        }
        (Unit::None | Unit::Own, _) => number,
        (Unit::Points | Unit::Tenths, _) => return Err(another_unit(metric)),
    };
    let (low, high) = METRICS[metric].range;
    if value >= high - low { Err(beyond(metric)) } else { Ok(value) }
}

/// What stands behind a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    /// Hundredths of a share.
    Points,
    /// Thousandths of a share.
    Tenths,
    /// The metric's own.
    Own,
}

/// A number's digits and its unit.
fn unit_of(metric: usize, text: &str) -> (&str, Unit) {
    let behind = |units: &[&str]| {
        let digits = units.iter().find_map(|unit| text.strip_suffix(unit));
        digits.map(str::trim_end)
    };
    if let Some(digits) = behind(&POINTS) {
        return (digits, Unit::Points);
    }
    if let Some(digits) = behind(&["‰", "per mille"]) {
        return (digits, Unit::Tenths);
    }
    let own = METRICS[metric].unit;
    let is_money = Shown::of(metric) == Shown::Money;
    let digits = behind(&[own.en, own.zh].map(|unit| if unit.is_empty() { "\0" } else { unit }));
    match digits.or_else(|| behind(&YUAN).filter(|_| is_money)) {
        Some(digits) => (digits, Unit::Own),
        None => (text, Unit::None),
    }
}

/// A number of digits, full-width ones among them, and one point.
fn plain_number(text: &str) -> Option<f64> {
    let narrow = |sign: char| match sign {
        '０'..='９' => char::from_u32(sign as u32 - '０' as u32 + '0' as u32).unwrap_or(sign),
        '．' => '.',
        '－' | '−' => '-',
        other => other,
    };
    text.chars().map(narrow).collect::<String>().parse().ok()
}

/// A number with commas where thousands have them, without them; nothing where a comma can only be a point.
pub fn thousands(text: &str) -> Option<String> {
    let mut groups = text.trim().split([',', '，']);
    let first = groups.next()?.trim_start_matches('-');
    let is_digits = |group: &str| group.chars().all(|sign| sign.is_ascii_digit());
    let leads = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    let (mut number, mut is_grouped) = (0, true);
    for group in groups {
        number += 1;
        is_grouped &= group.len() == 3 && is_digits(group);
    }
    (leads && is_grouped && number > 0).then(|| text.trim().replace([',', '，'], ""))
}

/// How a twentieth, or one unit, of a metric is written.
fn example(metric: usize) -> &'static str {
    match Shown::of(metric) {
        Shown::Percent => "5pp, 5 %, 0.05",
        Shown::Index if METRICS[metric].range.1 <= 1.0 => "0.05",
        _ => "0.5, 5",
    }
}

fn shape() -> Phrase {
    Phrase {
        en: "takes a metric and a number above 0, as in staff_turnover=1pp, trust=0.01 or spending=5"
            .to_owned(),
        zh: "应写作 指标=大于 0 的数，例如 staff_turnover=1pp、trust=0.01 或 spending=5".to_owned(),
    }
}

fn not_a_number(metric: usize, text: &str) -> Phrase {
    let id = METRICS[metric].id;
    // A comma between digits is a point in many countries, and thousands in others.
    if text.contains([',', '，']) {
        if let Some(plain) = thousands(text) {
            let point = text.replace([',', '，'], ".");
            return say!(
                en "a comma may mean thousands or a point: write {id}={plain}, or {id}={point}"
                zh "逗号可能表示千分位或小数点：请写 {id}={plain} 或 {id}={point}"
            );
        }
        let written = text.replace([',', '，'], ".");
        return say!(
            en "a number has a point, not a comma: write {id}={written}"
            zh "小数点应为“.”，不用逗号：请写 {id}={written}"
        );
    }
    let (unit, example) = (METRICS[metric].unit, example(metric));
    Phrase {
        en: format!("'{text}' is not a number of its unit ({}); write it as in {example}", unit.en),
        zh: format!("“{text}”不是该指标单位（{}）的数；写法如 {example}", unit.zh),
    }
}

fn not_above_zero(metric: usize) -> Phrase {
    let example = example(metric);
    say!(en "a number above 0 is wanted, as in {example}" zh "应为大于 0 的数，如 {example}")
}

fn too_many_points(metric: usize, digits: &str) -> Phrase {
    let id = METRICS[metric].id;
    let number = plain_number(digits).unwrap_or(f64::NAN);
    let [points, share] = [number * 100.0, number / 100.0].map(trimmed);
    say!(
        en "it is shown in per cent and {digits} would be {points} percentage points; for \
             {digits} points write {id}={digits}pp, \"{id}={digits} %\" or {id}={share}"
        zh "该指标以百分数显示，{digits} 表示 {points} 个百分点；若指 {digits} 个百分点，请写 \
             {id}={digits}pp、\"{id}={digits} %\" 或 {id}={share}"
    )
}

/// A number without rounding's tail.
fn trimmed(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn another_unit(metric: usize) -> Phrase {
    let (unit, example) = (METRICS[metric].unit, example(metric));
    Phrase {
        en: format!("its unit is another one ({}); write it as in {example}", unit.en),
        zh: format!("该指标的单位为“{}”；写法如 {example}", unit.zh),
    }
}

fn beyond(metric: usize) -> Phrase {
    let (low, high) = METRICS[metric].range;
    let shown = Shown::of(metric);
    let [low, high] = [low, high].map(|end| trimmed(end * shown.scale()));
    let percent = if shown == Shown::Percent { " %" } else { "" };
    let example = example(metric);
    say!(
        en "it lies from {low} to {high}{percent}, so no difference is larger; write it as in {example}"
        zh "该指标取值 {low} 至 {high}{percent}，任何差异都不会更大；写法如 {example}"
    )
}

fn twice(metric: usize) -> Phrase {
    let id = METRICS[metric].id;
    say!(en "{id} is given twice; give it once" zh "{id} 已给出；只应给出一次")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::find;

    fn one(word: &str) -> Result<f64, String> {
        read("--margin", &[word.to_owned()], Language::En).map(|found| found[0].1)
    }

    #[test]
    fn a_share_is_read_in_points_per_cent_or_as_a_share() {
        for word in [
            "5pp",
            "5 pp",
            "5%",
            "5 %",
            "5％",
            "５ %",
            "0.05",
            ".05",
            "5 percentage points",
            "5个百分点",
        ] {
            assert_eq!(one(&format!("admin_share={word}")), Ok(0.05), "{word}");
        }
        assert_eq!(one("staff_turnover = 150pp"), Ok(1.5));
        assert_eq!(one("spending=5 yuan"), Ok(5.0));
        assert_eq!(one("spending=5元"), Ok(5.0));
        assert_eq!(one("months_to_resolve=0.5 months"), Ok(0.5));
        assert_eq!(one("director_rotation=2"), Ok(2.0));
    }

    #[test]
    fn what_cannot_be_a_difference_is_refused_with_what_to_write() {
        let cases = [
            ("admin_share=5", "write admin_share=5pp"),
            ("admin_share=5", "admin_share=0.05"),
            ("staff_turnover=1", "write staff_turnover=1pp"),
            ("unmet_need=2.5", "write unmet_need=2.5pp"),
            ("fiscal_pressure=3", "write fiscal_pressure=3pp"),
            ("admin_share=100pp", "from 0 to 100 %"),
            ("burnout=10", "from 0 to 1"),
            ("trust=1", "from 0 to 1"),
            ("trust=5pp", "index"),
            ("spending=5%", "yuan"),
            ("admin_share=0,05", "write admin_share=0.05"),
            ("trust=", "not a number"),
            ("trust=NaN", "above 0"),
            ("trust=-0.1", "above 0"),
            ("trust=0", "above 0"),
            ("trust", "takes a metric and a number"),
        ];
        for (word, expected) in cases {
            let found = one(word).unwrap_err();
            assert!(found.contains(expected), "{word}: {found}");
        }
        let twice = ["trust=0.1".to_owned(), "trust=0.2".to_owned()];
        assert!(read("--margin", &twice, Language::En).unwrap_err().contains("twice"));
    }

    #[test]
    fn every_metric_takes_the_example_that_its_message_gives() {
        for (at, metric) in METRICS.iter().enumerate() {
            for written in example(at).split(", ") {
                let found = one(&format!("{}={written}", metric.id));
                assert!(found.is_ok(), "{}={written}: {found:?}", metric.id);
            }
        }
        assert!(find("trust").is_some());
    }
}
