//! Texts of the page in both languages: the one that is not chosen is hidden by the style sheet.

use maud::{Markup, html};

use super::words;
use crate::comparison::{Arm, Comparison, Difference, Estimate};
use crate::metric::{self, Metric, Shown};
use crate::quantity::{Phrase, Text, agreed};
use ::words::say;

pub(super) use crate::chart::{label, round};

pub(super) use crate::chart::CHINESE;

/// A text in both languages; plain where they are the same.
pub(super) fn both(text: impl Into<Phrase>) -> Markup {
    let Phrase { en, zh } = text.into();
    if en == zh {
        return html! { (en) };
    }
    html! { span lang="en" { (en) } span lang=(CHINESE) { (zh) } }
}

/// A text with its gaps, `{name}`, filled; what fills a gap is taken as it is.
pub(super) fn fill(text: Text, gaps: &[(&str, Phrase)]) -> Phrase {
    let whole = |template: &str, say: fn(&Phrase) -> &str| {
        let mut parts = template.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            let gap = gaps.iter().find(|(gap, _)| *gap == name);
            debug_assert!(gap.is_some(), "unfilled: {name} in {template}");
            filled.push_str(gap.map_or("", |(_, with)| say(with)));
            filled.push_str(rest);
        }
        filled
    };
    Phrase { en: agreed(&whole(text.en, |with| &with.en)), zh: whole(text.zh, |with| &with.zh) }
}

/// A number or a name as what fills a gap.
pub(super) fn same(value: impl std::fmt::Display) -> Phrase {
    Phrase::same(value.to_string())
}

/// What people call a scenario.
pub(super) fn called(arm: &Arm) -> Phrase {
    let [en, zh] = arm.title.each_ref().map(|title| match title.as_str() {
        "" => arm.name.clone(),
        title => title.to_owned(),
    });
    Phrase { en, zh }
}

/// What people call the scenario of a name.
pub(super) fn titled(of: &Comparison, name: &str) -> Phrase {
    of.arms.iter().find(|arm| arm.name == name).map_or_else(|| same(name), called)
}

/// Why the histories of a scenario are the same in every seed, where they are.
pub(super) fn same_history(arm: &Arm) -> Option<Phrase> {
    let [en, zh] = arm.same.clone()?;
    Some(Phrase { en, zh })
}

/// A list of phrases: `a, b and c`.
pub(super) fn list(parts: &[Phrase]) -> Phrase {
    let english: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let chinese: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    let en = match english.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    };
    Phrase { en, zh: chinese.join("、") }
}

/// The compared metrics, the goals first: what a reader chooses from begins with what was asked.
pub(super) fn goals_first(of: &Comparison) -> Vec<&String> {
    let goals = of.design.goals.iter().filter(|id| of.metrics.contains(id));
    let others = of.metrics.iter().filter(|id| !of.design.goals.contains(id));
    goals.chain(others).collect()
}

/// Phrases one after another.
pub(super) fn sentences(parts: &[Phrase]) -> Phrase {
    Phrase {
        en: parts.iter().map(|part| part.en.as_str()).collect::<Vec<_>>().join(" "),
        zh: parts.iter().map(|part| part.zh.as_str()).collect(),
    }
}

/// The entry of a metric and how its numbers are shown.
pub(super) fn entry(id: &str) -> (&'static Metric, Shown) {
    let metric = metric::entry(id);
    (metric, metric.shown)
}

/// Name of a metric, with its unit where numbers do not carry it.
pub(super) fn name(id: &str) -> Phrase {
    let (metric, shown) = entry(id);
    let Text { en, zh } = metric.name;
    if !shown.needs_unit() {
        return Phrase { en: en.to_owned(), zh: zh.to_owned() };
    }
    let Text { en: unit, zh: unit_zh } = metric.unit;
    Phrase { en: format!("{en}, {unit}"), zh: format!("{zh}（{unit_zh}）") }
}

/// Unit of the values of a metric, or of their differences, on an axis.
pub(super) fn axis_unit(id: &str, differences: bool) -> Phrase {
    let (metric, shown) = entry(id);
    match shown {
        Shown::Percent if differences => words::UNIT_POINTS.into(),
        Shown::Percent => words::UNIT_PERCENT.into(),
        _ => metric.unit.into(),
    }
}

/// A number that may be missing.
pub(super) fn number(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

/// A value with its interval: `44.7 % (42.7 to 46.7)`.
pub(super) fn value(id: &str, of: &Estimate) -> Phrase {
    let (_, shown) = entry(id);
    let mean = shown.show(number(of.mean));
    match (of.low, of.high) {
        (Some(low), Some(high)) => {
            let [low, high] = shown.ends(low, high);
            span(&mean, &low, &high)
        }
        _ => with_bound(mean, of),
    }
}

/// A value without an interval; where all seeds have the same, with the bound for those not seen.
pub(super) fn with_bound(mean: String, of: &Estimate) -> Phrase {
    match of.fewer_than().filter(|_| of.n > 1) {
        None => Phrase::same(mean),
        Some(count) => {
            let gaps = [("value", same(mean)), ("count", same(count)), ("n", same(of.n))];
            fill(words::THE_SAME_IN_ALL, &gaps)
        }
    }
}

/// Of how many seeds a number is, where some have no value.
pub(super) fn of_seeds(of: &Comparison, scenario: &str, n: usize) -> Option<Phrase> {
    let all = of.arms.iter().find(|arm| arm.name == scenario).map_or(0, |arm| arm.n);
    (0 < n && n < all).then(|| fill(words::OF_SEEDS, &[("n", same(n)), ("all", same(all))]))
}

/// The same as a mark behind a number.
pub(super) fn seeds_mark(of: &Comparison, scenario: &str, n: usize) -> Markup {
    html! {
        @if let Some(said) = of_seeds(of, scenario, n) { " " span class="change" { (both(said)) } }
    }
}

/// A paired difference with its interval; of shares in percentage points.
pub(super) fn change(id: &str, [mean, low, high]: [Option<f64>; 3]) -> Phrase {
    let shown = entry(id).1;
    let [_, from, to] = shown.changes([number(mean), number(low), number(high)]);
    let value = change_alone(id, [mean, low, high]);
    if low.is_none() || high.is_none() {
        return value;
    }
    let [en, zh] = [&value.en, &value.zh].map(|value| span(value, &from, &to));
    Phrase { en: en.en, zh: zh.zh }
}

/// A paired difference without its interval, in the digits that the interval calls for.
pub(super) fn change_alone(id: &str, ends: [Option<f64>; 3]) -> Phrase {
    let shown = entry(id).1;
    if ends[0].is_none() {
        return same("–");
    }
    let [value, ..] = shown.changes(ends.map(number));
    let unit = match shown {
        Shown::Percent => Text { en: " points", zh: "个百分点" },
        Shown::Money => Text { en: " yuan", zh: "元" },
        Shown::Months => Text { en: " months", zh: "个月" },
        _ => Text { en: "", zh: "" },
    };
    Phrase { en: format!("{value}{}", unit.en), zh: format!("{value}{}", unit.zh) }
}

/// A paired difference with its interval.
pub(super) fn difference(of: &Difference) -> Phrase {
    change(&of.metric, [of.difference, of.low, of.high])
}

/// A share in per cent, with its interval.
pub(super) fn share(of: &Estimate) -> Phrase {
    let Some(mean) = of.mean else { return Phrase::same("-") };
    let mean = Shown::Percent.show(mean);
    match (of.low, of.high) {
        (Some(low), Some(high)) => {
            let [low, high] = Shown::Percent.ends(low.max(0.0), high.min(1.0));
            span(&mean, &low, &high)
        }
        _ => with_bound(mean, of),
    }
}

/// A value with the ends of its interval.
pub(super) fn span(value: &str, low: &str, high: &str) -> Phrase {
    say!(en "{value} ({low} to {high})" zh "{value}（{low} 至 {high}）")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::grouped;

    #[test]
    fn gaps_are_filled_in_both_languages_and_lists_read_as_sentences() {
        let text = Text { en: "{a} beats {b}", zh: "{b}不如{a}" };
        let filled = fill(text, &[("a", same("x")), ("b", same(3))]);
        assert_eq!((filled.en.as_str(), filled.zh.as_str()), ("x beats 3", "3不如x"));
        // What fills a gap may look like one.
        assert_eq!(fill(text, &[("a", same("{b}")), ("b", same("{"))]).en, "{b} beats {");
        let three = list(&[same("a"), same("b"), same("c")]);
        assert_eq!((three.en.as_str(), three.zh.as_str()), ("a, b and c", "a、b、c"));
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn differences_say_their_unit_and_values_their_interval() {
        let said = change("resolution_rate", [Some(0.05), Some(0.03), Some(0.07)]);
        assert_eq!(said.en, "+5.0 points (+3.0 to +7.0)");
        assert_eq!(said.zh, "+5.0个百分点（+3.0 至 +7.0）");
        assert_eq!(change("trust", [Some(0.05), None, None]).en, "+0.050");
        assert_eq!(change("trust", [None; 3]).en, "–");
        let narrow = [Some(-0.0003), Some(-0.0004), Some(-0.0002)];
        assert_eq!(change_alone("turnout_all", narrow).en, "-0.03 points");
        // A rate a month has no months.
        assert_eq!(change("filed_per_1000", [Some(0.2), None, None]).en, "+0.200");
        assert_eq!(name("filed_per_1000").en, "requests filed, requests per 1000 adults a month");
        assert_eq!(change("months_to_resolve", [Some(0.2), None, None]).zh, "+0.200个月");
        let of = Estimate {
            n: 9,
            mean: Some(0.447),
            low: Some(0.427),
            high: Some(0.467),
            ..Estimate::default()
        };
        assert_eq!(value("participation_yearly", &of).en, "44.7 % (42.7 to 46.7)");
        assert_eq!(both(same("<b>")).into_string(), "&lt;b&gt;");
    }
}
