//! Parts: written by one process each, read by all.

use std::fs;
use std::path::{Path, PathBuf};

use study::sweep::{Shard, Unit};

use super::{KEY, PARTS, SHARDS, StudyError, StudyKey};
use crate::output::file::{replace, write_new};
use crate::output::receipt::sha256;
use crate::output::room::disk;
use crate::output::room::{Lock, Refused, refusal};

/// The first word of a part.
const MARK: &str = "cogov-part 1 ";
/// The first word of its last line.
const END: &str = "sha256 ";
/// How a part's name ends.
const SUFFIX: &str = ".part";
/// So many of a process's own parts are put into one.
const MOST_OWN: usize = 64;

/// As soon as a process's own parts have so many bytes they are put into one, which is left alone from then on: so
/// memory does not grow with the study.
const LARGE: usize = 1 << 19;

/// Where a process puts what it has finished.
pub struct Store {
    folder: PathBuf,
    key: String,
    shard: Shard,
    waiting: Vec<(Unit, String)>,
    own: Vec<PathBuf>,
    /// The bytes of the own parts.
    bytes: usize,
    _lock: Lock,
}

/// Units that are finished: where each stands.
#[derive(Debug, Default)]
pub struct Found {
    /// The parts.
    pub parts: Vec<PathBuf>,
    /// The units in their order: part, first byte and length of what is said of each.
    pub units: Vec<(Unit, u32, u64, u32)>,
    /// Files among the parts that are none of this study's, or not whole.
    pub unusable: Vec<PathBuf>,
}

impl Store {
    /// Begins to write units of a shard into a folder; what is finished there already comes along.
    ///
    /// # Errors
    /// If somebody runs this shard already, the folder holds something else, or it cannot be written.
    pub fn begin(
        folder: &Path,
        key: &StudyKey,
        shard: Shard,
        command: &str,
    ) -> Result<(Self, Found), StudyError> {
        if disk::is_there(folder) && !folder.is_dir() {
            return Err(StudyError::io(folder, std::io::ErrorKind::NotADirectory.into()));
        }
        let parts = folder.join(PARTS);
        // Held until the key stands: whoever comes after sees it.
        let others = Lock::take_if_there(&folder.join(SHARDS));
        let others = others.map_err(|refused| StudyError::Busy(refusal(folder, refused)))?;
        super::tables::refuse_taken(folder)?;
        disk::make_folder(&parts).map_err(|error| StudyError::io(&parts, error))?;
        key.enter(folder)?;
        drop(others);
        let inside = folder.join(SHARDS).join(shard.to_string());
        let lock = Lock::take(&inside, command).map_err(|refused| match refused {
            Refused::Held(holder) => StudyError::Held(folder.to_path_buf(), holder),
            Refused::Io(error) => StudyError::io(&inside, error),
        })?;
        let found = Found::read(folder, key)?;
        let store = Self {
            folder: folder.to_path_buf(),
            key: key.hash(),
            shard,
            waiting: Vec::new(),
            own: Vec::new(),
            bytes: 0,
            _lock: lock,
        };
        Ok((store, found))
    }

    /// Takes a finished unit: what is said of it, in whole lines. It waits in memory until [`Store::write`].
    pub fn add(&mut self, unit: Unit, lines: String) {
        self.waiting.push((unit, lines));
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// If it cannot be written: it goes on waiting.
    pub fn write(&mut self) -> Result<(), StudyError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.waiting.sort_by_key(|(unit, _)| *unit);
        let lines: String = self.waiting.iter().map(|(_, lines)| lines.as_str()).collect();
        let path = self.put(&lines)?;
        self.waiting.clear();
        self.own.push(path);
        self.bytes += lines.len();
        let is_much = self.own.len() >= MOST_OWN || self.bytes >= LARGE;
        if is_much { self.compact() } else { Ok(()) }
    }

    /// Writes a part of some lines.
    fn put(&self, lines: &str) -> Result<PathBuf, StudyError> {
        let mut text = format!("{MARK}{}\n{lines}", self.key);
        let hash = sha256(text.as_bytes());
        text.push_str(&format!("{END}{hash}\n"));
        let name = format!("{}-{}{SUFFIX}", self.shard, &hash[..16]);
        let path = self.folder.join(PARTS).join(name);
        match write_new(&path, text.as_bytes()) {
            // The same content, whoever wrote it; or what was left of it.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let is_whole = disk::read_text(&path).is_ok_and(|there| there == text);
                let written = if is_whole { Ok(()) } else { replace(&path, text.as_bytes()) };
                written.map_err(|error| StudyError::io(&path, error))?;
                Ok(path)
            }
            Err(error) => Err(StudyError::io(&path, error)),
            Ok(()) => Ok(path),
        }
    }

    /// Puts the parts of this process into one. A kill between the two steps leaves units twice, which is
    /// harmless.
    fn compact(&mut self) -> Result<(), StudyError> {
        let read =
            |path: &PathBuf| disk::read_text(path).map_err(|error| StudyError::io(path, error));
        let texts: Vec<String> = self.own.iter().map(read).collect::<Result<_, _>>()?;
        let mut units = Vec::new();
        for text in &texts {
            let Some(lines) = lines_of(text, &self.key) else { return Ok(()) };
            units.extend(by_unit(lines).map(|(unit, range)| (unit, &lines[range])));
        }
        units.sort_by_key(|(unit, _)| *unit);
        let lines: String = units.iter().map(|(_, lines)| *lines).collect();
        let whole = self.put(&lines)?;
        for path in std::mem::take(&mut self.own) {
            if path != whole {
                disk::remove(&path).map_err(|error| StudyError::io(&path, error))?;
            }
        }
        self.bytes = 0;
        if lines.len() < LARGE {
            self.own.push(whole);
            self.bytes = lines.len();
        }
        Ok(())
    }

    /// Ends: what waits is written, and the parts of this process become one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(mut self) -> Result<(), StudyError> {
        self.write()?;
        if self.own.len() > 1 { self.compact() } else { Ok(()) }
    }
}

impl Found {
    /// Reads the parts of a folder.
    ///
    /// # Errors
    /// If two of them disagree, or the folder cannot be read.
    pub fn read(folder: &Path, key: &StudyKey) -> Result<Self, StudyError> {
        let (folder, key) = (folder.join(PARTS), key.hash());
        let entries = fs::read_dir(&folder).map_err(|error| StudyError::io(&folder, error))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| *end == SUFFIX[1..]));
        paths.sort();
        let mut found = Self::default();
        for path in paths {
            // A part that was put into a larger one in this moment is there.
            let Ok(text) = disk::read_text(&path) else { continue };
            let Some(lines) = lines_of(&text, &key) else {
                found.unusable.push(path);
                continue;
            };
            let part = found.parts.len() as u32;
            let before = (text.len() - lines.len() - END.len() - 65) as u64;
            let units = by_unit(lines)
                .map(|(unit, range)| (unit, part, before + range.start as u64, range.len() as u32));
            found.units.extend(units);
            found.parts.push(path);
        }
        found.units.sort_unstable();
        found.agree()?;
        Ok(found)
    }

    /// Leaves each unit once, if all that is said of it is the same.
    fn agree(&mut self) -> Result<(), StudyError> {
        let mut kept = 0;
        for at in 0..self.units.len() {
            let next = self.units[at];
            if kept > 0 && self.units[kept - 1].0 == next.0 {
                let last = self.units[kept - 1];
                if self.text(last)? != self.text(next)? {
                    let [a, b] = [last.1, next.1].map(|part| self.parts[part as usize].clone());
                    return Err(StudyError::Disagree(a, b, next.0));
                }
            } else {
                self.units[kept] = next;
                kept += 1;
            }
        }
        self.units.truncate(kept);
        Ok(())
    }

    /// What is said of a unit.
    ///
    /// # Errors
    /// If its part cannot be read.
    pub fn text(&self, at: (Unit, u32, u64, u32)) -> Result<String, StudyError> {
        use std::io::{Read, Seek, SeekFrom};
        let path = &self.parts[at.1 as usize];
        let read = || {
            let mut file = fs::File::open(path)?;
            file.seek(SeekFrom::Start(at.2))?;
            let mut text = String::new();
            file.take(u64::from(at.3)).read_to_string(&mut text)?;
            Ok(text)
        };
        read().map_err(|error| StudyError::io(path, error))
    }

    /// Whether a unit is finished.
    pub fn has(&self, unit: Unit) -> bool {
        self.units.binary_search_by_key(&unit, |(unit, ..)| *unit).is_ok()
    }
}

/// Whether a folder holds a study.
pub fn is_study(folder: &Path) -> bool {
    folder.join(KEY).is_file()
}

/// The lines of a part between its first and its last; none if it is not whole or not of this key.
fn lines_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let end = text.rfind(END)?;
    let (above, last) = text.split_at(end);
    let hash = last.strip_prefix(END)?.strip_suffix('\n')?;
    let rest = above.strip_prefix(MARK)?.strip_prefix(key)?.strip_prefix('\n')?;
    (sha256(above.as_bytes()) == hash).then_some(rest)
}

/// The units of a part's lines: each with the bytes of its lines, which stand together.
fn by_unit(lines: &str) -> impl Iterator<Item = (Unit, std::ops::Range<usize>)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let unit = unit_of(&lines[start..])?;
        let mut end = start;
        while let Some(next) = unit_of(&lines[end..])
            && next == unit
        {
            end += lines[end..].find('\n')? + 1;
        }
        let range = start..end;
        start = end;
        Some((unit, range))
    })
}

/// The unit that a line is of: its first two cells.
fn unit_of(line: &str) -> Option<Unit> {
    let mut cells = line.split('\n').next()?.split(',');
    let mut number = || cells.next()?.parse().ok();
    Some(Unit { point: number()?, replicate: number()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> StudyKey {
        StudyKey {
            study: name.to_owned(),
            design_sha256: String::new(),
            scenarios: Vec::new(),
            metrics: Vec::new(),
            difference: false,
            version: String::new(),
            numbers_sha256: String::new(),
            results: 1,
        }
    }

    fn unit(point: u32, replicate: u32) -> Unit {
        Unit { point, replicate }
    }

    fn lines(point: u32, replicate: u32) -> String {
        format!("{point},{replicate},0,1.5\n{point},{replicate},1,2.5\n")
    }

    #[test]
    fn what_is_written_is_found_by_whoever_comes_next() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, found) = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x").unwrap();
        assert!(found.units.is_empty());
        store.add(unit(2, 1), lines(2, 1));
        store.add(unit(1, 2), lines(1, 2));
        store.write().unwrap();
        store.add(unit(3, 1), lines(3, 1));
        // As if killed: what waits is lost, what was written is not.
        drop(store);
        let (_, found) = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x").unwrap();
        let units: Vec<Unit> = found.units.iter().map(|(unit, ..)| *unit).collect();
        assert_eq!(units, [unit(1, 2), unit(2, 1)]);
        assert_eq!(found.text(found.units[0]).unwrap(), lines(1, 2));
        assert!(found.has(unit(2, 1)) && !found.has(unit(3, 1)));
    }

    #[test]
    fn a_shard_that_is_at_work_another_study_and_another_version_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (_store, _) = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x").unwrap();
        let again = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x");
        assert!(matches!(again, Err(StudyError::Held(..))));
        let half = Shard { number: 1, of: 2 };
        assert!(Store::begin(folder.path(), &key("a"), half, "x").is_ok());
        let other = Store::begin(folder.path(), &key("b"), half, "x");
        assert!(matches!(&other, Err(StudyError::Other(_, what)) if what[0].en == "another study"));
        let newer = StudyKey { results: 2, ..key("a") };
        let newer = Store::begin(folder.path(), &newer, half, "x");
        let is_version =
            |what: &[crate::quantity::Text]| what[0].en == "another version of the model";
        assert!(matches!(&newer, Err(StudyError::Other(_, what)) if is_version(what)));
    }

    #[test]
    fn a_part_that_was_cut_or_changed_counts_for_nothing_and_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x").unwrap();
        store.add(unit(1, 1), lines(1, 1));
        store.write().unwrap();
        let path = store.own[0].clone();
        let text = fs::read_to_string(&path).unwrap();
        for broken in
            [&text[..text.len() / 2], &text[..text.len() - 1], "", &text.replace("2.5", "2.6")]
        {
            fs::write(&path, broken).unwrap();
            let found = Found::read(folder.path(), &key("a")).unwrap();
            assert!(found.units.is_empty());
            assert_eq!(found.unusable, std::slice::from_ref(&path));
        }
    }

    #[test]
    fn parts_that_disagree_are_named_and_parts_that_agree_count_once() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x").unwrap();
        store.put(&lines(1, 1)).unwrap();
        store.put(&(lines(1, 1) + &lines(2, 1))).unwrap();
        assert_eq!(Found::read(folder.path(), &key("a")).unwrap().units.len(), 2);
        store.put("1,1,0,9.9\n").unwrap();
        let found = Found::read(folder.path(), &key("a"));
        assert!(matches!(found, Err(StudyError::Disagree(_, _, Unit { point: 1, replicate: 1 }))));
        store.write().unwrap();
    }

    #[test]
    fn many_parts_of_a_process_become_one_with_the_same_units() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::begin(folder.path(), &key("a"), Shard::WHOLE, "x").unwrap();
        for point in 1..=150 {
            store.add(unit(point, 1), lines(point, 1));
            store.write().unwrap();
        }
        store.end().unwrap();
        let found = Found::read(folder.path(), &key("a")).unwrap();
        assert_eq!((found.parts.len(), found.units.len()), (1, 150));
        for (at, point) in found.units.iter().zip(1..) {
            assert_eq!(found.text(*at).unwrap(), lines(point, 1));
        }
    }
}
