//! The question that a report answers, the verdict on each package in sentences with numbers, and how it was run.

use maud::{Markup, html};

use super::text::{
    both, called, change, change_alone, entry, fill, list, number, same, same_history, sentences,
    value,
};
use super::{futures, words};
use crate::comparison::{Arm, Comparison, Cost, Difference, Estimate, Told, Verdict, asked};
use crate::metric::Better;
use crate::quantity::{Phrase, Text, grouped};
use crate::setting::SettingId;
/// The question that the report answers.
pub(super) fn question(of: &Comparison) -> Phrase {
    let baseline = called(&of.arms[0]);
    let scenarios: Vec<Phrase> = of.arms[1..].iter().map(called).collect();
    match scenarios.as_slice() {
        [] => fill(words::QUESTION_RUN, &[("scenario", baseline)]),
        [one] => fill(words::QUESTION_ONE, &[("scenario", one.clone()), ("baseline", baseline)]),
        all => fill(words::QUESTION_MANY, &[("baseline", baseline), ("scenarios", list(all))]),
    }
}

/// How it was run and what may be said, at the end of the page.
pub(super) fn method(of: &Comparison) -> Markup {
    html! {
        p { (both(setting(of))) }
        p { (both(certainty(of))) }
        @for said in of.revenue_said() { p class="note" { (both(said)) } }
    }
}

/// What was run.
fn setting(of: &Comparison) -> Phrase {
    let design = &of.design;
    let gaps = |words: Text| {
        fill(
            words,
            &[
                ("seeds", same(design.seeds.len())),
                ("adults", same(grouped(design.adults))),
                ("communities", same(grouped(design.communities as u64))),
                ("first", same(design.burn_in + 1)),
                ("last", same(design.months)),
            ],
        )
    };
    if of.arms.len() == 1 {
        return gaps(words::SETTING_RUN);
    }
    gaps(words::SETTING_COMPARED)
}

/// How sure one can be.
fn certainty(of: &Comparison) -> Phrase {
    let sure = of.design.certainty();
    if of.arms.len() == 1 || of.design.seeds.len() < 2 {
        return sure;
    }
    let mut said = vec![sure];
    said.extend(of.design.adjusted_for(&of.differences));
    said.extend([words::CERTAINTY_COSTS.into(), of.design.stopped.text().into()]);
    said.extend(asked(of));
    said.extend(futures::note(of));
    sentences(&said)
}

/// The title of a scenario, and the name of its files where that is another word.
fn heading(arm: &Arm) -> Markup {
    let is_title = arm.title.iter().any(|title| *title != arm.name);
    html! {
        h3 { (both(called(arm))) @if is_title { " " small { code { (arm.name) } } } }
    }
}

/// Sentences that a card shows of what a scenario sets; more stand in a fold.
const MOST_TOLD: usize = 6;

/// What a scenario sets, in the program's own words, and who decides it: never the summary alone, which
/// its author may have forgotten to change.
fn sets(arm: &Arm) -> Markup {
    let (first, rest) = arm.sets.split_at(arm.sets.len().min(MOST_TOLD));
    html! {
        @if !first.is_empty() {
            ul class="sets" { @for told in first { (setting_told(told)) } }
        }
        @if !rest.is_empty() {
            details {
                summary { (both(fill(words::MORE_SETTINGS, &[("count", same(rest.len()))]))) }
                ul class="sets" { @for told in rest { (setting_told(told)) } }
            }
        }
    }
}

fn setting_told(told: &Told) -> Markup {
    let [en, zh] = told.words.clone();
    let setting = told.setting.as_deref().and_then(SettingId::find).map(SettingId::setting);
    let words = match setting.and_then(|setting| setting.decides) {
        None => Phrase { en, zh },
        Some(decider) => {
            let words = Phrase {
                en: en.trim_end_matches('.').to_owned(),
                zh: zh.trim_end_matches('。').to_owned(),
            };
            fill(words::DECIDED_BY, &[("words", words), ("who", decider.text().into())])
        }
    };
    html! { li { (both(words)) } }
}

/// What is found of a package in sentences, with what it sets.
pub(super) fn card(of: &Comparison, arm: usize) -> Markup {
    let scenario = &of.arms[arm];
    let own: Vec<&Difference> =
        of.differences.iter().filter(|found| found.scenario == scenario.name).collect();
    html! {
        article class="card" {
            (heading(scenario))
            @let [en, zh] = scenario.summary.clone();
            p class="summary" { (both(Phrase { en, zh })) }
            (sets(scenario))
            @if let Some(why) = same_history(scenario) {
                p class="verdict" { (both(why)) }
            } @else {
                p class="verdict" { (both(sentences(&verdict(of, &own)))) }
                (futures::block(of, &own, &of.first_look()))
            }
        }
    }
}

/// How far the marks of a metric reach: all scenarios of the comparison on one scale.
pub(super) fn reach<'a>(all: impl Iterator<Item = &'a Difference>) -> f64 {
    let ends = all.flat_map(|of| {
        let spread = of.spread.unwrap_or_default();
        [of.low, of.high, of.difference, Some(spread[0]), Some(spread[1]), Some(of.margin)]
    });
    let reach =
        ends.flatten().filter(|end| end.is_finite()).fold(0.0_f64, |most, end| most.max(end.abs()));
    if reach > 0.0 { reach * 1.05 } else { 1.0 }
}

/// Whether the mark of a metric is turned round, so that better is on the right.
pub(super) fn flips(id: &str) -> bool {
    entry(id).0.better == Better::Lower
}

/// A sign beside each verdict, so that colour does not carry it alone.
pub(super) fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "▲",
        Verdict::BetterSmall => "△",
        Verdict::Worse => "▼",
        Verdict::WorseSmall => "▽",
        Verdict::Higher => "↑",
        Verdict::HigherSmall => "↗",
        Verdict::Lower => "↓",
        Verdict::LowerSmall => "↘",
        Verdict::Same => "≡",
        Verdict::NoDifference => "=",
        Verdict::NotClear => "?",
        Verdict::NoValue => "–",
    }
}

/// The verdict in sentences: what the scenario sets itself, then the outcomes by verdict, then the money.
fn verdict(of: &Comparison, own: &[&Difference]) -> Vec<Phrase> {
    let Some(scenario) = own.first().map(|found| found.scenario.as_str()) else {
        return Vec::new();
    };
    let is_input = |found: &&&Difference| of.is_input(scenario, &found.metric);
    let inputs: Vec<&Difference> = own.iter().filter(is_input).copied().collect();
    let mut said: Vec<Phrase> = SENTENCES
        .iter()
        .filter_map(|&(verdict, words)| {
            let judged = own.iter().filter(|found| {
                ![SPENDING, BUDGET].contains(&found.metric.as_str()) && !is_input(found)
            });
            let mut found: Vec<&Difference> =
                judged.filter(|found| found.verdict == verdict).copied().collect();
            // The largest first, in margins of the metric.
            let size = |of: &Difference| (number(of.difference) / of.margin).abs();
            found.sort_by(|a, b| size(b).total_cmp(&size(a)));
            named(of, (words, verdict), &found)
        })
        .collect();
    said.extend(own.iter().filter_map(|found| found.opposite_ways()));
    said.extend(named(of, (words::SETS_ITSELF, Verdict::NotClear), &inputs));
    said.extend(cost(of, scenario, BUDGET, &BUDGETED));
    said.extend(cost(of, scenario, SPENDING, &SPENT));
    said.extend(pressure(of, scenario));
    said
}

/// The outcomes that have sentences of their own.
const SPENDING: &str = "spending";
const BUDGET: &str = "budget";

/// The sentence of each verdict, in the order in which they are told.
const SENTENCES: [(Verdict, Text); 11] = [
    (Verdict::Better, words::BETTER_ON),
    (Verdict::Worse, words::WORSE_ON),
    (Verdict::BetterSmall, words::BETTER_SMALL_ON),
    (Verdict::WorseSmall, words::WORSE_SMALL_ON),
    (Verdict::Higher, words::HIGHER_ON),
    (Verdict::Lower, words::LOWER_ON),
    (Verdict::HigherSmall, words::HIGHER_SMALL_ON),
    (Verdict::LowerSmall, words::LOWER_SMALL_ON),
    (Verdict::NoDifference, words::NO_DIFFERENCE_ON),
    (Verdict::Same, words::SAME_ON),
    (Verdict::NotClear, words::NOT_CLEAR_ON),
];

/// A sentence on outcomes of one verdict, if there are any: with their differences, unless there are none.
fn named(
    of: &Comparison,
    (words, verdict): (Text, Verdict),
    found: &[&Difference],
) -> Option<Phrase> {
    let most = found.iter().max_by(|a, b| number(a.unseen).total_cmp(&number(b.unseen)))?;
    let name = |found: &&Difference| match verdict {
        Verdict::Same => Phrase::from(entry(&found.metric).0.name),
        _ => with_change(of, found),
    };
    let parts: Vec<Phrase> = found.iter().map(name).collect();
    let mut gaps = vec![("list", list(&parts))];
    if verdict == Verdict::Same {
        gaps.push(("count", same(most.fewer_than().unwrap_or_default())));
        gaps.push(("n", same(most.n)));
    }
    Some(fill(words, &gaps))
}

/// A metric with its difference, and of how many seeds it is where some have no value.
fn with_change(of: &Comparison, found: &Difference) -> Phrase {
    let metric = Phrase::from(entry(&found.metric).0.name);
    // The interval stands in the table below; digits are those that it calls for.
    let mut change = change_alone(&found.metric, [found.difference, found.low, found.high]);
    let all = of.arms.iter().find(|arm| arm.name == found.scenario).map_or(0, |arm| arm.n);
    if found.n < all {
        let gaps = [("change", change), ("n", same(found.n)), ("all", same(all))];
        change = fill(words::OF_SEEDS_IN_LIST, &gaps);
    }
    fill(words::WITH_CHANGE, &[("metric", metric), ("change", change)])
}

/// What is said of a change of an amount: more, less, little more, little less, alike, the same, not clear.
type Words = [Text; 7];

const SPENT: Words = [
    words::SPENDS_MORE,
    words::SPENDS_LESS,
    words::SPENDS_LITTLE_MORE,
    words::SPENDS_LITTLE_LESS,
    words::SPENDS_ALIKE,
    words::SPENDS_THE_SAME,
    words::SPENDS_UNCLEAR,
];
const BUDGETED: Words = [
    words::ASKS_MORE,
    words::ASKS_LESS,
    words::ASKS_LITTLE_MORE,
    words::ASKS_LITTLE_LESS,
    words::ASKS_ALIKE,
    words::ASKS_THE_SAME,
    words::ASKS_UNCLEAR,
];

/// What a scenario asks for or spends more or less: by the verdict of the table where it was compared, else
/// by that of the costs.
fn cost(of: &Comparison, scenario: &str, metric: &str, said: &Words) -> Option<Phrase> {
    let compared =
        of.differences.iter().find(|found| found.scenario == scenario && found.metric == metric);
    let (verdict, ends) = match compared {
        Some(found) => (found.verdict, [found.difference, found.low, found.high]),
        None => {
            let is_own = |cost: &&Cost| cost.arm == scenario && cost.metric == metric;
            let cost = of.costs.iter().find(is_own)?;
            let ends = [cost.difference.mean, cost.difference.low, cost.difference.high];
            (cost.verdict?, ends)
        }
    };
    let at = match verdict {
        Verdict::Higher | Verdict::Worse => 0,
        Verdict::Lower | Verdict::Better => 1,
        Verdict::HigherSmall | Verdict::WorseSmall => 2,
        Verdict::LowerSmall | Verdict::BetterSmall => 3,
        Verdict::NoDifference => 4,
        Verdict::Same => 5,
        Verdict::NotClear => 6,
        Verdict::NoValue => return None,
    };
    Some(fill(said[at], &[("change", change(metric, ends))]))
}

/// Whether the county can pay for a scenario; of several counties, which cannot.
fn pressure(of: &Comparison, scenario: &str) -> Option<Phrase> {
    if of.design.level == "place" {
        return short_of_revenue(of, scenario);
    }
    let cost =
        of.costs.iter().find(|cost| cost.arm == scenario && cost.metric == "fiscal_pressure")?;
    let said = value("fiscal_pressure", &cost.value);
    is_above_one(&cost.value).then(|| fill(words::NOT_AFFORDABLE, &[("pressure", said)]))
}

/// Whether a value is surely above 1; the same in every seed, it is so if most seeds are surely like them.
pub(super) fn is_above_one(of: &Estimate) -> bool {
    let is_usual = of.unseen.is_some_and(|share| share < 0.5);
    number(of.low) > 1.0 || is_usual && number(of.mean) > 1.0
}

/// The counties whose revenue is surely too small on average, with their fiscal pressure.
pub(super) fn short_of_revenue(of: &Comparison, arm: &str) -> Option<Phrase> {
    let short = of.values.iter().filter(|found| {
        found.arm == arm
            && found.metric == "fiscal_pressure"
            && found.level == "county"
            && is_above_one(&found.value)
    });
    let named = short.map(|found| {
        let gaps = [
            ("metric", same(&found.area)),
            ("change", Phrase::same(entry("fiscal_pressure").1.show(number(found.value.mean)))),
        ];
        fill(words::WITH_CHANGE, &gaps)
    });
    let named: Vec<Phrase> = named.collect();
    (!named.is_empty()).then(|| fill(words::COUNTIES_SHORT, &[("list", list(&named))]))
}
