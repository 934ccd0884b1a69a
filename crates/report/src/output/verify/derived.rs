//! Files that follow from others of the same result: made anew and compared.

use std::io;
use std::path::Path;

use serde_json::Value;

use super::anew;
use super::chosen::language_of;
use super::mismatch::What;
use super::outcomes::outcomes;
use super::raw::{RawRow, RawRows};
use super::stored::{Build, Stored};
use super::table::Checked;
use crate::comparison::{Comparison, controls, from_tables, unfounded, unfounded_futures};
use crate::futures::Row;
use crate::metric::{self, METRICS};
use crate::output::compared;
use crate::output::comparison::REPORT;
use crate::output::dictionary::write_dictionary;
use crate::output::earlier::gather;
use crate::output::error::OutputError;
use crate::output::findings::{CONTROLS, tables, write_table};
use crate::output::folder::{DICTIONARY, SUMMARY};
use crate::output::gathered::{Gathered, Plan};
use crate::output::lives::{LIVES, unfounded as unfounded_lives};
use crate::output::report::{BRIEF, PAGE, report};
use crate::output::room::{Parts, disk};
use crate::output::rows::bare;
use crate::output::summary::write_summary;
use crate::output::table::Table;
use crate::policy::Scenario;
use crate::quantity::Language;

/// What files that follow from others are made anew from.
pub(super) struct Of<'a> {
    /// The result.
    pub stored: &'a Stored,
    /// Whether this program made it.
    pub build: Build,
    /// Where files are made anew.
    pub work: &'a Path,
    /// Futures that were run again.
    pub futures: &'a [Row],
    /// The scenarios of the result, in its order.
    pub scenarios: &'a [Scenario],
}

impl Of<'_> {
    /// Checks what follows from `runs.csv`, the registries and the report. `checked` is what was found of the
    /// tables before: with a `runs.csv` that has other columns nothing can be worked out. `again` is the report
    /// made again, if it was.
    pub(super) fn check(&self, checked: &[Checked], again: Option<&Comparison>) -> Vec<Checked> {
        let Some(scenario) = self.scenarios.first() else { return Vec::new() };
        let runs = checked.iter().find(|checked| checked.file == Table::Runs.file());
        let is_table = runs.is_some_and(|runs| {
            runs.mismatches.iter().all(|found| found.line.is_some_and(|line| line > 1))
        });
        let mut found = match &self.stored.report {
            Some(report) => self.of_comparison(report, (is_table, again)),
            None => self.of_run(is_table, scenario),
        };
        // Another build may say things in other words.
        if self.build == Build::Same {
            if self.stored.is_whole() {
                found.push(self.check_page(PAGE, scenario));
            }
            if self.has(BRIEF) {
                found.push(self.check_page(BRIEF, scenario));
            }
        }
        found
    }

    /// What the seeds of a run showed, from some of its tables.
    fn gathered<'a>(
        &self,
        tables: &[Table],
        scenario: &'a Scenario,
    ) -> Result<Gathered<'a>, OutputError> {
        let Stored { folder, metrics, detail, .. } = self.stored;
        let plan = Plan::new(scenario, metrics, *detail);
        let with = (plan, self.stored.seeds(), Parts::at(self.work));
        gather(folder, tables, scenario, with)
    }

    fn of_run(&self, is_table: bool, scenario: &Scenario) -> Vec<Checked> {
        let Self { stored, build, work, .. } = self;
        let mut found = Vec::new();
        if let Some(arm) = stored.arms.first().filter(|_| is_table) {
            let make = |to: &Path| {
                let gathered = self.gathered(&[Table::Runs], scenario)?;
                write_summary(&gathered, to, &arm.name).map(|_| ())
            };
            if stored.is_whole() {
                found.push(compare(stored, SUMMARY, work, make));
            }
        }
        // Another build may explain the columns in other words.
        if *build == Build::Same {
            let place = stored.arms.iter().find_map(|arm| arm.place.as_deref());
            let table = place.and_then(|path| disk::read_text(path).ok());
            let make = |to: &Path| {
                write_dictionary(to, (&stored.tables, &stored.metrics), table.as_deref())
            };
            found.push(compare(stored, DICTIONARY, work, make));
        }
        found
    }

    fn of_comparison(
        &self,
        report: &Comparison,
        (is_table, again): (bool, Option<&Comparison>),
    ) -> Vec<Checked> {
        let Self { stored, build, work, futures, scenarios } = self;
        let table = |file| compare(stored, file, work, |to: &Path| write_table(file, to, report));
        let mut found: Vec<Checked> = tables(report).into_iter().map(table).collect();
        // Another build may explain the columns in other words.
        if *build == Build::Same {
            found.push(compare(stored, DICTIONARY, work, compared::write_dictionary));
        }
        let mut checked = match again {
            Some(again) => compare_reports(report, again),
            None if is_table => check_report(stored, report, scenarios),
            None => Checked::of(REPORT),
        };
        let own = report.futures.iter().flat_map(|of| &of.rows).filter(|row| !row.second);
        let own: Vec<&Row> = own.collect();
        for again in futures.iter().filter(|again| !own.contains(again)) {
            let world = format!("world {}", again.world);
            checked.add(None, world, What::World);
        }
        if report.receipt != stored.receipt.for_report() {
            checked.add(None, "receipt".to_owned(), What::Receipt);
        }
        found.push(checked);
        if self.has(LIVES) {
            found.push(check_lives(stored, report));
        }
        found
    }

    /// Whether the result has a file that it need not have.
    fn has(&self, file: &str) -> bool {
        let Stored { folder, others, .. } = self.stored;
        folder.join(file).exists() && !others.iter().any(|other| other == file)
    }

    /// Makes the page for people anew, in the language in which it opens, and compares it.
    fn check_page(&self, file: &str, scenario: &Scenario) -> Checked {
        let mut checked = Checked::of(file);
        let page = match disk::read_text(&self.stored.folder.join(file)) {
            Ok(page) => page,
            Err(error) => {
                checked.unreadable(&error);
                return checked;
            }
        };
        let language = language_of(&page);
        let anew = match &self.stored.report {
            Some(report) if file == BRIEF => Ok(crate::report::brief(report, language)),
            Some(report) => Ok(crate::report::page(report, language)),
            None => self.page_of_run(scenario, language),
        };
        match anew {
            Err(error) => checked.unreadable(&error),
            Ok(anew) if anew == page => checked.rows = 1,
            Ok(_) => checked.add(None, String::new(), What::Page),
        }
        checked
    }

    fn page_of_run(&self, scenario: &Scenario, language: Language) -> Result<String, OutputError> {
        let gathered = self.gathered(&Table::ALL, scenario)?;
        let alone = report(&gathered, self.stored.receipt.for_report())?;
        Ok(crate::report::page(&alone, language))
    }
}

/// Checks that what the report says of who gained follows from the lives of each seed.
fn check_lives(stored: &Stored, report: &Comparison) -> Checked {
    let mut checked = Checked::of(LIVES);
    match unfounded_lives(&stored.folder.join(LIVES), report) {
        Err(error) => checked.unreadable(&error),
        Ok((wrong, right)) => {
            checked.rows = right;
            for row in wrong {
                checked.add(None, row, What::Lives);
            }
        }
    }
    checked
}

/// Compares a report with the same one made again, part by part.
fn compare_reports(report: &Comparison, again: &Comparison) -> Checked {
    let mut checked = Checked::of(REPORT);
    compare_parts(&mut checked, (report, again), What::Part);
    checked
}

fn compare_parts(checked: &mut Checked, (report, again): (&Comparison, &Comparison), what: What) {
    let [found, expected] = [report, again].map(serde_json::to_value);
    let (Ok(Value::Object(found)), Ok(Value::Object(expected))) = (found, expected) else {
        return;
    };
    for (part, value) in &expected {
        if found.get(part) == Some(value) {
            checked.rows += 1;
        } else {
            checked.add(None, part.clone(), what.clone());
        }
    }
}

/// Makes a file anew and compares it with the one of the result.
pub(super) fn compare(
    stored: &Stored,
    file: &str,
    work: &Path,
    make: impl FnOnce(&Path) -> Result<(), OutputError>,
) -> Checked {
    let mut checked = Checked::of(file);
    let to = anew(work, file);
    match make(&to) {
        Err(error) => checked.unreadable(&error),
        Ok(()) => {
            if let Err(error) = compare_rows(&mut checked, &stored.folder.join(file), &to) {
                checked.unreadable(&error);
            }
        }
    }
    checked
}

fn compare_rows(checked: &mut Checked, found: &Path, expected: &Path) -> io::Result<()> {
    let (mut found, mut expected) = (RawRows::open(found)?, RawRows::open(expected)?);
    let header = expected.peek().cloned().unwrap_or_default();
    loop {
        match (found.take()?, expected.take()?) {
            (None, None) => return Ok(()),
            (Some(row), Some(right)) if row.bytes == right.bytes => {
                checked.rows += u64::from(right.line > 1);
            }
            (Some(row), Some(right)) => {
                checked.add(Some(row.line), keys(&right), difference(&header, &row, &right));
                if row.cells.len() != right.cells.len() || row.cells.get(0) != right.cells.get(0) {
                    return Ok(());
                }
            }
            (None, Some(right)) => {
                checked.add(None, keys(&right), What::RowMissing);
                return Ok(());
            }
            (Some(row), None) => {
                checked.add(Some(row.line), keys(&row), What::RowExtra);
                return Ok(());
            }
        }
    }
}

/// The words of a row before its first number.
fn keys(row: &RawRow) -> String {
    let cells = (0..row.cells.len()).map(|at| row.cell(at));
    let words = cells.take_while(|cell| cell.parse::<f64>().is_err());
    words.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What differs between two rows.
fn difference(header: &RawRow, found: &RawRow, expected: &RawRow) -> What {
    let length = found.cells.len().max(expected.cells.len());
    let at = (0..length).find(|&at| found.cells.get(at) != expected.cells.get(at));
    at.map_or(What::Bytes, |at| What::Cell {
        column: header.cell(at),
        found: found.cell(at),
        expected: expected.cell(at),
    })
}

/// Checks that what the report says of the policy period follows from the rows of `runs.csv`, and what it says of
/// budgets and ceilings from those of `yearly_budgets.csv`.
fn check_report(stored: &Stored, report: &Comparison, scenarios: &[Scenario]) -> Checked {
    let mut checked = Checked::of(REPORT);
    let runs = match Runs::read(stored, report) {
        Ok(runs) => runs,
        Err(error) => {
            checked.unreadable(&error);
            return checked;
        }
    };
    let values =
        |arm: &str, area: Option<(&str, &str)>, metric: &str| runs.values(arm, area, metric);
    for of in unfounded(report, &values) {
        let row = format!("{}, {}, {}, {}", of.scenario, of.level, of.area, of.metric);
        checked.add(None, row, What::Report);
    }
    checked.rows = (report.differences.len() + report.zones.len()) as u64 - checked.count;
    let known = &report.design.controls;
    let again = scenarios.first().map(|baseline| controls(baseline, &report.design.seeds));
    if !known.is_empty() && again.is_some_and(|again| *known != again) {
        checked.add(None, CONTROLS.to_owned(), What::Report);
    }
    for row in unfounded_futures(report) {
        checked.add(None, row, What::Futures);
    }
    match outcomes(stored, scenarios) {
        Err(error) => checked.unreadable(&error),
        // The tables themselves are not whole: that was told of them.
        Ok(None) => {}
        Ok(Some(outcomes)) => {
            let again = from_tables(report, scenarios, &outcomes);
            compare_parts(&mut checked, (report, &again), What::Report);
        }
    }
    checked
}

/// The compared metrics of `runs.csv`, and those of locals and migrants that they are made of.
struct Runs {
    metrics: Vec<&'static str>,
    /// Scenario, level, area, and whether it is the first of its seed; then a value a metric.
    rows: Vec<(String, String, String, bool, Vec<f64>)>,
}

impl Runs {
    fn read(stored: &Stored, report: &Comparison) -> io::Result<Self> {
        let mut rows = RawRows::open(&stored.folder.join(Table::Runs.file()))?;
        let header = rows.take()?.unwrap_or_default();
        let compared = report.metrics.iter().filter_map(|id| metric::find(id));
        let metrics = compared
            .flat_map(|at| [at].into_iter().chain(metric::by_status(at).into_iter().flatten()));
        let metrics: Vec<&str> = metrics.map(|at| METRICS[at].id).collect();
        let column = |id: &&str| (0..header.cells.len()).find(|&at| header.is(at, id));
        let columns: Vec<Option<usize>> = metrics.iter().map(column).collect();
        let mut runs = Self { metrics, rows: Vec::new() };
        let mut before = RawRow::default();
        while let Some(row) = rows.take()? {
            let is_first = (0..2).any(|at| row.cells.get(at) != before.cells.get(at));
            let value = |at: &Option<usize>| at.and_then(|at| row.cell(at).parse().ok());
            let values = columns.iter().map(|at| value(at).unwrap_or(f64::NAN)).collect();
            let area = bare(&row.cell(3)).to_owned();
            runs.rows.push((row.cell(0), row.cell(2), area, is_first, values));
            before = row;
        }
        Ok(runs)
    }

    /// Values of a metric by seed.
    fn values(&self, of: &str, place: Option<(&str, &str)>, metric: &str) -> Vec<f64> {
        let Some(column) = self.metrics.iter().position(|id| *id == metric) else {
            return Vec::new();
        };
        let is_meant = |level: &str, area: &str, is_first: bool| {
            place.map_or(is_first, |place| place == (level, area))
        };
        let rows = self.rows.iter().filter(|(arm, level, area, is_first, _)| {
            arm == of && is_meant(level, area, *is_first)
        });
        rows.map(|(.., values)| values[column]).collect()
    }
}
