//! The outcomes of the first look.

use super::Comparison;

/// What a reader sees first: participation, trust, requests, staff, money.
const FIRST: [&str; 8] = [
    "participation_yearly",
    "participation_ratio",
    "trust",
    "resolution_rate",
    "unmet_need",
    "staff_turnover",
    "burnout",
    "spending",
];

/// So many are shown at least, where as many are compared.
const LEAST: usize = 6;

impl Comparison {
    /// The outcomes of the first look: those of a fixed list that are compared, and others where these are few.
    pub fn first_look(&self) -> Vec<&str> {
        let compared = |id: &&str| self.metrics.iter().any(|metric| metric == id);
        let mut found: Vec<&str> = FIRST.into_iter().filter(compared).collect();
        let others = self.metrics.iter().map(String::as_str).filter(|id| !FIRST.contains(id));
        let missing = LEAST.saturating_sub(found.len());
        found.extend(others.take(missing));
        found
    }
}
