//! What somebody may have meant who wrote a field of a table as it cannot be read.

use model::place::{Column, Holds};
use reading::numeral::{ANY, Wanted, as_number, is_error, is_unknown, value};
use reading::{shown, tidy};
use words::{Phrase, narrowed};

fn phrase(en: String, zh: String) -> Phrase {
    Phrase { en, zh }
}

/// What to write in a field of a table in which no number could be read.
pub(super) fn of_field(column: Column, found: &str) -> Phrase {
    let entry = column.entry();
    let range = entry.range().unwrap_or(ANY.range);
    let wanted = Wanted { range, whole: matches!(entry.holds, Holds::Whole(..)) };
    unknown_field(column, found)
        .or_else(|| no_number(found))
        .or_else(|| of_people(column, found, wanted))
        .or_else(|| shortened(found, wanted))
        .or_else(|| as_number(found, wanted))
        .or_else(|| beyond(column, found, wanted))
        .unwrap_or_else(|| {
            phrase(
                "write it in digits, such as 3200 or 0.3".to_owned(),
                "请用数字填写，例如3200或0.3".to_owned(),
            )
        })
}

/// What to write where an unusual amount of yuan would be usual in ten thousands.
pub(super) fn in_ten_thousands(column: Column, number: f64) -> Option<Phrase> {
    let (entry, yuan) = (column.entry(), number * 1e4);
    let (low, high) = entry.usual.filter(|_| entry.unit().en.contains("yuan"))?;
    (low..=high).contains(&yuan).then(|| {
        let (number, yuan) = (tidy(number), tidy(yuan));
        phrase(
            format!("if {number} ten thousand yuan are meant, write {yuan}"),
            format!("如指{number}万元，请写{yuan}"),
        )
    })
}

fn unknown_field(column: Column, found: &str) -> Option<Phrase> {
    let what = if is_error(found) && !found.trim().eq_ignore_ascii_case("#n/a") {
        phrase(
            "the formula of the spreadsheet failed here; ".to_owned(),
            "电子表格的公式在此出错；".to_owned(),
        )
    } else if is_unknown(found) {
        phrase(String::new(), String::new())
    } else {
        return None;
    };
    let Phrase { en, zh } = what;
    Some(if column.entry().required || column == Column::Residents {
        phrase(
            format!("{en}every community needs a number here: write one, if need be an estimate"),
            format!("{zh}每个社区都须有数字，请填写，必要时填估计值"),
        )
    } else {
        phrase(
            format!("{en}leave the cell empty where it is not known, and write 0 for none"),
            format!("{zh}不详时请留空，没有则写0"),
        )
    })
}

/// A formula that was not worked out, or a number that became a date.
fn no_number(found: &str) -> Option<Phrase> {
    let text = narrowed(found);
    let parts: Vec<&str> = text
        .split(['-', '/', '年', '月', '日', ' ', ':'])
        .filter(|part| !part.is_empty())
        .collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let year = |part: &&str| part.len() == 4 && digits(part);
    let is_date = parts.len() > 2 && parts.iter().all(digits) && parts.iter().any(year);
    if text.starts_with('=') {
        return Some(phrase(
            "it is a formula of a spreadsheet: write its value (copy, then paste values only)"
                .to_owned(),
            "这是电子表格的公式：请写其值（复制后选择性粘贴为数值）".to_owned(),
        ));
    }
    is_date.then(|| {
        phrase(
            "a spreadsheet made a date of it: format the column as numbers, and write the number anew".to_owned(),
            "电子表格把它变成了日期：请把该列设为数值格式后重新填写".to_owned(),
        )
    })
}

/// A broken number of people.
fn of_people(column: Column, found: &str, wanted: Wanted) -> Option<Phrase> {
    if !matches!(column, Column::Adults | Column::Residents) {
        return None;
    }
    let text = narrowed(found);
    let text = text.trim();
    let number = value(text, ANY).filter(|number| wanted.whole && number.fract() != 0.0)?;
    // Three digits behind a sign are thousands.
    let is_broken = !wanted.takes(value(text, wanted)?) && wanted.takes(number.round());
    is_broken.then(|| {
        // Nobody counts tenths of a few people: such a column is in thousands.
        let as_many = [1e3, 1e4].map(|times| (number * times).round());
        if number < 100.0 && as_many.iter().all(|&many| wanted.takes(many)) {
            let [number, thousands, myriads] = [number, as_many[0], as_many[1]].map(tidy);
            return phrase(
                format!("only whole numbers here: if {number} thousand are meant, write {thousands}, if {number} ten thousand, {myriads}"),
                format!("此处只能是整数：如指{number}千人请写{thousands}，如指{number}万人请写{myriads}"),
            );
        }
        let (number, whole) = (tidy(number), tidy(number.round()));
        phrase(
            format!("only whole numbers here: for {number} write {whole}"),
            format!("此处只能是整数：{number}请写{whole}"),
        )
    })
}

/// `3.2E+03` where a whole number is wanted: digits may be gone.
fn shortened(found: &str, wanted: Wanted) -> Option<Phrase> {
    let text = narrowed(found);
    let number: f64 = text.replacen(',', ".", 1).parse().ok()?;
    let is_short = text.contains(['e', 'E']) && number.is_finite();
    (is_short && wanted.takes(number)).then(|| {
        let number = tidy(number);
        phrase(
            format!("a spreadsheet shortened the number: write all its digits, {number} if that is all of it"),
            format!("电子表格缩写了该数，请写出全部数字，如确为{number}则写{number}"),
        )
    })
}

/// A number that the column does not take.
fn beyond(column: Column, found: &str, wanted: Wanted) -> Option<Phrase> {
    let text = narrowed(found);
    let number: f64 = value(&text, wanted).or_else(|| text.parse().ok())?;
    let (low, high) = wanted.range;
    if matches!(column, Column::Adults | Column::Residents) && number > high.min(65_535.0) {
        return Some(phrase(
            "if it is a row of totals, take it out; a community has at most 65535 adults, a larger one is divided into several".to_owned(),
            "如为合计行请删去；一个社区最多65535名成年居民，更大的请拆分成几个".to_owned(),
        ));
    }
    if number.is_nan() || number.is_infinite() {
        return None;
    }
    if number < low && low == 0.0 {
        return Some(phrase("nothing here is below 0".to_owned(), "此处不能小于0".to_owned()));
    }
    if number > high {
        let high = tidy(high);
        return Some(phrase(
            format!(
                "at most {high} is possible here: is it the number of another column, or of a whole area?"
            ),
            format!("此处最多为{high}：是否为其他列或整个地区的数字？"),
        ));
    }
    Some(column.entry().remedy.into())
}

/// What a class of the statistical code, or a kind of community, says of its zone.
pub(super) fn zone(found: &str) -> Option<Phrase> {
    let found = narrowed(found);
    let found = found.trim_end_matches(".0");
    let class = |urban: bool| {
        let (en, zh) = if urban {
            ("write `urban`", "请写`urban`（城镇）")
        } else {
            (
                "write `rural`, or `pastoral` where people live by herding",
                "请写`rural`（农村），以牧业为生的写`pastoral`（牧区）",
            )
        };
        phrase(
            format!("{found} is a class of the statistical code (1.. urban, 2.. rural): {en}"),
            format!("{found}是统计用城乡分类代码（1开头为城镇，2开头为乡村）：{zh}"),
        )
    };
    let kind = |en: &str, zh: &str| {
        phrase(
            format!("`{}` is a kind of community: {en}", shown(found)),
            format!("`{}`是社区的类别：{zh}", shown(found)),
        )
    };
    match found {
        "100" | "110" | "111" | "112" | "120" | "121" | "122" | "123" | "1" => Some(class(true)),
        "200" | "210" | "220" | "2" => Some(class(false)),
        _ if found.contains("嘎查") || found.contains("苏木") => Some(kind(
            "a gacha is mostly `pastoral`, and `rural` where people farm",
            "嘎查多写`pastoral`（牧区），以农业为主的写`rural`（农村）",
        )),
        _ if found.contains("社区") || found.contains("居委会") || found.contains("街道") => {
            Some(kind("a residents' community is mostly `urban`", "居民社区多写`urban`（城镇）"))
        }
        _ if found.contains("村") && found.chars().count() < 5 => Some(kind(
            "a village is `rural`, or `pastoral` where people live by herding",
            "村写`rural`（农村），以牧业为生的写`pastoral`（牧区）",
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_of_a_field_is_that_of_its_value() {
        for (column, found, part) in [
            (Column::Staff, "NA", "leave the cell empty"),
            (Column::Staff, "—", "leave the cell empty"),
            (Column::PayRatio, "#N/A", "leave the cell empty"),
            (Column::BaseGrant, "#REF!", "formula"),
            (Column::Adults, "n/a", "if need be an estimate"),
            (Column::Adults, "3.200", "write 3200:"),
            (
                Column::Adults,
                "3.000",
                "write 3000 if the dot sets thousands apart, 3 if it does not",
            ),
            (Column::Adults, "3,200", "write 3200:"),
            (Column::Adults, "3 200", "write 3200:"),
            (Column::Adults, "3’200", "write 3200:"),
            (Column::Adults, "1.250,0", "write 1250:"),
            (Column::Adults, "3200人", "write 3200,"),
            (Column::Adults, "约3200", "write 3200,"),
            (Column::Adults, "1.2万", "write 12000,"),
            (Column::Adults, "3.2E+03", "write all its digits, 3200"),
            (Column::Adults, "90000", "row of totals"),
            (Column::Adults, "90,000", "row of totals"),
            (Column::Adults, "90.000", "row of totals"),
            (Column::Adults, "-5", "below 0"),
            (Column::Adults, "many", "in digits"),
            (Column::Adults, "1.234,5", "whole numbers here: for 1234.5 write 1235"),
            (Column::Adults, "600.5", "whole numbers here: for 600.5 write 601"),
            (Column::Adults, "0.9", "if 0.9 thousand are meant, write 900"),
            (
                Column::Adults,
                "90O",
                "a letter stands for a digit in it (O for 0, l for 1): write 900",
            ),
            (Column::MigrantShare, "0。3", "write 0.3: a point before decimals"),
            (Column::MigrantShare, "30percent", "30 % is 0.3"),
            (Column::MigrantShare, "30 个百分点", "30 % is 0.3"),
            (Column::Adults, "=SUM(A1:A3)", "formula"),
            (Column::Adults, "2024/3/4", "made a date"),
            (Column::BaseGrant, "2024-03-04 00:00:00", "made a date"),
            (Column::MigrantShare, "0,3", "write 0.3:"),
            (Column::MigrantShare, "0，25", "write 0.25:"),
            (Column::MigrantShare, "30", "30 % is 0.3"),
            (Column::MigrantShare, "31 %", "31 % is 0.31"),
            (Column::MigrantShare, "31,5%", "31.5 % is 0.315"),
            (Column::MigrantShare, "３１％", "31 % is 0.31"),
            (Column::Staff, "4.5", "count persons"),
            (Column::Staff, "4500", "another column"),
            (Column::Posts, "0", "the director's post"),
            (Column::BaseGrant, "65.000", "write 65000 if"),
            (Column::BaseGrant, "¥65,000", "write 65000,"),
            (Column::BaseGrant, "6.5万", "write 65000,"),
            (Column::PayRatio, "0,62", "write 0.62:"),
        ] {
            let said = of_field(column, found);
            assert!(said.en.contains(part), "{} {found}: {}", column.id(), said.en);
            assert!(!said.zh.is_ascii(), "{found}: {}", said.zh);
        }
    }

    #[test]
    fn class_codes_and_kinds_of_communities_are_led_to_zones() {
        for (found, part) in [
            ("111", "`urban`"),
            ("122", "`urban`"),
            ("210", "`rural`"),
            ("220", "`pastoral`"),
            ("220.0", "`pastoral`"),
            ("嘎查", "`pastoral`"),
            ("社区", "`urban`"),
            ("村", "`rural`"),
        ] {
            assert!(zone(found).is_some_and(|said| said.en.contains(part)), "{found}");
        }
        assert_eq!((zone("town"), zone("300")), (None, None));
    }
}
