//! What a page is told of a question: numbers, words and pictures, all of them the report's own.

use report::report::pieces::{self, Row};
use serde_json::{Value, json};

use super::open::{Question, SEEDS, WORLDS};
use crate::comparison::Comparison;
use crate::experiment::SeedOutcome;
use crate::quantity::{Phrase, Text, grouped};

/// A phrase for the page.
pub(super) fn both(of: &Phrase) -> Value {
    json!({"en": of.en, "zh": of.zh})
}

/// The same of a text.
pub(super) fn text(of: Text) -> Value {
    json!({"en": of.en, "zh": of.zh})
}

/// So many histories have an interval; of fewer each is told, since an interval of two or three is as wide as
/// all that may be and says nothing.
const FEWEST_WITH_INTERVAL: usize = 6;

/// An answer.
pub(super) fn event(question: &Question, found: &Comparison, outcomes: &[SeedOutcome]) -> Value {
    let first = found.first_look();
    let packages = |at: usize| -> Value {
        let name = &question.read.arms[at].name;
        let rows = pieces::rows(found, name, &first);
        json!({
            "name": name,
            "title": {
                "en": found.arms[at].title[0],
                "zh": found.arms[at].title[1],
            },
            "same": found.arms[at].same.as_ref().map(|[en, zh]| json!({"en": en, "zh": zh})),
            "rows": rows.iter().map(|of| row(of, few(outcomes, at, &of.metric))).collect::<Vec<_>>(),
        })
    };
    let worlds = found.futures.as_ref();
    json!({
        "key": question.read.key,
        "seeds": found.design.seeds.len(),
        "target": question.target(),
        "usual": SEEDS,
        "worlds": worlds.map_or(0, |of| of.worlds.len()),
        "all_worlds": WORLDS,
        "months": found.design.months,
        "burn_in": found.design.burn_in,
        "packages": (1..found.arms.len()).map(packages).collect::<Vec<_>>(),
        "certainty": both(&found.design.certainty()),
        "adjusted": found.design.adjusted_for(&found.differences).as_ref().map(both),
        "worlds_meant": worlds.and_then(|of| of.meant().into_iter().next()).as_ref().map(both),
        "why": question.why().is_some(),
        "drivers": drivers(found, &first),
        "metrics": found.metrics.iter().map(|id| {
            json!({"id": id, "name": text(crate::metric::entry(id).name)})
        }).collect::<Vec<_>>(),
        "sample": question.sample().map(|sample| {
            let [some, all] = sample.communities;
            let [adults, of] = sample.adults.map(grouped);
            both(&words::say!(
                en "A sample: {some} of {all} communities, {adults} of {of} adults, drawn in proportion from counties, zones and sizes. Intervals do not count what other communities would change."
                zh "抽样：{all} 个社区中的 {some} 个，{of} 名成年居民中的 {adults} 名，按旗县、地区类型和规模成比例抽取。区间未计入其他社区可能带来的变化。"
            ))
        }),
    })
}

/// The most assumptions that are put up for dispute.
const MOST_DRIVERS: usize = 5;

/// The settings on which the differences of the first look hang most over worlds, the largest first; with how much
/// of the variance of which outcome, and whether that is above what luck alone would show.
fn drivers(found: &Comparison, first: &[&str]) -> Value {
    let Some(futures) = &found.futures else { return json!([]) };
    let area = futures.areas.first().map_or("", |[_, name]| name.as_str());
    let mut all: Vec<(String, f64, bool, &str)> = Vec::new();
    for arm in &found.arms[1..] {
        for &metric in first {
            let Some(outlook) = futures.outlook(&arm.name, metric, area) else { continue };
            let hangs = &outlook.hangs;
            let sure = hangs.drivers.iter().map(|driver| (driver, true));
            let most = hangs.most.iter().map(|driver| (driver, false));
            for (driver, is_sure) in sure.chain(most) {
                all.push((driver.setting.clone(), driver.explains, is_sure, metric));
            }
        }
    }
    all.sort_by(|a, b| (b.2, b.1).partial_cmp(&(a.2, a.1)).unwrap_or(std::cmp::Ordering::Equal));
    let mut told: Vec<Value> = Vec::new();
    for (setting, explains, is_sure, metric) in all {
        if told.len() < MOST_DRIVERS && told.iter().all(|of| of["setting"] != *setting) {
            let name = text(crate::metric::entry(metric).name);
            told.push(
                json!({"setting": setting, "explains": explains, "sure": is_sure, "metric": name}),
            );
        }
    }
    told.into()
}

/// What each of a few histories shows of a difference, with its sign and as a mark; nothing where there are enough
/// for an interval.
fn few(outcomes: &[SeedOutcome], arm: usize, metric: &str) -> Option<(Vec<String>, String)> {
    let position = crate::metric::METRICS.iter().position(|entry| entry.id == metric);
    let column = position.filter(|_| outcomes.len() < FEWEST_WITH_INTERVAL)?;
    let shown = crate::metric::Shown::of(column);
    let value = |outcome: &SeedOutcome, arm: usize| {
        let arm = outcome.arms.get(arm).and_then(Option::as_ref);
        arm.and_then(|arm| arm.seen.run.get(column)).copied().unwrap_or(f64::NAN)
    };
    let by = |arm: usize| -> Vec<f64> {
        outcomes.iter().map(|outcome| value(outcome, arm) - value(outcome, 0)).collect()
    };
    let arms = outcomes.first().map_or(0, |outcome| outcome.arms.len());
    let all: Vec<f64> = (1..arms).flat_map(by).collect();
    let own = by(arm);
    let told = own.iter().map(|&by| shown.change([by, f64::NAN, f64::NAN])).collect();
    Some((told, pieces::histories(metric, &own, &all)))
}

fn row(of: &Row, few: Option<(Vec<String>, String)>) -> Value {
    let (each, mark) = few.unwrap_or_else(|| (Vec::new(), of.mark.clone()));
    json!({
        "metric": of.metric,
        "name": both(&of.name),
        "today": of.baseline,
        "mine": of.mean,
        "change": both(&of.change),
        "each": each,
        "half": of.half.as_ref().map(both),
        "verdict": of.verdict,
        "symbol": of.symbol,
        "said": both(&of.said),
        "doubts": of.doubts.as_ref().map(both),
        "mark": mark,
    })
}

/// The months of an outcome in numbers, for the line that a finger follows.
pub(super) fn months(found: &Comparison, metric: &str) -> Value {
    let series = found.series.iter().filter(|series| series.metric == metric);
    let shown = crate::metric::entry(metric).shown;
    json!({
        "unit": both(&pieces::unit(metric)),
        "scale": shown.scale(),
        "decimals": shown.decimals(),
        "burn_in": found.design.burn_in,
        "arms": series.map(|of| json!({
            "arm": of.arm, "mean": of.mean, "low": of.low, "high": of.high,
        })).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{ArmOutcome, Seen};

    #[test]
    fn of_a_few_histories_each_is_told_and_of_more_none() {
        let column =
            crate::metric::METRICS.iter().position(|of| of.id == "participation_yearly").unwrap();
        let arm = |value: f64| {
            let mut run = vec![f64::NAN; column + 1];
            run[column] = value;
            let seen = Seen { run, ..Seen::default() };
            Some(ArmOutcome { first_difference: None, months_run: 1, seen, lived: None })
        };
        let outcome =
            |seed| SeedOutcome { seed, arms: vec![arm(0.5), arm(0.5 + 0.01 * seed as f64)] };
        let outcomes: Vec<SeedOutcome> = (1..=6).map(outcome).collect();
        let (each, mark) = few(&outcomes[..2], 1, "participation_yearly").unwrap();
        assert_eq!(each, ["+1.0", "+2.0"]);
        assert_eq!(mark.matches("<circle").count(), 2);
        assert!(few(&outcomes[..5], 1, "participation_yearly").is_some());
        assert!(few(&outcomes, 1, "participation_yearly").is_none());
        // What was not seen is a gap, and no point.
        let (each, mark) = few(&outcomes[..2], 2, "participation_yearly").unwrap();
        assert_eq!((each, mark.matches("<circle").count()), (vec!["-".to_owned(); 2], 0));
    }
}
