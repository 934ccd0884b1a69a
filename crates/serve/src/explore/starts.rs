//! What a policy may start from: shipped scenarios and those of the command line, on their own places or on others.

use std::path::{Path, PathBuf};

use scenario::{Base, Faults, Options, shipped, shipped_places};
use serde_json::{Value, json};

use crate::app::Wanted;
use crate::policy::{ChangeKind, Operation, Scenario};
use crate::quantity::Language;

/// A scenario to start from.
pub(super) struct Start {
    /// Its name on the page and in links.
    pub name: String,
    /// What a file that goes on from it extends: a shipped name, or a path.
    pub extends: String,
    /// Whether it is a file of the user's.
    own: bool,
    scenario: Scenario,
}

/// A place to start on.
struct Ground {
    name: String,
    table: String,
}

/// All starts and places.
pub(super) struct Starts {
    starts: Vec<Start>,
    places: Vec<Ground>,
    /// The place of the command line, on which the page opens.
    first: Option<String>,
}

impl Starts {
    /// Reads them.
    ///
    /// # Errors
    /// All faults of the first scenario or table that has some.
    pub(super) fn read(wanted: &Wanted) -> Result<Self, Faults> {
        let mut starts = Vec::new();
        for file in &wanted.scenarios {
            let scenario = Base::read_with(file, &Options::default())?.scenario()?;
            let is_shipped = shipped().iter().any(|(name, _)| name == file);
            if !is_shipped {
                let extends = absolute(Path::new(file));
                let name = scenario.name.clone();
                starts.push(Start { name, extends, own: true, scenario });
            }
        }
        let is_new = |name: &str, starts: &[Start]| starts.iter().all(|start| start.name != name);
        let mut all: Vec<&str> = shipped().iter().map(|&(name, _)| name).collect();
        all.sort_by_key(|name| *name != "baseline");
        for name in all.into_iter().filter(|name| is_new(name, &starts)).collect::<Vec<_>>() {
            let scenario = Base::read(name)?.scenario()?;
            let (name, extends) = (name.to_owned(), name.to_owned());
            starts.push(Start { name, extends, own: false, scenario });
        }
        let mut places: Vec<Ground> = shipped_places()
            .iter()
            .map(|&(name, _)| Ground { name: name.to_owned(), table: format!("places/{name}.csv") })
            .collect();
        let mut first = None;
        if let Some(path) = &wanted.place {
            scenario::load_place(path)?;
            let name = path
                .file_stem()
                .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
            if places.iter().all(|place| place.name != name) {
                places.insert(0, Ground { name: name.clone(), table: absolute(path) });
            }
            first = Some(name);
        }
        Ok(Self { starts, places, first })
    }

    /// A start by its name.
    pub(super) fn find(&self, name: &str) -> Option<&Start> {
        self.starts.iter().find(|start| start.name == name)
    }

    /// Names of all starts.
    pub(super) fn names(&self) -> Vec<&str> {
        self.starts.iter().map(|start| start.name.as_str()).collect()
    }

    /// The table of a place by its name.
    pub(super) fn table(&self, name: &str) -> Option<&str> {
        self.places.iter().find(|place| place.name == name).map(|place| place.table.as_str())
    }

    /// Names of all places.
    pub(super) fn places(&self) -> Vec<&str> {
        self.places.iter().map(|place| place.name.as_str()).collect()
    }

    /// For the page.
    pub(super) fn to_json(&self) -> Value {
        let start = |start: &Start| {
            let Scenario { summary, place, months, burn_in, .. } = &start.scenario;
            json!({
                "name": start.name,
                "own": start.own,
                "title": {
                    "en": start.scenario.called(Language::En),
                    "zh": start.scenario.called(Language::Zh),
                },
                "summary": {"en": summary.en, "zh": summary.zh},
                "adults": place.adults(),
                "communities": place.communities.len(),
                "table": place.from_table,
                "months": months,
                "burn_in": burn_in,
                "today": values(&start.scenario, false),
                "policy": values(&start.scenario, true),
            })
        };
        json!({
            "starts": self.starts.iter().map(start).collect::<Vec<_>>(),
            "places": self.places(),
            "place": self.first,
        })
    }
}

fn absolute(path: &Path) -> String {
    let whole: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    whole.to_string_lossy().into_owned()
}

/// Levers by zone: all of the baseline, or those that the policy sets.
fn values(of: &Scenario, policy: bool) -> Value {
    let mut found = serde_json::Map::new();
    if policy {
        for change in of.changes.iter().filter(|change| change.kind == ChangeKind::Policy) {
            if let Operation::Value(values) = change.operation {
                let own = of.baseline.each_ref().map(|zone| zone.get(change.setting));
                let values =
                    [0, 1, 2].map(|at| if values[at].is_nan() { own[at] } else { values[at] });
                found.insert(change.setting.setting().id.to_owned(), numbers(values));
            }
        }
        return Value::Object(found);
    }
    for id in crate::setting::SettingId::all().filter(|id| id.setting().is_lever()) {
        let values = of.baseline.each_ref().map(|zone| zone.get(id));
        found.insert(id.setting().id.to_owned(), numbers(values));
    }
    Value::Object(found)
}

/// Numbers by zone; one that is derived is null.
fn numbers(values: [f64; 3]) -> Value {
    values.iter().map(|&value| if value.is_nan() { Value::Null } else { json!(value) }).collect()
}
