//! The lives that a comparison follows: what each resident of the last burn-in month lived through
//! since. A run that is not compared has none.

use bevy_ecs::prelude::*;

/// Residents who are followed, ascending by id; those who have gone stay in the list.
#[derive(Component, Clone, Debug, Default, PartialEq, Eq)]
pub struct Lives {
    /// Id within the community.
    pub ids: Vec<u32>,
    /// Whether the resident was a migrant when the list was made.
    pub migrant: Vec<bool>,
    /// Months in which the resident took part.
    pub took_part: Vec<u16>,
    /// Needs that were not reported, failed or lapsed.
    pub unmet: Vec<u16>,
}
