//! The JSON Schema of scenario files, from the registries: by it an editor completes and checks a file
//! while it is written. It sees one file; what files, parents and place say together only
//! `cogov scenario check` sees.

mod change;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::layer::{LONGEST_NAME, LONGEST_TITLE};
use super::phrases;
use super::sentence::{self, capital};
use super::shipped::{shipped, shipped_places};
use model::quantity::{Choice, Language, Text, ZONES};
use model::setting::{Scope, Setting, SettingId, Table};

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
            "name": self.name(),
            "title": self.title(
                "What readers call it, over columns and in the report; the name if left out.",
                "读者看到的标题，用于结果表和报告；省略时用名称。",
            ),
            "title_zh": self.title(
                "The title in Chinese, for readers of Chinese.",
                "中文标题，供中文读者阅读。",
            ),
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
            "extends": self.parents(),
            "horizon": object(
                self.say("How long a run is.", "运行的时间范围。"),
                Self::nested(Section::Horizon),
            ),
            "place": self.place(),
            "baseline": Self::section(
                self.say(
                    "The county before any policy, from month 1: levers and parameters.",
                    "政策实施前的本县情况，自第1个月起：政策杠杆与参数。",
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

    fn name(&self) -> Value {
        json!({
            "description": self.say(
                "Name, also of the folder of results; the file's name if left out.",
                "名称，也是结果文件夹的名称；省略时取文件名。",
            ),
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_NAME,
        })
    }

    fn title(&self, en: &'static str, zh: &'static str) -> Value {
        json!({
            "description": self.say(en, zh),
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_TITLE,
        })
    }

    /// One parent, or a list of several.
    fn parents(&self) -> Value {
        let about = self.say(
            "The scenario from which it differs: a file, or the name of a shipped one; or a list of several that are combined and must not set one key differently.",
            "所继承的情景：文件，或自带情景的名称；也可用列表写出多个加以合并，各项取值不得冲突。",
        );
        let names = shipped().iter().map(|(name, _)| (*name).to_owned());
        let mut one = self.words(about, names);
        let mut item = one.clone();
        if let Some(item) = item.as_object_mut() {
            item.remove("description");
        }
        let list = json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": item });
        if let Some(choices) = one["anyOf"].as_array_mut() {
            choices.push(list);
        }
        one
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
            value["x-cogov"] = self.uncertain(id.setting());
            all[id.setting().id] = value;
        }
        all
    }

    /// What a setting is, and the range over which worlds vary it: for programs that read the schema.
    fn uncertain(&self, setting: &Setting) -> Value {
        let mut value = json!({ "nature": setting.nature.id() });
        if let Some(doubt) = setting.doubt {
            value["plausible"] = json!({
                "low": doubt.low,
                "high": doubt.high,
                "shape": doubt.shape.id(),
                "factor_on_default": doubt.is_factor,
                "together": doubt.together,
                "ground": doubt.why.text().say(self.language),
            });
        }
        value
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
        let read = setting.reading();
        let read = read.say(self.language);
        match self.language {
            Language::En => format!(
                "{}: {meaning}\n\n{allowed}; default: {default}; ground: {ground}{}{}. Read {read}.",
                capital(name),
                if source.is_empty() { String::new() } else { format!(" ({source})") },
                decides.map_or(String::new(), |who| format!("; the {who} decides")),
            ),
            Language::Zh => format!(
                "{name}：{meaning}\n\n{allowed}；默认：{default}；依据：{ground}{}{}。{read}。",
                if source.is_empty() { String::new() } else { format!("（{source}）") },
                decides.map_or(String::new(), |who| format!("；由{who}决定")),
            ),
        }
    }
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
