//! Paths that lead nowhere: what somebody may have meant.

use std::path::Path;

use super::chain::Folder;
use reading::file::is_readable;
use reading::shown;
use words::Phrase;

/// Who gives a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GivenBy {
    /// A scenario file, from its own folder.
    File,
    /// The command line, from the working folder.
    CommandLine,
}

/// What is wrong with the way a path is written, and what to write.
pub(super) fn slip(folder: &Folder, word: &str, named: GivenBy) -> Option<Phrase> {
    let word = word.trim().trim_matches(['"', '\'', '\u{201c}', '\u{201d}']);
    let written = word.strip_prefix("file://").unwrap_or(word);
    let written = written.replace(['\\', '\u{ffe5}', '\u{ff3c}'], "/").replace('\u{ff0f}', "/");
    let (en, zh) = if written.starts_with('~') {
        (
            "`~` is known to the shell only: write the folder in full".to_owned(),
            "`~`只在命令行外壳中有效，请写出完整的文件夹路径".to_owned(),
        )
    } else if written.starts_with('$') || written.starts_with('%') {
        (
            "names of folders such as `$HOME` or `%USERPROFILE%` are known to the shell only: write the folder in full".to_owned(),
            "`$HOME`、`%USERPROFILE%`等只在命令行外壳中有效，请写出完整的文件夹路径".to_owned(),
        )
    } else if written != word || is_there(folder, &written) {
        let path = shown(&written);
        match (is_there(folder, &written), is_of_windows(&written)) {
            (true, _) => (
                format!("there is such a file: write `{path}`"),
                format!("有这个文件：请写`{path}`"),
            ),
            (false, true) if !cfg!(windows) => (
                "a path with a drive is one of Windows; this is another system".to_owned(),
                "带盘符的路径属于Windows，而此处是其他系统".to_owned(),
            ),
            (false, _) => (
                format!("folders are separated by `/`: write `{path}`"),
                format!("文件夹之间用`/`分隔：请写`{path}`"),
            ),
        }
    } else if is_folder(folder, &written) {
        (
            "that is a folder; name the file in it".to_owned(),
            "这是文件夹，请写明其中的文件".to_owned(),
        )
    } else {
        return place_of(named);
    };
    Some(Phrase { en, zh })
}

/// From where a path leads.
fn place_of(named: GivenBy) -> Option<Phrase> {
    let (en, zh) = match named {
        // The message of such a file says so already.
        GivenBy::File => return None,
        GivenBy::CommandLine => (
            "a path on the command line is relative to the folder in which the command is run",
            "命令行中的路径相对于运行命令时所在的文件夹",
        ),
    };
    Some(Phrase { en: en.to_owned(), zh: zh.to_owned() })
}

fn is_there(folder: &Folder, word: &str) -> bool {
    match folder {
        Folder::Disk(folder) => is_readable(&folder.join(word)),
        Folder::Shipped => false,
    }
}

fn is_folder(folder: &Folder, word: &str) -> bool {
    match folder {
        Folder::Disk(folder) => !word.is_empty() && Path::new(&folder.join(word)).is_dir(),
        Folder::Shipped => false,
    }
}

fn is_of_windows(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| letter.is_ascii_alphabetic()) && letters.next() == Some(':')
}
