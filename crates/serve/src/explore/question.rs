//! A question of the page: packages of levers on one start, under assumptions, beside today. It becomes texts of
//! scenario files, read by the reader of files: so what is downloaded is what was run.

use std::collections::BTreeMap;
use std::fmt::Write;

use scenario::{Base, Sharing, sharing, write_resolved};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use words::say;

use super::sample;
use super::starts::Starts;
use crate::policy::{ChangeKind, Scenario};
use crate::quantity::{Choice, Phrase};
use crate::refusal::Refusal;
use crate::setting::SettingId;

/// The most packages beside today.
pub(super) const MOST_PACKAGES: usize = 4;
/// The most adults that are run whole without being asked for.
pub(super) const MOST_ADULTS: u64 = 60_000;
/// The most adults that are run at all: a page is no place for a region.
const MOST_ADULTS_WHOLE: u64 = 4_000_000;

/// Levers or assumptions by identifier.
pub(super) type Values = BTreeMap<String, Value>;

/// What the page asks.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Name of the start.
    pub start: String,
    /// Name of a place in the place of the start's own.
    #[serde(default)]
    pub place: Option<String>,
    /// Assumptions that hold for today too.
    #[serde(default)]
    pub assume: Values,
    /// Whether a large place is run whole.
    #[serde(default)]
    pub whole: bool,
    /// The question that the page moves on from.
    #[serde(default, skip_serializing)]
    pub instead: Option<String>,
    /// Packages beside today.
    pub packages: Vec<Package>,
}

/// A package of levers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Package {
    /// What it is called on the page.
    #[serde(default)]
    pub title: String,
    /// Levers over those of the start.
    #[serde(default)]
    pub set: Values,
}

/// A question that was read.
pub(super) struct Read {
    /// Its key: the same for the same question.
    pub key: String,
    /// The key of today alone.
    pub ground: String,
    /// Today, then the packages.
    pub arms: Vec<Scenario>,
    /// The packages as files.
    pub files: Vec<String>,
    /// Today as a file.
    pub today: String,
    /// Communities and adults that are run, and all of the place.
    pub sample: Option<sample::Sample>,
    /// The table of the place, if it has one.
    pub table: Option<String>,
}

impl Asked {
    /// Reads the question.
    ///
    /// # Errors
    /// What is wrong with it: of levers all faults, as of a file.
    pub(super) fn read(&self, starts: &Starts) -> Result<Read, Refusal> {
        if self.packages.is_empty() || self.packages.len() > MOST_PACKAGES {
            return Err(Refusal::wrong(
                "explore::packages",
                format!("Between 1 and {MOST_PACKAGES} packages are compared with today."),
                format!("与现状比较的方案须为 1 至 {MOST_PACKAGES} 个。"),
            ));
        }
        let (mut arms, mut files, mut table) = (Vec::new(), Vec::new(), None);
        for (at, package) in self.packages.iter().enumerate() {
            let text = self.file(starts, at, package)?;
            let loaded = Base::read(&text)
                .and_then(|base| base.loaded())
                .map_err(|faults| Refusal::faults(&faults))?;
            let mut scenario = loaded.scenario;
            if !package.title.is_empty() {
                scenario.title = Some(titled(&package.title));
            }
            if arms.is_empty() {
                arms.push(today(&scenario));
            }
            table = loaded.place_table;
            arms.push(scenario);
            files.push(text);
        }
        let adults = arms[0].place.adults();
        if adults > MOST_ADULTS_WHOLE && self.whole {
            let text = crate::quantity::Text {
                en: "This place is too large to be run whole on a page; download the files and use cogov compare.",
                zh: "该地点过大，无法在页面上整体运行；请下载文件后使用 cogov compare。",
            };
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            return Err(Refusal::new(status, "explore::too_large", text));
        }
        let today = write_resolved(&arms[0]);
        let sample = if adults > MOST_ADULTS && !self.whole {
            let sample = sample::of(&arms[0].place, MOST_ADULTS);
            for arm in &mut arms {
                sample.take(arm);
            }
            Some(sample)
        } else {
            None
        };
        let place = self.place.as_deref().unwrap_or_default();
        let place = format!("{place}\n{}\n{}", table.as_deref().unwrap_or_default(), self.whole);
        let ground = hash(&[&today, &place]);
        let resolved: Vec<String> = arms.iter().map(write_resolved).collect();
        let mut parts: Vec<&str> = vec![&ground];
        parts.extend(resolved.iter().map(String::as_str));
        Ok(Read { key: hash(&parts), ground, arms, files, today, sample, table })
    }

    /// A package as a scenario file.
    fn file(&self, starts: &Starts, at: usize, of: &Package) -> Result<String, Refusal> {
        let start = starts.find(&self.start).ok_or_else(|| {
            unknown("explore::unknown_start", "start", "起点", &self.start, &starts.names())
        })?;
        let mut text = String::new();
        let _ = writeln!(text, "schema = 1\nname = \"{}\"", name(at));
        let title = of.title.trim();
        if title.chars().count() > 60 || title.chars().any(char::is_control) {
            return Err(Refusal::wrong(
                "explore::title",
                "A title has at most 60 signs and no line ends.",
                "标题最多 60 个字符，且不得换行。",
            ));
        }
        if !title.is_empty() {
            let _ = writeln!(text, "title = {}", quoted(title));
        }
        let _ = writeln!(text, "extends = {}", quoted(&start.extends));
        if let Some(place) = &self.place {
            let table = starts.table(place).ok_or_else(|| {
                unknown("explore::unknown_place", "place", "地点", place, &starts.places())
            })?;
            let _ = writeln!(text, "\n[place]\ntable = {}", quoted(table));
        }
        write(&mut text, "baseline", &self.assume, false)?;
        write(&mut text, "policy", &of.set, true)?;
        Ok(text)
    }
}

/// A title in both languages: one that the page gave follows the language, another stays as it was written.
fn titled(title: &str) -> Phrase {
    let number = ["Package ", "方案 "].iter().find_map(|name| title.strip_prefix(name));
    match number.and_then(|number| number.parse::<u32>().ok()) {
        Some(number) => say!(en "Package {number}" zh "方案 {number}"),
        None => Phrase::same(title.to_owned()),
    }
}

/// The name of a package, also of its file.
pub(super) fn name(at: usize) -> &'static str {
    ["mine", "pinned-1", "pinned-2", "pinned-3"].get(at).copied().unwrap_or("mine")
}

/// Things as they are, where a scenario begins: its conditions and shocks, without policy or interventions.
fn today(of: &Scenario) -> Scenario {
    let mut today = of.clone();
    today.changes.retain(|change| change.kind == ChangeKind::Shock);
    today.name = "today".to_owned();
    today.title = Some(Phrase { en: "Today".to_owned(), zh: "现状".to_owned() });
    today.summary = Phrase {
        en: "Things as they are, without the policy.".to_owned(),
        zh: "不实施该政策的现状。".to_owned(),
    };
    today
}

fn write(text: &mut String, table: &str, values: &Values, levers: bool) -> Result<(), Refusal> {
    if values.is_empty() {
        return Ok(());
    }
    let _ = writeln!(text, "\n[{table}]");
    for (key, value) in values {
        let id = SettingId::find(key).filter(|id| id.setting().is_lever() || !levers);
        let Some(id) = id else {
            let of_kind = SettingId::all().map(SettingId::setting);
            let of_kind = of_kind.filter(|setting| setting.is_lever() || !levers);
            let known: Vec<&str> = of_kind.map(|setting| setting.id).collect();
            let (code, en, zh) = if levers {
                ("explore::unknown_lever", "lever", "杠杆")
            } else {
                ("explore::unknown_assumption", "assumption", "假设")
            };
            return Err(unknown(code, en, zh, key, &known));
        };
        let _ = writeln!(text, "{key} = {}", toml(id, value)?);
    }
    Ok(())
}

/// A value as TOML: a number, a word, a truth value, or one of them for each zone.
fn toml(id: SettingId, value: &Value) -> Result<String, Refusal> {
    if let Value::Object(zones) = value {
        let known = crate::quantity::ZONES.map(crate::quantity::Zone::id);
        if let Some(zone) = zones.keys().find(|zone| !known.contains(&zone.as_str())) {
            return Err(unknown("explore::unknown_zone", "zone", "地区类型", zone, &known));
        }
        let parts: Result<Vec<String>, Refusal> =
            zones.iter().map(|(zone, value)| Ok(format!("{zone} = {}", one(id, value)?))).collect();
        return Ok(format!("{{ {} }}", parts?.join(", ")));
    }
    one(id, value)
}

fn one(id: SettingId, value: &Value) -> Result<String, Refusal> {
    let is_whole = id.setting().choice == Choice::Whole;
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(number) if is_whole && number.fract() == 0.0 && number.abs() < 1e15 => {
                Ok(format!("{number:.0}"))
            }
            Some(number) => Ok(format!("{number:?}")),
            None => Err(odd(id)),
        },
        Value::Bool(flag) => Ok(flag.to_string()),
        Value::String(word) if word.len() <= 100 => Ok(quoted(word)),
        _ => Err(odd(id)),
    }
}

fn odd(id: SettingId) -> Refusal {
    let id = id.setting().id;
    Refusal::wrong(
        "explore::odd_value",
        format!("The value of {id} is neither a number nor a word nor true or false."),
        format!("{id} 的取值既不是数、词，也不是 true 或 false。"),
    )
}

/// A text in quotes. What JSON escapes TOML reads alike.
fn quoted(word: &str) -> String {
    Value::from(word).to_string()
}

fn unknown(code: &'static str, en: &str, zh: &str, word: &str, known: &[&str]) -> Refusal {
    let word: String = word.chars().take(60).collect();
    match words::nearest(&word, known.iter().copied()) {
        Some(near) => Refusal::wrong(
            code,
            format!("Unknown {en} '{word}'; did you mean '{near}'?"),
            format!("未知{zh}“{word}”；是否指“{near}”？"),
        ),
        None => {
            Refusal::wrong(code, format!("Unknown {en} '{word}'."), format!("未知{zh}“{word}”。"))
        }
    }
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Levers whose values belong together, and the rule in words.
pub(super) fn together(id: SettingId) -> Option<(Vec<&'static str>, Phrase)> {
    let Sharing { with, rule } = sharing(id)?;
    Some((with.iter().map(|id| id.setting().id).collect(), rule.into()))
}
