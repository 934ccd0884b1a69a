//! How something is to be written, in English and Chinese: help for a particular fault.

use crate::messages::KEYS;
use model::quantity::{Choice, Text};
use reading::tree::Data;
use reading::written::number_written;
use reading::{shown, slips};
use words::{Phrase, say};

pub(super) use reading::written::{as_share, list_written};

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

/// What a text is meant to be where a number is wanted, or what a key of an intervention takes.
pub(super) fn number_of(key: &str, found: &Data) -> Option<Phrase> {
    number_written(KEYS, key, found)
}

/// How a table is written, where there is more to say than of any table.
pub(super) fn table_written(key: &str) -> Option<Phrase> {
    let change = ["interventions", "shocks"].into_iter().find(|table| key.starts_with(table));
    match (change, key) {
        (Some(table), _) => Some(say!(
            en "each one has a name: write [{table}.NAME], and below it `set`, `value`, ..."
            zh "每一项都有名称：请写[{table}.名称]，其下写`set`、`value`等"
        )),
        (_, "waves") => Some(Phrase::same("waves = { every = 12, share = 0.2 }")),
        (_, "place") => Some(Phrase {
            en: "write [place], and below it `table = \"...\"` or numbers by zone".to_owned(),
            zh: "请写[place]，其下写`table = \"...\"`或各类地区的数字".to_owned(),
        }),
        _ => None,
    }
}

/// What a text is meant to be where a setting takes something else.
pub(super) fn meant(choice: Choice, text: &str) -> Option<Phrase> {
    match choice {
        Choice::Flag => slips::meant_flag(text),
        Choice::Real | Choice::Whole => slips::meant_number(text),
        Choice::Words(_) => None,
    }
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
    } else if found == 1 && beyond.is_empty() {
        Text {
            en: "only its first cell is filled: a note is no community, take the line out",
            zh: "仅首个单元格有内容：注释不是社区，请去掉这一行",
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
