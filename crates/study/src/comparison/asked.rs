//! What was asked of a comparison that ran until it was met, and what came of it: in sentences.

use super::{Comparison, Design};
use crate::metric::{self, METRICS, Shown};
use crate::quantity::Phrase;

/// Sentences on the named metrics, for the table and the report; none where no metric was named.
pub fn asked(of: &Comparison) -> Vec<Phrase> {
    let mut said: Vec<Phrase> = of
        .design
        .precision
        .iter()
        .filter_map(|(id, half)| asked_and_got(of, metric::find(id)?, *half))
        .collect();
    said.extend(leaning(&of.design));
    said
}

/// Names of the metrics for which seeds were added.
pub fn named(design: &Design) -> Phrase {
    let ids = design.precision.iter().map(|(id, _)| id).chain(&design.decide);
    let mut metrics: Vec<usize> = ids.filter_map(|id| metric::find(id)).collect();
    metrics.sort_unstable();
    metrics.dedup();
    names(&metrics)
}

fn names(metrics: &[usize]) -> Phrase {
    let all = |of: fn(&metric::Metric) -> &'static str, comma: &str| {
        metrics.iter().map(|&at| of(&METRICS[at])).collect::<Vec<_>>().join(comma)
    };
    Phrase { en: all(|of| of.name.en, ", "), zh: all(|of| of.name.zh, "、") }
}

/// How narrow an interval was asked for, and how narrow it is in each scenario.
fn asked_and_got(of: &Comparison, metric: usize, half: f64) -> Option<Phrase> {
    let entry = &METRICS[metric];
    let shown = Shown::of(metric);
    let found = of.differences.iter().filter(|found| found.metric == entry.id);
    let mut got = found.map(|found| {
        let half = found.half_width().map_or_else(|| Phrase::same("-"), |half| shown.amount(half));
        (found.scenario.as_str(), half)
    });
    let (first, first_half) = got.next()?;
    let mut parts =
        [format!("{} in {first}", first_half.en), format!("{first}为 {}", first_half.zh)];
    for (scenario, half) in got {
        parts[0].push_str(&format!(", {} in {scenario}", half.en));
        parts[1].push_str(&format!("，{scenario}为 {}", half.zh));
    }
    let wanted = shown.amount(half);
    let [en, zh] = parts;
    Some(Phrase {
        en: format!(
            "Asked for {}: half an interval of at most {}; got {en}.",
            entry.name.en, wanted.en
        ),
        zh: format!("{}：要求区间半宽不超过 {}；实得{zh}。", entry.name.zh, wanted.zh),
    })
}

/// That estimates lean, where seeds were added until a verdict was clear.
fn leaning(design: &Design) -> Option<Phrase> {
    let metrics: Vec<usize> = design.leans.iter().filter_map(|id| metric::find(id)).collect();
    if metrics.is_empty() {
        return None;
    }
    let names = names(&metrics);
    Some(Phrase {
        en: format!(
            "Seeds were added until the verdict was clear, so the estimated difference leans away \
             from zero (of {}, and of what moves with it): for its size run other seeds, their \
             number fixed before.",
            names.en
        ),
        zh: format!(
            "逐批增加种子直至结论明确，因此差异的估计值偏离零（{}及与之一同变动的指标）：若要知道差异大小，请另用事先定好数目的其他种子运行。",
            names.zh
        ),
    })
}
