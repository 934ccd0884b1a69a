//! Signs that a table is not what is meant, in words.

use super::messages::Kind;
use super::phrases;
use model::place::{Damage, Difference, Sign, What};
use model::quantity::Text;

/// What is said of a sign.
pub(super) fn of_sign(sign: &Sign) -> Kind {
    let lines = phrases::in_lines(&sign.lines);
    match (sign.what.clone(), sign.certain) {
        (What::Totals { found, adults, rows }, certain) => {
            let rows = phrases::is_sum(adults, rows);
            if certain {
                Kind::Totals { found, rows, lines }
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
            Kind::NearNames { column: column.id(), one, other, by: differs(by), lines }
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

fn differs(by: Difference) -> Text {
    match by {
        Difference::Case => Text { en: "capital and small letters", zh: "大小写" },
        Difference::Blanks => Text { en: "blanks", zh: "空格" },
        Difference::Unseen => Text {
            en: "signs that cannot be seen, or wide for narrow ones",
            zh: "不可见字符或全角半角",
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
