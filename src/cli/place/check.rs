//! `cogov place check`: all faults of all tables.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::columns::paragraph;
use crate::cli::input::count_of_faults;
use crate::cli::{DONE, FAULTS, memory, say, say_error};
use crate::place::{Column, Table};
use crate::quantity::{Language, Text, agreed};
use crate::scenario::{load_place, render, sentence};

/// Check tables: all mistakes at once, each with its row and column; what is read and what is not
#[derive(Args)]
pub struct Check {
    /// Tables of communities (CSV, or .xlsx; FILE.xlsx#SHEET names a sheet), or names of shipped places
    #[arg(required = true, value_name = "FILE")]
    tables: Vec<PathBuf>,
}

impl Check {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let mut faults = 0;
        for path in &self.tables {
            match load_place(path) {
                Ok((table, warnings)) => {
                    if !warnings.is_empty() {
                        say_error(&render(&warnings, language, false));
                        say_error("");
                    }
                    match memory::refusal(&table.place, 1, language) {
                        Some(refusal) => {
                            say_error(&format!("{}: {refusal}", path.display()));
                            faults += 1;
                        }
                        None => say(&fine(path, &table, warnings.len(), language)),
                    }
                }
                Err(found) => {
                    say_error(&found.render(language));
                    say_error("");
                    faults += found.len();
                }
            }
        }
        if faults > 0 {
            say_error(&count_of_faults(faults, language));
            return FAULTS;
        }
        DONE
    }
}

/// What a table without faults holds, which columns are read and which are not.
fn fine(path: &Path, table: &Table, warnings: usize, language: Language) -> String {
    let say = |en, zh| Text { en, zh }.say(language);
    let place = sentence::place(&table.place);
    let warnings = match (language, warnings) {
        (_, 0) => String::new(),
        (Language::En, _) => agreed(&format!(", {warnings} warnings")),
        (Language::Zh, _) => format!("，{warnings}处警告"),
    };
    let (path, memory) = (path.display(), memory::told(&table.place, language));
    let first = match language {
        Language::En => {
            format!("{path}: no faults{warnings}. {}. {memory}", sentence::capital(&place.en))
        }
        Language::Zh => format!("{path}：没有错误{warnings}。{}。{memory}", place.zh),
    };
    let mut lines = vec![paragraph(&first, "", "  ")];
    if let Some(encoding) = table.encoding {
        lines.push(format!("  {}{encoding}", say("Encoding: ", "编码：")));
    }
    if !table.renamed.is_empty() {
        let named = |(name, column): &(String, Column)| match language {
            Language::En => format!("{name} as {}", column.id()),
            Language::Zh => format!("{name}作为{}", column.id()),
        };
        let names: Vec<String> = table.renamed.iter().map(named).collect();
        let names = names.join(say(", ", "，"));
        let text = format!("{}{names}", say("Columns by other names: ", "以其他列名读取："));
        lines.push(paragraph(&text, "  ", "    "));
    }
    let optional: Vec<String> =
        table.columns.iter().filter_map(|&column| optional(table, column, language)).collect();
    if !optional.is_empty() {
        let optional = optional.join(say(", ", "，"));
        let text = format!("{}{optional}", say("Optional columns read: ", "读取的可选列："));
        lines.push(paragraph(&text, "  ", "    "));
    }
    if !table.unused.is_empty() {
        let names: Vec<&str> = table.unused.iter().map(|(name, _)| name.as_str()).collect();
        let text = format!("{}{}", say("Not used: ", "未使用："), names.join(say(", ", "，")));
        lines.push(paragraph(&text, "  ", "    "));
    }
    lines.join("\n")
}

/// An optional column, and in how many communities it says something, if not in all.
fn optional(table: &Table, column: Column, language: Language) -> Option<String> {
    if column.entry().required {
        return None;
    }
    let id = column.id();
    if matches!(column, Column::CountyZh | Column::TownshipZh | Column::Residents) {
        return Some(id.to_owned());
    }
    let rows = &table.place.communities;
    let given = rows.iter().filter(|row| row.given.has(column)).count();
    Some(match language {
        _ if given == rows.len() => id.to_owned(),
        Language::En => agreed(&format!("{id} (in {given} of {} communities)", rows.len())),
        Language::Zh => format!("{id}（{}个社区中的{given}个）", rows.len()),
    })
}
