//! The table at the end of a comparison.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::afford;
use super::columns::{TERMINAL, paragraph};
use super::outcome::draw_close;
use crate::comparison::{
    Arm, Check, CheckKind, Comparison, Difference, Verdict, asked, fewer_values, years_in_part,
};
use crate::futures::{Futures, Side, Word, both_doubts, in_short};
use crate::metric;
use crate::output::short;
use crate::quantity::{Language, Phrase, Text, agreed, grouped};
use crate::setting::SettingId;
use words::say;
use words::wrap;

/// The verdicts of a comparison, a table a scenario, and how sure they are; before all, which scenarios are
/// compared with a baseline that is not theirs.
pub fn table(comparison: &Comparison, language: Language) -> String {
    let mut text = String::new();
    for own in &comparison.own_conditions {
        let told = Text { en: "Note: ", zh: "注意：" }.say(language).to_owned();
        let [en, zh] = &own.told;
        let told = told + if language == Language::En { en } else { zh };
        text.push_str(&(paragraph(&told, "", "  ") + "\n"));
    }
    text.push_str(&heading(comparison, language));
    for arm in &comparison.arms[1..] {
        let own = || comparison.differences.iter().filter(|found| found.scenario == arm.name);
        let rows: Vec<Vec<String>> = own().map(|found| row(comparison, found, language)).collect();
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
            None => {
                let mut header = header(own().any(|found| found.low.is_some()), language);
                if let Some(futures) = &comparison.futures {
                    over_futures(&mut header, futures, language);
                }
                text.push_str(&fitting(header, rows));
                let own: Vec<&Difference> = own().collect();
                for said in under_table(comparison, arm, &own) {
                    text.push_str(&(paragraph(said.say(language), "", "  ") + "\n"));
                }
            }
        }
    }
    text.push_str(&synergies(comparison, language));
    text.push_str(&afford::tables(comparison, language));
    for (heading, said) in comparison.futures.iter().flat_map(|of| of.told_why()) {
        text.push_str(&format!("\n{}\n", heading.say(language)));
        for said in said {
            text.push_str(&(paragraph(said.say(language), "  ", "    ") + "\n"));
        }
    }
    text.push_str(&notes(comparison, language));
    agreed(&text)
}

/// What is said under the table of a scenario: what it hangs on, in which worlds, of how many seeds.
fn under_table(comparison: &Comparison, arm: &Arm, own: &[&Difference]) -> Vec<Phrase> {
    let mut said = hangs(comparison, own);
    if let Some(futures) = &comparison.futures {
        let first = comparison.first_look();
        said.extend(futures.hangs_on(&arm.name, &first, most_named(futures)));
        said.extend(futures.where_it_agrees(&arm.name, &first));
    }
    said.extend(beneath(arm.n, own));
    said
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
            let metric = metric::entry(&row.metric);
            let shown = metric.shown;
            let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
            let alone = |value: Option<f64>| shown.changes([number(value); 3])[0].clone();
            let synergy = [row.synergy.mean, row.synergy.low, row.synergy.high].map(number);
            vec![
                metric.name.say(language).to_owned(),
                alone(row.sum),
                alone(row.together),
                shown.change(synergy),
            ]
        });
        text.push_str(&format!("\n{}\n", paragraph(&title, "", "  ")));
        text.push_str(&draw_close(header.map(str::to_owned).to_vec(), rows.collect()));
        let runs =
            comparison.arms.iter().find(|arm| arm.name == of.scenario).map_or(0, |arm| arm.n);
        let each: Vec<(usize, usize)> = of
            .synergies
            .iter()
            .filter_map(|row| Some((metric::find(&row.metric)?, row.n)))
            .collect();
        if let Some(said) = fewer_values(runs, &each) {
            text.push_str(&(paragraph(said.say(language), "", "  ") + "\n"));
        }
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

/// Columns of a verdict, and of a difference with its interval, where the table is too wide for a terminal.
const NARROW: [usize; 2] = [19, 25];

/// The table; verdicts, then differences, take two lines where it would be too wide.
pub fn fitting(header: Vec<String>, mut rows: Vec<Vec<String>>) -> String {
    let mut drawn = draw_close(header.clone(), rows.clone());
    for (at, narrow) in NARROW.into_iter().enumerate() {
        if drawn.lines().all(|line| line.width() <= TERMINAL) {
            break;
        }
        for row in &mut rows {
            let column = row.len().saturating_sub(1 + at);
            narrow_cell(row, column, narrow);
        }
        drawn = draw_close(header.clone(), rows.clone());
    }
    drawn
}

/// Wraps the lines of one cell of a row; lines that stood beside each other in its cells still do.
fn narrow_cell(row: &mut [String], at: usize, width: usize) {
    let lines: Vec<Vec<String>> = row
        .get(at)
        .map_or_else(Vec::new, |cell| cell.lines().map(|line| wrap(line, width)).collect());
    for (column, cell) in row.iter_mut().enumerate() {
        let old: Vec<&str> = cell.lines().collect();
        let mut new: Vec<&str> = Vec::new();
        for (line, wrapped) in lines.iter().enumerate() {
            if column == at {
                new.extend(wrapped.iter().map(String::as_str));
            } else {
                new.push(old.get(line).copied().unwrap_or_default());
                new.extend(wrapped.iter().skip(1).map(|_| ""));
            }
        }
        new.extend(old.iter().skip(lines.len()));
        *cell = new.join("\n");
    }
}

/// What the lines of a table cannot hold: of how many pairs a line is, the bound of what is the same in every seed, and locals and
/// migrants where they move in opposite ways.
fn beneath(pairs: usize, own: &[&Difference]) -> Vec<Phrase> {
    let each: Vec<(usize, usize)> =
        own.iter().filter_map(|found| Some((metric::find(&found.metric)?, found.n))).collect();
    let fewer = fewer_values(pairs, &each);
    let same = own.iter().filter(|found| found.verdict == Verdict::Same && found.n > 1);
    let least_sure =
        same.max_by(|a, b| a.unseen.unwrap_or(0.0).total_cmp(&b.unseen.unwrap_or(0.0)));
    let bound = least_sure.map(|found| {
        let (count, n) = (found.fewer_than().unwrap_or_default(), found.n);
        say!(
            en "The same in every seed: with the confidence of the intervals it differs in fewer \
                 than {count} of {n} seeds."
            zh "每个种子均相同：以区间的置信度计，每 {n} 个种子中有差异者少于 {count} 个。"
        )
    });
    own.iter().filter_map(|found| found.opposite_ways()).chain(fewer).chain(bound).collect()
}

/// Settings of one difference that are named: few, but where it was asked why.
fn most_named(futures: &Futures) -> usize {
    if futures.why.is_some() { 8 } else { 3 }
}

/// The outcomes of which the verdict of the world as assumed does not hold in most futures.
fn hangs(comparison: &Comparison, own: &[&Difference]) -> Vec<Phrase> {
    let Some(futures) = &comparison.futures else { return Vec::new() };
    let told = |found: &&&Difference| {
        let outlook = futures.outlook(&found.scenario, &found.metric, &found.area)?;
        let counts = outlook.counts?;
        // Small ones are of no weight by their verdict already.
        let is_other = match found.verdict {
            Verdict::Better | Verdict::Higher => counts.side != Side::Better,
            Verdict::Worse | Verdict::Lower => counts.side != Side::Worse,
            _ => return None,
        };
        let hangs = is_other || counts.word == Word::Depends;
        let name = metric::entry(&found.metric).name;
        let said = both_doubts(found.verdict, outlook, futures.origin);
        hangs.then(|| Phrase {
            en: format!("{}: {}.", capital(name.en), said.en),
            zh: format!("{}：{}。", name.zh, said.zh),
        })
    };
    own.iter().filter_map(|found| told(&found)).collect()
}

/// A text with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

fn header(has_intervals: bool, language: Language) -> Vec<String> {
    let words = match (language, has_intervals) {
        (Language::En, true) => ["outcome", "baseline", "difference, interval", "verdict"],
        (Language::En, false) => ["outcome", "baseline", "difference", "verdict"],
        (Language::Zh, true) => ["结果", "基线", "差异及其区间", "结论"],
        (Language::Zh, false) => ["结果", "基线", "差异", "结论"],
    };
    words.map(str::to_owned).to_vec()
}

/// What the second line of each row is: the same over futures.
fn over_futures(header: &mut [String], futures: &Futures, language: Language) {
    let n = futures.worlds.len();
    let (range, counts) = match language {
        Language::En => ("futures (5-95 %)".to_owned(), format!("futures, of {n}")),
        Language::Zh => ("未来（5-95%）".to_owned(), format!("未来（共 {n} 种）")),
    };
    for (cell, more) in header.iter_mut().skip(2).zip([range, counts]) {
        *cell += &format!("\n{more}");
    }
}

/// The second line of a row: the difference over futures, and in how many it is better or worse.
fn in_futures(of: &Difference, futures: &Futures, language: Language) -> Option<[String; 2]> {
    let outlook = futures.outlook(&of.scenario, &of.metric, &of.area)?;
    let spread = outlook.spread?;
    let shown = metric::entry(&of.metric).shown;
    let range = shown.change([spread.median, spread.low, spread.high]);
    Some([range, in_short(outlook)?.say(language).to_owned()])
}

fn row(comparison: &Comparison, of: &Difference, language: Language) -> Vec<String> {
    let metric = metric::entry(&of.metric);
    let shown = metric.shown;
    let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
    let mut cells = vec![
        metric.name.say(language).to_owned(),
        shown.show(number(of.baseline)),
        shown.change([of.difference, of.low, of.high].map(number)),
        of.verdict.text().say(language).to_owned(),
    ];
    let futures = comparison.futures.as_ref();
    if let Some(second) = futures.and_then(|futures| in_futures(of, futures, language)) {
        for (cell, more) in cells.iter_mut().skip(2).zip(second) {
            *cell += &format!("\n{more}");
        }
    }
    cells
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

const SMALL: Text = Text {
    en: " But small, and no difference that matters: the interval lies within the outcome's margin (cogov explain OUTCOME; --margin sets it).",
    zh: "“幅度小”与“无实际意义的差异”：区间落在该指标的界限之内（见 cogov explain 指标；可用 --margin 设定）。",
};

/// How the intervals are meant, why it stopped, what was saved, whether it is fair.
fn notes(comparison: &Comparison, language: Language) -> String {
    let design = &comparison.design;
    let saved: u64 = comparison.arms.iter().map(|arm| arm.months_saved).sum();
    let run: u64 = comparison.arms.iter().map(|arm| arm.months_run).sum();
    let saved = 100.0 * saved as f64 / (saved + run).max(1) as f64;
    let fair = fairness(comparison, language);
    let adjusted = design.adjusted_for(&comparison.differences);
    let adjusted = adjusted.map(|said| said.say(language).to_owned());
    let certainty = design.certainty().say(language).to_owned();
    let stopped = design.stopped.text().say(language);
    // Of one seed there is no interval, and no word on what lies within one.
    let has_intervals = comparison.differences.iter().any(|found| found.n > 1);
    let lines = match language {
        Language::En => [
            certainty,
            format!(
                "Differences of shares are in percentage points, money is in yuan per adult a year.{}",
                if has_intervals { SMALL.en } else { "" }
            ),
            format!("{stopped} Forks saved {saved:.0} % of the months. {fair}"),
        ],
        Language::Zh => [
            certainty,
            format!(
                "比率的差异以百分点计，金额为元/成人·年。{}",
                if has_intervals { SMALL.zh } else { "" }
            ),
            format!("{stopped}分叉节省了 {saved:.0}% 的模拟月。{fair}"),
        ],
    };
    // Where no scenario has another history, there is no interval and no verdict to explain.
    let is_told = comparison.arms[1..].iter().any(|arm| arm.same.is_none());
    let lines = lines.into_iter().skip(if is_told { 0 } else { 2 });
    let lines = lines.chain(adjusted.filter(|_| is_told));
    let parts = metric::parts_of_years(design.months, design.burn_in);
    let parts = parts.map(|said| said.say(language).to_owned());
    let futures = futures(comparison).into_iter().map(|said| said.say(language).to_owned());
    let lines = lines.chain(futures.filter(|_| is_told));
    let years = years_in_part(comparison).map(|said| said.say(language).to_owned());
    let asked = asked(comparison).into_iter().map(|said| said.say(language).to_owned());
    let lines = lines.chain(parts).chain(years).chain(asked);
    let lines: Vec<String> = lines.map(|line| paragraph(&line, "", "")).collect();
    format!("\n{}\n", lines.join("\n"))
}

/// What worlds tell besides the lines of the tables.
fn futures(comparison: &Comparison) -> Vec<Phrase> {
    let Some(futures) = &comparison.futures else { return Vec::new() };
    futures.meant().into_iter().chain(futures.best()).collect()
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

/// Where the files are.
pub fn files(folder: &Path, result: &str, language: Language) -> String {
    let (folder, result) = (folder.display(), short(result));
    say!(en "Files: {folder} (result {result})" zh "文件：{folder}（结果 {result}）").pick(language)
}

/// A check that does not hold: a defect of the program.
pub fn unfair(check: &Check, language: Language) -> String {
    let what = match check.kind {
        CheckKind::Placebo => Text {
            en: "the baseline under another name gave another history",
            zh: "基线换名后结果不同",
        },
        CheckKind::SameUntilPolicy => Text {
            en: "histories differed before the policy did",
            zh: "政策实施前两段历史已不同",
        },
        CheckKind::Fork => Text {
            en: "a run that went on from the baseline's history differs from a whole one",
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
