//! `cogov scenario list`: the shipped scenarios.

use crate::cli::columns::paragraph;
use crate::cli::{DONE, FAULTS, say, say_error};
use crate::policy::{ChangeKind, Scenario};
use crate::quantity::{Language, Text};
use crate::scenario::{Options, load, shipped};

/// Prints name, summary and what each changes; returns the exit code.
pub fn execute(language: Language) -> u8 {
    for (name, _) in shipped() {
        match load(name, &Options::default()) {
            Ok(loaded) => say(&entry(&loaded.scenario, language)),
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        }
    }
    DONE
}

fn entry(scenario: &Scenario, language: Language) -> String {
    let summary = scenario.summary.say(language);
    let about = scenario.title.as_ref().map_or_else(
        || summary.to_owned(),
        |title| match language {
            Language::En => format!("{}: {summary}", title.en),
            Language::Zh => format!("{}：{summary}", title.zh),
        },
    );
    let summary = paragraph(&about, "  ", "  ");
    let label = Text { en: "  sets: ", zh: "  设定：" }.say(language);
    let changes = changes(scenario, language);
    let name = &scenario.name;
    if changes.is_empty() {
        return format!("{name}\n{summary}");
    }
    format!("{name}\n{summary}\n{}", paragraph(&changes, label, "    "))
}

/// What a scenario sets, by identifier: its policy, its interventions and shocks, its place.
fn changes(scenario: &Scenario, language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language);
    let mut parts: Vec<String> = Vec::new();
    for change in &scenario.changes {
        let id = change.setting.setting().id;
        parts.push(match change.kind {
            ChangeKind::Policy => id.to_owned(),
            ChangeKind::Intervention => format!("{id} ({})", say("intervention", "干预")),
            ChangeKind::Shock => format!("{id} ({})", say("shock", "冲击")),
        });
    }
    if scenario.revenue_given {
        parts.push(format!("revenue_per_adult ({})", say("baseline", "基线")));
    }
    if scenario.place.from_table {
        parts.push(say("a real place", "真实地点").to_owned());
    }
    parts.join(", ")
}
