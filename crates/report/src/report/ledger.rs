//! The ledger of the first screen: a package a row, what it sets, who decides, what is voted, whether it fits.

use maud::{Markup, PreEscaped, html};

use super::natural::{lower, signed, three};
use super::text::{both, called, list};
use super::words;
use crate::chart::{key, letter};
use crate::comparison::{Arm, Budget, Comparison, Fit, SettingChange};
use crate::quantity::{Phrase, Text};
use crate::setting::{Decider, Setting, SettingId};
use ::words::say;

/// Settings that a row names; the others are counted.
const NAMED: usize = 4;

/// Who may have to agree, the widest first.
const DECIDERS: [Decider; 5] =
    [Decider::Nation, Decider::Region, Decider::County, Decider::Township, Decider::Community];

/// The table.
pub(super) fn ledger(of: &Comparison) -> Markup {
    html! {
        table class="ledger" {
            caption class="unseen" { (both(words::LEDGER)) }
            thead { tr {
                th scope="col" { (both(words::PACKAGE)) }
                th scope="col" { (both(words::SETS)) }
                th scope="col" { (both(words::DECIDES)) }
                th scope="col" class="number" { (both(words::VOTED_ADULT)) }
                th scope="col" class="number" { (both(words::VOTED_MILLIONS)) }
                th scope="col" class="number" { (both(words::VOTED_WORST)) }
                @for ceiling in &of.design.ceilings { th scope="col" { (both(fits_what(&ceiling.text()))) } }
            } }
            tbody {
                @for at in order(of) { (row(of, at)) }
                (today(of))
            }
        }
    }
}

fn fits_what(ceiling: &Phrase) -> Phrase {
    let (en, zh) = (&ceiling.en, &ceiling.zh);
    Phrase { en: format!("fits? ({en})"), zh: format!("是否在上限内（{zh}）") }
}

/// Packages in the order of the goals, else as they were given.
fn order(of: &Comparison) -> Vec<usize> {
    let at = |name: &str| of.arms.iter().position(|arm| arm.name == name);
    match &of.ranking {
        Some(ranking) => ranking.ranks.iter().filter_map(|rank| at(&rank.scenario)).collect(),
        None => (1..of.arms.len()).collect(),
    }
}

fn row(of: &Comparison, at: usize) -> Markup {
    let arm = &of.arms[at];
    let whole = of.whole_budget(&arm.name);
    html! {
        tr data-scenario=(arm.name) {
            th scope="row" title=(arm.name) { span class="who" { (PreEscaped(key(at))) (letter(at)) } " " (both(called(arm))) }
            td class="sets" { (both(sets(of, arm))) }
            td { (both(deciders(of, arm))) }
            td class="number" data-label-en=(words::VOTED_ADULT.en) data-label-zh=(words::VOTED_ADULT.zh) data-budget="change" { @if let Some(row) = whole { (yuan(row)) } }
            td class="number" data-label-en=(words::VOTED_MILLIONS.en) data-label-zh=(words::VOTED_MILLIONS.zh) data-budget="millions" { @if let Some(row) = whole { (both(millions(row))) } }
            td class="number" data-label-en=(words::VOTED_WORST.en) data-label-zh=(words::VOTED_WORST.zh) data-budget="worst" { @if let Some(row) = of.worst_year(&arm.name) { (both(worst(row))) } }
            @for ceiling in &of.design.ceilings {
                td class="fits" {
                    @for under in of.ceilings.iter().filter(|under| under.ceiling == *ceiling && under.arm == arm.name) { (fit(under.fit)) }
                    @for cut in of.cuts.iter().filter(|cut| cut.arm == arm.name) {
                        @let (seeds, n) = (cut.seeds, cut.n);
                        " " span class="change" { (both(say!(en "cut in {seeds} of {n} histories" zh "{n}段历史中{seeds}段被削减"))) }
                    }
                }
            }
        }
    }
}

/// The baseline's own budget, beside which the others stand.
fn today(of: &Comparison) -> Markup {
    let arm = &of.arms[0];
    let Some(row) = of.whole_budget(&arm.name) else { return html! {} };
    let columns = 3 + of.design.ceilings.len();
    let [adult, million] = [row.per_adult.mean, row.millions.mean].map(|v| v.unwrap_or(f64::NAN));
    let (adult, wan) = (three(adult), three(100.0 * million));
    let million = three(million);
    html! {
        tr class="today-row" {
            th scope="row" { (both(called(arm))) }
            td colspan="2" { (both(words::TODAY_BUDGET)) }
            td class="number" { (adult) }
            td class="number" { (both(Phrase { en: format!("{million} million"), zh: format!("{wan}万元") })) }
            td colspan=(columns - 2) {}
        }
    }
}

/// Extra yuan an adult a year, three digits; about 0 where luck alone may have made it.
fn yuan(of: &Budget) -> Markup {
    let ends = [of.change.low, of.change.high].map(|end| end.unwrap_or(f64::NAN));
    if ends[0] <= 0.0 && ends[1] >= 0.0 {
        return both(words::ABOUT_ZERO);
    }
    html! { (plus(of.change.mean, 1.0)) }
}

fn millions(of: &Budget) -> Phrase {
    let ends = [of.millions_change.low, of.millions_change.high].map(|end| end.unwrap_or(f64::NAN));
    if ends[0] <= 0.0 && ends[1] >= 0.0 {
        return words::ABOUT_ZERO.into();
    }
    let mean = of.millions_change.mean;
    let (million, wan) = (plus(mean, 1.0), plus(mean, 100.0));
    Phrase { en: format!("{million} million"), zh: format!("{wan}万元") }
}

fn worst(of: &Budget) -> Phrase {
    let (value, year) = (plus(of.change.mean, 1.0), of.year.unwrap_or_default());
    say!(en "{value} (year {year})" zh "{value}（第{year}年）")
}

/// Three digits with a sign.
fn plus(value: Option<f64>, times: f64) -> String {
    let value = value.unwrap_or(f64::NAN) * times;
    let text = three(value);
    let decimals = text.split('.').nth(1).map_or(0, str::len);
    signed(value, decimals)
}

/// A verdict, with a sign so that colour is not needed.
pub(super) fn fit(fit: Fit) -> Markup {
    let (sign, class) = match fit {
        Fit::Fits => ("✓", "better"),
        Fit::DoesNotFit => ("✗", "worse"),
        Fit::NotClear => ("?", "not_clear"),
        Fit::NoValue => ("–", "no_value"),
    };
    html! { span class={ "word " (class) } { (sign) " " (both(fit.text())) } }
}

fn setting(id: &str) -> Option<&'static Setting> {
    SettingId::find(id).map(SettingId::setting)
}

/// What a package sets, as the program read it.
fn sets(of: &Comparison, arm: &Arm) -> Phrase {
    let own: Vec<&SettingChange> =
        of.changes.iter().filter(|change| change.scenario == arm.name).collect();
    let told: Vec<Phrase> =
        own.iter().take(NAMED).filter_map(|change| change_told(change)).collect();
    if told.is_empty() {
        return words::SETS_NOTHING.into();
    }
    let join = |pick: fn(&Phrase) -> &str, comma: &str| {
        told.iter().map(pick).collect::<Vec<_>>().join(comma)
    };
    let rest = own.len().saturating_sub(told.len());
    let (mut en, mut zh) = (join(|of| &of.en, "; "), join(|of| &of.zh, "；"));
    if rest > 0 {
        en += &format!("; and {rest} more");
        zh += &format!("；另有{rest}项");
    }
    Phrase { en, zh }
}

fn change_told(change: &SettingChange) -> Option<Phrase> {
    let Text { en, zh } = setting(&change.setting)?.name;
    let (en, before, after) = (lower(en), &change.before, &change.after);
    let place = if change.targeted { [" (in places)", "（部分社区）"] } else { ["", ""] };
    Some(match (before.as_str(), after.as_str()) {
        (_, "true") => Phrase { en: format!("{en}{}", place[0]), zh: format!("{zh}{}", place[1]) },
        (_, "false") => {
            Phrase { en: format!("no {en}{}", place[0]), zh: format!("取消{zh}{}", place[1]) }
        }
        _ => Phrase {
            en: format!("{en} {before} → {after}{}", place[0]),
            zh: format!("{zh} {before} → {after}{}", place[1]),
        },
    })
}

/// Who has to decide what a package sets, the widest first.
pub(super) fn deciders(of: &Comparison, arm: &Arm) -> Phrase {
    let own = of.changes.iter().filter(|change| change.scenario == arm.name);
    let found: Vec<Decider> = own.filter_map(|change| setting(&change.setting)?.decides).collect();
    let all: Vec<Phrase> = DECIDERS
        .iter()
        .filter(|decider| found.contains(decider))
        .map(|decider| decider.text().into())
        .collect();
    if all.is_empty() { Phrase::same("–") } else { list(&all) }
}

/// What beyond the county has to be agreed: the levers by name; nothing where the county decides all.
pub(super) fn agree(of: &Comparison, arm: &Arm) -> Option<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    for decider in DECIDERS {
        let own = of.changes.iter().filter(|change| change.scenario == arm.name);
        let mut names: Vec<Phrase> = Vec::new();
        for known in own.filter_map(|change| setting(&change.setting)) {
            let name = Phrase { en: lower(known.name.en), zh: known.name.zh.to_owned() };
            if known.decides == Some(decider) && !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            continue;
        }
        let Text { en, zh } = decider.text();
        let (of, more) = (list(&names[..names.len().min(3)]), names.len().saturating_sub(3));
        let (rest, rest_zh) = match more {
            0 => (String::new(), String::new()),
            more => (format!(" and {more} more"), format!("等{}项", names.len())),
        };
        let (names, names_zh) = (of.en, of.zh);
        found.push(Phrase {
            en: format!("the {en} ({names}{rest})"),
            zh: format!("{zh}（{names_zh}{rest_zh}）"),
        });
    }
    (!found.is_empty()).then(|| list(&found))
}
