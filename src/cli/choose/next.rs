//! The best as scenario files, to be compared next.

use std::path::{Path, PathBuf};

use super::candidates::Field;
use crate::choice::{Choice, Package};
use crate::cli::{say_error, written};
use crate::output::{cannot_write, read_text, replace, write_new};
use crate::quantity::{Language, Phrase};
use words::say;

/// The most files.
pub(super) const MOST: usize = 6;

/// The files of so many of the best: one has the name alone, several a number behind it.
pub(super) fn paths(name: &str, number: usize) -> Vec<PathBuf> {
    if number == 1 {
        return vec![PathBuf::from(format!("{name}.toml"))];
    }
    (1..=number.min(MOST)).map(|at| PathBuf::from(format!("{name}-{at}.toml"))).collect()
}

/// How a scenario file of this program begins.
const OURS: &str = "# Written by cogov ";

/// Files of the name that are there.
fn there(name: &str) -> impl Iterator<Item = PathBuf> {
    let all = paths(name, 1).into_iter().chain(paths(name, MOST));
    all.filter(|path| path.symlink_metadata().is_ok())
}

fn is_ours(path: &Path) -> bool {
    path.is_file() && read_text(path).is_ok_and(|text| text.starts_with(OURS))
}

/// Whether the scenario files may be written: `--force` replaces those that a command wrote, never a user's own.
pub(super) fn is_free(name: &str, force: bool) -> Result<(), Phrase> {
    match there(name).find(|path| !force || !is_ours(path)) {
        None => Ok(()),
        Some(path) if is_ours(&path) => Err(written::there_already(&path)),
        Some(path) => {
            let path = path.display();
            Err(say!(
                en "error: {path} is there already, and no choice wrote it\n  give another --name, or move the file away"
                zh "错误：{path}已存在，且不是由选择写出的\n  请用 --name 另取名称，或移走该文件"
            ))
        }
    }
}

/// Writes those that are not out, the best by the mean first; the baseline needs no file.
pub(super) fn write(
    choice: &Choice,
    field: &Field,
    (name, force): (&str, bool),
    language: Language,
) -> Result<Vec<PathBuf>, String> {
    let told: Vec<usize> = choice.told().into_iter().filter(|&at| at != 0).collect();
    let files = if told.is_empty() { Vec::new() } else { paths(name, told.len()) };
    if files.len() < told.len() {
        let (written, all) = (files.len(), told.len());
        say_error(
            say!(
                en "The first {written} of {all} are written as files; choice.csv has all."
                zh "共{all}个，前{written}个写为文件；全部见 choice.csv。"
            )
            .say(language),
        );
    }
    for (path, &at) in files.iter().zip(&told) {
        let text = text(choice, (at, &field.packages[at]), path, field);
        let written =
            if force { replace(path, text.as_bytes()) } else { write_new(path, text.as_bytes()) };
        written.map_err(|error| cannot_write(path, &error, language))?;
    }
    // Of a choice that was replaced nothing stays that could pass for this one's.
    for path in there(name).filter(|path| force && !files.contains(path) && is_ours(path)) {
        std::fs::remove_file(&path).map_err(|error| cannot_write(&path, &error, language))?;
    }
    Ok(files)
}

fn text(choice: &Choice, (at, package): (usize, &Package), file: &Path, field: &Field) -> String {
    let [en, zh] = &choice.candidates[at].title;
    let mut text = written::head(file, "");
    text += &format!("title = {}\ntitle_zh = {}\n", written::quoted(en), written::quoted(zh));
    text += &match package.parts.as_slice() {
        [] => written::extends(std::slice::from_ref(&field.baseline)),
        parts => written::extends(parts),
    };
    if !package.set.is_empty() {
        text += "\n[policy]\n";
        for (lever, value) in &package.set {
            text += &format!("{lever} = {}\n", value.as_written());
        }
    }
    text
}
