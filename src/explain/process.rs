//! The processes of the month, and the formulas that act in them.

use std::sync::LazyLock;

use super::{Line, Page};
use crate::formula::{Formula, START, formulas};
use crate::month::processes;
use crate::quantity::{Language, Text};
use crate::scenario::sentence::capital;
use crate::setting::SettingId;
use words::say;

/// A process of the month without its system.
pub(super) struct Step {
    pub id: &'static str,
    pub name: Text,
    pub meaning: Text,
}

static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let steps = processes().into_iter();
    steps.map(|step| Step { id: step.id, name: step.name, meaning: step.meaning }).collect()
});

/// The month in its order.
pub(super) fn steps() -> &'static [Step] {
    &STEPS
}

/// Processes in the order of the month, the start of a run first.
pub(super) fn in_order(mut ids: Vec<&'static str>) -> Vec<&'static str> {
    ids.sort_by_key(|id| steps().iter().position(|step| step.id == *id));
    ids.dedup();
    ids
}

/// The page of a process.
pub(super) fn explain(page: &mut Page, at: usize) {
    let step = &steps()[at];
    let place = place(at, page.language);
    page.add(Text { en: "In the month", zh: "位置" }, place);
    let own: Vec<&Formula> =
        formulas().filter(|formula| formula.acts_in.contains(&step.id)).collect();
    add_formulas(page, &own);
    // Settings as formulas name them: `need.TYPE.hours` is one.
    let mut read: Vec<&str> = Vec::new();
    for word in own.iter().flat_map(|formula| formula.named()) {
        let is_setting = SettingId::find(&word.replace("TYPE", "health")).is_some();
        if is_setting && !read.contains(&word) {
            read.push(word);
        }
    }
    let read = if read.is_empty() {
        page.say("none: it keeps the books", "无：只作记录").to_owned()
    } else {
        page.list(read)
    };
    page.add(Text { en: "Reads", zh: "读取" }, read);
}

/// Where a process stands in the month.
fn place(at: usize, language: Language) -> String {
    let steps = steps();
    let name = |at: Option<usize>| at.and_then(|at| steps.get(at)).map(|step| step.id);
    let (before, after) = (name(at.checked_sub(1)), name(Some(at + 1)));
    let (number, all) = (at + 1, steps.len());
    match language {
        Language::En => format!(
            "process {number} of {all}{}{}",
            before.map_or(String::new(), |id| format!(", after {id}")),
            after.map_or(String::new(), |id| format!(", before {id}")),
        ),
        Language::Zh => format!(
            "全月{all}个过程中的第{number}个{}{}",
            before.map_or(String::new(), |id| format!("，在{id}之后")),
            after.map_or(String::new(), |id| format!("，在{id}之前")),
        ),
    }
}

/// A process as others name it: identifier, name and place.
pub(super) fn in_words(id: &str, language: Language) -> String {
    let steps = steps();
    match (steps.iter().position(|step| step.id == id), language) {
        (None, Language::En) => {
            debug_assert_eq!(id, START);
            "the start of a run (month 0)".to_owned()
        }
        (None, Language::Zh) => "运行开始时（第0个月）".to_owned(),
        (Some(at), Language::En) => {
            format!("{id} ({}, process {} of {})", steps[at].name.en, at + 1, steps.len())
        }
        (Some(at), Language::Zh) => {
            format!("{id}（{}，第{}个过程，共{}个）", steps[at].name.zh, at + 1, steps.len())
        }
    }
}

/// Adds formulas, what their letters stand for, and where what they give goes on.
pub(super) fn add_formulas(page: &mut Page, formulas: &[&Formula]) {
    let language = page.language;
    let mut lines = Vec::new();
    for formula in formulas {
        lines.push(Line::Words(capital(formula.name.say(language))));
        lines.push(Line::Under(plain(formula.text.say(language))));
        let letters = letters(formula, language);
        if !letters.is_empty() {
            let with = page.say("with ", "其中 ");
            lines.push(Line::Under(format!("{with}{}", letters.join(page.say("; ", "；")))));
        }
        if let Some((sign, users)) = goes_on(formula) {
            let users = page.list(users.iter().map(|other| other.name.say(language)));
            lines.push(Line::Under(
                say!(en "{sign} goes on into: {users}" zh "{sign}用于：{users}").pick(language),
            ));
        }
    }
    page.add_lines(Text { en: "Formula", zh: "公式" }, lines);
}

fn letters(formula: &Formula, language: Language) -> Vec<String> {
    let colon = if language == Language::En { ": " } else { "：" };
    // What the formula gives is its name.
    let own = formula.gives();
    let symbols = formula.symbols().into_iter().filter(|symbol| Some(symbol.sign) != own);
    let letters = symbols.map(|symbol| {
        let meaning = plain(symbol.meaning.say(language));
        match symbol.sign {
            // These explain themselves.
            "[" | "logistic" => meaning,
            sign => format!("{sign}{colon}{meaning}"),
        }
    });
    letters.collect()
}

/// The letter that a formula works out, and the other formulas that make use of it.
fn goes_on(formula: &Formula) -> Option<(&'static str, Vec<&'static Formula>)> {
    let sign = formula.gives()?;
    let uses = |other: &&Formula| {
        other.is_of_submodel(formula)
            && other.gives() != Some(sign)
            && other.symbols().iter().any(|symbol| symbol.sign == sign)
    };
    let users: Vec<&Formula> = formulas().filter(uses).collect();
    (!users.is_empty()).then_some((sign, users))
}

/// Without the marks of a page.
pub(super) fn plain(text: &str) -> String {
    text.replace(['`', '*'], "")
}
