//! The shipped scenarios as they load, and what each sets.

use std::sync::LazyLock;

use super::Line;
use crate::policy::{ChangeKind, Operation};
use crate::quantity::{Language, ZONES};
use crate::scenario::{Loaded, Options, load, sentence, shipped};
use crate::setting::{SettingId, Settings, Table};

static LOADED: LazyLock<Vec<Option<Loaded>>> = LazyLock::new(|| {
    let options = Options::default();
    shipped().iter().map(|(name, _)| load(name, &options).ok()).collect()
});

/// A shipped scenario; all of them load, which a test holds.
pub(super) fn loaded(at: usize) -> Option<&'static Loaded> {
    LOADED.get(at).and_then(Option::as_ref)
}

/// The baseline.
pub(super) fn baseline() -> Option<&'static Loaded> {
    loaded(shipped().iter().position(|(name, _)| *name == "baseline")?)
}

/// Which shipped scenarios set a setting, and to what.
pub(super) fn set_by(id: SettingId, language: Language) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, (name, _)) in shipped().iter().enumerate() {
        let Some(loaded) = loaded(at) else { continue };
        let mut told = Vec::new();
        told.extend(from_month_1(loaded, id, language));
        let changes = loaded.scenario.changes.iter().filter(|change| change.setting == id);
        told.extend(changes.map(|change| match (change.kind, change.operation) {
            (ChangeKind::Policy, Operation::Value(values)) => {
                let values = sentence::values(id, values);
                match language {
                    Language::En => format!("policy: {}", values.en),
                    Language::Zh => format!("政策：{}", values.zh),
                }
            }
            _ => {
                let words = sentence::change(change, &loaded.scenario.place);
                match language {
                    Language::En => format!("{}: {}", change.name, words.en),
                    Language::Zh => format!("{}：{}", change.name, words.zh),
                }
            }
        }));
        let colon = if language == Language::En { ": " } else { "：" };
        lines.extend(told.into_iter().map(|words| Line::Words(format!("{name}{colon}{words}"))));
    }
    lines
}

/// What a baseline says other than the default.
fn from_month_1(loaded: &Loaded, id: SettingId, language: Language) -> Option<String> {
    let scenario = &loaded.scenario;
    if scenario.place.from_table && id.setting().table() == Table::Place {
        return None;
    }
    let values = ZONES.map(|zone| scenario.baseline[zone.index()].get(id));
    let differs = ZONES.iter().zip(values).any(|(zone, value)| {
        let default = Settings::defaults(*zone).get(id);
        value != default && !(value.is_nan() && default.is_nan())
    });
    differs.then(|| {
        let values = sentence::values(id, values);
        match language {
            Language::En => format!("from month 1: {}", values.en),
            Language::Zh => format!("自第1个月起：{}", values.zh),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scenario_loads() {
        for (at, (name, _)) in shipped().iter().enumerate() {
            assert!(loaded(at).is_some(), "{name}");
        }
        assert!(baseline().is_some());
    }
}
