//! Requests of residents and the outcomes of a month.

use bevy_ecs::prelude::*;

/// A request that residents filed and nobody has finished.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Id of the resident.
    pub resident: u32,
    /// Row of the resident.
    pub row: u16,
    /// Month filed.
    pub filed: u16,
    /// Hours of work left.
    pub left: f32,
    /// Position of its type among the service types.
    pub kind: u8,
    /// Whether work has begun and materials are paid.
    pub(crate) started: bool,
}

/// The queue of a community, oldest first.
#[derive(Component, Clone, Debug, Default, PartialEq)]
pub struct Queue(pub Vec<Request>);

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// Finished and solved.
    Resolved,
    /// Finished and not solved.
    Failed,
    /// Not finished in time.
    Lapsed,
}

/// What happened in a community this month and touches attitudes.
#[derive(Component, Clone, Debug, Default, PartialEq)]
pub struct Events {
    /// Rows of residents whose need was not reported.
    pub unreported: Vec<u16>,
    /// Requests that ended: row of the resident, how, and its age in months.
    pub ended: Vec<(u16, Ending, u16)>,
    /// Disputes.
    pub disputes: u32,
    /// Disputes that escalated.
    pub escalations: u32,
    /// Votes over adults, in a month with an election.
    pub turnout: Option<f64>,
}

impl Events {
    /// Forgets the month.
    pub fn clear(&mut self) {
        self.unreported.clear();
        self.ended.clear();
        self.disputes = 0;
        self.escalations = 0;
        self.turnout = None;
    }
}
