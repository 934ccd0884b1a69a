//! The evidence base, `docs/evidence.md`: what is known of the numbers behind the parameters, row by
//! row. Entries of the registry name the rows that they rest on.

use std::sync::LazyLock;

use crate::quantity::Text;

const PAGE: &str = include_str!("../../../docs/evidence.md");

/// What a source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Name of the row, such as `T8`.
    pub id: &'static str,
    /// What it is about.
    pub what: &'static str,
    /// The value or finding.
    pub finding: &'static str,
    /// Where it stands; empty where the row tells it elsewhere.
    pub source: &'static str,
    /// How well it is known.
    pub known: &'static str,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| PAGE.lines().filter_map(read).collect());

/// All rows, in the order of the page.
pub fn rows() -> &'static [Row] {
    &ROWS
}

/// The row of a name.
pub fn find(id: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.id.eq_ignore_ascii_case(id))
}

/// A line of the page; the other tables of the page have three columns, or rows without a name.
fn read(line: &'static str) -> Option<Row> {
    let inside = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&'static str> = inside.split(" | ").collect();
    let row = match cells[..] {
        [id, what, finding, source, known] => Row { id, what, finding, source, known },
        [id, what, finding, known] => Row { id, what, finding, source: "", known },
        _ => return None,
    };
    is_name(row.id).then_some(row)
}

/// Whether a word names a row: a letter and a number, or the paper that the project grew from.
pub fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let numbered = letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && !letters.as_str().is_empty()
        && letters.all(|letter| letter.is_ascii_digit());
    numbered || word == "seed paper"
}

/// How a default rests on rows, and which: `sign P13, P18`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// In what way; empty where the default is the rows' own number.
    pub way: &'static str,
    /// Names of the rows.
    pub rows: Vec<&'static str>,
}

/// Reads the source of an entry: `assumed`, `F1, F2`, `assumed; sign P13, P18`.
pub fn support(source: &'static str) -> Support {
    let named = source.strip_prefix("assumed").map_or(source, |rest| rest.trim_start_matches("; "));
    let parts = named.split(", ").map(|part| {
        let start = if part.ends_with("seed paper") {
            part.len() - "seed paper".len()
        } else {
            part.rfind(' ').map_or(0, |blank| blank + 1)
        };
        part.split_at(start)
    });
    let mut support = Support { way: "", rows: Vec::new() };
    for (way, name) in parts {
        if is_name(name) {
            support.rows.push(name);
            if support.way.is_empty() {
                support.way = way.trim_end();
            }
        }
    }
    support
}

/// The ways in which an assumed default rests on rows.
const WAYS: [(&str, Text); 14] = [
    ("", Text { en: "from", zh: "依据" }),
    ("sign", Text { en: "its sign from", zh: "方向依据" }),
    ("mixed signs", Text { en: "signs that differ in", zh: "方向不一" }),
    ("order of", Text { en: "of the order of", zh: "量级参照" }),
    ("near", Text { en: "near", zh: "接近" }),
    ("compare", Text { en: "to be compared with", zh: "对照" }),
    ("norm", Text { en: "the norm in", zh: "规定见" }),
    ("bounds", Text { en: "within bounds of", zh: "上下界参照" }),
    ("bound", Text { en: "bounded by", zh: "界限参照" }),
    ("upper bound", Text { en: "its upper bound from", zh: "上界参照" }),
    ("lower bound", Text { en: "its lower bound from", zh: "下界参照" }),
    ("urban", Text { en: "the urban value from", zh: "城镇取值依据" }),
    ("frequency", Text { en: "its frequency from", zh: "频次参照" }),
    ("age group of", Text { en: "the age group of", zh: "年龄组参照" }),
];

impl Support {
    /// The way in words; as it stands where it is none of those known.
    pub fn text(&self) -> Text {
        let known = WAYS.iter().find(|(way, _)| *way == self.way);
        known.map_or(Text { en: self.way, zh: self.way }, |(_, text)| *text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::{Ground, SettingId};

    #[test]
    fn every_row_that_an_entry_names_is_in_the_evidence_base() {
        let mut named = 0;
        for setting in SettingId::all().map(SettingId::setting) {
            for name in support(setting.source).rows {
                named += 1;
                assert!(find(name).is_some(), "{name}, named by {}", setting.id);
            }
        }
        assert!(named > 50, "the entries name rows: {named}");
    }

    #[test]
    fn nothing_of_a_source_is_left_unread() {
        for setting in SettingId::all().map(SettingId::setting) {
            let Support { way, rows } = support(setting.source);
            let assumed = if setting.ground == Ground::Assumed { "assumed" } else { "" };
            let between = if assumed.is_empty() || rows.is_empty() { "" } else { "; " };
            let blank = if way.is_empty() { "" } else { " " };
            let again = format!("{assumed}{between}{way}{blank}{}", rows.join(", "));
            assert_eq!(again, setting.source, "{}", setting.id);
            assert!(WAYS.iter().any(|(known, _)| *known == way), "{way} of {}", setting.id);
        }
    }

    #[test]
    fn every_row_is_named_once_and_says_something_and_how_it_is_known() {
        let known = ["seen", "excerpt", "recalled", "derived", "assumed"];
        let mut names: Vec<&str> = rows().iter().map(|row| row.id).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        assert!(names.len() > 100, "{}", names.len());
        for row in rows() {
            assert!(!row.what.is_empty() && !row.finding.is_empty(), "{}", row.id);
            assert!(known.iter().any(|word| row.known.starts_with(word)), "{}", row.id);
        }
    }

    #[test]
    fn a_source_is_read_into_its_rows_and_the_way_it_rests_on_them() {
        assert_eq!(support("assumed; sign P13, P18").rows, ["P13", "P18"]);
        assert_eq!(support("assumed; sign P13, P18").way, "sign");
        assert_eq!(support("assumed; sign M14, seed paper").rows, ["M14", "seed paper"]);
        assert_eq!(support("F1, F2"), Support { way: "", rows: vec!["F1", "F2"] });
        assert_eq!(support("assumed").rows, [""; 0]);
    }
}
