//! Counties and township offices.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::ledger::Ledger;
use super::tally::CountyTally;
use crate::random::Luck;
use crate::setting::{PaidShare, Settings};

/// A county: treasury, budget and campaign of its communities.
#[derive(Clone, Debug)]
pub struct County {
    /// Name, as in the place's table.
    pub name: String,
    /// Luck of the county.
    pub luck: Luck,
    /// The treasury's books.
    pub ledger: Ledger,
    /// Settings of the county in force.
    pub settings: Arc<Settings>,
    /// Revenue per adult of the calendar year: the mean over its months.
    pub revenue_per_adult: f64,
    /// Campaign intensity a, a first-order autoregression.
    pub campaign: f64,
    /// Revenue of the calendar year, fen.
    pub revenue: i64,
    /// (P + O + X) / revenue of the year; none without revenue.
    pub pressure: Option<f64>,
    /// Fulfilment ratio f of grants and programmes.
    pub fulfilment: f64,
    /// Paid over cost of this month's programmes.
    pub paid_ratio: PaidShare,
    /// Observations of the month that exist for the whole county only.
    pub tally: CountyTally,
}

/// All counties, in the order of the place.
#[derive(Resource, Clone, Debug)]
pub struct Counties(pub Vec<County>);

/// A township office.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Township {
    /// Hours of social organisations bought this month.
    pub social_hours: f64,
    /// Adults of its communities this month.
    pub adults: u32,
    /// Number of its communities.
    pub communities: u32,
}

/// All township offices, in the order of the place.
#[derive(Resource, Clone, Debug)]
pub struct Townships(pub Vec<Township>);
