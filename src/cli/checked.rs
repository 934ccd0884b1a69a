//! What `cogov verify` says: what is run again, file by file what was found, and what it means.

use unicode_width::UnicodeWidthStr;

use super::columns::paragraph;
use crate::output::verify::{Build, Checked, Refusal, Stored, short};
use crate::quantity::{Language, Text};

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

/// A warning where nobody can tell whether this program is the one that made the result.
pub fn build(stored: &Stored, language: Language) -> Option<String> {
    let text = match (stored.build(), language) {
        (Build::Same, _) => return None,
        (Build::Another, Language::En) => format!(
            "warning: the result was made by another build of this version (commit {}, this is {})",
            short(&stored.commit),
            short(crate::output::COMMIT)
        ),
        (Build::Another, Language::Zh) => format!(
            "警告：该结果由本版本的另一构建生成（提交 {}，本程序为 {}）",
            short(&stored.commit),
            short(crate::output::COMMIT)
        ),
        (Build::Unknown, Language::En) => "warning: it is not known from which commit the result \
            or this program was built; only the version is the same"
            .to_owned(),
        (Build::Unknown, Language::Zh) => {
            "警告：不知该结果或本程序由哪个提交构建，只知版本相同".to_owned()
        }
    };
    Some(paragraph(&text, "", "  "))
}

/// What is checked.
pub fn heading(of: &Drawn, language: Language) -> String {
    let Stored { folder, version, commit, arms, .. } = of.stored;
    let folder = folder.display();
    let names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
    let (seeds, commit) = (of.stored.seeds().len(), short(commit));
    let drawn = of.seeds.first().map_or(&[][..], Vec::as_slice);
    let list = list(drawn, language);
    let first = match language {
        Language::En => format!(
            "{folder}: {}, {seeds} seed{}, made by cogov {version} (commit {commit})",
            names.join(", "),
            if seeds == 1 { "" } else { "s" }
        ),
        Language::Zh => format!(
            "{folder}：{}，{seeds} 个种子，由 cogov {version}（提交 {commit}）生成",
            names.join("、")
        ),
    };
    let second = match (language, of.number) {
        (Language::En, None) => format!("Run again: all seeds ({list})"),
        (Language::Zh, None) => format!("重新运行：全部种子（{list}）"),
        (Language::En, Some(number)) => format!(
            "Run again: {} of {seeds} seeds ({list}), drawn by --sample-seed {number}",
            drawn.len()
        ),
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
            (Language::En, "report.html", 0) => "the same when made again".to_owned(),
            (Language::Zh, "report.html", 0) => "重新生成后相同".to_owned(),
            (Language::En, "report.json", 0) if all => "the same when made again".to_owned(),
            (Language::Zh, "report.json", 0) if all => "重新生成后相同".to_owned(),
            (Language::En, "report.json", 0) => format!("{rows} differences follow from runs.csv"),
            (Language::Zh, "report.json", 0) => format!("{rows} 项差异均可由 runs.csv 得出"),
            (Language::En, _, 0) => format!("{rows} rows, the same to the byte"),
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
    let count: u64 = files.iter().map(|file| file.count).sum();
    let folder = of.stored.folder.display();
    let mut lines = vec![match language {
        Language::En => format!(
            "error: {folder} does not hold: {count} difference{}",
            if count == 1 { "" } else { "s" }
        ),
        Language::Zh => format!("错误：{folder} 的结果有误：{count} 处不同"),
    }];
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
