//! The table at the end of a comparison.

use std::path::Path;

use super::columns::paragraph;
use super::outcome::draw_close;
use crate::comparison::{Arm, Check, CheckKind, Comparison, Difference, asked, named};
use crate::metric::{self, METRICS, Shown};
use crate::output::short;
use crate::quantity::{Language, Phrase, Text, agreed, grouped};
use crate::setting::SettingId;

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
        let called = called(arm, language);
        let runs = match (arm.n, language) {
            (1, Language::En) => format!("{called}, 1 pair of runs"),
            (n, Language::En) => format!("{called}, {n} pairs of runs"),
            (n, Language::Zh) => format!("{called}，{n} 对运行"),
        };
        text.push_str(&format!("\n{}\n", paragraph(&runs, "", "  ")));
        text.push_str(&sets(comparison, arm, language));
        match &arm.same {
            Some([en, zh]) => {
                let why = Phrase { en: en.clone(), zh: zh.clone() };
                text.push_str(&format!("{}\n", paragraph(why.say(language), "  ", "  ")));
            }
            None => text.push_str(&draw_close(header(language), rows)),
        }
    }
    text.push_str(&synergies(comparison, language));
    text.push_str(&notes(comparison, language));
    agreed(&text)
}

/// The title of a scenario, and its name where that is another word.
fn called(arm: &Arm, language: Language) -> String {
    let at = usize::from(language == Language::Zh);
    let (title, name) = (&arm.title[at], &arm.name);
    match language {
        _ if title == name || title.is_empty() => name.clone(),
        Language::En => format!("{title} ({name})"),
        Language::Zh => format!("{title}（{name}）"),
    }
}

/// Sentences of what a scenario sets that are shown.
const MOST_TOLD: usize = 8;

/// What a scenario sets otherwise than the baseline, and who decides it.
fn sets(comparison: &Comparison, arm: &Arm, language: Language) -> String {
    let at = usize::from(language == Language::Zh);
    let mut text = String::new();
    for told in arm.sets.iter().take(MOST_TOLD) {
        let setting = told.setting.as_deref().and_then(SettingId::find).map(SettingId::setting);
        let decides = setting.and_then(|setting| setting.decides);
        let words = &told.words[at];
        let told = decides.map_or_else(
            || words.clone(),
            |who| match language {
                Language::En => {
                    format!("{} ({} decides).", words.trim_end_matches('.'), who.text().en)
                }
                Language::Zh => {
                    format!("{}（由{}决定）。", words.trim_end_matches('。'), who.text().zh)
                }
            },
        );
        text += &format!("{}\n", paragraph(&told, "  ", "    "));
    }
    let more = arm.sets.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        let baseline = &comparison.arms[0].name;
        let more = match language {
            Language::En => {
                format!("and {more} more: cogov scenario diff {baseline} {}", arm.name)
            }
            Language::Zh => {
                format!("另有 {more} 项：cogov scenario diff {baseline} {}", arm.name)
            }
        };
        text += &format!("{}\n", paragraph(&more, "  ", "    "));
    }
    text
}

/// What combinations do beside the sum of their parts.
fn synergies(comparison: &Comparison, language: Language) -> String {
    let mut text = String::new();
    for of in &comparison.combinations {
        let parts = of.parts.join(" + ");
        let title = match language {
            Language::En => format!("{} beside the sum of its parts ({parts})", of.scenario),
            Language::Zh => format!("{}与其各部分之和（{parts}）", of.scenario),
        };
        let header = match language {
            Language::En => ["outcome", "parts, summed", "together", "synergy, interval"],
            Language::Zh => ["结果", "各部分之和", "合并实施", "协同效应及其区间"],
        };
        let rows = of.synergies.iter().filter(|row| row.n > 0).map(|row| {
            let at = row.metric();
            let shown = Shown::of(at);
            let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
            let alone = |value: Option<f64>| shown.changes([number(value); 3])[0].clone();
            let synergy = [row.synergy.mean, row.synergy.low, row.synergy.high].map(number);
            vec![
                METRICS[at].name.say(language).to_owned(),
                alone(row.sum),
                alone(row.together),
                shown.change(synergy),
            ]
        });
        text.push_str(&format!("\n{}\n", paragraph(&title, "", "  ")));
        text.push_str(&draw_close(header.map(str::to_owned).to_vec(), rows.collect()));
        let note = match (of.sets, language) {
            (false, Language::En) => {
                "Synergy: the effect together less the sum of the effects of the parts; 0 means that they only add up."
            }
            (false, Language::Zh) => {
                "协同效应：合并实施的效果减去各部分效果之和；为 0 表示只是简单相加。"
            }
            (true, Language::En) => {
                "Synergy: the effect together less the sum of the effects of the parts; its file also sets values of its own, which are in it."
            }
            (true, Language::Zh) => {
                "协同效应：合并实施的效果减去各部分效果之和；该情景文件另有自己的设定，其效果也计入其中。"
            }
        };
        text.push_str(&format!("{}\n", paragraph(note, "", "")));
    }
    text
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
    let baseline = called(&comparison.arms[0], language);
    let how_many = if seeds == 1 { "seed".to_owned() } else { format!("{seeds} seeds") };
    let text = match language {
        Language::En => format!(
            "Compared with {baseline} on the same {how_many}: {adults} adults, months {first} to {last}"
        ),
        Language::Zh => format!(
            "与 {baseline} 在相同的 {seeds} 个种子上比较：{adults} 名成年人，第 {first} 至 {last} 个月"
        ),
    };
    format!("{}\n", paragraph(&text, "", "  "))
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
    let parts = metric::parts_of_years(design.months, design.burn_in);
    let parts = parts.map(|said| said.say(language).to_owned());
    let asked = asked(comparison).into_iter().map(|said| said.say(language).to_owned());
    let lines = lines.into_iter().chain(parts).chain(asked);
    let lines: Vec<String> = lines.map(|line| paragraph(&line, "", "")).collect();
    format!("\n{}{}\n", one_seed(comparison, language), lines.join("\n"))
}

/// What one seed cannot tell, where there is but one.
fn one_seed(comparison: &Comparison, language: Language) -> String {
    if comparison.design.seeds.len() != 1 {
        return String::new();
    }
    let text = Text {
        en: "One seed is one history: it cannot tell an effect from luck, so no difference has an interval and nothing is decided. Try --seeds 10 for a first look, 40 to decide.",
        zh: "一个种子只是一段历史：无法区分政策效果与偶然，因此各差异没有区间，也不下结论。初看可用 --seeds 10，下结论可用 40。",
    };
    format!("{}\n", paragraph(text.say(language), "", ""))
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
pub fn files(folder: &Path, result: &str, language: Language) -> String {
    let (folder, result) = (folder.display(), short(result));
    match language {
        Language::En => format!("Files: {folder} (result {result})"),
        Language::Zh => format!("文件：{folder}（结果 {result}）"),
    }
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
