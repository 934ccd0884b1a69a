//! The folder of a result: begun beside its place, put together in the order of seeds, moved whole.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, Writer};
use tempfile::TempDir;

use crate::metric::METRICS;
use crate::statistics::{Summary, summarise};

use super::dictionary;
use super::part::Part;
use super::receipt::{Receipt, Request};
use super::table::{Table, number};

const RECEIPT: &str = "manifest.json";
const SUMMARY: &str = "summary.csv";
const DICTIONARY: &str = "dictionary.csv";
const SCENARIO: &str = "scenario.toml";
const PLACE: &str = "place.csv";

/// Why a result cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds something else.
    #[error("{0} holds the result of another scenario, version, choice of metrics or detail")]
    WouldOverwrite(PathBuf),
    /// The disk is full.
    #[error("the disk is full: {0}")]
    DiskFull(PathBuf),
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A result on disk is not what the program wrote.
    #[error("{path} is damaged ({what}); remove the folder or choose another with --out")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl OutputError {
    /// An error of the system at a file.
    pub fn io(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull(path.into())
            }
            _ => Self::Io { path: path.into(), error },
        }
    }
}

impl From<csv::Error> for OutputError {
    fn from(error: csv::Error) -> Self {
        let text = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::io(Path::new("CSV"), error),
            _ => Self::Damaged { path: "CSV".into(), what: text },
        }
    }
}

/// A result in the making.
pub struct Draft {
    target: PathBuf,
    work: TempDir,
    request: Request,
    receipt: Receipt,
    /// Seeds that the folder holds already and that may stay.
    kept: Vec<u64>,
}

/// A result that was written.
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// All seeds in it.
    pub seeds: Vec<u64>,
    /// Summaries of the widest area, by position in the registry of metrics.
    pub whole: Vec<(usize, Summary)>,
}

impl Draft {
    /// Begins a result in `out`/scenario. With `force` another result there is replaced.
    ///
    /// # Errors
    /// If the folder holds another result, or cannot be written.
    pub fn new(out: &Path, request: Request, force: bool) -> Result<Self, OutputError> {
        fs::create_dir_all(out).map_err(|error| OutputError::io(out, error))?;
        let target = out.join(&request.scenario);
        let receipt = Receipt::of(&request);
        let kept = if force { Vec::new() } else { seeds_that_stay(&target, &receipt)? };
        let work = tempfile::Builder::new()
            .prefix(".cogov-")
            .tempdir_in(out)
            .map_err(|error| OutputError::io(out, error))?;
        Ok(Self { target, work, request, receipt, kept })
    }

    /// The rows of a seed, to be written while it runs.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn part(&self, seed: u64) -> Result<Part, OutputError> {
        let Request { scenario, detail, metrics, .. } = &self.request;
        Part::new(self.work.path(), scenario, seed, *detail, metrics)
    }

    /// Puts the seeds together with those that stay, and moves the result to its folder.
    ///
    /// # Errors
    /// If something cannot be read or written; the folder is then as it was, or holds whole files.
    pub fn finish(
        mut self,
        finished: &[u64],
        threads: usize,
        wall_seconds: f64,
    ) -> Result<Written, OutputError> {
        let mut new = finished.to_vec();
        new.sort_unstable();
        for table in Table::ALL {
            self.put_together(table, &new)?;
        }
        let whole = self.summarise()?;
        self.write_dictionary()?;
        self.write_text(SCENARIO, &self.request.resolved)?;
        if let Some(table) = &self.request.place_table {
            self.write_text(PLACE, table)?;
        }
        self.receipt.seeds = self.kept.iter().chain(&new).copied().collect();
        self.receipt.seeds.sort_unstable();
        self.receipt.seeds.dedup();
        (self.receipt.threads, self.receipt.wall_seconds) = (threads, wall_seconds);
        let receipt = serde_json::to_string_pretty(&self.receipt).unwrap_or_default() + "\n";
        self.write_text(RECEIPT, &receipt)?;
        self.move_in()?;
        Ok(Written { folder: self.target, seeds: self.receipt.seeds, whole })
    }

    fn path(&self, file: &str) -> PathBuf {
        self.work.path().join(file)
    }

    fn write_text(&self, file: &str, text: &str) -> Result<(), OutputError> {
        let path = self.path(file);
        fs::write(&path, text).map_err(|error| OutputError::io(&path, error))
    }

    /// Merges the rows of the folder (less the seeds run again) with the new ones, by seed.
    fn put_together(&self, table: Table, new: &[u64]) -> Result<(), OutputError> {
        let mut writer = create(&self.path(table.file()))?;
        writer.write_record(table.header(&self.request.metrics))?;
        let path = self.target.join(table.file());
        let mut old = if self.kept.is_empty() { None } else { Some(OldRows::open(&path)?) };
        for &seed in new {
            if let Some(old) = &mut old {
                old.copy_before(Some(seed), &mut writer)?;
                old.skip(seed)?;
            }
            let mut part = rows_of(&Part::path(self.work.path(), table, seed), false)?;
            for row in part.byte_records() {
                writer.write_byte_record(&row?)?;
            }
        }
        if let Some(old) = &mut old {
            old.copy_before(None, &mut writer)?;
        }
        close(writer)
    }

    /// Writes the summary over all seeds; returns that of the widest area.
    fn summarise(&self) -> Result<Vec<(usize, Summary)>, OutputError> {
        let mut runs = rows_of(&self.path(Table::Runs.file()), true)?;
        let keys = Table::Runs.keys().len();
        let metrics = Table::Runs.metrics(&self.request.metrics);
        // Areas in the order of the first seed's rows, each with a sample a metric.
        let mut areas: Vec<((String, String), Vec<Vec<f64>>)> = Vec::new();
        let mut at = 0;
        for row in runs.records() {
            let row = row?;
            let area = (row[2].to_owned(), row[3].to_owned());
            // Every seed has the areas in the same order: the next one is nearly always the next.
            at = (at + 1) % areas.len().max(1);
            if areas.get(at).is_none_or(|(known, _)| *known != area) {
                at = areas.iter().position(|(known, _)| *known == area).unwrap_or(areas.len());
            }
            if at == areas.len() {
                areas.push((area, vec![Vec::new(); metrics.len()]));
            }
            for (sample, cell) in areas[at].1.iter_mut().zip(row.iter().skip(keys)) {
                sample.push(cell.parse().unwrap_or(f64::NAN));
            }
        }
        let mut writer = create(&self.path(SUMMARY))?;
        writer.write_record(dictionary::SUMMARY)?;
        let mut whole = Vec::new();
        for (number, ((level, area), samples)) in areas.iter().enumerate() {
            for (&metric, sample) in metrics.iter().zip(samples) {
                let summary = summarise(sample);
                let name = &self.request.scenario;
                writer.write_record(summary_row(
                    name,
                    level,
                    area,
                    METRICS[metric].id,
                    &summary,
                ))?;
                if number == 0 {
                    whole.push((metric, summary));
                }
            }
        }
        close(writer)?;
        Ok(whole)
    }

    fn write_dictionary(&self) -> Result<(), OutputError> {
        let mut writer = create(&self.path(DICTIONARY))?;
        writer.write_record(dictionary::HEADER)?;
        for row in dictionary::rows(&self.request.metrics) {
            writer.write_record(row)?;
        }
        close(writer)
    }

    /// Moves the finished files into the folder.
    fn move_in(&self) -> Result<(), OutputError> {
        fs::create_dir_all(&self.target).map_err(|error| OutputError::io(&self.target, error))?;
        let mut files: Vec<&str> = Table::ALL.iter().map(|table| table.file()).collect();
        files.extend([SUMMARY, DICTIONARY, SCENARIO]);
        let place = self.target.join(PLACE);
        if self.request.place_table.is_some() {
            files.push(PLACE);
        } else if self.target.join(RECEIPT).exists() && place.exists() {
            fs::remove_file(&place).map_err(|error| OutputError::io(&place, error))?;
        }
        // The old receipt goes first and the new one comes last: a folder without one is refused, so a
        // move that was cut off never passes for a result.
        let receipt = self.target.join(RECEIPT);
        if receipt.exists() {
            fs::remove_file(&receipt).map_err(|error| OutputError::io(&receipt, error))?;
        }
        files.push(RECEIPT);
        for file in files {
            let to = self.target.join(file);
            fs::rename(self.path(file), &to).map_err(|error| OutputError::io(&to, error))?;
        }
        Ok(())
    }
}

/// Seeds of a result that may stay beside new ones; none where there is no result yet.
fn seeds_that_stay(target: &Path, receipt: &Receipt) -> Result<Vec<u64>, OutputError> {
    let path = target.join(RECEIPT);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let found: Receipt = serde_json::from_str(&text).map_err(|error| {
                OutputError::Damaged { path: path.clone(), what: error.to_string() }
            })?;
            if found.agrees_with(receipt) {
                Ok(found.seeds)
            } else {
                Err(OutputError::WouldOverwrite(target.into()))
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let ours = Table::ALL.iter().any(|table| target.join(table.file()).exists());
            if ours { Err(OutputError::WouldOverwrite(target.into())) } else { Ok(Vec::new()) }
        }
        Err(error) => Err(OutputError::io(&path, error)),
    }
}

fn summary_row(
    scenario: &str,
    level: &str,
    area: &str,
    metric: &str,
    of: &Summary,
) -> [String; 13] {
    let text = str::to_owned;
    [
        text(scenario),
        text(level),
        text(area),
        text(metric),
        of.n.to_string(),
        number(of.mean),
        number(of.sd),
        number(of.standard_error),
        number(of.low),
        number(of.high),
        number(of.min),
        number(of.median),
        number(of.max),
    ]
}

fn create(path: &Path) -> Result<Writer<BufWriter<File>>, OutputError> {
    let file = File::create(path).map_err(|error| OutputError::io(path, error))?;
    Ok(Writer::from_writer(BufWriter::new(file)))
}

fn close(mut writer: Writer<BufWriter<File>>) -> Result<(), OutputError> {
    writer.flush().map_err(|error| OutputError::from(csv::Error::from(error)))
}

fn rows_of(path: &Path, has_header: bool) -> Result<Reader<BufReader<File>>, OutputError> {
    let file = File::open(path).map_err(|error| OutputError::io(path, error))?;
    let reader =
        csv::ReaderBuilder::new().has_headers(has_header).from_reader(BufReader::new(file));
    Ok(reader)
}

/// Rows of a table on disk, ascending by seed.
struct OldRows {
    path: PathBuf,
    reader: Reader<BufReader<File>>,
    next: ByteRecord,
    seed: Option<u64>,
}

impl OldRows {
    fn open(path: &Path) -> Result<Self, OutputError> {
        let mut rows = Self {
            path: path.into(),
            reader: rows_of(path, true)?,
            next: ByteRecord::new(),
            seed: None,
        };
        rows.advance()?;
        Ok(rows)
    }

    fn advance(&mut self) -> Result<(), OutputError> {
        self.seed = None;
        if self.reader.read_byte_record(&mut self.next)? {
            let cell = self.next.get(1).and_then(|cell| std::str::from_utf8(cell).ok());
            let Some(seed) = cell.and_then(|cell| cell.parse().ok()) else {
                let what = "a row without a seed".to_owned();
                return Err(OutputError::Damaged { path: self.path.clone(), what });
            };
            self.seed = Some(seed);
        }
        Ok(())
    }

    /// Copies the rows of all seeds before `seed`, or all that are left.
    fn copy_before(
        &mut self,
        seed: Option<u64>,
        writer: &mut Writer<BufWriter<File>>,
    ) -> Result<(), OutputError> {
        while self.seed.is_some_and(|next| seed.is_none_or(|seed| next < seed)) {
            writer.write_byte_record(&self.next)?;
            self.advance()?;
        }
        Ok(())
    }

    /// Leaves out the rows of `seed`.
    fn skip(&mut self, seed: u64) -> Result<(), OutputError> {
        while self.seed == Some(seed) {
            self.advance()?;
        }
        Ok(())
    }
}
