//! The months of a life, both worlds side by side.

use super::words;
use crate::cli::columns::{TERMINAL, paragraph, row};
use crate::experiment::trace::{Subject, Trace, TracedMonth};
use crate::quantity::{Language, Text};

/// Columns of the month, of the two worlds and of each number; blanks stand between them.
const MONTH: usize = 5;
const NUMBER: usize = 6;
/// The most numbers that are shown.
const MOST: usize = 4;

/// The table of months: those from the first difference on in which something happened or began to
/// differ, or all of them.
pub fn table(trace: &Trace, all: bool, language: Language) -> String {
    let first = trace.steps.first().map(|step| step.month as usize);
    let shows = |at: usize, worlds: &[TracedMonth; 2]| {
        let month = at + 1;
        let happened = worlds.iter().any(|world| !world.events.is_empty());
        let began = trace.steps.iter().any(|step| step.month as usize == month);
        all || first.is_some_and(|first| month >= first) && (happened || began)
    };
    let months = trace.months.iter().enumerate().filter(|(at, worlds)| shows(*at, worlds));
    let rows: Vec<String> =
        months.map(|(at, worlds)| month(at + 1, worlds, trace, language)).collect();
    if rows.is_empty() {
        return Text { en: "(--all shows its months.)", zh: "（用 --all 可查看各月。）" }
            .say(language)
            .to_owned();
    }
    let heads = trace.subject.measures().iter().take(MOST);
    let heads: Vec<&str> = heads.map(|measure| measure.head.say(language)).collect();
    let [baseline, scenario] =
        [Text { en: "baseline", zh: "基线" }, Text { en: "scenario", zh: "情景" }];
    let month = Text { en: "month", zh: "月" }.say(language);
    let line = "─".repeat(TERMINAL - 1);
    let worlds = [baseline.say(language), scenario.say(language)];
    let head = cells(month, worlds, &heads);
    format!("{head}\n{line}\n{}\n{line}\n{}", rows.join("\n"), note(all, trace, language))
}

/// A line of the table.
fn cells(month: &str, worlds: [&str; 2], numbers: &[&str]) -> String {
    let room = TERMINAL - 1 - MONTH - 1 - numbers.len() * (NUMBER + 1);
    let width = room / 2 - 1;
    let mut cells = vec![(month, MONTH), (worlds[0], width), (worlds[1], width)];
    cells.extend(numbers.iter().map(|&number| (number, NUMBER)));
    row(&cells)
}

fn month(month: usize, worlds: &[TracedMonth; 2], trace: &Trace, language: Language) -> String {
    let mut texts = worlds.each_ref().map(|world| told(world, trace.subject, language));
    if worlds[0].events == worlds[1].events && !worlds[0].events.is_empty() {
        texts[1] = Text { en: "the same", zh: "相同" }.say(language).to_owned();
    }
    let count = trace.subject.measures().len().min(MOST);
    let numbers: Vec<String> = (0..count)
        .map(|at| number(worlds.each_ref().map(|world| world.values.get(at).copied())))
        .collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    cells(&month.to_string(), [&texts[0], &texts[1]], &numbers)
}

/// What happened in a world, or why nothing can.
fn told(month: &TracedMonth, subject: Subject, language: Language) -> String {
    let vacant = month.values.first().is_some_and(|value| value.is_nan());
    let state = match subject {
        _ if !month.events.is_empty() => None,
        Subject::Resident(..) if !month.here => {
            Some(Text { en: "(not here)", zh: "（不在此）" })
        }
        Subject::Post(..) if !month.here => {
            Some(Text { en: "(no post)", zh: "（无此岗位）" })
        }
        Subject::Post(..) if vacant => Some(Text { en: "(vacant)", zh: "（空缺）" }),
        _ => None,
    };
    state.map_or_else(|| words::events(&month.events, language), |state| state.say(language).into())
}

/// A number of the baseline and, below it, how much that of the scenario is above; the number of the
/// scenario in brackets where the baseline has none.
fn number([here, there]: [Option<f64>; 2]) -> String {
    let known = |value: Option<f64>| value.filter(|value| !value.is_nan());
    match (known(here), known(there)) {
        (None, None) => "–".to_owned(),
        (Some(here), None) => format!("{here:.3} –"),
        (None, Some(there)) => format!("– ({})", short(there)),
        (Some(here), Some(there)) => {
            let difference = there - here;
            match format!("{difference:+.3}") {
                _ if difference == 0.0 => format!("{here:.3}"),
                tiny if tiny.ends_with("0.000") => format!("{here:.3} {}<.001", &tiny[..1]),
                shown => format!("{here:.3} {shown}"),
            }
        }
    }
}

/// A number in four columns.
fn short(number: f64) -> String {
    let text = format!("{number:.3}");
    text.strip_prefix('0').map_or_else(|| format!("{number:.2}"), str::to_owned)
}

fn note(all: bool, trace: &Trace, language: Language) -> String {
    let mut text = match trace.subject {
        Subject::Resident(..) => Text {
            en: "Numbers: in the baseline at the end of the month; below, how much higher in the scenario (in brackets its own, where the baseline has none).",
            zh: "数字：上为基线月末值，下为情景与基线之差（基线无值时，括号内为情景的值）。",
        },
        Subject::Post(..) => Text {
            en: "Numbers of the holder (paid: the share of its pay that the team got): in the baseline at the end of the month; below, how much higher in the scenario (in brackets its own, where the post is vacant in the baseline).",
            zh: "数字为任职者的（发薪为团队当月薪酬发放比例）：上为基线月末值，下为情景与基线之差（基线中岗位空缺时，括号内为情景的值）。",
        },
    }
    .say(language)
    .to_owned();
    if !all {
        text += Text {
            en: " Left out: months before the first difference, and months in which nothing happened (--all shows them).",
            zh: "未列出：首次出现差异之前的月份和无事发生的月份（用 --all 可查看）。",
        }
        .say(language);
    }
    paragraph(&text, "", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_above_its_difference() {
        assert_eq!(number([Some(0.5), Some(0.5)]), "0.500");
        assert_eq!(number([Some(0.5), Some(0.625)]), "0.500 +0.125");
        assert_eq!(number([Some(0.5), Some(0.499_9)]), "0.500 -<.001");
        assert_eq!(number([Some(0.5), None]), "0.500 –");
        assert_eq!(number([Some(f64::NAN), Some(0.25)]), "– (.250)");
        assert_eq!(number([None, Some(1.0)]), "– (1.00)");
        assert_eq!(number([None, None]), "–");
    }
}
