//! The registries as one hash: programs that speak with this one see by it whether they know its words.

use super::receipt::sha256;
use crate::metric::METRICS;
use crate::setting::SettingId;

/// SHA-256 over identifiers, ranges, defaults and units of all settings and metrics.
pub fn registry_hash() -> String {
    let settings = SettingId::all().map(|id| {
        let setting = id.setting();
        let (range, default) = (setting.range, setting.default);
        format!("{} {range:?} {default:?} {:?} {}\n", setting.id, setting.choice, setting.unit.en)
    });
    let metrics = METRICS.iter().map(|metric| format!("{} {}\n", metric.id, metric.unit.en));
    sha256(settings.chain(metrics).collect::<String>().as_bytes())
}
