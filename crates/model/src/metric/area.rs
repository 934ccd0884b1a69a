//! Areas for which metrics are given, and how fine they are.

use crate::place::{CountyRow, Place};
use crate::quantity::ZONES;

/// A level of observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// All counties of a place that has several.
    Place,
    /// A county.
    County,
    /// The communities of one zone of a county.
    Zone,
    /// A community.
    Community,
}

impl Level {
    /// The level's identifier, as in the CSV files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::County => "county",
            Self::Zone => "zone",
            Self::Community => "community",
        }
    }
}

/// The finest level that is observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// Counties (and the place).
    County,
    /// Zones too.
    #[default]
    Zone,
    /// Communities too.
    Community,
}

/// An area for which metrics are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Level.
    pub level: Level,
    /// Name: of a community its code; of a zone in a place of several counties `county/zone`.
    pub name: String,
    /// Position of its county; of the place 0.
    pub county: usize,
}

/// The areas of a place: the place itself where it has several counties, then each county with its
/// zones, then the communities if they are wanted. Zones without a community are left out.
pub fn areas(place: &Place, detail: Detail) -> Vec<Area> {
    let mut areas = Vec::new();
    let several = place.counties.len() > 1;
    if several {
        areas.push(Area { level: Level::Place, name: "place".to_owned(), county: 0 });
    }
    for (county, CountyRow { name, .. }) in place.counties.iter().enumerate() {
        areas.push(Area { level: Level::County, name: name.clone(), county });
        for zone in ZONES {
            let mut rows = place.communities.iter();
            if rows.any(|row| row.county == county && row.zone == zone) {
                let zone = zone.id();
                let name = if several { format!("{name}/{zone}") } else { zone.to_owned() };
                areas.push(Area { level: Level::Zone, name, county });
            }
        }
    }
    if detail == Detail::Community {
        areas.extend(place.communities.iter().map(|row| Area {
            level: Level::Community,
            name: row.code.clone(),
            county: row.county,
        }));
    }
    areas
}
