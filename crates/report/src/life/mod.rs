//! One life in two histories, told in sentences: for the terminal and the page.

mod followed;
pub mod names;
mod steps;
mod story;
pub mod words;

use crate::comparison;
use crate::experiment::trace::Subject;
use crate::policy::Scenario;
use crate::quantity::Language;

pub use steps::{Moment, chain, worlds_part};
pub use story::story;

/// Two scenarios that may be traced, and how it is told.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// The baseline and the scenario.
    pub scenarios: [&'a Scenario; 2],
    /// The seed of both histories.
    pub seed: u64,
    /// The language.
    pub language: Language,
}

impl Pair<'_> {
    /// Names of the scenarios.
    pub fn names(&self) -> [&str; 2] {
        self.scenarios.map(|scenario| scenario.name.as_str())
    }

    /// The text that names a resident or post, as options take it.
    pub fn id(&self, community: usize, number: impl std::fmt::Display) -> String {
        let communities = &self.scenarios[0].place.communities;
        let code = communities.get(community).map_or("", |row| row.code.as_str());
        format!("{code}/{number}")
    }

    /// The same of a subject.
    pub fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Resident(community, id) => self.id(community, id),
            Subject::Post(community, number) => self.id(community, number),
        }
    }

    /// The name of a community, with its code where they differ.
    pub fn community(&self, community: usize) -> String {
        let communities = &self.scenarios[0].place.communities;
        communities.get(community).map_or(String::new(), |row| {
            let name = row.name_in(self.language);
            match (name == row.code, self.language) {
                (true, _) => row.code.clone(),
                (false, Language::En) => format!("{name} ({})", row.code),
                (false, Language::Zh) => format!("{name}（{}）", row.code),
            }
        })
    }
}

/// That the histories are the same in all months, with the reason if it is known.
pub fn never_apart(pair: &Pair) -> String {
    let [baseline, scenario] = pair.scenarios;
    let why = comparison::never_apart(baseline, scenario, pair.seed);
    match (why, pair.language) {
        (None, Language::En) => "The histories never part.".to_owned(),
        (None, Language::Zh) => "两段历史始终相同。".to_owned(),
        (Some(why), Language::En) => format!("The histories never part: {}.", why.en),
        (Some(why), Language::Zh) => format!("两段历史始终相同：{}。", why.zh),
    }
}
