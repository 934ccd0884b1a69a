//! Rows of totals among those of communities: known by their names, by their adults, or by both.

use std::collections::BTreeMap;

use super::names::key;
use super::problem::{Sign, What};
use super::signs::Line;

/// Words that name a row of totals, without blanks and in small letters.
const WORDS: [&str; 26] = [
    "total",
    "totals",
    "grandtotal",
    "subtotal",
    "sub-total",
    "overall",
    "sum",
    "altogether",
    "all",
    "alltogether",
    "totalsum",
    "合计",
    "总计",
    "小计",
    "总和",
    "共计",
    "总数",
    "累计",
    "汇总",
    "合计数",
    "总计数",
    "全部",
    "本页小计",
    "本页合计",
    "总合计",
    "合计：",
];
/// Words that name one with the name of an area beside them.
const PARTS: [&str; 10] =
    ["total", "subtotal", "sub-total", "合计", "总计", "小计", "共计", "总和", "汇总", "总数"];

/// Words that name a row of averages, or of a part of the row above: no community is called so.
const ABOUT_OTHERS: [&str; 12] = [
    "average",
    "mean",
    "median",
    "ofwhich",
    "平均",
    "平均数",
    "平均值",
    "均值",
    "中位数",
    "户均",
    "村均",
    "其中",
];

/// Whether a name is one of a row about other rows that is no sum of them.
pub(super) fn is_about_others(name: &str) -> bool {
    let name = key(name);
    let name = name.trim_matches([':', '.', '*', '(', ')', '[', ']', '"', '\'', '-']);
    // "其中：城镇", "of which: urban".
    let part = ["其中", "ofwhich"].iter().filter_map(|word| name.strip_prefix(word));
    ABOUT_OTHERS.contains(&name)
        || part.into_iter().any(|rest| rest.starts_with([':', ',', '、', '(']))
}

/// Whether a name is one of totals.
fn is_total(name: &str) -> bool {
    let name = key(name);
    let name = name.trim_matches([':', '.', '*', '(', ')', '[', ']', '"', '\'', '-']);
    let beside = |part: &&str| {
        let rest = name.strip_suffix(*part).or_else(|| name.strip_prefix(*part));
        // "Totalview" is a name: in English the word stands alone.
        rest.is_some_and(|rest| !part.is_ascii() || rest.starts_with(':') || rest.ends_with(':'))
    };
    WORDS.contains(&name) || PARTS.iter().any(beside)
}

/// Whether a name is one of totals, alone or with that of an area.
pub(super) fn names_total(name: &str) -> bool {
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_word = |word: Option<&&str>| {
        word.is_some_and(|word| {
            ["total", "totals", "subtotal"].contains(&word.to_lowercase().as_str())
        })
    };
    is_about_others(name) || is_total(name) || is_word(words.first()) || is_word(words.last())
}

/// What is known of a row of totals.
struct Found {
    line: usize,
    /// Of how many rows its adults are the sum.
    rows: usize,
    named: bool,
    certain: bool,
}

/// Rows of totals, by their positions.
pub(super) fn totals(lines: &[Line]) -> Vec<(usize, Sign)> {
    let named: Vec<bool> = lines.iter().map(|line| line.names().any(names_total)).collect();
    let mut leaves: Vec<bool> = named.iter().map(|named| !named).collect();
    let mut found = by_sum(lines, &mut leaves);
    found.extend(by_name(lines, &named, &leaves));
    found.sort_by_key(|found| found.line);
    let sign = |found: Found| {
        let line = lines.get(found.line)?;
        let what = What::Totals {
            found: line
                .names()
                .find(|name| names_total(name))
                .unwrap_or(&line.community)
                .to_owned(),
            adults: line.adults,
            rows: found.rows,
        };
        // A row that cannot be read and is called so is no community.
        let certain = found.certain || found.named && line.faulty;
        let span = line.span.clone();
        Some((found.line, Sign { span, lines: vec![line.number], what, certain }))
    };
    found.into_iter().filter_map(sign).collect()
}

/// Rows whose adults are the sum of all others of their township, county or place.
fn by_sum(lines: &[Line], leaves: &mut [bool]) -> Vec<Found> {
    let mut found = Vec::new();
    for level in 0..3 {
        let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate().filter(|(at, _)| leaves[*at]) {
            let county = if level < 2 { key(&line.county) } else { String::new() };
            let township = if level < 1 { key(&line.township) } else { String::new() };
            groups.entry((county, township)).or_default().push(at);
        }
        for rows in groups.into_values().filter(|rows| rows.len() > 2) {
            let adults = |at: usize| lines[at].adults.unwrap_or(0);
            let sum: u64 = rows.iter().map(|&at| adults(at)).sum();
            let ends = [rows.first(), rows.last()];
            let fits = |at: &&usize| {
                let outer = ends.contains(&Some(*at)) && rows.len() > 3;
                2 * adults(**at) == sum && sum > 0 && (outer || is_area(lines, **at, &rows))
            };
            let Some(&at) = rows.iter().find(fits) else { continue };
            leaves[at] = false;
            let certain = is_area(lines, at, &rows);
            found.push(Found { line: at, rows: rows.len() - 1, named: false, certain });
        }
    }
    found
}

/// Whether a row bears the name of an area, or a code with which those of all others begin.
fn is_area(lines: &[Line], at: usize, rows: &[usize]) -> bool {
    let row = &lines[at];
    let name = key(&row.community);
    let others = || rows.iter().filter(|&&other| other != at).map(|&other| &lines[other]);
    let begins = others().all(|other| {
        other.code.len() > row.code.len()
            && !row.code.is_empty()
            && other.code.starts_with(&row.code)
    });
    let prefix = row.code.trim_end_matches('0');
    let pads = prefix.len() < row.code.len()
        && prefix.len() > 1
        && others()
            .all(|other| other.code.len() == row.code.len() && other.code.starts_with(prefix));
    name == key(&row.county) || name == key(&row.township) || begins || pads
}

/// Rows that are called so; with their sums, where there are any.
fn by_name(lines: &[Line], named: &[bool], leaves: &[bool]) -> Vec<Found> {
    let mut all: u64 = 0;
    let mut by_county: BTreeMap<String, (u64, usize)> = BTreeMap::new();
    let mut by_township: BTreeMap<(String, String), (u64, usize)> = BTreeMap::new();
    let mut count = 0;
    for (line, _) in lines.iter().zip(leaves).filter(|(_, leaf)| **leaf) {
        let adults = line.adults.unwrap_or(0);
        all += adults;
        count += 1;
        let county = by_county.entry(key(&line.county)).or_default();
        *county = (county.0 + adults, county.1 + 1);
        let township = by_township.entry((key(&line.county), key(&line.township))).or_default();
        *township = (township.0 + adults, township.1 + 1);
    }
    let (mut found, mut since) = (Vec::new(), (0, 0));
    for (at, line) in lines.iter().enumerate() {
        if leaves[at] {
            since = (since.0 + line.adults.unwrap_or(0), since.1 + 1);
        }
        if named[at] {
            let (county, township) = (key(&line.county), key(&line.township));
            let sums = [
                by_township.get(&(county.clone(), township)).copied().unwrap_or_default(),
                by_county.get(&county).copied().unwrap_or_default(),
                (all, count),
                since,
            ];
            let fits = |sum: &&(u64, usize)| sum.1 > 0 && Some(sum.0) == line.adults;
            let rows = sums.iter().find(fits).map_or(0, |sum| sum.1);
            let certain = rows > 0 || line.names().any(is_about_others);
            found.push(Found { line: at, rows, named: true, certain });
            since = (0, 0);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::names_total;

    #[test]
    fn rows_of_totals_are_known_by_their_names_in_both_languages() {
        for name in [
            "Total",
            "TOTAL:",
            "Grand total",
            "Sub-total",
            "subtotal",
            "合计",
            "合 计",
            "总　计",
            "小计",
            "白杨县合计",
            "合计（白杨县）",
            "Total: Aspen",
            "Aspen County total",
            "（合计）",
            "平均",
            "Average",
            "其中：城镇",
            "其中",
            "Of which: urban",
        ] {
            assert!(names_total(name), "{name}");
        }
        for name in [
            "Totalview",
            "Old Mill",
            "合作村",
            "计家村",
            "Allview",
            "Summer Hill",
            "总部社区",
            "平均堂村",
            "Meanwood",
            "其中村",
            "",
        ] {
            assert!(!names_total(name), "{name}");
        }
    }
}
