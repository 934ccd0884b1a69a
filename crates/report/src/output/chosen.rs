//! A choice on disk, moved in whole: its tables, what each seed showed, each candidate as a scenario, and the page.

use std::io;
use std::path::{Path, PathBuf};

use study::choice::Chosen;

use super::choice::{
    CHOICE, CHOICE_TABLE, FRONT_TABLE, RACE_TABLE, choice_dictionary, choice_json, choice_table,
    front_table, race_table,
};
use super::comparison::{ArmText, refuse_another, write_budgets, write_runs};
use super::error::OutputError;
use super::folder::{DICTIONARY, PLACE};
use super::receipt::{Kind, Program, Receipt, ids};
use super::report::PAGE;
use super::room::{Folder, disk};
use super::table::Table;
use crate::policy::Scenario;
use crate::quantity::Phrase;

/// What a choice is asked for.
#[derive(Clone, Debug)]
pub struct Choosing {
    /// The candidates, the baseline first. All live in one place.
    pub arms: Vec<ArmText>,
    /// The most seeds, ascending.
    pub seeds: Vec<u64>,
    /// Positions of the goals in the registry, the most important first.
    pub goals: Vec<usize>,
    /// What else is asked: ceilings, margins, chance of error, worlds. Another choice is not the same result.
    pub question: String,
    /// The command line.
    pub command: Vec<String>,
    /// The program.
    pub program: Program,
}

/// A choice in the making: its folder is held by one command at a time, and holds the old or the new one.
pub struct ChoiceFolder {
    folder: Folder,
    choosing: Choosing,
    receipt: Receipt,
}

impl ChoiceFolder {
    /// Begins a choice in a folder. With `force` another result there is replaced; files that no receipt names never
    /// are.
    ///
    /// # Errors
    /// If the folder holds something else, somebody else writes there, or it cannot be written.
    pub fn new(target: &Path, choosing: Choosing, force: bool) -> Result<Self, OutputError> {
        let sources = choosing.arms.iter().map(ArmText::source).collect();
        let mut receipt = Receipt::new(Kind::Choice, &choosing.program, sources, &choosing.command);
        receipt.metrics = ids(&choosing.goals);
        receipt.asked = Some(choosing.question.clone());
        let folder = Folder::begin(target, "choose")?;
        if !force {
            refuse_another(&folder, &receipt, &choosing.seeds)?;
        }
        let begun = Self { folder, choosing, receipt };
        begun.folder.refuse_foreign(begun.names().iter().map(String::as_str))?;
        begun.folder.refuse_fixed()?;
        Ok(begun)
    }

    /// Names of the files that will be written.
    fn names(&self) -> Vec<String> {
        let seeds = [Table::Runs, Table::Budgets].map(Table::file);
        let own = [CHOICE_TABLE, FRONT_TABLE, RACE_TABLE, DICTIONARY, CHOICE, PAGE].into_iter();
        let own = own.chain(seeds).chain(self.place().map(|_| PLACE)).map(str::to_owned);
        own.chain(self.choosing.arms.iter().map(|arm| file_of(&arm.name))).collect()
    }

    /// The table of the place, if it has one.
    fn place(&self) -> Option<&String> {
        self.choosing.arms.first().and_then(|arm| arm.place_table.as_ref())
    }

    /// The version and the command line as a result tells them, without the folders of files.
    pub fn told(&self) -> (&str, &[String]) {
        (&self.receipt.version, &self.receipt.command)
    }

    /// Writes all files and moves them to their folder, which is told. `page` is for people.
    ///
    /// # Errors
    /// If something cannot be written; the folder is then as it was.
    pub fn write(
        mut self,
        chosen: &Chosen,
        arms: &[Scenario],
        told: (&[Phrase], &[(String, Phrase)]),
        page: &str,
    ) -> Result<PathBuf, OutputError> {
        let Chosen { choice, outcomes } = chosen;
        let json = choice_json(choice, told, self.told());
        let tables = [
            (CHOICE_TABLE, choice_table(choice)),
            (FRONT_TABLE, front_table(choice)),
            (RACE_TABLE, race_table(choice)),
            (DICTIONARY, choice_dictionary()),
            (CHOICE, json),
        ];
        for (file, bytes) in tables {
            self.folder.put(file, |to| put(to, bytes))?;
        }
        self.folder.put(Table::Runs.file(), |to| write_runs(to, arms, outcomes))?;
        self.folder.put(Table::Budgets.file(), |to| write_budgets(to, arms, outcomes))?;
        for arm in &self.choosing.arms {
            self.folder.put_text(&file_of(&arm.name), &arm.resolved)?;
        }
        if let Some(table) = self.place().cloned() {
            self.folder.put_text(PLACE, &table)?;
        }
        self.folder.put_text(PAGE, page)?;
        self.receipt.result = self.folder.result_name(&[]);
        self.receipt.seeds.clone_from(&choice.seeds);
        self.folder.commit(self.receipt.clone())?;
        Ok(self.folder.target().into())
    }
}

/// The file of a candidate.
fn file_of(name: &str) -> String {
    format!("{name}.toml")
}

pub(super) fn put(to: &Path, bytes: io::Result<Vec<u8>>) -> Result<(), OutputError> {
    let write = |bytes: Vec<u8>| disk::write(to, &bytes);
    bytes.and_then(write).map_err(|error| OutputError::io(to, error))
}
