//! Where each value in force was set.

use super::Origins;
use super::layer::Named;
use super::merge::Merged;
use super::sheet::Sheet;
use crate::messages::Report;
use model::quantity::ZONES;
use model::setting::Table;
use reading::tree::{Data, Entry};

/// File and line of each value that a file or the command line gives, by its full key.
pub(super) fn origins(report: &Report, merged: &Merged) -> Origins {
    let mut origins = Origins::new();
    let words = ["name", "title", "title_zh", "summary", "summary_zh"];
    for (key, spot) in words.into_iter().zip(merged.words) {
        if let Some(spot) = spot {
            origins.insert(key.to_owned(), report.origin(spot));
        }
    }
    if let Some(table) = &merged.table {
        origins.insert("place.table".to_owned(), report.origin(table.word.spot));
    }
    add_sheet(report, &mut origins, "horizon", &merged.horizon);
    add_sheet(report, &mut origins, "place", &merged.place);
    add_sheet(report, &mut origins, "baseline", &merged.baseline);
    add_sheet(report, &mut origins, "policy", &merged.policy);
    add_named(report, &mut origins, "interventions", &merged.interventions);
    add_named(report, &mut origins, "shocks", &merged.shocks);
    origins
}

/// A setting by zone has a key for each zone (`baseline.distance.urban`, `place.urban.adults`).
fn add_sheet(report: &Report, origins: &mut Origins, section: &str, sheet: &Sheet) {
    for (id, values) in sheet {
        let setting = id.setting();
        for (zone, given) in ZONES.into_iter().zip(values) {
            let Some(given) = given else { continue };
            let key = match (setting.by_zone, setting.table()) {
                (false, _) => format!("{section}.{}", setting.id),
                (true, Table::Place) => format!("{section}.{}.{}", zone.id(), setting.id),
                (true, _) => format!("{section}.{}.{}", setting.id, zone.id()),
            };
            origins.insert(key, report.origin(given.spot));
        }
    }
}

fn add_named(report: &Report, origins: &mut Origins, section: &str, named: &Named) {
    for (name, Entry { key, node }) in named {
        origins.insert(format!("{section}.{name}"), report.origin(*key));
        if let Data::Table(table) = &node.data {
            for (part, entry) in table {
                origins.insert(format!("{section}.{name}.{part}"), report.origin(entry.node.spot));
            }
        }
    }
}
