//! The columns of a place's table: one entry each, from which the reader, the faults, the dictionary
//! and the documents derive.

use crate::quantity::Text;
use crate::setting::{Setting, SettingId};

/// What stands in the fields of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Holds {
    /// Any text.
    Words,
    /// The identifier of a zone.
    Zone,
    /// A whole number in a legal range.
    Whole(f64, f64),
    /// A number in a legal range.
    Real(f64, f64),
    /// A value of the setting of the same identifier, in its range and unit.
    Setting,
}

/// An entry of the registry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Header of the column.
    pub id: &'static str,
    /// Whether a table must have it.
    pub required: bool,
    /// What stands in its fields.
    pub holds: Holds,
    /// Range of usual values; one outside is unusual.
    pub usual: Option<(f64, f64)>,
    /// Unit, empty where plain or that of the setting.
    unit: Text,
    /// Short name.
    pub name: Text,
    /// What it means.
    pub meaning: Text,
    /// What to do about a field that cannot be read; empty where there is nothing to say.
    pub remedy: Text,
    /// Settings whose work the column does: a scenario whose baseline states one of them has its way.
    pub stands_for: &'static [&'static str],
}

impl Entry {
    /// The setting of which the column holds values.
    pub fn setting(&self) -> Option<SettingId> {
        if self.holds == Holds::Setting { SettingId::find(self.id) } else { None }
    }

    /// Legal range; none where fields are no numbers.
    pub fn range(&self) -> Option<(f64, f64)> {
        match self.holds {
            Holds::Words | Holds::Zone => None,
            Holds::Whole(low, high) | Holds::Real(low, high) => Some((low, high)),
            Holds::Setting => self.setting().map(|id| id.setting().range),
        }
    }

    /// Unit, empty where plain.
    pub fn unit(&self) -> Text {
        self.setting().map(SettingId::setting).map_or(self.unit, |Setting { unit, .. }| *unit)
    }
}

/// Declares the columns and their entries from one text.
macro_rules! columns {
    ($(
        $column:ident $id:literal: $needed:ident $holds:expr,
            $(usual $low:literal..=$high:literal,)?
            $(unit $unit_en:literal $unit_zh:literal,)?
            $(stands for $($setting:literal),+;)?
            en $name_en:literal $meaning_en:literal $($remedy_en:literal)?;
            zh $name_zh:literal $meaning_zh:literal $($remedy_zh:literal)?;
    )*) => {
        /// A column that the program knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column { $(#[doc = $meaning_en] $column,)* }

        impl Column {
            /// All columns, the required ones first.
            pub const ALL: &'static [Self] = &[$(Self::$column),*];
        }

        static ENTRIES: &[Entry] = &[$(Entry {
            id: $id,
            required: needed!($needed),
            holds: $holds,
            usual: first!($(Some(($low, $high)),)? None),
            unit: first!($(Text { en: $unit_en, zh: $unit_zh },)? EMPTY),
            name: Text { en: $name_en, zh: $name_zh },
            meaning: Text { en: $meaning_en, zh: $meaning_zh },
            remedy: first!($(Text { en: $remedy_en, zh: $remedy_zh },)? EMPTY),
            stands_for: &[$($($setting),+)?],
        }),*];
    };
}

macro_rules! needed {
    (required) => {
        true
    };
    (optional) => {
        false
    };
}

/// The first of some expressions.
macro_rules! first {
    ($first:expr $(, $others:expr)*) => {
        $first
    };
}

const EMPTY: Text = Text { en: "", zh: "" };
const MOST_POSTS: f64 = super::MOST_POSTS as f64;

columns! {
    Code "code": required Holds::Words,
        en "code" "Unique code of the community; its luck hangs on it, not on its name.";
        zh "代码" "社区的唯一代码，随机抽取以代码而非名称为准。";

    County "county": required Holds::Words,
        en "county" "County of the community: one treasury, one budget and one campaign for each.";
        zh "旗县" "社区所属旗县，每个旗县各有一个财政、一份预算和一项专项行动。";

    Township "township": required Holds::Words,
        en "township" "Township or subdistrict office of the community, within its county.";
        zh "乡镇街道" "社区所属乡镇、苏木或街道。";

    Community "community": required Holds::Words,
        en "community" "Name of the community.";
        zh "社区" "社区名称。";

    Zone "zone": required Holds::Zone,
        en "zone" "urban, rural or pastoral.";
        zh "地区类型" "urban（城镇）、rural（农村）或pastoral（牧区）。";

    Adults "adults": required Holds::Whole(0.0, super::MOST_ADULTS as f64),
        usual 50.0..=15000.0,
        unit "adults" "人",
        en "adults" "Residents aged 18 and over in month 0." "no blanks or commas in it; divide a larger community into several";
        zh "成年居民" "第0个月的18岁及以上居民。" "数字中不要有空格或逗号；更大的社区请拆分成几个";

    MigrantShare "migrant_share": required Holds::Real(0.0, 1.0),
        usual 0.0..=0.95,
        unit "share" "比例",
        en "share of migrants" "Share of migrants among the adults in month 0." "30 % is 0.3";
        zh "流动人口比例" "第0个月流动人口占成年居民的比例。" "30%写作0.3";

    Posts "posts": optional Holds::Whole(1.0, MOST_POSTS),
        usual 2.0..=40.0,
        unit "posts" "个",
        stands for "staff_per_10k", "min_staff";
        en "posts" "Posts allowed in month 1, the director's included. Later quotas stand to those of the staffing norm as this one does." "count the director's post too";
        zh "岗位数" "第1个月核定的岗位数，含主任；此后与按配备标准计算的岗位数保持同一比例。" "主任岗位也计算在内";

    Staff "staff": optional Holds::Whole(0.0, MOST_POSTS),
        usual 1.0..=40.0,
        unit "cadres" "人",
        stands for "posts_filled";
        en "staff" "Cadres in post in month 0, the director included." "count persons, not shares";
        zh "在岗人数" "第0个月在岗的社区工作者人数，含主任。" "请填人数，不是比例";

    PartTime "part_time": optional Holds::Whole(0.0, MOST_POSTS),
        usual 0.0..=20.0,
        unit "posts" "个",
        stands for "part_time_share";
        en "part-time posts" "Part-time posts in month 0; the director's is none of them." "count posts, not shares";
        zh "兼职岗位数" "第0个月的兼职岗位数，不含主任。" "请填岗位数，不是比例";

    BaseGrant "base_grant": optional Holds::Setting,
        usual 1000.0..=1000000.0,
        stands for "base_grant";
        en "base grant" "The community's own baseline value of the lever base_grant." "write yuan: 6.5 ten thousands are 65000";
        zh "基础补助" "该社区政策杠杆base_grant的基线取值。" "单位为元：6.5万元写作65000";

    PayRatio "pay_ratio": optional Holds::Setting,
        usual 0.3..=1.5,
        stands for "pay_ratio";
        en "pay ratio" "The community's own baseline value of the lever pay_ratio." "62 % of the local wage is 0.62";
        zh "薪酬比" "该社区政策杠杆pay_ratio的基线取值。" "当地平均工资的62%写作0.62";

    CountyZh "county_zh": optional Holds::Words,
        en "county in Chinese" "Chinese name of the county, shown in Chinese; of several the first.";
        zh "旗县中文名" "旗县的中文名称，中文界面中显示；有多个时取第一个。";

    TownshipZh "township_zh": optional Holds::Words,
        en "township in Chinese" "Chinese name of the township, shown in Chinese; of several the first.";
        zh "乡镇街道中文名" "乡镇、苏木或街道的中文名称，中文界面中显示；有多个时取第一个。";

    CommunityZh "community_zh": optional Holds::Words,
        en "community in Chinese" "Chinese name of the community, shown in Chinese; an intervention may name the community by it.";
        zh "社区中文名" "社区的中文名称，中文界面中显示，干预也可用它指定社区。";
}

impl Column {
    /// The entry.
    pub fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }

    /// Header of the column.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// The column with a header.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.id() == id)
    }

    /// Whether it does the work of settings.
    pub fn is_stand_in(self) -> bool {
        !self.entry().stands_for.is_empty()
    }

    /// The columns that a table must have.
    pub fn required() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|column| column.entry().required)
    }

    /// Headers of the columns that a table must have, separated by commas.
    pub fn header() -> String {
        Self::required().map(Self::id).collect::<Vec<_>>().join(",")
    }
}

/// Whether a column is there for readers: it is not used, and nobody expects it to be.
pub fn is_documentation(column: &str) -> bool {
    matches!(column, "league" | "kind" | "basis") || column.ends_with("_zh")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_found_by_its_header_and_speaks_both_languages() {
        for &column in Column::ALL {
            let entry = column.entry();
            assert_eq!(Column::find(entry.id), Some(column));
            for text in [entry.name, entry.meaning] {
                assert!(text.en.is_ascii() && !text.zh.is_ascii(), "{}", entry.id);
            }
        }
        assert_eq!(Column::header(), "code,county,township,community,zone,adults,migrant_share");
    }

    #[test]
    fn numbers_have_ranges_that_hold_what_is_usual_and_say_what_to_do() {
        for entry in Column::ALL.iter().map(|column| column.entry()) {
            let (Some((low, high)), Some((least, most))) = (entry.range(), entry.usual) else {
                assert!(entry.range().is_none() && entry.usual.is_none(), "{}", entry.id);
                continue;
            };
            assert!(low <= least && least < most && most <= high, "{}", entry.id);
            assert!(!entry.remedy.en.is_empty() && !entry.remedy.zh.is_empty(), "{}", entry.id);
        }
    }

    #[test]
    fn columns_do_the_work_of_settings_that_there_are() {
        for entry in Column::ALL.iter().map(|column| column.entry()) {
            assert_eq!(entry.setting().is_some(), entry.holds == Holds::Setting, "{}", entry.id);
            assert!(
                entry.stands_for.iter().all(|id| SettingId::find(id).is_some()),
                "{}",
                entry.id
            );
        }
    }
}
