//! The page of a lever or parameter.

use super::{Line, Page, process, shipped, source};
use crate::formula::{Formula, formulas};
use crate::quantity::{Choice, Language, Text};
use crate::scenario::{Sharing, as_toml, sentence, sharing};
use crate::setting::{Scope, Setting, SettingId, Table};
use words::say;

/// The page of a setting.
pub(super) fn explain(page: &mut Page, id: SettingId) {
    let setting = id.setting();
    add_plain(page, setting);
    if let Some(who) = setting.decides {
        let who = who.text().say(page.language).to_owned();
        page.add(Text { en: "Decided by", zh: "决定者" }, who);
    }
    let values = values(setting, setting.range, page.language);
    page.add(Text { en: "Values", zh: "允许取值" }, values);
    if let Some((low, high)) = setting.plausible {
        let (low, high) = (sentence::number(low), sentence::number(high));
        let usual = say!(
            en "{low} to {high}; other values are legal but unusual"
            zh "{low}至{high}，其他取值允许而不寻常"
        )
        .pick(page.language);
        let title = if setting.is_lever() {
            Text { en: "Usual", zh: "通常范围" }
        } else {
            Text { en: "Plausible", zh: "合理范围" }
        };
        page.add(title, usual);
    }
    add_worlds(page, setting);
    let default = default(id, page);
    page.add(Text { en: "Default", zh: "默认值" }, default);
    let scope = scope(setting, page.language);
    page.add(Text { en: "May be set", zh: "可设定" }, scope);
    let read = setting.reading();
    page.add(Text { en: "Read", zh: "读取" }, read.say(page.language).to_owned());
    if let Some(Sharing { with, rule }) = sharing(id) {
        let others: Vec<&str> =
            with.iter().map(|id| id.setting().id).filter(|&other| other != setting.id).collect();
        let others = page.list(others);
        let words = match page.language {
            Language::En => format!("{others}: {}", rule.en),
            Language::Zh => format!("{others}：{}", rule.zh),
        };
        page.add(Text { en: "Goes with", zh: "同组" }, words);
    }
    if setting.is_lever() {
        let money = if setting.costs_money {
            page.say(
                "the model books what it costs or brings in (see its formulas)",
                "模型计入其资金收支（见公式）",
            )
        } else {
            page.say(
                "it costs nothing in the model, whatever it takes in life",
                "模型中没有费用，现实中未必如此",
            )
        };
        page.add(Text { en: "Money", zh: "资金" }, money.to_owned());
    }
    source::add_ground(page, setting);
    add_acts(page, setting);
    let set_by = shipped::set_by(id, page.language);
    let none = page.say("no shipped scenario: all keep the default", "无：自带情景均用默认值");
    let set_by = if set_by.is_empty() { vec![Line::Words(none.to_owned())] } else { set_by };
    page.add_lines(Text { en: "Set by", zh: "设定于" }, set_by);
    page.add_lines(Text { en: "In a file", zh: "写法" }, example(id));
}

/// What reports call it, where that is not its name.
fn add_plain(page: &mut Page, setting: &Setting) {
    if let Some(plain) = setting.plain {
        page.add(Text { en: "In reports", zh: "报告用语" }, plain.say(page.language).to_owned());
    }
}

/// What it is, and how far worlds let it vary.
fn add_worlds(page: &mut Page, setting: &Setting) {
    let nature = setting.nature.text().say(page.language).to_owned();
    page.add(Text { en: "Nature", zh: "性质" }, nature);
    let Some(doubt) = setting.doubt else { return };
    let (low, high) = (sentence::number(doubt.low), sentence::number(doubt.high));
    let (shape, why) = (doubt.shape.text().say(page.language), doubt.why.text());
    let why = why.say(page.language);
    let words = match (page.language, doubt.is_factor) {
        (Language::En, false) => format!("{low} to {high}, {shape}; {why}"),
        (Language::En, true) => format!("{low} to {high} times the defaults, {shape}; {why}"),
        (Language::Zh, false) => format!("{low}至{high}，{shape}；{why}"),
        (Language::Zh, true) => format!("默认值的{low}至{high}倍，{shape}；{why}"),
    };
    page.add(Text { en: "In worlds", zh: "世界范围" }, words);
    if let Some(together) = doubt.together {
        let others = SettingId::all().map(SettingId::setting).filter(|other| {
            other.id != setting.id
                && other.doubt.is_some_and(|doubt| doubt.together == Some(together))
        });
        let others = page.list(others.map(|other| other.id));
        page.add(Text { en: "Varies with", zh: "同升降" }, others);
    }
}

/// The processes in which it acts, and their formulas.
fn add_acts(page: &mut Page, setting: &Setting) {
    let own: Vec<&Formula> = formulas().filter(|formula| formula.reads(setting.id)).collect();
    let acts_in = own.iter().flat_map(|formula| formula.acts_in.iter().copied());
    let acts_in = process::in_order(acts_in.collect());
    let lines = acts_in.iter().map(|id| Line::Words(process::in_words(id, page.language)));
    let lines = lines.collect();
    page.add_lines(Text { en: "Acts in", zh: "作用环节" }, lines);
    process::add_formulas(page, &own);
}

/// What values it takes, with their unit.
fn values(setting: &Setting, (low, high): (f64, f64), language: Language) -> String {
    let (low, high) = (sentence::number(low), sentence::number(high));
    let unit = setting.unit.say(language);
    let (comma, is_plain) = (if language == Language::En { ", " } else { "，" }, unit.is_empty());
    let unit = if is_plain { String::new() } else { format!("{comma}{unit}") };
    match (setting.choice, language) {
        (Choice::Real, Language::En) => format!("a number from {low} to {high}{unit}"),
        (Choice::Real, Language::Zh) => format!("{low}至{high}之间的数{unit}"),
        (Choice::Whole, Language::En) => format!("a whole number from {low} to {high}{unit}"),
        (Choice::Whole, Language::Zh) => format!("{low}至{high}之间的整数{unit}"),
        (Choice::Flag, Language::En) => "true or false".to_owned(),
        (Choice::Flag, Language::Zh) => "true（启用）或 false（停用）".to_owned(),
        (Choice::Words(words), Language::En) => format!("one of {}", words.join(", ")),
        (Choice::Words(words), Language::Zh) => format!("以下之一：{}", words.join("、")),
    }
}

fn default(id: SettingId, page: &Page) -> String {
    let setting = id.setting();
    if setting.is_derived() {
        let derived = page.say("worked out from other values", "由其他取值推导");
        return derived.to_owned();
    }
    if setting.choice == Choice::Flag {
        return as_toml(id, setting.default);
    }
    let words = sentence::values(id, setting.default);
    words.say(page.language).to_owned()
}

/// Where and when it may be set, in words and tables of a scenario.
fn scope(setting: &Setting, language: Language) -> String {
    let text = match (setting.table(), setting.scope) {
        (Table::Horizon, _) => {
            Text { en: "once, for the whole run: in [horizon]", zh: "全程一次：[horizon]" }
        }
        (Table::Place, _) if setting.by_zone => Text {
            en: "once, by zone: in [place.urban], [place.rural], [place.pastoral]; a table of communities takes its place",
            zh: "按地区类型设定一次：[place.urban]、[place.rural]、[place.pastoral]；使用社区表格时不用",
        },
        (Table::Place, _) => Text {
            en: "once: in [place]; a table of communities takes its place",
            zh: "设定一次：[place]；使用社区表格时不用",
        },
        (Table::Values, Scope::Fixed) => Text {
            en: "only from month 1: in [baseline]",
            zh: "只能自第1个月起：[baseline]",
        },
        (Table::Values, Scope::County) => Text {
            en: "in any month, for the whole county: in [baseline], [policy], an intervention or a shock (without a target)",
            zh: "任何月份，全旗县统一：[baseline]、[policy]、干预或冲击（不可限定对象）",
        },
        (Table::Values, Scope::Community) => Text {
            en: "in any month and any community: in [baseline], [policy], an intervention or a shock",
            zh: "任何月份、任何社区：[baseline]、[policy]、干预或冲击",
        },
    };
    let by_zone = setting.by_zone && setting.table() == Table::Values;
    let more = match (by_zone, language) {
        (true, Language::En) => "; one value, or one by zone",
        (true, Language::Zh) => "；可为单一取值，也可按地区类型分别取值",
        (false, _) => "",
    };
    format!("{}{more}", text.say(language))
}

/// Lines for a scenario file: the default, to begin with.
fn example(id: SettingId) -> Vec<Line> {
    let setting = id.setting();
    // A derived default has no number to show.
    let default = if setting.is_derived() { [setting.range.0; 3] } else { setting.default };
    let (table, values) = match (setting.table(), setting.scope) {
        (Table::Horizon, _) => ("[horizon]", default),
        (Table::Place, _) if setting.by_zone => ("[place.urban]", [default[0]; 3]),
        (Table::Place, _) => ("[place]", default),
        (Table::Values, Scope::Fixed) => ("[baseline]", default),
        (Table::Values, _) => ("[policy]", default),
    };
    let line = format!("{} = {}", setting.id, as_toml(id, values));
    vec![Line::Code(table.to_owned()), Line::Code(line)]
}
