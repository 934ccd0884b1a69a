//! `cogov scenario check`: all faults of all files.

use clap::Args;

use crate::cli::columns::paragraph;
use crate::cli::completions;
use crate::cli::input::count_of_faults;
use crate::cli::{DONE, FAULTS, memory, say, say_error};
use crate::policy::ChangeKind;
use crate::quantity::Language;
use crate::scenario::{Loaded, Options, load, render, sentence};

/// Check files: all mistakes at once, each with its place and what is allowed
#[derive(Args)]
pub struct Check {
    /// Scenario files, or names of shipped scenarios
    #[arg(required = true, value_name = "SCENARIO", add = completions::scenarios())]
    scenarios: Vec<String>,
}

impl Check {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let mut code = DONE;
        let mut faults = 0;
        for name in &self.scenarios {
            match load(name, &Options::default()) {
                Ok(loaded) => {
                    if !loaded.warnings.is_empty() {
                        say_error(&render(&loaded.warnings, language, false));
                        say_error("");
                    }
                    match memory::refusal(&loaded.scenario.place, 1, language) {
                        Some(refusal) => {
                            say_error(&format!("{name}: {refusal}"));
                            faults += 1;
                            code = FAULTS;
                        }
                        None => say(&fine(name, &loaded, language)),
                    }
                }
                Err(found) => {
                    say_error(&found.render(language));
                    say_error("");
                    faults += found.len();
                    code = FAULTS;
                }
            }
        }
        if faults > 0 {
            say_error(&count_of_faults(faults, language));
        }
        code
    }
}

/// What a file without faults is about.
fn fine(name: &str, loaded: &Loaded, language: Language) -> String {
    let scenario = &loaded.scenario;
    let count = |kind| scenario.changes.iter().filter(|change| change.kind == kind).count();
    let (policy, interventions, shocks) =
        (count(ChangeKind::Policy), count(ChangeKind::Intervention), count(ChangeKind::Shock));
    let (horizon, place) = (sentence::horizon(scenario), sentence::place(&scenario.place));
    let plural =
        |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let warnings = loaded.warnings.len();
    paragraph(
        &match language {
            Language::En => format!(
                "{name}: no faults{}. {}; {}; {} set by the policy, {}, {}. {}",
                if warnings > 0 {
                    format!(", {}", plural(warnings, "warning"))
                } else {
                    String::new()
                },
                sentence::capital(&place.en),
                horizon.en,
                plural(policy, "value"),
                plural(interventions, "intervention"),
                plural(shocks, "shock"),
                memory::told(&scenario.place, language),
            ),
            Language::Zh => format!(
                "{name}：没有错误{}。{}；{}；政策设定{policy}项取值，干预{interventions}项，冲击{shocks}项。{}",
                if warnings > 0 { format!("，{warnings}处警告") } else { String::new() },
                place.zh,
                horizon.zh,
                memory::told(&scenario.place, language),
            ),
        },
        "",
        "  ",
    )
}
