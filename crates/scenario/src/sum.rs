//! A sum of scenarios on the command line: `duties+team`, a file that extends both.

use super::chain::{Folder, Link, is_scenario};
use super::layer::{LONGEST_NAME, Layer, Worded, is_name};
use super::messages::{Kind, Report};

/// What joins the parts.
const PLUS: char = '+';

/// The parts of a word that names a sum; nothing if it is none. A path may hold a `+` of its own: the
/// longest words that name a scenario are taken, from the left.
pub(super) fn parts<'a>(folder: &Folder, word: &'a str) -> Option<Vec<&'a str>> {
    let plain: Vec<&str> = word.split(PLUS).collect();
    if plain.len() < 2 {
        return None;
    }
    let mut ends: Vec<usize> = word.match_indices(PLUS).map(|(at, _)| at).collect();
    ends.push(word.len());
    // Where nothing fits, plain words tell best which one is wrong.
    Some(fitting(folder, word, 0, &ends).unwrap_or(plain))
}

fn fitting<'a>(
    folder: &Folder,
    word: &'a str,
    from: usize,
    ends: &[usize],
) -> Option<Vec<&'a str>> {
    for (at, &end) in ends.iter().enumerate().rev() {
        let part = word.get(from..end)?;
        if !is_scenario(folder, part.trim()) {
            continue;
        }
        if end == word.len() {
            return Some(vec![part]);
        }
        if let Some(rest) = fitting(folder, word, end + 1, &ends[at + 1..]) {
            return Some([vec![part], rest].concat());
        }
    }
    None
}

/// What a sum says of itself: names and summaries of its parts, one after the other.
pub(super) fn layer(report: &mut Report, source: usize, parts: &[usize], links: &[Link]) -> Layer {
    let spot = report.whole(source);
    let worded = |word: String| Some(Worded { word, spot });
    let said = |word: String| if word.is_empty() { None } else { worded(word) };
    let layers = || parts.iter().map(|&at| &links[at]);
    let names: Vec<String> = layers().map(name_of).collect();
    let name = names.join("+");
    if !parts.is_empty() && !is_name(&name) {
        let most = u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX);
        report.fault(spot, Kind::SumTooLong { name: name.clone(), most });
    }
    let word = |of: &Option<Worded>| of.as_ref().map(|worded| worded.word.clone());
    let english = |link: &Link| word(&link.layer.summary);
    let chinese = |link: &Link| word(&link.layer.summary_zh).or_else(|| english(link));
    let titles = |of: &dyn Fn(&Link) -> Option<String>, plus: &str| {
        let titled =
            layers().any(|link| link.layer.title.is_some() || link.layer.title_zh.is_some());
        let called = |link: &Link| of(link).unwrap_or_else(|| name_of(link));
        // The county of which it is one says nothing of what is decided.
        let decides = layers().filter(|link| decides(link, links));
        let titles: Vec<String> = decides.map(called).collect();
        let all = || layers().map(called).collect::<Vec<_>>().join(plus);
        titled.then(|| if titles.is_empty() { all() } else { titles.join(plus) })
    };
    let title = |link: &Link| word(&link.layer.title);
    let title_zh = |link: &Link| word(&link.layer.title_zh).or_else(|| title(link));
    Layer {
        name: worded(name),
        title: titles(&title, " + ").and_then(worded),
        title_zh: titles(&title_zh, " + ").and_then(worded),
        summary: said(layers().filter_map(english).collect::<Vec<_>>().join(" ")),
        summary_zh: said(layers().filter_map(chinese).collect::<String>()),
        ..Layer::default()
    }
}

/// Whether a scenario or one that it extends decides anything, beside saying how things are.
fn decides(link: &Link, links: &[Link]) -> bool {
    let Layer { policy, interventions, shocks, .. } = &link.layer;
    let own = !(policy.is_empty() && interventions.is_empty() && shocks.is_empty());
    // A file stands before its parents, so this ends.
    own || link.parents.iter().any(|&at| decides(&links[at], links))
}

fn name_of(link: &Link) -> String {
    link.layer.name.as_ref().map_or_else(|| link.stem.clone(), |name| name.word.clone())
}
