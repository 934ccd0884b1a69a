//! A choice checked: its race is run again on what its tables say of each seed, and what follows from it is made anew.

use std::path::Path;

use serde_json::Value;

use super::derived::compare;
use super::mismatch::What;
use super::outcomes::outcomes;
use super::table::{Checked, TableCheck};
use super::{Build, Check};
use crate::experiment::SeedOutcome;
use crate::output::choice::{
    CHOICE, CHOICE_TABLE, FRONT_TABLE, RACE_TABLE, choice_dictionary, choice_table, front_table,
    race_table,
};
use crate::output::chosen::put;
use crate::output::folder::DICTIONARY;
use crate::output::report::PAGE;
use crate::output::room::disk;
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase};
use study::choice::Choice;

/// A choice as it is made anew, by whoever knows its words.
pub struct Anew<'a> {
    /// The choice, worked out again from its tables; none where they are not whole.
    pub choice: Option<&'a Choice>,
    /// What is told of the choice as it is stored.
    pub told: &'a [Phrase],
    /// The page of it.
    pub page: &'a dyn Fn(Language) -> String,
}

impl Check<'_> {
    /// What the tables of a choice say of each seed; nothing where they are not whole, which is told of them.
    pub fn outcomes(&self, scenarios: &[Scenario]) -> Option<Vec<SeedOutcome>> {
        outcomes(self.stored, scenarios).ok().flatten()
    }

    /// Ends the check of a choice: what was found, file by file.
    pub fn finish_choice(self, anew: &Anew) -> Vec<Checked> {
        let (stored, work, build) = (self.stored, self.work.path(), self.build);
        let mut checked: Vec<Checked> = self.tables.into_iter().map(TableCheck::finish).collect();
        let Some(report) = &stored.choice else { return checked };
        let choice = &report.choice;
        for (file, make) in [
            (CHOICE_TABLE, choice_table as fn(&Choice) -> _),
            (FRONT_TABLE, front_table),
            (RACE_TABLE, race_table),
        ] {
            checked.push(compare(stored, file, work, |to: &Path| put(to, make(choice))));
        }
        if build == Build::Same {
            checked.push(compare(stored, DICTIONARY, work, |to| put(to, choice_dictionary())));
        }
        let mut of_json = Checked::of(CHOICE);
        if let Some(again) = anew.choice {
            compare_choices(&mut of_json, choice, again);
        }
        // Another build may say it in other words.
        if build == Build::Same {
            let told = anew.told.iter().map(|of| [of.en.clone(), of.zh.clone()]);
            if told.eq(report.told.iter().cloned()) {
                of_json.rows += 1;
            } else {
                of_json.add(None, "told".to_owned(), What::Choice);
            }
        }
        checked.push(of_json);
        if build == Build::Same {
            checked.push(check_page(&stored.folder.join(PAGE), anew.page));
        }
        checked
    }
}

/// Compares a choice with the same one made again: part by part, the candidates one by one.
fn compare_choices(checked: &mut Checked, choice: &Choice, again: &Choice) {
    let [found, expected] = [choice, again].map(serde_json::to_value);
    let (Ok(Value::Object(found)), Ok(Value::Object(expected))) = (found, expected) else {
        return;
    };
    let mut hold = |part: String, is_same: bool| {
        if is_same {
            checked.rows += 1;
        } else {
            checked.add(None, part, What::Choice);
        }
    };
    for (part, value) in &expected {
        if part == "candidates" {
            for (own, right) in choice.candidates.iter().zip(&again.candidates) {
                hold(own.name.clone(), own == right);
            }
        } else {
            hold(part.clone(), found.get(part) == Some(value));
        }
    }
}

fn check_page(path: &Path, anew: &dyn Fn(Language) -> String) -> Checked {
    let mut checked = Checked::of(PAGE);
    match disk::read_text(path) {
        Err(error) => checked.unreadable(&error),
        Ok(page) if anew(language_of(&page)) == page => checked.rows = 1,
        Ok(_) => checked.add(None, String::new(), What::Page),
    }
    checked
}

/// The language in which a page opens.
pub(super) fn language_of(page: &str) -> Language {
    if page.contains("<html lang=\"zh-Hans\">") { Language::Zh } else { Language::En }
}
