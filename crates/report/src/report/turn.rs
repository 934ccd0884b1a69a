//! What could turn this: the guesses on which a difference hangs, how far each moves it, and where it turns.

use maud::{Markup, PreEscaped, html};

use super::natural::lower;
use super::text::{both, called, entry, fill, titled};
use super::{numbers, words};
use crate::chart::{Bar, Bars, bars, key, letter};
use crate::comparison::Comparison;
use crate::futures::{Driver, Futures, Outlook, Turning};
use crate::metric::Better;
use crate::quantity::{Phrase, Text};
use crate::setting::{Setting, SettingId};
use ::words::say;

/// Fewer worlds than so many show only what moves a difference much.
const FEW: usize = 128;

/// Guesses of the picture, at most.
const MOST: usize = 8;

fn setting(id: &str) -> Option<&'static Setting> {
    SettingId::find(id).map(SettingId::setting)
}

fn name_of(id: &str) -> Phrase {
    setting(id).map_or_else(
        || Phrase::same(id.to_owned()),
        |setting| {
            let Text { en, zh } = setting.plainly();
            Phrase { en: lower(en), zh: zh.to_owned() }
        },
    )
}

/// A value of a setting, three digits that tell something.
fn value(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    format!("{rounded}")
}

/// The outcome that is asked about: the first goal, else one of which it was asked why, else of the first look the
/// one that hangs on most.
fn outcome<'a>(of: &'a Comparison, futures: &'a Futures) -> Option<&'a str> {
    let learnt = futures.why.as_ref().and_then(|why| why.learning.first());
    let hangs = |id: &&str| {
        of.arms
            .iter()
            .filter_map(|arm| outlook(of, futures, &arm.name, id))
            .any(|of| !of.hangs.drivers.is_empty())
    };
    of.design
        .goals
        .first()
        .map(String::as_str)
        .or_else(|| learnt.map(|of| of.metric.as_str()))
        .or_else(|| {
            of.first_look().into_iter().filter(|id| !super::plot::MONEY.contains(id)).find(hangs)
        })
}

fn outlook<'a>(
    of: &Comparison,
    futures: &'a Futures,
    scenario: &str,
    metric: &str,
) -> Option<&'a Outlook> {
    futures.outlook(scenario, metric, &of.design.area)
}

/// What is known of what would turn it, in a sentence, and never more.
pub(super) fn in_short(of: &Comparison) -> Vec<Phrase> {
    let Some(futures) = &of.futures else { return vec![words::TURN_NOT_VARIED.into()] };
    let Some(why) = &futures.why else {
        return vec![hangs_on(of).unwrap_or_else(|| words::TURN_NOT_ASKED.into())];
    };
    let first = of.ranking.as_ref().and_then(|ranking| ranking.first.as_deref());
    let is_own = |turning: &&Turning| {
        // Whom a ceiling keeps out cannot be chosen instead, whatever the guess.
        let is_out = [&turning.scenario, &turning.against].iter().any(|name| of.is_out(name));
        first.is_none_or(|first| turning.scenario == first || turning.against == first) && !is_out
    };
    let turned: Vec<Phrase> = why
        .turning
        .iter()
        .filter(|turning| turning.turns.is_some())
        .filter(is_own)
        .take(2)
        .filter_map(|turning| turns(of, turning))
        .collect();
    let is_against_today = |turning: &Turning| {
        turning.turns.is_some()
            && Some(turning.scenario.as_str()) == first
            && turning.against == of.arms[0].name
    };
    if let (Some(first), false, false) = (first, why.cut, turned.is_empty()) {
        let mut said = turned;
        if !why.turning.iter().any(is_against_today) {
            let name = titled(of, first);
            said.push(Phrase {
                en: format!(
                    "Of the guesses that were moved alone, none makes {} worse than today on it.",
                    name.en
                ),
                zh: format!("在逐项变动过的假设中，没有一项使“{}”在这一点上不如现状。", name.zh),
            });
        }
        return said;
    }
    if !turned.is_empty() {
        return turned;
    }
    let tried = why.turning.len();
    vec![match tried {
        0 if futures.worlds.len() < FEW => words::TURN_NONE_OF_FEW.into(),
        0 => words::TURN_NONE.into(),
        tried => say!(
            en "Of the {tried} guesses that came near, none turns it alone within its plausible range."
            zh "在最接近的{tried}项假设中，没有一项单独在其合理范围内能使结论反转。"
        ),
    }]
}

/// Where a difference turns: as assumed, and the value beyond which it is otherwise.
fn turns(of: &Comparison, turning: &Turning) -> Option<Phrase> {
    let turns = turning.turns?;
    let (guess, assumed) = (name_of(&turning.setting), value(turning.default[0]));
    let at = in_unit(&turning.setting, value(turns));
    let (at_en, at_zh) = (at.en, at.zh);
    let above = turns > turning.default[0];
    let (way, way_zh) = if above { ("above", "高于") } else { ("below", "低于") };
    let (who, other) = (titled(of, &turning.scenario), titled(of, &turning.against));
    let outcome = entry(&turning.metric).0;
    let is_less = turning.default[1] < 0.0;
    let better = is_less == (outcome.better == Better::Lower);
    let (winner, loser) = if better { (&who, &other) } else { (&other, &who) };
    let luck = if turning.is_clear {
        ["", ""]
    } else {
        [" (luck hides the sign on one side)", "（其中一侧的符号被随机性掩盖）"]
    };
    // What differs by less than matters is not said to be better.
    let is_small = turning.default[1].abs() <= outcome.margin.size;
    let (than, than_zh) =
        if is_small { ("hardly better", "略优于") } else { ("better", "优于") };
    Some(Phrase {
        en: format!(
            "On {} {} does {than} than {} as assumed; where the guess of {} is {way} {at_en} (assumed {assumed}) it is the other way round{}.",
            lower(outcome.name.en),
            winner.en,
            loser.en,
            guess.en,
            luck[0]
        ),
        zh: format!(
            "就{}而言，按默认假设{}{than_zh}{}；当{}{way_zh} {at_zh}（默认 {assumed}）时则相反{}。",
            outcome.name.zh, winner.zh, loser.zh, guess.zh, luck[1]
        ),
    })
}

/// A value of a setting with its unit, where it has one that people know.
fn in_unit(setting: &str, value: String) -> Phrase {
    let unit = SettingId::find(setting).map_or(Text { en: "", zh: "" }, |id| id.setting().unit);
    if unit.en.is_empty() || unit.en == "log odds" {
        return Phrase::same(value);
    }
    Phrase { en: format!("{value} {}", unit.en), zh: format!("{value} {}", unit.zh) }
}

/// On which guess the outcome hangs most, where turning points were not looked for.
fn hangs_on(of: &Comparison) -> Option<Phrase> {
    let names = heaviest(of, 1);
    let name = names.first()?;
    let (en, zh) = (&name.en, &name.zh);
    Some(Phrase {
        en: format!(
            "What would turn it was not looked for (--why); of the guesses it hangs most on {en}."
        ),
        zh: format!("未查找何种情况会使结论反转（--why）；各项假设中影响最大的是{zh}。"),
    })
}

/// The guesses that explain most of the outcome that is asked about, by name.
pub(super) fn heaviest(of: &Comparison, most: usize) -> Vec<Phrase> {
    let Some(futures) = &of.futures else { return Vec::new() };
    let found = drivers(of, futures);
    found.into_iter().take(most).map(|(id, _)| name_of(id)).collect()
}

/// Guesses with what each explains of each package's difference, the heaviest first.
type Moves<'a> = Vec<(&'a str, Vec<(usize, &'a Driver)>)>;

fn drivers<'a>(of: &'a Comparison, futures: &'a Futures) -> Moves<'a> {
    let Some(metric) = outcome(of, futures) else { return Vec::new() };
    let mut found: Moves = Vec::new();
    for (at, arm) in of.arms.iter().enumerate().skip(1) {
        let Some(own) = outlook(of, futures, &arm.name, metric) else { continue };
        for driver in &own.hangs.drivers {
            match found.iter_mut().find(|(id, _)| *id == driver.setting) {
                Some((_, all)) => all.push((at, driver)),
                None => found.push((&driver.setting, vec![(at, driver)])),
            }
        }
    }
    let most = |all: &[(usize, &Driver)]| all.iter().map(|(_, of)| of.explains).fold(0.0, f64::max);
    found.sort_by(|a, b| most(&b.1).total_cmp(&most(&a.1)));
    found.truncate(MOST);
    found
}

/// The section; nothing where no world was run.
pub(super) fn section(of: &Comparison) -> Markup {
    let Some(futures) = &of.futures else { return html! {} };
    let Some(metric) = outcome(of, futures) else { return html! {} };
    let found = drivers(of, futures);
    let inside = html! {
        @if found.is_empty() {
            @for arm in &of.arms[1..] { @for said in futures.hangs_on(&arm.name, &[metric], MOST) { p { (both(called(arm))) ": " (both(said)) } } }
        } @else {
            (tornado(of, futures, metric, &found))
            (numbers(table(of, &found)))
        }
        @for (heading, said) in futures.told_why() {
            h3 { (both(heading)) }
            ul class="sets" { @for said in said { li { (both(said)) } } }
        }
    };
    super::section("turn", words::TURN, words::TURN_ABOUT, inside)
}

fn tornado(of: &Comparison, futures: &Futures, metric: &str, found: &Moves) -> Markup {
    let (entry, shown) = entry(metric);
    let all =
        || found.iter().flat_map(|(_, all)| all.iter()).flat_map(|(_, of)| [of.at_low, of.at_high]);
    let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let ends = if high > low { [low, high] } else { [low - 1.0, high + 1.0] };
    let last = found.len() - 1;
    let unit = super::text::axis_unit(metric, true);
    html! {
        p class="caption" { (both(fill(words::TORNADO, &[("metric", entry.name.into()), ("unit", unit)]))) }
        p class="legend" { @for (at, arm) in of.arms.iter().enumerate().skip(1) { span { (PreEscaped(key(at))) (letter(at)) " " (both(called(arm))) } } }
        div class="tornado" { @for (place, (id, all)) in found.iter().enumerate() {
            @let named_by = format!("turn-{id}");
            div class="tornado-row" {
                div class="plot-name" {
                    strong id=(named_by) { (both(name_of(id))) }
                    span class="change" { (both(known(id))) }
                }
                @let own: Vec<Bar> = all.iter().map(|&(arm, driver)| bar(arm, driver)).collect();
                (PreEscaped(bars(&Bars {
                    named_by: named_by.clone(),
                    bars: &own,
                    ends,
                    scale: shown.scale(),
                    room: 0.14,
                    numbers: place == last,
                    flip: entry.better == Better::Lower,
                })))
                p class="flip" { (both(flip(of, futures, id))) }
            }
        } }
    }
}

/// From where it is low to where it is high.
fn bar(arm: usize, driver: &Driver) -> Bar {
    let told = [driver.low, driver.high].map(|of| Some(Phrase::same(value(of))));
    Bar { arm, from: driver.at_low, to: driver.at_high, point: None, told }
}

/// What is assumed of a setting, and its plausible range.
fn known(id: &str) -> Phrase {
    let plausible = setting(id).and_then(|setting| setting.plausible);
    plausible.map_or_else(
        || Phrase::same(""),
        |(low, high)| {
            let (low, high) = (value(low), value(high));
            say!(en "plausible {low} to {high}" zh "合理范围 {low} 至 {high}")
        },
    )
}

/// Where the guess turns something, if it was looked for.
fn flip(of: &Comparison, futures: &Futures, id: &str) -> Phrase {
    let Some(why) = &futures.why else { return words::NOT_LOOKED_FOR.into() };
    let own: Vec<&Turning> = why.turning.iter().filter(|turning| turning.setting == id).collect();
    let at = |name: &str| of.arms.iter().position(|arm| arm.name == name).unwrap_or_default();
    let short = |name: &str| match at(name) {
        0 => called(&of.arms[0]),
        at => Phrase::same(letter(at)),
    };
    let told: Vec<Phrase> = own
        .iter()
        .map(|turning| {
            let (who, other) = (short(&turning.scenario), short(&turning.against));
            match turning.turns {
                Some(turns) => {
                    let turns = value(turns);
                    Phrase {
                        en: format!("{} against {} turns at {turns}", who.en, other.en),
                        zh: format!("{}相对{}在 {turns} 处反转", who.zh, other.zh),
                    }
                }
                None => Phrase {
                    en: format!("{} against {}: no turn within its range", who.en, other.en),
                    zh: format!("{}相对{}：范围内不反转", who.zh, other.zh),
                },
            }
        })
        .collect();
    if told.is_empty() {
        return Text {
            en: "not among those that came nearest to a turn, so not searched",
            zh: "不在最接近反转之列，故未查找",
        }
        .into();
    }
    Phrase {
        en: told.iter().map(|of| of.en.as_str()).collect::<Vec<_>>().join("; "),
        zh: told.iter().map(|of| of.zh.as_str()).collect::<Vec<_>>().join("；"),
    }
}

fn table(of: &Comparison, found: &Moves) -> Markup {
    html! {
        table {
            thead { tr {
                @for word in [words::SETTING, words::SCENARIO, words::EXPLAINS, words::FROM, words::TO] { th scope="col" { (both(word)) } }
            } }
            tbody { @for (id, all) in found { @for &(arm, driver) in all { tr {
                th scope="row" { (both(name_of(id))) }
                td { (both(called(&of.arms[arm]))) }
                td class="number" { (format!("{:.0} %", 100.0 * driver.explains)) }
                td class="number" { (value(driver.low)) ": " (value(driver.at_low)) }
                td class="number" { (value(driver.high)) ": " (value(driver.at_high)) }
            } } } }
        }
    }
}
