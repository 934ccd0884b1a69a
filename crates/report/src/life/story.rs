//! A life in sentences: who, what differed first, what followed.

use super::followed::{before, followed};
use super::steps::{instead, moment};
use super::{Pair, never_apart, words};
use crate::experiment::trace::{Step, Trace, Who};
use crate::metric::{METRICS, Shown};
use crate::month::{Process, processes};
use crate::quantity::{Education, Language, Text};
use crate::setting::SettingId;
use ::scenario::sentence;
use ::words::say;

/// Settings that are named; more are counted.
const MOST_SETTINGS: usize = 6;

/// The story of a life, a sentence or two a paragraph.
pub fn story(trace: &Trace, pair: &Pair) -> Vec<String> {
    let list = processes();
    let language = pair.language;
    let mut parts = vec![title(trace, pair), worlds(pair)];
    let Some(first) = trace.steps.first() else {
        parts.push(no_difference(trace, pair));
        return parts;
    };
    parts.extend(before(trace, first, language));
    parts.push(first_difference(trace, first, &list, language));
    parts.extend(there(first, trace, pair));
    parts.extend(in_force(first, language));
    if let Some(event) = trace.first_event().filter(|event| moment(event) != moment(first)) {
        parts.push(first_event(event, trace, &list, language));
        let there_now = there(event, trace, pair);
        parts.extend(there_now.filter(|now| there(first, trace, pair).as_ref() != Some(now)));
    }
    parts.push(followed(trace, first, language));
    parts
}

fn title(trace: &Trace, pair: &Pair) -> String {
    let id = pair.subject(trace.subject);
    let community = pair.community(trace.subject.community());
    let language = pair.language;
    match (trace.who, language) {
        (Some(Who::Resident { month, migrant, age, education }), Language::En) => format!(
            "Resident {id}: in month {month} a {} aged {age:.0} with {} in {community}",
            if migrant { "migrant" } else { "local" },
            schooling(education).en,
        ),
        (Some(Who::Resident { month, migrant, age, education }), Language::Zh) => format!(
            "居民 {id}：第{month}个月时为{community}的{}，{age:.0}岁，{}",
            if migrant { "流动人口" } else { "户籍居民" },
            schooling(education).zh,
        ),
        (Some(Who::Post { director, part_time, .. }), Language::En) => format!(
            "Post {id}, whoever holds it: {} in {community}",
            match (director, part_time) {
                (true, _) => "the director's post",
                (_, true) => "a part-time post",
                _ => "a full-time post",
            }
        ),
        (Some(Who::Post { director, part_time, .. }), Language::Zh) => format!(
            "岗位 {id}（不论由谁担任）：{community}{}",
            match (director, part_time) {
                (true, _) => "主任岗位",
                (_, true) => "兼职岗位",
                _ => "专职岗位",
            }
        ),
        (None, _) => id,
    }
}

fn schooling(education: Education) -> Text {
    match education {
        Education::Basic => Text { en: "basic schooling", zh: "初中及以下学历" },
        Education::Secondary => Text { en: "upper secondary schooling", zh: "高中学历" },
        Education::Tertiary => Text { en: "college education", zh: "大专及以上学历" },
    }
}

fn worlds(pair: &Pair) -> String {
    let [baseline, scenario] = pair.names();
    let (months, seed) = (pair.scenarios[0].months, pair.seed);
    say!(
        en "Baseline: {baseline}. Scenario: {scenario}. Seed {seed}, months 1 to {months}, the same luck in both histories."
        zh "基线：{baseline}。情景：{scenario}。种子 {seed}，第1至{months}个月，两段历史的随机性相同。"
    ).pick(pair.language)
}

fn no_difference(trace: &Trace, pair: &Pair) -> String {
    if trace.parted.is_none() {
        let nothing = Text { en: "Nothing differed. ", zh: "没有差异。" };
        return format!("{}{}", nothing.say(pair.language), never_apart(pair));
    }
    let text = Text {
        en: "Nothing differed: the histories do, but not this life.",
        zh: "没有差异：两段历史有所不同，但未触及这一生活轨迹。",
    };
    text.say(pair.language).to_owned()
}

/// What differed first: month, process, what.
fn first_difference(trace: &Trace, first: &Step, list: &[Process], language: Language) -> String {
    let [name, meaning] = words::process(list, first.process);
    let mut letters = meaning.en.chars();
    let lower = letters.next().map(|letter| letter.to_lowercase().chain(letters));
    let lower: String = lower.into_iter().flatten().collect();
    let at_once = trace.steps.iter().filter(|step| moment(step) == moment(first));
    let what: Vec<String> = at_once.map(|step| instead(step, trace, language)).collect();
    let month = first.month;
    match language {
        Language::En => format!(
            "What differed first: in month {month}, in {} ({}): {}.",
            name.en,
            lower.trim_end_matches('.'),
            what.join("; ")
        ),
        Language::Zh => format!(
            "最先的差异：第{month}个月的“{}”环节（{}）：{}。",
            name.zh,
            meaning.zh.trim_end_matches('。'),
            what.join("；")
        ),
    }
}

/// The first thing that happened otherwise, where it was not the first difference.
fn first_event(step: &Step, trace: &Trace, list: &[Process], language: Language) -> String {
    let [name, _] = words::process(list, step.process);
    let (month, what) = (step.month, instead(step, trace, language));
    match language {
        Language::En => {
            format!("What first happened differently: in month {month}, in {}: {what}.", name.en)
        }
        Language::Zh => format!("最先不同的经历：第{month}个月的“{}”环节：{what}。", name.zh),
    }
}

/// What else differed in the community at the moment of a step.
fn there(step: &Step, trace: &Trace, pair: &Pair) -> Option<String> {
    let language = pair.language;
    let metrics = &step.context.as_ref()?.metrics;
    let told: Vec<String> = metrics.iter().filter_map(|of| metric(of, language)).collect();
    let (community, told) = (pair.community(trace.subject.community()), list(&told, language)?);
    Some(
        say!(
            en "In {community} by then (baseline → scenario): {told}."
            zh "当时{community}的情况（基线 → 情景）：{told}。"
        )
        .pick(language),
    )
}

/// Which settings in force differed at the moment of a step.
fn in_force(step: &Step, language: Language) -> Option<String> {
    let settings = &step.context.as_ref()?.settings;
    let mut told: Vec<String> =
        settings.iter().take(MOST_SETTINGS).map(|of| setting(of, language)).collect();
    let more = settings.len().saturating_sub(MOST_SETTINGS);
    if more > 0 {
        told.push(say!(en "and {more} more" zh "另有{more}项").pick(language));
    }
    let told = list(&told, language)?;
    Some(say!(en "In force there: {told}." zh "当地现行政策：{told}。").pick(language))
}

/// Things one after the other, if there are any.
fn list(told: &[String], language: Language) -> Option<String> {
    let separator = Text { en: "; ", zh: "；" }.say(language);
    (!told.is_empty()).then(|| told.join(separator))
}

/// A metric in both worlds, if the difference shows.
fn metric((metric, values): &(usize, [f64; 2]), language: Language) -> Option<String> {
    let shown = Shown::of(*metric);
    // A number and its % stay together at the end of a line.
    let [here, there] = values.map(|value| shown.show(value).replace(' ', "\u{a0}"));
    let metric = &METRICS[*metric];
    let told =
        format!("{} {}", uncapital(metric.name.say(language)), words::arrow([&here, &there]));
    let unit = metric.unit.say(language);
    let unit = (shown.needs_unit() && shown != Shown::Money)
        .then(|| say!(en " {unit}" zh "（{unit}）").pick(language));
    (here != there).then(|| told + &unit.unwrap_or_default())
}

fn uncapital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn setting((id, values): &(SettingId, [f64; 2]), language: Language) -> String {
    let name = id.setting().name.say(language);
    let values = values.map(|value| sentence::bare(*id, value).say(language).to_owned());
    format!("{name} {}", words::arrow(values))
}
