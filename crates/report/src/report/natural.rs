//! Differences in natural units, with people in them: "5.0 fewer of 100 cadres leave in a year".

use super::text::entry;
use crate::chart::minus;
use crate::comparison::{Comparison, Difference, Verdict};
use crate::metric::{Heads, Hundred, Shown};
use crate::quantity::{Phrase, Text, grouped};
use ::words::say;

/// Decimals of all differences of a row: so many that the narrowest interval has a width and none that leaves zero
/// out reads as if it touched it, and at most three digits of the largest.
pub(super) fn decimals<'a>(all: impl Iterator<Item = &'a Difference>, scale: f64) -> usize {
    decimals_of(all.map(|of| (of.difference, of.low.zip(of.high))), scale)
}

/// The same of values with their intervals.
pub(super) fn decimals_of(
    all: impl Iterator<Item = (Option<f64>, Option<(f64, f64)>)>,
    scale: f64,
) -> usize {
    let (mut most, mut least) = (0.0_f64, f64::INFINITY);
    for (value, interval) in all {
        let size = value.map_or(0.0, |value| (value * scale).abs());
        most = most.max(if size.is_finite() { size } else { 0.0 });
        let ends = interval.map(|(low, high)| [low * scale, high * scale]);
        let Some([low, high]) = ends.filter(|[low, high]| high > low) else { continue };
        let nearest =
            if low * high > 0.0 { 2.0 * low.abs().min(high.abs()) } else { f64::INFINITY };
        least = least.min((high - low) / 2.0).min(nearest);
    }
    // Without an interval two digits of the largest.
    let least = if least.is_finite() { least } else { most / 10.0 };
    let (mut decimals, mut worth) = (0, 1.0);
    while decimals < 4 && least > 0.0 && least * worth < 0.95 {
        (decimals, worth) = (decimals + 1, worth * 10.0);
    }
    let room = match most {
        most if most >= 99.95 => 0,
        most if most >= 9.995 => 1,
        most if most >= 0.995 => 2,
        most if most >= 0.0995 => 3,
        _ => 4,
    };
    decimals.min(room)
}

/// A number of a row, with its sign, a true minus, and no sign where it reads as zero.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = format!("{value:+.decimals$}");
    let is_zero = text.trim_start_matches(['+', '-']).chars().all(|sign| "0.".contains(sign));
    if is_zero { text.trim_start_matches(['+', '-']).to_owned() } else { minus(&text) }
}

/// Three digits of an amount, without a sign; small ones keep what tells something.
pub(super) fn three(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.995 => 2,
        size if size >= 0.0995 || size <= 0.0 => 2,
        size if size >= 0.00995 => 3,
        _ => 4,
    };
    format!("{size:.decimals$}")
}

/// A difference that is surely one and matters, in words; whether its outcome must be named because nothing
/// beside it does.
pub(super) fn amount(of: &Comparison, found: &Difference, decimals: usize, named: bool) -> Phrase {
    let (metric, shown) = entry(&found.metric);
    let value = found.difference.unwrap_or(f64::NAN);
    let n = format!("{:.decimals$}", (value * shown.scale()).abs());
    let more = value > 0.0;
    if let Some(Hundred { en: [base, does], zh: [base_zh, does_zh, unit], heads }) = metric.hundred
    {
        let (way, way_zh) = if more { ("more", "多") } else { ("fewer", "少") };
        let heads = if named { people(of, heads, value) } else { Phrase::same("") };
        return Phrase {
            en: format!("{n} {way} of 100 {base} {does}{}", heads.en),
            zh: format!("每100{base_zh}中{does_zh}{way_zh}{n}{unit}{}", heads.zh),
        };
    }
    let (way, way_zh) = if more { ("higher", "升高") } else { ("lower", "降低") };
    let unit = match shown {
        Shown::Percent => Text { en: " points", zh: "个百分点" },
        Shown::Index => Text { en: "", zh: "" },
        Shown::Money => Text { en: " yuan", zh: "元" },
        Shown::Months => Text { en: " months", zh: "个月" },
        _ => metric.unit,
    };
    let space = if unit.en.is_empty() || unit.en.starts_with(' ') { "" } else { " " };
    let Text { en, zh } = if named { metric.name } else { Text { en: "", zh: "" } };
    let gap = if named { " " } else { "" };
    Phrase {
        en: format!("{}{gap}{n}{space}{} {way}", lower(en), unit.en),
        zh: format!("{zh}{way_zh}{n}{}", unit.zh),
    }
}

/// A level in words: "11.2 of 100 cadres leave in a year (some 18 of 165)", "burnout 0.44".
pub(super) fn level(of: &Comparison, id: &str, value: f64, decimals: usize) -> Phrase {
    let (metric, shown) = entry(id);
    let n = signless(value * shown.scale(), decimals);
    if let Some(Hundred { en: [base, does], zh: [base_zh, does_zh, unit], heads }) = metric.hundred
    {
        let some = people(of, heads, value);
        return Phrase {
            en: format!("{n} of 100 {base} {does}{}", some.en),
            zh: format!("每100{base_zh}中{does_zh}{n}{unit}{}", some.zh),
        };
    }
    let Text { en, zh } = metric.name;
    let unit = with_unit(id);
    Phrase { en: format!("{} {n}{}", lower(en), unit.en), zh: format!("{zh}{n}{}", unit.zh) }
}

/// A level alone: of a share that is told in hundreds without a sign, of others with what the number needs.
pub(super) fn level_alone(id: &str, value: f64, decimals: usize) -> Phrase {
    let (metric, shown) = entry(id);
    let n = signless(value * shown.scale(), decimals);
    if metric.hundred.is_some() {
        return say!(en "{n} of 100" zh "每100中{n}");
    }
    let unit = with_unit(id);
    Phrase { en: format!("{n}{}", unit.en), zh: format!("{n}{}", unit.zh) }
}

/// What stands behind a level.
fn with_unit(id: &str) -> Phrase {
    let (metric, shown) = entry(id);
    match shown {
        Shown::Percent => Phrase::same(" %"),
        Shown::Index => Phrase::same(""),
        _ => Phrase { en: format!(" {}", metric.unit.en), zh: metric.unit.zh.to_owned() },
    }
}

/// A level: with a true minus, and without a sign where it reads as zero.
pub(super) fn signless(value: f64, decimals: usize) -> String {
    let text = signed(value, decimals);
    text.strip_prefix('+').map_or(text.clone(), str::to_owned)
}

/// The first letter small, within a sentence.
pub(super) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// How many these are, where the place says of how many.
fn people(of: &Comparison, heads: Heads, value: f64) -> Phrase {
    let all = match heads {
        Heads::Adults => of.design.adults,
        Heads::Posts => of.design.posts as u64,
        Heads::Staff => staff(of),
        Heads::None => 0,
    };
    let some = three_digits(value.abs() * all as f64);
    if all == 0 || some < 1.0 {
        return Phrase::same("");
    }
    let (some, all) = (grouped(some as u64), grouped(all));
    say!(en " (some {some} of {all})" zh "（{all}名中约{some}名）")
}

/// Cadres in post under the baseline, on average; none where the vacant posts are not told.
fn staff(of: &Comparison) -> u64 {
    let vacancy = of.values.iter().find(|found| {
        (found.arm.as_str(), found.metric.as_str()) == (of.arms[0].name.as_str(), "vacancy")
            && found.area == of.design.area
    });
    let filled = vacancy.and_then(|found| found.value.mean).map(|vacant| 1.0 - vacant);
    filled.map_or(0, |share| (share * of.design.posts as f64).round() as u64)
}

/// A number of people as one says "some" of: three digits of it.
pub(super) fn three_digits(value: f64) -> f64 {
    let mut grain = 1.0;
    while value / grain >= 999.5 {
        grain *= 10.0;
    }
    (value / grain).round() * grain
}

/// A difference of a row in words: a number only where it is sure that there is one and it matters.
pub(super) fn told(of: &Comparison, found: &Difference, decimals: usize) -> Phrase {
    match found.verdict {
        Verdict::NoDifference => Text { en: "about 0", zh: "约为0" }.into(),
        Verdict::BetterSmall => Text { en: "about 0, a little better", zh: "约为0，略好" }.into(),
        Verdict::WorseSmall => Text { en: "about 0, a little worse", zh: "约为0，略差" }.into(),
        Verdict::HigherSmall => Text { en: "about 0, a little higher", zh: "约为0，略高" }.into(),
        Verdict::LowerSmall => Text { en: "about 0, a little lower", zh: "约为0，略低" }.into(),
        Verdict::NotClear => Text { en: "not clear", zh: "尚不明确" }.into(),
        Verdict::Same | Verdict::NoValue => found.said(),
        Verdict::Better | Verdict::Worse | Verdict::Higher | Verdict::Lower => {
            amount(of, found, decimals, false)
        }
    }
}

/// Its interval over luck.
pub(super) fn interval(found: &Difference, decimals: usize) -> Option<Phrase> {
    let scale = entry(&found.metric).1.scale();
    let (low, high) = found.low.zip(found.high)?;
    let [low, high] = [low, high].map(|end| signed(end * scale, decimals));
    if low == high {
        // An interval never reads as one of no width.
        return Some(say!(en "about {low}" zh "约 {low}"));
    }
    Some(say!(en "{low} to {high}" zh "{low} 至 {high}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(metric: &str, [difference, low, high]: [f64; 3]) -> Difference {
        let text = format!(
            r#"{{"scenario":"a","metric":"{metric}","level":"county","area":"x","year":null,"n":9,"baseline":0.17,
            "mean":null,"difference":{difference},"low":{low},"high":{high},"interval":"t","unseen":null,"sd":null,
            "spread":null,"share_better":null,"correlation":null,"run_saving":null,"margin":0.01,"verdict":"better",
            "opposite":null}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_row_has_one_precision_and_at_most_three_digits() {
        let wide = found("staff_turnover", [-0.071, -0.079, -0.063]);
        let narrow = found("staff_turnover", [-0.002, -0.0021, -0.0019]);
        assert_eq!(decimals([&wide, &narrow].into_iter(), 100.0), 2);
        assert_eq!(decimals([&wide].into_iter(), 100.0), 1);
        assert_eq!(decimals([&narrow].into_iter(), 100.0), 2);
        let large = found("filed_per_1000", [123.4, 123.3, 123.5]);
        assert_eq!(decimals([&large].into_iter(), 1.0), 0);
        assert_eq!(signed(-0.04, 1), "0.0");
        assert_eq!(signed(-7.1, 1), "\u{2212}7.1");
        assert_eq!([3.004, 96.02, 0.0432, 0.0].map(three), ["3.00", "96.0", "0.043", "0.00"]);
        assert_eq!([0.4, 15.3, 999.6, 21_997.0].map(three_digits), [0.0, 15.0, 1000.0, 22_000.0]);
        assert_eq!(interval(&narrow, 2).unwrap().en, "\u{2212}0.21 to \u{2212}0.19");
        assert_eq!(interval(&narrow, 1).unwrap().en, "about \u{2212}0.2");
    }
}
