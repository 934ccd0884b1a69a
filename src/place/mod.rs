//! Places: which communities there are, in which townships and counties, with how many adults.

mod rows;
mod table;

use crate::quantity::{ZONES, Zone};
use crate::setting::Settings;

pub use table::{
    COLUMNS, MOST_COLUMNS, MOST_COMMUNITIES, MOST_COUNTIES, Problem, RowFault, Table,
    is_documentation, read_table,
};

/// The most adults a community can hold: rows of residents are 16-bit numbers.
pub const MOST_ADULTS: usize = 65_535;

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
}

/// A township office.
#[derive(Clone, Debug, PartialEq)]
pub struct TownshipRow {
    /// Name.
    pub name: String,
    /// Position of its county.
    pub county: usize,
}

/// A place: counties, their townships, their communities.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Names of the counties, in the order of their first community.
    pub counties: Vec<String>,
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
            counties: vec!["county".to_owned()],
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
                    place.townships.push(TownshipRow { name, county: 0 });
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
                });
            }
        }
        place
    }

    /// Adults of all communities at the start.
    pub fn adults(&self) -> u64 {
        self.communities.iter().map(|community| u64::from(community.adults)).sum()
    }
}
