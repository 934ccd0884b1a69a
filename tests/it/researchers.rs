//! The commands of docs/researchers.md are run, and do what the page says.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The blocks of the page: the file each is, where it is one, its language and its text.
fn blocks(page: &str) -> Vec<(Option<String>, String, String)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("\n```") {
        let before = rest[..at].lines().next_back().unwrap_or("");
        let file = before.strip_prefix("<!-- file: ").and_then(|name| name.strip_suffix(" -->"));
        let (language, text) = rest[at + 4..].split_once('\n').unwrap();
        let (text, after) = text.split_once("```").unwrap();
        found.push((file.map(str::to_owned), language.to_owned(), text.to_owned()));
        rest = after;
    }
    found
}

#[test]
fn every_block_of_the_page_for_researchers_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/researchers.md")).unwrap();
    let folder = TempDir::new().unwrap();
    let cogov = assert_cmd::cargo::cargo_bin("cogov");
    let path = format!("{}:{}", cogov.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let has_python = Command::new("python3").arg("--version").output().is_ok();
    let mut commands = 0;
    for (file, language, text) in blocks(&page) {
        if let Some(file) = &file {
            fs::write(folder.path().join(file), &text).unwrap();
        }
        let lines: Vec<&str> = match language.as_str() {
            "sh" => text.lines().collect(),
            "python" if has_python => vec!["python3 ask.py"],
            _ => continue,
        };
        for line in lines {
            let mut words = line.split_whitespace();
            let mut command = Command::new(words.next().unwrap());
            let done = command.args(words).current_dir(folder.path()).env("PATH", &path).output();
            let done = done.unwrap();
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{line}: {said}");
            if language == "python" {
                let told = String::from_utf8_lossy(&done.stdout);
                assert_eq!(told.matches("'staff_turnover':").count(), 6, "{told}");
                assert_eq!(told.matches("'done': 2").count(), 3, "{told}");
            }
            commands += 1;
        }
    }
    assert!(commands > 8, "{commands} commands");
    let read = |path: &str| fs::read(folder.path().join(path)).unwrap();
    assert_eq!(read("output/turnover/runs.csv"), read("shared/turnover/runs.csv"));
}
