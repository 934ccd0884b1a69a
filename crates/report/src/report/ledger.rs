//! The ledger of the first screen: a package a row, what it sets, who decides, what is voted, whether it fits.

use maud::{Markup, PreEscaped, html};

use super::natural::{lower, signed, three, three_digits};
use super::text::{both, called, list};
use super::words;
use crate::chart::{key, letter};
use crate::comparison::{Arm, Budget, Comparison, Fit, SettingChange};
use crate::quantity::{Choice, Phrase, Text, grouped};
use crate::setting::{Decider, Setting, SettingId};
use ::words::say;

/// Letters of a line of what a package sets.
const LINE: usize = 62;

/// Lines of what a row names; the other settings are counted.
fn lines(of: &Comparison) -> usize {
    if of.arms.len() > 3 { 2 } else { 3 }
}

/// What a package sets, in the order in which it is argued about: what costs money first, then by who decides.
fn own<'a>(of: &'a Comparison, arm: &Arm) -> Vec<&'a SettingChange> {
    let mut own: Vec<&SettingChange> =
        of.changes.iter().filter(|change| change.scenario == arm.name).collect();
    let by = |change: &SettingChange| {
        let decides = setting(&change.setting).and_then(|known| known.decides);
        DECIDERS.iter().position(|by| Some(*by) == decides).unwrap_or(DECIDERS.len())
    };
    own.sort_by_key(|change| (!change.costs_money, by(change)));
    own
}

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
                @for ceiling in &of.design.ceilings { th scope="col" class="fits" { (both(fits_what(&ceiling.in_short()))) } }
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
            td class="sets" { (both(sets(of, arm))) @if of.design.ceilings.is_empty() { (best_told(of, &arm.name)) } }
            td { (both(deciders(of, arm))) }
            td class="number" data-label-en=(words::VOTED_ADULT.en) data-label-zh=(words::VOTED_ADULT.zh) data-budget="change" { @if let Some(row) = whole { (yuan(row)) } }
            td class="number" data-label-en=(words::VOTED_MILLIONS.en) data-label-zh=(words::VOTED_MILLIONS.zh) data-budget="millions" { @if let Some(row) = whole { (both(millions(row))) } }
            td class="number" data-label-en=(words::VOTED_WORST.en) data-label-zh=(words::VOTED_WORST.zh) data-budget="worst" { @if let Some(row) = of.worst_year(&arm.name) { (both(worst(row))) } @if let Some(sum) = worst_in_all(of, &arm.name) { " " span class="in-all" data-worst-all=(arm.name) { (both(sum)) } } }
            @for ceiling in &of.design.ceilings {
                td class="fits" {
                    @for under in of.ceilings.iter().filter(|under| under.ceiling == *ceiling && under.arm == arm.name) {
                        (fit(under.fit))
                        @if under.fit == Fit::NotClear { " " span class="change" { (both(under.decides())) } }
                        @if under.fitting < under.n && under.fit != Fit::DoesNotFit {
                            @let (fitting, n) = (under.fitting, under.n);
                            " " span class="change" { (both(say!(en "in {fitting} of {n} histories" zh "{n}段历史中的{fitting}段"))) }
                        }
                        @if let Some(sums) = of.beyond_in_all(under) { " " span class="change" { (both(beyond_in_all(sums))) } }
                    }
                    // Of what does not fit it needs no second reason.
                    @for cut in of.cuts.iter().filter(|cut| cut.arm == arm.name && !of.is_out(&arm.name)) {
                        @let (seeds, n) = (cut.seeds, cut.n);
                        " " span class="change" { (both(say!(en "cut in {seeds} of {n} histories" zh "{n}段历史中{seeds}段被削减"))) }
                    }
                    @if of.design.ceilings.first() == Some(ceiling) { (best_told(of, &arm.name)) }
                }
            }
        }
    }
}

/// What a package that keeps more people may ask for in all, beside the ceiling times today's adults.
fn beyond_in_all(sums: [f64; 2]) -> Phrase {
    let [sum, most] = sums.map(|it| plus(Some(it), 1.0));
    let [wan, most_wan] = sums.map(|it| plus(Some(it), 100.0));
    Phrase {
        en: format!("in all up to {sum} million, for today’s adults {most}"),
        zh: format!("合计最多{wan}万元，按今天的成年人为{most_wan}万元"),
    }
}

/// The baseline's own budget, beside which the others stand.
fn today(of: &Comparison) -> Markup {
    let arm = &of.arms[0];
    let Some(row) = of.whole_budget(&arm.name) else { return html! {} };
    let columns = 3 + of.design.ceilings.len();
    let [adult, million] = [row.per_adult.mean, row.millions.mean].map(|v| v.unwrap_or(f64::NAN));
    let (adult, sum) = (three(adult), in_all(million));
    let adults = grown(of, &arm.name);
    html! {
        tr class="today-row" {
            th scope="row" { (both(called(arm))) }
            td class="grows" colspan="2" { (both(words::TODAY_BUDGET)) @if let Some(adults) = &adults { ", " (both(adults.clone())) } }
            td class="number" { (adult) }
            td class="number" { (both(sum)) }
            td class="grows" colspan=(columns - 2) { @if adults.is_some() { (both(words::ADULTS_MAY_DIFFER)) } }
        }
    }
}

/// The adults by whom the sum of an arm's first and last whole year is more than what is told an adult: a place that
/// grows asks for more in all than an adult's share says.
fn grown(of: &Comparison, arm: &str) -> Option<Phrase> {
    let own = || {
        let own = of.budgets.iter().filter(|row| row.arm == arm && row.year.is_some());
        own.filter(|row| row.level == of.design.level)
    };
    let (first, last) = (own().next()?, own().next_back()?);
    let (a, b) = (adults(first)?, adults(last)?);
    let (from, to) = (first.year?, last.year?);
    Some(if a == b {
        say!(en "for some {a} adults" zh "约{a}名成年人")
    } else {
        say!(en "for some {a} adults in year {from}, {b} in year {to}" zh "第{from}年约{a}名、第{to}年约{b}名成年人")
    })
}

/// The adults by whom a sum is more than what is told an adult; three digits, since means of the money and of its share
/// an adult do not give heads to the last one.
fn adults(row: &Budget) -> Option<String> {
    let heads = 1e6 * row.millions.mean? / row.per_adult.mean?;
    Some(grouped(three_digits(heads) as u64))
}

/// In how many futures a package is the best on the first goal, among those that fit.
fn best_in(of: &Comparison, arm: &str) -> Option<Phrase> {
    let goal = of.ranking.as_ref()?.goals.first()?;
    if of.arms.len() < 3 {
        return None;
    }
    let within = of.ranks_within(goal);
    let rank = within.iter().find(|rank| rank.arm == arm)?;
    let (count, n) = (rank.best.count, rank.best.n);
    // Of the package that comes first the lead tells it, and so that others hardly ever are.
    let first = of.ranking.as_ref().and_then(|ranking| ranking.first.as_deref());
    if first.is_some_and(|first| first == arm || 20 * count < n) {
        return None;
    }
    let name = super::text::entry(goal).0.name;
    let (fit, fit_zh) = if within.len() < of.arms.len() {
        (" of those that may fit", "可能不超出上限者中")
    } else {
        ("", "")
    };
    Some(Phrase {
        en: format!("Best{fit} on {} in {count} of {n} worlds.", name.en),
        zh: format!("就{}而言，{n}个世界中{count}个为{fit_zh}最好。", name.zh),
    })
}

fn best_told(of: &Comparison, arm: &str) -> Markup {
    html! { @if let Some(best) = best_in(of, arm) { " " span class="change" { (both(best)) } } }
}

/// The ledger of a scenario that stands alone: what it sets, who decides, what is voted, whether revenue covers it.
pub(super) fn alone(of: &Comparison) -> Markup {
    let arm = &of.arms[0];
    let whole = of.whole_budget(&arm.name);
    let pressure = of.values.iter().find(|found| {
        found.metric == "fiscal_pressure"
            && found.area == of.design.area
            && found.value.mean.is_some()
    });
    html! {
        table class="ledger alone" {
            caption class="unseen" { (both(words::LEDGER_RUN)) }
            thead { tr {
                th scope="col" { (both(words::SCENARIO)) }
                th scope="col" { (both(words::SETS_LATER)) }
                th scope="col" { (both(words::DECIDES)) }
                th scope="col" class="number" { (both(words::BUDGET_ADULT)) }
                th scope="col" class="number" { (both(words::VOTED_MILLIONS)) }
                th scope="col" class="number" { (both(words::HIGHEST_YEAR)) }
                @if pressure.is_some() { th scope="col" class="number" { (both(words::OF_REVENUE)) } }
            } }
            tbody { tr data-scenario=(arm.name) {
                th scope="row" title=(arm.name) { (both(called(arm))) }
                td class="sets" { (both(sets(of, arm))) }
                td { (both(deciders(of, arm))) }
                (labelled(words::BUDGET_ADULT, "adult", whole.and_then(|row| row.per_adult.mean).map(|mean| Phrase::same(three(mean)))))
                (labelled(words::VOTED_MILLIONS, "millions", whole.and_then(|row| row.millions.mean).map(in_all)))
                (labelled(words::HIGHEST_YEAR, "worst", of.worst_year(&arm.name).and_then(highest)))
                @if let Some(found) = pressure {
                    (labelled(words::OF_REVENUE, "pressure", found.value.mean.map(|mean| Phrase::same(format!("{} %", three(100.0 * mean))))))
                }
            } }
        }
        @if let Some(adults) = grown(of, &arm.name) { p class="note grows" { (both(words::IN_ALL)) " " (both(adults)) (both(words::STOP)) } }
    }
}

/// A cell that carries its heading where the table is a list.
fn labelled(label: Text, kind: &str, value: Option<Phrase>) -> Markup {
    html! {
        td class="number" data-label-en=(label.en) data-label-zh=(label.zh) data-own-budget=(kind) {
            @if let Some(value) = value { (both(value)) } @else { "–" }
        }
    }
}

/// A whole budget: million yuan, or ten thousands of yuan.
fn in_all(millions: f64) -> Phrase {
    let (million, wan) = (three(millions), three(100.0 * millions));
    Phrase { en: format!("{million} million"), zh: format!("{wan}万元") }
}

fn highest(of: &Budget) -> Option<Phrase> {
    let (value, year) = (three(of.per_adult.mean?), of.year?);
    Some(say!(en "{value} (year {year})" zh "{value}（第{year}年）"))
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

/// The worst year of an adult's share.
fn worst(row: &Budget) -> Phrase {
    let (value, year) = (plus(row.change.mean, 1.0), row.year.unwrap_or_default());
    say!(en "{value} (year {year})" zh "{value}（第{year}年）")
}

/// The worst year of the sum, which may be another one: a place that grows asks for more in all.
fn worst_in_all(of: &Comparison, arm: &str) -> Option<Phrase> {
    let own = of.budgets.iter().filter(|row| row.arm == arm && row.level == of.design.level);
    let years = own.filter_map(|row| Some((row.year?, row.millions_change.mean?)));
    let (year, mean) = years.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (million, wan) = (plus(Some(mean), 1.0), plus(Some(mean), 100.0));
    Some(Phrase {
        en: format!("{million} million (year {year})"),
        zh: format!("{wan}万元（第{year}年）"),
    })
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
    let own = own(of, arm);
    let mut room = lines(of) * LINE;
    let mut told: Vec<Phrase> = Vec::new();
    for words in own.iter().filter_map(|change| change_told(change)) {
        let length = words.en.chars().count() + 2;
        // A shorter one may still find room.
        if length > room && !told.is_empty() {
            continue;
        }
        room = room.saturating_sub(length);
        told.push(words);
    }
    if told.is_empty() && of.arms.len() == 1 {
        return words::SETS_NOTHING_LATER.into();
    }
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
    let known = setting(&change.setting)?;
    let Text { en, zh } = known.plainly();
    let (en, before, after) = (lower(en), &change.before, &change.after);
    let place = if change.targeted { [" (in places)", "（部分社区）"] } else { ["", ""] };
    Some(match (before.as_str(), after.as_str()) {
        (_, "true") => Phrase { en: format!("{en}{}", place[0]), zh: format!("{zh}{}", place[1]) },
        (_, "false") => Phrase {
            en: format!("an end to: {en}{}", place[0]),
            zh: format!("取消：{zh}{}", place[1]),
        },
        _ => {
            let course = from_to(known, before, after);
            Phrase {
                en: format!("{en}: {course}{}", place[0]),
                zh: format!("{zh}：{course}{}", place[1]),
            }
        }
    })
}

/// From where to where: a strength or share from 0 to 1 in per cent.
fn from_to(setting: &Setting, before: &str, after: &str) -> String {
    let is_share =
        setting.choice == Choice::Real && setting.range.1 <= 1.0 && setting.unit.en.is_empty();
    let percent = |text: &str| {
        let value: f64 = text.parse().ok()?;
        Some(format!("{:.1}", 100.0 * value).trim_end_matches(".0").to_owned())
    };
    match (percent(before), percent(after)) {
        (Some(from), Some(to)) if is_share => format!("{from} → {to} %"),
        _ => format!("{} → {}", thousands(before), thousands(after)),
    }
}

/// A whole number of many digits with its thousands apart; all else as it is.
fn thousands(text: &str) -> String {
    text.parse().ok().filter(|number| *number >= 10_000).map_or_else(|| text.to_owned(), grouped)
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
    let at = |by: &Decider| found.contains(by);
    let is_run = |run: &[Decider]| run.len() == all.len() && run.iter().all(at);
    // From four on they are told by the widest and the narrowest, if none between is left out.
    if let Some([first, .., last]) = DECIDERS.windows(all.len().max(4)).find(|run| is_run(run)) {
        let (first, last) = (first.text(), last.text());
        return say!(en "all from {first} to {last}" zh "自{first}至{last}各级", first, last);
    }
    if all.is_empty() { Phrase::same("–") } else { list(&all) }
}

/// Who has to agree, the widest first, each with how many of the levers are its own where several decide; the ledger
/// names the levers. Nothing where nobody need.
pub(super) fn agree(of: &Comparison, arm: &Arm) -> Option<Phrase> {
    let own = || of.changes.iter().filter(|change| change.scenario == arm.name);
    let mut settings: Vec<&str> = own().map(|change| change.setting.as_str()).collect();
    settings.sort_unstable();
    settings.dedup();
    let decided = |by: Decider| {
        settings.iter().filter(|id| setting(id).and_then(|of| of.decides) == Some(by)).count()
    };
    let found: Vec<(Decider, usize)> =
        DECIDERS.into_iter().map(|by| (by, decided(by))).filter(|(_, n)| *n > 0).collect();
    let several = found.len() > 1;
    let told = found.iter().map(|(by, n)| {
        let Text { en, zh } = by.text();
        if !several {
            return Phrase { en: format!("the {en}"), zh: zh.to_owned() };
        }
        let things = if *n == 1 { "thing" } else { "things" };
        Phrase { en: format!("the {en} (on {n} {things})"), zh: format!("{zh}（{n}项）") }
    });
    let told: Vec<Phrase> = told.collect();
    (!told.is_empty()).then(|| list(&told))
}
