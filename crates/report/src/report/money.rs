//! The money: where it flows, what a scenario costs, and what is had for it.

use maud::{Markup, PreEscaped, html};

use super::chooser::{Choice, chooser};
use super::natural::signed;
use super::text::{
    both, called, change, entry, fill, list, name, number, same, same_history, seeds_mark, span,
    titled, value,
};
use super::{numbers, words};
use crate::chart::{self, Bar, Bars, End, Link, key, letter, sankey};
use crate::comparison::{self, Arm, Comparison, Cost, Flow, Price, PriceKind, Regret};
use crate::metric::{Shown, apart};
use crate::quantity::{Phrase, Text};
use crate::statistics::Bound;
use crate::world::Account;

/// Columns of the flow picture: the world outside, the treasury, appropriations, accounts, uses.
const COLUMNS: usize = 5;
/// Height of the largest treasury in the picture, pixels.
const TALL: f64 = 300.0;

/// Whether the runs tell of money.
pub(super) fn is_told(of: &Comparison) -> bool {
    !of.flows.is_empty() || of.costs.iter().any(|cost| cost.value.mean.is_some())
}

/// The section; nothing where the runs tell of no money, as those of other metrics alone.
pub(super) fn section(of: &Comparison) -> Markup {
    if !is_told(of) {
        return html! {};
    }
    let about = if of.arms.len() > 1 { words::MONEY_ABOUT } else { words::MONEY_ABOUT_RUN };
    super::section(
        "money",
        words::MONEY,
        about,
        html! {
            (super::outcomes::parts_of_years(of))
            (super::voted::years(of))
            @if of.arms.len() > 1 { (super::voted::first(of)) }
            (super::voted::part(of))
            (by_use(of))
            @if of.arms.len() > 1 {
                details { summary { (both(words::COSTS_FOLD)) } (costs(of)) }
                (flows(of))
                details {
                    summary { (both(words::PRICES)) "; " (both(words::RANKING)) }
                    h3 { (both(words::PRICES)) }
                    p class="about" { (both(fill(words::PRICES_ABOUT, &[("cost", basis(of))]))) }
                    (prices(of))
                    (ranking(of))
                }
            } @else {
                (costs(of))
                (flows(of))
            }
        },
    )
}

/// Differences of spending by use, all packages on one scale.
fn by_use(of: &Comparison) -> Markup {
    let mut ids: Vec<&str> = Vec::new();
    for cost in of.costs.iter().filter(|cost| cost.metric.starts_with("spend_")) {
        let id = cost.metric.as_str();
        if !ids.contains(&id) && of.costs.iter().any(|of| of.metric == id && moves(of)) {
            ids.push(id);
        }
    }
    if of.arms.len() < 2 || ids.is_empty() {
        return html! {};
    }
    let own = |id: &str| -> Vec<(usize, f64)> {
        let of_arm = |(at, arm): (usize, &Arm)| {
            let cost = of.costs.iter().find(|cost| cost.metric == id && cost.arm == arm.name)?;
            Some((at, cost.difference.mean?))
        };
        of.arms.iter().enumerate().skip(1).filter_map(of_arm).collect()
    };
    let all: Vec<f64> = ids.iter().flat_map(|id| own(id)).map(|(_, value)| value).collect();
    let ends = [all.iter().copied().fold(0.0, f64::min), all.iter().copied().fold(0.0, f64::max)];
    let last = ids.len() - 1;
    html! {
        h3 { (both(words::BY_USE)) }
        p class="about" { (both(words::BY_USE_ABOUT)) }
        p class="legend" { @for (at, arm) in of.arms.iter().enumerate().skip(1) { span { (PreEscaped(key(at))) (letter(at)) " " (both(called(arm))) } } }
        div class="tornado" { @for (place, id) in ids.iter().enumerate() {
            @let named_by = format!("use-{id}");
            @let bars: Vec<Bar> = own(id).into_iter().map(|(arm, to)| Bar { arm, from: 0.0, to, point: None, told: [None, None] }).collect();
            div class="tornado-row" {
                div class="plot-name" { strong id=(named_by) { (both(entry(id).0.name)) } }
                (PreEscaped(chart::bars(&Bars { named_by: named_by.clone(), bars: &bars, ends, scale: 1.0, room: 0.04, numbers: place == last, flip: false })))
                p class="flip" { @for (at, (arm, value)) in own(id).into_iter().enumerate() { @if at > 0 { " · " } (letter(arm)) " " (signed(value, 1)) } }
            }
        } }
    }
}

/// Whether a use is spent on otherwise at all.
fn moves(of: &Cost) -> bool {
    of.difference.mean.is_some_and(|mean| mean.abs() >= 0.05)
}

/// The flow pictures, folded.
fn flows(of: &Comparison) -> Markup {
    let inside = pictures(of);
    html! {
        @if !of.flows.is_empty() { details { summary { (both(words::FLOWS_FOLD)) } (inside) } }
    }
}

/// The flow pictures: the baseline above the scenario that is chosen.
fn pictures(of: &Comparison) -> Markup {
    let most = (0..of.arms.len()).map(|arm| income(of, arm)).fold(0.0_f64, f64::max);
    if most <= 0.0 {
        return html! {};
    }
    let pixels = TALL / most;
    let choices: Vec<Choice> = (1..of.arms.len())
        .map(|arm| Choice {
            value: arm.to_string(),
            name: called(&of.arms[arm]),
            inside: picture(of, arm, pixels),
        })
        .collect();
    html! {
        (picture(of, 0, pixels))
        (chooser("flows", words::CHOOSE_SCENARIO, &choices))
        (numbers(flow_table(of)))
    }
}

/// Yuan per adult a year that come from outside.
fn income(of: &Comparison, arm: usize) -> f64 {
    let own = own_flows(of, arm);
    own.filter(|flow| flow.from_account == Account::Outside.id()).map(|flow| flow.yuan).sum()
}

fn own_flows(of: &Comparison, arm: usize) -> impl Iterator<Item = &Flow> {
    of.flows.iter().filter(move |flow| flow.arm == of.arms[arm].name)
}

fn account(id: &str) -> Option<Account> {
    Account::ALL.iter().copied().find(|account| account.id() == id)
}

/// The column of an account.
fn column(account: Account) -> usize {
    match account {
        Account::Outside => 0,
        Account::Treasury => 1,
        Account::AppropriatedPay | Account::AppropriatedGrant => 2,
        Account::Personnel
        | Account::Operating
        | Account::Service
        | Account::Activity
        | Account::Training
        | Account::Discretionary => 3,
        _ => 4,
    }
}

fn picture(of: &Comparison, arm: usize, pixels: f64) -> Markup {
    let named_by = format!("flows-{arm}");
    let links: Vec<Link> = own_flows(of, arm).filter_map(link).collect();
    html! {
        figure {
            figcaption id=(named_by) { (both(fill(words::FLOWS_CAPTION, &[("scenario", called(&of.arms[arm]))]))) }
            div class="scroll" tabindex="0" { (sankey(&links, COLUMNS, pixels, &named_by)) }
        }
    }
}

/// A flow as a ribbon. Money that goes back, or to an account of the same column, ends in a box of its
/// own at the lower right.
fn link(flow: &Flow) -> Option<Link> {
    let (from, to) = (account(&flow.from_account)?, account(&flow.to_account)?);
    let rank = |of: Account| Account::ALL.iter().position(|account| *account == of).unwrap_or(0);
    let end = |of: Account| End { column: column(of), rank: rank(of), name: of.text().into() };
    let mut target = end(to);
    if target.column <= column(from) {
        // Below all uses; what leaves the county last.
        target.rank = 3 * Account::ALL.len() - target.rank;
        target.column = COLUMNS - 1;
        target.name = fill(words::BACK_TO, &[("account", target.name)]);
    }
    let yuan = format!("{:.1}", flow.yuan);
    let gaps = [("from", from.text().into()), ("to", target.name.clone()), ("yuan", same(yuan))];
    let title = fill(words::FLOW_TITLE, &gaps);
    Some(Link { from: end(from), to: target, amount: flow.yuan, title })
}

fn flow_table(of: &Comparison) -> Markup {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for flow in &of.flows {
        let pair = (flow.from_account.as_str(), flow.to_account.as_str());
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    let text = |id: &str| account(id).map_or_else(|| same(id), |account| account.text().into());
    html! {
        table {
            caption { (both(words::FLOWS_TABLE)) }
            thead { tr {
                th scope="col" { (both(words::FROM)) }
                th scope="col" { (both(words::TO)) }
                @for arm in &of.arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody { @for (from, to) in pairs { tr {
                th scope="row" { (both(text(from))) }
                td { (both(text(to))) }
                @for arm in 0..of.arms.len() {
                    @let found = own_flows(of, arm).find(|flow| flow.from_account == from && flow.to_account == to);
                    td class="number" { (format!("{:.1}", found.map_or(0.0, |flow| flow.yuan))) }
                }
            } } }
        }
    }
}

/// Spending by use, money returned and idle, fiscal pressure.
fn costs(of: &Comparison) -> Markup {
    let mut ids: Vec<&str> = Vec::new();
    for cost in &of.costs {
        if !ids.contains(&cost.metric.as_str()) {
            ids.push(&cost.metric);
        }
    }
    let find =
        |arm: &str, id: &str| of.costs.iter().find(|cost| cost.arm == arm && cost.metric == id);
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(if of.arms.len() > 1 { words::COSTS_TABLE } else { words::COSTS_TABLE_RUN })) }
            thead { tr {
                th scope="col" { (both(words::WHAT)) }
                @for arm in &of.arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody { @for id in ids { tr {
                th scope="row" { (both(entry(id).0.name)) }
                @for (at, arm) in of.arms.iter().enumerate() {
                    td class="number" { @if let Some(cost) = find(&arm.name, id) { (cell(of, cost, id, at)) } }
                }
            } } }
        } }
    }
}

fn cell(of: &Comparison, cost: &Cost, id: &str, arm: usize) -> Markup {
    let alone = of.arms.len() == 1;
    let shown = entry(id).1;
    let difference = [cost.difference.mean, cost.difference.low, cost.difference.high];
    html! {
        @if alone { (both(value(id, &cost.value))) } @else { (shown.show(number(cost.value.mean))) }
        (seeds_mark(of, &cost.arm, cost.value.n))
        @if arm > 0 && of.arms[arm].same.is_none() {
            div class="change" { (both(change(id, difference))) }
        }
    }
}

/// What costs are of.
fn basis(of: &Comparison) -> Phrase {
    entry(of.design.cost.id()).0.name.into()
}

/// What a unit of gain costs.
fn prices(of: &Comparison) -> Markup {
    let find = |arm: &str, id: &str| {
        of.prices.iter().find(|price| price.scenario == arm && price.metric == id)
    };
    let ids = of.metrics.iter().filter(|id| of.prices.iter().any(|price| price.metric == **id));
    // Where nothing differs there is nothing to pay for.
    let (same, arms): (Vec<&Arm>, Vec<&Arm>) =
        of.arms[1..].iter().partition(|arm| arm.same.is_some());
    html! {
        @for arm in same { @if let Some(why) = same_history(arm) { p { (both(called(arm))) ": " (both(why)) } } }
        @if !arms.is_empty() {
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(words::PRICES_TABLE)) }
            thead { tr {
                th scope="col" { (both(words::GAIN_OF)) }
                @for arm in &arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody { @for id in ids { tr {
                th scope="row" { (both(unit_of_gain(id))) }
                @for arm in &arms {
                    td class="number" { @if let Some(found) = find(&arm.name, id) {
                        (both(price(found))) (seeds_mark(of, &arm.name, found.n))
                    } }
                }
            } } }
        } }
        }
    }
}

/// What one unit of gain is.
fn unit_of_gain(id: &str) -> Phrase {
    let (metric, shown) = entry(id);
    let hundredth = comparison::unit_of_gain(metric) < 1.0;
    let unit: Text = match shown {
        Shown::Percent => words::ONE_POINT,
        _ if hundredth => words::ONE_HUNDREDTH,
        _ => words::ONE_UNIT,
    };
    fill(unit, &[("metric", metric.name.into())])
}

fn price(of: &Price) -> Phrase {
    let yuan = |value: f64| format!("{value:.2}");
    match of.kind {
        PriceKind::NoGain => words::NO_GAIN.into(),
        PriceKind::GainMayBeZero => words::GAIN_MAY_BE_ZERO.into(),
        PriceKind::Saves => words::SAVES.into(),
        PriceKind::MaySave => words::MAY_SAVE.into(),
        PriceKind::Costs => match (of.yuan, of.low, of.high) {
            (Some(price), Some(low), Some(high)) => {
                let text = |value: f64, decimals: usize| format!("{value:.decimals$}");
                let [low, high] = apart([low, high], 2, text);
                span(&yuan(price), &low, &high)
            }
            (Some(price), ..) if of.unseen.is_some() => same(yuan(price)),
            (Some(price), ..) => fill(words::NO_BOUND, &[("price", same(yuan(price)))]),
            _ => same("-"),
        },
    }
}

/// Which arm is best on what, and which is beaten on everything.
fn ranking(of: &Comparison) -> Markup {
    let ids = of.metrics.iter().filter(|id| of.regrets.iter().any(|regret| regret.metric == **id));
    let find = |arm: &str, id: &str| {
        of.regrets.iter().find(|regret| regret.arm == arm && regret.metric == id)
    };
    html! {
        h3 { (both(words::RANKING)) }
        p class="about" { (both(words::RANKING_ABOUT)) }
        @if of.dominated.is_empty() { p { (both(fill(words::NOT_DOMINATED, &[("cost", basis(of))]))) } }
        @for found in &of.dominated {
            @let words = if found.surely { words::DOMINATED_SURELY } else { words::DOMINATED };
            p { (both(fill(words, &[("arm", titled(of, &found.arm)), ("by", titled(of, &found.by)), ("cost", basis(of))]))) }
        }
        div class="scroll" tabindex="0" { table class="outcomes" {
            caption { (both(words::REGRET_TABLE)) }
            thead { tr {
                th scope="col" { (both(words::OUTCOME)) }
                @for arm in &of.arms { th scope="col" { (both(called(arm))) } }
            } }
            tbody { @for id in ids { tr {
                th scope="row" { (both(name(id))) }
                @for arm in &of.arms {
                    td class="number" { @if let Some(found) = find(&arm.name, id) { (regret(found)) (seeds_mark(of, &arm.name, found.n)) } }
                }
            } } }
        } }
        (best_sentence(of))
    }
}

fn regret(of: &Regret) -> Markup {
    let ends = [of.regret.mean, of.regret.low, of.regret.high];
    let best = format!("{:.0} %", of.best * 100.0);
    html! {
        (both(change(&of.metric, ends)))
        div class="change" { (both(fill(words::BEST_IN, &[("share", same(best))]))) }
    }
}

/// The arms that are best on a metric in every seed.
fn best_sentence(of: &Comparison) -> Markup {
    let best = |arm: &str| -> Vec<&Regret> {
        let own = of.regrets.iter().filter(|regret| regret.arm == arm && regret.best >= 1.0);
        own.collect()
    };
    let sentence = |arm: &Arm, own: &[&Regret]| {
        let least = own.iter().map(|regret| regret.n).min().unwrap_or_default();
        let sure = 100.0 * (1.0 - Bound::fixed(0.05).unseen(least));
        let name = |regret: &&Regret| Phrase::from(entry(&regret.metric).0.name);
        let names: Vec<Phrase> = own.iter().map(name).collect();
        let share = same(format!("{:.0} %", sure.floor()));
        fill(words::BEST_IN_ALL, &[("arm", called(arm)), ("list", list(&names)), ("share", share)])
    };
    html! {
        @for arm in &of.arms {
            @let own = best(&arm.name);
            @if !own.is_empty() { p { (both(sentence(arm, &own))) } }
        }
    }
}
