//! The schema of an intervention or shock.

use serde_json::{Value, json};

use super::{Maker, Section, definition, object};
use crate::draft::{LAST, MOST_FACTOR};
use model::quantity::{Choice, ZONES};
use model::setting::{Scope, Setting};

impl Maker {
    /// An intervention or shock.
    pub(super) fn change(&self) -> Value {
        let ids: Vec<&str> = Section::Policy.settings().map(|id| id.setting().id).collect();
        let month = |low: u32, about: &str| json!({ "description": about, "type": "integer", "minimum": low, "maximum": LAST });
        let share = |about: &str| json!({ "description": about, "type": "number", "minimum": 0, "maximum": 1 });
        let zones = ZONES.map(|zone| zone.id());
        let properties = json!({
            "set": { "description": self.say("The lever or parameter.", "所变动的政策杠杆或参数。"), "enum": ids },
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
