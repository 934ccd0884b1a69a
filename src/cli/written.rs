//! Scenario files that commands write, and what is said where their place is taken.

use std::path::Path;

use crate::quantity::Phrase;
use crate::scenario::Value;
use words::{say, shell_word};

/// A word as a scenario file has it.
pub(super) fn quoted(word: &str) -> String {
    Value::from(word.to_owned()).as_written()
}

/// A path as a scenario file has it: with slashes, which every system reads.
pub(super) fn path(word: &str) -> String {
    quoted(&word.replace('\\', "/"))
}

/// What a scenario file extends: a scenario, or several to which it adds.
pub(super) fn extends(parts: &[String]) -> String {
    let words: Vec<String> = parts.iter().map(|part| path(part)).collect();
    match words.as_slice() {
        [one] => format!("extends = {one}\n"),
        several => format!("extends = [{}]\n", several.join(", ")),
    }
}

/// How a scenario file of a command begins: what wrote it, and the name, which is that of the file.
pub(super) fn head(file: &Path, remark: &str) -> String {
    let command: Vec<String> = std::env::args().skip(1).map(|word| shell_word(&word)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let remarks =
        [format!("Written by cogov {version}: cogov {}", command.join(" ")), remark.to_owned()];
    let told = remarks.iter().filter(|remark| !remark.is_empty());
    // A remark ends with its line, whatever a word of the command holds.
    let told =
        told.map(|remark| format!("# {}\n", remark.replace(|sign: char| sign.is_control(), " ")));
    format!("{}\nschema = 1\nname = {}\n", told.collect::<String>(), quoted(&stem))
}

/// That a place is taken by what `--force` replaces.
pub(super) fn there_already(path: &Path) -> Phrase {
    let path = path.display();
    say!(
        en "error: {path} is there already\n  give another --name, or replace it with --force"
        zh "错误：{path}已存在\n  请用 --name 另取名称，或用 --force 替换"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_word_is_read_again_as_it_was() {
        for word in [
            "plain",
            "a \"b\" \\ c",
            "零\u{200b}宽",
            "tab\there",
            "line\nbreak",
            "\u{202e}turned",
            "it's",
        ] {
            let text = format!("schema = 1\nname = \"a\"\ntitle = {}\n", quoted(word));
            let read = text.parse::<toml_edit::DocumentMut>().unwrap();
            assert_eq!(read["title"].as_str(), Some(word));
        }
        assert_eq!(path("C:\\mine\\a.toml"), quoted("C:/mine/a.toml"));
    }

    #[test]
    fn a_head_is_remarks_and_a_name() {
        let head = head(Path::new("out/my file.toml"), "a\nremark = 1");
        let read = head.parse::<toml_edit::DocumentMut>().unwrap();
        assert_eq!(read.len(), 2, "{head}");
        assert_eq!(read["name"].as_str(), Some("my file"));
        assert!(head.starts_with("# Written by cogov ") && head.contains("\n# a remark = 1\n"));
    }
}
