//! A scenario in memory, read once and varied many times.

use super::chain::{Chain, names_scenario, read_chain, read_text};
use super::command_line::Options;
use super::merge::{self, Merged};
use super::resolve::{Look, Resolved, resolve};
use super::shelf::Shelf;
use super::{Faults, Loaded, Value, origin, write_resolved};
use crate::messages::Report;
use model::policy::Scenario;

/// A scenario with its parents, read and held in memory, of which variations are made.
///
/// The files are read once, and so is the table of the place; a variation costs much less than the
/// shortest run. A base may be shared by threads.
///
/// ```
/// use scenario::Base;
///
/// let base = Base::read("baseline")?;
/// let paid = base.with(&[("policy.pay_ratio", 0.9)])?;
/// assert_eq!(paid.months, base.scenario()?.months);
/// # Ok::<(), scenario::Faults>(())
/// ```
#[derive(Debug)]
pub struct Base {
    /// Texts of the files and what was found in them.
    report: Report,
    chain: Chain,
    /// The files over each other.
    merged: Merged,
    options: Options,
    shelf: Shelf,
}

impl Base {
    /// Reads a scenario: the name of a shipped one, the path of a file, a sum of them (`a+b`), or the
    /// text of a scenario file. What has more than one line is a text, and so is a line with a `=` that
    /// names no file; paths inside a text begin where those on a command line do.
    ///
    /// # Errors
    /// All faults of the files. What depends on several values together is found by
    /// [`with`](Self::with), which may set them right.
    pub fn read(text_or_path: &str) -> Result<Self, Faults> {
        Self::read_with(text_or_path, &Options::default())
    }

    /// Reads a scenario under options of a command line: values set, months, a place.
    ///
    /// # Errors
    /// As of [`read`](Self::read).
    pub fn read_with(text_or_path: &str, options: &Options) -> Result<Self, Faults> {
        let mut report = Report::default();
        let is_line = || text_or_path.contains('=') && !names_scenario(text_or_path);
        let is_text = text_or_path.contains(['\n', '\r']) || is_line();
        let chain = if is_text {
            read_text(&mut report, text_or_path)
        } else {
            read_chain(&mut report, text_or_path)
        };
        Self::over(report, chain, options)
    }

    /// Reads a scenario by path or name alone.
    pub(super) fn of_file(name_or_path: &str, options: &Options) -> Result<Self, Faults> {
        let mut report = Report::default();
        let chain = read_chain(&mut report, name_or_path);
        Self::over(report, chain, options)
    }

    fn over(mut report: Report, chain: Chain, options: &Options) -> Result<Self, Faults> {
        if !chain.whole {
            report.lose();
        }
        let merged = merge::files(&mut report, &chain, options);
        let is_whole = chain.whole && report.faults() == 0;
        let options = options.clone();
        let base = Self { report, chain, merged, options, shelf: Shelf::default() };
        // All faults in one go, those too that come of files and options together.
        if is_whole { Ok(base) } else { base.loaded().map(|_| base) }
    }

    /// The scenario as it was read.
    ///
    /// # Errors
    /// Faults of values that do not go together.
    pub fn scenario(&self) -> Result<Scenario, Faults> {
        self.vary(&[])
    }

    /// The scenario with values given to keys: those of the file, joined by dots, as in
    /// `policy.pay_ratio`, `baseline.distance.rural`, `place.urban.adults`,
    /// `interventions.pilot.share` or `horizon.months`. A later value of a key wins. All values of one
    /// call have one type; for several kinds give [`Value`]s: `[("policy.one_stop", 0.5.into()),
    /// ("policy.appraisal", true.into())]`.
    ///
    /// # Errors
    /// All faults, each with its place (`<with>`, a line a value), cause and remedy, as those of a file.
    pub fn with<K: AsRef<str>, V: Into<Value> + Clone>(
        &self,
        values: &[(K, V)],
    ) -> Result<Scenario, Faults> {
        let values = values.iter().map(|(key, value)| (key.as_ref(), value.clone().into()));
        self.vary(&values.collect::<Vec<_>>())
    }

    /// The scenario with values as `--set` takes them, each `key.path=value`, over those that it was read with.
    ///
    /// # Errors
    /// As of [`with`](Self::with); the place of a fault is `--set`.
    pub fn with_set(&self, lines: &[String]) -> Result<Scenario, Faults> {
        let mut options = self.options.clone();
        options.set.extend_from_slice(lines);
        let found = self.resolve_under(&options, &[], Look::ForFaults);
        scenario_of(found)
    }

    /// What a command needs to know of the scenario as it was read: warnings and origins too.
    ///
    /// # Errors
    /// As of [`scenario`](Self::scenario).
    pub fn loaded(&self) -> Result<Loaded, Faults> {
        let (report, merged, resolved) = self.resolve(&[], Look::Everywhere);
        let origins = origin::origins(&report, &merged);
        let (found, warnings) = report.close(resolved)?;
        Ok(Loaded {
            resolved: write_resolved(&found.scenario),
            scenario: found.scenario,
            place_table: found.place_table.map(|text| text.to_string()),
            warnings,
            origins,
            family: self.chain.family(),
        })
    }

    fn vary(&self, values: &[(&str, Value)]) -> Result<Scenario, Faults> {
        scenario_of(self.resolve(values, Look::ForFaults))
    }

    fn resolve(&self, values: &[(&str, Value)], look: Look) -> (Report, Merged, Option<Resolved>) {
        self.resolve_under(&self.options, values, look)
    }

    fn resolve_under(
        &self,
        options: &Options,
        values: &[(&str, Value)],
        look: Look,
    ) -> (Report, Merged, Option<Resolved>) {
        let mut report = self.report.clone();
        let mut merged = self.merged.clone();
        merge::lay_set(&mut report, (&self.chain, &mut merged), options, values);
        let whole = self.chain.whole;
        let resolved = resolve(&mut report, &merged, (options, whole), &self.shelf, look);
        (report, merged, resolved)
    }
}

fn scenario_of(
    (report, _, resolved): (Report, Merged, Option<Resolved>),
) -> Result<Scenario, Faults> {
    match resolved {
        Some(found) if report.faults() == 0 => Ok(found.scenario),
        _ => Err(report.finish()),
    }
}
