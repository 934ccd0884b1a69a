//! Files of their own that commands write: never over one that is there.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::quantity::Language;

/// Writes a file that must not be there yet; a file that was not written whole is taken away.
pub fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written
}

/// Why a file could not be written, and what to do.
pub fn cannot_write(path: &Path, error: &std::io::Error, language: Language) -> String {
    let path = path.display();
    match (language, error.kind()) {
        (Language::En, ErrorKind::AlreadyExists) => {
            format!("error: {path} is there already\n  give another name, or move the file away")
        }
        (Language::Zh, ErrorKind::AlreadyExists) => {
            format!("错误：{path}已存在\n  请换一个名称，或先移走该文件")
        }
        (Language::En, _) => format!("error: cannot write {path}: {error}"),
        (Language::Zh, _) => format!("错误：无法写入{path}：{error}"),
    }
}
