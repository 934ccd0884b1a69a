//! `cogov man`: manual pages of the program and its commands.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man as Roff;
use tempfile::NamedTempFile;

use super::{Cli, DONE, FAULTS, INTERNAL, INTERRUPTED, REFUSED, USAGE, chinese, say, say_error};
use crate::quantity::{Language, Text};
use words::say;

/// Print the manual page of cogov, or write one for it and each command
#[derive(Args)]
pub struct Man {
    /// Folder for the pages of cogov and of all commands; those that are there are replaced
    #[arg(id = "man_out", long = "out", value_name = "DIR")]
    out: Option<PathBuf>,
}

/// File name and text of a page.
type Page = (String, Vec<u8>);

impl Man {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let mut command = match language {
            Language::En => Cli::command(),
            Language::Zh => chinese::translate(Cli::command()),
        };
        command = command.disable_help_subcommand(true);
        command.build();
        let mut pages = Vec::new();
        if let Err(error) = write_pages(&command, language, &mut pages) {
            say_error(&format!("internal error: {error}"));
            return INTERNAL;
        }
        match (self.out, pages.first()) {
            (None, Some((_, page))) => {
                say(String::from_utf8_lossy(page).trim_end());
                DONE
            }
            (Some(folder), _) => match put(&folder, &pages) {
                Ok(()) => {
                    say(&written(&folder, &pages, language));
                    DONE
                }
                Err(error) => {
                    say_error(&cannot_write(&folder, &error, language));
                    REFUSED
                }
            },
            (None, None) => INTERNAL,
        }
    }
}

/// The pages of a command and of those inside it.
fn write_pages(
    command: &Command,
    language: Language,
    pages: &mut Vec<Page>,
) -> std::io::Result<()> {
    let page = Roff::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    text.extend(exit_codes(language).bytes());
    pages.push((page.get_filename(), text));
    for inside in command.get_subcommands() {
        write_pages(inside, language, pages)?;
    }
    Ok(())
}

/// What exit codes say, as a section of a page.
fn exit_codes(language: Language) -> String {
    let codes = [
        (DONE, Text { en: "done", zh: "完成" }),
        (INTERNAL, Text { en: "a defect of cogov", zh: "程序缺陷" }),
        (USAGE, Text { en: "the command line is wrong", zh: "命令行有误" }),
        (FAULTS, Text { en: "faults in the input", zh: "输入有误" }),
        (
            REFUSED,
            Text {
                en: "a file would be overwritten or cannot be written",
                zh: "将覆盖已有文件，或无法写入文件",
            },
        ),
        (INTERRUPTED, Text { en: "interrupted", zh: "被中断" }),
    ];
    let lines = codes.map(|(code, text)| format!(".TP\n{code}\n{}\n", text.say(language)));
    format!(".SH EXIT STATUS\n{}", lines.concat())
}

/// Writes pages: each is there whole or not at all.
fn put(folder: &Path, pages: &[Page]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut ready = Vec::new();
    for (name, text) in pages {
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(text)?;
        file.as_file().sync_all()?;
        ready.push((file, folder.join(name)));
    }
    for (file, path) in ready {
        allow_reading(&file)?;
        file.persist(&path).map_err(|refused| refused.error)?;
    }
    Ok(())
}

/// A temporary file is its owner's alone; a page is everybody's.
fn allow_reading(file: &NamedTempFile) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let everybody = std::fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(everybody)?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

fn written(folder: &Path, pages: &[Page], language: Language) -> String {
    let (folder, count) = (folder.display(), pages.len());
    say!(
        en "Wrote {count} pages to {folder}: man -l {folder}/cogov.1"
        zh "已在{folder}写入{count}页：man -l {folder}/cogov.1"
    )
    .pick(language)
}

fn cannot_write(folder: &Path, error: &std::io::Error, language: Language) -> String {
    let folder = folder.display();
    say!(
        en "error: cannot write to {folder}: {error}\n  give another folder, or make room in it"
        zh "错误：无法写入{folder}：{error}\n  请换一个文件夹，或腾出空间"
    )
    .pick(language)
}
