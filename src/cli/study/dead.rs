//! Factors that cannot act: tried, not guessed.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::opened::{Opened, ends, options};
use crate::metric::Detail;
use crate::quantity::{Language, Text};
use crate::scenario::{Base, Factor};
use study::experiment::Forks;

/// A factor whose ends show the same to the bit on one seed, in the last scenario of the study; and what the
/// registry knows of why.
pub fn dead(opened: &Opened, threads: usize, language: Language) -> Vec<(String, String)> {
    let factors = &opened.study.factors;
    let name = opened.study.scenarios.last();
    let base = name.and_then(|name| Base::read_with(name, &options(&opened.study)).ok());
    let Some(base) = base else { return Vec::new() };
    let next = AtomicUsize::new(0);
    let mut found: Vec<(usize, (String, String))> = std::thread::scope(|scope| {
        let work = || {
            let mut mine = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(factor) = factors.get(at) else { return mine };
                if is_dead(&base, factor) {
                    mine.push((at, (factor.path.clone(), why(factor, language))));
                }
            }
        };
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, told)| told).collect()
}

fn is_dead(base: &Base, factor: &Factor) -> bool {
    let worlds = Forks::new(0);
    let shown = |value: String| {
        let set = vec![format!("{}={value}", factor.path)];
        let scenario = base.with_set(&set).ok()?;
        let whole = worlds.run(&scenario, 1, Detail::Zone, false, &|| false)?;
        Some(whole.values.iter().map(|value| value.to_bits()).collect::<Vec<u64>>())
    };
    let all: Vec<_> = ends(factor).into_iter().map(shown).collect();
    all.iter().all(Option::is_some) && all.windows(2).all(|pair| pair[0] == pair[1])
}

/// What the registry knows of why a setting may not act.
fn why(factor: &Factor, language: Language) -> String {
    let Some(setting) = factor.setting.map(|id| id.setting()) else { return String::new() };
    let gates: Vec<String> =
        setting.gates.iter().map(|gate| gate.text().say(language).to_owned()).collect();
    let comma = Text { en: ", ", zh: "，" }.say(language);
    match (gates.is_empty(), language) {
        (true, _) => Text {
            en: "; the scenario may set it itself in the months that count, or what reads it never comes about here",
            zh: "；可能情景在所计月份中自行设定了它，或读取它的情况在此从未发生",
        }
        .say(language)
        .to_owned(),
        (false, Language::En) => format!("; it acts only where {}", gates.join(comma)),
        (false, Language::Zh) => format!("；仅在{}时起作用", gates.join(comma)),
    }
}
