//! The table of a place, read once for all scenarios that are made of one base.

use std::sync::{Arc, OnceLock};

use super::chain::Folder;
use super::merge::TableAt;
use super::path::GivenBy;
use super::place::{read_place, warn_of_table};
use super::table_file::read_table_file;
use crate::messages::Report;
use model::place::{Place, Table};
use model::quantity::ZONES;
use model::setting::Settings;
use reading::Source;

/// The first table that was read.
#[derive(Debug, Default)]
pub(super) struct Shelf(OnceLock<Read>);

/// A table, and what it was read by.
#[derive(Debug)]
struct Read {
    folder: Folder,
    word: String,
    in_file: bool,
    per_adult: [u64; 3],
    table: Table,
    source: Arc<Source>,
}

impl Shelf {
    /// The place of a table, its text, and that text's position in the report; faults leave none.
    pub(super) fn take(
        &self,
        report: &mut Report,
        at: &TableAt,
        baseline: &[Settings; 3],
    ) -> Option<(Arc<Place>, Arc<str>, usize)> {
        let TableAt { word, folder, in_file } = at;
        let per_adult =
            ZONES.map(|zone| baseline[zone.index()].posts.residents_per_adult.to_bits());
        let is_it = |read: &&Read| {
            read.folder == *folder
                && read.word == word.word
                && read.in_file == *in_file
                && read.per_adult == per_adult
        };
        if let Some(read) = self.0.get().filter(is_it) {
            let source = report.add_shared(&read.source);
            warn_of_table(report, source, &read.table, baseline);
            return Some((Arc::clone(&read.table.place), report.text(source), source));
        }
        let named = if *in_file { GivenBy::File } else { GivenBy::CommandLine };
        let file = read_table_file(report, folder, (&word.word, named), word.spot)?;
        let (table, position) = read_place(report, &file, baseline)?;
        let (place, text) = (Arc::clone(&table.place), report.text(position));
        let (folder, word, in_file) = (folder.clone(), word.word.clone(), *in_file);
        let source = report.shared(position)?;
        // Another one may have been faster; either will do.
        let _ = self.0.set(Read { folder, word, in_file, per_adult, table, source });
        Some((place, text, position))
    }
}
