//! What units must share to stand in one study: model, study, scenarios and places.

use std::path::Path;

use scenario::{Rows, Study};
use serde::{Deserialize, Serialize};

use super::{KEY, StudyError};
use crate::output::file::write_new;
use crate::output::receipt::{Program, RESULTS, Source, ids, sha256};
use crate::output::room::disk;
use crate::quantity::Text;

/// What decides the values of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyKey {
    /// Name of the study.
    pub study: String,
    /// Hash of its factors, design and seeds, but for what may grow: the number of points, where the design
    /// extends, and of seeds.
    pub(crate) design_sha256: String,
    /// The scenarios and their places.
    pub scenarios: Vec<Source>,
    /// Metrics.
    pub metrics: Vec<String>,
    /// Whether differences from the first scenario are among the outcomes.
    pub difference: bool,
    /// Version of the program.
    pub version: String,
    /// Hash of the sources that decide numbers.
    pub numbers_sha256: String,
    /// See [`RESULTS`].
    pub results: u32,
}

impl StudyKey {
    /// The key of a study; `rows` are the points of the lists of its designs, where they have one.
    pub fn new(study: &Study, rows: &[Rows], scenarios: Vec<Source>, program: &Program) -> Self {
        let growing = study.growing();
        let factors: Vec<String> = study
            .factors
            .iter()
            .map(|one| format!("{} {:?} {} {:?}", one.path, one.role, one.group, one.values))
            .collect();
        let mut design = format!("{factors:?}\n{} {:?}\n", study.common_seeds, study.months);
        for (at, side) in study.sides().iter().enumerate() {
            let asked = side.asked;
            let count = if growing == Some(at) { 0 } else { asked.count };
            let rows = rows.get(at);
            design.push_str(&format!("{} {count} {} {rows:?}\n", asked.method.id(), asked.key));
        }
        Self {
            study: study.name.clone(),
            design_sha256: sha256(design.as_bytes()),
            scenarios,
            metrics: ids(&study.outcomes),
            difference: study.difference,
            version: program.version.clone(),
            numbers_sha256: program.numbers.clone(),
            results: RESULTS,
        }
    }

    /// The key as one hash.
    pub fn hash(&self) -> String {
        sha256(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }

    /// Writes the key into a folder, or holds it against the one that is there.
    pub(super) fn enter(&self, folder: &Path) -> Result<(), StudyError> {
        let path = folder.join(KEY);
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        match write_new(&path, text.as_bytes()) {
            Ok(()) => return Ok(()),
            // Somebody was before: of the same study, one hopes.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StudyError::io(&path, error)),
        }
        self.check(folder)
    }

    /// Holds the key against that of a folder.
    ///
    /// # Errors
    /// If there is none, or another one.
    pub fn check(&self, folder: &Path) -> Result<(), StudyError> {
        let path = folder.join(KEY);
        let text = disk::read_text(&path).map_err(|error| StudyError::io(&path, error))?;
        let there: Self = serde_json::from_str(&text).map_err(|_| StudyError::Foreign(path))?;
        let differs = self.differences(&there);
        if differs.is_empty() {
            Ok(())
        } else {
            Err(StudyError::Other(folder.to_path_buf(), differs))
        }
    }

    fn differences(&self, there: &Self) -> Vec<Text> {
        let names =
            |key: &Self| key.scenarios.iter().map(|of| of.sha256.clone()).collect::<Vec<_>>();
        let places =
            |key: &Self| key.scenarios.iter().map(|of| of.place_sha256.clone()).collect::<Vec<_>>();
        let all = [
            (self.study != there.study, Text { en: "another study", zh: "研究不同" }),
            (
                self.design_sha256 != there.design_sha256,
                Text { en: "other factors or another design", zh: "因素或设计不同" },
            ),
            (names(self) != names(there), Text { en: "another scenario", zh: "情景不同" }),
            (places(self) != places(there), Text { en: "another place", zh: "地点不同" }),
            (
                self.metrics != there.metrics || self.difference != there.difference,
                Text { en: "other outcomes", zh: "结果指标不同" },
            ),
            (
                (&self.version, &self.numbers_sha256, self.results)
                    != (&there.version, &there.numbers_sha256, there.results),
                Text { en: "another version of the model", zh: "模型版本不同" },
            ),
        ];
        all.into_iter().filter(|(differs, _)| *differs).map(|(_, text)| text).collect()
    }
}
