//! The receipt of a result (`manifest.json`): what made it, and what it is a result of.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::comparison;
use crate::metric::{Detail, METRICS};
use crate::policy::Scenario;
use crate::quantity::Language;

use super::error::Difference;

/// What a result is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Name of the scenario.
    pub scenario: String,
    /// The scenario as a text that runs by itself.
    pub resolved: String,
    /// The place's table, if it has one.
    pub place_table: Option<String>,
    /// Positions of the metrics that become columns.
    pub metrics: Vec<usize>,
    /// The finest level.
    pub detail: Detail,
    /// Seeds to run, ascending.
    pub seeds: Vec<u64>,
    /// The command line.
    pub command: Vec<String>,
    /// What is run, for the report.
    pub policy: Scenario,
    /// Language in which the report opens.
    pub language: Language,
}

/// The receipt. It and the report, which tells the command, are the only files of a result that may differ
/// between equal results.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Receipt {
    /// Program.
    pub program: String,
    /// Version.
    pub version: String,
    /// Commit of the source, or `unknown`.
    pub commit: String,
    /// Name of the scenario.
    pub scenario: String,
    /// SHA-256 of the resolved scenario.
    pub scenario_sha256: String,
    /// SHA-256 of the place's table, if it has one.
    pub place_sha256: Option<String>,
    /// Columns of metrics.
    pub metrics: Vec<String>,
    /// The finest level.
    pub detail: String,
    /// Seeds in the result, ascending.
    pub seeds: Vec<u64>,
    /// Threads of the last command.
    pub threads: usize,
    /// Wall time of the last command, seconds.
    pub wall_seconds: f64,
    /// The last command.
    pub command: Vec<String>,
}

impl Receipt {
    /// The receipt of a request, before it has seeds.
    pub fn of(request: &Request) -> Self {
        Self {
            program: "cogov".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: crate::output::COMMIT.to_owned(),
            scenario: request.scenario.clone(),
            scenario_sha256: sha256(request.resolved.as_bytes()),
            place_sha256: request.place_table.as_ref().map(|table| sha256(table.as_bytes())),
            metrics: request.metrics.iter().map(|&at| METRICS[at].id.to_owned()).collect(),
            detail: word_of(request.detail).to_owned(),
            seeds: Vec::new(),
            threads: 0,
            wall_seconds: 0.0,
            command: request.command.clone(),
        }
    }

    /// What the report tells of it.
    pub fn for_report(&self) -> comparison::Receipt {
        comparison::Receipt {
            version: self.version.clone(),
            commit: self.commit.clone(),
            scenarios: vec![self.scenario_sha256.clone()],
            places: vec![self.place_sha256.clone()],
            command: self.command.clone(),
        }
    }

    /// Why seeds of two receipts cannot stand in one result; nothing where they can.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let program = |receipt: &Self| (receipt.version.clone(), receipt.commit.clone());
        let all = [
            (Difference::Scenario, self.scenario_sha256 != other.scenario_sha256),
            (Difference::Place, self.place_sha256 != other.place_sha256),
            (Difference::Program, program(self) != program(other)),
            (Difference::Metrics, self.metrics != other.metrics),
            (Difference::Detail, self.detail != other.detail),
        ];
        all.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
    }
}

/// A detail as the receipt writes it.
fn word_of(detail: Detail) -> &'static str {
    match detail {
        Detail::County => "county",
        Detail::Zone => "zone",
        Detail::Community => "community",
    }
}

/// The detail that a receipt names.
pub fn detail_of(word: &str) -> Option<Detail> {
    let all = [Detail::County, Detail::Zone, Detail::Community];
    all.into_iter().find(|&detail| word_of(detail) == word)
}

/// SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
