//! Signs that a table is not what is meant: what no single field shows.

use std::collections::BTreeMap;
use std::ops::Range;

use super::column::Column;
use super::names::{Loss, difference, key, loss, seen, without_kind};
use super::problem::{Damage, Difference, Sign, What};
use super::totals::totals;

/// The most findings of a kind that are told one by one.
const MOST_TOLD: usize = 10;

/// What is known of a row, whether it has faults or not.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub span: Range<usize>,
    /// Line of the text, from 1.
    pub number: usize,
    pub code: String,
    pub county: String,
    pub township: String,
    pub community: String,
    /// Adults, or residents where they stand for them, also where there are more than can be.
    pub adults: Option<u64>,
    /// Whether something is wrong with the row itself.
    pub faulty: bool,
}

impl Line {
    /// What stands in a column of names of areas.
    pub(super) fn name(&self, column: Column) -> Option<&str> {
        let name = match column {
            Column::County => &self.county,
            Column::Township => &self.township,
            _ => return None,
        };
        Some(name.as_str()).filter(|name| !name.is_empty())
    }

    /// What may be the name of totals.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [&self.code, &self.community, &self.township, &self.county].into_iter().map(String::as_str)
    }
}

/// All signs of the rows of a table, and the rows of totals that are certain.
pub(super) fn signs(lines: &[Line]) -> (Vec<Sign>, Vec<usize>) {
    let totals = totals(lines);
    let certain = totals.iter().filter(|(_, sign)| sign.certain).map(|&(at, _)| at).collect();
    let is_total = |at: usize| totals.binary_search_by_key(&at, |&(at, _)| at).is_ok();
    let rows = lines.iter().enumerate().filter(|(at, _)| !is_total(*at));
    let rows: Vec<&Line> = rows.map(|(_, line)| line).collect();
    let mut signs = same_places(&rows);
    signs.extend(near_names(&rows));
    signs.extend(damaged_names(lines));
    signs.extend(damaged_codes(&rows));
    signs.extend(empty_counties(&rows));
    signs.extend(totals.into_iter().take(2 * MOST_TOLD).map(|(_, sign)| sign));
    (signs, certain)
}

fn same_places(rows: &[&Line]) -> Vec<Sign> {
    let mut places: BTreeMap<[String; 3], Vec<&Line>> = BTreeMap::new();
    for line in rows.iter().filter(|line| !line.community.is_empty()) {
        let place = [&line.county, &line.township, &line.community].map(|name| key(name));
        places.entry(place).or_default().push(line);
    }
    let several =
        places.into_values().filter(|lines| lines.iter().any(|line| line.code != lines[0].code));
    let mut signs: Vec<Sign> = several
        .map(|lines| {
            let codes: Vec<&str> = lines.iter().take(6).map(|line| line.code.as_str()).collect();
            let Line { community, township, county, span, .. } = lines[1];
            let what = What::SamePlace {
                found: format!("{}, {}, {}", seen(community), seen(township), seen(county)),
                codes: codes.join(", "),
            };
            let lines = lines.iter().map(|line| line.number).collect();
            Sign { span: span.clone(), lines, what, certain: false }
        })
        .collect();
    signs.sort_by_key(|sign| sign.span.start);
    signs.truncate(MOST_TOLD);
    signs
}

/// Codes, and names of counties and townships, that are the same for people, but not for the program.
fn near_names(rows: &[&Line]) -> Vec<Sign> {
    let mut signs = Vec::new();
    for column in [Column::Code, Column::County, Column::Township] {
        let mut spelt: Spelt<'_> = BTreeMap::new();
        for line in rows {
            let (within, name) = match column {
                Column::Code => {
                    let known = spelt.entry((String::new(), code_key(&line.code))).or_default();
                    known.entry(line.code.as_str()).or_default().push(line);
                    continue;
                }
                Column::County => (String::new(), &line.county),
                _ => (key(&line.county), &line.township),
            };
            let known = spelt.entry((within, key(name))).or_default();
            known.entry(name.as_str()).or_default().push(line);
        }
        with_kinds(column, &mut spelt);
        for spellings in spelt.into_values().filter(|spellings| spellings.len() > 1) {
            let mut spellings: Vec<(&str, Vec<&Line>)> = spellings.into_iter().collect();
            spellings.sort_by_key(|(_, lines)| lines[0].number);
            let (one, other) = (spellings[0].0, spellings[1].0);
            let by = match column {
                _ if key(one) == key(other) => difference(one, other),
                Column::Code => Difference::Zeros,
                _ => Difference::Kind,
            };
            // The rows of the rarer spellings are to be changed.
            spellings.sort_by_key(|(_, lines)| lines.len());
            let rarer = &spellings[..spellings.len() - 1];
            let mut lines: Vec<usize> =
                rarer.iter().flat_map(|(_, lines)| lines).map(|line| line.number).collect();
            lines.sort_unstable();
            let span = rarer[0].1[0].span.clone();
            let what = What::NearNames { column, one: one.to_owned(), other: other.to_owned(), by };
            signs.push(Sign { span, lines, what, certain: by == Difference::Unseen });
        }
    }
    signs.truncate(MOST_TOLD);
    signs
}

/// The spellings of a column's names by area and key.
type Spelt<'a> = BTreeMap<(String, String), BTreeMap<&'a str, Vec<&'a Line>>>;

/// Puts a name with the word for its kind (白杨旗) to the same one without it (白杨), where both stand in the table.
fn with_kinds(column: Column, spelt: &mut Spelt<'_>) {
    if column == Column::Code {
        return;
    }
    let shorter = |(within, key): &(String, String)| {
        let stem = (within.clone(), without_kind(key)?.to_owned());
        spelt.contains_key(&stem).then(|| ((within.clone(), key.clone()), stem))
    };
    let pairs: Vec<_> = spelt.keys().filter_map(shorter).collect();
    for (long, short) in pairs {
        let spellings = spelt.remove(&long).unwrap_or_default();
        spelt.entry(short).or_default().extend(spellings);
    }
}

/// What two codes have in common that are one for a spreadsheet.
fn code_key(code: &str) -> String {
    let code = key(code);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = code.strip_suffix(".0").unwrap_or(&code);
    if is_number(number) { number.trim_start_matches('0').to_owned() } else { code }
}

fn damaged_names(lines: &[Line]) -> Vec<Sign> {
    let mut found: BTreeMap<bool, (Vec<usize>, Range<usize>, Column, String)> = BTreeMap::new();
    for line in lines {
        let names = [
            (Column::Code, &line.code),
            (Column::County, &line.county),
            (Column::Township, &line.township),
            (Column::Community, &line.community),
        ];
        let worst = names.into_iter().map(|(column, name)| (loss(name), column, name));
        let Some((loss, column, name)) = worst.max_by_key(|(loss, ..)| *loss) else { continue };
        if loss > Loss::None {
            let first = || (Vec::new(), line.span.clone(), column, name.clone());
            found.entry(loss == Loss::Certain).or_insert_with(first).0.push(line.number);
        }
    }
    let sign = |(certain, (lines, span, column, found))| Sign {
        span,
        lines,
        what: What::DamagedNames { column, found },
        certain,
    };
    found.into_iter().map(sign).collect()
}

/// `1.50999E+11`: digits are gone for good.
pub(super) fn is_exponent(code: &str) -> bool {
    let Some((number, exponent)) = code.split_once(['e', 'E']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = number.replacen(['.', ','], "", 1);
    let is_cut = plain.len() < number.len() || exponent.starts_with('+');
    is_cut && digits(&plain) && digits(exponent.strip_prefix('+').unwrap_or(exponent))
}

/// A code of more than fifteen digits, of which the last are zeros.
pub(super) fn is_rounded(code: &str) -> bool {
    code.len() > 15
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && code.bytes().skip(15).all(|byte| byte == b'0')
}

/// `1-Mar`, `Mar-01`, `3月1日`, `2024-03-01`, `2024/3/1 0:00`.
fn is_date(code: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let digits = |text: &&str| {
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let small = code.to_lowercase();
    let day = small.split_whitespace().next().unwrap_or("");
    let parts: Vec<&str> =
        day.split(['-', '/', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let is_month = |part: &&str| MONTHS.contains(part);
    let numbers = parts.iter().filter(|part| digits(part)).count();
    match parts.len() {
        2 => numbers == 2 && day.contains('月') || numbers == 1 && parts.iter().any(&is_month),
        3 => {
            let year = parts[0].len() == 4 || parts[2].len() == 4;
            numbers == 3 && year || numbers == 2 && parts.get(1).is_some_and(is_month)
        }
        _ => false,
    }
}

fn damaged_codes(rows: &[&Line]) -> Vec<Sign> {
    let digits = |code: &str| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    let point_zero = |code: &str| code.strip_suffix(".0").is_some_and(digits);
    let all =
        |fits: &dyn Fn(&str) -> bool| !rows.is_empty() && rows.iter().all(|line| fits(&line.code));
    let of = |fits: &dyn Fn(&str) -> bool| -> Vec<&Line> {
        rows.iter().copied().filter(|line| fits(&line.code)).collect()
    };
    let rounded = if all(&is_rounded) { of(&is_rounded) } else { Vec::new() };
    let dated = of(&is_date);
    // Who numbers by dates has them in all rows.
    let dated = if dated.len() < rows.len() || rows.len() < 3 { dated } else { Vec::new() };
    let kinds = [
        (Damage::Exponent, of(&is_exponent), true),
        (Damage::PointZero, if all(&point_zero) { of(&point_zero) } else { Vec::new() }, false),
        (Damage::Rounded, rounded, false),
        (Damage::Date, dated, false),
        (Damage::LostZeros, without_zeros(rows), false),
    ];
    let sign = |(how, lines, certain): (Damage, Vec<&Line>, bool)| {
        let first = lines.first()?;
        let what = What::DamagedCodes { found: first.code.clone(), how };
        let numbers = lines.iter().map(|line| line.number).collect();
        Some(Sign { span: first.span.clone(), lines: numbers, what, certain })
    };
    kinds.into_iter().filter_map(sign).collect()
}

/// Codes a digit or two shorter than most, where codes are no running numbers: zeros before them may be lost.
fn without_zeros<'a>(rows: &[&'a Line]) -> Vec<&'a Line> {
    let numbers: Option<Vec<u64>> = rows.iter().map(|line| line.code.parse().ok()).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else { return Vec::new() };
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for line in rows {
        *lengths.entry(line.code.len()).or_default() += 1;
    }
    let (Some((&least, _)), Some((&most, _))) =
        (lengths.first_key_value(), lengths.last_key_value())
    else {
        return Vec::new();
    };
    let largest = numbers.iter().copied().max().unwrap_or(0);
    let step = u32::try_from(most).ok().and_then(|most| 10_u64.checked_pow(most - 1));
    let runs_over =
        step.is_some_and(|step| numbers.contains(&step) && numbers.contains(&(step - 1)));
    let are_running = runs_over || (rows.len() as u64).saturating_mul(10) > largest;
    let begin_with_zero = rows.iter().any(|line| line.code.starts_with('0'));
    if most < 5 || least == most || least + 2 < most || are_running || begin_with_zero {
        return Vec::new();
    }
    rows.iter().copied().filter(|line| line.code.len() < most).collect()
}

fn empty_counties(rows: &[&Line]) -> Vec<Sign> {
    let mut counties: BTreeMap<&str, (u64, Vec<&Line>)> = BTreeMap::new();
    for line in rows {
        let county = counties.entry(&line.county).or_default();
        // What is not known may be somebody.
        county.0 += line.adults.unwrap_or(1);
        county.1.push(line);
    }
    if counties.len() < 2 {
        return Vec::new();
    }
    let empty = counties.into_iter().filter(|(_, (adults, _))| *adults == 0);
    let mut signs: Vec<Sign> = empty
        .map(|(name, (_, lines))| Sign {
            span: lines[0].span.clone(),
            lines: lines.iter().map(|line| line.number).collect(),
            what: What::EmptyCounty { found: name.to_owned() },
            certain: false,
        })
        .collect();
    signs.sort_by_key(|sign| sign.span.start);
    signs.truncate(MOST_TOLD);
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(codes: &[&str]) -> Vec<Line> {
        let line = |(at, code): (usize, &&str)| Line {
            span: at..at + 1,
            number: at + 2,
            code: (*code).to_owned(),
            county: "C".to_owned(),
            township: "T".to_owned(),
            community: format!("A{at}"),
            adults: Some(100),
            faulty: false,
        };
        codes.iter().enumerate().map(line).collect()
    }

    fn damage(codes: &[&str]) -> Vec<Damage> {
        let lines = lines(codes);
        let rows: Vec<&Line> = lines.iter().collect();
        let how = |sign: Sign| match sign.what {
            What::DamagedCodes { how, .. } => Some(how),
            _ => None,
        };
        damaged_codes(&rows).into_iter().filter_map(how).collect()
    }

    #[test]
    fn what_spreadsheets_do_to_codes_is_seen() {
        assert_eq!(damage(&["1.50999E+11", "150999002"]), [Damage::Exponent]);
        assert_eq!(damage(&["1,5e+11", "2E+11"]), [Damage::Exponent]);
        assert_eq!(damage(&["101.0", "102.0"]), [Damage::PointZero]);
        assert_eq!(damage(&["123456789012345000", "123456789012346000"]), [Damage::Rounded]);
        assert_eq!(damage(&["1-Mar", "1-14"]), [Damage::Date]);
        assert_eq!(damage(&["3月1日", "4-31"]), [Damage::Date]);
        assert_eq!(damage(&["10203", "110203", "120304"]), [Damage::LostZeros]);
    }

    #[test]
    fn codes_that_are_as_their_makers_wanted_them_are_left_alone() {
        for codes in [
            &["1", "2", "10", "100"][..],
            &["101", "102", "1001"],
            &["010203", "110203"],
            &["1E5", "2E5"],
            &["A-1", "B-12"],
            &["101.0", "a"],
            &["150102001001", "150102001002"],
            &["9001", "900101", "900102a"],
        ] {
            assert_eq!(damage(codes), [], "{codes:?}");
        }
        let running: Vec<String> = (9_950..10_050).map(|number| number.to_string()).collect();
        let running: Vec<&str> = running.iter().map(String::as_str).collect();
        assert_eq!(damage(&running), []);
    }
}
