//! Signs that a table is not what is meant, in words.

use super::messages::Kind;
use super::phrases;
use model::place::{Column, Damage, Difference, Sign, What};
use model::quantity::Text;

/// What is said of a sign.
pub(super) fn of_sign(sign: &Sign) -> Kind {
    let lines = phrases::in_lines(&sign.lines);
    match (sign.what.clone(), sign.certain) {
        (What::Totals { found, adults, rows }, certain) => {
            let about = about(rows);
            let rows = phrases::is_sum(adults, rows);
            if certain {
                Kind::Totals { found, about, rows, lines }
            } else {
                Kind::MaybeTotals { found, rows, lines }
            }
        }
        (What::SamePlace { found, codes }, _) => Kind::SamePlace { found, codes, lines },
        (What::NearNames { column, one, other, by }, _) => {
            // What cannot be seen is spelt out.
            let [one, other] = [one, other].map(|name| match by {
                Difference::Unseen => name.escape_debug().to_string(),
                _ => name,
            });
            let remedy = one_way(column);
            Kind::NearNames { column: column.id(), one, other, by: differs(by), lines, remedy }
        }
        (What::DamagedNames { column, found }, _) => {
            Kind::DamagedNames { column: column.id(), found, lines }
        }
        (What::DamagedCodes { found, how }, true) => {
            Kind::DamagedCodes { found, what: damage(how), lines }
        }
        (What::DamagedCodes { found, how }, false) => {
            Kind::MaybeDamagedCodes { found, what: damage(how), lines }
        }
        (What::ShortRows { column }, _) => Kind::ShortRows { column: column.id(), lines },
        (What::EmptyCounty { found }, _) => Kind::EmptyCounty { found, lines },
    }
}

/// What a row says of others, of how many it is the sum.
fn about(rows: usize) -> Text {
    if rows > 0 {
        Text { en: "of totals", zh: "合计" }
    } else {
        Text { en: "of totals, averages or parts of others", zh: "合计、平均或其中项" }
    }
}

/// What to do about two spellings.
fn one_way(column: Column) -> Text {
    match column {
        Column::Code => Text {
            en: "one community has one row and one code: take the other out, or give it a code of its own",
            zh: "一个社区一行、一个代码：请删去多余的行，或另给代码",
        },
        _ => Text {
            en: "write the name in the same way in all rows; two counties have two budgets",
            zh: "请在各行用同一写法；两个旗县名就是两份财政",
        },
    }
}

fn differs(by: Difference) -> Text {
    match by {
        Difference::Case => Text { en: "capital and small letters", zh: "大小写" },
        Difference::Zeros => Text {
            en: "zeros before them, or a point and zero behind them",
            zh: "前面的零或末尾的.0",
        },
        Difference::Kind => Text {
            en: "the word at the end for what kind of area it is",
            zh: "末尾表示区划类别的字",
        },
        Difference::Blanks => Text { en: "blanks", zh: "空格" },
        Difference::Unseen => Text {
            en: "signs that cannot be seen, wide for narrow ones, or letters of another alphabet",
            zh: "不可见字符、全角半角或形似的外文字母",
        },
    }
}

fn damage(how: Damage) -> Text {
    match how {
        Damage::Exponent => Text {
            en: "of a long number only the first digits are left",
            zh: "长数字只剩前几位",
        },
        Damage::LostZeros => Text {
            en: "it is shorter than others, as if zeros before it were lost",
            zh: "比其他代码短，前面的零似已丢失",
        },
        Damage::PointZero => Text {
            en: "all codes end with .0, as if they were numbers",
            zh: "全部代码以.0结尾，似被当作数字",
        },
        Damage::Rounded => Text {
            en: "from the sixteenth digit on all codes have zeros",
            zh: "全部代码第16位起均为零",
        },
        Damage::Date => Text { en: "it is a date", zh: "变成了日期" },
    }
}
