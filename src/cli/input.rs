//! What commands that run scenarios share: seeds, threads, scenarios.

use std::path::Path;

use super::{memory, say_error};
use crate::explain::near_metrics;
use crate::metric::{self, METRICS};
use crate::output::same_but_for_case;
use crate::quantity::{Language, Text};
use crate::scenario::{Loaded, Options, load, render};
use words::say;

/// Seeds of a command, ascending.
#[derive(Clone)]
pub struct Seeds(pub Vec<u64>);

/// The most seeds of one command.
const MOST_SEEDS: u64 = 1_000_000;

/// Reads `N` or `A..B`.
pub fn parse_seeds(text: &str) -> Result<Seeds, String> {
    let whole = |word: &str| {
        word.trim()
            .parse::<u64>()
            .map_err(|_| format!("'{word}' is not a whole number, as in 40 or 21..40"))
    };
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (whole(first)?, whole(last.trim_start_matches('='))?),
        None => (1, whole(text)?),
    };
    if last < first {
        return Err(format!(
            "no seeds from {first} to {last}; give N of at least 1, or A..B with B not below A"
        ));
    }
    if last - first >= MOST_SEEDS {
        return Err(format!("more than {MOST_SEEDS} seeds; give fewer"));
    }
    Ok(Seeds((first..=last).collect()))
}

/// The position of a metric in the registry.
///
/// # Errors
/// A message with the nearest identifier, if there is none of this one.
pub fn find_metric(option: &str, id: &str, language: Language) -> Result<usize, String> {
    metric::find(id).ok_or_else(|| {
        let near: Vec<String> = near_metrics(id)
            .into_iter()
            .take(3)
            .map(|near| match language {
                Language::En => format!("'{}' ({})", METRICS[near].id, METRICS[near].name.en),
                Language::Zh => format!("'{}'（{}）", METRICS[near].id, METRICS[near].name.zh),
            })
            .collect();
        match (language, near.as_slice()) {
            (Language::En, []) => format!(
                "error: {option}: unknown metric '{id}'\n  cogov explain metrics lists them"
            ),
            (Language::Zh, []) => {
                format!("错误：{option}：未知指标 '{id}'\n  cogov explain 指标 列出全部指标")
            }
            (Language::En, near) => format!(
                "error: {option}: unknown metric '{id}'; did you mean {}?",
                near.join(" or ")
            ),
            (Language::Zh, near) => {
                format!("错误：{option}：未知指标 '{id}'；是否指 {}？", near.join("或"))
            }
        }
    })
}

/// The positions of metrics in the registry, ascending; `all` stands for all.
///
/// # Errors
/// As of [`find_metric`].
pub fn find_metrics(
    option: &str,
    ids: &[String],
    language: Language,
) -> Result<Vec<usize>, String> {
    if ids.iter().any(|id| id.trim() == "all") {
        return Ok((0..METRICS.len()).collect());
    }
    let found = ids.iter().map(|id| find_metric(option, id.trim(), language));
    let mut found = found.collect::<Result<Vec<usize>, String>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Why a result of this name cannot stand beside what is in a folder, where that is so.
pub fn beside(out: &Path, name: &str, language: Language) -> Option<String> {
    let other = same_but_for_case(out, name)?;
    let other = other.display();
    Some(say!(
        en "error: `{name}` cannot stand beside {other}: on Windows and macOS capital and small \
             letters are the same\n  give another name, or write elsewhere with --out DIR"
        zh "错误：`{name}` 不能与 {other} 并存：在 Windows 和 macOS 上大小写视为相同\n  \
             请另取名称，或用 --out 目录 写入别处"
    ).pick(language))
}

/// Reads all scenarios before any runs; prints faults and warnings. Nothing where there are faults.
pub fn load_all(names: &[String], options: &Options, language: Language) -> Option<Vec<Loaded>> {
    let mut all = Vec::new();
    let mut faulty = false;
    // What all files have in common, as a place's table, is told once.
    let mut told: Vec<String> = Vec::new();
    let mut tell = |text: String| {
        if !told.contains(&text) {
            say_error(&text);
            told.push(text);
        }
    };
    for name in names {
        match load(name, options) {
            Ok(loaded) => {
                for warning in &loaded.warnings {
                    tell(render(std::slice::from_ref(warning), language, false));
                }
                if let Some(refusal) = memory::refusal(&loaded.scenario.place, 1, language) {
                    tell(refusal);
                    faulty = true;
                }
                all.push(loaded);
            }
            Err(faults) => {
                tell(faults.render(language));
                faulty = true;
            }
        }
    }
    if let Some([one, other]) = namesakes(&all) {
        say_error(&match language {
            Language::En if one == other => format!("error: two scenarios have one name: '{one}'"),
            Language::Zh if one == other => format!("错误：两个情景同名：'{one}'"),
            Language::En => format!(
                "error: two scenarios have one name but for capital letters, which are the same on \
                 Windows and macOS: '{one}' and '{other}'"
            ),
            Language::Zh => format!(
                "错误：两个情景的名称仅大小写不同，在 Windows 和 macOS 上视为相同：'{one}' 与 '{other}'"
            ),
        });
        let remedy = Text {
            en: "  give one of the files another `name`: results go to a folder of that name",
            zh: "  请给其中一个文件另取`name`：结果文件夹以它命名",
        };
        say_error(remedy.say(language));
        faulty = true;
    }
    (!faulty).then_some(all)
}

/// Two scenarios of which the folders of results could not stand side by side everywhere.
fn namesakes(all: &[Loaded]) -> Option<[&str; 2]> {
    let names = || all.iter().map(|loaded| loaded.scenario.name.as_str());
    let folded: Vec<String> = names().map(str::to_lowercase).collect();
    names().enumerate().find_map(|(at, name)| {
        let first = folded.iter().position(|other| *other == folded[at])?;
        (first < at).then(|| [all[first].scenario.name.as_str(), name])
    })
}

/// The last line of a check that found faults.
pub fn count_of_faults(faults: usize, language: Language) -> String {
    match language {
        Language::En if faults == 1 => "1 fault; nothing was run or written.".to_owned(),
        Language::En => format!("{faults} faults; nothing was run or written."),
        Language::Zh => format!("共{faults}处错误，未运行也未写入任何内容。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_metric_suggests_the_metric() {
        for (word, metric) in [
            ("turnover", "staff_turnover"),
            ("staff turnover", "staff_turnover"),
            ("unmet", "unmet_need"),
            ("trsut", "trust"),
            ("流失", "staff_turnover"),
        ] {
            let near = near_metrics(word);
            assert_eq!(near.first().map(|&at| METRICS[at].id), Some(metric), "{word}");
        }
    }

    #[test]
    fn seeds_are_a_number_or_a_range() {
        assert_eq!(parse_seeds("3").map(|seeds| seeds.0), Ok(vec![1, 2, 3]));
        assert_eq!(parse_seeds("21..23").map(|seeds| seeds.0), Ok(vec![21, 22, 23]));
        for wrong in ["0", "-1", "5..2", "a..b", "1.5", "", "0..99999999999"] {
            assert!(parse_seeds(wrong).is_err(), "{wrong}");
        }
    }
}
