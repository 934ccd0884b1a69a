//! What commands that run scenarios share: seeds, threads, scenarios.

use std::num::NonZeroUsize;

use super::{memory, say_error};
use crate::metric::{self, METRICS};
use crate::quantity::{Language, Text};
use crate::scenario::{Loaded, Options, load, render};

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

/// Whether all metrics are asked for by one word.
pub fn is_all(words: &[String]) -> bool {
    matches!(words, [word] if word.trim() == "all")
}

/// The position of a metric in the registry.
///
/// # Errors
/// A message with the nearest identifier, if there is none of this one.
pub fn find_metric(option: &str, id: &str, language: Language) -> Result<usize, String> {
    metric::find(id).ok_or_else(|| {
        let near = nearest_metric(id);
        match language {
            Language::En => {
                format!("error: {option}: unknown metric '{id}'; did you mean '{near}'?")
            }
            Language::Zh => format!("错误：{option}：未知指标 '{id}'；是否指 '{near}'？"),
        }
    })
}

/// The metric that a word may mean: one that has it in its identifier or name, else the nearest in letters.
fn nearest_metric(word: &str) -> &'static str {
    let word = word.to_lowercase().replace([' ', '-'], "_");
    let has = |metric: &metric::Metric| {
        let plain = metric.name.en.to_lowercase().replace([' ', '-'], "_");
        let names = [metric.id, plain.as_str(), metric.name.zh];
        !word.is_empty() && names.iter().any(|name| name.contains(&word))
    };
    let holding = METRICS.iter().filter(|metric| has(metric));
    // One of the main outcomes first: they are what people ask for.
    let holding =
        holding.min_by_key(|metric| (!metric::MAIN.contains(&metric.id), metric.id.len()));
    let by_letters =
        || METRICS.iter().min_by_key(|metric| strsim::damerau_levenshtein(metric.id, &word));
    holding.or_else(by_letters).map_or("", |metric| metric.id)
}

/// Threads asked for, or all processors.
pub fn threads(asked: Option<u16>) -> usize {
    match asked {
        Some(threads) => usize::from(threads),
        None => std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
    }
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
                if let Some(refusal) = memory::refusal(&loaded.scenario.place, language) {
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
    let mut names: Vec<&str> = all.iter().map(|loaded| loaded.scenario.name.as_str()).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        let text = Text {
            en: "error: two scenarios have one name:", zh: "错误：两个情景同名："
        };
        say_error(&format!("{} '{}'", text.say(language), pair[0]));
        let remedy = Text {
            en: "  give one of the files another `name`: results go to a folder of that name",
            zh: "  请给其中一个文件另取`name`：结果文件夹以它命名",
        };
        say_error(remedy.say(language));
        faulty = true;
    }
    (!faulty).then_some(all)
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
            assert_eq!(nearest_metric(word), metric, "{word}");
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
