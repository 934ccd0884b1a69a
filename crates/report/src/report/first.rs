//! The first screen of a comparison, which is page 1 on paper: the finding, who must agree and what would turn it, the
//! ledger, one picture, what is given and what is guessed, how sure it is.

use maud::{Markup, html};

use super::natural::{amount, decimals, lower, three};
use super::plot::{largest_gain, largest_loss, plot};
use super::text::{both, called, entry, list, sentences};
use super::{doubt, ledger, people, turn, words};
use crate::comparison::{Arm, Comparison, Difference, Verdict};
use crate::futures::Futures;
use crate::quantity::{Phrase, Text, grouped};
use crate::setting::SettingId;
use ::words::say;

/// So many packages have a sentence in the title.
pub(super) const TOLD: usize = 3;

/// Of so many packages that are level it is told who must agree.
const MOST_LEVEL: usize = 3;

/// The section.
pub(super) fn section(of: &Comparison) -> Markup {
    html! {
        section id="answer" class="first" {
            @for own in &of.own_conditions {
                @let [en, zh] = own.told.clone();
                p class="warning" { (both(Phrase { en, zh })) }
            }
            h1 class=[of.ranking.is_none().then_some("long")] { (both(finding(of))) }
            p class="lead" { (both(sentences(&lead(of)))) }
            (ledger::ledger(of))
            @if of.design.ceilings.is_empty() { @for said in of.cuts_said() { p class="warning" { (both(said)) } } }
            (plot(of))
            dl class="sure" {
                @if let Some(said) = who_loses(of) { div { dt { (both(words::WHO_LOSES)) } dd { (both(said)) } } }
                // Two long ones and three short ones: two columns of about the same height.
                div { dt { (both(words::GUESSED)) } dd { (both(guessed(of))) } }
                div { dt { (both(words::GIVEN_BY_YOU)) } dd { (both(given(of))) } }
                @if let Some(said) = doubt::find_out(of) { div { dt { (both(words::FIND_OUT)) } dd { (both(said)) } } }
                div { dt { (both(words::HOW_SURE)) } dd { (both(how_sure(of))) } }
            }
        }
    }
}

/// A difference with the digits that it calls for alone.
fn words_of(of: &Comparison, found: &Difference) -> Phrase {
    let scale = entry(&found.metric).1.scale();
    // The same digits as in its row of the picture.
    let row = of.differences.iter().filter(|other| other.metric == found.metric);
    amount(of, found, decimals(row, scale), true)
}

/// What was found, in one sentence: with goals who serves them best, else what the packages trade off.
fn finding(of: &Comparison) -> Phrase {
    if let Some(ranking) = &of.ranking {
        let Some(first) = &ranking.first else { return ranking.said(of) };
        let own = |id: &String| {
            let mut all = of.differences.iter();
            let found = all.find(|found| found.scenario == *first && found.metric == *id)?;
            Some(on_goal(of, found))
        };
        let gains: Vec<Phrase> = ranking.goals.iter().take(2).filter_map(own).collect();
        let (name, gains) = (of.called(first), list(&gains));
        let within = match of.design.ceilings.len() {
            0 => ["As we assume, ", "按现有假设，"],
            1 => ["As we assume, within the ceiling, ", "按现有假设，在上限之内，"],
            _ => ["As we assume, within the ceilings, ", "按现有假设，在各上限之内，"],
        };
        let alone = of.arms.len() == 2;
        let best = if alone {
            ["helps", "有利于目标"]
        } else {
            ["comes first by the goals in their order", "按目标的先后居首"]
        };
        return Phrase {
            en: format!("{}{} {}: {}.", within[0], name.en, best[0], gains.en),
            zh: format!("{}“{}”{}：{}。", within[1], name.zh, best[1], gains.zh),
        };
    }
    let told: Vec<Phrase> = of.arms[1..].iter().take(TOLD).map(|arm| trade(of, arm)).collect();
    let more = of.arms.len() - 1 - told.len();
    let join = |all: Vec<&str>, stop: &str| all.join(stop) + stop.trim_end();
    let en = join(told.iter().map(|of| of.en.as_str()).collect(), ". ");
    let zh = join(told.iter().map(|of| of.zh.as_str()).collect(), "。");
    // What is the same in every history hangs on no guess.
    let same = of.arms[1..].iter().all(|arm| arm.same.is_some());
    let assumed = if same { ["", ""] } else { ["As we assume, ", "按现有假设，"] };
    let mut said = Phrase { en: format!("{}{en}", assumed[0]), zh: format!("{}{zh}", assumed[1]) };
    if more > 0 {
        said.en += &format!(" {more} more below.");
        said.zh += &format!("另有{more}个方案见下。");
    }
    said
}

/// How the best package does on a goal: a goal on which it does not is not passed over.
fn on_goal(of: &Comparison, found: &Difference) -> Phrase {
    let name = entry(&found.metric).0.name;
    let (en, zh) = match found.verdict {
        Verdict::Better | Verdict::Worse | Verdict::Higher | Verdict::Lower => {
            return words_of(of, found);
        }
        Verdict::NotClear => ("not clear", "尚不明确"),
        Verdict::NoValue => ("no value", "无数值"),
        _ => ("about the same", "大致不变"),
    };
    Phrase { en: format!("{} {en}", lower(name.en)), zh: format!("{}{zh}", name.zh) }
}

/// What a package gains most, what it loses most, and what is voted for it.
fn trade(of: &Comparison, arm: &Arm) -> Phrase {
    let name = called(arm);
    if let Some([en, zh]) = &arm.same {
        let stop = |text: &str| text.trim_end_matches(['.', '。']).to_owned();
        return Phrase {
            en: format!("{}: {}", name.en, stop(en)),
            zh: format!("{}：{}", name.zh, stop(zh)),
        };
    }
    let gain = largest_gain(of, &arm.name).map_or_else(
        || {
            Phrase::from(Text {
                en: "nothing that was compared surely gets better",
                zh: "没有结果确定改善",
            })
        },
        |found| words_of(of, found),
    );
    let loss =
        largest_loss(of, &arm.name).filter(|found| found.verdict == Verdict::Worse).map_or_else(
            || Phrase::same(""),
            |found| {
                let Phrase { en, zh } = words_of(of, found);
                Phrase { en: format!(", but {en}"), zh: format!("，但{zh}") }
            },
        );
    let money = money(of, arm).map_or_else(
        || Phrase::same(""),
        |money| Phrase { en: format!(", for {}", money.en), zh: format!("；{}", money.zh) },
    );
    Phrase {
        en: format!("{}: {}{}{}", name.en, gain.en, loss.en, money.en),
        zh: format!("{}：{}{}{}", name.zh, gain.zh, loss.zh, money.zh),
    }
}

fn money(of: &Comparison, arm: &Arm) -> Option<Phrase> {
    let row = of.whole_budget(&arm.name)?;
    let (mean, low, high) = (row.change.mean?, row.change.low, row.change.high);
    if low? <= 0.0 && high? >= 0.0 {
        return Some(Text { en: "about the same budget", zh: "预算大致不变" }.into());
    }
    let yuan = three(mean);
    Some(if mean > 0.0 {
        say!(en "{yuan} yuan more an adult a year" zh "每名成年人每年多{yuan}元")
    } else {
        say!(en "{yuan} yuan less an adult a year" zh "每名成年人每年少{yuan}元")
    })
}

/// Who must agree and what would turn it.
fn lead(of: &Comparison) -> Vec<Phrase> {
    let mut said = Vec::new();
    let first = of.ranking.as_ref().and_then(|ranking| ranking.first.as_ref());
    // Where no package comes first, the ledger tells of each, and here it is told of those that are level.
    let level = |name: &str| {
        let ranks = of.ranking.iter().filter(|_| first.is_none()).flat_map(|of| &of.ranks);
        let mut level = ranks.filter(|rank| rank.place == 1);
        level.clone().count() <= MOST_LEVEL && level.any(|rank| rank.scenario == name)
    };
    let named = of
        .arms
        .iter()
        .filter(|arm| Some(&arm.name) == first || of.arms.len() == 2 || level(&arm.name));
    for arm in named.filter(|arm| arm.name != of.arms[0].name) {
        if let Some(who) = ledger::agree(of, arm) {
            let (name, who, who_zh) = (called(arm), who.en, who.zh);
            let (name, name_zh) = (name.en, name.zh);
            said.push(Phrase {
                en: format!("{name} needs {who} to agree."),
                zh: format!("“{name_zh}”须经{who_zh}同意。"),
            });
        }
    }
    said.extend(doubt::parted_by(of));
    said.extend(doubt::better_on_another(of));
    said.extend(of.first_in_futures());
    said.extend(turn::in_short(of));
    said
}

/// Who loses: the largest loss of each package, and the group whose residents lose most.
fn who_loses(of: &Comparison) -> Option<Phrase> {
    let one = |(at, arm): (usize, &Arm)| {
        if arm.same.is_some() {
            return None;
        }
        let mut parts: Vec<Phrase> = Vec::new();
        let lost = largest_loss(of, &arm.name);
        let matters = lost.is_some_and(|found| found.verdict == Verdict::Worse);
        let people = people::worse_off(of, &arm.name).filter(|_| !matters);
        // A mean that hardly moves hides whoever loses.
        if people.is_none() {
            parts.extend(lost.map(|found| loss(of, found)));
        }
        parts.extend(people);
        parts.extend(people::loser(of, &arm.name));
        let letter = crate::chart::letter(at);
        let told = if parts.is_empty() { Phrase::from(words::NOBODY_SURELY) } else { list(&parts) };
        let (en, zh) = (told.en, told.zh);
        Some(Phrase { en: format!("{letter}: {en}"), zh: format!("{letter}：{zh}") })
    };
    let all: Vec<Phrase> = of.arms.iter().enumerate().skip(1).filter_map(one).collect();
    (!all.is_empty()).then(|| Phrase {
        en: all.iter().map(|of| of.en.as_str()).collect::<Vec<_>>().join("; ") + ".",
        zh: all.iter().map(|of| of.zh.as_str()).collect::<Vec<_>>().join("；") + "。",
    })
}

/// A loss, and whether it is too small to matter.
fn loss(of: &Comparison, found: &Difference) -> Phrase {
    let Phrase { en, zh } = words_of(of, found);
    match found.verdict {
        Verdict::Worse => Phrase { en, zh },
        _ => Phrase {
            en: format!("{en} (small, as assumed)"),
            zh: format!("{zh}（按现有假设，幅度小）"),
        },
    }
}

/// What whoever wrote the scenarios gave.
pub(super) fn given(of: &Comparison) -> Phrase {
    let (adults, communities) = (grouped(of.design.adults), grouped(of.design.communities as u64));
    let mut said = say!(
        en "a place of {adults} adults (at the start) in {communities} communities"
        zh "{communities}个社区、{adults}名成年人（起始时）"
    );
    let settings = of.futures.as_ref().map(|futures| futures.given.as_slice()).unwrap_or_default();
    let names =
        settings.iter().filter_map(|id| SettingId::find(id)).map(|id| id.setting().plainly());
    let names: Vec<Text> = names.take(6).collect();
    for name in &names {
        said.en += &format!(", {}", lower(name.en));
        said.zh += &format!("、{}", name.zh);
    }
    if settings.len() > names.len() {
        said.en += &format!(" and {} more settings", settings.len() - names.len());
        said.zh += &format!("等{}项设定", settings.len());
    }
    said.en += ".";
    said.zh += "。";
    if !names.is_empty() {
        said.en += " No world varies what was given: try another value of it by --set.";
        said.zh += "各世界均不变动所给设定：可用 --set 试其他取值。";
    }
    said
}

/// What the model guesses: revenue first, then what weighs most.
pub(super) fn guessed(of: &Comparison) -> Phrase {
    let mut said: Vec<Phrase> = Vec::new();
    if let Some(revenue) = of.revenue.first() {
        let rates = || revenue.counties.iter().map(|(_, rate)| *rate);
        let (low, high) = (rates().fold(f64::INFINITY, f64::min), rates().fold(0.0, f64::max));
        let value = if low < high {
            let (low, high) = (three(low), three(high));
            say!(en "{low} to {high}" zh "{low} 至 {high} ")
        } else {
            Phrase::same(three(high))
        };
        let (en, zh) = (value.en, value.zh);
        said.push(Phrase { en: format!("revenue, {en} yuan an adult (give your own); whether the county can pay rests on it."), zh: format!("财力，每名成年人{zh}元（可自行给出）：能否负担取决于此。") });
    }
    match &of.futures {
        None if of.arms.len() == 1 => said.push(words::NOT_VARIED_RUN.into()),
        None => said.push(words::NOT_VARIED.into()),
        Some(futures) => said.push(varied(of, futures)),
    }
    sentences(&said)
}

fn varied(of: &Comparison, futures: &Futures) -> Phrase {
    let guesses = futures.settings.iter().filter(|id| !futures.given.contains(id)).count();
    // Beside many packages there is less room.
    let heavy = turn::heaviest(of, if of.arms.len() > 4 { 2 } else { 3 });
    if heavy.is_empty() {
        return say!(en "{guesses} prices and kinds of behaviour." zh "{guesses}项价格与行为。");
    }
    let names = list(&heavy);
    let (en, zh) = (names.en, names.zh);
    Phrase {
        en: format!("{guesses} prices and kinds of behaviour; most hangs on {en}."),
        zh: format!("{guesses}项价格与行为；影响最大的是{zh}。"),
    }
}

/// How sure it is, in one line: luck, then worlds.
fn how_sure(of: &Comparison) -> Phrase {
    let n = of.design.seeds.len();
    if n < 2 {
        return of.design.certainty();
    }
    let sure = three(100.0 * (1.0 - of.design.alpha))
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned();
    let luck = if of.design.is_open() {
        say!(en "Luck: {n} paired histories." zh "随机性：{n}对历史。")
    } else {
        say!(
            en "Luck: {n} paired histories; the intervals of the outcomes hold together with {sure} % confidence."
            zh "随机性：{n}对历史；各项结果的区间同时成立的置信度为{sure}%。"
        )
    };
    let worlds = match &of.futures {
        None => words::NO_WORLDS.into(),
        Some(futures) => {
            let n = futures.worlds.len();
            match futures.agrees_in_short() {
                // Worlds may agree with such counties where this baseline is none of them.
                Some(agrees) => {
                    let Phrase { en, zh } = agrees;
                    Phrase {
                        en: format!("Guesses: {n} worlds. {en}"),
                        zh: format!("假设：{n}个世界。{zh}"),
                    }
                }
                None => {
                    let Text { en, zh } = futures.origin.text();
                    Phrase {
                        en: format!("Guesses: {n} worlds, {en}."),
                        zh: format!("假设：{n}个世界，{zh}。"),
                    }
                }
            }
        }
    };
    sentences(&[luck, worlds])
}
