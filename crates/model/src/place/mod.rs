//! Places: which communities there are, in which townships and counties, with how many adults.

mod column;
mod encoding;
mod generate;
mod header;
mod length;
mod names;
mod number;
mod problem;
pub mod region;
mod rows;
mod signs;
mod source;
mod survey;
mod table;
mod totals;
mod workbook;

use crate::quantity::{Language, ZONES, Zone};
use crate::setting::{SettingId, Settings};

pub use column::{Column, Entry, Holds, is_documentation};
pub use generate::{Impossible, Wish, generate};
pub use problem::{Damage, Difference, Oddity, Problem, RowFault, Sign, Unusual, What};
pub use source::{Source, source};
pub use survey::{Group, Survey};
pub use table::{MOST_COLUMNS, MOST_COMMUNITIES, MOST_COUNTIES, Table, known_columns, read_table};
pub use workbook::Unreadable;

/// The most adults a community can hold: rows of residents are 16-bit numbers.
pub const MOST_ADULTS: usize = 65_535;
/// The most posts that a table can give a community.
pub(crate) const MOST_POSTS: usize = 1_000;

/// One community of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct CommunityRow {
    /// Unique code, as in the place's table; it keys the community's luck.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Position of its county in [`Place::counties`].
    pub county: usize,
    /// Position of its township office in [`Place::townships`].
    pub township: usize,
    /// Zone.
    pub zone: Zone,
    /// Residents aged 18 and over at the start.
    pub adults: u32,
    /// Share of migrants among them.
    pub migrant_share: f64,
    /// What its table says of it beyond that.
    pub given: Given,
}

/// What a table may say of a community beyond what it must.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// Chinese name.
    pub name_zh: Option<String>,
    /// Posts in month 1.
    pub posts: Option<u16>,
    /// Cadres in post in month 0.
    pub staff: Option<u16>,
    /// Part-time posts in month 0.
    pub part_time: Option<u16>,
    /// Values of settings from month 1, in the place of those of the zone.
    pub settings: Vec<(SettingId, f64)>,
}

impl Given {
    /// Whether the table gives what a column holds; nothing is known of the names of areas here.
    pub fn has(&self, column: Column) -> bool {
        match column {
            Column::CommunityZh => self.name_zh.is_some(),
            Column::Posts => self.posts.is_some(),
            Column::Staff => self.staff.is_some(),
            Column::PartTime => self.part_time.is_some(),
            _ => self.settings.iter().any(|&(id, _)| column.entry().setting() == Some(id)),
        }
    }

    /// Forgets what a column of numbers gives.
    pub fn forget(&mut self, column: Column) {
        match column {
            Column::Posts => self.posts = None,
            Column::Staff => self.staff = None,
            Column::PartTime => self.part_time = None,
            _ => self.settings.retain(|&(id, _)| column.entry().setting() != Some(id)),
        }
    }
}

impl CommunityRow {
    /// The name in a language, where there is one in it.
    pub fn name_in(&self, language: Language) -> &str {
        in_language(&self.name, self.given.name_zh.as_ref(), language)
    }
}

/// A county.
#[derive(Clone, Debug, PartialEq)]
pub struct CountyRow {
    /// Name; it keys the county's luck.
    pub name: String,
    /// Chinese name.
    pub name_zh: Option<String>,
}

impl CountyRow {
    /// The name in a language, where there is one in it.
    pub fn name_in(&self, language: Language) -> &str {
        in_language(&self.name, self.name_zh.as_ref(), language)
    }
}

fn in_language<'a>(name: &'a str, zh: Option<&'a String>, language: Language) -> &'a str {
    match (language, zh) {
        (Language::Zh, Some(zh)) => zh,
        _ => name,
    }
}

/// A township office.
#[derive(Clone, Debug, PartialEq)]
pub struct TownshipRow {
    /// Name.
    pub name: String,
    /// Chinese name.
    pub name_zh: Option<String>,
    /// Position of its county.
    pub county: usize,
}

impl TownshipRow {
    /// The name in a language, where there is one in it.
    pub fn name_in(&self, language: Language) -> &str {
        in_language(&self.name, self.name_zh.as_ref(), language)
    }
}

/// A place: counties, their townships, their communities.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Counties, in the order of their first community.
    pub counties: Vec<CountyRow>,
    /// Township offices.
    pub townships: Vec<TownshipRow>,
    /// Communities, in the order of the table.
    pub communities: Vec<CommunityRow>,
    /// Whether it was read from a table: the revenue of such a county is derived (model 5.1).
    pub from_table: bool,
}

impl Place {
    /// The place that `[place]` describes by zone: one county, townships of consecutive communities.
    pub fn synthetic(settings: &[Settings; 3]) -> Self {
        let mut place = Self {
            counties: vec![CountyRow { name: "county".to_owned(), name_zh: None }],
            townships: Vec::new(),
            communities: Vec::new(),
            from_table: false,
        };
        for zone in ZONES {
            let given = &settings[zone.index()].place;
            for ordinal in 0..given.communities {
                if ordinal % given.township_size.max(1) == 0 {
                    let number = ordinal / given.township_size.max(1) + 1;
                    let name = format!("{}-township-{number}", zone.id());
                    place.townships.push(TownshipRow { name, name_zh: None, county: 0 });
                }
                let code = format!("{}-{}", zone.id(), ordinal + 1);
                place.communities.push(CommunityRow {
                    name: code.clone(),
                    code,
                    county: 0,
                    township: place.townships.len() - 1,
                    zone,
                    adults: given.adults,
                    migrant_share: given.migrant_share,
                    given: Given::default(),
                });
            }
        }
        place
    }

    /// Columns that do the work of settings, of which the table gives some community's value.
    pub fn stand_ins(&self) -> Vec<Column> {
        let given = |column| self.communities.iter().any(|row| row.given.has(column));
        let stand_ins = Column::ALL.iter().copied().filter(|column| column.is_stand_in());
        stand_ins.filter(|&column| given(column)).collect()
    }

    /// Adults of all communities at the start.
    pub fn adults(&self) -> u64 {
        self.communities.iter().map(|community| u64::from(community.adults)).sum()
    }
}
