//! `cogov study new`: a file to begin with.

use std::path::PathBuf;

use clap::Args;

use super::skeleton::skeleton;
use crate::cli::{DONE, REFUSED, USAGE, say, say_error};
use crate::output::{cannot_write, write_new};
use crate::quantity::Language;
use crate::scenario::{NAMES, is_name};

/// Begin a study file: scenarios, factors, design, seeds and outcomes
#[derive(Args)]
pub struct New {
    /// Name of the study; the file is NAME.toml in the current folder
    #[arg(value_name = "NAME", id = "study_name")]
    name: String,
}

impl New {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let name = self.name.strip_suffix(".toml").unwrap_or(&self.name);
        if !is_name(name) {
            say_error(&match language {
                Language::En => format!("error: `{name}` cannot be a name: {}", NAMES.en),
                Language::Zh => format!("错误：`{name}`不能用作名称：{}", NAMES.zh),
            });
            return USAGE;
        }
        let path = PathBuf::from(format!("{name}.toml"));
        if let Err(error) = write_new(&path, skeleton(name, language).as_bytes()) {
            say_error(&cannot_write(&path, &error, language));
            return REFUSED;
        }
        let path = path.display().to_string();
        let file = if path.contains(' ') { format!("\"{path}\"") } else { path.clone() };
        let wrote = if language == Language::En { "Wrote" } else { "已写入" };
        say(&format!("{wrote} {path}\n  cogov study plan {file}\n  cogov study run {file}"));
        DONE
    }
}
