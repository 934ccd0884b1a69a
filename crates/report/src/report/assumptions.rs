//! What the scenarios change, who would have to decide it, and the grounds of the numbers.

use maud::{Markup, html};

use super::chooser::{Choice, chooser};
use super::text::{both, called, fill, same};
use super::{numbers, words};
use crate::comparison::{Arm, Comparison, SettingChange};
use crate::evidence;
use crate::quantity::Phrase;
use crate::setting::{Ground, Setting, SettingId, Table};

/// The grounds, the surest first.
const GROUNDS: [Ground; 5] =
    [Ground::Seen, Ground::Derived, Ground::Excerpt, Ground::Recalled, Ground::Assumed];

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    super::folded(
        "assumptions",
        words::ASSUMPTIONS,
        if of.arms.len() > 1 { words::ASSUMPTIONS_ABOUT } else { words::ASSUMPTIONS_ABOUT_RUN },
        html! {
            @if of.arms.len() > 1 {
                h3 { (both(words::CHANGES)) }
                @let choices: Vec<Choice> = of.arms.iter().enumerate().skip(1).map(|(at, arm)| Choice {
                value: at.to_string(),
                name: called(arm),
                inside: html! {
                    @if arm.elsewhere { p { (both(fill(words::ANOTHER_PLACE, &[("scenario", called(arm))]))) } }
                    (changes(of, arm))
                },
            }).collect();
            (chooser("changes", words::CHOOSE_SCENARIO, &choices))
                (free(of))
            }
            @if of.arms.len() == 1 && !of.changes.is_empty() {
                (changes(of, &of.arms[0]))
                (free(of))
            }
            h3 { (both(words::GROUNDS)) }
            (grounds(of))
        },
    )
}

fn setting(id: &str) -> Option<&'static Setting> {
    SettingId::all().map(SettingId::setting).find(|setting| setting.id == id)
}

/// What a scenario sets.
fn changes(of: &Comparison, arm: &Arm) -> Markup {
    let scenario = &arm.name;
    let own: Vec<&SettingChange> =
        of.changes.iter().filter(|change| change.scenario == *scenario).collect();
    if own.is_empty() && arm.elsewhere {
        return html! {};
    }
    if own.is_empty() {
        return html! { p { (both(fill(words::NO_CHANGES, &[("scenario", called(arm))]))) } };
    }
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            @let caption = if of.arms.len() > 1 { words::CHANGES_CAPTION } else { words::CHANGES_CAPTION_RUN };
            caption { (both(fill(caption, &[("scenario", called(arm))]))) }
            thead { tr {
                @for word in [words::SETTING, words::BEFORE, words::AFTER, words::WHEN, words::DECIDES, words::COSTS_MONEY, words::GROUND] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for change in &own { (row(change)) } }
        } }
    }
}

fn row(change: &SettingChange) -> Markup {
    let Some(setting) = setting(&change.setting) else { return html! {} };
    let when = match change.until {
        Some(until) => {
            fill(words::FROM_UNTIL, &[("from", same(change.from)), ("until", same(until))])
        }
        None => fill(words::FROM_MONTH, &[("from", same(change.from))]),
    };
    let decides = setting.decides.map_or(words::NOBODY, |decider| decider.text());
    let costs = if change.costs_money { words::YES } else { words::NO };
    html! {
        tr {
            th scope="row" { (both(setting.name)) div class="direction" { code { (setting.id) } } }
            td { (change.before) }
            td { (change.after) @if change.targeted { " " (both(words::SOMEWHERE)) } }
            td { (both(when)) }
            td { (both(decides)) }
            td { (both(costs)) }
            td { (both(ground(setting))) }
        }
    }
}

/// The ground with the rows of the evidence base on which it rests.
fn ground(setting: &Setting) -> Phrase {
    let ground = Phrase::from(setting.ground.text());
    let support = evidence::support(setting.source);
    if support.rows.is_empty() {
        return ground;
    }
    let way = support.text();
    let rows = support.rows.join(", ");
    Phrase {
        en: format!("{}; {} {rows}", ground.en, way.en),
        zh: format!("{}；{} {rows}", ground.zh, way.zh),
    }
}

/// Levers that cost nothing in the model.
fn free(of: &Comparison) -> Markup {
    let mut found: Vec<&Setting> = Vec::new();
    for change in of.changes.iter().filter(|change| !change.costs_money) {
        if let Some(setting) = setting(&change.setting)
            && setting.decides.is_some()
            && !found.iter().any(|other| other.id == setting.id)
        {
            found.push(setting);
        }
    }
    if found.is_empty() {
        return html! {};
    }
    html! {
        p { (both(words::FREE)) }
        ul class="columns" { @for setting in found {
            @let decides = setting.decides.map_or(words::NOBODY, |decider| decider.text());
            li { (both(fill(words::FREE_LEVER, &[("lever", setting.name.into()), ("decides", decides.into())]))) }
        } }
    }
}

/// How many settings of the model are how well known; all of them behind it.
fn grounds(of: &Comparison) -> Markup {
    let all: Vec<&Setting> = SettingId::all()
        .map(SettingId::setting)
        .filter(|setting| setting.table() == Table::Values)
        .collect();
    let count = |ground: Ground| all.iter().filter(|setting| setting.ground == ground).count();
    let changed = |setting: &Setting| of.changes.iter().any(|change| change.setting == setting.id);
    html! {
        p { (both(fill(words::GROUNDS_SENTENCE, &[("all", same(all.len())), ("assumed", same(count(Ground::Assumed)))]))) }
        table {
            caption { (both(words::GROUNDS_TABLE)) }
            thead { tr { th scope="col" { (both(words::GROUND)) } th scope="col" { (both(words::SETTINGS)) } } }
            tbody { @for ground in GROUNDS { tr {
                th scope="row" { (both(ground.text())) }
                td class="number" { (count(ground)) }
            } } }
        }
        (numbers(html! {
            table {
                caption { (both(words::ALL_SETTINGS)) }
                thead { tr {
                    @for word in [words::SETTING, words::GROUND, words::PLAUSIBLE, words::CHANGED] {
                        th scope="col" { (both(word)) }
                    }
                } }
                tbody { @for ground_of in GROUNDS { @for setting in all.iter().filter(|setting| setting.ground == ground_of) { tr {
                    th scope="row" { (both(setting.name)) div class="direction" { code { (setting.id) } } }
                    td { (both(ground(setting))) }
                    td { @if let Some((low, high)) = setting.plausible { (low) " … " (high) } }
                    td { @if changed(setting) { (both(words::YES)) } }
                } } } }
            }
        }))
    }
}
