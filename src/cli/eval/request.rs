//! A request: what is asked for, or what is wrong with it.

#![expect(clippy::result_large_err, reason = "a request is refused once: its fault costs nothing")]

use serde_json::{Map, Value, json};

use super::phrase;
use crate::cli::input::{find_metric, parse_seeds};
use crate::cli::memory;
use crate::metric::{Level, main_metrics};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase};
use crate::scenario::{Fault, Faults, Options, load};
use words::nearest;

/// The keys of a request.
const KEYS: [&str; 9] =
    ["id", "scenario", "set", "seeds", "metrics", "level", "pair", "months", "place"];
/// The levels of a request, and of what is observed.
pub const LEVELS: [Level; 4] = [Level::Place, Level::County, Level::Zone, Level::Community];
/// The most seeds and the most values set of a request.
const MOST_SEEDS: usize = 10_000;
const MOST_SET: usize = 1_000;

/// What is asked for.
pub struct Request {
    /// What the answers are marked with.
    pub id: Value,
    /// The scenario.
    pub scenario: Scenario,
    /// The scenario that it is compared with, on the same seed.
    pub pair: Option<Scenario>,
    /// Seeds.
    pub seeds: Vec<u64>,
    /// Positions of the metrics.
    pub metrics: Vec<usize>,
    /// The level; none is the widest area.
    pub level: Option<Level>,
}

/// What is wrong with a request.
pub struct Wrong {
    id: Value,
    code: &'static str,
    message: Phrase,
    faults: Vec<Fault>,
}

impl Wrong {
    fn new(code: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { id: Value::Null, code, message: phrase(en, zh), faults: Vec::new() }
    }

    /// A line that is too long to be read.
    pub fn too_long(most: u64) -> Self {
        Self::new(
            "eval::too_long",
            format!("the line is longer than {most} bytes; nothing of it was read"),
            format!("该行超过{most}字节，未读取"),
        )
    }

    /// The answer that tells it.
    pub fn to_json(&self, language: Language) -> Value {
        let faults: Vec<Value> = self
            .faults
            .iter()
            .map(|fault| {
                let help: Vec<&str> = fault.help.iter().map(|help| help.say(language)).collect();
                json!({
                    "code": fault.code,
                    "file": fault.file,
                    "line": fault.line,
                    "column": fault.column,
                    "message": fault.message.say(language),
                    "help": help,
                })
            })
            .collect();
        let mut error = json!({"code": self.code, "message": self.message.say(language)});
        if !faults.is_empty() {
            error["faults"] = faults.into();
        }
        json!({"id": self.id, "error": error})
    }
}

/// Reads a request.
pub fn read(line: &[u8], language: Language) -> Result<Request, Wrong> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        let why = error.to_string();
        Wrong::new(
            "eval::no_json",
            format!("not valid JSON: {why}"),
            format!("不是有效的JSON：{why}"),
        )
    })?;
    let Value::Object(all) = value else {
        let (en, zh) = (
            "a request is an object, as in {\"scenario\": \"baseline\"}",
            "请求须为对象，例如{\"scenario\": \"baseline\"}",
        );
        return Err(Wrong::new("eval::no_object", en, zh));
    };
    let id = all.get("id").cloned().unwrap_or(Value::Null);
    parse(&all, id.clone(), language).map_err(|wrong| Wrong { id, ..wrong })
}

fn parse(all: &Map<String, Value>, id: Value, language: Language) -> Result<Request, Wrong> {
    if let Some(key) = all.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(unknown("eval::unknown_key", "key", "键", key, &KEYS));
    }
    if !(id.is_null() || id.is_string() || id.is_number()) {
        return Err(wrong_type("id", "a number or a text", "数或文字"));
    }
    let name = text(all, "scenario")?.ok_or_else(|| {
        Wrong::new(
            "eval::no_scenario",
            "`scenario` is missing: a file, or the name of a shipped scenario",
            "缺少`scenario`：文件或内置情景的名称",
        )
    })?;
    let months = match all.get("months") {
        None | Some(Value::Null) => None,
        Some(months) => Some(
            months
                .as_u64()
                .and_then(|months| u32::try_from(months).ok())
                .ok_or_else(|| wrong_type("months", "a whole number", "整数"))?,
        ),
    };
    let place = text(all, "place")?.map(Into::into);
    let set = read_set(all.get("set"))?;
    let seeds = read_seeds(all.get("seeds"))?;
    let metrics = read_metrics(all.get("metrics"), language)?;
    let level = text(all, "level")?.map(|word| {
        let ids = LEVELS.map(Level::id);
        let found = LEVELS.into_iter().find(|level| level.id() == word);
        found.ok_or_else(|| unknown("eval::unknown_level", "level", "层级", word, &ids))
    });
    let level = level.transpose()?;
    let one = |name: &str, set: Vec<String>| {
        scenario(name, &Options { set, months, place: Option::clone(&place) }, language)
    };
    let pair = text(all, "pair")?;
    let pair =
        pair.map(|pair| one(pair, set.iter().filter(|line| is_shared(line)).cloned().collect()));
    let pair = pair.transpose()?;
    let scenario = one(name, set)?;
    if let Some(pair) = &pair
        && (*pair.place != *scenario.place || pair.months != scenario.months)
    {
        return Err(Wrong::new(
            "eval::unlike_pair",
            "scenario and pair have another place or length: their difference is not one of policy",
            "情景与pair的地点或时长不同，其差异并非政策所致",
        ));
    }
    Ok(Request { id, scenario, pair, seeds, metrics, level })
}

/// Whether a value that is set holds for the pair too: what policy decides is the scenario's own.
fn is_shared(line: &str) -> bool {
    !["policy.", "interventions."].iter().any(|own| line.trim_start().starts_with(own))
}

fn scenario(name: &str, options: &Options, language: Language) -> Result<Scenario, Wrong> {
    let loaded = load(name, options).map_err(|faults: Faults| Wrong {
        faults: faults.iter().cloned().collect(),
        ..Wrong::new(
            "eval::faults",
            words::agreed(&format!("{} faults in `{name}` and what is set", faults.len())),
            format!("`{name}`及所设各项有{}处错误", faults.len()),
        )
    })?;
    match memory::refusal(&loaded.scenario.place, 1, language) {
        Some(refusal) => Err(Wrong::new("eval::too_large", refusal.clone(), refusal)),
        None => Ok(loaded.scenario),
    }
}

fn unknown(code: &'static str, en: &str, zh: &str, word: &str, known: &[&str]) -> Wrong {
    let word = word.chars().take(100).collect::<String>();
    let all = known.join(", ");
    let near = nearest(&word, known.iter().copied());
    let (mean, mean_zh) = near.map_or_else(Default::default, |near| {
        (format!("; did you mean `{near}`?"), format!("；是否指`{near}`？"))
    });
    Wrong::new(
        code,
        format!("unknown {en} `{word}`{mean} ({all})"),
        format!("未知{zh}`{word}`{mean_zh}（{all}）"),
    )
}

fn wrong_type(key: &str, en: &str, zh: &str) -> Wrong {
    Wrong::new("eval::wrong_type", format!("`{key}` must be {en}"), format!("`{key}`须为{zh}"))
}

fn text<'a>(all: &'a Map<String, Value>, key: &str) -> Result<Option<&'a str>, Wrong> {
    match all.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(word)) => Ok(Some(word)),
        Some(_) => Err(wrong_type(key, "a text", "文字")),
    }
}

/// What is set, as the command line gives it.
fn read_set(value: Option<&Value>) -> Result<Vec<String>, Wrong> {
    let all = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(all)) if all.len() <= MOST_SET => all,
        Some(Value::Object(all)) => return Err(too_many("set", all.len(), MOST_SET)),
        Some(_) => {
            return Err(wrong_type(
                "set",
                "an object, as in {\"baseline.quit_base\": 0.02}",
                "对象，例如{\"baseline.quit_base\": 0.02}",
            ));
        }
    };
    all.iter().map(|(key, value)| Ok(format!("{key}={}", toml(key, value)?))).collect()
}

/// A value as TOML.
fn toml(key: &str, value: &Value) -> Result<String, Wrong> {
    match value {
        Value::Null => {
            Err(wrong_type(&format!("set.{key}"), "a value, not null", "取值，不可为null"))
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(value.to_string()),
        Value::Array(list) => {
            let all = list.iter().map(|value| toml(key, value)).collect::<Result<Vec<_>, _>>()?;
            Ok(format!("[{}]", all.join(", ")))
        }
        Value::Object(table) => {
            let pair = |(name, value): (&String, &Value)| {
                Ok(format!("{} = {}", Value::from(name.as_str()), toml(key, value)?))
            };
            let all = table.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
            Ok(format!("{{{}}}", all.join(", ")))
        }
    }
}

fn too_many(key: &str, found: usize, most: usize) -> Wrong {
    Wrong::new(
        "eval::too_many",
        format!("`{key}` has {found} entries; at most {most} are allowed in one request"),
        format!("`{key}`有{found}项，每个请求最多{most}项"),
    )
}

fn read_seeds(value: Option<&Value>) -> Result<Vec<u64>, Wrong> {
    let wrong = || {
        let (en, zh) = (
            "a number N (seeds 1 to N), a text as in \"21..40\", or a list of whole numbers",
            "数N（种子1至N）、\"21..40\"形式的文字或整数列表",
        );
        wrong_type("seeds", en, zh)
    };
    let seeds = match value {
        None | Some(Value::Null) => vec![1],
        Some(Value::Array(list)) => {
            let mut seeds = list
                .iter()
                .map(|seed| seed.as_u64().ok_or_else(wrong))
                .collect::<Result<Vec<_>, _>>()?;
            seeds.sort_unstable();
            seeds.dedup();
            seeds
        }
        Some(Value::Number(number)) => parse_seeds(&number.to_string()).map_err(|_| wrong())?.0,
        Some(Value::String(word)) => parse_seeds(word).map_err(|_| wrong())?.0,
        Some(_) => return Err(wrong()),
    };
    match seeds.len() {
        0 => Err(wrong()),
        found if found > MOST_SEEDS => Err(too_many("seeds", found, MOST_SEEDS)),
        _ => Ok(seeds),
    }
}

fn read_metrics(value: Option<&Value>, language: Language) -> Result<Vec<usize>, Wrong> {
    let wrong = || wrong_type("metrics", "a list of identifiers of metrics", "指标标识的列表");
    let list = match value {
        None | Some(Value::Null) => return Ok(main_metrics()),
        Some(Value::Array(list)) if !list.is_empty() => list,
        Some(_) => return Err(wrong()),
    };
    let metric = |word: &Value| {
        let word = word.as_str().ok_or_else(wrong)?;
        find_metric("metrics", word, language)
            .map_err(|message| Wrong::new("eval::unknown_metric", message.clone(), message))
    };
    list.iter().map(metric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> &'static str {
        match read(line.as_bytes(), Language::En) {
            Ok(_) => "",
            Err(wrong) => {
                let [en, zh] = [Language::En, Language::Zh].map(|language| wrong.to_json(language));
                assert_ne!(en["error"]["message"], "");
                assert_ne!(zh["error"]["message"], "");
                wrong.code
            }
        }
    }

    #[test]
    fn a_request_that_cannot_be_meant_names_what_is_wrong() {
        for (line, expected) in [
            (r#"{"scenario": "baseline"}"#, ""),
            (r#"{"scenario": "baseline", "seeds": 3, "level": "zone", "pair": null}"#, ""),
            (r#"{"scenario": "baseline""#, "eval::no_json"),
            (r#"[1]"#, "eval::no_object"),
            (r#"{"scenario": "baseline", "sede": 1}"#, "eval::unknown_key"),
            (r#"{"seeds": 1}"#, "eval::no_scenario"),
            (r#"{"scenario": 3}"#, "eval::wrong_type"),
            (r#"{"scenario": "baseline", "id": {}}"#, "eval::wrong_type"),
            (r#"{"scenario": "baseline", "months": 1.5}"#, "eval::wrong_type"),
            (
                r#"{"scenario": "baseline", "set": {"baseline.quit_base": null}}"#,
                "eval::wrong_type",
            ),
            (r#"{"scenario": "baseline", "set": {"baseline.quit_bas": 0.1}}"#, "eval::faults"),
            (r#"{"scenario": "baseline", "set": {"baseline.quit_base": 7}}"#, "eval::faults"),
            (r#"{"scenario": "baselin"}"#, "eval::faults"),
            (r#"{"scenario": "baseline", "seeds": "4..1"}"#, "eval::wrong_type"),
            (r#"{"scenario": "baseline", "seeds": []}"#, "eval::wrong_type"),
            (r#"{"scenario": "baseline", "seeds": -1}"#, "eval::wrong_type"),
            (r#"{"scenario": "baseline", "seeds": "1..10001"}"#, "eval::too_many"),
            (r#"{"scenario": "baseline", "metrics": ["trsut"]}"#, "eval::unknown_metric"),
            (r#"{"scenario": "baseline", "metrics": "trust"}"#, "eval::wrong_type"),
            (r#"{"scenario": "baseline", "level": "town"}"#, "eval::unknown_level"),
            (r#"{"scenario": "baseline", "pair": "poor-county", "months": 30}"#, ""),
        ] {
            assert_eq!(code(line), expected, "{line}");
        }
    }

    #[test]
    fn what_policy_sets_is_not_laid_over_the_pair() {
        let line = r#"{"scenario": "baseline", "pair": "baseline",
            "set": {"policy.mandate_clarity": 0.9, "baseline.quit_base": 0.02}}"#;
        let Ok(request) = read(line.as_bytes(), Language::En) else { panic!("a fault") };
        let pair = request.pair.unwrap();
        assert_eq!(request.scenario.changes.len(), 1);
        assert_eq!(pair.changes.len(), 0);
        // By their texts: what is not given is not a number, and equals nothing.
        let text = |of: &Scenario| format!("{:?}", of.baseline);
        assert_eq!(text(&pair), text(&request.scenario));
    }

    #[test]
    fn values_of_all_kinds_become_what_a_scenario_file_would_hold() {
        let line = r#"{"scenario": "baseline", "seeds": [5, 2, 5], "set": {
            "baseline.distance": {"urban": 1, "rural": 2.5}, "baseline.appraisal": true,
            "interventions.pilot": {"set": "mandate_clarity", "value": 0.4}}}"#;
        let found =
            read(line.as_bytes(), Language::En).map_err(|wrong| wrong.to_json(Language::En));
        let request = found.map_err(|wrong| panic!("{wrong}")).unwrap();
        assert_eq!(request.seeds, [2, 5]);
        assert_eq!(request.scenario.changes.len(), 1);
    }
}
