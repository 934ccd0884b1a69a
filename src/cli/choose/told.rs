//! What a choice found, in sentences and as a table.

use crate::choice::{Candidate, Choice, Ended, Fits, Standing};
use crate::cli::columns::{TERMINAL, paragraph};
use crate::cli::differences::fitting;
use crate::metric::{self, Shown};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text};
use crate::report::Said;
use unicode_width::UnicodeWidthStr;
use words::say;

/// All that is said: the page and the terminal say the same.
pub(super) fn said(of: &Choice, left_out: &[(String, Phrase)]) -> Said {
    let told = of.told();
    let mut lead = what_is_open(of, &told);
    lead.extend(against_baseline(of));
    let left_out = left_out.iter().map(|(name, why)| {
        let Phrase { en, zh } = why;
        Phrase {
            en: format!("Left out: {name}; {en}."), zh: format!("未列入：{name}；{zh}。")
        }
    });
    Said {
        title: who_is_best(of, &told),
        lead,
        worlds: worlds(of),
        dropped: dropped(of),
        left_out: left_out.collect(),
        sure: how_sure(of),
        cost: cost(of),
    }
}

/// That nothing can be chosen by a goal that has no value in any candidate.
pub(super) fn no_value(goal: &str, of: &Scenario) -> Phrase {
    let name = metric::entry(goal).name;
    let (from, to) = (of.burn_in + 1, of.months);
    let span = if from == to {
        say!(en "month {to}" zh "第{to}个月")
    } else {
        say!(en "months {from} to {to}" zh "第{from}至{to}个月")
    };
    say!(
        en "error: --goal '{goal}': {name} has no value in {span} in any seed, so nothing can be chosen by it; nothing was written\n  give more --months or another goal; 'cogov explain {goal}' says of which months it is"
        zh "错误：--goal '{goal}'：{name}在{span}的任何种子中均无取值，无法据此选择；未写入任何文件\n  请增加 --months 或另选目标；'cogov explain {goal}' 说明其所属月份", name, span
    )
}

/// Sentences, and a row a candidate.
pub(super) fn table(of: &Choice, sentences: &[Phrase], language: Language) -> String {
    let head = heading(of);
    let mut text = paragraph(head.say(language), "", "  ") + "\n\n";
    for sentence in sentences {
        text += &(paragraph(sentence.say(language), "", "  ") + "\n");
    }
    let drawn = |goals: usize| {
        let rows = shown(of).into_iter().map(|at| row(of, (at, goals), language)).collect();
        fitting(header(of, goals, language), rows)
    };
    let all = drawn(of.goals.len());
    let is_wide = all.lines().any(|line| line.width() > TERMINAL);
    text += &format!("\n{}", if is_wide { drawn(1) } else { all });
    text + &paragraph(BENEATH.say(language), "", "")
}

/// Those that are left, the best by the mean first; then the others on the front, and the baseline.
fn shown(of: &Choice) -> Vec<usize> {
    let mut shown = of.told();
    let mut front: Vec<usize> = (0..of.candidates.len())
        .filter(|at| !shown.contains(at))
        .filter(|at| *at == 0 || of.candidates[*at].on_front == Some(true))
        .collect();
    front.sort_by(|a, b| of.gain(*b).total_cmp(&of.gain(*a)));
    shown.extend(front);
    shown
}

const BENEATH: Text = Text {
    en: "Those that are left and those on the front (*) of budget against the first goal; choice.csv has all. Differences are from the baseline, with their intervals over luck; budget is yuan an adult a year. Best in: of the plausible worlds those in which no other candidate that was run in them is ahead by more than the margin.",
    zh: "表中为留下的和位于预算与首要目标前沿（*）的方案，全部见 choice.csv。差异均与基线相比，区间仅计运气；预算为每名成年人每年元。最优：在各可能世界中，没有其他在其中运行的方案领先超过界限的世界数。",
};

fn heading(of: &Choice) -> Phrase {
    let name = |id: &String, language: Language| metric::entry(id).name.say(language);
    let all = |language: Language, comma: &str| {
        of.goals.iter().map(|id| name(id, language)).collect::<Vec<_>>().join(comma)
    };
    let number = of.candidates.len() - 1;
    Phrase {
        en: format!(
            "A choice among {number} packages and the baseline, by {}",
            all(Language::En, ", then ")
        ),
        zh: format!("在{number}个方案与基线中选择，目标：{}", all(Language::Zh, "，其次")),
    }
}

/// What candidates are called, one after the other.
fn names(of: &Choice, which: &[usize]) -> Phrase {
    let called = |language: usize, comma: &str| {
        let of = which.iter().map(|&at| called(&of.candidates[at], at == 0)[language].clone());
        of.collect::<Vec<_>>().join(comma)
    };
    Phrase { en: called(0, ", "), zh: called(1, "、") }
}

fn called(candidate: &Candidate, is_baseline: bool) -> [String; 2] {
    if is_baseline {
        let name = &candidate.name;
        return [format!("the baseline ({name})"), format!("基线（{name}）")];
    }
    [candidate.name.clone(), candidate.name.clone()]
}

/// Who is best, or among whom the best is.
fn who_is_best(of: &Choice, told: &[usize]) -> Phrase {
    let with = |standing: Standing| -> Vec<usize> {
        told.iter().copied().filter(|&at| of.candidates[at].standing == standing).collect()
    };
    let (best, open) = (with(Standing::Best), with(Standing::NotClear));
    let who = names(of, &best);
    let rest = names(of, &open);
    let seeds = of.seeds.len();
    match (best.len(), open.len()) {
        (0, 0) => none_fits(of),
        (1, 0) if best == [0] => say!(
            en "To change nothing is the best: every package that fits the ceiling is surely worse than {who} by more than matters on a goal."
            zh "不作改变为最优：各在上限之内的方案在某一目标上均确定不如{who}，且差异有实际意义。", who
        ),
        (1, 0) => say!(
            en "{who} is the best: each other candidate surely does not fit, or is surely worse on a goal by more than matters."
            zh "{who}最优：其余候选方案或确定不在上限之内，或在某一目标上确定更差且差异有实际意义。", who
        ),
        (_, 0) => say!(
            en "{who} are level: each surely fits, and on no goal is another of them surely ahead by more than matters. There is no winner among them; take a further goal or your judgement."
            zh "{who}不分先后：均确定在上限之内，各目标之差均无实际意义。其中没有优胜者；请另加目标或自行判断。", who
        ),
        (0, 1) => say!(
            en "{rest} is the only one left."
            zh "只剩下{rest}。", rest
        ),
        (0, _) => say!(
            en "Not told apart on {seeds} seeds: {rest}. The best is among them; there is no winner."
            zh "用{seeds}个种子尚不能区分：{rest}。最优者在其中，没有优胜者。", rest
        ),
        _ => say!(
            en "Surely among the best: {who}. Not told apart from them on {seeds} seeds: {rest}."
            zh "确定属最优：{who}。用{seeds}个种子尚不能与之区分：{rest}。", who, rest
        ),
    }
}

/// What the choice leaves open.
fn what_is_open(of: &Choice, told: &[usize]) -> Vec<Phrase> {
    let mut said = Vec::new();
    let unfit: Vec<usize> =
        told.iter().copied().filter(|&at| of.candidates[at].fits == Fits::NotClear).collect();
    if !unfit.is_empty() {
        let who = names(of, &unfit);
        said.push(say!(
            en "Whether they fit the ceiling is not clear: {who}."
            zh "是否在上限之内尚不明确：{who}。", who
        ));
    }
    if told.len() > 1 && told.contains(&0) {
        said.push(
            Text {
                en: "The baseline is among them: that any package is better than no change is not sure by more than matters.",
                zh: "基线也在其中：没有方案确定优于不作改变且差异有实际意义。",
            }
            .into(),
        );
    }
    if of.ended == Ended::Cut {
        said.push(
            Text {
                en: "The race was stopped, by hand or by --time, before it was over; more seeds may part those that are left.",
                zh: "选择中途停止（人为中断或 --time 到时）；增加种子或可区分余下的方案。",
            }
            .into(),
        );
    }
    said
}

/// No candidate fits; the one that asks for least is named.
fn none_fits(of: &Choice) -> Phrase {
    let least = (1..of.candidates.len()).min_by(|a, b| {
        let budget = |at: &usize| of.candidates[*at].budget.mean.unwrap_or(f64::INFINITY);
        budget(a).total_cmp(&budget(b))
    });
    let Some(least) = least else { return Phrase::same("") };
    let name = &of.candidates[least].name;
    let budget = Shown::Money.change(of.candidates[least].budget.ends());
    say!(
        en "No candidate fits the ceiling, the baseline among them. {name} asks for least: {budget} yuan an adult a year beyond the baseline, and in its worst year more. Nothing was written as a scenario; give a higher ceiling, or cogov fit a package to it."
        zh "没有候选方案（含基线）在上限之内。{name}所需最少：平均每年比基线每名成年人{budget}元，最差年份更多。未写出情景文件；请提高上限，或用 cogov fit 使方案合于上限。"
    )
}

/// What those that are left do to the first goal.
fn against_baseline(of: &Choice) -> Vec<Phrase> {
    let Some(goal) = of.goals.first() else { return Vec::new() };
    let entry = metric::entry(goal);
    let told: Vec<usize> = of.told().into_iter().filter(|&at| at != 0).collect();
    let Some(&top) = told.first() else { return Vec::new() };
    let (found, name) = (&of.candidates[top], &of.candidates[top].name);
    let (outcome, change) = (entry.name, entry.shown.change(found.goals[0].ends()));
    let budget = Shown::Money.change(found.budget.ends());
    let n = found.seeds;
    let points = match entry.shown {
        Shown::Percent => Text { en: " points", zh: "个百分点" },
        _ => Text { en: "", zh: "" },
    };
    vec![say!(
        en "{name}, {outcome} against the baseline: {change}{points}, for {budget} yuan an adult a year ({n} seeds)."
        zh "{name}的{outcome}与基线相比：{change}{points}，预算每名成年人每年{budget}元（{n}个种子）。", outcome, points
    )]
}

fn worlds(of: &Choice) -> Vec<Phrase> {
    let Some(run) = &of.worlds else { return Vec::new() };
    let mut all: Vec<(usize, usize)> = of
        .candidates
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| Some((at, candidate.worlds.as_ref()?.best.count)))
        .filter(|(_, count)| *count > 0)
        .collect();
    all.sort_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
    let n = of.candidates.iter().find_map(|of| Some(of.worlds.as_ref()?.best.n)).unwrap_or(0);
    let each = |language: usize, comma: &str| {
        let one = |&(at, count): &(usize, usize)| {
            format!("{} {count}", called(&of.candidates[at], at == 0)[language])
        };
        all.iter().take(6).map(one).collect::<Vec<_>>().join(comma)
    };
    let counts = Phrase { en: each(0, ", "), zh: each(1, "、") };
    let more = run.left_out;
    let mut said = vec![say!(
        en "By what is assumed: of {n} plausible worlds, in which only those that are left and those on the front were run, so many have each among the best: {counts}."
        zh "就假设而言：在{n}个可能世界（其中仅运行留下的方案与前沿上的方案）中，各方案属最优的世界数：{counts}。", counts
    )];
    if more > 0 {
        said.push(say!(
            en "{more} more on the front were not run in worlds."
            zh "前沿上另有{more}个未在各世界中运行。"
        ));
    }
    said
}

fn dropped(of: &Choice) -> Vec<Phrase> {
    let out = |wanted: &dyn Fn(&crate::choice::Out) -> bool| -> Vec<usize> {
        (0..of.candidates.len())
            .filter(|at| of.candidates[*at].out().is_some_and(|out| wanted(&out)))
            .collect()
    };
    let unfit = out(&|out| out.goal.is_none());
    let mut said = Vec::new();
    if !unfit.is_empty() && unfit.len() < of.candidates.len() {
        let who = names(of, &unfit);
        said.push(say!(
            en "Out, as they surely do not fit the ceiling: {who}. cogov fit makes one of them smaller until it fits."
            zh "淘汰，因确定不在上限之内：{who}。可用 cogov fit 缩小其中之一，使之合于上限。", who
        ));
    }
    for (goal, id) in of.goals.iter().enumerate() {
        let beaten = out(&|out| out.goal == Some(goal));
        if beaten.is_empty() {
            continue;
        }
        let (who, entry) = (names(of, &beaten), metric::entry(id));
        let (outcome, margin) = (entry.name, entry.shown.amount(of.margins[goal]));
        said.push(say!(
            en "Out, as another is surely better on {outcome} by more than {margin}: {who}."
            zh "淘汰，因{outcome}确定不如他者且差异超过{margin}：{who}。", who, outcome, margin
        ));
    }
    said
}

fn how_sure(of: &Choice) -> Phrase {
    let percent = format!("{}", (1000.0 * of.alpha).round() / 10.0);
    let ceiling = if of.ceilings.is_empty() {
        Text { en: "who is out, who is level", zh: "淘汰者、并列者" }
    } else {
        Text {
            en: "who fits, who is out, who is level", zh: "是否在上限之内、淘汰者、并列者"
        }
    };
    say!(
        en "How sure by luck: the chance that any of this is wrong ({ceiling}), and so that a true best is out, is at most {percent} %, all looks together. What is assumed is another doubt: the worlds tell of it."
        zh "运气方面的把握：上述任一结论（{ceiling}）有误，从而淘汰了真正最优者的概率，各次查看合计至多{percent}%。假设是另一种不确定性，由各世界说明。", ceiling
    )
}

fn cost(of: &Choice) -> Phrase {
    let (runs, full, seeds) = (of.runs, of.full, of.seeds.len());
    let number = of.candidates.len();
    let saved = format!("{:.0}", 100.0 * (1.0 - runs as f64 / full.max(1) as f64));
    say!(
        en "It took {runs} runs on seeds; all {number} candidates on {seeds} seeds would take {full}: {saved} % saved."
        zh "共运行{runs}次；{number}个候选方案各用{seeds}个种子则需{full}次：节省{saved}%。"
    )
}

fn header(of: &Choice, goals: usize, language: Language) -> Vec<String> {
    let words = match language {
        Language::En => ["candidate", "stands", "seeds", "best in", "budget"],
        Language::Zh => ["候选方案", "结论", "种子", "最优", "预算"],
    };
    let mut header: Vec<String> = words.map(str::to_owned).to_vec();
    header.extend(
        of.goals.iter().take(goals).map(|id| metric::entry(id).name.say(language).to_owned()),
    );
    header
}

fn row(of: &Choice, (at, goals): (usize, usize), language: Language) -> Vec<String> {
    let candidate = &of.candidates[at];
    let stands = match candidate.standing {
        Standing::Best => Text { en: "best", zh: "最优" },
        Standing::NotClear => Text { en: "unclear", zh: "不明确" },
        Standing::Out(out) if out.goal.is_none() => Text { en: "too dear", zh: "超出上限" },
        Standing::Out(_) => Text { en: "beaten", zh: "淘汰" },
    };
    let star = if candidate.on_front == Some(true) { "* " } else { "" };
    let best = candidate.worlds.as_ref();
    let best = best.map_or_else(String::new, |of| format!("{}/{}", of.best.count, of.best.n));
    // The interval stands below its number: so there is room for both.
    let change = |shown: Shown, ends: [f64; 3]| {
        if at == 0 { String::new() } else { shown.change(ends).replacen(" (", "\n(", 1) }
    };
    let mut row = vec![
        format!("{star}{}", candidate.name.replace('+', "\n+")),
        stands.say(language).to_owned(),
        candidate.seeds.to_string(),
        best,
        change(Shown::Money, candidate.budget.ends()),
    ];
    let goals = candidate.goals.iter().zip(&of.goals).take(goals);
    row.extend(goals.map(|(found, id)| change(metric::entry(id).shown, found.ends())));
    row
}
