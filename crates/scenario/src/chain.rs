//! Files, their parents, and where they come from.

use std::path::{Path, PathBuf};

use super::Family;
use super::layer::{self, Layer, Worded};
use super::messages::{Kind, Report};
use super::path::{self, GivenBy};
use super::phrases;
use super::shipped::{self, shipped};
use super::sum;
use reading::file::{is_readable, read_file};
use reading::tree::{self, Data, Entry, Table};
use reading::{Spot, take};
use words::nearest;

/// The largest scenario file, in megabytes.
const MOST_SCENARIO: u32 = 1;
/// The most parents of a file, one above the other.
const MOST_PARENTS: usize = 20;
/// The most files of a scenario, all its parents together.
const MOST_FILES: usize = 100;

/// Where the words of a file (`extends`, `place.table`) lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The text itself.
    Text(String),
}

/// One file among a scenario's parents.
#[derive(Debug)]
pub(super) struct Link {
    /// What it says.
    pub layer: Layer,
    /// Its name without folder and ending.
    pub(crate) stem: String,
    /// Where its words lead to.
    pub folder: Folder,
    /// Position of its text in the report.
    pub source: usize,
    /// What tells it from all other files.
    pub(crate) identity: PathBuf,
    /// Its own parents, by position in the chain.
    pub parents: Vec<usize>,
    /// Whether it says anything but its name, its summary and its parents.
    pub sets: bool,
}

/// A file and its parents: the file first, every file before its own parents.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// The files.
    pub links: Vec<Link>,
    /// Whether all of them could be read.
    pub whole: bool,
    /// Whether the first one is no file but the sum of several that the command line names.
    pub(crate) is_sum: bool,
}

impl Chain {
    /// What the first file is put together from.
    pub(super) fn family(&self) -> Family {
        let Some(top) = self.links.first() else { return Family::default() };
        let identity = |&at: &usize| self.links[at].identity.clone();
        let parts = if top.parents.len() > 1 { top.parents.as_slice() } else { &[] };
        Family {
            own: top.identity.clone(),
            parts: parts.iter().map(identity).collect(),
            sets: top.sets,
        }
    }

    /// Whether a file is above another one: it extends it, directly or through others.
    pub(super) fn is_over(&self, child: usize, parent: usize) -> bool {
        // Parents stand behind their children, so one pass reaches them all.
        let mut under = vec![false; self.links.len()];
        for (at, link) in self.links.iter().enumerate().skip(child) {
            if at == child || under[at] {
                for &parent in &link.parents {
                    under[parent] = true;
                }
            }
        }
        under.get(parent).copied().unwrap_or(false)
    }
}

/// Reads a scenario, given as a text, and its parents.
pub(super) fn read_text(report: &mut Report, text: &str) -> Chain {
    let mut reader = Reader { report, links: Vec::new(), path: Vec::new(), whole: true };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    let found = Found {
        label: "<text>".to_owned(),
        identity: PathBuf::from("<text>"),
        folder: Folder::Disk(PathBuf::new()),
        stem: "scenario".to_owned(),
        content: Content::Text(text),
    };
    let top = reader.read(found, None);
    reader.chain(top, false)
}

/// Reads a scenario, given by path or name or as a sum of them, and its parents.
pub(super) fn read_chain(report: &mut Report, name_or_path: &str) -> Chain {
    let here = Folder::Disk(PathBuf::new());
    let mut reader = Reader { report, links: Vec::new(), path: Vec::new(), whole: true };
    let mut is_sum = false;
    let top = if let Some(found) = find_scenario(&here, name_or_path) {
        reader.read(found, None)
    } else if let Some(words) = sum::parts(&here, name_or_path) {
        is_sum = true;
        reader.read_sum(&here, name_or_path, &words)
    } else {
        reader.unknown(name_or_path);
        None
    };
    reader.chain(top, is_sum)
}

/// Files as they were read, put so that each stands before its parents.
fn in_order(links: Vec<Link>, top: usize) -> Vec<Link> {
    fn visit(links: &[Link], at: usize, order: &mut Vec<usize>) {
        if !order.contains(&at) {
            // Of several parents the first named comes first in the end.
            links[at].parents.iter().rev().for_each(|&parent| visit(links, parent, order));
            order.push(at);
        }
    }
    let mut order = Vec::new();
    visit(&links, top, &mut order);
    order.reverse();
    let place: Vec<Option<usize>> =
        (0..links.len()).map(|at| order.iter().position(|&other| other == at)).collect();
    let mut placed: Vec<(usize, Link)> = links
        .into_iter()
        .enumerate()
        .filter_map(|(at, mut link)| {
            link.parents = link.parents.iter().filter_map(|&parent| place[parent]).collect();
            Some((place[at]?, link))
        })
        .collect();
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, link)| link).collect()
}

/// Reads files, each once.
struct Reader<'a> {
    report: &'a mut Report,
    links: Vec<Link>,
    /// The files that are being read, each a parent of the one before.
    path: Vec<(PathBuf, String)>,
    /// Whether all could be read so far.
    whole: bool,
}

impl Reader<'_> {
    /// What was read, from the first file on.
    fn chain(self, top: Option<usize>, is_sum: bool) -> Chain {
        let Reader { links, whole, .. } = self;
        let whole = whole && top.is_some();
        Chain { links: top.map_or_else(Vec::new, |top| in_order(links, top)), whole, is_sum }
    }

    /// Tells of a word that names nothing.
    fn unknown(&mut self, word: &str) {
        let source = self.report.add("<scenario>", word);
        let spot = self.report.whole(source);
        self.unknown_at(spot, word);
    }

    fn unknown_at(&mut self, spot: Spot, word: &str) {
        let names: Vec<&str> = shipped().iter().map(|(name, _)| *name).collect();
        let stem = word.strip_suffix(".toml").unwrap_or(word);
        let near = nearest(stem, names.iter().copied());
        let kind = Kind::UnknownScenario { name: word.to_owned(), names: names.join(", ") };
        let here = Folder::Disk(PathBuf::new());
        let more = path::slip(&here, word, GivenBy::CommandLine);
        self.report.fault(spot, kind).near(near).more(more);
        self.whole = false;
    }

    /// Reads a file and its parents; its position among the files read.
    fn read(&mut self, found: Found, asked: Option<Spot>) -> Option<usize> {
        let known = self.links.iter().position(|link| link.identity == found.identity);
        if known.is_some() {
            return known;
        }
        if self.links.len() >= MOST_FILES {
            let spot = asked?;
            let most = u32::try_from(MOST_FILES).unwrap_or(u32::MAX);
            self.report.fault(spot, Kind::TooManyFiles { most });
            return self.lose();
        }
        let text = read_content(self.report, &found.label, &found.content, MOST_SCENARIO, asked);
        let Some(text) = text else { return self.lose() };
        let source = self.report.add(found.label.clone(), &text);
        let Some(top) = tree::parse(self.report, source) else { return self.lose() };
        self.whole &= !self.report.is_torn(source);
        take::check_schema(self.report, source, &top);
        let Found { label, identity, folder, stem, .. } = found;
        let link = Link {
            layer: layer::read_layer(self.report, &top),
            stem,
            folder: folder.clone(),
            source,
            identity: identity.clone(),
            parents: Vec::new(),
            sets: layer::sets_anything(&top),
        };
        self.links.push(link);
        let own = self.links.len() - 1;
        self.path.push((identity, label));
        let words = self.parent_words(&top);
        let mut parents = Vec::new();
        for word in words {
            let Some(parent) = self.parent(&folder, &word) else { continue };
            self.add_parent(&mut parents, parent, word.spot, &word.word);
        }
        self.path.pop();
        self.links[own].parents = parents;
        Some(own)
    }

    /// The sum of several files that the command line names: a file without a text, which extends them.
    fn read_sum(&mut self, here: &Folder, whole: &str, words: &[&str]) -> Option<usize> {
        if !words.iter().any(|word| is_scenario(here, word.trim())) {
            self.unknown(whole);
            return None;
        }
        let source = self.report.add("<scenario>", whole);
        let mut parents: Vec<usize> = Vec::new();
        let mut start = 0;
        for word in words {
            let spot = Spot { source, start, end: start + word.len() };
            start = spot.end + 1;
            let word = word.trim();
            let found = find_scenario(here, word);
            if word.is_empty() {
                self.report.fault(spot, Kind::EmptyPart { whole: whole.to_owned() });
                self.whole = false;
            } else if let Some(found) = found {
                let Some(parent) = self.read(found, None) else { continue };
                self.add_parent(&mut parents, parent, spot, word);
            } else {
                self.unknown_at(spot, word);
            }
        }
        let layer = sum::layer(self.report, source, &parents, &self.links);
        self.links.push(Link {
            stem: whole.to_owned(),
            layer,
            folder: here.clone(),
            source,
            identity: PathBuf::from(whole),
            parents,
            sets: false,
        });
        Some(self.links.len() - 1)
    }

    /// The words that name a file's parents.
    fn parent_words(&mut self, top: &Table) -> Vec<Worded> {
        let Some(Entry { node, .. }) = top.get("extends") else { return Vec::new() };
        let Data::List(list) = &node.data else {
            let Some(word) = take::as_word(self.report, "extends", node) else {
                self.whole = false;
                return Vec::new();
            };
            return vec![Worded { word: word.to_owned(), spot: node.spot }];
        };
        if list.is_empty() {
            self.report.fault(node.spot, Kind::NoParents {});
            self.whole = false;
        }
        let mut words = Vec::new();
        for node in list {
            if let Some(word) = take::as_word(self.report, "extends", node) {
                words.push(Worded { word: word.to_owned(), spot: node.spot });
            } else {
                self.whole = false;
            }
        }
        words
    }

    /// Reads one parent of the file that is being read.
    fn parent(&mut self, folder: &Folder, Worded { word, spot }: &Worded) -> Option<usize> {
        let Some(parent) = find_scenario(folder, word) else {
            let near = nearest_file(folder, word);
            let is_sum = sum::parts(folder, word).is_some();
            let more = is_sum.then(|| phrases::list_of_parents(word));
            let more = more.or_else(|| path::slip(folder, word, GivenBy::File));
            let kind = Kind::UnknownParent { parent: word.clone() };
            self.report.fault(*spot, kind).near(near).more(more);
            return self.lose();
        };
        if let Some(first) = self.path.iter().position(|(known, _)| *known == parent.identity) {
            let labels = self.path[first..].iter().map(|(_, label)| label.as_str());
            let chain: Vec<&str> = labels.chain([parent.label.as_str()]).collect();
            self.report.fault(*spot, Kind::Cycle { chain: chain.join(" -> ") });
            return self.lose();
        }
        if self.path.len() > MOST_PARENTS {
            let most = u32::try_from(MOST_PARENTS).unwrap_or(u32::MAX);
            self.report.fault(*spot, Kind::TooManyParents { most });
            return self.lose();
        }
        if let Content::Disk(path) = &parent.content
            && !path.is_file()
        {
            // Nobody waits for a pipe that a file names; one on the command line was meant.
            self.report.fault(*spot, Kind::NotAFile { path: word.clone() });
            return self.lose();
        }
        self.read(parent, Some(*spot))
    }

    /// Adds one of several parents, each once.
    fn add_parent(&mut self, parents: &mut Vec<usize>, parent: usize, spot: Spot, word: &str) {
        if parents.contains(&parent) {
            self.report.fault(spot, Kind::ParentTwice { parent: word.to_owned() });
            self.whole = false;
        } else {
            parents.push(parent);
        }
    }

    fn lose<T>(&mut self) -> Option<T> {
        self.whole = false;
        None
    }
}

/// Whether a word names a scenario that can be read from a folder.
pub(super) fn is_scenario(folder: &Folder, word: &str) -> bool {
    find_scenario(folder, word).is_some()
}

/// Whether a word names a scenario, or a sum of which one part does.
pub(super) fn names_scenario(word: &str) -> bool {
    let here = Folder::Disk(PathBuf::new());
    let parts = || sum::parts(&here, word).unwrap_or_default();
    is_scenario(&here, word) || parts().iter().any(|part| is_scenario(&here, part.trim()))
}

/// The scenarios that a word of the command line names: itself, or the parts of a sum, in their order.
pub fn parts_of(word: &str) -> Vec<String> {
    let here = Folder::Disk(PathBuf::new());
    let parts = if is_scenario(&here, word) { None } else { sum::parts(&here, word) };
    parts.unwrap_or_else(|| vec![word]).into_iter().map(|part| part.trim().to_owned()).collect()
}

/// What tells the table of a place from all others.
pub(super) fn table_identity(folder: &Folder, word: &str) -> PathBuf {
    if let Folder::Disk(folder) = folder {
        let path = folder.join(word);
        if is_readable(&path) {
            return path.canonicalize().unwrap_or(path);
        }
    }
    let shipped = shipped::place(word);
    PathBuf::from(shipped.map_or_else(|| word.to_owned(), |(name, _)| format!("<shipped>/{name}")))
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
        Content::Text(text) => return Some(text.clone()),
        Content::Disk(path) => path,
    };
    match read_file(path, label, most) {
        Ok(text) => Some(text),
        Err(kind) => {
            let spot = asked.unwrap_or_else(|| {
                let source = report.add(label, "");
                report.whole(source)
            });
            report.fault(spot, kind);
            None
        }
    }
}
