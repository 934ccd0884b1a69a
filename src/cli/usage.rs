//! What is wrong with a command line, in the voice of all other messages.

use std::error::Error;

use clap::error::{ContextKind, ErrorKind};

use super::measure::thousands;
use crate::quantity::{Language, Phrase, Text};
use words::say;

/// A usage error: what is wrong, the nearest valid word, and where help is.
pub fn explain(error: &clap::Error, language: Language) -> String {
    let label = Text { en: "error: ", zh: "错误：" }.say(language);
    let what = match language {
        Language::En => english(error),
        Language::Zh => chinese(error),
    };
    format!("{label}{what}\n  {}", help(error, language))
}

/// Where help is: that of the command that was asked for, if it got so far.
fn help(error: &clap::Error, language: Language) -> String {
    // The usage that the error carries begins with the command.
    let usage = get(error, ContextKind::Usage);
    let lower = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = usage.split_whitespace().skip_while(|word| *word != "cogov");
    let command: Vec<&str> = words.take_while(lower).collect();
    let command = if command.is_empty() { "cogov".to_owned() } else { command.join(" ") };
    say!(en "'{command} --help' tells more" zh "可用 '{command} --help --lang zh' 查看说明")
        .pick(language)
}

fn get(error: &clap::Error, kind: ContextKind) -> String {
    error.get(kind).map(ToString::to_string).unwrap_or_default()
}

/// The nearest valid word.
fn near(error: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
        .into_iter()
        .map(|kind| get(error, kind))
        .find(|near| !near.is_empty())
}

fn english(error: &clap::Error) -> String {
    let (argument, value) =
        (get(error, ContextKind::InvalidArg), get(error, ContextKind::InvalidValue));
    let near = near(error).map(|near| format!("; did you mean '{near}'?")).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if is_number(&argument) => {
            format!("'{argument}...' is read as an argument: a number below zero is no value here")
        }
        ErrorKind::UnknownArgument => format!("unknown argument '{argument}'{near}"),
        ErrorKind::InvalidSubcommand => {
            format!("unknown command '{}'{near}", get(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("'{argument}' lacks its value"),
        ErrorKind::InvalidValue => {
            let valid = get(error, ContextKind::ValidValue);
            format!("'{value}' is no value of '{argument}'; it takes {valid}{near}")
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            let why = match whole(&argument, &value, &why) {
                Some(meant) => format!(": a whole number is wanted, in digits alone{}", meant.en),
                None if why.is_empty() => String::new(),
                None => format!(": {why}"),
            };
            if why.is_empty() {
                return format!("'{value}' is no value of '{argument}'");
            }
            let flag = argument.split(' ').next().unwrap_or_default();
            format!("{flag} '{value}'{why}")
        }
        ErrorKind::MissingRequiredArgument if argument.contains("SCENARIO") => {
            "SCENARIO is missing: give a file, or the name of a shipped one".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("{} is missing", argument.replace('\n', " ")),
        ErrorKind::MissingSubcommand => "a command is missing".to_owned(),
        ErrorKind::ArgumentConflict => {
            let prior = get(error, ContextKind::PriorArg);
            if prior.is_empty() || prior == argument {
                format!("'{argument}' may be given once only")
            } else {
                format!("'{argument}' cannot be used with '{prior}'")
            }
        }
        _ => plain(error),
    }
}

fn chinese(error: &clap::Error) -> String {
    let (argument, value) =
        (get(error, ContextKind::InvalidArg), get(error, ContextKind::InvalidValue));
    let near = near(error).map(|near| format!("；是否指 '{near}'？")).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if is_number(&argument) => {
            format!("'{argument}…' 被当作参数：此处不取负数")
        }
        ErrorKind::UnknownArgument => format!("未知参数 '{argument}'{near}"),
        ErrorKind::InvalidSubcommand => {
            format!("未知命令 '{}'{near}", get(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("参数 '{argument}' 缺少取值"),
        ErrorKind::InvalidValue => {
            let valid = get(error, ContextKind::ValidValue);
            format!("'{value}' 不是 '{argument}' 的有效取值，可取：{valid}{near}")
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            // A whole number out of its range: clap's reader names the range.
            let rule = match why.split_once(" is not in ") {
                Some((_, range)) => format!("：应为 {range} 之内的整数"),
                None => rule(&argument).to_owned(),
            };
            let meant = whole(&argument, &value, &why).map_or_else(String::new, |meant| meant.zh);
            let rule = if rule.is_empty() && !meant.is_empty() {
                format!("：应为整数，只写数字{meant}")
            } else {
                rule + &meant
            };
            format!("'{value}' 不是 '{argument}' 的有效取值{rule}")
        }
        ErrorKind::MissingRequiredArgument if argument.contains("SCENARIO") => {
            "缺少情景：请给出情景文件或自带情景的名称".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            let prior = get(error, ContextKind::PriorArg);
            if prior.is_empty() || prior == argument {
                format!("参数 '{argument}' 只能给出一次")
            } else {
                format!("参数 '{argument}' 不能与 '{prior}' 同时使用")
            }
        }
        _ => plain(error),
    }
}

/// Whether what was taken for an argument begins like a number below zero.
fn is_number(argument: &str) -> bool {
    argument.strip_prefix('-').is_some_and(|rest| rest.starts_with(|of: char| of.is_ascii_digit()))
}

/// What to write where a whole number is wanted and something else stands, as the reader of numbers says in
/// words of its own; empty where that cannot be told.
fn whole(argument: &str, value: &str, why: &str) -> Option<Phrase> {
    let is_one = ["invalid digit", "empty string", "too large to fit", "too small to fit"];
    if !is_one.iter().any(|words| why.contains(words)) {
        return None;
    }
    Some(digits_meant(argument, value).map_or_else(
        || Phrase::same(String::new()),
        |digits| Phrase { en: format!(": write {digits}"), zh: format!("：请写 {digits}") },
    ))
}

/// The digits of a whole number in another writing: 200,000, 64.0, 1e3, 20万; of months also 3y.
fn digits_meant(argument: &str, value: &str) -> Option<String> {
    let year = if argument.starts_with("--months") { 12.0 } else { f64::NAN };
    let ends = [("万", 1e4), ("years", year), ("year", year), ("年", year), ("y", year), ("", 1.0)];
    let (digits, times) =
        ends.iter().find_map(|&(end, times)| Some((value.trim().strip_suffix(end)?, times)))?;
    let digits = thousands(digits.trim()).unwrap_or_else(|| digits.trim().replace([' ', '_'], ""));
    let number = digits.parse::<f64>().ok()? * times;
    let is_whole = number.fract() == 0.0 && (0.0..=1e9).contains(&number);
    is_whole.then(|| format!("{number}"))
}

/// What no sentence of ours is for, without a label of its own.
fn plain(error: &clap::Error) -> String {
    let text = error.to_string();
    text.trim().trim_start_matches("error: ").to_owned()
}

/// What an argument takes, in Chinese; in English its reader says so.
fn rule(argument: &str) -> &'static str {
    match argument.split(' ').next() {
        Some("--seeds") => "：写作 N（至少为 1）或 A..B（B 不小于 A），最多 1000000 个种子",
        Some("--threads") => "：应为 1 至 1024 的整数",
        Some(
            "--months" | "--adults" | "--communities" | "--counties" | "--urban" | "--rural"
            | "--pastoral",
        ) => "：应为正整数",
        Some("--seed") => "：应为非负整数",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::super::chinese::translate;
    use super::*;

    #[test]
    fn a_wrong_command_line_is_explained_in_both_languages() {
        for (words, en, zh) in [
            (&["run"][..], "SCENARIO is missing", "缺少情景"),
            (&["rum"], "unknown command 'rum'", "未知命令 'rum'"),
            (&["run", "baseline", "--sets=1"], "did you mean '--set'", "是否指 '--set'"),
            (&["run", "baseline", "--seeds=0"], "A..B", "A..B"),
            (&["compare", "a", "b", "--worlds=-3"], "0..=2000", "0..=2000"),
            (&["run", "baseline", "--threads=x"], "whole number", "1024"),
            (&["run", "baseline", "--months=3y"], "write 36", "请写 36"),
            (&["run", "baseline", "--months=36.0"], "write 36", "请写 36"),
            (&["compare", "a", "b", "--worlds=1e2"], "write 100", "请写 100"),
            (
                &["place", "generate", "--counties=1", "--adults=200,000"],
                "write 200000",
                "请写 200000",
            ),
            (&["place", "generate", "--counties=1", "--adults=20万"], "write 200000", "200000"),
            (&["choose", "--goal=trust", "--alpha=5"], "--alpha '5'", "'--alpha <ALPHA>'"),
            (&["run", "baseline", "--months", "-1"], "below zero", "负数"),
            (&["run", "baseline", "--detail=cunty"], "did you mean 'county'", "是否指 'county'"),
            (&["run", "baseline", "--force", "--force"], "once", "一次"),
            (
                &["trace", "a", "b", "--resident=a/1", "--cadre=a/1"],
                "cannot be used with '--cadre",
                "不能与 '--cadre",
            ),
        ] {
            let words = ["cogov"].iter().chain(words);
            let error = Cli::command().try_get_matches_from(words.clone()).unwrap_err();
            let text = explain(&error, Language::En);
            assert!(text.contains(en) && text.starts_with("error: "), "{text}");
            let error = translate(Cli::command()).try_get_matches_from(words).unwrap_err();
            let text = explain(&error, Language::Zh);
            assert!(text.contains(zh) && text.starts_with("错误："), "{text}");
        }
    }
}
