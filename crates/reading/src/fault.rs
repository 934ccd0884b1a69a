//! Faults: what is wrong with an input, where, and what would be right.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use crate::catalogue::spelt;
use crate::phrases::{self, and_more, level_name};
use crate::report::MOST_KEPT;
use words::{Language, Phrase, wrap};

/// The most faults that a rendering shows in full.
const MOST_SHOWN: usize = 100;
/// Columns of a terminal.
const TERMINAL: usize = 80;
/// The longest part of a line that a rendering looks at, in bytes to each side of the fault.
const WINDOW: usize = 400;

/// Whether a run may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The input is refused.
    Fault,
    /// Legal but unusual.
    Warning,
}

/// One thing that is wrong, or unusual, at one place of one input.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Stable code, such as `scenario::unknown_key`.
    pub code: &'static str,
    /// Fault or warning.
    pub severity: Severity,
    /// The file as the reader named it; `--set` for what the command line gave.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the input.
    pub span: Range<usize>,
    /// What was found.
    pub message: Phrase,
    /// What is allowed, and the nearest valid word.
    pub help: Vec<Phrase>,
    /// The text of the input.
    pub source: Arc<str>,
}

impl Fault {
    /// Place, line with a caret, message and help, without colour.
    pub fn render(&self, language: Language) -> String {
        self.draw(language, &Renderer::plain().term_width(TERMINAL))
    }

    fn draw(&self, language: Language, renderer: &Renderer) -> String {
        let excerpt = Excerpt::of(&self.source, &self.span);
        let level = match self.severity {
            Severity::Fault => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let path = excerpt.path(self);
        let snippet = Snippet::source(excerpt.text)
            .line_start(self.line)
            .path(path)
            .annotation(AnnotationKind::Primary.span(excerpt.span));
        let name = level_name(self.severity).say(language);
        let before = name.width() + self.code.len() + "[]: ".len();
        let message = in_lines(self.message.say(language), before);
        let title = level.with_name(name).primary_title(message).id(self.code);
        let mut group: Group<'_> = title.element(snippet);
        let margin = self.line.to_string().len() + " = ".len();
        for help in &self.help {
            let name = phrases::HELP.say(language);
            let help = in_lines(help.say(language), margin + name.width() + ": ".len());
            group = group.element(Level::HELP.with_name(name).message(help));
        }
        renderer.render(&[group])
    }
}

/// A text in lines of a terminal, behind something that takes some columns.
fn in_lines(text: &str, before: usize) -> String {
    wrap(text, TERMINAL.saturating_sub(before)).join("\n")
}

/// The line of a fault, or the part of a long line around it.
struct Excerpt<'a> {
    text: Cow<'a, str>,
    span: Range<usize>,
    cut: bool,
}

impl<'a> Excerpt<'a> {
    fn of(source: &'a str, span: &Range<usize>) -> Self {
        let start = floor_boundary(source, span.start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let from = floor_boundary(source, line_start.max(start.saturating_sub(WINDOW)));
        let to = floor_boundary(source, line_end.min(start + WINDOW));
        let text = without_c1(source[from..to].trim_end_matches('\r'));
        let end = floor_boundary(source, span.end.clamp(start, to)) - from;
        let span = (start - from).min(text.len())..end.min(text.len());
        Self { text, span, cut: from > line_start }
    }

    /// The name for the arrow line; a line cut at its start would shift the column, so it is spelt out.
    fn path(&self, fault: &Fault) -> String {
        if self.cut {
            format!("{} (column {})", spelt(&fault.file), fault.column)
        } else {
            spelt(&fault.file)
        }
    }
}

/// A text in which control characters of two bytes, some of which steer terminals, are others of two
/// bytes. Those of one byte the renderer shows as pictures.
fn without_c1(text: &str) -> Cow<'_, str> {
    let is_c1 = |letter: char| ('\u{80}'..='\u{9f}').contains(&letter);
    if text.contains(is_c1) { text.replace(is_c1, "¿").into() } else { text.into() }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// All faults of an input, sorted by file and place, and what else is unusual in it.
#[derive(Clone, Debug)]
pub struct Faults {
    /// The faults, in the order of file and place.
    pub faults: Vec<Fault>,
    /// What is legal but unusual.
    pub warnings: Vec<Fault>,
}

impl Faults {
    /// The faults.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.faults.iter()
    }

    /// Number of faults.
    pub fn len(&self) -> usize {
        self.faults.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// What is legal but unusual.
    pub fn warnings(&self) -> &[Fault] {
        &self.warnings
    }

    /// All faults, then the warnings, as text, without colour.
    pub fn render(&self, language: Language) -> String {
        let mut text = render(&self.faults, language, false);
        if !self.warnings.is_empty() {
            text += "\n\n";
            text += &render(&self.warnings, language, false);
        }
        text
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Display for Faults {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.render(Language::En))
    }
}

impl std::error::Error for Faults {}

/// Faults or warnings as text, with colour if asked for.
pub fn render(faults: &[Fault], language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(TERMINAL);
    let mut blocks: Vec<String> =
        faults.iter().take(MOST_SHOWN).map(|fault| fault.draw(language, &renderer)).collect();
    if faults.len() > MOST_SHOWN {
        let at_least = faults.len() == MOST_KEPT;
        blocks.push(and_more(faults.len() - MOST_SHOWN, at_least).say(language).to_owned());
    }
    blocks.join("\n\n")
}
