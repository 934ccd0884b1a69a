//! The answers to a request on one seed.

use serde_json::{Map, Value, json};

use super::request::Request;
use crate::experiment::{Forks, Whole};
use crate::metric::{Detail, Level, METRICS, Shown};

/// The answers on a seed: one for each area of the level that was asked for.
pub fn answers(request: &Request, seed: u64, worlds: &Forks) -> Vec<Value> {
    let detail = match request.level {
        Some(Level::Community) => Detail::Community,
        _ => Detail::Zone,
    };
    let run = |scenario| worlds.run(scenario, seed, detail, true, &|| false);
    // The pair first: it is the world that the scenario most likely goes on from.
    let pair = request.pair.as_ref().and_then(run);
    let Some(whole) = run(&request.scenario) else { return Vec::new() };
    let widest = whole.areas.first().map(|area| area.level);
    let level = request.level.or(widest);
    let is_asked = |at: &usize| Some(whole.areas[*at].level) == level;
    let areas = (0..whole.areas.len()).filter(is_asked);
    areas.map(|area| answer(request, seed, area, &whole, pair.as_ref())).collect()
}

fn answer(request: &Request, seed: u64, area: usize, whole: &Whole, pair: Option<&Whole>) -> Value {
    let value = |of: &Whole, metric: usize| of.values[area * METRICS.len() + metric];
    let object = |value: &dyn Fn(usize) -> f64| {
        let all = request
            .metrics
            .iter()
            .map(|&metric| (METRICS[metric].id.to_owned(), number(metric, value(metric))));
        Value::Object(all.collect::<Map<String, Value>>())
    };
    let mut answer = json!({
        "id": request.id,
        "seed": seed,
        "scenario": request.scenario.name,
        "level": whole.areas[area].level.id(),
        "area": whole.areas[area].name,
        "values": object(&|metric| value(whole, metric)),
    });
    if let (Some(pair), Some(other)) = (pair, &request.pair) {
        answer["pair"] = other.name.clone().into();
        answer["pair_values"] = object(&|metric| value(pair, metric));
        answer["differences"] = object(&|metric| value(whole, metric) - value(pair, metric));
    }
    answer
}

/// A value of a metric: counts are whole, and null is none.
fn number(metric: usize, value: f64) -> Value {
    if !value.is_finite() {
        Value::Null
    } else if METRICS[metric].shown == Shown::Count {
        json!(value as i64)
    } else {
        // Zero has no sign.
        json!(value + 0.0)
    }
}
