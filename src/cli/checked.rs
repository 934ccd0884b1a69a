//! What `cogov verify` says: what is run again, file by file what was found, and what it means.

use unicode_width::UnicodeWidthStr;

use super::columns::paragraph;
use crate::output::short;
use crate::output::verify::{Build, Checked, Refusal, Stored};
use crate::quantity::{Language, Text, agreed};

/// Seeds that are listed one by one.
const MOST_LISTED: usize = 12;

/// Interrupted before the end.
pub const INTERRUPTED: Text = Text {
    en: "interrupted before all seeds were run again: nothing can be said of the result",
    zh: "运行中断，尚未重新运行全部所抽种子，无法对结果下结论",
};

/// No room for the rows of seeds that are run again.
pub const NO_ROOM: Text = Text {
    en: "seeds that are run again need room in the folder for temporary files (TMPDIR)",
    zh: "重新运行种子需要临时文件夹（TMPDIR）中有空间",
};

/// What is run again of a result.
pub struct Drawn<'a> {
    /// The result.
    pub stored: &'a Stored,
    /// The seeds of each scenario.
    pub seeds: &'a [Vec<u64>],
    /// The number that drew them; none where all are run.
    pub number: Option<u64>,
}

/// A warning where another build made the result.
pub fn build(build: Build, language: Language) -> Option<String> {
    let text = match (build, language) {
        (Build::Same, _) => return None,
        (Build::SameNumbers, Language::En) => {
            "warning: the result was made by a build of other sources, of which those that decide \
             numbers are the same: rows are checked, pages are not made again"
        }
        (Build::SameNumbers, Language::Zh) => {
            "警告：该结果由另一份源代码构建的程序生成，其中决定数值的部分相同：检查各行，不重新生成页面"
        }
        (Build::Another, Language::En) => {
            "warning: the result was made by a build whose numbers may be others"
        }
        (Build::Another, Language::Zh) => "警告：该结果由另一构建生成，数值可能不同",
    };
    Some(paragraph(text, "", "  "))
}

/// What looking at the bytes showed.
pub fn bytes(stored: &Stored, language: Language) -> String {
    let (files, edited) = (stored.receipt.files.len() + 1, stored.edited.len());
    let text = match (language, edited) {
        (Language::En, 0) => format!("Bytes: {files} files, each as its receipt says (SHA-256)"),
        (Language::Zh, 0) => format!("字节：{files} 个文件均与来源记录一致（SHA-256）"),
        (Language::En, _) => {
            format!("Bytes: {edited} of {files} files are NOT what the receipt says")
        }
        (Language::Zh, _) => format!("字节：{files} 个文件中有 {edited} 个与来源记录不符"),
    };
    let mut lines = vec![text];
    for (file, change) in &stored.edited {
        lines.push(paragraph(&format!("{file}: {}", change.text().say(language)), "  ", "    "));
    }
    lines.join("\n")
}

/// What could not be checked; nothing where all was.
pub fn unchecked(stored: &Stored, build: Build, language: Language) -> Option<String> {
    let could_pass =
        |name: &&String| [".csv", ".toml", ".json", ".html"].iter().any(|end| name.ends_with(end));
    let mut what: Vec<String> = Vec::new();
    if build != Build::Same {
        let text = Text {
            en: "report.html and dictionary.csv (made by other sources)",
            zh: "report.html 与 dictionary.csv（由另一份源代码生成）",
        };
        let page = Text {
            en: "report.html (made by other sources)",
            zh: "report.html（由另一份源代码生成）",
        };
        let text = if stored.report.is_none() { text } else { page };
        what.push(text.say(language).to_owned());
    }
    let own = Text { en: "(not of the result)", zh: "（不属于该结果）" }.say(language);
    what.extend(stored.others.iter().filter(could_pass).map(|name| format!("{name} {own}")));
    if what.is_empty() {
        return None;
    }
    let text = match language {
        Language::En => format!("error: not checked: {}", what.join(", ")),
        Language::Zh => format!("错误：未检查：{}", what.join("、")),
    };
    Some(paragraph(&text, "", "  "))
}

/// Files that lie beside the result.
pub fn others(stored: &Stored, language: Language) -> Option<String> {
    if stored.others.is_empty() {
        return None;
    }
    let text = match language {
        Language::En => format!("Not of the result: {}", stored.others.join(", ")),
        Language::Zh => format!("不属于该结果：{}", stored.others.join("、")),
    };
    Some(paragraph(&text, "", "  "))
}

/// What is checked.
pub fn heading(of: &Drawn, language: Language) -> String {
    let Stored { folder, receipt, arms, .. } = of.stored;
    let (folder, version, name) = (folder.display(), &receipt.version, short(&receipt.result));
    let names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
    let (seeds, commit) = (of.stored.seeds().len(), short(&receipt.commit));
    let drawn = of.seeds.first().map_or(&[][..], Vec::as_slice);
    let list = list(drawn, language);
    let first = match language {
        Language::En => format!(
            "{folder}: {}, {seeds} seed{}, result {name}, made by cogov {version} (commit {commit})",
            names.join(", "),
            if seeds == 1 { "" } else { "s" }
        ),
        Language::Zh => format!(
            "{folder}：{}，{seeds} 个种子，结果 {name}，由 cogov {version}（提交 {commit}）生成",
            names.join("、")
        ),
    };
    let second = match (language, of.number) {
        (Language::En, None) => format!("Run again: all seeds ({list})"),
        (Language::Zh, None) => format!("重新运行：全部种子（{list}）"),
        (Language::En, Some(number)) => agreed(&format!(
            "Run again: {} of {seeds} seeds ({list}), drawn by --sample-seed {number}",
            drawn.len()
        )),
        (Language::Zh, Some(number)) => format!(
            "重新运行：{seeds} 个种子中的 {} 个（{list}），由 --sample-seed {number} 抽取",
            drawn.len()
        ),
    };
    format!("{}\n{}", paragraph(&first, "", "  "), paragraph(&second, "", "  "))
}

fn list(seeds: &[u64], language: Language) -> String {
    let comma = if language == Language::En { ", " } else { "、" };
    let mut words: Vec<String> = seeds.iter().take(MOST_LISTED).map(u64::to_string).collect();
    if seeds.len() > MOST_LISTED {
        words.push("…".to_owned());
        words.extend(seeds.last().map(u64::to_string));
    }
    words.join(comma)
}

/// What was found, a line a file.
pub fn files(of: &Drawn, files: &[Checked], language: Language) -> String {
    let all = of.number.is_none();
    let width = files.iter().map(|file| file.file.width()).max().unwrap_or(0);
    let line = |file: &Checked| {
        let (rows, count) = (file.rows, file.count);
        let what = match (language, file.file.as_str(), count) {
            (Language::En, "report.html" | "brief.html", 0) => {
                "the same when made again".to_owned()
            }
            (Language::Zh, "report.html" | "brief.html", 0) => "重新生成后相同".to_owned(),
            (Language::En, "report.json", 0) if all => "the same when made again".to_owned(),
            (Language::Zh, "report.json", 0) if all => "重新生成后相同".to_owned(),
            (Language::En, "report.json", 0) => {
                if rows == 1 {
                    "1 difference follows from runs.csv".to_owned()
                } else {
                    format!("{rows} differences follow from runs.csv")
                }
            }
            (Language::Zh, "report.json", 0) => format!("{rows} 项差异均可由 runs.csv 得出"),
            (Language::En, "choice.json", 0) => format!("{rows} parts, the same when made again"),
            (Language::Zh, "choice.json", 0) => format!("{rows} 个部分，重新得出后相同"),
            (Language::En, "lives.csv", 0) => {
                agreed(&format!("{rows} rows of winners.csv follow from it"))
            }
            (Language::Zh, "lives.csv", 0) => format!("winners.csv 的 {rows} 行可由其得出"),
            (Language::En, _, 0) => agreed(&format!("{rows} rows, the same to the byte")),
            (Language::Zh, _, 0) => format!("{rows} 行，逐字节相同"),
            (Language::En, _, 1) => "1 DIFFERENCE".to_owned(),
            (Language::En, ..) => format!("{count} DIFFERENCES"),
            (Language::Zh, ..) => format!("{count} 处不同"),
        };
        format!("  {:<width$}  {what}", file.file)
    };
    files.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The result holds, as far as it was checked.
pub fn holds(of: &Drawn, language: Language) -> String {
    let held = Text {
        en: "The result holds: scenario and place are those that were run, and the seeds run again \
             give the same bytes.",
        zh: "结果无误：情景和地点与当时运行的一致，重新运行的种子逐字节相同。",
    };
    let left_out = match (of.number, &of.stored.report) {
        (None, _) => Text { en: "", zh: "" },
        (Some(_), None) if of.stored.choice.is_some() => Text {
            en: " Of the other seeds only number, order and keys of the rows were looked at. The race \
                 follows from these rows; what worlds showed is made again with --all only.",
            zh: "其余种子只检查了行数、次序和键。淘汰过程可由各行得出；各世界的结果仅在使用 --all 时重新计算。",
        },
        (Some(_), None) => Text {
            en: " Of the other seeds only number, order and keys of the rows were looked at.",
            zh: "其余种子只检查了行数、次序和键。",
        },
        (Some(_), Some(_)) => Text {
            en: " What report.json says of single months and years, of residents and of money is \
                 made again with --all only.",
            zh: "report.json 中有关各月、各年、居民和资金的内容仅在使用 --all 时重新计算。",
        },
    };
    let text = format!("{}{}", held.say(language), left_out.say(language));
    paragraph(&text, "", "  ")
}

/// The result does not hold: where, and what that may mean.
pub fn fails(of: &Drawn, files: &[Checked], language: Language) -> String {
    let edited = of.stored.edited.len() as u64;
    let count = edited + files.iter().map(|file| file.count).sum::<u64>();
    let folder = of.stored.folder.display();
    let mut lines = vec![match language {
        Language::En => format!(
            "error: {folder} does not hold: {count} difference{}",
            if count == 1 { "" } else { "s" }
        ),
        Language::Zh => format!("错误：{folder} 的结果有误：{count} 处不同"),
    }];
    let bytes =
        Text { en: "the bytes are not those of the receipt", zh: "字节与来源记录不符" };
    for (file, change) in &of.stored.edited {
        let what = format!("{file}: {} ({})", change.text().say(language), bytes.say(language));
        lines.push(paragraph(&what, "  ", "    "));
    }
    for file in files {
        let told =
            file.mismatches.iter().map(|found| paragraph(&found.say(language), "  ", "    "));
        lines.extend(told);
        let more = file.count - file.mismatches.len() as u64;
        if more > 0 {
            lines.push(match language {
                Language::En => format!("  {}: and {more} more", file.file),
                Language::Zh => format!("  {}：另有 {more} 处", file.file),
            });
        }
    }
    let meaning = Text {
        en: "What it may mean: a file was changed after the run; the program that made it was \
             built from changed source or for another kind of machine; or cogov has a defect. Run \
             the scenario of the result again elsewhere to see, and report a defect with both results.",
        zh: "可能的原因：文件在运行后被改动；生成结果的程序由改动过的源代码构建，或在另一类机器上构建；\
             或 cogov 有缺陷。请在别处重新运行结果中的情景加以核实；如为缺陷，请连同两份结果一并报告。",
    };
    lines.push(paragraph(meaning.say(language), "", "  "));
    lines.join("\n")
}

/// Why a result cannot be checked, and what to do.
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    let word = Text { en: "error: cannot be checked: ", zh: "错误：无法检查：" };
    let why = format!("{}{}", word.say(language), refusal.say(language));
    format!("{}\n{}", paragraph(&why, "", "  "), paragraph(&refusal.remedy(language), "  ", "  "))
}
