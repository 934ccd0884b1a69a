//! Where the revenue of counties comes from, if not from the scenario: whether a county can pay rests on it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::verdict::said;
use crate::model::{first_years, revenue_by_county};
use crate::place::{Given, Place};
use crate::policy::Scenario;
use crate::quantity::{Phrase, ZONES};
use crate::setting::{SettingId, Settings, Table};
use words::say;

/// Revenue that a scenario does not give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revenue {
    /// Arms that have it.
    pub arms: Vec<String>,
    /// Whether it is worked out from pay and grants of month 1; else the default of the model.
    pub derived: bool,
    /// Each county and its revenue, yuan per adult a year.
    pub counties: Vec<(String, f64)>,
    /// What of baseline and table moves what is derived.
    pub moved: Vec<Moved>,
    /// The same in a sentence, in English and Chinese.
    pub told: [String; 2],
}

/// What moves the derived revenue of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// Settings of the baseline, or columns of the place's table.
    pub by: Vec<String>,
    /// Whether they are columns of the table.
    pub table: bool,
    /// Revenue without them, yuan per adult a year over all counties.
    pub before: Option<f64>,
    /// Revenue with them.
    pub after: Option<f64>,
}

/// Less than so much of a revenue is no move, yuan per adult.
const NO_MOVE: f64 = 0.005;

/// The revenue of a scenario that does not give it; nothing where it does.
pub fn revenue(scenario: &Scenario) -> Option<Revenue> {
    if scenario.revenue_given {
        return None;
    }
    let derived = scenario.place.from_table;
    let names = scenario.place.counties.iter().map(|county| county.name.clone());
    let counties: Vec<(String, f64)> = names.zip(revenue_by_county(scenario)).collect();
    let moved = if derived { moved(scenario) } else { Vec::new() };
    let cover = scenario.baseline[0].funding.revenue_cover;
    let told = told(derived, &counties, &moved, cover);
    Some(Revenue {
        arms: vec![scenario.name.clone()],
        derived,
        counties,
        moved,
        told: [told.en, told.zh],
    })
}

/// The revenue of all arms that do not give it, told once where it is the same.
pub(super) fn of_arms(arms: &[Scenario]) -> Vec<Revenue> {
    let mut found: Vec<Revenue> = Vec::new();
    for one in arms.iter().filter_map(revenue) {
        match found.iter_mut().find(|other| other.told == one.told) {
            Some(other) => other.arms.extend(one.arms),
            None => found.push(one),
        }
    }
    found
}

/// Revenue over all counties, yuan per adult a year.
fn mean(scenario: &Scenario) -> f64 {
    let years = first_years(&scenario.place, &scenario.baseline);
    let adults: f64 = years.iter().map(|year| year.adults).sum();
    let all: f64 =
        years.iter().zip(revenue_by_county(scenario)).map(|(year, rate)| year.adults * rate).sum();
    if adults > 0.0 { all / adults } else { f64::NAN }
}

/// What of the table, then of the baseline, moves the derived revenue away from what the default settings
/// would give.
fn moved(scenario: &Scenario) -> Vec<Moved> {
    let bare = Scenario { baseline: Settings::defaults_by_zone(), ..scenario.clone() };
    let without = Scenario { place: without_columns(&scenario.place), ..bare.clone() };
    let [without, table, whole] = [&without, &bare, scenario].map(mean);
    let columns = scenario.place.stand_ins().into_iter().map(|column| column.id().to_owned());
    let settings = moving(scenario, whole);
    let mut found = Vec::new();
    for (table, by, before, after) in
        [(true, columns.collect(), without, table), (false, settings, table, whole)]
    {
        let by: Vec<String> = by;
        if !by.is_empty() && (after - before).abs() > NO_MOVE {
            found.push(Moved { by, table, before: said(before), after: said(after) });
        }
    }
    found
}

/// The place without what its table gives of communities beyond what it must.
fn without_columns(place: &Arc<Place>) -> Arc<Place> {
    let mut bare = Place::clone(place);
    for row in &mut bare.communities {
        row.given = Given::default();
    }
    Arc::new(bare)
}

/// Settings of the baseline without which the derived revenue would be another one.
fn moving(scenario: &Scenario, whole: f64) -> Vec<String> {
    let defaults = Settings::defaults_by_zone();
    let values = SettingId::all().filter(|id| id.setting().table() == Table::Values);
    let moves = |id: &SettingId| {
        let differs =
            |at: usize| scenario.baseline[at].get(*id).to_bits() != defaults[at].get(*id).to_bits();
        if !ZONES.iter().any(|zone| differs(zone.index())) {
            return false;
        }
        let mut other = scenario.clone();
        for (at, settings) in other.baseline.iter_mut().enumerate() {
            settings.set(*id, defaults[at].get(*id));
        }
        (mean(&other) - whole).abs() > NO_MOVE
    };
    values.filter(moves).map(|id| id.setting().id.to_owned()).collect()
}

fn told(derived: bool, counties: &[(String, f64)], moved: &[Moved], cover: f64) -> Phrase {
    let value = range(counties);
    let mut said = if derived {
        Phrase {
            en: format!(
                "Revenue was not given, so it is derived: {} yuan an adult a year, {cover} times pay and grants of the first year (revenue_cover).",
                value.en
            ),
            zh: format!(
                "未给出财力，按第一年人员经费与补助的{cover}倍（revenue_cover）推算：每名成年人每年{}元。",
                value.zh
            ),
        }
    } else {
        Phrase {
            en: format!(
                "Revenue was not given, so it is the model's default, {} yuan an adult a year, an assumption.",
                value.en
            ),
            zh: format!("未给出财力，采用模型默认值：每名成年人每年{}元，属假设。", value.zh),
        }
    };
    for of in moved {
        let [before, after] =
            [of.before, of.after].map(|v| format!("{:.1}", v.unwrap_or(f64::NAN)));
        let (by, by_zh) = (of.by.join(", "), of.by.join("、"));
        let (whose, whose_zh) = if of.table {
            ("the table's", "表格中的")
        } else {
            ("the baseline's", "基线中的")
        };
        said.en += &format!(" By {whose} {by} it moves from {before} to {after} yuan.");
        said.zh += &format!("{whose_zh}{by_zh}使其由{before}元变为{after}元。");
    }
    if moved.iter().any(|of| of.after < of.before) {
        said.en += " So lower pay or grants that are written down make the county poorer.";
        said.zh += "即写入较低的薪酬或补助，推算的财力也随之减少。";
    }
    said.en += " Whether the county can pay rests on it: set revenue_per_adult under [baseline], or --set baseline.revenue_per_adult=YUAN.";
    said.zh += "能否负担取决于此：请在 [baseline] 中给出 revenue_per_adult，或用 --set baseline.revenue_per_adult=金额。";
    said
}

/// The revenue of one county, or of the poorest and the richest.
fn range(counties: &[(String, f64)]) -> Phrase {
    let by_rate = |a: &&(String, f64), b: &&(String, f64)| a.1.total_cmp(&b.1);
    let somebody = || counties.iter().filter(|(_, rate)| *rate > 0.0);
    let ends = somebody().min_by(by_rate).zip(somebody().max_by(by_rate));
    let Some(((low_name, low), (high_name, high))) = ends else { return Phrase::same("0") };
    let [low_rate, high_rate] = [low, high].map(|rate| format!("{rate:.1}"));
    if low_rate == high_rate {
        return Phrase::same(low_rate);
    }
    say!(
        en "from {low_rate} ({low_name}) to {high_rate} ({high_name})"
        zh "{low_rate}（{low_name}）至{high_rate}（{high_name}）"
    )
}
