//! The receipt of a result (`manifest.json`): what made it, what it is a result of, and the hash of every file.

use std::io;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::comparison;
use crate::metric::{Detail, METRICS};
use crate::policy::Scenario;
use crate::quantity::Language;

use super::error::Difference;
use super::folder::PLACE;
use super::mark::without_mark;
use super::room::disk::Fingerprint;
use super::table::Table;

/// The file of a receipt.
pub(crate) const RECEIPT: &str = "manifest.json";

/// Rises with every change of results of an unchanged scenario; CHANGELOG lists what changed by it.
pub const RESULTS: u32 = 1;

/// The program that makes results, as it names itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Version.
    pub version: String,
    /// Commit of its source, or `unknown`.
    pub commit: String,
    /// Hash of the sources that decide numbers.
    pub numbers: String,
    /// Hash of all sources.
    pub sources: String,
}

/// What a result is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Name of the scenario.
    pub scenario: String,
    /// The scenario as a text that runs by itself.
    pub resolved: String,
    /// The place's table, if it has one.
    pub place_table: Option<String>,
    /// Whether the table is left out of the folder.
    pub no_place: bool,
    /// Whether tables begin with a byte order mark.
    pub bom: bool,
    /// Positions of the metrics that become columns.
    pub metrics: Vec<usize>,
    /// The finest level.
    pub detail: Detail,
    /// The only table that is written, without page and summary; none where all are.
    pub only: Option<Table>,
    /// Seeds to run, ascending.
    pub seeds: Vec<u64>,
    /// The command line.
    pub command: Vec<String>,
    /// The program.
    pub program: Program,
    /// What is run, for the report.
    pub policy: Scenario,
    /// Language in which the report opens.
    pub language: Language,
}

/// What a result is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One scenario.
    Run,
    /// Scenarios beside a baseline.
    Comparison,
    /// The effect of a scenario taken apart.
    Ablation,
    /// A choice among packages.
    Choice,
}

/// A scenario of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// What people call it, in English and Chinese: the name where the file gives no title.
    #[serde(default)]
    pub title: [String; 2],
    /// SHA-256 of the resolved scenario.
    pub sha256: String,
    /// SHA-256 of the place's table, if it has one.
    pub place_sha256: Option<String>,
}

/// A file of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

impl Entry {
    /// A file with what is in it.
    pub fn of(file: &str, print: Fingerprint) -> Self {
        Self { file: file.to_owned(), bytes: print.bytes, sha256: print.sha256 }
    }

    /// What is in it.
    pub fn print(&self) -> Fingerprint {
        Fingerprint { bytes: self.bytes, sha256: self.sha256.clone() }
    }
}

/// The receipt. It and the reports, which tell the command, are the only files of a result that may differ
/// between equal results.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Receipt {
    /// Program.
    pub program: String,
    /// Version.
    pub version: String,
    /// Commit of the source, or `unknown`.
    pub commit: String,
    /// Hash of the sources that decide numbers: under an equal one seeds may be added.
    pub numbers_sha256: String,
    /// Hash of all sources: under an equal one pages are the same when they are made again.
    pub(crate) sources_sha256: String,
    /// See [`RESULTS`].
    pub results: u32,
    /// What it is a result of.
    pub kind: Kind,
    /// Its name: the hash of tables, scenarios and places.
    pub result: String,
    /// The scenarios; of a comparison the baseline first.
    pub scenarios: Vec<Source>,
    /// Columns of metrics; of a comparison those compared.
    pub metrics: Vec<String>,
    /// The finest level.
    pub detail: String,
    /// The only table, where the others were left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) only: Option<String>,
    /// What was asked of the scenarios, where that is more than a list of metrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) asked: Option<String>,
    /// Seeds in the result, ascending.
    pub seeds: Vec<u64>,
    /// Threads of the last command.
    pub threads: usize,
    /// Wall time of the last command, seconds.
    pub(crate) wall_seconds: f64,
    /// The last command; of paths the last part.
    pub command: Vec<String>,
    /// The files of the result, but for this one.
    pub files: Vec<Entry>,
    /// SHA-256 of this file up to here.
    pub sha256: String,
}

/// A receipt that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says.
    pub receipt: Receipt,
    /// Whether it is as it was written.
    pub is_whole: bool,
}

impl Receipt {
    /// The receipt of a request, before it has seeds.
    pub fn of(request: &Request) -> Self {
        let source = Source {
            name: request.scenario.clone(),
            title: titles(&request.policy),
            sha256: sha256(request.resolved.as_bytes()),
            place_sha256: request.place_table.as_ref().map(|table| sha256(table.as_bytes())),
        };
        let mut receipt = Self::new(Kind::Run, &request.program, vec![source], &request.command);
        receipt.metrics = ids(&request.metrics);
        word_of(request.detail).clone_into(&mut receipt.detail);
        receipt.only = request.only.map(|table| table.file().to_owned());
        receipt
    }

    /// A receipt of scenarios, with nothing else in it yet.
    pub fn new(kind: Kind, program: &Program, of: Vec<Source>, command: &[String]) -> Self {
        Self {
            program: "cogov".to_owned(),
            version: program.version.clone(),
            commit: program.commit.clone(),
            numbers_sha256: program.numbers.clone(),
            sources_sha256: program.sources.clone(),
            results: RESULTS,
            kind,
            result: String::new(),
            scenarios: of,
            metrics: Vec::new(),
            detail: word_of(Detail::Zone).to_owned(),
            only: None,
            asked: None,
            seeds: Vec::new(),
            threads: 0,
            wall_seconds: 0.0,
            command: without_folders(command),
            files: Vec::new(),
            sha256: String::new(),
        }
    }

    /// The receipt as a text, with its own hash in the last line.
    ///
    /// # Errors
    /// If it cannot be put together: a defect of the program.
    pub(crate) fn to_text(&self) -> io::Result<String> {
        let unsigned = Self { sha256: String::new(), ..self.clone() };
        let text = serde_json::to_string_pretty(&unsigned)? + "\n";
        let signed =
            text.strip_suffix(END).map(|above| format!("{above}{}{END}", sha256(above.as_bytes())));
        signed.ok_or_else(|| io::Error::other("a receipt ends with its hash"))
    }

    /// Reads a receipt.
    ///
    /// # Errors
    /// Why it is none of this program's.
    pub fn read(text: &str) -> Result<Found, String> {
        let receipt: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if let Some(entry) = receipt.files.iter().find(|entry| !is_plain(&entry.file)) {
            return Err(format!("file `{}`", entry.file));
        }
        if let Some(source) = receipt.scenarios.iter().find(|source| !is_plain(&source.name)) {
            return Err(format!("scenario `{}`", source.name));
        }
        let end = format!("{}{END}", receipt.sha256);
        let above = text.strip_suffix(&end);
        let is_whole = above.is_some_and(|above| sha256(above.as_bytes()) == receipt.sha256);
        Ok(Found { receipt, is_whole })
    }

    /// The result's name, worked out from the hashes of its files and of places that were left out.
    pub(crate) fn name_of_files(&self) -> String {
        let mut all = self.files.clone();
        for (source, file) in self.scenarios.iter().zip(self.place_files()) {
            if let Some(sha256) = &source.place_sha256
                && all.iter().all(|entry| entry.file != file)
            {
                all.push(Entry { file, bytes: 0, sha256: sha256.clone() });
            }
        }
        result_name(all.iter())
    }

    /// The file of each scenario's place: one for all, unless they have several.
    pub(crate) fn place_files(&self) -> Vec<String> {
        let mut tables: Vec<&String> =
            self.scenarios.iter().filter_map(|of| of.place_sha256.as_ref()).collect();
        tables.sort_unstable();
        tables.dedup();
        let file = |of: &Source| {
            if tables.len() > 1 { format!("{}.{PLACE}", of.name) } else { PLACE.to_owned() }
        };
        self.scenarios.iter().map(file).collect()
    }

    /// What the report tells of it.
    pub(crate) fn for_report(&self) -> comparison::Receipt {
        comparison::Receipt {
            version: self.version.clone(),
            commit: self.commit.clone(),
            numbers: self.numbers_sha256.clone(),
            result: self.result.clone(),
            scenarios: self.scenarios.iter().map(|source| source.sha256.clone()).collect(),
            places: self.scenarios.iter().map(|source| source.place_sha256.clone()).collect(),
            command: self.command.clone(),
        }
    }

    /// Why seeds of two receipts cannot stand in one result; nothing where they can.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let all = [
            (Difference::Kind, self.kind != other.kind),
            (Difference::Scenario, !self.same(other, |source| Some(&source.sha256))),
            (Difference::Place, !self.same(other, |source| source.place_sha256.as_ref())),
            (Difference::Program, self.model() != other.model()),
            (Difference::Metrics, self.metrics != other.metrics),
            (Difference::Detail, self.detail != other.detail),
            (Difference::Tables, self.only != other.only),
            (Difference::Asked, self.asked != other.asked),
        ];
        all.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
    }

    fn same(&self, other: &Self, of: impl Fn(&Source) -> Option<&String>) -> bool {
        self.scenarios.iter().map(&of).eq(other.scenarios.iter().map(&of))
    }

    /// What decides numbers besides the scenario.
    fn model(&self) -> (u32, &str, &str) {
        (self.results, &self.version, &self.numbers_sha256)
    }

    /// What seeds must share to stand in one result, as a text.
    pub fn key(&self) -> String {
        let of = |source: &Source| (source.sha256.clone(), source.place_sha256.clone());
        let scenarios: Vec<_> = self.scenarios.iter().map(of).collect();
        let only = self.only.as_deref().unwrap_or_default();
        format!("{:?} {scenarios:?} {:?} {}{only}", self.model(), self.metrics, self.detail)
    }
}

/// The end of a receipt behind its hash.
const END: &str = "\"\n}\n";

/// Whether a name is that of a file in the folder itself, and none of those that are the program's own.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.contains(['/', '\\', ':', '\0'])
        && name != RECEIPT
}

/// What people call a scenario, in English and Chinese.
pub fn titles(scenario: &Scenario) -> [String; 2] {
    [Language::En, Language::Zh].map(|language| scenario.called(language).to_owned())
}

/// Identifiers of metrics.
pub(super) fn ids(metrics: &[usize]) -> Vec<String> {
    metrics.iter().map(|&at| METRICS[at].id.to_owned()).collect()
}

/// The name of a result: SHA-256 over the lines that `sha256sum *.csv *.toml` prints in the order of bytes.
/// Reports and dictionary are left out, which speak of the program.
pub(super) fn result_name<'a>(files: impl Iterator<Item = &'a Entry>) -> String {
    let is_of_it = |entry: &&Entry| {
        let ends = [".csv", ".toml"].iter().any(|end| entry.file.ends_with(end));
        ends && entry.file != "dictionary.csv"
    };
    let mut lines: Vec<(&str, &str)> =
        files.filter(is_of_it).map(|entry| (entry.file.as_str(), entry.sha256.as_str())).collect();
    lines.sort_unstable();
    let text: String = lines.iter().map(|(file, hash)| format!("{hash}  {file}\n")).collect();
    sha256(text.as_bytes())
}

/// The words of a command without the folders in which its files lay: they name a user and a machine.
pub(super) fn without_folders(command: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    let mut is_folder = false;
    for word in command {
        if std::mem::take(&mut is_folder) || word.starts_with("--out=") {
            continue;
        }
        is_folder = word == "--out";
        if !is_folder {
            words.push(last_part(word));
        }
    }
    words
}

/// A word with the last part of each path in it.
fn last_part(word: &str) -> String {
    let (before, value) = match word.rsplit_once('=') {
        Some((key, value)) => (format!("{key}="), value),
        None => (String::new(), word),
    };
    let quote = if value.starts_with('"') { "\"" } else { "" };
    match value.rsplit(['/', '\\']).next() {
        Some(last) if last.len() < value.len() => format!("{before}{quote}{last}"),
        _ => word.to_owned(),
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
pub(super) fn detail_of(word: &str) -> Option<Detail> {
    let all = [Detail::County, Detail::Zone, Detail::Community];
    all.into_iter().find(|&detail| word_of(detail) == word)
}

/// The first digits of a hash, enough to tell one from another by eye.
pub fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a table's bytes behind its mark: with and without it, it is the same table.
pub(super) fn sha256_of_table(bytes: &[u8]) -> String {
    sha256(without_mark(bytes))
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

    fn receipt() -> Receipt {
        let source = Source {
            name: "a".to_owned(),
            title: Default::default(),
            sha256: sha256(b"text"),
            place_sha256: None,
        };
        let mut receipt = Receipt::new(Kind::Run, &Program::default(), vec![source], &[]);
        let print = Fingerprint { bytes: 1, sha256: sha256(b"x") };
        receipt.files = vec![Entry::of("runs.csv", print)];
        receipt
    }

    #[test]
    fn any_changed_byte_of_a_receipt_shows() {
        let text = receipt().to_text().unwrap();
        assert!(Receipt::read(&text).unwrap().is_whole);
        for at in 0..text.len() {
            for put in [b'0', b'1', b' ', b'\n'] {
                let mut bytes = text.clone().into_bytes();
                if std::mem::replace(&mut bytes[at], put) != put {
                    let found = Receipt::read(&String::from_utf8(bytes).unwrap());
                    assert!(found.is_err() || !found.unwrap().is_whole, "byte {at}");
                }
            }
        }
        for other in [format!("{text}\n"), format!(" {text}"), text.trim_end().to_owned()] {
            assert!(!Receipt::read(&other).unwrap().is_whole);
        }
    }

    #[test]
    fn a_receipt_that_names_files_elsewhere_is_none() {
        for file in ["../x", "/etc/passwd", "a\\b", "C:x", "", ".cogov", "manifest.json"] {
            let mut receipt = receipt();
            receipt.files[0].file = file.to_owned();
            assert!(Receipt::read(&receipt.to_text().unwrap()).is_err(), "{file}");
        }
    }

    #[test]
    fn a_command_is_told_without_its_folders() {
        let words = ["cogov", "run", "/home/me/a.toml", "--out", "/tmp/x", "--place=C:\\me\\p.csv"];
        let words = words.into_iter().chain(["--set=place.table=\"/home/me/p.csv\"", "--out=x"]);
        let words: Vec<String> = words.map(str::to_owned).collect();
        let told = ["cogov", "run", "a.toml", "--place=p.csv", "--set=place.table=\"p.csv\""];
        assert_eq!(without_folders(&words), told);
    }
}
