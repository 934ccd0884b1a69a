//! What came before a first difference, and what followed.

use super::words;
use crate::experiment::trace::{Event, Step, Trace, TracedMonth};
use crate::quantity::{Language, Text};
use crate::world::Ending;
use ::model::process::Vote;
use ::words::say;

/// What happened before, the same in both worlds.
pub(super) fn before(trace: &Trace, first: &Step, language: Language) -> Option<String> {
    let months = trace.months.get(..first.month.checked_sub(1)? as usize)?;
    let all = counts(months.iter().map(|worlds| &worlds[0]));
    let told: Vec<String> = COUNTED
        .iter()
        .zip(all)
        .filter(|(_, count)| *count > 0)
        .map(|((text, _), count)| format!("{} {count}", text.say(language)))
        .collect();
    (!told.is_empty()).then(|| {
        let (last, separator) = (first.month - 1, Text { en: ", ", zh: "，" }.say(language));
        let told = told.join(separator);
        say!(
            en "Up to month {last} the same in both histories: {told}."
            zh "至第{last}个月两段历史相同：{told}。"
        )
        .pick(language)
    })
}

/// Counts of what happened.
const COUNTED: [(Text, fn(&Event) -> bool); 15] = [
    (Text { en: "months of participation", zh: "参与月数" }, |event| event.is_participation()),
    (Text { en: "needs reported", zh: "提出诉求" }, |event| {
        matches!(event, Event::Reported(_))
    }),
    (Text { en: "needs kept silent", zh: "有需求而未提出" }, |event| {
        *event == Event::Silent
    }),
    (Text { en: "requests resolved", zh: "诉求办结" }, |event| {
        has_ended(event, Ending::Resolved)
    }),
    (Text { en: "requests failed", zh: "诉求未办成" }, |event| {
        has_ended(event, Ending::Failed)
    }),
    (Text { en: "requests lapsed", zh: "诉求逾期" }, |event| has_ended(event, Ending::Lapsed)),
    (Text { en: "votes", zh: "投票" }, |event| *event == Event::Election(Vote::Votes)),
    (Text { en: "settled", zh: "落户" }, |event| *event == Event::Settled),
    (Text { en: "moved away", zh: "迁出" }, |event| *event == Event::MovedAway),
    (Text { en: "died", zh: "去世" }, |event| *event == Event::Died),
    (Text { en: "quits", zh: "辞职" }, |event| matches!(event, Event::Quit(_))),
    (Text { en: "dismissals", zh: "辞退" }, |event| matches!(event, Event::Dismissed(_))),
    (Text { en: "hires", zh: "招聘" }, |event| matches!(event, Event::Hired(_))),
    (Text { en: "elected to the post", zh: "经选举上任" }, |event| {
        matches!(event, Event::Elected | Event::Replaced)
    }),
    (Text { en: "successions", zh: "接任" }, |event| {
        matches!(event, Event::Promoted | Event::Succeeded)
    }),
];

fn has_ended(event: &Event, how: Ending) -> bool {
    matches!(event, Event::Ended { ending, .. } if *ending == how)
}

fn counts<'a>(months: impl Iterator<Item = &'a TracedMonth>) -> [usize; COUNTED.len()] {
    let mut sums = [0; COUNTED.len()];
    for event in months.flat_map(|month| &month.events) {
        for (sum, (_, counts)) in sums.iter_mut().zip(&COUNTED) {
            *sum += usize::from(counts(event));
        }
    }
    sums
}

/// What followed: counts that differ, who left when, and how things stood in the end.
pub(super) fn followed(trace: &Trace, first: &Step, language: Language) -> String {
    let since = &trace.months[(first.month.max(1) - 1) as usize..];
    let [here, there] =
        [0, 1].map(|world: usize| counts(since.iter().map(|worlds| &worlds[world])));
    let mut told: Vec<String> = COUNTED
        .iter()
        .zip(here.into_iter().zip(there))
        .filter(|(_, (here, there))| here != there)
        .map(|((text, _), (here, there))| {
            format!("{} {}", text.say(language), words::arrow([here, there]))
        })
        .collect();
    if told.is_empty() {
        let all_same = since.iter().all(|[here, there]| here.events == there.events);
        let same = if all_same {
            Text { en: "the same happened", zh: "所发生之事相同" }
        } else {
            Text {
                en: "as much happened, at other times", zh: "所发生之事次数相同，时间不同"
            }
        };
        told.push(same.say(language).to_owned());
    }
    told.extend(last_values(trace, language));
    let (from, last) = (first.month, trace.months.len());
    let told = told.join(Text { en: "; ", zh: "；" }.say(language));
    say!(
        en "What followed, months {from} to {last} (baseline → scenario): {told}."
        zh "此后，第{from}至{last}个月（基线 → 情景）：{told}。"
    )
    .pick(language)
}

/// The numbers of the last month in which there were any in both worlds.
fn last_values(trace: &Trace, language: Language) -> Option<String> {
    let number = |month: &TracedMonth, at: usize| {
        month.values.get(at).copied().filter(|value| !value.is_nan())
    };
    let both = |worlds: &[TracedMonth; 2]| worlds.iter().all(|world| number(world, 0).is_some());
    let (at, worlds) = trace.months.iter().enumerate().rev().find(|(_, worlds)| both(worlds))?;
    let measures = trace.subject.measures().iter().enumerate();
    let told: Vec<String> = measures
        .filter_map(|(at, measure)| {
            let values = [number(&worlds[0], at)?, number(&worlds[1], at)?];
            let [here, there] = values.map(|value| format!("{value:.3}"));
            let name = measure.name.say(language);
            (here != there).then(|| format!("{name} {}", words::arrow([here, there])))
        })
        .collect();
    let (month, separator) = (at + 1, Text { en: ", ", zh: "，" }.say(language));
    (!told.is_empty()).then(|| match language {
        Language::En => format!("in month {month} {}", told.join(separator)),
        Language::Zh => format!("第{month}个月{}", told.join(separator)),
    })
}
