//! `cogov completions`, `cogov man` and `cogov schema` from outside.

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::outside;

use cogov::metric::METRICS;
use cogov::scenario::shipped;

fn cogov(folder: &TempDir) -> Command {
    outside::cogov(folder, &[])
}

fn out(command: &mut Command, code: i32) -> String {
    let assert = command.assert().code(code);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// What the program offers for the last of some words, as bash asks it.
fn offers(folder: &TempDir, words: &[&str]) -> Vec<String> {
    let mut command = cogov(folder);
    command
        .env("COGOV_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .args(["--", "cogov"])
        .args(words);
    out(&mut command, 0).lines().map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn every_shell_gets_a_script_that_asks_the_program() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(cogov(&folder).args(["completions", shell]), 0);
        assert!(script.contains("COGOV_COMPLETE") && script.contains("cogov"), "{shell}");
    }
    cogov(&folder).args(["completions", "sh"]).assert().code(2);
}

#[test]
fn names_of_scenarios_and_files_and_identifiers_are_offered() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("mine.toml"), "schema = 1\n").unwrap();
    fs::write(folder.path().join("notes.txt"), "").unwrap();
    let all = offers(&folder, &["run", ""]);
    for (name, _) in shipped() {
        assert!(all.iter().any(|offer| offer == name), "{name}");
    }
    assert!(all.contains(&"mine.toml".to_owned()) && !all.contains(&"notes.txt".to_owned()));
    assert_eq!(offers(&folder, &["compare", "baseline", "prof"]), ["professional-team"]);
    assert_eq!(offers(&folder, &["run", "baseline", "--metrics", ""]).len(), METRICS.len() + 1);
    assert_eq!(offers(&folder, &["run", "--metrics", "trust,staff_t"]), ["trust,staff_turnover"]);
    assert_eq!(
        offers(&folder, &["run", "--set", "policy.pay_r"]),
        ["policy.pay_ratio=", "policy.pay_reference="]
    );
    assert_eq!(offers(&folder, &["explain", "join_bel"]), ["join_belonging"]);
    assert!(offers(&folder, &["scenario", "sh"]).contains(&"show".to_owned()));
}

#[test]
fn offers_do_not_restrict_what_may_be_given() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("mine.toml"), "schema = 1\n").unwrap();
    cogov(&folder).args(["scenario", "check", "mine.toml"]).assert().code(0);
    let refused = cogov(&folder).args(["run", "nothing.toml"]).assert().code(3);
    let text = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(!text.contains("possible values"), "{text}");
    let help = out(cogov(&folder).args(["run", "--help"]), 0);
    assert!(!help.contains("adequate-funding"), "{help}");
}

#[test]
fn every_command_has_a_manual_page_and_nothing_else_is_written() {
    let folder = TempDir::new().unwrap();
    for language in ["en", "zh"] {
        let man = folder.path().join(language);
        let words = ["man", "--out", language, "--lang", language];
        cogov(&folder).args(words).assert().code(0);
        // Again, over the pages that are there.
        cogov(&folder).args(words).assert().code(0);
        let mut found: Vec<String> = fs::read_dir(&man)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let help = out(cogov(&folder).args(["--help"]), 0);
        let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
        let commands = commands.take_while(|line| !line.is_empty());
        let commands = commands.filter(|line| !line.starts_with("   "));
        let commands = commands.filter_map(|line| line.split_whitespace().next());
        for command in commands.filter(|command| *command != "help") {
            assert!(found.contains(&format!("cogov-{command}.1")), "{command}: {found:?}");
        }
        assert!(found.contains(&"cogov-scenario-check.1".to_owned()), "{found:?}");
        for file in &found {
            let text = fs::read_to_string(man.join(file)).unwrap();
            assert!(file.starts_with("cogov") && text.contains(".SH EXIT STATUS"), "{file}");
        }
    }
    let page = out(cogov(&folder).arg("man"), 0);
    assert!(page.contains(".TH cogov 1") && !page.contains("cogov\\-help"), "{page}");
}

#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("taken"), "mine").unwrap();
    cogov(&folder).args(["man", "--out", "taken"]).assert().code(4);
    assert_eq!(fs::read_to_string(folder.path().join("taken")).unwrap(), "mine");
}

#[test]
fn the_schema_is_json_in_both_languages() {
    let folder = TempDir::new().unwrap();
    for (language, word) in [("en", "Entry pay of a full-time cadre"), ("zh", "全职社区工作者起薪")]
    {
        let text = out(cogov(&folder).args(["schema", "--lang", language]), 0);
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let about = schema["definitions"]["pay_ratio"]["description"].as_str().unwrap();
        assert!(about.contains(word), "{about}");
    }
}
