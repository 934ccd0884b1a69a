//! Layers laid over each other: a child over its parents, the command line over all.

use std::path::Path;

use super::chain::{Chain, Folder};
use super::command_line::{Options, lay_over, read_set};
use super::conflict;
use super::draft::read_draft;
use super::layer::{Layer, Named, Worded, is_name};
use super::messages::{Kind, Report};
use super::sheet::{self, Sheet};
use model::policy::ChangeKind;
use model::setting;
use model::setting::Settings;
use reading::Value;
use reading::tree::Entry;
use reading::{FileMessage, Spot};
use words::say;

/// The table of a place: the word that names it, and where the word leads from.
#[derive(Clone, Debug)]
pub(super) struct TableAt {
    pub word: Worded,
    pub folder: Folder,
    /// Whether a file names it, not the command line.
    pub(crate) in_file: bool,
}

/// All layers as one.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    pub name: String,
    pub title: Option<String>,
    pub(crate) title_zh: Option<String>,
    pub summary: String,
    pub(crate) summary_zh: Option<String>,
    pub horizon: Sheet,
    pub table: Option<TableAt>,
    pub place: Sheet,
    pub baseline: Sheet,
    pub policy: Sheet,
    pub interventions: Named,
    pub shocks: Named,
    /// What to point at for want of a better place.
    pub top: Spot,
    /// Where name, title, Chinese title, summary and Chinese summary stand, if the file gives them.
    pub words: [Option<Spot>; 5],
}

impl Merged {
    /// Months of burn-in.
    pub(crate) fn burn_in(&self) -> u32 {
        let given = self.horizon.get(&setting!("burn_in")).and_then(|given| given[0]);
        let default = || Settings::defaults_by_zone()[0].place.burn_in;
        given.map_or_else(default, |given| given.number as u32)
    }
}

/// What a scenario is called that gives no name, of a file whose name cannot be one.
const UNNAMED: &str = "scenario";

/// Lays a chain of files over each other, and a place that the command line names over them.
pub(super) fn files(report: &mut Report, chain: &Chain, options: &Options) -> Merged {
    let top = chain.links.first().map_or(0, |link| link.source);
    let stem = chain.links.first().map(|link| link.stem.clone()).unwrap_or_default();
    let mut merged = Merged {
        name: if is_name(&stem) { stem } else { UNNAMED.to_owned() },
        title: None,
        title_zh: None,
        summary: String::new(),
        summary_zh: None,
        horizon: Sheet::new(),
        table: None,
        place: Sheet::new(),
        baseline: Sheet::new(),
        policy: Sheet::new(),
        interventions: Named::new(),
        shocks: Named::new(),
        top: Spot { source: top, start: 0, end: 0 },
        words: [None; 5],
    };
    let last = chain.links.len().saturating_sub(1);
    for (at, link) in chain.links.iter().rev().enumerate() {
        let mut layer = link.layer.clone();
        if at < last {
            layer.forget_words();
        }
        let (interventions, shocks) = (take(&mut layer.interventions), take(&mut layer.shocks));
        replace(report, ChangeKind::Intervention, &mut merged.interventions, interventions);
        replace(report, ChangeKind::Shock, &mut merged.shocks, shocks);
        lay_place(report, &mut merged, &layer, &link.folder, true);
        lay_values(&mut merged, layer);
    }
    if let Some(path) = &options.place {
        take_place(report, &mut merged, path);
    }
    tell_name(report, chain, &merged);
    merged
}

/// Tells of a file whose name no scenario can have, if the file does not say what it is called.
fn tell_name(report: &mut Report, chain: &Chain, merged: &Merged) {
    let Some(stem) = chain.links.first().map(|link| &link.stem) else { return };
    if merged.words[0].is_some() || is_name(stem) {
        return;
    }
    let what = say!(
        en "no scenario can be called `{stem}`, as this one's file is; it is called `{UNNAMED}`"
        zh "情景不能称为`{stem}`（与文件同名）；现称为`{UNNAMED}`"
    );
    let help = say!(
        en "write `name = \"...\"` into the file, or rename it"
        zh "请在文件中写入`name = \"...\"`，或重命名文件"
    );
    report.warn(merged.top, FileMessage::Own { what }).more(Some(help)).code("scenario::file_name");
}

/// Lays what the command line sets, and values that a program gives, over merged files.
pub(super) fn lay_set(
    report: &mut Report,
    (chain, merged): (&Chain, &mut Merged),
    options: &Options,
    values: &[(&str, Value)],
) {
    let layer = read_set(report, &options.set, values);
    conflict::check(report, chain, merged, (&layer, options));
    lay_place(report, merged, &layer, &Folder::Disk(Path::new("").to_path_buf()), false);
    lay_named(&mut merged.interventions, &layer.interventions);
    lay_named(&mut merged.shocks, &layer.shocks);
    lay_values(merged, layer);
}

fn take(named: &mut Named) -> Named {
    std::mem::take(named)
}

/// An intervention replaces one of the same name whole; what it replaces is still checked.
fn replace(report: &mut Report, kind: ChangeKind, under: &mut Named, over: Named) {
    for (name, entry) in over {
        if let Some(old) = under.insert(name.clone(), entry) {
            read_draft(report, kind, &name, &old);
        }
    }
}

fn lay_named(under: &mut Named, over: &Named) {
    for (name, entry) in over {
        let Entry { key, node } = entry.clone();
        lay_over(under, name.clone(), Entry { key, node });
    }
}

fn lay_values(merged: &mut Merged, layer: Layer) {
    if let Some(name) = layer.name {
        merged.name = name.word;
        merged.words[0] = Some(name.spot);
    }
    if let Some(title) = layer.title {
        merged.title = Some(title.word);
        merged.words[1] = Some(title.spot);
    }
    if let Some(title) = layer.title_zh {
        merged.title_zh = Some(title.word);
        merged.words[2] = Some(title.spot);
    }
    if let Some(summary) = layer.summary {
        merged.summary = summary.word;
        merged.words[3] = Some(summary.spot);
    }
    if let Some(summary) = layer.summary_zh {
        merged.summary_zh = Some(summary.word);
        merged.words[4] = Some(summary.spot);
    }
    sheet::overlay(&mut merged.horizon, &layer.horizon);
    sheet::overlay(&mut merged.baseline, &layer.baseline);
    sheet::overlay(&mut merged.policy, &layer.policy);
}

/// A table replaces numbers by zone; numbers of a later file replace a table, those of `--set` cannot.
fn lay_place(
    report: &mut Report,
    merged: &mut Merged,
    layer: &Layer,
    folder: &Folder,
    is_file: bool,
) {
    if let Some(word) = &layer.table {
        merged.table =
            Some(TableAt { word: word.clone(), folder: folder.clone(), in_file: is_file });
        merged.place = Sheet::new();
        return;
    }
    if merged.table.is_some() {
        let replaces = is_file && layer.place.keys().any(|id| id.setting().by_zone);
        if replaces {
            merged.table = None;
        } else {
            for (id, values) in &layer.place {
                for given in values.iter().flatten().take(1) {
                    report.fault(given.spot, Kind::PlaceTwice { key: id.setting().id.to_owned() });
                }
            }
            return;
        }
    }
    sheet::overlay(&mut merged.place, &layer.place);
}

fn take_place(report: &mut Report, merged: &mut Merged, path: &Path) {
    let word = path.display().to_string();
    let source = report.add("--place", &word);
    let spot = report.whole(source);
    let folder = Folder::Disk(Path::new("").to_path_buf());
    merged.table = Some(TableAt { word: Worded { word, spot }, folder, in_file: false });
    merged.place = Sheet::new();
}
