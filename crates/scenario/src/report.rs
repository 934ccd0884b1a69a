//! What is collected while inputs are read: their texts, and the faults found in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fault::{Fault, Phrase, Severity};
use super::messages::Kind;
use super::phrases;
use model::setting::SettingId;

/// The most faults kept of one load: a file with more has one thing wrong many times.
pub(super) const MOST_KEPT: usize = 1000;
/// Faults after which no more nearest words are looked for.
const MOST_HINTS: usize = 200;

/// Bytes of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
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

/// Where each value was set, by its full key (`baseline.distance.urban`).
pub(crate) type Origins = BTreeMap<String, Origin>;

/// The text of a file, or what stands for one.
#[derive(Clone, Debug)]
pub(super) struct Source {
    label: String,
    text: Arc<str>,
    /// First bytes of the lines.
    lines: Vec<usize>,
}

/// One finding, not yet in words.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    spot: Spot,
    kind: Kind,
    near: Option<String>,
    more: Option<Phrase>,
    setting: Option<SettingId>,
    /// The code of a file of another kind.
    code: Option<&'static str>,
}

impl Finding {
    /// Gives it a code of another kind of file.
    pub(super) fn code(&mut self, code: &'static str) -> &mut Self {
        self.code = Some(code);
        self
    }

    /// Adds the nearest valid word.
    pub(super) fn near(&mut self, word: Option<String>) -> &mut Self {
        self.near = word;
        self
    }

    /// Adds what this case has to say beyond what all of its kind have.
    pub(super) fn more(&mut self, phrase: Option<Phrase>) -> &mut Self {
        self.more = phrase;
        self
    }

    /// Adds what a setting means, allows and rests on.
    pub(super) fn of(&mut self, setting: SettingId) -> &mut Self {
        self.setting = Some(setting);
        self
    }
}

/// Texts and findings of one load.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    sources: Vec<Arc<Source>>,
    faults: Findings,
    warnings: Findings,
    /// Inputs of which lines could not be read.
    torn: BTreeSet<usize>,
    /// Whether a file or a line could not be read at all.
    lost: bool,
}

impl Report {
    /// Takes in the text of a file and returns its position.
    pub(super) fn add(&mut self, label: impl Into<String>, text: &str) -> usize {
        let ends =
            text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        self.sources.push(Arc::new(Source { label: label.into(), text: text.into(), lines }));
        self.sources.len() - 1
    }

    /// A text, to be shared with other reports.
    pub(super) fn shared(&self, source: usize) -> Option<Arc<Source>> {
        self.sources.get(source).cloned()
    }

    /// Takes in a text that another report has had, and returns its position.
    pub(super) fn add_shared(&mut self, source: &Arc<Source>) -> usize {
        self.sources.push(Arc::clone(source));
        self.sources.len() - 1
    }

    /// The text of an input.
    pub(super) fn text(&self, source: usize) -> Arc<str> {
        self.sources.get(source).map_or_else(|| "".into(), |source| Arc::clone(&source.text))
    }

    /// The whole of an input.
    pub(super) fn whole(&self, source: usize) -> Spot {
        Spot { source, start: 0, end: self.text(source).len() }
    }

    /// Adds a fault.
    pub(super) fn fault(&mut self, spot: Spot, kind: Kind) -> &mut Finding {
        self.faults.add(spot, kind)
    }

    /// A nearest word, unless there are so many faults that looking for words takes too long.
    pub(super) fn hint<T>(&self, find: impl FnOnce() -> Option<T>) -> Option<T> {
        if self.faults.count < MOST_HINTS { find() } else { None }
    }

    /// Notes that lines of an input could not be read: what is missing there may stand in them.
    pub(super) fn tear(&mut self, source: usize) {
        self.torn.insert(source);
    }

    /// Notes that something that was named could not be read: what is missing may stand there.
    pub(super) fn lose(&mut self) {
        self.lost = true;
    }

    /// Whether lines of an input could not be read.
    pub(super) fn is_torn(&self, source: usize) -> bool {
        self.torn.contains(&source)
    }

    /// Adds a warning.
    pub(super) fn warn(&mut self, spot: Spot, kind: Kind) -> &mut Finding {
        self.warnings.add(spot, kind)
    }

    /// Number of faults so far.
    pub(super) fn faults(&self) -> usize {
        self.faults.count
    }

    /// File and line of a place.
    pub(super) fn origin(&self, spot: Spot) -> Origin {
        self.sources.get(spot.source).map_or_else(
            || Origin { file: String::new(), line: 1 },
            |source| Origin { file: source.label.clone(), line: source.line_of(spot.start) },
        )
    }

    /// File and line of each place, where they are of several inputs.
    pub(super) fn places(&self, spots: &[Spot]) -> Vec<String> {
        if spots.iter().all(|spot| spot.source == spots[0].source) {
            return Vec::new();
        }
        let origins = spots.iter().map(|&spot| self.origin(spot));
        origins.map(|origin| format!("{}:{}", origin.file, origin.line)).collect()
    }

    /// Faults and warnings in words, sorted by file and place, each once.
    pub(super) fn finish(mut self) -> (Vec<Fault>, Vec<Fault>) {
        let (torn, lost) = (self.torn, self.lost);
        self.faults.kept.retain(|finding| {
            let kind = &finding.kind;
            !kind.is_absence()
                || !(torn.contains(&finding.spot.source) || lost && *kind != Kind::MissingSchema {})
        });
        let faults = in_order(self.faults.kept, &self.sources, Severity::Fault);
        let warnings = in_order(self.warnings.kept, &self.sources, Severity::Warning);
        (faults, warnings)
    }
}

/// Findings of a severity: the first of them by place, and how many there were.
#[derive(Clone, Debug, Default)]
struct Findings {
    kept: Vec<Finding>,
    count: usize,
}

impl Findings {
    /// Adds a finding; once there are twice too many, the later half by place gives way.
    fn add(&mut self, spot: Spot, kind: Kind) -> &mut Finding {
        if self.kept.len() >= 2 * MOST_KEPT {
            self.kept.sort_by_key(|finding| finding.spot);
            self.kept.truncate(MOST_KEPT);
        }
        self.count += 1;
        let at = self.kept.len();
        self.kept.push(Finding { spot, kind, near: None, more: None, setting: None, code: None });
        &mut self.kept[at]
    }
}

fn in_order(mut findings: Vec<Finding>, sources: &[Arc<Source>], severity: Severity) -> Vec<Fault> {
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

fn in_words(finding: &Finding, source: &Source, severity: Severity) -> Fault {
    let help: Vec<Phrase> = [
        finding.near.as_deref().map(phrases::did_you_mean),
        finding.more.clone(),
        finding.kind.help(),
        finding.setting.filter(|&id| !finding.kind.lists(id)).map(phrases::allowed),
        finding.setting.map(phrases::about),
    ]
    .into_iter()
    .flatten()
    .collect();
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
