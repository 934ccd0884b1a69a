//! A new scenario file, with what a policy can set as comments.

use std::fmt::Write;

use super::Loaded;
use super::difference::under_policy;
use super::phrases;
use super::sentence::{self, capital};
use super::write;
use model::place::Column;
use model::quantity::{Language, Text, shell_word};
use model::setting::{Setting, SettingId};
use words::wrap;
use words::{Phrase, say};

/// Columns of a comment.
const COLUMNS: usize = 96;

/// What a new file is made of.
#[derive(Clone, Debug)]
pub struct Skeleton<'a> {
    /// Name of the scenario.
    pub name: &'a str,
    /// Its parent, as the file names it.
    pub extends: &'a str,
    /// Table of its place, as the file names it.
    pub place: Option<&'a str>,
    /// JSON Schema for editors, as the file names it.
    pub schema: Option<&'a str>,
    /// Language of the comments.
    pub language: Language,
}

impl Skeleton<'_> {
    /// The text of the file. All values are comments that repeat what the parent says, so that the
    /// file changes nothing until one is taken in.
    pub fn write(&self, parent: &Loaded) -> String {
        let mut text = String::new();
        if let Some(schema) = self.schema {
            let _ = writeln!(text, "#:schema {schema}\n");
        }
        self.head(&mut text);
        self.place(&mut text, parent);
        self.baseline(&mut text);
        self.policy(&mut text, parent);
        self.changes(&mut text);
        text
    }

    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        Text { en, zh }.say(self.language)
    }

    fn note(&self, text: &mut String, words: &str) {
        for line in wrap(words, COLUMNS - 2) {
            let _ = writeln!(text, "# {line}");
        }
    }

    fn head(&self, text: &mut String) {
        let (name, parent) = (self.name, self.extends);
        let file = format!("{name}.toml");
        let how = say!(
            en "{name}: extends {parent}, and says only what differs. Take the # from the lines that you need and give them your values; until then nothing differs. Then:"
            zh "{name}：继承{parent}，只写不同之处。去掉所需各行行首的#并填入自己的取值，在此之前一切与{parent}相同。然后："
        );
        self.note(text, how.say(self.language));
        for command in ["scenario check", "run"] {
            let _ = writeln!(text, "#   cogov {command} {}", shell_word(&file));
        }
        let summary = self
            .say("What this scenario asks, in one sentence.", "用一句话写明本情景要回答的问题。");
        let quoted = |word: &str| toml_edit::Value::from(word).to_string();
        let _ = writeln!(
            text,
            "\nschema = 1\nname = {}\nsummary = {}\nextends = {}",
            quoted(name),
            quoted(summary),
            quoted(parent)
        );
    }

    fn place(&self, text: &mut String, parent: &Loaded) {
        let scenario = &parent.scenario;
        let _ = writeln!(text);
        self.note(
            text,
            self.say(
                "How long: the first burn_in months run under the baseline and are left out of summaries.",
                "时间范围：前burn_in个月按基线运行，不计入汇总。",
            ),
        );
        let (months, burn_in) = (scenario.months, scenario.burn_in);
        let _ = writeln!(text, "# [horizon]\n# months = {months}\n# burn_in = {burn_in}\n");
        let columns: Vec<&str> = Column::required().map(Column::id).collect();
        let table = Phrase {
            en: format!(
                "Where: a table with a row a community (columns {}); `cogov place check` checks it.",
                columns.join(", ")
            ),
            zh: format!(
                "地点：每个社区一行的表格（列：{}），可用`cogov place check`检查。",
                columns.join("、")
            ),
        };
        self.note(text, table.say(self.language));
        let _ = match self.place {
            Some(table) => {
                writeln!(text, "[place]\ntable = {}", toml_edit::Value::from(table))
            }
            None => writeln!(text, "# [place]\n# table = \"my-county.csv\""),
        };
    }

    fn baseline(&self, text: &mut String) {
        let _ = writeln!(text);
        self.note(
            text,
            self.say(
                "The county before any policy, from month 1: any lever below, and any parameter (`cogov explain` lists them).",
                "政策实施前的本县情况，自第1个月起：可写下列任一政策杠杆，也可写任一参数（用`cogov explain`查看）。",
            ),
        );
        let _ = writeln!(text, "[baseline]\n# local_wage = 6000");
    }

    fn policy(&self, text: &mut String, parent: &Loaded) {
        let from = parent.scenario.burn_in + 1;
        let _ = writeln!(text);
        let what = say!(en "What the policy sets, from month {from} on." zh "政策的内容，自第{from}个月起。");
        self.note(text, what.say(self.language));
        let _ = writeln!(text, "[policy]");
        let mut group = "";
        for id in SettingId::all().filter(|id| id.setting().is_lever()) {
            let setting = id.setting();
            if setting.group.en != group {
                group = setting.group.en;
                let title = capital(setting.group.say(self.language));
                let _ = writeln!(text, "\n# ---- {title} ----");
            }
            let _ = writeln!(text);
            self.lever(text, id, setting, parent);
        }
    }

    fn lever(&self, text: &mut String, id: SettingId, setting: &Setting, parent: &Loaded) {
        let about = Phrase {
            en: format!("{}: {}", capital(setting.name.en), setting.meaning.en),
            zh: format!("{}：{}", setting.name.zh, setting.meaning.zh),
        };
        self.note(text, about.say(self.language));
        let here = under_policy(&parent.scenario, id);
        let is_default = here.iter().zip(setting.default).all(|(own, default)| *own == default);
        let default = sentence::values(id, setting.default);
        let in_parent = sentence::values(id, here);
        let parent = self.extends;
        let decides = setting.decides.map(|who| who.text());
        let rule = Phrase {
            en: format!(
                "{}; default {}{}{}.",
                phrases::allowed(id).en,
                default.en,
                if is_default { String::new() } else { format!(", in {parent} {}", in_parent.en) },
                decides.map_or(String::new(), |who| format!("; the {} decides", who.en)),
            ),
            zh: format!(
                "{}；默认：{}{}{}。",
                phrases::allowed(id).zh,
                default.zh,
                if is_default {
                    String::new()
                } else {
                    format!("，{parent}中为{}", in_parent.zh)
                },
                decides.map_or(String::new(), |who| format!("；由{}决定", who.zh)),
            ),
        };
        self.note(text, &capital(rule.say(self.language)));
        let _ = writeln!(text, "# {} = {}", setting.id, write::by_zone(id, here));
    }

    fn changes(&self, text: &mut String) {
        let _ = writeln!(text);
        self.note(
            text,
            self.say(
                "One change in time and space, under a name of your choice: `value` sets a lever or parameter, `factor` multiplies it.",
                "在时间和空间上的单项变动，名称自定：`value`设定取值，`factor`乘以倍数。",
            ),
        );
        let _ = writeln!(
            text,
            "# [interventions.counters]\n# set = \"one_stop\"\n# value = 1.0\n# from = 37\n# ramp = 6\n# zone = \"urban\"\n# share = 0.5\n"
        );
        self.note(
            text,
            self.say(
                "Something that happens to the county; written like an intervention.",
                "对本县的冲击，写法与干预相同。",
            ),
        );
        let _ = writeln!(
            text,
            "# [shocks.bad-years]\n# set = \"revenue_per_adult\"\n# factor = 0.7\n# from = 61\n# until = 84"
        );
    }
}
