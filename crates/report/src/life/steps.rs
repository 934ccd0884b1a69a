//! What differed, step by step.

use super::words;
use crate::experiment::lockstep::{Divergence, parts};
use crate::experiment::trace::{Event, Step, Trace, What};
use crate::month::Process;
use crate::quantity::{Language, Text};
use ::words::say;

/// When a step was.
pub(super) fn moment(step: &Step) -> (u32, &'static str) {
    (step.month, step.process)
}

/// A difference in words: the scenario's first.
pub(super) fn instead(step: &Step, trace: &Trace, language: Language) -> String {
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

/// What differed at a moment.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The month.
    pub month: u32,
    /// Name of the process.
    pub process: &'static str,
    /// What differed, baseline → scenario.
    pub what: String,
}

/// Step by step: what differed for the first time, and in which process.
pub fn chain(trace: &Trace, list: &[Process], language: Language) -> Vec<Moment> {
    let at = |month: u32, process: &str, what: String| {
        let [name, _] = words::process(list, process);
        Moment { month, process: name.say(language), what }
    };
    let parted = trace.parted.iter();
    let parted = parted.map(|at| (at.month, at.process, worlds_part(at, language)));
    let steps = trace.steps.chunk_by(|a, b| moment(a) == moment(b)).map(|steps| {
        let told: Vec<String> = steps.iter().map(|step| turned(step, trace, language)).collect();
        let told = told.join(Text { en: ", ", zh: "，" }.say(language));
        (steps[0].month, steps[0].process, told)
    });
    parted.chain(steps).map(|(month, process, what)| at(month, process, what)).collect()
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
