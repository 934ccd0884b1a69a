//! The first screen of a run, which is page 1 on paper: how things stand in natural units, what is voted, year by
//! year, where it is worst, what is given and what is guessed, how sure it is.

use maud::{Markup, PreEscaped, html};

use super::answer::{is_above_one, short_of_revenue};
use super::natural::{decimals_of, level, level_alone, signless};
use super::plot::MONEY;
use super::text::{
    both, called, entry, fill, list, number, same_history, seeds_mark, sentences, value,
};
use super::{first, ledger, words};
use crate::chart::{Course, Year, course};
use crate::comparison::{ArmValue, Comparison, YearValue};
use crate::metric::{Better, Shown};
use crate::quantity::{Phrase, Text};
use ::words::say;

/// Rows of the picture, at most.
const MOST: usize = 6;
/// Outcomes of the title, at most.
const NAMED: usize = 2;

/// What a committee asks of first: those who serve, then those who are served.
const TITLE: [&str; 4] =
    ["staff_turnover", "unmet_need", "resolution_rate", "participation_yearly"];

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    html! {
        section id="answer" class="first standing" {
            h1 { (both(finding(of))) }
            @let lead = lead(of);
            @if !lead.is_empty() { p class="lead" { (both(sentences(&lead))) } }
            (ledger::alone(of))
            @for said in of.cuts_said() { p class="warning" { (both(said)) } }
            (picture(of))
            dl class="sure" {
                @if let Some(said) = worst_where(of) { dt { (both(words::WHERE_WORST)) } dd { (both(said)) } }
                dt { (both(words::GIVEN_BY_YOU)) } dd { (both(first::given(of))) }
                dt { (both(words::GUESSED)) } dd { (both(first::guessed(of))) }
                dt { (both(words::HOW_SURE)) } dd { (both(how_sure(of))) }
            }
        }
    }
}

/// The value of a metric over the whole place.
fn whole<'a>(of: &'a Comparison, id: &str) -> Option<&'a ArmValue> {
    let own = of.values.iter().find(|found| found.metric == id && found.area == of.design.area);
    own.filter(|found| found.value.mean.is_some())
}

/// The outcomes that the title tells.
fn titled(of: &Comparison) -> Vec<&str> {
    let asked = TITLE.into_iter().filter(|id| whole(of, id).is_some());
    let others = of.first_look().into_iter().filter(|id| whole(of, id).is_some());
    let mut found: Vec<&str> = Vec::new();
    for id in asked.chain(others.filter(|id| !MONEY.contains(id))) {
        if found.len() < NAMED && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// How things stand, in one sentence.
fn finding(of: &Comparison) -> Phrase {
    let name = called(&of.arms[0]);
    let told = |id: &str| {
        let found = whole(of, id)?;
        Some(level(of, id, found.value.mean?, digits(found)))
    };
    let told: Vec<Phrase> = titled(of).into_iter().filter_map(told).collect();
    if told.is_empty() {
        return fill(words::QUESTION_RUN, &[("scenario", name)]);
    }
    let all = list(&told);
    let (name, name_zh, en, zh) = (name.en, name.zh, all.en, all.zh.replace('、', "，"));
    Phrase {
        en: format!("{name}: as we assume, {en}."),
        zh: format!("{name_zh}：按现有假设，{zh}。"),
    }
}

/// Decimals of a value alone.
fn digits(found: &ArmValue) -> usize {
    let one = (found.value.mean, found.value.low.zip(found.value.high));
    decimals_of([one].into_iter(), entry(&found.metric).1.scale())
}

/// Whether anything acts that the scenario sets, and whether revenue covers what is voted.
fn lead(of: &Comparison) -> Vec<Phrase> {
    let mut said: Vec<Phrase> = same_history(&of.arms[0]).into_iter().collect();
    if of.design.level == "place" {
        said.extend(short_of_revenue(of, &of.arms[0].name));
    } else if let Some(found) = whole(of, "fiscal_pressure") {
        let words = if number(found.value.high) < 1.0 {
            Some(words::STANDS_AFFORDABLE)
        } else if is_above_one(&found.value) {
            Some(words::NOT_AFFORDABLE_RUN)
        } else {
            None
        };
        let told = |words| fill(words, &[("pressure", value("fiscal_pressure", &found.value))]);
        said.extend(words.map(told));
    }
    said
}

/// The outcomes of the picture: those of the title first.
fn rows(of: &Comparison) -> Vec<&str> {
    let mut found = titled(of);
    let others = of.first_look().into_iter().chain(of.metrics.iter().map(String::as_str));
    for id in others.filter(|id| !MONEY.contains(id)) {
        if found.len() < MOST && !found.contains(&id) && whole(of, id).is_some() {
            found.push(id);
        }
    }
    found
}

/// The picture: an outcome a row, year by year.
fn picture(of: &Comparison) -> Markup {
    html! {
        div class="plot" {
            div class="plot-head" {
                span {}
                span class="sides" { span { (both(words::YEARS_OF_RUN)) } }
                span class="sides" { span { (both(words::MEAN_OF_RUN)) } }
            }
            @for id in rows(of) { (row(of, id)) }
        }
        (legend(of))
    }
}

fn row(of: &Comparison, id: &str) -> Markup {
    let Some(found) = whole(of, id) else { return html! {} };
    let (metric, shown) = entry(id);
    let own: Vec<&YearValue> = of.year_values.iter().filter(|year| year.metric == id).collect();
    let years: Vec<Year> = own.iter().map(|year| drawn(year)).collect();
    let named_by = format!("stands-{id}");
    html! {
        div class="plot-row" {
            div class="plot-name" {
                strong id=(named_by) { (both(metric.name)) }
                span class="change" {
                    @if shown == Shown::Percent { "% · " }
                    (both(match metric.better {
                        Better::Neither => words::NO_DIRECTION_ALONE,
                        better => better.text(),
                    }))
                }
            }
            (PreEscaped(course(&Course { named_by: named_by.clone(), years: &years, scale: shown.scale() })))
            (said(of, found, &own))
        }
    }
}

fn drawn(of: &YearValue) -> Year {
    let name = match of.months {
        12 => Phrase::same(of.year.to_string()),
        months => Phrase::same(format!("{} ({months}/12)", of.year)),
    };
    Year {
        name,
        mean: of.value.mean,
        luck: of.value.low.zip(of.value.high).map(|(low, high)| [low, high]),
        spread: of.spread,
        grey: of.burn_in,
    }
}

/// The mean of the policy period with both its doubts, and from where to where it goes.
fn said(of: &Comparison, found: &ArmValue, own: &[&YearValue]) -> Markup {
    let (id, scale) = (found.metric.as_str(), entry(&found.metric).1.scale());
    let digits = digits(found);
    let mean = number(found.value.mean);
    let ends = found.value.low.zip(found.value.high);
    let ends = ends.map(|(low, high)| [low, high].map(|end| signless(end * scale, digits)));
    let counted: Vec<&&YearValue> =
        own.iter().filter(|year| !year.burn_in && year.value.mean.is_some()).collect();
    html! {
        ul class="lanes" {
            li { span {
                span class="said level" data-metric=(id) { (both(level(of, id, mean, digits))) }
                @if let Some([low, high]) = ends {
                    " " span class="change luck-told" { "(" (both(say!(en "{low} to {high}" zh "{low} 至 {high}"))) ")" }
                }
                (seeds_mark(of, &found.arm, found.n))
            } }
            @if let (Some(first), Some(last), true) = (counted.first(), counted.last(), counted.len() > 1) {
                li { span class="change course-told" data-metric=(id) data-first=(first.year) data-last=(last.year) {
                    (both(from_to(id, first, last, digits)))
                } }
            }
        }
    }
}

/// From the first to the last year that counts.
fn from_to(id: &str, first: &YearValue, last: &YearValue, digits: usize) -> Phrase {
    let scale = entry(id).1.scale();
    let [a, b] = [first, last].map(|year| signless(number(year.value.mean) * scale, digits));
    let (from, to) = (first.year, last.year);
    say!(en "year {from}: {a} → year {to}: {b}" zh "第{from}年 {a} → 第{to}年 {b}")
}

/// Where the outcomes of the title stand worst and best.
fn worst_where(of: &Comparison) -> Option<Phrase> {
    let told: Vec<Phrase> = titled(of).into_iter().filter_map(|id| parts(of, id)).collect();
    (!told.is_empty()).then(|| Phrase {
        en: told.iter().map(|of| of.en.as_str()).collect::<Vec<_>>().join("; ") + ".",
        zh: told.iter().map(|of| of.zh.as_str()).collect::<Vec<_>>().join("；") + "。",
    })
}

/// An outcome in the part of the place where it is worst and in that where it is best: no difference is told that
/// luck alone may have made.
fn parts(of: &Comparison, id: &str) -> Option<Phrase> {
    let worse = match entry(id).0.better {
        Better::Higher => -1.0,
        Better::Lower => 1.0,
        Better::Neither => return None,
    };
    let level_of = if of.design.level == "place" { "county" } else { "zone" };
    let own: Vec<&ArmValue> = of
        .values
        .iter()
        .filter(|found| found.metric == id && found.level == level_of && found.value.mean.is_some())
        .collect();
    let mean = |found: &&&ArmValue| worse * number(found.value.mean);
    let worst = own.iter().max_by(|a, b| mean(a).total_cmp(&mean(b)))?;
    let best = own.iter().min_by(|a, b| mean(a).total_cmp(&mean(b)))?;
    let name = entry(id).0.name;
    let apart = number(worst.value.low) > number(best.value.high)
        || number(worst.value.high) < number(best.value.low);
    if worst.area == best.area || !apart {
        return Some(Phrase {
            en: format!("{}: no part of the place is surely worse", name.en),
            zh: format!("{}：没有哪一类地区确定更差", name.zh),
        });
    }
    let told = |found: &ArmValue| {
        let area = super::outcomes::area(&found.area);
        let value = level_alone(id, number(found.value.mean), digits(found));
        Phrase { en: format!("{} {}", area.en, value.en), zh: format!("{}{}", area.zh, value.zh) }
    };
    let (worst, best) = (told(worst), told(best));
    Some(Phrase {
        en: format!("{}: {}, against {}", name.en, worst.en, best.en),
        zh: format!("{}：{}，而{}", name.zh, worst.zh, best.zh),
    })
}

/// How sure it is: luck, and what no run tells.
fn how_sure(of: &Comparison) -> Phrase {
    let n = of.design.seeds.len();
    if n < 2 {
        return of.design.certainty();
    }
    let luck = say!(
        en "Luck: {n} histories; a mean lies within its interval with 95 % confidence, each for itself, and a single history may lie anywhere in the pale band or beyond."
        zh "随机性：{n}段历史；各均值以95%的置信度落在各自的区间内，单段历史则可能落在浅色带内任何位置甚至之外。"
    );
    sentences(&[luck, words::GUESSES_OF_RUN.into()])
}

/// How the picture is read.
fn legend(of: &Comparison) -> Markup {
    let words: [(&str, Text); 2] = [("luck", words::KEY_LUCK_RUN), ("band", words::KEY_BAND)];
    let burn_in = of.year_values.iter().any(|year| year.burn_in);
    html! {
        p class="legend" {
            @for (class, text) in words { span { (swatch(class)) (both(text)) } }
            @if burn_in { span { (swatch("burn-in")) (both(words::KEY_BURN_IN)) } }
        }
    }
}

fn swatch(class: &str) -> Markup {
    html! { svg class="swatch tone-1" viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" {
        @if class == "luck" {
            line class="luck" x1="17" x2="17" y1="1" y2="13" {}
            circle class="dot" cx="17" cy="7" r="3" {}
        } @else { rect class=(class) x="2" y="1" width="30" height="12" {} }
    } }
}
