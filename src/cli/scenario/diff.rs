//! `cogov scenario diff`: what sets two scenarios apart.

use clap::Args;

use crate::cli::columns::paragraph;
use crate::cli::completions;
use crate::cli::{DONE, FAULTS, say, say_error};
use crate::quantity::{Language, Text};
use crate::scenario::{Loaded, Options, differences, load};
use words::say;

/// Tell what is different in the second of two scenarios
#[derive(Args)]
pub struct Diff {
    /// A scenario: a file, or the name of a shipped one
    #[arg(value_name = "A", add = completions::scenarios())]
    before: String,
    /// The scenario to compare with it
    #[arg(value_name = "B", add = completions::scenarios())]
    after: String,
}

impl Diff {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let loaded = [&self.before, &self.after].map(|name| load(name, &Options::default()));
        match loaded {
            [Ok(before), Ok(after)] => {
                say(&tell(&before, &after, language));
                DONE
            }
            loaded => {
                for faults in loaded.into_iter().filter_map(Result::err) {
                    say_error(&faults.render(language));
                }
                FAULTS
            }
        }
    }
}

fn tell(before: &Loaded, after: &Loaded, language: Language) -> String {
    let (a, b) = (&before.scenario.name, &after.scenario.name);
    let mut text = say!(en "From {a} to {b}" zh "由{a}到{b}").pick(language);
    let differences = differences(&before.scenario, &after.scenario);
    if differences.is_empty() {
        text += Text { en: ": no difference.", zh: "：没有差别。" }.say(language);
    }
    for difference in differences {
        text += &format!("\n\n{}", difference.part.say(language));
        for sentence in &difference.sentences {
            text += &format!("\n{}", paragraph(sentence.words.say(language), "  ", "    "));
        }
    }
    text
}
