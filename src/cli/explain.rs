//! `cogov explain`: what a word of the program means.

use std::fmt::Write;

use clap::Args;

use super::columns::{TERMINAL, paragraph, row};
use super::completions;
use super::{DONE, USAGE, say, say_error};
use serde_json::Value;

use crate::explain::entry as entry_of;
use crate::explain::{Answer, Group, Hit, Kind, Line, Page, Subject, answer, namesakes, overview};
use crate::quantity::{Language, Text};
use crate::scenario::sentence::capital;
use words::say;

/// Columns of the labels of a page.
const LABEL: usize = 13;
/// Columns of the identifiers of a list.
const NAME: usize = 26;

/// Explain what a lever, parameter, metric, process or other word means
#[derive(Args)]
pub struct Explain {
    /// What to explain: an identifier or name, several of them, or a list such as levers [default: the lists]
    #[arg(value_name = "WORD", add = completions::words())]
    words: Vec<String>,
    /// Print entries as JSON, for programs: both languages, and numbers as numbers
    #[arg(long)]
    json: bool,
}

impl Explain {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        if self.json {
            return json(&self.words, language);
        }
        if self.words.is_empty() {
            say(&lists(language));
            return DONE;
        }
        // Words are one name, if there is such a name; else each is one.
        let together = self.words.join(" ");
        let questions = match answer(&together) {
            Answer::Nothing(_) => self.words,
            _ => vec![together],
        };
        let mut code = DONE;
        for (at, question) in questions.iter().enumerate() {
            if at > 0 {
                say("");
            }
            match answer(question) {
                Answer::One(subject) => say(&explain(subject, language)),
                Answer::All(group) => say(&list(group, language)),
                Answer::Several(hits) => say(&several(question, &hits, language)),
                Answer::Inside(found) => say(&inside(question, &found, language)),
                Answer::Nothing(near) => {
                    say_error(&unknown(question, &near, language));
                    code = USAGE;
                }
            }
        }
        code
    }
}

/// Prints the entries that words ask for, in one list; without a word, levers, parameters and metrics.
fn json(words: &[String], language: Language) -> u8 {
    let groups = |kinds: &[Kind]| -> Vec<Subject> {
        kinds.iter().flat_map(|&kind| Group { kind, name: None }.subjects()).collect()
    };
    let mut subjects = Vec::new();
    if words.is_empty() {
        subjects = groups(&[Kind::Lever, Kind::Parameter, Kind::Metric]);
    }
    let together = words.join(" ");
    let questions = match answer(&together) {
        Answer::Nothing(_) => words.to_vec(),
        _ if words.is_empty() => Vec::new(),
        _ => vec![together],
    };
    for question in &questions {
        match answer(question) {
            Answer::One(subject) => subjects.push(subject),
            Answer::All(group) => subjects.extend(group.subjects()),
            Answer::Several(hits) => subjects.extend(hits.iter().flat_map(|hit| match hit {
                Hit::One(subject) => vec![*subject],
                Hit::All(group) => group.subjects(),
            })),
            Answer::Inside(found) => subjects.extend(found),
            Answer::Nothing(near) => {
                say_error(&unknown(question, &near, language));
                return USAGE;
            }
        }
    }
    let entries: Vec<Value> = subjects.into_iter().map(entry_of).collect();
    say(&serde_json::to_string_pretty(&entries).unwrap_or_default());
    DONE
}

/// The page of a subject, and what else has its name.
fn explain(subject: Subject, language: Language) -> String {
    let page = write_page(&subject.page(language));
    let also: Vec<String> = namesakes(subject).iter().map(|hit| ask(hit, language)).collect();
    if also.is_empty() {
        return page;
    }
    let label = Text { en: "See also", zh: "另见" }.say(language);
    let cells = also.iter().enumerate().map(|(at, words)| {
        let label = if at == 0 { label } else { "" };
        row(&[(label, LABEL), (words, TERMINAL - LABEL - 1)])
    });
    format!("{page}\n\n{}", cells.collect::<Vec<_>>().join("\n"))
}

/// The words that ask for one of several things.
fn ask(hit: &Hit, language: Language) -> String {
    match hit {
        Hit::One(subject) => format!("cogov explain {} {}", subject.kind().one().en, subject.id()),
        Hit::All(Group { kind, name }) => {
            let name = name.map_or("", |name| name.say(language));
            format!("cogov explain {} {name}", kind.many())
        }
    }
}

/// A page in the columns of a terminal. Parts of one line stand close.
fn write_page(page: &Page) -> String {
    let mut text = format!("{}\n\n{}\n", page.title, paragraph(&page.lead, "", ""));
    let mut was_long = true;
    for part in &page.parts {
        let is_long = part.lines.len() > 1;
        if is_long || was_long {
            text.push('\n');
        }
        was_long = is_long;
        let mut label = part.label;
        for line in &part.lines {
            let (words, indent) = match line {
                Line::Words(words) => (words, 0),
                Line::Under(words) => (words, 2),
                // To be copied: whole, so at the margin.
                Line::Code(code) => {
                    let head = if label.is_empty() { String::new() } else { format!("{label}\n") };
                    let _ = writeln!(text, "{head}  {code}");
                    label = "";
                    continue;
                }
            };
            let cells = [(label, LABEL + indent), (words.as_str(), TERMINAL - LABEL - indent - 1)];
            let _ = writeln!(text, "{}", row(&cells));
            label = "";
        }
    }
    text.trim_end().to_owned()
}

/// What there is to ask for.
fn lists(language: Language) -> String {
    let mut text = String::new();
    for (kind, groups) in overview() {
        let count = Group { kind, name: None }.subjects().len().to_string();
        let groups = groups.iter().map(|group| {
            let name = group.name.map_or("", |name| name.say(language));
            format!("{name} {}", group.subjects().len())
        });
        let groups: Vec<String> = groups.collect();
        let about = if groups.is_empty() {
            examples(kind, language)
        } else {
            groups.join(Text { en: ", ", zh: "、" }.say(language))
        };
        let name = match language {
            Language::En => kind.many().to_owned(),
            Language::Zh => format!("{} {}", kind.one().zh, kind.many()),
        };
        let _ = writeln!(text, "{}", row(&[(&name, 19), (&count, 4), (&about, 54)]));
    }
    let how = Text {
        en: "cogov explain levers lists the levers, cogov explain \"inclusion of migrants\" a group of them; cogov explain pay_ratio explains one word. Identifiers and names, English or Chinese.",
        zh: "cogov explain levers 列出政策杠杆，cogov explain 流动人口融入 列出其中一组，cogov explain pay_ratio 说明一个词。标识、英文名和中文名均可。",
    };
    format!("{text}\n{}", paragraph(how.say(language), "", ""))
}

/// The first few of a kind.
fn examples(kind: Kind, language: Language) -> String {
    let all = Group { kind, name: None }.subjects();
    let few: Vec<&str> = all.iter().take(3).map(|subject| subject.id()).collect();
    let more =
        if all.len() > few.len() { Text { en: ", …", zh: "……" }.say(language) } else { "" };
    few.join(Text { en: ", ", zh: "、" }.say(language)) + more
}

/// The subjects of a kind or group, with what each means.
fn list(group: Group, language: Language) -> String {
    let subjects = group.subjects();
    let mut text = title(group, language);
    let mut heading = None;
    for subject in &subjects {
        let own = subject.group().filter(|_| group.name.is_none());
        if own != heading
            && let Some(name) = own
        {
            let _ = write!(text, "\n\n{}", capital(name.say(language)));
        }
        heading = own;
        let _ = write!(text, "\n{}", entry(*subject, language));
    }
    text
}

fn title(group: Group, language: Language) -> String {
    let (count, kind) = (group.subjects().len(), group.kind);
    match (group.name, language) {
        (None, Language::En) => format!("{}: {count}", capital(kind.many())),
        (Some(name), Language::En) => format!("{}, {}: {count}", capital(kind.many()), name.en),
        (None, Language::Zh) => format!("{}：{count}项", kind.one().zh),
        (Some(name), Language::Zh) => format!("{}，{}：{count}项", kind.one().zh, name.zh),
    }
}

/// Identifier, name and meaning.
fn entry(subject: Subject, language: Language) -> String {
    let (id, name) = (subject.id(), subject.name().say(language));
    let mut meaning = subject.meaning(language);
    if matches!(subject, Subject::Setting(id) if id.setting().is_lever() && id.setting().costs_money)
    {
        let full = meaning.ends_with(['.', '。']);
        meaning += match (language, full) {
            (Language::En, true) => " Money is booked for it.",
            (Language::En, false) => ". Money is booked for it.",
            (Language::Zh, true) => "模型计其资金收支。",
            (Language::Zh, false) => "。模型计其资金收支。",
        };
    }
    let words = match language {
        _ if name == id => meaning,
        Language::En => format!("{}: {meaning}", capital(name)),
        Language::Zh => format!("{name}：{meaning}"),
    };
    row(&[(id, NAME), (&words, TERMINAL - NAME - 1)])
}

/// Several things of one name, and how to ask for one.
fn several(question: &str, hits: &[Hit], language: Language) -> String {
    let mut text = say!(
        en "`{question}` is the name of several things; ask for one of them:"
        zh "`{question}`是多项内容的名称，请指明其一："
    )
    .pick(language);
    for hit in hits {
        let words = match hit {
            Hit::One(subject) => subject.meaning(language),
            Hit::All(group) => title(*group, language),
        };
        let ask = ask(hit, language);
        let _ = write!(text, "\n\n  {ask}\n{}", paragraph(&words, "    ", "    "));
    }
    text
}

fn unknown(question: &str, near: &[Subject], language: Language) -> String {
    let text = match (near.is_empty(), language) {
        (true, Language::En) => format!(
            "error: nothing is called `{question}`; cogov explain without a word lists what there is"
        ),
        (false, Language::En) => format!("error: nothing is called `{question}`; near it:"),
        (true, Language::Zh) => {
            format!("错误：没有名为`{question}`的内容；不带词的 cogov explain 列出全部内容")
        }
        (false, Language::Zh) => format!("错误：没有名为`{question}`的内容；相近的有："),
    };
    text + &named(near, language)
}

/// What a word occurs in, where it is not the name of anything.
fn inside(question: &str, found: &[Subject], language: Language) -> String {
    let head = say!(
        en "Nothing is called `{question}` alone; it occurs in:"
        zh "没有单独名为`{question}`的内容；以下各项含有该词："
    )
    .pick(language);
    head + &named(found, language)
}

/// Identifiers with name and kind, a line each.
fn named(subjects: &[Subject], language: Language) -> String {
    let mut text = String::new();
    for subject in subjects {
        let kind = subject.kind().one().say(language);
        let name = subject.name().say(language);
        let words = if name == subject.id() {
            kind.to_owned()
        } else {
            say!(en "{name} ({kind})" zh "{name}（{kind}）").pick(language)
        };
        let _ = write!(text, "\n  {}", row(&[(subject.id(), NAME), (&words, 51)]));
    }
    text
}
