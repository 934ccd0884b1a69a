//! `cogov scenario show`: what files say, and every value in force.

use std::fmt::Write;

use clap::Args;

use crate::cli::columns::{TERMINAL, paragraph, row, tail};
use crate::cli::completions;
use crate::cli::{DONE, FAULTS, say, say_error};
use crate::place::Column;
use crate::policy::{Change, ChangeKind, Operation};
use crate::quantity::{Language, Text, ZONES};
use crate::scenario::{FileLayer, Loaded, Options, Origin, file_layers, load, render, sentence};
use crate::setting;
use crate::setting::{Setting, SettingId, Table};
use words::say;

/// Widths of the columns of values in force: identifier, value, where it was set, ground.
const WIDTHS: [usize; 4] = [26, 20, 17, 14];

/// Show what a file and its parents say, or every value in force
#[derive(Args)]
pub struct Show {
    /// A scenario: a file, or the name of a shipped one
    #[arg(value_name = "SCENARIO", add = completions::scenarios())]
    scenario: String,
    /// Every value in force, with the file and line that set it and its ground
    #[arg(long)]
    resolved: bool,
}

impl Show {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let loaded = match load(&self.scenario, &Options::default()) {
            Ok(loaded) => loaded,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        if !loaded.warnings.is_empty() {
            say_error(&render(&loaded.warnings, language, false));
        }
        if self.resolved {
            say(&resolved(&loaded, language));
            return DONE;
        }
        match file_layers(&self.scenario) {
            Ok(layers) => {
                say(&files(&layers, language));
                DONE
            }
            Err(faults) => {
                say_error(&faults.render(language));
                FAULTS
            }
        }
    }
}

/// What each file says, with its lines.
fn files(layers: &[FileLayer], language: Language) -> String {
    let mut text = String::new();
    for (at, layer) in layers.iter().enumerate() {
        if at > 0 {
            text += "\n";
        }
        let _ = writeln!(text, "{}", heading(layers, at, language));
        let shown = layer.lines.iter().filter(|line| {
            !matches!(line.key.as_str(), "schema" | "extends")
                && (layer.extended_by.is_empty() || !is_title(&line.key))
        });
        let before = text.len();
        for line in shown {
            let replaced = line.replaced_by.as_ref().map_or(String::new(), |file| {
                say!(en "   # replaced by {file}" zh "   # 已由{file}替代").pick(language)
            });
            let first = format!("{:5}  ", line.line);
            let line = format!("{} = {}{replaced}", line.key, line.value);
            let _ = writeln!(text, "{}", paragraph(&line, &first, "         "));
        }
        if text.len() == before {
            text +=
                Text { en: "       (sets nothing)\n", zh: "       （未作设定）\n" }.say(language);
        }
    }
    text.trim_end().to_owned()
}

/// A file, and whose parent it is where that is not plain.
fn heading(layers: &[FileLayer], at: usize, language: Language) -> String {
    let layer = &layers[at];
    let plain = |by: usize| layer.extended_by.iter().eq([&layers[by].file]);
    if layer.extended_by.is_empty() {
        return layer.file.clone();
    }
    let extends = Text { en: "extends ", zh: "继承自" }.say(language);
    if plain(0) || at.checked_sub(1).is_some_and(plain) {
        return format!("{extends}{}", layer.file);
    }
    match language {
        Language::En => {
            format!("{extends}{} (extended by {})", layer.file, layer.extended_by.join(", "))
        }
        Language::Zh => {
            format!("{extends}{}（继承者：{}）", layer.file, layer.extended_by.join("、"))
        }
    }
}

/// Name, title and summary belong to a file alone.
fn is_title(key: &str) -> bool {
    matches!(key, "name" | "title" | "title_zh" | "summary" | "summary_zh")
}

/// Every value in force, by group.
fn resolved(loaded: &Loaded, language: Language) -> String {
    let scenario = &loaded.scenario;
    let mut text = format!(
        "{}\n",
        paragraph(&format!("{}: {}", scenario.name, scenario.summary.say(language)), "", "  ")
    );
    let (place, horizon) = (sentence::place(&scenario.place), sentence::horizon(scenario));
    let about = format!(
        "{}{}{}",
        place.say(language),
        Text { en: "; ", zh: "；" }.say(language),
        horizon.say(language)
    );
    let _ = writeln!(text, "{}", paragraph(&sentence::capital(&about), "", "  "));
    if let Some(origin) = loaded.origins.get("place.table") {
        let from = Text { en: "Place: the table named in ", zh: "地点表写于" }.say(language);
        let _ = writeln!(text, "{from}{}:{}", origin.file, origin.line);
    }
    let own: Vec<&str> = scenario.place.stand_ins().into_iter().map(Column::id).collect();
    if !own.is_empty() {
        let note = Text {
            en: "Where the table gives a community's own numbers, they hold there instead of the values below: ",
            zh: "表中给出某社区自有数值的，以表中数值为准，不用下列取值：",
        };
        let _ = writeln!(
            text,
            "{}",
            paragraph(&(note.say(language).to_owned() + &own.join(", ")), "", "  ")
        );
    }
    let heads = [
        Text { en: "value", zh: "取值" },
        Text { en: "set in", zh: "出处" },
        Text { en: "ground", zh: "依据" },
    ]
    .map(|head| head.say(language));
    let mut group = "";
    for id in SettingId::all() {
        let setting = id.setting();
        if scenario.place.from_table && setting.table() == Table::Place {
            continue;
        }
        if setting.group.en != group {
            group = setting.group.en;
            let title = sentence::capital(setting.group.say(language));
            let _ = writeln!(text, "\n{}", line([&title, heads[0], heads[1], heads[2]]));
            let _ = writeln!(text, "{}", "─".repeat(TERMINAL));
        }
        let _ = writeln!(text, "{}", baseline(loaded, id, language));
        if let Some(policy) = policy(loaded, id, language) {
            let _ = writeln!(text, "{policy}");
        }
    }
    for kind in [ChangeKind::Intervention, ChangeKind::Shock] {
        text += &changes(loaded, kind, language);
    }
    text.trim_end().to_owned()
}

fn line(cells: [&str; 4]) -> String {
    let cells: Vec<(&str, usize)> = cells.into_iter().zip(WIDTHS).collect();
    row(&cells)
}

/// A value of the baseline, where it was set, and its ground.
fn baseline(loaded: &Loaded, id: SettingId, language: Language) -> String {
    let setting = id.setting();
    let scenario = &loaded.scenario;
    let revenue =
        id == setting!("revenue_per_adult") && scenario.place.from_table && !scenario.revenue_given;
    let numbers =
        ZONES.map(|zone| if revenue { f64::NAN } else { scenario.baseline[zone.index()].get(id) });
    let section = match setting.table() {
        Table::Horizon => "horizon",
        Table::Place => "place",
        Table::Values => "baseline",
    };
    let origin = origins(loaded, section, setting);
    let ground = setting.ground.text().say(language);
    // The ground is that of the default; a value of a file rests on whoever wrote it.
    let ground = if origin.is_empty() { ground } else { own(language) };
    let default = Text { en: "default", zh: "默认" }.say(language);
    let origin = if origin.is_empty() { default } else { &origin };
    line([setting.id, sentence::values(id, numbers).say(language), origin, ground])
}

fn own(language: Language) -> &'static str {
    Text { en: "own", zh: "自定" }.say(language)
}

fn policy(loaded: &Loaded, id: SettingId, language: Language) -> Option<String> {
    let mut lines = loaded.scenario.changes.iter();
    let found = lines.find(|line| line.kind == ChangeKind::Policy && line.setting == id)?;
    let Operation::Value(numbers) = found.operation else { return None };
    let from = match language {
        Language::En => format!("  from month {}", found.from),
        Language::Zh => format!("  自第{}个月起", found.from),
    };
    let origin = origins(loaded, "policy", id.setting());
    let own = own(language);
    Some(line([&from, sentence::values(id, numbers).say(language), &origin, own]))
}

/// File and line of a value, or of its zones; empty where no file sets it.
fn origins(loaded: &Loaded, section: &str, setting: &Setting) -> String {
    let mut keys = vec![format!("{section}.{}", setting.id)];
    for zone in ZONES {
        keys.push(format!("{section}.{}.{}", setting.id, zone.id()));
        keys.push(format!("{section}.{}.{}", zone.id(), setting.id));
    }
    let mut found: Vec<String> =
        keys.iter().filter_map(|key| loaded.origins.get(key)).map(short).collect();
    found.dedup();
    found.join(" ")
}

fn short(origin: &Origin) -> String {
    let file = origin.file.strip_prefix("<shipped>/").unwrap_or(&origin.file);
    let line = format!(":{}", origin.line);
    tail(file, WIDTHS[2].saturating_sub(line.len())) + &line
}

fn changes(loaded: &Loaded, kind: ChangeKind, language: Language) -> String {
    let (title, table) = match kind {
        ChangeKind::Policy => return String::new(),
        ChangeKind::Intervention => (Text { en: "Interventions", zh: "干预" }, "interventions"),
        ChangeKind::Shock => (Text { en: "Shocks", zh: "冲击" }, "shocks"),
    };
    let list: Vec<&Change> =
        loaded.scenario.changes.iter().filter(|change| change.kind == kind).collect();
    if list.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n{}\n", title.say(language), "─".repeat(TERMINAL));
    for change in list {
        let at = loaded.origins.get(&format!("{table}.{}", change.name));
        let at = at.map_or(String::new(), |at| format!("  {}", short(at)));
        let told = sentence::change(change, &loaded.scenario.place);
        let _ = writeln!(text, "{}{at}", change.name);
        let _ = writeln!(text, "{}", paragraph(told.say(language), "  ", "  "));
    }
    text
}
