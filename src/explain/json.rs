//! Entries as JSON, for programs: numbers where a page has words.

use serde_json::{Value, json};

use super::Subject;
use crate::metric::{METRICS, Metric};
use crate::quantity::{Choice, Language, Text, ZONES, Zone};
use crate::setting::{Doubt, Setting};

/// What can be said of a subject in numbers and both languages.
pub fn entry(subject: Subject) -> Value {
    let mut entry = json!({
        "id": subject.id(),
        "kind": subject.kind().one().en,
        "name": both(subject.name()),
        "meaning": {
            "en": subject.meaning(Language::En),
            "zh": subject.meaning(Language::Zh),
        },
    });
    let more = match subject {
        Subject::Setting(id) => setting(id.setting()),
        Subject::Metric(at) => metric(&METRICS[at]),
        _ => json!({}),
    };
    if let (Value::Object(entry), Value::Object(more)) = (&mut entry, more) {
        entry.extend(more);
    }
    entry
}

fn both(text: Text) -> Value {
    json!({ "en": text.en, "zh": text.zh })
}

/// A number, or nothing where there is none or no end.
fn finite(number: f64) -> Value {
    if number.is_finite() { json!(number) } else { Value::Null }
}

fn setting(setting: &Setting) -> Value {
    let default = if setting.by_zone {
        let of = |zone: Zone| value_of(setting, setting.default[zone.index()]);
        ZONES.into_iter().map(|zone| (zone.id().to_owned(), of(zone))).collect()
    } else {
        value_of(setting, setting.default[0])
    };
    let doubt = setting.doubt;
    json!({
        "group": both(setting.group),
        "plain": setting.plain.map(both),
        "unit": both(setting.unit),
        "default": default,
        "low": finite(setting.range.0),
        "high": finite(setting.range.1),
        "usual": setting.plausible.map(|(low, high)| json!({ "low": low, "high": high })),
        "nature": setting.nature.id(),
        "plausible": doubt.map(|doubt| json!({
            "low": doubt.low,
            "high": doubt.high,
            "factor_on_default": doubt.is_factor,
            "together": doubt.together,
            "ground": both(doubt.why.text()),
        })),
        "shape": doubt.map(|Doubt { shape, .. }| shape.id()),
        "ground": setting.ground.text().en,
        "source": setting.source,
        "decides": setting.decides.map(|who| who.text().en),
    })
}

/// A value as a scenario file writes it; nothing where it is worked out from others.
fn value_of(setting: &Setting, number: f64) -> Value {
    match setting.choice {
        Choice::Real | Choice::Whole => finite(number),
        Choice::Flag => json!(number >= 0.5),
        Choice::Words(words) => json!(words.get(number as usize)),
    }
}

fn metric(metric: &Metric) -> Value {
    json!({
        "family": both(metric.family),
        "unit": both(metric.unit),
        "low": finite(metric.range.0),
        "high": finite(metric.range.1),
        "better": metric.better.text().en,
        "margin": metric.margin.size,
    })
}
