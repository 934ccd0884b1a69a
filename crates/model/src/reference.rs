//! Reference pages made from the registries: `docs/levers.md`, `docs/parameters.md`,
//! `docs/metrics.md`, and two tables of `docs/places.md`. A test keeps them current.

use std::fmt::Write;

use crate::metric::{Exists, METRICS, Margin, RATIO_OF_SUMS, Span, Window};
use crate::place::{Column, Holds, region};
use crate::quantity::{Choice, ZONES};
use crate::setting::{Scope, Setting, SettingId};

const NOTE: &str =
    "<!-- Made from the registry; do not edit. `COGOV_BLESS=1 cargo test` writes it anew. -->\n";

/// The page of levers.
pub fn levers() -> String {
    let mut page = format!(
        "{NOTE}\n# Levers\n\nWhat a policy can set. A lever stands in `[policy]` (from the month after burn-in), in \
         `[baseline]` (from month 1), or in an intervention or shock. Outside the *usual* range a value is legal, but not what is done in life. *Read* says in which months the value in force is \
         looked at, and what must hold for it to act. Rows of sources, such as T23, are in [evidence.md](evidence.md).\n"
    );
    table(&mut page, SettingId::all().map(SettingId::setting).filter(|setting| setting.is_lever()));
    page
}

/// The page of parameters.
pub fn parameters() -> String {
    let mut page = format!(
        "{NOTE}\n# Parameters\n\nEverything else that a scenario can set: how the place is and how people and \
         organisations behave. *Nature* says who could know a value: worlds vary prices and behaviour, over the range and \
         with the shape given, and leave levers, facts of a place and the form of the model alone. The *legal* range is what a scenario may say; outside the *usual* range, where the \
         evidence makes it plausible, a value is legal but unusual. *Read* says in which months the value in force is looked at, and \
         what must hold for it to act. The ground says how well the default is known: most are assumptions, to be varied \
         and not believed. Rows of sources, such as T8, are in [evidence.md](evidence.md).\n"
    );
    table(
        &mut page,
        SettingId::all().map(SettingId::setting).filter(|setting| !setting.is_lever()),
    );
    page
}

fn table<'a>(page: &mut String, settings: impl Iterator<Item = &'a Setting>) {
    let mut group = "";
    for setting in settings {
        if setting.group.en != group {
            group = setting.group.en;
            let _ = write!(
                page,
                "\n## {} {}\n\n| id | meaning | unit | default | legal | usual | nature, in worlds | may change | read | ground, source |\n\
                 | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
                capital(group),
                setting.group.zh
            );
        }
        let decides = setting.decides.map_or(String::new(), |who| {
            format!(" Decided by the {} ({}).", who.text().en, who.text().zh)
        });
        let _ = writeln!(
            page,
            "| `{}` | **{}** {}: {}{decides} {} | {} | {} | {} | {} | {} | {} | {} | {}, {} |",
            setting.id,
            capital(setting.name.en),
            setting.name.zh,
            setting.meaning.en,
            setting.meaning.zh,
            setting.unit.en,
            default_of(setting),
            range_of(setting, setting.range),
            setting.plausible.map_or(String::new(), |range| range_of(setting, range)),
            worlds_of(setting),
            scope_of(setting.scope),
            setting.reading().en,
            setting.ground.text().en,
            setting.source,
        );
    }
}

/// What a setting is, and how worlds vary it.
fn worlds_of(setting: &Setting) -> String {
    let nature = setting.nature.text();
    let nature = format!("{} {}", nature.en, nature.zh);
    let Some(doubt) = setting.doubt else { return nature };
    let times = if doubt.is_factor { " times the defaults" } else { "" };
    let (low, high, shape) = (doubt.low, doubt.high, doubt.shape.text().en);
    format!("{nature}; {low} to {high}{times}, {shape}; {}", doubt.why.text().en)
}

fn scope_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Fixed => "no",
        Scope::County => "county",
        Scope::Community => "anywhere",
    }
}

/// A default in words: one value, or one by zone.
fn default_of(setting: &Setting) -> String {
    if setting.is_derived() {
        return "derived".to_owned();
    }
    if setting.by_zone {
        let values = ZONES.map(|zone| value_of(setting, setting.default[zone.index()]));
        return values.join(" / ");
    }
    value_of(setting, setting.default[0])
}

/// A value of a setting as a scenario file writes it.
pub fn value_of(setting: &Setting, number: f64) -> String {
    match setting.choice {
        Choice::Real | Choice::Whole => format!("{number}"),
        Choice::Flag => if number >= 0.5 { "true" } else { "false" }.to_owned(),
        Choice::Words(words) => words.get(number as usize).copied().unwrap_or_default().to_owned(),
    }
}

fn range_of(setting: &Setting, (low, high): (f64, f64)) -> String {
    match setting.choice {
        Choice::Real | Choice::Whole => format!("{low} to {high}"),
        Choice::Flag => "true, false".to_owned(),
        Choice::Words(words) => words.join(", "),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The page of metrics.
pub fn metrics() -> String {
    let mut page = format!(
        "{NOTE}\n# Metrics\n\nColumns of `series.csv` (a value a month), `years.csv` (a calendar year, with the number of its \
         months) and `runs.csv` (the months after burn-in). {}\n\n{}\n\n{}",
        RATIO_OF_SUMS.en,
        RATIO_OF_SUMS.zh,
        windows(),
    );
    let mut family = "";
    for metric in METRICS.iter() {
        if metric.family.en != family {
            family = metric.family.en;
            let _ = write!(
                page,
                "\n## {} {}\n\n| id | definition | unit | direction | margin | time | exists |\n| --- | --- | --- | --- | --- | --- | --- |\n",
                capital(family),
                metric.family.zh
            );
        }
        let _ = writeln!(
            page,
            "| `{}` | **{}** {}: {} {} | {} | {} | {} | {} | {} |",
            metric.id,
            capital(metric.name.en),
            metric.name.zh,
            metric.meaning.en,
            metric.meaning.zh,
            metric.unit.en,
            metric.better.text().en,
            metric.margin.words.en,
            metric.window.name().en,
            if metric.exists == Exists::County { "county, place" } else { "everywhere" },
        );
    }
    page.push_str(&margins());
    page
}

/// The margins with their reasons, each once, in the order of the metrics.
fn margins() -> String {
    let mut page = "\n## Margins 界限\n\nThe least difference of a metric that a planner cares for. A difference \
                    whose interval lies within it does not matter. It does not depend on the size or the luck of \
                    a place; `cogov compare --margin METRIC=NUMBER` sets another one.\n\n| margin | reason | of \
                    |\n| --- | --- | --- |\n"
        .to_owned();
    let mut told: Vec<Margin> = Vec::new();
    for margin in METRICS.iter().map(|metric| metric.margin) {
        if told.contains(&margin) {
            continue;
        }
        told.push(margin);
        let of = METRICS.iter().filter(|metric| metric.margin == margin);
        let of: Vec<String> = of.map(|metric| format!("`{}`", metric.id)).collect();
        let (words, reason) = (margin.words, margin.reason);
        let _ = writeln!(
            page,
            "| {} {} | {} {} | {} |",
            words.en,
            words.zh,
            reason.en,
            reason.zh,
            of.join(", ")
        );
    }
    page
}

/// What the windows of metrics are.
fn windows() -> String {
    let mut table = "| time | a month | a year | a run |\n| --- | --- | --- | --- |\n".to_owned();
    for window in Window::ALL {
        let cells = [Span::Month, Span::Year, Span::Run].map(|span| {
            let text = window.text(span);
            format!("{} {}", text.en, text.zh)
        });
        let name = window.name();
        let _ = writeln!(table, "| {} {} | {} |", name.en, name.zh, cells.join(" | "));
    }
    table
}

/// The columns of a place's table.
pub fn place_columns() -> String {
    let mut table =
        "| column | needed | values | meaning |\n| --- | --- | --- | --- |\n".to_owned();
    for entry in Column::ALL.iter().map(|column| column.entry()) {
        let needed = if entry.required { "yes" } else { "no" };
        let numbers = |kind: &str| {
            let (low, high) = entry.range().unwrap_or_default();
            let unit = entry.unit().en;
            let unit = if unit.is_empty() { String::new() } else { format!(", {unit}") };
            let usual =
                entry.usual.map_or(String::new(), |(low, high)| format!("; usual {low} to {high}"));
            format!("{kind} {low} to {high}{unit}{usual}")
        };
        let values = match entry.holds {
            Holds::Words => "text".to_owned(),
            Holds::Zone => ZONES.map(|zone| format!("`{}`", zone.id())).join(", "),
            Holds::Whole(..) => numbers("whole number"),
            Holds::Real(..) | Holds::Setting(_) => numbers("number"),
        };
        let _ = writeln!(
            table,
            "| `{}` | {needed} | {values} | **{}** {}: {} {} |",
            entry.id,
            capital(entry.name.en),
            entry.name.zh,
            entry.meaning.en,
            entry.meaning.zh,
        );
    }
    table
}

/// The quantiles of the region by which places are invented.
pub fn region_quantiles() -> String {
    let mut table = "| |".to_owned();
    for below in region::BELOW {
        let _ = write!(table, " {} % |", below * 100.0);
    }
    let _ = writeln!(table, "\n| --- |{}", " ---: |".repeat(region::BELOW.len()));
    let mut row = |name: String, quantiles: &region::Quantiles| {
        let cells: Vec<String> = quantiles.iter().map(|value| format!(" {value} |")).collect();
        let _ = writeln!(table, "| {name} |{}", cells.concat());
    };
    let zones = || ZONES.into_iter().zip(&region::ZONE_PROFILES);
    for (zone, profile) in zones() {
        row(format!("adults of a community, {}", zone.id()), &profile.adults);
    }
    for (zone, profile) in zones() {
        row(format!("share of migrants, {}", zone.id()), &profile.migrant_share);
    }
    row("communities of a county".to_owned(), &region::COMMUNITIES_OF_COUNTY);
    table
}
