//! Levers and assumptions for the page: all from the registry.

use serde_json::{Value, json};

use super::answer::{both, text};
use super::question::together;
use crate::quantity::Choice;
use crate::setting::{Scope, SettingId, Table};

/// The levers that stand first, where the start sets no others: what the proposals are about, from the cheap to
/// the dear.
const FIRST: [&str; 9] = [
    "mandate_clarity",
    "admin_cap_share",
    "pay_ratio",
    "career_path",
    "one_stop",
    "grant_per_adult",
    "release_delay",
    "migrant_service_access",
    "migrant_rights",
];

/// All levers, in the order of `docs/levers.md`.
pub(super) fn all() -> Value {
    SettingId::all().filter(|id| id.setting().is_lever()).map(of).collect()
}

/// Settings that differ from world to world.
pub(super) fn assumptions() -> Value {
    let varies = |id: &SettingId| {
        let setting = id.setting();
        setting.doubt.is_some()
            && setting.table() == Table::Values
            && setting.choice == Choice::Real
    };
    SettingId::all().filter(varies).map(of).collect()
}

fn of(id: SettingId) -> Value {
    let setting = id.setting();
    let (low, high) = setting.range;
    let (kind, words): (&str, &[&str]) = match setting.choice {
        Choice::Real => ("real", &[]),
        Choice::Whole => ("whole", &[]),
        Choice::Flag => ("flag", &[]),
        Choice::Words(words) => ("words", words),
    };
    let default: Vec<Option<f64>> =
        setting.default.iter().map(|value| value.is_finite().then_some(*value)).collect();
    json!({
        "id": setting.id,
        "name": text(setting.name),
        "meaning": text(setting.meaning),
        "group": text(setting.group),
        "first": FIRST.iter().position(|first| *first == setting.id),
        "unit": text(setting.unit),
        "kind": kind,
        "by_zone": setting.scope == Scope::Community && matches!(kind, "real" | "whole"),
        "words": words,
        "said": words.iter().map(|of| both(&scenario::sentence::word(of))).collect::<Vec<_>>(),
        "default": default,
        "range": [low, high],
        "usual": setting.plausible.map(|(low, high)| [low, high]),
        "worlds": setting.doubt.map(|doubt| {
            let factor = if doubt.is_factor { setting.default[0] } else { 1.0 };
            [doubt.low * factor, doubt.high * factor]
        }),
        "decides": setting.decides.map(|who| text(who.text())),
        "costs": setting.costs_money,
        "ground": text(setting.ground.text()),
        "source": setting.source,
        "read": both(&setting.reading()),
        "together": together(id).map(|(with, rule)| json!({"with": with, "rule": both(&rule)})),
    })
}
