//! The table at the end of a comparison.

use std::path::Path;

use super::columns::paragraph;
use super::outcome::draw_close;
use crate::comparison::{Check, CheckKind, Comparison, Difference, asked, named};
use crate::metric::{self, METRICS, Shown};
use crate::quantity::{Language, Text, agreed, grouped};

/// The verdicts of a comparison, a table a scenario, and how sure they are.
pub fn table(comparison: &Comparison, language: Language) -> String {
    let mut text = heading(comparison, language);
    for arm in &comparison.arms[1..] {
        let rows: Vec<Vec<String>> = comparison
            .differences
            .iter()
            .filter(|difference| difference.scenario == arm.name)
            .map(|difference| row(difference, language))
            .collect();
        let runs = match language {
            Language::En => format!("\n{}, {} pairs of runs\n", arm.name, arm.n),
            Language::Zh => format!("\n{}，{} 对运行\n", arm.name, arm.n),
        };
        text.push_str(&runs);
        text.push_str(&draw_close(header(language), rows));
    }
    text.push_str(&notes(comparison, language));
    agreed(&text)
}

fn header(language: Language) -> Vec<String> {
    let words = match language {
        Language::En => ["outcome", "baseline", "difference, interval", "verdict"],
        Language::Zh => ["结果", "基线", "差异及其区间", "结论"],
    };
    words.map(str::to_owned).to_vec()
}

fn row(of: &Difference, language: Language) -> Vec<String> {
    let at = metric::find(&of.metric).unwrap_or_default();
    let shown = Shown::of(at);
    let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
    vec![
        METRICS[at].name.say(language).to_owned(),
        shown.show(number(of.baseline)),
        shown.change([of.difference, of.low, of.high].map(number)),
        of.verdict.text().say(language).to_owned(),
    ]
}

/// What was compared.
fn heading(comparison: &Comparison, language: Language) -> String {
    let design = &comparison.design;
    let (first, last) = (design.burn_in + 1, design.months);
    let adults = grouped(design.adults);
    let seeds = design.seeds.len();
    let baseline = &comparison.arms[0].name;
    match language {
        Language::En => format!(
            "Compared with {baseline} on the same {seeds} seeds: {adults} adults, months {first} to {last}\n"
        ),
        Language::Zh => format!(
            "与 {baseline} 在相同的 {seeds} 个种子上比较：{adults} 名成年人，第 {first} 至 {last} 个月\n"
        ),
    }
}

/// How the intervals are meant, why it stopped, what was saved, whether it is fair.
fn notes(comparison: &Comparison, language: Language) -> String {
    let design = &comparison.design;
    let sure = grain((1.0 - design.alpha) * 100.0);
    let family = design.families[0];
    let saved: u64 = comparison.arms.iter().map(|arm| arm.months_saved).sum();
    let run: u64 = comparison.arms.iter().map(|arm| arm.months_run).sum();
    let saved = 100.0 * saved as f64 / (saved + run).max(1) as f64;
    let fair = fairness(comparison, language);
    let how = design.interval.text().say(language);
    let stopped = design.stopped.text().say(language);
    let named = named(design);
    let lines = match language {
        Language::En => [
            if design.is_open() {
                format!(
                    "The intervals of {} hold together with {sure} % confidence ({how}); each \
                     other one by itself.",
                    named.en
                )
            } else {
                match family {
                    1 => format!("The interval holds with {sure} % confidence ({how})."),
                    _ => format!(
                        "All {family} intervals hold together with {sure} % confidence ({how})."
                    ),
                }
            },
            "Differences of shares are in percentage points, money is in yuan per adult a year. No \
             difference: the interval lies within the margin (unless given: a fifth of the \
             baseline's sd over seeds)."
                .to_owned(),
            format!(
                "{stopped} Forks saved {saved:.0} % of the months. {fair}"
            ),
        ],
        Language::Zh => [
            if design.is_open() {
                format!("{}的区间同时成立的置信度为 {sure}%（{how}）；其余区间各自成立。", named.zh)
            } else {
                match family {
                    1 => format!("区间的置信度为 {sure}%（{how}）。"),
                    _ => format!("全部 {family} 个区间同时成立的置信度为 {sure}%（{how}）。"),
                }
            },
            "比率的差异以百分点计，金额为元/成人·年。无差异：区间落在界限之内（未指定时为基线在各种子间标准差的五分之一）。"
                .to_owned(),
            format!(
                "{stopped}分叉节省了 {saved:.0}% 的模拟月。{fair}"
            ),
        ],
    };
    let asked = asked(comparison).into_iter().map(|said| said.say(language).to_owned());
    let lines: Vec<String> =
        lines.into_iter().chain(asked).map(|line| paragraph(&line, "", "")).collect();
    format!("\n{}\n", lines.join("\n"))
}

/// How many checks of fairness hold.
fn fairness(comparison: &Comparison, language: Language) -> String {
    let holds = comparison.fairness.iter().filter(|check| check.holds).count();
    match (comparison.fairness.len(), language) {
        (0, Language::En) => "Fairness was not checked.".to_owned(),
        (0, Language::Zh) => "未作公平性检查。".to_owned(),
        (all, Language::En) => format!("Fairness checks that hold: {holds} of {all}."),
        (all, Language::Zh) => format!("公平性检查：{all} 项中 {holds} 项通过。"),
    }
}

/// A percentage without needless digits.
fn grain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where the files are.
pub fn files(folder: &Path, language: Language) -> String {
    let text = Text { en: "Files: ", zh: "文件：" };
    format!("{}{}", text.say(language), folder.display())
}

/// A check that does not hold: a defect of the program.
pub fn unfair(check: &Check, language: Language) -> String {
    let what = match check.kind {
        CheckKind::Placebo => Text {
            en: "the baseline under another name gave another world",
            zh: "基线换名后结果不同",
        },
        CheckKind::SameUntilPolicy => Text {
            en: "worlds differed before the policy did",
            zh: "政策实施前两个世界已不同",
        },
        CheckKind::Fork => Text {
            en: "a run that went on from the baseline's world differs from a whole one",
            zh: "由基线分叉的运行与完整运行不同",
        },
    };
    let place = check.divergence.as_ref().map_or_else(String::new, |at| {
        format!(" ({}, {}, {}, {})", at.month, at.process, at.community, at.component)
    });
    let name = &check.scenario;
    match language {
        Language::En => format!(
            "error: the comparison is not fair: {name}, seed {}: {}{place}\n  \
             This is a defect of cogov, not of your input; please report it with the command.",
            check.seed, what.en
        ),
        Language::Zh => format!(
            "错误：比较不公平：{name}，种子 {}：{}{place}\n  \
             这是 cogov 的缺陷，而非输入有误；请连同命令一并报告。",
            check.seed, what.zh
        ),
    }
}
