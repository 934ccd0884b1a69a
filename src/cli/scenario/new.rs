//! `cogov scenario new`: a file to begin with.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::columns::paragraph;
use crate::cli::completions;
use crate::cli::{DONE, FAULTS, REFUSED, USAGE, say, say_error};
use crate::output::{cannot_write, write_new};
use crate::quantity::{Language, Text};
use crate::scenario::{NAMES, Options, Skeleton, is_name, load};

/// Begin a scenario file of your own: everything a policy can set, as comments
#[derive(Args)]
pub struct New {
    /// Name of the scenario; the file is NAME.toml in the current folder
    #[arg(value_name = "NAME")]
    name: String,
    /// The scenario from which it differs: a file, or the name of a shipped one
    #[arg(long, value_name = "SCENARIO", default_value = "baseline", add = completions::scenarios())]
    extends: String,
    /// Table of your own communities
    #[arg(long, value_name = "FILE", add = completions::places())]
    place: Option<PathBuf>,
    /// JSON Schema (see `cogov schema`) by which an editor completes and checks the file
    #[arg(long, value_name = "FILE")]
    schema: Option<String>,
}

impl New {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let name = self.name.strip_suffix(".toml").unwrap_or(&self.name);
        if !is_name(name) {
            return refuse(
                USAGE,
                &match language {
                    Language::En => format!("error: `{name}` cannot be a name: {}", NAMES.en),
                    Language::Zh => format!("错误：`{name}`不能用作名称：{}", NAMES.zh),
                },
            );
        }
        let options = Options { place: self.place.clone(), ..Options::default() };
        let parent = match load(&self.extends, &options) {
            Ok(parent) => parent,
            Err(faults) => return refuse(FAULTS, &faults.render(language)),
        };
        let place = self.place.as_ref().map(|path| path.display().to_string());
        let skeleton = Skeleton {
            name,
            extends: &self.extends,
            place: place.as_deref(),
            schema: self.schema.as_deref(),
            language,
        };
        let path = PathBuf::from(format!("{name}.toml"));
        match write_new(&path, skeleton.write(&parent).as_bytes()) {
            Ok(()) => {
                say(&next(&path, language));
                DONE
            }
            Err(error) => refuse(REFUSED, &cannot_write(&path, &error, language)),
        }
    }
}

fn refuse(code: u8, message: &str) -> u8 {
    say_error(message);
    code
}

fn next(path: &Path, language: Language) -> String {
    let path = path.display().to_string();
    let file = if path.contains(' ') { format!("\"{path}\"") } else { path.clone() };
    let note = Text {
        en: "Every value in it is a comment that repeats its parent: open it and take the # from the lines you need. Then:",
        zh: "其中各项取值均为注释，内容与所继承的情景相同：打开文件，去掉所需各行行首的#。然后：",
    };
    let wrote = Text { en: "Wrote", zh: "已写入" }.say(language);
    format!(
        "{wrote} {path}\n{}\n  cogov scenario check {file}\n  cogov run {file}",
        paragraph(note.say(language), "", "")
    )
}
