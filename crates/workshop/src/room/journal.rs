//! The file of a workshop: a line of JSON for each thing that happened, on the disk before anybody is told. A
//! workshop whose machine lost its power goes on from it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use words::{Phrase, say};

use super::{Event, Refused, Room, Rules};

/// The version of the form.
const SCHEMA: u32 = 1;
/// The longest journal that is read: that of days.
const MOST_BYTES: u64 = 64 << 20;

/// The first line: what the workshop is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the form.
    pub workshop: u32,
    /// The case's name.
    pub case: String,
    /// SHA-256 of the case.
    pub hash: String,
    /// SHA-256 of its table of answers.
    pub answers: String,
}

impl Head {
    /// The head of a workshop on a case and its table.
    pub fn of(case: &str, hash: &str, answers: &str) -> Self {
        let [case, hash, answers] = [case, hash, answers].map(str::to_owned);
        Self { workshop: SCHEMA, case, hash, answers }
    }
}

/// Any other line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Seconds since the workshop began, without those in which it did not run.
    pub at: u64,
    /// Seconds left of the beat, where a clock runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u64>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// A journal that is being written. Nobody else writes it meanwhile.
#[derive(Debug)]
pub struct Journal {
    file: File,
    /// Bytes of whole lines.
    length: u64,
}

/// A workshop that is gone on with, or begun.
#[derive(Debug)]
pub struct Opened {
    /// The journal.
    pub journal: Journal,
    /// The workshop as it was left.
    pub room: Room,
    /// Whether it was there before.
    pub is_old: bool,
    /// Whether the last line was cut off and is dropped.
    pub was_torn: bool,
}

/// Why there is no journal.
#[derive(Debug)]
pub enum NoJournal {
    /// The disk.
    Disk(io::Error),
    /// Another program writes it.
    InUse,
    /// It is something else.
    Other,
    /// It is that of another case.
    Case(String),
    /// It is of this case, which was changed since.
    Changed,
    /// It is of this case, and of another table of answers.
    Answers,
    /// A line that is none, or tells what cannot have happened: its number, and why.
    Line(usize, Option<Refused>),
    /// The case's numbers are not whole.
    Rules,
}

impl NoJournal {
    /// The same for people.
    pub fn say(&self) -> Phrase {
        match self {
            Self::Disk(error) => say!(en "{error}" zh "{error}"),
            Self::InUse => say!(
                en "another cogov serve is holding this workshop"
                zh "另一个 cogov serve 正在使用此研讨记录"
            ),
            Self::Other => say!(en "it is no journal of a workshop" zh "它不是研讨记录"),
            Self::Case(case) => {
                say!(en "it is a workshop on the case `{case}`" zh "它是案例`{case}`的研讨记录")
            }
            Self::Changed => say!(
                en "its case was changed since"
                zh "该研讨之后案例已被修改"
            ),
            Self::Answers => say!(
                en "its scores were made with another table of answers"
                zh "其得分依据的是另一份答案表"
            ),
            Self::Line(line, None) => {
                say!(en "its line {line} cannot be read" zh "第{line}行无法读取")
            }
            Self::Line(line, Some(why)) => {
                let why = why.say();
                say!(
                    en "its line {line} tells what cannot have happened ({why})"
                    zh "第{line}行所记之事不可能发生（{why}）",
                    why
                )
            }
            Self::Rules => say!(en "the table of answers is not whole" zh "答案表不完整"),
        }
    }
}

impl From<io::Error> for NoJournal {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Opens the journal of a workshop, and begins one where none is.
///
/// # Errors
/// If it cannot be written, another program writes it, or it is of something else.
pub fn open(path: &Path, head: &Head, rules: Rules) -> Result<Opened, NoJournal> {
    let mut room = Room::new(rules).ok_or(NoJournal::Rules)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // The door's codes stand in it.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.try_lock().map_err(|error| match error {
        std::fs::TryLockError::WouldBlock => NoJournal::InUse,
        std::fs::TryLockError::Error(error) => NoJournal::Disk(error),
    })?;
    let mut bytes = Vec::new();
    if (&file).take(MOST_BYTES + 1).read_to_end(&mut bytes)? as u64 > MOST_BYTES {
        return Err(NoJournal::Other);
    }
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let is_old = whole > 0;
    let (read, torn) = if is_old { replay(&bytes[..whole], head, &mut room)? } else { (0, false) };
    // What is no beginning of a journal is not cut off.
    if !is_old && !is_beginning(&bytes, head) {
        return Err(NoJournal::Other);
    }
    let was_torn = is_old && (torn || whole < bytes.len());
    file.set_len(read as u64)?;
    file.seek(SeekFrom::End(0))?;
    let mut journal = Journal { file, length: read as u64 };
    if !is_old {
        journal.write(head)?;
        // That the file has its name is kept by its folder.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            let _ = folder.sync_all();
        }
    }
    Ok(Opened { journal, room, is_old, was_torn })
}

/// Whether bytes are the beginning of what the first line would be.
fn is_beginning(bytes: &[u8], head: &Head) -> bool {
    serde_json::to_vec(head).is_ok_and(|head| head.starts_with(bytes))
}

/// Lets all happen again; returns the bytes that were read, and whether the last line was none.
fn replay(bytes: &[u8], head: &Head, room: &mut Room) -> Result<(usize, bool), NoJournal> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate().peekable();
    let mut read = 0;
    while let Some((at, bytes)) = lines.next() {
        if at == 0 {
            is_of(bytes, head)?;
        } else {
            match serde_json::from_slice::<Line>(bytes) {
                Ok(line) => {
                    room.take(line.event).map_err(|why| NoJournal::Line(at + 1, Some(why)))?;
                    room.at(line.at, line.left);
                }
                // The disk had its place, not yet its words.
                Err(_) if lines.peek().is_none() => return Ok((read, true)),
                Err(_) => return Err(NoJournal::Line(at + 1, None)),
            }
        }
        read += bytes.len();
    }
    Ok((read, false))
}

fn is_of(first: &[u8], head: &Head) -> Result<(), NoJournal> {
    let held: Head = serde_json::from_slice(first).map_err(|_| NoJournal::Other)?;
    if held.workshop != head.workshop {
        return Err(NoJournal::Other);
    }
    if held.case != head.case {
        return Err(NoJournal::Case(held.case));
    }
    if held.hash != head.hash {
        return Err(NoJournal::Changed);
    }
    if held.answers != head.answers {
        return Err(NoJournal::Answers);
    }
    Ok(())
}

impl Journal {
    /// Writes a line; it is on the disk when this returns.
    ///
    /// # Errors
    /// Of the disk; the file then ends before the line.
    pub fn add(&mut self, line: &Line) -> io::Result<()> {
        self.write(line)
    }

    /// All that was written so far.
    ///
    /// # Errors
    /// Of the disk.
    pub fn text(&mut self) -> io::Result<String> {
        let mut text = String::new();
        self.file.seek(SeekFrom::Start(0))?;
        let read = (&self.file).take(self.length).read_to_string(&mut text);
        self.file.seek(SeekFrom::Start(self.length))?;
        read.map(|_| text)
    }

    fn write(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        let written = self.file.write_all(&bytes).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // Half a line would spoil the next one.
            self.file.set_len(self.length)?;
            self.file.seek(SeekFrom::End(0))?;
            return Err(error);
        }
        self.length += bytes.len() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
