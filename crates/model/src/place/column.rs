//! The columns of a place's table: one entry each, from which the reader, the faults, the dictionary
//! and the documents derive.

use crate::quantity::Text;
use crate::setting;
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
    /// A value of a setting, of the same identifier, in its range and unit.
    Setting(SettingId),
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
    pub stands_for: &'static [SettingId],
    /// Other headers under which tables have it.
    pub also: &'static [&'static str],
}

impl Entry {
    /// The setting of which the column holds values.
    pub fn setting(&self) -> Option<SettingId> {
        if let Holds::Setting(id) = self.holds { Some(id) } else { None }
    }

    /// Legal range; none where fields are no numbers.
    pub fn range(&self) -> Option<(f64, f64)> {
        match self.holds {
            Holds::Words | Holds::Zone => None,
            Holds::Whole(low, high) | Holds::Real(low, high) => Some((low, high)),
            Holds::Setting(id) => Some(id.setting().range),
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
            $(also $($also:literal),+;)?
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
            stands_for: &[$($(setting!($setting)),+)?],
            also: &[$($($also),+)?],
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
const MOST_RESIDENTS: f64 = 1_000_000.0;

columns! {
    Code "code": required Holds::Words,
        also "编码", "社区代码", "社区编码", "统计代码", "区划代码", "行政区划代码", "统计用区划代码", "社区编号";
        en "code" "Unique code of the community; its luck hangs on it, not on its name.";
        zh "代码" "社区的唯一代码，随机抽取以代码而非名称为准。";

    County "county": required Holds::Words,
        also "县", "区县", "县区", "旗县区", "旗县市区", "县市区", "县级", "所属旗县", "所属区县", "旗县名称", "区县名称";
        en "county" "County of the community: one treasury, one budget and one campaign for each.";
        zh "旗县" "社区所属旗县，每个旗县各有一个财政、一份预算和一项专项行动。";

    Township "township": required Holds::Words,
        also "乡镇", "街道", "苏木", "苏木乡镇", "苏木镇", "乡镇苏木", "镇街", "乡镇、街道", "乡镇/街道", "乡级", "所属乡镇", "乡镇名称", "街道乡镇";
        en "township" "Township or subdistrict office of the community, within its county.";
        zh "乡镇街道" "社区所属乡镇、苏木或街道。";

    Community "community": required Holds::Words,
        also "社区名称", "村", "嘎查", "嘎查村", "村社区", "社区村", "村/社区", "社区/村", "村居", "行政村", "村名", "小区名称";
        en "community" "Name of the community.";
        zh "社区" "社区名称。";

    Zone "zone": required Holds::Zone,
        also "类型", "城乡分类", "城乡类型", "城乡分类代码", "城乡属性", "地区";
        en "zone" "urban, rural or pastoral.";
        zh "地区类型" "urban（城镇）、rural（农村）或pastoral（牧区）。";

    Adults "adults": required Holds::Whole(0.0, super::MOST_ADULTS as f64),
        usual 50.0..=15000.0,
        unit "adults" "人",
        also "成年人", "成年人口", "成年人口数", "成年人数", "成年居民数", "18岁及以上人口", "18岁以上人口", "18岁及以上居民";
        en "adults" "Residents aged 18 and over in month 0." "no blanks or commas in it; divide a larger community into several";
        zh "成年居民" "第0个月的18岁及以上居民。" "数字中不要有空格或逗号；更大的社区请拆分成几个";

    MigrantShare "migrant_share": required Holds::Real(0.0, 1.0),
        usual 0.0..=0.95,
        unit "share" "比例",
        also "流动人口占比", "流动人口比重", "流动人口比率", "流动比例", "外来人口比例", "外来人口占比";
        en "share of migrants" "Share of migrants among the adults in month 0." "30 % is 0.3";
        zh "流动人口比例" "第0个月流动人口占成年居民的比例。" "30%写作0.3";

    Residents "residents": optional Holds::Whole(0.0, MOST_RESIDENTS),
        usual 60.0..=19000.0,
        unit "residents" "人",
        also "population", "常住人口数", "常住居民", "居民人数", "居民数";
        en "residents" "Residents of all ages; where there is no column adults, adults are these divided by residents_per_adult, rounded." "count persons";
        zh "常住人口" "各年龄常住人口；没有成年居民列时，成年居民数为其除以residents_per_adult后取整。" "请填人数";

    Posts "posts": optional Holds::Whole(1.0, MOST_POSTS),
        usual 2.0..=40.0,
        unit "posts" "个",
        stands for "staff_per_10k", "min_staff";
        also "岗位", "核定岗位", "核定岗位数", "编制岗位数";
        en "posts" "Posts allowed in month 1, the director's included. Later quotas stand to those of the staffing norm as this one does." "count the director's post too";
        zh "岗位数" "第1个月核定的岗位数，含主任；此后与按配备标准计算的岗位数保持同一比例。" "主任岗位也计算在内";

    Staff "staff": optional Holds::Whole(0.0, MOST_POSTS),
        usual 1.0..=40.0,
        unit "cadres" "人",
        stands for "posts_filled";
        also "社区工作者", "社区工作者人数", "社区工作者数", "工作人员", "工作人员数", "在岗人员", "在岗";
        en "staff" "Cadres in post in month 0, the director included." "count persons, not shares";
        zh "在岗人数" "第0个月在岗的社区工作者人数，含主任。" "请填人数，不是比例";

    PartTime "part_time": optional Holds::Whole(0.0, MOST_POSTS),
        usual 0.0..=20.0,
        unit "posts" "个",
        stands for "part_time_share";
        also "兼职", "兼职岗位";
        en "part-time posts" "Part-time posts in month 0; the director's is none of them." "count posts, not shares";
        zh "兼职岗位数" "第0个月的兼职岗位数，不含主任。" "请填岗位数，不是比例";

    BaseGrant "base_grant": optional Holds::Setting(setting!("base_grant")),
        usual 1000.0..=1000000.0,
        stands for "base_grant";
        also "补助", "基本补助", "年补助";
        en "base grant" "The community's own baseline value of the lever base_grant." "write yuan: 6.5 ten thousands are 65000";
        zh "基础补助" "该社区政策杠杆base_grant的基线取值。" "单位为元：6.5万元写作65000";

    PayRatio "pay_ratio": optional Holds::Setting(setting!("pay_ratio")),
        usual 0.3..=1.5,
        stands for "pay_ratio";
        also "薪酬比例", "工资比";
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

    /// The column that a header means which is written otherwise: in capitals, in words, in Chinese, with
    /// its unit in brackets behind it.
    pub fn meant(header: &str) -> Option<Self> {
        let plain = |text: &str| {
            let wide = |letter| {
                if ('！'..='～').contains(&letter) {
                    u32::from(letter) - 0xfee0
                } else {
                    letter.into()
                }
            };
            let narrow = text.chars().filter_map(|letter| char::from_u32(wide(letter)));
            let words =
                narrow.filter(|letter| letter.is_alphanumeric() || "(/、".contains(*letter));
            words.collect::<String>().to_lowercase()
        };
        let header = plain(header);
        let header = header.split('(').next().unwrap_or(&header);
        let has = |column: &Self| {
            let Entry { id, name, also, .. } = column.entry();
            [*id, name.en, name.zh].iter().chain(*also).any(|&name| plain(name) == header)
        };
        Self::ALL.iter().copied().find(has).filter(|_| !header.is_empty())
    }

    /// The column with the Chinese names of what this one names.
    pub fn in_chinese(self) -> Option<Self> {
        match self {
            Self::County => Some(Self::CountyZh),
            Self::Township => Some(Self::TownshipZh),
            Self::Community => Some(Self::CommunityZh),
            _ => None,
        }
    }

    /// Whether it does the work of settings.
    pub(crate) fn is_stand_in(self) -> bool {
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
    let is_residents = || Column::meant(column) == Some(Column::Residents);
    matches!(column, "league" | "kind" | "basis") || column.ends_with("_zh") || is_residents()
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
    fn a_column_that_holds_a_setting_has_its_identifier() {
        for entry in Column::ALL.iter().map(|column| column.entry()) {
            assert!(entry.setting().is_none_or(|id| id.setting().id == entry.id), "{}", entry.id);
        }
    }
}
