//! Whose life: the text `COMMUNITY/NUMBER`, read and written.

use super::Pair;
use crate::cli::columns::paragraph;
use crate::experiment::trace::{Subject, Trace};
use crate::place::CommunityRow;
use crate::quantity::{Language, Text};
use words::say;

/// Ids of newcomers begin here; those of the first residents are below.
const NEWCOMERS: u32 = 1 << 31;

/// Reads a resident.
///
/// # Errors
/// A message, if there can be none of this text.
pub fn resident(word: &str, pair: &Pair) -> Result<Subject, String> {
    let (community, id) = read::<u32>("--resident", word, pair)?;
    let adults = pair.scenarios[0].place.communities[community].adults;
    if (adults..NEWCOMERS).contains(&id) {
        return Err(not_among_the_first(word, &pair.community(community), adults, pair.language));
    }
    Ok(Subject::Resident(community, id))
}

/// Reads a post.
///
/// # Errors
/// A message, if there can be none of this text.
pub fn post(word: &str, pair: &Pair) -> Result<Subject, String> {
    let (community, number) = read::<u16>("--cadre", word, pair)?;
    Ok(Subject::Post(community, number))
}

/// Reads `COMMUNITY/NUMBER`: the community by its code, or by its name where that is unique.
fn read<T: std::str::FromStr>(option: &str, word: &str, pair: &Pair) -> Result<(usize, T), String> {
    let number = |number: &str| number.trim().parse::<T>().ok();
    let split = word.rsplit_once('/').and_then(|(of, last)| Some((of.trim(), number(last)?)));
    let Some((community, number)) = split else {
        let example = pair.id(0, 3);
        return Err(say!(
            en "error: {option} '{word}' is not COMMUNITY/NUMBER, as in {example}"
            zh "错误：{option} '{word}' 应写作 社区/编号，例如 {example}"
        )
        .pick(pair.language));
    };
    Ok((find(option, community, pair)?, number))
}

/// The position of a community, by code or name.
/// Names of a community in all languages.
fn names(row: &CommunityRow) -> impl Iterator<Item = &String> {
    [&row.name].into_iter().chain(&row.given.name_zh)
}

fn find(option: &str, word: &str, pair: &Pair) -> Result<usize, String> {
    let rows = &pair.scenarios[0].place.communities;
    if let Some(at) = rows.iter().position(|row| row.code == word) {
        return Ok(at);
    }
    let plain = word.to_lowercase();
    let named: Vec<usize> = (0..rows.len())
        .filter(|&at| names(&rows[at]).any(|name| name.to_lowercase() == plain))
        .collect();
    match named.as_slice() {
        [at] => Ok(*at),
        [] => {
            let near = rows
                .iter()
                .flat_map(|row| names(row).chain([&row.code]))
                .min_by_key(|known| strsim::damerau_levenshtein(&known.to_lowercase(), &plain));
            let near = near.map_or("", String::as_str);
            Err(say!(
                en "error: {option}: unknown community '{word}'; did you mean '{near}'?"
                zh "错误：{option}：未知社区 '{word}'；是否指 '{near}'？"
            )
            .pick(pair.language))
        }
        several => {
            let codes: Vec<&str> = several.iter().map(|&at| rows[at].code.as_str()).collect();
            Err(match pair.language {
                Language::En => format!(
                    "error: {option}: {} communities are called '{word}'\n  give the code of one: {}",
                    codes.len(),
                    codes.join(", ")
                ),
                Language::Zh => format!(
                    "错误：{option}：有 {} 个社区名为 '{word}'\n  请给出其中一个的代码：{}",
                    codes.len(),
                    codes.join("、")
                ),
            })
        }
    }
}

fn not_among_the_first(word: &str, community: &str, adults: u32, language: Language) -> String {
    let first = match (adults.checked_sub(1), language) {
        (Some(last), Language::En) => {
            format!("the first residents of {community} have the numbers 0 to {last}")
        }
        (Some(last), Language::Zh) => format!("{community}的首批居民编号为 0 至 {last}"),
        (None, Language::En) => format!("{community} begins empty"),
        (None, Language::Zh) => format!("{community}起初无人居住"),
    };
    let (error, later) = match language {
        Language::En => (
            format!("error: --resident: there is no resident {word}"),
            format!("; newcomers have numbers from {NEWCOMERS} on, shown without --resident"),
        ),
        Language::Zh => (
            format!("错误：--resident：没有居民 {word}"),
            format!("；新来居民的编号自 {NEWCOMERS} 起，不带 --resident 时列出"),
        ),
    };
    format!("{error}\n{}", paragraph(&(first + &later), "  ", "  "))
}

/// Why there is nothing to show: the subject was seen in neither world.
pub fn nobody(trace: &Trace, pair: &Pair) -> String {
    let word = pair.subject(trace.subject);
    let option = match trace.subject {
        Subject::Resident(..) => "--resident",
        Subject::Post(..) => "--cadre",
    };
    let near = trace.nearest.map_or(String::new(), |near| {
        let near = pair.id(trace.subject.community(), near);
        let text = Text { en: "\n  the nearest is", zh: "\n  最接近的是" };
        format!("{} {near}", text.say(pair.language))
    });
    say!(
        en "error: {option}: {word} was seen in neither history{near}"
        zh "错误：{option}：两段历史中均未出现 {word}{near}"
    )
    .pick(pair.language)
}
