//! Who gains and who loses: residents followed in both worlds.

use maud::{Markup, html};

use super::chooser::{Choice, chooser};
use super::text::{
    both, called, fill, list, number, round, same, same_history, seeds_mark, share, span,
    with_bound,
};
use super::{numbers, words};
use crate::chart::tone;
use crate::comparison::{Comparison, Estimate, Gain, Newcomers, Presence};
use crate::experiment::lives::{OUTCOMES, Outcome};
use crate::metric::{apart, unsigned_zero};
use crate::quantity::{Phrase, Text, Zone, grouped};
use ::words::say;

/// The section; nothing where nobody can be followed.
pub(super) fn section(of: &Comparison) -> Markup {
    if of.gains.is_empty() {
        return html! {};
    }
    let choices: Vec<Choice> = of
        .arms
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, arm)| of.gains.iter().any(|gain| gain.scenario == arm.name))
        .map(|(at, arm)| Choice {
            value: at.to_string(),
            name: called(arm),
            inside: scenario(of, at),
        })
        .collect();
    super::section(
        "people",
        words::PEOPLE,
        words::PEOPLE_ABOUT,
        chooser("people", words::CHOOSE_SCENARIO, &choices),
    )
}

/// The group of residents that surely loses most under a scenario, of all outcomes in tolerances; nothing where none
/// surely does.
pub(super) fn loser(of: &Comparison, scenario: &str) -> Option<Phrase> {
    let outcome = |id: &str| OUTCOMES.iter().find(|outcome| outcome.id == id);
    let is_part = |gain: &&Gain| gain.zone != "all" && gain.status != "all";
    // Attitudes alone: of counts any change counts, so they have no tolerance to be told in.
    let worse_by = |gain: &Gain| {
        let surely = gain.tolerance > 0.0 && gain.change.high? < 0.0;
        let size = -gain.change.mean? / gain.tolerance;
        (surely && size >= 1.0).then_some(size)
    };
    let own = of.gains.iter().filter(|gain| gain.scenario == scenario).filter(is_part);
    let (gain, _) =
        own.filter_map(|gain| Some((gain, worse_by(gain)?))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (who, what) = (group(gain), outcome(&gain.outcome)?.name);
    let (en, zh) = (&who.en, &who.zh);
    let Text { en: name, zh: name_zh } = what;
    Some(Phrase { en: format!("{en} have less {name}"), zh: format!("{zh}的{name_zh}下降") })
}

/// The outcome on which most residents fare worse, with how many do and how many fare better; nothing where hardly
/// anybody does.
pub(super) fn worse_off(of: &Comparison, scenario: &str) -> Option<Phrase> {
    let all = of.gains.iter().filter(|gain| gain.scenario == scenario);
    let all = all.filter(|gain| gain.zone == "all" && gain.status == "all");
    let (gain, worse) = all
        .filter_map(|gain| Some((gain, gain.worse.mean?)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, worse)| *worse >= 0.005)?;
    let name = OUTCOMES.iter().find(|outcome| outcome.id == gain.outcome)?.name;
    let [worse, better] = [worse, gain.better.mean?].map(|share| format!("{:.0}", 100.0 * share));
    Some(say!(
        en "{worse} of 100 residents fare worse by {name}, {better} better"
        zh "每100名居民中就{name}而言{worse}名变差、{better}名变好",
        name
    ))
}

fn scenario(of: &Comparison, arm: usize) -> Markup {
    let name = &of.arms[arm].name;
    let own: Vec<&Gain> = of.gains.iter().filter(|gain| gain.scenario == *name).collect();
    let main = |gain: &&&Gain| gain.zone == "all" || gain.status == "all";
    if let Some(why) = same_history(&of.arms[arm]) {
        return html! { p { (both(presence(of, name))) } p class="verdict" { (both(why)) } };
    }
    html! {
        p { (both(presence(of, name))) }
        div class="panels" {
            @for outcome in &OUTCOMES {
                @let rows: Vec<&Gain> = own.iter().filter(|gain| gain.outcome == outcome.id).filter(main).copied().collect();
                (shares(of, outcome, &rows, arm))
            }
        }
        (numbers(html! { (table(of, &own)) (newcomers(of, name)) }))
    }
}

/// Who is still there.
fn presence(of: &Comparison, scenario: &str) -> Phrase {
    let whole = |found: &&Presence| {
        found.scenario == scenario && found.zone == "all" && found.status == "all"
    };
    let Some(found) = of.presence.iter().find(whole) else { return same("") };
    let count = |number: f64| same(grouped(number.round() as u64));
    fill(
        words::PRESENCE,
        &[
            ("residents", count(found.residents)),
            ("both", count(found.both)),
            ("scenario_only", count(found.gone_in_scenario)),
            ("baseline_only", count(found.gone_in_baseline)),
        ],
    )
}

/// Shares better, the same and worse off, a bar a group.
fn shares(of: &Comparison, outcome: &Outcome, rows: &[&Gain], arm: usize) -> Markup {
    html! {
        figure class=(tone(arm)) {
            figcaption { (both(fill(words::SHARES_CAPTION, &[("outcome", outcome.name.into())]))) }
            table class="shares" {
                thead { tr {
                    th scope="col" { (both(words::GROUP)) }
                    th scope="col" class="sides" {
                        span { (both(words::WORSE_OFF)) } span { (both(words::BETTER_OFF)) }
                    }
                } }
                tbody { @for gain in rows { tr {
                    th scope="row" { (both(group(gain))) (seeds_mark(of, &gain.scenario, gain.change.n)) }
                    td {
                        (bar(gain))
                        div class="ends" {
                            span { "▼ " (both(share(&gain.worse))) }
                            span { "▲ " (both(share(&gain.better))) }
                        }
                    }
                } } }
            }
        }
    }
}

/// Worse off on the left, better off on the right, the others between.
fn bar(gain: &Gain) -> Markup {
    let (worse, better) = (number(gain.worse.mean) * 200.0, number(gain.better.mean) * 200.0);
    html! {
        svg class="share" viewBox="0 0 200 14" width="200" height="14" preserveAspectRatio="none" aria-hidden="true" {
            rect class="same" x="0" y="0" width="200" height="14" {}
            rect class="worse" x="0" y="0" width=(round(worse)) height="14" {}
            rect class="better" x=(round(200.0 - better)) y="0" width=(round(better)) height="14" {}
        }
    }
}

/// Name of a group.
fn group(gain: &Gain) -> Phrase {
    named(&gain.zone, &gain.status)
}

fn named(zone: &str, status: &str) -> Phrase {
    let status = match status {
        "local" => words::LOCALS,
        "migrant" => words::MIGRANTS,
        _ => words::ALL_RESIDENTS,
    };
    match Zone::find(zone) {
        None => status.into(),
        Some(zone) => {
            fill(words::IN_ZONE, &[("zone", zone.text().into()), ("group", status.into())])
        }
    }
}

/// A change with its interval, and the unit.
fn changed(of: &Estimate, unit: Text) -> Phrase {
    let text = |value: f64, decimals: usize| unsigned_zero(format!("{value:+.decimals$}"));
    let mean = of.mean.map_or_else(|| "-".to_owned(), |mean| text(mean, 3));
    let mut said = match (of.low, of.high) {
        (Some(low), Some(high)) => {
            let [low, high] = apart([low, high], 3, text);
            span(&mean, &low, &high)
        }
        _ => with_bound(mean, of),
    };
    if !unit.en.is_empty() {
        said.en = format!("{} {}", said.en, unit.en);
        said.zh = format!("{}{}", said.zh, unit.zh);
    }
    said
}

/// All groups with their numbers.
fn table(of: &Comparison, own: &[&Gain]) -> Markup {
    html! {
        table {
            caption { (both(words::GAINS_TABLE)) }
            thead { tr {
                @for word in [words::GROUP, words::OUTCOME, words::RESIDENTS, words::BETTER_OFF, words::WORSE_OFF, words::MEAN_CHANGE] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for gain in own {
                @if let Some(outcome) = OUTCOMES.iter().find(|outcome| outcome.id == gain.outcome) { tr {
                    th scope="row" { (both(group(gain))) }
                    td { (both(outcome.name)) }
                    td class="number" { (grouped(gain.residents.round() as u64)) }
                    td class="number" { (both(share(&gain.better))) }
                    td class="number" { (both(share(&gain.worse))) }
                    td class="number" { (both(changed(&gain.change, outcome.unit))) (seeds_mark(of, &gain.scenario, gain.change.n)) }
                } }
            } }
        }
        p class="note" { (both(tolerances(own))) }
    }
}

/// Which changes count as none.
fn tolerances(own: &[&Gain]) -> Phrase {
    let mut parts = Vec::new();
    for outcome in &OUTCOMES {
        if own.iter().any(|gain| gain.outcome == outcome.id) && outcome.tolerance > 0.0 {
            let gaps = [("outcome", outcome.name.into()), ("tolerance", same(outcome.tolerance))];
            parts.push(fill(words::TOLERANCE, &gaps));
        }
    }
    fill(words::TOLERANCES, &[("list", list(&parts))])
}

/// Those who came later, as groups.
fn newcomers(of: &Comparison, scenario: &str) -> Markup {
    let own: Vec<&Newcomers> =
        of.newcomers.iter().filter(|found| found.scenario == scenario).collect();
    let Some(first) = own.first() else { return html! {} };
    let count = |number: f64| same(grouped(number.round() as u64));
    let caption = fill(
        words::NEWCOMERS_TABLE,
        &[("baseline", count(first.baseline_number)), ("scenario", count(first.scenario_number))],
    );
    let shown =
        |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
    html! {
        table {
            caption { (both(caption)) }
            thead { tr {
                @for word in [words::OUTCOME, words::BASELINE, words::SCENARIO, words::DIFFERENCE] {
                    th scope="col" { (both(word)) }
                }
            } }
            tbody { @for found in &own {
                @if let Some(outcome) = OUTCOMES.iter().find(|outcome| outcome.id == found.outcome) { tr {
                    th scope="row" { (both(outcome.name)) }
                    td class="number" { (shown(found.baseline)) }
                    td class="number" { (shown(found.mean)) }
                    td class="number" { (both(changed(&found.difference, outcome.unit))) (seeds_mark(of, scenario, found.difference.n)) }
                } }
            } }
        }
    }
}
