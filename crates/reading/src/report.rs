//! What is collected while inputs are read: their texts, and the faults found in them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::fault::{Fault, Faults, Severity};
use crate::guide::Guide;
use crate::message::{Absence, Message};
use crate::phrases;
use words::Phrase;

/// The most faults kept of one load: a file with more has one thing wrong many times.
pub(crate) const MOST_KEPT: usize = 1000;
/// Faults after which no more nearest words are looked for.
const MOST_HINTS: usize = 200;

/// Bytes of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Position of the input in the report.
    pub source: usize,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file as the reader named it; `--set` for what the command line gave.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

/// The text of a file, or what stands for one.
#[derive(Clone, Debug)]
pub struct Source {
    label: String,
    text: Arc<str>,
    /// First bytes of the lines.
    lines: Vec<usize>,
}

/// One finding, not yet in words.
#[derive(Clone, Debug)]
pub struct Finding<K: Message> {
    spot: Spot,
    kind: K,
    near: Option<String>,
    more: Option<Phrase>,
    subject: Option<K::Subject>,
    /// The code of a file of another kind.
    code: Option<&'static str>,
}

impl<K: Message> Finding<K> {
    /// Gives it a code of another kind of file.
    pub fn code(&mut self, code: &'static str) -> &mut Self {
        self.code = Some(code);
        self
    }

    /// Adds the nearest valid word.
    pub fn near(&mut self, word: Option<String>) -> &mut Self {
        self.near = word;
        self
    }

    /// Adds what this case has to say beyond what all of its kind have.
    pub fn more(&mut self, phrase: Option<Phrase>) -> &mut Self {
        self.more = phrase;
        self
    }

    /// Adds what the catalogue says of a subject, as a setting: what it means, allows and rests on.
    pub fn of(&mut self, subject: K::Subject) -> &mut Self {
        self.subject = Some(subject);
        self
    }
}

/// Texts and findings of one load.
#[derive(Clone, Debug)]
pub struct Report<K: Message> {
    sources: Vec<Arc<Source>>,
    faults: Findings<K>,
    warnings: Findings<K>,
    guide: Guide,
    /// Inputs of which lines could not be read.
    torn: BTreeSet<usize>,
    /// Whether a file or a line could not be read at all.
    lost: bool,
}

impl<K: Message> Default for Report<K> {
    fn default() -> Self {
        Self::guided(K::GUIDE)
    }
}

impl<K: Message> Report<K> {
    /// A report on files of whose keys a guide knows more.
    pub fn guided(guide: Guide) -> Self {
        Self {
            sources: Vec::new(),
            faults: Findings::default(),
            warnings: Findings::default(),
            guide,
            torn: BTreeSet::new(),
            lost: false,
        }
    }

    /// What is known of the keys.
    pub fn guide(&self) -> Guide {
        self.guide
    }

    /// Takes in the text of a file and returns its position.
    pub fn add(&mut self, label: impl Into<String>, text: &str) -> usize {
        let ends =
            text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        self.sources.push(Arc::new(Source { label: label.into(), text: text.into(), lines }));
        self.sources.len() - 1
    }

    /// A text, to be shared with other reports.
    pub fn shared(&self, source: usize) -> Option<Arc<Source>> {
        self.sources.get(source).cloned()
    }

    /// Takes in a text that another report has had, and returns its position.
    pub fn add_shared(&mut self, source: &Arc<Source>) -> usize {
        self.sources.push(Arc::clone(source));
        self.sources.len() - 1
    }

    /// The text of an input.
    pub fn text(&self, source: usize) -> Arc<str> {
        self.sources.get(source).map_or_else(|| "".into(), |source| Arc::clone(&source.text))
    }

    /// The whole of an input.
    pub fn whole(&self, source: usize) -> Spot {
        Spot { source, start: 0, end: self.text(source).len() }
    }

    /// Adds a fault.
    pub fn fault(&mut self, spot: Spot, kind: impl Into<K>) -> &mut Finding<K> {
        self.faults.add(spot, kind.into())
    }

    /// A nearest word, unless there are so many faults that looking for words takes too long.
    pub fn hint<T>(&self, find: impl FnOnce() -> Option<T>) -> Option<T> {
        if self.faults.count < MOST_HINTS { find() } else { None }
    }

    /// Notes that lines of an input could not be read: what is missing there may stand in them.
    pub fn tear(&mut self, source: usize) {
        self.torn.insert(source);
    }

    /// Notes that something that was named could not be read: what is missing may stand there.
    pub fn lose(&mut self) {
        self.lost = true;
    }

    /// Whether lines of an input could not be read.
    pub fn is_torn(&self, source: usize) -> bool {
        self.torn.contains(&source)
    }

    /// Adds a warning.
    pub fn warn(&mut self, spot: Spot, kind: impl Into<K>) -> &mut Finding<K> {
        self.warnings.add(spot, kind.into())
    }

    /// Number of faults so far.
    pub fn faults(&self) -> usize {
        self.faults.count
    }

    /// File and line of a place.
    pub fn origin(&self, spot: Spot) -> Origin {
        self.sources.get(spot.source).map_or_else(
            || Origin { file: String::new(), line: 1 },
            |source| Origin { file: source.label.clone(), line: source.line_of(spot.start) },
        )
    }

    /// File and line of each place, where they are of several inputs.
    pub fn places(&self, spots: &[Spot]) -> Vec<String> {
        if spots.iter().all(|spot| spot.source == spots[0].source) {
            return Vec::new();
        }
        let origins = spots.iter().map(|&spot| self.origin(spot));
        origins.map(|origin| format!("{}:{}", origin.file, origin.line)).collect()
    }

    /// Faults and warnings in words, sorted by file and place, each once.
    pub fn finish(mut self) -> Faults {
        let (torn, lost) = (self.torn, self.lost);
        self.faults.kept.retain(|finding| {
            let torn = torn.contains(&finding.spot.source);
            match finding.kind.absence() {
                None => true,
                Some(Absence::Here) => !torn,
                Some(Absence::Anywhere) => !torn && !lost,
            }
        });
        let faults = in_order(self.faults.kept, &self.sources, Severity::Fault);
        let warnings = in_order(self.warnings.kept, &self.sources, Severity::Warning);
        Faults { faults, warnings }
    }

    /// What was read, with the warnings.
    ///
    /// # Errors
    /// All faults; also where there is no value.
    pub fn close<T>(self, value: Option<T>) -> Result<(T, Vec<Fault>), Faults> {
        let Faults { faults, warnings } = self.finish();
        match value {
            Some(value) if faults.is_empty() => Ok((value, warnings)),
            _ => Err(Faults { faults, warnings }),
        }
    }
}

/// Findings of a severity: the first of them by place, and how many there were.
#[derive(Clone, Debug)]
struct Findings<K: Message> {
    kept: Vec<Finding<K>>,
    count: usize,
}

impl<K: Message> Default for Findings<K> {
    fn default() -> Self {
        Self { kept: Vec::new(), count: 0 }
    }
}

impl<K: Message> Findings<K> {
    /// Adds a finding; once there are twice too many, the later half by place gives way.
    fn add(&mut self, spot: Spot, kind: K) -> &mut Finding<K> {
        if self.kept.len() >= 2 * MOST_KEPT {
            self.kept.sort_by_key(|finding| finding.spot);
            self.kept.truncate(MOST_KEPT);
        }
        self.count += 1;
        let at = self.kept.len();
        self.kept.push(Finding { spot, kind, near: None, more: None, subject: None, code: None });
        &mut self.kept[at]
    }
}

fn in_order<K: Message>(
    mut findings: Vec<Finding<K>>,
    sources: &[Arc<Source>],
    severity: Severity,
) -> Vec<Fault> {
    findings.sort_by(|a, b| (a.spot, a.kind.code()).cmp(&(b.spot, b.kind.code())));
    findings.dedup_by(|a, b| a.spot == b.spot && a.kind == b.kind);
    findings.truncate(MOST_KEPT);
    findings
        .iter()
        .filter_map(|finding| Some(in_words(finding, sources.get(finding.spot.source)?, severity)))
        .collect()
}

impl Source {
    fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|&start| start <= byte).max(1)
    }

    fn column_of(&self, byte: usize) -> usize {
        let start = self.lines.get(self.line_of(byte) - 1).copied().unwrap_or(0);
        let end = self.text.floor_char_boundary(byte.min(self.text.len()));
        self.text.get(start..end).map_or(1, |before| before.chars().count() + 1)
    }
}

fn in_words<K: Message>(finding: &Finding<K>, source: &Source, severity: Severity) -> Fault {
    let near = finding.near.as_deref().map(phrases::did_you_mean);
    let general = [near, finding.more.clone(), finding.kind.help()].into_iter().flatten();
    let about = finding.subject.into_iter().flat_map(|subject| finding.kind.about(subject));
    let help = general.chain(about).collect();
    Fault {
        code: finding.code.unwrap_or(finding.kind.code()),
        severity,
        file: source.label.clone(),
        line: source.line_of(finding.spot.start),
        column: source.column_of(finding.spot.start),
        span: finding.spot.start..finding.spot.end,
        message: finding.kind.message(),
        help,
        source: Arc::clone(&source.text),
    }
}
