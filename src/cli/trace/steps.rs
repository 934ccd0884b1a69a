//! What differed, step by step.

use super::{Pair, words};
use crate::cli::columns::row;
use crate::experiment::lockstep::{Divergence, parts};
use crate::experiment::trace::{Event, Step, Trace, What};
use crate::month::Process;
use crate::quantity::{Language, Text};
use ::words::say;

/// When a step was.
pub fn moment(step: &Step) -> (u32, &'static str) {
    (step.month, step.process)
}

/// A difference in words: the scenario's first.
pub fn instead(step: &Step, trace: &Trace, language: Language) -> String {
    match &step.what {
        What::Value(at, values) => {
            let name = trace.subject.measures()[*at].name.say(language);
            let [here, there] = words::pair(*values);
            say!(en "{name} was {there} instead of {here}" zh "{name}为 {there}，基线为 {here}")
                .pick(language)
        }
        What::Events(events) => {
            let [here, there] = happened(events, Text { en: "nothing", zh: "无事发生" }, language);
            say!(
                en "{there} in the scenario, {here} in the baseline"
                zh "情景中{there}，基线中{here}"
            )
            .pick(language)
        }
    }
}

/// Step by step: what differed for the first time, and in which process.
pub fn chain(trace: &Trace, list: &[Process], pair: &Pair) -> String {
    const WIDTHS: [usize; 3] = [5, 18, 54];
    let language = pair.language;
    let title = Text {
        en: "Step by step, what differed for the first time (baseline → scenario):",
        zh: "逐步来看，首次出现的差异（基线 → 情景）：",
    };
    let mut text = format!("\n{}\n", title.say(language));
    let mut line = |month: u32, process: &str, what: &str| {
        let [name, _] = words::process(list, process);
        let month = format!("{month:>WIDTH$}", WIDTH = WIDTHS[0]);
        let cells =
            [(month.as_str(), WIDTHS[0]), (name.say(language), WIDTHS[1]), (what, WIDTHS[2])];
        text.push_str(&row(&cells));
        text.push('\n');
    };
    if let Some(parted) = &trace.parted {
        line(parted.month, parted.process, &worlds_part(parted, language));
    }
    for steps in trace.steps.chunk_by(|a, b| moment(a) == moment(b)) {
        let told: Vec<String> = steps.iter().map(|step| turned(step, trace, language)).collect();
        let told = told.join(Text { en: ", ", zh: "，" }.say(language));
        line(steps[0].month, steps[0].process, &told);
    }
    text
}

/// Where the worlds part.
pub fn worlds_part(parted: &Divergence, language: Language) -> String {
    let part = parts().find(|part| part.id == parted.spot.part);
    let part = part.map_or("", |part| part.name.say(language));
    let place = &parted.spot.community;
    say!(en "the histories part: {part} ({place})" zh "两段历史开始不同：{part}（{place}）")
        .pick(language)
}

/// A difference with an arrow.
fn turned(step: &Step, trace: &Trace, language: Language) -> String {
    match &step.what {
        What::Value(at, values) => {
            let name = trace.subject.measures()[*at].name.say(language);
            format!("{name} {}", words::arrow(words::pair(*values)))
        }
        What::Events(events) => {
            words::arrow(happened(events, Text { en: "nothing", zh: "无" }, language))
        }
    }
}

/// What happened in both worlds, with a word for nothing.
fn happened(events: &[Vec<Event>; 2], nothing: Text, language: Language) -> [String; 2] {
    events.each_ref().map(|events| match events.as_slice() {
        [] => nothing.say(language).to_owned(),
        events => words::events(events, language),
    })
}
