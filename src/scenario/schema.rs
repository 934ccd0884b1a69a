//! The JSON Schema of scenario files, from the registries: by it an editor completes and checks a file
//! while it is written. It sees one file; what files, parents and place say together only
//! `cogov scenario check` sees.

use serde_json::{Map, Value, json};

use super::draft::{LAST, MOST_FACTOR};
use super::layer::LONGEST_NAME;
use super::phrases;
use super::sentence::{self, capital};
use super::shipped::{shipped, shipped_places};
use crate::quantity::{Choice, Language, Text, ZONES};
use crate::setting::{Scope, Setting, SettingId, Table};

/// The draft that editors of TOML understand.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema, with descriptions in a language.
pub fn schema(language: Language) -> Value {
    let make = Maker { language };
    json!({
        "$schema": DRAFT,
        "title": make.say("Scenario of cogov", "cogov 情景文件"),
        "description": make.say(
            "Made by cogov schema. What a file and its parents say together is checked by cogov scenario check.",
            "由 cogov schema 生成。文件与所继承文件合起来是否有误，用 cogov scenario check 检查。",
        ),
        "type": "object",
        "additionalProperties": false,
        "required": ["schema"],
        "properties": make.top(),
        "definitions": make.definitions(),
    })
}

struct Maker {
    language: Language,
}

/// Settings that a table of a file takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Horizon,
    Baseline,
    Policy,
}

impl Section {
    fn settings(self) -> impl Iterator<Item = SettingId> {
        SettingId::all().filter(move |id| {
            let (table, scope) = (id.setting().table(), id.setting().scope);
            match self {
                Self::Horizon => table == Table::Horizon,
                Self::Baseline => table == Table::Values,
                Self::Policy => table == Table::Values && scope != Scope::Fixed,
            }
        })
    }
}

/// An object without other keys than these.
fn object(about: &str, properties: Value) -> Value {
    json!({
        "description": about,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn definition(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

impl Maker {
    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        Text { en, zh }.say(self.language)
    }

    fn top(&self) -> Value {
        json!({
            "schema": {
                "description": self.say("Version of the file format: 1.", "文件格式版本：1。"),
                "const": 1,
            },
            "name": {
                "description": self.say(
                    "Name, also of the folder of results; the file's name if left out.",
                    "名称，也是结果文件夹的名称；省略时取文件名。",
                ),
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST_NAME,
            },
            "summary": {
                "description": self.say("What it asks, in one sentence.", "用一句话写明要回答的问题。"),
                "type": "string",
            },
            "summary_zh": {
                "description": self.say(
                    "The same sentence in Chinese, for readers of Chinese.",
                    "同一句话的中文，供中文读者阅读。",
                ),
                "type": "string",
            },
            "extends": self.words(
                self.say(
                    "The scenario from which it differs: a file, or the name of a shipped one.",
                    "所继承的情景：文件，或自带情景的名称。",
                ),
                shipped().iter().map(|(name, _)| (*name).to_owned()),
            ),
            "horizon": object(
                self.say("How long a run is.", "运行的时间范围。"),
                Self::nested(Section::Horizon),
            ),
            "place": self.place(),
            "baseline": Self::section(
                self.say(
                    "The county before any policy, from month 1: levers and parameters.",
                    "政策实施前的本县情况，自第1个月起：政策工具与参数。",
                ),
                Section::Baseline,
            ),
            "policy": Self::section(
                self.say(
                    "What the policy sets, from the month after burn-in.",
                    "政策的内容，自预热期结束后的次月起。",
                ),
                Section::Policy,
            ),
            "interventions": Self::named(self.say(
                "Changes in time and space by somebody's decision, each under a name of its own.",
                "由某一方决定的、在时间和空间上的单项变动，各有名称。",
            )),
            "shocks": Self::named(self.say(
                "Changes in time and space by nobody's decision, each under a name of its own.",
                "并非任何一方决定的、在时间和空间上的单项变动，各有名称。",
            )),
        })
    }

    /// A text, of which some are offered.
    fn words(&self, about: &str, offered: impl Iterator<Item = String>) -> Value {
        let offered: Vec<String> = offered.collect();
        json!({ "description": about, "anyOf": [{ "enum": offered }, { "type": "string" }] })
    }

    fn section(about: &str, section: Section) -> Value {
        let mut object = object(about, Self::nested(section));
        // A key in quotes, "split.operating", is read too; its value is left to cogov.
        let mut quoted = Map::new();
        for group in Self::groups() {
            quoted.insert(format!("^{group}\\."), json!(true));
        }
        object["patternProperties"] = Value::Object(quoted);
        object
    }

    /// Words before the first point of identifiers.
    fn groups() -> Vec<&'static str> {
        let ids = SettingId::all().map(|id| id.setting().id);
        let mut groups: Vec<&str> =
            ids.filter_map(|id| id.split_once('.')).map(|(group, _)| group).collect();
        groups.dedup();
        groups
    }

    /// The settings of a table; those with points in their identifiers in tables within it.
    fn nested(section: Section) -> Value {
        let mut all = json!({});
        for id in section.settings() {
            let id = id.setting().id;
            let mut at = &mut all;
            let mut parts = id.split('.').peekable();
            while let Some(part) = parts.next() {
                if parts.peek().is_none() {
                    at[part] = definition(id);
                } else {
                    if at.get(part).is_none() {
                        at[part] = json!({
                            "type": "object", "additionalProperties": false, "properties": {},
                        });
                    }
                    at = &mut at[part]["properties"];
                }
            }
        }
        all
    }

    fn place(&self) -> Value {
        let mut tables = json!({
            "table": self.words(
                self.say(
                    "A table with a row a community, named from the folder of this file.",
                    "每个社区一行的表格，路径从本文件所在文件夹算起。",
                ),
                shipped_places().iter().map(|(name, _)| format!("places/{name}.csv")),
            ),
        });
        let in_place = || SettingId::all().filter(|id| id.setting().table() == Table::Place);
        for id in in_place().filter(|id| !id.setting().by_zone) {
            tables[id.setting().id] = definition(id.setting().id);
        }
        for zone in ZONES {
            let mut own = json!({});
            for id in in_place().filter(|id| id.setting().by_zone) {
                own[id.setting().id] = definition(id.setting().id);
            }
            tables[zone.id()] = object(zone.text().say(self.language), own);
        }
        let mut place = object(
            self.say("Where: a table, or numbers by zone.", "地点：表格，或按地区类型给出的数字。"),
            tables.clone(),
        );
        let mut others = json!({});
        for key in tables.as_object().into_iter().flat_map(Map::keys).filter(|key| *key != "table")
        {
            others[key] = json!(false);
        }
        place["dependencies"] = json!({ "table": { "properties": others } });
        place
    }

    fn named(about: &str) -> Value {
        json!({
            "description": about,
            "type": "object",
            "additionalProperties": definition("change"),
        })
    }

    fn definitions(&self) -> Value {
        let mut all = json!({ "change": self.change() });
        for id in SettingId::all() {
            let by_zone = id.setting().by_zone && id.setting().table() == Table::Values;
            let mut value = plain(id.setting());
            if by_zone {
                value = by_zone_too(value);
            }
            value["description"] = json!(self.about(id));
            all[id.setting().id] = value;
        }
        all
    }

    /// What an editor shows of a setting.
    fn about(&self, id: SettingId) -> String {
        let setting = id.setting();
        let allowed = capital(phrases::allowed(id).say(self.language));
        let default = sentence::values(id, setting.default);
        let default = default.say(self.language);
        let ground = setting.ground.text().say(self.language);
        let source = setting.source.trim_start_matches("assumed").trim_start_matches("; ");
        let (name, meaning) = (setting.name.say(self.language), setting.meaning.say(self.language));
        let decides = setting.decides.map(|who| who.text().say(self.language));
        match self.language {
            Language::En => format!(
                "{}: {meaning}\n\n{allowed}; default: {default}; ground: {ground}{}{}.",
                capital(name),
                if source.is_empty() { String::new() } else { format!(" ({source})") },
                decides.map_or(String::new(), |who| format!("; the {who} decides")),
            ),
            Language::Zh => format!(
                "{name}：{meaning}\n\n{allowed}；默认：{default}；依据：{ground}{}{}。",
                if source.is_empty() { String::new() } else { format!("（{source}）") },
                decides.map_or(String::new(), |who| format!("；由{who}决定")),
            ),
        }
    }

    /// An intervention or shock.
    fn change(&self) -> Value {
        let ids: Vec<&str> = Section::Policy.settings().map(|id| id.setting().id).collect();
        let month = |low: u32, about: &str| json!({ "description": about, "type": "integer", "minimum": low, "maximum": LAST });
        let share = |about: &str| json!({ "description": about, "type": "number", "minimum": 0, "maximum": 1 });
        let zones = ZONES.map(|zone| zone.id());
        let properties = json!({
            "set": { "description": self.say("The lever or parameter.", "所变动的政策工具或参数。"), "enum": ids },
            "value": { "description": self.say("Its new value; one, or one by zone.", "新的取值；一个，或按地区类型分别给出。") },
            "factor": {
                "description": self.say("What it is multiplied by.", "乘以的倍数。"),
                "type": "number", "minimum": 0, "maximum": MOST_FACTOR,
            },
            "from": month(1, self.say("First month; the policy's if left out.", "起始月；省略时与政策相同。")),
            "until": month(1, self.say("Last month; the end if left out.", "终止月；省略时至运行结束。")),
            "ramp": month(0, self.say("Months in which it grows to its full weight.", "逐步达到全部力度的月数。")),
            "zone": { "description": self.say("Only in this zone.", "只在此类地区。"), "enum": zones },
            "communities": {
                "description": self.say("Only in these: codes, or names that only one has.", "只在这些社区：代码，或不重名的名称。"),
                "type": "array", "items": { "type": "string" },
            },
            "share": share(self.say("Only in this share of them, drawn at random: a pilot.", "只在随机抽取的这一比例：试点。")),
            "waves": {
                "description": self.say("A further share every so many months.", "每隔若干月再增加的比例。"),
                "type": "object",
                "additionalProperties": false,
                "required": ["every", "share"],
                "properties": {
                    "every": month(1, self.say("Months between waves.", "批次间隔月数。")),
                    "share": share(self.say("Share that a wave adds.", "每批增加的比例。")),
                },
            },
        });
        let mut change = object(
            self.say("One setting changed in time and space.", "在时间和空间上变动一项设定。"),
            properties,
        );
        change["required"] = json!(["set"]);
        // Either of the two; an editor then says which is missing.
        change["if"] = json!({ "required": ["factor"] });
        change["then"] = json!({ "properties": { "value": false } });
        change["else"] = json!({ "required": ["value"] });
        change["dependencies"] = json!({ "waves": ["share"] });
        let rules: Vec<Value> = Section::Policy.settings().map(|id| rule(id.setting())).collect();
        change["allOf"] = json!(rules);
        change
    }
}

/// What a change of a setting takes: its values; no target, ramp or factor where they cannot be.
fn rule(setting: &Setting) -> Value {
    let mut takes = json!({ "value": definition(setting.id) });
    if setting.scope == Scope::County {
        for target in ["zone", "communities", "share", "waves"] {
            takes[target] = json!(false);
        }
    }
    if setting.choice != Choice::Real {
        // 0 is no ramp.
        takes["ramp"] = json!({ "const": 0 });
    }
    if matches!(setting.choice, Choice::Flag | Choice::Words(_)) {
        takes["factor"] = json!(false);
    }
    json!({
        "if": { "properties": { "set": { "const": setting.id } }, "required": ["set"] },
        "then": { "properties": takes },
    })
}

/// One value.
fn plain(setting: &Setting) -> Value {
    let (low, high) = setting.range;
    match setting.choice {
        Choice::Real => json!({ "type": "number", "minimum": low, "maximum": high }),
        Choice::Whole => {
            json!({ "type": "integer", "minimum": low as i64, "maximum": high as i64 })
        }
        Choice::Flag => json!({ "type": "boolean" }),
        Choice::Words(words) => json!({ "enum": words }),
    }
}

/// One value, or a table of them by zone.
fn by_zone_too(plain: Value) -> Value {
    let mut zones = json!({});
    for zone in ZONES {
        zones[zone.id()] = plain.clone();
    }
    let table = json!({
        "type": "object", "additionalProperties": false, "properties": zones,
    });
    match plain.get("type").cloned() {
        // Keywords of numbers say nothing of a table, and those of tables nothing of a number.
        Some(kind) => {
            let (mut both, Value::Object(table)) = (plain, table) else { return Value::Null };
            for (key, value) in table {
                both[key] = value;
            }
            both["type"] = json!([kind, "object"]);
            both
        }
        None => json!({ "anyOf": [plain, table] }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{draft, layer};
    use super::*;

    fn keys(object: &Value) -> Vec<&str> {
        object.as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn every_key_that_a_file_may_have_is_in_the_schema() {
        for language in [Language::En, Language::Zh] {
            let schema = schema(language);
            assert_eq!(keys(&schema["properties"]), layer::TOP);
            let mut change = keys(&schema["definitions"]["change"]["properties"]);
            let mut known = draft::KEYS.to_vec();
            change.sort_unstable();
            known.sort_unstable();
            assert_eq!(change, known);
            assert_eq!(
                keys(&schema["properties"]["place"]["properties"]),
                ["table", "township_size", "urban", "rural", "pastoral"]
            );
        }
    }

    /// The part of the schema for a setting in a table.
    fn at<'a>(schema: &'a Value, table: &str, id: &str) -> Option<&'a str> {
        let mut at = &schema["properties"][table];
        for part in id.split('.') {
            at = at.get("properties")?.get(part)?;
        }
        at["$ref"].as_str()
    }

    #[test]
    fn every_setting_stands_in_its_tables_with_its_range_and_is_described() {
        for language in [Language::En, Language::Zh] {
            let schema = schema(language);
            for id in SettingId::all() {
                let setting = id.setting();
                let id = setting.id;
                let own = format!("#/definitions/{id}");
                let is_at = |table: &str, id: &str| at(&schema, table, id) == Some(own.as_str());
                match setting.table() {
                    Table::Horizon => assert!(is_at("horizon", id), "{id}"),
                    Table::Place if setting.by_zone => {
                        assert!(is_at("place", &format!("pastoral.{id}")), "{id}");
                    }
                    Table::Place => assert!(is_at("place", id), "{id}"),
                    Table::Values => {
                        assert!(is_at("baseline", id), "{id}");
                        assert_eq!(is_at("policy", id), setting.scope != Scope::Fixed, "{id}");
                    }
                }
                let definition = &schema["definitions"][id];
                let about = definition["description"].as_str().unwrap();
                assert!(about.contains(setting.meaning.say(language)), "{id}");
                if matches!(setting.choice, Choice::Real | Choice::Whole) {
                    assert_eq!(definition["minimum"].as_f64(), Some(setting.range.0), "{id}");
                    assert_eq!(definition["maximum"].as_f64(), Some(setting.range.1), "{id}");
                }
            }
        }
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        let schema = schema(Language::En);
        let text = schema.to_string();
        let mut seen = 0;
        for rest in text.split("\"#/definitions/").skip(1) {
            let name = rest.split('"').next().unwrap();
            assert!(schema["definitions"].get(name).is_some(), "{name}");
            seen += 1;
        }
        assert!(seen > 500, "{seen}");
    }
}
