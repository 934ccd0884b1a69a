//! A world at month 0, and whoever arrives later (model sections 4 and 5.10).

mod people;
mod references;
mod team;

pub(crate) use people::{first_residents, newcomer};
pub(crate) use references::{Present, fill_places, list_open, rename};
pub(crate) use team::first_team;
