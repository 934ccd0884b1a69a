//! Files, their parents, and where they come from.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::layer::{self, Layer};
use super::messages::Kind;
use super::report::{Report, Spot};
use super::sheet;
use super::shipped::{self, shipped, shipped_places};
use super::tree::{self, Table};
use words::nearest;

/// The largest scenario file, in megabytes.
const MOST_SCENARIO: u32 = 1;
/// The largest place table, in megabytes.
const MOST_TABLE: u32 = 32;
/// The most parents of a file, one above the other.
const MOST_PARENTS: usize = 20;

/// Where the words of a file (`extends`, `place.table`) lead to.
#[derive(Clone, Debug)]
pub(super) enum Folder {
    /// A folder of the disk.
    Disk(PathBuf),
    /// The files that are part of the program.
    Shipped,
}

/// A file that was found.
struct Found {
    label: String,
    /// What tells it from all others.
    identity: PathBuf,
    folder: Folder,
    stem: String,
    content: Content,
}

enum Content {
    Disk(PathBuf),
    Shipped(&'static str),
}

/// One file of a chain of parents.
pub(super) struct Link {
    /// What it says.
    pub layer: Layer,
    /// Its name without folder and ending.
    pub stem: String,
    /// Where its words lead to.
    pub folder: Folder,
    /// Position of its text in the report.
    pub source: usize,
}

/// A file and its parents, the file first.
pub(super) struct Chain {
    /// The files.
    pub links: Vec<Link>,
    /// Whether all of them could be read.
    pub whole: bool,
}

/// Reads a scenario, given by path or name, and its parents.
pub(super) fn read_chain(report: &mut Report, name_or_path: &str) -> Chain {
    let mut chain = Chain { links: Vec::new(), whole: false };
    let here = Folder::Disk(PathBuf::new());
    let Some(mut found) = find_scenario(&here, name_or_path) else {
        let source = report.add("<scenario>", name_or_path);
        let names: Vec<&str> = shipped().iter().map(|(name, _)| *name).collect();
        let stem = name_or_path.strip_suffix(".toml").unwrap_or(name_or_path);
        let near = nearest(stem, names.iter().copied());
        let kind = Kind::UnknownScenario { name: name_or_path.to_owned(), names: names.join(", ") };
        report.fault(report.whole(source), kind).near(near);
        return chain;
    };
    let mut seen: Vec<(PathBuf, String)> = Vec::new();
    let mut asked: Option<Spot> = None;
    let mut torn = false;
    loop {
        seen.push((found.identity.clone(), found.label.clone()));
        let Some(text) = read_content(report, &found.label, &found.content, MOST_SCENARIO, asked)
        else {
            return chain;
        };
        let source = report.add(found.label.clone(), &text);
        let Some(top) = tree::parse(report, source) else { return chain };
        torn |= report.is_torn(source);
        layer::check_schema(report, source, &top);
        let layer = layer::read_layer(report, &top);
        let folder = found.folder.clone();
        chain.links.push(Link { layer, stem: found.stem, folder: folder.clone(), source });
        match find_parent(report, &folder, &top, &seen) {
            Parent::None => break,
            Parent::Lost => return chain,
            Parent::Found(parent, spot) => {
                asked = Some(spot);
                found = *parent;
            }
        }
    }
    chain.whole = !torn;
    chain
}

enum Parent {
    None,
    Lost,
    Found(Box<Found>, Spot),
}

fn find_parent(
    report: &mut Report,
    folder: &Folder,
    top: &Table,
    seen: &[(PathBuf, String)],
) -> Parent {
    let Some(entry) = top.get("extends") else { return Parent::None };
    let Some(word) = sheet::as_word(report, "extends", &entry.node) else { return Parent::Lost };
    let spot = entry.node.spot;
    let Some(parent) = find_scenario(folder, word) else {
        let near = nearest_file(folder, word);
        report.fault(spot, Kind::UnknownParent { parent: word.to_owned() }).near(near);
        return Parent::Lost;
    };
    if let Some(first) = seen.iter().position(|(identity, _)| *identity == parent.identity) {
        let labels = seen[first..].iter().map(|(_, label)| label.as_str());
        let chain: Vec<&str> = labels.chain([parent.label.as_str()]).collect();
        report.fault(spot, Kind::Cycle { chain: chain.join(" -> ") });
        return Parent::Lost;
    }
    if seen.len() > MOST_PARENTS {
        let most = u32::try_from(MOST_PARENTS).unwrap_or(u32::MAX);
        report.fault(spot, Kind::TooManyParents { most });
        return Parent::Lost;
    }
    if let Content::Disk(path) = &parent.content
        && !path.is_file()
    {
        // Nobody waits for a pipe that a file names; one on the command line was meant.
        report.fault(spot, Kind::NotAFile { path: word.to_owned() });
        return Parent::Lost;
    }
    Parent::Found(Box::new(parent), spot)
}

/// A path wins over a shipped name.
fn find_scenario(folder: &Folder, word: &str) -> Option<Found> {
    if let Folder::Disk(folder) = folder {
        let path = folder.join(word);
        let ending = folder.join(format!("{word}.toml"));
        if let Some(path) = [path, ending].into_iter().find(|path| is_readable(path)) {
            return Some(on_disk(path));
        }
    }
    let (name, text) = shipped::scenario(word)?;
    let label = format!("<shipped>/{name}.toml");
    let identity = PathBuf::from(&label);
    Some(Found {
        label,
        identity,
        folder: Folder::Shipped,
        stem: name.to_owned(),
        content: Content::Shipped(text),
    })
}

fn is_readable(path: &Path) -> bool {
    path.exists() && !path.is_dir()
}

fn on_disk(path: PathBuf) -> Found {
    Found {
        label: path.display().to_string(),
        identity: path.canonicalize().unwrap_or_else(|_| path.clone()),
        folder: Folder::Disk(path.parent().map(Path::to_path_buf).unwrap_or_default()),
        stem: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        content: Content::Disk(path),
    }
}

/// The nearest scenario of a folder, or the nearest shipped one.
fn nearest_file(folder: &Folder, word: &str) -> Option<String> {
    const MOST_LOOKED_AT: usize = 10_000;
    let mut names: Vec<String> = match folder {
        Folder::Disk(folder) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let entries = entries.take(MOST_LOOKED_AT);
            let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
            names.filter(|name| name.ends_with(".toml")).collect()
        }
        Folder::Shipped => Vec::new(),
    };
    names.extend(shipped().iter().map(|(name, _)| format!("{name}.toml")));
    let word = if word.ends_with(".toml") { word.to_owned() } else { format!("{word}.toml") };
    nearest(&word, names.iter().map(String::as_str))
}

fn read_content(
    report: &mut Report,
    label: &str,
    content: &Content,
    most: u32,
    asked: Option<Spot>,
) -> Option<String> {
    let path = match content {
        Content::Shipped(text) => return Some((*text).to_owned()),
        Content::Disk(path) => path,
    };
    match read_text(path, label, most) {
        Ok(text) => Some(text),
        Err(kind) => {
            let spot = asked.unwrap_or_else(|| {
                let source = report.add(label, "");
                report.whole(source)
            });
            report.fault(spot, *kind);
            None
        }
    }
}

/// The text of a file, without byte order mark; never more than the most.
fn read_text(path: &Path, label: &str, most: u32) -> Result<String, Box<Kind>> {
    let unreadable = |why: std::io::Error| {
        Box::new(Kind::Unreadable { path: label.to_owned(), why: why.to_string() })
    };
    let limit = u64::from(most) * 1_000_000;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Box::new(Kind::TooLarge { path: label.to_owned(), most }));
    }
    let text =
        String::from_utf8(bytes).map_err(|_| Box::new(Kind::NotText { path: label.to_owned() }))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads the table of a place, given by path or shipped name, in a file or on the command line; its label
/// and text.
pub(super) fn read_table_text(
    report: &mut Report,
    folder: &Folder,
    (word, named_in_file): (&str, bool),
    asked: Spot,
) -> Option<(String, String)> {
    if let Folder::Disk(folder) = folder {
        let path = folder.join(word);
        if is_readable(&path) {
            if named_in_file && !path.is_file() {
                report.fault(asked, Kind::NotAFile { path: word.to_owned() });
                return None;
            }
            let label = path.display().to_string();
            let text = read_content(report, &label, &Content::Disk(path), MOST_TABLE, Some(asked))?;
            return Some((label, text));
        }
    }
    if let Some((name, text)) = shipped::place(word) {
        return Some((format!("<shipped>/places/{name}.csv"), text.to_owned()));
    }
    let stem = word.strip_suffix(".csv").unwrap_or(word);
    let near = nearest(
        stem.strip_prefix("places/").unwrap_or(stem),
        shipped_places().iter().map(|(name, _)| *name),
    );
    report.fault(asked, Kind::UnknownTable { path: word.to_owned() }).near(near);
    None
}
