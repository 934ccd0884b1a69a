//! The program from outside, in a folder of its own.

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

/// The program, to be run in a folder.
pub fn cogov(folder: &TempDir, words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("cogov").unwrap();
    command.current_dir(folder.path()).args(words);
    command
}

/// What a command prints, its standard output and its errors, with its exit code.
pub fn says(folder: &TempDir, words: &[&str], code: i32) -> (String, String) {
    let assert = cogov(folder, words).assert().code(code);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&assert.get_output().stdout), text(&assert.get_output().stderr))
}

/// Writes a file into a folder.
pub fn put(folder: &TempDir, file: &str, text: &str) {
    fs::write(folder.path().join(file), text).unwrap();
}

/// Reads a file of a folder.
pub fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).unwrap()
}

/// A receipt with its own hash made anew.
pub fn signed(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let at = text.rfind("\"sha256\": \"").unwrap() + "\"sha256\": \"".len();
    let hash: String =
        Sha256::digest(&text[..at]).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}{hash}\"\n}}\n", &text[..at])
}
