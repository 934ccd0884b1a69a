//! Where a result is not what it should be.

use crate::quantity::{Language, Text};

/// A place where a file of a result is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The file.
    pub file: String,
    /// Its line, from 1; none where the whole file is meant.
    pub line: Option<u64>,
    /// Keys of the row (`seed 4, county, county`).
    pub row: String,
    /// What differs.
    pub what: What,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A cell.
    Cell {
        /// Its column.
        column: String,
        /// What the file has.
        found: String,
        /// What it should have.
        expected: String,
    },
    /// The cells are right, but for quotes or the end of the line.
    Bytes,
    /// A row is missing: it should stand in this line, or at the end.
    RowMissing,
    /// A row that should not be there.
    RowExtra,
    /// A seed has no rows.
    SeedMissing,
    /// From here on the rows of the seed are others.
    Rows,
    /// The seed has more or fewer rows than it should, or other keys.
    Keys,
    /// The file is not there, or cannot be read.
    File(String),
    /// The report says something else than the rows of `runs.csv`.
    Report,
    /// What the report says of futures does not follow from the futures that it lists.
    Futures,
    /// A world shows something else than the report says when it is run again.
    World,
    /// What the report says of who gained does not follow from the lives.
    Lives,
    /// The page for people is another one when it is made again from the other files.
    Page,
    /// A part of the report is not the one that the comparison gives when it is made again.
    Part,
    /// What the choice says does not follow from its tables.
    Choice,
    /// The report names another origin than the receipt.
    Receipt,
}

impl Mismatch {
    /// The mismatch in words: where, and what.
    pub fn say(&self, language: Language) -> String {
        let english = language == Language::En;
        let mut place = self.file.clone();
        if let Some(line) = self.line {
            place.push_str(&if english {
                format!(", line {line}")
            } else {
                format!(" 第 {line} 行")
            });
        }
        if let What::Cell { column, .. } = &self.what {
            place.push_str(&if english {
                format!(", column {column}")
            } else {
                format!("，列 {column}")
            });
        }
        if !self.row.is_empty() {
            place.push_str(&if english {
                format!(" ({})", self.row)
            } else {
                format!("（{}）", self.row)
            });
        }
        let colon = if english { ": " } else { "：" };
        format!("{place}{colon}{}", self.what.say(language))
    }
}

impl What {
    fn say(&self, language: Language) -> String {
        let (en, zh) = match self {
            Self::Cell { found, expected, .. } => {
                let [found, expected] = [found, expected].map(|cell| shown(cell, language));
                (
                    format!("the file has {found}, it should be {expected}"),
                    format!("文件中为 {found}，应为 {expected}"),
                )
            }
            Self::Bytes => (
                "the values are right, but quotes or the end of the line are others".to_owned(),
                "数值相同，但引号或换行不同".to_owned(),
            ),
            Self::RowMissing => ("this row is missing".to_owned(), "缺少这一行".to_owned()),
            Self::Lives => (
                "winners.csv and report.json do not follow from it".to_owned(),
                "winners.csv 和 report.json 与其不符".to_owned(),
            ),
            Self::RowExtra => {
                ("a row that should not be there".to_owned(), "多出的一行".to_owned())
            }
            Self::SeedMissing => {
                ("this seed has no rows".to_owned(), "该种子没有任何行".to_owned())
            }
            Self::Rows => (
                "from here on the rows of this seed are others".to_owned(),
                "从此处起该种子的行不同".to_owned(),
            ),
            Self::Keys => (
                "the rows of this seed are not those of a run (some missing, added, or out of order)"
                    .to_owned(),
                "该种子的行与一次运行应有的行不符（缺少、多出或次序有误）".to_owned(),
            ),
            Self::File(why) => (format!("it cannot be read: {why}"), format!("无法读取：{why}")),
            other => return other.of_report().say(language).to_owned(),
        };
        if language == Language::En { en } else { zh }
    }

    /// What of a report does not follow from what lies beside it.
    fn of_report(&self) -> Text {
        match self {
            Self::Report => Text {
                en: "report.json says something else than the rows of runs.csv and yearly_budgets.csv give",
                zh: "report.json 与 runs.csv、yearly_budgets.csv 各行得出的结果不符",
            },
            Self::Futures => Text {
                en: "report.json says something else than its own futures give",
                zh: "report.json 与其所列各未来得出的结果不符",
            },
            Self::World => Text {
                en: "report.json says something else than this world shows when it is run again",
                zh: "report.json 与该世界重新运行的结果不符",
            },
            Self::Page => Text {
                en: "it is another page when it is made again from the other files",
                zh: "由其他文件重新生成的页面与此不同",
            },
            Self::Choice => Text {
                en: "choice.json says something else than the choice made again from runs.csv, yearly_budgets.csv and its worlds gives",
                zh: "choice.json 与由 runs.csv、yearly_budgets.csv 及各世界重新得出的选择不符",
            },
            Self::Receipt => Text {
                en: "it names another origin than manifest.json",
                zh: "其来源与 manifest.json 不符",
            },
            Self::Part => Text {
                en: "this part is another one when the comparison is made again",
                zh: "重新比较后该部分不同",
            },
            // Of a cell, a row or a seed it is told with the place.
            _ => Text { en: "it is another one", zh: "与应有内容不同" },
        }
    }
}

/// A cell for a message; nothing is said so.
fn shown(cell: &str, language: Language) -> String {
    const LONGEST: usize = 60;
    if cell.is_empty() {
        return if language == Language::En { "nothing".to_owned() } else { "空".to_owned() };
    }
    let mut text: String = cell.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if cell.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}
