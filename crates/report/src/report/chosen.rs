//! The page of a choice: who is best or among whom the best is, the front of budget against gain with both doubts, and
//! what dropped out when and why. Numbers are those of `choice.csv` and `front.csv`.

use maud::{Markup, PreEscaped, html};

use super::answer::flips;
use super::natural::{decimals_of, signed, three};
use super::text::{both, entry, fill, sentences};
use super::{numbers, section, shell, words};
use crate::chart::{Ends, Front, Spot, front, key, letter};
use crate::comparison::Estimate;
use crate::metric::Shown;
use crate::quantity::{Language, Phrase, shell_word};
use ::words::say;
use study::choice::{Candidate, Choice, Fits, Out, Standing};
use study::futures::Spread;

/// A title of more letters is set smaller.
const LONG: usize = 120;

/// What is said of a choice, put together by the program: the terminal says the same.
#[derive(Clone, Debug)]
pub struct Said {
    /// Who is best, or among whom the best is.
    pub title: Phrase,
    /// What it leaves open, and what the first does to the first goal.
    pub lead: Vec<Phrase>,
    /// What is assumed.
    pub worlds: Vec<Phrase>,
    /// Who dropped out, by the reason.
    pub dropped: Vec<Phrase>,
    /// What could not be run, and why.
    pub left_out: Vec<Phrase>,
    /// How sure it is by luck.
    pub sure: Phrase,
    /// What it took.
    pub cost: Phrase,
}

impl Said {
    /// All of it, the finding first.
    pub fn all(&self) -> Vec<Phrase> {
        let parts = [&self.lead, &self.worlds, &self.dropped, &self.left_out];
        let mut all = vec![self.title.clone()];
        all.extend(parts.into_iter().flatten().cloned());
        all.extend([self.sure.clone(), self.cost.clone()]);
        all
    }
}

/// The page of a choice. It opens in `language` and can be switched.
pub fn choice_page(
    of: &Choice,
    said: &Said,
    (version, command): (&str, &[String]),
    language: Language,
) -> String {
    let told = told(of);
    let dropped = of.candidates.iter().any(|candidate| candidate.out().is_some());
    let inside = html! {
        (first(of, said, &told))
        @if dropped { (section("dropped", words::DROPPED, words::DROPPED_ABOUT, when_and_why(of))) }
        (super::folded("receipt", words::RECEIPT, words::RECEIPT_ABOUT_RUN, receipt(of, version, command)))
    };
    let contents = html! {
        a href="#answer" { (both(words::CHOICE)) }
        @if dropped { a href="#dropped" { (both(words::DROPPED)) } }
        a href="#receipt" { (both(words::RECEIPT)) }
    };
    shell(version, &words::CHOICE_TITLE.into(), language, &contents, &inside)
}

/// Positions of the candidates that the first screen tells: those that are left, the best by the mean first, then the
/// others on the front; the baseline last.
fn told(of: &Choice) -> Vec<usize> {
    let mut told: Vec<usize> = of.told().into_iter().filter(|at| *at != 0).collect();
    let on_front = |at: &usize| of.candidates[*at].on_front == Some(true);
    let mut front: Vec<usize> =
        (1..of.candidates.len()).filter(on_front).filter(|at| !told.contains(at)).collect();
    front.sort_by(|a, b| of.gain(*b).total_cmp(&of.gain(*a)));
    told.extend(front);
    told.push(0);
    told
}

/// The place of a candidate among the told: its colour, shape and letter; the baseline's is 0.
fn arm(told: &[usize], at: usize) -> Option<usize> {
    if at == 0 { Some(0) } else { told.iter().position(|of| *of == at).map(|place| place + 1) }
}

fn first(of: &Choice, said: &Said, told: &[usize]) -> Markup {
    let goal = &of.goals[0];
    html! {
        section id="answer" class="first chosen" {
            h1 class=[(said.title.en.len() > LONG).then_some("long")] { (both(said.title.clone())) }
            p class="lead" { (both(sentences(&said.lead))) }
            (ledger(of, told))
            figure {
                figcaption id="front" { (both(fill(words::FRONT, &[("goal", entry(goal).0.name.into())]))) }
                @let spots = spots(of, told);
                (PreEscaped(front(&Front {
                    named_by: "front".to_owned(),
                    spots: &spots,
                    names: [words::VOTED_ADULT.into(), goal_name(goal)],
                    scale: scale(of, 0),
                    flip: flips(goal),
                })))
            }
            (legend(of))
            dl class="sure" {
                @if !said.dropped.is_empty() { dt { (both(words::DROPPED)) } dd { (both(sentences(&said.dropped))) } }
                @if !said.worlds.is_empty() { dt { (both(words::BY_GUESSES)) } dd { (both(sentences(&said.worlds))) } }
                dt { (both(words::HOW_SURE)) } dd { (both(said.sure.clone())) }
            }
        }
    }
}

fn ledger(of: &Choice, told: &[usize]) -> Markup {
    let digits: Vec<usize> = (0..of.goals.len())
        .map(|goal| digits(told.iter().map(|&at| &of.candidates[at].goals[goal]), scale(of, goal)))
        .collect();
    let budget = digits_of_budget(of, told);
    html! {
        table class="ledger" {
            caption class="unseen" { (both(words::LEDGER_CHOICE)) }
            thead { tr {
                th scope="col" { (both(words::PACKAGE)) }
                th scope="col" { (both(words::STANDS)) }
                th scope="col" class="number" { (both(words::VOTED_ADULT)) }
                @for id in &of.goals { th scope="col" class="number" { (both(goal_name(id))) } }
                @if of.worlds.is_some() { th scope="col" class="number" { (both(words::BEST_OF_WORLDS)) } }
                th scope="col" class="number" { (both(words::SEEDS)) }
            } }
            tbody { @for &at in told {
                @let candidate = &of.candidates[at];
                @let place = arm(told, at).unwrap_or(0);
                tr data-candidate=(candidate.name) class=[(at == 0).then_some("today-row")] {
                    th scope="row" title=(candidate.name) {
                        span class="who" { (PreEscaped(key(place))) @if at > 0 { (letter(place)) } } " " (both(title(candidate)))
                    }
                    td { (both(stands(candidate))) @if candidate.on_front == Some(true) { " " span class="change" { (both(words::ON_FRONT)) } } }
                    (cell(words::VOTED_ADULT.into(), "budget", (at > 0).then(|| change(&candidate.budget, 1.0, budget))))
                    @for (goal, id) in of.goals.iter().enumerate() {
                        (cell(goal_name(id), id, (at > 0).then(|| change(&candidate.goals[goal], scale(of, goal), digits[goal]))))
                    }
                    @if of.worlds.is_some() {
                        (cell(words::BEST_OF_WORLDS.into(), "best", candidate.worlds.as_ref().map(|of| html! { (of.best.count) " / " (of.best.n) })))
                    }
                    (cell(words::SEEDS.into(), "seeds", Some(html! { (candidate.seeds) })))
                }
            } }
        }
    }
}

/// A cell that carries its heading where the table is a list.
fn cell(label: Phrase, kind: &str, inside: Option<Markup>) -> Markup {
    html! {
        td class="number" data-label-en=(label.en) data-label-zh=(label.zh) data-kind=(kind) {
            @if let Some(inside) = inside { (inside) } @else { "–" }
        }
    }
}

/// A difference with its interval over luck.
fn change(of: &Estimate, scale: f64, decimals: usize) -> Markup {
    let Some(mean) = of.mean else { return html! { "–" } };
    let [low, high] = [of.low, of.high].map(|end| end.map(|end| signed(end * scale, decimals)));
    html! {
        (signed(mean * scale, decimals))
        @if let (Some(low), Some(high)) = (low, high) {
            " " span class="change" { "(" (both(say!(en "{low} to {high}" zh "{low} 至 {high}"))) ")" }
        }
    }
}

fn digits<'a>(all: impl Iterator<Item = &'a Estimate>, scale: f64) -> usize {
    decimals_of(all.map(|of| (of.mean, of.low.zip(of.high))), scale)
}

fn digits_of_budget(of: &Choice, told: &[usize]) -> usize {
    digits(told.iter().map(|&at| &of.candidates[at].budget), 1.0)
}

fn scale(of: &Choice, goal: usize) -> f64 {
    entry(&of.goals[goal]).1.scale()
}

/// A goal with the unit of its differences.
fn goal_name(id: &str) -> Phrase {
    let (metric, shown) = entry(id);
    match shown {
        Shown::Percent => Phrase {
            en: format!("{}, points", metric.name.en),
            zh: format!("{}，百分点", metric.name.zh),
        },
        Shown::Index => metric.name.into(),
        _ => Phrase {
            en: format!("{}, {}", metric.name.en, metric.unit.en),
            zh: format!("{}，{}", metric.name.zh, metric.unit.zh),
        },
    }
}

fn title(candidate: &Candidate) -> Phrase {
    let [en, zh] = candidate
        .title
        .each_ref()
        .map(|title| if title.is_empty() { candidate.name.clone() } else { title.clone() });
    Phrase { en, zh }
}

fn stands(candidate: &Candidate) -> Phrase {
    match candidate.standing {
        Standing::Best => words::STANDS_BEST.into(),
        Standing::NotClear if candidate.fits == Fits::NotClear => words::STANDS_FIT_OPEN.into(),
        Standing::NotClear => words::STANDS_OPEN.into(),
        Standing::Out(out) if out.goal.is_none() => words::STANDS_TOO_DEAR.into(),
        Standing::Out(_) => words::STANDS_BEATEN.into(),
    }
}

/// Budget against gain.
fn spots(of: &Choice, told: &[usize]) -> Vec<Spot> {
    let spread = |of: Option<Spread>| of.map(|of| [of.low, of.high]);
    let ends = |of: &Estimate| of.low.zip(of.high).map(|(low, high)| [low, high]);
    let spots = of.candidates.iter().enumerate().map(|(at, candidate)| {
        let worlds = candidate.worlds.as_ref();
        let gain = &candidate.goals[0];
        let none: [Option<Ends>; 2] = [None, None];
        Spot {
            arm: arm(told, at),
            at: if at == 0 {
                [0.0, 0.0]
            } else {
                [candidate.budget.mean.unwrap_or(f64::NAN), gain.mean.unwrap_or(f64::NAN)]
            },
            luck: if at == 0 { none } else { [ends(&candidate.budget), ends(gain)] },
            worlds: if at == 0 {
                none
            } else {
                [worlds.and_then(|of| spread(of.budget)), worlds.and_then(|of| spread(of.goals[0]))]
            },
            full: candidate.standing == Standing::Best,
        }
    });
    spots.filter(|spot| spot.at.iter().all(|at| at.is_finite())).collect()
}

/// The last section: what dropped out, in the order in which it did.
fn when_and_why(of: &Choice) -> Markup {
    let mut out: Vec<(&Candidate, Out)> =
        of.candidates.iter().filter_map(|of| Some((of, of.out()?))).collect();
    out.sort_by_key(|(_, out)| out.after);
    let why = |out: &Out| match (out.goal, out.by) {
        (Some(goal), Some(by)) => {
            let (goal, by) = (entry(&of.goals[goal]).0.name, title(&of.candidates[by]));
            Phrase {
                en: format!("{} is surely better on {}", by.en, goal.en),
                zh: format!("“{}”在{}上确定更优", by.zh, goal.zh),
            }
        }
        (Some(goal), None) => {
            let goal = entry(&of.goals[goal]).0.name;
            Phrase {
                en: format!("another is surely better on {}", goal.en),
                zh: format!("另有方案在{}上确定更优", goal.zh),
            }
        }
        (None, _) => words::OUT_BY_CEILING.into(),
    };
    html! {
        div class="scroll" tabindex="0" { table class="outcomes" {
            thead { tr {
                @for word in [words::PACKAGE, words::OUT_AFTER, words::OUT_WHY, words::VOTED_ADULT, words::DIFFERENCE] { th scope="col" { (both(word)) } }
            } }
            tbody { @for (candidate, out) in &out {
                @let gain = &candidate.goals[0];
                tr {
                    th scope="row" { (both(title(candidate))) }
                    td class="number" { (out.after) }
                    td { (both(why(out))) }
                    td class="number" { (change(&candidate.budget, 1.0, digits([&candidate.budget].into_iter(), 1.0))) }
                    td class="number" { (change(gain, scale(of, 0), digits([gain].into_iter(), scale(of, 0)))) }
                }
            } }
        } }
        (numbers(looks(of)))
    }
}

/// How many were run and dropped at each look.
fn looks(of: &Choice) -> Markup {
    html! { table {
        caption { (both(words::LOOKS)) }
        thead { tr { @for word in [words::SEEDS, words::STILL_RUN, words::DROPPED_THEN] { th scope="col" { (both(word)) } } } }
        tbody { @for look in &of.looks { tr {
            th scope="row" { (look.seeds) } td class="number" { (look.open) } td class="number" { (look.out) }
        } } }
    } }
}

fn legend(of: &Choice) -> Markup {
    let swatch = |inside: Markup| {
        html! { svg class="swatch tone-1" viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" { (inside) } }
    };
    let gone = of.candidates.iter().any(|candidate| candidate.out().is_some());
    html! {
        p class="legend" {
            span { (swatch(html! { path class="luck" d="M6 7H28M17 1V13" {} })) (both(words::KEY_LUCK)) }
            @if of.worlds.is_some() { span { (swatch(html! { rect class="worlds" x="2" y="1" width="30" height="12" {} })) (both(words::KEY_WORLDS)) } }
            span { (swatch(html! { path class="mark" d="M12 7A5 5 0 1 1 22 7A5 5 0 1 1 12 7Z" {} })) (both(words::KEY_BEST)) }
            span { (swatch(html! { path class="mark open" d="M12 7A5 5 0 1 1 22 7A5 5 0 1 1 12 7Z" {} })) (both(words::KEY_NOT_BEST)) }
            @if gone { span { (swatch(html! { circle class="gone" cx="17" cy="7" r="2.5" {} })) (both(words::KEY_GONE)) } }
        }
    }
}

fn receipt(of: &Choice, version: &str, command: &[String]) -> Markup {
    let words_of = command.iter().skip(1).map(|word| shell_word(word));
    let command = ["cogov".to_owned()].into_iter().chain(words_of).collect::<Vec<_>>().join(" ");
    html! {
        dl {
            dt { (both(words::VERSION)) } dd { "cogov " (version) }
            dt { (both(words::COMMAND)) } dd { code { (command) } }
            dt { (both(words::SEEDS)) } dd { (of.seeds.len()) " / " (of.most_seeds) }
            @if !of.ceilings.is_empty() { dt { (both(words::UNDER_CEILINGS)) } dd {
                @for ceiling in &of.ceilings { (both(ceiling.text())) " " }
            } }
            @for (id, margin) in of.goals.iter().zip(&of.margins) {
                dt { (both(words::MARGIN)) ": " (both(entry(id).0.name)) } dd { "±" (three(margin * entry(id).1.scale())) }
            }
        }
    }
}
