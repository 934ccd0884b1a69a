//! How something is to be written, in English and Chinese: help for a particular fault.

use super::catalogue::{shown, tidy};
use super::fault::Phrase;
use super::phrases::same;
use super::slips;
use super::tree::Data;
use model::quantity::{Choice, Text};
use words::say;

/// What a key of an intervention takes.
pub(super) fn of_key(key: &str) -> Option<Phrase> {
    let (en, zh) = match key {
        "from" => (
            "the first month: a whole number from 1; month 1 is a January",
            "开始的月份：不小于1的整数，第1个月为一月",
        ),
        "until" => (
            "the last month: a whole number from 1; without it there is no end",
            "最后一个月：不小于1的整数；不写则没有终点",
        ),
        "ramp" => (
            "the months in which it grows to its full weight; 0 or nothing for at once",
            "逐步达到全部力度所用的月数；0或不写为立即生效",
        ),
        "share" => ("a part of its communities: 0.3 is 30 %", "所占社区的比例：30%写作0.3"),
        "every" => ("the months between two waves", "两批之间的月数"),
        "factor" => (
            "the value in force is multiplied by it: 0.7 takes 30 % off",
            "现行值乘以该数：0.7即减少30%",
        ),
        _ => return None,
    };
    Some(Phrase { en: en.to_owned(), zh: zh.to_owned() })
}

/// What a key of an intervention takes, or what its text is meant to be.
pub(super) fn number_of(key: &str, found: &Data) -> Option<Phrase> {
    let meant = match found {
        Data::Word(word) => slips::meant(Choice::Real, word),
        _ => None,
    };
    meant.or_else(|| of_key(key))
}

/// How a list of communities is written.
pub(super) fn list_written(found: &Data) -> Option<Phrase> {
    let (code, in_list) = match found {
        Data::Whole(code) => (code.to_string(), false),
        Data::Word(code) => (shown(code), true),
        _ => return None,
    };
    let code = if in_list { format!("[\"{code}\"]") } else { format!("\"{code}\"") };
    Some(say!(en "write {code}" zh "请写{code}"))
}

/// How a table is written.
pub(super) fn table_written(key: &str) -> Phrase {
    let change = ["interventions", "shocks"].into_iter().find(|table| key.starts_with(table));
    match (change, key) {
        (Some(table), _) => {
            say!(
                en "each one has a name: write [{table}.NAME], and below it `set`, `value`, ..."
                zh "每一项都有名称：请写[{table}.名称]，其下写`set`、`value`等"
            )
        }
        (_, "waves") => same("waves = { every = 12, share = 0.2 }".to_owned()),
        (_, "place") => Phrase {
            en: "write [place], and below it `table = \"...\"` or numbers by zone".to_owned(),
            zh: "请写[place]，其下写`table = \"...\"`或各类地区的数字".to_owned(),
        },
        _ => {
            say!(
                en "write its keys below a line of its own, such as [{key}]"
                zh "请另起一行写表头，例如[{key}]，其下写各键"
            )
        }
    }
}

/// A share in per cent, where it is given as one.
pub(super) fn as_share(number: f64, high: f64) -> Option<Phrase> {
    let is_percent = high == 1.0 && number > 2.0 && number <= 100.0;
    is_percent.then(|| {
        let (number, share) = (tidy(number), tidy(number / 100.0));
        say!(en "{number} % is {share}" zh "{number}%写作{share}")
    })
}

/// What to do about a number that a comma takes apart.
pub(super) fn torn(number: &str) -> Phrase {
    let number = shown(number);
    say!(
        en "a comma separates fields: write {number}, without a comma in it"
        zh "逗号用于分隔字段：请写{number}，其中不用逗号"
    )
}

/// What may be wrong with a row of another length than the header.
pub(super) fn row_written(row: &str, (found, wanted): (usize, usize), beyond: &[&str]) -> Phrase {
    let text = if found == 1 && row.trim_start().starts_with('#') {
        Text {
            en: "a table has no comments: take the line out", zh: "表格没有注释，请去掉这一行"
        }
    } else if found < wanted && row.contains([';', '\t', '，', '、', '|']) {
        Text { en: "fields are separated by commas", zh: "字段之间用半角逗号分隔" }
    } else if found < wanted && !beyond.is_empty() {
        let beyond = beyond.join(", ");
        return say!(en "a field or a comma is missing; as the row stands, it does not reach {beyond} \
                 (spreadsheets leave out empty cells at the end)" zh "缺少字段或逗号；该行未到{beyond}（电子表格会省去行末的空单元格）");
    } else if found < wanted {
        Text { en: "a field or a comma is missing", zh: "缺少字段或逗号" }
    } else {
        Text {
            en: "put a field with a comma inside in double quotes",
            zh: "含逗号的字段请加双引号",
        }
    };
    text.into()
}
