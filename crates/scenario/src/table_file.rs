//! The file of a place's table: found, and read as a text.

use std::path::PathBuf;

use super::chain::Folder;
use super::messages::{Kind, Report};
use super::path::{self, GivenBy};
use super::shipped::{self, shipped_places};
use model::place::{Unreadable, source};
use reading::file::{is_readable, read_bytes};
use reading::{FileMessage, Spot};
use words::{Phrase, nearest};

/// The largest file, in megabytes.
const MOST_TABLE: u32 = 32;
/// Between a workbook and its sheet.
const SHEET: char = '#';

/// A table as it was found.
pub(super) struct TableFile {
    /// How messages call it.
    pub label: String,
    /// CSV.
    pub text: String,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Reads the table of a place, given by path or shipped name, in a file or on the command line.
pub(super) fn read_table_file(
    report: &mut Report,
    folder: &Folder,
    (word, named): (&str, GivenBy),
    asked: Spot,
) -> Option<TableFile> {
    if let Some((path, sheet)) = find(folder, word) {
        if named == GivenBy::File && !path.is_file() {
            report.fault(asked, Kind::NotAFile { path: word.to_owned() });
            return None;
        }
        return match read(path, sheet) {
            Ok(found) => Some(found),
            Err(kind) => {
                report.fault(asked, *kind);
                None
            }
        };
    }
    if let Some((name, text)) = shipped::place(word) {
        let label = format!("<shipped>/places/{name}.csv");
        return Some(TableFile { label, text: text.to_owned(), encoding: None });
    }
    let near = nearest_table(folder, word);
    let more = path::slip(folder, word, named).or_else(|| (named == GivenBy::File).then(relative));
    report.fault(asked, Kind::UnknownTable { path: word.to_owned() }).near(near).more(more);
    None
}

/// What is to be known of a path in a file.
fn relative() -> Phrase {
    Phrase {
        en: "a path is relative to the folder of the file that names it".to_owned(),
        zh: "路径相对于写明它的文件所在的文件夹".to_owned(),
    }
}

/// The file that a word names, and the sheet behind it. A file of the whole name goes first.
fn find<'a>(folder: &Folder, word: &'a str) -> Option<(PathBuf, Option<&'a str>)> {
    let Folder::Disk(folder) = folder else { return None };
    let whole = Some((word, None));
    let split = word.rsplit_once(SHEET).map(|(path, sheet)| (path, Some(sheet)));
    let found =
        [whole, split].into_iter().flatten().map(|(path, sheet)| (folder.join(path), sheet));
    let mut found = found.filter(|(path, _)| is_readable(path));
    found.next()
}

fn read(path: PathBuf, sheet: Option<&str>) -> Result<TableFile, Box<Kind>> {
    let label = path.display().to_string();
    let bytes = read_bytes(&path, &label, MOST_TABLE).map_err(|why| Box::new(why.into()))?;
    let old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let is_book = bytes.starts_with(b"PK\x03\x04");
    let path = label.clone();
    if old {
        return Err(Box::new(Kind::OldWorkbook { path }));
    }
    if let Some(sheet) = sheet.filter(|_| !is_book) {
        return Err(Box::new(Kind::SheetOfText { path, sheet: sheet.to_owned() }));
    }
    let found = source(bytes, sheet).map_err(|why| Box::new(of_workbook(path, why)))?;
    let found =
        found.ok_or_else(|| Box::new(FileMessage::NotText { path: label.clone() }.into()))?;
    let label = match &found.sheet {
        Some(sheet) => format!("{label}{SHEET}{sheet}"),
        None => label,
    };
    Ok(TableFile { label, text: found.text, encoding: found.encoding })
}

fn of_workbook(path: String, why: Unreadable) -> Kind {
    let listed = |names: &[String]| names.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
    match why {
        Unreadable::Broken(why) => Kind::BrokenWorkbook { path, why },
        Unreadable::TooLarge => Kind::LargeWorkbook { path },
        Unreadable::Several(names) => {
            let first = names.first().cloned().unwrap_or_default();
            Kind::SeveralSheets { path, names: listed(&names), first }
        }
        Unreadable::NoSheet(sheet, names) => Kind::NoSheet { path, sheet, names: listed(&names) },
    }
}

/// The nearest table of a folder, or the nearest shipped one.
fn nearest_table(folder: &Folder, word: &str) -> Option<String> {
    const MOST_LOOKED_AT: usize = 10_000;
    let (inside, name) = word.rsplit_once('/').map_or(("", word), |(inside, name)| (inside, name));
    let mut names = Vec::new();
    if let Folder::Disk(folder) = folder {
        let folder = if inside.is_empty() && folder.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            folder.join(inside)
        };
        let entries =
            std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST_LOOKED_AT);
        let files = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let is_table = |name: &String| {
            name.ends_with(".csv") || name.ends_with(".xlsx") || name.ends_with(".csv.txt")
        };
        names.extend(files.filter(is_table));
        names.sort();
    }
    // Without its ending, or with two.
    let begins = |found: &&String| found.split('.').next() == name.split('.').next();
    let here = names
        .iter()
        .find(begins)
        .cloned()
        .or_else(|| nearest(name, names.iter().map(String::as_str)));
    let here = here.map(|name| if inside.is_empty() { name } else { format!("{inside}/{name}") });
    let stem = word.strip_suffix(".csv").unwrap_or(word);
    let stem = stem.strip_prefix("places/").unwrap_or(stem);
    here.or_else(|| nearest(stem, shipped_places().iter().map(|(name, _)| *name)))
}
