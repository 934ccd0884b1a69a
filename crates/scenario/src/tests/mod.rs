//! Whole scenarios, from text to resolved text and to messages.

mod combined;
mod course;
mod faults_of_changes;
mod faults_of_files;
mod faults_of_places;
mod faults_of_values;
mod faults_of_worlds;
mod layers;
mod resolved;
mod studies;
mod varied;
mod wild;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::*;
use model::quantity::Language;
use reading::FileMessage;

/// Codes of inputs that are no text files, are not there, or are very long: other tests have them.
const SHOWN_ELSEWHERE: [&str; 24] = [
    "file::missing_key",
    "file::fault",
    "scenario::empty_part",
    "scenario::sum_too_long",
    "scenario::too_many_files",
    "place::old_workbook",
    "place::broken_workbook",
    "place::large_workbook",
    "place::several_sheets",
    "place::no_sheet",
    "scenario::not_looked_at",
    "scenario::shares_unchecked",
    "scenario::too_many_parents",
    "scenario::not_a_file",
    "place::too_many_columns",
    "place::too_many_communities",
    "place::too_many_counties",
    "scenario::too_many_changes",
    "scenario::unreadable",
    "scenario::not_text",
    "scenario::too_large",
    "scenario::unknown_scenario",
    "place::broken",
    "place::more",
];

/// Writes files to a folder and loads the first.
fn load_in(folder: &Path, files: &[(&str, &str)], options: &Options) -> Result<Loaded, Faults> {
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    load(&folder.join(files[0].0).display().to_string(), options)
}

/// Loads a text as a file of its own.
fn load_text(text: &str, set: &[&str]) -> Result<Loaded, Faults> {
    let folder = tempfile::tempdir().unwrap();
    let set = set.iter().map(|&line| line.to_owned()).collect();
    load_in(folder.path(), &[("mine.toml", text)], &Options { set, ..Options::default() })
}

fn loaded(text: &str, set: &[&str]) -> Loaded {
    load_text(text, set).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The code of each fault.
fn codes(text: &str, set: &[&str]) -> Vec<&'static str> {
    match load_text(text, set) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| fault.code).collect(),
    }
}

/// A faulty input: what it shows, the options, the files (the first is loaded).
struct Case<'a> {
    title: &'a str,
    codes: &'a [&'static str],
    options: Options,
    files: &'a [(&'a str, &'a str)],
}

/// A case without options.
fn case<'a>(
    title: &'a str,
    codes: &'a [&'static str],
    files: &'a [(&'a str, &'a str)],
) -> Case<'a> {
    Case { title, codes, options: Options::default(), files }
}

fn set<'a>(mut case: Case<'a>, lines: &[&str]) -> Case<'a> {
    case.options.set = lines.iter().map(|&line| line.to_owned()).collect();
    case
}

/// The messages of faulty inputs in English, one after the other; each has the codes it should, and says the
/// same in Chinese.
fn catalogue(cases: Vec<Case<'_>>) -> String {
    let mut text = String::new();
    for case in cases {
        let folder = tempfile::tempdir().unwrap();
        let found = match load_in(folder.path(), case.files, &case.options) {
            Ok(loaded) => loaded.warnings,
            Err(Faults { faults, .. }) => faults,
        };
        let codes: Vec<&str> = found.iter().map(|fault| fault.code).collect();
        let whole = |language| {
            let own = format!("{}/", folder.path().display());
            render(&found, language, false).replace(&own, "")
        };
        assert_eq!(codes, case.codes, "{}\n{}", case.title, whole(Language::En));
        let rule = "=".repeat(100);
        let _ = writeln!(text, "{rule}\n{}\n", case.title);
        let _ = writeln!(text, "{}\n", whole(Language::En));
        for fault in &found {
            for phrase in std::iter::once(&fault.message).chain(&fault.help) {
                says_the_same(phrase, case.title);
            }
        }
    }
    text
}

/// Holds the Chinese of a message against its English: it is Chinese, and quotes the same words. The texts of
/// the catalogue have the same gaps, or nothing compiles.
fn says_the_same(phrase: &Phrase, title: &str) {
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let quoted = |text: &str| {
        // A sign of the format, as `]`, may be named by its word in one language.
        let quoted = text.split('`').skip(1).step_by(2);
        let words = quoted.filter(|quoted| quoted.contains(char::is_alphanumeric));
        words.map(|word| word.replace(" --lang zh", "")).collect::<BTreeSet<String>>()
    };
    assert_eq!(quoted(&phrase.en), quoted(&phrase.zh), "{title}: {phrase:?}");
    assert!(phrase.en == phrase.zh || phrase.zh.contains(is_chinese), "{title}: {phrase:?}");
}

/// Codes of messages, also of those that any file can cause.
fn all_codes() -> impl Iterator<Item = &'static str> {
    messages::Kind::CODES.iter().chain(FileMessage::CODES).copied()
}

#[test]
fn every_kind_of_message_is_in_a_catalogue() {
    let catalogues = [
        faults_of_files::cases(),
        faults_of_values::cases(),
        faults_of_changes::cases(),
        faults_of_places::cases(),
        combined::cases(),
    ];
    let mut shown: BTreeSet<&str> =
        catalogues.iter().flatten().flat_map(|case| case.codes).copied().collect();
    shown.extend(SHOWN_ELSEWHERE);
    shown.extend(studies::CODES);
    shown.extend(faults_of_worlds::shown());
    let missing: Vec<_> = all_codes().filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no faulty input shows {missing:?}");
}

#[test]
fn codes_are_stable_paths_and_each_is_used_for_one_kind() {
    let unique: BTreeSet<_> = all_codes().collect();
    assert_eq!(unique.len(), all_codes().count());
    for code in unique {
        let (room, word) = code.split_once("::").unwrap();
        let rooms = ["scenario", "place", "targets", "worlds", "file", "study"];
        assert!(rooms.contains(&room), "{code}");
        assert!(word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{code}");
    }
}
