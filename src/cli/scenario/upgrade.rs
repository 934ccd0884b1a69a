//! `cogov scenario upgrade`: files of an older schema as ones of this program's.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{DONE, FAULTS, REFUSED, say, say_error};
use crate::output::{read_text, replace};
use crate::quantity::{Language, Text};
use crate::scenario::{Upgraded, upgrade};

/// Rewrite files of an older schema as this program reads them; comments stay
#[derive(Args)]
pub struct Upgrade {
    /// Scenario files
    #[arg(id = "upgraded", required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Upgrade {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let tell =
            |path: &PathBuf, text: Text| format!("{}: {}", path.display(), text.say(language));
        let mut code = DONE;
        for path in &self.files {
            let upgraded = read_text(path).map(|text| upgrade(&text));
            let written = upgraded.and_then(|upgraded| match &upgraded {
                Upgraded::Text(text) => replace(path, text.as_bytes()).map(|()| upgraded),
                _ => Ok(upgraded),
            });
            match written {
                Ok(Upgraded::Already) => say(&tell(path, ALREADY)),
                Ok(Upgraded::Text(_)) => say(&tell(path, DONE_NOW)),
                Ok(Upgraded::Unknown(number)) => {
                    say_error(&format!("{} ({number})", tell(path, UNKNOWN)));
                    code = FAULTS;
                }
                Err(error) => {
                    say_error(&format!("{}: {error}", path.display()));
                    code = REFUSED;
                }
            }
        }
        code
    }
}

const ALREADY: Text = Text { en: "of this schema already", zh: "已是本程序的 schema" };
const DONE_NOW: Text = Text { en: "rewritten", zh: "已改写" };
const UNKNOWN: Text = Text {
    en: "error: a schema that this program does not know",
    zh: "错误：本程序不认识该 schema",
};
